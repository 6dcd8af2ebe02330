"""One name in two scripts: what "Netanyahu" and "نتنياهو" have in common.

Vowels and weak letters are written in one script and not in the other, and single consonants are rendered
in several ways; so names are compared by classes of their strong consonants, in order. The classes follow
the romanisation tables of ALA-LC for Arabic and Persian, joined where news practice mixes them (g, j, gh;
k, q; s, th; z, dh). Places whose names differ by language ("Egypt", "مصر") stand in ``data/places.toml``.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from rasd.errors import DataError
from rasd.lang.normalize import fold
from rasd.lang.stems import light_stem

SHORTEST = 3
"""Strong consonants that a name must have to be told by them."""

_SOUNDS = {
    "kh": "x", "sh": "$", "gh": "g", "th": "s", "dh": "z", "ch": "$", "ph": "f", "ck": "k",
    "zh": "g", "tz": "z",
    "b": "b", "p": "b", "t": "t", "j": "g", "g": "g", "d": "d", "r": "r", "z": "z", "s": "s", "c": "k",
    "h": "h", "k": "k", "q": "k", "x": "ks", "f": "f", "v": "f", "l": "l", "m": "m", "n": "n",
}  # fmt: skip
_LETTERS = {
    "ب": "b", "پ": "b", "ت": "t", "ط": "t", "ث": "s", "ج": "g", "چ": "$", "خ": "x",
    "د": "d", "ض": "d", "ذ": "z", "ر": "r", "ز": "z", "ظ": "z", "ژ": "g", "س": "s", "ص": "s", "ش": "$",
    "غ": "g", "گ": "g", "ف": "f", "ڤ": "f",
    "ح": "h", "ه": "h", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n",
}  # fmt: skip
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_DOUBLED = re.compile(r"(.)\1+")
_SOFT = re.compile(r"c(?=[eiy])")
_FINAL = re.compile(r"(?<=[ae])h$|ه$")  # an ending that is not heard


def is_latin(word: str) -> bool:
    """Whether a folded word is written in Latin letters."""
    return "a" <= word[:1] < "\u0250"


@lru_cache(maxsize=1 << 16)
def sounds(word: str) -> str:
    """The classes of a folded word's strong consonants; empty where there are fewer than three."""
    word = _FINAL.sub("", _DOUBLED.sub(r"\1", word))
    if is_latin(word):
        heard = "".join(_SOUNDS[m[0]] for m in _SOUND.finditer(_SOFT.sub("s", word)))
    else:
        heard = "".join(_LETTERS.get(letter, "") for letter in word)
    return heard if len(heard) >= SHORTEST else ""


@cache
def _places() -> dict[str, str]:
    where = "data/places.toml"
    try:
        table = tomllib.loads(files("rasd.lang").joinpath(where).read_text("utf-8"))["places"]
        return {light_stem(fold(name)): code for code, names in table.items() for name in names}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{where}: cannot be read: {error!r}") from error


@lru_cache(maxsize=1 << 16)
def neutral(term: str) -> str:
    """A stem as it is known in every language: a number, a place (``@EG``), a name's sounds (``~ntn``).

    Empty where the stem has nothing that another language could share.
    """
    if term[:1].isdigit():
        year = len(term) == 4 and term[:2] in ("19", "20")  # all news of a year has it
        return "" if year or len(term) < 2 else term
    if place := _places().get(term):
        return f"@{place}"
    heard = sounds(term)
    return f"~{heard}" if heard else ""
