"""Where the parts of a Persian clause begin and end: its subject, its adjuncts, what is said behind it."""

from __future__ import annotations

from rasd.attribution.draft import Part
from rasd.attribution.ranges import QUOTES, Range, trim
from rasd.attribution.scan import Page
from rasd.lang.persian import Fa, PersianLexicon

_TRAILING = frozenset("،,؛;.:!؟?-–—…()[]")
_PART_OF = frozenset({"يكي", "برخي", "بعضي", "تعدادي", "شماري", "گروهي", "بسياري"})
_FAR = 70  # tokens between a subject's first word and its verb
_APPOSITION = 14
_NOT_FIRST = Fa.PREPOSITIONS | Fa.ADVERBS | Fa.TIMES | Fa.SUBORDINATORS | Fa.CONJUNCTIONS | Fa.THAT
_ENDS = Fa.ADVERBS | Fa.THAT | Fa.SUBORDINATORS | Fa.OBJECT_MARK | Fa.SIMPLE


class Phrases:
    """The clauses of one page."""

    def __init__(self, page: Page, persian: PersianLexicon) -> None:
        self.page, self.persian = page, persian
        self.words, self.kinds = page.words, page.kinds

    def trim(self, begin: int, end: int) -> Range | None:
        """The range without marks at its edges; quotation marks inside stay in pairs."""
        return trim(self.page, begin, end, _TRAILING)

    def finite(self, k: int) -> bool:
        """Whether the token is a verb that ends a clause."""
        return bool(self.kinds[k] & (Fa.COPULAS | Fa.SIMPLE))

    # ------------------------------------------------------------------ the subject

    def subject(self, cue: int) -> Part | None:
        """The noun phrase that opens the clause of the verb at ``cue``."""
        begin = self.clause_begin(cue)
        at = self._behind_lead(begin, cue)
        if at >= cue:
            return None
        end = self.noun_end(at, cue)
        if end < cue and self.kinds[end] & Fa.OBJECT_MARK:
            end = self._before_object(at, end)
        return Part(at, end) if end > at else None

    def _before_object(self, at: int, mark: int) -> int:
        """Where the subject ends that runs into its object: ``وزارت دفاع خروج نیروها را``.

        Its titles and one word more are the subject's: nothing is written between the two.
        """
        k = at
        while k < mark and self.kinds[k] & Fa.NOUN:
            k += 1
        k += 1 + (self.words[k] == "امور")
        return k if at < k - 1 and k < mark else mark

    def clause_begin(self, cue: int) -> int:
        """Where the sentence begins, or behind a quotation that it goes on from."""
        begin = max(self.page.sentence(cue)[0], cue - _FAR)
        for k in range(cue - 1, begin, -1):
            if self.words[k] == ":" or (k in self.page.opens and k - self.page.opens[k] > 6):
                return k + 1
            if self.kinds[k] & Fa.THAT and self.finite(k - 1):
                return k + 1
        return begin

    def _behind_lead(self, at: int, cue: int) -> int:
        """Behind adverbials with their commas: ``در همین حال،``, ``روز شنبه``."""
        kinds = self.kinds
        while at < cue:
            if not kinds[at] & Fa.WORD or kinds[at] & (Fa.CONJUNCTIONS | Fa.ADVERBS | Fa.SUBORDINATORS):
                at += 1
            elif kinds[at] & (Fa.PREPOSITIONS | Fa.TIMES) and not kinds[at] & Fa.NOUN:
                comma = next((k for k in range(at, min(at + 30, cue)) if kinds[k] & Fa.COMMA), None)
                if comma is None or any(self.finite(k) for k in range(at, comma)):
                    return self._short_lead(at, cue)
                at = comma + 1
            else:
                return at
        return at

    def _short_lead(self, at: int, cue: int) -> int:
        """An adverbial without a comma: behind its date, or nothing where it cannot be told."""
        if self.kinds[at] & Fa.TIMES:
            while at < cue and (self.kinds[at] & (Fa.TIMES | Fa.DIGIT) or at in self.page.dates):
                at = self.page.dates.get(at, at + 1)
            return at
        return cue

    def noun_end(self, begin: int, limit: int) -> int:
        """One past the noun phrase that begins at ``begin``, with an apposition between commas."""
        k = begin
        while k < limit:
            kind = self.kinds[k]
            if kind & Fa.COMMA:
                return self._apposition(k, limit)
            stop = (self.words[k] == "نه" and k > begin) or (
                not kind & Fa.WORD and self.words[k] not in QUOTES and self.words[k] not in "()-/"
            )
            if stop or kind & _ENDS or self._adjunct(k, begin, limit) or self._object(k, begin, limit):
                break
            k += 1
        return k

    def _object(self, k: int, begin: int, limit: int) -> bool:
        """Whether the thing that را marks begins: ``فرماندار خبر سیل را``."""
        thing = self.kinds[k] & (Fa.OBJECTS | Fa.DEMONSTRATIVES) and k > begin
        return bool(thing) and any(self.kinds[j] & Fa.OBJECT_MARK for j in range(k, limit))

    def _adjunct(self, k: int, begin: int, limit: int) -> bool:
        """Whether an adverbial of the verb begins: a preposition, or a time."""
        kind = self.kinds[k]
        if k == begin or (k == begin + 1 and self.words[begin] in _PART_OF and self.words[k] == "از"):
            return False
        if kind & Fa.TIMES and not kind & Fa.NOUN:
            return not self.kinds[k - 1] & Fa.NOUN
        if not kind & Fa.PREPOSITIONS:
            return k in self.page.dates
        if self.words[k] != "در" or k + 1 >= limit:
            return True
        # "the minister in the meeting" is an adverbial, "his representative in the province" is none
        return bool(self.kinds[k + 1] & (Fa.OCCASIONS | Fa.TIMES | Fa.DEMONSTRATIVES)) or not self._goes_on(
            k, limit
        )

    def _goes_on(self, k: int, limit: int) -> bool:
        """A place that belongs to an office: a conjunction or the verb itself follows it."""
        head = self.kinds[k - 1] & Fa.NOUN or self.words[k - 1] in ("فقيه",)
        return bool(head) or "و" in self.words[k + 1 : min(k + 4, limit)]

    def _apposition(self, comma: int, limit: int) -> int:
        """``علی احمدی، رئیس سازمان، گفت``: behind the title, or ``comma`` where an adverbial follows."""
        k = comma + 1
        if k >= limit or self.kinds[k] & _NOT_FIRST or not self.kinds[k] & Fa.WORD:
            return comma
        end = next((j for j in range(k, min(limit, k + _APPOSITION)) if self.kinds[j] & Fa.COMMA), None)
        if end is None or not self.kinds[k] & (Fa.NOUN | Fa.DIGIT):
            return comma
        return end if not any(self.finite(j) for j in range(k, end)) else comma

    # ------------------------------------------------------------------ what is said

    def clause(self, begin: int) -> Range | None:
        """What stands behind the verb: a quotation, or the rest of the sentence."""
        page, limit = self.page, self.page.sentence(begin - 1)[1] if begin else self.page.n
        k = begin
        while (
            k < page.n
            and (self.words[k] in ":،," or self.kinds[k] & Fa.COMMA)
            and page.line_end[begin - 1] > k
        ):
            k += 1
        if k >= page.line_end[max(begin - 1, 0)]:
            return self._block(begin)
        if k in page.closes:
            end = page.closes[k]
            rest = end + 1 < limit and self.kinds[end + 1] & Fa.WORD
            return self.trim(k + 1, end) if not rest else self.trim(k, limit)
        first = page.sentence(begin - 1)[0] if begin else 0
        end = page.sentence(k)[1]
        if self.kinds[first] & Fa.SUBORDINATORS:  # "when he says it is late, she"
            end = next((j for j in range(k, end) if self.kinds[j] & Fa.COMMA), end)
        return self.trim(k, end)

    def _block(self, begin: int) -> Range | None:
        """The paragraph behind a colon that ends its line."""
        if not begin or self.words[begin] != ":" or begin + 1 >= self.page.n:
            return None
        return self.trim(begin + 1, self.page.line_end[begin + 1])
