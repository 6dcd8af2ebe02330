"""Where a content begins and ends."""

from __future__ import annotations

from collections.abc import Mapping

from rasd.attribution.cursor import COMMAS
from rasd.attribution.scan import Page
from rasd.lang.lexicon import CueForm, Lexicon
from rasd.model import ContentKind

_DASHES = frozenset("-–—")
_DATELINE = 14
_TRAILING = frozenset("،,؛;.:!؟?-–—…") | {")", "]"}


class Contents:
    """Finds the ends of contents on one page."""

    def __init__(self, page: Page, lexicon: Lexicon) -> None:
        self.page, self.lexicon = page, lexicon
        self.words = page.words

    def clause(self, begin: int) -> tuple[int, int] | None:
        """The clause from ``begin``: to the end of its sentence, or to where another voice begins."""
        limit = self.page.sentence(begin)[1]
        i = begin
        while i < limit:
            close = self.page.closes.get(i)
            if close is not None and close < limit:
                i = close + 1
                continue
            if i > begin and self._ends(i, limit):
                break
            i += 1
        return self.trim(begin, i)

    def _ends(self, i: int, limit: int) -> bool:
        if self.words[i] in COMMAS:
            return i + 1 < limit and self._other_voice(i + 1, limit, after_comma=True)
        return self._other_voice(i, limit, after_comma=False)

    def _other_voice(self, i: int, limit: int, after_comma: bool) -> bool:
        """Whether at token ``i`` the writer, or another report, takes over."""
        lexicon = self.lexicon
        form = lexicon.cues.get(self.words[i])
        if form is not None and form.shape == "participle":
            return self._complemented(i, limit)
        if self._phrase(i, lexicon.own_voice) or self._turns(i, limit):
            return True
        if self._according(i, limit):
            return self.words[i - 1] not in lexicon.words("that")
        if form is not None and form.joined and form.shape == "verb":
            return self._reports_on(i, form, limit, after_comma)
        if not after_comma:
            return False
        opens = self.words[i] in lexicon.words("content_ends")
        return opens or self._phrase(i, lexicon.phrases["gloss"]) or self._contrast(i, limit)

    def _reports_on(self, i: int, form: CueForm, limit: int, after_comma: bool) -> bool:
        """``وأضاف``: another report - without a comma only where a clause follows soon."""
        if after_comma:
            return not form.verb.ambiguous or self._complemented(i, limit)
        return not (form.suffixed or form.verb.ambiguous) and self._complemented(i, limit, strict=True)

    def _turns(self, i: int, limit: int) -> bool:
        """``حيث قال``, ``فيما أعلن``: a conjunction with a reporting verb right behind it."""
        if self.words[i] not in self.lexicon.words("turns") or i + 1 >= limit:
            return False
        form = self.lexicon.cues.get(self.words[i + 1])
        return form is not None and form.shape == "verb" and not form.verb.ambiguous

    def _complemented(self, i: int, limit: int, strict: bool = False) -> bool:
        """Whether a reporting word is soon followed by what is said (``strict``: not by a preposition)."""
        lexicon = self.lexicon
        reported, before = lexicon.words("that"), lexicon.words("before_that")
        for k in range(i + 1, min(i + 9, limit)):
            if self.words[k] in reported or self.words[k] == ":" or k in self.page.closes:
                return True
            if k == i + 1 and self.words[k] in before and not strict:
                return True
            if self.words[k] in COMMAS:
                return False
        return False

    def _contrast(self, i: int, limit: int) -> bool:
        """``لكنه أضاف``, ``غير أن المصدر قال``: a contrast that opens another report."""
        if self.words[i] not in ("لكنه", "لكنها", "ولكنه", "ولكنها", "لكن", "ولكن", "غير", "الا"):
            return False
        at = i + 2 if i + 1 < limit and self.words[i + 1] in self.lexicon.words("that") else i + 1
        form = self.lexicon.cues.get(self.words[at]) if at < limit else None
        return form is not None and form.shape == "verb" and not form.verb.ambiguous

    def _according(self, i: int, limit: int) -> bool:
        for phrase in self.lexicon.according.get(self.words[i], ()):
            if match_phrase(self.words, i, phrase):
                return not self._ruled(i + len(phrase) - 1)
        if self.words[i] in self.lexicon.clauses and i + 1 < limit:
            form = self.lexicon.cues.get(self.words[i + 1])
            return form is not None and form.shape == "verb"
        return False

    def _ruled(self, at: int) -> bool:
        """``وفقا للقانون``: what follows is a rule or a plan, not a party."""
        rules = self.lexicon.words("rules")
        for k in range(at, min(at + 2, self.page.n)):
            word = self.words[k].removeprefix("لل").removeprefix("ال")
            if word in rules or word.removeprefix("ل") in rules or self.words[k][1:] in rules:
                return True
        return False

    def _phrase(self, i: int, phrases: Mapping[str, tuple[tuple[str, ...], ...]]) -> bool:
        return any(match_phrase(self.words, i, p) for p in phrases.get(self.words[i], ()))

    def quoted(self, mark: int) -> tuple[int, int] | None:
        """The words inside the quotation that opens at token ``mark``."""
        return self.trim(mark + 1, min(self.page.closes[mark], self.page.n))

    def before(self, cue: int) -> tuple[int, int] | None:
        """What stands before a cue in its sentence: the quotation that ends there, or the clause."""
        begin = self._behind_dateline(self.page.sentence(cue)[0], cue)
        end = cue
        while end > begin and self.words[end - 1] in COMMAS | self.lexicon.words("dangling"):
            end -= 1
        return self.trim(begin, end)

    def _behind_dateline(self, begin: int, end: int) -> int:
        """Behind ``دبي (CNN) --`` at the head of the text."""
        if begin:
            return begin
        dashes = [k for k in range(begin, min(begin + _DATELINE, end)) if self.words[k] in _DASHES]
        return dashes[-1] + 1 if dashes else begin

    def quote_before(self, cue: int) -> tuple[int, int] | None:
        """The words of a quotation that closes right before the cue (a comma may stand between)."""
        end = cue
        while end and self.words[end - 1] in COMMAS:
            end -= 1
        inner = self.page.inside[end - 2] if end >= 2 else -1
        if inner >= 0 and self.page.closes.get(inner) == end - 1 and end - inner > 4:
            return self.quoted(inner)
        return None

    def after_colon(self, colon: int) -> tuple[tuple[int, int] | None, bool]:
        """What a colon introduces, and whether it stands in quotation marks."""
        begin = colon + 1
        while begin < self.page.n and self.words[begin] in ("-", "."):
            begin += 1
        if begin >= self.page.n:
            return None, False
        if begin in self.page.closes:
            return self.quoted(begin), True
        # Words after a colon are the speaker's own, marks or not, unless "that" opens them.
        return self.clause(begin), self.words[begin] not in self.lexicon.words("that")

    def trim(self, begin: int, end: int) -> tuple[int, int] | None:
        """The range without marks at its edges; a mark that closes a pair opened inside stays."""
        page = self.page
        while begin < end and self.words[begin] in _TRAILING:
            begin += 1
        while begin < end:
            last = self.words[end - 1]
            if last == "وذلك":
                end -= 1
                continue
            if last == ")" and "(" in self.words[begin : end - 1]:
                break
            opened_inside = page.opens.get(end - 1, -1) >= begin
            if last in _TRAILING or (not last[:1].isalnum() and not opened_inside and last not in ")%٪"):
                end -= 1
            else:
                break
        return (begin, end) if begin < end else None

    def kind(self, content: tuple[int, int] | None, quoted: bool) -> ContentKind:
        """Direct where all of it stands in quotation marks, mixed where some does."""
        if content is None:
            return ContentKind.INDIRECT
        begin, end = content
        if quoted:
            return ContentKind.DIRECT
        words = self.lexicon.words("that") | self.lexicon.words("before_that")
        first = begin
        while first < end and self.words[first] in words:
            first += 1
        if first in self.page.closes and self.page.closes[first] >= end - 1:
            return ContentKind.DIRECT
        # A quotation of two words or so is a name or a nickname as often as not.
        closes = self.page.closes
        partly = any(closes.get(mark, mark) - mark > 2 for mark in range(begin, end))
        return ContentKind.MIXED if partly else ContentKind.INDIRECT


def match_phrase(words: list[str], i: int, phrase: tuple[str, ...]) -> bool:
    """Whether the words of ``phrase`` stand at ``i``; a last ``ل`` also matches as a clitic."""
    n = len(phrase)
    if phrase[-1] == "ل" and n > 1:
        return (
            i + n <= len(words)
            and tuple(words[i : i + n - 1]) == phrase[:-1]
            and words[i + n - 1].startswith("ل")
        )
    return tuple(words[i : i + n]) == phrase
