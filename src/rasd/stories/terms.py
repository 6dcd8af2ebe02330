"""What a text is about, as weighted stems.

The telling words of an article stand in its headline and its first paragraphs: words there count
more. Two stems side by side make a further term, because pairs ("ضغوط عسكرية", names) tell more than
words. Everything is counted on folded text; nothing here keeps an offset.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from rasd.lang.lexis import Lexis, lexis
from rasd.lang.normalize import fold
from rasd.lang.stems import light_stem
from rasd.model import Analysis

HEAD_WORDS = 50
"""Words of the text that count twice, and whose pairs are terms."""
MOST_WORDS = 220
"""Words of the text that are read at all."""

_WORD = re.compile(r"[^\W_](?:[^\W_]|\u200c)*")
_MOST_CHARACTERS = MOST_WORDS * 12
"""No news text has longer words on average; a cut here saves folding the tail of long articles."""


def stems_of(text: str, words: Lexis) -> Iterator[str]:
    """The light stems of a text's words, in order; an empty string where a word tells nothing."""
    language = words.language
    for match in _WORD.finditer(fold(text)):
        yield _telling_stem(match.group(), language)


@lru_cache(maxsize=400_000)
def _telling_stem(word: str, language: str) -> str:
    return "" if len(word) < 2 or lexis(language).stops(word) else light_stem(word)


def article_terms(analysis: Analysis) -> Counter[str]:
    """The terms of one article with their counts: headline words three times, head words twice."""
    article = analysis.article
    words = lexis(analysis.language or article.language)
    counts: Counter[str] = Counter()
    head: list[str] = []
    for place, stem in enumerate(stems_of(article.text[:_MOST_CHARACTERS], words)):
        if place >= MOST_WORDS:
            break
        if place < HEAD_WORDS:
            head.append(stem)
        if stem:
            counts[stem] += 2 if place < HEAD_WORDS else 1
    title = list(stems_of(article.title, words))
    for stem in filter(None, title):
        counts[stem] += 3
    for line in (title, head):
        for left, right in pairwise(line):
            if left and right:
                counts[f"{left} {right}"] += 1
    return counts
