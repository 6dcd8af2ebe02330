"""Reduces an article to a short vector of its most telling terms."""

from __future__ import annotations

import heapq
import math

from rasd.lang.frequency import rareness
from rasd.lang.lexis import lexis
from rasd.model import Analysis
from rasd.stories.terms import article_terms

TERMS = 40
"""Terms of one article that take part."""

Vector = dict[str, float]


def article_vector(analysis: Analysis) -> Vector:
    """The unit vector of an article's weightiest terms (tf-idf): how often the article has a term, by how
    rare it is in the language."""
    language = lexis(analysis.language or analysis.article.language).language
    rare = rareness(language)
    weighed = [((1.0 + math.log(n)) * rare[t], t) for t, n in article_terms(analysis).items()]
    kept = heapq.nsmallest(TERMS, weighed, key=lambda pair: (-pair[0], pair[1]))
    length = math.sqrt(sum(weight * weight for weight, _ in kept))
    return {term: weight / length for weight, term in kept} if length else {}
