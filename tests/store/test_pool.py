"""Connections: kept and lent again, replaced where they broke, undone where an error ends the work."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from rasd.store import pool as pools
from rasd.store.pool import KEPT, Pool


class Counted:
    """Makes connections to a file and keeps them in view."""

    def __init__(self, path: Path) -> None:
        self.path, self.made = path, list[sqlite3.Connection]()

    def __call__(self) -> sqlite3.Connection:
        made = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False, timeout=1)
        self.made.append(made)
        return made


@pytest.fixture
def connect(tmp_path: Path) -> Iterator[Counted]:
    made = Counted(tmp_path / "some.db")
    yield made
    for one in made.made:
        one.close()


def pool_of(connect: Counted, alone: bool = False) -> Pool:
    return Pool(connect, lambda: sqlite3.Error, alone)


def names(pool: Pool) -> list[str]:
    with pool.transaction() as connection:
        return [row[0] for row in connection.execute("SELECT name FROM people ORDER BY name")]


def test_one_connection_serves_one_after_the_other(connect: Counted) -> None:
    pool = pool_of(connect)
    with pool.transaction() as connection:
        connection.execute("CREATE TABLE people (name TEXT)")
        connection.execute("INSERT INTO people VALUES ('Huda')")
    assert names(pool) == ["Huda"]
    assert len(connect.made) == 1


def test_two_at_once_have_two(connect: Counted) -> None:
    pool = pool_of(connect)
    with pool.transaction() as one, pool.transaction() as two:
        assert one is not two
    with pool.transaction(), pool.transaction():
        pass
    assert len(connect.made) == 2


@pytest.mark.parametrize("alone", [False, True])
def test_what_ends_in_an_error_is_undone(connect: Counted, alone: bool) -> None:
    pool = pool_of(connect, alone)
    with pool.transaction() as connection:
        connection.execute("CREATE TABLE people (name TEXT)")
    with pytest.raises(KeyError), pool.transaction() as connection:
        connection.execute("INSERT INTO people VALUES ('nobody')")
        raise KeyError
    assert names(pool) == []


def test_a_connection_that_broke_while_it_was_kept_gives_way(connect: Counted) -> None:
    pool = pool_of(connect)
    with pool.transaction(), pool.transaction():
        pass
    for one in connect.made:
        one.close()  # as a server does that is started anew
    with pool.transaction() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert len(connect.made) == 3


def test_a_connection_that_breaks_at_work_is_not_lent_again(connect: Counted) -> None:
    pool = pool_of(connect)
    with pytest.raises(sqlite3.ProgrammingError), pool.transaction() as connection:
        connection.close()
        connection.execute("SELECT 1")
    with pool.transaction() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_no_more_are_kept_than_are_needed(connect: Counted) -> None:
    pool = pool_of(connect)
    lent = [pool.transaction() for _ in range(KEPT + 2)]
    for one in lent:
        one.__enter__()
    for one in lent:
        one.__exit__(None, None, None)
    assert len(connect.made) == KEPT + 2
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connect.made[-1].execute("SELECT 1")


def test_who_waits_too_long_is_told(connect: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "PATIENCE", 0.01)
    pool = pool_of(connect, alone=True)
    with pool.transaction(), pytest.raises(TimeoutError, match="in use"), pool.transaction():
        pass


def test_who_waits_gets_it_when_it_is_given_back(connect: Counted) -> None:
    pool, got = pool_of(connect, alone=True), list[object]()

    def ask() -> None:
        with pool.transaction() as connection:
            got.append(connection)

    with pool.transaction() as connection:
        waiting = Thread(target=ask)
        waiting.start()
        assert got == []
    waiting.join()
    assert got == [connection]
