"""Rows of JSON: an object a line, a list of objects, or one object. Streamed; memory holds one row."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from itertools import chain

from rasd.model import Problem
from rasd.read.encoding import decode
from rasd.read.lines import HEAD, LineReader, Source

Row = tuple[str, dict[str, object]]
"""Where a row stands ("news.jsonl:17"), and its fields."""

_BLANK = re.compile(r"[\s,\ufeff]*")
_ESCAPED = re.compile("[\udc80-\udcff]")


def json_lines(source: Source) -> Iterator[Row | Problem]:
    """The rows of a file with a JSON object a line; blank lines are passed over."""
    lines = LineReader(source)
    for number, line in lines:
        if isinstance(line, Problem):
            yield line
        elif line.strip():
            yield _row(line, source, number, lines.encoding or "")


def json_document(source: Source) -> Iterator[Row | Problem]:
    """The rows of a ``.json`` file: a list, one object, or lines of objects all the same."""
    if _first_character(source.head) == "[":
        yield from _items(source)
        return
    lines = LineReader(source)
    numbered = iter(lines)
    first = next(numbered, None)
    if first is None:
        yield Problem(source.name, "empty file")
    elif isinstance(first[1], str) and not _parses(first[1]):
        yield _whole_object(source, chain([first], numbered))
    else:
        for number, line in chain([first], numbered):
            if isinstance(line, Problem):
                yield line
            elif line.strip():
                yield _row(line, source, number, lines.encoding or "")


def _first_character(head: bytes) -> str:
    return decode(head).text.lstrip("\ufeff \t\r\n")[:1]


def _parses(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _row(line: str, source: Source, number: int, encoding: str) -> Row | Problem:
    where = f"{source.name}:{number}"
    try:
        value = json.loads(line.rstrip())
    except (ValueError, RecursionError) as error:
        return Problem(where, f"not JSON: {_reason(error)}", "mend or remove the line")
    return _object(value, where, encoding)


def _object(value: object, where: str, encoding: str = "") -> Row | Problem:
    if not isinstance(value, dict):
        return Problem(
            where,
            f"JSON, but not an object: {str(value)[:60]!r}",
            'a row looks like {"id": ..., "text": ...}',
        )
    if encoding:
        value.setdefault("decoded", encoding)
    return where, value


def _reason(error: BaseException) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def _whole_object(source: Source, lines: Iterator[tuple[int, str | Problem]]) -> Row | Problem:
    parts, size = [], 0
    for _, line in lines:
        if isinstance(line, Problem):
            return line
        parts.append(line)
        size += len(line)
        if size > source.most:
            return Problem(
                source.name, f"one object of more than {source.most} characters", "give JSON lines"
            )
    try:
        value = json.loads("".join(parts))
    except json.JSONDecodeError as error:
        return Problem(f"{source.name}:{error.lineno}", f"not JSON: {_reason(error)}", "mend the file")
    except (ValueError, RecursionError) as error:
        return Problem(source.name, f"not JSON: {_reason(error)}", "mend the file")
    return _object(value, source.name)


# --- a list of objects -----------------------------------------------------------------------------


def _items(source: Source) -> Iterator[Row | Problem]:
    """The items of one list, parsed one at a time while the file is read."""
    decoder, buffer, at, number = json.JSONDecoder(), _Buffer(source), 0, 0
    buffer.grow()
    at = buffer.text.index("[") + 1
    while True:
        at = buffer.skip(at)
        if buffer.text[at : at + 1] in ("]", ""):
            if not buffer.text[at : at + 1]:
                yield Problem(
                    source.name, f"the list is not closed after item {number}", "is the file complete?"
                )
            return
        number += 1
        where = f"{source.name}:item {number}"
        try:
            value, end = decoder.raw_decode(buffer.text, at)
        except (ValueError, RecursionError) as error:
            if buffer.grow(at):
                at, number = 0, number - 1
                continue
            yield Problem(where, f"not JSON: {_reason(error)}", "mend it; the items after it were not read")
            return
        if end == len(buffer.text) and buffer.grow(at):  # a number may go on in what comes
            at, number = 0, number - 1
            continue
        if _ESCAPED.search(buffer.text, at, end):
            yield Problem(where, "bytes that are not UTF-8", "save the file as UTF-8")
        else:
            yield _object(value, where, buffer.note)
        at = end


class _Buffer:
    """The text of a file as far as it is needed, growing by doubling, so that nothing is parsed too often."""

    def __init__(self, source: Source) -> None:
        judged = decode(source.head)
        self.note = "" if judged.encoding == "utf-8" else judged.encoding
        self.text = ""
        self._source = source
        faults = "surrogateescape" if judged.encoding == "utf-8" else "replace"
        self._decoder = codecs.getincrementaldecoder(judged.encoding)(faults)

    def grow(self, start: int = 0) -> bool:
        """Drops what stands before ``start`` and reads on; false at the end and where an item is too long."""
        rest = self.text[start:]
        chunk = self._source.stream.read(max(HEAD, len(rest)))
        if not chunk or len(rest) > self._source.most:
            return False
        self.text = rest + self._decoder.decode(chunk)
        return True

    def skip(self, at: int) -> int:
        """The next place that is neither blank nor a comma, read on where needed; the consumed text goes."""
        while True:
            blank = _BLANK.match(self.text, at)
            at = blank.end() if blank else at
            if at < len(self.text):
                return at
            if not self.grow(at):
                self.text = ""
                return 0
            at = 0
