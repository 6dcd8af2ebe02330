"""What the lists of a desk show people: the columns of each, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rasd.cli.options import Order
from rasd.export import phrases
from rasd.export.behind import behind
from rasd.export.console import Bit, Part, Sheet
from rasd.export.listing import Column, write_list
from rasd.export.phrases import Words
from rasd.export.visible import shortened

if TYPE_CHECKING:
    from rasd.model import Judgement
    from rasd.store.lines import ArticleLine, ClaimLine, OutletLine, SourceLine, StoryLine

ID = 8
"""Characters of an id that are shown: enough to name it by."""
_LONGEST = 200
_LOOKS = {"confirmed": "green", "denied": "red", "doubted": "yellow"}


class Page:
    """A sheet in the order's language, and the words of it."""

    def __init__(self, order: Order) -> None:
        self.words: Words = phrases.load(order.lang)
        self.sheet = Sheet(self.words.direction, order.width, order.colour)

    def text(self) -> str:
        """All of it."""
        return self.sheet.text()

    def column(self, key: str, weight: int = 0, named: bool = False) -> Column:
        """A column under a word."""
        return Column(self.words.word(key), weight, named)

    def note(self, key: str, **values: object) -> None:
        """A line under a list."""
        said = self.words.say(key, **values)
        self.sheet.line(*(Bit(piece.text, "dim", fixed=piece.quoted) for piece in said))


def stories_text(lines: Sequence[StoryLine], order: Order, sort: str = "repeated", more: int = 0) -> str:
    """Stories: id and last day, what stands behind the leading claim, headline and claim.

    ``more``: from which on there are others; 0 where there are none.
    """
    page = Page(order)
    columns = [page.column("story_id"), page.column("behind_it"), page.column("story_head", 3)]
    entries = [
        (_id_and_day(line.id, line.last), list(_behind_story(line, page.words)), _head(line, page.words))
        for line in lines
    ]
    write_list(page.sheet, columns, entries)
    _write_end(page, sort, more, lines[0].id)
    return page.text()


def claims_text(lines: Sequence[ClaimLine], order: Order, sort: str = "repeated", more: int = 0) -> str:
    """Claims: story, number in it and first day, what stands behind it, its wording."""
    page = Page(order)
    columns = [page.column("story_id"), page.column("behind_it"), page.column("claim_head", 3)]
    entries = [
        (
            _id_and_day(line.story, line.first, f" {line.place}"),
            list(_behind(line, page.words)),
            [Bit(shortened(line.text, _LONGEST), foreign=True)],
        )
        for line in lines
    ]
    write_list(page.sheet, columns, entries)
    _write_end(page, sort, more, lines[0].story)
    return page.text()


def articles_text(lines: Sequence[ArticleLine], order: Order) -> str:
    """Articles: story and day, outlet, headline and id."""
    page = Page(order)
    columns = [page.column("story_id"), page.column("outlet", 1), page.column("article", 3)]
    entries = [
        (
            _id_and_day(line.story, line.moment),
            [Bit(line.outlet, foreign=True)],
            [
                Bit(shortened(line.title, _LONGEST) or page.words.word("untitled"), foreign=True),
                Bit(line.id, "dim", foreign=True),
            ],
        )
        for line in lines
    ]
    write_list(page.sheet, columns, entries)
    return page.text()


def sources_text(lines: Sequence[SourceLine], order: Order) -> str:
    """Sources: name, kind, how often they are at the end of a chain and on the way, denials, articles."""
    page = Page(order)
    heads = ("said_head", "passed_on", "denials", "articles_head")
    columns = [page.column("source", 2), page.column("type"), *(page.column(h, named=True) for h in heads)]
    entries = [
        (
            [Bit(shortened(line.name, _LONGEST), foreign=True)],
            [Bit(page.words.word(line.type, "types"))],
            *map(_number, (line.said, line.passed_on, line.denied, line.articles)),
        )
        for line in lines
    ]
    write_list(page.sheet, columns, entries)
    return page.text()


def outlets_text(lines: Sequence[OutletLine], order: Order) -> str:
    """Outlets: articles, their own, copies with credit, without, not known."""
    page = Page(order)
    heads = ("articles_head", "own_head", "credited_head", "uncredited_head", "untold_head")
    columns = [page.column("outlet", 2), *(page.column(head, named=True) for head in heads)]
    entries = [
        (
            [Bit(line.outlet, foreign=True)],
            *map(_number, (line.articles, line.own, line.credited, line.uncredited, line.untold)),
        )
        for line in lines
    ]
    write_list(page.sheet, columns, entries)
    return page.text()


def judgements_text(rows: Sequence[tuple[Judgement, bool]], order: Order) -> str:
    """Judgements, each with whether it stands: id and time, what and who, what about, why."""
    page = Page(order)
    words = page.words
    columns = [page.column(key) for key in ("judgement", "decision")]
    columns += [page.column("about", 2), page.column("note", 1, named=True)]
    entries = [
        (
            [Bit(one.id[:ID], fixed=True), Bit(f"{one.when.astimezone(UTC):%Y-%m-%d %H:%M}", fixed=True)],
            [
                Bit(words.word(str(one.kind), "decisions"), "" if stands else "strike"),
                Bit(one.who, foreign=True),
                *([] if stands else [Bit(words.word("withdrawn"), "yellow")]),
            ],
            [Bit(key, foreign=True) for key in one.about],
            [Bit(one.note, foreign=True)],
        )
        for one, stands in rows
    ]
    write_list(page.sheet, columns, entries)
    return page.text()


def _behind_story(line: StoryLine, words: Words) -> Iterator[Bit]:
    if line.claim is None:
        yield Bit(words.count("reports", line.articles))
    else:
        yield from _behind(line.claim, words)


def _behind(line: ClaimLine, words: Words) -> Iterator[Bit]:
    """How many outlets and copies, how many origins of which kind, what others say to it."""
    return (Bit(text, _LOOKS.get(key, "")) for key, text in behind(line, words))


def _head(line: StoryLine, words: Words) -> list[Bit]:
    title = Bit(shortened(line.title, _LONGEST) or words.word("untitled"), "bold", foreign=True)
    claim = line.claim.text if line.claim else ""
    return [title, Bit(shortened(claim, _LONGEST), foreign=True)] if claim else [title]


def _id_and_day(id_: str, moment: float | None, after: str = "") -> list[Bit]:
    return [Bit(id_[:ID] + after, fixed=True), Bit(day(moment), "dim", fixed=True)]


def _number(value: int) -> list[Bit]:
    return [Bit(f"{value:,}", "" if value else "dim", fixed=True)]


def day(moment: float | None) -> str:
    """A day (UTC), empty where it is not known."""
    return "" if moment is None else datetime.fromtimestamp(moment, UTC).date().isoformat()


def _write_end(page: Page, sort: str, more: int, story: str) -> None:
    """The order of the list, how to see the rest of it, and the whole of one story."""
    page.sheet.blank()
    page.note(f"sorted_{sort}")
    if more:
        page.note("more_lines", option=f"--skip {more}")
    page.note("see_story", command=f"rasd story {story[:ID]}")


def heading(page: Page, *parts: Part) -> None:
    """A heading inside a page, with a blank line before it."""
    page.sheet.blank()
    page.sheet.line(*(Bit(part, "bold underline") if isinstance(part, str) else part for part in parts))
