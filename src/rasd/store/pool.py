"""Connections that are kept open and lent out, each to one transaction at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import BoundedSemaphore, Lock
from typing import Any

KEPT, MOST = 5, 15
"""Connections that are kept when nobody needs them, and those that there are at most."""
PATIENCE = 30.0
"""Seconds that a transaction waits for a connection."""


class Pool:
    """Connections of the drivers' own kind, in their mode without transactions: these are begun and ended in
    SQL, the same for all.

    Args:
        connect: makes a connection.
        faults: the errors of the driver, asked for when there is one.
        alone: there is only one connection, which is never given up: the store is in it.
    """

    def __init__(
        self, connect: Callable[[], Any], faults: Callable[[], type[Exception]], alone: bool = False
    ) -> None:
        self._connect, self._faults, self._alone = connect, faults, alone
        self._idle: list[Any] = []
        self._lock = Lock()
        self._room = BoundedSemaphore(1 if alone else MOST)

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        """A connection within a transaction: what was done holds at the end, or is undone by an error.

        Raises:
            TimeoutError: all connections were needed by others for too long.
        """
        if not self._room.acquire(timeout=PATIENCE):
            raise TimeoutError(f"all {MOST} connections are in use")
        try:
            connection, done = self._begun(), False
            try:
                yield connection
                connection.execute("COMMIT")
                done = True
            finally:
                if done:
                    self._take_back(connection)
                else:
                    self._undo(connection)
        finally:
            self._room.release()

    def close(self) -> None:
        """Close the connections that nobody uses."""
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _begun(self) -> Any:
        """A connection on which a transaction has begun.

        What a server that was started anew has forgotten shows here: such connections are let go, until one
        holds or a new one is made.
        """
        while True:
            with self._lock:
                kept = self._idle.pop() if self._idle else None
            connection = self._connect() if kept is None else kept
            try:
                connection.execute("BEGIN")
            except self._faults():
                connection.close()
                if kept is None:
                    raise
            else:
                return connection

    def _undo(self, connection: Any) -> None:
        try:
            connection.execute("ROLLBACK")
        except self._faults():  # undone already, or the connection broke
            if not self._alone:
                with suppress(self._faults()):
                    connection.close()
                return
        self._take_back(connection)

    def _take_back(self, connection: Any) -> None:
        with self._lock:
            if len(self._idle) < KEPT:
                self._idle.append(connection)
                return
        connection.close()
