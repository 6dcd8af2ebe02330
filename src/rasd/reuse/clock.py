"""Which of two articles was published first, where their times can be trusted to say so.

Many collections hold the time at which a page was fetched instead: then whole series of an outlet's articles
follow each other by seconds. Others hold a day without an hour, or an hour without a zone. Each of these
widens the time to an interval, or takes it away.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, time

from rasd.model import Article

MARGIN = 300.0
"""Seconds that must lie between two times: outlets' clocks differ."""
ZONES = 14 * 3600.0
"""Seconds by which a time without a zone may be off."""
DAY = 24 * 3600.0
SERIES, WITHIN = 4, 60.0
"""So many articles of one outlet within so many seconds are a crawl, or an edition put out at once."""


class Clock:
    """Compares articles' times, as far as they can be trusted among the articles that it was made with."""

    def __init__(self, articles: Iterable[Article]) -> None:
        moments: defaultdict[str, list[float]] = defaultdict(list)
        for article in articles:
            if article.published is not None:
                moments[article.outlet].append(_seconds(article.published))
        self._moments = {outlet: sorted(found) for outlet, found in moments.items()}

    def earlier(self, a: Article, b: Article) -> tuple[int | None, str]:
        """0 where ``a`` was first, 1 where ``b`` was; ``None`` and why where it cannot be told.

        The reason is ``absent`` (a time is missing), ``crawl`` (a time is of a series), ``equal`` or
        ``close`` (within the margin, or within what a missing hour or zone leaves open).
        """
        if a.published is None or b.published is None:
            return None, "absent"
        if self._in_series(a) or self._in_series(b):
            return None, "crawl"
        zoned = a.outlet == b.outlet and bool(a.published.tzinfo) == bool(b.published.tzinfo)
        first, last = _interval(a.published, zoned), _interval(b.published, zoned)
        if first[1] + MARGIN <= last[0]:
            return 0, ""
        if last[1] + MARGIN <= first[0]:
            return 1, ""
        return None, "equal" if a.published == b.published else "close"

    def _in_series(self, article: Article) -> bool:
        """Whether the article's time is one of a series; a day without an hour is none."""
        when = article.published
        if when is None or _is_day(when):
            return False
        moments, here = self._moments.get(article.outlet, []), _seconds(when)
        low, high = bisect.bisect_left(moments, here - WITHIN), bisect.bisect_right(moments, here + WITHIN)
        near = moments[low:high]
        return any(last - first <= WITHIN for first, last in zip(near, near[SERIES - 1 :], strict=False))


def _seconds(when: datetime) -> float:
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()


def _is_day(when: datetime) -> bool:
    return when.time() == time()


def _interval(when: datetime, zoned: bool) -> tuple[float, float]:
    """The first and the last second that a time may mean; ``zoned``: as if its zone were known."""
    first = last = _seconds(when)
    if _is_day(when):
        last += DAY - MARGIN  # two days that follow each other are apart
    if when.tzinfo is None and not zoned:
        first, last = first - ZONES, last + ZONES
    return first, last
