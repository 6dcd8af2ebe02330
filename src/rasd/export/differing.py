"""Where the reports of a claim differ, and whose words the claim is printed in: sentences and a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rasd.export import phrases
from rasd.export.markup import Markup, bdi, join, moment, said, table, tag
from rasd.export.phrases import Context, Piece, Said, Words
from rasd.export.visible import one_line, shortened, way
from rasd.model import Claim, Specific, Statement, Story, Variant

_BESIDE = 60
"""Characters of a statement on each side of a value that are shown with it."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One detail in which reports differ, with its variants, the one given first before the others."""

    kind: Specific
    what: str
    variants: tuple[Variant, ...]


def subjects(claim: Claim) -> tuple[Subject, ...]:
    """The details in which the reports of a claim differ."""
    rows = groupby(claim.variants, key=lambda variant: (variant.kind, variant.subject))
    return tuple(Subject(kind, what, tuple(variants)) for (kind, what), variants in rows)


def claim_numbers(story: Story) -> dict[str, int]:
    """The number under which each claim (id) of a story is shown."""
    return {claim.id: number for number, claim in enumerate(story.claims, 1)}


def subject_said(subject: Subject, words: Words) -> Said:
    """What it is that differs: the word of the first report for what is counted, or the day."""
    if subject.kind is Specific.DAY:
        return words.say("differ_day")
    return words.say("differ_figure", what=one_line(subject.what))


def variant_said(
    variant: Variant, claim: Claim, numbers: Mapping[str, int], context: Context, words: Words
) -> Said:
    """One value as printed, who gives it, and the claim where that is another one."""
    articles = tuple(dict.fromkeys(statement.article for statement in variant.statements))
    names = words.some(tuple(phrases.name_in(context.names, key) for key in articles))
    key = "variant_day" if variant.kind is Specific.DAY else "variant_figure"
    sentence = words.say(key, text=shortened(variant.text, 60), day=variant.value, names=names)
    if variant.claim == claim.id or variant.claim not in numbers:
        return sentence
    return (*sentence, Piece(" "), *words.say("variant_elsewhere", n=numbers[variant.claim]))


def wording_said(claim: Claim, context: Context, words: Words) -> Said:
    """Whose words the claim is printed in; empty where one article alone reports it."""
    statement = claim.wording
    if statement is None or len({one.article for one in claim.statements}) < 2:
        return ()
    article = phrases.name_in(context.names, statement.article)
    chain = statement.attribution.chain if statement.attribution else ()
    if not chain:
        return words.say("wording_own", article=article)
    return words.say("wording_cited", source=shortened(chain[-1].name, 90), article=article)


def quotation(variant: Variant, statement: Statement, context: Context) -> tuple[str, str, str]:
    """The value in its sentence: the words before it, the value, the words behind it."""
    article = context.articles.get(statement.article)
    place = next((why.span for why in variant.evidence if why.article == statement.article), None)
    if article is None or place is None:
        return "", variant.text, ""
    start = max(statement.span.start, place.start - _BESIDE)
    end = min(statement.span.end, place.end + _BESIDE)
    start = article.text.find(" ", start, place.start) + 1 if start > statement.span.start else start
    if end < statement.span.end:
        end = max(article.text.rfind(" ", place.end, end), place.end)
    return article.text[start : place.start], place.of(article.text), article.text[place.end : end]


def variants_table(claim: Claim, story: Story, context: Context, words: Words) -> Markup | None:
    """The variants of a claim side by side in HTML, each with its words in the articles; none: nothing."""
    if not claim.variants:
        return None
    numbers = claim_numbers(story)
    parts = [_subject_table(subject, claim, numbers, context, words) for subject in subjects(claim)]
    return join(tag("h4", words.word("differ")), *parts)


def _subject_table(
    subject: Subject, claim: Claim, numbers: Mapping[str, int], context: Context, words: Words
) -> Markup:
    head = [words.word(key) for key in ("variant_value", "articles", "variant_words")]
    rows = [_row(variant, claim, numbers, context, words) for variant in subject.variants]
    title = said(subject_said(subject, words))
    return tag("div", tag("h5", title), table(head, rows, caption=title), class_="variants")


def _row(
    variant: Variant, claim: Claim, numbers: Mapping[str, int], context: Context, words: Words
) -> Sequence[Markup]:
    value: list[Markup] = [tag("strong", bdi(one_line(variant.text)))]
    if variant.kind is Specific.DAY:
        value.append(moment(variant.value, words) or Markup(""))
    if variant.claim != claim.id and variant.claim in numbers:
        value.append(
            tag("span", said(words.say("variant_elsewhere", n=numbers[variant.claim])), class_="note")
        )
    articles = tuple(dict.fromkeys(statement.article for statement in variant.statements))
    names = tuple(phrases.name_in(context.names, key) for key in articles)
    quotes = [_quoted(variant, statement, context) for statement in variant.statements]
    return join(*value), said(words.join(names, "nobody")), tag("ul", *quotes, class_="quotes")


def _quoted(variant: Variant, statement: Statement, context: Context) -> Markup:
    before, value, behind = quotation(variant, statement, context)
    article = context.articles.get(statement.article)
    lang = (article.language or None) if article else None
    runs = way(f"{before}{value}{behind}") or "auto"
    return tag("li", before, tag("mark", value), behind, dir=runs, lang=lang)
