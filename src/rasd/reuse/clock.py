"""Which of two articles was published first, where their times can be trusted to say so.

Many collections hold the time at which a page was fetched instead: then whole series of an outlet's articles
follow each other by seconds. Others hold a day without an hour, or an hour without a zone. Each of these
widens the time to an interval, or takes it away.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, time
from types import MappingProxyType
from typing import NamedTuple, Protocol

MARGIN = 300.0
"""Seconds that must lie between two times: outlets' clocks differ."""
ZONES = 14 * 3600.0
"""Seconds by which a time without a zone may be off."""
DAY = 24 * 3600.0
_MIDNIGHT = time()
MOST = 200_000
"""Readings that are remembered."""
SERIES, WITHIN = 4, 60.0
"""So many articles of one outlet within so many seconds are a crawl, or an edition put out at once."""


ABSENT, CRAWL, CLOSE, EQUAL = "absent", "crawl", "close", "equal"
"""Why times do not say who was first: one is missing, or of a series; they are too near, or the same."""


class Reading(NamedTuple):
    """What an article's time says: the first and the last second that it may mean.

    ``certain`` are those seconds as if the zone were known.
    """

    published: datetime | None
    outlet: str
    crawl: bool = False
    certain: tuple[float, float] = (0.0, 0.0)
    interval: tuple[float, float] = (0.0, 0.0)


class Dated(Protocol):
    """An article, or what is known of one."""

    @property
    def outlet(self) -> str:
        """Who published it."""

    @property
    def published(self) -> datetime | None:
        """When."""


class Clock:
    """Compares articles' times, as far as they can be trusted among the articles that it was made with.

    Args:
        articles: those that were read together.
        earlier: the seconds at which others were published, by outlet.
    """

    def __init__(
        self, articles: Iterable[Dated], earlier: Mapping[str, Sequence[float]] = MappingProxyType({})
    ) -> None:
        self._moments = defaultdict(list, {outlet: sorted(found) for outlet, found in earlier.items()})
        self._read: dict[tuple[object, ...], Reading] = {}
        self.learn(articles)

    def learn(self, articles: Iterable[Dated]) -> None:
        """Take further articles into account."""
        touched = set()
        for article in articles:
            if article.published is not None:
                self._moments[article.outlet].append(_seconds(article.published))
                touched.add(article.outlet)
        for outlet in touched:
            self._moments[outlet].sort()  # quick where little has come
        self._read.clear()

    def earlier(self, a: Dated, b: Dated) -> tuple[int | None, str]:
        """Which of two articles was first: see :func:`compared`."""
        return compared(self.read(a), self.read(b))

    def read(self, article: Dated) -> Reading:
        """What the article's time says."""
        when = article.published
        if when is None:
            return Reading(None, article.outlet)
        key = (article.outlet, when, when.tzinfo, when.fold)
        found = self._read.get(key)
        if found is None:
            found = self._reading(article, when)
            if len(self._read) < MOST:
                self._read[key] = found
        return found

    def _reading(self, article: Dated, when: datetime) -> Reading:
        first = last = _seconds(when)
        day = when.time() == _MIDNIGHT
        crawl = not day and self._in_series(article.outlet, first)
        if day:
            last += DAY - MARGIN  # two days that follow each other are apart
        off = ZONES if when.tzinfo is None else 0.0
        return Reading(when, article.outlet, crawl, (first, last), (first - off, last + off))

    def _in_series(self, outlet: str, here: float) -> bool:
        """Whether a time is one of a series of the outlet's."""
        moments = self._moments.get(outlet, [])
        low, high = bisect.bisect_left(moments, here - WITHIN), bisect.bisect_right(moments, here + WITHIN)
        if high - low < SERIES:
            return False
        near = moments[low:high]
        return any(last - first <= WITHIN for first, last in zip(near, near[SERIES - 1 :], strict=False))


def compared(a: Reading, b: Reading) -> tuple[int | None, str]:
    """0 where ``a`` was first, 1 where ``b`` was; ``None`` and why where it cannot be told.

    The reason is ``absent`` (a time is missing), ``crawl`` (a time is of a series), ``equal`` or
    ``close`` (within the margin, or within what a missing hour or zone leaves open).
    """
    if a.published is None or b.published is None:
        return None, ABSENT
    if a.crawl or b.crawl:
        return None, CRAWL
    if a.outlet == b.outlet and bool(a.published.tzinfo) == bool(b.published.tzinfo):
        first, last = a.certain, b.certain
    else:
        first, last = a.interval, b.interval
    if first[1] + MARGIN <= last[0]:
        return 0, ""
    if last[1] + MARGIN <= first[0]:
        return 1, ""
    return None, EQUAL if a.published == b.published else CLOSE


def _seconds(when: datetime) -> float:
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
