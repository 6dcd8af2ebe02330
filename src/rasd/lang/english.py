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
from rasd.lang.lexicon import Noun, by_first, head_nouns, read_data
from rasd.lang.normalize import fold
from rasd.lang.tokens import Cut, Tokens
from rasd.model import LinkType, Stance

FRAMES = frozenset({"that", "bare", "quote", "told", "wh", "inf", "obj", "alone"})
_REMEMBERED = 1 << 17


class En:
    """What an English word can be, as bits of one number; the first are those of every language."""

    WORD, COMMA, DASH, DIGIT, CORRESPONDENTS = Is.WORD, Is.COMMA, Is.DASH, Is.DIGIT, Is.CORRESPONDENTS
    (
        DETERMINERS, PRONOUNS, OBJECTIVE, RELATIVES, PREPOSITIONS, CONJUNCTIONS, SUBORDINATORS, WH, THAT,
        AUXILIARIES, BEING, NEGATIONS, INFINITIVE, ADVERBS, TIMES, NARRATED, OCCASIONS, HEADLESS,
        NOUN, PARTICIPLE,
    ) = (1 << k for k in range(90, 110))  # fmt: skip


_LISTS = {
    name.lower(): getattr(En, name)
    for name in (
        "DETERMINERS", "PRONOUNS", "OBJECTIVE", "RELATIVES", "PREPOSITIONS", "CONJUNCTIONS", "SUBORDINATORS",
        "WH", "THAT", "AUXILIARIES", "BEING", "NEGATIONS", "INFINITIVE", "ADVERBS", "TIMES", "NARRATED",
        "OCCASIONS", "HEADLESS", "CORRESPONDENTS",
    )
}  # fmt: skip
_GRAMMAR = frozenset({*_LISTS, "no_adverbs", "abbreviations"})


@dataclass(frozen=True, slots=True)
class EnglishVerb:
    """A reporting verb, an adjective or a noun with what it takes.

    ``frames``: those of :data:`FRAMES`; ``prepositions``: the words that a noun phrase stands behind.
    ``particle``: the verb counts only before these words; ``noun``: its forms are as often nouns.
    """

    base: str
    frames: frozenset[str]
    prepositions: frozenset[str]
    kind: str
    stance: Stance
    particle: tuple[str, ...] = ()
    noun: bool = False

    @property
    def citation(self) -> str:
        """The verb as a dictionary gives it."""
        return " ".join((self.base, *self.particle))


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
    unowned: frozenset[str]
    verifying: Mapping[str, frozenset[str]]
    hedges: frozenset[str]
    triggers: frozenset[str]
    nouns: Mapping[str, Noun]
    according: Mapping[str, tuple[tuple[str, ...], ...]]
    declines: Mapping[str, tuple[tuple[str, ...], ...]]
    absent: Mapping[str, tuple[tuple[str, ...], ...]]
    anonymity: Mapping[str, tuple[tuple[str, ...], ...]]
    asked: Mapping[str, tuple[tuple[str, ...], ...]]
    against: Mapping[str, frozenset[str]]
    anaphora: Mapping[str, tuple[LinkType, ...]]
    unnamed: frozenset[str]
    states: frozenset[str]
    kinds: Mapping[str, int]
    token: re.Pattern[str]


class _Kinds(dict[str, int]):
    """What each word can be, worked out when it is first asked for."""

    def __init__(self, grammar: Mapping[str, list[str]], nouns: Mapping[str, Noun]) -> None:
        super().__init__()
        self._nouns = nouns
        self._no_adverbs = frozenset(map(fold, grammar["no_adverbs"]))
        self._listed: dict[str, int] = {}
        for name, bit in _LISTS.items():
            for word in map(fold, grammar[name]):
                self._listed[word] = self._listed.get(word, 0) | bit

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
        bits |= En.NOUN if word in self._nouns else 0
        closed = listed & (En.DETERMINERS | En.PREPOSITIONS | En.AUXILIARIES | En.PRONOUNS)
        if len(word) > 4 and not closed:
            bits |= En.ADVERBS if word.endswith("ly") and word not in self._no_adverbs else 0
            bits |= En.PARTICIPLE if word.endswith("ing") else 0
            bits |= En.NARRATED if word.endswith("ed") and not listed & En.NARRATED else 0
        return bits


_COMMAS, _DASHES = frozenset(",;"), frozenset("-–—―")


def _verb(entry: str, frames: str, cues: Mapping[str, Mapping[str, list[str]]]) -> EnglishVerb:
    base, *particle = entry.split()
    words = frozenset(frames.split())
    if not words:
        raise DataError(f"data/en/cues.toml: {entry!r} takes nothing: give its frames")
    kind = next((name for name, verbs in cues["kinds"].items() if entry in verbs), "say")
    noun = base in cues["nouns"]["verbs"]
    return EnglishVerb(
        base, words & FRAMES, words - FRAMES, kind, _stance(entry, cues), tuple(particle), noun
    )


def _stance(entry: str, cues: Mapping[str, Mapping[str, list[str]]]) -> Stance:
    return next((Stance(name) for name, words in cues["stance"].items() if entry in words), Stance.ASSERTS)


def _refuse_strays(cues: Mapping[str, Any]) -> None:
    """Refuse what is said of verbs that are none of the list."""
    bases = {entry.partition(" ")[0] for entry in cues["verbs"]}.union(cues["verbs"])
    said = [
        cues["irregular"],
        *(verbs for name in ("kinds", "nouns") for verbs in cues[name].values()),
        *(cues["against"][name] for name in ("verbs", "calling")),
        cues["verifying"]["verbs"],
    ]
    strays = {verb for verbs in said for verb in verbs if verb not in bases}
    bases.update(cues["adjectives"], cues["deeds"])
    strays.update(word for word in cues["unowned"]["nouns"] if word not in cues["deeds"])
    strays.update(word for words in cues["stance"].values() for word in words if word not in bases)
    if strays:
        raise DataError(f"data/en/cues.toml: not in [verbs]: {', '.join(sorted(strays))}")


def _forms(cues: Mapping[str, Any]) -> dict[str, EnglishCue]:
    """Every spelling with the verbs it can be a form of, those with a particle first."""
    found: dict[str, EnglishCue] = {}
    for entry, frames in cues["verbs"].items():
        verb = _verb(entry, frames, cues)
        for text, shape in english_forms(verb.base, cues["irregular"].get(verb.base, "").split()):
            known = found.get(text, EnglishCue((), frozenset()))
            verbs = sorted({*known.verbs, verb}, key=lambda v: (-len(v.particle), v.base, v.particle))
            found[text] = EnglishCue(tuple(verbs), known.shapes | {shape})
    return found


def _refusals(declines: Mapping[str, list[str]]) -> list[str]:
    """The phrases of refusing and of silence: ``refuses to confirm``, ``did n't respond``."""
    refusing = [form for verb in declines["refusing"] for form in english_forms(verb)]
    phrases = [f"{form.text} to {deed}" for form in refusing for deed in declines["withheld"]]
    phrases += declines["phrases"]
    return phrases + [phrase.replace(" not ", " n't ") for phrase in phrases if " not " in phrase]


def _described(name: str, cues: Mapping[str, Any]) -> dict[str, EnglishVerb]:
    """Adjectives or nouns (``deeds``) with what they take; nouns have a plural."""
    found, plural = {}, name == "deeds"
    for word, frames in cues[name].items():
        words, kind = frozenset(frames.split()), "say" if plural else "think"
        verb = EnglishVerb(word, words & FRAMES, words - FRAMES, kind, _stance(word, cues))
        found[word] = verb
        if plural:
            found[next(text for text, shape in english_forms(word) if shape == "s")] = verb
    return found


@cache
def load() -> EnglishLexicon:
    """What English needs; the same object at every call.

    Raises:
        DataError: a file is missing or wrong.
    """
    cues, sources, grammar = (read_data("en", name) for name in ("cues", "sources", "grammar"))
    if odd := sorted(grammar.keys() ^ _GRAMMAR):
        raise DataError(f"data/en/grammar.toml: missing or unknown: {', '.join(odd)}")
    _refuse_strays(cues)
    forms = _forms(cues)
    nouns = head_nouns(sources)
    adjectives, deeds = (_described(name, cues) for name in ("adjectives", "deeds"))
    according, anonymity = (by_first(cues[name]["phrases"]) for name in ("according", "anonymity"))
    asked = by_first(cues["anonymity"]["asked"])
    declines, absent = by_first(_refusals(cues["declines"])), by_first(cues["declines"]["absent"])
    seeming = (form for verb in cues["hedges"]["verbs"] for form in english_forms(verb))
    hedges = frozenset(cues["hedges"]["adverbs"]).union(f.text for f in seeming if f.shape != "ing")
    return EnglishLexicon(
        cues=forms,
        hedges=hedges,
        triggers=frozenset(":-–—―").union(forms, adjectives, deeds, hedges, according, declines, absent),
        nouns=nouns,
        adjectives=adjectives,
        deeds=deeds,
        verifying={name: frozenset(words) for name, words in cues["verifying"].items()},
        unowned=frozenset(cues["unowned"]["nouns"]),
        according=according,
        declines=declines,
        absent=absent,
        anonymity=anonymity,
        asked=asked,
        against={name: frozenset(words) for name, words in cues["against"].items()},
        anaphora={fold(k): tuple(map(LinkType, v)) for k, v in sources["anaphora"].items()},
        unnamed=frozenset(fold(w) for words in sources["unnamed"].values() for w in words),
        states=frozenset(map(fold, sources["states"]["names"])),
        kinds=_Kinds(grammar, nouns),
        token=_token(grammar["abbreviations"]),
    )


# ------------------------------------------------------------------------------------------ cutting

_OPENS = r"\s+(?-i:He|She|The|It|They|But|And|In|We|I|This|That)\b"
"""What opens a sentence for certain: a stop before it is a full stop."""


def _token(abbreviations: list[str]) -> re.Pattern[str]:
    """What an English word or mark is; abbreviations count as they are spelt: ``Ill.``, not ``ill.``."""
    return re.compile(
        rf"(?:[A-Za-z]\.)+[A-Za-z](?=\.{_OPENS})"
        r"|(?:[A-Za-z]\.){2,}"  # U.S.
        rf"|\b(?:\w+-)?(?-i:{'|'.join(map(re.escape, abbreviations))})\.(?!\s*$|{_OPENS})"
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
    matches = list(load().token.finditer(text))
    words = [_MARKS.get(m[0]) or fold(m[0]).replace("’", "'") or m[0] for m in matches]
    plain = [i for i, word in enumerate(words) if word[0].isalnum()]
    return Tokens.of(text, Cut(words, [m.start() for m in matches], [m.end() for m in matches], plain))
