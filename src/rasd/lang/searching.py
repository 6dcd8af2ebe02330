"""The words by which a text is found, whatever their spelling.

Folded like everything (:func:`rasd.lang.normalize.fold`: hamza seats, alef maqsura, ta marbuta, harakat,
tatweel, Persian letters, digits of all scripts, case), and without the article and what may stand before it
(``ال``, ``وال``, ``بال``, ``فال``, ``كال``, ``لل``), so that ``وكالة`` finds ``الوكالة`` and ``للوكالة``. A
lone ``و`` stays: it begins as many words as it joins. A zero-width non-joiner ends a word: both halves are
found, and the whole as a phrase.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rasd.lang.normalize import fold

_WORD = re.compile(r"[^\W_]+")
_SPELLED = re.compile(r"[^\W_](?:[^\W_]|[\u064b-\u065f\u0670\u0640])*")
"""A word with its vowel marks."""
_ARTICLE = re.compile(r"^(?:و?[فبك]?ال|و?لل)(?=\w{3})")
_PHRASE = re.compile('[«"“”„‟](.*?)[»"“”„‟]|([^\\s«»"“”„‟]+)', re.S)
_HAMZA = str.maketrans({"ء": ""})
MOST_WORDS = 32
"""Words of a question that are looked for."""


def search_words(text: str) -> list[str]:
    """The words of a text in their order, as they are looked for.

    >>> search_words("الوكالة وللمسؤول: مسئول")
    ['وكاله', 'مسول', 'مسول']
    """
    return list(map(_bare, _WORD.findall(fold(text.replace("\u200c", " ")))))


def search_phrases(question: str) -> list[tuple[str, ...]]:
    """What a question asks for: all of these phrases, most of one word; quotation marks hold one together."""
    found: list[tuple[str, ...]] = []
    for phrase, word in _PHRASE.findall(question):
        words = tuple(search_words(phrase or word))
        if words:
            found.append(words)
    return found[:MOST_WORDS]


def first_found(text: str, question: str) -> tuple[int, int] | None:
    """Where a phrase of a question stands first in a text: of several the longest that is there. ``None``
    where none is.

    >>> first_found("قالت الوكالة إن", "وكاله")
    (5, 12)
    """
    phrases = sorted(search_phrases(question), key=len, reverse=True)
    places = [match.span() for match in _SPELLED.finditer(text)]
    words = [_bare(fold(text[start:end]) or " ") for start, end in places]
    for phrase in phrases:
        size = len(phrase)
        for at in range(len(words) - size + 1):
            if words[at] == phrase[0] and tuple(words[at : at + size]) == phrase:
                return places[at][0], places[at + size - 1][1]
    return None


@lru_cache(maxsize=1 << 17)
def _bare(word: str) -> str:
    if word[0] < "\u0250":
        return word
    return _ARTICLE.sub("", word, count=1).translate(_HAMZA) if not word.startswith("ء") else word
