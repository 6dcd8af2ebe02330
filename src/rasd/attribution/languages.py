"""What a language gives to the ladder: everything else about attributions knows no language.

A language is a function from an article's text, cut by Rasd's own tokeniser, with the known parties and
the dates found in it, to a :class:`Reading`. It stands in :data:`LANGUAGES`; its words are data.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from rasd.attribution.draft import Draft, Part
from rasd.attribution.entities import Entity
from rasd.attribution.scan import Page
from rasd.doors import open_door
from rasd.lang.parties import Mention
from rasd.lang.tokens import Tokens
from rasd.model import ContentKind, Evidence, TimeMention


class Reading(Protocol):
    """One article, read in its language. Token indexes are those of ``page``."""

    page: Page

    def drafts(self) -> list[Draft]:
        """Every reporting word with its source and content, not yet resolved, nearly in text order."""

    def resolve(self, part: Part, agreement: str = "", relays: bool = False) -> tuple[Entity, Evidence]:
        """The party that a mention means, and why. Asked in text order.

        ``agreement`` is what the verb says of its subject; ``relays``: the party passes on what others said.
        """

    def content_kind(self, content: tuple[int, int] | None, quoted: bool) -> ContentKind:
        """Direct, indirect or mixed, by the quotation marks; ``quoted``: all of it is the speaker's own."""

    def is_correspondent(self, source: Part) -> bool:
        """Whether the party is a correspondent, whose report may be the article's own."""

    def in_relative(self, cue: int) -> bool:
        """Whether a relative clause opens the report at token ``cue``: it is then no report in a report."""

    def points_back(self, first: int) -> bool:
        """Whether the sentence that begins at token ``first`` says where the one before it comes from."""

    def other_topic(self, first: int) -> bool:
        """Whether the sentence that begins at token ``first`` turns to another topic in so many words."""


Language = Callable[[Tokens, Sequence[Mention], Sequence[TimeMention]], Reading]

LANGUAGES = {
    "ar": "rasd.attribution.arabic:Arabic",
    "en": "rasd.attribution.english:English",
    "fa": "rasd.attribution.persian:Persian",
}
"""The languages whose attributions are read, each with its door."""


def language(code: str) -> Language | None:
    """The language of that code (ISO 639-1), or ``None`` where its attributions are not read."""
    where = LANGUAGES.get(code)
    return open_door(where) if where else None
