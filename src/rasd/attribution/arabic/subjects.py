"""Where a subject ends and an object begins behind a verb, and what looks like a subject and is none."""

from __future__ import annotations

from rasd.attribution.arabic.clause import Clause
from rasd.attribution.arabic.homographs import Homographs
from rasd.attribution.arabic.kinds import kind_of
from rasd.attribution.arabic.reading import MEDIA, PARTY
from rasd.attribution.draft import Draft, Part
from rasd.lang.flags import Is
from rasd.lang.lexicon import CueForm
from rasd.model import LinkType

_RELATIVE = 24  # tokens from إن over a relative clause to the verb behind it
_OPENS = 10  # tokens from إن to the relative pronoun
_JOHN, _GOAL = 3, 4  # letters: "جون" is no plural, "مرمى" no adjective
_THINGS = ("ات", "ه", "ي", "يه", "ا")  # an indefinite noun or its adjective
_ALL = frozenset({"جميع", "كافه", "كل", "مختلف", "ساءر"})


class Subjects(Homographs):
    """Tells the subject of a verb from what it takes."""

    def _called_on(self, i: int, form: CueForm, clause: Clause) -> bool:
        """``ودعت المجتمع الدولي إلى``, ``وطالب الحكومة بتحقيق``: no subject, as it does not agree."""
        part = clause.source
        at_once = part is not None and part.begin == i + 1 and part.end == clause.i
        if part is None or not at_once or not clause.takes("obj") or clause.stop != "frame":
            return False
        if self.words[i + 1] in _ALL and not clause.takes("ب"):
            return True  # "ودعت جميع الأطراف إلى"
        if not self.kinds[i + 1] & Is.ARTICLE or self._first_of_two(part) is not None:
            return False
        kind = kind_of(part, self.page, self.lexicon)
        if kind.rule == "no-head-noun" or kind.type is LinkType.UNNAMED or kind.party is not None:
            return False
        return {kind.agreement, form.agreement} == {"m", "f"}

    def _turn_round(self, draft: Draft, clause: Clause) -> None:
        """``قال الرئيس، نقلا عن وكالة X، إن``: the medium passes on what he says, and not he what it says."""
        if clause.relays or len(draft.relayed) != 1 or draft.source is None:
            return
        first, second = (kind_of(part, self.page, self.lexicon) for part in (draft.source, draft.relayed[0]))
        if first.type is LinkType.PERSON and second.type in MEDIA:
            draft.through, draft.relayed = draft.through or draft.relayed, []

    def _leads_back(self, k: int) -> bool:
        """``بإعدامها``; in ``بإصلاحات تمكنها من`` the pronoun is of the one told."""
        word = self.words[k]
        return word.endswith(("ها", "هم")) and not (word[0] in "يت" and self.words[k - 1].endswith(_THINGS))

    def _titled_behind(self, i: int) -> bool:
        """``فقد عبر أمير المنطقة``: the subject follows at once, with its title."""
        kind = self.kinds[i + 1]
        titled = kind & Is.NOUN and kind & Is.PERSON and not kind & Is.ARTICLE
        return self.words[i - 1] == "فقد" and bool(titled)

    def _first_of_two(self, part: Part) -> Part | None:
        """``حركة الشباب الصومالية إثيوبيا``: the first of two parties that were read as one phrase."""
        words, kinds = self.words, self.kinds
        for k in range(part.begin + 1, part.end):
            last = kinds[k - 1]
            plural = words[k - 1].endswith("ون") and len(words[k - 1]) > _JOHN
            ended = last & (Is.ARTICLE | Is.ADJECTIVE | Is.COMMA | Is.STATE) or plural
            # "معارضون سوريون"
            other = kinds[k] & Is.STATE or k in self.page.parties or (plural and not words[k].endswith("ون"))
            other = other or words[k] == "#" or (last & Is.STATE and words[k + 1] == "من")
            both = kinds[k] & last & Is.ARTICLE and words[k].endswith("يه") and words[k - 1][-1] == "ه"
            if both and kinds[k] & Is.STATE and last & Is.BODY:
                continue  # "السفارة السعودية"
            if self._object_behind(part.begin, k):
                return Part(part.begin, k, part.skip)
            body = kinds[k] & Is.NOUN and not kinds[k] & Is.ARTICLE and last & Is.ADJECTIVE
            if ended and (other or body or last & Is.COMMA or self._not_agreeing(k)):
                return Part(part.begin, k - bool(last & Is.COMMA), part.skip)
        return None

    def _object_behind(self, begin: int, k: int) -> bool:
        """``مسؤول أفغاني الحركة``, ``باسيل المفوضية``, ``ترامب محاميه``: a noun that goes on with no name."""
        kind, last, raw = self.kinds[k], self.kinds[k - 1], self.page.raw(k)
        if last & Is.ARTICLE or not last & Is.WORD:
            return False
        if not last & Is.NOUN and raw[-1] == "ه" and len(raw) > 5 and not kind & Is.ARTICLE:
            return True
        head, before = self.kinds[begin], self.words[k - 1]
        described = k == begin + 2 and head & PARTY and not head & Is.ARTICLE and kind & Is.ARTICLE
        described = described and len(before) > _GOAL and before.endswith(("ي", "يه", "يون"))
        named = (
            not last & (Is.NOUN | Is.ADJECTIVE | Is.PREPOSITIONS | Is.DIGIT | Is.VERBAL) and kind & Is.BODY
        )
        return bool(described or (named and kind & Is.ARTICLE))

    def _not_agreeing(self, k: int) -> bool:
        """``الجيش الروسي الخوذ البيضاء``: a definite noun behind an adjective, and none itself."""
        word, before = self.words[k], self.words[k - 1]
        both = self.kinds[k] & self.kinds[k - 1] & Is.ARTICLE
        relative = ("ي", "يه", "يان", "يون", "يين")
        participle = word[2:3] == "م" or word[3:4] == "ا"
        return bool(both) and before.endswith(relative) and not word.endswith(relative) and not participle

    def _described_behind_that(self, i: int) -> Part | None:
        """``إن الرجل الذي اقتيد إلى المركز مساء الأحد، ذكر أنه``: the subject and its relative clause."""
        begin, following = self.page.sentence(i)[0], self.kinds[i + 1]
        said = following & (Is.THAT | Is.BEFORE_THAT | Is.TOLD | Is.OBJECT_HEADS | Is.OWNED)
        if not self.kinds[i - 1] & Is.COMMA or not (said or self.words[i + 1].startswith("لل")):
            return None  # "ترتبط بالجنوب، يقول نجيب غلاب"
        that = next((k for k in range(i - 2, max(begin, i - _RELATIVE) - 1, -1) if self.is_that(k)), i)
        relative = next(
            (k for k in range(that + 2, min(that + _OPENS, i)) if self.kinds[k] & Is.RELATIVES), 0
        )
        if not relative or self.phrases.end(that + 1, i) != i - 1:
            return None
        part = Part(that + 1, i - 1)
        return part if self._known(part) else None
