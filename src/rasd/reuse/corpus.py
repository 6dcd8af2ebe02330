"""From articles to the arrays that are searched: their words, and what is known of each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rasd.model import Article, Span
from rasd.reuse.kernels import Kernels
from rasd.reuse.shapes import NONE, PAGE_BITS, SKETCH, Cards, Corpus, Words
from rasd.reuse.words import Block, read_texts


class Library(NamedTuple):
    """Articles and their words; ``start`` and ``end`` are the offsets of each word.

    ``outlets`` are the names that the numbers of ``cards.outlet`` stand for.
    """

    articles: Sequence[Article]
    outlets: Sequence[str]
    corpus: Corpus
    cards: Cards
    start: NDArray[np.int32]
    end: NDArray[np.int32]

    def span(self, low: int, high: int) -> Span:
        """The characters from word ``low`` to the word before ``high``."""
        return Span(int(self.start[low]), int(self.end[high - 1]))

    def articles_at(self, places: NDArray[Any]) -> NDArray[np.int64]:
        """The article that each item belongs to."""
        return np.searchsorted(np.asarray(self.corpus.begin), places, "right") - 1

    def ids_of(self, articles: NDArray[Any]) -> list[str]:
        """The id of each of these articles."""
        return [self.articles[k].id for k in articles.tolist()]

    def spans(self, low: NDArray[Any], high: NDArray[Any]) -> Iterator[Span]:
        """The characters from each word ``low`` to the word before ``high``."""
        return map(Span, self.start[low].tolist(), self.end[high - 1].tolist())


def earliest_first(articles: Iterable[Article]) -> list[Article]:
    """The articles by time of publication, undated ones last; of one time, by id."""
    return sorted(articles, key=lambda article: (moment(article), article.id))


def moment(article: Article) -> float:
    """The second of publication, as far as it goes for putting the earliest first; infinite where undated."""
    when = article.published
    if when is None:
        return math.inf
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()


def read_articles(articles: Sequence[Article], run: Kernels) -> Library:
    """Cuts the articles into words."""
    words, begin, sketch = _joined(read_texts((article.text for article in articles), run))
    names = sorted({article.outlet.strip() for article in articles} - {""})
    number = {name: k for k, name in enumerate(names)}
    outlet = np.array([number.get(article.outlet.strip(), NONE) for article in articles], np.int32)
    moments = np.array([moment(article) for article in articles], np.float64)
    return Library(
        articles,
        names,
        Corpus(words.word, words.stem, begin, pages(begin)),
        Cards(outlet, sketch, moments),
        np.asarray(words.start),
        np.asarray(words.end),
    )


def pages(begin: NDArray[np.int32]) -> NDArray[np.int32]:
    """The article that the first of each ``1 << PAGE_BITS`` items belongs to (:attr:`Corpus.page`)."""
    firsts = np.arange(0, int(begin[-1]), 1 << PAGE_BITS)
    # The item that is no word counts to the article before it; the very first one to the first article.
    return np.maximum(np.searchsorted(begin, firsts, "right") - 1, 0).astype(np.int32)


def _joined(blocks: Iterable[Block]) -> tuple[Words, NDArray[np.int32], NDArray[np.int32]]:
    """The words of all blocks, where each article begins, the sketches; the blocks are used up."""
    parts = list(blocks)
    sizes = list(accumulate((len(block.words.word) for block in parts), initial=0))
    ends = np.full(1, NONE, np.int32)
    columns = [
        np.concatenate([*(np.asarray(block.words[field]) for block in parts), ends])
        for field in range(len(Words._fields))
    ]
    breaks = [
        np.flatnonzero(np.asarray(block.words.word) == NONE) + first
        for block, first in zip(parts, sizes, strict=False)
    ]
    begin = (np.concatenate([*breaks, [sizes[-1]]]) + 1).astype(np.int32)
    sketch = np.concatenate([np.zeros(0, np.uint8), *(block.sketch for block in parts)])
    if len(sketch) != SKETCH * (len(begin) - 1):
        raise AssertionError("every text has a sketch")
    return Words(*columns), begin, sketch
