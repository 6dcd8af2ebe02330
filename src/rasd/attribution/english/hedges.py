"""CASE 10: what seems so to the writer (``seemed to agree``): nobody says it, and it is in doubt."""

from __future__ import annotations

from rasd.attribution.draft import Draft
from rasd.attribution.english.contents import Contents
from rasd.attribution.english.phrases import Phrases
from rasd.attribution.scan import Page
from rasd.lang.english import En, EnglishLexicon
from rasd.model import Stance

_PASSIVE = En.PREPOSITIONS | En.COMMA


class Hedges:
    """Finds hedged clauses of one page."""

    page: Page
    english: EnglishLexicon
    phrases: Phrases
    contents: Contents

    def _hedged(self, i: int) -> Draft | None:
        """The clause around a hedge, with its subject; no hedge inside a quotation is the writer's."""
        if self.page.inside[i] >= 0:
            return None
        if self.page.words[i].endswith("ly"):
            return self._doubted(i, i)
        group = self.phrases.group(i)
        following = self.page.kinds[i + 1]
        if group.infinitive or (following & _PASSIVE and not following & En.INFINITIVE):
            return None  # "appeared on television"
        return self._doubted(i, group.begin)

    def _doubted(self, i: int, begin: int) -> Draft | None:
        subject = self.phrases.subject(begin)
        first = subject.begin if subject is not None else begin
        content = self.contents.clause(first if first < i else i)
        if content is None or content[1] <= i:
            return None
        return Draft((i, i + 1), "hedge", content=content, stance=Stance.DOUBTS)
