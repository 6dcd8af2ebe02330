"""Stories as text for people: what is claimed, through which chains it came, who stands behind it.

Right-to-left text is written in its logical order and left to the terminal to turn; nothing is
reshaped. Each line keeps its own direction (see :mod:`rasd.export.visible`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rasd.export import differing, order, phrases, sentences, spread, view
from rasd.export.console import Bit, Part, Sheet, bits
from rasd.export.phrases import Context, Said, Words
from rasd.export.visible import shortened
from rasd.model import (
    Article,
    Claim,
    Evidence,
    Link,
    LinkType,
    Origin,
    Passage,
    Related,
    Story,
)

WIDTH = 100
"""Columns where the output is no terminal."""
_MANY = 12
STANCE_STYLES = {
    "asserts": "cyan", "confirms": "green", "denies": "red", "declines": "yellow", "doubts": "yellow",
}  # fmt: skip


def story_text(
    story: Story, lang: str = "en", width: int = WIDTH, colour: bool = False, *, claims: int | None = None
) -> str:
    """One story for people, in lines of at most ``width`` columns; the interface speaks ``lang`` (ar, en).

    Of its claims the first ``claims`` are shown, those with most reports; all where it is ``None``.

    Raises:
        UsageError: the interface does not speak ``lang``.
    """
    words = phrases.load(lang)
    sheet = Sheet(words.direction, width, colour)
    _StoryOnSheet(story, words, sheet).write(claims)
    return sheet.text()


def summary_text(
    selection: order.Selection, lang: str = "en", width: int = WIDTH, colour: bool = False
) -> str:
    """The last lines under the stories: how many there are, and which of them are not shown."""
    words = phrases.load(lang)
    sheet = Sheet(words.direction, width, colour)
    if not selection.stories:
        sheet.line(words.say("no_stories"))
        return sheet.text()
    stories, articles = (
        words.counted("stories", selection.stories),
        words.counted("articles", selection.articles),
    )
    sheet.line(words.say("summary", stories=stories, articles=articles), style="bold")
    if len(selection.shown) < selection.stories - selection.bare:
        sheet.line(words.say("shown_stories", shown=len(selection.shown), stories=selection.stories))
    if selection.stories - selection.bare > 1:
        sheet.line(words.word(f"sorted_{selection.sort}"))
    if selection.bare:
        sheet.line(words.count("bare", selection.bare))
    return sheet.text()


_LOOKS = {"confirmed_by": "green", "denied_by": "red", "declined": "yellow", "doubted_in": "yellow"}


def earlier_line(before: Related, words: Words) -> list[Part]:
    """A story before a story: its headline, and when it began."""
    parts: list[Part] = [Bit(shortened(before.title, 90) or words.word("untitled"), foreign=True)]
    if before.first is not None:
        parts += [" · ", words.say("earlier_first", first=before.first.date().isoformat())]
    return parts


class _StoryOnSheet:
    """Writes one story, section by section."""

    def __init__(self, story: Story, words: Words, sheet: Sheet) -> None:
        self.story, self.words, self.sheet = story, words, sheet
        self.context = view.context_of(story, words.direction)

    def write(self, claims: int | None) -> None:
        """The whole story, with as many of its claims as are wanted."""
        self._head()
        if not self.story.claims:
            self.sheet.line(self.words.word("no_claims"), indent=2)
        for number, claim in enumerate(self.story.claims[:claims], 1):
            self._claim(number, claim)
        if claims is not None and len(self.story.claims) > claims:
            self.sheet.blank()
            self._left("more_claims", len(self.story.claims) - claims)
        self._shared()
        self._copies()
        self._dates()

    def _head(self) -> None:
        sheet, words = self.sheet, self.words
        sheet.rule("═")
        title = shortened(self.story.title, 400) or words.word("untitled")
        sheet.line(Bit(title, "bold", foreign=True))
        facts = [words.count("reports", len(self.story.articles))]
        if many := view.outlets(self.story):
            facts.append(words.count("outlets", many))
        facts.append(words.count("claims", len(self.story.claims)))
        sheet.line(" · ".join(facts), *self._days(), style="dim")
        for article in self.story.articles[:_MANY]:
            self._report(article)
        self._left("more_reports", len(self.story.articles) - _MANY)
        if self.story.earlier:
            sheet.line(words.word("earlier"), ":", indent=2)
        for before in self.story.earlier:
            sheet.line("- ", *earlier_line(before, words), indent=4, style="dim")

    def _days(self) -> tuple[Part, ...]:
        days = view.days(self.story)
        if days is None:
            return ()
        first, last = days
        if first == last:
            return (" · ", Bit(first, fixed=True))
        return (" · ", self.words.say("days", first=first, last=last))

    def _report(self, article: Article) -> None:
        parts: list[Part] = ["- ", Bit(self.context.names[article.id], foreign=True)]
        when = article.published.date().isoformat() if article.published else article.date
        if when:
            parts += ["  ", Bit(when, "dim", fixed=True)]
        if len(self.story.articles) > 1 and article.title:
            parts += ["  ", Bit(shortened(article.title, 90), "dim", foreign=True)]
        self.sheet.line(*parts, indent=2)

    def _section(self, key: str, *more: Part) -> None:
        self.sheet.blank()
        self.sheet.line(Bit(self.words.word(key), "bold underline"), *more)

    def _claim(self, number: int, claim: Claim) -> None:
        sheet, words = self.sheet, self.words
        sheet.blank()
        sheet.line(Bit(phrases.plain(words.say("claim", n=number)), "bold underline"))
        sheet.quote(shortened(claim.text, 400), indent=2, style="bold")
        if whose := differing.wording_said(claim, self.context, words):
            sheet.line(whose, indent=2, style="dim")
        self._origins_line(claim)
        sheet.line(sentences.supports_said(claim, words), indent=2)
        self._positions(claim)
        self._first(claim)
        write_variants(claim, self.story, self.context, words, sheet)
        self._routes(claim, explained=number > 1)
        write_spread(claim, self.context, words, sheet)
        if claim.standing.origins and not view.is_plain(claim):
            self._why(claim)

    def _origins_line(self, claim: Claim) -> None:
        words, standing = self.words, claim.standing
        label = Bit(words.word("origins"), "bold")
        if not standing.highest:
            self.sheet.line(label, ": ", words.word("origins_none"), indent=2)
            return
        key = "origins_exact" if standing.lowest == standing.highest else "origins_range"
        figures = words.say(key, low=standing.lowest, high=standing.highest)
        dots = "●" * standing.lowest + "○" * (standing.highest - standing.lowest)
        more: tuple[str, ...] = (f"  {dots}",) if standing.highest <= _MANY else ()
        about = [spread.basis_said(standing, words)]
        about += [words.word("one_leaf")] if view.is_plain(claim) else []
        more += (f"  ({words.word('semicolon').join(about)})",)
        self.sheet.line(label, ": ", *styled(figures, "bold"), *more, indent=2)

    def _positions(self, claim: Claim) -> None:
        parts: list[Part] = []
        for key, said in sentences.positions_said(claim, self.context.names, self.words):
            parts += [" · "] if parts else []
            named = key not in {"confirmed_by", "denied_by"} or any(piece.quoted for piece in said)
            parts += styled(said, _LOOKS[key]) if named else (said,)
        self.sheet.line(*parts, indent=2)

    def _first(self, claim: Claim) -> None:
        said = spread.first_said(claim, self.context, self.words)
        if said:
            self.sheet.line(said, indent=2)
            self._reasons(spread.first_doubts(claim)[:_MANY], indent=4)
        for ring, evidence in spread.cycles_said(self.story, claim, self.words):
            self.sheet.line(*styled(ring, "yellow"), indent=2)
            self._reasons(evidence[:_MANY], indent=4)

    def _why(self, claim: Claim) -> None:
        words, sheet, why = self.words, self.sheet, view.why(claim)
        sheet.line(Bit(words.word("why_so_many"), "bold"), indent=2)
        for origin in claim.standing.origins:
            self._origin(origin, why.own[origin.label])
        lines = sentences.range_reasons(claim, words)
        for said in lines[:1]:
            sheet.line(said, indent=4)
        self._reasons(why.joint, indent=7)
        for said in lines[1:]:
            sheet.line(said, indent=4)

    def _origin(self, origin: Origin, evidence: Sequence[Evidence]) -> None:
        words = self.words
        parts: list[Part] = [Bit(origin.label, foreign=True), ". "]
        parts += [Bit(shortened(origin.name, 120), foreign=True), " ("]
        parts += [words.word(str(origin.type), "types"), ")"]
        names = tuple(phrases.name_in(self.context.names, key) for key in origin.articles)
        if names:
            parts += [words.word("comma"), words.say("reported_in", names=words.some(names))]
        self.sheet.line(*parts, indent=4, hang=3)
        self._reasons(evidence, indent=7)

    def _reasons(self, evidence: Sequence[Evidence], indent: int) -> None:
        for said in dict.fromkeys(self.words.reason(item, self.context) for item in evidence):
            self.sheet.line("- ", *briefly(said), indent=indent, style="dim")

    def _routes(self, claim: Claim, explained: bool) -> None:
        words, routes = self.words, view.routes(claim)
        legend = "" if explained else f"  ({words.word('how_to_read')})"
        self.sheet.line(Bit(words.word("how_it_came"), "bold"), legend, indent=2)
        for route in routes[:_MANY]:
            stance = str(route.stance)
            parts: list[Part] = [Bit(words.word(stance, "stances"), STANCE_STYLES[stance]), ": "]
            names = tuple(phrases.name_in(self.context.names, key) for key in route.articles)
            parts.append(words.some(names))
            if not route.chain:
                parts += [" (", words.word("own_voice"), ")"]
            for link in route.chain:
                parts += [" ← ", *party(link, words)]
            self.sheet.line(*parts, indent=4, hang=4)
            self._statement_reasons(route)
        self._left("more_routes", len(routes) - _MANY)

    def _statement_reasons(self, route: view.Route) -> None:
        """Why what was said there was counted to the claim, where that does not go without saying."""
        homes = [(replace(self.context, home=one.article), one.evidence) for one in route.statements]
        said = [self.words.reason(item, context) for context, evidence in homes for item in evidence]
        for sentence in dict.fromkeys(said):
            self.sheet.line("- ", *briefly(sentence), indent=8, style="dim")

    def _shared(self) -> None:
        passages = view.passages(self.story)
        if not passages:
            return
        self._section("shared")
        for passage in passages[:3]:
            self._passage(passage)
        self._left("more_passages", len(passages) - 3)

    def _passage(self, passage: Passage) -> None:
        a, b = (phrases.name_in(self.context.names, key) for key in (passage.a, passage.b))
        self.sheet.line(sentences.passage_said(passage, a, b, self.words), indent=2)
        for wording in sentences.passage_wordings(passage, self.context.articles):
            self.sheet.quote(shortened(wording, 280), indent=4)
        self._reasons(passage.because, indent=4)

    def _copies(self) -> None:
        if len(self.story.articles) == 1 and not self.story.copies:
            return
        self._section("copies")
        if not self.story.copies:
            self.sheet.line(self.words.word("copied_nobody"), indent=2)
        copies = view.taken(self.story)
        for taken in copies[:_MANY]:
            said = sentences.copy_said(taken, self.context.names, self.words)
            figures: tuple[Part, ...] = ()
            if taken.words:
                share = Bit(self.words.figures(phrases.percent(taken.identity)), "dim", fixed=True)
                figures = (" (", self.words.count("words", taken.words), self.words.word("comma"), share, ")")
            self.sheet.line("- ", said, *figures, indent=2)
            self._reasons_in_a_row(taken.reasons, indent=4)
        self._left("more_copies", len(copies) - _MANY)

    def _reasons_in_a_row(self, evidence: Sequence[Evidence], indent: int) -> None:
        said = list(dict.fromkeys(self.words.reason(item, self.context) for item in evidence))
        parts: list[Part] = []
        for i, one in enumerate(said):
            parts += [self.words.word("semicolon")] if i else []
            parts += briefly(one)
        if parts:
            self.sheet.line(*parts, indent=indent, hang=0, style="dim")

    def _dates(self) -> None:
        found = view.resolved_dates(self.story)
        if not found:
            return
        self._section("dates")
        names = self.context.names if len(self.story.articles) > 1 else {}
        for date in found[:_MANY]:
            self.sheet.line(sentences.date_said(date, names, self.words), indent=2)
        self._left("more_dates", len(found) - _MANY)

    def _left(self, key: str, number: int) -> None:
        if number > 0:
            self.sheet.line(self.words.say(key, n=number), indent=2, style="dim")


def write_spread(
    claim: Claim, context: phrases.Context, words: Words, sheet: Sheet, most: int | None = _MANY
) -> None:
    """How a claim spread over time, a report a line, at most so many; nothing where there is only one."""
    rows = list(spread.rows(claim, context, words))
    if len(rows) < 2:
        return
    sheet.line(Bit(words.word("spread"), "bold"), indent=2)
    for row in rows[:most]:
        when = Bit(row.when, fixed=True) if row.when else Bit(words.word("undated"), "dim")
        parts: list[Part] = [when, "  ", Bit(row.name, foreign=True)]
        parts += [f" ({words.word('copy')})"] if row.copy else []
        parts += ["  ", Bit(f"{row.reports}{words.word('comma')}{row.origins}", "dim")]
        sheet.line(*parts, indent=4)
    if most is not None and len(rows) > most:
        sheet.line(words.say("more_sightings", n=len(rows) - most), indent=4, style="dim")


def party(link: Link, words: Words) -> tuple[Part, ...]:
    """One party of a chain: its name, what the text says of it, and whether it is named."""
    unnamed = link.type is LinkType.UNNAMED
    name = Bit(shortened(link.name, 90), "italic" if unnamed else "", foreign=True)
    about: list[Part] = []
    if link.description:
        about.append(Bit(shortened(link.description, 90), "dim", foreign=True))
    if unnamed:
        about += [words.word("comma")] if about else []
        about.append(Bit(words.word(str(link.type), "types"), "dim"))
    return (name, " (", *about, ")") if about else (name,)


def styled(said: Said, style: str) -> tuple[Part, ...]:
    """The sentence in one style."""
    return tuple(Bit(bit.text, style, bit.foreign, bit.fixed) for bit in bits(said))


def briefly(said: Said) -> tuple[Said, ...]:
    """The sentence with long quotations cut."""
    return (tuple(phrases.Piece(shortened(p.text, 120), True) if p.quoted else p for p in said),)


def write_variants(claim: Claim, story: Story, context: Context, words: Words, sheet: Sheet) -> None:
    """Where the reports of a claim differ: a line a value, and who gives it."""
    numbers = differing.claim_numbers(story)
    if claim.variants:
        sheet.line(Bit(words.word("differ"), "bold"), indent=2)
    for subject in differing.subjects(claim):
        sheet.line(differing.subject_said(subject, words), indent=4)
        for variant in subject.variants:
            said = differing.variant_said(variant, claim, numbers, context, words)
            sheet.line("- ", said, indent=6, hang=4)
