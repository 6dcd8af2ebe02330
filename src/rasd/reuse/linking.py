"""Fingerprints of a library: in order, and linked where several articles have them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rasd.model import Article, Evidence, Stock
from rasd.reuse.corpus import Library
from rasd.reuse.kernels import Kernels
from rasd.reuse.options import ReuseOptions
from rasd.reuse.shapes import (
    BUCKET_BITS,
    COMMON_STOCK,
    MANY_COPIES,
    NONE,
    OUTLET_STOCK,
    SHINGLE,
    Caps,
    Cards,
    Corpus,
    Index,
    Judge,
    Keys,
    Links,
    Outer,
    StockRows,
)
from rasd.reuse.threads import in_order

BUCKETS = 1 << BUCKET_BITS
_SLICE = 1 << 20
"""Items whose fingerprints are worked out at once."""
_FEW = 1 << 16
"""Fingerprints up to which one task does it all."""
_TASKS = 64
"""Tasks into which more are divided."""
SAMPLE = 64
"""Articles of a group that are looked at to see how like each other they are."""
_RULES = {OUTLET_STOCK: "outlet-stock", COMMON_STOCK: "common-stock", MANY_COPIES: "many-copies"}


class Known(NamedTuple):
    """Where the fingerprints of a library, in the order of its keys, occur in an index.

    ``outer`` as :class:`rasd.reuse.shapes.Outer` says; ``groups``, the fingerprints before each bucket (one
    more than there are buckets); ``room``, how many matches those before each fingerprint have at most.
    ``cards`` and ``outlets`` are those of the library's articles and, behind them, of the index's.
    """

    outer: Outer
    groups: NDArray[np.int64]
    room: NDArray[np.int64]
    cards: Cards
    outlets: int


class Linked(NamedTuple):
    """What :func:`link_all` finds: where fingerprints recur, matches with an index, what is stock.

    ``inner`` are places in the library, ``outer`` numbers of items of :attr:`Known.outer`.
    """

    where: Index
    inner: NDArray[np.int32]
    outer: NDArray[np.int32]
    stock: list[Stock]


def hashes_of(stems: NDArray[np.int32], run: Kernels) -> NDArray[np.int64]:
    """The fingerprint that begins at each item; NONE where none does."""
    hashes = np.empty(len(stems), np.int64)

    def work(low: int) -> None:
        high = min(low + _SLICE, len(stems))
        run.fingerprints(stems, low, high, hashes[low:high])

    _all(work, range(0, len(stems), _SLICE))
    return hashes


def sorted_keys(hashes: NDArray[np.int64], run: Kernels) -> Keys:
    """The fingerprints in order: into buckets first, then each bucket, which fits into a core's cache."""
    position_bits = len(hashes).bit_length()
    starts = range(0, len(hashes), _SLICE)
    counts = np.zeros((len(starts), BUCKETS), np.int64)

    def count(k: int) -> None:
        run.tally_buckets(hashes[starts[k] : starts[k] + _SLICE], counts[k])

    _all(count, range(len(starts)))
    edges = np.concatenate(([0], np.cumsum(counts.sum(axis=0))))
    # Each slice writes where those of the slices before it end, in every bucket: the threads do not meet.
    places = edges[:-1] + np.cumsum(counts, axis=0) - counts
    keys = np.empty(int(edges[-1]), np.int64)

    def fill(k: int) -> None:
        run.fill_buckets(hashes[starts[k] : starts[k] + _SLICE], starts[k], position_bits, places[k], keys)

    def sort(buckets: range) -> None:
        some = edges[buckets.start : buckets.stop + 1]
        for bucket in np.flatnonzero(np.diff(some) > 1).tolist():
            keys[some[bucket] : some[bucket + 1]].sort()

    _all(fill, range(len(starts)))
    _all(sort, _tasks(len(keys)))
    return Keys(keys, edges[1:], position_bits)


def link_all(
    library: Library, keys: Keys, options: ReuseOptions, run: Kernels, known: Known | None = None
) -> Linked:
    """Links the fingerprints that several articles have, or one that others of an index have too."""
    cards, outlets = (known.cards, known.outlets) if known else (library.cards, len(library.outlets))
    where, inner, outer, noted = link_keys(keys, library.corpus, (cards, outlets), options, run, known)
    return Linked(where, inner, outer, stock_of(library, noted))


def link_keys(
    keys: Keys,
    corpus: Corpus,
    known_of: tuple[Cards, int],
    options: ReuseOptions,
    run: Kernels,
    known: Known | None = None,
) -> tuple[Index, NDArray[np.int32], NDArray[np.int32], StockRows]:
    """The same for sorted fingerprints; of ``corpus`` only where articles begin is asked.

    ``known_of``: the cards of the articles, and how many outlets these name.
    """
    linker = _Linker(keys, corpus, known_of, options, run, known)
    done = list(in_order(linker.work, _tasks(len(keys.keys))))
    matches = [(links.inner[: links.used[2]], links.outer[: links.used[2]]) for links, _ in done]
    inner, outer = (np.concatenate(column) for column in zip(*matches, strict=True))
    rows = [[column[: links.used[1]] for column in stock] for links, stock in done]
    noted = StockRows(*(np.concatenate(column) for column in zip(*rows, strict=True)))
    return Index(linker.slot, linker.posts), inner, outer, noted


class _Linker:
    """Links some buckets at a time; the tasks write to places of their own."""

    def __init__(
        self, keys: Keys, corpus: Corpus, known_of: tuple[Cards, int], options: ReuseOptions, run: Kernels,
        known: Known | None,
    ) -> None:  # fmt: skip
        self._keys, self._corpus, self._run, self._known = keys, corpus, run, known
        self._cards, self._outlets = known_of
        self._caps = caps_of(options)
        self._edges = np.concatenate(([0], np.asarray(keys.ends)))
        self.slot = np.full(int(corpus.begin[-1]), NONE, np.int32)
        # What is not written to takes no memory: the longest that the lists can be is room enough.
        self.posts = np.empty(len(keys.keys) * 3 // 2 + _TASKS, np.int32)

    def work(self, buckets: range) -> tuple[Links, StockRows]:
        """Links the fingerprints of these buckets."""
        low, high = int(self._edges[buckets.start]), int(self._edges[buckets.stop])
        ends = self._edges[buckets.start + 1 : buckets.stop + 1] - low
        links = self._links(low, high, buckets)
        stock = StockRows(*(np.empty(high - low + 1, np.int32) for _ in StockRows._fields))
        some = Keys(self._keys.keys[low:high], ends, self._keys.position_bits)
        self._run.link(some, self._corpus, self._judge(), self._outer(buckets), links, stock)
        return links, stock

    def _links(self, low: int, high: int, buckets: range) -> Links:
        base = low * 3 // 2 + buckets.start * _TASKS // BUCKETS
        posts = self.posts[base : base + (high - low) * 3 // 2 + 1]
        matches, members = 0, high - low
        if self._known:
            first, last = self._known.groups[buckets.start], self._known.groups[buckets.stop]
            matches = int(self._known.room[last] - self._known.room[first])
            members += int(np.max(np.diff(self._known.outer.first[first : last + 1]), initial=0))
        inner, outer, member = (np.empty(size, np.int32) for size in (matches, matches, members))
        return Links(self.slot, posts, base, inner, outer, np.zeros(3, np.int64), member)

    def _judge(self) -> Judge:
        return judge_of(self._cards, self._outlets, self._caps)

    def _outer(self, buckets: range) -> Outer:
        if self._known is None:
            return Outer(np.zeros(0, np.int64), np.zeros(0, np.int32))
        outer, groups = self._known.outer, self._known.groups
        return Outer(outer.first[groups[buckets.start] : groups[buckets.stop] + 1], outer.article)


def caps_of(options: ReuseOptions) -> Caps:
    """The caps as the kernels take them."""
    return Caps(options.outlet_cap, options.common_cap, options.pair_cap, round(1000 * options.likeness))


def judge_of(cards: Cards, outlets: int, caps: Caps) -> Judge:
    """What the kernels judge stock by; ``cards`` name so many outlets."""
    return Judge(cards, caps, np.zeros(outlets + 1, np.int32), np.zeros(SAMPLE, np.int32))


def _all(work: Callable[[Any], None], tasks: Iterable[Any]) -> None:
    for _ in in_order(work, tasks):
        pass


def _tasks(keys: int) -> list[range]:
    """The buckets, in as many runs as so many keys are worth."""
    step = BUCKETS if keys <= _FEW else BUCKETS // _TASKS
    return [range(low, low + step) for low in range(0, BUCKETS, step)]


def stock_of(library: Library, rows: StockRows) -> list[Stock]:
    """The fingerprints noted by the kernel, those that go on from one another as one phrase."""
    first, articles, outlet, rule = (np.asarray(column) for column in rows)
    if not len(first):
        return []
    order = np.argsort(first)
    first, articles, outlet, rule = first[order], articles[order], outlet[order], rule[order]
    same = (np.diff(first) == 1) & (np.diff(outlet) == 0) & (np.diff(rule) == 0)
    heads = np.flatnonzero(np.concatenate(([True], ~same)))
    ends = np.append(heads[1:], len(first))
    homes = library.articles_at(first[heads])
    return [
        _phrase(
            library,
            library.articles[home],
            range(int(first[low]), int(first[high - 1]) + SHINGLE),
            int(rule[low]),
            int(articles[low:high].max()),
        )
        for low, high, home in zip(heads.tolist(), ends.tolist(), homes.tolist(), strict=True)
    ]


def _phrase(library: Library, article: Article, words: range, rule: int, articles: int) -> Stock:
    span = library.span(words.start, words.stop)
    outlet = article.outlet if rule == OUTLET_STOCK else ""
    values = (("articles", str(articles)), *([("outlet", outlet)] if outlet else []))
    because = Evidence(_RULES[rule], span, article.id, values)
    return Stock(article.id, span, span.of(article.text), outlet, articles, because)
