"""Articles in two scripts that tell the same event: no word is shared, but names, places and numbers are.

Each article's most telling terms are taken to a form that no language owns (:func:`rasd.lang.transliterate
.neutral`): numbers, places, the sounds of names. Two articles in different scripts and less than two days
apart are near where enough of these agree: :data:`LEAST` of them, and on both sides a good part of what the
article is about. Like all nearness it hangs on these two alone.

Where a sentence encoder is at hand (:mod:`rasd.stories.encoder`), fewer signs will do for two articles that
it finds alike; alone it makes nothing near, for it takes one kind of event for another.

What an article could share is worked out when one in another script stands in the days around it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from rasd.lang.transliterate import is_latin, neutral
from rasd.stories.nearness import DAY, JOIN, UNDATED

LEAST = 2.0
"""What the signs that agree must be worth together."""
FEWEST = 4
"""Signs that must agree, of two kinds (names, places, numbers); of names alone, one more."""
PART = 0.14
"""What the agreeing terms must be of both articles, as a share of their squared weights."""
APART = 2 * DAY
"""Seconds that may lie between the two."""
FEWEST_ALIKE = 2
"""Signs that must agree where the encoder finds two articles alike, a name or a place among them."""
_SHORT_NAME = 4  # characters of its sign

Terms = Callable[[int], Mapping[str, float]]
"""The terms of an article, by its number, each with its weight in the article's unit vector."""


_Signs = dict[str, tuple[float, str]]
"""What an article can share with one in another script: by sign, the squared weight and the term."""


class _Day:
    """The articles of a day in one script: those of which nothing was worked out yet, the others by sign."""

    __slots__ = ("having", "waiting")

    def __init__(self) -> None:
        self.waiting: list[int] = []
        self.having: dict[str, list[int]] = {}


class Agreement(NamedTuple):
    """How near two articles in different scripts are, and the terms that agree, the first article's first.

    ``alike``: how alike the encoder finds them, where that was needed; else 0.
    """

    nearness: float
    terms: tuple[tuple[str, str], ...]
    alike: float = 0.0


Encode = Callable[[str], Any]
"""From a text to what it says, as a vector of length 1 (an array): a sentence encoder."""
Alike = Callable[[int, int], float]
"""How alike the encoder finds two articles, by their numbers, -1..1."""


class Crossing:
    """The articles of a shelf by what no language owns; ``terms`` gives those of an article.

    ``alike`` is the encoder's word, where there is one, ``least`` how alike two articles must be.
    """

    def __init__(self, terms: Terms, alike: Alike | None = None, least: float = 1.0) -> None:
        self._terms, self._alike, self._least = terms, alike, least
        self._fewest = FEWEST_ALIKE if alike else FEWEST
        self._scripts: list[tuple[float, bool]] = []  # when published, and whether in Latin letters
        self._signs: dict[int, _Signs] = {}  # of those that another script may have to do with
        self._days: defaultdict[tuple[bool, int], _Day] = defaultdict(_Day)  # by script and day

    def add(self, articles: Iterable[tuple[float, Collection[str]]]) -> dict[tuple[int, int], float]:
        """Take articles in, by their times and terms; the pairs in two scripts near now, the lower number
        first."""
        start = len(self._scripts)
        for number, (time, terms) in enumerate(articles, start):
            latin = sum(map(is_latin, terms)) * 2 > len(terms)
            self._scripts.append((time, latin))
            if time != UNDATED:  # one without a time is never looked up
                self._days[latin, _day(time)].waiting.append(number)
        near = {}
        for number in range(start, len(self._scripts)):
            for other in self._candidates(number):
                pair = min(number, other), max(number, other)
                if pair not in near and (found := self.agreement(*pair)):
                    near[pair] = found.nearness
        return near

    def _signs_of(self, number: int) -> _Signs:
        """What an article has, worked out when it is first asked for."""
        if number not in self._signs:
            signs: _Signs = {}
            for term, weight in self._terms(number).items():
                if sign := neutral(term):
                    signs.setdefault(sign, (weight * weight, term))
            self._signs[number] = signs
        return self._signs[number]

    def _having(self, latin: bool, day: int) -> dict[str, list[int]]:
        """The articles of a day in one script, by sign."""
        found = self._days.get((latin, day))
        if found is None:
            return {}
        for number in found.waiting:
            for sign in self._signs_of(number):
                found.having.setdefault(sign, []).append(number)
        found.waiting.clear()
        return found.having

    def _candidates(self, number: int) -> list[int]:
        """The articles in the other script, of the days around, with which enough signs agree."""
        time, latin = self._scripts[number]
        if time == UNDATED:
            return []
        shared: Counter[int] = Counter()
        for day in range(_day(time - APART), _day(time + APART) + 1):
            having = self._having(not latin, day)
            for sign in self._signs_of(number).keys() & having.keys() if having else ():
                shared.update(having[sign])
        return [candidate for candidate, signs in shared.items() if signs >= self._fewest]

    def agreement(self, a: int, b: int) -> Agreement | None:
        """What two articles in different scripts agree in; ``None`` where that is too little."""
        (time, latin), (then, other) = self._scripts[a], self._scripts[b]
        if latin is other or UNDATED in (time, then) or abs(time - then) > APART:
            return None
        one, two = self._signs_of(a), self._signs_of(b)
        shared = [sign for sign in one if sign in two]
        part = min(sum(signs[sign][0] for sign in shared) for signs in (one, two))
        alike = 0.0
        if not _telling(shared) or part < PART:
            alike = self._alike(a, b) if self._alike and _may_tell(shared) else 0.0
            if not alike or alike < self._least:
                return None
        terms = tuple((one[sign][1], two[sign][1]) for sign in shared)
        return Agreement(min(1.0, JOIN + part), terms, alike)


def _day(time: float) -> int:
    return int(time // DAY)


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


def _may_tell(signs: Sequence[str]) -> bool:
    """Whether what agrees tells an event to those whom the encoder finds alike."""
    return len(signs) >= FEWEST_ALIKE and any(sign[0] in "~@" for sign in signs)


def _worth(sign: str) -> float:
    """How much the agreement of a sign tells: names of three sounds and small numbers agree by chance."""
    if sign[0] == "~":
        return 1.0 if len(sign) > _SHORT_NAME else 0.4
    return 0.2 if sign[0].isdigit() and len(sign) < 3 else 0.5
