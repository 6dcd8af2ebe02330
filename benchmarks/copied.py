"""A desk of a million articles on PostgreSQL in minutes: the rows of a desk in a file, copied by the server.

    python benchmarks/copied.py FILE URL [--articles N]

FILE is a desk in a file that nothing is added to meanwhile, URL an empty database. Its rows are put in once
(by COPY), and written again by the server itself (``INSERT ... SELECT``) until ``--articles`` (1,000,000)
are there.

What a copy has of its own: numbers and ids of its articles, ids of its stories and of its claims, its dates
(each copy comes sixty days after the one before), its outlets (the base's, ten times; then the first ones
again). **The texts are those of the base, unchanged**: a word or a phrase stands in as many articles of
each copy as of the base, so the rarest are less rare than in a million articles of their own, and there are
no new words. What is packed (what was worked out for a story, what was read out of an article) is the
base's, so a story's page is not to be measured here. ``multiplied.py`` does more, and takes longer. Indexes
and keys are made once the rows are in.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from multiplied import ARTICLES, TABLES, count

from rasd import Desk
from rasd.store import postgres
from rasd.store.articles import joined_words

APART = 60 * 86_400
OUTLET_SETS = 10
_NUMBERS = {("articles", "number"), ("found", "number"), ("analyses", "article"), ("passages", "a"),
            ("passages", "b"), ("links", "article"), ("names", "article"), ("copies", "copier"),
            ("copies", "article")}  # fmt: skip
_IDS = {("articles", "story"), ("stories", "id"), ("names", "id"), ("claims", "story"), ("claims", "id"),
        ("origins", "story"), ("copies", "story")}  # fmt: skip


def column(table: str, name: str) -> str:
    """What stands in a column of a copy: ``%(at)s`` is its number, ``%(size)s`` the articles of the base."""
    if (table, name) in _NUMBERS:
        return f"{name} + %(at)s * %(size)s"
    if (table, name) in _IDS:
        return f"CASE WHEN {name} = '' THEN '' ELSE left(md5(%(at)s || {name}), 16) END"
    if (table, name) == ("articles", "id"):
        return "%(at)s || '-' || id"
    if name == "outlet":
        return f"CASE WHEN outlet = '' THEN '' ELSE outlet || ' ' || %(at)s %% {OUTLET_SETS} END"
    if TABLES[table][name] in ("moment", "turned"):
        sign = "-" if TABLES[table][name] == "turned" else "+"
        return f"CASE WHEN abs({name}) > 1e15 THEN {name} ELSE {name} {sign} %(at)s * {APART} END"
    return name


def rows(store: sqlite3.Connection, table: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a table of the base."""
    if table == "found":
        for number, title, text in store.execute("SELECT number, title, text FROM articles"):
            yield number, postgres._vector(joined_words(title, text))
        return
    yield from store.execute(f"SELECT {', '.join(TABLES[table])} FROM {table}")


def fill(file: Path, url: str, articles: int) -> dict[str, Any]:
    """Fill an empty database; what was made, and how long it took."""
    started = time.perf_counter()
    Desk(url).close()
    base, server = sqlite3.connect(file), psycopg.connect(url, autocommit=True)
    server.execute("SET synchronous_commit = off")
    server.execute("SET maintenance_work_mem = '2GB'")
    keys = server.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE contype IN ('p', 'u') AND connamespace = current_schema()::regnamespace"
    ).fetchall()
    keys = [row for row in keys if row[0] in TABLES]
    for table, name, _ in keys:
        server.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}".encode())
    indexes = server.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()"
        " AND indexdef NOT LIKE 'CREATE UNIQUE%'"
    ).fetchall()
    for name, _ in indexes:
        server.execute(f"DROP INDEX {name}".encode())
    for table, columns in TABLES.items():
        into = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
        with server.transaction(), server.cursor().copy(into.encode()) as copy:
            for row in rows(base, table):
                copy.write_row(row)
    row = base.execute("SELECT max(number) FROM articles").fetchone()
    size = int(row[0])
    for table, columns in TABLES.items():
        server.execute(f"CREATE TEMP TABLE base_{table} AS SELECT * FROM {table}".encode())
        made = ", ".join(column(table, name) for name in columns)
        into = f"INSERT INTO {table} ({', '.join(columns)}) SELECT {made} FROM base_{table}"
        for at in range(1, -(-articles // size)):
            # Written into the statement: the server would not know the types of parameters.
            server.execute(
                (into.replace("%(at)s", str(at)).replace("%(size)s", str(size)).replace("%%", "%")).encode()
            )
        server.execute(f"DROP TABLE base_{table}".encode())
        print(f"{table}: {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
    for table, name, definition in keys:
        server.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}".encode())
    for name, definition in indexes:
        server.execute(definition.encode())
        print(f"{name}: {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
    count(url)
    server.execute("VACUUM ANALYZE")
    counted = {table: server.execute(f"SELECT count(*) FROM {table}".encode()).fetchone() for table in TABLES}
    return {"base": size, "seconds": round(time.perf_counter() - started),
            "rows": {table: row[0] for table, row in counted.items() if row}}  # fmt: skip


def main() -> int:
    """Fill a database, and print what was made as one JSON object."""
    parser = argparse.ArgumentParser(description="Fills a database with the rows of a desk, many times.")
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("url", metavar="URL")
    parser.add_argument("--articles", type=int, default=ARTICLES)
    given = parser.parse_args()
    print(json.dumps(fill(given.file, given.url, given.articles)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
