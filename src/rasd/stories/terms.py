"""What a text is about, as weighted stems.

The telling words of an article stand in its headline and its first paragraphs: words there count
more. Everything is counted on folded text; nothing here keeps an offset.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Collection
from functools import cache

from rasd.lang.lexis import lexis
from rasd.lang.normalize import fold, unbroken
from rasd.lang.stems import light_stem
from rasd.model import Analysis

HEAD_WORDS = 50
"""Words of the text that count twice."""
MOST_WORDS = 220
"""Words of the text that are read at all."""

_WORD = re.compile(r"[^\W_][^\W_\u200c]*(?:\u200c[^\W_\u200c]*)*")
_MOST_CHARACTERS = MOST_WORDS * 12
"""No news text has longer words on average; a cut here saves folding the tail of long articles."""
_ORDINARY = 7
"""Characters that a word of most news has at most on average, with its blank."""


class _Stems(dict[str, str]):
    """The light stems of words as they are written; an empty string where a word tells nothing.

    A dictionary, because a corpus has few distinct words and asking one is all that most words cost.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self._stops = lexis(language).stops

    def __missing__(self, word: str) -> str:
        folded = fold(word)
        stem = "" if len(folded) < 2 or self._stops(folded) else light_stem(folded)
        if len(self) < 500_000:
            self[word] = stem
        return stem

    def of(self, text: str, most: int = sys.maxsize) -> list[str]:
        """The stems of a text's words, in order; of the first ``most``."""
        text = unbroken(text)
        words = _WORD.findall(text[: most * _ORDINARY])
        if len(words) <= most < len(text):  # the last one may have been cut
            words = _WORD.findall(text)
        return list(map(self.__getitem__, words[:most]))


@cache
def _stems(language: str) -> _Stems:
    return _Stems(language)


def article_terms(analysis: Analysis) -> Counter[str]:
    """The terms of one article with their counts: headline words three times, head words twice."""
    article = analysis.article
    stems = _stems(lexis(analysis.language or article.language).language)
    body = stems.of(article.text[:_MOST_CHARACTERS], MOST_WORDS)
    counts = Counter(body + body[:HEAD_WORDS] + 3 * stems.of(article.title))
    del counts[""]
    return counts


def words_for(stems: Collection[str], analysis: Analysis) -> dict[str, str]:
    """For those of the stems that an article has: the first word of it with that stem, as it is written."""
    article = analysis.article
    table = _stems(lexis(analysis.language or article.language).language)
    wanted, found = set(stems), dict[str, str]()
    for text in (article.title, article.text[:_MOST_CHARACTERS]):
        for match in _WORD.finditer(text) if wanted else ():
            stem = table[match.group()]
            if stem in wanted:
                wanted.remove(stem)
                found[stem] = match.group()
                if not wanted:
                    break
    return {stem: found[stem] for stem in stems if stem in found}
