"""Loads and checks ``data/{ar,en,fa}/dates.toml``: the words of dates, folded, by what they do.

Every entry may be of several words; ZWNJ inside an entry or a text is ignored.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from rasd.errors import DataError
from rasd.lang.calendars import CALENDARS
from rasd.lang.normalize import fold

LANGUAGES = ("ar", "en", "fa")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNITS = ("minute", "hour", "day", "week", "month", "year")

_TRIGGERS = {
    "days": "day", "weekdays": "day", "day": "day", "parts": "day",
    "months": "month", "month": "month", "ordinals": "number", "periods": "period", "this": "period",
    "back": "back", "before": "ago", "years": "year",
}  # fmt: skip
_TRIGGERS_AFTER = {"numbers": "number", "units": "number", "about": "number"}


@dataclass(slots=True)
class DateWords:
    """The words of dates of one language.

    ``tables[kind]`` maps a first word to its entries ``(rest, value)``, longest first.

    ``triggers`` maps each word at which a date may begin, as written (clitics included), to the word
    without them, the number of letters cut, and the rules to try; ``years`` are those that only lead to a
    year, ``begins`` the others.
    """

    tables: dict[str, dict[str, list[tuple[tuple[str, ...], Any]]]] = field(default_factory=dict)
    triggers: dict[str, tuple[str, int, tuple[str, ...]]] = field(default_factory=dict)
    begins: dict[str, bool] = field(default_factory=dict)
    years: frozenset[str] = frozenset()
    not_day_before: frozenset[str] = frozenset()
    not_day_after: frozenset[str] = frozenset()
    not_weekday_before: frozenset[str] = frozenset()
    never_alone: frozenset[str] = frozenset()
    capital: frozenset[str] = frozenset()
    clock: frozenset[str] = frozenset()
    guards: frozenset[str] = frozenset()
    guard_prefixes: frozenset[str] = frozenset()
    week_starts: int = 0
    numeric_order: str = ""
    calendar: str = "gregorian"
    old_years: str = ""
    article: str = ""
    month_first: bool = False
    abbreviations: bool = False
    shift_first: bool = False

    def look(self, kind: str, words: Sequence[str], i: int) -> tuple[Any, int] | None:
        """The value of the longest entry of that kind at word ``i``, and the word behind it."""
        table = self.tables.get(kind)
        if table is None or i >= len(words):
            return None
        for rest, value in table.get(words[i], ()):
            end = i + 1 + len(rest)
            if not rest or tuple(words[i + 1 : end]) == rest:
                return value, end
        return None


def key(text: str) -> str:
    """The folded text without ZWNJ, as entries are compared."""
    return fold(text).replace("\u200c", "")


class _Loader:
    """Reads one file into :class:`DateWords`, checking as it goes."""

    def __init__(self, language: str, data: dict[str, Any]) -> None:
        self.where = f"data/{language}/dates.toml"
        self.data = data
        self.words = DateWords()

    def strings(self, *path: str) -> list[str]:
        value = self.table(*path[:-1]).get(path[-1], [])
        if not isinstance(value, list) or not all(isinstance(item, str) and key(item) for item in value):
            raise DataError(f"{self.where}: {'.'.join(path)} must be a list of words, not {value!r}")
        return [key(item) for item in value]

    def table(self, *path: str) -> dict[str, Any]:
        value: Any = self.data
        for name in path:
            value = value.get(name, {})
            if not isinstance(value, dict):
                raise DataError(f"{self.where}: [{'.'.join(path)}] must be a table")
        return dict(value)

    def choice(self, name: str, allowed: Iterable[str]) -> str:
        value = self.data.get(name, "")
        if value not in allowed:
            raise DataError(f"{self.where}: {name} = {value!r} is none of {', '.join(map(repr, allowed))}")
        return str(value)

    def add(self, kind: str, entries: Iterable[str], value: Any) -> None:
        for entry in entries:
            table = self.words.tables.setdefault(kind, {})
            first, *rest = key(entry).split()
            table.setdefault(first, []).append((tuple(rest), value))
            table[first].sort(key=lambda item: -len(item[0]))

    def numbered(self, kind: str, *path: str, highest: int) -> None:
        """A table ``{1 = [...], 2 = [...]}``; values out of range are errors, ``few`` is 0."""
        for name in self.table(*path):
            number = 0 if name == "few" else int(name) if name.isdecimal() else -1
            if not 0 <= number <= highest or (number == 0 and name != "few"):
                raise DataError(
                    f"{self.where}: [{'.'.join(path)}] has {name!r}, not a number from 1 to {highest}"
                )
            self.add(kind, self.strings(*path, name), number)

    def load(self) -> DateWords:
        words = self.words
        for entry, days in self.table("days").items():
            if not isinstance(days, int) or not -9 <= days <= 9:
                raise DataError(f"{self.where}: [days] {entry!r} must be a number of days, not {days!r}")
            self.add("days", [entry], days)
        for number, name in enumerate(WEEKDAYS):
            self.add("weekdays", self.strings("weekdays", name), number)
        for name in CALENDARS:
            for month in self.table("months", name):
                number = int(month) if month.isdecimal() else 0
                if not 1 <= number <= 12:
                    raise DataError(f"{self.where}: [months.{name}] has {month!r}, not a number from 1 to 12")
                spellings = self.strings("months", name, month)
                spellings += [s + suffix for s in spellings for suffix in self.strings("months", "suffixes")]
                self.add("months", spellings, (name, number))
        self.numbered("ordinals", "ordinals", highest=31)
        self.numbered("numbers", "numbers", highest=99)
        self._frame()
        self._relative()
        self._settings()
        self._triggers()
        triggers = self.words.triggers
        self.words.years = frozenset(word for word, (_, _, rules) in triggers.items() if rules == ("year",))
        # Asked of every word: the index of a small dictionary stays in a processor's cache, a set does not.
        self.words.begins = dict.fromkeys(triggers.keys() - self.words.years, True)
        return words

    def _frame(self) -> None:
        for name in ("day", "parts", "of", "month", "in", "link", "gregorian", "hijri", "jalali"):
            self.add("era" if name in CALENDARS else name, self.strings("frame", name), name)
        self.add("years", self.strings("year", "words"), "year")
        self.add("years", self.strings("year", "loose"), "loose")

    def _relative(self) -> None:
        for name in ("past", "before_last", "current", "next"):
            self.add("shifts", self.strings("shifts", name), name)
        self.add("this", self.strings("shifts", "this"), "current")
        if self.data.get("shifts", {}).get("before_word"):
            self.words.shift_first = True
            for name in ("past", "next"):
                self.add("this", self.strings("shifts", name), name)
        for unit in UNITS:
            self.add("periods", self.strings("periods", unit), unit)
            for kind in ("units", "duals", "plurals"):
                self.add(kind, self.strings(kind, unit), unit)
        for entry, length in self.table("spans", "words").items():
            number, _, unit = str(length).partition(" ")
            if unit not in UNITS or not (number == "few" or number.isdecimal()):
                raise DataError(
                    f"{self.where}: [spans] {entry!r} = {length!r} is not like '2 day' or 'few week'"
                )
            self.add("back", [entry], (0 if number == "few" else int(number), unit))
        self.add("back-shift", self.strings("spans", "back"), "past")
        for name in ("before", "after", "about", "not_followed"):
            self.add(name, self.strings("ago", name), name)

    def _settings(self) -> None:
        words = self.words
        words.not_day_before = frozenset(self.strings("not_days", "before"))
        words.not_day_after = frozenset(self.strings("not_days", "after"))
        words.guards = frozenset(self.strings("not_days", "guards"))
        words.guard_prefixes = frozenset(self.strings("not_days", "prefixes"))
        words.not_weekday_before = frozenset(self.strings("not_weekdays", "before"))
        words.never_alone = frozenset(self.strings("months", "never_alone"))
        words.capital = frozenset(self.strings("months", "capital"))
        words.clock = frozenset(self.strings("clock", "words"))
        words.week_starts = WEEKDAYS.index(self.choice("week_starts", WEEKDAYS))
        words.numeric_order = self.choice("numeric_order", ("", "dmy", "mdy", "ymd"))
        words.calendar = self.choice("calendar", ("", *CALENDARS)) or "gregorian"
        words.old_years = self.choice("calendar_1300_1500", ("", *CALENDARS))
        words.article = key(str(self.data.get("article", "")))
        words.month_first = bool(self.data.get("month_first"))
        words.abbreviations = bool(self.data.get("abbreviations"))

    def _triggers(self) -> None:
        rules: dict[str, set[str]] = {}
        backward = "after" in self.words.tables  # "two weeks ago": the number comes first
        for kind, rule in (_TRIGGERS | (_TRIGGERS_AFTER if backward else {})).items():
            for first in self.words.tables.get(kind, {}):
                rules.setdefault(first, set()).add(rule)
        for first, found in rules.items():
            self.words.triggers[first] = first, 0, tuple(sorted(found))
        prefixes = self.strings("prefixes")
        joined = [*prefixes, *(a + b for a in prefixes[:1] for b in prefixes[2:])]
        for first, names in rules.items():
            for prefix in joined:
                variant, cut = prefix + first, len(prefix)
                if prefix[-1:] == "ل" and self.words.article and first.startswith(self.words.article):
                    variant, cut = prefix + "ل" + first[len(self.words.article) :], 0
                spoiled = first in self.words.guards and prefix not in self.words.guard_prefixes
                if variant not in self.words.triggers and not spoiled:
                    self.words.triggers[variant] = first, cut, tuple(sorted(names))


def load(language: str, data: dict[str, Any] | None = None) -> DateWords:
    """The words of one language; ``data`` instead of its file where given.

    Raises:
        DataError: the file cannot be read, or an entry is not what its table wants.
    """
    if data is None:
        try:
            source = files("rasd.lang").joinpath("data", language, "dates.toml")
            data = tomllib.loads(source.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise DataError(f"data/{language}/dates.toml: cannot be read: {error}") from error
    return _Loader(language, data).load()


@cache
def date_words(language: str) -> DateWords:
    """The words of dates of a language; of one that Rasd has no words for, none (numeric dates remain)."""
    return load(language) if language in LANGUAGES else DateWords()
