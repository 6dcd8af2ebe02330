"""Parties as they are counted: how often each is cited, and what it is called.

The counts stand in tables of their own, which are kept up as what is read out of articles comes and goes: a
list of all parties of a desk of a million articles is read, not counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rasd.store.database import Transaction

if TYPE_CHECKING:
    from rasd.store.articles import Link

_COUNTS = (
    "count(*), sum(final), count(DISTINCT article),"
    " sum(CASE WHEN final = 1 AND stance = 'denies' THEN 1 ELSE 0 END)"
)
_COUNTED = (
    "INSERT INTO parties (key, name, type, cited, final, articles, denied)"
    f" SELECT key, min(name), min(type), {_COUNTS} FROM links WHERE {{}} GROUP BY key"
)
_CALLED = (
    "INSERT INTO called (key, folded, name)"
    " SELECT key, folded, min(name) FROM links WHERE {} GROUP BY key, folded"
)


def add(transaction: Transaction, rows: Iterable[Sequence[Link]]) -> None:
    """Count what was read out of articles that were not counted: the links of each."""
    counted: dict[str, dict[str, str | int]] = {}
    called: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for links in rows:
        for link in links:
            if not link.key:
                continue
            new = {"key": link.key, "name": link.name, "type": link.type}
            row = counted.setdefault(link.key, {**new, "cited": 0, "final": 0, "articles": 0, "denied": 0})
            row["name"], row["type"] = min(str(row["name"]), link.name), min(str(row["type"]), link.type)
            row["cited"] = int(row["cited"]) + 1
            row["final"] = int(row["final"]) + link.final
            row["denied"] = int(row["denied"]) + (link.final and link.stance == "denies")
            called[link.key, link.folded].append(link.name)
        for key in {link.key for link in links if link.key}:
            counted[key]["articles"] = int(counted[key]["articles"]) + 1
    smaller = "{0} = CASE WHEN excluded.{0} < {1}.{0} THEN excluded.{0} ELSE {1}.{0} END"
    more = ", ".join(
        f"{one} = parties.{one} + excluded.{one}" for one in ("cited", "final", "articles", "denied")
    )
    # In the order of their keys, as all changes of several rows: writers cannot lock each other out.
    transaction.run_each(
        "INSERT INTO parties (key, name, type, cited, final, articles, denied)"
        " VALUES (:key, :name, :type, :cited, :final, :articles, :denied) ON CONFLICT (key) DO UPDATE SET "
        f"{smaller.format('name', 'parties')}, {smaller.format('type', 'parties')}, {more}",
        [counted[key] for key in sorted(counted)],
    )
    transaction.run_each(
        "INSERT INTO called (key, folded, name) VALUES (:key, :folded, :name)"
        f" ON CONFLICT (key, folded) DO UPDATE SET {smaller.format('name', 'called')}",
        [{"key": key, "folded": folded, "name": min(called[key, folded])} for key, folded in sorted(called)],
    )


def keys_of(transaction: Transaction, numbers: Sequence[int]) -> list[str]:
    """The keys of the parties that some articles cite."""
    rows = transaction.rows_in(
        "SELECT DISTINCT key FROM links WHERE article IN :values AND key <> ''", numbers
    )
    return sorted({str(row[0]) for row in rows})


def count_anew(transaction: Transaction, keys: Sequence[str]) -> None:
    """Count some parties anew, of which links were taken out."""
    for table in ("parties", "called"):
        transaction.run_in(f"DELETE FROM {table} WHERE key IN :values", keys)
    for insert in (_COUNTED, _CALLED):
        transaction.run_in(insert.format("key IN :values"), keys)


def astray(transaction: Transaction) -> list[str]:
    """The keys of parties whose counts are not those of the links."""
    counted = f"SELECT key, {_COUNTS} FROM links WHERE key <> '' GROUP BY key"
    kept = "SELECT key, cited, final, articles, denied FROM parties"
    called = "SELECT DISTINCT key, folded FROM links WHERE key <> ''"
    names = "SELECT key, folded FROM called"
    pairs = ((counted, kept), (kept, counted), (called, names), (names, called))
    questions = (f"SELECT key FROM (SELECT * FROM ({a}) AS a EXCEPT SELECT * FROM ({b}) AS b) AS c"
                 for a, b in pairs)  # fmt: skip
    return sorted({str(row[0]) for question in questions for row in transaction.rows(question)})


def count_all(transaction: Transaction) -> None:
    """Count all parties anew."""
    for table, insert in (("parties", _COUNTED), ("called", _CALLED)):
        transaction.run(f"DELETE FROM {table}")
        transaction.run(insert.format("key <> ''"))
