"""From fingerprints that two articles share to aligned passages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rasd.model import Passage, Span
from rasd.reuse.aligning import CELLS, WINDOW
from rasd.reuse.corpus import Library
from rasd.reuse.kernels import Kernels
from rasd.reuse.options import ReuseOptions
from rasd.reuse.shapes import Board, Index, Limits, Passages, Task

_ARTICLES = 2048
"""Articles that are searched together; it bounds the memory of a step."""
_SEEDS = 1 << 17
_THREADS = 4


class Search(NamedTuple):
    """All that the search of one run of articles needs; the kernels release the interpreter's lock."""

    library: Library
    where: Index
    limits: Limits
    run: Kernels

    def between(self, first: int, last: int) -> Passages:
        """The passages that articles ``first`` to ``last`` (exclusive) share with later ones."""
        corpus = self.library.corpus
        position_bits = len(corpus.word).bit_length()
        offset_bits = int(np.diff(corpus.begin).max()).bit_length()
        task = Task(np.empty(_SEEDS, np.int64), first, position_bits, offset_bits)
        count = self.run.find_seeds(first, last, corpus, self.where, task)
        if count > _SEEDS:
            task = task._replace(seeds=np.empty(count, np.int64))
            self.run.find_seeds(first, last, corpus, self.where, task)
        seeds = np.asarray(task.seeds)[:count]
        seeds.sort()
        board = Board(*(np.zeros(size, np.int64) for size in (CELLS, CELLS, CELLS, WINDOW + 1, WINDOW + 1)))
        out = Passages(*(np.empty(count + 1, np.int32) for _ in Passages._fields))
        kept = self.run.align(task._replace(seeds=seeds), corpus, self.where, self.limits, board, out)
        return Passages(*(np.asarray(column)[:kept].copy() for column in out))

    def runs(self) -> list[tuple[int, int]]:
        """The articles in runs, short enough for a seed to fit into 63 bits."""
        corpus, articles = self.library.corpus, len(self.library.articles)
        offset_bits = int(np.diff(corpus.begin).max()).bit_length()
        free = 63 - len(corpus.word).bit_length() - offset_bits
        step = min(_ARTICLES, 1 << max(free, 0))
        return [(first, min(first + step, articles)) for first in range(0, articles, step)]


def find_all(
    library: Library, index: Index, options: ReuseOptions, run: Kernels, tick: Callable[[int], None]
) -> Passages:
    """All passages; ``tick`` is told how many articles have been searched."""
    limits = Limits(options.min_words, round(1000 * options.min_identity))
    search = Search(library, index, limits, run)
    found = []
    for (_, last), part in zip(search.runs(), _in_order(search), strict=True):
        found.append(part)
        tick(last)
    return Passages(*map(np.concatenate, zip(*found, strict=True)))


def _in_order(search: Search) -> Iterator[Passages]:
    runs = search.runs()
    if len(runs) == 1:
        yield search.between(*runs[0])
        return
    with ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1)) as pool:
        yield from pool.map(search.between, *zip(*runs, strict=True))


def as_passages(found: Passages, library: Library) -> list[Passage]:
    """The passages in terms of the articles: ``a`` the smaller id; ordered by a, its place, b, its place."""
    a, a_end, b, b_end, pairs, equal = (np.asarray(column) for column in found[:6])
    ids = [article.id for article in library.articles]
    rank = np.empty(len(ids), np.int64)
    rank[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
    home = np.asarray(library.corpus.article)
    identity = equal / (a_end - a + b_end - b - pairs)
    swap = rank[home[a]] > rank[home[b]]
    a, b = np.where(swap, b, a), np.where(swap, a, b)
    a_end, b_end = np.where(swap, b_end, a_end), np.where(swap, a_end, b_end)
    order = np.lexsort((b, rank[home[b]], a, rank[home[a]]))
    rows = zip(
        home[a[order]].tolist(), _spans(a[order], a_end[order], library),
        home[b[order]].tolist(), _spans(b[order], b_end[order], library),
        identity[order].tolist(), pairs[order].tolist(),
        strict=True,
    )  # fmt: skip
    return [
        Passage(ids[a], a_span, ids[b], b_span, share, words) for a, a_span, b, b_span, share, words in rows
    ]


def _spans(first: NDArray[np.int32], last: NDArray[np.int32], library: Library) -> Iterator[Span]:
    return map(Span, library.start[first].tolist(), library.end[last - 1].tolist())
