"""The second half of adding: what was kept is put into stories, and these are counted and kept too.

A story is told anew when an article comes to it or leaves it. Stopped in between, the articles whose stories
were not told yet still wait, and the next run tells them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from rasd.desk.holding import passages_among
from rasd.desk.lines import told
from rasd.desk.shelving import Row, Shelving
from rasd.desk.sources import Progress
from rasd.desk.telling import Teller
from rasd.engines.local import begun, collector_at_rest
from rasd.model import Copy, Judgement, Story
from rasd.settings import Settings
from rasd.store import articles as kept
from rasd.store import judgements as decided
from rasd.store import stories as counted
from rasd.store.database import Database
from rasd.store.stories import Told

PORTION = 4_000
"""Articles whose stories are told between two commits."""


class _Ready(NamedTuple):
    """A story as it is kept, who copied whom in it, and the ids of the stories before it."""

    told: Told
    copies: tuple[Copy, ...]
    before: frozenset[str]


class Counter:
    """Tells the stories of a store's articles.

    Args:
        database: the store.
        settings: what can be set.
    """

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database, self._settings = database, settings
        self._held = Shelving(database, settings)
        self._before: dict[Row, frozenset[str]] = {}  # ids of the stories before one, as they are kept

    def forget(self) -> None:
        """Take everything from the store anew, next time."""
        self._held = Shelving(self._database, self._settings)
        self._before.clear()

    def tell(self, report: Progress) -> list[str]:
        """Put the articles that wait into stories; the ids of the stories that are new or have changed."""
        with self._database.reading() as transaction:
            waiting = kept.waiting(transaction)
            judgements = decided.get(transaction)
        if not waiting:
            return []
        report("stories", 0, None)
        with collector_at_rest():
            rows = self._held.to_tell(waiting)
            numbers = [self._held.numbers[place] for row in rows for place in row]
            if not waiting.keys() >= set(numbers):  # stopped halfway, no story of theirs may count as told
                with self._database.writing() as transaction:
                    kept.wait(transaction, numbers)
            changed: list[str] = []
            former: set[str] = set()
            done = 0
            for portion, stories in self._made_ready(list(_portions(rows)), judgements):
                former.update(self._held.story[place] for row in portion for place in row)
                changed += self._keep(portion, stories)
                done += len(portion)
                report("stories", done, len(rows))
            self._link_anew(rows, former.union(changed))
        return changed

    def _made_ready(
        self, portions: Sequence[Sequence[Row]], judgements: Sequence[Judgement]
    ) -> Iterator[tuple[Sequence[Row], list[_Ready]]]:
        """The stories of each portion, told. While one is kept, other processes tell the next."""
        ready: tuple[Sequence[Row], list[_Ready]] | None = None
        teller = self._teller(portions[0], judgements) if portions else None
        for at, portion in enumerate(portions):
            assert teller is not None
            telling = begun(teller.each(portion, partial(_made_ready, numbers=self._numbers(portion))))
            if ready is not None:
                yield ready
            if at + 1 < len(portions):
                teller = self._teller(portions[at + 1], judgements)
            ready = portion, list(telling)
        if ready is not None:
            yield ready

    def _numbers(self, rows: Sequence[Row]) -> dict[str, int]:
        """The numbers of the articles of some stories, by id."""
        return {self._held.heads[place].id: self._held.numbers[place] for row in rows for place in row}

    def _teller(self, rows: Sequence[Row], judgements: Sequence[Judgement]) -> Teller:
        """A teller of some stories, which has at hand what it needs."""
        held, places = self._held, [place for row in rows for place in row]
        held.analyses.fetch(places)
        ids = {held.numbers[place]: held.heads[place].id for place in places}
        return Teller(
            held.shelf, held.analyses, held.heads, passages_among(self._database, ids), held.dates,
            self._settings, judgements,
        )  # fmt: skip

    def _keep(self, rows: Sequence[Row], stories: Sequence[_Ready]) -> list[str]:
        """Keep the stories that were told of some rows; their ids."""
        ids = [one.told.line.id for one in stories]
        with self._database.writing() as transaction:
            counted.put(transaction, [one.told for one in stories])
            copies = {id_: one.copies for id_, one in zip(ids, stories, strict=True)}
            counted.put_copies(transaction, copies, self._numbers(rows))
        for id_, row, one in zip(ids, rows, stories, strict=True):
            self._before[row] = one.before
            for place in row:
                self._held.story[place] = id_
        return ids

    def _link_anew(self, changed: Sequence[Row], ids: set[str]) -> None:
        """Bring the links of later stories to those that have changed, whose ids were and are ``ids``, up to
        date."""
        if sum(map(len, changed)) == self._held.here:
            return  # all were told just now
        shelf = self._held.shelf
        followers = shelf.followers(changed).difference(changed)
        known = [row for row in followers if row in self._before]
        rows = followers.difference(known) | shelf.following(changed, known)
        rows.update(row for row in known if not self._before[row].isdisjoint(ids))
        for portion in _portions(sorted(rows)):
            self._link_portion(portion)

    def _link_portion(self, rows: Sequence[Row]) -> None:
        teller = self._teller(rows, ())
        with self._database.writing() as transaction:
            for row in rows:
                id_, earlier = self._held.story[row[0]], teller.earlier(row)
                self._before[row] = frozenset(one.story for one in earlier)
                parts = counted.parts_of(transaction, id_)
                if parts is not None and parts.earlier != earlier:
                    counted.put_parts(transaction, id_, replace(parts, earlier=earlier))


def _made_ready(story: Story, numbers: Mapping[str, int]) -> _Ready:
    """A story as it is kept; ``numbers`` has those of its articles, by id."""
    copies = tuple(replace(copy, evidence=()) for copy in story.copies)
    return _Ready(told(story, numbers), copies, frozenset(one.story for one in story.earlier))


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
