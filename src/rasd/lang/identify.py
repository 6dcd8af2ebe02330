"""Tells which language a text is in.

A quick rule looks at letters and common words, which settles most articles; where it is not sure, the
model of py3langid decides (a naive Bayes classifier over byte n-grams: M. Lui, T. Baldwin, "langid.py: an
off-the-shelf language identification tool", ACL 2012), loaded when first needed. This is its one door.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any, NamedTuple

from rasd.doors import open_door
from rasd.errors import DataError

__all__ = ["UNKNOWN", "foreign", "identify"]

UNKNOWN = "und"
"""The code of an undetermined language (ISO 639-2)."""

_GLANCE = 240  # characters that settle most texts
_SAMPLE = 1000  # characters that are looked at
_FEW_WORDS = 3  # a shorter text is left to the rule
_LONG = 8  # words of a quotation whose language is told in the same script
_REMEMBERED = 1 << 16  # words
_ENOUGH = 4.0  # hits that the rule's first choice must have ...
_MARGIN = 4.0  # ... and how many times as many as the second
_PER_WORD = 0.25  # hits for each word of the text, below which the rule is not sure
_ARABIC = re.compile(
    r"[\u0621-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+"
)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_WORD = re.compile(r"[^\W\d_]+")
_MODEL_CODES = {"sdh": "ckb"}  # what the model calls Sorani
_NATIVE = {"arabic": "ar", "latin": "en"}  # of a text too short for any evidence


class _Signs(NamedTuple):
    """What speaks for one language: letters that others of its script lack, common words, starts of words."""

    letters: str
    words: frozenset[str]
    starts: tuple[str, ...]


def identify(text: str) -> str:
    """The language code (ISO 639-1, ``ckb`` for Sorani) of the text, or ``"und"``.

    Knows ar, fa, ur, ckb, ps, en, fr, de and tr; a text of another language in one of their scripts gets
    the nearest of them. ``"und"`` where there are no letters, or most are of another script.
    """
    for size in (_GLANCE, _SAMPLE):
        sample = text[:size]
        script = _script(sample)
        code = _by_rule(sample, script) if script else UNKNOWN
        if code and (script or len(text) <= size):
            return code
    return _by_model(sample, script) if script else UNKNOWN


_STRANGE = {"ar": "پچژگٹڈں", "fa": "ةإٹڈں"}
"""Letters of the other languages in Arabic script."""
_STRANGERS = {code: re.compile(f"[{letters}]") for code, letters in _STRANGE.items()}
_OTHERS = {code: re.compile(f"[A-Za-z\u00c0-\u024f{letters}]") for code, letters in _STRANGE.items()}
"""Those and Latin ones: most contents have none, and are asked no further."""


def foreign(text: str, language: str) -> str:
    """The language of a quotation, where it is another than the one that it stands in; else empty.

    A name or two in another script are no quotation: there must be as many words as tell a language. In the
    same script a quotation must be long, have letters that the language lacks, and leave no doubt.
    """
    sample = text[:_GLANCE]
    if (others := _OTHERS.get(language)) and not others.search(sample):
        return ""
    if (strange := _STRANGERS.get(language)) and strange.search(sample):
        known = _by_rule(sample, "arabic") if len(_WORD.findall(sample)) >= _LONG else ""
        if known and known != language:
            return known
    if not (_LATIN if language in _signs()["arabic"] else _ARABIC).search(sample):
        return ""  # asked of every quotation: most have no letter of another script
    script = _script(sample)
    if not script or language in _signs()[script] or len(_WORD.findall(text)) <= _FEW_WORDS:
        return ""
    return identify(text)


def _by_rule(sample: str, script: str) -> str:
    """The language, where letters and common words settle it; empty where they do not."""
    words = _WORD.findall(sample.lower())
    hits = list(chain.from_iterable(map(_hits(script).__getitem__, words)))
    scores = sorted(
        (
            (sum(map(sample.count, signs.letters)) + hits.count(code), code)
            for code, signs in _signs()[script].items()
        ),
        reverse=True,
    )
    (best, code), (second, _) = scores[0], scores[1]
    if len(words) < _FEW_WORDS:
        return code if best > second else _NATIVE[script]
    sure = best >= max(_ENOUGH, _PER_WORD * len(words)) and best >= _MARGIN * second
    return code if sure else ""


def _script(sample: str) -> str:
    """The script of most letters: "arabic", "latin", or "" for another or none."""
    arabic = sum(map(len, _ARABIC.findall(sample)))
    if arabic * 2 > len(sample):
        return "arabic"  # whatever the other characters are
    latin = sum(map(len, _LATIN.findall(sample)))
    letters = sum(map(str.isalpha, sample))
    most, name = max((arabic, "arabic"), (latin, "latin"))
    return name if most and most * 2 >= letters else ""


class _Hits(dict[str, tuple[str, ...]]):
    """The languages of a script that a word speaks for, worked out when it is first asked for."""

    def __init__(self, script: str) -> None:
        super().__init__()
        self._signs = _signs()[script]

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        hits = self[word] = tuple(
            code
            for code, signs in self._signs.items()
            if word in signs.words or word.startswith(signs.starts)
        )
        return hits


@cache
def _hits(script: str) -> _Hits:
    return _Hits(script)


def _by_model(sample: str, script: str) -> str:
    known = _signs()[script]
    for label, _ in _model().rank(sample):
        code: str = _MODEL_CODES.get(label, label)
        if code in known:
            return code
    return _NATIVE[script]


@cache
def _model() -> Any:
    """A classifier of our own, restricted to the languages that Rasd tells apart."""
    module = open_door("py3langid.langid")
    model = module.LanguageIdentifier.from_model_file(module.MODEL_FILE)
    model_codes = {code: label for label, code in _MODEL_CODES.items()}
    model.set_languages([model_codes.get(code, code) for signs in _signs().values() for code in signs])
    return model


@cache
def _signs() -> dict[str, dict[str, _Signs]]:
    """The signs of each language by script.

    Raises:
        DataError: the data file cannot be read or has another shape.
    """
    where = "data/identify.toml"
    try:
        data = tomllib.loads(files("rasd.lang").joinpath(where).read_text("utf-8"))
        return {
            script: {
                code: _Signs(signs["letters"], frozenset(signs["words"]), tuple(signs.get("starts", ())))
                for code, signs in languages.items()
            }
            for script, languages in data.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{where}: cannot be read: {error!r}") from error
