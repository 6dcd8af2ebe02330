"""A sheet of styled lines for a terminal: the one file that knows rich.

rich knows how wide a word is and how a colour is written; it knows nothing of two directions of
writing. So a sheet wraps its lines first and then gives each of them its own marks of direction: a
mark that opens on one line and closes on the next would be lost in most terminals.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from rasd.export.phrases import Piece, Said
from rasd.export.visible import (
    CLOCK,
    LRI,
    LRM,
    PDI,
    RLI,
    RLM,
    direction,
    has_right_to_left,
    left_to_right,
    one_line,
    set_apart,
)

NARROWEST = 40
"""Columns below which nothing can be laid out; a narrower width is taken as this."""


@dataclass(frozen=True, slots=True)
class Bit:
    """Some words of a line in one style of rich ("bold", "dim", "cyan" ...).

    ``foreign`` words come from the material and are set apart from ours; ``fixed`` ones (dates,
    numbers with marks) keep their left-to-right order in any line.
    """

    text: str
    style: str = ""
    foreign: bool = False
    fixed: bool = False


Part = Bit | str | Said
"""What a line is put together from: styled bits, our own words, a sentence of :mod:`rasd.export.phrases`."""
Cell = str | Sequence[Bit]
"""What stands in a table: a text with its line breaks, or a bit for each line."""


class Sheet:
    """Lines for a terminal ``width`` columns wide, in an interface that runs ``"rtl"`` or ``"ltr"``."""

    def __init__(self, base: str, width: int, colour: bool) -> None:
        self.base, self.width, self.colour = base, max(width, NARROWEST), colour
        self._console = Console(
            file=io.StringIO(), width=self.width, force_terminal=colour, highlight=False, markup=False,
            color_system="standard" if colour else None, emoji=False, legacy_windows=False, _environ={},
        )  # fmt: skip
        self._lines: list[Text] = []

    def line(self, *parts: Part, indent: int = 0, hang: int = 2, style: str = "") -> None:
        """One line, broken where it is too long; what follows a break stands ``hang`` columns further in."""
        whole = Text(style=style)
        for part in parts:
            for bit in bits(part):
                whole.append(self._laid(bit), bit.style or None)
        wrapped = whole.wrap(self._console, max(self.width - max(indent, 1) - hang, NARROWEST // 2))
        for i, row in enumerate(_balanced(wrapped)):
            self._lines.append(self._framed(row, indent + (hang if i else 0)))

    def quote(self, text: str, indent: int, style: str = "") -> None:
        """Foreign words as a block of their own, with a bar beside it."""
        whole = Text(self._laid(Bit(text, foreign=True)), style=style)
        for row in _balanced(whole.wrap(self._console, max(self.width - indent - 2, NARROWEST // 2))):
            bar = Text("│ ", "dim")
            self._lines.append(self._framed(Text.assemble(bar, row), indent))

    def paragraph(self, bits: Sequence[Bit], indent: int = 0) -> None:
        """A stretch of foreign text in several styles, in its own direction."""
        plain = "".join(one_line(bit.text) for bit in bits)
        if not plain.strip():
            self.blank()
            return
        turns = direction(plain) != self.base
        whole = Text((RLI if direction(plain) == "rtl" else LRI) if turns else "")
        for bit in bits:
            whole.append(one_line(bit.text), bit.style or None)
        whole.append(PDI if turns else "")
        for row in _balanced(whole.wrap(self._console, max(self.width - max(indent, 1), NARROWEST // 2))):
            self._lines.append(self._framed(row, indent))

    def rule(self, char: str = "─", style: str = "dim") -> None:
        """A line across the sheet."""
        self._lines.append(Text(char * self.width, style))

    def blank(self) -> None:
        """An empty line, unless one stands there already or nothing does."""
        if self._lines and self._lines[-1].plain:
            self._lines.append(Text())

    def grid(self, rows: Sequence[Sequence[Cell]], shares: Sequence[int], styles: Sequence[str]) -> None:
        """A table whose columns have the widths ``shares`` bear to each other; the first row is its head.

        A negative share is a width of so many columns: dates and numbers are not to be broken.

        In a right-to-left interface the first column stands on the right. Every cell is held
        between LRMs: otherwise two Arabic cells beside each other would change places. A cell may have
        several lines of its own; as bits each of them has its own style.
        """
        room = self.width - 3 * (len(shares) - 1) - sum(-share for share in shares if share < 0)
        whole = sum(share for share in shares if share > 0)
        widths = [-share if share < 0 else max(room * share // whole, 2) for share in shares]
        # A table of fixed widths may be narrower than the sheet: it stands where reading begins.
        total = self.width if whole else sum(widths) + 3 * (len(widths) - 1)
        edge = " " * (self.width - total) if self.base == "rtl" else ""
        for i, row in enumerate(rows):
            cells = [self._cell(cell, width) for cell, width in zip(row, widths, strict=True)]
            looks = ["bold" if i == 0 else style for style in styles]
            for level in range(max(map(len, cells), default=0)):
                texts = [cell[level] if level < len(cell) else Text() for cell in cells]
                self._lines.append(Text.assemble(edge, self._row(texts, widths, looks)))
            if i == 0:
                self._lines.append(Text(edge + "-" * total, "dim"))

    def text(self) -> str:
        """The whole sheet, every line ended by a line break; escape sequences only where it has colour."""
        with self._console.capture() as capture:
            for line in self._lines:
                self._console.print(line, no_wrap=True, overflow="ignore", crop=False, soft_wrap=True)
        return capture.get()

    def _laid(self, bit: Bit) -> str:
        if bit.foreign:
            return set_apart(bit.text, self.base)
        return left_to_right(one_line(bit.text), self.base) if bit.fixed else bit.text

    def _framed(self, row: Text, indent: int) -> Text:
        """The row with its indent, read from the interface's side whatever letter it begins with."""
        if self.base == "rtl":
            row = Text.assemble(f"{RLM}{RLI}", row, PDI)
        elif has_right_to_left(row.plain):
            row = Text.assemble(LRM, row)
        # A mark needs a cell to hang on: at the edge of the screen terminals drop it (seen in VTE 0.70).
        edge = 1 if row.plain[:1] in {RLM, LRM} else 0
        return Text.assemble(" " * max(indent, edge), row)

    def _cell(self, cell: Cell, width: int) -> list[Text]:
        lines = [Bit(line) for line in cell.split("\n")] if isinstance(cell, str) else cell
        texts = [Text(one_line(bit.text), bit.style) for bit in lines]
        rows = [row for text in texts for row in text.wrap(self._console, width)]
        for row in rows:
            row.rstrip()
        return rows

    def _row(self, cells: Sequence[Text], widths: Sequence[int], styles: Sequence[str]) -> Text:
        laid = []
        for cell, width, style in zip(cells, widths, styles, strict=True):
            blank = " " * max(width - cell_len(cell.plain), 0)
            held = Text(f"{LRM}{_isolated(cell.plain)}{LRM}" if cell.plain else "", cell.style or style)
            right = self.base == "rtl"
            laid.append(Text.assemble(blank, held) if right else Text.assemble(held, blank))
        return Text("   ").join(reversed(laid) if self.base == "rtl" else laid)


def _isolated(text: str) -> str:
    return f"{RLI if direction(text) == 'rtl' else LRI}{text}{PDI}" if has_right_to_left(text) else text


def columns_of(text: str) -> int:
    """How many columns of a terminal a text takes, marks and control characters left out."""
    return cell_len(one_line(text))


def bits(part: Part) -> tuple[Bit, ...]:
    """The part as styled bits."""
    if isinstance(part, Bit):
        return (part,)
    if isinstance(part, str):
        return (Bit(part),)
    return tuple(_from_piece(piece) for piece in part)


def _from_piece(piece: Piece) -> Bit:
    if not piece.quoted:
        return Bit(piece.text)
    if direction(piece.text) and not CLOCK.fullmatch(piece.text):
        return Bit(piece.text, foreign=True)
    return Bit(one_line(piece.text), fixed=True)


def _balanced(rows: Iterable[Text]) -> Iterable[Text]:
    """The rows with every isolate closed where its row ends and opened again on the next."""
    open_marks: list[str] = []
    for row in rows:
        row.rstrip()
        before = "".join(open_marks)
        for char in row.plain:
            if char in {RLI, LRI}:
                open_marks.append(char)
            elif char == PDI and open_marks:
                open_marks.pop()
        yield Text.assemble(before, row, PDI * len(open_marks))
