"""CASES 1, 2, 7 and 11: "according to", refusals, headlines, names behind quotations."""

from __future__ import annotations

from rasd.attribution.draft import Draft, Part
from rasd.attribution.english.nominal import Nominal
from rasd.attribution.ranges import QUOTES, Range, phrase_at
from rasd.lang.english import En
from rasd.model import Stance

_HEADLINE = 6
_SIGNED = 9  # tokens of a line that a name behind a quotation ends


class Phrasal(Nominal):
    """Finds reports of phrases."""

    def _according(self, i: int) -> Draft | None:
        phrase = phrase_at(self.words, i, self.english.according)
        if phrase is None or self.page.inside[i] >= 0:
            return None
        behind = i + len(phrase)
        begin, limit = self.page.sentence(i)
        opens = all(not self.kinds[k] & En.WORD or self.kinds[k] & En.CONJUNCTIONS for k in range(begin, i))
        source = self._source(behind, limit, opens)
        if source is None:
            return None
        draft = Draft((i, behind), "according-to", source=source)
        if opens:
            draft.content = self.contents.clause(source.end) if source.end < limit else None
        else:
            draft.content = self.contents.trim(*self._clause_before(i))
        if draft.content is None and begin:
            draft.content = self.contents.trim(*self.page.sentence(begin - 1))
        return draft if draft.content else None

    def _clause_before(self, i: int) -> Range:
        """The clause that ends at ``i``: from the sentence's begin, or behind an opening report of it."""
        begin = self.page.sentence(i)[0]
        quoted = self.page.opens.get(i - 1) if i else None
        return (quoted, i) if quoted is not None and quoted >= begin else (begin, i)

    def _declines(self, i: int) -> Draft | None:
        phrase = phrase_at(self.words, i, self.english.declines)
        if phrase is None:
            return None
        limit = self.page.sentence(i)[1]
        behind = self._or_another(i + len(phrase), limit)
        draft = Draft((i, behind), "declines", stance=Stance.DECLINES)
        if self.words[i].endswith("ing"):
            self._go_on(draft)
        else:
            draft.source = self.phrases.subject(self.phrases.group(i).begin)
        near = range(behind, min(limit, behind + 7))
        about = [k for k in near if self.words[k] in ("on", "about", "to") and not self._timed(k + 1, limit)]
        if about or (behind < limit and self.kinds[behind] & En.WORD):
            at = about[-1] + 1 if about else behind
            draft.content = self.contents.object(at) if at < limit else None
        if draft.content and self.words[draft.content[1] - 1] == "comment":
            draft.content = None  # "to a request for comment": that is nothing said
        return draft if draft.source else None

    def _timed(self, k: int, limit: int) -> bool:
        """``on Sunday``: when, and not on what."""
        return k < limit and bool(self.kinds[k] & En.TIMES)

    def _or_another(self, behind: int, limit: int) -> int:
        """``to confirm or deny``: behind the second verb."""
        two = behind + 1 < limit and self.words[behind] in ("or", "nor")
        return behind + 2 if two and self.words[behind + 1] in self.english.cues else behind

    def _absent(self, i: int) -> Draft | None:
        """``There was no immediate comment from the ministry``."""
        phrase = phrase_at(self.words, i, self.english.absent)
        if phrase is None or self.page.inside[i] >= 0:
            return None
        behind, limit = i + len(phrase), self.page.sentence(i)[1]
        by = next((k for k in range(behind, min(limit, behind + 6)) if self.words[k] in ("from", "by")), None)
        source = self._source(by + 1, limit) if by is not None and by + 1 < limit else None
        return Draft((i, behind), "declines", source=source, stance=Stance.DECLINES) if source else None

    def _headline(self, i: int) -> Draft | None:
        """``Poll: most voters are tired``; ``"TRUMP: We will win.`` in a transcript."""
        begin = self.page.sentence(i)[0]
        line = self.page.line_end[i]
        first = i - _HEADLINE <= begin and (begin == 0 or self.page.line_end[begin - 1] == begin)
        begin += self.words[begin] in QUOTES
        transcript = begin < i and self._transcript(begin, i)
        if not first or begin >= i or i + 2 >= line or (self.page.inside[i] >= 0 and not transcript):
            return None
        if not (transcript or (begin == 0 and self._names(begin, i))):
            return None
        if any(self.phrases.finite(k) for k in range(begin, i)):
            return None
        content = self.contents.trim(i + 1, line)
        return Draft((i, i + 1), "headline", source=Part(begin, i), content=content) if content else None

    def _names(self, begin: int, end: int) -> bool:
        """Whether what stands before the colon can speak: no ``Meanwhile:``, no ``Friends no more:``."""
        closed = En.PREPOSITIONS | En.ADVERBS | En.COMMA | En.SUBORDINATORS | En.TIMES
        party = any(
            self.kinds[k] & (En.NOUN | En.HEADLESS) or k in self.page.parties for k in range(begin, end)
        )
        bare = not any(
            self.kinds[k] & (closed | En.DETERMINERS) and (self.words[k] != "on" or k == begin)
            for k in range(begin, end)
        )
        return party or bare

    def _transcript(self, begin: int, end: int) -> bool:
        """``TRUMP: We will win.``: a name in capitals opens the line."""
        return self.page.span(begin, end).of(self.page.text).isupper()

    def _credit(self, i: int) -> Draft | None:
        """``"It is late." - Omar Reda``: a name behind a dash that ends the line of a quotation."""
        page, close = self.page, i - 1
        if page.words[close] == page.words[i]:
            close -= 1  # a dash of two strokes
        line = page.line_end[i]
        if (
            close < 1
            or close not in page.opens
            or not i + 1 < line <= i + _SIGNED
            or not self.phrases.capital[i + 1]
        ):
            return None
        content = self.contents.trim(page.opens[close] + 1, close)
        closed = En.PREPOSITIONS | En.AUXILIARIES | En.CONJUNCTIONS | En.PRONOUNS
        if content is None or any(self.kinds[k] & closed or self.words[k] == ":" for k in range(i + 1, line)):
            return None
        source = self._source(i + 1, line)
        return Draft((i, i + 1), "credit", source=source, content=content, quoted=True) if source else None
