"""Groups articles on the same event into stories.

Each article becomes a short vector of its most telling terms (:mod:`rasd.stories.terms`, weighted by
how rare they are in the batch); an inverted index finds the neighbours inside the time window; text
that two articles share counts as nearness too. The neighbours are joined bottom-up by *average*
nearness (UPGMA, Sokal and Michener 1958): a chain of articles, each near the next, does not become
one story, because its ends are far from each other.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rasd.lang.lexis import LANGUAGES, lexis
from rasd.model import Analysis, Passage
from rasd.stable import content_id
from rasd.stories.terms import article_terms

TERMS = 40
"""Terms of one article that take part."""
JOIN = 0.25
"""Average nearness from which two groups of articles are one story."""
FAINT = 0.08
"""Nearness of two articles below which it counts as none."""
COMMON_SHARE = 0.03
"""A term that stands in a larger share of the articles tells no less for it: they may be on one event."""
TOO_MANY = 1000
"""But one that stands in more articles than this, and in that share, is not looked up."""
PRIOR = 1000.0
"""Articles that a batch is thought to be a part of, so that rareness means something in a small one."""
PRIOR_SHARE = 0.1
"""The share of those that a common word (:attr:`rasd.lang.lexis.Lexis.common`) is thought to stand in."""
LONE = 0.7
"""Factor of a term that no other article has: it cannot join, and should not keep apart too much."""
_DAY = 86_400.0
_UNDATED = math.inf

Vector = dict[str, float]
Pairs = dict[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The articles in a fixed order (by time, undated last), whatever order they came in."""

    order: list[int]
    times: list[float]
    vectors: list[Vector]


def group(analyses: Sequence[Analysis], passages: Sequence[Passage], window_days: float) -> list[list[int]]:
    """Stories as lists of indexes into ``analyses``.

    Every article stands in exactly one story. Articles more than ``window_days`` apart are never
    near; an article without a date may be near to any. The order of the input changes nothing but
    the numbering: stories are ordered by their first index, indexes ascend.
    """
    shelf = _shelve(analyses)
    pairs = _near_pairs(shelf, window_days * _DAY)
    _add_reuse(pairs, shelf, analyses, passages)
    groups = average_link(shelf.times, pairs, JOIN, window_days * _DAY)
    stories = [sorted(shelf.order[place] for place in members) for members in groups]
    return sorted(stories)


def _shelve(analyses: Sequence[Analysis]) -> _Shelf:
    def key(index: int) -> tuple[float, str]:
        article = analyses[index].article
        return seconds(article.published), content_id(article.id, article.title, article.text)

    order = sorted(range(len(analyses)), key=key)
    counts = [article_terms(analyses[index]) for index in order]
    common = frozenset().union(*(lexis(language).common for language in LANGUAGES))
    times = [seconds(analyses[i].article.published) for i in order]
    return _Shelf(order, times, _vectors(counts, common))


def seconds(moment: datetime | None) -> float:
    """Seconds since 1970 UTC; a time without a zone is read as UTC; infinite where there is none."""
    if moment is None:
        return _UNDATED
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _vectors(counts: Sequence[Counter[str]], common: frozenset[str]) -> list[Vector]:
    """Unit vectors of each article's weightiest terms (tf-idf)."""
    total = len(counts)
    spread: Counter[str] = Counter()
    for terms in counts:
        spread.update(terms.keys())
    most = max(TOO_MANY, COMMON_SHARE * total)
    rareness = {term: _rareness(n, total, term in common) for term, n in spread.items() if n <= most}
    return [_unit(terms, rareness) for terms in counts]


def _rareness(articles: int, total: int, common: bool) -> float:
    """How much a term tells that stands in so many of all the articles."""
    thought = PRIOR * PRIOR_SHARE if common else 0.0
    counted = min(articles, COMMON_SHARE * (total + PRIOR))
    return (1.0 if articles > 1 else LONE) * math.log((total + PRIOR) / (counted + 1.0 + thought))


def _unit(terms: Mapping[str, int], rareness: Mapping[str, float]) -> Vector:
    weighed = [((1.0 + math.log(n)) * rareness[t], t) for t, n in terms.items() if t in rareness]
    kept = heapq.nsmallest(TERMS, weighed, key=lambda pair: (-pair[0], pair[1]))
    length = math.sqrt(sum(weight * weight for weight, _ in kept))
    return {term: weight / length for weight, term in kept} if length else {}


def _near_pairs(shelf: _Shelf, window: float) -> Pairs:
    """The pairs of places on the shelf that are nearer than :data:`FAINT`, with their nearness."""
    postings: defaultdict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
    pairs: Pairs = {}
    for place, vector in enumerate(shelf.vectors):
        now = shelf.times[place]
        first = bisect_left(shelf.times, now - window, 0, place) if now != _UNDATED else 0
        sums: defaultdict[int, float] = defaultdict(float)
        for term, weight in vector.items():
            places, weights = postings[term]
            for k in range(bisect_left(places, first), len(places)):
                sums[places[k]] += weight * weights[k]
            places.append(place)
            weights.append(weight)
        for other, nearness in sums.items():
            if nearness >= FAINT:
                pairs[other, place] = nearness
    return pairs


def _add_reuse(
    pairs: Pairs, shelf: _Shelf, analyses: Sequence[Analysis], passages: Sequence[Passage]
) -> None:
    """Two articles are at least as near as the share of the shorter one that they have in common."""
    places = {analyses[index].article.id: place for place, index in enumerate(shelf.order)}
    shared: Counter[tuple[int, int]] = Counter()
    for passage in passages:
        if passage.a != passage.b and passage.a in places and passage.b in places:
            a, b = places[passage.a], places[passage.b]
            size = max(passage.a_span.end - passage.a_span.start, passage.b_span.end - passage.b_span.start)
            shared[min(a, b), max(a, b)] += size
    for (a, b), size in shared.items():
        shortest = min(len(analyses[shelf.order[p]].article.text) for p in (a, b))
        nearness = min(1.0, size / max(shortest, 1))
        pairs[a, b] = max(pairs.get((a, b), 0.0), nearness)


def average_link(
    times: Sequence[float], pairs: Mapping[tuple[int, int], float], least: float, window: float
) -> list[list[int]]:
    """Groups of the indexes of ``times``, joined while their average nearness is at least ``least``.

    A pair that is not in ``pairs`` has nearness 0. The nearest groups are joined first; of equals
    those that were made first. No group spans more than ``window`` (in the unit of ``times``;
    infinite times are undated and fit everywhere).
    """
    groups = _Groups(times, window)
    queue: list[tuple[float, int, int]] = []
    for (a, b), nearness in pairs.items():
        groups.sums[a][b] = groups.sums[b][a] = nearness
        if nearness >= least:
            queue.append((-nearness, a, b))
    heapq.heapify(queue)
    while queue:
        _, a, b = heapq.heappop(queue)
        if a in groups.members and b in groups.members and groups.fit(a, b):
            made = groups.join(a, b)
            for other, average in groups.averages(made):
                if average >= least:
                    heapq.heappush(queue, (-average, other, made))
    return list(groups.members.values())


class _Groups:
    """The groups of a bottom-up clustering: members, sums of nearness between groups, time spans."""

    def __init__(self, times: Sequence[float], window: float) -> None:
        self.members: dict[int, list[int]] = {i: [i] for i in range(len(times))}
        self.sums: dict[int, dict[int, float]] = {i: {} for i in range(len(times))}
        self._window = window
        self._first = dict(enumerate(times))
        self._last = {i: -_UNDATED if time == _UNDATED else time for i, time in enumerate(times)}
        self._next = len(times)

    def fit(self, a: int, b: int) -> bool:
        """Whether both groups together stay inside the window."""
        span = max(self._last[a], self._last[b]) - min(self._first[a], self._first[b])
        return not span > self._window

    def averages(self, group: int) -> list[tuple[int, float]]:
        """The average nearness of ``group`` to each group that it is near to at all."""
        size = len(self.members[group])
        return [(o, total / (size * len(self.members[o]))) for o, total in self.sums[group].items()]

    def join(self, a: int, b: int) -> int:
        """Replace two groups by one; its number."""
        new = self._next
        self._next += 1
        self.members[new] = self.members.pop(a) + self.members.pop(b)
        self._first[new] = min(self._first[a], self._first[b])
        self._last[new] = max(self._last[a], self._last[b])
        joined = self.sums.pop(a)
        for other, nearness in self.sums.pop(b).items():
            joined[other] = joined.get(other, 0.0) + nearness
        joined.pop(a, None)
        joined.pop(b, None)
        self.sums[new] = joined
        for other, nearness in joined.items():
            row = self.sums[other]
            row.pop(a, None)
            row.pop(b, None)
            row[new] = nearness
        return new
