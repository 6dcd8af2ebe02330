"""What was said: the clause, the quotation or the noun phrase that an English reporting word reports."""

from __future__ import annotations

from collections.abc import Callable

from rasd.attribution.english.phrases import Phrases
from rasd.attribution.ranges import QUOTES, Range, kind_by_marks, trim
from rasd.attribution.scan import Page
from rasd.lang.english import En, EnglishCue, EnglishLexicon
from rasd.model import ContentKind

_TRAILING = frozenset(",;.:!?-–—―…()[]")
_REACH = 14  # tokens in which a clause shows its verb
_OWN_VOICE = frozenset({"so", "though", "although", "yet", "cause", "while", "as", "which", "after", "with"})
_NOT_FINITE = frozenset({"'s", "having", "being", "been", "be"})
_SHORT = 8  # tokens of a phrase behind which the sentence's own verb may come
_AMONG = (["including"], ["particularly"], ["especially"], ["not"], ["like"])
_OPENERS = frozenset({
    "after", "before", "when", "while", "because", "as", "since", "although", "though", "but", "if",
    "until", "where", "during", "whereas",
})  # fmt: skip


class Contents:
    """Finds contents on one page; ranges are token indexes, end exclusive."""

    def __init__(self, page: Page, english: EnglishLexicon, phrases: Phrases) -> None:
        self.page, self.english, self.phrases = page, english, phrases
        self.words, self.kinds = page.words, page.kinds

    def trim(self, begin: int, end: int) -> Range | None:
        """The range without marks at its edges; quotation marks inside stay in pairs."""
        return trim(self.page, begin, end, _TRAILING)

    # ------------------------------------------------------------------ behind the cue

    def clause(self, begin: int, thought: bool = False) -> Range | None:
        """The clause from ``begin`` to the end of its sentence, or to where another report begins.

        ``thought``: what is thought ends where a clause of the writer's own is joined; what is said goes on.
        """
        limit = self.page.sentence(begin)[1]
        tail = self._tail(limit)
        k = self._until(
            begin,
            lambda k: k == tail or self._another(begin, k, limit) or (thought and self._joined(k, limit)),
        )
        if k == limit and self.words[k - 1] == ":" and self.page.line_end[k - 1] == k:
            block = self.block(k - 1)
            return (begin, block[1]) if block else self.trim(begin, k)
        return self.trim(begin, k)

    def _tail(self, limit: int) -> int:
        """The comma before a report that ends the sentence: ``..., the Herald reported.``; else -1."""
        cue = limit - 2
        forms = self.english.cues.get(self.words[cue]) if cue > 0 else None
        if forms is None or "past" not in forms.shapes or not any("quote" in v.frames for v in forms.verbs):
            return -1
        subject = self.phrases.subject(cue)
        comma = subject.begin - 1 if subject is not None else -1
        return comma if comma > 0 and self.kinds[comma] & En.COMMA else -1

    def _until(self, begin: int, ends: Callable[[int], bool]) -> int:
        """The first token behind ``begin`` and outside quotations at which something ends."""
        limit = self.page.sentence(begin)[1]
        k = begin
        while k < limit:
            close = self.page.closes.get(k)
            if close is not None and close < limit:
                k = close + 1
                continue
            if k > begin and ends(k):
                break
            k += 1
        return k

    def lead(self, begin: int) -> Range | None:
        """The clause from ``begin`` to its first comma: ``While he said it was late, he``."""
        limit = self.page.sentence(begin)[1]
        comma = next(
            (k for k in range(begin + 1, limit) if self.kinds[k] & En.COMMA and self.page.inside[k] < 0),
            limit,
        )
        return self.trim(begin, comma)

    def _another(self, begin: int, k: int, limit: int) -> bool:
        """Whether another report begins: ``, adding that``, ``, according to``, ``and added that``."""
        kind = self.kinds[k]
        if self.words[k] == ")":
            return "(" not in self.words[begin:k]
        if not kind & (En.COMMA | En.CONJUNCTIONS | En.DASH):
            return False
        if (
            kind & En.COMMA
            and k + 1 < limit
            and (
                (self.words[k + 1] in _OWN_VOICE and not self.kinds[k + 2 - (k + 2 >= limit)] & En.ADVERBS)
                or self.words[k + 1 : k + 3] == ["and", "so"]
                or (self.words[k + 1] == "but" and self._own_subject(k + 2))
                or (self._goes_on_after(k + 1) and not self._aside(begin, k))
            )
        ):
            return True
        j = k + 1
        while (
            j < limit
            and self.kinds[j] & (En.ADVERBS | En.CONJUNCTIONS)
            and not self.kinds[j] & En.DETERMINERS
        ):
            j += 1
        if j >= limit:
            return False
        if (self.words[j] == "according" and k - begin > 1) or (self.words[j] == "citing"):
            return True
        return self._reported(k, j, limit)

    def _reported(self, k: int, j: int, limit: int) -> bool:
        """Whether a verb of reporting stands at ``j``, behind the mark or conjunction at ``k``."""
        kind = self.kinds[k]
        if self._own_report(k, j, limit):
            return True
        cue = self.english.cues.get(self.words[j])
        if cue is None or not self._whole(j, cue):
            return self.words[k] == "but" and self.phrases.finite(j)
        if "ing" in cue.shapes:
            return bool(kind & En.COMMA) and not self.kinds[j - 1] & En.PREPOSITIONS
        verb = bool(cue.shapes & {"past", "s"}) and not cue.verbs[0].noun
        return bool(kind & En.CONJUNCTIONS) and verb

    def _whole(self, k: int, cue: EnglishCue) -> bool:
        """Whether the words that the verb counts with stand behind it: ``made clear``, not ``made``."""
        return any(tuple(self.words[k + 1 : k + 1 + len(v.particle)]) == v.particle for v in cue.verbs)

    def _own_report(self, k: int, j: int, limit: int) -> bool:
        """``, and Democrats accused the board``, ``, who have questioned it``: the writer reports another."""
        if self.kinds[k] & En.COMMA and self.kinds[j] & En.RELATIVES:
            verb = j + 1
        elif self.kinds[k] & En.CONJUNCTIONS and self.words[k] in ("and", "but"):
            verb = self.phrases.end(j, limit, appositions=False)
        else:
            return False
        while verb < limit and self.kinds[verb] & (En.AUXILIARIES | En.ADVERBS) and self.words[verb] != "to":
            verb += 1
        cue = self.english.cues.get(self.words[verb]) if j < verb < limit else None
        return (
            cue is not None
            and "past" in cue.shapes
            and cue.verbs[-1].kind != "think"
            and self._whole(verb, cue)
        )

    def _own_subject(self, k: int) -> bool:
        """``, but she has also``: the writer goes on with a clause of a subject of its own."""
        return k + 1 < self.page.n and bool(self.kinds[k] & En.PRONOUNS) and self.phrases.finite(k + 1)

    def _joined(self, k: int, limit: int) -> bool:
        """``I think it is late, but she``; ``because``, ``so``, ``when`` behind what somebody thinks."""
        if self.words[k] in ("because", "whereas", "so") or (
            self.words[k] == "but" and self._clause_next(k + 1)
        ):
            return True
        if not self.kinds[k] & En.COMMA or k + 1 >= limit:
            return False
        after = self.kinds[k + 1]
        return bool(after & (En.CONJUNCTIONS | En.PRONOUNS | En.WH)) and self._clause_next(
            k + 1 + bool(after & En.CONJUNCTIONS)
        )

    def _clause_next(self, k: int) -> bool:
        near = range(k, min(k + 4, self.page.n))
        return any(self.kinds[j] & (En.PRONOUNS | En.SUBORDINATORS) or self.phrases.finite(j) for j in near)

    def _aside(self, begin: int, end: int) -> bool:
        """Whether a relative clause or an apposition opens behind a comma in between."""
        return any(self.kinds[k] & En.COMMA for k in range(begin, end))

    def _goes_on_after(self, k: int) -> bool:
        """``people who believe that it exists, were expelled``: the sentence goes on behind a clause."""
        return bool(self.kinds[k] & En.AUXILIARIES) and self.phrases.finite(k)

    def object(self, begin: int) -> Range | None:
        """The noun phrase or infinitive from ``begin``, up to a comma, an adverbial or another verb."""
        limit = self.page.sentence(begin)[1]
        return self.trim(begin, self._until(begin, lambda k: self._ends_object(k, begin, limit)))

    def _ends_object(self, k: int, begin: int, limit: int) -> bool:
        """Whether the phrase ends at the token: at a mark, an adverbial, or a verb that is not its own."""
        kind, word = self.kinds[k], self.words[k]
        if not kind & En.WORD:
            return self._mark_ends(k, limit)
        if word in _OPENERS and word != "as":
            return True
        if kind & En.CONJUNCTIONS:
            return word == "but" or (word == "and" and k + 1 < limit and self._verb_next(k + 1))
        return self._adverbial(k, limit) or self._predicate(k, begin)

    def _mark_ends(self, k: int, limit: int) -> bool:
        if self.kinds[k] & En.COMMA:
            return not (self._described(k, limit) or self._listing(k, limit))
        if self.kinds[k] & En.DASH:
            later = any(self.kinds[j] & En.DASH for j in range(k + 1, limit))
            return not later and self.words[k + 1 : k + 2] != ["including"]
        return self.words[k] == ":"

    def _adverbial(self, k: int, limit: int) -> bool:
        """``on Monday``, ``last week``, ``by comparing``."""
        kind, word = self.kinds[k], self.words[k]
        following = self.kinds[k + 1] if k + 1 < limit else 0
        if word in ("on", "in") and following & (En.TIMES | En.DIGIT):
            return True
        if word == "by" and following & En.PARTICIPLE:
            return True
        return bool(kind & En.TIMES) and not self.kinds[k - 1] & (En.DETERMINERS | En.PREPOSITIONS)

    def _predicate(self, k: int, begin: int) -> bool:
        """``those who support Clinton are``: the verb of the sentence around it."""
        if not self.kinds[k] & En.AUXILIARIES or not self.phrases.finite(k) or self.words[k] in _NOT_FINITE:
            return False
        inner = En.RELATIVES | En.THAT | En.SUBORDINATORS | En.PRONOUNS
        return k - begin < _SHORT and not any(kind & inner for kind in self.kinds[begin:k])

    def _described(self, comma: int, limit: int) -> bool:
        """Whether what follows a comma says more of what stands before it: ``Bush, who``."""
        following = self.kinds[comma + 1] if comma + 1 < limit else 0
        return bool(following & En.RELATIVES) or self.words[comma + 1 : comma + 2] in _AMONG

    def _listing(self, comma: int, limit: int) -> bool:
        """A comma in a list or a place's: ``jobs, trade and taxes``, ``Tulsa, Okla.``."""
        for j in range(comma + 1, min(limit, comma + 7)):
            if self.words[j] in ("and", "or"):
                return not self._verb_next(min(j + 1, limit - 1)) and j > comma + 1
            if self.kinds[j] & En.COMMA:
                return j > comma + 1 and not self.kinds[comma + 1] & (
                    En.PARTICIPLE | En.PREPOSITIONS | En.ADVERBS
                )
            if self.phrases.finite(j) or self.kinds[j] & (En.RELATIVES | En.SUBORDINATORS):
                return False
        return False

    def _verb_next(self, k: int) -> bool:
        while k < self.page.n - 1 and self.kinds[k] & En.ADVERBS:
            k += 1
        if self.phrases.finite(k) or (self.words[k] in self.english.cues and not self.kinds[k] & En.NOUN):
            return True
        subject = self.phrases.capital[k] or bool(self.kinds[k] & En.PRONOUNS)
        return subject and k + 1 < self.page.n and self.phrases.finite(k + 1)

    def is_clause(self, begin: int) -> bool:
        """Whether a finite verb follows the noun phrase that stands at ``begin``."""
        limit = min(self.page.sentence(begin)[1], begin + _REACH)
        kinds = self.kinds
        if (
            kinds[begin] & En.PRONOUNS
            and not self.phrases.determines(begin)
            and self.words[begin] not in ("it", "her")
        ):
            return True
        for k in range(begin, limit):
            if k > begin and self.phrases.finite(k):
                return True
            if (not kinds[k] & En.WORD and self.words[k] not in QUOTES) or kinds[k] & (
                En.RELATIVES | En.THAT | En.INFINITIVE
            ):
                return False
            cue = self.english.cues.get(self.words[k])
            if (
                k > begin
                and cue
                and "s" in cue.shapes
                and not kinds[k - 1] & (En.DETERMINERS | En.PREPOSITIONS)
                and not kinds[k] & En.NOUN
            ):
                return True
        return False

    # ------------------------------------------------------------------ quotations

    def quotation(self, opening: int) -> Range | None:
        """The quotation that opens at ``opening``, and the ones that follow it at once in its line."""
        close = self.page.closes.get(opening)
        if close is None:
            return None
        return self.trim(opening + 1, self._following(close, self.page.line_end[opening]))

    def _following(self, close: int, line: int) -> int:
        """The end of the last of the quotations that follow a closing mark at once."""
        end = close
        while end + 1 < line and end + 1 in self.page.closes and self.page.closes[end + 1] < line:
            end = self.page.closes[end + 1]
        return end

    def block(self, colon: int) -> Range | None:
        """The paragraphs behind a colon that ends its line: the quoted ones, or the next one."""
        page = self.page
        begin = page.line_end[colon]
        if begin >= page.n:
            return None
        end = page.line_end[begin]
        quoted = begin in page.closes
        while quoted and end < page.n and end in page.closes:
            end = page.line_end[end]
        return self.trim(begin, end)

    def before(self, end: int) -> tuple[Range | None, bool]:
        """What stands before a report at the end of its sentence: ``"..., " she said``; whether in marks."""
        page, begin = self.page, self.page.sentence(end)[0]
        last = end - 1
        if end and self.closed_before(end) and page.line_end[last] == page.line_end[min(end, page.n - 1)]:
            return (self.opened(page.opens[last]), last), True  # "...?" she said: the mark ends a sentence
        while last >= begin and (self.words[last] in _TRAILING and last not in page.opens):
            last -= 1
        while (
            last >= begin
            and self.words[last] in QUOTES
            and last not in page.opens
            and self.words[last] != "“"
        ):
            last -= 1  # its opening mark is missing
        missing = last < end - 1 and self.words[last + 1] in QUOTES
        while last >= begin and self.words[last] in _TRAILING:
            last -= 1
        if last < begin:
            return None, False
        if missing:
            return (begin, last + 1), True
        opening = page.opens.get(last)
        if opening is not None:
            return (self.opened(opening), last), True
        adverbial = self.kinds[begin] & (En.PREPOSITIONS | En.SUBORDINATORS)
        if last - begin < 1 or (adverbial and not any(self._verb_at(k) for k in range(begin, last + 1))):
            return None, False
        return (begin, last + 1), False

    def closed_before(self, k: int) -> bool:
        """Whether a quotation ends right before the token that a report of it may go on from.

        One that ends with a full stop, with a new sentence behind it, is over: ``"... late." He says``.
        """
        mark = k - 1
        if mark < 1 or mark not in self.page.opens:
            return False
        return self.words[mark - 1] != "." or self.page.sentence(k)[0] != k

    def starts(self, cue: int) -> bool:
        """Whether a clause with a comma stands before the report: ``it was late, they said, and``."""
        begin = self.page.sentence(cue)[0]
        return any(self.kinds[k] & En.COMMA for k in range(begin, cue))

    def opened(self, opening: int) -> int:
        """Where the clause begins that a quotation ends: ``But "it is a better use," he said``."""
        begin = self.page.sentence(opening)[0]
        plain = all(self.kinds[k] & En.WORD for k in range(begin, opening))
        return begin if begin < opening and plain and opening - begin < _REACH else opening + 1

    def _verb_at(self, k: int) -> bool:
        cue = self.english.cues.get(self.words[k])
        return self.phrases.finite(k) or (cue is not None and bool(cue.shapes & {"s", "base"}))

    def resumed(self, end: int) -> int | None:
        """Where the quotation ends that goes on behind the report, and those after it in the paragraph."""
        page = self.page
        line = page.line_end[min(end, page.n - 1)] if end < page.n else page.n
        k = end
        while k < line and self.words[k] in _TRAILING:
            k += 1
        if k < line and k in page.closes and k - end < 3:
            return self._following(page.closes[k], line)
        return None

    def kind(self, content: Range | None, quoted: bool) -> ContentKind:
        """Direct where all of it stands in quotation marks, mixed where some does."""
        if content is None:
            return ContentKind.INDIRECT
        if quoted:
            return ContentKind.DIRECT
        return kind_by_marks(self.page, *content)
