"""What was made once is not made again while it holds: values by a key and a mark, bounded by their bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

MOST_BYTES = 64_000_000
"""Of what is remembered: some hundred pages of large stories, or thousands of small ones."""
_LOCKS = 16

T = TypeVar("T")


class Remembered(Generic[T]):
    """Values that hold as long as the mark under which they were made.

    Args:
        weigh: the bytes of a value.
        most: bytes in all; what was asked for least lately makes room.
    """

    def __init__(self, weigh: Callable[[T], int], most: int = MOST_BYTES) -> None:
        self._weigh, self._most = weigh, most
        self._held: OrderedDict[Hashable, tuple[str, int, T]] = OrderedDict()
        self._weight = 0
        self._lock = Lock()
        self._making = [Lock() for _ in range(_LOCKS)]

    @property
    def weight(self) -> int:
        """The bytes of all that is remembered."""
        return self._weight

    def get(self, key: tuple[str, ...], mark: str, now: Callable[[], str], make: Callable[[], T]) -> T:
        """The value of a key, made where none is held under its present ``mark``.

        Two who ask for the same at once wait for one. What changed while it was made (``now`` gives another
        mark) is given, but not kept.
        """
        found = self._found(key, mark)
        if found is not None:
            return found
        with self._making[sum(map(ord, "".join(key))) % _LOCKS]:
            found = self._found(key, mark)
            if found is not None:
                return found
            made = make()
            if now() == mark:
                self._keep(key, mark, made)
        return made

    def _found(self, key: tuple[str, ...], mark: str) -> T | None:
        with self._lock:
            held = self._held.get(key)
            if held is None or held[0] != mark:
                return None
            self._held.move_to_end(key)
            return held[2]

    def _keep(self, key: tuple[str, ...], mark: str, value: T) -> None:
        weight = self._weigh(value)
        with self._lock:
            self._weight += weight - self._held.pop(key, ("", 0, None))[1]
            self._held[key] = mark, weight, value
            while self._weight > self._most:
                _, (_, gone, _) = self._held.popitem(last=False)
                self._weight -= gone
