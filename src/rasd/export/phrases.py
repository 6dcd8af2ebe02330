"""The words that people read, as data: one TOML file a language in ``words/``.

A phrase is a template with ``{name}`` places. What fills a place comes from the material (a
party's name, a number, an article's wording) and stays apart from the template's own words, so
that each face can set it off in its own way: an isolate in a terminal, ``<bdi>`` in HTML.

A place may say how its value is to be shown: ``{x:name}`` an article's id or a party's key as the name
that readers know it by, ``{x:percent}`` a share 0..1 as a percentage, ``{x:time}`` a time (ISO 8601)
to the minute, ``{x:stances}`` a word of that table of the file, ``{x:counts.words}`` a number with its
counted noun. Beside the values of the evidence itself a reason knows ``{wording}``, the words that it
rests on, and ``{here}``, its article.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple

from rasd.errors import DataError, UsageError
from rasd.export.visible import clock, shortened
from rasd.model import Article, Evidence

LANGUAGES = ("ar", "en", "fa")
"""The languages that the interface speaks."""

_FOLDER = Path(__file__).with_name("words")


class Piece(NamedTuple):
    """A stretch of a sentence; ``quoted`` where it comes from the material and not from the phrase."""

    text: str
    quoted: bool = False


PARTY = "party:"
"""What the key of a party of the lexicon begins with."""

_LONGEST = 160  # characters of a wording inside a sentence


def name_in(names: Mapping[str, str], key: str) -> str:
    """The name of an article id or of a party's key; a key that nobody names is shown without its prefix."""
    return names.get(key) or key.removeprefix(PARTY)


Said = tuple[Piece, ...]
"""A sentence as its pieces, in reading order."""


def plain(said: Said, quote: Callable[[str], str] = str) -> str:
    """The sentence as one string; ``quote`` is applied to what comes from the material."""
    return "".join(quote(piece.text) if piece.quoted else piece.text for piece in said)


@cache
def _parsed(template: str) -> tuple[tuple[str, str, str], ...]:
    """The template's parts: words, the name of the place behind them (empty: none), how it is shown."""
    return tuple((words, name or "", spec or "") for words, name, spec, _ in Formatter().parse(template))


@cache
def places(template: str) -> frozenset[str]:
    """The names of the template's places."""
    return frozenset(name for _, name, _ in _parsed(template) if name)


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The interface in one language: ``tables`` is its file, ``direction`` is ``"rtl"`` or ``"ltr"``.

    Each is equal to itself alone (:func:`load` gives the same one always), so that what it says can be
    remembered.
    """

    lang: str
    direction: str
    tables: Mapping[str, Mapping[str, Any]]

    def word(self, key: str, table: str = "words") -> str:
        """One fixed word or phrase; a key that the table does not have is given back as it is."""
        return str(self.tables.get(table, {}).get(key, key))

    def count(self, noun: str, number: int) -> str:
        """A number with its noun ("3 reports"), in the plural form of CLDR that the number asks for."""
        return _count(self, noun, number)

    def figures(self, text: str) -> str:
        """A figure of ours (a number, a share, a time) in the digits of the language."""
        return _figures(self, text)

    def say(self, key: str, /, **values: object) -> Said:
        """The phrase ``key`` with its places filled; a place may take a whole sentence."""
        filled = {name: value if isinstance(value, tuple) else str(value) for name, value in values.items()}
        return self.fill(self.word(key), filled, Context())

    def counted(self, noun: str, number: int) -> Said:
        """As :meth:`count`, to fill a place of a phrase."""
        return (Piece(self.count(noun, number)),)

    def join(self, names: tuple[str, ...], empty: str) -> Said:
        """Names in a row ("a, b and c"), or the word ``empty`` where there are none."""
        if not names:
            return (Piece(self.word(empty)),)
        out: list[Piece] = [Piece(names[0], quoted=True)]
        for i, name in enumerate(names[1:], 2):
            out += [Piece(self.word("and" if i == len(names) else "comma")), Piece(name, quoted=True)]
        return tuple(out)

    def some(self, names: tuple[str, ...]) -> Said:
        """As :meth:`join`, but of many names the first three, and how many more there are."""
        if len(names) <= 4:
            return self.join(names, "nobody")
        return self.join((*names[:3], plain(self.say("more_names", n=len(names) - 3))), "nobody")

    def fill(self, template: str, values: Mapping[str, str | Said], context: Context) -> Said:
        """The template's pieces.

        Raises:
            KeyError: a place has no value.
        """
        out: list[Piece] = []
        for literal, name, spec in _parsed(template):
            if literal:
                out.append(Piece(literal))
            if name:
                value = values[name]
                out += value if isinstance(value, tuple) else (self._shown(value, spec, context),)
        return tuple(out)

    def reason(self, evidence: Evidence, context: Context) -> Said:
        """The evidence as a sentence; a rule that has none, or lacks a value, by its name and values."""
        values: dict[str, str | Said] = dict(evidence.values)
        if wording := context.wording(evidence):
            values.setdefault("wording", shortened(wording, _LONGEST))
        values.setdefault("here", evidence.article or context.home)
        found = self.tables["reasons"].get(evidence.rule, [])
        # Two rooms may give one rule other values: the first sentence that they fill is taken.
        for template in [found] if isinstance(found, str) else found:
            if places(template) <= values.keys():
                return self.fill(template, values, context)
        return self._by_name(evidence, context)

    def _by_name(self, evidence: Evidence, context: Context) -> Said:
        out = [Piece(evidence.rule.replace("-", " "), quoted=True)]
        pairs = list(evidence.values)
        if wording := context.wording(evidence):
            pairs.append((self.word("wording"), wording))
        for i, (name, value) in enumerate(pairs):
            out += [Piece(self.word("comma") if i else ": "), Piece(f"{name} = {value}", quoted=True)]
        return tuple(out)

    def _shown(self, value: str, spec: str, context: Context) -> Piece:
        if spec == "name":
            return Piece(name_in(context.names, value), quoted=True)
        if spec in _FORMATS:
            return Piece(self.figures(_FORMATS[spec](value)), quoted=True)
        if spec.startswith("counts."):
            noun = spec.removeprefix("counts.")
            return Piece(self.count(noun, int(value))) if value.isdecimal() else Piece(value, quoted=True)
        if value in self.tables.get(spec, {}):
            return Piece(self.word(value, spec))
        return Piece(self.figures(value) if _FIGURE.fullmatch(value) else value, quoted=True)


@lru_cache(maxsize=4096)
def _count(words: Words, noun: str, number: int) -> str:
    forms = words.tables["counts"][noun]
    form = _PLURAL[words.lang](number)
    return str(forms.get(form, forms["other"])).replace("{n}", words.figures(f"{number:,}"))


@lru_cache(maxsize=4096)
def _figures(words: Words, text: str) -> str:
    mark = words.word("in_days")
    dated = text if mark == "-" else _DAY.sub(lambda day: day[0].replace("-", mark), text)
    return dated.translate(_digits(words.word("digits")))


@dataclass(frozen=True, slots=True)
class Context:
    """What a reason may point at: ``names`` for article ids, ``articles`` for their wording.

    ``home`` is the article that a span belongs to where the evidence names none.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    articles: Mapping[str, Article] = field(default_factory=dict)
    home: str = ""

    def wording(self, evidence: Evidence) -> str:
        """The words that the evidence rests on, empty where it has no span or the article is not known."""
        article = self.articles.get(evidence.article or self.home)
        return evidence.span.of(article.text) if article and evidence.span else ""


def percent(share: str | float) -> str:
    """A share 0..1 as whole per cent, rounded down (so that only what is equal is called 100%)."""
    try:
        return f"{int(float(share) * 100 + 1e-9)}%"
    except ValueError:
        return str(share)


def _arabic_plural(n: int) -> str:
    """CLDR's plural rule for Arabic (Unicode CLDR 44, supplemental/plurals)."""
    if n in {0, 1, 2}:
        return ("zero", "one", "two")[n]
    rest = n % 100
    return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"


def _clock(value: str) -> str:
    """A time (ISO 8601) as it is shown; what is none as it stands."""
    try:
        return clock(datetime.fromisoformat(value))
    except ValueError:
        return value


_FIGURE = re.compile(r"[0-9][0-9 ,.:%+-]*")
_OURS = "0123456789,.%"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")


@cache
def _digits(theirs: str) -> dict[int, str]:
    """How a figure is written in the digits of a language (:meth:`str.translate`)."""
    return {ord(our): their for our, their in zip(_OURS, theirs, strict=False) if our != their}


_FORMATS: dict[str, Callable[[str], str]] = {
    "percent": percent,
    "time": _clock,
}

_PLURAL: dict[str, Callable[[int], str]] = {
    "ar": _arabic_plural,
    "en": lambda n: "one" if n == 1 else "zero" if n == 0 else "other",
    "fa": lambda n: "one" if n == 1 else "zero" if n == 0 else "other",
}


@cache
def load(lang: str) -> Words:
    """The interface in ``lang``.

    Raises:
        UsageError: the interface does not speak that language.
        DataError: the language's file is not TOML, or lacks a table.
    """
    if lang not in LANGUAGES:
        raise UsageError(f"the interface does not speak {lang!r}; choose one of: {', '.join(LANGUAGES)}")
    path = _FOLDER / f"{lang}.toml"
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path}: {error}") from error
    missing = {"words", "counts", "types", "stances", "kinds", "reasons"} - tables.keys()
    if missing:
        raise DataError(f"{path} lacks the tables: {', '.join(sorted(missing))}")
    return Words(lang, "ltr" if lang == "en" else "rtl", tables)
