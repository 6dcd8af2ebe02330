"""What the name or description of a party tells: of which country and trade, for whom it speaks.

Read from ``data/<language>/descriptors.toml``; the words of all languages are put together, because a
name may stand in a text of any of them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import takewhile
from typing import Any

from rasd.lang.lexis import LANGUAGES, lexis
from rasd.lang.normalize import fold
from rasd.lang.stems import light_stem, skeleton

_WORD = re.compile(r"[^\W_](?:[^\W_]|\u200c)*")
_SERVANT = re.compile(r"\b(عبد)(ال\w{3})")
"""Written together or apart: "عبدالفتاح", "عبد الفتاح"."""


@dataclass(frozen=True, slots=True)
class Description:
    """What a party's name tells, as light stems.

    ``words``: all that tells it apart, offices turned into their institutions and countries into their labels
    (``=sy``: "سوريا", "سورية", "السوري"), in the order of the name;
    ``proper``: those that are neither common words nor countries (the person's own name, mostly), as
    skeletons, because names are spelt in many ways;
    ``offices``: the institutions that an office in the name stands for; ``voiced``: it speaks for
    somebody ("the army's spokesman"); ``countries`` and ``trades``: labels of the lexicon; ``media``: it
    is media that are not named ("وسائل إعلام رسمية", "صحف تركية").
    """

    words: tuple[str, ...]
    proper: tuple[str, ...]
    offices: frozenset[str]
    voiced: bool
    countries: frozenset[str]
    trades: frozenset[str]
    media: bool

    @property
    def titles(self) -> frozenset[str]:
        """What is left of the words without the proper ones and the countries' adjectives."""
        return frozenset(word for word in self.core if _own(word) not in self.proper)

    @property
    def core(self) -> frozenset[str]:
        """The words without the countries' adjectives."""
        return frozenset(word for word in self.words if not word.startswith("="))

    @property
    def state(self) -> bool:
        """Whether it is a country that speaks as one: "إيران", "السلطات السعودية", "موسكو"."""
        return bool(self.words) and not self.core and not self.voiced

    @property
    def in_office(self) -> bool:
        """Whether it is an organ of a state, or somebody in office there or who speaks for one."""
        organ = bool(self.words) and self.words[0] in _lexicon().organs
        return organ or self.voiced or bool(self.offices)

    @property
    def official(self) -> bool:
        """Whether it is in office, and it is told of which country."""
        return bool(self.countries) and self.in_office

    @property
    def authorities(self) -> bool:
        """Whether it is some organ of a state, and not told which: "الجهات المختصة"."""
        return bool(self.core) and self.core <= _lexicon().authorities


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
    organs: frozenset[str]
    authorities: frozenset[str]
    states: frozenset[str]
    media: frozenset[str]
    of_media: Set[str]
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
        organs=frozenset(stem for t in tables for stem in _stems(t["organs"])),
        authorities=frozenset(stem for t in tables for stem in _stems(t["authorities"])),
        states=frozenset(stem for t in tables for stem in _stems(t["states"])),
        media=frozenset(stem for t in tables for stem in _stems(t["media"])),
        of_media=countries.keys()
        | {s for t in tables for row in ("of_media", "small") for s in _stems(t[row])},
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
    folded = _SERVANT.sub(r"\1 \2", folded)
    named = takewhile(lambda word: word not in known.relatives, _WORD.findall(folded))
    said = [_nominative(word.removeprefix("ال")) for word in named if len(word) > 1]
    stems = [light_stem(word) for word in said if word not in known.voice]
    kept = [s for s in stems if s not in known.small]
    countries = frozenset(known.countries[s] for s in stems if s in known.countries)
    if countries and kept and kept[0] in known.states:  # "السلطات السعودية" is the state
        kept = [s for s in kept if s not in known.states]
    words = tuple(dict.fromkeys(_told(s) for s in kept))
    return Description(
        words=words,
        proper=tuple(_own(s) for s in dict.fromkeys(kept) if s not in known.plain),
        offices=frozenset(known.offices[s] for s in kept if s in known.offices),
        voiced=len(stems) < len(said),
        countries=countries,
        trades=frozenset(known.trades[s] for s in stems if s in known.trades),
        media=bool(stems) and stems[0] in known.media and known.of_media >= set(stems[1:]),
    )


def _own(stem: str) -> str:
    """A word of somebody's own name, however it is spelt: a foreign g is a غ here and a ج there."""
    return skeleton(stem).replace("غ", "ج")


def _told(stem: str) -> str:
    """What a word of a name stands for: an office for its institution, a country for its label."""
    known = _lexicon()
    country = known.countries.get(stem)
    return f"={country}" if country else known.offices.get(stem, stem)


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
