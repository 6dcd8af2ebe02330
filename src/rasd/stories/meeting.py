"""Kernels: which articles are near each other, and what a story's past is. Arrays in, arrays out.

Compiled by :mod:`rasd.stories.kernels`; :class:`rasd.stories.nearness.Plain` is the same in dictionaries.
A *place* is where a term stands in an article's vector: an index into ``terms``, ``weights``, ``owner``.
Where a term stands in the articles of one stretch of time is a chain of places, each leading to the one
before.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

STRETCHES = 1 << 23
"""More than there are stretches of a day in all years that a date can have."""
NO_DATE = STRETCHES - 1
"""The stretch of articles without a date."""
NONE = -1


class Texts(NamedTuple):
    """The articles: ``first`` place of each and of the one behind the last, ``times``; of each place the
    term, its weight, and whose it is."""

    first: Any
    times: Any
    terms: Any
    weights: Any
    owner: Any


class Index(NamedTuple):
    """Where terms stand: a table (open addressing) from term and stretch to the last place, the place before
    each in its stretch and of its term (``every``: from a term to its last place). ``used``: rows of the
    table that are taken."""

    keys: Any
    last: Any
    before: Any
    every: Any
    before_every: Any
    used: Any


class Edges(NamedTuple):
    """Who is near to whom: from each article its last edge, from each edge the one before.

    The ways there and back stand one after the other, ``near`` has one value for both: that of edge ``e`` is
    ``near[e >> 1]``. ``used``: how many edges there are.
    """

    last: Any
    before: Any
    to: Any
    near: Any
    used: Any


class Homes(NamedTuple):
    """The stories: of each article the first of its story, and the next one in it."""

    first: Any
    following: Any


class Work(NamedTuple):
    """Room to work in: by article a sum, and the number of the step that last met it; those that it met. By
    term the same. ``step`` counts."""

    sums: Any
    met: Any
    found: Any
    weights: Any
    listed: Any
    terms: Any
    step: Any


class State(NamedTuple):
    """All of it."""

    texts: Texts
    table: Index
    edges: Edges
    homes: Homes
    work: Work


class Reach(NamedTuple):
    """Seconds within which two articles may be near, seconds of a stretch (longer), least nearness."""

    window: float
    width: float
    faint: float


def slot_of(keys: Any, key: int) -> int:
    """Where a key stands in the table, or could be put."""
    mask = len(keys) - 1
    at = ((key % 2147483647) * 2654435761 >> 20) & mask
    while keys[at] != NONE and keys[at] != key:
        at = (at + 1) & mask
    return at


def key_of(term: int, stretch: int) -> int:
    """Term and stretch as one number."""
    return term * STRETCHES + stretch


def stretch_of(time: float, width: float) -> int:
    """The stretch of a time, in seconds since 1970."""
    if time == math.inf:
        return NO_DATE
    return math.floor(time / width) + STRETCHES // 2


def rehash(index: Index, keys: Any, last: Any) -> None:
    """Put the rows of the table into a larger, empty one."""
    for at in range(len(index.keys)):
        if index.keys[at] != NONE:
            slot = slot_of(keys, index.keys[at])
            keys[slot] = index.keys[at]
            last[slot] = index.last[at]


def meet(order: Any, start: int, state: State, reach: Reach) -> int:
    """From ``order[start]`` on: note to whom each article is near, and leave its terms for those to come.

    Returns how many of ``order`` are done: fewer than all where the table or the edges need more room.
    """
    texts, edges, work = state.texts, state.edges, state.work
    for k in range(start, len(order)):
        number = order[k]
        own = texts.first[number + 1] - texts.first[number]
        if 2 * (state.table.used[0] + own) > len(state.table.keys):
            return k
        count = gather(number, state, reach)
        if edges.used[0] + 2 * count > len(edges.to):
            return k
        time = texts.times[number]
        for at in range(count):
            other = work.found[at]
            if work.sums[other] >= reach.faint:
                # An affair goes on in the same words; its events do not.
                near = work.sums[other] * (1.0 - apart(time, texts.times[other], reach.window))
                put_edges(edges, number, other, near)
        enlist(number, state, reach)
    return len(order)


def apart(one: float, other: float, window: float) -> float:
    """How far apart two times are, as a share of the window; 0 where one is not known."""
    if math.inf in (one, other) or window == 0.0:
        return 0.0
    return abs(one - other) / window


def gather(number: int, state: State, reach: Reach) -> int:
    """Sum up how near an article is to those in its reach that share a term; how many these are."""
    texts, index, work = state.texts, state.table, state.work
    time = texts.times[number]
    stretch = stretch_of(time, reach.width)
    work.step[0] += 1
    count = 0
    for place in range(texts.first[number], texts.first[number + 1]):
        term = texts.terms[place]
        if time == math.inf:
            count = follow(place, index.every[term], index.before_every, state, (-math.inf, math.inf, count))
            continue
        within = (time - reach.window, time + reach.window)
        for near in (stretch - 1, stretch, stretch + 1, NO_DATE):
            slot = slot_of(index.keys, key_of(term, near))
            if index.keys[slot] != NONE:
                count = follow(place, index.last[slot], index.before, state, (within[0], within[1], count))
    return count


def follow(place: int, last: int, before: Any, state: State, within: tuple[float, float, int]) -> int:
    """Add what a term brings to the articles of a chain between two times; how many are met by now."""
    texts, work = state.texts, state.work
    weight, step = texts.weights[place] * 1.0, work.step[0]
    low, high, count = within
    while last != NONE:
        other = texts.owner[last]
        time = texts.times[other]
        if low <= time <= high or time == math.inf:
            if work.met[other] != step:
                work.met[other] = step
                work.sums[other] = 0.0
                work.found[count] = other
                count += 1
            work.sums[other] += weight * (texts.weights[last] * 1.0)
        last = before[last]
    return count


def enlist(number: int, state: State, reach: Reach) -> None:
    """Put the terms of an article into the index."""
    texts, index = state.texts, state.table
    stretch = stretch_of(texts.times[number], reach.width)
    for place in range(texts.first[number], texts.first[number + 1]):
        term = texts.terms[place]
        key = key_of(term, stretch)
        slot = slot_of(index.keys, key)
        if index.keys[slot] == NONE:
            index.keys[slot] = key
            index.last[slot] = NONE
            index.used[0] += 1
        index.before[place] = index.last[slot]
        index.last[slot] = place
        index.before_every[place] = index.every[term]
        index.every[term] = place


def put_edges(edges: Edges, one: int, other: int, near: float) -> None:
    """Note that two articles are near each other: the way there, and the way back."""
    at = edges.used[0]
    edges.near[at >> 1] = near
    edges.to[at], edges.before[at] = other, edges.last[one]
    edges.last[one] = at
    edges.to[at + 1], edges.before[at + 1] = one, edges.last[other]
    edges.last[other] = at + 1
    edges.used[0] = at + 2


def edge_of(edges: Edges, one: int, other: int) -> Any:
    """The edge from one article to another; NONE where there is none."""
    at = edges.last[one]
    while at != NONE and edges.to[at] != other:
        at = edges.before[at]
    return at


def share(pairs: Any, shares: Any, raised: Any, edges: Edges) -> None:
    """Make pairs of articles as near as the shares of text that they have in common; ``raised``: those that
    were not as near before. There is room for the edges."""
    for k in range(len(shares)):
        one, other = pairs[k, 0], pairs[k, 1]
        here = edge_of(edges, one, other)
        if here == NONE:
            put_edges(edges, one, other, shares[k])
            raised[k] = True
        elif shares[k] > edges.near[here >> 1]:
            edges.near[here >> 1] = shares[k]
            raised[k] = True


def hang(start: int, least: float, state: State) -> int:
    """Find all that a chain of edges of at least ``least`` leads to, into ``work.found``; how many."""
    edges, work = state.edges, state.work
    work.step[0] += 1
    step = work.step[0]
    work.met[start] = step
    work.found[0] = start
    count, at = 1, 0
    while at < count:
        edge = edges.last[work.found[at]]
        while edge != NONE:
            other = edges.to[edge]
            if edges.near[edge >> 1] >= least and work.met[other] != step:
                work.met[other] = step
                work.found[count] = other
                count += 1
            edge = edges.before[edge]
        at += 1
    return count


def beside(numbers: Any, least: float, state: State) -> int:
    """Find those to which edges of at least ``least`` lead from some articles, into ``work.found``; how
    many."""
    edges, work = state.edges, state.work
    work.step[0] += 1
    step = work.step[0]
    for number in numbers:
        work.met[number] = step
    count = 0
    for number in numbers:
        edge = edges.last[number]
        while edge != NONE:
            other = edges.to[edge]
            if edges.near[edge >> 1] >= least and work.met[other] != step:
                work.met[other] = step
                work.found[count] = other
                count += 1
            edge = edges.before[edge]
    return count


def nearest(number: int, state: State) -> tuple[int, float]:
    """The article of its story that an article is nearest to, of equals the first; NONE if there is none."""
    edges, homes = state.edges, state.homes
    best, most = NONE, 0.0
    edge = edges.last[number]
    while edge != NONE:
        other, near = edges.to[edge], edges.near[edge >> 1]
        if homes.first[other] == homes.first[number] and (
            best == NONE or near > most or (near == most and other < best)
        ):
            best, most = other, near
        edge = edges.before[edge]
    return best, most


def centre(first: int, state: State) -> int:
    """The unit vector in the middle of a story: its terms into ``work.terms``, ``work.weights`` of each; how
    many."""
    texts, homes, work = state.texts, state.homes, state.work
    work.step[0] += 1
    number, count = first, 0
    while number != NONE:
        for place in range(texts.first[number], texts.first[number + 1]):
            term = texts.terms[place]
            if work.listed[term] != work.step[0]:
                work.listed[term] = work.step[0]
                work.weights[term] = 0.0
                work.terms[count] = term
                count += 1
            work.weights[term] += texts.weights[place]
        number = homes.following[number]
    if homes.following[first] == NONE:
        return count
    length = 0.0
    for k in range(count):
        length += work.weights[work.terms[k]] * work.weights[work.terms[k]]
    length = math.sqrt(length)
    for k in range(count):
        work.weights[work.terms[k]] /= length
    return count


class Past(NamedTuple):
    """What is looked for: when the story began, since when, the terms to look by and their weights, how many
    articles may have such a term, how near a story must be."""

    began: float
    since: float
    terms: Any
    weights: Any
    most: int
    least: float


def began_at(first: int, state: State) -> float:
    """When the first article of a story was published."""
    number, began = first, math.inf
    while number != NONE:
        began = min(began, state.texts.times[number])
        number = state.homes.following[number]
    return began


def how_often(term: int, since: float, until: float, state: State, width: float) -> int:
    """How many articles from a time on and before another have a term."""
    texts, index, often = state.texts, state.table, 0
    for stretch in range(stretch_of(since, width), stretch_of(until, width) + 1):
        slot = slot_of(index.keys, key_of(term, stretch))
        place = index.last[slot] if index.keys[slot] != NONE else NONE
        while place != NONE:
            often += since <= texts.times[texts.owner[place]] < until
            place = index.before[place]
    return often


def look_back(past: Past, state: State, width: float) -> int:
    """Sum up how near the earlier stories are by some terms, by their first articles; how many are met."""
    texts, index, work = state.texts, state.table, state.work
    low, high = stretch_of(past.since, width), stretch_of(past.began, width)
    work.step[0] += 1
    count = 0
    for k in range(len(past.terms)):
        if how_often(past.terms[k], past.since, past.began, state, width) > past.most:
            continue
        for stretch in range(low, high + 1):
            slot = slot_of(index.keys, key_of(past.terms[k], stretch))
            place = index.last[slot] if index.keys[slot] != NONE else NONE
            while place != NONE:
                owner = texts.owner[place]
                if past.since <= texts.times[owner] < past.began:
                    value = past.weights[k] * texts.weights[place]
                    count = add_home(state.homes.first[owner], value, work, count)
                place = index.before[place]
    return count


def add_home(home: int, value: float, work: Work, count: int) -> int:
    """Add to a story's sum; how many stories are met by now."""
    if work.met[home] != work.step[0]:
        work.met[home] = work.step[0]
        work.sums[home] = 0.0
        work.found[count] = home
        count += 1
    work.sums[home] += value
    return count


def size_of(first: int, homes: Homes) -> int:
    """How many articles a story has."""
    number, size = first, 0
    while number != NONE:
        size += 1
        number = homes.following[number]
    return size


def whole_nearness(first: int, mine: Any, state: State) -> float:
    """How near a story is to another as wholes; ``mine``: by term the weight in the other one's middle."""
    work, near = state.work, 0.0
    for k in range(centre(first, state)):
        near += work.weights[work.terms[k]] * mine[work.terms[k]]
    return near


def compare(firsts: Any, mine: Any, near: Any, state: State) -> None:
    """How near some stories, by their first articles, are to another as wholes, into ``near``."""
    for at in range(len(firsts)):
        near[at] = whole_nearness(firsts[at], mine, state)


def relate(own: int, past: Past, mine: Any, state: State, width: float) -> int:
    """Find the earlier stories near to one, into ``work.found`` and ``work.sums``; how many.

    ``mine``: by term the weight that it has in the middle of the story.
    """
    work = state.work
    count, kept = look_back(past, state, width), 0
    for at in range(count):
        home = work.found[at]
        likely = work.sums[home] / size_of(home, state.homes) >= past.least / 2
        if home == own or not likely or began_at(home, state) >= past.began:
            continue
        near = whole_nearness(home, mine, state)
        if near >= past.least:
            work.found[kept] = home
            work.sums[home] = near
            kept += 1
    return kept
