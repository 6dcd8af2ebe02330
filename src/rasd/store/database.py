"""A database by its URL: connections, transactions, and errors that say what to do.

The only file that knows SQLAlchemy. The room's SQL is written once, as text with named parameters, in what
SQLite and PostgreSQL have in common; where they differ (how to connect, how one writer keeps others out,
full text) stands in :mod:`rasd.store.sqlite` and :mod:`rasd.store.postgres`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from rasd.doors import open_door
from rasd.errors import StoreError, UsageError
from rasd.store.codec import storable_text

MOST_VALUES = 10_000
"""Values of one list in a question: both databases take at least so many."""

Row = tuple[Any, ...]


class Dialect(Protocol):
    """Where a kind of database differs from others."""

    name: str
    """``sqlite`` or ``postgres``: also the ending of its own migrations."""

    def engine(self, url: Any, readonly: bool) -> Any:
        """An engine (SQLAlchemy's word) for a URL."""

    def advice(self, error: BaseException) -> tuple[str, str]:
        """What an error of the driver means, and what to do about it."""

    def pen(self, engine: Any) -> Any:
        """What keeps other processes from adding articles until it is closed; ``None`` where something else
        does, or where another process has it: ``False``."""

    def begin_writing(self, transaction: Transaction) -> None:
        """Keep other writers out until the transaction ends."""

    def match(self, phrases: Sequence[Sequence[str]]) -> str:
        """A question to the full text: all of these phrases (each of one word or more)."""

    def hits(self, condition: str, ranked: bool) -> str:
        """SQL of the ``:newest`` articles that ``:match`` finds and a condition on ``articles`` leaves.

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
        self._text = open_door("sqlalchemy:text")

    def rows(self, sql: str, **given: Any) -> list[Row]:
        """The rows that a question finds."""
        return [tuple(row) for row in self._connection.execute(self._text(sql), _clean(given))]

    def rows_in(self, sql: str, values: Iterable[Any], **given: Any) -> list[Row]:
        """The rows of a question that has ``IN :values``, asked as often as the list is long."""
        bind, found = open_door("sqlalchemy:bindparam"), []
        statement = self._text(sql).bindparams(bind("values", expanding=True))
        rest = iter(dict.fromkeys(values))
        while some := list(islice(rest, MOST_VALUES)):
            found += [tuple(row) for row in self._connection.execute(statement, {"values": some, **given})]
        return found

    def row(self, sql: str, **given: Any) -> Row | None:
        """The first row that a question finds."""
        found = self._connection.execute(self._text(sql), _clean(given)).first()
        return None if found is None else tuple(found)

    def value(self, sql: str, **given: Any) -> Any:
        """The first column of the first row."""
        found = self.row(sql, **given)
        return None if found is None else found[0]

    def run(self, sql: str, **given: Any) -> int:
        """Change something; how many rows that were."""
        return int(self._connection.execute(self._text(sql), _clean(given)).rowcount)

    def run_in(self, sql: str, values: Iterable[Any], **given: Any) -> None:
        """Change the rows that ``IN :values`` names."""
        statement = self._text(sql).bindparams(open_door("sqlalchemy:bindparam")("values", expanding=True))
        rest = iter(dict.fromkeys(values))
        while some := list(islice(rest, MOST_VALUES)):
            self._connection.execute(statement, {"values": some, **given})

    def run_each(self, sql: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """The same change for each row."""
        if rows:
            self._connection.execute(self._text(sql), list(rows))

    def plain(self, sql: str) -> None:
        """A statement without parameters, as it stands (colons included)."""
        self._connection.exec_driver_sql(sql)

    @property
    def driver(self) -> Any:
        """The driver's own connection, for a dialect's own ways."""
        return self._connection.connection.driver_connection


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
        self.url, self.dialect = _understood(where)
        self.readonly = readonly
        self._engine = self.dialect.engine(self.url, readonly)
        self._pen: Any = None

    @property
    def name(self) -> str:
        """The database's name for people, without a password."""
        if self.dialect.name == "sqlite":
            return self.path or "memory"
        shown = {key: "***" if "password" in key else value for key, value in self.url.query.items()}
        named = self.url.set(drivername="postgresql", query=shown)
        return str(named.render_as_string(hide_password=True))

    @property
    def path(self) -> str:
        """The file; empty where there is none."""
        return str(self.url.database or "") if self.dialect.name == "sqlite" else ""

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A transaction that only asks, and sees one state of everything.

        Raises:
            StoreError: the database does not answer, or is damaged.
        """
        with self._explained(), self._engine.connect() as connection, connection.begin():
            yield Transaction(connection, self.dialect)

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """A transaction that writes; another writer waits, or is waited for.

        Raises:
            StoreError: the database does not answer, cannot be written, or is full.
        """
        with self._explained(), self._engine.connect() as connection, connection.begin():
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
                self._pen = self.dialect.pen(self._engine)
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
        self._engine.dispose()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        faults = open_door("sqlalchemy.exc")
        try:
            yield
        except (faults.ProgrammingError, faults.IntegrityError):  # a mistake of ours, not of the world
            raise
        except faults.SQLAlchemyError as error:
            what, do = self.dialect.advice(getattr(error, "orig", None) or error)
            raise StoreError(self.name, what, do) from error


def _clean(given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a question, without what no database can hold: nothing is called so."""
    return {name: storable_text(one) if isinstance(one, str) else one for name, one in given.items()}


def _understood(where: str) -> tuple[Any, Dialect]:
    """The URL and its kind of database.

    Raises:
        UsageError: it is no URL that is known.
    """
    url = open_door("sqlalchemy.engine:URL")
    if "://" not in where:
        return url.create("sqlite", database=where or None), open_door("rasd.store.sqlite:Sqlite")()
    try:
        made = open_door("sqlalchemy.engine:make_url")(where)
    except (open_door("sqlalchemy.exc:ArgumentError"), ValueError):
        # From None: both errors repeat the URL, and with it a password.
        kind = where.partition("://")[0]
        raise UsageError(f"not a store's URL: {kind}://...; write {kind}://USER@HOST:PORT/NAME") from None
    if "@" in (made.host or ""):
        raise UsageError("not a store's URL: an '@' in a name or a password is written %40")
    kind = made.drivername.partition("+")[0]
    if kind == "sqlite":
        return made.set(drivername="sqlite"), open_door("rasd.store.sqlite:Sqlite")()
    if kind in ("postgresql", "postgres"):
        return made.set(drivername="postgresql+psycopg"), open_door("rasd.store.postgres:Postgres")()
    raise UsageError(
        f"no store of the kind {kind!r}: give a file's path, sqlite:///FILE or postgresql://USER@HOST/NAME"
    )
