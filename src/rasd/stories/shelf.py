"""The articles of a desk in order of time, and how near each two of them are.

How near two articles are depends on these two alone: on the telling terms that they share, each weighed
by how rare it is in the language, and on the text that one has from the other. So nothing that comes later
changes it, and articles that come one at a time end in the same stories as all of them at once.
"""

from __future__ import annotations

import heapq
import math
import sys
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rasd.model import Analysis, Passage
from rasd.stable import content_id
from rasd.stories.linkage import average_link
from rasd.stories.vectors import Vector, article_vector

JOIN = 0.31
"""Average nearness from which two groups of articles are one story."""
FAINT = 0.12
"""Nearness of two articles below which it counts as none."""
RELATED = 0.28
"""Nearness of two stories as wholes from which the earlier belongs to the later one's past."""
RELATED_DAYS = 30.0
"""So far back a story's past is looked for."""
MOST_RELATED = 3
TELLING = 8
"""Terms of a story by which its past is looked for."""
FREQUENT = 100
"""A term that more articles have in that time tells one event from another too little to look by it."""
_DAY = 86_400.0
UNDATED = math.inf


def seconds(moment: datetime | None) -> float:
    """Seconds since 1970 UTC; a time without a zone is read as UTC; infinite where there is none."""
    if moment is None:
        return UNDATED
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


@dataclass(frozen=True, slots=True)
class _Place:
    """What the shelf keeps of an article: when it was published, a name to order equals by, its length."""

    time: float
    name: str
    size: int


Posting = tuple[float, int, float]
"""Where a term stands: time of the article, its number, the weight of the term there."""


class Shelf:
    """Articles, numbered as they come, and the stories that they make.

    Articles more than ``window_days`` apart are never near; an article without a date may be near to any.
    """

    def __init__(self, window_days: float) -> None:
        self._window = window_days * _DAY
        self._places: list[_Place] = []
        self._near: list[dict[int, float]] = []
        self._numbers: dict[str, int] = {}
        self._postings: dict[str, Posting | list[Posting]] = {}
        self._stories: list[tuple[int, ...]] = []
        self._by_text: set[tuple[int, int]] = set()
        self._told_by: dict[tuple[int, ...], tuple[str, ...]] = {}
        self._vectors: list[Vector] = []

    def __len__(self) -> int:
        return len(self._places)

    def add(
        self,
        analyses: Sequence[Analysis],
        passages: Iterable[Passage] = (),
        vectors: Iterable[Vector] | None = None,
    ) -> list[tuple[int, ...]]:
        """Put articles on the shelf; the stories that are new or have changed by it, as numbers of articles.

        ``passages`` are those that these articles share with each other and with any that are here
        already. Of two articles with one id the later is what a passage means. ``vectors`` are those of the
        articles, where they have been made already.
        """
        fresh = range(len(self), len(self) + len(analyses))
        for number, analysis in zip(fresh, analyses, strict=True):
            article = analysis.article
            name = content_id(article.id, article.title, article.text)
            self._places.append(_Place(seconds(article.published), name, len(article.text)))
            self._numbers[article.id] = number
            self._near.append({})
            self._stories.append((number,))
        for terms, weights in map(article_vector, analyses) if vectors is None else vectors:
            self._vectors.append((tuple(map(sys.intern, terms)), weights))
        for number in sorted(fresh, key=lambda number: self._places[number].time):
            self._meet(number)
        touched = {*fresh, *self._share(passages)}
        return self._regroup(touched)

    def remove(self, numbers: Iterable[int]) -> set[int]:
        """Take articles off; they stand in no story from now on. The articles that were near to them, or in
        one story with them, which may hang together otherwise now: see :meth:`regroup`."""
        touched: set[int] = set()
        gone = set(numbers)
        for number in gone:
            touched.update(self._near[number], self._stories[number])
            for other in self._near[number]:
                self._near[other].pop(number, None)
                self._by_text.discard((min(number, other), max(number, other)))
            self._near[number] = {}
            for term in self._vectors[number][0]:
                row = self._postings.pop(term)
                if isinstance(row, list):
                    self._postings[term] = [posting for posting in row if posting[1] != number]
            rest = tuple(other for other in self._stories[number] if other != number)
            for other in rest:
                self._stories[other] = rest
            self._stories[number] = ()
        return touched - gone

    def regroup(self, touched: Iterable[int]) -> list[tuple[int, ...]]:
        """Group anew whatever hangs together with some articles; the stories that are new, and theirs."""
        return self._regroup(set(touched))

    def near_to(self, vector: Vector, moment: datetime | None) -> set[int]:
        """The articles that would hang together with one of such a vector and time, by their terms."""
        time = seconds(moment)
        return {other for other, nearness in self._nearness(vector, time).items() if nearness >= JOIN}

    def together(self, numbers: Iterable[int]) -> set[int]:
        """All articles that hang together with some."""
        found: set[int] = set()
        for number in numbers:
            if number not in found:
                found |= self._hanging_together(number)
        return found

    def between(self, numbers: Iterable[int]) -> tuple[float, float]:
        """The seconds (UTC) of the first and the last of some articles, of those that have a time."""
        times = [time for number in numbers if (time := self._places[number].time) < UNDATED]
        return min(times, default=UNDATED), max(times, default=-UNDATED)

    def stories(self) -> list[tuple[int, ...]]:
        """All the stories; every article stands in exactly one. By their lowest number, numbers ascend."""
        return sorted(set(self._stories) - {()})

    def story(self, number: int) -> tuple[int, ...]:
        """The story in which an article stands."""
        return self._stories[number]

    def home(self, id_: str) -> tuple[int, ...] | None:
        """The story in which the article with an id stands; ``None`` where it is not here."""
        number = self._numbers.get(id_)
        return None if number is None else self._stories[number]

    def by_text(self, a: int, b: int) -> bool:
        """Whether it is shared text rather than shared words that makes two articles so near."""
        return (min(a, b), max(a, b)) in self._by_text

    def nearest(self, number: int) -> tuple[int, float] | None:
        """The article of the same story that an article is nearest to (of equals the first), and how near."""
        near = self._near[number]
        others = [other for other in self._stories[number] if other in near]
        best = max(others, key=lambda other: (near[other], -other), default=None)
        return None if best is None else (best, near[best])

    def shared_terms(self, a: Iterable[int], b: Iterable[int]) -> list[str]:
        """The terms that two groups of articles share, those that bring them nearest first."""
        one, two = self._centre(a), self._centre(b)
        shared = [(-weight * two[term], term) for term, weight in one.items() if term in two]
        return [term for _, term in sorted(shared)]

    def earlier(self, story: tuple[int, ...]) -> list[tuple[tuple[int, ...], float]]:
        """The stories of the :data:`RELATED_DAYS` before a story that it seems to follow, the nearest first.

        Each with how near the two are as wholes, 0..1.
        """
        began = self._began(story)
        if began == UNDATED:
            return []
        mine = self._centre(story)
        sums: defaultdict[tuple[int, ...], float] = defaultdict(float)
        for term in self._telling(story):
            row = self._postings[term]
            if isinstance(row, list):
                past = row[bisect_left(row, (began - RELATED_DAYS * _DAY,)) : bisect_left(row, (began,))]
                for _, number, weight in past if len(past) <= FREQUENT else ():
                    sums[self._stories[number]] += mine[term] * weight
        sums.pop(story, None)
        close = [(other, total / len(other)) for other, total in sums.items()]
        likely = [
            (other, some) for other, some in close if some >= RELATED / 2 and self._began(other) < began
        ]
        found = [(other, self._whole_nearness(mine, other)) for other, _ in likely]
        found = [(other, nearness) for other, nearness in found if nearness >= RELATED]
        return sorted(found, key=lambda pair: (-pair[1], -self._began(pair[0]), pair[0]))[:MOST_RELATED]

    def followers(self, stories: Iterable[tuple[int, ...]]) -> set[tuple[int, ...]]:
        """The stories to whose past (:meth:`earlier`) an article of some stories may belong, or no longer.

        Those that have a telling term of theirs in common with it, and it published in the
        :data:`RELATED_DAYS` before them. A story is looked for as long again after that.
        """
        found: set[tuple[int, ...]] = set()
        for number in {number for story in stories for number in story}:
            time = self._places[number].time
            for term in self._vectors[number][0] if time < UNDATED else ():
                row = self._postings[term]
                later = (
                    row[bisect_left(row, (math.nextafter(time, UNDATED),)) :] if isinstance(row, list) else ()
                )
                for when, other, _ in later:
                    if when > time + 2 * RELATED_DAYS * _DAY:
                        break
                    story = self._stories[other]
                    if story not in found and term in self._telling(story) and self._may_follow(story, time):
                        found.add(story)
        return found

    def _may_follow(self, story: tuple[int, ...], time: float) -> bool:
        return time < self._began(story) <= time + RELATED_DAYS * _DAY

    def _telling(self, story: tuple[int, ...]) -> tuple[str, ...]:
        """The terms by which a story's past is looked for, the weightiest first."""
        found = self._told_by.get(story)
        if found is None:
            centre = self._centre(story)
            found = tuple(heapq.nsmallest(TELLING, centre, key=lambda term: (-centre[term], term)))
            self._told_by[story] = found
        return found

    def _began(self, story: Iterable[int]) -> float:
        return min(self._places[number].time for number in story)

    def _centre(self, numbers: Iterable[int]) -> dict[str, float]:
        """The unit vector in the middle of some articles."""
        numbers = tuple(numbers)
        if len(numbers) == 1:
            return dict(zip(*self._vectors[numbers[0]], strict=True))
        sums: defaultdict[str, float] = defaultdict(float)
        for number in numbers:
            for term, weight in zip(*self._vectors[number], strict=True):
                sums[term] += weight
        length = math.sqrt(sum(weight * weight for weight in sums.values()))
        return {term: weight / length for term, weight in sums.items()}

    def _whole_nearness(self, mine: Mapping[str, float], other: Iterable[int]) -> float:
        return sum(weight * mine.get(term, 0.0) for term, weight in self._centre(other).items())

    def _meet(self, number: int) -> None:
        """Note to whom an article is near by its terms, and leave its terms for those to come."""
        time = self._places[number].time
        near = self._near[number]
        for other, nearness in self._nearness(self._vectors[number], time).items():
            near[other] = self._near[other][number] = nearness
        for term, weight in zip(*self._vectors[number], strict=True):
            row = self._postings.get(term)
            if row is None:
                self._postings[term] = (time, number, weight)
                continue
            if isinstance(row, tuple):
                row = self._postings[term] = [row]
            insort(row, (time, number, weight))

    def _nearness(self, vector: Vector, time: float) -> dict[int, float]:
        """How near an article of some terms and time is to those that are here, where it counts."""
        sums: defaultdict[int, float] = defaultdict(float)
        for term, weight in zip(*vector, strict=True):
            row = self._postings.get(term)
            if row is not None:
                for _, other, its in self._in_reach([row] if isinstance(row, tuple) else row, time):
                    sums[other] += weight * its
        # An affair goes on in the same words; its events do not.
        return {
            other: nearness * (1.0 - self._apart(time, self._places[other].time))
            for other, nearness in sums.items()
            if nearness >= FAINT
        }

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
        if row and row[-1][0] <= time + self._window:
            return row[first:]
        last = bisect_left(row, (math.nextafter(time + self._window, UNDATED),))
        return row[first:last] + row[bisect_left(row, (UNDATED,)) :]

    def _share(self, passages: Iterable[Passage]) -> set[int]:
        """Two articles are at least as near as the share of the shorter one that they have in common."""
        shared: defaultdict[tuple[int, int], int] = defaultdict(int)
        for passage in passages:
            a, b = self._numbers.get(passage.a), self._numbers.get(passage.b)
            if a is not None and b is not None and a != b:
                size = max(
                    passage.a_span.end - passage.a_span.start, passage.b_span.end - passage.b_span.start
                )
                shared[min(a, b), max(a, b)] += size
        for (a, b), size in shared.items():
            shortest = max(1, min(self._places[a].size, self._places[b].size))
            share = min(1.0, size / shortest)
            if share > self._near[a].get(b, 0.0):
                self._near[a][b] = self._near[b][a] = share
                self._by_text.add((a, b))
        return {number for pair in shared for number in pair}

    def _regroup(self, touched: set[int]) -> list[tuple[int, ...]]:
        """Group anew whatever hangs together with the touched articles; the stories that were not there."""
        made: list[tuple[int, ...]] = []
        seen: set[int] = set()
        for start in sorted(touched):
            if start in seen:
                continue
            whole = self._hanging_together(start)
            seen.update(whole)
            before = {self._stories[number] for number in whole}
            for story in before:
                self._told_by.pop(story, None)
            for story in self._grouped(whole):
                if story not in before or not touched.isdisjoint(story):
                    made.append(story)
                for number in story:
                    self._stories[number] = story
        return sorted(made)

    def _hanging_together(self, start: int) -> set[int]:
        """All that a chain of near articles leads to. No story goes beyond it: groups are only joined where
        their average nearness is :data:`JOIN`, and then that of some pair is."""
        found, waiting = {start}, [start]
        while waiting:
            for other, nearness in self._near[waiting.pop()].items():
                if nearness >= JOIN and other not in found:
                    found.add(other)
                    waiting.append(other)
        return found

    def _grouped(self, numbers: set[int]) -> list[tuple[int, ...]]:
        if len(numbers) == 1:
            return [tuple(numbers)]
        order = sorted(numbers, key=lambda number: (self._places[number].time, self._places[number].name))
        place = {number: at for at, number in enumerate(order)}
        pairs = {
            (place[number], place[other]): nearness
            for number in order
            for other, nearness in self._near[number].items()
            if place[number] < place.get(other, -1)
        }
        times = [self._places[number].time for number in order]
        groups = average_link(times, pairs, JOIN, self._window)
        return [tuple(sorted(order[at] for at in members)) for members in groups]


def group(analyses: Sequence[Analysis], passages: Sequence[Passage], window_days: float) -> list[list[int]]:
    """Stories as lists of indexes into ``analyses``.

    Every article stands in exactly one story. The order of the input changes nothing but the numbering:
    stories are ordered by their first index, indexes ascend.
    """
    shelf = Shelf(window_days)
    shelf.add(analyses, passages)
    return [list(story) for story in shelf.stories()]
