"""Stories as text for people: what is claimed, through which chains it came, who stands behind it.

Right-to-left text is written in its logical order and left to the terminal to turn; nothing is
reshaped. Each line keeps its own direction (see :mod:`rasd.export.visible`).
"""

from __future__ import annotations

from collections.abc import Sequence

from rasd.export import phrases, view
from rasd.export.console import Bit, Part, Sheet, bits
from rasd.export.phrases import Said, Words
from rasd.export.visible import shortened
from rasd.model import (
    Article,
    Claim,
    Evidence,
    Link,
    LinkType,
    Origin,
    Passage,
    Story,
)

WIDTH = 100
"""Columns where the output is no terminal."""
_MANY = 12
_STANCE_STYLES = {
    "asserts": "cyan", "confirms": "green", "denies": "red", "declines": "yellow", "doubts": "yellow",
}  # fmt: skip


def story_text(story: Story, lang: str = "en", width: int = WIDTH, colour: bool = False) -> str:
    """One story for people, in lines of at most ``width`` columns; the interface speaks ``lang`` (ar, en).

    Raises:
        UsageError: the interface does not speak ``lang``.
    """
    words = phrases.load(lang)
    sheet = Sheet(words.direction, width, colour)
    _StoryOnSheet(story, words, sheet).write()
    return sheet.text()


def summary_text(
    selection: view.Selection, lang: str = "en", width: int = WIDTH, colour: bool = False
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
    if selection.bare:
        sheet.line(words.count("bare", selection.bare))
    return sheet.text()


class _StoryOnSheet:
    """Writes one story, section by section."""

    def __init__(self, story: Story, words: Words, sheet: Sheet) -> None:
        self.story, self.words, self.sheet = story, words, sheet
        self.context = view.context_of(story)

    def write(self) -> None:
        self._head()
        if not self.story.claims:
            self.sheet.line(self.words.word("no_claims"), indent=2)
        for number, claim in enumerate(self.story.claims, 1):
            self._claim(number, claim)
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
        if (left := len(self.story.articles) - _MANY) > 0:
            sheet.line("… ", words.say("more_names", n=left), indent=2, style="dim")

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
        sheet.line(Bit(words.word("claim").replace("{n}", str(number)), "bold underline"))
        sheet.quote(shortened(claim.text, 400), indent=2, style="bold")
        self._standing(claim)
        self._origins(claim)
        self._routes(claim)

    def _standing(self, claim: Claim) -> None:
        words, standing = self.words, claim.standing
        supports = len(standing.supports)
        parts: list[Part] = [words.count("reports", supports)]
        if standing.copies:
            parts += [words.word("comma"), words.say("repeats", copies=len(standing.copies))]
        self.sheet.line(*parts, indent=2)
        for key, names, style in (
            ("confirmed_by", standing.confirmed_by, "green"),
            ("denied_by", standing.denied_by, "red"),
            ("declined", standing.declined, "yellow"),
        ):
            if names or key != "declined":
                self._named(key, names, style if names else "")
        if standing.doubts:
            self._named(
                "doubted_in",
                tuple(view.name_in(self.context.names, key) for key in standing.doubts),
                "yellow",
            )

    def _named(self, key: str, names: tuple[str, ...], style: str) -> None:
        before, _, after = self.words.word(key).partition("{names}")
        self.sheet.line(before, *_styled(self.words.join(names, "nobody"), style), after, indent=2)

    def _origins(self, claim: Claim) -> None:
        sheet, words, standing = self.sheet, self.words, claim.standing
        if not standing.highest:
            sheet.line(Bit(words.word("origins"), "bold"), ": ", words.word("origins_none"), indent=2)
            return
        key = "origins_exact" if standing.lowest == standing.highest else "origins_range"
        dots = "●" * standing.lowest + "○" * (standing.highest - standing.lowest)
        figures = words.say(key, low=standing.lowest, high=standing.highest)
        more = (f"  {dots}",) if standing.highest <= _MANY else ()
        sheet.line(Bit(words.word("origins"), "bold"), ": ", *_styled(figures, "bold"), *more, indent=2)
        for origin in standing.origins:
            self._origin(origin)
        for said in view.range_reasons(claim, words):
            sheet.line(said, indent=4)
        self._reasons(standing.evidence, indent=7)

    def _origin(self, origin: Origin) -> None:
        words = self.words
        parts: list[Part] = [
            Bit(origin.label, foreign=True),
            ". ",
            Bit(shortened(origin.name, 120), foreign=True),
        ]
        parts += [" (", words.word(str(origin.type), "types"), ")"]
        names = tuple(view.name_in(self.context.names, key) for key in origin.articles)
        if names:
            parts += [words.word("comma"), words.say("reported_in", names=_names(names, words))]
        self.sheet.line(*parts, indent=4, hang=3)
        self._reasons(origin.evidence, indent=7)

    def _reasons(self, evidence: Sequence[Evidence], indent: int) -> None:
        for said in dict.fromkeys(self.words.reason(item, self.context) for item in evidence):
            self.sheet.line("- ", *_shortened(said), indent=indent, style="dim")

    def _routes(self, claim: Claim) -> None:
        words, routes = self.words, view.routes(claim)
        self.sheet.line(Bit(words.word("how_it_came"), "bold"), f"  ({words.word('how_to_read')})", indent=2)
        for route in routes[:_MANY]:
            stance = str(route.stance)
            parts: list[Part] = [Bit(words.word(stance, "stances"), _STANCE_STYLES[stance]), ": "]
            names = tuple(view.name_in(self.context.names, key) for key in route.articles)
            parts.append(_names(names, words))
            if not route.chain:
                parts += [" (", words.word("own_voice"), ")"]
            for link in route.chain:
                parts += [" ← ", *_link(link, words)]
            self.sheet.line(*parts, indent=4, hang=4)
        if len(routes) > _MANY:
            self.sheet.line(words.say("more_routes", n=len(routes) - _MANY), indent=4, style="dim")

    def _shared(self) -> None:
        passages = view.passages(self.story)
        if not passages:
            return
        self._section("shared")
        for passage in passages[:3]:
            self._passage(passage)
        if len(passages) > 3:
            self.sheet.line(self.words.say("more_passages", n=len(passages) - 3), indent=2, style="dim")

    def _passage(self, passage: Passage) -> None:
        a, b = (view.name_in(self.context.names, key) for key in (passage.a, passage.b))
        self.sheet.line(view.passage_said(passage, a, b, self.words), indent=2)
        for wording in view.passage_wordings(passage, self.context.articles):
            self.sheet.quote(shortened(wording, 280), indent=4)
        self._reasons(passage.because, indent=4)

    def _copies(self) -> None:
        if len(self.story.articles) == 1 and not self.story.copies:
            return
        self._section("copies")
        if not self.story.copies:
            self.sheet.line(self.words.word("copied_nobody"), indent=2)
        for taken in view.taken(self.story):
            said = view.copy_said(taken.copy, self.context.names, self.words)
            figures: tuple[Part, ...] = ()
            if taken.words:
                share = Bit(phrases.percent(taken.identity), "dim", fixed=True)
                figures = (" (", self.words.count("words", taken.words), self.words.word("comma"), share, ")")
            self.sheet.line("- ", said, *figures, indent=2)
            self._reasons(taken.copy.evidence, indent=4)

    def _dates(self) -> None:
        found = view.resolved_dates(self.story)
        if not found:
            return
        self._section("dates")
        for key, time in found:
            article = self.context.articles[key]
            name = self.context.names[key] if len(self.story.articles) > 1 else ""
            self.sheet.line(view.date_said(time, article, name, self.words), indent=2)


def _link(link: Link, words: Words) -> tuple[Part, ...]:
    unnamed = link.type is LinkType.UNNAMED
    name = Bit(shortened(link.name, 90), "italic" if unnamed else "", foreign=True)
    about: list[Part] = []
    if link.description:
        about.append(Bit(shortened(link.description, 90), "dim", foreign=True))
    if unnamed:
        about += [words.word("comma")] if about else []
        about.append(Bit(words.word(str(link.type), "types"), "dim"))
    return (name, " (", *about, ")") if about else (name,)


def _names(names: tuple[str, ...], words: Words) -> Said:
    if len(names) <= 4:
        return words.join(names, "nobody")
    return words.join((*names[:3], phrases.plain(words.say("more_names", n=len(names) - 3))), "nobody")


def _styled(said: Said, style: str) -> tuple[Part, ...]:
    return tuple(Bit(bit.text, style, bit.foreign, bit.fixed) for bit in bits(said))


def _shortened(said: Said) -> tuple[Said, ...]:
    return (tuple(phrases.Piece(shortened(p.text, 120), True) if p.quoted else p for p in said),)
