"""Articles in two scripts that tell the same event: no word is shared, but names, places and numbers are.

Each article's most telling terms are taken to a form that no language owns (:func:`rasd.lang.transliterate
.neutral`): numbers, places, the sounds of names. Two articles in different scripts and less than two days
apart are near where enough of these agree: :data:`LEAST` of them, and on both sides a good part of what the
article is about. Like all nearness it hangs on these two alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rasd.lang.transliterate import is_latin, neutral
from rasd.stories.nearness import DAY, JOIN, UNDATED
from rasd.stories.vectors import Vector

LEAST = 2.0
"""What the signs that agree must be worth together."""
FEWEST = 4
"""Signs that must agree, of two kinds (names, places, numbers); of names alone, one more."""
PART = 0.14
"""What the agreeing terms must be of both articles, as a share of their squared weights."""
APART = 2 * DAY
"""Seconds that may lie between the two."""
_SHORT_NAME = 4  # characters of its sign
FREQUENT = 400
"""A sign that so many articles have is not looked up."""


class _Signs(NamedTuple):
    """What an article can share with one in another script: by sign, the squared weight and the term."""

    time: float
    latin: bool
    weights: dict[str, tuple[float, str]]


class Agreement(NamedTuple):
    """How near two articles in different scripts are, and the terms that agree, the first article's first."""

    nearness: float
    terms: tuple[tuple[str, str], ...]


class Crossing:
    """The articles of a shelf by what no language owns."""

    def __init__(self) -> None:
        self._articles: list[_Signs] = []
        self._having: tuple[defaultdict[str, list[int]], defaultdict[str, list[int]]] = (
            defaultdict(list), defaultdict(list),
        )  # fmt: skip

    def add(self, times: Iterable[float], vectors: Sequence[Vector]) -> dict[tuple[int, int], float]:
        """Take articles in; the pairs in two scripts that are near now, the lower number first."""
        start = len(self._articles)
        for time, (terms, weights) in zip(times, vectors, strict=True):
            signs: dict[str, tuple[float, str]] = {}
            for term, weight in zip(terms, weights, strict=True):
                if sign := neutral(term):
                    signs.setdefault(sign, (weight * weight, term))
            latin = sum(map(is_latin, terms)) * 2 > len(terms)
            number = len(self._articles)
            self._articles.append(_Signs(time, latin, signs))
            for sign in signs:
                self._having[latin][sign].append(number)
        near = {}
        for number in range(start, len(self._articles)):
            for other in self._candidates(number):
                pair = min(number, other), max(number, other)
                if pair not in near and (found := self.agreement(*pair)):
                    near[pair] = found.nearness
        return near

    def _candidates(self, number: int) -> list[int]:
        """The articles in the other script with which enough signs agree."""
        article = self._articles[number]
        other = self._having[not article.latin]
        if not other or article.time == UNDATED:
            return []
        shared: defaultdict[int, float] = defaultdict(float)
        for sign in article.weights:
            having = other.get(sign, ())
            if len(having) <= FREQUENT:
                for candidate in having:
                    shared[candidate] += _worth(sign)
        return [candidate for candidate, worth in shared.items() if worth >= LEAST]

    def agreement(self, a: int, b: int) -> Agreement | None:
        """What two articles in different scripts agree in; ``None`` where that is too little."""
        one, two = self._articles[a], self._articles[b]
        if one.latin is two.latin or UNDATED in (one.time, two.time) or abs(one.time - two.time) > APART:
            return None
        shared = [sign for sign in one.weights if sign in two.weights]
        if not _telling(shared):
            return None
        part = min(sum(article.weights[sign][0] for sign in shared) for article in (one, two))
        if part < PART:
            return None
        terms = tuple((one.weights[sign][1], two.weights[sign][1]) for sign in shared)
        return Agreement(min(1.0, JOIN + part), terms)


def _telling(signs: Sequence[str]) -> bool:
    """Whether what agrees tells an event: one famous name, or numbers alone, agree in many."""
    names = sum(sign[0] == "~" for sign in signs)
    kinds = len({"~" if sign[0] == "~" else "@" if sign[0] == "@" else "0" for sign in signs})
    return (
        len(signs) >= FEWEST
        and names > 0
        and (kinds > 1 or names > FEWEST)
        and sum(map(_worth, signs)) >= LEAST
    )


def _worth(sign: str) -> float:
    """How much the agreement of a sign tells: names of three sounds and small numbers agree by chance."""
    if sign[0] == "~":
        return 1.0 if len(sign) > _SHORT_NAME else 0.4
    return 0.2 if sign[0].isdigit() and len(sign) < 3 else 0.5
