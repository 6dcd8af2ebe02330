"""What does not fit together in a store, and its mending but for the reading of texts: that is the desk's."""

from __future__ import annotations

from collections.abc import Sequence

from rasd.store.articles import digest_of, joined_words
from rasd.store.articles import get as articles_of
from rasd.store.codec import Outdated, unpack_analysis, unpack_parts, unpack_vector
from rasd.store.database import Transaction

AT_ONCE = 2_000


def damage(transaction: Transaction) -> list[str]:
    """What the database itself says is wrong with its file."""
    return transaction.dialect.damage(transaction)


def changed(transaction: Transaction, numbers: Sequence[int]) -> list[str]:
    """The ids of articles whose text is not the one that was put in."""
    held = articles_of(transaction, numbers)
    digests = transaction.rows_in("SELECT number, digest FROM articles WHERE number IN :values", numbers)
    return [held[number].id for number, digest in digests if digest_of(held[number]) != digest]


def numbers(transaction: Transaction) -> list[int]:
    """The numbers of all articles."""
    return [int(row[0]) for row in transaction.rows("SELECT number FROM articles ORDER BY number")]


def unread(transaction: Transaction, some: Sequence[int]) -> list[int]:
    """Of some articles those of which what was read is missing, or in another shape than this version's."""
    held = articles_of(transaction, some)
    rows = transaction.rows_in("SELECT article, data, vector FROM analyses WHERE article IN :values", some)
    right = set()
    for number, data, vector in rows:
        try:
            unpack_analysis(data, held[number], "")
            unpack_vector(vector)
        except Outdated:
            continue
        right.add(int(number))
    return [number for number in some if number not in right]


def unfound(transaction: Transaction) -> list[int]:
    """The numbers of the articles that the full text does not have."""
    table = {"sqlite": "rowid", "postgres": "number"}[transaction.dialect.name]
    return [int(row[0]) for row in transaction.rows(
        f"SELECT number FROM articles WHERE number NOT IN (SELECT {table} FROM found) ORDER BY number"
    )]  # fmt: skip


def index_text(transaction: Transaction, some: Sequence[int]) -> None:
    """Let articles be found that the full text does not have."""
    held = articles_of(transaction, some)
    rows = [{"number": n, "words": joined_words(one.title, one.text)} for n, one in held.items()]
    transaction.dialect.index_text(transaction, rows)


def astray(transaction: Transaction) -> list[int]:
    """The numbers of the articles that count as told and stand in no story that there is."""
    return [int(row[0]) for row in transaction.rows(
        "SELECT number FROM articles WHERE told = 1"
        " AND NOT EXISTS (SELECT 1 FROM stories WHERE stories.id = articles.story) ORDER BY number"
    )]  # fmt: skip


def unreadable_stories(transaction: Transaction) -> list[str]:
    """The ids of the stories that another version of Rasd worked out, or that are damaged."""
    found = []
    for id_ in [str(row[0]) for row in transaction.rows("SELECT id FROM stories ORDER BY id")]:
        data = transaction.value("SELECT data FROM stories WHERE id = :id", id=id_)
        try:
            unpack_parts(data)
        except Outdated:
            found.append(id_)
    return found


def loose_passages(transaction: Transaction) -> int:
    """How many passages name an article that there is not."""
    return int(transaction.value(
        "SELECT count(*) FROM passages WHERE a NOT IN (SELECT number FROM articles)"
        " OR b NOT IN (SELECT number FROM articles)"
    ))  # fmt: skip


def drop_loose_passages(transaction: Transaction) -> None:
    """Take these passages out."""
    for side in ("a", "b"):
        transaction.run(f"DELETE FROM passages WHERE {side} NOT IN (SELECT number FROM articles)")


def articles_in(transaction: Transaction, stories: Sequence[str]) -> list[int]:
    """The numbers of the articles of some stories."""
    rows = transaction.rows_in("SELECT number FROM articles WHERE story IN :values", stories)
    return [int(row[0]) for row in rows]
