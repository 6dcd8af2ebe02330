"""Persian, as the ladder asks for it."""

from __future__ import annotations

from collections.abc import Sequence

from rasd.attribution.draft import Draft, Part
from rasd.attribution.persian.find import Finder
from rasd.attribution.persian.parties import Resolver
from rasd.attribution.scan import Page
from rasd.lang import persian
from rasd.lang.parties import Mention
from rasd.lang.persian import Fa
from rasd.lang.tokens import Tokens
from rasd.model import TimeMention


class Persian:
    """One article in Persian: see :class:`rasd.attribution.languages.Reading`."""

    def __init__(self, cut: Tokens, mentions: Sequence[Mention], times: Sequence[TimeMention]) -> None:
        words = persian.load()
        self.page = Page(persian.cut(cut), words.kinds, mentions, times)
        self._finder = Finder(self.page, words)
        self.resolve = Resolver(self.page, words).resolve
        self.content_kind = self._finder.content_kind

    def drafts(self) -> list[Draft]:
        """What the finder finds."""
        return self._finder.run()

    def is_correspondent(self, source: Part) -> bool:
        """``خبرنگار ما``."""
        return bool(self.page.kinds[source.begin] & Fa.CORRESPONDENTS)

    def in_relative(self, cue: int) -> bool:
        """Relative clauses end with their verb in Persian: nothing before it tells."""
        return False

    def points_back(self, first: int) -> bool:
        """No such turn in Persian."""
        return False

    def other_topic(self, first: int) -> bool:
        """No words for it are given in Persian."""
        return False
