"""Lays stories out in processes beside the server's.

A large story takes tens of milliseconds, in which one process of Python answers nobody else. Two or three of
them, with the store opened for reading, lay out what is asked for; the server answers meanwhile, and on a
machine of several cores several stories are laid out at once. What they give is what the server's own process
would: where they are not ready yet, or have ended, it lays the story out itself.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait

from rasd.desk import Desk
from rasd.errors import RasdError
from rasd.lang.parties import parties
from rasd.settings import Settings
from rasd.web.faces import laid
from rasd.web.laying import LaidStory

MOST = 3
"""Processes at most: each holds some 120 MB."""

Draft = Callable[[str, str, bool], LaidStory]
"""A story by its id, the language that it is laid out in, and whether the whole of it is."""


def collect_seldom() -> None:
    """Let the collector of garbage look seldom, in this process.

    A story is some ten thousand values at once and none of them in a circle: to look for circles so often
    would take a fifth of the time that a page is made in.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def here(desk: Desk) -> Draft:
    """Stories laid out in the process that asks."""
    return lambda id_, lang, whole: laid(desk.story(id_), lang, whole)


class Beside:
    """Processes that lay out the stories of a desk.

    Args:
        desk: it must be in a file or on a server; in memory nobody else can read it.
        count: how many processes; they begin their work at once.
    """

    def __init__(self, desk: Desk, count: int) -> None:
        self._here = here(desk)
        place = desk.database.place
        # Begun anew, not forked: the server has threads and connections.
        self._pool: ProcessPoolExecutor | None = ProcessPoolExecutor(
            count, multiprocessing.get_context("spawn"), _begin, (place.file or place.address, desk.settings)
        )
        self._ready = [self._pool.submit(_is_ready) for _ in range(count)]

    def draft(self, id_: str, lang: str, whole: bool) -> LaidStory:
        """A story laid out.

        Raises:
            UsageError: there is no such story.
            StoreError: the store does not answer.
        """
        found = self._asked(id_, lang, whole)
        return self._here(id_, lang, whole) if found is None else found

    def wait(self) -> None:
        """Wait until a process is ready."""
        self._ready[0].result()

    def close(self) -> None:
        """End the processes."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    def _asked(self, id_: str, lang: str, whole: bool) -> LaidStory | None:
        pool = self._pool
        if pool is None or not any(map(_well, self._ready)):
            return None
        try:
            return pool.submit(_draft, id_, lang, whole).result()
        except (BrokenProcessPool, RuntimeError):  # one was killed, or the server is ending
            self._pool = None
            pool.shutdown(wait=False, cancel_futures=True)
            return None


def _well(begun: Future[bool]) -> bool:
    return begun.done() and begun.exception() is None


# --- in the processes -----------------------------------------------------------------------------------

_DESK: list[Desk] = []


def _begin(where: str, settings: Settings) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server's process ends this one
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    parties()
    _DESK.append(Desk(where, settings=settings, readonly=True))
    collect_seldom()


def _end_with_the_server() -> None:
    """End when the server does, however that ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(0)


def _is_ready() -> bool:
    return bool(_DESK)


def _draft(id_: str, lang: str, whole: bool) -> LaidStory | None:
    try:
        return laid(_DESK[0].story(id_), lang, whole)
    except RasdError:
        return None  # the server meets the same error, and answers for it
