"""What a desk notes of itself, by name: the format of its tables, which dates cannot be right."""

from __future__ import annotations

from rasd.store.database import Transaction

IMPLAUSIBLE = "implausible"
"""The ids of the articles whose dates cannot be right (JSON)."""


def get(transaction: Transaction, name: str) -> str:
    """A note; empty where there is none."""
    return str(transaction.value("SELECT value FROM desk WHERE name = :name", name=name) or "")


def put(transaction: Transaction, name: str, value: str) -> None:
    """Note something, in the place of what was noted under the name."""
    transaction.run(
        "INSERT INTO desk (name, value) VALUES (:name, :value)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name=name, value=value,
    )  # fmt: skip
