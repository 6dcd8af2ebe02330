"""The doors of the room: which passages do articles share, and which does one article hold twice?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rasd.errors import InputError
from rasd.model import Article, Passage, Span, Stock
from rasd.reuse.options import ReuseOptions, ReuseResult
from rasd.reuse.within import shared_between

__all__ = ["ReuseOptions", "ReuseResult", "Stock", "find_passages", "passages_between"]

_DEFAULT = ReuseOptions()


def find_passages(
    articles: Sequence[Article],
    options: ReuseOptions = _DEFAULT,
    progress: Callable[[str, int, int], None] | None = None,
) -> ReuseResult:
    """The passages that different articles share, verbatim or lightly edited.

    Spans are offsets into the articles' texts; ``a`` is the article with the smaller id; directions are open
    (:func:`rasd.reuse.direction.decide`). The order of ``articles`` changes nothing. Text that occurs twice
    *in* an article is found by :func:`passages_between`.

    Args:
        articles: each with an id of its own.
        options: lengths, likeness and caps.
        progress: called with step (``"words"``, ``"fingerprints"``, ``"passages"``), done and total.

    Raises:
        InputError: two articles have one id.
    """
    _refuse_twins(articles)
    if len(articles) < 2:
        return ReuseResult([], [])
    from rasd.reuse.search import earliest_first, search, silent  # noqa: PLC0415 - it imports numpy

    return search(earliest_first(articles), options, progress or silent)


def passages_between(article: Article, spans: Sequence[Span], min_words: int = 12) -> list[Passage]:
    """The wording that contents of one article share; ``a`` and ``b`` are its id, ``a_span`` comes first.

    ``spans`` are compared two by two, save those that overlap. Each passage lies inside two of them;
    directions are open. A first look costs little: this can be asked of every article.

    Raises:
        UsageError: ``min_words`` is below 5.
    """
    return shared_between(article, spans, ReuseOptions(min_words=min_words))


def _refuse_twins(articles: Sequence[Article]) -> None:
    seen: set[str] = set()
    for article in articles:
        if article.id in seen:
            raise InputError(f"article {article.id!r}", "two articles have this id", "give each its own")
        seen.add(article.id)
