"""Rows of CSV and TSV: big fields, bad quotation marks, unknown delimiters, wrong encodings."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from rasd.model import Problem
from rasd.read.jsons import Row
from rasd.read.lines import LineReader, Source
from rasd.read.rows import KNOWN

_DELIMITERS = (",", ";", "\t", "|")
_MOST_ROW = 10_000_000
"""Characters after which an open quotation mark counts as never closed."""
_MOST_UNCLOSED = 20
_LONG = 2**31 - 1


def csv_rows(source: Source) -> Iterator[Row | Problem]:
    """The rows of a table whose first line names its columns, one of them ``text``.

    The delimiter is the one of ``, ; tab |`` by which the first line has most known names. A row that has
    not as many fields as the header is named and left out, so is one whose quotation mark never closes.
    Marks inside a field that are not doubled are read as far as they can be; such a field may lose one.
    """
    # The csv module has one limit for the whole process; a page of text is longer than its default.
    csv.field_size_limit(max(csv.field_size_limit(), min(source.most, _LONG)))
    table = _Table(source)
    header = table.header()
    if isinstance(header, Problem):
        yield header
        return
    for number, cells in table.rows():
        if isinstance(cells, Problem):
            yield cells
            continue
        while len(cells) > len(header) and not cells[-1].strip():
            cells.pop()
        if not any(cells):
            continue
        if len(cells) != len(header):
            what = f"{len(cells)} fields where the header has {len(header)}"
            yield source.problem(number, what, "quote fields that hold the delimiter or a line break")
            continue
        row: dict[str, object] = dict(zip(header, cells, strict=True))
        if table.lines.encoding:
            row.setdefault("decoded", table.lines.encoding)
        yield f"{source.name}:{number}", row


def _cells(line: str, delimiter: str) -> list[str]:
    """One line cut into fields as far as its marks allow; [] where it cannot be cut."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


@dataclass(slots=True)
class _Table:
    source: Source
    lines: LineReader = field(init=False)
    delimiter: str = ","
    _incoming: Iterator[tuple[int, str | Problem]] = field(init=False)
    _waiting: deque[tuple[int, str]] = field(default_factory=deque)
    _problems: deque[tuple[int, Problem]] = field(default_factory=deque)
    _taken: list[tuple[int, str]] = field(default_factory=list)
    _ended: bool = False
    """Whether the row being read ran into the end of the file, or grew longer than any row."""

    def __post_init__(self) -> None:
        self.lines = LineReader(self.source)
        self._incoming = iter(self.lines)

    def header(self) -> list[str] | Problem:
        """The names of the columns, the known ones in lower case."""
        self._taken = []
        line = next((line for line in self._feed() if line.strip()), "")
        splits = {mark: _cells(line.strip("\r\n"), mark) or line.split(mark) for mark in _DELIMITERS}
        named = {
            mark: [cell.strip().lower() if cell.strip().lower() in KNOWN else cell.strip() for cell in cells]
            for mark, cells in splits.items()
        }
        self.delimiter = max(_DELIMITERS, key=lambda m: (len(set(named[m]) & set(KNOWN)), len(named[m])))
        columns = named[self.delimiter]
        if "text" in columns:
            return columns
        if not line:
            return self._problems[0][1] if self._problems else Problem(self.source.name, "empty file")
        what = f"no column 'text'; the columns are: {', '.join(columns)[:300]}"
        return self.source.problem(1, what, "name the column with the article 'text'")

    def rows(self) -> Iterator[tuple[int, list[str] | Problem]]:
        """The rows with the number of their first line."""
        run_out = 0
        while True:
            row = self._row()
            while self._problems:
                yield self._problems.popleft()
            if row is None:
                return
            run_out += self._ended and isinstance(row[1], Problem)
            if run_out > _MOST_UNCLOSED:
                yield row[0], self._give_up(row[0])
                return
            yield row

    def _give_up(self, number: int) -> Problem:
        what = f"more than {_MOST_UNCLOSED} rows whose quotation marks never close; the rest is not read"
        return self.source.problem(number, what, "write the table as JSON lines")

    def _row(self) -> tuple[int, list[str] | Problem] | None:
        """One row: by the rules; else its first line as it can be read; else a problem with that line."""
        self._taken, self._ended = [], False
        try:
            cells = next(csv.reader(self._feed(), delimiter=self.delimiter, strict=True), None)
        except csv.Error:
            number, line = self._taken[0]
            self._waiting.extendleft(reversed(self._taken[1:]))
        else:
            return None if cells is None else (self._taken[0][0], cells)
        loose = _cells(line, self.delimiter) if line.count('"') % 2 == 0 else []
        if loose:  # the marks of the line close, though not where they should
            return number, loose
        what = "a quotation mark in this row is never closed, or not doubled"
        if "\r" in line.rstrip("\r\n"):
            return number, self.source.problem(number, "a bare carriage return", "end lines with a line feed")
        return number, self.source.problem(number, what, 'write a quotation mark inside a field twice: ""')

    def _feed(self) -> Iterator[str]:
        """The next lines for the csv reader, kept in ``_taken`` so that they can be given again."""
        size = 0
        while size < _MOST_ROW:
            item = self._waiting.popleft() if self._waiting else next(self._incoming, None)
            if item is None:
                break
            number, line = item
            if isinstance(line, Problem):
                self._problems.append((number, line))
                continue
            self._taken.append((number, line))
            size += len(line)
            yield line
        self._ended = True
