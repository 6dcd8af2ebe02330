"""Figures in running text: a number, how exact it is, and what it counts.

"مقتل 12 شخصا على الأقل" is at least 12 of "قتل"; "12 people were killed" 12 of "kill". What is counted is
named by the noun behind the number, and by the nearest telling word before the number in its clause, or
else behind it ("deed"). Just people are no noun; "12 قتيلا" are 12 people of that deed. Words are compared
by their strong letters (:func:`rasd.lang.stems.skeleton`), synonyms as one. Dates, times, scores, ages,
spans of time and ordinals are no figures.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rasd.lang.figure_words import figure_words
from rasd.lang.numbers import NUMERAL, Number, Numbers, beginnings
from rasd.lang.stems import skeleton
from rasd.lang.tokens import WORD, Tokens
from rasd.model import Span

ABOUT = 0.2
"""How far off, as a share, a figure may be that is given as "about"."""
LARGE = 1000.0
"""From this size a number may be rounded."""
ROUND = 0.01
"""How far apart, as a share, two large numbers may be of which one is the other rounded."""
BEFORE = 7
"""Words before a number among which the one is looked for that says what is counted."""
BEHIND = 4
"""The same for words behind it and its noun."""

GRAVE = 3
"""Words behind a figure among which one may say that it counts the worst cases alone."""

_CLAUSE_ENDS = frozenset('،,.؛;:!?؟()[]«»"“”')


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: the words ``span`` (with what makes it vague and its noun), the values that it allows.

    An exact number has ``low == high``; "more than 10" has no upper end. ``noun`` is the stem of what
    stands behind the number, empty where it is nothing or just people; ``deed`` that of the word that says
    what is counted; ``name`` where the word stands that says it best (the deed, else the noun). ``part``:
    counts some of those counted before ("among them 3 children"). ``measure``: the noun is a unit of money,
    of length, a share. ``befell``: the deed is what happens to people (killed, injured, arrested).
    ``about``: the range is one round a number.
    """

    span: Span
    low: float
    high: float
    noun: str
    deed: str
    name: Span
    part: bool = False
    measure: bool = False
    about: bool = False
    befell: bool = False
    since: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    @property
    def value(self) -> str:
        """As plain text: ``12``, ``>=12``, ``<=12``, ``~12``, ``10-15``."""
        low, high = (f"{end:.12g}" for end in (self.low, self.high))
        if self.exact:
            return low
        if self.high == math.inf:
            return f">={low}"
        if not self.low:
            return f"<={high}"
        return f"~{(self.low + self.high) / 2:.12g}" if self.about else f"{low}-{high}"

    def agrees(self, other: Figure) -> bool:
        """Whether both may be true of one thing."""
        near = ROUND * max(self.low, other.low) if min(self.low, other.low) >= LARGE else 0.0
        return self.low <= other.high + near and other.low <= self.high + near


def find_figures(text: str, language: str) -> list[Figure]:
    """The figures of a text that say what they count, in order."""
    if not any(map(beginnings(language).__getitem__, WORD.findall(text))):
        return []  # most texts hold no number
    return list(_Reader(Tokens(text), figure_words(language)).read())


class _Held(NamedTuple):
    """The values that a figure allows; ``befell``: the deed is what happens to people (killed, injured,
    arrested). ``about``: round one number.
    """

    low: float
    high: float
    about: bool


class _Word(NamedTuple):
    """A word that says what is counted: its stem (empty: none found), whether "among" stands there, its
    place.
    """

    stem: str
    part: bool
    span: Span | None


class _Reader(Numbers):
    """Reads the figures of one text."""

    def read(self) -> Iterator[Figure]:
        """The figures in order."""
        last: Figure | None = None
        last_end = 0
        i, begins = 0, beginnings(self.known.lexis.language)
        while i < len(self.words):
            number = self.number_at(i) if begins[self.words[i]] else None
            if number is None:
                i += 1
                continue
            i = number.end
            found = self._figure(number, last_end, last)
            last_end = number.end
            if found is not None:
                figure, i = found
                last, last_end = figure, i
                if figure.noun or figure.deed:
                    yield figure
            else:
                last = None

    # ------------------------------------------------------------------ what is counted

    def _figure(self, number: Number, floor: int, last: Figure | None) -> tuple[Figure, int] | None:
        """The figure of a number, and the token behind it. No word before token ``floor`` is its own."""
        start, held, number = self._vague(number, floor)
        noun, end = self._noun(number)
        if noun is None:
            return None
        thing = self._span(end - 1)
        held, end = self._vague_behind(end, held)
        if last is not None and self._listed(floor, start):
            deed: _Word | None = _Word(last.deed or last.noun, last.part, last.name)
        else:
            deed = self._deed(start, end, floor, noun)
        if deed is None:
            return None
        span = Span(self._cut(start), self.cut.ends[end - 1])
        if noun in self.known.befallen:  # the noun alone says what happened to people: "12 قتيلا"
            deed, noun = _Word(noun, deed.part, thing), ""
        deed = deed._replace(part=deed.part or self._of_them(number.end, end))
        name = deed.span or thing
        measure = noun in self.known.measures
        befell = deed.stem in self.known.befallen
        beside = self.words[max(start - BEFORE, floor) : start] + self.words[end : end + BEHIND]
        since = any(self.known.without_clitic(word, self.known.since) for word in beside)
        rest = (deed.part, measure, held.about, befell, since)
        return Figure(span, held.low, held.high, noun, deed.stem, name, *rest), end

    def _cut(self, i: int) -> int:
        """Where token ``i`` starts, without letters written onto digits ("و12")."""
        match = NUMERAL.fullmatch(self.words[i])
        return self.cut.starts[i] + (len(match[1]) if match else 0)

    def _span(self, i: int) -> Span:
        return Span(self.cut.starts[i], self.cut.ends[i])

    def _deed(self, start: int, end: int, floor: int, noun: str) -> _Word | None:
        """The word that says what is counted; whether the figure is a part of the one before."""
        calendar = self.known.lexis.calendar
        if start > floor and self.known.without_clitic(self.words[start - 1], calendar):
            return None
        before = self._telling(range(start - 1, max(start - 1 - BEFORE, floor - 1), -1))
        if before is None or (before.stem and (noun or not self.known.verb_behind)):
            return before
        behind = self._telling(range(end, min(end + BEHIND, len(self.words))))
        if behind is None or not behind.stem or before.part:
            return before
        return behind._replace(part=False)

    def _of_them(self, behind: int, end: int) -> bool:
        """Whether the words behind a number make it a part of a group ("3 من الجرحى", "12 بجروح خطيرة")."""
        word, then = [*self.words[behind : behind + 2], "", ""][:2]
        if word in self.known.among or (word in self.known.linking and then.startswith(self.known.definite)):
            return True
        return any(word in self.known.grave for word in self.words[behind : end + GRAVE])

    def _listed(self, floor: int, start: int) -> bool:
        """Whether nothing but "and" stands between the figure before and this one."""
        return start >= floor and not any(
            self.words[i][:1].isalnum() and self.words[i] not in ("و", "and") for i in range(floor, start)
        )

    def _vague(self, number: Number, floor: int) -> tuple[int, _Held, Number]:
        """The first token of the figure, what it allows, and its last number."""
        value, start = number.value, number.start
        other, between = self._other_end(number), self._phrase_before("between", start, floor)
        if other is not None and between is not None:
            return between, _Held(min(value, other.value), max(value, other.value), False), other
        for kind in ("about", "least", "most"):
            at = self._phrase_before(kind, start, floor)
            if at is not None:
                return at, _allowed(kind, value), number
        return start, _Held(value, value, False), number

    def _other_end(self, number: Number) -> Number | None:
        """The second number of "between 10 and 15"."""
        end = number.end
        if end >= len(self.words):
            return None
        if self.words[end] in {row[0] for row in self.known.phrases["to"]} and end + 1 < len(self.words):
            return self.number_at(end + 1)
        return self.number_at(end) if self.words[end][:1] == "و" and self.words[end][1:].isdecimal() else None

    def _phrase_before(self, kind: str, end: int, floor: int) -> int | None:
        """Where a phrase of that kind begins that ends right before token ``end``."""
        for row in self.known.phrases[kind]:
            start = end - len(row)
            if start < floor:
                continue
            words = self.words[start:end]
            if words[1:] == list(row[1:]) and words[0] in (row[0], "و" + row[0], "ب" + row[0], "ل" + row[0]):
                return start
        return None

    def _vague_behind(self, end: int, held: _Held) -> tuple[_Held, int]:
        """What is allowed after words like "at least" behind the noun, and the token behind them."""
        for kind in ("about", "least", "most"):
            for row in self.known.phrases[f"{kind}_after"]:
                if self.words[end : end + len(row)] == list(row):
                    more = _allowed(kind, held.low)
                    return _Held(min(more.low, held.low), max(more.high, held.high), held.about), end + len(
                        row
                    )
        return held, end

    def _noun(self, number: Number) -> tuple[str | None, int]:
        """The stem of what stands behind a number (empty: nothing, or just people), and the token behind it.

        ``None`` where no thing is counted.
        """
        known, i = self.known, number.end
        if number.start == number.end:  # a dual is its own noun
            word = self.dual(self.words[i])[:-2]
            stem = "" if word in known.anybody else self._stem(word[:-1] + "ه" if word[-1:] == "ت" else word)
            return stem, i + 1
        for row in known.phrases["percent"]:
            if self.words[i : i + len(row)] == list(row):
                return "%", i + len(row)
        while i < len(self.words) and self.near(i) and self.words[i] in known.linking:
            i += 1
        if i >= len(self.words) or not self.near(i):
            return "", number.end
        word = self.words[i]
        if word in known.lexis.calendar or known.without_clitic(word, known.never):
            return None, i
        if word[:1] != "و" and known.without_clitic(word, known.anybody):
            return "", i + 1
        stopped = known.lexis.stops(word) and word not in known.also
        if stopped or word[:1] == "و" or self.number_at(i) is not None:
            return "", number.end
        return self._stem(word), i + 1

    def _stem(self, word: str) -> str:
        stem = skeleton(word)
        return self.known.lexis.synonyms.get(stem, stem)

    def _telling(self, places: range) -> _Word | None:
        """The first telling word at the places, in one clause; whether "among" stands before it.

        ``None`` where a word says that the number counts nothing.
        """
        known = self.known
        for i in places:
            word = self.words[i]
            if not word[:1].isalnum():
                if word in _CLAUSE_ENDS:
                    break
                continue
            if word[-1:].isdecimal() or (places.step > 0 and word[:1] == "و"):
                break
            if known.without_clitic(word, known.never):
                return None
            if known.without_clitic(word, known.among):
                return _Word("", True, None)
            if not self._passed(word):
                span = self._span(i)
                joined = self.cut.text[span.start : span.start + 2] in ("وأ", "وإ")
                return _Word(self._stem(word), False, Span(span.start + joined, span.end))
        return _Word("", False, None)

    def _passed(self, word: str) -> bool:
        """Whether a word tells nothing of what is counted."""
        known = self.known
        silent = known.lexis.stops(word) and word not in known.also
        led = known.without_clitic(word, known.anybody) or known.without_clitic(word, known.carriers)
        return bool(silent or led or len(word) < 3)


def _allowed(kind: str, value: float) -> _Held:
    """What "about", "at least" and "at most" a value allow."""
    if kind == "about":
        return _Held(value * (1.0 - ABOUT), value * (1.0 + ABOUT), True)
    return _Held(value, math.inf, False) if kind == "least" else _Held(0.0, value, False)
