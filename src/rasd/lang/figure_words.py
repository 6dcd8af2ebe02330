"""Loads ``data/{ar,en,fa}/figures.toml``: what makes a figure vague, what it counts, duals."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from rasd.lang.lexis import LANGUAGES, Lexis, lexis
from rasd.lang.normalize import fold
from rasd.lang.stems import skeleton

_CLITICS = {"ar": ("و", "ف", "ب", "ل", "ال", "وال", "بال", "لل"), "en": (), "fa": ()}
_DUALS = ("ان", "ين")


@dataclass(frozen=True, slots=True)
class FigureWords:
    """The words of figures of one language, folded.

    ``phrases`` maps a kind (``about``, ``least``, ``most``, ``about_after`` ...) to its phrases as rows of
    words, the longest first; ``teens`` number words of two words; ``duals`` forms that mean two of a thing,
    ``dual_endings`` the ends of such forms. ``definite``: what a number that names one thing of many begins
    with or stands behind ("الـ 12"). ``verb_behind``: the verb follows what is counted. The rest are sets
    of words: see the data files.
    """

    lexis: Lexis
    numbers: Mapping[str, float]
    scales: Mapping[str, float]
    teens: Mapping[tuple[str, str], float]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    duals: frozenset[str]
    dual_endings: tuple[str, ...]
    anybody: frozenset[str]
    linking: frozenset[str]
    among: frozenset[str]
    carriers: frozenset[str]
    never: frozenset[str]
    also: frozenset[str]
    measures: frozenset[str]
    befallen: frozenset[str]
    grave: frozenset[str]
    nothing: frozenset[str]
    since: frozenset[str]
    definite: tuple[str, ...]
    verb_behind: bool

    def without_clitic(self, word: str, words: Iterable[str]) -> str:
        """The entry of ``words`` that a word is, bare or behind a clitic; empty where it is none."""
        known = words if isinstance(words, frozenset | Mapping) else frozenset(words)
        if word in known:
            return word
        for clitic in _CLITICS[self.lexis.language]:
            if word.startswith(clitic) and word[len(clitic) :] in known:
                return word[len(clitic) :]
        return ""


@cache
def figure_words(language: str) -> FigureWords:
    """The words of figures in ``language``; those of Arabic where the language is unknown."""
    language = language if language in LANGUAGES else "ar"
    text = files("rasd.lang").joinpath("data", language, "figures.toml").read_text("utf-8")
    table = tomllib.loads(text)
    plain = lexis(language)
    numbers = {**plain.units, **_values(table["hundreds"])}
    teens = {tuple(word.split()): value for word, value in _values(table["teens"]).items()}
    single = {words[0]: value for words, value in teens.items() if len(words) == 1}
    lists = {name: _words(value) for name, value in table["counted"].items()}
    lists["measures"] = frozenset(skeleton(word) for word in lists["measures"]) | {"%"}
    lists["befallen"] = frozenset(_stem(word, plain) for word in lists["befallen"])
    return FigureWords(
        lexis=plain,
        numbers={**numbers, **single},
        scales={word: float(value) for word, value in plain.scales.items()},
        teens={(w[0], w[1]): value for w, value in teens.items() if len(w) == 2},
        phrases={kind: _phrases(rows) for kind, rows in table["vague"].items()},
        duals=frozenset(form for word in _words(table["duals"]["nouns"]) for form in _dual(word)),
        definite=tuple(fold(word) for word in table["definite"]),
        verb_behind=table["verb_behind"],
        dual_endings=tuple(fold(ending) for ending in table["duals"]["endings"]),
        **lists,
    )


def _stem(word: str, plain: Lexis) -> str:
    stem = skeleton(word)
    return plain.synonyms.get(stem, stem)


def _values(table: Mapping[str, Any]) -> dict[str, float]:
    return {fold(word): float(value) for word, value in table.items()}


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


def _phrases(rows: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(fold(row).split()) for row in rows), key=lambda row: (-len(row), row)))


def _dual(word: str) -> Iterable[str]:
    stem = word[:-1] + "ت" if word.endswith("ه") else word
    return (stem + ending for ending in _DUALS)
