"""The part of a store's articles that new ones may have to do with, on a shelf.

An article is near to articles of the days round it, and a story may follow one of the weeks before it: of a
large desk no more than that stretch of time is taken from the store, with all articles that have no date.
Where what hangs together with a new article reaches out of the stretch, a longer one is taken. So the stories
are those of the whole.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rasd.desk.holding import Analyses
from rasd.desk.telling import new_shelf, plausible, story_id
from rasd.doors import open_door
from rasd.lineage.firsts import Dates
from rasd.lineage.times import DAY, YEAR, implausible_among, moment
from rasd.model import Analysis, Article
from rasd.settings import Settings
from rasd.store import articles as kept
from rasd.store import notes
from rasd.store import passages as shared
from rasd.store.articles import Outline, Waiting
from rasd.store.database import Database
from rasd.stories.nearness import PAST as RELATED

AT_ONCE = 10_000
"""Articles that are put on the shelf between two looks at the store."""
WHOLE = (-math.inf, math.inf)
Row = tuple[int, ...]
Stretch = tuple[float, float]


class Shelving:
    """What stands on the shelf: article ``numbers``, their ``heads``, the ``story`` that each was told in,
    by its place there.

    Args:
        database: the store.
        settings: what can be set.
    """

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database, self._settings = database, settings
        self._window = settings.window_days * DAY
        self._stretch: Stretch | None = None
        self.clear()

    def clear(self) -> None:
        """Take everything from the shelf."""
        self.shelf = new_shelf(self._settings)
        self.numbers: list[int] = []
        self.heads: list[Article] = []
        self.story: list[str] = []
        self._place: dict[int, int] = {}
        self._ids: dict[int, str] = {}
        self._clock: Any = open_door("rasd.reuse.clock:Clock")(())
        self.dates = Dates(self._clock)
        self._reach = (math.inf, -math.inf)
        self.analyses = Analyses(self._database, self.numbers)

    @property
    def here(self) -> int:
        """How many articles stand on the shelf; a former text stands there no longer."""
        return len(self._place)

    def to_tell(self, waiting: Mapping[int, Waiting]) -> list[Row]:
        """Put the articles that wait on the shelf; the stories that must be told, as places there."""
        wanted = self._wanted(waiting.values())
        again = not waiting.keys().isdisjoint(self._place)  # another text stands where one stood
        if self._stretch is None or again or not _inside(wanted, self._stretch):
            self._take(_joined(wanted, self._stretch or wanted))
        rows = self._placed(waiting)
        while (wider := self._wider(rows)) is not None:
            self._take(wider)
            rows = self._placed(waiting)
        return rows or []

    def _is_new(self, row: Row, waiting: Mapping[int, Waiting]) -> bool:
        name = story_id(self.heads[place] for place in row)
        return any(self.story[place] != name or self.numbers[place] in waiting for place in row)

    # --- how much of the store -----------------------------------------------------------------------

    def _wanted(self, waiting: Iterable[Waiting]) -> Stretch:
        """The stretch of time (seconds UTC) that some articles may have to do with."""
        moments = [one.moment for one in waiting]
        known = [when for when in moments if when is not None]
        if len(known) < len(moments) or not known:
            return WHOLE
        low, high = min(known) - RELATED - self._window, max(known) + 2 * RELATED
        with self._database.reading() as transaction:
            first, last = kept.span(transaction)
        return low if low > first else -math.inf, high if high < last else math.inf

    def _take(self, stretch: Stretch) -> None:
        self.clear()
        self._stretch = stretch

    def _wider(self, rows: Sequence[Row] | None) -> Stretch | None:
        """A longer stretch, where what hangs together with the stories may reach out of this one."""
        if rows is None:  # dates of articles on the shelf turn out not to be right, or to be so after all
            return WHOLE
        low, high = self._stretch or WHOLE
        if (low, high) == WHOLE:
            return None
        first, last = self._times(self.shelf.together(place for row in rows for place in row))
        if first - RELATED < low or last > high - self._window:
            return _outer(low - 2 * RELATED, high + 2 * RELATED, self._database)
        return None

    def _times(self, places: Iterable[int]) -> tuple[float, float]:
        """The seconds (UTC) of the first and the last of some articles, of those that have a date."""
        dates = (self.dates.of(self.heads[place]) and moment(self.heads[place]) for place in places)
        known = [when for when in dates if when]
        return min(known, default=math.inf), max(known, default=-math.inf)

    # --- putting them there --------------------------------------------------------------------------

    def _placed(self, waiting: Mapping[int, Waiting]) -> list[Row] | None:
        """Put on the shelf what is not there yet; the stories that are not told as they now are. ``None``
        where the shelf must be filled anew."""
        filled, before = bool(self.numbers), self.dates.implausible
        with self._database.reading() as transaction:
            fresh = kept.heads(transaction, max(self._place, default=0), self._stretch or WHOLE)
        self._clock.learn(head for _, head, _ in fresh)
        self.heads += [head for _, head, _ in fresh]
        self.story += [story for _, _, story in fresh]
        self._date([head for _, head, _ in fresh])
        if not (before ^ self.dates.implausible).isdisjoint(self._ids.values()):
            return None
        changed = self._put_on([number for number, _, _ in fresh])
        rows = changed if filled else self.shelf.stories()
        still = sorted(row for row in set(rows) if self.shelf.story(row[0]) == row)
        return [row for row in still if self._is_new(row, waiting) and self._is_whole(row, waiting)]

    def _is_whole(self, row: Row, waiting: Mapping[int, Waiting]) -> bool:
        """Whether all that a story could hang together with is here. Those at the ends of the stretch, to
        which nothing came, are left as they were told."""
        low, high = self._stretch or WHOLE
        if (low, high) == WHOLE or any(self.numbers[place] in waiting for place in row):
            return True
        first, last = self._times(self.shelf.together(row))
        return first - self._window >= low and last + self._window <= high

    def _date(self, fresh: Sequence[Article]) -> None:
        """Which dates cannot be right; asked anew only where a new one lies outside the known time."""
        first, last = self._reach
        moments = [moment(head) for head in fresh if head.published is not None]
        if all(first - YEAR <= when <= last + YEAR for when in moments):
            self._reach = min([first, *moments]), max([last, *moments])
            return
        with self._database.reading() as transaction:
            dated = kept.dated(transaction)
        found = implausible_among(dated)
        self.dates = Dates(self._clock, found)
        right = [when for when, id_ in dated if id_ not in found]
        self._reach = min(right, default=math.inf), max(right, default=-math.inf)
        with self._database.writing() as transaction:
            notes.put(transaction, notes.IMPLAUSIBLE, json.dumps(sorted(found)))

    def _put_on(self, numbers: Sequence[int]) -> list[Row]:
        changed: list[Row] = []
        for low in range(0, len(numbers), AT_ONCE):
            some = numbers[low : low + AT_ONCE]
            with self._database.reading() as transaction:
                outlines = kept.outlines(transaction, some)
                rows = shared.touching(transaction, some)
            changed += self._put_some(outlines, rows)
        return changed

    def _put_some(self, outlines: Sequence[Outline], rows: Sequence[Any]) -> list[Row]:
        """Put articles on the shelf, with the passages that they share with those there (rows of it)."""
        for one in outlines:
            self._place[one.number] = len(self.numbers)
            self._ids[one.number] = one.article.id
            self.numbers.append(one.number)
        analyses = [plausible(Analysis(one.article, one.language), self.dates) for one in outlines]
        here = [row for row in rows if row[0] in self._place and row[3] in self._place]
        passages = (shared.as_passage(row, self._ids) for row in here)
        return self.shelf.add(analyses, passages, [one.vector for one in outlines])


def _inside(one: Stretch, other: Stretch) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _joined(one: Stretch, other: Stretch) -> Stretch:
    return min(one[0], other[0]), max(one[1], other[1])


def _outer(low: float, high: float, database: Database) -> Stretch:
    """The stretch, open where it reaches beyond all that is in the store."""
    with database.reading() as transaction:
        first, last = kept.span(transaction)
    return low if low > first else -math.inf, high if high < last else math.inf
