"""Documents and speeches named with the medium that made them or passed them on.

``بحسب تقرير نشرته صحيفة X``, ``وفقا لاستطلاع لوكالة Y``, ``حسب تصريحات له نقلتها قناة Z``
"""

from __future__ import annotations

from rasd.attribution.arabic.clause import Clause
from rasd.attribution.arabic.ground import Ground
from rasd.attribution.arabic.media import OF_HIS
from rasd.attribution.draft import Part
from rasd.lang.arabic import bare
from rasd.lang.flags import Is

_PASSES_ON = "نقلت"
_MADE = frozenset({"اجرته", "اجرتها", "اجراه", "اجراها", "اعدته", "اعدتها"})


class Published(Ground):
    """Finds the medium behind a document or a speech that a phrase such as ``بحسب`` names."""

    def _through_medium(self, i: int, at: int, skip: int, limit: int) -> tuple[Clause, str] | None:
        """The clause read up to the medium, and the pattern; ``at``: the document's noun.

        A report that the medium made speaks for it; a study or a letter is a party of its own behind it.
        A speech or a statement is that of the report beside the phrase.
        """
        word = self.words[at][skip:]
        kind = self.lexicon.kinds[word]
        if not kind & (Is.DOCUMENT | Is.SAID_IN):
            return None
        end = self.media.adjectives_end(at + 1, limit)
        medium = self.media.behind(end, limit)
        if medium is None:
            return None
        made = any(self.words[k] in _MADE for k in range(end, medium.begin))
        if made or bare(word) in self.lexicon.words("of_media"):
            return self._up_to(Part(at, medium.end, skip), medium.end, limit), "according-to"
        begin = self.page.sentence(i)[0]
        reported = bool(self.drafts) and self.drafts[-1].cue[0] >= begin
        if not kind & Is.DOCUMENT or (reported and kind & Is.SAID_IN):
            clause = self._up_to(medium, medium.end, limit)
            clause.verb = self.lexicon.cues[_PASSES_ON].verb
            clause.of_him = not reported and (self.words[end - 1] in OF_HIS or bool(kind & Is.OWNED))
            return clause, "according-to-what"
        clause = self._up_to(Part(at, end, skip), medium.end, limit)
        clause.through = [medium]
        return clause, "according-to"

    @staticmethod
    def _up_to(part: Part, at: int, limit: int) -> Clause:
        clause = Clause(at, limit, None)
        clause.set(part)
        clause.i = at
        return clause
