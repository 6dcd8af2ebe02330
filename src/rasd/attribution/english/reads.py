"""English, as the ladder asks for it."""

from __future__ import annotations

from collections.abc import Sequence

from rasd.attribution.draft import Draft, Part
from rasd.attribution.english.find import Finder
from rasd.attribution.english.parties import Resolver
from rasd.attribution.scan import Page
from rasd.lang import english
from rasd.lang.english import En
from rasd.lang.parties import Mention
from rasd.lang.tokens import Tokens
from rasd.model import TimeMention


class English:
    """One article in English: see :class:`rasd.attribution.languages.Reading`."""

    def __init__(self, cut: Tokens, mentions: Sequence[Mention], times: Sequence[TimeMention]) -> None:
        words = english.load()
        self.page = Page(english.cut(cut.text), words.kinds, mentions, times)
        self._finder = Finder(self.page, words)
        self.resolve = Resolver(self.page, words, self._finder.phrases).resolve
        self.content_kind = self._finder.contents.kind

    def drafts(self) -> list[Draft]:
        """What the finder finds."""
        return self._finder.run()

    def is_correspondent(self, source: Part) -> bool:
        """``our correspondent``."""
        return any(self.page.kinds[k] & En.CORRESPONDENTS for k in range(source.begin, source.end))

    def in_relative(self, cue: int) -> bool:
        """``who said``."""
        return any(self.page.kinds[k] & En.RELATIVES for k in range(max(cue - 2, 0), cue))

    def points_back(self, first: int) -> bool:
        """No such turn in English."""
        return False

    def other_topic(self, first: int) -> bool:
        """No words for it are given in English."""
        return False
