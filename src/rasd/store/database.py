"""A database by its URL: transactions, and errors that say what to do.

The room's SQL is written once, as text with named parameters (``:name``) and lists (``IN :values``), in what
SQLite and PostgreSQL have in common; where they differ (how to connect, how a parameter is spelt, how one
writer keeps others out, full text) stands in :mod:`rasd.store.sqlite` and :mod:`rasd.store.postgres`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from rasd.doors import open_door
from rasd.errors import StoreError
from rasd.store.codec import storable_text
from rasd.store.lines import Expected, Reach, Way
from rasd.store.places import Place, place_of
from rasd.store.pool import Pool

MOST_VALUES = 10_000
"""Values of one list in a question: both databases take at least so many."""

Row = tuple[Any, ...]


class Dialect(Protocol):
    """Where a kind of database differs from others."""

    name: str
    """``sqlite`` or ``postgres``: also the ending of its own migrations."""

    def pool(self, place: Place, readonly: bool) -> Pool:
        """Connections to a place."""

    def faults(self) -> type[Exception]:
        """All errors of the driver."""

    def mistakes(self) -> tuple[type[Exception], ...]:
        """Those of them that are a mistake of ours, not of the world."""

    def spelt(self, sql: str) -> str:
        """SQL with its parameters as the driver wants them."""

    def listed(self, values: list[Any]) -> Any:
        """The values of a list as a parameter."""

    def advice(self, error: BaseException) -> tuple[str, str]:
        """What an error of the driver means, and what to do about it."""

    def pen(self, place: Place) -> Any:
        """What keeps other processes from adding articles until it is closed; ``None`` where something else
        does, or where another process has it: ``False``."""

    def begin_writing(self, transaction: Transaction) -> None:
        """Keep other writers out until the transaction ends."""

    def match(self, phrases: Sequence[Sequence[str]]) -> str:
        """A question to the full text: all of these phrases (each of one word or more)."""

    def expected(self, transaction: Transaction, match: str) -> Expected | None:
        """What is known of a question before it is asked; ``None`` where :meth:`hits` needs no such thing."""

    def hits(
        self, condition: str, ranked: bool, few: Reach | None, expected: Expected | None, newest: int
    ) -> list[Way]:
        """SQL of the ``newest`` articles that ``:match`` finds and a condition on ``articles`` leaves.

        Of several each is asked only where those before do not find so many. Where the
        condition leaves ``few``, these lie between the numbers ``:low`` and ``:high``.
        Columns are ``number`` and ``rank``, best lowest, 0 where no rank is asked for.
        """

    def index_text(self, transaction: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
        """Let articles be found: rows of ``number``, ``words`` (the words of the text, in order)."""

    def forget_text(self, transaction: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
        """Let articles no longer be found; the rows as they were given."""

    def backup(self, database: Database, target: Path) -> None:
        """Write a whole and consistent copy to a file, while others go on."""

    def damage(self, transaction: Transaction) -> list[str]:
        """What the database itself says is wrong with its file."""


class Transaction:
    """What is asked and written in one go: all of it holds, or nothing."""

    def __init__(self, connection: Any, dialect: Dialect) -> None:
        self._connection = connection
        self.dialect = dialect

    def _asked(self, sql: str, given: Mapping[str, Any]) -> Any:
        return self._connection.execute(self.dialect.spelt(sql), _clean(given))

    def rows(self, sql: str, **given: Any) -> list[Row]:
        """The rows that a question finds."""
        found: list[Row] = self._asked(sql, given).fetchall()
        return found

    def rows_in(self, sql: str, values: Iterable[Any], **given: Any) -> list[Row]:
        """The rows of a question that has ``IN :values``, asked as often as the list is long."""
        found: list[Row] = []
        for some in _portions(values):
            found += self._asked(sql, {"values": self.dialect.listed(some), **given}).fetchall()
        return found

    def row(self, sql: str, **given: Any) -> Row | None:
        """The first row that a question finds."""
        asked = self._asked(sql, given)
        found: Row | None = asked.fetchone()
        asked.close()
        return found

    def value(self, sql: str, **given: Any) -> Any:
        """The first column of the first row."""
        found = self.row(sql, **given)
        return None if found is None else found[0]

    def run(self, sql: str, **given: Any) -> int:
        """Change something; how many rows that were."""
        return int(self._asked(sql, given).rowcount)

    def run_in(self, sql: str, values: Iterable[Any], **given: Any) -> None:
        """Change the rows that ``IN :values`` names."""
        for some in _portions(values):
            self._asked(sql, {"values": self.dialect.listed(some), **given})

    def run_each(self, sql: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """The same change for each row."""
        if rows:
            self._connection.cursor().executemany(self.dialect.spelt(sql), rows)

    def plain(self, sql: str) -> None:
        """A statement without parameters, as it stands (colons included)."""
        self._connection.execute(sql)

    @property
    def driver(self) -> Any:
        """The driver's own connection, for a dialect's own ways."""
        return self._connection


class Database:
    """A database that can be asked and written.

    Args:
        where: a URL (``sqlite:///news.db``, ``postgresql://user@host/name``), a file's path, or ``""`` for
            one in memory.
        readonly: refuse to write, and do not make what is not there.

    Raises:
        UsageError: no kind of database has such a URL.
    """

    def __init__(self, where: str, readonly: bool = False) -> None:
        self.place = place_of(where)
        self.dialect: Dialect = open_door(_DIALECTS[self.place.kind])()
        self.readonly = readonly
        self._pool = self.dialect.pool(self.place, readonly)
        self._pen: Any = None

    @property
    def name(self) -> str:
        """The database's name for people, without a password."""
        return self.place.name

    @property
    def path(self) -> str:
        """The file; empty where there is none."""
        return self.place.file

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A transaction that only asks, and sees one state of everything.

        Raises:
            StoreError: the database does not answer, or is damaged.
        """
        with self._explained(), self._pool.transaction() as connection:
            yield Transaction(connection, self.dialect)

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """A transaction that writes; another writer waits, or is waited for.

        Raises:
            StoreError: the database does not answer, cannot be written, or is full.
        """
        with self._explained(), self._pool.transaction() as connection:
            transaction = Transaction(connection, self.dialect)
            self.dialect.begin_writing(transaction)
            yield transaction

    def hold_pen(self) -> None:
        """Be the one process that adds articles, until the database is closed.

        Raises:
            StoreError: another process is.
        """
        if self._pen is None:
            with self._explained():
                self._pen = self.dialect.pen(self.place)
        if self._pen is False:
            self._pen = None
            raise StoreError(
                self.name, "another process is adding to it", "wait until it is done, or stop it"
            )

    def close(self) -> None:
        """Give back all connections."""
        if self._pen is not None:
            self._pen.close()
            self._pen = None
        self._pool.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except self.dialect.mistakes():
            raise
        except self.dialect.faults() as error:
            what, do = self.dialect.advice(error)
            raise StoreError(self.name, what, do) from error
        except TimeoutError as error:
            raise StoreError(self.name, str(error), "ask again when there is less to do") from error


_DIALECTS = {"sqlite": "rasd.store.sqlite:Sqlite", "postgres": "rasd.store.postgres:Postgres"}


def _portions(values: Iterable[Any]) -> Iterator[list[Any]]:
    """The values without doubles, so many at once as a question may have."""
    rest = iter(dict.fromkeys(values))
    while some := list(islice(rest, MOST_VALUES)):
        yield some


def _clean(given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a question, without what no database can hold: nothing is called so."""
    return {name: storable_text(one) if isinstance(one, str) else one for name, one in given.items()}
