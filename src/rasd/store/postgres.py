"""A store that a team shares (PostgreSQL 13 or newer)."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rasd.doors import open_door
from rasd.errors import StoreError
from rasd.store.advice import advice_in
from rasd.store.codec import storable_text
from rasd.store.lines import Expected, Reach, Way
from rasd.store.places import Place
from rasd.store.pool import Pool

if TYPE_CHECKING:
    from rasd.store.database import Database, Transaction

_PEN = 0x72617364
"""The key of the advisory lock that one writer holds ("rasd")."""
_MOST_POSITIONS = 16_383
"""Words of a text from which PostgreSQL no longer tells one place from another (its documentation, 12.11)."""
_MOST_BYTES = 1_000_000
"""Bytes of the words of one text that can be found."""
_FOUND = "found.words @@ CAST(:match AS tsquery)"
_ROWS = re.compile(r"rows=(\d+)")
_LOOK, _VISIT, _ENTRY = 20.0, 8.0, 0.6
"""What it takes, one to the other, to look for words in a text by its number (it must be unpacked), to fetch
a text that the index of words names, and to read such a name in it: microseconds, as measured."""
_WIDE = 3
"""Of the newest texts so many times those are asked first that are expected to have enough."""
_PARAMETER = re.compile(r"(?<![\w:]):([a-z_]+)")
_ADVICE = (
    ("password authentication", "the server refuses the password", "check user and password"),
    ("does not exist", "the server does not know it", "make the database first: createdb NAME"),
    ("Connection refused", "no server answers there", "start it, or check host and port"),
    ("could not translate host", "there is no such host", "check the host's name"),
    ("failed to resolve host", "there is no such host", "check the host's name"),
    (
        "No space left",
        "the server's disk is full",
        "make room and run the command again: nothing kept is lost",
    ),
    (
        "could not extend",
        "the server's disk is full",
        "make room and run the command again: nothing kept is lost",
    ),
    ("read-only", "the server only lets it be read", "connect to the primary"),
    ("permission denied", "the user may not do this", "let the user own the database"),
    ("terminating connection", "the server was stopped", "run the command again: nothing kept is lost"),
    ("server closed", "the connection broke", "run the command again: nothing kept is lost"),
    ("connection", "the connection broke", "run the command again: nothing kept is lost"),
)


class Postgres:
    """A server: any number of readers on any machines, one writer at a time."""

    name = "postgres"

    def pool(self, place: Place, readonly: bool) -> Pool:
        """Connections whose readers see one state of everything in a transaction."""
        open_door("psycopg", "postgres")
        return Pool(lambda: _connected(place, readonly), self.faults)

    def faults(self) -> type[Exception]:
        """All errors of the driver."""
        found: type[Exception] = open_door("psycopg:Error")
        return found

    def mistakes(self) -> tuple[type[Exception], ...]:
        """Those of them that are a mistake of ours."""
        return open_door("psycopg:ProgrammingError"), open_door("psycopg:IntegrityError")

    def spelt(self, sql: str) -> str:
        """As psycopg wants it; a list is an array."""
        return _spelt(sql)

    def listed(self, values: list[Any]) -> Any:
        """As an array."""
        return [storable_text(one) if isinstance(one, str) else one for one in values]

    def advice(self, error: BaseException) -> tuple[str, str]:
        """What the server's message means."""
        return advice_in(_ADVICE, error)

    def pen(self, place: Place) -> Any:
        """A connection of its own that holds a lock: others may be on other machines, with other indexes."""
        connection = _connected(place, False)
        if connection.execute("SELECT pg_try_advisory_lock(%s)", (_PEN + 1,)).fetchone()[0]:
            return _Pen(connection)
        connection.close()
        return False

    def begin_writing(self, transaction: Transaction) -> None:
        """Wait for the pen; what was committed meanwhile is seen, since the first question comes after it."""
        transaction.plain("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        transaction.run("SELECT pg_advisory_xact_lock(:key)", key=_PEN)

    def match(self, phrases: Sequence[Sequence[str]]) -> str:
        """A tsquery, written out: the server's own parser would cut words otherwise than we do."""
        return " & ".join("(" + " <-> ".join(map(_quoted, words)) + ")" for words in phrases)

    def expected(self, transaction: Transaction, match: str) -> Expected | None:
        """By the server's own estimate; and it is told not to read all texts, and what would take longer to
        make ready than to do without."""
        plan = transaction.value(f"EXPLAIN SELECT 1 FROM found WHERE {_FOUND}", match=match)
        estimate = _ROWS.search(str(plan))
        held = int(transaction.value("SELECT max(number) FROM found") or 0)
        for setting in ("enable_seqscan = off", "jit = off", "max_parallel_workers_per_gather = 0"):
            transaction.plain(f"SET LOCAL {setting}")
        return Expected(int(estimate[1]) if estimate else 1, held)

    def hits(
        self, condition: str, ranked: bool, few: Reach | None, expected: Expected | None, newest: int
    ) -> list[Way]:
        """Ranked by cover density, and only these: to rank a text the server must unpack it."""
        asked = _newest(condition, few, expected or Expected(1, 1), newest)
        if not ranked:
            return [
                replace(way, sql=f"SELECT newest.number, 0 AS rank FROM ({way.sql}) AS newest")
                for way in asked
            ]
        rank = "-ts_rank_cd(found.words, CAST(:match AS tsquery)) AS rank"
        joined = "JOIN found ON found.number = newest.number"
        return [
            replace(way, sql=f"SELECT newest.number, {rank} FROM ({way.sql}) AS newest {joined}")
            for way in asked
        ]

    def index_text(self, transaction: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
        """As tsvectors, written out."""
        transaction.run_each(
            "INSERT INTO found (number, words) VALUES (:number, CAST(:words AS tsvector))",
            [{"number": row["number"], "words": _vector(row["words"])} for row in rows],
        )

    def forget_text(self, transaction: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
        """By their numbers."""
        transaction.run_in("DELETE FROM found WHERE number IN :values", [row["number"] for row in rows])

    def backup(self, database: Database, target: Path) -> None:
        """By PostgreSQL's own pg_dump (custom format: pg_restore reads it).

        Raises:
            StoreError: pg_dump is not installed, or fails.
        """
        place = database.place
        command = ["pg_dump", "--format=custom", f"--file={target}", place.open_address]
        environment = {"PGPASSWORD": place.password} if place.password else {}
        try:
            subprocess.run(  # noqa: S603 - the program of that name, with arguments of ours
                command,
                check=True,
                capture_output=True,
                text=True,
                env=open_door("rasd.settings:child")(environment),
            )
        except FileNotFoundError as error:
            raise StoreError(
                database.name, "pg_dump is not installed", "install PostgreSQL's client"
            ) from error
        except subprocess.CalledProcessError as error:
            raise StoreError(
                database.name, f"pg_dump failed: {error.stderr.strip()}", "see its message"
            ) from error

    def damage(self, transaction: Transaction) -> list[str]:
        """Nothing: the server watches its own files."""
        return []


class _Pen:
    """A lock that a connection holds."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def close(self) -> None:
        """Give it back now, not when the server sees that the connection is gone.

        A server that is gone itself has given it back already.
        """
        with suppress(open_door("psycopg:Error")):
            self._connection.execute("SELECT pg_advisory_unlock(%s)", (_PEN + 1,))
        self._connection.close()


def _connected(place: Place, readonly: bool) -> Any:
    options = "-c default_transaction_isolation=repeatable\\ read"
    if readonly:
        options += " -c default_transaction_read_only=on"
    # Not prepared: the server would plan a search without a look at its words.
    return open_door("psycopg:connect")(
        place.address, autocommit=True, options=options, connect_timeout=10, prepare_threshold=None
    )


def _newest(condition: str, few: Reach | None, expected: Expected, newest: int) -> list[Way]:
    """The ways to the newest, the first of which takes least by what is expected."""
    held, many = max(1, expected.held), max(1, expected.many)
    looks = newest * held / many
    if few is not None:
        span = few.high - few.low + 1
        narrow = span < held / 4
        each = min(few.many, looks) * _LOOK
        fetched = many * span / held * _VISIT + many * _ENTRY + (few.many * _VISIT if narrow else 0.0)
        if each < fetched:
            return [Way(_each(condition))]
        return (
            [_by_index(_fetched(condition, " AND found.number BETWEEN :low AND :high"))]
            if narrow
            else [Way(_fetched(condition, ""))]
        )
    if condition:
        return [Way(_joined(condition))]
    if looks * _LOOK < many * _ENTRY:  # so common that enough are met soon, from the newest text on
        return [Way(f"SELECT number FROM found WHERE {_FOUND} ORDER BY number DESC LIMIT :newest")]
    # Asked of the index of words (OFFSET 0: by itself), and only of the newest where these are enough.
    last = (
        f"SELECT hits.number FROM (SELECT found.number FROM found WHERE {_FOUND} OFFSET 0) AS hits"
        " ORDER BY hits.number DESC LIMIT :newest"
    )
    first = last.replace(" OFFSET 0", " AND found.number > :after AND found.number <= :upto OFFSET 0")
    ways, wide, upto = list[Way](), max(1, int(min(_WIDE * looks, held / 16))), held
    while many > newest and wide * 2 <= held:
        ways.append(_by_index(first, held - wide, upto))
        wide, upto = wide * 5, held - wide
    if ways:  # what is left: the sum keeps the index of numbers out of it
        last = last.replace(" OFFSET 0", " AND found.number + 0 <= :upto OFFSET 0")
    return [*ways, Way(last, upto=upto)]


def _by_index(sql: str, after: int = 0, upto: int = 0) -> Way:
    """A question that the index of words and that of numbers answer together: the server takes a look into
    a text for cheaper than it is, and would look into all of them between."""
    return Way(sql, after, upto, "SET LOCAL enable_indexscan = off", "SET LOCAL enable_indexscan = on")


def _each(condition: str) -> str:
    """Each article that the condition leaves is looked at, from the newest on."""
    return (
        f"SELECT number FROM articles WHERE {condition} AND EXISTS (SELECT 1 FROM found"
        f" WHERE found.number = articles.number AND {_FOUND} OFFSET 0) ORDER BY number DESC LIMIT :newest"
    )


def _fetched(condition: str, between: str) -> str:
    """All texts that have the words are fetched, then the condition is seen to."""
    return (
        f"SELECT hits.number FROM (SELECT found.number FROM found WHERE {_FOUND}{between} OFFSET 0) AS hits"
        f" JOIN articles ON articles.number = hits.number WHERE {condition}"
        " ORDER BY hits.number DESC LIMIT :newest"
    )


def _joined(condition: str) -> str:
    return (
        "SELECT found.number FROM found JOIN articles ON articles.number = found.number"
        f" WHERE {_FOUND} AND {condition} ORDER BY found.number DESC LIMIT :newest"
    )


@lru_cache(maxsize=512)
def _spelt(sql: str) -> str:
    listed = sql.replace("%", "%%").replace("IN :values", "= ANY(:values)")
    return _PARAMETER.sub(r"%(\1)s", listed)


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _vector(words: str) -> str:
    """The words with their places: ``'word':1,7 'other':2``."""
    places: dict[str, list[int]] = {}
    size = 0
    for place, word in enumerate(words.split(), 1):
        if len(word) > 400:  # a lexeme has at most 2 KB
            continue
        row = places.setdefault(word, [])
        size += len(word.encode()) + 8 if not row else 4
        if size > _MOST_BYTES:
            break
        if len(row) < 250:  # and at most 255 places
            row.append(min(place, _MOST_POSITIONS))
    return " ".join(f"{_quoted(word)}:{','.join(map(str, row))}" for word, row in places.items())
