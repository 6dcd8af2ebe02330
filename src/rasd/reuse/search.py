"""The ladder: words, fingerprints, where they occur, passages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from rasd.model import Article
from rasd.reuse import kernels
from rasd.reuse.corpus import earliest_first, read_articles
from rasd.reuse.linking import hashes_of, link_all, sorted_keys
from rasd.reuse.options import ReuseOptions, ReuseResult
from rasd.reuse.passages import as_passages, find_all, in_good_order

__all__ = ["earliest_first", "search", "search_with", "silent", "warm"]

PLAIN_UP_TO = 40_000
"""Characters in all up to which the kernels run as plain Python: to load the compiled ones takes longer."""


def search(
    articles: Sequence[Article], options: ReuseOptions, progress: Callable[[str, int, int], None]
) -> ReuseResult:
    """The passages that the articles share, given the earliest first and each with its own id."""
    small = sum(len(article.text) for article in articles) <= PLAIN_UP_TO
    run = kernels.plain() if small and not kernels.at_hand() else kernels.compiled()
    return search_with(run, articles, options, progress)


def search_with(
    run: kernels.Kernels,
    articles: Sequence[Article],
    options: ReuseOptions,
    progress: Callable[[str, int, int], None],
) -> ReuseResult:
    """The same with the kernels that are given: plain or compiled, they find the same."""
    total = len(articles)
    progress("words", 0, total)
    library = read_articles(articles, run)
    progress("fingerprints", 0, total)
    keys = sorted_keys(hashes_of(np.asarray(library.corpus.stem), run), run)
    linked = link_all(library, keys, options, run)
    progress("passages", 0, total)
    tick = partial(_told, progress, total)
    found = find_all(library.corpus, linked.where, options, run, tick)
    return ReuseResult(in_good_order(as_passages(found, library, library)), linked.stock)


def silent(step: str, done: int, total: int) -> None:
    """The progress that nobody watches."""


def warm() -> None:
    """Load the compiled kernels, so that the processes that are forked hereafter have them."""
    words = "ابجد هوز حطي كلمن سعفص قرشت ثخذ ضظغ "
    search_with(kernels.compiled(), [Article(id_, 2 * words) for id_ in "ab"], ReuseOptions(), silent)


def _told(progress: Callable[[str, int, int], None], total: int, done: int) -> None:
    progress("passages", done, total)
