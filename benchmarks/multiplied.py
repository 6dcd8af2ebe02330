"""A desk of a million articles in minutes: what the product made of some thousand, multiplied in the store.

    python benchmarks/multiplied.py STORE [PARQUET ...] [--articles N] [--base N]

STORE is a file that is not there yet, or the URL of an empty PostgreSQL database. ``--base`` (12,500)
articles of ``newsmaker.py``, each with a headline (its first words), an address and an outlet's name, are
taken in by :meth:`rasd.Desk.add`: read, compared, grouped into stories, their claims and origins counted. All
rows that this makes are then written again and again, until ``--articles`` (1,000,000) are there.

What a copy of the base has of its own, in all columns and in what is packed:

* numbers and ids of its articles, ids of its stories (those that the desk would give) and of its claims;
* its dates: each copy comes two weeks after the one before, so that a million span three years;
* its outlets: forty others, ten times; then the first ones again;
* its words: nearly one in five, names among them, gives way to another one of the same number of letters that
  is about as common; other words take each other's places in each copy. So about half of the runs of three
  words stand in every copy as they are. The full text has the new words, as the desk would put them in.

What is multiplied, and not worked out: attributions, claims, origins, passages, stories are those of the
base, at the same offsets; no story joins articles of two copies, nothing is compared between them. The
vectors by which articles are grouped are the base's. There is no index of shared text beside the store:
``rasd check`` says so, and finds nothing else. The tables and indexes are those that the
migrations make; indexes are made once the rows are in.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import re
import sqlite3
import sys
import tempfile
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, AnyStr, Generic

import measure
import newsmaker
import numpy as np
from msgspec import msgpack

from rasd import Article, Desk
from rasd.lang.searching import search_words
from rasd.stable import content_id
from rasd.store import parties, postgres
from rasd.store.articles import joined_words
from rasd.store.codec import LEVEL, unpack_parts

ARTICLES, BASE = 1_000_000, 12_500
APART = timedelta(days=14)
"""Between two copies: no window of grouping reaches so far."""
OUTLET_SETS = 10
COMMON = 400
"""Of the commonest words so many stay as they are: those that a language is held together by."""
BLOCK = 64
"""Words, of one length and about as common, that take each other's places."""
HEADLINE = 8
"""Words of a headline."""
AHEAD = 2
"""Copies that wait to be put in: each takes some 100 MB."""
CHECKED = 25
"""Articles of each copy whose full text is compared with what the desk would put in."""
_PIECES = re.compile(
    r"(a000-|outlet-0\d\d|\b[0-9a-f]{16}\b|2015-01-\d\d(?=T)|[\u0621-\u063a\u0641-\u064a]{3,})"
)
"""What may give way in a copy; all of it to something as long, also in UTF-8."""
_RUN = re.compile(r"[\u0621-\u063a\u0641-\u064a]{3,}")
TABLES = {
    "articles": {
        "number": "number", "id": "text", "version": "", "place": "text", "outlet": "text", "url": "text",
        "title": "text", "author": "", "date": "text", "published": "text", "moment": "moment",
        "language": "", "text": "text", "extra": "", "digest": "digest", "added": "", "told": "",
        "story": "text",
    },
    "found": {"number": "number", "words": "text"},
    "analyses": {"article": "number", "language": "", "data": "packed", "vector": ""},
    "passages": {
        "a": "number", "a_start": "", "a_end": "", "b": "number", "b_start": "", "b_end": "", "identity": "",
        "words": "", "direction": "", "because": "text",
    },
    "links": {
        "article": "number", "attribution": "", "place": "", "final": "", "name": "text", "type": "",
        "key": "text", "folded": "text", "stance": "",
    },
    "stories": {
        "id": "text", "title": "text", "articles": "", "outlets": "", "first": "moment", "last": "moment",
        "bare": "", "rank_group": "", "rank_each": "", "rank_opposed": "", "rank_reports": "",
        "rank_articles": "", "rank_first": "moment", "rank_last": "turned", "lead_claim": "",
        "data": "packed",
    },
    "names": {"id": "text", "article": "number"},
    "claims": {
        "story": "text", "place": "", "id": "text", "text": "text", "outlets": "", "reports": "",
        "copies": "", "lowest": "", "highest": "", "named": "", "unnamed": "", "own": "", "confirmed": "",
        "denied": "", "doubted": "", "declined": "", "first": "moment", "rank_group": "", "rank_each": "",
        "rank_opposed": "", "rank_reports": "", "rank_first": "turned", "bare": "",
    },
    "origins": {"story": "text", "claim": "", "key": "text"},
    "copies": {"story": "text", "copier": "number", "original": "text", "article": "number", "credited": ""},
}  # fmt: skip
"""What each column of the base's rows is, and so what becomes of it in a copy."""
Copied = dict[str, list[tuple[Any, ...]]]


def base_articles(count: int, paths: Sequence[Path]) -> Iterator[Article]:
    """The articles of the base."""
    for batch in newsmaker.growth_articles(count, paths):
        for one in batch:
            outlet, id_ = f"outlet-0{one.outlet[1:]}", f"a000-{one.id}"
            headline = " ".join(one.text.split(" ", HEADLINE)[:HEADLINE])
            url = f"https://{outlet}.example/news/{id_}"
            yield replace(one, id=id_, outlet=outlet, title=headline, url=url)


class Pieces(Generic[AnyStr]):
    """Texts as rows of pieces, of which some give way: ``changing`` has them."""

    def __init__(
        self, rows: Iterable[Iterable[AnyStr]], nothing: AnyStr, changing: Container[AnyStr]
    ) -> None:
        numbers: dict[AnyStr, int] = {}
        row: list[int] = []
        self._nothing: AnyStr = nothing
        self._ends = [0]
        for pieces in rows:
            fixed: list[AnyStr] = []
            for piece in pieces:
                if piece in changing:
                    row.append(numbers.setdefault(nothing.join(fixed), len(numbers)))
                    row.append(numbers.setdefault(piece, len(numbers)))
                    fixed = []
                else:
                    fixed.append(piece)
            row.append(numbers.setdefault(nothing.join(fixed), len(numbers)))
            self._ends.append(len(row))
        self._row = np.array(row, dtype=np.int32)
        self._spelt = np.empty(len(numbers), dtype=object)
        self._spelt[:] = list(numbers)
        self._places = np.array([at for at, one in enumerate(numbers) if one in changing], dtype=np.int64)
        self._changing: list[AnyStr] = [one for one in numbers if one in changing]

    def written(self, new: Mapping[AnyStr, AnyStr]) -> list[AnyStr]:
        """The texts, with what ``new`` has for each piece that gives way; as they are where it is empty."""
        spelt = self._spelt
        if new and self._changing:
            spelt = spelt.copy()
            spelt[self._places] = [new[one] for one in self._changing]
        pieces = spelt[self._row].tolist()
        bounds = zip(self._ends[:-1], self._ends[1:], strict=True)
        return [self._nothing.join(pieces[low:high]) for low, high in bounds]


def pieces_of(packed: bytes) -> Iterator[bytes]:
    """What is packed (MessagePack, deflated), cut so that no head of a value is taken for a letter."""
    waiting: list[Any] = [msgpack.decode(zlib.decompress(packed))]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            body = one.encode()
            yield msgpack.encode(one)[: -len(body) or None]
            yield from (piece.encode() for piece in _PIECES.split(one))
        elif isinstance(one, list):
            yield _head(len(one), 0x90, 0xDC)
            waiting += reversed(one)
        elif isinstance(one, dict):
            yield _head(len(one), 0x80, 0xDE)
            waiting += reversed([part for pair in one.items() for part in pair])
        else:
            yield msgpack.encode(one)


def _head(size: int, small: int, large: int) -> bytes:
    """The head of a list or a mapping in MessagePack."""
    if size < 16:
        return bytes([small | size])
    return bytes([large]) + size.to_bytes(2) if size < 1 << 16 else bytes([large + 1]) + size.to_bytes(4)


class Movable:
    """Words that can take each other's places without a text being found otherwise than by its words."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = Counter(token for text in texts for token in text.split())
        often: Counter[str] = Counter()
        self._runs: dict[str, str] = {}
        spoilt: set[str] = set()
        for token, times in counts.items():
            runs, words = _RUN.findall(token), search_words(token)
            for word in words:
                often[word] += times
            pairs = list(zip(runs, words, strict=False))
            if len(runs) != len(words) or not all(run.endswith(word) for run, word in pairs):
                spoilt.update(words, *map(search_words, runs))
            else:
                self._runs.update(pairs)
        kept = {word for word, _ in often.most_common(COMMON)} | spoilt
        by_length: defaultdict[int, list[str]] = defaultdict(list)
        for word, _ in sorted(often.items(), key=lambda pair: (-pair[1], pair[0])):
            if word not in kept and _RUN.fullmatch(word) and search_words(word) == [word]:
                by_length[len(word)].append(word)
        self._blocks = [
            row[low : low + BLOCK] for row in by_length.values() for low in range(0, len(row), BLOCK)
        ]
        self.size = sum(map(len, self._blocks))

    def moved(self, copy: int) -> dict[str, str]:
        """What stands for a word in a copy, as it is written and as it is looked for."""
        random, new = Random(copy), dict[str, str]()
        for block in self._blocks:
            others = block[:]
            random.shuffle(others)
            new.update(zip(block, others, strict=True))
        written = {
            run: run[: len(run) - len(word)] + new[word] for run, word in self._runs.items() if word in new
        }
        return {**new, **written}


class Base:
    """What a desk holds, read to be written again: each column as it is, or in pieces.

    Args:
        path: a desk in a file that nothing waits in.
    """

    def __init__(self, path: str) -> None:
        with sqlite3.connect(path) as store:
            rows = {table: _rows(store, table, columns) for table, columns in TABLES.items()}
        store.close()
        self.articles = len(rows["articles"])
        self._columns: dict[str, dict[str, list[Any]]] = {}
        for table, some in rows.items():
            values = zip(*some, strict=True) if some else [()] * len(TABLES[table])
            self._columns[table] = dict(zip(TABLES[table], map(list, values), strict=True))
        held = self._columns["articles"]
        self._movable = Movable([*held["title"], *held["text"]])
        self._claims = list(dict.fromkeys(self._columns["claims"]["id"]))
        self._members: defaultdict[str, list[str]] = defaultdict(list)
        for id_, story in zip(held["id"], held["story"], strict=True):
            self._members[story].append(id_)
        self._pieces = self._cut(self._given_way(1))

    def _cut(self, changing: Mapping[str, str]) -> dict[tuple[str, str], Any]:
        in_bytes = {one.encode() for one in changing}
        out: dict[tuple[str, str], Any] = {}
        for table, columns in TABLES.items():
            for column, kind in columns.items():
                values = self._columns[table][column]
                if kind == "text":
                    out[table, column] = Pieces(map(_PIECES.split, values), "", changing)
                elif kind == "packed":
                    out[table, column] = Pieces(map(pieces_of, values), b"", in_bytes)
        return out

    @property
    def movable(self) -> int:
        """How many different words take each other's places."""
        return self._movable.size

    def copy(self, at: int) -> Copied:
        """The rows of a copy, by table; the first one (0) is the base itself."""
        new = self._given_way(at)
        in_bytes = {old.encode(): one.encode() for old, one in new.items()}
        out: Copied = {}
        for table, columns in TABLES.items():
            made = []
            for column, kind in columns.items():
                if kind == "text":
                    made.append(self._pieces[table, column].written(new))
                elif kind == "packed":
                    texts = self._pieces[table, column].written(in_bytes)
                    made.append([zlib.compress(one, LEVEL) for one in texts])
                else:
                    made.append(_moved(self._columns[table][column], kind, at, self.articles))
            out[table] = list(zip(*made, strict=True))
        out["articles"] = [_digested(row) for row in out["articles"]]
        _see(out)
        return out

    def _given_way(self, at: int) -> dict[str, str]:
        """What stands in a copy for each piece that gives way."""
        if not at:
            return {}
        new = self._movable.moved(at)
        new["a000-"] = f"a{at:03}-"
        for outlet in range(newsmaker.OUTLETS):
            number = outlet + newsmaker.OUTLETS * (at % OUTLET_SETS)
            new[f"outlet-{outlet:03}"] = f"outlet-{number:03}"
        first = date(2015, 1, 1)
        for day in range(31):
            old = first + timedelta(days=day)
            new[old.isoformat()] = (old + at * APART).isoformat()
        for story, members in self._members.items():
            ids = sorted(one.replace("a000-", new["a000-"]) for one in members)
            new[story] = content_id("story", *ids)
        new |= {claim: content_id("copy", str(at), claim) for claim in self._claims}
        return new


def _rows(store: sqlite3.Connection, table: str, columns: dict[str, str]) -> list[tuple[Any, ...]]:
    if table == "found":  # its words cannot be read back
        held = store.execute("SELECT number, title, text FROM articles ORDER BY number")
        return [(number, joined_words(title, text)) for number, title, text in held]
    return store.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY rowid").fetchall()


def _moved(values: list[Any], kind: str, at: int, size: int) -> list[Any]:
    """The values of a column that is no text, in a copy."""
    if kind == "number":
        return [None if one is None else one + at * size for one in values]
    if kind not in ("moment", "turned"):
        return values
    seconds = at * APART.total_seconds() * (-1 if kind == "turned" else 1)
    return [one if one is None or abs(one) > 1e15 else one + seconds for one in values]


def _digested(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """An article's row with the digest of its new text."""
    names = list(TABLES["articles"])
    title, text, place = row[names.index("title")], row[names.index("text")], names.index("digest")
    return (*row[:place], content_id(title, text), *row[place + 1 :])


def _see(copied: Copied) -> None:
    """See, of some of a copy's articles, that they are found by the words that the desk would put in; and of
    some stories, that what was worked out for them can be read.

    Raises:
        ValueError, Outdated: one is not.
    """
    names = list(TABLES["articles"])
    step = max(1, len(copied["articles"]) // CHECKED)
    for article, (number, words) in list(zip(copied["articles"], copied["found"], strict=True))[::step]:
        if joined_words(article[names.index("title")], article[names.index("text")]) != words:
            raise ValueError(f"article {number} would be found by other words")
    for story in copied["stories"][::step]:
        unpack_parts(story[-1])


# --- into a store ---------------------------------------------------------------------------------------


class Sqlite:
    """Puts copies into a file, made by the migrations; indexes come last."""

    def __init__(self, where: str) -> None:
        Desk(where).close()
        self._store = sqlite3.connect(where, isolation_level=None)
        for pragma in ("journal_mode=DELETE", "journal_mode=OFF", "synchronous=OFF", "cache_size=-400000"):
            self._store.execute(f"PRAGMA {pragma}")
        asked = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        self._indexes = self._store.execute(asked).fetchall()
        for name, _ in self._indexes:
            self._store.execute(f"DROP INDEX {name}")

    def put(self, copied: Copied) -> None:
        """Put a copy in."""
        self._store.execute("BEGIN")
        for table, rows in copied.items():
            columns = list(TABLES[table]) if table != "found" else ["rowid", "words"]
            holes = ", ".join("?" * len(columns))
            self._store.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({holes})", rows)
        self._store.execute("COMMIT")

    def finish(self) -> None:
        """Make the indexes."""
        for _, sql in self._indexes:
            self._store.execute(sql)
        self._store.execute("PRAGMA journal_mode=WAL")
        self._store.close()


class Postgres:
    """Puts copies into an empty database, made by the migrations; indexes come last."""

    def __init__(self, where: str) -> None:
        import psycopg  # noqa: PLC0415 - where there is no server there may be no driver

        Desk(where).close()
        self._store = psycopg.connect(where, autocommit=True)
        self._store.execute("SET synchronous_commit = off")
        self._store.execute("SET maintenance_work_mem = '1GB'")
        self._indexes = self._store.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()"
            " AND indexdef NOT LIKE 'CREATE UNIQUE%'"
        ).fetchall()
        for name, _ in self._indexes:
            self._store.execute(f"DROP INDEX {name}".encode())

    def put(self, copied: Copied) -> None:
        """Put a copy in."""
        with self._store.transaction():
            for table, rows in copied.items():
                into = f"COPY {table} ({', '.join(TABLES[table])}) FROM STDIN"
                with self._store.cursor().copy(into.encode()) as copy:
                    for row in rows:
                        copy.write_row(row if table != "found" else (row[0], postgres._vector(row[1])))

    def finish(self) -> None:
        """Make the indexes."""
        for _, sql in self._indexes:
            self._store.execute(sql.encode())
        self._store.execute("VACUUM ANALYZE")
        self._store.close()


def multiply(where: str, articles: int, size: int, paths: Sequence[Path]) -> dict[str, Any]:
    """Fill an empty store; what was made, and how long it took."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "base.db")
        started = time.perf_counter()
        with Desk(path) as desk:
            desk.add(list(base_articles(size, paths)))
        added = time.perf_counter()
        return {"added_seconds": round(added - started), **written(path, where, articles)}


def written(base: str, where: str, articles: int) -> dict[str, Any]:
    """Multiply the rows of one desk into an empty store: one process makes them, another puts them in."""
    started = time.perf_counter()
    return fill(Base(base), where, articles, started)


def fill(held: Base, where: str, articles: int, started: float) -> dict[str, Any]:
    """Put as many copies into a store as make so many articles."""
    times, totals = -(-articles // held.articles), Counter[str]()
    # Not forked: a process that has connections, or threads of numpy, does not survive that well.
    context = multiprocessing.get_context("spawn")
    copies: multiprocessing.Queue[Copied | None] = context.Queue(AHEAD)
    writer = context.Process(target=_put_all, args=(where, copies))
    writer.start()
    for at in range(times):
        copied = held.copy(at)
        totals.update({table: len(rows) for table, rows in copied.items()})
        copies.put(copied)
        print(f"copy {at + 1} of {times}", file=sys.stderr, flush=True)
    copies.put(None)
    writer.join()
    if writer.exitcode:
        raise RuntimeError(f"not all was put into the store: {writer.exitcode}")
    return {
        "added_by_the_desk": held.articles, "multiplied_by": times, "words_that_move": held.movable,
        "not_multiplied": ["vectors of articles", "index of shared text"],
        "rows": dict(totals), "multiplied_seconds": round(time.perf_counter() - started),
    }  # fmt: skip


def count(where: str) -> None:
    """Count what a desk keeps counted: parties, and of whom it is that text is copied."""
    with Desk(where) as desk, desk.database.writing() as transaction:
        parties.count_all(transaction)
        transaction.run(
            "UPDATE copies SET"
            " outlet = coalesce((SELECT outlet FROM articles WHERE number = copies.copier), ''),"
            " source = coalesce((SELECT nullif(outlet, '') FROM articles WHERE number = copies.article),"
            " original)"
        )


def _put_all(where: str, copies: multiprocessing.Queue[Copied | None]) -> None:
    sink: Sqlite | Postgres = Postgres(where) if "://" in where else Sqlite(where)
    while (copied := copies.get()) is not None:
        sink.put(copied)
    sink.finish()
    count(where)


def main() -> int:
    """Fill a store, and print what was made as one JSON object."""
    parser = argparse.ArgumentParser(description="Fills an empty desk with a million articles, in minutes.")
    parser.add_argument("store", metavar="STORE")
    parser.add_argument("parquet", nargs="*", type=Path, default=measure.real_news(), metavar="PARQUET")
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--base", type=int, default=BASE, help="articles that the desk itself takes in")
    given = parser.parse_args()
    print(json.dumps(multiply(given.store, given.articles, given.base, given.parquet)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
