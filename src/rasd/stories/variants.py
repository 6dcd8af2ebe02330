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

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from rasd.lang.figures import Figure
from rasd.model import Analysis, Article, Claim, Evidence, Span, Specific, Stance, TimeMention, Variant
from rasd.stories.likeness import likeness
from rasd.stories.shelf import seconds
from rasd.stories.specifics import Told, told

INSIDE = 0.30
"""Likeness, numbers left out, from which two statements of one claim speak of one thing."""
ACROSS = 0.30
"""The same for statements of two claims."""
MEASURED = 0.60
"""The same for money, lengths, shares: one unit measures many things."""
FAR = 50.0
"""Two numbers of which one is so many times the other are no two counts of one thing."""
DATED = 0.65
"""The same for days: an article names more days than that of its news."""
BESIDE = 0.55
"""Likeness of what stands next to two days from which they are days of one thing."""
_SUPPORT = (Stance.ASSERTS, Stance.CONFIRMS)


class _Detail(NamedTuple):
    """A figure or a day in a statement: its value, where it stands, where the words stand that it is of."""

    kind: Specific
    value: str
    span: Span
    name: Span


class _Place(NamedTuple):
    """A detail with the number of the statement, among those that were read, that gives it."""

    teller: int
    detail: _Detail


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the variants of one story are made from: its claims, its articles, the statements as they were
    read.
    """

    claims: Sequence[Claim]
    articles: dict[str, Article]
    tellers: Sequence[Told]

    def when(self, place: _Place) -> tuple[object, ...]:
        """Sort key: who gave it first."""
        statement = self.tellers[place.teller].statement
        return seconds(self.articles[statement.article].published), statement.article, place.detail.span

    def given(self, place: _Place) -> tuple[str, str]:
        """The article that gives the detail, and its value."""
        return self.tellers[place.teller].statement.article, place.detail.value

    def words(self, place: _Place, span: Span) -> str:
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


class _Pair(NamedTuple):
    """Two details of one thing, the likeness of their statements, and whether they are apart."""

    alike: float
    one: _Place
    other: _Place
    apart: bool


def _groups(desk: _Desk) -> list[list[_Place]]:
    """The details of one thing, where any two of them are apart.

    The pairs most alike are joined first. An article that gives two values gives them of two things:
    what would bring both together is left out.
    """
    pairs = sorted(_pairs(desk), key=lambda pair: (-pair.alike, pair.apart, *map(desk.when, pair[1:3])))
    members: dict[_Place, list[_Place]] = {}
    apart: set[_Place] = set()
    for pair in pairs:
        a, b = (members.setdefault(place, [place]) for place in pair[1:3])
        if a is not b:
            values: dict[str, str] = {}
            if any(values.setdefault(*desk.given(place)) != place.detail.value for place in (*a, *b)):
                continue
            a += b
            members.update(dict.fromkeys(b, a))
        apart.update({pair.one} if pair.apart else ())
    groups = {id(group): group for group in members.values()}
    return [group for group in groups.values() if not apart.isdisjoint(group)]


def _pairs(desk: _Desk) -> Iterator[_Pair]:
    """The details of two articles that are of one thing."""
    for (i, a), (j, b) in combinations(enumerate(desk.tellers), 2):
        shared = (a.figures and b.figures) or (a.days and b.days)
        if a.statement.article == b.statement.article or not shared:
            continue
        alike = round(likeness(a.gist, b.gist), 6)
        if alike < _least(a, b):
            continue
        for f, g, apart in _figures(a, b, alike) if _one_day(a, b) else ():
            yield _Pair(alike, _Place(i, _of_figure(f)), _Place(j, _of_figure(g)), apart)
        for s, t, apart in _days(a, b) if alike >= DATED else ():
            yield _Pair(alike, _Place(i, _of_day(s)), _Place(j, _of_day(t)), apart)


def _of_figure(figure: Figure) -> _Detail:
    return _Detail(Specific.FIGURE, figure.value, figure.span, figure.name)


def _of_day(time: TimeMention) -> _Detail:
    return _Detail(Specific.DAY, time.first.isoformat(), time.span, time.span)


def _least(a: Told, b: Told) -> float:
    """The likeness from which the two may speak of one thing; out of reach where it cannot be."""
    if a.places and b.places and not a.places & b.places:
        return math.inf
    if a.claim == b.claim:
        return INSIDE
    return ACROSS if a.early and b.early else math.inf


def _variants(group: Sequence[_Place], subject: str, desk: _Desk) -> list[Variant]:
    """One variant for each value and each claim whose statements give it, the one given first before the
    others.
    """
    rows: dict[tuple[str, int], list[_Place]] = {}
    for place in sorted(group, key=desk.when):
        rows.setdefault((place.detail.value, desk.tellers[place.teller].claim), []).append(place)
    return [_variant(places, subject, desk) for places in rows.values()]


def _variant(places: Sequence[_Place], subject: str, desk: _Desk) -> Variant:
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


# --- figures -------------------------------------------------------------------------------------


def _figures(a: Told, b: Told, alike: float) -> Iterator[tuple[Figure, Figure, bool]]:
    """The pairs of figures that count the same; whether they are apart, else they are one value."""
    for f in a.figures:
        same = [g for g in b.figures if count_the_same(f, g)]
        if len(same) != 1 or sum(count_the_same(h, same[0]) for h in a.figures) != 1:
            continue
        g = same[0]
        plain = f.deed and f.deed == g.deed and not f.measure
        if a.claim != b.claim and not (plain and f.befell):
            continue
        if not plain and alike < MEASURED:
            continue
        if f.value == g.value:
            yield f, g, False
        elif not _given_too(f, g, a, b) and contradict(f, g):
            yield f, g, True


def _one_day(a: Told, b: Told) -> bool:
    """Whether two statements name a day in common, or one of them none."""
    days = [{time.first for time in one.days} for one in (a, b)]
    return not all(days) or bool(days[0] & days[1])


def _given_too(f: Figure, g: Figure, a: Told, b: Told) -> bool:
    """Whether the other statement prints one of the two numbers as well, of whatever."""
    return any(_one_number(f, h) for h in b.figures) or any(_one_number(g, h) for h in a.figures)


def count_the_same(a: Figure, b: Figure) -> bool:
    """Whether two figures count the same: one deed, and one noun where both give one."""
    if a.part != b.part or a.since != b.since or (a.noun and b.noun and a.noun != b.noun):
        return False
    if a.deed and b.deed:
        return a.deed == b.deed and a.measure == b.measure
    return bool(a.noun) and a.noun == b.noun


def contradict(a: Figure, b: Figure) -> bool:
    """Whether two figures that count the same cannot both be true.

    Fewer of a kind do not contradict more people: 3 soldiers may be among 12 dead.
    """
    if a.agrees(b) or max(a.low, b.low) > FAR * max(min(a.low, b.low), 1.0):
        return False
    if bool(a.noun) == bool(b.noun):
        return True
    kind, people = (a, b) if a.noun else (b, a)
    return kind.low > people.high


def _one_number(a: Figure, b: Figure) -> bool:
    """Whether both print one number, however exact."""
    return a.low == b.low or (a.high == b.high and a.high < math.inf)


# --- days ----------------------------------------------------------------------------------------


def _days(a: Told, b: Told) -> Iterator[tuple[TimeMention, TimeMention, bool]]:
    """The day that each of two statements of one claim gives for the same; whether they are two days.

    Each must print its day (a weekday, a date): "today" in a quotation is the speaker's. Two that print one
    weekday mean one day, whatever it was resolved to. Days as far from each one's publication are news of
    every day.
    """
    if a.claim != b.claim or len(a.days) != 1 or len(b.days) != 1:
        return
    s, t = a.days[0], b.days[0]
    if likeness(a.around[0], b.around[0]) < BESIDE or not (_printed(s) and _printed(t)):
        return
    if s.first == t.first:
        yield s, t, False
    elif not _same_name(s.first, t.first) and _off(a) != _off(b):
        yield s, t, True


def _same_name(one: date, other: date) -> bool:
    """Whether two days are printed alike: one weekday, or one day of one month."""
    return one.weekday() == other.weekday() or (one.month, one.day) == (other.month, other.day)


def _off(one: Told) -> timedelta:
    """How long before its publication the statement's day lies; none where that is not known."""
    return one.published - one.days[0].first if one.published else timedelta()


def _printed(time: TimeMention) -> bool:
    """Whether the words give the day itself, and not only its distance from another."""
    return any(why.rule.startswith(("weekday-", "date")) for why in time.evidence)
