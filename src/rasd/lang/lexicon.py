"""The reporting words of a language, loaded from its TOML files and folded.

``load(language)`` reads ``data/<language>/{cues,sources,grammar}.toml`` once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from rasd.errors import DataError
from rasd.lang import arabic, inflect
from rasd.lang.flags import LISTS, Is
from rasd.lang.normalize import fold
from rasd.model import LinkType, Stance

FRAMES = frozenset({"that", "quote", "bare", "obj", "blame", "عن", "الي", "علي", "ب", "من", "ل", "في"})
KINDS = frozenset({"say", "think", "relay", "show"})
_NEEDED = frozenset({"past", "present", "frames"})
_OPTIONAL = frozenset(
    {
        "never",
        "participle",
        "masdar",
        "jussive",
        "kind",
        "stance",
        "ambiguous",
        "exact",
        "firm",
        "whole",
        "opening",
        "unlike",
        "objects",
        "passive",
        "by",
        "idle",
    }
)
_OWNER = {"ه": "m", "ا": "f", "م": "p"}  # by the last letter of "بقوله", "بقولها", "بقولهم"


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb: what it takes (``frames``), its kind, its stance, whether it has another reading
    (``ambiguous``; ``firm``: not with its preposition) or counts only with its hamza written (``exact``);
    ``whole``: what is said begins with the one described. ``opening`` are spellings that are the verb only
    where a clause opens, elsewhere a noun; ``never`` are those, unfolded, of another word. ``objects``, where
    given, are all that it announces. ``passive``: with a subject and no object the form is the passive.
    ``idle``: words that it takes along and that say nothing."""

    past: str
    kind: str
    stance: Stance
    frames: frozenset[str]
    ambiguous: bool
    exact: bool
    firm: bool = False
    whole: bool = False
    opening: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    passive: bool = False
    idle: frozenset[str] = frozenset()


class CueForm(NamedTuple):
    """A spelling of a verb: see :class:`rasd.lang.inflect.Form`."""

    verb: Verb
    shape: str
    agreement: str
    joined: bool
    suffixed: bool


class Noun(NamedTuple):
    """A head noun of sources: the type of party and its agreement."""

    type: LinkType
    agreement: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All reporting words of one language, folded. Word lists of ``grammar`` are reached by :meth:`words`.

    ``doubled`` are the spellings that count with a shadda only. ``kinds`` gives for every word what it can
    be (bits of :class:`rasd.lang.flags.Is`). ``governs``: nouns to whose phrase a preposition belongs
    ("المسؤولين عن").
    """

    language: str
    cues: Mapping[str, CueForm]
    doubled: Mapping[str, CueForm]
    nouns: Mapping[str, Noun]
    according: Mapping[str, tuple[tuple[str, ...], ...]]
    clauses: Mapping[str, tuple[tuple[str, ...], ...]]
    likened: frozenset[str]
    beliefs: frozenset[str]
    own_voice: Mapping[str, tuple[tuple[str, ...], ...]]
    declines: Mapping[str, tuple[tuple[str, ...], ...]]
    indefinite: frozenset[str]
    double: frozenset[str]
    issued: frozenset[str]
    states: frozenset[tuple[str, ...]]
    anaphora: Mapping[str, tuple[LinkType, ...]]
    narrower: Mapping[str, tuple[str, ...]]
    aliases: Mapping[str, tuple[tuple[str, ...], ...]]
    grammar: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]]
    governs: Mapping[str, frozenset[str]]
    kinds: Mapping[str, int]

    def words(self, name: str) -> frozenset[str]:
        """The word list ``name`` of grammar.toml."""
        return self.grammar[name]


_REMEMBERED = 1 << 17  # words; a corpus has few more that matter
_COMMAS = frozenset("،,؛;")
_OWNED = ("ها", "هم", "ه")
_DASHES = frozenset("-–—")
_TYPES = {
    LinkType.PERSON: Is.PERSON, LinkType.ORGANISATION: Is.BODY, LinkType.AGENCY: Is.MEDIUM,
    LinkType.OUTLET: Is.MEDIUM, LinkType.SOCIAL: Is.MEDIUM, LinkType.UNNAMED: Is.UNNAMED,
    LinkType.DOCUMENT: Is.DOCUMENT,
}  # fmt: skip


class _Kinds(dict[str, int]):
    """What each word can be, worked out when it is first asked for."""

    def __init__(
        self,
        lists: Mapping[str, frozenset[str]],
        cues: Mapping[str, CueForm],
        nouns: Mapping[str, Noun],
        indefinite: frozenset[str],
        firsts: Mapping[int, frozenset[str]],
    ) -> None:
        super().__init__()
        self._cues, self._nouns, self._indefinite = cues, nouns, indefinite
        self._listed: dict[str, int] = {}
        self._numbers: dict[int, int] = {}
        for name in LISTS:
            for word in lists[name]:
                self._listed[word] = self._listed.get(word, 0) | getattr(Is, name.upper())
        for bit, words in firsts.items():
            for word in words:
                self._listed[word] = self._listed.get(word, 0) | bit

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        bits = self._listed.get(word, 0) | self._of_mark(word)
        if bits & Is.WORD:
            bits |= self._of_form(word) | self._of_shape(word)
        # Words of one kind share one number: a text then touches few places of the memory.
        bits = self[word] = self._numbers.setdefault(bits, bits)
        return bits

    @staticmethod
    def _of_mark(word: str) -> int:
        if word[:1].isalnum() or word[:1] == "_":
            return Is.WORD | (Is.DIGIT if word.isdigit() else 0)
        return (Is.COMMA if word in _COMMAS else 0) | (Is.DASH if word in _DASHES else 0)

    def _of_form(self, word: str) -> int:
        form = self._cues.get(word)
        if form is None:
            return 0
        shape = {"verb": Is.VERB, "participle": Is.PARTICIPLE, "masdar": Is.MASDAR}[form.shape]
        return (
            shape
            | (Is.AMBIGUOUS if form.verb.ambiguous else 0)
            | (Is.JOINED if form.joined else 0)
            | (Is.SUFFIXED if form.suffixed else 0)
        )

    def _of_shape(self, word: str) -> int:
        bits = Is.ARTICLE if arabic.has_article(word) else 0
        known = arabic.known_as(word, self._nouns)
        stem = word[2:] if bits else word
        if known:
            unnamed = Is.UNNAMED if known in self._indefinite and not bits else 0
            owned = Is.OWNED if arabic.owned(word) else 0
            return bits | Is.NOUN | _TYPES[self._nouns[known].type] | unnamed | owned
        if self._listed.get(word, 0) & Is.ACTS:
            return bits | Is.FINITE
        if self._listed.get(stem, 0) & Is.NOT_VERBAL:
            return bits
        # An indefinite accusative ends in alef: تراجعا.
        shapes = (stem, stem[:-1]) if stem[-1:] == "ا" and not bits else (stem,)
        listed = any(self._listed.get(each, 0) & Is.OBJECT_HEADS for each in shapes)
        bits |= Is.VERBAL if listed or any(map(arabic.verbal_noun, shapes)) else 0
        bits |= Is.OWNED if arabic.owned(word) else 0
        bits |= Is.FINITE if arabic.finite(word) else 0
        bits |= Is.ADJECTIVE if arabic.adjectival(word) else 0
        if word.endswith(_OWNED):
            for tail in _OWNED:  # "في مقالها"
                if word.endswith(tail):
                    bits |= self._listed.get(word[: -len(tail)], 0) & Is.SAID_IN
        rest = word[1:]
        joined = word[0] == "و" and (arabic.has_article(rest) or arabic.known_as(rest, self._nouns))
        return bits | (Is.CONJOINED if joined else 0)


def read_data(language: str, name: str) -> dict[str, Any]:
    """The table ``data/<language>/<name>.toml``.

    Raises:
        DataError: it is missing, or is no TOML.
    """
    path = resources.files("rasd.lang") / "data" / language / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DataError(f"no {name}.toml for language {language!r} at {path}") from error
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path}: {error}") from error


def _verb(entry: dict[str, Any]) -> Verb:
    past = entry.get("past")
    odd = sorted((_NEEDED - entry.keys()) | (entry.keys() - _NEEDED - _OPTIONAL))
    if odd:
        raise DataError(f"verb {past!r}: missing or unknown: {', '.join(odd)}")
    frames = frozenset(fold(f) for f in entry["frames"])
    kind, stance = entry.get("kind", "say"), entry.get("stance", "asserts")
    if not frames <= FRAMES or kind not in KINDS or stance not in set(Stance):
        raise DataError(
            f"verb {past!r}: unknown frame, kind or stance in {sorted(frames)}, {kind!r}, {stance!r}"
        )
    return Verb(
        entry["past"],
        kind,
        Stance(stance),
        frames,
        bool(entry.get("ambiguous", False)),
        bool(entry.get("exact", False)),
        bool(entry.get("firm", False)),
        bool(entry.get("whole", False)),
        frozenset(fold(word) for word in entry.get("opening", ())),
        frozenset(entry.get("never", ())),
        frozenset(fold(word) for word in entry.get("objects", ())),
        bool(entry.get("passive", False)),
        frozenset(fold(word) for word in entry.get("idle", ())),
    )


def _cue_forms(entries: list[dict[str, Any]], doubled: bool = False) -> dict[str, CueForm]:
    """The spellings of the verbs; ``doubled``: those that are theirs only with a shadda written ("عبّر")."""
    forms: dict[str, CueForm] = {}
    for entry in entries:
        # With its shadda written a verb has no other reading.
        verb = _verb({**entry, "ambiguous": False} if doubled else entry)
        if not verb.frames:
            continue
        generated = [*inflect.verb_forms(entry["past"], entry["present"], entry.get("jussive", ""))]
        if entry.get("participle"):
            generated += inflect.participle_forms(entry["participle"])
        if entry.get("masdar"):
            generated += inflect.masdar_forms(entry["masdar"])
        for word in entry.get("by", ()):
            generated.append(inflect.Form(word, "participle", _OWNER.get(word[-1], ""), False, False))
        unlike = frozenset(fold(word) for word in entry.get("unlike", ()))
        for form in generated:
            if (form.text in unlike) is not doubled or (doubled and form.shape != "verb"):
                continue
            # The first entry keeps a spelling that two verbs share; a plain form beats one with a pronoun.
            known = forms.get(form.text)
            if known is None or (known.suffixed and not form.suffixed):
                forms[form.text] = CueForm(verb, form.shape, form.agreement, form.joined, form.suffixed)
    return forms


def _phrase(text: str) -> tuple[str, ...]:
    return tuple(fold(text).split())


def by_first(
    phrases: Iterable[str], folded: Callable[[str], str] = fold
) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases as folded words, by their first word, longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for text in phrases:
        words = tuple(folded(text).split())
        table.setdefault(words[0], []).append(words)
    return {k: tuple(sorted(v, key=len, reverse=True)) for k, v in table.items()}


def head_nouns(sources: Mapping[str, Any], folded: Callable[[str], str] = fold) -> dict[str, Noun]:
    """The head nouns of ``sources.toml``, folded; ``any``: a noun that tells no agreement."""
    nouns: dict[str, Noun] = {}
    for kind in LinkType:
        for agreement, words in sources.get(kind, {}).items():
            for word in words:
                nouns.setdefault(folded(word), Noun(kind, "" if agreement == "any" else agreement))
    return nouns


@cache
def load(language: str) -> Lexicon:
    """The lexicon of ``language``; the same object at every call.

    Raises:
        DataError: there are no data for that language, or a file is wrong.
    """
    cues, sources, grammar = (read_data(language, name) for name in ("cues", "sources", "grammar"))
    multi = {k: [w for w in v if " " in w] for k, v in grammar.items()}
    forms = _cue_forms(cues["verbs"])
    doubled = _cue_forms(cues["verbs"], doubled=True)
    according = by_first(cues["according"]["phrases"])
    clauses = by_first(cues["according"]["that"])
    lists = {k: frozenset(fold(w) for w in v if " " not in w) for k, v in grammar.items()}
    lists["acts"] |= {form for verb in lists["acts_now"] for form in arabic.present_and_future(verb)}
    if missing := sorted(set(LISTS) - lists.keys()):
        raise DataError(f"data/{language}/grammar.toml: missing: {', '.join(missing)}")
    nouns = head_nouns(sources)
    indefinite = frozenset(fold(w) for words in sources["unnamed"].values() for w in words)
    own_voice = by_first(cues["according"]["own_voice"])
    phrases = {k: by_first(v) for k, v in multi.items()}
    return Lexicon(
        language=language,
        cues=forms,
        doubled=doubled,
        nouns=nouns,
        according=according,
        clauses=clauses,
        likened=frozenset(cues["according"]["likened"]),
        beliefs=frozenset(cues["beliefs"]["verbs"]),
        own_voice=own_voice,
        declines={k: tuple(_phrase(p) for p in v) for k, v in cues["declines"].items()},
        indefinite=indefinite,
        double=frozenset(fold(w) for w in sources["double"]["words"]),
        issued=frozenset(fold(w) for w in sources["issued"]["words"]),
        states=frozenset(_phrase(n) for n in sources["states"]["names"]),
        anaphora={fold(k): tuple(LinkType(t) for t in v) for k, v in sources["anaphora"].items()},
        narrower={fold(k): tuple(map(fold, v)) for k, v in sources["narrower"].items()},
        aliases={fold(k): tuple(map(_phrase, v)) for k, v in sources.get("aliases", {}).items()},
        grammar=lists,
        phrases=phrases,
        governs={fold(k): frozenset(fold(w) for w in v) for k, v in sources.get("governs", {}).items()},
        kinds=_Kinds(
            lists,
            forms,
            nouns,
            indefinite,
            {
                Is.TRIGGER: frozenset(forms).union(
                    doubled, according, clauses, lists["refusing"], lists["came"], (":",)
                ),
                Is.PHRASAL: frozenset().union(
                    clauses, according, own_voice, phrases["gloss"], phrases["gloss_of_nouns"]
                ),
                Is.STATE: frozenset(_phrase(name)[0] for name in sources["states"]["names"]),
            },
        ),
    )
