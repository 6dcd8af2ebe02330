"""When articles were published, comparable whether or not they say so."""

from __future__ import annotations

import math
from datetime import UTC

from rasd.model import Article


def moment(article: Article) -> float:
    """Seconds since 1970 UTC; a time without a zone is read as UTC; infinite where there is none."""
    published = article.published
    if published is None:
        return math.inf
    return (published if published.tzinfo else published.replace(tzinfo=UTC)).timestamp()
