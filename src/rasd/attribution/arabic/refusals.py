"""CASE 2: a refusal or a silence: ``رفض التعليق``, ``لم يؤكد أو ينف``, ``لم يتسن الوصول إلى``."""

from __future__ import annotations

from rasd.attribution.arabic.clause import Clause
from rasd.attribution.arabic.saying import Saying
from rasd.attribution.draft import Draft, Part
from rasd.attribution.ranges import match_phrase
from rasd.lang.arabic import bare
from rasd.lang.flags import Is
from rasd.lang.lexicon import CueForm
from rasd.model import Stance

_ISSUES = frozenset({"يصدر", "تصدر", "يرد", "ترد"})  # what comes from somebody: "لم يصدر تعليق من الجيش"


class Refusals(Saying):
    """Finds parties that would not, or could not, say anything."""

    def _declines(self, i: int) -> Draft | None:
        words, table, limit = self.words, self.lexicon.declines, self.page.sentence(i)[1]
        if (words[i],) in table["retracts"]:
            return self._retracts(i, limit)
        if (words[i],) in table["negations"]:
            return self._negated(i, limit)
        if (words[i].removeprefix("و"),) in table["verbs"]:
            return self._rejects(i, limit) or self._refuses(i, limit)
        return None

    def _negated(self, i: int, limit: int) -> Draft | None:
        """``لم`` with one of the verbs of confirming, commenting, reaching."""
        table = self.lexicon.declines
        following = self.words[i + 1] if i + 1 < limit else ""
        if (following,) in table["unreachable"]:
            return self._unreachable(i, limit)
        form = self.lexicon.cues.get(following)
        if form and form.verb.past in ("أكد", "نفى") and form.shape == "verb":
            return self._neither(i, limit, form)
        return self._no_comment(i, limit) if (following,) in table["negated"] else None

    def _no_comment(self, i: int, limit: int) -> Draft | None:
        """``لم يعلق``, ``لم يصدر عن الصين أي تعليق``, ``لم يصدر تعقيب من الجيش``."""
        words = self.words
        clause = self.reader.read(i + 2, None)
        at = self._object(i + 2, limit)
        if at and words[i + 2] in ("عن", "من"):
            return self._silent(i, i + 2, Part(i + 3, min(self.phrases.end(i + 3, at), at)))
        by = next((k for k in range(at + 1, min(at + 8, limit - 1)) if words[k] in ("عن", "من")), 0)
        if at and by and words[i + 1] in _ISSUES:
            return self._silent(i, at + 1, Part(by + 1, self.phrases.end(by + 1, limit)))
        comments = words[i + 1][1:3] == "عل" or (words[i + 1][1:3] == "عق" and "علي" in words[i + 2 : limit])
        if not (comments or at):
            return None
        if clause.source is not None and at > clause.source.begin:
            clause.source.end = min(clause.source.end, at)
        described = i > 0 and self.kinds[i - 1] & Is.RELATIVES  # "الحكومة التي لم تعلق"
        return self._silent(i, i + 2, clause.source or (self._antecedent(i - 1) if described else None))

    def _refuses(self, i: int, limit: int) -> Draft | None:
        """``رفض المتحدث التعليق``."""
        at = self._object(i + 1, limit)
        if not at:
            return None
        if self._goes_on_with(i):
            draft = self._silent(i, i + 1, None)
            if not self._report_before(i):  # "غادر الوزير القاعة رافضا التعليق"
                draft.narrated = self._narrator(i, "f" if self.words[i][-1] == "ه" else "m")
            return draft
        named = at > i + 1 and not self.kinds[i + 1] & Is.PREPOSITIONS
        if named:  # "أحجم المتحدث عن التعقيب", "رفض المتحدث الخوض في الحديث"
            at -= bool(self.kinds[at - 1] & Is.PREPOSITIONS)
            at = next((k for k in range(i + 2, at) if self._heads_object(k)), at)
        return self._silent(i, i + 1, Part(i + 1, at) if named else self._subject_before(i))

    def _heads_object(self, k: int) -> bool:
        return bool((self.kinds[k] | self.lexicon.kinds[bare(self.words[k])]) & Is.OBJECT_HEADS)

    def _rejects(self, i: int, limit: int) -> Draft | None:
        """``رفض المتحدث هذه الاتهامات``: a rejected accusation is denied."""
        rejected = self.lexicon.declines["rejected"]
        at = next((k for k in range(i + 1, min(i + 8, limit)) if (self.words[k],) in rejected), 0)
        if not at:
            return None
        at -= bool(self.kinds[at - 1] & Is.DEMONSTRATIVES)
        source = self._refuser(i, at)
        content = self.contents.phrase(at)
        return Draft((i, i + 1), "rejects", source=source, content=content, stance=Stance.DENIES)

    def _goes_on_with(self, i: int) -> bool:
        """``رافضا التعليق``: a participle has no subject but whoever spoke before."""
        return self.words[i].endswith(("ا", "ه", "ين"))

    def _refuser(self, i: int, at: int) -> Part | None:
        """Who rejects what stands at ``at``: the phrase behind the verb, else the one before it.

        ``وقال الوزير إن العمل مستمر، رافضا الاتهامات``: nobody whom the words before the participle name.
        """
        end = self.phrases.end(i + 1, at) if at > i + 1 else at
        if end > i + 1:
            return Part(i + 1, end)
        return None if self._goes_on_with(i) else self._subject_before(i)

    def _retracts(self, i: int, limit: int) -> Draft | None:
        """``تراجع الوزير عن تصريحاته``: what was said before is denied."""
        at = next((k for k in range(i + 1, min(i + 10, limit - 1)) if self.words[k] == "عن"), 0)
        if not at or (self.words[at + 1],) not in self.lexicon.declines["statements"]:
            return None
        source = self._refuser(i, at)
        content = self.contents.phrase(at + 1)
        return Draft((i, i + 1), "retracts", source=source, content=content, stance=Stance.DENIES)

    def _object(self, begin: int, limit: int) -> int:
        """The token where ``التعليق`` or its like stands within the next few, or 0."""
        for k in range(begin, min(begin + 10, limit)):
            if any(match_phrase(self.words, k, p) for p in self.lexicon.declines["objects"]):
                return k
            if self.words[k].startswith("ب") and (self.words[k][1:],) in self.lexicon.declines["objects"]:
                return k
        return 0

    def _silent(self, begin: int, end: int, source: Part | None) -> Draft:
        if (
            source is not None
            and self.words[source.begin] in ("قبل", "جانب")
            and source.end > source.begin + 1
        ):
            source = Part(source.begin + 1, source.end)  # "رد من قبل الوزارة"
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
        for at in range(k + 1, min(k + 14, limit)):
            if self.words[at] in ("من", "الي", "مع", "ب") and self.words[at + 1 : at + 2] != ["تعليق"]:
                clause = self.reader.read(at + 1, None)
                return self._silent(i, at, clause.source)
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
        joint = next((k for k in range(i + 2, end) if self.words[k] == "او"), end)
        if joint > i + 2:  # "لم يؤكد الوزير أو ينف"
            clause = Clause(begin, limit, form.verb)
            clause.source = Part(i + 2, joint)
            clause = self.reader.go_on(clause)
        else:
            clause = self.reader.read(begin, form.verb)
            if clause.source is None:  # "لم يؤكد أو ينف أي مصدر ما تناقلته"
                clause = self.reader.read(begin, None)
        draft = self._silent(i, end, clause.source)
        draft.pattern = "neither-confirms-nor-denies"
        opens = ("ما", "صحه", "الانباء", "النبا")
        at = next(
            (k for k in range(begin, limit) if self.words[k] in opens or self.kinds[k] & Is.DEMONSTRATIVES), 0
        )
        draft.content = self.contents.clause(at) if at else None
        if clause.stop in ("object", "that") and not at:
            draft.content = self.contents.phrase(clause.i)
        if clause.source and at and clause.source.end > at:
            clause.source.end = at
            draft.source = clause.source if clause.source.begin < at else None
        return draft
