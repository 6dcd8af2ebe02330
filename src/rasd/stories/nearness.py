"""How near articles are, in dictionaries: for up to some thousand articles, without a compiler.

:class:`rasd.stories.columns.Columns` is the same in arrays, for more.
"""

from __future__ import annotations

import heapq
import math
import sys
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from rasd.stories.linkage import average_link
from rasd.stories.vectors import Vector

JOIN = 0.31
"""Average nearness from which two groups of articles are one story."""
FAINT = 0.12
"""Nearness of two articles below which it counts as none."""
RELATED = 0.28
"""Nearness of two stories as wholes from which the earlier belongs to the later one's past."""
DAY = 86_400.0
PAST = 30.0 * DAY
"""So many seconds back a story's past is looked for."""
TELLING = 8
"""Terms of a story by which its past is looked for."""
FREQUENT = 100
"""A term that more articles have in that time tells one event from another too little to look by it."""
UNDATED = math.inf

Story = tuple[int, ...]
"""The articles of a story by their numbers, in ascending order."""
Pairs = Mapping[tuple[int, int], float]
"""Pairs of articles, the lower number first, with the share of text that they have in common."""


class Placed(NamedTuple):
    """An article: when it was published in seconds since 1970 (or UNDATED), and its vector."""

    time: float
    vector: Vector


class Nearness(Protocol):
    """How near articles are to each other, by the terms and by the text that they share."""

    def add(self, articles: Sequence[Placed]) -> None:
        """Take further articles in; they are numbered on."""

    def share(self, pairs: Pairs) -> set[tuple[int, int]]:
        """Make pairs at least as near as these shares; those that were not as near before."""

    def hanging_together(self, start: int) -> list[int]:
        """All that a chain of near articles leads to. No story goes beyond it: groups are only joined where
        their average nearness is :data:`JOIN`, and then that of some pair is."""

    def beside(self, numbers: Collection[int]) -> list[int]:
        """The others that are near enough to some articles to be joined with them: :data:`JOIN` or more."""

    def grouped(self, order: Sequence[int]) -> list[list[int]]:
        """Articles, given in order of time, in stories, in any order."""

    def settle(self, story: Story) -> None:
        """These articles are a story now."""

    def nearest(self, number: int) -> tuple[int, float] | None:
        """The article of its story that an article is nearest to (of equals the first), and how near."""

    def centre(self, story: Story) -> dict[str, float]:
        """The unit vector in the middle of some articles."""

    def wholes(self, story: Story, others: Sequence[Story]) -> list[float]:
        """How near some stories are to one as wholes: the cosines of their middles, 0..1."""

    def how_often(self, term: str, before: float) -> int:
        """How many articles of the :data:`PAST` before a time have a term; 0 where these cannot be more than
        :data:`FREQUENT`."""

    def earlier(self, story: Story) -> list[tuple[int, float]]:
        """The first articles of the stories before that a story may follow, each with how near the two are as
        wholes."""


Posting = tuple[float, int, float]
"""Where a term stands: time of the article, its number, the weight of the term there."""


class Plain:
    """Nearness in dictionaries; articles more than ``window`` seconds apart are never near."""

    def __init__(self, window: float) -> None:
        self._window = window
        self._times: list[float] = []
        self._vectors: list[Vector] = []
        self._near: list[dict[int, float]] = []
        self._stories: list[Story] = []
        self._postings: dict[str, Posting | list[Posting]] = {}

    def add(self, articles: Sequence[Placed]) -> None:
        """See :class:`Nearness`."""
        fresh = range(len(self._times), len(self._times) + len(articles))
        for time, (terms, weights) in articles:
            self._times.append(time)
            self._vectors.append((tuple(map(sys.intern, terms)), weights))
            self._near.append({})
            self._stories.append(())
        for number in sorted(fresh, key=lambda number: self._times[number]):
            self._meet(number)

    def articles(self) -> list[Placed]:
        """All that were taken in."""
        return list(map(Placed, self._times, self._vectors))

    def _meet(self, number: int) -> None:
        """Note to whom an article is near by its terms, and leave its terms for those to come."""
        time = self._times[number]
        sums: defaultdict[int, float] = defaultdict(float)
        for term, weight in zip(*self._vectors[number], strict=True):
            row = self._postings.get(term)
            mine = (time, number, weight)
            if row is None:
                self._postings[term] = mine
                continue
            if isinstance(row, tuple):
                row = self._postings[term] = [row]
            for _, other, its in self._in_reach(row, time):
                sums[other] += weight * its
            insort(row, mine)
        near = self._near[number]
        for other, nearness in sums.items():
            if nearness >= FAINT:
                # An affair goes on in the same words; its events do not.
                aged = nearness * (1.0 - self._apart(time, self._times[other]))
                near[other] = self._near[other][number] = aged

    def _apart(self, one: float, other: float) -> float:
        """How far apart two times are, as a share of the window; 0 where one is not known."""
        if UNDATED in (one, other) or not self._window:
            return 0.0
        return abs(one - other) / self._window

    def _in_reach(self, row: list[Posting], time: float) -> list[Posting]:
        """The postings of articles inside the window round a time, and of those without a date."""
        if time == UNDATED:
            return row
        first = bisect_left(row, (time - self._window,))
        if row[-1][0] <= time + self._window:
            return row[first:]
        last = bisect_left(row, (math.nextafter(time + self._window, UNDATED),))
        return row[first:last] + row[bisect_left(row, (UNDATED,)) :]

    def share(self, pairs: Pairs) -> set[tuple[int, int]]:
        """See :class:`Nearness`."""
        raised = {(a, b) for (a, b), share in pairs.items() if share > self._near[a].get(b, 0.0)}
        for a, b in raised:
            self._near[a][b] = self._near[b][a] = pairs[a, b]
        return raised

    def hanging_together(self, start: int) -> list[int]:
        """See :class:`Nearness`."""
        found, waiting = {start}, [start]
        while waiting:
            for other, nearness in self._near[waiting.pop()].items():
                if nearness >= JOIN and other not in found:
                    found.add(other)
                    waiting.append(other)
        return list(found)

    def beside(self, numbers: Collection[int]) -> list[int]:
        """See :class:`Nearness`."""
        own = set(numbers)
        near = (pair for number in numbers for pair in self._near[number].items())
        return list({other for other, nearness in near if nearness >= JOIN and other not in own})

    def grouped(self, order: Sequence[int]) -> list[list[int]]:
        """See :class:`Nearness`."""
        place = {number: at for at, number in enumerate(order)}
        pairs = {
            (place[number], place[other]): nearness
            for number in order
            for other, nearness in self._near[number].items()
            if place[number] < place.get(other, -1)
        }
        times = [self._times[number] for number in order]
        return [[order[at] for at in row] for row in average_link(times, pairs, JOIN, self._window)]

    def settle(self, story: Story) -> None:
        """See :class:`Nearness`."""
        for number in story:
            self._stories[number] = story

    def nearest(self, number: int) -> tuple[int, float] | None:
        """See :class:`Nearness`."""
        near = self._near[number]
        others = [other for other in self._stories[number] if other in near]
        best = max(others, key=lambda other: (near[other], -other), default=None)
        return None if best is None else (best, near[best])

    def centre(self, story: Story) -> dict[str, float]:
        """See :class:`Nearness`."""
        if len(story) == 1:
            return dict(zip(*self._vectors[story[0]], strict=True))
        sums: defaultdict[str, float] = defaultdict(float)
        for number in story:
            for term, weight in zip(*self._vectors[number], strict=True):
                sums[term] += weight
        length = math.sqrt(sum(weight * weight for weight in sums.values()))
        return {term: weight / length for term, weight in sums.items()}

    def wholes(self, story: Story, others: Sequence[Story]) -> list[float]:
        """See :class:`Nearness`."""
        mine = self.centre(story)
        return [self._whole_nearness(mine, other) for other in others]

    def how_often(self, term: str, before: float) -> int:
        """See :class:`Nearness`."""
        row = self._postings.get(term)
        if not isinstance(row, list) or len(row) <= FREQUENT:
            return 0
        return bisect_left(row, (before,)) - bisect_left(row, (before - PAST,))

    def earlier(self, story: Story) -> list[tuple[int, float]]:
        """See :class:`Nearness`."""
        began = self._began(story)
        if began == UNDATED:
            return []
        mine = self.centre(story)
        sums: defaultdict[Story, float] = defaultdict(float)
        for term in telling(mine):
            row = self._postings[term]
            if isinstance(row, list):
                past = row[bisect_left(row, (began - PAST,)) : bisect_left(row, (began,))]
                for _, number, weight in past if len(past) <= FREQUENT else ():
                    sums[self._stories[number]] += mine[term] * weight
        sums.pop(story, None)
        likely = [
            other
            for other, total in sums.items()
            if total / len(other) >= RELATED / 2 and self._began(other) < began
        ]
        found = ((other[0], self._whole_nearness(mine, other)) for other in likely)
        return [(first, nearness) for first, nearness in found if nearness >= RELATED]

    def _began(self, story: Story) -> float:
        return min(self._times[number] for number in story)

    def _whole_nearness(self, mine: Mapping[str, float], other: Story) -> float:
        return sum(weight * mine.get(term, 0.0) for term, weight in self.centre(other).items())


def telling(centre: Mapping[str, float]) -> Iterable[str]:
    """The terms of a story by which its past is looked for: the weightiest."""
    return heapq.nsmallest(TELLING, centre, key=lambda term: (-centre[term], term))
