"""Which details of two statements are of one thing: figures that count the same, days of the same.

An agency's text that many print gives thousands of statements that tell the same. These are of one *kind*,
and kinds are compared, not statements: what two of one kind give is of one thing, and so it is enough to know
of two kinds which pair of their details comes first.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from heapq import merge
from itertools import combinations
from typing import NamedTuple

from rasd.lang.figures import Figure
from rasd.model import Span, Specific, TimeMention
from rasd.stories.likeness import likeness
from rasd.stories.specifics import Told

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
MANY = 100
"""Statements from which kinds are made of them: working these out costs something."""
_NOWHERE = Span(0, 0)


class Detail(NamedTuple):
    """A figure or a day in a statement: its value, where it stands, where the words stand that it is of."""

    kind: Specific
    value: str
    span: Span
    name: Span


class Place(NamedTuple):
    """A detail with the number of the statement, among those that were read, that gives it."""

    teller: int
    detail: Detail


class Pair(NamedTuple):
    """Two details of one thing, the likeness of their statements, and whether they are apart."""

    alike: float
    one: Place
    other: Place
    apart: bool


When = Callable[[Place], tuple[object, ...]]
"""The sort key that says which detail was given first."""


def pairs(tellers: Sequence[Told], when: When) -> Iterator[Pair]:
    """The details of two articles that are of one thing, in no order.

    Of many that come to the same for what is joined by them, as :func:`rasd.stories.variants.with_variants`
    joins, the first.
    """
    kinds = _kinds(tellers) if len(tellers) >= MANY else [[at] for at in range(len(tellers))]
    for members in kinds:
        if len(members) > 1:
            yield from _of_one_kind(members, tellers)
    rows = [_Row(members, tellers, when, {}) for members in kinds]
    for one, other in combinations(rows, 2):
        a, b = one.example, other.example
        shared = (a.figures and b.figures) or (a.days and b.days)
        if not shared or (one.single and other.single and a.statement.article == b.statement.article):
            continue
        for alike, f, g, apart in _compared(a, b):
            found = _first(one, f, other, g)
            if found is not None:
                yield Pair(alike, *found, apart)


Compared = tuple[float, int, int, bool]
"""How alike two statements are, which detail of each (figures, then days), whether they are apart."""


def _compared(a: Told, b: Told) -> Iterator[Compared]:
    """The details of two statements that are of one thing."""
    alike = round(likeness(a.gist, b.gist), 6)
    if alike < _least(a, b):
        return
    for f, g, apart in _figures(a, b, alike) if _one_day(a, b) else ():
        yield alike, a.figures.index(f), b.figures.index(g), apart
    for _, _, apart in _days(a, b) if alike >= DATED else ():
        yield alike, len(a.figures), len(b.figures), apart


def _detail(teller: Told, at: int) -> Detail:
    """A figure or a day of a statement."""
    if at < len(teller.figures):
        figure = teller.figures[at]
        return Detail(Specific.FIGURE, figure.value, figure.span, figure.name)
    day = teller.days[at - len(teller.figures)]
    return Detail(Specific.DAY, day.first.isoformat(), day.span, day.span)


# --- kinds ---------------------------------------------------------------------------------------


def _kinds(tellers: Sequence[Told]) -> list[list[int]]:
    """The statements by what they tell, in order; those that do not hang together each alone."""
    rows: defaultdict[object, list[int]] = defaultdict(list)
    for at, teller in enumerate(tellers):
        rows[_told(teller) if _clear(teller) else at].append(at)
    found: list[list[int]] = []
    for row in rows.values():
        several = len({tellers[at].statement.article for at in row}) > 1
        found += [row] if several else [[at] for at in row]
    return sorted(found)


def _clear(teller: Told) -> bool:
    """Whether no two of its figures count the same: then they are those of another that tells the same."""
    return not any(count_the_same(f, g) for f, g in combinations(teller.figures, 2))


def _told(teller: Told) -> tuple[object, ...]:
    """All that decides how a statement compares with those of other articles."""
    figures = tuple(replace(figure, span=_NOWHERE, name=_NOWHERE) for figure in teller.figures)
    around = tuple(gist.said for gist in teller.around)
    days = tuple((day.first, _printed(day)) for day in teller.days)
    off = _off(teller) if teller.days else None
    return teller.claim, teller.gist.said, teller.places, teller.early, figures, days, around, off


def _of_one_kind(members: Sequence[int], tellers: Sequence[Told]) -> Iterator[Pair]:
    """Pairs that join what all statements of one kind give."""
    first = members[0]
    article = tellers[first].statement.article
    other = next(at for at in members if tellers[at].statement.article != article)
    for alike, f, g, apart in list(_compared(tellers[first], tellers[other])):
        for at in members[1:]:
            start = first if tellers[at].statement.article != article else other
            one, two = sorted((start, at))
            yield Pair(
                alike, Place(one, _detail(tellers[one], f)), Place(two, _detail(tellers[two], g)), apart
            )


class _Row(NamedTuple):
    """The statements of a kind; ``known``: the places of their details, those that were asked for."""

    members: Sequence[int]
    tellers: Sequence[Told]
    when: When
    known: dict[int, list[Place]]

    @property
    def example(self) -> Told:
        return self.tellers[self.members[0]]

    @property
    def single(self) -> bool:
        return len(self.members) == 1

    def places(self, detail: int) -> list[Place]:
        """One detail of all the statements, the one given first before the others."""
        if detail not in self.known:
            found = [Place(at, _detail(self.tellers[at], detail)) for at in self.members]
            self.known[detail] = found if self.single else sorted(found, key=self.when)
        return self.known[detail]


def _first(one: _Row, f: int, other: _Row, g: int) -> tuple[Place, Place] | None:
    """The first pair of details of two kinds in different articles.

    Of claims in their order, else of time.
    """
    ours, theirs = one.places(f), other.places(g)
    if one.single and other.single:
        return ours[0], theirs[0]
    one_claim = one.example.claim == other.example.claim
    for place, others in _in_order(ours, theirs, one.when) if one_claim else ((p, theirs) for p in ours):
        article = one.tellers[place.teller].statement.article
        for found in others:
            if found.teller > place.teller and one.tellers[found.teller].statement.article != article:
                return place, found
    return None


def _in_order(
    ours: Sequence[Place], theirs: Sequence[Place], when: When
) -> Iterator[tuple[Place, Sequence[Place]]]:
    """The places of both, the one given first before the others, each with those of the other one."""
    rows = (((place, theirs) for place in ours), ((place, ours) for place in theirs))
    return merge(*rows, key=lambda row: when(row[0]))


def _least(a: Told, b: Told) -> float:
    """The likeness from which the two may speak of one thing; out of reach where it cannot be."""
    if a.places and b.places and not a.places & b.places:
        return math.inf
    if a.claim == b.claim:
        return INSIDE
    return ACROSS if a.early and b.early else math.inf


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
