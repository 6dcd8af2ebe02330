"""Time, as the watcher sees it: a clock on the wall that people set, and one that only goes forward."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from queue import Empty, SimpleQueue
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Clock(Protocol):
    """What the watcher asks of a clock. Pace and intervals go by ``ticks``; ``now`` is only written down."""

    def now(self) -> datetime:
        """The time of day, UTC. It may jump."""

    def ticks(self) -> float:
        """Seconds since some moment; they never go back."""

    def wait(self, arrivals: SimpleQueue[Item], until: float, busy: bool) -> Item | None:
        """The next arrival; ``None`` where none came before ``until`` (ticks). ``busy``: one will come."""


class SystemClock:
    """The machine's own clocks."""

    def now(self) -> datetime:
        """As the protocol says."""
        return datetime.now(UTC)

    def ticks(self) -> float:
        """As the protocol says."""
        return time.monotonic()

    def wait(self, arrivals: SimpleQueue[Item], until: float, busy: bool) -> Item | None:
        """As the protocol says."""
        try:
            return arrivals.get(timeout=max(0.0, until - self.ticks()))
        except Empty:
            return None


class SimulatedClock:
    """A clock that runs as fast as the work is done: it stands still while something is awaited, and then
    jumps to where the next thing is due. A day takes as long as its requests do."""

    def __init__(self, start: datetime) -> None:
        self._now = start
        self._ticks = 0.0

    def now(self) -> datetime:
        """As the protocol says."""
        return self._now

    def ticks(self) -> float:
        """As the protocol says."""
        return self._ticks

    def set(self, now: datetime) -> None:
        """Somebody sets the clock on the wall."""
        self._now = now

    def wait(self, arrivals: SimpleQueue[Item], until: float, busy: bool) -> Item | None:
        """As the protocol says."""
        if busy:
            return arrivals.get()
        try:
            return arrivals.get_nowait()
        except Empty:
            passed = max(0.0, until - self._ticks)
            self._ticks += passed
            self._now += timedelta(seconds=passed)
            return None
