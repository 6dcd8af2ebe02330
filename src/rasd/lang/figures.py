"""Figures in running text: a number, how exact it is, and what it counts.

"مقتل 12 شخصا على الأقل" is at least 12 of "قتل"; "ثلاثة عشر جريحا" 13 of "جرح"; "12 people were killed"
12 of "kill". What is counted is named by the noun behind the number; where that is just people, by the nearest telling
word before the number in its clause, or else behind it. Words are compared by their strong letters
(:func:`rasd.lang.stems.skeleton`), synonyms as one. Dates, times, scores, ages, spans of time and ordinals are no figures.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rasd.lang.figure_words import FigureWords, figure_words
from rasd.lang.stems import skeleton
from rasd.lang.tokens import Tokens
from rasd.model import Span

ABOUT = 0.2
"""How far off, as a share, a figure may be that is given as "about"."""
BEFORE = 7
"""Words before a number among which the one is looked for that says what is counted."""
BEHIND = 4
"""The same for words behind it and its noun."""

_NUMERAL = re.compile(r"([وبلف]?)(\d+)")
_POINTS = ".,٬٫"
_BARS = "-–—/:#"
_PERCENT = ("%", "٪")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: the words ``span`` (with what makes it vague and its noun), the values that it allows.

    An exact number has ``low == high``; "more than 10" has no upper end. ``noun`` is the stem of what stands behind
    the number, empty where it is nothing or just people; ``deed`` that of the word that says what is
    counted. ``part``: counts some of those counted before ("among them 3 children").
    """

    span: Span
    low: float
    high: float
    noun: str
    deed: str
    part: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    def agrees(self, other: Figure) -> bool:
        """Whether both may be true of one thing."""
        return self.low <= other.high and other.low <= self.high


def find_figures(text: str, language: str) -> list[Figure]:
    """The figures of a text that say what they count, in order."""
    return list(_Reader(Tokens(text), figure_words(language)).read())


@dataclass(frozen=True, slots=True)
class _Number:
    """A number at the tokens ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    value: float
    bare: bool


class _Reader:
    """Reads the figures of one text."""

    def __init__(self, cut: Tokens, words: FigureWords) -> None:
        self.cut, self.words, self.known = cut, cut.words, words

    def read(self) -> Iterator[Figure]:
        """The figures in order."""
        last: Figure | None = None
        last_end = 0
        i = 0
        while i < len(self.words):
            number = self._number(i)
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

    # ------------------------------------------------------------------ numbers

    def _number(self, i: int) -> _Number | None:
        """The number that begins at token ``i``."""
        if self._is_dual(i):
            return _Number(i, i, 2.0, True)
        digits = _NUMERAL.fullmatch(self.words[i])
        found = self._digits(i) if digits else self._worded(i)
        if found is None or found.value <= 1 or (digits and self._barred(i, found.end)):
            return None
        return found

    def _is_dual(self, i: int) -> bool:
        return bool(self.known.without_clitic(self.words[i], self.known.duals))

    def _digits(self, i: int) -> _Number | None:
        match = _NUMERAL.fullmatch(self.words[i])
        if match is None or len(match[2]) > 12:
            return None
        plain, end = match[2], i + 1
        while self._point(end):
            grouped = self.words[end] in ",٬" and len(self.words[end + 1]) == 3
            plain += ("" if grouped else ".") + self.words[end + 1]
            end += 2
        if plain.count(".") > 1:
            return None
        return self._scaled(_Number(i, end, float(plain), True))

    def _point(self, i: int) -> bool:
        """Whether a point or comma between two runs of digits stands at token ``i``, without blanks."""
        return (
            i + 1 < len(self.words)
            and self.words[i] in _POINTS
            and self.words[i + 1].isdecimal()
            and self.cut.ends[i - 1] == self.cut.starts[i]
            and self.cut.ends[i] == self.cut.starts[i + 1]
        )

    def _barred(self, i: int, end: int) -> bool:
        """Whether the digits belong to a score, a time, a date, a name ("إف-16")."""
        before = i > 0 and self.cut.ends[i - 1] == self.cut.starts[i]
        behind = end < len(self.words) and self.cut.starts[end] == self.cut.ends[end - 1]
        behind = behind and end + 1 < len(self.words) and self.words[end + 1][:1].isdecimal()
        return bool(
            (before and self.words[i - 1] in _BARS) or (behind and self.words[end] in _BARS)
        ) or self._spaced_score(i, end)

    def _spaced_score(self, i: int, end: int) -> bool:
        """Whether a dash and another number stand beside the digits."""
        near = self.words[max(i - 2, 0) : i], self.words[end : end + 2]
        return any(
            len(two) == 2 and any(w in _BARS for w in two) and any(w.isdecimal() for w in two) for two in near
        )

    def _worded(self, i: int) -> _Number | None:
        """Number words: "ثلاثة عشر", "خمسة وعشرون", "ثلاثة آلاف وخمسمئة"."""
        if self._has_article(i):
            return None
        pair = (self.words[i], self.words[i + 1]) if i + 1 < len(self.words) else ("", "")
        for teen in (pair, (pair[0][1:], pair[1])):
            if teen in self.known.teens:
                return self._scaled(_Number(i, i + 2, self.known.teens[teen], False))
        value = self._value(i, first=True)
        if not value:
            return None
        end = i + 1
        while end < len(self.words) and self._near(end) and self._continues(end, value):
            value = _together(value, self._value(end))
            end += 1
        return self._scaled(_Number(i, end, value, False))

    def _has_article(self, i: int) -> bool:
        word = self.words[i]
        return word.startswith("ال") and not word.startswith("الف") and not word.startswith("الاف")

    def _value(self, i: int, first: bool = False) -> float:
        """What the number word at a token is worth; 0 where it is none."""
        word = self.words[i]
        table = self.known.numbers
        for form in (word, word[1:] if word[:1] in "وبلف" and len(word) > 2 else ""):
            if form in table:
                return float(table[form])
            if form in self.known.scales and not first:
                return self.known.scales[form]
        return 0.0

    def _continues(self, i: int, value: float) -> bool:
        """Whether the number word at a token goes on with a number so far of ``value``."""
        more = self._value(i)
        joined = self.words[i][:1] == "و" and self.words[i] not in self.known.numbers
        if self.known.lexis.language == "en":
            return more > 0
        if joined:
            return 0 < more < 1000 and (more < value or value < 10)
        return more >= 100 or (more == 10 and value < 10)

    def _scaled(self, number: _Number) -> _Number:
        """The number with the thousands, millions ("12 ألفا", "مليون ونصف") behind it."""
        end, value = number.end, number.value
        while end < len(self.words) and self._near(end) and self.words[end] in self.known.scales:
            value *= self.known.scales[self.words[end]]
            end += 1
        if end > number.end and end < len(self.words) and self.words[end] == "ونصف":
            value += self.known.scales[self.words[end - 1]] / 2
            end += 1
        return replace(number, end=end, value=value)

    # ------------------------------------------------------------------ what is counted

    def _near(self, i: int) -> bool:
        """Whether token ``i`` is a word that follows the one before it with blanks alone between."""
        gap = self.cut.text[self.cut.ends[i - 1] : self.cut.starts[i]]
        return gap.isspace() and "\n" not in gap and self.words[i][:1].isalnum()

    def _figure(self, number: _Number, floor: int, last: Figure | None) -> tuple[Figure, int] | None:
        """The figure of a number, and the token behind it. No word before token ``floor`` is its own."""
        start, low, high, number = self._vague(number, floor)
        noun, counted, end = self._noun(number)
        if noun is None:
            return None
        low, high, end = self._vague_behind(end, low, high)
        said = self._deed(start, end, floor, not noun)
        if said is None:
            return None
        deed, part = said
        if not deed and last is not None and self._listed(floor, start):
            deed, part = last.deed or last.noun, part or last.part
        span = Span(self._cut(start), self.cut.ends[end - 1])
        return Figure(span, low, high, noun if counted else "", deed, part), end

    def _cut(self, i: int) -> int:
        """Where token ``i`` starts, without an "and" written onto digits."""
        joined = self.words[i][:1] in "وبلف" and self.words[i][1:].isdecimal()
        return self.cut.starts[i] + joined

    def _deed(self, start: int, end: int, floor: int, people: bool) -> tuple[str, bool] | None:
        """The stem that says what is counted, and whether the figure is a part of the one before."""
        if start > floor and self.words[start - 1] in self.known.lexis.calendar:
            return None
        before = self._telling(range(start - 1, max(start - 1 - BEFORE, floor - 1), -1))
        if before is None or not people or (before[0] and not self.known.verb_behind):
            return before
        behind = self._telling(range(end, min(end + BEHIND, len(self.words)))) or ("", False)
        return behind[0] or before[0], before[1]

    def _listed(self, floor: int, start: int) -> bool:
        """Whether nothing but "and" stands between the figure before and this one."""
        return start >= floor and not any(
            self.words[i][:1].isalnum() and self.words[i] not in ("و", "and") for i in range(floor, start)
        )

    def _vague(self, number: _Number, floor: int) -> tuple[int, float, float, _Number]:
        """The first token of the figure and the least and most that it allows."""
        value, start = number.value, number.start
        low = high = value
        for kind in ("about", "least", "most"):
            at = self._phrase_before(kind, start, floor)
            if at is not None:
                start = at
                low, high = _range(kind, value)
                break
        other, between = self._other_end(number), self._phrase_before("between", start, floor)
        if other is not None and between is not None:
            return between, min(value, other.value), max(value, other.value), other
        return start, low, high, number

    def _other_end(self, number: _Number) -> _Number | None:
        """The second number of "between 10 and 15"."""
        end = number.end
        if end >= len(self.words):
            return None
        if self.words[end] in {row[0] for row in self.known.phrases["to"]} and end + 1 < len(self.words):
            return self._number(end + 1)
        return self._number(end) if self.words[end][:1] == "و" and self.words[end][1:].isdecimal() else None

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

    def _vague_behind(self, end: int, low: float, high: float) -> tuple[float, float, int]:
        for kind in ("about", "least", "most"):
            for row in self.known.phrases[f"{kind}_after"]:
                if self.words[end : end + len(row)] == list(row):
                    least, most = _range(kind, low)
                    return min(least, low), max(most, high), end + len(row)
        return low, high, end

    def _noun(self, number: _Number) -> tuple[str | None, bool, int]:
        """The stem of what stands behind a number, whether that is more than people, the token behind it.

        ``None`` where no thing is counted.
        """
        known, i = self.known, number.end
        if number.start == number.end:  # a dual is its own noun
            word = known.without_clitic(self.words[i], known.duals)
            stem = skeleton(word[:-2] + "ه" if word[-3:-2] == "ت" else word[:-2])
            return known.lexis.synonyms.get(stem, stem), word[:-2] not in known.anybody, i + 1
        if i < len(self.words) and self.words[i] in _PERCENT:
            return "%", True, i + 1
        if self.words[i : i + 2] in (["في", "المءه"], ["في", "الماءه"]):
            return "%", True, i + 2
        if i < len(self.words) and self.words[i] in ("بالمءه", "بالماءه", "percent"):
            return "%", True, i + 1
        while i < len(self.words) and self._near(i) and self.words[i] in known.linking:
            i += 1
        if i >= len(self.words) or not self._near(i):
            return "", False, number.end
        word = self.words[i]
        if word in known.lexis.calendar or known.without_clitic(word, known.never):
            return None, False, i
        if known.without_clitic(word, known.anybody) and word[:1] != "و":
            return "", False, i + 1
        if known.lexis.stops(word) or self._number(i) is not None or word[:1] == "و":
            return "", False, number.end
        stem = skeleton(word)
        return known.lexis.synonyms.get(stem, stem), True, i + 1

    def _telling(self, places: range) -> tuple[str, bool] | None:
        """The stem of the first telling word at the places, in one clause; whether "among" stands before it.

        ``None`` where a word says that the number counts nothing.
        """
        known, part = self.known, False
        for i in places:
            word = self.words[i]
            if not word[:1].isalnum():
                if word in "،,.؛;:!?؟()[]«»\n" or word == "\n":
                    break
                continue
            if known.without_clitic(word, known.never):
                return None
            if known.without_clitic(word, known.among):
                part = True
                break
            if known.without_clitic(word, known.anybody) or known.without_clitic(word, known.carriers):
                continue
            if known.lexis.stops(word) or len(word) < 3:
                continue
            stem = skeleton(word)
            return known.lexis.synonyms.get(stem, stem), part
        return "", part


def _range(kind: str, value: float) -> tuple[float, float]:
    """What "about", "at least" and "at most" allow."""
    if kind == "about":
        return value * (1.0 - ABOUT), value * (1.0 + ABOUT)
    return (value, math.inf) if kind == "least" else (0.0, value)


def _together(value: float, more: float) -> float:
    """A number and the number word behind it."""
    return value * more if more >= 1000 or more == 100 > value else value + more
