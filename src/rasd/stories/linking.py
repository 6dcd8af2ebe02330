"""Kernels: the groups of :func:`rasd.stories.linkage.average_link`, for thousands of articles.

Compiled by :mod:`rasd.stories.kernels`. Every group gets a number of its own; what is near to it hangs at
that number as a chain, and what is said there of groups that are gone is passed over.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from rasd.stories.meeting import NONE, Edges


class Groups(NamedTuple):
    """By group: the last row of its chain, how many it holds, its first and last time, the group that it went
    into (NONE while it is there). ``count``: how many groups there are."""

    last: Any
    size: Any
    first: Any
    until: Any
    into: Any
    count: Any


class Rows(NamedTuple):
    """Rows of all chains: the group that it is of, the row before; ``used``.

    Two groups have two rows, one after the other, and one sum of nearness: that of row ``r`` is
    ``sums[r >> 1]``.
    """

    to: Any
    sums: Any
    before: Any
    used: Any


class Best(NamedTuple):
    """By group: the nearest of those with a greater number, and how near that is (-1: it has none)."""

    to: Any
    near: Any


class Limits(NamedTuple):
    """What two groups must keep to: the least average nearness, the longest span of time."""

    least: float
    window: float


class Queue(NamedTuple):
    """Pairs of groups, the nearest first (a binary heap): nearness, both groups; ``used``."""

    near: Any
    one: Any
    other: Any
    used: Any


def link(order: Any, place: Any, edges: Edges, times: Any, least: float, window: float) -> Any:
    """Group articles while the average nearness of two groups is at least ``least``; by article its group.

    ``order``: the articles, by time; ``place``: room by article, all NONE, as it is again afterwards.
    """
    count = len(order)
    for at in range(count):
        place[order[at]] = at
    groups = begin(order, times)
    # To join two groups takes more pairs away than it brings: an eighth more is always room enough.
    pairs = pairs_of(order, place, edges)
    rows = new_rows(pairs + pairs // 8 + count + 1)
    for at in range(count):
        edge = edges.last[order[at]]
        while edge != NONE:
            other = place[edges.to[edge]]
            if other > at:
                put_rows(groups, rows, at, other, edges.near[edge >> 1])
            edge = edges.before[edge]
    for at in range(count):
        place[order[at]] = NONE
    join_all(groups, rows, Limits(least, window))
    found = np.empty(count, np.int32)
    for at in range(count):
        group = at
        while groups.into[group] != NONE:
            group = groups.into[group]
        found[at] = group
    return found


def pairs_of(order: Any, place: Any, edges: Edges) -> int:
    """How many pairs of the articles are near each other."""
    count = 0
    for at in range(len(order)):
        edge = edges.last[order[at]]
        while edge != NONE:
            count += place[edges.to[edge]] > at
            edge = edges.before[edge]
    return count


def begin(order: Any, times: Any) -> Groups:
    """Each article in a group of its own; room for all that can be made of them."""
    count = len(order)
    groups = Groups(
        np.full(2 * count, NONE, np.int32),
        np.ones(2 * count, np.int32),
        np.empty(2 * count, np.float64),
        np.empty(2 * count, np.float64),
        np.full(2 * count, NONE, np.int32),
        np.full(1, count, np.int64),
    )
    for at in range(count):
        time = times[order[at]]
        groups.first[at] = time
        groups.until[at] = -math.inf if time == math.inf else time
    return groups


def join_all(groups: Groups, rows: Rows, limits: Limits) -> None:
    """Join the nearest two groups again and again, of equals those that were made first.

    Of each group only the nearest waits in the queue: of thousands that are all near each other there are too
    many pairs. Where that one is gone, its nearness still is the most that any other can have, so the next
    is looked for when its turn comes.
    """
    room = len(groups.size)
    sums, marks, near_to = np.empty(room), np.full(room, NONE, np.int32), np.empty(room, np.int32)
    best = Best(np.full(room, NONE, np.int32), np.full(room, -1.0))
    queue = new_queue(1024)
    for at in range(groups.count[0]):
        queue = with_next(groups, rows, best, queue, (at, limits))
    while queue.used[0]:
        one, other = queue.one[0], queue.other[0]
        drop_first(queue)
        if groups.into[one] != NONE:
            continue
        if groups.into[other] != NONE:
            if best.to[one] == other:
                queue = with_next(groups, rows, best, queue, (one, limits))
            continue
        if rows.used[0] + room > len(rows.to):
            without_gone(groups, rows)
        made = join(groups, one, other)
        count = add_up(groups, rows, one, (sums, marks, near_to), (made, 0))
        count = add_up(groups, rows, other, (sums, marks, near_to), (made, count))
        for k in range(count):
            near = near_to[k]
            put_rows(groups, rows, near, made, sums[near])
            average = sums[near] / (groups.size[made] * groups.size[near])
            if average >= limits.least and average > best.near[near] and fit(groups, near, made, limits):
                best.to[near], best.near[near] = made, average
                queue = pushed(queue, average, near, made)


def with_next(groups: Groups, rows: Rows, best: Best, queue: Queue, which: tuple[int, Limits]) -> Queue:
    """The queue with the nearest that a group has now among those with a greater number, if it has any."""
    group, limits = which
    to, most = NONE, -1.0
    row = groups.last[group]
    while row != NONE:
        other = rows.to[row]
        if other > group and groups.into[other] == NONE:
            average = rows.sums[row >> 1] / (groups.size[group] * groups.size[other])
            nearer = average > most or (average == most and other < to)
            if nearer and average >= limits.least and fit(groups, group, other, limits):
                to, most = other, average
        row = rows.before[row]
    best.to[group], best.near[group] = to, most
    return queue if to == NONE else pushed(queue, most, group, to)


def fit(groups: Groups, one: int, other: int, limits: Limits) -> bool:
    """Whether both groups together stay inside the window."""
    until = max(groups.until[one], groups.until[other])
    return bool(until - min(groups.first[one], groups.first[other]) <= limits.window)


def join(groups: Groups, one: int, other: int) -> Any:
    """Make one group of two; its number."""
    made = groups.count[0]
    groups.count[0] += 1
    groups.into[one] = made
    groups.into[other] = made
    groups.size[made] = groups.size[one] + groups.size[other]
    groups.first[made] = min(groups.first[one], groups.first[other])
    groups.until[made] = max(groups.until[one], groups.until[other])
    return made


def add_up(
    groups: Groups, rows: Rows, group: int, work: tuple[Any, Any, Any], so_far: tuple[int, int]
) -> int:
    """Add what the group is near to into the sums of the group that it went into; how many these are."""
    (sums, marks, near_to), (made, count) = work, so_far
    row = groups.last[group]
    while row != NONE:
        near = rows.to[row]
        if groups.into[near] == NONE:
            if marks[near] != made:
                marks[near] = made
                sums[near] = 0.0
                near_to[count] = near
                count += 1
            sums[near] += rows.sums[row >> 1]
        row = rows.before[row]
    return count


def new_rows(pairs: int) -> Rows:
    """Room for the rows of so many pairs of groups."""
    size = 2 * pairs
    return Rows(
        np.empty(size, np.int32), np.empty(pairs, np.float64), np.empty(size, np.int32), np.zeros(1, np.int64)
    )


def without_gone(groups: Groups, rows: Rows) -> None:
    """Drop the rows of groups that went into others; of the rest none passes another."""
    groups.last[:] = NONE
    kept = 0
    for row in range(0, rows.used[0], 2):
        other, one = rows.to[row], rows.to[row + 1]
        if groups.into[one] == NONE and groups.into[other] == NONE:
            rows.sums[kept >> 1] = rows.sums[row >> 1]
            rows.to[kept], rows.before[kept] = other, groups.last[one]
            groups.last[one] = kept
            rows.to[kept + 1], rows.before[kept + 1] = one, groups.last[other]
            groups.last[other] = kept + 1
            kept += 2
    rows.used[0] = kept


def put_rows(groups: Groups, rows: Rows, one: int, other: int, near: float) -> None:
    """Note how near two groups are, in the chains of both; there is room."""
    used = rows.used[0]
    rows.sums[used >> 1] = near
    rows.to[used], rows.before[used] = other, groups.last[one]
    groups.last[one] = used
    rows.to[used + 1], rows.before[used + 1] = one, groups.last[other]
    groups.last[other] = used + 1
    rows.used[0] = used + 2


def new_queue(size: int) -> Queue:
    """Room for pairs that wait."""
    return Queue(
        np.empty(size, np.float64), np.empty(size, np.int32), np.empty(size, np.int32), np.zeros(1, np.int64)
    )


def sooner(queue: Queue, one: int, other: int) -> bool:
    """Whether one pair comes before another: it is nearer, or as near and was made first."""
    if queue.near[one] != queue.near[other]:
        return bool(queue.near[one] > queue.near[other])
    if queue.one[one] != queue.one[other]:
        return bool(queue.one[one] < queue.one[other])
    return bool(queue.other[one] < queue.other[other])


def swap(queue: Queue, one: int, other: int) -> None:
    """Let two pairs change places."""
    queue.near[one], queue.near[other] = queue.near[other], queue.near[one]
    queue.one[one], queue.one[other] = queue.one[other], queue.one[one]
    queue.other[one], queue.other[other] = queue.other[other], queue.other[one]


def pushed(queue: Queue, near: float, one: int, other: int) -> Queue:
    """The queue with one pair more."""
    at = queue.used[0]
    if at == len(queue.near):
        more = new_queue(2 * at)
        more.near[:at] = queue.near[:at]
        more.one[:at] = queue.one[:at]
        more.other[:at] = queue.other[:at]
        queue = more
    queue.near[at], queue.one[at], queue.other[at] = near, one, other
    queue.used[0] = at + 1
    while at and sooner(queue, at, (at - 1) // 2):
        swap(queue, at, (at - 1) // 2)
        at = (at - 1) // 2
    return queue


def drop_first(queue: Queue) -> None:
    """Take the first pair away."""
    count = queue.used[0] - 1
    queue.used[0] = count
    swap(queue, 0, count)
    at = 0
    while 2 * at + 1 < count:
        below = 2 * at + 1
        if below + 1 < count and sooner(queue, below + 1, below):
            below += 1
        if not sooner(queue, below, at):
            break
        swap(queue, at, below)
        at = below
