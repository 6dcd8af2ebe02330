"""Shared passages on a cluster: the kernels of one machine inside Arrow batches, joined by Spark.

Written to the Spark Connect API, so that a Spark cluster does it, or Sail. The steps:

  articles ─ cut into words ─┬─ fingerprints, all rows of one in one partition ─ linked ─┐
                             └─ hot fingerprints: summaries ─ rules, back to the rows ───┤
  passages ─ aligned ─ words of both articles ─ places of each pair in one partition ────┘

What each does is in :mod:`rasd.reuse.partitions`. Between the steps stand Parquet files in a folder that the
cluster must see. Rasd has to be installed where the cluster's Python runs.

This is the only file that imports pyspark and pyarrow.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

from rasd.errors import RasdError
from rasd.model import Article, Passage, Span
from rasd.reuse import kernels, partitions
from rasd.reuse.corpus import earliest_first, read_articles
from rasd.reuse.linking import stock_of
from rasd.reuse.options import ReuseOptions, ReuseResult
from rasd.reuse.passages import in_good_order
from rasd.reuse.shapes import NONE, StockRows

DEFAULT = "sc://localhost:15002"
HOT = 2_000
"""Articles of one partition with one fingerprint, beyond which its rows are not brought together."""
_FILE = 10_000
_ROWS = 50_000

_WORDS = "n long, outlet int, low long, high long, word binary, stem binary, start binary, end binary"
_PRINTS = "hash long, article long, place int, outlet int, low long, high long"
_LINKS = "kind int, a long, b long, i int, j int, articles int, outlet int, rule int"
_SUMMARY = (
    "hash long, outlet int, articles long, article array<long>, place array<int>, "
    "low array<long>, high array<long>"
)
_RULES = "hash long, article long, place long, articles long, outlet long, rule long"
_STARTS = "a long, b long, i array<int>, j array<int>"
_MARKS = "n long, stock array<int>"
_SHARED = "a long, a_start int, a_end int, b long, b_start int, b_end int, words int, equal int, columns int"
_STAGES = {
    "articles": "n long, outlet int, text string",
    "words": _WORDS,
    "links": _LINKS,
    "starts": _STARTS,
    "marks": _MARKS,
}
_TEXT = ("word", "stem", "start", "end")
_PAIR, _MARK, _NOTE = 0, 1, 2
_SURROGATE = re.compile("[\ud800-\udfff]")

Progress = Callable[[str, int, int], None]
Batches = Iterable[pa.RecordBatch]


@dataclass(frozen=True)
class Place:
    """Where a cluster is, and the folder by which it and this machine exchange files (a temporary one)."""

    remote: str = ""
    stage: str = ""
    parts: int = 8
    hot: int = HOT


def find_passages(
    articles: Sequence[Article],
    options: ReuseOptions = ReuseOptions(),  # noqa: B008 - it is frozen
    progress: Progress | None = None,
    place: Place = Place(),
) -> ReuseResult:
    """What :func:`rasd.reuse.find.find_passages` gives, found by a cluster.

    Args:
        articles: each with an id of its own.
        options: lengths, likeness and caps.
        progress: called with the step and how many of the steps are done.
        place: the address of the server (``sc://host:port``; else DEFAULT), the folder for files, in how many
            parts the work is cut.

    Raises:
        RasdError: no server answers there.
    """
    tell = progress or (lambda step, done, total: None)
    ordered = earliest_first(articles)
    with tempfile.TemporaryDirectory(prefix="rasd-", dir=place.stage or None) as folder:
        session = connect(place.remote)
        try:
            found, noted = Job(session, folder, options, place).run(ordered, tell)
        finally:
            session.stop()
    return ReuseResult(_passages(found, ordered), _stock(noted, ordered))


def connect(remote: str) -> SparkSession:
    """A session with the server at this address.

    Raises:
        RasdError: it does not answer.
    """
    address = remote or DEFAULT
    builder = SparkSession.builder.remote(address)
    # "local[2]" starts a server of its own, where all of pyspark is installed; that one is shared.
    session = builder.create() if address.startswith("sc://") else builder.getOrCreate()
    try:
        session.client.set_retry_policies([])
        session.sql("SELECT 1").collect()
    except PySparkException as error:
        what = f"no Spark Connect server answers at {address}"
        raise RasdError(f"{what}: start Spark's or Sail's, or name another with --connect") from error
    return session


class Job:
    """One search on a cluster."""

    def __init__(self, session: SparkSession, folder: str, options: ReuseOptions, place: Place) -> None:
        self._session, self._folder, self._options, self._place = session, folder, options, place

    def run(
        self, articles: Sequence[Article], tell: Callable[[str, int, int], None]
    ) -> tuple[pa.Table, pa.Table]:
        """The rows of the passages, and of the stock."""
        tell("words", 0, 4)
        self._write(articles)
        spread = self._read("articles").repartition(self._place.parts, "n")
        self._stage("words", spread.mapInArrow(_cut, _WORDS))
        tell("fingerprints", 1, 4)
        self._stage("links", self._links())
        tell("pairs", 2, 4)
        links = self._read("links")
        pairs = links.filter(F.col("kind") == _PAIR).select("a", "b", "i", "j")
        self._stage("starts", pairs.repartition(self._place.parts, "a", "b").mapInArrow(_starts, _STARTS))
        marks = links.filter(F.col("kind") == _MARK).select("a", "i").repartition(self._place.parts, "a")
        self._stage("marks", marks.mapInArrow(_marks, _MARKS))
        tell("passages", 3, 4)
        found = self._aligned().toArrow()
        noted = links.filter(F.col("kind") == _NOTE).select("a", "i", "articles", "outlet", "rule").toArrow()
        return found, noted

    def _write(self, articles: Sequence[Article]) -> None:
        """The articles, numbered, in files of some thousands."""
        names = sorted({article.outlet.strip() for article in articles} - {""})
        number = {name: k for k, name in enumerate(names)}
        folder = Path(self._folder, "articles")
        folder.mkdir()
        for first in range(0, max(len(articles), 1), _FILE):
            some = articles[first : first + _FILE]
            columns = {
                "n": pa.array(range(first, first + len(some)), pa.int64()),
                "outlet": pa.array([number.get(a.outlet.strip(), NONE) for a in some], pa.int32()),
                # Lone surrogates are in no word; every one becomes a character, so offsets stay.
                "text": pa.array([_plain(a.text) for a in some], pa.string()),
            }
            pq.write_table(pa.table(columns), folder / f"{first:09}.parquet")

    def _links(self) -> Any:
        """Which places share a fingerprint; those of hot ones by rules that are worked out first."""
        words = self._read("words").select("n", "outlet", "low", "high", "stem")
        hot = self._hot(words)
        prints = words.mapInArrow(partial(_prints, hot=hot), _PRINTS)
        linked = prints.repartition(self._place.parts, "hash")
        links = linked.mapInArrow(partial(_linked, options=self._options), _LINKS)
        if not len(hot):
            return links
        told = words.mapInArrow(partial(_summary, hot=hot), _SUMMARY).repartition(self._place.parts, "hash")
        rules = _sorted_rules(told.mapInArrow(partial(_rules, options=self._options), _RULES).toArrow())
        return links.union(words.mapInArrow(partial(_linked_by, rules=rules), _LINKS)).union(
            self._notes(rules)
        )

    def _hot(self, words: Any) -> Any:
        found = words.mapInArrow(partial(_hot, most=self._place.hot), "hash long").toArrow()
        return np.unique(_column(found, "hash"))

    def _notes(self, rules: partitions.Rules) -> Any:
        """The rows of stock that rules give."""
        count = len(rules.hash)
        rows = [
            pa.array(np.full(count, _NOTE), pa.int32()), pa.array(rules.article), pa.array(rules.article),
            *(pa.array(np.asarray(column, np.int32)) for column in
              (rules.place, rules.place, rules.articles, rules.outlet, rules.rule)),
        ]  # fmt: skip
        names = [part.split()[0] for part in _LINKS.split(", ")]
        pq.write_table(pa.table(rows, names=names), Path(self._folder, "notes.parquet"))
        return self._session.read.parquet(str(Path(self._folder, "notes.parquet")))

    def _aligned(self) -> Any:
        words, starts = self._read("words"), self._read("starts")
        ours, theirs = (
            words.select(F.col("n").alias(side), *(F.col(name).alias(f"{side}_{name}") for name in _TEXT))
            for side in "ab"
        )
        marks = self._read("marks").withColumnRenamed("n", "a")
        joined = starts.join(ours, "a").join(theirs, "b").join(marks, "a", "left")
        names = [f"{side}_{name}" for side in "ab" for name in _TEXT]
        rows = joined.select("a", "b", "i", "j", "stock", *names)
        return rows.mapInArrow(partial(_aligned, options=self._options), _SHARED)

    def _stage(self, name: str, frame: Any) -> None:
        frame.write.mode("overwrite").parquet(str(Path(self._folder, name)))

    def _read(self, name: str) -> Any:
        # The schema is told: where nothing was found there is no file that could tell it.
        return self._session.read.schema(_STAGES[name]).parquet(str(Path(self._folder, name)))


# --- inside the cluster --------------------------------------------------------------------------------


def _column(table: Any, name: str) -> Any:
    column = table.column(name)
    return (column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column).to_numpy(
        zero_copy_only=False
    )


def _whole(batches: Batches) -> pa.Table | None:
    """A partition as one table; ``None`` where it is empty: some engines ask about those too."""
    some = [batch for batch in batches if batch.num_rows]
    return pa.Table.from_batches(some) if some else None


def _rows(columns: Sequence[Any], ddl: str) -> Iterator[pa.RecordBatch]:
    """Columns as batches of the schema."""
    kinds = {"long": pa.int64(), "int": pa.int32(), "binary": pa.binary()}
    kinds |= {f"array<{name}>": pa.list_(kind) for name, kind in list(kinds.items())}
    fields = [part.split() for part in ddl.split(", ")]
    arrays = [pa.array(column, kinds[kind]) for column, (_, kind) in zip(columns, fields, strict=True)]
    yield from pa.table(arrays, names=[name for name, _ in fields]).to_batches(max_chunksize=_ROWS)


def _cut(batches: Batches) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        if batch.num_rows:
            cut = partitions.cut(batch.column("text").to_pylist())
            columns = (_column(batch, "n"), _column(batch, "outlet"), cut.low, cut.high)
            yield from _rows((*columns, cut.word, cut.stem, cut.start, cut.end), _WORDS)


def _all_prints(batches: Batches) -> partitions.Prints | None:
    table = _whole(batches)
    if table is None:
        return None
    numbers, outlet, low, high = (_column(table, name) for name in ("n", "outlet", "low", "high"))
    cards = partitions.Prints(numbers, numbers, numbers, outlet, low, high)
    return partitions.prints_of(table.column("stem").to_pylist(), cards)


def _prints(batches: Batches, hot: Any) -> Iterator[pa.RecordBatch]:
    rows = _all_prints(batches)
    if rows is not None:
        yield from _rows(partitions.split(rows, hot)[0], _PRINTS)


def _hot(batches: Batches, most: int) -> Iterator[pa.RecordBatch]:
    rows = _all_prints(batches)
    if rows is not None:
        yield from _rows([partitions.hot_ones(rows, most)], "hash long")


def _summary(batches: Batches, hot: Any) -> Iterator[pa.RecordBatch]:
    rows = _all_prints(batches)
    if rows is not None:
        yield from _rows(partitions.summary_of(partitions.split(rows, hot)[1]), _SUMMARY)


def _rules(batches: Batches, options: ReuseOptions) -> Iterator[pa.RecordBatch]:
    table = _whole(batches)
    if table is not None:
        told = partitions.Summary(*(_column(table, name) for name in partitions.Summary._fields))
        yield from _rows(partitions.rules_of(told, options), _RULES)


def _sorted_rules(table: pa.Table) -> partitions.Rules:
    rules = partitions.Rules(*(_column(table, name) for name in partitions.Rules._fields))
    order = np.argsort(rules.hash)
    return partitions.Rules(*(column[order] for column in rules))


def _linked(batches: Batches, options: ReuseOptions) -> Iterator[pa.RecordBatch]:
    table = _whole(batches)
    if table is not None:
        rows = partitions.Prints(*(_column(table, name) for name in partitions.Prints._fields))
        pairs, marked, noted = partitions.linked(rows, options)
        yield from _links_of(pairs, marked)
        kind = np.full(len(noted.article), _NOTE)
        yield from _rows(
            (
                kind,
                noted.article,
                noted.article,
                noted.place,
                noted.place,
                noted.articles,
                noted.outlet,
                noted.rule,
            ),
            _LINKS,
        )


def _linked_by(batches: Batches, rules: partitions.Rules) -> Iterator[pa.RecordBatch]:
    rows = _all_prints(batches)
    if rows is not None:
        yield from _links_of(*partitions.linked_by(rules, partitions.split(rows, rules.hash)[1]))


def _links_of(pairs: partitions.Pairs, marked: partitions.Marked) -> Iterator[pa.RecordBatch]:
    nothing = np.zeros(len(pairs.a), np.int32)
    kind = np.full(len(pairs.a), _PAIR)
    yield from _rows((kind, *pairs, nothing, nothing, nothing), _LINKS)
    nothing = np.zeros(len(marked.article), np.int32)
    kind = np.full(len(marked.article), _MARK)
    where, place = marked
    yield from _rows((kind, where, where, place, place, nothing, nothing, nothing), _LINKS)


def _lists(values: Any, heads: Any) -> pa.Array:
    """A column in stretches that begin at ``heads``."""
    edges = np.append(heads, len(values)).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(edges), pa.array(values.astype(np.int32)))


def _starts(batches: Batches) -> Iterator[pa.RecordBatch]:
    table = _whole(batches)
    if table is not None:
        rows = partitions.starts(partitions.Pairs(*(_column(table, name) for name in "abij")))
        heads = np.flatnonzero(partitions.heads(rows.a, rows.b))
        yield from _rows(
            (rows.a[heads], rows.b[heads], _lists(rows.i, heads), _lists(rows.j, heads)), _STARTS
        )


def _marks(batches: Batches) -> Iterator[pa.RecordBatch]:
    table = _whole(batches)
    if table is not None:
        order = np.argsort(_column(table, "a"), kind="stable")
        where, place = _column(table, "a")[order], _column(table, "i")[order]
        heads = np.flatnonzero(partitions.heads(where))
        yield from _rows((where[heads], _lists(place, heads)), _MARKS)


def _aligned(batches: Batches, options: ReuseOptions) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        if not batch.num_rows:
            continue
        ours, theirs = (
            partitions.shelved(
                _column(batch, side),
                [batch.column(f"{side}_{name}").to_pylist() for name in _TEXT],
            )
            for side in "ab"
        )
        i, j, stock = (batch.column(name).to_pylist() for name in ("i", "j", "stock"))
        a, b = _column(batch, "a"), _column(batch, "b")
        lengths = [len(places) for places in i]
        pairs = partitions.Pairs(np.repeat(a, lengths), np.repeat(b, lengths), _flat(i), _flat(j))
        known = [places or [] for places in stock]
        marked = partitions.Marked(np.repeat(a, [len(places) for places in known]), _flat(known))
        yield from _rows(partitions.aligned(pairs, marked, ours, theirs, options), _SHARED)


def _flat(lists: Sequence[Sequence[int]]) -> Any:
    return np.array([place for places in lists for place in places], np.int64)


# --- what comes back -----------------------------------------------------------------------------------


def _plain(text: str) -> str:
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _passages(table: pa.Table, articles: Sequence[Article]) -> list[Passage]:
    """The rows as passages, the smaller id first."""
    found = []
    names = [part.split()[0] for part in _SHARED.split(", ")]
    for a, a_start, a_end, b, b_start, b_end, words, equal, columns in zip(
        *(table.column(name).to_pylist() for name in names), strict=True
    ):
        x, y = (articles[a].id, Span(a_start, a_end)), (articles[b].id, Span(b_start, b_end))
        (first, first_span), (second, second_span) = (x, y) if x[0] < y[0] else (y, x)
        found.append(Passage(first, first_span, second, second_span, equal / columns, words))
    return in_good_order(found)


def _stock(table: pa.Table, articles: Sequence[Article]) -> list[Any]:
    """The rows of stock as phrases; the articles in which they stand first are read again."""
    numbers = np.unique(_column(table, "a"))
    if not len(numbers):
        return []
    library = read_articles([articles[k] for k in numbers.tolist()], kernels.compiled())
    home = np.searchsorted(numbers, _column(table, "a"))
    first = np.asarray(library.corpus.begin)[home] + _column(table, "i")
    return stock_of(
        library, StockRows(first, *(_column(table, name) for name in ("articles", "outlet", "rule")))
    )
