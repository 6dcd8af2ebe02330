"""The parties of one article, as the ladder hands them on: what kind each is, and its fullest name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from rasd.lang.normalize import fold
from rasd.lang.parties import Party
from rasd.model import Link, LinkType, Span


class Kind(NamedTuple):
    """A party's type, its head noun (folded, bare), its agreement, the known party, the rule that said so."""

    type: LinkType
    head: str
    agreement: str
    party: Party | None
    rule: str


@dataclass(slots=True)
class Entity:
    """A party of this article: the fullest name met so far, and what is known of it."""

    kind: Kind
    span: Span
    words: frozenset[str]
    agreement: str
    last: int
    description: str = ""
    via: tuple[Entity, ...] = field(default_factory=tuple)

    def link(self, text: str) -> Link:
        """The entity as a link of a chain."""
        name = self.span.of(text).strip(" ،,")
        if name.startswith("لل"):
            name = "ال" + name[2:]
        if self.kind.party is not None:
            key = f"party:{self.kind.party.id}"
        else:
            key = " ".join(w for w in fold(name).replace("_", " ").split() if w.isalnum())
        return Link(name, self.kind.type, self.span, self.description, key)
