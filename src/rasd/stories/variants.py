"""Variants: where reports of one thing differ in a detail - 12 dead and 15 dead, Tuesday and Wednesday.

Statements are compared in pairs. Two give variants of a figure when they count the same, neither has any
figure that agrees with the other's, and nothing else keeps them apart: they name no different countries and
no different days, and what they say beside their numbers is alike (:func:`rasd.stories.likeness.likeness`).

Inside a claim that is all. Claims that other numbers kept apart are compared too, but there only what the
articles say first, and in support; such claims stay two claims, each with its own origins, and each shows
the other's value among its variants. What was compared and found apart is joined to groups: each group is
one subject.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rasd.model import Analysis, Article, Claim, Evidence, Span, Specific, Stance, Variant
from rasd.stories.differing import Place, pairs
from rasd.stories.shelf import seconds
from rasd.stories.specifics import Told, told

_SUPPORT = (Stance.ASSERTS, Stance.CONFIRMS)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the variants of one story are made from: its claims, its articles, the statements as they were
    read.
    """

    claims: Sequence[Claim]
    articles: dict[str, Article]
    tellers: Sequence[Told]

    def when(self, place: Place) -> tuple[object, ...]:
        """Sort key: who gave it first."""
        statement = self.tellers[place.teller].statement
        return seconds(self.articles[statement.article].published), statement.article, place.detail.span

    def given(self, place: Place) -> tuple[str, str]:
        """The article that gives the detail, and its value."""
        return self.tellers[place.teller].statement.article, place.detail.value

    def words(self, place: Place, span: Span) -> str:
        """What stands at ``span`` of the article that gives the detail."""
        return span.of(self.articles[self.tellers[place.teller].statement.article].text)


def with_variants(claims: Sequence[Claim], analyses: Sequence[Analysis]) -> list[Claim]:
    """The claims of one story with the details in which their reports differ.

    ``analyses`` are those of the story's articles, in any order.
    """
    if len(analyses) < 2:
        return list(claims)
    known = {analysis.article.id: analysis for analysis in analyses}
    tellers = [
        teller
        for number, claim in enumerate(claims)
        for statement in claim.statements
        if statement.stance in _SUPPORT
        and (teller := told(number, statement, known[statement.article])) is not None
    ]
    desk = _Desk(claims, {id_: analysis.article for id_, analysis in known.items()}, tellers)
    groups = _groups(desk)
    if not groups:
        return list(claims)
    found: list[list[Variant]] = [[] for _ in claims]
    subjects: Counter[str] = Counter()
    for group in sorted(groups, key=lambda group: min(map(desk.when, group))):
        first = min(group, key=desk.when)
        subject = "" if first.detail.kind is Specific.DAY else desk.words(first, first.detail.name)
        subjects[subject] += 1
        name = f"{subject} ({subjects[subject]})".lstrip() if subjects[subject] > 1 else subject
        for number in sorted({tellers[place.teller].claim for place in group}):
            found[number] += _variants(group, name, desk)
    return [replace(claim, variants=tuple(rows)) for claim, rows in zip(claims, found, strict=True)]


def _groups(desk: _Desk) -> list[list[Place]]:
    """The details of one thing, where any two of them are apart.

    The pairs most alike are joined first. An article that gives two values gives them of two things:
    what would bring both together is left out.
    """
    found = sorted(
        pairs(desk.tellers, desk.when), key=lambda pair: (-pair.alike, pair.apart, *map(desk.when, pair[1:3]))
    )
    groups: dict[Place, _Group] = {}
    apart: set[Place] = set()
    for pair in found:
        a, b = (groups.setdefault(place, _Group(place, desk)) for place in pair[1:3])
        if a is not b:
            large, small = (a, b) if len(a.places) >= len(b.places) else (b, a)
            if not large.take(small):
                continue
            groups.update(dict.fromkeys(small.places, large))
        apart.update({pair.one} if pair.apart else ())
    distinct = {id(group): group.places for group in groups.values()}
    return [places for places in distinct.values() if not apart.isdisjoint(places)]


class _Group:
    """Details of one thing, and by article the value that it gives."""

    def __init__(self, place: Place, desk: _Desk) -> None:
        self.places = [place]
        self._values = dict([desk.given(place)])

    def take(self, other: _Group) -> bool:
        """Take the details of another group, unless an article would give two values."""
        values = self._values
        if any(values.get(article, value) != value for article, value in other._values.items()):
            return False
        values.update(other._values)
        self.places += other.places
        return True


def _variants(group: Sequence[Place], subject: str, desk: _Desk) -> list[Variant]:
    """One variant for each value and each claim whose statements give it, the one given first before the
    others.
    """
    rows: dict[tuple[str, int], list[Place]] = {}
    for place in sorted(group, key=desk.when):
        rows.setdefault((place.detail.value, desk.tellers[place.teller].claim), []).append(place)
    return [_variant(places, subject, desk) for places in rows.values()]


def _variant(places: Sequence[Place], subject: str, desk: _Desk) -> Variant:
    first, kind = places[0], places[0].detail.kind
    said = [(desk.tellers[place.teller].statement, place.detail) for place in places]
    return Variant(
        kind=kind,
        subject=subject,
        value=first.detail.value,
        text=desk.words(first, first.detail.span),
        claim=desk.claims[desk.tellers[first.teller].claim].id,
        statements=tuple(statement for statement, _ in said),
        first=said[0][0].article,
        evidence=tuple(
            Evidence(f"gives-{kind}", detail.span, statement.article, (("value", detail.value),))
            for statement, detail in said
        ),
    )
