"""Brings a database to the form that this version of Rasd works with.

``migrations/`` has numbered files of SQL: ``0001.sql`` for every kind of database, ``0001.sqlite.sql`` and
``0001.postgres.sql`` for one kind. Each number is carried out in one transaction, with the note that it was.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from rasd.errors import StoreError
from rasd.store.database import Database, Transaction

_TYPES = {"sqlite": {"{number}": "INTEGER"}, "postgres": {"{number}": "BIGINT"}}
"""SQLite keeps a table in the order of its key only where the key's type is written so."""
_NEWER = "a newer version of Rasd made it: upgrade with pip install -U rasd"
_TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    "postgres": "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()",
}


@cache
def newest() -> int:
    """The number of the newest migration: the format of a desk that is made now."""
    return max(int(name[:4]) for name in _names())


def _names() -> list[str]:
    return sorted(
        entry.name for entry in (files("rasd.store") / "migrations").iterdir() if entry.name[:4].isdigit()
    )


def prepare(database: Database) -> bool:
    """See that the database is a desk of the newest format: make it, bring it up to date, or refuse it.

    Whether it was made now.

    Raises:
        StoreError: a newer version made it, it is something else, or it is older and must not be written.
    """
    with database.reading() as transaction:
        held = _format(transaction, database)
    if held > newest():
        raise StoreError(database.name, f"a desk of format {held}, and this version knows {newest()}", _NEWER)
    if held == newest():
        return False
    if database.readonly:
        what = "no desk was made in it yet" if not held else f"a desk of the older format {held}"
        raise StoreError(database.name, what, "add something to it first: rasd add INPUT")
    for number in range(held + 1, newest() + 1):
        with database.writing() as transaction:
            if _format(transaction, database) < number:  # another process may have been faster
                _carry_out(transaction, number)
    return not held


def _format(transaction: Transaction, database: Database) -> int:
    """The format of the desk in a database; 0 where the database is empty.

    Raises:
        StoreError: the database holds something else.
    """
    tables = {str(row[0]) for row in transaction.rows(_TABLES[transaction.dialect.name])}
    if not tables:
        return 0
    if not {"desk", "articles"} <= tables:
        raise StoreError(database.name, "this is a database of something else", "give another path or name")
    return int(transaction.value("SELECT value FROM desk WHERE name = 'format'"))


def _carry_out(transaction: Transaction, number: int) -> None:
    kind = transaction.dialect.name
    for name in (f"{number:04}.sql", f"{number:04}.{kind}.sql"):
        if name in _names():
            text = (files("rasd.store") / "migrations" / name).read_text("utf-8")
            for written, real in _TYPES[kind].items():
                text = text.replace(written, real)
            for statement in _statements(text):
                transaction.plain(statement)
    transaction.run("DELETE FROM desk WHERE name = 'format'")
    transaction.run("INSERT INTO desk (name, value) VALUES ('format', :value)", value=str(number))


def _statements(text: str) -> list[str]:
    """The statements of a file: each ends with a semicolon at the end of a line."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("--")]
    return [one.strip() for one in "\n".join(lines).split(";\n") if one.strip(" ;\n")]
