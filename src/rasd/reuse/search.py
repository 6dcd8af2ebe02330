"""The ladder: words, fingerprints, where they occur, passages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rasd.model import Article
from rasd.reuse import kernels
from rasd.reuse.corpus import build_index, read_articles
from rasd.reuse.options import ReuseOptions, ReuseResult
from rasd.reuse.passages import as_passages, find_all

PLAIN_UP_TO = 40_000
"""Characters in all up to which the kernels run as plain Python: to load the compiled ones takes longer."""


def search(
    articles: Sequence[Article], options: ReuseOptions, progress: Callable[[str, int, int], None]
) -> ReuseResult:
    """The passages that the articles share, given the earliest first and each with its own id."""
    small = sum(len(article.text) for article in articles) <= PLAIN_UP_TO
    run = kernels.plain() if small else kernels.compiled()
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
    index, stock = build_index(library, options, run)
    progress("passages", 0, total)
    found = find_all(library, index, options, run, lambda done: progress("passages", done, total))
    return ReuseResult(as_passages(found, library), stock)
