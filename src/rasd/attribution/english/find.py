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
"""

from __future__ import annotations

from rasd.attribution.draft import Draft
from rasd.attribution.english.hedges import Hedges
from rasd.attribution.english.phrasal import Phrasal


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
        return self.drafts

    def _at(self, i: int, word: str) -> Draft | None:
        """What the word at ``i`` opens: a phrase or a refusal first, else what its form is a cue of."""
        english = self.english
        steps = (
            (english.according, self._according), (english.declines, self._declines),
            (english.absent, self._absent),
            (english.adjectives, self._adjective), (english.cues, self._verb),
            (english.deeds, self._deed), (english.hedges, self._hedged), ((":",), self._headline),
        )  # fmt: skip
        found = (step(i) for words, step in steps if word in words)
        return next((draft for draft in found if draft is not None), None)
