"""What an editor chooses from: the origins of a claim, and the parties that were counted as one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rasd.export.phrases import PARTY, Words
from rasd.export.view import party_name
from rasd.export.visible import shortened
from rasd.model import Claim, Origin

_LONGEST = 70
"""Characters of a line to choose."""

Choice = tuple[str, str]
"""A key that a judgement may name, and the words that it is chosen by."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Of a claim: ``whole`` has one key an origin, ``parts`` every key, the first two of one origin first
    where any has two."""

    whole: tuple[Choice, ...]
    parts: tuple[Choice, ...]


def choices_of(claim: Claim, names: Mapping[str, str], words: Words) -> Choices:
    """What may be decided of a claim's origins; ``names`` are those of the articles, by their ids."""
    origins = [origin for origin in claim.standing.origins if origin.keys]
    whole = tuple((origin.keys[0], _line(origin, origin.name, words)) for origin in origins)
    parts = [
        (key, _line(origin, _named(key, origin, names, words), words))
        for origin in sorted(origins, key=lambda one: -min(len(one.keys), 2))
        for key in origin.keys
    ]
    return Choices(whole, tuple(parts))


def _line(origin: Origin, name: str, words: Words) -> str:
    return shortened(f"{words.figures(origin.label)}. {name}", _LONGEST)


def _named(key: str, origin: Origin, names: Mapping[str, str], words: Words) -> str:
    """A key in words: a party's name; who spoke without one in which article; an article's outlet."""
    kind, _, rest = key.partition(":")
    if kind == "source":
        return party_name(rest, words.direction) if rest.startswith(PARTY) else rest
    if kind == "unnamed":
        who, _, article = rest.rpartition(" @ ")
        return f"{who.partition(' @ ')[0]} ({names.get(article, article)})"
    return names.get(rest, "") or origin.name
