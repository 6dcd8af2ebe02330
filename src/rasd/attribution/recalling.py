"""What every language's resolver does, whatever its words: keep the parties of a page, the last one last."""

from __future__ import annotations

from abc import ABC, abstractmethod
from itertools import islice

from rasd.attribution.draft import Part
from rasd.attribution.entities import Entity, Kind
from rasd.attribution.scan import Page
from rasd.model import Evidence, LinkType

_RECENT = 60  # parties among which one is looked for


class Recalling(ABC):
    """Keeps the parties of one page and finds the one that a mention means."""

    UNHEADED = ""
    """The rule of a kind that only the absence of a noun tells: what passes on others' words is a medium."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.words, self.kinds = page.words, page.kinds
        self._entities: dict[int, Entity] = {}  # by identity, the one mentioned last at the end

    def resolve(self, part: Part, agreement: str = "", relays: bool = False) -> tuple[Entity, Evidence]:
        """The party that ``part`` means, and why; ``relays``: it passes on what others said.

        ``agreement`` is left out: the verbs of these languages tell no gender.
        """
        part = self._meant(part)
        entity, rule = self._pronoun(part) if part.end - part.begin == 1 else (None, "")
        if entity is None:
            kind = self.kind(part)
            if relays and kind.rule == self.UNHEADED:
                kind = kind._replace(type=LinkType.OUTLET, rule="relays-so-medium")
            entity, rule = self._mention(part, kind)
        entity.last = part.begin
        self._entities.pop(id(entity), None)
        self._entities[id(entity)] = entity
        span = part.span(self.page)
        values = (("mention", span.of(self.page.text)), ("means", entity.span.of(self.page.text)))
        return entity, Evidence(rule, span, values=values)

    def recent(self) -> list[Entity]:
        """The parties mentioned last, the last one first."""
        return list(islice(reversed(self._entities.values()), _RECENT))

    def again(self, kind: Kind) -> Entity | None:
        """The known party of that kind, where it was met before."""
        same = (e for e in self.recent() if e.kind.party and kind.party and e.kind.party.id == kind.party.id)
        return next(same, None)

    def of_types(self, types: tuple[LinkType, ...]) -> Entity | None:
        """The last party of the first of the types that there is one of."""
        found = (entity for wanted in types for entity in self.recent() if entity.kind.type is wanted)
        return next(found, None)

    @abstractmethod
    def kind(self, part: Part) -> Kind:
        """The kind of the party that ``part`` names."""

    @abstractmethod
    def _meant(self, part: Part) -> Part:
        """The mention without what only points at it: its document, its relative pronoun."""

    @abstractmethod
    def _pronoun(self, part: Part) -> tuple[Entity | None, str]:
        """The party that a single word stands for, and the rule; nothing where it is no pronoun."""

    @abstractmethod
    def _mention(self, part: Part, kind: Kind) -> tuple[Entity, str]:
        """The earlier party of that name, by the first rule that finds one; else a new one."""
