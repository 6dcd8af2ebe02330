"""How often somebody may ask: so many in a window of time, by what they ask for and from where."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

WINDOW = 60.0
"""Seconds of a window."""
MOST = {"sign-in": 10, "trace": 12, "write": 60, "read": 1_200}
"""How often in a window, by what is asked for."""
_REMEMBERED = 20_000


class Limits:
    """Counts what was asked for in windows of time; what is forgotten with the process.

    Args:
        ticks: seconds that never go back.
        most: how often in a window, by kind.
    """

    def __init__(self, ticks: Callable[[], float], most: dict[str, int] | None = None) -> None:
        self._ticks, self._most = ticks, most or MOST
        self._counts: dict[tuple[str, str, int], int] = {}
        self._lock = Lock()

    def allows(self, kind: str, who: str) -> bool:
        """Count one more; whether it is not too often."""
        window = int(self._ticks() // WINDOW)
        with self._lock:
            if len(self._counts) > _REMEMBERED:
                self._counts = {key: n for key, n in self._counts.items() if key[2] == window}
            key = (kind, who, window)
            self._counts[key] = self._counts.get(key, 0) + 1
            return self._counts[key] <= self._most[kind]
