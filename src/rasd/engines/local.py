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
from typing import Any, TypeVar

In = TypeVar("In")
Out = TypeVar("Out")

WORTH_IT = 2_000
"""Items below which starting processes costs more than it saves."""
_CHUNK = 64
_MOST_WORKERS = 8
_LIFE = 24
"""Chunks after which a worker makes room for a new one. A worker shares what the main process has until it
touches it, and Python touches what it reads: in a long life it would come to hold a copy of all."""


def map_in_order(
    function: Callable[[In], Out], items: Sequence[In], workers: int | None = None
) -> Iterator[Out]:
    """``function`` of each item, in order, as soon as it is known.

    Args:
        function: of a module (so that another process finds it), without side effects.
        items: what it is asked of; the results are pickled, the items are not.
        workers: processes to use; ``None``: one a core where that is worth it and safe, else none.
    """
    count = _workers(len(items)) if workers is None else workers
    if count < 2:
        yield from map(function, items)
        return
    import multiprocessing  # noqa: PLC0415 - costs time, and few runs need it

    yield from map(function, items[:_CHUNK])  # loads what all items need, so that no worker has to
    lows = range(_CHUNK, len(items), _CHUNK)
    chunks = [range(low, min(low + _CHUNK, len(items))) for low in lows]
    # A forked process has the items already: only their numbers are sent to it.
    forked = multiprocessing.get_context("fork").Pool
    with collector_at_rest(), forked(count, _begin, (function, items), _LIFE) as pool:
        for results in pool.imap(_of_these, chunks):
            yield from results


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


def _begin(function: Callable[[In], Out], items: Sequence[In]) -> None:
    """What a worker does first. An interrupt is the main process's to answer, which then ends the workers."""
    _work[:] = function, items
    gc.freeze()  # to look for garbage among what the main process has would be to touch it all
    gc.enable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)


def _workers(items: int) -> int:
    """Processes that are worth starting.

    Only forked ones are: a spawned one would run the main module of whoever uses the library again.
    Forking is safe where no other thread may hold a lock.
    """
    if items < WORTH_IT or sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST_WORKERS)
