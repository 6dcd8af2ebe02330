"""The dates that are counted from the day of publication: "أمس الأربعاء", "الأسبوع الماضي", "منذ أسبوعين".

The conventions by which they are settled are those of :mod:`rasd.lang.dates`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cached_property
from math import ceil, floor
from typing import TypeAlias

from rasd.lang import calendars
from rasd.lang.date_absolute import AWAY, AbsoluteDates, Hit
from rasd.lang.date_data import WEEKDAYS, DateWords
from rasd.lang.parties import Mention, parties
from rasd.lang.tokens import Tokens
from rasd.model import Span

_Values: TypeAlias = tuple[tuple[str, str], ...]
_LENGTH = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_SLACK = {"day": 0, "week": 3, "month": 15, "year": 183}
_FEW = {"day": (2, 10), "week": (14, 56), "month": (61, 335), "year": (731, 3652)}
_LEADS = 3  # words like "مساء", "يوم" that may stand before a day
_MOST = 4000  # a larger number of days, weeks ... is no date


class _Everybody:
    """Every party counts as known."""

    def __contains__(self, item: object) -> bool:
        return True


_EVERYBODY = _Everybody()


class RelativeDates(AbsoluteDates):
    """All rules: those of :class:`AbsoluteDates`, and what is counted from the day of publication."""

    def __init__(
        self,
        cut: Tokens,
        words: DateWords,
        published: date | None,
        mentions: Sequence[Mention] | None = None,
    ) -> None:
        super().__init__(cut, words, published)
        self._mentions = mentions
        self.rules: dict[str, Callable[[int], Hit | None]] = {
            "day": self._day, "month": self._month, "number": self._number, "period": self._period,
            "back": self._back, "ago": self._ago, "year": self._year,
        }  # fmt: skip

    # ------------------------------------------------------------------ days

    def _day(self, i: int) -> Hit | None:
        """ "اليوم", "مساء الأربعاء", "أمس الأربعاء", "الثلاثاء الماضي", "الخميس (24 نوفمبر)"."""
        j = self._behind_leads(i)
        core, offset, weekday = j, None, None
        if found := self.look("days", j):
            offset, j = found[0], found[1]
        if offset is None or self.near(j):
            k = j if offset is None else self.skip("day", j)
            if found := self.look("weekdays", k):
                weekday, j = found[0], found[1]
        if offset is None and weekday is None:
            return self._date(j) if j > i else None
        if self._spoilt(i, core, j, weekday):
            return None
        k = self.skip("link", j) if self.near(j) else j
        if self.near(k) and (hit := self._date(k)):
            return self._checked(hit, weekday)
        if self.published is None:
            return None
        if offset is not None:
            return self._counted(j, offset, weekday, self.published)
        return self._weekday(j, weekday or 0, self.published)

    def _behind_leads(self, i: int) -> int:
        """Behind words like "مساء", "يوم" that may stand before a day."""
        for _ in range(_LEADS):
            behind = self.skip("parts", self.skip("day", i))
            if behind == i:
                break
            i = behind
        return i

    def _date(self, i: int) -> Hit | None:
        found = self.calendar(i)
        return (self.resolve(found) if found else None) or self.numeric(i)

    def _checked(self, hit: Hit, weekday: int | None) -> Hit:
        """The date with what its weekday says about it."""
        if weekday is None or hit.first != hit.last:
            return hit
        rule = "weekday-agrees" if hit.first.weekday() == weekday else "weekday-disagrees"
        return hit._replace(
            rule=rule, values=(("weekday", WEEKDAYS[weekday]), ("date", hit.first.isoformat()))
        )

    def _counted(self, end: int, offset: int, weekday: int | None, published: date) -> Hit:
        """ "اليوم", "أمس", with or without a weekday that may disagree."""
        day = published + timedelta(offset)
        values: _Values = (("days", str(offset)), ("published", published.isoformat()))
        if weekday is None:
            return Hit(end, day, day, "day", values)
        values = (("weekday", WEEKDAYS[weekday]), *values)
        if day.weekday() == weekday:
            return Hit(end, day, day, "weekday-agrees", values)
        for step in (-1, 1, -2, 2):
            if (near := day + timedelta(step)).weekday() == weekday:
                return Hit(end, near, near, "weekday-disagrees", values)
        return self._weekday(end, weekday, published)._replace(rule="weekday-disagrees", values=values)

    def _weekday(self, end: int, weekday: int, published: date) -> Hit:
        """A weekday alone, or with "الماضي", "المقبل" behind it."""
        shift = self.look("shifts", end) if self.near(end) and not self.table.shift_first else None
        end, name = (shift[1], shift[0]) if shift else (end, "")
        return self._shifted_weekday(end, weekday, name, published)

    def _shifted_weekday(self, end: int, weekday: int, shift: str, published: date) -> Hit:
        back = (published.weekday() - weekday) % 7
        day = published - timedelta(back)
        rule = "weekday-before"
        if shift in ("past", "before_last"):
            day -= timedelta((0 if back else 7) + (7 if shift == "before_last" else 0))
            rule = "weekday-past"
        elif shift == "next":
            day, rule = day + timedelta(7), "weekday-next"
        return Hit(
            end, day, day, rule, (("weekday", WEEKDAYS[weekday]), ("published", published.isoformat()))
        )

    def _spoilt(self, i: int, core: int, end: int, weekday: int | None) -> bool:
        """Whether the words beside it spoil the day: "في اليوم التالي", "صلاة الجمعة", "إيران اليوم"."""
        table = self.table
        before = self.raw[i - 1] if self.near(i) else ""
        if self.words[core] in table.guards:
            if self._named(core):
                return True
            behind = self.raw[end] if self.near(end) else ""
            return weekday is None and (
                behind in table.not_day_after or (i == core and before in table.not_day_before)
            )
        return before in table.not_weekday_before

    def _named(self, i: int) -> bool:
        """Whether word ``i`` is part of a party's name."""
        for j in range(max(i - 3, 0), i + 1):
            hit = parties().match(self.raw, j, known=_EVERYBODY)
            if hit and j + hit[1] > i:
                k = bisect_right(self._parties, (self.starts[i], len(self.text))) - 1
                return k >= 0 and self.starts[i] < self._parties[k].end
        return False

    @cached_property
    def _parties(self) -> list[Span]:
        mentions = parties().find(self.cut) if self._mentions is None else self._mentions
        return [mention.span for mention in mentions]

    # ------------------------------------------------------------------ months, years, weeks

    def _number(self, i: int) -> Hit | None:
        hits = [
            self.numeric(i),
            self.resolve(found) if (found := self.calendar(i)) else None,
            self._ago_after(i),
        ]
        return max(filter(None, hits), key=lambda hit: hit.end, default=None)

    def _month(self, i: int) -> Hit | None:
        """ "فبراير 2026", "شهر رمضان", "يناير الماضي", "في مارس", and "February 12"."""
        if self.table.month_first and (date_ := self.calendar(i)) and (hit := self.resolve(date_)):
            return hit
        j = self.skip("month", i)
        found = self.month_at(j)
        if found is None:
            return None
        name, month, end = found
        if year := self.year_number(end, name):
            days = calendars.month_days(year[0], year[1], month)
            return Hit(year[2], *days, "month") if days else None
        if self.published is None:
            return None
        shift = self.look("shifts", end) if self.near(end) and not self.table.shift_first else None
        if shift:
            return self._shifted_month(shift[1], name, month, shift[0])
        alone = self.words[j] not in self.table.never_alone and self.near(i) and self.look("in", i - 1)
        return self._shifted_month(end, name, month, "") if alone or j > i else None

    def _shifted_month(self, end: int, name: str, month: int, shift: str) -> Hit | None:
        if self.published is None:
            return None
        year, now = calendars.month_in(name, self.published)
        if shift == "next":
            year += month <= now
        elif shift in ("past", "before_last"):
            year -= (month >= now) + (shift == "before_last")
        elif not shift:
            year -= month > now
        days = calendars.month_days(name, year, month)
        rule = {"": "month-before", "before_last": "month-past"}.get(shift, f"month-{shift}")
        return Hit(end, *days, rule, (("published", self.published.isoformat()),)) if days else None

    def _year(self, i: int) -> Hit | None:
        """ "عام 2015", "سنة 1436هـ"; after a mere preposition only years that news is likely to mean."""
        word = self.look("years", i)
        found = self.year_number(word[1], "") if word else None
        if found is None or (
            word and word[0] == "loose" and not (found[1] in range(1950, 2050) or found[0] != "gregorian")
        ):
            return None
        first, last = (calendars.month_days(found[0], found[1], month) for month in (1, 12))
        skipped = 1 if word and word[0] == "loose" else 0
        return Hit(found[2], first[0], last[1], "year", (), skipped) if first and last else None

    def _period(self, i: int) -> Hit | None:
        """ "الأسبوع الماضي", "هذا الشهر", "last Tuesday"."""
        if self.published is None:
            return None
        if this := self.look("this", i):
            shift, j = this[0], this[1]
            if not self.near(j):
                return None
            if weekday := self.look("weekdays", j):
                return self._shifted_weekday(weekday[1], weekday[0], shift, self.published)
            if month := self.month_at(j):
                return self._shifted_month(month[2], month[0], month[1], shift)
            period = self.look("periods", j)
            return self._shifted_period(period[1], period[0], shift) if period else None
        period = self.look("periods", i)
        found = self.look("shifts", period[1]) if period and self.near(period[1]) else None
        return self._shifted_period(found[1], period[0], found[0]) if period and found else None

    def _shifted_period(self, end: int, period: str, shift: str) -> Hit | None:
        if self.published is None:
            return None
        steps = AWAY[shift]
        values = (("published", self.published.isoformat()),)
        if period == "week":
            back = (self.published.weekday() - self.table.week_starts) % 7
            first = self.published + timedelta(7 * steps - back)
            return Hit(end, first, first + timedelta(6), "week", values)
        name = self.table.calendar
        year, month = calendars.month_in(name, self.published)
        if period == "month":
            count = year * 12 + month - 1 + steps
            days = calendars.month_days(name, count // 12, count % 12 + 1)
            return Hit(end, *days, "month", values) if days else None
        january, december = (calendars.month_days(name, year + steps, month) for month in (1, 12))
        return Hit(end, january[0], december[1], "year", values) if january and december else None

    # ------------------------------------------------------------------ so long ago

    def _back(self, i: int) -> Hit | None:
        """ "الأيام الماضية", "past few days": up to the day of publication."""
        found = self.look("back", i)
        if self.published is None or found is None:
            return None
        (number, unit), end = found
        if "back-shift" in self.table.tables:
            behind = self.look("back-shift", end) if self.near(end) else None
            if behind is None:
                return None
            end = behind[1]
        days = (
            1
            if unit in ("hour", "minute")
            else _FEW[unit][1]
            if not number
            else round(number * _LENGTH[unit])
        )
        return Hit(end, self.published - timedelta(days), self.published, "back", self._amount(number, unit))

    def _ago(self, i: int) -> Hit | None:
        """ "قبل يومين", "منذ نحو أسبوعين"."""
        word = self.look("before", i)
        found = self._duration(word[1]) if word and self.near(word[1]) else None
        if found is None or (self.near(found[2]) and self.look("not_followed", found[2])):
            return None
        return self._long_ago(*found)

    def _ago_after(self, i: int) -> Hit | None:
        """ "دو هفته پیش", "two weeks ago"."""
        found = self._duration(i) if "after" in self.table.tables else None
        word = self.look("after", found[2]) if found and self.near(found[2]) else None
        if found is None or word is None or (self.near(word[1]) and self.look("not_followed", word[1])):
            return None
        return self._long_ago(found[0], found[1], word[1], found[3])

    def _duration(self, i: int) -> tuple[int, str, int, bool] | None:
        """The number (0: a few), the unit, the word behind, and whether it is only about that much."""
        j = self.skip("about", i)
        for kind, number in (("duals", 2), ("plurals", 0)):
            if found := self.look(kind, j):
                return number, found[0], found[1], j > i
        numeral = self.number_at(j)
        counted = (numeral[0], j + 1) if numeral and not numeral[1] else self.look("numbers", j)
        if counted and self.near(counted[1]) and (unit := self.look("units", counted[1])):
            return counted[0], unit[0], unit[1], j > i
        single = None if counted else self.look("units", j)
        if single is None:
            return None
        end = single[1]
        more = self.near(end) and (
            self.number_at(end)
            or any(self.look(kind, end) for kind in ("weekdays", "months", "ordinals", "days", "in"))
        )
        return None if more else (1, single[0], end, j > i)

    def _amount(self, number: int, unit: str) -> tuple[tuple[str, str], ...]:
        published = self.published.isoformat() if self.published else ""
        return (("number", str(number) if number else "few"), ("unit", unit), ("published", published))

    def _long_ago(self, number: int, unit: str, end: int, about: bool) -> Hit | None:
        if self.published is None or number > _MOST:
            return None
        values = (*self._amount(number, unit), *((("about", "true"),) if about else ()))
        if unit in ("minute", "hour"):
            days = (number or 12) / (24 if unit == "hour" else 1440)
            far, near = ceil(days), floor(days)
        elif number == 0:
            near, far = _FEW[unit]
        else:
            middle = round(number * _LENGTH[unit])
            slack = max(_SLACK[unit], 1) * 2 - (unit == "day") if about else _SLACK[unit]
            near, far = max(middle - slack, 0), middle + slack
        if far >= self.published.toordinal():
            return None
        return Hit(end, self.published - timedelta(far), self.published - timedelta(near), "ago", values)
