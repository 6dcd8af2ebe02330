"""What English words can be, and how an English text is cut into them.

``load()`` reads ``data/en/{cues,sources,grammar}.toml`` once. Contractions are cut as the Penn Treebank
cuts them ("does n't", "Clinton 's"), abbreviations keep their stop, two apostrophes are a quotation mark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from rasd.errors import DataError
from rasd.lang.conjugate import english_forms
from rasd.lang.flags import Is
from rasd.lang.lexicon import Noun, read_data
from rasd.lang.normalize import fold
from rasd.lang.tokens import Cut, Tokens
from rasd.model import LinkType, Stance

FRAMES = frozenset({"that", "bare", "quote", "told", "wh", "inf", "obj"})
_REMEMBERED = 1 << 17


class En:
    """What an English word can be, as bits of one number; the first are those of every language."""

    WORD, COMMA, DASH, DIGIT, LETTERS = Is.WORD, Is.COMMA, Is.DASH, Is.DIGIT, Is.LETTERS
    CORRESPONDENTS, CAME = Is.CORRESPONDENTS, Is.CAME
    (
        CUE, DETERMINERS, PRONOUNS, OBJECTIVE, RELATIVES, PREPOSITIONS, CONJUNCTIONS, SUBORDINATORS, WH, THAT,
        AUXILIARIES, BEING, NEGATIONS, INFINITIVE, ADVERBS, TIMES, NARRATED, OCCASIONS, HEADLESS, PLACES,
        NOUN, PARTICIPLE, POSSESSIVE,
    ) = (1 << k for k in range(90, 113))  # fmt: skip


_LISTS = {
    name.lower(): getattr(En, name)
    for name in (
        "DETERMINERS", "PRONOUNS", "OBJECTIVE", "RELATIVES", "PREPOSITIONS", "CONJUNCTIONS", "SUBORDINATORS",
        "WH", "THAT", "AUXILIARIES", "BEING", "NEGATIONS", "INFINITIVE", "ADVERBS", "TIMES", "NARRATED",
        "OCCASIONS", "HEADLESS", "PLACES", "LETTERS", "CORRESPONDENTS", "CAME",
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EnglishVerb:
    """A reporting verb: what it takes (``frames``), its particles, its kind, its stance.

    XX"""

    base: str
    frames: frozenset[str]
    prepositions: frozenset[str]
    kind: str
    stance: Stance
    particle: str = ""
    noun: bool = False

    @property
    def past(self) -> str:
        """The citation form, as evidence names it."""
        return f"{self.base} {self.particle}".strip()


class EnglishCue(NamedTuple):
    """A spelling of one or more verbs, those with a particle first; ``shapes``: what form it can be."""

    verbs: tuple[EnglishVerb, ...]
    shapes: frozenset[str]


@dataclass(frozen=True, slots=True)
class EnglishLexicon:
    """All that reading attributions in English needs, folded."""

    cues: Mapping[str, EnglishCue]
    adjectives: Mapping[str, EnglishVerb]
    deeds: Mapping[str, EnglishVerb]
    hedges: frozenset[str]
    triggers: frozenset[str]
    nouns: Mapping[str, Noun]
    according: Mapping[str, tuple[tuple[str, ...], ...]]
    declines: Mapping[str, tuple[tuple[str, ...], ...]]
    anaphora: Mapping[str, tuple[LinkType, ...]]
    unnamed: frozenset[str]
    states: frozenset[str]
    kinds: Mapping[str, int]


class _Kinds(dict[str, int]):
    """What each word can be, worked out when it is first asked for."""

    def __init__(
        self, lists: Mapping[str, frozenset[str]], cues: Mapping[str, EnglishCue], nouns: Mapping[str, Noun]
    ) -> None:
        super().__init__()
        self._cues, self._nouns = cues, nouns
        self._listed: dict[str, int] = {}
        for name, words in lists.items():
            for word in words:
                self._listed[word] = self._listed.get(word, 0) | _LISTS[name]

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        bits = self._listed.get(word, 0)
        if word[:1].isalnum() or word[:1] == "'" or bits:
            bits |= En.WORD | self._of_shape(word, bits)
        else:
            bits |= (En.COMMA if word in _COMMAS else 0) | (En.DASH if word in _DASHES else 0)
        self[word] = bits
        return bits

    def _of_shape(self, word: str, listed: int) -> int:
        bits = En.DIGIT if word[0].isdigit() else 0
        bits |= En.CUE if word in self._cues else 0
        bits |= En.NOUN if word in self._nouns else 0
        closed = listed & (En.DETERMINERS | En.PREPOSITIONS | En.AUXILIARIES | En.PRONOUNS)
        if len(word) > 4 and not closed:
            bits |= En.ADVERBS if word.endswith("ly") and word not in _NOT_ADVERBS else 0
            bits |= En.PARTICIPLE if word.endswith("ing") else 0
            bits |= En.NARRATED if word.endswith("ed") and not listed & En.NARRATED else 0
        return bits


_COMMAS, _DASHES = frozenset(",;"), frozenset("-–—―")
_NOT_ADVERBS = frozenset({
    "family", "ally", "assembly", "italy", "reply", "july", "likely", "daily", "weekly", "early",
    "friendly", "elderly", "supply", "rally", "anomaly", "monopoly",
})  # fmt: skip


def _by_first(phrases: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for text in phrases:
        words = tuple(fold(text).split())
        table.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in table.items()}


def _verb(entry: str, frames: str, cues: Mapping[str, Mapping[str, list[str]]]) -> EnglishVerb:
    base, _, particle = entry.partition(" ")
    words = frozenset(frames.split())
    if not words:
        raise DataError(f"data/en/cues.toml: {entry!r} takes nothing: give its frames")
    stance = next((Stance(name) for name, verbs in cues["stance"].items() if entry in verbs), Stance.ASSERTS)
    kind = next((name for name, verbs in cues["kinds"].items() if entry in verbs), "say")
    noun = base in cues["nouns"]["verbs"]
    return EnglishVerb(base, words & FRAMES, words - FRAMES, kind, stance, particle, noun)


def _forms(cues: Mapping[str, Any]) -> dict[str, EnglishCue]:
    """Every spelling with the words it can be a form of: verbs, adjectives, nouns."""
    found: dict[str, EnglishCue] = {}

    def add(text: str, shape: str, verb: EnglishVerb) -> None:
        known = found.get(text, EnglishCue((), frozenset()))
        verbs = sorted({*known.verbs, verb}, key=lambda v: (not v.particle, v.base, v.particle))
        found[text] = EnglishCue(tuple(verbs), known.shapes | {shape})

    for entry, frames in cues["verbs"].items():
        verb = _verb(entry, frames, cues)
        for text, shape in english_forms(verb.base, cues["irregular"].get(verb.base, "").split()):
            add(text, shape, verb)
    return found


def _described(entries: Mapping[str, str], plural: bool) -> dict[str, EnglishVerb]:
    """Adjectives or nouns with what they take; ``plural``: nouns, which have one."""
    found = {}
    for word, frames in entries.items():
        kind = "say" if plural else "think"
        verb = EnglishVerb(word, frozenset(frames.split()) & FRAMES, frozenset(frames.split()) - FRAMES, kind,
                           Stance.ASSERTS)  # fmt: skip
        forms = (
            [word, next(text for text, shape in english_forms(word) if shape == "s")] if plural else [word]
        )
        found.update(dict.fromkeys(forms, verb))
    return found


@cache
def load() -> EnglishLexicon:
    """What English needs; the same object at every call.

    Raises:
        DataError: a file is missing or wrong.
    """
    cues, sources, grammar = (read_data("en", name) for name in ("cues", "sources", "grammar"))
    if odd := sorted(grammar.keys() ^ _LISTS.keys()):
        raise DataError(f"data/en/grammar.toml: missing or unknown: {', '.join(odd)}")
    forms = _forms(cues)
    nouns: dict[str, Noun] = {}
    for kind in LinkType:
        for agreement, words in sources.get(kind, {}).items():
            for word in words:
                nouns.setdefault(fold(word), Noun(kind, "" if agreement == "any" else agreement))
    adjectives = _described(cues["adjectives"], plural=False)
    deeds = _described(cues["deeds"], plural=True)
    according, declines = (_by_first(cues[name]["phrases"]) for name in ("according", "declines"))
    seeming = (form for verb in cues["hedges"]["verbs"] for form in english_forms(verb))
    hedges = frozenset(cues["hedges"]["adverbs"]).union(f.text for f in seeming if f.shape != "ing")
    return EnglishLexicon(
        cues=forms,
        hedges=hedges,
        triggers=frozenset((":",)).union(forms, adjectives, deeds, hedges, according, declines),
        nouns=nouns,
        adjectives=adjectives,
        deeds=deeds,
        according=according,
        declines=declines,
        anaphora={fold(k): tuple(map(LinkType, v)) for k, v in sources["anaphora"].items()},
        unnamed=frozenset(fold(w) for words in sources["unnamed"].values() for w in words),
        states=frozenset(map(fold, sources["states"]["names"])),
        kinds=_Kinds({k: frozenset(map(fold, v)) for k, v in grammar.items()}, forms, nouns),
    )


# ------------------------------------------------------------------------------------------ cutting

_ABBREVIATED = [
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "Sen",
    "Rep",
    "Gov",
    "Gen",
    "Lt",
    "Col",
    "Sgt",
    "Capt",
    "Prof",
    "Rev",
    "St",
    "Jr",
    "Sr",
    "vs",
    "Inc",
    "Corp",
    "Co",
    "Ltd",
    "Jan",
    "Feb",
    "Aug",
    "Sept",
    "Oct",
    "Nov",
    "Dec",
    "Adm",
    "Maj",
    "Reps",
    "Sens",
    "Messrs",
    "Calif",
    "Conn",
    "Fla",
    "Ga",
    "Ill",
    "Ind",
    "Kan",
    "Ky",
    "La",
    "Mass",
    "Md",
    "Mich",
    "Minn",
    "Miss",
    "Mo",
    "Neb",
    "Nev",
    "Okla",
    "Ore",
    "Pa",
    "Tenn",
    "Tex",
    "Va",
    "Wash",
    "Wis",
    "Ariz",
    "Ark",
    "Colo",
]
_TOKEN = re.compile(
    r"(?:[A-Za-z]\.)+[A-Za-z](?=\.\s+(?-i:He|She|The|It|They|But|And|In|We|I|This|That)\b)"
    r"|(?:[A-Za-z]\.){2,}"  # U.S.
    rf"|\b(?:\w+-)?(?:{'|'.join(_ABBREVIATED)})\.(?!\s*$)"
    r"|\b(?-i:[A-Z])\.(?=\s(?-i:[A-Z]))"
    r"|\d[\d,.]*\d%?"
    r"|n['’]t\b|(?<=\w)['’](?:s|re|ve|ll|d|m)\b"
    r"|''|``|’’"
    r"|(?!n['’]t\b)\w(?:(?!n['’]t\b)[\w\u0300-\u036f])*(?:[-‑](?!n['’]t\b)\w+)*"
    r"|[^\w\s]",
    re.IGNORECASE,
)
_MARKS = {"''": '"', "``": '"', "’’": '"'}


def cut(text: str) -> Tokens:
    """The text as English words and marks, with their offsets."""
    matches = list(_TOKEN.finditer(text))
    words = [_MARKS.get(m[0]) or fold(m[0]).replace("’", "'") or m[0] for m in matches]
    plain = [i for i, word in enumerate(words) if word[0].isalnum()]
    return Tokens.of(text, Cut(words, [m.start() for m in matches], [m.end() for m in matches], plain))
