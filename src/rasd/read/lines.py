"""The lines of a table file as text, numbered from 1; one that cannot be read is a Problem."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from rasd.model import Problem
from rasd.read.encoding import decode

HEAD = 1 << 16
_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


@dataclass(frozen=True, slots=True)
class Source:
    """An open table: its name for messages, its bytes, its first bytes (already read ahead, not consumed)."""

    name: str
    stream: BinaryIO
    head: bytes
    most: int
    """Bytes that one row may have."""

    def problem(self, number: int, what: str, do: str = "") -> Problem:
        """A problem at line ``number``."""
        return Problem(f"{self.name}:{number}", what, do)


@dataclass(slots=True)
class LineReader:
    """Iterates over ``(number, text)`` or ``(number, Problem)``. Ends of lines stay on.

    ``encoding`` is the charset of the lines that are not UTF-8: found when the first of them comes, from the
    head of the file where that says anything. Empty means that such a line is damaged, not foreign.
    """

    source: Source
    encoding: str | None = None

    def __iter__(self) -> Iterator[tuple[int, str | Problem]]:
        wide = next((name for mark, name in _WIDE.items() if self.source.head.startswith(mark)), "")
        lines = self._wide_lines(wide) if wide else self._narrow_lines()
        for number, line in enumerate(lines, 1):
            marked = number == 1 and isinstance(line, str)
            yield number, line.removeprefix("\ufeff") if marked and isinstance(line, str) else line

    def _narrow_lines(self) -> Iterator[str | Problem]:
        source, number = self.source, 0
        while raw := source.stream.readline(source.most + 1):
            number += 1
            if len(raw) > source.most:
                self._skip_to_end(b"\n")
                yield source.problem(
                    number, f"a line of more than {source.most} bytes", "raise RASD_MAX_BYTES"
                )
            else:
                yield self._decoded(raw, number)

    def _skip_to_end(self, mark: bytes) -> None:
        while raw := self.source.stream.readline(HEAD):
            if raw.endswith(mark):
                return

    def _decoded(self, raw: bytes, number: int) -> str | Problem:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError as error:
            if self.encoding is None:
                judged = decode(raw if self.source.head.isascii() else self.source.head)
                self.encoding = "" if judged.encoding == "utf-8" else judged.encoding
            if self.encoding:
                return raw.decode(self.encoding, "replace")
            what = f"not UTF-8 (byte 0x{raw[error.start]:02x} at position {error.start + 1} of the line)"
            return self.source.problem(number, what, "save the file as UTF-8")

    def _wide_lines(self, encoding: str) -> Iterator[str | Problem]:
        """UTF-16 has no single byte for the end of a line: decoded as it comes, cut into lines after it."""
        self.encoding = encoding
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        rest, number = "", 0
        while chunk := self.source.stream.read(HEAD):
            *whole, rest = (rest + decoder.decode(chunk)).split("\n")
            for line in whole:
                number += 1
                yield line + "\n"
            if 2 * len(rest) > self.source.most:
                yield self.source.problem(
                    number + 1, f"a line of more than {self.source.most} bytes", "the rest is not read"
                )
                return
        if rest:
            yield rest
