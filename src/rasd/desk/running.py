"""A desk that keeps what it is given: articles come in over time, stories go out."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

from rasd.desk.asking import HeldStories, resolved, story_of
from rasd.desk.counting import Counter
from rasd.desk.found import Trace
from rasd.desk.keeping import Added, Keeper, blocks
from rasd.desk.places import index_folder
from rasd.desk.sources import Progress, Source, read_source, silent
from rasd.doors import open_door
from rasd.errors import UsageError
from rasd.model import Story
from rasd.settings import Settings, load
from rasd.store import articles as kept
from rasd.store import stories as counted
from rasd.store.database import Database
from rasd.store.migrating import prepare


class Desk:
    """Articles that come in over time, and the stories that they make: the same as of all of them at once.

    Use it in a ``with`` statement::

        with Desk("news.db") as desk:
            for story in desk.add("this-morning.jsonl"):
                print(story.title, story.claims[0].standing.highest)

    Args:
        store: where everything is kept: a file's path, ``sqlite:///FILE`` or ``postgresql://USER@HOST/NAME``.
            Made where it is not there. ``None``: in memory, gone when the desk is closed.
        settings: ``None`` for those of the environment.
        readonly: only ask; any number of processes may, while one adds.
        clock: gives the time that is noted of what comes in (seconds UTC).

    Raises:
        StoreError: the store does not answer, is damaged, is something else, or a newer version made it.
        UsageError: it is no place for a store.
    """

    def __init__(
        self,
        store: str | os.PathLike[str] | None = None,
        *,
        settings: Settings | None = None,
        readonly: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.settings = settings or load()
        self.database = Database("" if store is None else os.fspath(store), readonly)
        self._clock = clock
        self._index: Any = None
        self._folder: Any = None
        self._counter = Counter(self.database, self.settings)
        prepare(self.database)

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        """How many articles are here."""
        with self.database.reading() as transaction:
            return kept.counts(transaction)["articles"]

    def close(self) -> None:
        """Let go of the store; what was only in memory is gone."""
        if self._index is not None:
            self._index.close()
            self._index = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
        self.database.close()

    # --- adding ---------------------------------------------------------------------------------------

    def add(self, source: Source, *, progress: Progress | None = None) -> Trace:
        """Take in what is new; the stories that are new or have changed by it, by their first article.

        Articles that are here are passed over; one whose text has changed becomes a new version of itself.

        Args:
            source: what to read, as of :func:`rasd.trace`. An unreadable item becomes a Problem.
            progress: called now and then with step, done and total.

        Raises:
            StoreError: the store cannot be written; all blocks up to there are kept.
        """
        added = self.keep(source, progress=progress)
        return Trace(HeldStories(self.database, self.tell(progress=progress)), added.problems)

    def keep(self, source: Source, *, progress: Progress | None = None) -> Added:
        """The first half of :meth:`add`: read what is new and keep it. Stopped at any moment, nothing is lost
        and nothing is there twice."""
        report = progress or silent
        keeper = self._keeper(report)
        out = Added()
        for block in blocks(read_source(source, self.settings)):
            found = keeper.keep(block, self._clock(), report)
            out.fresh, out.renewed = out.fresh + found.fresh, out.renewed + found.renewed
            out.held += found.held
            out.problems += found.problems
            report("kept", out.fresh + out.renewed + out.held, None)
        return out

    def tell(self, *, progress: Progress | None = None) -> list[str]:
        """The second half of :meth:`add`: put what waits into stories; the ids of new and changed ones."""
        self._keeper(progress or silent)
        return self._counter.tell(progress or silent)

    def _keeper(self, report: Progress) -> Keeper:
        """What keeps articles; the first time the index is opened, and brought up to the store."""
        if self.database.readonly:
            raise UsageError("the desk was opened for reading only")
        if self._index is None:
            folder, self._folder = index_folder(self.database)
            self._index = open_door("rasd.reuse.index:ReuseIndex")(folder, writable=True)
            with self.database.reading() as transaction:
                held = sum(kept.counts(transaction)[name] for name in ("articles", "versions"))
            if len(self._index) < held:
                Keeper(self.database, self._index, self.settings).catch_up(report)
        return Keeper(self.database, self._index, self.settings)

    # --- asking ---------------------------------------------------------------------------------------

    def stories(self) -> Trace:
        """All the stories, in the order of their first article, each fetched when it is looked at."""
        with self.database.reading() as transaction:
            return Trace(HeldStories(self.database, counted.ids(transaction)))

    def story(self, id_: str) -> Story:
        """One story, by any id that it ever had, or the beginning of one.

        Raises:
            UsageError: there is no such story, or more than one.
        """
        return story_of(self.database, resolved(self.database, id_))
