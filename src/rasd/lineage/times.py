"""When articles were published, comparable whether or not they say so."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import UTC, time

from rasd.model import Article

DAY = 24 * 3600.0
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
    dated = [(moment(article), article) for article in articles if article.published is not None]
    firsts = [when for when, _ in dated]
    lasts = [when + DAY * (article.published.time() == _MIDNIGHT) for when, article in dated if article.published]
    return min(firsts, default=-math.inf), min(lasts, default=math.inf)
