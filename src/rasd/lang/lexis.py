"""The plain words of a language: which words tell nothing, which deny, which count.

Read from ``data/<language>/stop.toml``, ``numbers.toml`` and ``synonyms.toml``, folded as the texts are.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from rasd.errors import DataError
from rasd.lang.normalize import fold
from rasd.lang.stems import light_stem, skeleton

LANGUAGES = ("ar", "en", "fa")
_CLITICS = {"ar": ("و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "لل", "ولل", "وب", "ول")}


@dataclass(frozen=True, slots=True)
class Lexis:
    """The plain words of one language, all folded.

    ``stop``: words that do not tell one event from another. ``common``: light stems of words that
    most news have. ``anaphora``: words that point back at
    what was reported instead of saying it ("the reports", "ما تناقلته"). ``negation``: words that turn
    a clause round. ``calendar``: days, months, spans of time. ``background``: first words
    of a sentence that goes back in time. ``relatives``: words that open a relative clause.
    ``that``: words that open a reported clause, ``that_needed`` whether one must; ``leading``: prepositions
    before them; ``dangling``: first words of what is not understood by itself.
    ``synonyms``: skeletons of
    words that news use for the same thing, each to the first of its group. ``units`` and ``scales``:
    number words.
    """

    language: str
    stop: frozenset[str]
    common: frozenset[str]
    anaphora: frozenset[str]
    negation: frozenset[str]
    calendar: frozenset[str]
    background: tuple[str, ...]
    relatives: frozenset[str]
    that: frozenset[str]
    that_needed: bool
    leading: frozenset[str]
    dangling: frozenset[str]
    synonyms: Mapping[str, str]
    units: Mapping[str, int]
    scales: Mapping[str, int]

    def stops(self, word: str) -> bool:
        """Whether the folded word tells nothing, bare or with a clitic before it."""
        return _listed(word, self.stop, self.language)

    def points_back(self, word: str) -> bool:
        """Whether the folded word only points back at something reported."""
        return _listed(word, self.anaphora, self.language)


def _listed(word: str, words: frozenset[str], language: str) -> bool:
    if word in words:
        return True
    clitics = _CLITICS.get(language, ())
    if not word.startswith(clitics):
        return False
    return (  # a clitic has no more letters
        (word[:1] in clitics and word[1:] in words)
        or (word[:2] in clitics and word[2:] in words)
        or (word[:3] in clitics and word[3:] in words)
    )


@lru_cache(maxsize=8)
def lexis(language: str) -> Lexis:
    """The plain words of ``language``; those of Arabic where the language is unknown.

    Raises:
        DataError: a data file does not keep to its own examples.
    """
    language = language if language in LANGUAGES else "ar"
    stop, numbers = _read(language, "stop"), _read(language, "numbers")
    lists = {name: _words(stop, name) for name in ("function", "reporting", "calendar", "page")}
    found = Lexis(
        language=language,
        stop=frozenset().union(*lists.values()) - _words(stop, "keeps"),
        common=frozenset(light_stem(word) for word in _words(stop, "common")),
        anaphora=_words(stop, "anaphora"),
        negation=_words(stop, "negation"),
        calendar=lists["calendar"],
        background=tuple(fold(str(phrase)) for phrase in stop["background"]),
        relatives=_words(stop, "relatives"),
        that=_words(stop, "that"),
        that_needed=bool(stop["that_needed"]),
        leading=_words(stop, "leading"),
        dangling=_words(stop, "dangling"),
        synonyms=_synonyms(language),
        units={fold(str(k)): int(v) for k, v in numbers["units"].items()},
        scales={fold(str(k)): int(v) for k, v in numbers["scales"].items()},
    )
    _check(found, stop)
    return found


def _read(language: str, name: str) -> dict[str, Any]:
    text = files("rasd.lang").joinpath("data", language, f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def _words(table: Mapping[str, object], name: str) -> frozenset[str]:
    value = table[name]
    words = value.split() if isinstance(value, str) else [str(v) for v in value]  # type: ignore[attr-defined]
    return frozenset(fold(word) for word in words)


def _synonyms(language: str) -> dict[str, str]:
    out: dict[str, str] = {}
    for line in _read(language, "synonyms")["groups"]:
        stems = [skeleton(fold(word)) for word in str(line).split()]
        for stem in (s for s in stems if len(s) > 2):  # two strong letters are many words
            out.setdefault(stem, out.get(stems[0], stems[0]))
    return out


def _check(found: Lexis, table: Mapping[str, object]) -> None:
    wrong = sorted(w for w in _words(table, "stops") if not found.stops(w))
    wrong += sorted(w for w in _words(table, "keeps") if found.stops(w))
    if wrong:
        raise DataError(f"stop.toml ({found.language}): wrong side of the list: {' '.join(wrong)}")
