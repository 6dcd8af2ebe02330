"""How far two contents say the same.

A content is reduced to the strong letters of its telling words (:func:`rasd.lang.stems.skeleton`) and
its numbers. Two contents are alike by what the shorter says that the longer says too, tempered by
what both leave over. Different numbers, and a negation on one side alone, keep contents apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from rasd.lang.lexis import Lexis, lexis
from rasd.lang.normalize import fold, unbroken
from rasd.lang.stems import light_stem, skeleton

COMMON_WEIGHT = 0.6
"""Weight of a word that most news have, where another word weighs 1."""
NUMBER_WEIGHT = 1.3
LEAST_WEIGHT = 2.5
"""What the shorter content is thought to weigh at least: two words in common prove little."""
NUMBERS_APART = 0.6
"""Factor where both contents give numbers and none is the same."""
NUMBER_SHARED = 0.12
"""Added where both give the same number and at least two words more."""
NEGATION_APART = 0.5
"""Factor where one content alone denies in its first words."""
NEGATION_WORDS = 5
"""A negation later than this word turns only a part of the content round."""

_WORD = re.compile(r"\d+(?:[.,٬٫]\d+)*|[^\W\d_](?:[^\W\d_]|\u200c)*")
_COPULAS = ("و", "ب", "ل", "ف")
MOST_WORDS = 500_000
"""Distinct words whose meaning is remembered."""


@dataclass(frozen=True, slots=True)
class Gist:
    """What a content says: stems with their weights, numbers, whether it starts by denying."""

    stems: Mapping[str, float]
    numbers: frozenset[str]
    negated: bool
    weight: float = field(init=False)
    """The sum of the weights."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "weight", sum(self.stems.values()))

    @property
    def said(self) -> tuple[object, ...]:
        """All of it, to tell which contents say quite the same."""
        return tuple(self.stems.items()), self.numbers, self.negated

    def joined(self, other: Gist) -> Gist:
        """What both say together, denying as this one does."""
        return Gist({**other.stems, **self.stems}, self.numbers | other.numbers, self.negated)

    def faded(self, fading: Mapping[str, float]) -> Gist:
        """The same with the weights of some stems multiplied."""
        stems = {stem: weight * fading.get(stem, 1.0) for stem, weight in self.stems.items()}
        return Gist(stems, self.numbers, self.negated)


class _Word(NamedTuple):
    """What a word tells: its stem and weight (0: nothing), its value as a number (0: none), whether it is
    written in digits, counts time, or denies."""

    stem: str
    weight: float
    value: float
    digits: bool
    calendar: bool
    negates: bool


_NONE = frozenset[str]()
_END = _Word("", 0.0, 0.0, False, False, False)


class _Words(dict[str, _Word]):
    """What the words of a language tell, as they are written.

    A dictionary, because a corpus has few distinct words and asking one is all that most words cost.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self._lexis = lexis(language)

    def __missing__(self, word: str) -> _Word:
        found = _told(fold(word), self._lexis)
        if len(self) < MOST_WORDS:
            self[word] = found
        return found


@cache
def _table(language: str) -> _Words:
    return _Words(language)


def gist(text: str, words: Lexis) -> Gist:
    """What a text says. Number words become digits; days and ages are left out."""
    return _gist(text, words.language)


@lru_cache(maxsize=1 << 12)
def _gist(text: str, language: str) -> Gist:
    """The same, remembered: the steps on one story ask for the same contents again."""
    told = list(map(_table(language).__getitem__, _WORD.findall(unbroken(text))))
    stems: dict[str, float] = {}
    counted = False
    for word in told:
        if not word[1]:
            counted = counted or bool(word[2])
        elif word[0] not in stems:
            stems[word[0]] = word[1]
    numbers = frozenset(_numbers(told)) if counted else _NONE
    stems.update((f"#{number}", NUMBER_WEIGHT) for number in sorted(numbers))
    return Gist(stems, numbers, any(word.negates for word in told[:NEGATION_WORDS]))


def _told(token: str, words: Lexis) -> _Word:
    """What a folded word tells."""
    digits = token[:1].isdecimal()
    value = _digits(token) if digits else float(_value(token, words)) if token else 0.0
    stem, weight = "", 0.0
    if not value and not digits and len(token) > 1 and not words.stops(token):
        plain = skeleton(token)
        stem = words.synonyms.get(plain, plain)
        weight = COMMON_WEIGHT if light_stem(token) in words.common else 1.0
    return _Word(stem, weight, value, digits, token in words.calendar, token in words.negation)


def _value(token: str, words: Lexis) -> int:
    """The value of a number word, bare or with a clitic before it; 0 where it is none."""
    known = words.units.get(token) or words.scales.get(token)
    if known is None and token[0] in _COPULAS:
        known = words.units.get(token[1:]) or words.scales.get(token[1:])
    return known or 0


def _numbers(told: Sequence[_Word]) -> list[str]:
    """The numbers of a text in digits, without years, ages and spans of time."""
    found: list[str] = []
    value: float | None = None
    for word in [*told, _END]:
        part = word.value
        if part and not word.digits and value is not None:
            value = value * part if part >= 1000 or part == 100 > value else value + part
        elif part:
            if value is not None:
                found.append(f"{value:.10g}")
            value = part
        elif value is not None:
            if not word.calendar and not 1900 <= value <= 2100 and value > 1:
                found.append(f"{value:.10g}")
            value = None
    return found


def _digits(token: str) -> float:
    plain = re.sub(r"[,٬](?=\d{3}\b)", "", token).replace("٫", ".").replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return float(re.sub(r"\D", "", plain))


def likeness(a: Gist, b: Gist) -> float:
    """How far two contents say the same, 0..1: mostly the share of the shorter that the longer holds."""
    if not a.stems or not b.stems:
        return 0.0
    both = 0.0
    get = b.stems.get
    for stem, weight in a.stems.items():
        other = get(stem)
        if other is not None:
            both += weight if weight < other else other
    held = both / max(min(a.weight, b.weight), LEAST_WEIGHT)
    shared = 2.0 * both / (a.weight + b.weight)
    factor = 1.0
    if a.numbers and b.numbers and not a.numbers & b.numbers:
        factor *= NUMBERS_APART
    if a.negated != b.negated:
        factor *= NEGATION_APART
    bonus = NUMBER_SHARED if a.numbers & b.numbers and both >= NUMBER_WEIGHT + 2.0 else 0.0
    return min(1.0, factor * (0.6 * held + 0.4 * shared) + bonus)
