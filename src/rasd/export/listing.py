"""Lists for people: a table where there is room for it, else one entry under the other.

What stands in a list is worked out by whoever has it; here is only how it is laid out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rasd.export.console import Bit, Part, Sheet, columns_of

_GAP = 3
"""Columns between two columns of a table, as :meth:`rasd.export.console.Sheet.grid` has them."""
_NARROW = 10
"""Columns below which a text cannot be read, for each unit of its weight."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list under its ``head``.

    A ``weight`` of 0: its lines are short and are not broken. A higher one: it takes that share of the room
    that is left. Where the entries stand under each other the head of a ``named`` one stands before its cell.
    """

    head: str
    weight: int = 0
    named: bool = False


Entry = Sequence[Sequence[Bit]]
"""For each column its lines."""


def write_list(sheet: Sheet, columns: Sequence[Column], entries: Sequence[Entry]) -> None:
    """Write a list; nothing where it has no entry."""
    if not entries:
        return
    widths = _widths(sheet.width, columns, entries)
    if widths is None:
        for entry in entries:
            _write_entry(sheet, columns, entry)
        return
    rows: list[Entry] = [[(Bit(column.head),) for column in columns]]
    apart = any(len(cell) > 1 for entry in entries for cell in entry)
    for entry in entries:
        rows += [[(Bit(""),)] * len(columns), entry] if apart and len(rows) > 1 else [entry]
    sheet.grid(rows, [-width for width in widths], [""] * len(columns))


def _widths(room: int, columns: Sequence[Column], entries: Sequence[Entry]) -> list[int] | None:
    """How wide each column is; ``None`` where a text would be too narrow to be read."""
    wanted = [
        max(_head_width(column), *(_longest(entry[at]) for entry in entries))
        for at, column in enumerate(columns)
    ]
    left = room - _GAP * (len(columns) - 1)
    left -= sum(width for width, column in zip(wanted, columns, strict=True) if not column.weight)
    flowing = [at for at, column in enumerate(columns) if column.weight]
    for at in sorted(flowing, key=lambda at: wanted[at] / columns[at].weight):
        share = left * columns[at].weight // sum(columns[k].weight for k in flowing)
        if share < min(wanted[at], _NARROW * columns[at].weight):
            return None
        wanted[at] = min(wanted[at], share)
        left -= wanted[at]
        flowing = [k for k in flowing if k != at]
    return wanted if left >= 0 else None


def _head_width(column: Column) -> int:
    """The least width in which a head takes two lines."""
    sizes = [columns_of(word) for word in column.head.split()]
    cuts = [(sizes[:at], sizes[at:]) for at in range(1, len(sizes) + 1)]
    return min((max(sum(row) + len(row) - 1 for row in cut) for cut in cuts), default=0)


def _longest(cell: Sequence[Bit]) -> int:
    return max((columns_of(bit.text) for bit in cell), default=0)


def _write_entry(sheet: Sheet, columns: Sequence[Column], entry: Entry) -> None:
    """One entry: its first cell, then what is short in a row and each text on a line of its own."""
    sheet.blank()
    sheet.line(*_joined([Bit(bit.text, bit.style or "bold", bit.foreign, bit.fixed) for bit in entry[0]]))
    for texts, cells in _stretches(columns[1:], entry[1:]):
        if texts:
            for bit in (bit for _, cell in cells for bit in cell):
                sheet.line(bit, indent=2)
        else:
            sheet.line(*_row(cells), indent=2)


def _stretches(
    columns: Sequence[Column], cells: Entry
) -> Iterator[tuple[bool, list[tuple[Column, Sequence[Bit]]]]]:
    """Cells beside each other that are all texts, or all short; what is empty is left out."""
    pairs = [(column, cell) for column, cell in zip(columns, cells, strict=True) if _longest(cell)]
    while pairs:
        texts = bool(pairs[0][0].weight)
        size = next((at for at, (column, _) in enumerate(pairs) if bool(column.weight) != texts), len(pairs))
        yield texts, pairs[:size]
        pairs = pairs[size:]


def _row(cells: Sequence[tuple[Column, Sequence[Bit]]]) -> list[Part]:
    out: list[Part] = []
    for column, cell in cells:
        out += [" · "] if out else []
        out += [f"{column.head}: "] if column.named else []
        out += _joined(cell)
    return out


def _joined(cell: Sequence[Bit]) -> list[Part]:
    out: list[Part] = []
    for bit in cell:
        out += [" · ", bit] if out else [bit]
    return out
