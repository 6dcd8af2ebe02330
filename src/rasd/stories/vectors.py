"""Reduces an article to a short vector of its most telling terms."""

from __future__ import annotations

import math
from array import array

from rasd.lang.frequency import rareness
from rasd.lang.lexis import lexis
from rasd.model import Analysis
from rasd.stories.terms import article_terms

TERMS = 50
"""Terms of one article that take part."""
STEEP = 1.5
"""Rare terms weigh more than by their rareness alone: an event is known by its names."""

Vector = tuple[tuple[str, ...], "array[float]"]
"""Terms, the weightiest first, and the weight of each (32 bits: they are kept of every article)."""


def article_vector(analysis: Analysis) -> Vector:
    """The unit vector of an article's weightiest terms: how often it has each, by how rare it is (tf-idf)."""
    language = lexis(analysis.language or analysis.article.language).language
    rare = rareness(language)
    weighed = [(-(math.sqrt(n) * rare[t] ** STEEP), t) for t, n in article_terms(analysis).items()]
    weighed.sort()
    kept = weighed[:TERMS]
    length = math.sqrt(sum(weight * weight for weight, _ in kept))
    return tuple(term for _, term in kept), array("f", [-weight / length for weight, _ in kept])
