"""Finds attributions in English: every reporting word with its source and its content, not yet resolved.

CASE 1  a phrase such as "according to" names the source of a clause
CASE 2  a refusal or silence: "declined to comment", "could not be reached"
CASE 3  a finite verb behind its subject, and what it takes: "said that", "called for", "promised to"
CASE 4  the same behind what was said: "..., she said", "...," said the minister
CASE 5  a verb without a subject of its own, which goes on with another's: ", adding that", "to denounce"
CASE 6  a passive: "was criticised by"
CASE 7  a headline: "Poll: most voters are tired"
CASE 8  an opinion or a mood: "was sure that"
CASE 9  a noun behind whose words they are: "his claim that"
CASE 10 a hedge of the writer's: "seemed to agree"
CASE 12 words passed on: "quoted him as saying"
CASE 11 a name behind a quotation: ""It is late." - Omar Reda"
"""

from __future__ import annotations

from rasd.attribution.draft import Draft
from rasd.attribution.english.hedges import Hedges
from rasd.attribution.english.phrasal import Phrasal

_DASHES = frozenset("-–—―")
_OWN = frozenset({"he", "she", "it", "they"})


class Finder(Phrasal, Hedges):
    """Walks over one page and collects drafts in text order."""

    def run(self) -> list[Draft]:
        """All attributions of the page, nearly in text order."""
        done = 0
        for i, word in enumerate(self.words):
            draft = self._at(i, word) if i >= done and word in self.english.triggers else None
            if draft is not None:
                self.drafts.append(draft)
                done = draft.cue[1]
        return [draft for draft in self.drafts if not self._part_of_another(draft)]

    def _part_of_another(self, draft: Draft) -> bool:
        """Whether it is part of what another says: a thing or a deed, a hedge, his own thoughts.

        ``he said she supported the plan``, ``he said he feared that``: one report; ``he said the board had
        told her that``: two.
        """
        cue, source = draft.cue[0], draft.source
        weak = not draft.clausal or draft.pattern == "hedge"
        around = [
            other
            for other in self.drafts
            if other is not draft
            and other.content
            and other.content[0] <= cue < other.content[1]
            and (weak or other.clausal)
            and not self._beside(other, cue)
        ]
        if not around or weak or source is None:
            return bool(around)
        return self.words[source.begin] in _OWN and self._thought(draft)

    def _beside(self, other: Draft, cue: int) -> bool:
        """``"It is late," he said, praising them. "We go."``: between the parts of what is quoted."""
        assert other.content is not None
        return other.quoted and other.content[0] < other.cue[0] < cue and self.page.inside[cue] < 0

    def _thought(self, draft: Draft) -> bool:
        """Whether the cue tells of thoughts alone."""
        cue = self.english.cues.get(self.words[draft.cue[0]])
        return cue is None or cue.verbs[-1].kind == "think"

    def _at(self, i: int, word: str) -> Draft | None:
        """What the word at ``i`` opens: a phrase or a refusal first, else what its form is a cue of."""
        english = self.english
        steps = (
            (english.according, self._according), (english.declines, self._declines),
            (english.absent, self._absent),
            (english.adjectives, self._adjective), (english.cues, self._verb),
            (english.deeds, self._deed), (english.hedges, self._hedged), ((":",), self._headline),
            (_DASHES, self._credit),
        )  # fmt: skip
        found = (step(i) for words, step in steps if word in words)
        return next((draft for draft in found if draft is not None), None)
