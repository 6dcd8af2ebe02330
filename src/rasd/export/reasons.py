"""Why a claim has the standing that it has: every step as a sentence, with the words that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rasd.export import differing, phrases, sentences, spread, view
from rasd.export.console import Bit, Part, Sheet
from rasd.export.phrases import Words
from rasd.export.terminal import STANCE_STYLES, WIDTH, briefly, earlier_line, party, write_spread
from rasd.export.visible import shortened
from rasd.model import Claim, Evidence, Origin, Statement, Story


def why_text(
    story: Story, claims: Sequence[int], lang: str = "en", width: int = WIDTH, colour: bool = False
) -> str:
    """The reasons behind some claims of a story (numbers, from 1), in the order in which they were drawn.

    What each report says and how that was read; who claims to know; what makes two of them one, or perhaps
    one; how many that makes; who copied whom. Nothing is said that no evidence says.

    Raises:
        UsageError: the interface does not speak ``lang``.
    """
    words = phrases.load(lang)
    sheet = Sheet(words.direction, width, colour)
    sheet.rule("═")
    sheet.line(Bit(shortened(story.title, 400) or words.word("untitled"), "bold", foreign=True))
    sheet.line(Bit(f"{words.word('story_id')} {story.id}", "dim"))
    _write_ties(story, words, sheet)
    for number in claims:
        _ClaimOnSheet(story, story.claims[number - 1], words, sheet).write(number)
    return sheet.text()


def _write_ties(story: Story, words: Words, sheet: Sheet) -> None:
    """What makes its articles one story, and what it seems to follow."""
    context = view.context_of(story, words.direction)
    if story.evidence:
        sheet.blank()
        sheet.line(Bit(words.word("why_one_story"), "bold"), indent=2)
    for why in story.evidence:
        said = words.reason(why, replace(context, home=why.article))
        sheet.line("- ", *briefly(said), indent=4, style="dim")
    if story.earlier:
        sheet.blank()
        sheet.line(Bit(words.word("earlier"), "bold"), indent=2)
    for before in story.earlier:
        sheet.line("- ", *earlier_line(before, words), indent=4)
        for why in before.evidence:
            sheet.line("- ", *briefly(words.reason(why, context)), indent=6, style="dim")


class _ClaimOnSheet:
    """Writes the reasons of one claim."""

    def __init__(self, story: Story, claim: Claim, words: Words, sheet: Sheet) -> None:
        self._story, self._claim, self._words, self._sheet = story, claim, words, sheet
        self._context = view.context_of(story, words.direction)

    def write(self, number: int) -> None:
        """All of them."""
        sheet, words = self._sheet, self._words
        sheet.blank()
        sheet.line(Bit(phrases.plain(words.say("claim", n=number)), "bold underline"))
        sheet.quote(shortened(self._claim.text, 400), indent=2, style="bold")
        if whose := differing.wording_said(self._claim, self._context, words):
            sheet.line(whose, indent=2, style="dim")
        sheet.line(sentences.supports_said(self._claim, words), indent=2)
        for _, said in sentences.positions_said(self._claim, self._context.names, words):
            sheet.line(said, indent=2)
        self._first()
        self._head("why_reports")
        for statement in self._claim.statements:
            self._statement(statement)
        self._variants()
        if self._claim.standing.origins:
            self._origins()
        self._copies()
        self._keys()

    def _head(self, key: str) -> None:
        self._sheet.blank()
        self._sheet.line(Bit(self._words.word(key), "bold"), indent=2)

    def _first(self) -> None:
        """Who had it first and why that is so sure, how it spread, and who cites in circles."""
        said = spread.first_said(self._claim, self._context, self._words)
        if said:
            self._head("first_seen")
            self._sheet.line(said, indent=4)
            self._reasons(spread.first_evidence(self._claim), 6)
            self._sheet.blank()
            write_spread(self._claim, self._context, self._words, self._sheet, None)
        for ring, evidence in spread.cycles_said(self._story, self._claim, self._words):
            self._sheet.blank()
            self._sheet.line(ring, indent=2)
            self._reasons(evidence, 6)

    def _statement(self, statement: Statement) -> None:
        words, attribution = self._words, statement.attribution
        stance = str(statement.stance)
        name = phrases.name_in(self._context.names, statement.article)
        parts: list[Part] = [Bit(words.word(stance, "stances"), STANCE_STYLES[stance]), ": "]
        parts.append(Bit(name, foreign=True))
        if attribution is None:
            parts += [" (", words.word("own_voice"), ")"]
        for link in attribution.chain if attribution else ():
            parts += [" ← ", *party(link, words)]
        self._sheet.line(*parts, indent=4, hang=4)
        article = self._context.articles.get(statement.article)
        if article is not None:
            self._sheet.quote(shortened(statement.span.of(article.text), 280), indent=6)
        found = (*(attribution.evidence if attribution else ()), *statement.evidence)
        self._reasons(found, 6, home=statement.article)

    def _variants(self) -> None:
        """The values in which the reports differ, each with the words that give it."""
        claim, words, numbers = self._claim, self._words, differing.claim_numbers(self._story)
        if claim.variants:
            self._head("differ")
        for subject in differing.subjects(claim):
            self._sheet.line(differing.subject_said(subject, words), indent=4)
            for variant in subject.variants:
                said = differing.variant_said(variant, claim, numbers, self._context, words)
                self._sheet.line("- ", said, indent=6, hang=4)
                for statement in variant.statements:
                    quoted = differing.quotation(variant, statement, self._context)
                    self._sheet.quote("".join(quoted), indent=8)

    def _origins(self) -> None:
        words, claim, why = self._words, self._claim, view.why(self._claim)
        self._head("why_so_many")
        self._sheet.line(spread.basis_said(claim.standing, words), indent=4)
        for origin in claim.standing.origins:
            self._origin(origin, why.joint)
        lines = sentences.range_reasons(claim, words)
        for said in lines[:1]:
            self._sheet.line(said, indent=4)
        self._reasons(why.joint, 7)
        for said in lines[1:]:
            self._sheet.line(said, indent=4)

    def _origin(self, origin: Origin, joint: Sequence[Evidence]) -> None:
        words = self._words
        names = tuple(phrases.name_in(self._context.names, key) for key in origin.articles)
        parts: list[Part] = [Bit(origin.label, foreign=True), ". ", Bit(origin.name, foreign=True)]
        parts += [" (", words.word(str(origin.type), "types"), ")"]
        if names:
            parts += [words.word("comma"), words.say("reported_in", names=words.join(names, "nobody"))]
        self._sheet.line(*parts, indent=4, hang=3)
        self._reasons([item for item in origin.evidence if item not in joint], 7)

    def _copies(self) -> None:
        inside = set(self._claim.standing.supports)
        taken = [one for one in view.taken(self._story) if one.copy.copier in inside]
        if not taken:
            return
        self._head("copies")
        for one in taken:
            said = sentences.copy_said(one, self._context.names, self._words)
            self._sheet.line("- ", said, indent=4)
            self._reasons(one.reasons, 6)

    def _keys(self) -> None:
        """What a judgement may name: the origins, then the articles that support the claim."""
        sheet, standing = self._sheet, self._claim.standing
        if standing.origins:
            self._head("judge_by")
        for origin in standing.origins:
            for key in origin.keys:
                sheet.line(Bit(origin.label, foreign=True), "  ", Bit(key, fixed=True), indent=4, hang=3)
        for id_ in standing.supports:
            name = Bit(phrases.name_in(self._context.names, id_), foreign=True)
            sheet.line(name, "  ", Bit(f"article:{id_}", fixed=True), indent=4, hang=3)

    def _reasons(self, evidence: Sequence[Evidence], indent: int, home: str = "") -> None:
        context = replace(self._context, home=home or self._context.home)
        for said in dict.fromkeys(self._words.reason(item, context) for item in evidence):
            self._sheet.line("- ", *briefly(said), indent=indent, style="dim")
