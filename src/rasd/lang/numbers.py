"""Numbers in running text: digits of all scripts, number words, duals.

"12", "1,200", "6 ملايين و300 ألف", "خمسة وعشرون", "ثلاثة عشر", "شخصان", "25ر2". Scores, times, names
("إف-16"), years, ordinals and what a mark of direction has cut are none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from rasd.lang.figure_words import FigureWords, figure_words
from rasd.lang.normalize import INVISIBLE, fold
from rasd.lang.tokens import Tokens

NUMERAL = re.compile(r"([^\W\d]{0,4})(\d+)")
"""Digits, and letters written onto them ("و12")."""
_WIRE = re.compile(r"(\d{1,4})ر(\d{1,4})")
"""A decimal as wires that know no point write it: "25ر2" is 2.25."""
_CUT_ON = re.compile(rf"[{INVISIBLE}]*[.,،٫][{INVISIBLE}]+\d")
_CUT_OFF = re.compile(rf"\d[{INVISIBLE}]*[.,،٫][{INVISIBLE}]*\Z")
_POINTS = ".,،٬٫"
_BARS = "-–—/:#"
_YEARS = range(1900, 2101)
_REMEMBERED = 1 << 18  # words


@dataclass(frozen=True, slots=True)
class Number:
    """A number at the tokens ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    value: float


class _Beginnings(dict[str, bool]):
    """Whether a number may begin with a word, as it is written or folded.

    A dictionary, because a corpus has few distinct words, and no number begins with most of them.
    """

    def __init__(self, words: FigureWords) -> None:
        super().__init__()
        self._known = words
        self._teens = {first for first, _ in words.teens}

    def __missing__(self, word: str) -> bool:
        folded = fold(word)
        found = self._may_begin(folded)
        if len(self) < _REMEMBERED:
            self[word] = found
        return found

    def _may_begin(self, word: str) -> bool:
        if NUMERAL.fullmatch(word) or _WIRE.fullmatch(word) or dual_of(word, self._known):
            return True
        forms = (word, word[1:])
        return any(form in self._teens or form in self._known.numbers for form in forms)


@cache
def beginnings(language: str) -> Mapping[str, bool]:
    """For each word of a language, as it is written or folded, whether a number may begin with it."""
    return _Beginnings(figure_words(language))


def dual_of(word: str, known: FigureWords) -> str:
    """The dual that a folded word is, bare or behind a clitic; else empty."""
    for form in (word, word[1:] if word[:1] in "وبلف" else ""):
        adjective = len(form) > 5 and form.endswith(known.dual_endings)
        if form in known.duals or (adjective and not form.startswith(known.definite)):
            return form
    return ""


class Numbers:
    """The tokens of one text, and the numbers that begin at them."""

    def __init__(self, cut: Tokens, words: FigureWords) -> None:
        self.cut, self.words, self.known = cut, cut.words, words

    def near(self, i: int) -> bool:
        """Whether token ``i`` is a word that follows the one before it with blanks alone between."""
        gap = self.cut.text[self.cut.ends[i - 1] : self.cut.starts[i]]
        return gap.isspace() and "\n" not in gap and self.words[i][:1].isalnum()

    def number_at(self, i: int) -> Number | None:
        """The number that begins at token ``i``."""
        if self._is_dual(i):
            return Number(i, i, 2.0)
        digits = NUMERAL.fullmatch(self.words[i])
        if wire := _WIRE.fullmatch(self.words[i]):
            return self._scaled(Number(i, i + 1, float(f"{wire[2]}.{wire[1]}")))
        found = self._digits(i) if digits else self._worded(i)
        if found is None or found.value <= 1 or (digits and self._barred(i, found.end)):
            return None
        if i and self.words[i - 1] in self.known.definite:  # "الـ 12"
            return None
        year = found.end == i + 1 and found.value in _YEARS
        return None if year else found

    def _is_dual(self, i: int) -> bool:
        """Whether token ``i`` means two of a thing ("شخصان", "سوريان")."""
        return bool(self.dual(self.words[i]))

    def dual(self, word: str) -> str:
        """The dual that a word is, bare or behind a clitic; else empty."""
        return dual_of(word, self.known)

    def _digits(self, i: int) -> Number | None:
        match = NUMERAL.fullmatch(self.words[i])
        if match is None or len(match[2]) > 12 or match[1] in self.known.definite or self._broken(i):
            return None
        plain, end = match[2], i + 1
        while self._point(end):
            grouped = self.words[end] in ",،٬" and len(self.words[end + 1]) == 3
            plain += ("" if grouped else ".") + self.words[end + 1]
            end += 2
        if plain.count(".") > 1:  # 1.486.958
            plain = plain.replace(".", "")
        return self._scaled(Number(i, end, float(plain)))

    def _broken(self, i: int) -> bool:
        """Whether token ``i`` is the rest of a number, cut off by a point or a mark of direction."""
        start, end = self.cut.starts[i], self.cut.ends[i]
        return bool(
            _CUT_OFF.search(self.cut.text, max(start - 4, 0), start) or _CUT_ON.match(self.cut.text, end)
        )

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
        """Whether the digits belong to a score, a time, a date, a name ("3-1", "2 - صفر", "إف-16")."""
        if i and self.words[i - 1] in _BARS and self.cut.ends[i - 1] == self.cut.starts[i]:
            return True
        near = self.words[max(i - 2, 0) : i], self.words[end : end + 2]
        return any(
            any(word in _BARS for word in two)
            and any(word[-1:].isdecimal() or word in self.known.nothing for word in two)
            for two in near
        )

    def _worded(self, i: int) -> Number | None:
        """Number words: "ثلاثة عشر", "خمسة وعشرون", "ثلاثة آلاف وخمسمئة"."""
        pair = (self.words[i], self.words[i + 1]) if i + 1 < len(self.words) else ("", "")
        for teen in (pair, (pair[0][1:], pair[1])):
            if teen in self.known.teens:
                return self._scaled(Number(i, i + 2, self.known.teens[teen]))
        value = self._value(i, first=True)
        if not value or self._ordinal(i):
            return None
        end = i + 1
        while end < len(self.words) and self.near(end) and self._continues(end, value):
            value = _together(value, self._value(end))
            end += 1
        return self._scaled(Number(i, end, value))

    def _ordinal(self, i: int) -> bool:
        """Whether token ``i`` is the second word of an ordinal ("الثاني عشر")."""
        before = self.words[i - 1] if i else ""
        return self._value(i) == 10.0 and before.startswith(self.known.definite)

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

    def _scaled(self, number: Number) -> Number:
        """The number with what is behind it: "12 ألفا", "مليون ونصف", "6 مليارات و324 مليونا"."""
        end, value = number.end, number.value
        scale = self.known.scales.get(self.words[end - 1], 0.0)  # of number words it is in the value
        while end < len(self.words) and self.near(end) and self.words[end] in self.known.scales:
            scale = self.known.scales[self.words[end]]
            value *= scale
            end += 1
        if not scale or end >= len(self.words) or not self.words[end].startswith("و"):
            return replace(number, end=end, value=value)
        if self.words[end] == "ونصف":
            return replace(number, end=end + 1, value=value + scale / 2)
        more = self.number_at(end)
        if more is None or more.value >= scale:
            return replace(number, end=end, value=value)
        return replace(number, end=more.end, value=value + more.value)


def _together(value: float, more: float) -> float:
    """A number and the number word behind it."""
    return value * more if more >= 1000 or more == 100 > value else value + more
