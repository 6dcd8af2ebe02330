"""Joins what is near into groups, bottom-up by average nearness.

UPGMA (Sokal and Michener 1958): a chain of things, each near the next, does not become one group,
because its ends are far from each other.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence

_UNDATED = math.inf


def average_link(
    times: Sequence[float],
    pairs: Mapping[tuple[int, int], float],
    least: float,
    window: float,
    sizes: Sequence[int] = (),
) -> list[list[int]]:
    """Groups of the indexes of ``times``, joined while their average nearness is at least ``least``.

    A pair that is not in ``pairs`` has nearness 0. The nearest groups are joined first; of equals
    those that were made first. No group spans more than ``window`` (in the unit of ``times``;
    infinite times are undated and fit everywhere).

    ``sizes``: where each of ``times`` stands for so many things that are one already, and each of ``pairs``
    for the sum of the nearness of all of these.
    """
    groups = _Groups(times, window, sizes)
    queue: list[tuple[float, int, int]] = []
    for (a, b), nearness in pairs.items():
        groups.sums[a][b] = groups.sums[b][a] = nearness
        average = nearness / (groups.sizes[a] * groups.sizes[b])
        if average >= least:
            queue.append((-average, a, b))
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

    def __init__(self, times: Sequence[float], window: float, sizes: Sequence[int]) -> None:
        self.members: dict[int, list[int]] = {i: [i] for i in range(len(times))}
        self.sizes: dict[int, int] = dict(enumerate(sizes or [1] * len(times)))
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
        size = self.sizes[group]
        return [(o, total / (size * self.sizes[o])) for o, total in self.sums[group].items()]

    def join(self, a: int, b: int) -> int:
        """Replace two groups by one; its number."""
        new = self._next
        self._next += 1
        self.members[new] = self.members.pop(a) + self.members.pop(b)
        self.sizes[new] = self.sizes.pop(a) + self.sizes.pop(b)
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
