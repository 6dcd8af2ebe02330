"""The second half of adding: what was kept is put into stories, and these are counted and kept too.

A story is told anew when an article comes to it or leaves it. Stopped in between, the articles whose stories
were not told yet still wait, and the next run tells them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from rasd.desk.holding import Analyses, passages_among
from rasd.desk.lines import told
from rasd.desk.sources import Progress, silent
from rasd.desk.telling import Teller, plausible, story_id
from rasd.doors import open_door
from rasd.engines.local import collector_at_rest
from rasd.lineage.firsts import Dates
from rasd.lineage.times import YEAR, implausible, moment
from rasd.model import Analysis, Article, Judgement, Story
from rasd.settings import Settings
from rasd.store import articles as kept
from rasd.store import judgements as decided
from rasd.store import notes
from rasd.store import passages as shared
from rasd.store import stories as counted
from rasd.store.articles import Outline
from rasd.store.database import Database
from rasd.stories.shelf import Shelf

AT_ONCE = 10_000
"""Articles that are put on the shelf between two looks at the store."""
PORTION = 4_000
"""Articles whose stories are told between two commits."""
Row = tuple[int, ...]


class Counter:
    """The shelf of a store's articles, and the telling of stories from it.

    Args:
        database: the store.
        settings: what can be set.
    """

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database, self._settings = database, settings
        self.forget()

    def forget(self) -> None:
        """Take everything from the store anew, next time."""
        self._shelf = Shelf(self._settings.window_days)
        self._numbers: list[int] = []
        self._ids: dict[int, str] = {}
        self._links: dict[Row, list[tuple[Row, float]]] = {}
        self._reach = (math.inf, -math.inf)
        self._heads: list[Article] = []
        self._story: list[str] = []
        self._clock: Any = open_door("rasd.reuse.clock:Clock")(())
        self._dates = Dates(self._clock)
        self._analyses = Analyses(self._database, self._numbers)

    def tell(self, report: Progress) -> list[str]:
        """Put the articles that wait into stories; the ids of the stories that are new or have changed."""
        with self._database.reading() as transaction:
            waiting = set(kept.untold(transaction))
            judgements = decided.get(transaction)
        if not waiting:
            return []
        report("stories", 0, None)
        with collector_at_rest():
            rows = self._to_tell(waiting)
            told = [self._numbers[place] for row in rows for place in row]
            if not waiting.issuperset(told):  # stopped halfway, no story of theirs may count as told
                with self._database.writing() as transaction:
                    kept.wait(transaction, told)
            changed: list[str] = []
            done = 0
            for portion in _portions(rows):
                changed += self._tell_portion(portion, judgements)
                done += len(portion)
                report("stories", done, len(rows))
            self._link_anew(rows)
        return changed

    # --- which stories --------------------------------------------------------------------------------

    def _to_tell(self, waiting: set[int]) -> list[Row]:
        """Put on the shelf what is not there yet; the stories that are not told as they now are."""
        if not waiting.isdisjoint(self._ids):  # another text stands where one stood
            self.forget()
        rows = self._shelve()
        if rows is None:  # dates of articles on the shelf turn out not to be right, or to be so after all
            self.forget()
            rows = self._shelve() or []
        return [row for row in rows if self._is_new(row, waiting)]

    def _is_new(self, row: Row, waiting: set[int]) -> bool:
        name = story_id(self._heads[place] for place in row)
        return any(self._story[place] != name or self._numbers[place] in waiting for place in row)

    def _shelve(self) -> list[Row] | None:
        """Put on the shelf what came since; the stories that hang together with it. ``None`` where the shelf
        must be filled anew."""
        last = self._numbers[-1] if self._numbers else 0
        with self._database.reading() as transaction:
            fresh = kept.heads(transaction, last)
        self._clock.learn(head for _, head, _ in fresh)
        before = self._dates.implausible
        self._heads += [head for _, head, _ in fresh]
        self._story += [story for _, _, story in fresh]
        self._date([head for _, head, _ in fresh])
        if not (before ^ self._dates.implausible).isdisjoint(self._ids.values()):
            return None
        changed: set[Row] = set()
        while len(self._numbers) < len(self._heads):
            with self._database.reading() as transaction:
                outlines = kept.outlines(transaction, last, AT_ONCE)
                rows = shared.after(transaction, last, outlines[-1].number)
            changed.update(self._put_on(outlines, rows))
            last = outlines[-1].number
        return [row for row in sorted(changed) if self._shelf.story(row[0]) == row]

    def _date(self, fresh: Sequence[Article]) -> None:
        """Which dates cannot be right; asked anew only where a new one lies outside the known time."""
        first, last = self._reach
        moments = [moment(head) for head in fresh if head.published is not None]
        if all(first - YEAR <= when <= last + YEAR for when in moments):
            self._reach = min([first, *moments]), max([last, *moments])
            return
        found = implausible(self._heads)
        self._dates = Dates(self._clock, found)
        with self._database.writing() as transaction:
            notes.put(transaction, notes.IMPLAUSIBLE, json.dumps(sorted(found)))
        right = [moment(one) for one in self._heads if one.published is not None and one.id not in found]
        self._reach = min(right, default=math.inf), max(right, default=-math.inf)

    def _put_on(self, outlines: Sequence[Outline], rows: Sequence[Any]) -> list[Row]:
        """Put articles on the shelf, with the passages that they share (rows of the store)."""
        self._numbers += [one.number for one in outlines]
        self._ids |= {one.number: one.article.id for one in outlines}
        ids = self._ids
        analyses = [plausible(Analysis(one.article, one.language), self._dates) for one in outlines]
        passages = (shared.as_passage(row, ids) for row in rows if row[0] in ids and row[3] in ids)
        return self._shelf.add(analyses, passages, [one.vector for one in outlines])

    # --- telling them ---------------------------------------------------------------------------------

    def _tell_portion(self, rows: Sequence[Row], judgements: Sequence[Judgement]) -> list[str]:
        places = [place for row in rows for place in row]
        teller = self._teller(places, judgements)
        stories = list(teller.tell(rows, silent))
        self._keep(stories, {self._heads[place].id: self._numbers[place] for place in places})
        for story, row in zip(stories, rows, strict=True):
            for place in row:
                self._story[place] = story.id
        return [story.id for story in stories]

    def _link_anew(self, changed: Sequence[Row]) -> None:
        """Bring the links of later stories to those that have changed up to date."""
        for row in changed:
            self._links[row] = self._shelf.earlier(row)
        if sum(map(len, changed)) == len(self._numbers):
            return  # all were told just now
        rows = []
        for row in sorted(self._shelf.followers(changed).difference(changed)):
            links = self._shelf.earlier(row)
            if links != self._links.get(row):
                self._links[row] = links
                rows.append(row)
        for low in range(0, len(rows), PORTION):
            some = rows[low : low + PORTION]
            teller = self._teller([place for row in some for place in row], ())
            with self._database.writing() as transaction:
                for row in some:
                    id_, earlier = self._story[row[0]], teller.earlier(row)
                    parts = counted.parts_of(transaction, id_)
                    if parts is not None and parts.earlier != earlier:
                        counted.put_parts(transaction, id_, replace(parts, earlier=earlier))

    def _teller(self, places: Sequence[int], judgements: Sequence[Judgement]) -> Teller:
        """A teller of the stories of some places, which has at hand what it needs."""
        self._analyses.fetch(places)
        ids = {self._numbers[place]: self._heads[place].id for place in places}
        return Teller(
            self._shelf, self._analyses, self._heads, passages_among(self._database, ids), self._dates,
            self._settings, judgements,
        )  # fmt: skip

    def _keep(self, stories: Sequence[Story], numbers: dict[str, int]) -> None:
        with self._database.writing() as transaction:
            counted.put(transaction, [told(story, numbers) for story in stories])
            counted.put_copies(transaction, {story.id: story.copies for story in stories}, numbers)


def _portions(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The stories by portions of about :data:`PORTION` articles."""
    portion: list[Row] = []
    size = 0
    for row in rows:
        portion.append(row)
        size += len(row)
        if size >= PORTION:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion
