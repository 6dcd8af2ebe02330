"""CASE 8: a relative clause whose verb takes up what was said before it.

``أعلنت الصحيفة استقالة الوزير، وهو ما نفاه المتحدث``, ``الأمر الذي أكدته الوزارة``, ``اتهامات تنفيها طهران``
"""

from __future__ import annotations

from rasd.attribution.arabic.saying import Saying
from rasd.attribution.draft import Draft, Part
from rasd.lang.flags import Is
from rasd.lang.lexicon import CueForm
from rasd.model import Stance

_NEAR = 5  # tokens from the verb to its subject: a time, an adverb, "في وقت لاحق"
WHICH = ("ما", "الذي")
_IN_IT = frozenset({"فيه", "فيها"})
_AFFIRMS = frozenset({"أكد", "أيد"})


class Referring(Saying):
    """Finds reports whose content is the clause before them."""

    def _takes_back(self, i: int, form: CueForm) -> bool:
        """``وهو ما كشف عنه``, ``الأمر الذي أشار إليه``: by a pronoun on what the verb takes."""
        if i + 1 >= self.page.n:
            return False
        back = (
            form.verb.kind != "show"
            and bool(self.kinds[i + 1] & (Is.OF_HIM | Is.RESUMPTIVE))
            and self.words[i + 1] not in _IN_IT
        )
        return back and self._opener(i) >= 0

    def _refers(self, i: int, form: CueForm) -> Draft | None:
        """What the verb at ``i`` takes up by its pronoun, and who says so."""
        if form.verb.past == "اعتبر":
            return self._regards(i, form)
        opener = self._opener(i)
        if opener < 0 or form.verb.whole or form.verb.kind in ("relay", "think"):
            return None
        source = self.reader.read(i + 1 + (not form.suffixed), None).source
        if source is None or source.begin > i + _NEAR:
            return None
        surely = self.words[i - 1] in WHICH and self._nameable(source)  # "وهو ما كشف عنه سالم حداد"
        if not (surely or self._named(source)):
            return None
        content = self._taken_up(opener)
        if content is None:
            return None
        stance = Stance.CONFIRMS if form.verb.past in _AFFIRMS else form.verb.stance
        return Draft((i, i + 1), "refers-back", form=form, source=source, content=content, stance=stance)

    def _regards(self, i: int, form: CueForm) -> Draft | None:
        """``خطوة اعتبرتها النقابة تراجعا``, ``التي اعتبرها استفزازا``: as what."""
        if (i and self.kinds[i - 1] & (Is.LINKING | Is.CONTRASTS)) or self.page.inside[i] >= 0:
            return None
        limit, at, source = self.page.sentence(i)[1], i + 1, None
        if at < limit and not self._accusative(at):
            source = Part(at, self.phrases.end(at, limit, form.verb))
            if not self._named(source) and not self.kinds[at] & Is.DETERMINERS:
                return None
            at = source.end
        other = Is.PREPOSITIONS | Is.CUTS
        whole = at < limit and self.kinds[at] & Is.WORD and not self.kinds[at] & other
        whole = whole or self.words[at] == "غير"  # "واعتبره غير كاف"
        named = source is not None and not self.kinds[source.begin] & Is.PREPOSITIONS
        marked = named and at in self.page.closes
        if marked:
            content = self._called(at, limit)  # "اعتبرها الخبراء "خطوة متأخرة"."
        else:
            content = self.contents.clause(at, nominal=True) if whole else None
        if content is None:
            return None
        described = i > 0 and self.kinds[i - 1] & Is.RELATIVES
        if source is None and not described and not form.joined:
            before = self._subject_before(i)
            source = before if before is not None and self._known(before) else None
        return Draft((i, i + 1), "refers-back", form=form, source=source, content=content)

    def _called(self, mark: int, limit: int) -> tuple[int, int] | None:
        """What stands in marks, unless it is the name of a party before what it is called."""
        behind = self.page.closes[mark] + 1
        kind = self.kinds[behind] if behind < limit else 0
        if kind & Is.WORD and not kind & (Is.PREPOSITIONS | Is.CUTS | Is.CONJOINED | Is.RELATIVES):
            return None
        return self.contents.quotation(mark)[0]

    def _accusative(self, at: int) -> bool:
        """``استهدافا``, ``انعكاسًا``."""
        raw = self.page.raw(at)
        if raw == "غير":
            return True  # "واعتبره غير كاف"
        if self.kinds[at] & (Is.NOUN | Is.STATE) or at in self.page.parties or raw.endswith("ها"):
            return False
        return len(raw) > 3 and raw.endswith(("ا", "ًا", "اً"))

    def _opener(self, i: int) -> int:
        """The first token of ``وهو ما``, ``الأمر الذي``, ``تهم`` before a verb; -1 where none stands."""
        previous = self.words[i - 1] if i else ""
        if i > 1 and previous in ("ما", "الذي") and self.words[i - 2] in self.lexicon.words("takes_up"):
            also = i > 2 and self.kinds[i - 3] & Is.APPOSING  # "وهو الأمر الذي"
            return i - 3 if also else i - 2
        alone = i > 1 and bool(self.kinds[i - 2] & Is.COMMA)
        return i - 1 if alone and previous in self.lexicon.words("charges") else -1

    def _taken_up(self, opener: int) -> tuple[int, int] | None:
        """The report before the opener, else its clause, else the sentence before."""
        begin = self.page.sentence(opener)[0]
        first = opener == begin
        since = self.page.sentence(begin - 1)[0] if first and begin else begin
        for draft in reversed(self.drafts[-3:]):
            if draft.content is None or draft.content[1] <= since:
                continue
            if draft.content[0] < opener < draft.content[1] and not draft.quoted:
                draft.content = self.contents.trim(draft.content[0], opener)
            if draft.content is not None and draft.content[1] <= opener:
                return draft.content
        return self.contents.trim(since, begin) if first else self.contents.before(opener)
