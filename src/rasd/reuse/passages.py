"""From fingerprints that two articles share to aligned passages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from rasd.model import Passage, Span
from rasd.reuse.aligning import CELLS, WINDOW
from rasd.reuse.kernels import Kernels
from rasd.reuse.options import ReuseOptions
from rasd.reuse.shapes import Board, Corpus, Index, Marks, Passages, Task
from rasd.reuse.threads import in_order

_ARTICLES = 2048
"""Articles that are searched together; it bounds the memory of a step."""
_SEEDS = 1 << 17


class Side(Protocol):
    """Articles whose words stand one after the other: a library, or a segment of an index."""

    @property
    def corpus(self) -> Corpus:
        """The words."""

    def articles_at(self, places: NDArray[Any]) -> NDArray[np.int64]:
        """The article that each item belongs to."""

    def ids_of(self, articles: NDArray[Any]) -> list[str]:
        """The id of each of these articles."""

    def spans(self, low: NDArray[Any], high: NDArray[Any]) -> Iterator[Span]:
        """The characters from each word ``low`` to the word before ``high``."""


class Search(NamedTuple):
    """All that the search of one run of articles needs; the kernels release the interpreter's lock."""

    corpus: Corpus
    where: Index
    task: Task
    run: Kernels

    def between(self, articles: range) -> Passages:
        """The passages that these articles share with later ones."""
        first, last = articles.start, articles.stop
        task = self.task._replace(first=first, seeds=np.empty(_SEEDS, np.int64))
        count = self.run.find_seeds(first, last, self.corpus, self.where, task)
        if count > _SEEDS:
            task = task._replace(seeds=np.empty(count, np.int64))
            self.run.find_seeds(first, last, self.corpus, self.where, task)
        seeds = np.asarray(task.seeds)[:count]
        seeds.sort()
        marks = Marks(self.where.slot, False)
        return grown(task._replace(seeds=seeds), self.corpus, self.corpus, marks, self.run)


def task_for(longest: int, items: int, options: ReuseOptions) -> Task:
    """A task whose seeds begin in articles of ``longest`` items at most, and lead to ``items`` places."""
    bits = items.bit_length(), longest.bit_length()
    return Task(np.zeros(0, np.int64), 0, *bits, options.min_words, round(1000 * options.min_identity))


def grown(task: Task, a: Corpus, b: Corpus, marks: Marks, run: Kernels) -> Passages:
    """The passages that grow from sorted seeds."""
    board = Board(*(np.zeros(size, np.int64) for size in (CELLS, CELLS, CELLS, WINDOW + 1, WINDOW + 1)))
    out = Passages(*(np.empty(len(task.seeds) + 1, np.int32) for _ in Passages._fields))
    kept = run.align(task, a, b, marks, board, out)
    return Passages(*(np.asarray(column)[:kept].copy() for column in out))


def find_all(
    corpus: Corpus, index: Index, options: ReuseOptions, run: Kernels, tick: Callable[[int], None]
) -> Passages:
    """All passages; ``tick`` is told how many articles have been searched."""
    articles = len(corpus.begin) - 1
    task = task_for(int(np.diff(corpus.begin).max()), len(corpus.word), options)
    step = min(_ARTICLES, 1 << max(63 - task.position_bits - task.offset_bits, 0))
    steps = [range(first, min(first + step, articles)) for first in range(0, articles, step)]
    search = Search(corpus, index, task, run)
    found = []
    for some, part in zip(steps, in_order(search.between, steps), strict=True):
        found.append(part)
        tick(some.stop)
    return Passages(*map(np.concatenate, zip(*found, strict=True)))


def as_passages(found: Passages, a: Side, b: Side) -> list[Passage]:
    """The passages of articles of ``a`` with articles of ``b``, the one with the smaller id first."""
    ids, others = a.ids_of(a.articles_at(found.a)), b.ids_of(b.articles_at(found.b))
    identity = found.equal / (found.a_end - found.a + found.b_end - found.b - found.pairs)
    rows = zip(
        ids, a.spans(found.a, found.a_end), others, b.spans(found.b, found.b_end),
        identity.tolist(), np.asarray(found.pairs).tolist(), strict=True,
    )  # fmt: skip
    return [
        Passage(x, x_span, y, y_span, share, words) if x < y else Passage(y, y_span, x, x_span, share, words)
        for x, x_span, y, y_span, share, words in rows
    ]


def in_good_order(passages: Iterable[Passage]) -> list[Passage]:
    """The passages in order of a, place in a, b, place in b."""
    return sorted(passages, key=attrgetter("a", "a_span", "b", "b_span"))
