"""When articles were published, comparable whether or not they say so, and which dates cannot be right."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from rasd.model import Article

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""No article in a page or an archive of the web is older."""
YEAR = timedelta(days=365).total_seconds()
FAR = 15 * YEAR
"""Seconds after most other articles from which a date that stands (nearly) alone cannot be right."""
ALONE = 2
"""Articles within a year of each other that still count as standing alone."""
DAY = timedelta(days=1).total_seconds()
_MIDNIGHT = time()


def moment(article: Article) -> float:
    """Seconds since 1970 UTC; a time without a zone is read as UTC; infinite where there is none."""
    published = article.published
    if published is None:
        return math.inf
    return (published if published.tzinfo else published.replace(tzinfo=UTC)).timestamp()


def reported(articles: Iterable[Article]) -> tuple[float, float]:
    """The seconds since 1970 between which the first of some articles was published.

    An article without a date may be of any time, but not keep another from being there; midnight sharp is a
    day without its hour. Without any date the two are minus and plus infinity.
    """
    first, last = math.inf, math.inf
    for article in articles:
        if article.published is not None:
            day = article.published.time() == _MIDNIGHT
            first = min(first, moment(article))
            last = min(last, moment(article) + DAY * day)
    return (first, last) if first < math.inf else (-math.inf, math.inf)


def implausible(articles: Iterable[Article]) -> frozenset[str]:
    """The ids of the articles whose dates cannot be right, among articles that were read together.

    Those before 1990, and those of at most two articles that lie more than fifteen years after the time of
    most others (2099). No clock is read: the same articles give the same answer on any day.
    """
    return implausible_among((moment(one), one.id) for one in articles if one.published is not None)


def implausible_among(moments: Iterable[tuple[float, str]]) -> frozenset[str]:
    """The same of articles' moments (seconds UTC) and ids."""
    dated = sorted(moments)
    old = {id_ for when, id_ in dated if when < EARLIEST.timestamp()}
    runs = _runs([row for row in dated if row[1] not in old])
    if not runs:
        return frozenset(old)
    main = max(runs, key=len)  # of runs with as many articles the earliest
    late = (run for run in runs if len(run) <= ALONE and run[0][0] - main[-1][0] > FAR)
    return frozenset(old | {id_ for run in late for _, id_ in run})


def _runs(dated: list[tuple[float, str]]) -> list[list[tuple[float, str]]]:
    """The times in their order, cut where more than a year lies between two."""
    runs: list[list[tuple[float, str]]] = []
    for row in dated:
        if runs and row[0] - runs[-1][-1][0] <= YEAR:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs
