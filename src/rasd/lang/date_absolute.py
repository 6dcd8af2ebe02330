"""The words of one text, and the dates in it that name a calendar's day: "12 فبراير/شباط 2026", "24/11/2016".

The base of :mod:`rasd.lang.dates`, which adds what is counted from the day of publication.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from rasd.lang import calendars
from rasd.lang.date_data import DateWords, key
from rasd.lang.normalize import INVISIBLE
from rasd.lang.tokens import Tokens

_GAP = ' \t\u00a0\u2009\u202f,،()[]/\\-–—«»"“”' + INVISIBLE
_NUMERAL = re.compile(r"(\D*)(\d+)(\D*)")
_YMD = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_DMY = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_YEARS = range(1800, 2200)
_OLD_YEARS = range(1300, 1500)
AWAY = {"past": -1, "before_last": -2, "current": 0, "next": 1}
"""How many years, months or weeks each shift of the data files is away."""


class Hit(NamedTuple):
    """A reading: the words up to ``end`` (exclusive) are the days ``first`` to ``last``, by ``rule``.

    ``skipped`` words at its start only led to it ("منذ 2011").
    """

    end: int
    first: date
    last: date
    rule: str
    values: tuple[tuple[str, str], ...] = ()
    skipped: int = 0


class _Calendar(NamedTuple):
    """Days of a month as the text gives them; ``year`` is ``None`` where it does not."""

    end: int
    name: str
    year: int | None
    month: int
    day: int
    last_day: int
    shift: str


class AbsoluteDates:
    """The words of one text with their offsets, and the rules that read absolute dates from them."""

    def __init__(self, cut: Tokens, words: DateWords, published: date | None) -> None:
        self.cut, self.text, self.table, self.published = cut, cut.text, words, published
        self.raw = cut.plain_words
        if "\u200c" in self.text:
            self.raw = [word.replace("\u200c", "") for word in self.raw]
        self.words = self.raw.copy()

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each word begins."""
        return list(map(self.cut.starts.__getitem__, self.cut.plain))

    @cached_property
    def ends(self) -> list[int]:
        """The offset behind each word."""
        return list(map(self.cut.ends.__getitem__, self.cut.plain))

    # ------------------------------------------------------------------ reading along

    def near(self, i: int) -> bool:
        """Whether word ``i`` follows the word before it with only blanks, commas, brackets between."""
        if not 0 < i < len(self.words):
            return False
        gap = self.text[self.ends[i - 1] : self.starts[i]]
        return not gap.strip(_GAP) or (self.table.abbreviations and not gap.strip(_GAP + "."))

    def look(self, kind: str, i: int) -> tuple[Any, int] | None:
        """The value of the longest entry of that kind at word ``i``, and the word behind it."""
        words = self.words
        if i >= len(words) or words[i] not in self.table.tables.get(kind, ()):
            return None
        found = self.table.look(kind, words, i)
        if found and all(self.near(j) for j in range(i + 1, found[1])):
            return found
        return None

    def skip(self, kind: str, i: int) -> int:
        """Behind an entry of that kind at ``i``, if it stands there and a word follows near."""
        found = self.look(kind, i)
        return found[1] if found and self.near(found[1]) else i

    def number_at(self, i: int) -> tuple[int, str] | None:
        """The number that word ``i`` is written with, and the letters behind its digits ("2015م")."""
        if i >= len(self.words) or not (match := _NUMERAL.fullmatch(self.words[i])) or len(match[2]) > 4:
            return None
        before = match[1].removeprefix("و").removeprefix("ل").removeprefix("ب")
        return (int(match[2]), match[3]) if before in ("", self.table.article) else None

    # ------------------------------------------------------------------ absolute dates

    def calendar(self, i: int) -> _Calendar | None:
        """ "12 فبراير/شباط 2026", "الثاني عشر من ذي الحجة", "February 12, 2026" at word ``i``."""
        day = last = 0
        numeral = self.number_at(i)
        if numeral and numeral[1] in ("", "th", "st", "nd", "rd", "م"):
            day, j = numeral[0], i + 1
            second = self.number_at(j) if self._gap(j).strip() in ("-", "–", "—") else None
            if second:
                last, j = second[0], j + 1
        elif ordinal := self.look("ordinals", i):
            day, j = ordinal[0], ordinal[1]
        elif self.table.month_first:
            return self._month_first(i)
        else:
            return None
        if not self.near(j) or (self._gap(j).strip() and self.words[j] in self.table.never_alone):
            return None  # "1-صفر" is a score
        j = self.skip("of", j)
        return self._dated(j, day, max(last, day)) if 1 <= day <= 31 else None

    def _gap(self, i: int) -> str:
        return self.text[self.ends[i - 1] : self.starts[i]] if 0 < i < len(self.words) else "\n"

    def _dated(self, j: int, day: int, last: int) -> _Calendar | None:
        month = self.month_at(j)
        if month is None:
            return None
        name, number, end = month
        shift = self.look("shifts", end) if self.near(end) and not self.table.shift_first else None
        if shift:
            return _Calendar(shift[1], name, None, number, day, last, shift[0])
        year = self.year_number(end, name)
        if year:
            return _Calendar(year[2], year[0], year[1], number, day, last, "")
        return _Calendar(end, name, None, number, day, last, "")

    def _month_first(self, i: int) -> _Calendar | None:
        month = self.month_at(i)
        if not month or not self.near(month[2]):
            return None
        name, number, j = month
        day = self.number_at(j)
        ordinal = None if day else self.look("ordinals", j)
        value = day[0] if day and not day[1] else ordinal[0] if ordinal else 0
        end = ordinal[1] if ordinal else j + 1
        if not 1 <= value <= 31:
            return None
        year = self.year_number(end, name)
        return _Calendar(year[2] if year else end, name, year[1] if year else None, number, value, value, "")

    def month_at(self, i: int) -> tuple[str, int, int] | None:
        """The calendar, the month and the word behind it; a second name of the same month is taken in."""
        found = self.look("months", i)
        if found is None:
            return None
        if self.words[i] in self.table.capital and not self.text[self.starts[i]].isupper():
            return None
        (name, number), end = found
        twice = self.look("months", end) if self.near(end) else None
        return (name, number, twice[1]) if twice and twice[0] == found[0] else (name, number, end)

    def year_number(self, i: int, name: str) -> tuple[str, int, int] | None:
        """The calendar, the year and the word behind it, at word ``i``; ``name`` is the month's calendar."""
        if not self.near(i):
            return None
        j = self.skip("of", i)
        if found := self._year_beside(j, name):
            return found
        j = self.skip("years", j)
        numeral = self.number_at(j)
        if not numeral or numeral[0] < 1000:
            return None
        year, suffix = numeral
        end = j + 1
        era = (
            self.table.look("era", [suffix], 0)
            if suffix
            else self.look("era", end)
            if self.near(end)
            else None
        )
        if era:
            end += 0 if suffix else era[1] - end
            name = era[0]
        elif suffix:
            return None
        elif not name:
            name = self.table.old_years if year in _OLD_YEARS else "gregorian"
        known = _YEARS if name == "gregorian" else _OLD_YEARS
        return (name, year, end) if year in known else None

    def _year_beside(self, i: int, name: str) -> tuple[str, int, int] | None:
        """The year of "مارس من العام الماضي", "June last year"."""
        kinds = ("this", "periods") if self.table.shift_first else ("periods", "shifts")
        first = self.look(kinds[0], i)
        second = self.look(kinds[1], first[1]) if first and self.near(first[1]) else None
        if first is None or second is None or self.published is None:
            return None
        period, shift = (second[0], first[0]) if self.table.shift_first else (first[0], second[0])
        if period != "year":
            return None
        return name, calendars.month_in(name, self.published)[0] + AWAY[shift], second[1]

    def resolve(self, found: _Calendar) -> Hit | None:
        """The days of a date, its year settled by publication where the text does not give it."""
        if found.year is not None:
            days = self._days(found, found.year)
            return Hit(found.end, *days, "date") if days else None
        if self.published is None:
            return None
        published = self.published
        year, _ = calendars.month_in(found.name, published)
        options = [days for y in (year - 1, year, year + 1) if (days := self._days(found, y))]
        rule = "date-nearest"
        if found.shift in ("past", "before_last"):
            options, rule = [d for d in options if d[0] < published][-1:], "date-past"
        elif found.shift == "next":
            options, rule = [d for d in options if d[0] > published][:1], "date-next"
        if not options:
            return None
        best = min(options, key=lambda d: (abs((d[0] - published).days), d[0]))
        return Hit(found.end, *best, rule, (("published", published.isoformat()),))

    def _days(self, found: _Calendar, year: int) -> tuple[date, date] | None:
        first = calendars.gregorian(found.name, year, found.month, found.day)
        last = calendars.gregorian(found.name, year, found.month, found.last_day)
        return (first, last) if first and last else None

    def numeric(self, i: int) -> Hit | None:
        """ "2016-11-24", "24/11/2016", "1436/10/5هـ" beginning at word ``i``."""
        text, start = self.text, self.starts[i]
        if start and text[start - 1] in "-/.:":
            return None
        while start < self.ends[i] and not text[start].isdigit():  # "و2016-11-24"
            start += 1
        if match := _YMD.match(text, start):
            year, month, day = int(match[1]), int(match[3]), int(match[4])
        elif match := _DMY.match(text, start):
            year, month, day = int(match[4]), int(match[3]), int(match[1])
            american = self.table.numeric_order in ("", "mdy")
            if american and month <= 12 and day > 12:
                pass
            elif american and day <= 12 and (month > 12 or month == day):
                month, day = day, month
            elif american:
                return None
        else:
            return None
        end = max(bisect_right(self.starts, match.end() - 1), i + 1)
        if (
            text[match.end() : match.end() + 1] in ("-", "/")
            and text[match.end() + 1 : match.end() + 2].isdigit()
        ):
            return None
        name = self._era(match.end(), end) or (self.table.old_years if year in _OLD_YEARS else "gregorian")
        found = calendars.gregorian(name, year, month, day) if name else None
        known = year in (_YEARS if name == "gregorian" else _OLD_YEARS)
        return Hit(end, found, found, "date-numeric", (("calendar", name),)) if found and known else None

    def _era(self, offset: int, end: int) -> str:
        """The calendar that letters right behind the digits, or the next word, name."""
        suffix = key(self.text[offset : self.ends[end - 1]])
        era = self.table.look("era", [suffix], 0) if suffix else None
        if era is None and not suffix and self.near(end):
            era = self.look("era", end)
        return era[0] if era else ""
