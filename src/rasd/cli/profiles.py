"""What a desk shows people of one source, of one outlet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rasd.cli.listing import Page, day, heading
from rasd.cli.options import Order
from rasd.export import view
from rasd.export.console import Bit, Part
from rasd.export.listing import write_list
from rasd.export.phrases import PARTY, percent
from rasd.export.terminal import STANCE_STYLES
from rasd.export.visible import shortened
from rasd.model import Span

if TYPE_CHECKING:
    from rasd.desk.profiles import Citation, OutletProfile, SourceProfile

_LONGEST = 200


def source_text(profile: SourceProfile, order: Order) -> str:
    """What a source said and where, through whom it came, at whom what it passes on ends."""
    page, line = Page(order), profile.line
    words = page.words
    name, kind = Bit(shortened(line.name, _LONGEST), "bold", foreign=True), words.word(line.type, "types")
    page.sheet.line(name, " · ", kind)
    counted = {
        "said": words.counted("times", line.said),
        "passed": words.counted("times", line.passed_on),
        "denied": words.counted("times", line.denied),
        "articles": words.counted("articles", line.articles),
    }
    page.sheet.line(words.say("source_counts", **counted))
    _tally(page, "came_through", [(_name(page, name), times, "") for name, times in profile.through])
    whole = sum(times for _, times in profile.ends)
    ends = [(words.word(kind, "types"), times, percent(times / whole)) for kind, times in profile.ends]
    _tally(page, "ends_at", ends)
    _carriers(page, "followed_by", profile.carried_by)
    if profile.citations:
        heading(page, words.word("citations"))
        columns = [page.column("story_id"), page.column("stance"), page.column("outlet", 1)]
        entries = [_citation(page, one) for one in profile.citations]
        write_list(page.sheet, [*columns, page.column("content", 3)], entries)
    return page.text()


def _citation(page: Page, one: Citation) -> list[Sequence[Bit]]:
    article, said = one.analysis.article, one.attribution
    span: Span = said.content or said.cue
    stance = str(said.stance)
    published = article.published.date().isoformat() if article.published else ""
    return [
        [Bit(one.story[:8], fixed=True), Bit(published, "dim", fixed=True)],
        [Bit(page.words.word(stance, "stances"), STANCE_STYLES[stance])],
        [Bit(view.article_name(article), foreign=True)],
        [Bit(shortened(span.of(article.text), _LONGEST), foreign=True)],
    ]


def outlet_text(profile: OutletProfile, order: Order) -> str:
    """How much of an outlet is its own, whose text it carries, who carries its own, whom it cites."""
    page, line = Page(order), profile.line
    words = page.words
    page.sheet.line(Bit(line.outlet, "bold", foreign=True))
    page.sheet.line(words.count("articles", line.articles), *_days(page, line.first, line.last))
    for key, number in (
        ("outlet_own", line.own), ("outlet_credited", line.credited),
        ("outlet_uncredited", line.uncredited), ("outlet_untold", line.untold),
    ):  # fmt: skip
        if number:
            share = percent(number / line.articles)
            page.sheet.line(words.say(key, n=words.counted("articles", number), share=share), indent=2)
    for key, rows in (("follows", profile.follows), ("followed_by", profile.followed_by)):
        _carriers(page, key, rows)
    _tally(page, "cites_most", [(_name(page, name), times, "") for name, times in profile.cites])
    return page.text()


def _days(page: Page, first: float | None, last: float | None) -> Sequence[Part]:
    """From which day to which, with a mark before it; nothing where that is not known."""
    if first is None:
        return ()
    if day(first) == day(last):
        return (" · ", Bit(day(first), fixed=True))
    return (" · ", page.words.say("days", first=day(first), last=day(last)))


def _name(page: Page, name: str) -> str:
    """A name as it stands, or that of our lexicon where it is a party's key."""
    return view.party_name(name, page.words.direction) if name.startswith(PARTY) else name


def _carriers(page: Page, key: str, rows: Sequence[tuple[str, int, int]]) -> None:
    """Who carries whose text, with how often and how often without a word of credit."""
    said = [
        (_name(page, name), times, page.words.count("without_credit", silent) if silent else "")
        for name, times, silent in rows
    ]
    _tally(page, key, said)


def _tally(page: Page, key: str, rows: Sequence[tuple[str, int, str]]) -> None:
    """Names with how often, and more in brackets, under a heading; nothing where there are none."""
    if not rows:
        return
    heading(page, page.words.word(key))
    for name, times, more in rows:
        said: list[Part] = [page.words.count("times", times)]
        said += [" (", Bit(more, fixed=more[:1].isdigit()), ")"] if more else []
        page.sheet.line("- ", Bit(shortened(name, _LONGEST), foreign=True), ": ", *said, indent=2)
