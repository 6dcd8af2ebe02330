"""From articles to the arrays that are searched: words, fingerprints, and where each of these occurs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rasd.model import Article, Evidence, Span
from rasd.reuse.kernels import Kernels
from rasd.reuse.options import ReuseOptions, Stock
from rasd.reuse.shapes import (
    COMMON_STOCK,
    MANY_COPIES,
    NONE,
    OUTLET_STOCK,
    SHINGLE,
    SKETCH,
    Caps,
    Corpus,
    Index,
    StockRows,
)
from rasd.reuse.words import Reader

_DIGIT_BITS, _DIGITS = 10, 4
"""Fingerprints are told apart by the last 40 bits of their hash: 63 less the place are left anyway."""
_MANY = 1 << 15
"""Fingerprints from which on a radix sort is quicker than NumPy's."""
_SAMPLE = 64
"""Articles of a group that are looked at to see how like each other they are."""
_RULES = {OUTLET_STOCK: "outlet-stock", COMMON_STOCK: "common-stock", MANY_COPIES: "many-copies"}


class Library(NamedTuple):
    """Articles, the earliest first, and their words; ``start`` and ``end`` are the offsets of each word."""

    articles: Sequence[Article]
    corpus: Corpus
    start: NDArray[np.int32]
    end: NDArray[np.int32]

    def span(self, low: int, high: int) -> Span:
        """The characters from word ``low`` to the word before ``high``."""
        return Span(int(self.start[low]), int(self.end[high - 1]))


def read_articles(articles: Sequence[Article], run: Kernels) -> Library:
    """Cuts the articles into words."""
    words, weight, begin = Reader(run).read([article.text for article in articles])
    names = sorted({article.outlet.strip() for article in articles} - {""})
    number = {name: k for k, name in enumerate(names)}
    outlet = np.array([number.get(article.outlet.strip(), NONE) for article in articles], np.int32)
    home = np.repeat(np.arange(len(articles), dtype=np.int32), np.diff(begin))
    sketches = np.full(len(articles) * SKETCH, np.iinfo(np.int32).max, np.int32)
    run.sketch(words.stem, sketches)
    corpus = Corpus(words.word, words.stem, weight, home, outlet, begin, sketches)
    return Library(articles, corpus, np.asarray(words.start), np.asarray(words.end))


def build_index(library: Library, options: ReuseOptions, run: Kernels) -> tuple[Index, list[Stock]]:
    """Where the fingerprints of two articles or more occur, and what was taken for stock."""
    corpus = library.corpus
    position_bits = len(corpus.word).bit_length()
    keys = _sorted_keys(corpus, position_bits, run)
    index = Index(np.full(len(corpus.word), NONE, np.int32), np.empty(len(keys) * 3 // 2 + 1, np.int32))
    caps = Caps(options.outlet_cap, options.common_cap, options.pair_cap, round(1000 * options.likeness))
    smallest = 1 + min(caps.outlet, caps.common, caps.pairs)
    first, articles, outlet, rule = (np.empty(len(keys) // smallest + 1, np.int32) for _ in range(4))
    tally = np.zeros(int(np.max(corpus.outlet)) + 2, np.int32)
    rows = StockRows(first, articles, outlet, rule, tally, np.zeros(_SAMPLE, np.int32))
    used, noted = run.link(keys, position_bits, corpus, caps, index, rows)
    return Index(index.slot, np.asarray(index.posts)[:used].copy()), _stock(library, rows, noted)


def _sorted_keys(corpus: Corpus, position_bits: int, run: Kernels) -> NDArray[np.int64]:
    keys = np.empty(len(corpus.word), np.int64)
    keys = keys[: run.fingerprint(corpus.stem, position_bits, keys)]
    if len(keys) < _MANY:
        keys.sort()
        return keys
    spare, places = np.empty_like(keys), np.zeros(1 << _DIGIT_BITS, np.int64)
    for digit in range(_DIGITS):
        run.sort_digit(keys, position_bits + digit * _DIGIT_BITS, places, spare)
        keys, spare = spare, keys
    return keys


def _stock(library: Library, rows: StockRows, noted: int) -> list[Stock]:
    """The fingerprints noted by the kernel, those that go on from one another as one phrase."""
    if not noted:
        return []
    first, articles, outlet, rule = (np.asarray(column)[:noted] for column in rows[:4])
    order = np.argsort(first)
    first, articles, outlet, rule = first[order], articles[order], outlet[order], rule[order]
    same = (np.diff(first) == 1) & (np.diff(outlet) == 0) & (np.diff(rule) == 0)
    heads = np.flatnonzero(np.concatenate(([True], ~same)))
    ends = np.append(heads[1:], noted)
    return [
        _phrase(
            library,
            range(int(first[low]), int(first[high - 1]) + SHINGLE),
            int(rule[low]),
            int(articles[low:high].max()),
        )
        for low, high in zip(heads.tolist(), ends.tolist(), strict=True)
    ]


def _phrase(library: Library, words: range, rule: int, articles: int) -> Stock:
    article = library.articles[library.corpus.article[words.start]]
    span = library.span(words.start, words.stop)
    outlet = article.outlet if rule == OUTLET_STOCK else ""
    values = (("articles", str(articles)), *([("outlet", outlet)] if outlet else []))
    because = Evidence(_RULES[rule], span, article.id, values)
    return Stock(article.id, span, span.of(article.text), outlet, articles, because)
