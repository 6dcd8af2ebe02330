"""CASE 2: a refusal or a silence: ``رفض التعليق``, ``لم يؤكد أو ينف``, ``لم يتسن الوصول إلى``."""

from __future__ import annotations

from rasd.attribution.content import match_phrase
from rasd.attribution.draft import Draft, Part
from rasd.attribution.ground import Ground
from rasd.attribution.walk import walk as read_on
from rasd.lang.lexicon import CueForm
from rasd.model import Stance


class Refusals(Ground):
    """Finds parties that would not, or could not, say anything."""

    def _declines(self, i: int) -> Draft | None:
        words, table, limit = self.words, self.lexicon.declines, self.page.sentence(i)[1]
        following = words[i + 1] if i + 1 < limit else ""
        negated = (words[i],) in table["negations"]
        if negated and (following,) in table["unreachable"]:
            return self._unreachable(i, limit)
        form = self.lexicon.cues.get(following)
        if negated and form and form.verb.past in ("أكد", "نفى") and form.shape == "verb":
            return self._neither(i, limit, form)
        if negated and (following,) in table["negated"]:
            walk = read_on(self.page, self.lexicon, i + 2, None)
            if self.words[i + 1][1:3] == "عل" or self._object(i + 2, limit):
                return self._silent(i, i + 2, walk.source)
            return None
        if (words[i].removeprefix("و"),) in table["verbs"]:
            k = self._object(i + 1, limit)
            if k:
                source = Part(i + 1, k) if k > i + 1 else self._subject_before(i)
                return self._silent(i, i + 1, source)
        return None

    def _object(self, begin: int, limit: int) -> int:
        """The token where ``التعليق`` or its like stands within the next few, or 0."""
        for k in range(begin, min(begin + 10, limit)):
            if any(match_phrase(self.words, k, p) for p in self.lexicon.declines["objects"]):
                return k
            if self.words[k].startswith("ب") and (self.words[k][1:],) in self.lexicon.declines["objects"]:
                return k
        return 0

    def _silent(self, begin: int, end: int, source: Part | None) -> Draft:
        return Draft((begin, end), "declines", source=source, stance=Stance.DECLINES)

    def _unreachable(self, i: int, limit: int) -> Draft | None:
        """``لم يتسن الحصول على تعليق من X`` declines; ``لم يتسن التحقق`` doubts."""
        table = self.lexicon.declines
        for k in range(i + 2, min(i + 11, limit)):
            if (self.words[k],) in table["verify"]:
                return Draft((i, k + 1), "unverified", stance=Stance.DOUBTS)
            if (self.words[k],) in table["reach"]:
                break
        else:
            return None
        for at in range(k + 1, min(k + 8, limit)):
            if self.words[at] in ("من", "الي", "مع", "ب") and self.words[at + 1 : at + 2] != ["تعليق"]:
                walk = read_on(self.page, self.lexicon, at + 1, None)
                return self._silent(i, at, walk.source)
        return None

    def _neither(self, i: int, limit: int, form: CueForm) -> Draft | None:
        """``لم يؤكد أو ينف``: a negated confirmation or denial."""
        end = i + 2
        for k in range(i + 2, min(i + 5, limit)):
            other = self.lexicon.cues.get(self.words[k])
            if other and other.shape == "verb" and other.verb.past in ("أكد", "نفى"):
                end = k + 1
        if end == i + 2 and form.verb.past == "أكد":
            return None
        begin = end + 1 if end < limit and end in self.page.opens else end
        walk = read_on(self.page, self.lexicon, begin, None)
        draft = self._silent(i, end, walk.source)
        draft.pattern = "neither-confirms-nor-denies"
        at = next((k for k in range(begin, limit) if self.words[k] in ("ما", "صحه", "الانباء", "النبا")), 0)
        draft.content = self.contents.clause(at) if at else None
        if walk.source and at and walk.source.end > at:
            walk.source.end = at
            draft.source = walk.source if walk.source.begin < at else None
        return draft
