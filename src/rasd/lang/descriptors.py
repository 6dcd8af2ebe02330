"""What the name or description of a party tells: of which country and trade, for whom it speaks.

Read from ``data/<language>/descriptors.toml``; the words of all languages are put together, because a
name may stand in a text of any of them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import takewhile
from typing import Any

from rasd.lang.lexis import LANGUAGES, lexis
from rasd.lang.normalize import fold
from rasd.lang.stems import light_stem, skeleton

_WORD = re.compile(r"[^\W_](?:[^\W_]|\u200c)*")


@dataclass(frozen=True, slots=True)
class Description:
    """What a party's name tells, as light stems.

    ``words``: all that tells it apart, offices turned into their institutions, in the order of the name;
    ``proper``: those that are neither common words nor countries (the person's own name, mostly), as
    skeletons, because names are spelt in many ways;
    ``offices``: the institutions that an office in the name stands for; ``voiced``: it speaks for
    somebody ("the army's spokesman"); ``countries`` and ``trades``: labels of the lexicon.
    """

    words: tuple[str, ...]
    proper: tuple[str, ...]
    offices: frozenset[str]
    voiced: bool
    countries: frozenset[str]
    trades: frozenset[str]

    @property
    def titles(self) -> frozenset[str]:
        """What is left of the words without the proper ones and the countries' adjectives."""
        return frozenset(word for word in self.core if skeleton(word) not in self.proper)

    @property
    def core(self) -> frozenset[str]:
        """The words without the countries' adjectives."""
        return frozenset(self.words) - _lexicon().countries.keys()


@dataclass(frozen=True, slots=True)
class _Lexicon:
    voice: frozenset[str]
    small: frozenset[str]
    relatives: frozenset[str]
    aliases: tuple[tuple[str, str], ...]
    capitals: Mapping[str, str]
    offices: Mapping[str, str]
    trades: Mapping[str, str]
    countries: Mapping[str, str]
    kin: frozenset[tuple[str, str]]
    plain: frozenset[str]
    """Stems that are no part of anybody's own name."""


@cache
def _lexicon() -> _Lexicon:
    tables = [_read(language) for language in LANGUAGES]
    common = frozenset().union(*(lexis(language).common for language in LANGUAGES))
    offices = {_stem(a): _stem(b) for t in reversed(tables) for a, b in t["offices"].items()}
    trades = {stem: name for t in tables for name, row in t["trades"].items() for stem in _stems(row)}
    countries = {stem: name for t in tables for name, row in t["countries"].items() for stem in _stems(row)}
    kin = {(a, b) for t in tables for a, row in t["kin"].items() for b in str(row).split()}
    return _Lexicon(
        voice=frozenset(fold(word) for t in tables for word in str(t["voice"]).split()),
        small=frozenset(stem for t in tables for stem in _stems(t["small"])),
        relatives=frozenset().union(*(lexis(language).relatives for language in LANGUAGES)),
        aliases=tuple((fold(a), fold(b)) for t in tables for a, b in t["aliases"].items()),
        capitals={fold(a): fold(b) for t in tables for a, b in t["capitals"].items()},
        offices=offices,
        trades=trades,
        countries=countries,
        plain=common | countries.keys() | trades.keys() | offices.keys() | set(offices.values()),
        kin=frozenset(kin | {(b, a) for a, b in kin}),
    )


def _read(language: str) -> dict[str, Any]:
    path = files("rasd.lang").joinpath("data", language, "descriptors.toml")
    return tomllib.loads(path.read_text("utf-8"))


def _stem(word: str) -> str:
    return light_stem(fold(word))


def _stems(row: str) -> list[str]:
    return [_stem(word) for word in row.split()]


@lru_cache(maxsize=50_000)
def describe(name: str) -> Description:
    """What a party's name or description tells, up to a relative clause in it."""
    known = _lexicon()
    folded = fold(name)
    folded = known.capitals.get(folded.strip(), folded)
    for alias, plain_name in known.aliases:
        folded = folded.replace(alias, plain_name)
    named = takewhile(lambda word: word not in known.relatives, _WORD.findall(folded))
    said = [_nominative(word.removeprefix("ال")) for word in named if len(word) > 1]
    stems = [light_stem(word) for word in said if word not in known.voice]
    kept = [s for s in stems if s not in known.small]
    words = tuple(dict.fromkeys(known.offices.get(s, s) for s in kept))
    return Description(
        words=words,
        proper=tuple(skeleton(s) for s in dict.fromkeys(kept) if s not in known.plain),
        offices=frozenset(known.offices[s] for s in kept if s in known.offices),
        voiced=len(stems) < len(said),
        countries=frozenset(known.countries[s] for s in stems if s in known.countries),
        trades=frozenset(known.trades[s] for s in stems if s in known.trades),
    )


def _nominative(word: str) -> str:
    """``أمنيا`` as ``أمني``: the accusative of an adjective, which the light stemmer keeps apart from it."""
    return word[:-1] if len(word) > 4 and word.endswith("يا") else word


def contradict(a: Description, b: Description) -> bool:
    """Whether no party can fit both: other countries, or trades that are not kin."""
    if a.countries and b.countries and not a.countries & b.countries:
        return True
    if not a.trades or not b.trades or a.trades & b.trades:
        return False
    kin = _lexicon().kin
    return not any((x, y) in kin for x in a.trades for y in b.trades)
