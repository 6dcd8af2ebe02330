"""Lists of a desk as tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from rasd.cli.options import Order
from rasd.doors import open_door

if TYPE_CHECKING:
    from rasd.desk.profiles import OutletProfile, SourceProfile
    from rasd.store.lines import ArticleLine, ClaimLine, OutletLine, SourceLine, StoryLine

ID = 8
"""Characters of an id that are shown: enough to name it by."""
_LONGEST = 200


class Page:
    """A sheet in the order's language, and the words of it."""

    def __init__(self, order: Order) -> None:
        self.words: Any = open_door("rasd.export.phrases:load")(order.lang)
        self.sheet: Any = open_door("rasd.export.console:Sheet")(
            self.words.direction, order.width, order.colour
        )
        self._short: Any = open_door("rasd.export.visible:shortened")

    def text(self) -> str:
        """All of it."""
        out: str = self.sheet.text()
        return out

    def table(self, head: Sequence[str], shares: Sequence[int], rows: Iterable[Sequence[str]]) -> None:
        """A table; ``head`` has keys of words."""
        titles = [self.words.word(key) for key in head]
        styles = ["dim", *[""] * (len(head) - 1)]
        self.sheet.grid([titles, *rows], shares, styles)

    def count(self, noun: str, number: int) -> str:
        """A number with its noun."""
        out: str = self.words.count(noun, number)
        return out

    def short(self, text: str) -> str:
        """A text on one line, not too long."""
        out: str = self._short(text, _LONGEST)
        return out

    def origins(self, claim: ClaimLine) -> str:
        """How many origins."""
        if not claim.highest:
            return "0"
        return str(claim.highest) if claim.lowest == claim.highest else f"{claim.lowest}–{claim.highest}"

    def standing(self, claim: ClaimLine) -> str:
        """Confirmed, denied, doubted."""
        keys = ["confirmed" if claim.confirmed else "unconfirmed"]
        keys += ["denied"] if claim.denied else []
        keys += ["doubted"] if claim.doubted else []
        out: str = self.words.word("comma").join(self.words.word(key) for key in keys)
        return out

    def day(self, moment: float | None) -> str:
        """A day, empty where it is not known."""
        return "" if moment is None else datetime.fromtimestamp(moment, UTC).date().isoformat()


def stories_text(lines: Sequence[StoryLine], order: Order) -> str:
    """Stories: id, last day, outlets and reports, origins, standing, headline and leading claim."""
    page = Page(order)
    rows = []
    for line in lines:
        claim = line.claim
        said = f"{page.short(line.title)}\n{page.short(claim.text)}" if claim else page.short(line.title)
        rows.append((
            line.id[:ID], page.day(line.last), str(claim.outlets if claim else line.outlets),
            page.origins(claim) if claim else "", page.standing(claim) if claim else "", said,
        ))  # fmt: skip
    page.table(
        ("story_id", "last_report", "outlets_head", "origins", "standing", "story_head"),
        (-8, -11, -7, -7, -13, 1),
        rows,
    )
    return page.text()


def claims_text(lines: Sequence[ClaimLine], order: Order) -> str:
    """Claims: story and number, first day, reports, origins, standing, wording."""
    page = Page(order)
    rows = [
        (
            f"{line.story[:ID]} {line.place}", page.day(line.first), str(line.outlets), page.origins(line),
            page.standing(line), page.short(line.text),
        )
        for line in lines
    ]  # fmt: skip
    page.table(
        ("story_id", "first_seen", "outlets_head", "origins", "standing", "claim_head"),
        (-11, -10, -7, -7, -13, 1),
        rows,
    )
    return page.text()


def articles_text(lines: Sequence[ArticleLine], order: Order) -> str:
    """Articles: story, day, outlet, headline and id."""
    page = Page(order)
    rows = [
        (line.story[:ID], page.day(line.moment), line.outlet, f"{page.short(line.title)}\n{line.id}")
        for line in lines
    ]
    page.table(("story_id", "published", "outlet", "article"), (-8, -10, 1, 3), rows)
    return page.text()


def sources_text(lines: Sequence[SourceLine], order: Order) -> str:
    """Sources: name, kind, how often they are at the end of a chain and on the way, denials, articles."""
    page = Page(order)
    rows = [
        (
            line.name, page.words.word(line.type, "types"), str(line.said), str(line.passed_on),
            str(line.denied), str(line.articles),
        )
        for line in lines
    ]  # fmt: skip
    page.table(
        ("source", "type", "said_head", "passed_on", "denials", "articles_head"),
        (4, -12, -6, -9, -6, -8),
        rows,
    )
    return page.text()


def outlets_text(lines: Sequence[OutletLine], order: Order) -> str:
    """Outlets: articles, their own, copies with credit, without, not known."""
    page = Page(order)
    rows = [
        (line.outlet, str(line.articles), *map(str, (line.own, line.credited, line.uncredited, line.untold)))
        for line in lines
    ]
    head = ("outlet", "articles_head", "own_head", "credited_head", "uncredited_head", "untold_head")
    page.table(head, (3, -8, 1, 1, 1, 1), rows)
    return page.text()


def source_text(profile: SourceProfile, order: Order) -> str:
    """All that is known of a source."""
    page, line = Page(order), profile.line
    page.sheet.line(
        page.words.say("source_is", name=line.name, kind=page.words.word(line.type, "types")), style="bold"
    )
    page.sheet.line(
        page.words.say(
            "source_counts", said=line.said, passed=line.passed_on, denied=line.denied,
            articles=page.words.counted("articles", line.articles),
        )
    )  # fmt: skip
    _pairs(page, "came_through", profile.through)
    _pairs(page, "ends_at", [(page.words.word(kind, "types"), times) for kind, times in profile.ends])
    if profile.citations:
        page.sheet.blank()
    rows = []
    for one in profile.citations:
        article, said = one.analysis.article, one.attribution
        when = article.published.date().isoformat() if article.published else ""
        text = said.content.of(article.text) if said.content else said.cue.of(article.text)
        stance = page.words.word(str(said.stance), "stances")
        rows.append((one.story[:ID], when, article.outlet, stance, page.short(text)))
    if rows:
        page.table(("story_id", "published", "outlet", "stance", "content"), (-8, -10, 1, -8, 3), rows)
    return page.text()


def outlet_text(profile: OutletProfile, order: Order) -> str:
    """All that is known of an outlet."""
    page, line = Page(order), profile.line
    page.sheet.line(page.words.say("outlet_is", name=line.outlet), style="bold")
    page.sheet.line(
        page.words.say(
            "outlet_counts", articles=page.words.counted("articles", line.articles), own=line.own,
            credited=line.credited, uncredited=line.uncredited, untold=line.untold,
        )
    )  # fmt: skip
    _pairs(page, "follows", [(name, times) for name, times, _ in profile.follows])
    _pairs(page, "followed_by", [(name, times) for name, times, _ in profile.followed_by])
    _pairs(page, "cites_most", profile.cites)
    return page.text()


def _pairs(page: Page, key: str, pairs: Sequence[tuple[str, int]]) -> None:
    """Names with how often, under a heading; nothing where there are none."""
    if not pairs:
        return
    bit = open_door("rasd.export.console:Bit")
    page.sheet.blank()
    page.sheet.line(bit(page.words.word(key), "bold underline"))
    for name, times in pairs:
        page.sheet.line("- ", bit(name.removeprefix("party:"), foreign=True), f"  {times:,}", indent=2)
