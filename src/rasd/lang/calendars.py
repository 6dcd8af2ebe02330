"""Days of the Hijri and Jalali calendars as Gregorian days.

Hijri is the Umm al-Qura calendar (by hijridate, loaded when first needed; this is its one door), exact
for the years 1343-1500. Jalali is reckoned by the 33-year cycle that the official calendar follows in
the years 1178-1633 (A. Birashk, *A comparative calendar of the Iranian, Muslim lunar, and Christian
eras*, 1993).
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import cache
from typing import Any

from rasd.doors import open_door

CALENDARS = ("gregorian", "hijri", "jalali")


@cache
def _hijridate() -> Any:
    return open_door("hijridate")


def gregorian(name: str, year: int, month: int, day: int) -> date | None:
    """The day of calendar ``name`` as a Gregorian day; ``None`` where none is known."""
    try:
        if name == "hijri":
            found = _hijridate().Hijri(year, month, day).to_gregorian()
            return date(found.year, found.month, found.day)
        if name == "jalali":
            return _from_jalali(year, month, day)
        return date(year, month, day)
    except (ValueError, OverflowError):  # no such day, or a year outside the calendar's tables
        return None


def month_in(name: str, day: date) -> tuple[int, int]:
    """The year and month of calendar ``name`` in which the Gregorian day lies.

    Outside the Hijri tables the year is reckoned by the mean length of its years, the month is 1.
    """
    if name == "hijri":
        try:
            found = _hijridate().Gregorian(day.year, day.month, day.day).to_hijri()
            return found.year, found.month
        except (ValueError, OverflowError):
            return (day.year - 622) * 33 // 32, 1
    if name == "jalali":
        year = day.year - 621
        first = _from_jalali(year, 1, 1) if 1178 <= year <= 1633 else date(day.year, 3, 21)
        if day < first:
            year -= 1
            first = _from_jalali(year, 1, 1) if 1178 <= year <= 1633 else date(day.year - 1, 3, 21)
        days = (day - first).days
        return year, days // 31 + 1 if days < 186 else min((days - 186) // 30 + 7, 12)
    return day.year, day.month


def month_days(name: str, year: int, month: int) -> tuple[date, date] | None:
    """The first and last Gregorian day of a month; ``None`` where the calendar is not known there."""
    first = gregorian(name, year, month, 1)
    after = gregorian(name, year + month // 12, month % 12 + 1, 1)
    if name == "gregorian" and first:
        return first, first.replace(day=calendar.monthrange(year, month)[1])
    return (first, after - timedelta(1)) if first and after else None


def _from_jalali(year: int, month: int, day: int) -> date:
    """Raises ValueError where there is no such day: leap years are 1, 5, 9, 13, 17, 22, 26, 30 of 33."""
    leap = year % 33 in (1, 5, 9, 13, 17, 22, 26, 30)
    length = 31 if month <= 6 else 30 if month < 12 or leap else 29
    if not (1178 <= year <= 1633 and 1 <= month <= 12 and 1 <= day <= length):
        raise ValueError(f"no day {year}-{month}-{day}")
    cycle, rest = divmod(
        year - 1, 33
    )  # 12,053 days are 33 years; 0001-01-01 is day 226,895 of the Gregorian count
    leaps = cycle * 8 + (rest + 3 if rest < 21 else rest + 2) // 4
    before_month = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    return date.fromordinal(226_894 + 365 * (year - 1) + leaps + before_month + day)
