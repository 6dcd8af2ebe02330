"""How near articles are, in arrays: the same as :class:`rasd.stories.nearness.Plain`, quicker and smaller
where there are thousands of articles."""

from __future__ import annotations

import math
from array import array
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import Any

import numpy as np

from rasd.stories.kernels import compiled
from rasd.stories.meeting import NONE, Edges, Homes, Index, Past, Reach, State, Texts, Work
from rasd.stories.nearness import (
    DAY,
    FAINT,
    FREQUENT,
    JOIN,
    PAST,
    RELATED,
    TELLING,
    UNDATED,
    Pairs,
    Placed,
    Story,
)

_MARGIN = 1.001
"""A stretch is so much longer than the window, that rounding parts no two articles by more than one."""


def _room(array: Any, size: int, fill: float = 0) -> Any:
    """The array with room for ``size`` items: as it is, or one and a half times as large and a copy."""
    if len(array) >= size:
        return array
    larger = np.full(max(size, len(array) * 3 // 2), fill, array.dtype)
    larger[: len(array)] = array
    return larger


def _open_room(array: Any, size: int) -> Any:
    """The same, with what is new left as it is: memory that nothing is written to is not taken."""
    if len(array) >= size:
        return array
    larger = np.empty(max(size, len(array) * 3 // 2), array.dtype)
    larger[: len(array)] = array
    return larger


class Columns:
    """Nearness in arrays; articles more than ``window`` seconds apart are never near."""

    def __init__(self, window: float) -> None:
        self._reach = Reach(window, _MARGIN * max(window, DAY), FAINT)
        self._count, self._places = 0, 0
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []
        whole, real, none = np.int32, np.float64, np.empty(0, np.int32)
        self._texts = Texts(np.zeros(1, np.int64), np.empty(0), none, np.empty(0, np.float32), none)
        table = np.full(1 << 12, NONE, np.int64), np.full(1 << 12, NONE, whole)
        self._index = Index(*table, none, none, none, np.zeros(1, np.int64))
        self._edges = Edges(none, none, none, np.empty(0, real), np.zeros(1, np.int64))
        self._homes = Homes(none, none)
        steps = np.empty(0, np.int64)
        self._work = Work(np.empty(0), steps, none, np.empty(0), steps, none, np.zeros(1, np.int64))
        self._blank, self._mine = none, np.empty(0)
        self._often = none  # by term, how many articles have it

    def _state(self) -> State:
        return State(self._texts, self._index, self._edges, self._homes, self._work)

    # ------------------------------------------------------------------ articles come in

    def add(self, articles: Sequence[Placed]) -> None:
        """See :class:`rasd.stories.nearness.Nearness`."""
        start, place = self._count, self._places
        numbers = self._numbered(terms for _, (terms, _) in articles)
        self._make_room(start + len(articles), place + len(numbers))
        texts = self._texts
        sizes = [len(terms) for _, (terms, _) in articles]
        end, self._count, self._places = start + len(articles), start + len(articles), place + len(numbers)
        texts.first[start + 1 : end + 1] = place + np.cumsum(sizes)
        texts.times[start:end] = [time for time, _ in articles]
        texts.terms[place : self._places] = numbers
        np.add.at(self._often, numbers, 1)
        weights = chain.from_iterable(weights for _, (_, weights) in articles)
        texts.weights[place : self._places] = np.fromiter(weights, np.float32, len(numbers))
        texts.owner[place : self._places] = np.repeat(np.arange(start, end, dtype=np.int32), sizes)
        order = np.argsort(texts.times[start:end], kind="stable") + start
        done = 0
        while (done := compiled().meet(order, done, self._state(), self._reach)) < len(order):
            self._widen(texts.first[order[done] + 1] - texts.first[order[done]])

    def _numbered(self, rows: Iterable[Sequence[str]]) -> array[int]:
        """The numbers of all the terms."""
        found = array("i")
        for terms in rows:
            for term in terms:
                if term not in self._numbers:
                    self._numbers[term] = len(self._names)
                    self._names.append(term)
            found.extend(map(self._numbers.__getitem__, terms))
        return found

    def _make_room(self, articles: int, places: int) -> None:
        texts, index, homes, work, terms = (
            self._texts, self._index, self._homes, self._work, len(self._names),
        )  # fmt: skip
        self._texts = Texts(
            _room(texts.first, articles + 1), _room(texts.times, articles), _room(texts.terms, places),
            _room(texts.weights, places), _room(texts.owner, places),
        )  # fmt: skip
        self._index = index._replace(
            before=_room(index.before, places), every=_room(index.every, terms, NONE),
            before_every=_room(index.before_every, places),
        )  # fmt: skip
        self._edges = self._edges._replace(last=_room(self._edges.last, articles, NONE))
        self._homes = Homes(_room(homes.first, articles, NONE), _room(homes.following, articles, NONE))
        self._work = Work(
            _room(work.sums, articles), _room(work.met, articles), _room(work.found, articles),
            _room(work.weights, terms), _room(work.listed, terms), _room(work.terms, terms), work.step,
        )  # fmt: skip
        self._blank, self._often = _room(self._blank, articles, NONE), _room(self._often, terms)

    def _widen(self, own: int) -> None:
        """Room for more edges, and for more rows in the table of terms."""
        index = self._index
        if 2 * (index.used[0] + own) > len(index.keys):
            size = 2 * len(index.keys)
            while size < 2 * (index.used[0] + own):
                size *= 2
            keys, last = np.full(size, NONE, np.int64), np.full(size, NONE, np.int32)
            compiled().rehash(index, keys, last)
            self._index = index._replace(keys=keys, last=last)
        self._more_edges(2 * self._count)

    def _more_edges(self, more: int) -> None:
        edges = self._edges
        size = int(edges.used[0]) + more
        self._edges = edges._replace(
            before=_open_room(edges.before, size),
            to=_open_room(edges.to, size),
            near=_open_room(edges.near, (size + 1) // 2),
        )

    def share(self, pairs: Pairs) -> set[tuple[int, int]]:
        """See :class:`rasd.stories.nearness.Nearness`."""
        if not pairs:
            return set()
        self._more_edges(2 * len(pairs))
        both = np.array(list(pairs), np.int32)
        shares, raised = np.array(list(pairs.values()), np.float64), np.zeros(len(pairs), np.bool_)
        compiled().share(both, shares, raised, self._edges)
        return {(int(a), int(b)) for a, b in both[raised]}

    # ------------------------------------------------------------------ stories

    def hanging_together(self, start: int) -> list[int]:
        """See :class:`rasd.stories.nearness.Nearness`."""
        count = compiled().hang(start, JOIN, self._state())
        found: list[int] = self._work.found[:count].tolist()
        return found

    def beside(self, numbers: Collection[int]) -> list[int]:
        """See :class:`rasd.stories.nearness.Nearness`."""
        count = compiled().beside(np.array(list(numbers), np.int32), JOIN, self._state())
        found: list[int] = self._work.found[:count].tolist()
        return found

    def grouped(self, order: Sequence[int]) -> list[list[int]]:
        """See :class:`rasd.stories.nearness.Nearness`."""
        numbers = np.array(order, np.int32)
        times, window = self._texts.times, self._reach.window
        groups = compiled().link(numbers, self._blank, self._edges, times, JOIN, window)
        rows: dict[int, list[int]] = {}
        for number, group in zip(order, groups.tolist(), strict=True):
            rows.setdefault(group, []).append(number)
        return list(rows.values())

    def settle(self, story: Story) -> None:
        """See :class:`rasd.stories.nearness.Nearness`."""
        first, following = self._homes
        for number, other in zip(story, (*story[1:], NONE), strict=True):
            first[number], following[number] = story[0], other

    def nearest(self, number: int) -> tuple[int, float] | None:
        """See :class:`rasd.stories.nearness.Nearness`."""
        other, near = compiled().nearest(number, self._state())
        return None if other == NONE else (int(other), float(near))

    def centre(self, story: Story) -> dict[str, float]:
        """See :class:`rasd.stories.nearness.Nearness`."""
        terms, weights = self._middle(story)
        return dict(zip(map(self._names.__getitem__, terms), weights, strict=True))

    def _middle(self, story: Story) -> tuple[list[int], list[float]]:
        """The unit vector in the middle of some articles: its terms, by number, and the weight of each."""
        texts = self._texts
        rows = [slice(texts.first[number], texts.first[number + 1]) for number in story]
        if len(rows) == 1:
            return texts.terms[rows[0]].tolist(), texts.weights[rows[0]].tolist()
        sums: dict[int, float] = {}
        for row in rows:
            for term, weight in zip(texts.terms[row].tolist(), texts.weights[row].tolist(), strict=True):
                sums[term] = sums.get(term, 0.0) + weight
        length = math.sqrt(sum(weight * weight for weight in sums.values()))
        return list(sums), [weight / length for weight in sums.values()]

    def _telling(self, terms: Sequence[int], weights: Sequence[float]) -> list[int]:
        """The places of the weightiest terms, as of :func:`rasd.stories.nearness.telling`; there are some."""
        least = sorted(weights)[-TELLING:][0]
        likely = [at for at, weight in enumerate(weights) if weight >= least]
        likely.sort(key=lambda at: (-weights[at], self._names[terms[at]]))
        return likely[:TELLING]

    def wholes(self, story: Story, others: Sequence[Story]) -> list[float]:
        """See :class:`rasd.stories.nearness.Nearness`."""
        terms, weights = self._middle(story)
        self._mine = _room(self._mine, len(self._names))
        self._mine[terms] = weights
        firsts, near = np.array([other[0] for other in others], np.int32), np.empty(len(others))
        compiled().compare(firsts, self._mine, near, self._state())
        self._mine[terms] = 0.0
        found: list[float] = near.tolist()
        return found

    def how_often(self, term: str, before: float) -> int:
        """See :class:`rasd.stories.nearness.Nearness`."""
        number = self._numbers.get(term)
        if number is None or self._often[number] <= FREQUENT:
            return 0
        return int(compiled().how_often(number, before - PAST, before, self._state(), self._reach.width))

    def earlier(self, story: Story) -> list[tuple[int, float]]:
        """See :class:`rasd.stories.nearness.Nearness`."""
        began = min(self._texts.times[number] for number in story)
        terms, weights = self._middle(story)
        if began == UNDATED or not terms:
            return []
        by = self._telling(terms, weights)
        past = Past(
            began, began - PAST, np.array([terms[at] for at in by], np.int32),
            np.array([weights[at] for at in by]), FREQUENT, RELATED,
        )  # fmt: skip
        self._mine = _room(self._mine, len(self._names))
        self._mine[terms] = weights
        count = compiled().relate(story[0], past, self._mine, self._state(), self._reach.width)
        self._mine[terms] = 0.0
        found = self._work.found[:count]
        return list(zip(found.tolist(), self._work.sums[found].tolist(), strict=True))
