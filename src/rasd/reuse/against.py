"""New articles against those of an index: the same ladder, for what the new ones have alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rasd.model import Passage
from rasd.reuse.corpus import Library
from rasd.reuse.kernels import Kernels
from rasd.reuse.linking import Known, Linked
from rasd.reuse.options import ReuseOptions
from rasd.reuse.passages import as_passages, grown, task_for
from rasd.reuse.segment import Segment
from rasd.reuse.shapes import NONE, SKETCH, Cards, Corpus, Found, Keys, Marks, Outer, Passages
from rasd.reuse.threads import in_order

_SLICE = 1 << 17
"""Fingerprints that are looked up at once."""
_ARTICLES = 2048
"""Articles that are searched together; it bounds the memory of a step."""


class Met(NamedTuple):
    """The articles of a segment that have a fingerprint of the library; numbered from ``base`` on."""

    segment: Segment
    articles: NDArray[np.int32]
    base: int


class Hits(NamedTuple):
    """Where the library's fingerprints occur in the segments: ``place`` goes with ``known.outer.article``."""

    known: Known
    place: NDArray[np.int32]
    met: list[Met]


class _Groups(NamedTuple):
    """The different fingerprints of a library: the hash, the places in it; how many before each bucket."""

    hashes: NDArray[np.int64]
    counts: NDArray[np.int64]
    before: NDArray[np.int64]


def look_up(
    library: Library,
    keys: Keys,
    hashes: NDArray[np.int64],
    segments: Sequence[Segment],
    options: ReuseOptions,
    run: Kernels,
) -> Hits:
    """Looks all fingerprints of the library up in all segments."""
    groups = _groups(keys, hashes)
    seen = [_probe(groups.hashes, segment, run) for segment in segments]
    total = sum((count for _, count in seen), np.zeros(len(groups.hashes), np.int64))
    first = np.concatenate(([0], np.cumsum(total)))
    place, article = np.empty(first[-1], np.int32), np.empty(first[-1], np.int32)
    following, base, met = first[:-1].copy(), len(library.articles), []
    for segment, (low, count) in zip(segments, seen, strict=True):
        there = np.flatnonzero(count)
        most = min(segment.articles, int(count.sum()))
        found = Found(
            place, article, following[there], base,
            np.empty(most, np.int32), np.zeros(1, np.int64), np.zeros(segment.articles, np.int32),
        )  # fmt: skip
        run.collect(low[there], count[there], segment.keys, segment.corpus, found)
        if len(hashes) > _SLICE:
            segment.forget()
        following[there] = found.next
        met.append(Met(segment, np.asarray(found.articles)[: found.used[0]], base))
        base += int(found.used[0])
    cards, outlets = _cards(library, met)
    return Hits(
        Known(Outer(first, article), groups.before, _room(groups.counts, total, options), cards, outlets),
        place,
        met,
    )


def _groups(keys: Keys, hashes: NDArray[np.int64]) -> _Groups:
    edges = np.concatenate(([0], keys.ends))
    value = np.asarray(keys.keys) >> keys.position_bits
    fresh = np.concatenate((np.ones(min(1, len(value)), np.bool_), value[1:] != value[:-1]))
    fresh[edges[:-1][edges[:-1] < len(value)]] = True
    starts = np.flatnonzero(fresh)
    places = keys.keys[starts] & ((1 << keys.position_bits) - 1)
    return _Groups(hashes[places], np.diff(starts, append=len(value)), np.searchsorted(starts, edges))


def _probe(
    hashes: NDArray[np.int64], segment: Segment, run: Kernels
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    low, count = np.empty(len(hashes), np.int32), np.empty(len(hashes), np.int32)

    def work(first: int) -> None:
        part = slice(first, first + _SLICE)
        run.probe(hashes[part], segment.keys, low[part], count[part])

    for _ in in_order(work, range(0, len(hashes), _SLICE)):
        pass
    if len(hashes) > _SLICE:
        segment.forget()  # a look at all fingerprints reads the whole file
    return low, count


def _room(inner: NDArray[Any], outer: NDArray[Any], options: ReuseOptions) -> NDArray[np.int64]:
    """How many matches the fingerprints before each can have at most (see ``indexing.file_run``)."""
    alike = np.minimum(inner, np.maximum(options.pair_cap - outer, 0)) * outer
    most = np.where(outer > 0, np.maximum(alike, np.maximum(inner, outer)), 0)
    return np.concatenate(([0], np.cumsum(most)))


def _cards(library: Library, met: Sequence[Met]) -> tuple[Cards, int]:
    """What is known of the library's articles and, behind them, of those met; how many outlets there are."""
    number = {name: k for k, name in enumerate(library.outlets)}
    outlet, sketch, moment = ([column] for column in library.cards)
    for segment, articles, _ in met:
        new = [number.setdefault(name, len(number)) for name in segment.outlets]
        outlet.append(np.array([*new, NONE], np.int32)[segment.cards.outlet[articles]])
        sketch.append(np.reshape(segment.cards.sketch, (-1, SKETCH))[articles].ravel())
        moment.append(segment.cards.moment[articles])
    return Cards(np.concatenate(outlet), np.concatenate(sketch), np.concatenate(moment)), len(number)


def found_against(
    library: Library, linked: Linked, hits: Hits, options: ReuseOptions, run: Kernels
) -> Iterator[list[Passage]]:
    """The passages that the library's articles share with those of each segment."""
    articles, place = hits.known.outer.article[linked.outer], hits.place[linked.outer]
    marks = linked.where.slot
    for segment, met, base in hits.met:
        here = (articles >= base) & (articles < base + len(met))
        new, old = _starts(linked.inner[here], place[here], len(library.corpus.word))
        first = _is_earlier(library, new, segment, old)
        grow = partial(_grown, options=options, run=run)
        found = grow(library.corpus, segment.corpus, (new[first], old[first]), Marks(marks, False))
        yield as_passages(found, library, segment)
        found = grow(segment.corpus, library.corpus, (old[~first], new[~first]), Marks(marks, True))
        yield as_passages(found, segment, library)


def _starts(
    inner: NDArray[np.int32], outer: NDArray[np.int32], items: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The matches that begin a run: those before which no other stands on the same diagonal."""
    bits = items.bit_length()
    keys = (outer.astype(np.int64) - inner + items << bits) | inner
    keys.sort()
    keys = keys[np.diff(keys, prepend=-2) != 1]
    new = keys & ((1 << bits) - 1)
    return new, (keys >> bits) - items + new


def _is_earlier(
    library: Library, new: NDArray[np.int64], segment: Segment, old: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Whether the library's article of each pair was published before the segment's; of one time, by id."""
    ours, theirs = library.articles_at(new), segment.articles_at(old)
    when, then = library.cards.moment[ours], segment.cards.moment[theirs]
    first: NDArray[np.bool_] = np.asarray(when < then)
    for k in np.flatnonzero(when == then).tolist():
        first[k] = library.articles[int(ours[k])].id < segment.id(int(theirs[k]))
    return first


def _grown(
    a: Corpus, b: Corpus, places: tuple[NDArray[np.int64], NDArray[np.int64]], marks: Marks,
    options: ReuseOptions, run: Kernels,
) -> Passages:  # fmt: skip
    """The passages that grow from places in ``a`` and ``b`` where runs begin."""
    a_places, b_places = places
    homes = np.searchsorted(a.begin, a_places, "right") - 1
    offsets = a_places - a.begin[homes]
    longest = int(offsets.max(initial=0)) + 1
    task = task_for(longest, len(b.word), options)
    step = min(_ARTICLES, 1 << max(63 - task.position_bits - task.offset_bits, 0))
    order = np.argsort(homes, kind="stable")
    runs = np.split(order, np.flatnonzero(np.diff(homes[order] // step)) + 1)

    def work(rows: NDArray[np.int64]) -> Passages:
        first = int(homes[rows[0]]) // step * step if len(rows) else 0
        seeds = (homes[rows] - first << task.position_bits | b_places[rows]) << task.offset_bits | offsets[
            rows
        ]
        seeds.sort()
        return grown(task._replace(seeds=seeds, first=first), a, b, marks, run)

    parts = list(in_order(work, runs)) if len(runs) > 1 else [work(runs[0])]
    return Passages(*map(np.concatenate, zip(*parts, strict=True)))
