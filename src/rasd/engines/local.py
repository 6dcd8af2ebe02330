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
from typing import TypeVar

In = TypeVar("In")
Out = TypeVar("Out")

WORTH_IT = 2_000
"""Items below which starting processes costs more than it saves."""
_CHUNK = 64
_MOST_WORKERS = 8


def map_in_order(
    function: Callable[[In], Out], items: Sequence[In], workers: int | None = None
) -> Iterator[Out]:
    """``function`` of each item, in order, as soon as it is known.

    Args:
        function: of a module (so that another process finds it), without side effects.
        items: what it is asked of; they and the results are pickled.
        workers: processes to use; ``None``: one a core where that is worth it and safe, else none.
    """
    count = _workers(len(items)) if workers is None else workers
    if count < 2:
        yield from map(function, items)
        return
    import multiprocessing  # noqa: PLC0415 - costs time, and few runs need it

    # What is there stays, and so do the results: a collector that walks over all of it again and again
    # costs more than the work itself.
    collects = gc.isenabled()
    gc.freeze()
    gc.disable()
    try:
        with multiprocessing.get_context("fork").Pool(count, _begin) as pool:
            yield from pool.imap(function, items, chunksize=_CHUNK)
    finally:
        gc.unfreeze()
        if collects:
            gc.enable()


def _begin() -> None:
    """What a worker does first. An interrupt is the main process's to answer, which then ends the workers."""
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
