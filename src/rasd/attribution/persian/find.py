"""Finds attributions in Persian: every reporting word with its source and its content, not yet resolved.

CASE 1  a phrase such as «به گزارش» or «به گفته» names the source of the clause
CASE 2  a refusal or silence: «از اظهارنظر خودداری کرد»
CASE 3  a verb of one word behind its subject: «وزیر گفت: ...»
CASE 4  a compound with a light verb: «اعلام کرد که», «خبر را تکذیب کرد», «از آتش‌سوزی خبر داد»
CASE 5  a headline: «وزیر: ...»
CASE 6  a passive whose agent is named: «خبر از سوی وزیر تأیید شد»
"""

from __future__ import annotations

from rasd.attribution.draft import Draft, Part
from rasd.attribution.persian.phrases import Phrases
from rasd.attribution.ranges import Range, kind_by_marks, phrase_at
from rasd.attribution.scan import Page
from rasd.lang.persian import Fa, PersianLexicon, PersianVerb, VerbForm
from rasd.model import ContentKind, LinkType, Stance

_HEADLINE = 9
_WITHHELD = 20  # tokens from what is withheld to the verb of refusing
_ABOUT = frozenset({"مورد", "خصوص", "باره", "زمينه", "رابطه", "ارتباط", "پيرامون", "سوال"})
_AGENT, _SIDE = frozenset({"توسط", "از"}), frozenset({"سوي", "طرف", "جانب"})
_PASSIVE = frozenset({"شد", "ميشود", "شده", "شود"})
_MEDIA = frozenset({LinkType.AGENCY, LinkType.OUTLET})
_SUBJUNCTIVE = frozenset({"كند", "كنند", "نمايد", "نمايند"})
_PERFECT = frozenset({"است", "اند", "ام", "ايم", "بود", "بودند", "ايد"})


class Finder:
    """Walks over one page and collects drafts in text order."""

    def __init__(self, page: Page, persian: PersianLexicon) -> None:
        self.page, self.persian = page, persian
        self.words, self.kinds = page.words, page.kinds
        self.phrases = Phrases(page, persian)
        self.found: list[Draft] = []
        self._agencies: dict[int, list[Part]] = {}  # by sentence: whose report it is said to be
        self._relayed: dict[int, list[Part]] = {}  # by sentence: on whose words it rests

    def run(self) -> list[Draft]:
        """All attributions of the page, nearly in text order."""
        done = 0
        for i, word in enumerate(self.words):
            if i < done:
                continue
            draft = self._at(i, word)
            if draft is not None:
                self.found.append(draft)
                done = draft.cue[1]
        return self.found

    def _at(self, i: int, word: str) -> Draft | None:
        draft = None
        if word in self.persian.declines or word in self.persian.withheld:
            draft = self._declines(i) or self._withheld(i)
        if draft is None and word in self.persian.unable:
            draft = self._unable(i)
        if draft is None and word in self.persian.according:
            draft = self._according(i)
        if draft is None and self.kinds[i] & Fa.SIMPLE:
            draft = self._simple(i)
        if draft is None and self.kinds[i] & Fa.LIGHT:
            draft = self._compound(i)
        if draft is None and word == ":":
            draft = self._headline(i)
        return draft

    # ------------------------------------------------------------------ CASE 1

    def _according(self, i: int) -> Draft | None:
        """``به گزارش X،``: the source of the sentence, or the agency that a report in it came through."""
        phrase = phrase_at(self.words, i, self.persian.according)
        if phrase is None or self.page.inside[i] >= 0:
            return None
        begin, limit = self.page.sentence(i)
        behind = i + len(phrase)
        end = self._party_end(behind, limit)
        if end == behind:
            return None
        source = Part(behind, end)
        sentence = self.page.sentence_of[i]
        reports = any(self._reports(k) for k in range(end, limit))
        if phrase in self.persian.relaying and self._goes_through(i, source):
            return None
        if phrase in self.persian.relaying and (reports or i > begin):
            self._relayed.setdefault(sentence, []).append(source)
            return None
        if reports:
            self._agencies.setdefault(sentence, []).append(source)
            return None
        draft = Draft((i, behind), "according-to", source=source)
        draft.content = self._around(begin, i, self._rests_on(draft, end, limit), limit)
        return draft if draft.content else None

    def _goes_through(self, i: int, source: Part) -> bool:
        """``به گزارش فارس به نقل از روزنامه صبح، وزیر گفت``: the second medium stands between the two."""
        agencies = self._agencies.get(self.page.sentence_of[i])
        noun = self.persian.nouns.get(self.words[source.begin])
        medium = source.begin in self.page.parties or (noun is not None and noun.type in _MEDIA)
        if not agencies or not medium or any(self.kinds[k] & Fa.WORD for k in range(agencies[-1].end, i)):
            return False
        agencies.append(source)
        return True

    def _rests_on(self, draft: Draft, end: int, limit: int) -> int:
        """``به گزارش تسنیم به نقل از یک منبع،``: behind the party on whose words the report rests."""
        phrase = phrase_at(self.words, end, self.persian.according) if end < limit else None
        if phrase is None or phrase not in self.persian.relaying:
            return end
        begin = end + len(phrase)
        end = self._party_end(begin, limit)
        if end > begin:
            draft.relayed.append(Part(begin, end))
        return end

    def _party_end(self, begin: int, limit: int) -> int:
        """One past the party that a phrase names: up to a comma, a preposition, the next such phrase."""
        k = begin
        while k < limit:
            kind = self.kinds[k]
            if kind & (Fa.COMMA | Fa.THAT | Fa.SIMPLE | Fa.LIGHT) or (kind & Fa.PREPOSITIONS and k > begin):
                break
            if (not kind & Fa.WORD and self.words[k] not in '«»"()') or self._compound_at(k, limit):
                break
            k += 1
        return k

    def _compound_at(self, k: int, limit: int) -> bool:
        """Whether a reporting compound begins at the token: ``منابع آگاه گزارش داد``."""
        for light in range(k + 1, min(k + 4, limit)):
            if self.kinds[light] & Fa.LIGHT:
                found = self._noun(light)
                return found is not None and light - len(found[0]) == k
        return False

    def _around(self, begin: int, i: int, end: int, limit: int) -> Range | None:
        """What the phrase is said of: the rest of its sentence, or what stands before it."""
        k = end
        while k < limit and self.kinds[k] & (Fa.COMMA | Fa.THAT):
            k += 1
        behind = self.phrases.trim(k, limit)
        opens = i - begin < 3
        if behind is not None and (opens or behind[1] - behind[0] > 3):
            return behind if opens else (begin, behind[1])
        return self.phrases.trim(begin, i)

    def _reports(self, k: int) -> bool:
        return bool(self.kinds[k] & Fa.SIMPLE) or (
            bool(self.kinds[k] & Fa.LIGHT) and self._noun(k) is not None
        )

    # ------------------------------------------------------------------ CASE 2

    def _declines(self, i: int) -> Draft | None:
        phrase = phrase_at(self.words, i, self.persian.declines)
        if phrase is None:
            return None
        source = self.phrases.subject(i)
        draft = Draft((i, i + len(phrase)), "declines", source=source, stance=Stance.DECLINES)
        return draft if source is not None else None

    def _withheld(self, i: int) -> Draft | None:
        """``از تأیید یا تکذیب این خبر خودداری کرد``: what is withheld, of what, and the verb of refusing."""
        deed = phrase_at(self.words, i, self.persian.withheld)
        if deed is None:
            return None
        limit = min(self.page.sentence(i)[1], i + _WITHHELD)
        verbs = self.persian.withholding
        found = ((k, phrase_at(self.words, k, verbs)) for k in range(i + len(deed), limit))
        at, verb = next(((k, verb) for k, verb in found if verb), (i, None))
        source = self.phrases.subject(i)
        if verb is None or source is None:
            return None
        draft = Draft((at, at + len(verb)), "declines", source=source, stance=Stance.DECLINES)
        draft.content = self.phrases.trim(self._behind_deed(i + len(deed), at), at)
        return draft

    def _unable(self, i: int) -> Draft | None:
        """``نتوانست به طور مستقل این خبر را تأیید کند``: what could not be confirmed, and by whom."""
        limit = min(self.page.sentence(i)[1], i + _WITHHELD)
        verb = next((k for k in range(i + 2, limit) if self.words[k] in _SUBJUNCTIVE), None)
        noun = self.persian.light_nouns.get(self.words[verb - 1]) if verb is not None else None
        source = self.phrases.subject(i)
        if verb is None or noun is None or noun.stance is Stance.ASSERTS or source is None:
            return None
        apart = "مستقل" in self.words[i:verb]
        draft = Draft((verb - 1, verb + 1), "declines", source=source, verb=noun.citation)
        draft.stance = Stance.DOUBTS if apart else Stance.DECLINES
        begin = i + 1 + (self.words[i + 1] in _PERFECT)
        adverbial = next((k + 1 for k in range(begin, verb) if self.words[k].startswith("مستقل")), begin)
        draft.content = self._thing(adverbial, verb - 1)
        return draft if draft.content else None

    def _thing(self, begin: int, end: int) -> Range | None:
        """What stands before the first ``را`` between the two."""
        mark = next((k for k in range(begin, end) if self.kinds[k] & Fa.OBJECT_MARK), end)
        return self.phrases.trim(begin, mark)

    def _behind_deed(self, k: int, limit: int) -> int:
        """Behind a second thing withheld (``یا تکذیب``) and the preposition of what it is about."""
        if self.kinds[k] & Fa.CONJUNCTIONS and self.words[k + 1] in self.persian.light_nouns:
            k += 2
        while k < limit and (self.kinds[k] & Fa.PREPOSITIONS or self.words[k] in _ABOUT):
            k += 1
        return k

    # ------------------------------------------------------------------ CASE 3 and 4

    def _simple(self, i: int) -> Draft | None:
        verb, form = self.persian.simple[self.words[i]]
        end = i + 1
        passive = False
        if form.perfect and end < self.page.n:
            passive = self.words[end] in _PASSIVE
            if passive or self.words[end] in _PERFECT:
                end += 1
        content = self._behind(i, end, verb)
        if content is None:
            return None
        draft = Draft((i, i + 1), "verb", content=content, verb=verb.citation)
        return self._filled(draft, verb, form, i, passive)

    def _noun(self, i: int) -> tuple[tuple[str, ...], PersianVerb] | None:
        """What stands before the light verb at ``i`` and makes it a reporting one."""
        form = self.persian.light[self.words[i]]
        last = i
        while last > 0 and self.words[last - 1] in ("نيز", "هم"):
            last -= 1
        for words, verb in self.persian.compounds.get(form.stem, ()):
            if tuple(self.words[max(last - len(words), 0) : last]) == words:
                return words, verb
            if "بعد" in verb.frames and words[0] in self.words[max(self.page.sentence(i)[0], i - 14) : i]:
                return words, verb
        return None

    def _compound(self, i: int) -> Draft | None:
        found = self._noun(i)
        if found is None:
            return self._passive(i)
        words, verb = found
        form = self.persian.light[self.words[i]]
        end = i + 1
        if form.perfect and end < self.page.n and self.words[end] in _PERFECT:
            end += 1
        first = next((k for k in range(i - 1, -1, -1) if self.words[k] == words[0]), i)
        draft = Draft(
            (first, i + 1 if first + len(words) >= i - 1 else first + 1), "compound", verb=verb.citation
        )
        draft.content = (
            self._behind(first, end, verb) or self._object(first, verb) or self._between(first, i, verb)
        )
        if draft.content is None:
            return None
        return self._filled(draft, verb, form, first, False)

    def _passive(self, i: int) -> Draft | None:
        """``این خبر از سوی وزیر تأیید شد``: what was confirmed stands first, then by whom."""
        form = self.persian.light[self.words[i]]
        noun = self.persian.light_nouns.get(self.words[i - 1]) if form.stem == "شد" and i else None
        if noun is None or self.page.inside[i] >= 0:
            return None
        begin = self.phrases.clause_begin(i)
        by = next((k for k in range(i - 2, begin, -1) if self.words[k] in _AGENT), None)
        if by is None:
            return self._unconfirmed(begin, i) if form.negated and noun.stance is not Stance.ASSERTS else None
        first = by + 1 + (self.words[by] == "از")
        content = self.phrases.trim(begin, by)
        if first >= i - 1 or content is None or (self.words[by] == "از" and self.words[by + 1] not in _SIDE):
            return None
        draft = Draft(
            (i - 1, i + 1), "passive", source=Part(first, i - 1), content=content, verb=noun.citation
        )
        draft.stance = Stance.DECLINES if form.negated else noun.stance
        return draft

    def _unconfirmed(self, begin: int, i: int) -> Draft | None:
        """``صحت این خبر هنوز تأیید نشده``: nobody's words, and in doubt."""
        ends = Fa.ADVERBS | Fa.PREPOSITIONS | Fa.TIMES
        adverbials = (k for k in range(begin + 1, i - 1) if self.kinds[k] & ends or self.words[k] == "هنوز")
        end = next(adverbials, i - 1)
        content = self.phrases.trim(begin, end)
        return Draft((i - 1, i + 1), "hedge", content=content, stance=Stance.DOUBTS) if content else None

    def _behind(self, cue: int, end: int, verb: PersianVerb) -> Range | None:
        """The clause behind the verb, if one follows in its sentence."""
        if "clause" not in verb.frames or end >= self.page.n:
            return None
        limit = self.page.sentence(cue)[1]
        if self.words[end] == ":" or (end < limit and self.kinds[end] & (Fa.COMMA | Fa.THAT)):
            return self.phrases.clause(end)
        if end < limit and (self.kinds[end] & Fa.WORD or end in self.page.closes):
            return None if self.kinds[end] & Fa.CONJUNCTIONS else self.phrases.clause(end)
        return None

    def _object(self, first: int, verb: PersianVerb) -> Range | None:
        """``خبر را تکذیب کرد``, ``از آتش‌سوزی خبر داد``: the noun phrase before the verb."""
        begin = self.phrases.clause_begin(first)
        if "object" in verb.frames:
            mark = next((k for k in range(first - 1, begin, -1) if self.kinds[k] & Fa.OBJECT_MARK), None)
            if mark is not None:
                subject = self.phrases.subject(first)
                at = subject.end if subject is not None and subject.end < mark else begin
                both = at < mark and self.words[at] == "نه"  # "neither confirmed this nor denied that"
                return self._thing(at + 1, mark) if both else self.phrases.trim(at, mark)
        for k in range(first - 1, begin, -1):
            if self.words[k] in verb.frames and self.kinds[k] & Fa.PREPOSITIONS:
                return self.phrases.trim(k + 1, first)
        return None

    def _between(self, first: int, light: int, verb: PersianVerb) -> Range | None:
        """``خواستار توقف حملات شد``: what stands between the two parts of the verb."""
        return self.phrases.trim(first + 1, light) if "بعد" in verb.frames else None

    def _filled(self, draft: Draft, verb: PersianVerb, form: VerbForm, i: int, passive: bool) -> Draft | None:
        if self.page.inside[i] >= 0:
            return None
        draft.source = None if passive else self._source(i, draft.content)
        draft.stance = verb.stance
        neither = draft.source is not None and self.words[draft.source.end] == "نه"
        if form.negated or (i and self.words[i - 1] == "نه") or neither:
            draft.stance = Stance.DENIES if verb.kind == "think" else Stance.DECLINES
        agencies = self._agencies.get(self.page.sentence_of[i], [])
        if draft.source is None and agencies and not passive:
            draft.source, agencies = agencies[-1], agencies[:-1]
        draft.through = list(agencies)
        draft.relayed = self._relayed.pop(self.page.sentence_of[i], [])
        if draft.source is None and not passive:
            draft.pattern = "implied-subject"
        return draft

    def _source(self, i: int, content: Range | None) -> Part | None:
        """The subject, which ends before a preposition that what is said stands behind."""
        source = self.phrases.subject(i)
        if source is None or content is None or not source.begin < content[0] - 1 < source.end:
            return source
        behind = self.kinds[content[0] - 1] & Fa.PREPOSITIONS
        return Part(source.begin, content[0] - 1) if behind else source

    # ------------------------------------------------------------------ CASE 5

    def _headline(self, i: int) -> Draft | None:
        """``وزیر: قیمت‌ها پایین می‌آید``: a party and a colon open a line."""
        begin, line = self.page.sentence(i)[0], self.page.line_end[i]
        opens = begin == 0 or self.page.line_end[begin - 1] == begin
        if not opens or not begin < i <= begin + _HEADLINE or i + 2 >= line or self.page.inside[i] >= 0:
            return None
        known = self.kinds[begin] & Fa.NOUN or begin in self.page.parties
        if not known or any(self.phrases.finite(k) for k in range(begin, i)):
            return None
        content = self.phrases.trim(i + 1, line)
        return Draft((i, i + 1), "headline", source=Part(begin, i), content=content) if content else None

    def content_kind(self, content: Range | None, quoted: bool) -> ContentKind:
        """Direct where marks stand round all of it, mixed where some stand inside."""
        if content is None:
            return ContentKind.INDIRECT
        begin, end = content
        if quoted or (begin and self.page.closes.get(begin - 1) in (end, end + 1)):
            return ContentKind.DIRECT
        return kind_by_marks(self.page, begin, end)
