"""Who may use a desk in a browser, and who is signed in. Only hashes of passwords and of keys come here."""

from __future__ import annotations

from dataclasses import dataclass

from rasd.store.database import Database

ROLES = ("reader", "editor", "admin")
"""What an account may: look; decide and trace too; follow feeds too. Each may what those before it may."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may use a desk: ``role`` is one of :data:`ROLES`; ``made`` is when (seconds UTC)."""

    name: str
    role: str
    made: float


class Accounts:
    """The accounts of a desk and their sessions.

    Args:
        database: the store.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Account]:
        """All accounts, by name."""
        with self._database.reading() as transaction:
            return [
                Account(*row)
                for row in transaction.rows("SELECT name, role, made FROM accounts ORDER BY name")
            ]

    def put(self, account: Account, password: str) -> None:
        """Make an account, or give it another role and password (hashed); then nobody is signed in as it."""
        with self._database.writing() as transaction:
            transaction.run("DELETE FROM sessions WHERE account = :name", name=account.name)
            transaction.run(
                "INSERT INTO accounts (name, role, password, made) VALUES (:name, :role, :password, :made)"
                " ON CONFLICT (name) DO UPDATE SET role = excluded.role, password = excluded.password",
                name=account.name, role=account.role, password=password, made=account.made,
            )  # fmt: skip

    def drop(self, name: str) -> bool:
        """Take an account away and end its sessions; whether there was one."""
        with self._database.writing() as transaction:
            transaction.run("DELETE FROM sessions WHERE account = :name", name=name)
            return transaction.run("DELETE FROM accounts WHERE name = :name", name=name) > 0

    def password(self, name: str) -> str:
        """The hash of an account's password; empty where there is no such account."""
        with self._database.reading() as transaction:
            found = transaction.value("SELECT password FROM accounts WHERE name = :name", name=name)
        return str(found or "")

    def open(self, key: str, name: str, ends: float, now: float) -> None:
        """Let somebody be signed in, under a key (hashed), until then; sessions that have ended go."""
        with self._database.writing() as transaction:
            transaction.run("DELETE FROM sessions WHERE ends < :now", now=now)
            transaction.run(
                "INSERT INTO sessions (key, account, ends) VALUES (:key, :name, :ends)",
                key=key, name=name, ends=ends,
            )  # fmt: skip

    def signed_in(self, key: str, now: float) -> Account | None:
        """Who is signed in under a key (hashed)."""
        with self._database.reading() as transaction:
            row = transaction.row(
                "SELECT accounts.name, accounts.role, accounts.made FROM sessions"
                " JOIN accounts ON accounts.name = sessions.account"
                " WHERE sessions.key = :key AND sessions.ends >= :now",
                key=key, now=now,
            )  # fmt: skip
        return None if row is None else Account(*row)

    def close(self, key: str) -> None:
        """Nobody is signed in under a key (hashed) any longer."""
        with self._database.writing() as transaction:
            transaction.run("DELETE FROM sessions WHERE key = :key", key=key)
