"""A desk that takes articles as they come."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any

from rasd.desk.found import Trace
from rasd.desk.sources import Progress, Source, articles_of, silent
from rasd.desk.steps import attributed, look_up
from rasd.desk.telling import Teller, plausible
from rasd.doors import open_door
from rasd.engines.local import collector_at_rest
from rasd.lineage.firsts import Dates
from rasd.lineage.times import YEAR, implausible, moment
from rasd.model import Analysis, Article, Passage
from rasd.settings import Settings, load
from rasd.stories.shelf import Shelf


class Desk:
    """Articles that come in over time, and the stories that they make: the same as of all of them at once.

    Everything is held in memory, and gone when the desk is closed. Use it in a ``with`` statement::

        with Desk() as desk:
            for story in desk.add("this-morning.jsonl"):
                print(story.title, story.claims[0].standing.highest)

    Args:
        settings: ``None`` for those of the environment.
    """

    def __init__(self, *, settings: Settings | None = None) -> None:
        self.settings = settings or load()
        self._folder = TemporaryDirectory(prefix="rasd-desk-")
        self._index: Any = open_door("rasd.reuse.index:ReuseIndex")(Path(self._folder.name), writable=True)
        self._analyses: list[Analysis] = []
        self._passages: dict[str, list[Passage]] = defaultdict(list)
        self._inside: dict[int, tuple[Passage, ...]] = {}
        self._shelf = Shelf(self.settings.window_days)
        self._clock: Any = open_door("rasd.reuse.clock:Clock")(())
        self._dates = Dates(self._clock)
        self._reach = (math.inf, -math.inf)

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        """How many articles are here."""
        return len(self._analyses)

    def close(self) -> None:
        """Forget everything."""
        self._index.close()
        self._folder.cleanup()

    def add(self, source: Source, *, progress: Progress | None = None) -> Trace:
        """Take in the articles whose ids are not here yet; the stories that are new or have changed by it.

        Args:
            source: what to read, as of :func:`rasd.trace`. An unreadable item becomes a Problem.
            progress: called now and then with step, done and total.
        """
        report = progress or silent
        with collector_at_rest():
            return self._add(source, report)

    def _add(self, source: Source, report: Progress) -> Trace:
        articles, problems = articles_of(source, self.settings, report)
        outcome, batch, notes = look_up(self._index, articles, True, self.settings, report)
        fresh = list(attributed(outcome.articles, report))
        self._index.add(batch, notes)
        self._analyses += fresh
        for passage in outcome.passages:
            self._passages[passage.a].append(passage)
        changed = self._shelve(fresh, outcome.passages)
        return Trace(self._teller().tell(changed, report), problems)

    def stories(self, *, progress: Progress | None = None) -> Trace:
        """All the stories, in the order of their first article."""
        rows = self._shelf.stories()
        return Trace(self._teller().tell(rows, progress or silent))

    def _teller(self) -> Teller:
        return Teller(
            self._shelf, self._analyses, self._passages, self._dates, self.settings, inside=self._inside
        )

    def _shelve(self, fresh: Sequence[Analysis], passages: Sequence[Passage]) -> list[tuple[int, ...]]:
        """Put new articles on the shelf; all of them anew where others' dates turn out not to be right."""
        before = self._dates.implausible
        self._date([analysis.article for analysis in fresh])
        if before <= self._dates.implausible and self._dates.implausible - before <= {
            a.article.id for a in fresh
        }:
            return self._shelf.add([plausible(analysis, self._dates) for analysis in fresh], passages)
        self._shelf = Shelf(self.settings.window_days)
        everything = (passage for row in self._passages.values() for passage in row)
        return self._shelf.add([plausible(analysis, self._dates) for analysis in self._analyses], everything)

    def _date(self, fresh: Sequence[Article]) -> None:
        """Take new articles' times into account. Which dates cannot be right is asked anew only where one
        of them lies outside the time that the desk has seen so far."""
        self._clock.learn(fresh)
        first, last = self._reach
        moments = [moment(article) for article in fresh if article.published is not None]
        if all(first - YEAR <= when <= last + YEAR for when in moments):
            self._reach = min([first, *moments]), max([last, *moments])
            return
        found = implausible(analysis.article for analysis in self._analyses)
        self._dates = Dates(self._clock, found)
        right = [
            moment(analysis.article)
            for analysis in self._analyses
            if analysis.article.published is not None and analysis.article.id not in found
        ]
        self._reach = min(right, default=math.inf), max(right, default=-math.inf)
