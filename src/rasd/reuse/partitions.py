"""The ladder in pieces that can be spread over machines: each takes and gives columns of rows.

A row of *fingerprints* says that one begins at a place of an article; rows of one fingerprint meet in one
partition, where the same kernels link them as on one machine. A fingerprint that very many articles have
(*hot*: boilerplate, an agency's text carried everywhere) never meets itself: each partition sends a
summary, and the rule that follows from these is sent back to the rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rasd.model import Article
from rasd.reuse import kernels
from rasd.reuse.corpus import pages, read_articles
from rasd.reuse.linking import SAMPLE, caps_of, hashes_of, judge_of, link_keys, sorted_keys
from rasd.reuse.options import ReuseOptions
from rasd.reuse.passages import grown, task_for
from rasd.reuse.shapes import (
    COMMON_STOCK,
    MANY_COPIES,
    NONE,
    OUTLET_STOCK,
    SKETCH,
    STOCK,
    Cards,
    Corpus,
    Marks,
)

Column = NDArray[Any]


class Prints(NamedTuple):
    """Rows of fingerprints: the hash, the article's number, the place in it, its outlet's number, and its
    sketch as two numbers of 64 bits."""

    hash: Column
    article: Column
    place: Column
    outlet: Column
    low: Column
    high: Column

    def some(self, which: Column) -> Prints:
        """Those of the rows."""
        return Prints(*(column[which] for column in self))


class Pairs(NamedTuple):
    """Rows of places that two articles share: article and place, article and place."""

    a: Column
    b: Column
    i: Column
    j: Column


class Marked(NamedTuple):
    """Rows of places where stock stands: article and place."""

    article: Column
    place: Column


class Noted(NamedTuple):
    """Rows of stock: article and place where it stands first, in how many articles, the outlet, the rule."""

    article: Column
    place: Column
    articles: Column
    outlet: Column
    rule: Column


class Summary(NamedTuple):
    """Rows of hot fingerprints in one partition: the hash, an outlet, how many articles of it; of the
    earliest of these at most SAMPLE, as lists: article, place, sketch."""

    hash: Column
    outlet: Column
    articles: Column
    article: Sequence[Column]
    place: Sequence[Column]
    low: Sequence[Column]
    high: Sequence[Column]


class Rules(NamedTuple):
    """What became of hot fingerprints, by hash in order: the columns of :class:`Noted`."""

    hash: Column
    article: Column
    place: Column
    articles: Column
    outlet: Column
    rule: Column


class Cut(NamedTuple):
    """Texts cut into words, one item an article: codes, stems' codes and offsets, as bytes; the sketch."""

    word: list[bytes]
    stem: list[bytes]
    start: list[bytes]
    end: list[bytes]
    low: Column
    high: Column


def cut(texts: Sequence[str]) -> Cut:
    """Cuts texts into words."""
    library = read_articles([Article("", text) for text in texts], kernels.compiled())
    begin = np.asarray(library.corpus.begin).tolist()
    spans = [slice(low, high - 1) for low, high in pairwise(begin)]
    columns = (library.corpus.word, library.corpus.stem, library.start, library.end)
    word, stem, start, end = ([column[span].tobytes() for span in spans] for column in columns)
    sketch = np.asarray(library.cards.sketch).view(np.int64).reshape(-1, 2)
    return Cut(word, stem, start, end, sketch[:, 0].copy(), sketch[:, 1].copy())


def prints_of(stems: Sequence[bytes], cards: Prints) -> Prints:
    """The fingerprints of articles whose stems' codes are given; ``cards`` has a row for each article."""
    joined, begin = _joined(stems)
    hashes = hashes_of(joined, kernels.compiled())
    places = np.flatnonzero(hashes != NONE)
    home = np.searchsorted(begin, places, "right") - 1
    rows = cards.some(home)
    return rows._replace(hash=hashes[places], place=(places - begin[home]).astype(np.int32))


def _joined(texts: Sequence[bytes]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The codes of some articles one after the other, NONE before each and at the end; where each begins."""
    gap = np.full(1, NONE, np.int32)
    parts = [np.frombuffer(text, np.int32) for text in texts]
    whole = np.concatenate([gap, *(piece for part in parts for piece in (part, gap))])
    return whole, np.cumsum([1, *(len(part) + 1 for part in parts)]).astype(np.int32)


# --- linking -----------------------------------------------------------------------------------------


def linked(rows: Prints, options: ReuseOptions) -> tuple[Pairs, Marked, Noted]:
    """Which places share a fingerprint, given all rows of each; what is stock."""
    rows = rows.some(np.lexsort((rows.place, rows.article)))
    _, first = np.unique(rows.article, return_index=True)
    begin = np.append(first, len(rows.article)).astype(np.int32)
    none = np.zeros(0, np.int32)
    corpus, run = Corpus(none, none, begin, pages(begin)), kernels.compiled()
    sketch = np.stack((rows.low[first], rows.high[first]), axis=1).view(np.uint8).ravel()
    cards = Cards(rows.outlet[first], sketch, np.zeros(len(first)))
    outlets = int(rows.outlet.max(initial=0)) + 1
    index, _, _, noted = link_keys(sorted_keys(rows.hash, run), corpus, (cards, outlets), options, run)
    i = j = none
    while (count := run.spell_out(index, i, j)) > len(i):
        i, j = np.empty(count, np.int32), np.empty(count, np.int32)
    stock, first = np.flatnonzero(index.slot == STOCK), noted.first
    return (
        Pairs(rows.article[i], rows.article[j], rows.place[i], rows.place[j]),
        Marked(rows.article[stock], rows.place[stock]),
        Noted(rows.article[first], rows.place[first], noted.articles, noted.outlet, noted.rule),
    )


# --- hot fingerprints --------------------------------------------------------------------------------


def hot_ones(rows: Prints, most: int) -> Column:
    """The fingerprints that more than ``most`` of these articles have."""
    hashes, counts = np.unique(_once_an_article(rows).hash, return_counts=True)
    return hashes[counts > most]


def _once_an_article(rows: Prints) -> Prints:
    """The rows in order of hash, article and place, the first of each article alone."""
    rows = rows.some(np.lexsort((rows.place, rows.article, rows.hash)))
    return rows.some(heads(rows.hash, rows.article))


def heads(*columns: Column) -> NDArray[np.bool_]:
    """Where sorted rows differ from the row before."""
    fresh = np.ones(len(columns[0]), np.bool_)
    if len(fresh):
        fresh[1:] = np.any([column[1:] != column[:-1] for column in columns], axis=0)
    return fresh


def split(rows: Prints, hot: Column) -> tuple[Prints, Prints]:
    """The rows that are not of these (sorted) fingerprints, and those that are."""
    if not len(hot):
        return rows, rows.some(np.zeros(len(rows.hash), np.bool_))
    there = hot[np.minimum(np.searchsorted(hot, rows.hash), len(hot) - 1)] == rows.hash
    return rows.some(~there), rows.some(there)


def summary_of(rows: Prints) -> Summary:
    """What a partition says of its hot fingerprints."""
    rows = _once_an_article(rows)
    rows = rows.some(np.lexsort((rows.article, rows.outlet, rows.hash)))
    first = np.flatnonzero(heads(rows.hash, rows.outlet))
    counts = np.diff(first, append=len(rows.hash))
    spans = [slice(low, low + min(n, SAMPLE)) for low, n in zip(first.tolist(), counts.tolist(), strict=True)]
    lists = ([column[span] for span in spans] for column in (rows.article, rows.place, rows.low, rows.high))
    article, place, low, high = lists
    return Summary(rows.hash[first], rows.outlet[first], counts, article, place, low, high)


def rules_of(told: Summary, options: ReuseOptions) -> Rules:
    """The rule of each hot fingerprint, given all that was said of it; they are more than are compared."""
    order = np.argsort(told.hash, kind="stable")
    first = np.flatnonzero(heads(told.hash[order]))
    found = [
        (int(told.hash[rows[0]]), *_rule(rows, told, options))
        for rows in np.split(order, first[1:])
        if len(rows)
    ]
    columns = list(zip(*found, strict=True)) or [()] * len(Rules._fields)
    return Rules(*(np.array(column, np.int64) for column in columns))


def _rule(rows: Column, told: Summary, options: ReuseOptions) -> tuple[int, ...]:
    """Where a fingerprint stands first, in how many articles, whose stock it is, by what rule.

    As :func:`rasd.reuse.indexing.rule_for`, from summaries.
    """
    tally: dict[int, int] = {}
    for row in rows.tolist():
        outlet = int(told.outlet[row])
        tally[outlet] = tally.get(outlet, 0) + int(told.articles[row])
    count, unknown = sum(tally.values()), tally.pop(NONE, 0)
    outlets = unknown + len(tally)
    which = min(tally, key=lambda outlet: (-tally[outlet], outlet), default=NONE)
    known = [k for k in rows.tolist() if told.outlet[k] == which]
    first = _members(rows.tolist(), told)
    rule, whose = MANY_COPIES, NONE
    if tally.get(which, 0) > options.outlet_cap and _unlike(known, told, options):
        rule, whose = OUTLET_STOCK, which
    elif count > options.common_cap and count > 2 * outlets and _unlike(rows.tolist(), told, options):
        rule = COMMON_STOCK
    return int(first[0, 0]), int(first[0, 1]), count, whose, rule


def _members(rows: Sequence[int], told: Summary) -> NDArray[np.int64]:
    """The earliest articles of some rows, SAMPLE at most: article, place and sketch."""
    lists = (told.article, told.place, told.low, told.high)
    table = np.stack([np.concatenate([column[row] for row in rows]) for column in lists], axis=1)
    return table[np.argsort(table[:, 0], kind="stable")][:SAMPLE].astype(np.int64)


def _unlike(rows: Sequence[int], told: Summary, options: ReuseOptions) -> bool:
    """Whether the earliest articles of some rows are unlike each other as wholes."""
    members = _members(rows, told)
    sketch = np.ascontiguousarray(members[:, 2:]).view(np.uint8).ravel()
    everyone = np.arange(len(members), dtype=np.int32)
    cards = Cards(np.zeros(len(members), np.int32), sketch, np.zeros(len(members)))
    caps = caps_of(options)
    like = kernels.compiled().likeness(len(members), NONE, judge_of(cards, 1, caps), everyone)
    return bool(like < caps.likeness)


def linked_by(rules: Rules, rows: Prints) -> tuple[Pairs, Marked]:
    """The same as :func:`linked` for hot fingerprints, whose rules are known, in any rows of theirs."""
    rows = _once_an_article(rows)
    at = np.searchsorted(rules.hash, rows.hash)
    stock = rules.rule[at] != MANY_COPIES
    copies = ~stock & (rows.article != rules.article[at])
    first = at[copies]
    pairs = Pairs(rules.article[first], rows.article[copies], rules.place[first], rows.place[copies])
    return pairs, Marked(rows.article[stock], rows.place[stock])


# --- passages ----------------------------------------------------------------------------------------


def starts(rows: Pairs) -> Pairs:
    """Of all rows of some pairs of articles those that go on from no other: where a run begins."""
    diagonal = rows.j.astype(np.int64) - rows.i
    order = np.lexsort((rows.i, diagonal, rows.b, rows.a))
    a, b, i, j = (column[order] for column in rows)
    goes_on = ~heads(a, b, diagonal[order])
    goes_on[1:] &= np.diff(i) == 1
    return Pairs(*(column[~goes_on] for column in (a, b, i, j)))


class Shelf(NamedTuple):
    """Articles, each once, in order of their numbers: the words one after the other, and their offsets."""

    numbers: Column
    corpus: Corpus
    start: Column
    end: Column

    def at(self, articles: Column, places: Column) -> Column:
        """The items at these places of these articles."""
        return np.asarray(self.corpus.begin)[np.searchsorted(self.numbers, articles)] + places


def shelved(articles: Column, columns: Sequence[Sequence[bytes]]) -> Shelf:
    """The articles of some rows, whose words, stems and offsets ``columns`` holds; one may stand in many."""
    numbers, first = np.unique(articles, return_index=True)
    chosen = [[column[k] for k in first.tolist()] for column in columns]
    (word, begin), (stem, _), (start, _), (end, _) = map(_joined, chosen)
    return Shelf(numbers, Corpus(word, stem, begin, pages(begin)), start, end)


class Shared(NamedTuple):
    """Rows of passages: article, offsets, article, offsets; aligned words, equal ones, columns."""

    a: Column
    a_start: Column
    a_end: Column
    b: Column
    b_start: Column
    b_end: Column
    words: Column
    equal: Column
    columns: Column


def aligned(rows: Pairs, stock: Marked, a: Shelf, b: Shelf, options: ReuseOptions) -> Shared:
    """The passages that grow from places where runs begin; ``stock`` stands in the articles of ``a``."""
    marks = np.full(len(a.corpus.word), NONE, np.int32)
    marks[a.at(stock.article, stock.place)] = STOCK
    task = task_for(int(rows.i.max(initial=0)) + 1, len(b.corpus.word), options)
    home = np.searchsorted(a.numbers, rows.a)
    seeds = (home << task.position_bits | b.at(rows.b, rows.j)) << task.offset_bits | rows.i
    seeds.sort()
    found = grown(task._replace(seeds=seeds), a.corpus, b.corpus, Marks(marks, False), kernels.compiled())
    homes = [
        shelf.numbers[np.searchsorted(np.asarray(shelf.corpus.begin), place, "right") - 1]
        for shelf, place in ((a, found.a), (b, found.b))
    ]
    length = np.asarray(found.a_end) - found.a + found.b_end - found.b - found.pairs
    return Shared(
        homes[0], a.start[found.a], a.end[found.a_end - 1],
        homes[1], b.start[found.b], b.end[found.b_end - 1],
        found.pairs, found.equal, length,
    )  # fmt: skip


if SKETCH != 16:
    raise AssertionError("a sketch is two numbers of 64 bits here")
