"""The reporting words of a language, loaded from its TOML files and folded.

``load(language)`` reads ``data/<language>/{cues,sources,grammar}.toml`` once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from rasd.errors import DataError
from rasd.lang import inflect
from rasd.lang.normalize import fold
from rasd.model import LinkType, Stance

FRAMES = frozenset({"that", "quote", "bare", "obj", "blame", "عن", "الي", "علي", "ب", "من", "ل", "في"})
KINDS = frozenset({"say", "think", "relay", "show"})
_NEEDED = frozenset({"past", "present", "frames"})
_OPTIONAL = frozenset({"participle", "masdar", "jussive", "kind", "stance", "ambiguous", "exact", "unlike"})


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb: what it takes (``frames``), its kind, its stance, whether it has another reading
    (``ambiguous``) or counts only with its hamza written (``exact``)."""

    past: str
    kind: str
    stance: Stance
    frames: frozenset[str]
    ambiguous: bool
    exact: bool


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

    ``triggers`` are the words at which an attribution may be found; ``marked`` those that mean something
    in the walk behind a cue (any other word can only be part of a name).
    """

    language: str
    cues: Mapping[str, CueForm]
    nouns: Mapping[str, Noun]
    according: Mapping[str, tuple[tuple[str, ...], ...]]
    clauses: frozenset[str]
    own_voice: Mapping[str, tuple[tuple[str, ...], ...]]
    declines: Mapping[str, tuple[tuple[str, ...], ...]]
    indefinite: frozenset[str]
    issued: frozenset[str]
    states: frozenset[tuple[str, ...]]
    anaphora: Mapping[str, tuple[LinkType, ...]]
    grammar: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]]
    triggers: frozenset[str]
    marked: frozenset[str]

    def words(self, name: str) -> frozenset[str]:
        """The word list ``name`` of grammar.toml."""
        return self.grammar[name]


def _read(language: str, name: str) -> dict[str, Any]:
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
    )


def _cue_forms(entries: list[dict[str, Any]]) -> dict[str, CueForm]:
    forms: dict[str, CueForm] = {}
    for entry in entries:
        verb = _verb(entry)
        if not verb.frames:
            continue
        generated = [*inflect.verb_forms(entry["past"], entry["present"], entry.get("jussive", ""))]
        if entry.get("participle"):
            generated += inflect.participle_forms(entry["participle"])
        if entry.get("masdar"):
            generated += inflect.masdar_forms(entry["masdar"])
        unlike = frozenset(fold(word) for word in entry.get("unlike", ()))
        for form in generated:
            if form.text in unlike:
                continue
            # The first entry keeps a spelling that two verbs share; a plain form beats one with a pronoun.
            known = forms.get(form.text)
            if known is None or (known.suffixed and not form.suffixed):
                forms[form.text] = CueForm(verb, form.shape, form.agreement, form.joined, form.suffixed)
    return forms


def _phrase(text: str) -> tuple[str, ...]:
    return tuple(fold(text).split())


def _by_first(phrases: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for text in phrases:
        words = _phrase(text)
        table.setdefault(words[0], []).append(words)
    return {k: tuple(sorted(v, key=len, reverse=True)) for k, v in table.items()}


def _nouns(data: dict[str, Any]) -> dict[str, Noun]:
    nouns: dict[str, Noun] = {}
    for kind in LinkType:
        for agreement, words in data.get(kind, {}).items():
            for word in words:
                nouns.setdefault(fold(word), Noun(kind, agreement))
    return nouns


@cache
def load(language: str) -> Lexicon:
    """The lexicon of ``language``; the same object at every call.

    Raises:
        DataError: there are no data for that language, or a file is wrong.
    """
    cues, sources, grammar = (_read(language, name) for name in ("cues", "sources", "grammar"))
    multi = {k: [w for w in v if " " in w] for k, v in grammar.items()}
    forms = _cue_forms(cues["verbs"])
    according = _by_first(cues["according"]["phrases"])
    clauses = frozenset(fold(w) for w in cues["according"]["that"])
    lists = {k: frozenset(fold(w) for w in v if " " not in w) for k, v in grammar.items()}
    return Lexicon(
        language=language,
        cues=forms,
        nouns=_nouns(sources),
        according=according,
        clauses=clauses,
        own_voice=_by_first(cues["according"]["own_voice"]),
        declines={k: tuple(_phrase(p) for p in v) for k, v in cues["declines"].items()},
        indefinite=frozenset(fold(w) for words in sources["unnamed"].values() for w in words),
        issued=frozenset(fold(w) for w in sources["issued"]["words"]),
        states=frozenset(_phrase(n) for n in sources["states"]["names"]),
        anaphora={fold(k): tuple(LinkType(t) for t in v) for k, v in sources["anaphora"].items()},
        grammar=lists,
        phrases={k: _by_first(v) for k, v in multi.items()},
        triggers=frozenset(forms).union(according, clauses, lists["refusing"]),
        marked=frozenset(forms).union(*lists.values()),
    )
