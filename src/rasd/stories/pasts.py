"""Stories by the terms that their past is looked for by, so that those after an article are found at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from rasd.stories.nearness import DAY, UNDATED, Story


class Pasts:
    """Stories by the day on which they begin and by their telling terms.

    ``terms_of`` gives the terms of a story; it is asked only for the days that somebody asks about.
    """

    def __init__(self, terms_of: Callable[[Story], frozenset[str]]) -> None:
        self._terms_of = terms_of
        self._began: dict[Story, float] = {}
        self._terms: dict[Story, frozenset[str]] = {}
        self._waiting: defaultdict[int, set[Story]] = defaultdict(set)
        self._by_term: defaultdict[int, defaultdict[str, set[Story]]] = defaultdict(lambda: defaultdict(set))

    def put(self, story: Story, began: float) -> None:
        """Take a story in that begins at a time (seconds since 1970); one without a date has no past."""
        if began != UNDATED:
            self._began[story] = began
            self._waiting[_day(began)].add(story)

    def drop(self, story: Story) -> None:
        """Forget a story that is no more, or was never put in."""
        began = self._began.pop(story, UNDATED)
        if began == UNDATED:
            return
        day = _day(began)
        self._waiting[day].discard(story)
        for term in self._terms.pop(story, ()):
            self._by_term[day][term].discard(story)

    def terms(self, story: Story) -> frozenset[str]:
        """The terms by which the past of a story that was put in is looked for."""
        if story not in self._terms:
            self._sort_in(_day(self._began[story]))
        return self._terms[story]

    def looking_for(self, terms: Iterable[str], after: float, until: float) -> set[Story]:
        """The stories that begin after a time, at the latest at another, and have one of some terms among
        their own."""
        wanted = list(terms)
        found: set[Story] = set()
        for day in range(_day(after), _day(until) + 1):
            if self._waiting.get(day):
                self._sort_in(day)
            if (rows := self._by_term.get(day)) is not None:
                found.update(*filter(None, map(rows.get, wanted)))
        return {story for story in found if after < self._began[story] <= until}

    def _sort_in(self, day: int) -> None:
        rows = self._by_term[day]
        for story in self._waiting.pop(day):
            self._terms[story] = self._terms_of(story)
            for term in self._terms[story]:
                rows[term].add(story)


def _day(time: float) -> int:
    return int(time // DAY)
