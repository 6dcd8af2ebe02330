"""Finds attributions: every reporting word with its source and its content, not yet resolved.

CASE 1  a phrase such as ``بحسب`` or ``نقلا عن`` names the source of a clause
CASE 2  a refusal or silence: ``رفض التعليق``, ``لم يؤكد أو ينف``, ``لم يتسن الوصول إلى``
CASE 3  a finite verb, its subject after it (VSO) or before it (SVO), then a clause, a quotation, an object
CASE 4  a participle that goes on from the report before it: ``مضيفا أن``
CASE 5  a verbal noun with its subject and a clause: ``تأكيد الصحافة أن``
CASE 6  a document in which something stands: ``جاء في بيان للوزارة أن``
CASE 7  a headline: ``مصادر: الاتفاق خلال أيام``
CASE 8  a relative clause that takes up what was said before it: ``وهو ما نفاه المتحدث``
"""

from __future__ import annotations

from rasd.attribution.arabic.according import According
from rasd.attribution.arabic.nominal import Nominal
from rasd.attribution.arabic.occasions import Occasions
from rasd.attribution.arabic.referring import WHICH, Referring
from rasd.attribution.arabic.refusals import Refusals
from rasd.attribution.arabic.verbs import Verbs
from rasd.attribution.draft import Draft
from rasd.lang.flags import Is


class Finder(According, Occasions, Refusals, Referring, Verbs, Nominal):
    """Walks over one page and collects drafts in text order."""

    def run(self) -> list[Draft]:
        """All attributions of the page, one for each reporting word, nearly in text order."""
        drafts = self.drafts
        done = 0
        trigger = Is.TRIGGER | Is.SAID_IN
        for i in [i for i, kind in enumerate(self.kinds) if kind & trigger]:
            if i < done:
                continue
            draft = self._at(i, self.words[i])
            if draft is not None:
                drafts.append(draft)
                # "نقلا عن", "قوله" between a cue and its content belong to that report.
                parties = (part.end for part in draft.relayed + draft.through)
                done = max(draft.cue[1], draft.content[0] if draft.content else 0, *parties)
        return drafts

    def _at(self, i: int, word: str) -> Draft | None:
        """What the word at ``i`` opens: a phrase or a refusal first, else what its form is a cue of."""
        draft, kind = None, self.kinds[i]
        if kind & Is.PHRASAL and (word in self.lexicon.according or word in self.lexicon.clauses):
            draft = self._according(i)
        if draft is None and kind & Is.CAME:
            draft = self._stands_in(i)
        if draft is None and kind & Is.REFUSING:
            draft = self._declines(i)
        draft = draft or self._by_form(i, word)
        return draft or (self._occasion(i) if kind & Is.SAID_IN else None)

    def _by_form(self, i: int, word: str) -> Draft | None:
        form, doubled = self.lexicon.cues.get(word), "\u0651" in self.page.raw(i)
        if doubled or (form is None and self._feeling(i)):
            other = self.lexicon.doubled.get(word)  # "وعدّ": no promise
            form = other if other is not None and not other.suffixed else form  # "عدّة"
        if form is None:
            return self._headline(i) if word == ":" else None
        if form.shape == "verb":
            back = form.suffixed or (i > 1 and self.words[i - 1] in WHICH and self._takes_back(i, form))
            return (back and self._refers(i, form)) or self._verb(i, form)
        return self._participle(i, form) if form.shape == "participle" else self._masdar(i, form)
