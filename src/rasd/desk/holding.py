"""What the store holds, as the steps want it: analyses by number, passages by article, fetched when asked."""

from __future__ import annotations

import os
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import overload

from rasd.model import Analysis, Passage
from rasd.store import articles as kept
from rasd.store import passages as shared
from rasd.store.database import Database

_REMEMBERED = 20_000
"""Analyses that are kept at hand: some 100 MB."""


class Analyses(Sequence[Analysis]):
    """The analyses of a store by their place in a list of article numbers.

    Args:
        database: the store.
        numbers: of the articles, in order; may grow.
    """

    def __init__(self, database: Database, numbers: Sequence[int]) -> None:
        self._database, self._numbers = database, numbers
        self._held: OrderedDict[int, Analysis] = OrderedDict()
        self._process = os.getpid()

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> Analysis: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Analysis]: ...
    def __getitem__(self, place: int | slice) -> Analysis | Sequence[Analysis]:
        if isinstance(place, slice):
            return [self[k] for k in range(*place.indices(len(self)))]
        if place not in self._held:
            self.fetch([place])
        return self._held[place]

    def fetch(self, places: Iterable[int]) -> None:
        """Have some at hand, in one question; the ones asked for least lately make room."""
        if os.getpid() != self._process:
            # A forked worker must not speak over its parent's connection; it is given what it needs.
            raise RuntimeError("an analysis was not fetched before the work was shared out")
        wanted = list(dict.fromkeys(places))
        missing = {self._numbers[place]: place for place in wanted if place not in self._held}
        if missing:
            with self._database.reading() as transaction:
                for number, analysis in kept.get_analyses(transaction, missing).items():
                    self._held[missing[number]] = analysis
        for place in wanted:
            self._held.move_to_end(place)
        while len(self._held) > max(_REMEMBERED, len(wanted)):
            self._held.popitem(last=False)

    def forget(self) -> None:
        """Have none at hand."""
        self._held.clear()


def passages_among(database: Database, ids: Mapping[int, str]) -> defaultdict[str, list[Passage]]:
    """The passages between some articles, by the id of the one that is named first; ``ids`` by number."""
    found: defaultdict[str, list[Passage]] = defaultdict(list)
    with database.reading() as transaction:
        for row in shared.of_articles(transaction, ids):
            if row[3] in ids:
                passage = shared.as_passage(row, ids)
                found[passage.a].append(passage)
    return found
