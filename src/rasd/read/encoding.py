"""Bytes to text, with a note of what had to be done.

The ladder: byte order mark; UTF-16 without one; UTF-8, where all but a few bytes are; the charset that
was declared, or windows-1256, where the result clearly is Arabic; what the bytes look like; the declared
charset; windows-1252. A declaration alone proves nothing: Arabic pages in windows-1256 are declared as
UTF-8 or iso-8859-1 every day. The one file that opens resiliparse.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from rasd.doors import open_door
from rasd.read.arabic import clearly_arabic

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ARABIC_CHARSETS = ("windows-1256", "iso-8859-6")
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_HEAD = 4096
"""Bytes in which a page may declare its charset (the HTML standard asks for the first 1024)."""
_HIGH_RUN = re.compile(rb"[\x80-\xff][^\x00-\x1f<>]{0,400}")
_SAMPLE = 100_000
_MOST_BAD = 0.05
"""Share of unreadable bytes among the non-ASCII characters up to which a text is UTF-8 with faults."""
REPLACED = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and where it came from; ``note`` is empty where the bytes were UTF-8 and nothing was done."""

    text: str
    encoding: str
    note: str = ""


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text of ``data``. ``declared`` is the charset of the answer's header; a page's own is looked up.

    Never fails: bytes that no charset explains become U+FFFD, and the note says how many.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    wide = _wide_encoding(data)
    if wide:
        return _decoded(data, wide)
    text = data.decode("utf-8", "replace")
    bad = text.count(REPLACED) - data.count(REPLACED.encode())
    if bad <= _MOST_BAD * (len(text) - len(text.encode("ascii", "ignore"))):
        return Decoded(text, "utf-8", _note("utf-8", bad))
    return _decoded(data, legacy_encoding(data, declared))


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, _note(encoding, text.count(REPLACED)))


def _note(encoding: str, bad: int) -> str:
    unreadable = f", {bad} unreadable byte{'s' if bad > 1 else ''} replaced" if bad > 0 else ""
    return "" if encoding == "utf-8" and not unreadable else encoding + unreadable


def _wide_encoding(data: bytes) -> str:
    """UTF-16 without a byte order mark: every second byte is one of a few (0 for Latin, 6 for Arabic)."""
    sample = data[: _SAMPLE // 2 * 2]
    if len(sample) < 8 or 0 not in sample:
        return ""
    for high, encoding in ((sample[1::2], "utf-16-le"), (sample[0::2], "utf-16-be")):
        if sum(map(high.count, (0, 6))) >= 0.9 * len(high):
            low = sample[0::2] if encoding == "utf-16-le" else sample[1::2]
            if sum(map(low.count, (0, 6))) < 0.1 * len(low):
                return encoding
    return ""


def legacy_encoding(data: bytes, declared: str = "") -> str:
    """The charset, as Python names it, of bytes that are not UTF-8.

    ``declared`` is what a header said; what the page's head says comes after it.
    """
    first = _HIGH_RUN.search(data)
    start = first.start() if first else 0
    sample = b" ".join(_HIGH_RUN.findall(data, start, start + 4 * _SAMPLE))[:_SAMPLE]
    in_head = _DECLARED.search(data[:_HEAD])
    names = [_codec(name) for name in (declared, in_head[1].decode("ascii") if in_head else "")]
    claimed = [name for name in names if name and not name.startswith("utf")]
    for name in (*claimed, *_ARABIC_CHARSETS):
        if clearly_arabic(sample.decode(name, "replace")):
            return name
    detect = open_door("resiliparse.parse.encoding:detect_encoding")
    guess = _codec(detect(sample) or "")
    if guess and guess not in _ARABIC_CHARSETS and not guess.startswith("utf"):
        return claimed[0] if claimed and guess in ("cp1252", "iso8859-1") else guess
    return claimed[0] if claimed else "cp1252"


def _codec(name: str) -> str:
    """The Python codec of a charset as the web names it ("" for none): iso-8859-1 is cp1252 there."""
    if not name:
        return ""
    whatwg = open_door("resiliparse.parse.encoding:map_encoding_to_html5")(name, False)
    try:
        found = codecs.lookup(whatwg or "")
        b"".decode(found.name)
    except (LookupError, ValueError):
        return ""
    return {"cp1256": "windows-1256", "iso8859-6": "iso-8859-6"}.get(found.name, found.name)


def is_binary(data: bytes) -> bool:
    """Whether bytes are no text in any charset: control characters that texts do not hold, and no UTF-16."""
    sample = data[:4096]
    if not sample or _wide_encoding(sample) or any(sample.startswith(mark) for mark, _ in _BOMS):
        return False
    return sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in sample) > max(3, len(sample) // 50)
