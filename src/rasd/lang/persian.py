"""What Persian words can be, the forms of its reporting verbs, and how a Persian text is cut into words.

``load()`` reads ``data/fa/{cues,sources,grammar}.toml`` once. Spellings differ in the joiner alone
("می‌گوید", "میگوید", "می گوید"): words are compared without it, and a prefix that stands apart is joined.
Forms of verbs: G. Lazard, A Grammar of Contemporary Persian (1992).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from rasd.errors import DataError
from rasd.lang.flags import Is
from rasd.lang.lexicon import Noun, by_first, head_nouns, read_data
from rasd.lang.normalize import fold
from rasd.lang.tokens import Cut, Tokens
from rasd.model import LinkType, Stance

_JOINER = "\u200c"
_REMEMBERED = 1 << 17
_PAST_ENDINGS = ("", "م", "ی", "یم", "ید", "ند")
_PRESENT_ENDINGS = ("م", "ی", "د", "یم", "ید", "ند")
_PERFECT_ENDINGS = ("", "ام", "ای", "است", "ایم", "اید", "اند")
_COPULA = ("م", "ام", "یم", "ایم", "ید", "اید", "ند", "اند")
_BE = ("است", "بود", "هست", "هستند", "بودند", "هستم", "هستیم", "بودم", "بوده")
_APART = frozenset({"مي", "نمي"})


class Fa:
    """What a Persian word can be, as bits of one number; the first are those of every language."""

    WORD, COMMA, DASH, DIGIT = Is.WORD, Is.COMMA, Is.DASH, Is.DIGIT
    (
        THAT, OBJECT_MARK, OBJECTS, PRONOUNS, DEMONSTRATIVES, PREPOSITIONS, CONJUNCTIONS, SUBORDINATORS,
        ADVERBS, TIMES, OCCASIONS, COPULAS, CORRESPONDENTS, NOUN, SIMPLE, LIGHT,
    ) = (1 << k for k in range(90, 106))  # fmt: skip


_LISTS = {
    name.lower(): getattr(Fa, name)
    for name in (
        "THAT", "OBJECT_MARK", "OBJECTS", "PRONOUNS", "DEMONSTRATIVES", "PREPOSITIONS", "CONJUNCTIONS",
        "SUBORDINATORS", "ADVERBS", "TIMES", "OCCASIONS", "COPULAS", "CORRESPONDENTS",
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersianVerb:
    """A reporting verb as a dictionary gives it, what it takes (``frames``), its kind and stance."""

    citation: str
    frames: frozenset[str]
    kind: str
    stance: Stance


class VerbForm(NamedTuple):
    """A spelling of a verb, by its past stem: whether it is negated, and whether it is a perfect."""

    stem: str
    negated: bool
    perfect: bool


@dataclass(frozen=True, slots=True)
class PersianLexicon:
    """All that reading attributions in Persian needs, folded and without joiners.

    ``compounds`` gives, for the past stem of a light verb, the words that stand before it, longest first;
    ``unable`` are the forms of "could not"; ``light_nouns`` the one word before "to do" that takes an
    object, and so has a passive with "to become".
    """

    simple: Mapping[str, tuple[PersianVerb, VerbForm]]
    light: Mapping[str, VerbForm]
    compounds: Mapping[str, tuple[tuple[tuple[str, ...], PersianVerb], ...]]
    light_nouns: Mapping[str, PersianVerb]
    nouns: Mapping[str, Noun]
    according: Mapping[str, tuple[tuple[str, ...], ...]]
    relaying: frozenset[tuple[str, ...]]
    declines: Mapping[str, tuple[tuple[str, ...], ...]]
    withheld: Mapping[str, tuple[tuple[str, ...], ...]]
    withholding: Mapping[str, tuple[tuple[str, ...], ...]]
    unable: frozenset[str]
    anaphora: Mapping[str, tuple[LinkType, ...]]
    unnamed: frozenset[str]
    states: frozenset[str]
    kinds: Mapping[str, int]


def plain(text: str) -> str:
    """The word folded, without joiners."""
    return fold(text).replace(_JOINER, "")


def verb_forms(past: str, present: str) -> Iterator[tuple[str, bool, bool]]:
    """The forms of a verb from its two stems: spelling (with no joiner), negated, perfect."""
    stem = present + "ی" if present[-1:] in ("ا", "و") else present
    for negation in ("", "ن"):
        for ending in _PAST_ENDINGS:
            yield negation + past + ending, bool(negation), False
            yield negation + "می" + past + ending, bool(negation), False
        for ending in _PRESENT_ENDINGS:
            yield negation + "می" + stem + ending, bool(negation), False
            yield ("ن" if negation else "ب") + stem + ending, bool(negation), False
        for ending in _PERFECT_ENDINGS:
            yield negation + past + "ه" + ending, bool(negation), True
    if present == "دار":  # "to have" takes no prefix
        for ending in _PRESENT_ENDINGS:
            yield present + ending, False, False
            yield "ن" + present + ending, True, False


class _Kinds(dict[str, int]):
    """What each word can be, worked out when it is first asked for."""

    def __init__(self, listed: Mapping[str, int]) -> None:
        super().__init__()
        self._listed = listed

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        bits = self._listed.get(word, 0)
        if word[:1].isalnum():
            bits |= Fa.WORD | (Fa.DIGIT if word.isdigit() else 0)
        else:
            bits |= (Fa.COMMA if word in "،,؛;" else 0) | (Fa.DASH if word in "-–—" else 0)
        self[word] = bits
        return bits


def _verb(entry: Mapping[str, Any], citation: str) -> PersianVerb:
    return PersianVerb(
        citation,
        frozenset(plain(frame) if not frame.isascii() else frame for frame in entry["frames"]),
        entry.get("kind", "say"),
        Stance(entry.get("stance", "asserts")),
    )


def _simple(cues: Mapping[str, Any]) -> dict[str, tuple[PersianVerb, VerbForm]]:
    """Verbs of one word; with them the adjectives that the copula is written onto ("معتقدند")."""
    found: dict[str, tuple[PersianVerb, VerbForm]] = {}
    for entry in cues["compound"]:
        if "است" in entry["light"] and " " not in entry["noun"]:
            for ending in _COPULA:
                form = VerbForm("است", False, False)
                found[plain(entry["noun"] + ending)] = _verb(entry, f"{entry['noun']} است"), form
    for entry in cues["simple"]:
        verb = _verb(entry, entry["past"])
        for text, negated, perfect in verb_forms(entry["past"], entry["present"]):
            found.setdefault(plain(text), (verb, VerbForm(plain(entry["past"]), negated, perfect)))
    return found


def _light(stems: Mapping[str, str]) -> dict[str, VerbForm]:
    found = {plain(text): VerbForm("است", False, False) for text in _BE} | {
        "نيست": VerbForm("است", True, False), "نبود": VerbForm("است", True, False)
    }  # fmt: skip
    for past, present in stems.items():
        for text, negated, perfect in verb_forms(past, present):
            found.setdefault(plain(text), VerbForm(plain(past), negated, perfect))
    return found


def _compounds(
    entries: Iterable[Mapping[str, Any]],
) -> dict[str, tuple[tuple[tuple[str, ...], PersianVerb], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], PersianVerb]]] = {}
    for entry in entries:
        words = tuple(map(plain, entry["noun"].split()))
        for light in entry["light"]:
            stem = "است" if light in ("است", "بود") else "داشت" if light == "دارد" else light
            verb = _verb(entry, f"{entry['noun']} {light}")
            found.setdefault(plain(stem), []).append((words, verb))
    return {stem: tuple(sorted(verbs, key=lambda each: -len(each[0]))) for stem, verbs in found.items()}


def _transitive(words: tuple[str, ...], verb: PersianVerb) -> bool:
    """Whether the verb has a passive: ``تأیید شد``."""
    return len(words) == 1 and "object" in verb.frames


def _withholding(verbs: Mapping[str, str], stems: Mapping[str, str]) -> list[str]:
    """The forms of the verbs of refusing that are not negated: ``خودداری می‌کند``."""
    found = []
    for noun, light in verbs.items():
        forms = verb_forms(light, stems[light]) if light else [("", False, False)]
        found += [f"{noun} {text}".strip() for text, negated, _ in forms if not negated]
    return found


@cache
def load() -> PersianLexicon:
    """What Persian needs; the same object at every call.

    Raises:
        DataError: a file is missing or wrong.
    """
    cues, sources, grammar = (read_data("fa", name) for name in ("cues", "sources", "grammar"))
    if odd := sorted(grammar.keys() ^ _LISTS.keys()):
        raise DataError(f"data/fa/grammar.toml: missing or unknown: {', '.join(odd)}")
    nouns = head_nouns(sources, plain)
    simple, light = _simple(cues), _light(cues["light"])
    compounds = _compounds(cues["compound"])
    listed: dict[str, int] = {}
    groups: list[tuple[int, Iterable[str]]] = [
        (Fa.NOUN, nouns),
        (Fa.SIMPLE, simple),
        (Fa.LIGHT, light),
        *((bit, map(plain, grammar[name])) for name, bit in _LISTS.items()),
    ]
    for bit, words in groups:
        for word in words:
            listed[word] = listed.get(word, 0) | bit
    return PersianLexicon(
        simple=simple,
        light=light,
        compounds=compounds,
        light_nouns={words[0]: verb for words, verb in compounds["كرد"] if _transitive(words, verb)},
        nouns=nouns,
        according=by_first(cues["according"]["phrases"], plain),
        relaying=frozenset(tuple(map(plain, text.split())) for text in cues["according"]["relaying"]),
        declines=by_first(cues["declines"]["phrases"], plain),
        withheld=by_first([f"از {deed}" for deed in cues["declines"]["withheld"]], plain),
        withholding=by_first(_withholding(cues["declines"]["withholding"], cues["light"]), plain),
        unable=frozenset(plain(text) for text, negated, _ in verb_forms("توانست", "توان") if negated),
        anaphora={plain(k): tuple(map(LinkType, v)) for k, v in sources["anaphora"].items()},
        unnamed=frozenset(map(plain, sources["unnamed"]["any"])),
        states=frozenset(map(plain, sources["states"]["names"])),
        kinds=_Kinds(listed),
    )


def cut(tokens: Tokens) -> Tokens:
    """The same text with words compared without joiners, and a verb's prefix that stands apart joined."""
    known = load()
    kept: list[tuple[str, int, int]] = []
    for raw, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        word = raw.replace(_JOINER, "") or raw
        before, begin, _ = kept[-1] if kept else ("", 0, 0)
        joined = before + word if before in _APART else ""
        if joined in known.simple or joined in known.light:
            kept[-1] = joined, begin, end
        else:
            kept.append((word, start, end))
    words = [word for word, _, _ in kept]
    plain_words = [i for i, word in enumerate(words) if word[0].isalnum()]
    spans = [start for _, start, _ in kept], [end for _, _, end in kept]
    return Tokens.of(tokens.text, Cut(words, *spans, plain_words))
