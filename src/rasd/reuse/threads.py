"""Work in threads: for functions that spend their time in kernels, which release the interpreter's lock."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sized
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

In = TypeVar("In")
Out = TypeVar("Out")

_MOST = 8


def cores() -> int:
    """The threads that are worth starting: one for each core that this process may use."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, _MOST)


def in_order(function: Callable[[In], Out], items: Iterable[In]) -> Iterator[Out]:
    """``function`` of each item, in order; items are taken as they are needed, and few are held at once."""
    workers = cores()
    # One task needs no thread; to start some takes longer than to look one article up in an index.
    if workers < 2 or (isinstance(items, Sized) and len(items) < 2):
        yield from map(function, items)
        return
    with ThreadPoolExecutor(workers) as pool:
        pending: deque[Future[Out]] = deque()
        try:
            for item in items:
                pending.append(pool.submit(function, item))
                if len(pending) > 2 * workers:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        finally:
            for future in pending:
                future.cancel()
