"""A store in one file (SQLite), or in memory."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rasd.errors import StoreError
from rasd.store.advice import advice_in
from rasd.store.codec import storable_text
from rasd.store.lines import Expected, Reach, Way
from rasd.store.places import Place
from rasd.store.pool import Pool

if TYPE_CHECKING:
    from rasd.store.database import Database, Transaction

_PATIENCE = 30.0
"""Seconds to wait for another writer."""
_CACHE = 64 << 10
"""Kilobytes of pages that a connection keeps."""
_READING = ("query_only=1", f"cache_size=-{_CACHE}")
_WRITING = ("journal_mode=WAL", "synchronous=FULL", f"cache_size=-{_CACHE}", "temp_store=MEMORY")
_ADVICE = (
    ("is locked", "another process is writing to it", "wait until it is done, or stop it"),
    (
        "disk is full",
        "the disk is full",
        "make room and run the command again: nothing that was kept is lost",
    ),
    ("disk I/O error", "the disk cannot be written or read", "check the disk, then run: rasd check"),
    ("readonly", "it cannot be written", "check the permissions of the file and of its folder"),
    ("read-only", "it cannot be written", "check the permissions of the file and of its folder"),
    ("unable to open", "it cannot be opened", "check the path and the permissions"),
    ("not a database", "this is not a desk's file", "give another path, or move the file away"),
    (
        "malformed",
        "the file is damaged",
        "restore a backup (rasd backup makes them), or add the articles anew",
    ),
    ("no such table", "this is a database of something else", "give another path"),
)


class Sqlite:
    """One file, one writer at a time, readers meanwhile (write-ahead log)."""

    name = "sqlite"

    def pool(self, place: Place, readonly: bool) -> Pool:
        """Connections whose transactions begin when they are told to (the driver would begin them late)."""
        if readonly and place.file and not Path(place.file).is_file():
            raise StoreError(place.file, "there is no desk here", "make one with: rasd add INPUT --store ...")
        path = str(Path(place.file).absolute()) if place.file else ":memory:"
        pragmas = _READING if readonly else _WRITING

        def connect() -> sqlite3.Connection:
            made = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
            try:
                for pragma in pragmas:
                    made.execute(f"PRAGMA {pragma}")
            except sqlite3.Error:
                made.close()
                raise
            return made

        return Pool(connect, self.faults, alone=not place.file)

    def faults(self) -> type[Exception]:
        """All errors of the driver."""
        return sqlite3.Error

    def mistakes(self) -> tuple[type[Exception], ...]:
        """Those of them that are a mistake of ours."""
        return sqlite3.ProgrammingError, sqlite3.IntegrityError

    def spelt(self, sql: str) -> str:
        """As it stands; a list is one parameter, so that a statement is the same however long it is."""
        return sql.replace("IN :values", "IN (SELECT value FROM json_each(:values))")

    def listed(self, values: list[Any]) -> Any:
        """As JSON."""
        return json.dumps([storable_text(one) if isinstance(one, str) else one for one in values])

    def advice(self, error: BaseException) -> tuple[str, str]:
        """What SQLite's message means."""
        return advice_in(_ADVICE, error)

    def pen(self, place: Place) -> Any:
        """Nothing: the index of shared text, which stands beside the file, lets one process in."""
        return None

    def begin_writing(self, transaction: Transaction) -> None:
        """Take the file's one pen now rather than at the first change, when it could be too late."""
        transaction.plain("ROLLBACK")
        transaction.plain("BEGIN IMMEDIATE")

    def match(self, phrases: Sequence[Sequence[str]]) -> str:
        """FTS5: each phrase in quotation marks; words side by side must all be there."""
        return " ".join(f'"{" ".join(words)}"' for words in phrases)

    def expected(self, transaction: Transaction, match: str) -> Expected | None:
        """Nothing: the full text is read from the newest on in any case."""
        return None

    def hits(
        self, condition: str, ranked: bool, few: Reach | None, expected: Expected | None, newest: int
    ) -> list[Way]:
        """Read from the newest on, which a full text in the order of its rows allows; ranked by bm25."""
        joined = "JOIN articles ON articles.number = found.rowid" if condition else ""
        limits = condition
        if few is not None:
            limits = f"found.rowid BETWEEN :low AND :high AND {condition}"
        if few is not None and not few.is_dense:
            # The plus: each hit is looked for among the few, and not each of the few in the full text.
            joined = ""
            limits = (
                "found.rowid BETWEEN :low AND :high"
                f" AND +found.rowid IN (SELECT number FROM articles WHERE {condition})"
            )
        asked = (
            f"SELECT found.rowid AS number, {'bm25(found)' if ranked else '0'} AS rank FROM found {joined}"
            f" WHERE found MATCH :match{limits and ' AND '}{limits} ORDER BY found.rowid DESC LIMIT :newest"
        )
        return [Way(asked)]

    def index_text(self, transaction: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
        """Into a table without contents of its own: the texts are in the articles."""
        transaction.run_each("INSERT INTO found (rowid, words) VALUES (:number, :words)", rows)

    def forget_text(self, transaction: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
        """A table without contents must be told what to forget."""
        transaction.run_each(
            "INSERT INTO found (found, rowid, words) VALUES ('delete', :number, :words)", rows
        )

    def backup(self, database: Database, target: Path) -> None:
        """By SQLite's own online backup."""
        with database.reading() as transaction, sqlite3.connect(target) as copy:
            transaction.driver.backup(copy)
        copy.close()

    def damage(self, transaction: Transaction) -> list[str]:
        """SQLite's own check of the file, and of the full text."""
        return [str(row[0]) for row in transaction.rows("PRAGMA quick_check(20)") if row[0] != "ok"]
