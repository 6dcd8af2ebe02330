"""Arabic that was once read in a wrong charset and saved so: found and undone.

Three accidents are known: UTF-8 read as windows-1252 ("Ø§Ù„"), UTF-8 read as windows-1256 ("ط§ظ„"),
and windows-1256 read as windows-1252 ("ÇáÞÇåÑÉ"). Each is reversed piece by piece, between marks of
HTML and ends of lines, because such pages often hold sound Arabic beside the spoilt. Nothing is touched
unless the repaired pieces clearly are Arabic.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rasd.read.arabic import LETTER, clearly_arabic

_PIECE = re.compile(r'[^<>"\n\r]+')
_LEAST_LETTERS = 3
"""Arabic letters that must come out of bytes that happen to be UTF-8: fewer may be chance."""


def _byte_of(encoding: str) -> dict[str, int]:
    """Which byte each character came from; bytes that the charset leaves out became C1 controls."""
    table = {chr(byte): byte for byte in range(0x80, 0xA0)}
    for byte in range(0x100):
        try:
            table[bytes([byte]).decode(encoding)] = byte
        except UnicodeDecodeError:
            continue
    return table


@dataclass(frozen=True, slots=True)
class _Accident:
    """Bytes of the charset ``wrote`` were read as if they were ``read``. ``sign`` is what gives it away."""

    wrote: str
    read: str
    sign: re.Pattern[str]

    def undo(self, piece: str, byte_of: Mapping[str, int]) -> str | None:
        """The piece as it was written; ``None`` where it did not suffer this accident."""
        try:
            text = bytes(byte_of[char] for char in piece).decode(self.wrote)
        except (KeyError, UnicodeDecodeError):
            return None
        return text if LETTER.search(text) else None


_ACCIDENTS = (
    _Accident("utf-8", "windows-1252", re.compile("[ØÙÚÛ][^\x00-\x7f].?[ØÙÚÛ]")),
    _Accident("utf-8", "windows-1256", re.compile("[طظعغ][^\x00-\x7f].?[طظعغ][^\x00-\x7f]")),
    _Accident("windows-1256", "windows-1252", re.compile("[À-ÿ]{2}")),
)


def undo(text: str) -> tuple[str, str]:
    """The text with its mojibake undone, and a note ("mojibake of utf-8 undone"), empty without any."""
    for accident in _ACCIDENTS:
        if not accident.sign.search(text):
            continue
        byte_of = _byte_of(accident.read)
        repaired = {
            piece: fixed
            for piece in set(_PIECE.findall(text))
            if not piece.isascii() and (fixed := accident.undo(piece, byte_of)) is not None
        }
        if _convincing(accident, "\n".join(sorted(repaired.values()))):
            return _replaced(text, repaired), f"mojibake of {accident.wrote} undone"
    return text, ""


def _replaced(text: str, repaired: Mapping[str, str]) -> str:
    return _PIECE.sub(lambda match: repaired.get(match.group(), match.group()), text)


def _convincing(accident: _Accident, repaired: str) -> bool:
    if accident.wrote == "utf-8":
        return len(LETTER.findall(repaired)) >= _LEAST_LETTERS and clearly_arabic(repaired, least=1)
    return clearly_arabic(repaired)
