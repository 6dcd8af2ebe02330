"""Runs a function over many articles in processes of this machine.

The results are those of a plain loop, in the order of the input: only the time differs.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from types import TracebackType
from typing import Any, Generic, TypeVar

In = TypeVar("In")
Out = TypeVar("Out")

WORTH_IT = 2_000
"""Items below which starting processes costs more than it saves."""
_CHUNK = 64
_FIRST = 16
"""Items that the main process works on itself, before there are others."""
_MOST_WORKERS = 8
_LIFE = 24
"""Chunks after which the workers make room for new ones. A worker shares what the main process has until it
touches it, and Python touches what it reads: in a long life it would come to hold a copy of all. The new ones
are forked here and not by a thread of the pool's: who is forked while another thread has a lock, such as
that of a compiler, waits for it for ever."""
_SHORT = 10_000
"""Items up to which no worker's life is a long one."""
_CREW = 500
"""Items from which on a crew is worth starting: it stays, and is started once."""


def map_in_order(
    function: Callable[[In], Out], items: Sequence[In], workers: int | None = None
) -> Iterator[Out]:
    """``function`` of each item, in order, as soon as it is known.

    Once the first is asked for, other processes work on while something else is done here: on all items, or
    of very many on the first ones.

    Args:
        function: of a module (so that another process finds it), without side effects.
        items: what it is asked of; the results are pickled, the items are not.
        workers: processes to use; ``None``: one a core where that is worth it and safe, else none.
    """
    count = workers_for(len(items)) if workers is None else workers
    if count < 2:
        yield from map(function, items)
        return
    import multiprocessing  # noqa: PLC0415 - costs time, and few runs need it

    first = list(map(function, items[:_FIRST]))  # loads what all items need, so that no worker has to
    lows = range(_FIRST, len(items), _CHUNK)
    chunks = [range(low, min(low + _CHUNK, len(items))) for low in lows]
    lives = count * _LIFE if len(items) > _SHORT else max(len(chunks), 1)
    # A forked process has the items already: only their numbers are sent to it.
    forked = multiprocessing.get_context("fork").Pool
    with collector_at_rest():
        for low in range(0, max(len(chunks), 1), lives):
            with forked(count, _begin, (function, items)) as pool:
                rest = pool.imap(_of_these, chunks[low : low + lives])
                if not low:
                    yield from first
                for results in rest:
                    yield from results


def begun(some: Iterator[Out]) -> Iterator[Out]:
    """The same as :func:`map_in_order` gave, begun: other processes work on it by now."""
    return chain(list(islice(some, 1)), some)


class Crew(Generic[In, Out]):
    """Processes that stay, with all that they have learnt: for what comes block by block.

    Use it in a ``with`` statement. The results are those of a plain loop, in the order of the items. The
    first items are worked on here, so that few start no process, and the others know what was learnt here.

    Args:
        function: of a module, without side effects; its items and results are pickled.
    """

    def __init__(self, function: Callable[[In], Out]) -> None:
        self._function = function
        self._seen, self._count = 0, 1
        self._pool: Any = None

    def __enter__(self) -> Crew[In, Out]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.terminate()
            self._pool.join()
            self._pool = None

    def begin(self, items: Sequence[In]) -> Iterator[Out]:
        """``function`` of each item, in order; the others work on them while something else is done here."""
        first = not self._seen
        self._seen += len(items)
        if self._pool is None and not first and self._seen >= _CREW:
            self._start()
        if self._pool is None:
            return map(self._function, items)
        size = max(1, min(_CHUNK, len(items) // (4 * self._count)))
        some = [items[low : low + size] for low in range(0, len(items), size)]
        return chain.from_iterable(self._pool.imap(_of_given, some))

    def _start(self) -> None:
        self._count = workers_for(WORTH_IT)
        if self._count > 1:
            import multiprocessing  # noqa: PLC0415 - costs time, and few runs need it

            forked = multiprocessing.get_context("fork").Pool
            self._pool = forked(self._count, _begin, (self._function, ()))


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Stops looking for unreachable cycles while much is made that stays: to walk over it all again and
    again costs more than the work itself."""
    collects = gc.isenabled()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.unfreeze()
            gc.enable()


_work: list[Any] = []
"""In a worker: the function, and the items."""


def _of_these(numbers: range) -> list[Any]:
    function, items = _work
    return [function(items[k]) for k in numbers]


def _of_given(items: Sequence[Any]) -> list[Any]:
    return list(map(_work[0], items))


def _begin(function: Callable[[In], Out], items: Sequence[In]) -> None:
    """What a worker does first. An interrupt is the main process's to answer, which then ends the workers."""
    _work[:] = function, items
    gc.freeze()  # to look for garbage among what the main process has would be to touch it all
    gc.enable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)


def workers_for(items: int) -> int:
    """Processes that are worth starting for so many articles.

    Only forked ones are: a spawned one would run the main module of whoever uses the library again.
    Forking is safe where no other thread may hold a lock.
    """
    if items < WORTH_IT or sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST_WORKERS)
