"""Compares all the pieces of a story: what they say, and which words they share.

An agency's text that many print gives thousands of pieces that say quite the same. These are of one *kind*,
and kinds are compared, not pieces. What is not told by the kinds is kept for each piece: the words that it
shares with another one, and which pieces stand in one article.

Of few pieces each is a kind of its own. That is slower, and differs in one thing alone: where averages are
equal, the earliest pieces are joined first, and not those that say quite the same.

Only kinds that have a stem in common are compared, or pieces that a shared passage touches.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations

from rasd.model import Analysis, Passage
from rasd.stories.likeness import Gist, likeness
from rasd.stories.linkage import average_link
from rasd.stories.units import Unit

LEADS = 0.10
"""Leads of two articles of one story are likelier to say the same: added to their likeness."""
SAME_WORDING = 0.6
"""Share of the shorter content that a shared passage must cover to make two contents the same."""
FEW = 300
"""Up to so many pieces each is compared with each."""
Pair = tuple[int, int]
Sort = tuple[int, int]
"""A kind, and the number of the part of the leads that say the same (-1: none)."""


class Likeness:
    """How far each two pieces of a story say the same, 0..1; pieces are known by their number."""

    def __init__(self, units: Sequence[Unit], known: Sequence[Analysis], passages: Iterable[Passage]) -> None:
        self._units = units
        self._kind, examples = _kinds(units)
        self._between = _between_kinds(examples, Counter(self._kind))
        self._shared = _shared_wording(units, known, passages)
        self._sharing: defaultdict[int, list[int]] = defaultdict(list)
        for a, b in self._shared:
            self._sharing[a].append(b)
            self._sharing[b].append(a)
        self._parts: list[Sequence[int]] = []
        self._lead: dict[int, int] = {}

    def of(self, a: int, b: int) -> float:
        """How far two pieces say the same."""
        if a > b:
            a, b = b, a
        if a in self._lead and self._lead[a] == self._lead.get(b):
            return 1.0
        return max(self._plain(a, b), self._shared.get((a, b), 0.0))

    def lead_with_the_same(self, parts: Iterable[Sequence[int]]) -> None:
        """Make the pieces of each part alike: it is found that these leads say the same."""
        self._parts = [part for part in parts if len(part) > 1]
        self._lead = {at: number for number, part in enumerate(self._parts) for at in part}

    def sharing(self, at: int) -> Sequence[int]:
        """The pieces that share words with one."""
        return self._sharing.get(at, ())

    def sort(self, at: int) -> Sort:
        """What decides how far a piece is like those of other articles, shared words left out."""
        return self._kind[at], self._lead.get(at, -1)

    def of_sorts(self, a: Sort, b: Sort) -> float:
        """How far pieces of two articles say the same, shared words left out, by their sorts."""
        if a[1] == b[1] >= 0:
            return 1.0
        return self._between.get((a[0], b[0]) if a[0] <= b[0] else (b[0], a[0]), 0.0)

    def _plain(self, a: int, b: int) -> float:
        one, other = self._units[a], self._units[b]
        if one.article == other.article and one.headed and other.headed:
            mute = one.pointing or other.pointing or one.inner or other.inner
            return 0.0 if mute else likeness(one.gist, other.gist)
        kinds = self._kind[a], self._kind[b]
        return self._between.get((min(kinds), max(kinds)), 0.0)

    def linked(self, among: Sequence[int], least: float, apart: bool = False) -> list[list[int]]:
        """Groups of pieces, bottom-up by average likeness while that is at least ``least``.

        Pieces of one kind, in different articles, are one to begin with. ``apart``: those of one article
        are thought to have nothing in common.
        """
        if len(self._units) <= FEW:
            groups = average_link([0.0] * len(among), self._pairs(among, apart), least, 1.0)
            return [[among[place] for place in group] for group in groups]
        points = self._points(among, least)
        where = {at: number for number, point in enumerate(points) for at in point}
        sums: dict[Pair, float] = {}
        sorts = [self.sort(point[0]) for point in points]
        for a, sort in enumerate(sorts):
            for b in range(a + 1, len(sorts)):
                if near := self.of_sorts(sort, sorts[b]):
                    sums[a, b] = near * len(points[a]) * len(points[b])
        for a, b, right in self._otherwise(among, apart):
            one, other = min(where[a], where[b]), max(where[a], where[b])
            if one != other and (was := self.of_sorts(self.sort(a), self.sort(b))) != right:
                alone = len(points[one]) == len(points[other]) == 1
                sums[one, other] = right if alone else sums.get((one, other), 0.0) + right - was
        sums = {pair: value for pair, value in sums.items() if value > 0.0}
        groups = average_link([0.0] * len(points), sums, least, 1.0, [len(point) for point in points])
        return [[at for number in group for at in points[number]] for group in groups]

    def _pairs(self, among: Sequence[int], apart: bool) -> dict[Pair, float]:
        """The likeness of few pieces, each of which is a kind, by their places."""
        place = {at: k for k, at in enumerate(among)}
        leads = (pair for part in self._parts for pair in combinations(sorted(part), 2))
        return {
            (place[a], place[b]): self.of(a, b)
            for a, b in chain(self._between, self._shared, leads)
            if a in place and b in place and not (apart and self._units[a].article == self._units[b].article)
        }

    def _points(self, among: Sequence[int], least: float) -> list[list[int]]:
        """The pieces that are one from the start: of one sort, alike enough, no two of one article."""
        rows: dict[object, list[int]] = {}
        often: defaultdict[tuple[Sort, int], int] = defaultdict(int)
        for at in among:
            sort = self.sort(at)
            here = sort, self._units[at].article
            often[here] += 1
            one = self.of_sorts(sort, sort) >= least
            rows.setdefault((sort, often[here]) if one else at, []).append(at)
        return list(rows.values())

    def _otherwise(self, among: Sequence[int], apart: bool) -> Iterator[tuple[int, int, float]]:
        """The pairs that are not as their sorts are: those of one article, and those that share words."""
        articles: defaultdict[int, list[int]] = defaultdict(list)
        for at in among:
            articles[self._units[at].article].append(at)
        for row in articles.values():
            for place, a in enumerate(row):
                yield from ((a, b, 0.0 if apart else self.of(a, b)) for b in row[place + 1 :])
        inside = set(among)
        for a, b in self._shared:
            if a in inside and b in inside and self._units[a].article != self._units[b].article:
                yield a, b, self.of(a, b)


class Members:
    """The pieces of one claim, so that the nearest of them to a piece is soon found."""

    def __init__(self, members: Iterable[int], units: Sequence[Unit], alike: Likeness) -> None:
        self._units, self._alike = units, alike
        self._articles: defaultdict[int, list[int]] = defaultdict(list)
        self._sorts: dict[Sort, tuple[int, int]] = {}
        self._all: set[int] = set()
        self._known: dict[Sort, list[tuple[float, tuple[int, int]]]] = {}
        for at in members:
            self.add(at)

    def add(self, at: int) -> None:
        """Take one piece more."""
        article = self._units[at].article
        first, last = self._sorts.get(self._alike.sort(at), (article, article))
        self._sorts[self._alike.sort(at)] = min(first, article), max(last, article)
        self._articles[article].append(at)
        self._all.add(at)
        self._known.clear()

    def nearest(self, at: int, counts: Callable[[int], bool] = lambda at: True) -> float:
        """Likeness to the nearest piece; of the same article those for which ``counts`` holds."""
        article = self._units[at].article
        near = [
            self._alike.of(at, other)
            for other in (*self._alike.sharing(at), *self._articles.get(article, ()))
            if other in self._all and (self._units[other].article != article or counts(other))
        ]
        others = (value for value, (a, b) in self._ranked(at) if not a == b == article)
        return max(max(near, default=0.0), next(others, 0.0))

    def _ranked(self, at: int) -> list[tuple[float, tuple[int, int]]]:
        """Likeness to the sorts of the pieces, the nearest first, with the first and last article of each."""
        sort = self._alike.sort(at)
        if sort not in self._known:
            rows = ((self._alike.of_sorts(sort, other), ends) for other, ends in self._sorts.items())
            ranked: list[tuple[float, tuple[int, int]]] = []
            for value, ends in sorted((row for row in rows if row[0] > 0.0), reverse=True):
                ranked.append((value, ends))
                if ends[0] != ends[1]:
                    break  # whatever article asks, one of these is of another
            self._known[sort] = ranked
        return self._known[sort]


def _kinds(units: Sequence[Unit]) -> tuple[list[int], list[Unit]]:
    """By piece the number of its kind; a piece of each kind."""
    numbers: dict[object, int] = {}
    examples: list[Unit] = []
    found = []
    for unit in units:
        mute = unit.pointing or unit.inner is not None
        if len(units) <= FEW:
            kind: object = len(examples)
        else:
            kind = None if mute else (unit.gist.said, unit.headed and unit.headed.said)
        if kind not in numbers:
            numbers[kind] = len(examples)
            examples.append(unit)
        found.append(numbers[kind])
    return found, examples


def _between_kinds(examples: Sequence[Unit], often: Mapping[int, int]) -> dict[Pair, float]:
    """The likeness of kinds that have anything in common, pieces of two articles."""
    rows: dict[str, list[int]] = {}
    found: dict[Pair, float] = {}
    for at, unit in enumerate(examples):
        if unit.pointing or unit.inner is not None:
            continue
        met: set[int] = set()
        for stem in (unit.headed or unit.gist).stems:
            row = rows.setdefault(stem, [])
            met.update(row)
            row.append(at)
        for other in sorted(met):
            if value := _alike(examples[other], unit):
                found[other, at] = value
        if often[at] > 1:
            found[at, at] = _alike(unit, unit)
    return found


def _alike(a: Unit, b: Unit) -> float:
    plain = likeness(a.gist, b.gist)
    if a.headed and b.headed:
        return min(1.0, max(plain, likeness(a.headed, b.headed)) + LEADS)
    return plain


def sum_to(gists: Sequence[Gist]) -> Callable[[Gist], float]:
    """A function that gives the sum of the likeness of a content to some others."""
    often: dict[object, list[Gist]] = {}
    for at, gist in enumerate(gists):
        often.setdefault(gist.said if len(gists) > FEW else at, []).append(gist)
    rows = [(row[0], len(row)) for row in often.values()]
    known: dict[object, float] = {}

    def total(gist: Gist) -> float:
        said = gist.said
        if said not in known:
            known[said] = sum(times * likeness(gist, other) for other, times in rows)
        return known[said]

    return total


def _shared_wording(
    units: Sequence[Unit], known: Sequence[Analysis], passages: Iterable[Passage]
) -> dict[Pair, float]:
    """Pairs of units that carry the same words: the share of the shorter that the passage covers."""
    rows: dict[str, list[int]] = {}
    for at, unit in enumerate(units):
        if not unit.pointing and unit.inner is None:
            rows.setdefault(known[unit.article].article.id, []).append(at)
    out: dict[Pair, float] = {}
    for passage in passages:
        ours, theirs = _overlapping(rows, units, passage)
        for a in ours:
            for b in theirs:
                share = passage.carries(units[a].span, units[b].span) if a != b else 0.0
                if share >= SAME_WORDING:
                    pair = (min(a, b), max(a, b))
                    out[pair] = max(out.get(pair, 0.0), share)
    return out


def _overlapping(
    rows: Mapping[str, Sequence[int]], units: Sequence[Unit], passage: Passage
) -> tuple[list[int], list[int]]:
    """The pieces of both articles that a passage touches."""
    ours = [at for at in rows.get(passage.a, ()) if units[at].span.overlaps(passage.a_span)]
    theirs = [at for at in rows.get(passage.b, ()) if units[at].span.overlaps(passage.b_span)] if ours else []
    return ours, theirs
