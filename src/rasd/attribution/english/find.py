"""Finds attributions in English: every reporting word with its source and its content, not yet resolved.

CASE 1  a phrase such as "according to" names the source of a clause
CASE 2  a refusal or silence: "declined to comment", "could not be reached"
CASE 3  a finite verb behind its subject, and what it takes: "said that", "called for", "promised to"
CASE 4  the same behind what was said: "..., she said", "...," said the minister
CASE 5  a verb without a subject of its own, which goes on with another's: ", adding that", "to denounce"
CASE 6  a passive: "was criticised by"
CASE 7  a headline: "Poll: most voters are tired"
"""

from __future__ import annotations

from dataclasses import dataclass

from rasd.attribution.draft import Draft, Part
from rasd.attribution.english.contents import Contents, Range
from rasd.attribution.english.hedges import Hedges
from rasd.attribution.english.phrases import Group, Phrases
from rasd.attribution.scan import Page
from rasd.lang.english import En, EnglishCue, EnglishLexicon, EnglishVerb
from rasd.model import Stance

_QUOTES = frozenset('"“”«»')
_STOPS = frozenset(".!?…")
_TOLD = 16  # tokens that may name those who are told
_HEADLINE = 6
_RELAYING = frozenset({"cite", "quote"})
_OWN = frozenset({"he", "she", "who"})
_MONEY = frozenset("$£€")
_WHOSE = frozenset({"his", "her", "their", "its", "our", "my"})


@dataclass(slots=True)
class _After:
    """What stands behind a verb: its content, by which frame; ``stop`` is where the reading ended."""

    content: Range | None
    frame: str
    verb: EnglishVerb
    quoted: bool = False
    stop: int = 0
    through: tuple[Part, ...] = ()


class Finder(Hedges):
    """Walks over one page and collects drafts in text order."""

    def __init__(self, page: Page, english: EnglishLexicon) -> None:
        self.page, self.english = page, english
        self.words, self.kinds = page.words, page.kinds
        self.phrases = Phrases(page, english)
        self.contents = Contents(page, english, self.phrases)
        self.drafts: list[Draft] = []

    def run(self) -> list[Draft]:
        """All attributions of the page, nearly in text order."""
        cues, according, declines = self.english.cues, self.english.according, self.english.declines
        done = 0
        for i, word in enumerate(self.words):
            if i < done:
                continue
            draft = None
            if word in according:
                draft = self._according(i)
            if draft is None and word in declines:
                draft = self._declines(i)
            if draft is None and word in cues:
                draft = self._verb(i, cues[word])
            if draft is None and word in self.english.adjectives:
                draft = self._adjective(i, self.english.adjectives[word])
            if draft is None and word in self.english.deeds:
                draft = self._deed(i, self.english.deeds[word])
            if draft is None and (word in self.english.hedging_verbs or word in self.english.hedging_adverbs):
                draft = self._hedged(i)
            if draft is None and word == ":":
                draft = self._headline(i)
            if draft is not None:
                self.drafts.append(draft)
                done = draft.cue[1]
        return self.drafts

    # ------------------------------------------------------------------ CASE 1: according to

    def _according(self, i: int) -> Draft | None:
        phrase = next((p for p in self.english.according[self.words[i]] if self._stands(i, p)), None)
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

    def _source(self, begin: int, limit: int, opens: bool = False) -> Part | None:
        """The party that begins there; where it ``opens`` a sentence, a clause follows its comma."""
        end = self.phrases.end(begin, limit)
        if opens:
            plain = self.phrases.end(begin, limit, appositions=False)
            end = plain if end >= limit or any(self.phrases.finite(k) for k in range(plain, end)) else end
        while end > begin and not self.kinds[end - 1] & En.WORD and self.words[end - 1] not in ')”"':
            end -= 1
        return Part(begin, end) if end > begin else None

    def _stands(self, i: int, phrase: tuple[str, ...]) -> bool:
        return tuple(self.words[i : i + len(phrase)]) == phrase

    # ------------------------------------------------------------------ CASE 2: refusals

    def _declines(self, i: int) -> Draft | None:
        phrase = next((p for p in self.english.declines[self.words[i]] if self._stands(i, p)), None)
        if phrase is None:
            return None
        source = self.phrases.subject(self.phrases.group(i).begin)
        draft = Draft((i, i + len(phrase)), "refusal", source=source, stance=Stance.DECLINES)
        behind = i + len(phrase)
        limit = self.page.sentence(i)[1]
        about = [k for k in range(behind, min(limit, behind + 7)) if self.words[k] in ("on", "about", "to")]
        if about or (behind < limit and self.kinds[behind] & En.WORD):
            at = about[-1] + 1 if about else behind
            draft.content = self.contents.object(at) if at < limit else None
        return draft if source else None

    # ------------------------------------------------------------------ CASES 3-6: verbs

    def _verb(self, i: int, cue: EnglishCue) -> Draft | None:
        if self.page.inside[i] >= 0 and not self._short_quote(i) and not self._left_over(self.page.inside[i]):
            return None
        group = self.phrases.group(i)
        if not self._verbal(i, cue, group):
            return None
        if group.passive and "participle" in cue.shapes and "ing" not in cue.shapes:
            return self._passive(i, cue, group)
        participle = "ing" in cue.shapes and not group.helped
        loose = participle or group.infinitive
        subject = None if loose else self.phrases.subject(group.begin)
        after = self._after(i, cue)
        if participle and self.phrases.carries(group.begin - 1):
            subject = self.phrases.subject(group.begin)
        if not loose and i and (subject is None or self._turned(i, subject) or self.words[i - 1] in _QUOTES):
            inverted = self._inverted(i, cue)
            if inverted is not None:
                return inverted
        if after is not None and self._nested(i, cue, after):
            return None
        if subject is None and not loose and after is not None and self._opens(i, cue, after):
            return Draft((i, i + 1), "implied", content=after.content)
        if subject is None and not loose and after is not None and after.content and after.verb.base == "ask":
            if self.kinds[i - 1] & En.SUBORDINATORS or self.page.sentence(i)[0] == i:
                return Draft((i, i + 1), "passive", content=after.content, verb="ask")  # "when asked whether"
        draft = Draft((i, i + 1), "participle" if participle else "subject-verb", source=subject)
        if after is None and subject is not None and not self.contents.closed_before(subject.begin):
            lead = self.kinds[self.page.sentence(i)[0]] & (En.PREPOSITIONS | En.SUBORDINATORS | En.ADVERBS)
            if lead or i + 1 >= self.page.n or not self.kinds[i + 1] & En.PREPOSITIONS:
                return None
        if not participle and self._behind(after, draft) and self._says_before(draft, cue):
            return draft
        if after is None or after.content is None:
            return None
        if participle and after.verb.base in _RELAYING and self._relays(after.content):
            return None
        draft.content, draft.quoted = after.content, after.quoted
        draft.stance = self._stance(after.verb, group)
        draft.through = list(after.through)
        self._fit(draft, after)
        draft.verb = after.verb.past
        if after.frame == "particle":
            draft.cue = (i, i + 2)
        if loose or subject is None:
            self._go_on(draft, group)
            if draft.source is None and after.frame not in ("that", "bare"):
                return None
        return draft

    def _nested(self, i: int, cue: EnglishCue | None, after: _After) -> bool:
        """A wish, a belief or a deed within what somebody says is part of it; what another said is not."""
        if not any(d.content and d.content[0] <= i < d.content[1] for d in self.drafts[-4:]):
            return False
        if after.frame not in ("object", "preposition"):
            return after.frame in ("inf", "wh")
        if cue is None or after.verb.kind == "think":
            return True
        past = after.frame == "object" and "past" in cue.shapes
        return not (past or self._has_own_subject(i))

    def _has_own_subject(self, i: int) -> bool:
        """Whether a name or ``he`` stands right before the verb."""
        group = self.phrases.group(i)
        k = group.begin - 1
        return not group.infinitive and k >= 0 and (self.phrases.capital[k] or self.words[k] in _OWN)

    def _opens(self, i: int, cue: EnglishCue, after: _After) -> bool:
        """``Hope this helps``: a first person left out, or a command, opens the sentence."""
        return self.page.sentence(i)[0] == i and "base" in cue.shapes and after.frame in ("that", "bare")

    def _turned(self, i: int, subject: Part) -> bool:
        """``sales fell in May, said the minister``: what seems a subject before the comma is a clause."""
        if not self.kinds[i - 1] & En.COMMA or i + 1 >= self.page.n:
            return False
        begin, limit = self.page.sentence(i)
        source = self._source(i + 1, limit)
        if source is None or (source.end < limit and self.kinds[source.end] & En.WORD):
            return False
        return any(self.phrases.finite(k) for k in range(begin, i - 1))

    def _behind(self, after: _After | None, draft: Draft) -> bool:
        """Whether what was said must stand before: nothing follows, or only ``of the story`` behind marks."""
        if after is None or after.frame == "end":
            return True
        if after.frame in ("that", "quote", "colon") or draft.source is None:
            return False
        return self.contents.closed_before(draft.source.begin)

    def _relays(self, content: Range) -> bool:
        """``the agency reported, citing two officials``: they are the next link of that report's chain."""
        begin = self.page.sentence(content[0])[0]
        noun = (
            any(self.kinds[k] & (En.NOUN | En.HEADLESS) for k in range(*content))
            or content[0] in self.page.parties
        )
        earlier = self.drafts[-1] if self.drafts else None
        if not noun or earlier is None or earlier.cue[0] < begin or earlier.source is None:
            return False
        earlier.relayed.append(Part(*content))
        return True

    @staticmethod
    def _stance(verb: EnglishVerb, group: Group) -> Stance:
        """What a negation makes of it: ``did not say`` declines, ``does not believe`` denies."""
        if not group.negated or verb.stance is Stance.DENIES:
            return verb.stance
        return Stance.DENIES if verb.kind == "think" else Stance.DECLINES

    def _fit(self, draft: Draft, after: _After) -> None:
        """Cut the content of a leading clause at its comma; take in what stands before ``he said, "..."``."""
        source, cue = draft.source, draft.cue[0]
        begin = self.page.sentence(cue)[0]
        first = source.begin if source is not None else cue
        assert draft.content is not None
        leading = first - begin < 3 and any(self.kinds[k] & En.SUBORDINATORS for k in range(begin, first))
        own = draft.pattern != "told" and (
            after.verb.kind == "think"
            or (source is not None and self.words[source.begin] in ("i", "we", "you"))
        )
        if own and after.frame in ("that", "bare", "wh") and after.content:
            draft.content = self.contents.clause(after.content[0], thought=True) or draft.content
        leading = leading or (
            draft.pattern == "participle" and cue - begin < 5 and not self.kinds[cue - 1] & En.COMMA
        )
        if leading and draft.content[0] > cue:
            draft.content = self.contents.lead(draft.content[0]) or draft.content
        elif after.frame == "quote" and source is not None and self.kinds[after.stop - 1] & En.COMMA:
            self._split(draft, begin, first)

    def _split(self, draft: Draft, begin: int, first: int) -> None:
        """``"It is late," he said, "and cold"``; ``If it rains, he said, "we go"``: what stands before, too."""
        assert draft.content is not None
        if self.contents.closed_before(first):
            draft.content = (self.contents.opened(self.page.opens[first - 1]), draft.content[1])
        elif first - begin > 2 and self.kinds[first - 1] & En.COMMA:
            lead = En.PREPOSITIONS | En.CONJUNCTIONS | En.ADVERBS | En.SUBORDINATORS
            if not self.kinds[begin] & lead or self.words[begin] == "if":
                draft.content, draft.quoted = (begin, draft.content[1]), False

    def _left_over(self, mark: int) -> bool:
        """A closing mark whose opening one is missing: ``and that is all," she said.``"""
        page = self.page
        glued = mark > 0 and page.starts[mark] == page.ends[mark - 1]
        return glued and (mark + 1 >= page.n or page.starts[mark + 1] > page.ends[mark])

    def _short_quote(self, i: int) -> bool:
        opening = self.page.inside[i]
        return self.page.closes.get(opening, opening) - opening < 4

    def _verbal(self, i: int, cue: EnglishCue, group: Group) -> bool:
        """Whether the word is a verb here, by what stands before it and behind it."""
        if group.begin < i and not self.phrases._possessive(i - 1):
            helper = self.kinds[i - 1]
            if helper & En.AUXILIARIES or group.helped or group.infinitive:
                return True
        head = group.begin - 1
        if head < self.page.sentence(i)[0]:
            return "base" in cue.shapes or "past" in cue.shapes
        before, word = self.kinds[head], self.words[head]
        if (before & En.DETERMINERS and not before & (En.PRONOUNS | En.HEADLESS)) or word in ("'s", "'", "’", "so-called"):
            return False
        if self.phrases.name(i) and not before & En.PRONOUNS:
            return False
        if cue.shapes <= {"ing"}:
            return not before & En.DETERMINERS
        if before & En.PREPOSITIONS:
            return False
        if "past" in cue.shapes:
            return True
        that = (
            i + 1 < self.page.n
            and self.words[i + 1] == "that"
            and before & En.WORD
            and not self.phrases.finite(head)
        )
        if cue.verbs[0].noun and not self._owns(head) and not that:
            return False
        if "base" in cue.shapes:
            return self._plural(head, cue)
        solid = before & (En.WORD | En.COMMA | En.DASH) or word == ")" or head in self.page.opens
        return bool(solid) and not (
            before & En.CONJUNCTIONS and self.phrases.subject(i) is None and not self._verb_before(i)
        )

    def _plural(self, head: int, cue: EnglishCue) -> bool:
        """Whether the word before a base form can be a subject in the plural."""
        kind, word = self.kinds[head], self.words[head]
        if kind & En.DIGIT or word == "percent":
            return True  # "six in 10 say"
        if kind & En.COMMA and head > 1:  # "others, however, say"
            return self.phrases.subject(head + 1) is not None
        if kind & (En.PRONOUNS | En.OBJECTIVE | En.HEADLESS | En.RELATIVES | En.THAT) or (
            word.endswith("s") and not self.phrases.capital[head]
        ):
            return True
        if word in ("and", "or"):
            return not cue.verbs[0].noun
        joined = "and" in self.words[max(head - 4, 0) : head]
        return self.phrases.capital[head] and (joined or word.endswith("s"))

    def _owns(self, k: int) -> bool:
        """Whether the word before a verb that is a noun as well can be its subject."""
        kind = self.kinds[k]
        party = En.PRONOUNS | En.RELATIVES | En.NOUN | En.HEADLESS | En.COMMA
        return bool(kind & party) or self.phrases.capital[k] or self.words[k] == ")"

    def _verb_before(self, i: int) -> bool:
        begin = self.page.sentence(i)[0]
        return any(d.cue[0] >= begin for d in self.drafts[-3:])

    # ------------------------------------------------------------------ what follows the verb

    def _after(self, i: int, cue: EnglishCue) -> _After | None:
        for verb in cue.verbs:
            if verb.particle:
                if i + 1 < self.page.n and self.words[i + 1] == verb.particle:
                    found = self._frames(i + 2, verb)
                    if found is not None:
                        found.frame = "particle" if found.frame != "end" else "end"
                    return found
                continue
            found = self._frames(i + 1, verb)
            if found is not None:
                return found
        return None

    def _frames(self, behind: int, verb: EnglishVerb) -> _After | None:
        """The first frame of the verb that what follows fits."""
        limit = self.page.sentence(behind - 1)[1]
        k = self._passed(behind, limit, verb)
        if (
            k >= limit
            or self.words[k] in _STOPS
            or self.kinds[k] & (En.COMMA | En.DASH)
            or self.words[k] in "()"
        ):
            if (
                k + 1 < limit
                and self.kinds[k] & En.COMMA
                and k + 1 in self.page.closes
                and "quote" in verb.frames
            ):
                return self._quoted(k + 1, verb)
            if (
                k + 2 < limit
                and self.kinds[k] & En.COMMA
                and verb.frames >= {"that", "quote"}
                and k == behind
            ):
                if self.kinds[k + 1] & (En.PRONOUNS | En.SUBORDINATORS) and not self.contents.starts(
                    behind - 1
                ):
                    return _After(self.contents.clause(k + 1), "bare", verb, stop=k)
            return _After(None, "end", verb, stop=k)
        if self.words[k] == ":":
            return self._colon(k, verb)
        if k in self.page.closes and "quote" in verb.frames:
            return self._quoted(k, verb)
        if "told" in verb.frames and (told := self._told(k, limit, verb)) is not None:
            return told
        return self._clausal(k, limit, verb) or self._nominal(k, limit, verb)

    def _passed(self, k: int, limit: int, verb: EnglishVerb) -> int:
        """Behind adverbs, times and occasions: ``said Thursday in an interview``."""
        kinds, words = self.kinds, self.words
        speech = bool(verb.frames & {"that", "quote", "told"})
        while k < limit:
            kind = kinds[k]
            if kind & En.TIMES and not kind & En.DETERMINERS and words[k + 1 : k + 2] != ["'s"]:
                k += 1
            elif (
                kind & En.DETERMINERS
                and k + 1 < limit
                and kinds[k + 1] & En.TIMES
                and words[k] in ("this", "that")
            ):
                k += 2  # "announced this week"
            elif (
                kind & En.ADVERBS
                and not kind & (En.DETERMINERS | En.PRONOUNS)
                and words[k] not in ("so", "back")
            ):
                k += 1
            elif speech and kind & En.PREPOSITIONS and (that := self._that_later(k, limit)):
                k = that
            elif kind & En.COMMA and k + 2 < limit and kinds[k + 1] & En.ADVERBS and kinds[k + 2] & En.COMMA:
                k += 3  # "said, however, that"
            elif k in self.page.dates and self.page.dates[k] > k:
                k = self.page.dates[k]
            elif (
                speech
                and kind & En.PREPOSITIONS
                and words[k] not in verb.prepositions
                and (occasion := self._occasion(k, limit))
            ):
                k = occasion
            else:
                break
        return k

    def _that_later(self, k: int, limit: int) -> int:
        """``found in 2014 that``, ``has said for months that``: where the clause opens; 0 where none does."""
        for j in range(k + 1, min(limit, k + 9)):
            if self.words[j] in ("that", "whether"):
                return 0 if j + 1 < limit and self.kinds[j + 1] & En.TIMES else j
            if self.kinds[j] & En.COMMA and (self.kinds[j - 1] | self.kinds[j + 1 - (j + 1 == limit)]) & (
                En.DIGIT | En.THAT
            ):
                continue
            if (
                not self.kinds[j] & En.WORD
                or self.kinds[j] & (En.PRONOUNS | En.RELATIVES)
                or self.phrases.finite(j)
            ):
                return 0
        return 0

    def _occasion(self, k: int, limit: int) -> int:
        """Behind ``in an interview with CNN``, ``on Thursday``, ``to reporters``; 0 where none stands."""
        for j in range(k + 1, min(limit, k + 8)):
            kind = self.kinds[j]
            if not kind & En.WORD or (kind & (En.THAT | En.PRONOUNS) and not kind & En.DETERMINERS):
                return 0
            if kind & En.AUXILIARIES:
                return 0
            if kind & (En.OCCASIONS | En.TIMES) or self.words[j] in ("reporters", "journalists"):
                end = j + 1
                while end < limit and self.kinds[end] & En.OCCASIONS:
                    end += 1  # "a telephone interview"
                while (
                    end < limit
                    and self._describes(end)
                    and not self.phrases.capital[end]
                    and kind & En.TIMES
                    and (j > k + 1 and not self._clause_at(end))
                ):
                    end += 1  # "during a Friday prayer sermon"
                while (
                    end < limit
                    and self.kinds[end] & En.PREPOSITIONS
                    and self.words[end] in ("with", "to", "on", "at", "in", "from", "for")
                ):
                    end = self.phrases.end(end + 1, limit, appositions=False)
                return end
        return 0

    def _clause_at(self, k: int) -> bool:
        return bool(self.kinds[k] & (En.THAT | En.WH | En.PRONOUNS)) or self.phrases.finite(k)

    def _quoted(self, k: int, verb: EnglishVerb) -> _After | None:
        """A quotation behind the verb; words after its closing mark in the sentence are reported too."""
        found = self.contents.quotation(k)
        if found is None:
            return None
        close, limit = self.page.closes[k], self.page.sentence(k - 1)[1]
        if (
            close + 1 < limit
            and self.kinds[close + 1] & En.WORD
            and not self.kinds[close + 1] & En.CONJUNCTIONS
        ):
            clause = self.contents.clause(k)
            return _After(clause, "quote", verb, stop=k)
        return _After(found, "quote", verb, quoted=True, stop=k)

    def _colon(self, k: int, verb: EnglishVerb) -> _After | None:
        if not verb.frames & {"quote", "that", "told"}:
            return None
        page = self.page
        if k + 1 >= page.line_end[k]:
            found = self.contents.block(k)
            return _After(found, "colon", verb, quoted=True, stop=k) if found else None
        if k + 1 in page.closes:
            return self._quoted(k + 1, verb)
        found = self.contents.trim(k + 1, page.line_end[k])
        return _After(found, "colon", verb, stop=k) if found else None

    def _told(self, k: int, limit: int, verb: EnglishVerb) -> _After | None:
        """``told CNN on Monday that``, ``told reporters he would``: behind those who are told."""
        person = Part(k, self.phrases.end(k, limit, appositions=False))
        end = min(limit, k + _TOLD)
        j = person.end
        if j == k:
            return None
        j = self._passed(j, limit, verb)
        while (
            j < limit and self.kinds[j] & En.PREPOSITIONS and self.words[j] not in ("of", "about", "to", "by")
        ):
            j = self.phrases.end(j + 1, limit, appositions=False)  # "told the paper outside the court"
        that = next(
            (m for m in range(j, min(end, limit)) if self.words[m] == "that" and self.kinds[m - 1] & En.WORD),
            None,
        )
        if that is not None and any(
            self.phrases.finite(m) or self.kinds[m] & En.INFINITIVE for m in range(j, that)
        ):
            that = None
        through = (person,)
        if j >= limit or self.words[j] in _STOPS or self.kinds[j] & (En.COMMA | En.DASH):
            if j + 1 < limit and self.kinds[j] & En.COMMA and j + 1 in self.page.closes:
                found = self._quoted(j + 1, verb)
                if found:
                    found.through = through
                return found
            return _After(None, "end", verb, stop=j, through=through)
        if j in self.page.closes:
            found = self._quoted(j, verb)
        elif self.words[j] == ":":
            found = self._colon(j, verb)
        else:
            begin = that if that is not None else j
            if self.words[begin] in ("of", "about", "to"):
                whole = self.words[begin] == "to" and "obj" in verb.frames  # "asked the council to leave"
                content = self.contents.object(k if whole else begin + (self.words[begin] != "to"))
            else:
                content = self.contents.clause(begin)
            found = _After(content, "told", verb, stop=begin)
        if found:
            found.through = through
        return found

    def _clausal(self, k: int, limit: int, verb: EnglishVerb) -> _After | None:
        """A clause: behind that, whether, to, or with its own subject."""
        kind, word, frames = self.kinds[k], self.words[k], verb.frames
        if "that" in frames and word == "that" and not self._pointing(k, limit):
            return _After(self.contents.clause(k), "that", verb, stop=k)
        if (
            "inf" in frames
            and word == "to"
            and k + 1 < limit
            and not self.kinds[k + 1] & (En.DETERMINERS | En.PRONOUNS)
            and not self.phrases.capital[k + 1]
        ):
            return _After(self.contents.object(k), "inf", verb, stop=k)
        if kind & En.WH and frames & {"wh", "that"} and (("wh" in frames) or word in ("if", "when", "as")):
            return _After(self.contents.clause(k), "wh", verb, stop=k)
        solid = "bare" in frames and not kind & (En.PREPOSITIONS | En.CONJUNCTIONS | En.SUBORDINATORS)
        if "that" in frames and kind & En.WORD and word != "to" and solid:
            return _After(self.contents.clause(k), "bare", verb, stop=k)
        if (
            "that" in frames
            and kind & En.WORD
            and word != "to"
            and (self.contents.is_clause(k) or word in ("there", "if"))
        ):
            return _After(self.contents.clause(k), "bare", verb, stop=k)
        return None

    def _pointing(self, k: int, limit: int) -> bool:
        """``said that.``: a pronoun, and no clause."""
        if k + 2 < limit and self.kinds[k + 1] & En.COMMA:
            return not self.kinds[k + 2] & (En.PREPOSITIONS | En.SUBORDINATORS)  # "that, despite the rain,"
        return k + 1 >= limit or (not self.kinds[k + 1] & En.WORD and k + 1 not in self.page.closes)

    def _nominal(self, k: int, limit: int, verb: EnglishVerb) -> _After | None:
        """A noun phrase, bare or behind a preposition of the verb's."""
        kind, word = self.kinds[k], self.words[k]
        if word not in verb.prepositions and kind & En.PREPOSITIONS and "obj" not in verb.frames:
            k = next(
                (
                    j
                    for j in range(k, min(limit, k + 12))
                    if self.words[j] in verb.prepositions or self.kinds[j] & En.COMMA
                ),
                k,
            )
            kind, word = self.kinds[k], self.words[k]
        if word in verb.prepositions:
            solid = k + 1 < limit and (self.kinds[k + 1] & En.WORD or k + 1 in self.page.closes)
            if solid and not self.kinds[k + 1] & En.TIMES:
                return _After(self.contents.object(k + 1), "preposition", verb, stop=k + 1)
            return None
        if "obj" not in verb.frames or kind & (
            En.PREPOSITIONS | En.CONJUNCTIONS | En.AUXILIARIES | En.SUBORDINATORS
        ):
            return None
        if not (kind & En.WORD or k in self.page.closes or word in _MONEY) or word in ("'s", "by"):
            return None
        return _After(self.contents.object(k), "object", verb, stop=k)

    # ------------------------------------------------------------------ CASE 4: behind what was said

    def _says_before(self, draft: Draft, cue: EnglishCue) -> bool:
        """Fill in what stands before ``she said``; nothing where the verb takes no clause or has no subject."""
        i = draft.cue[0]
        verb = next((v for v in cue.verbs if v.frames & {"quote", "told"} and self._particle(i, v)), None)
        if verb is None or draft.source is None:
            return False
        end = i + 1 + bool(verb.particle)
        if self.words[draft.source.begin - 1] in ("as", "like") and draft.source.begin:
            return self._as_said(draft, verb, end)
        content, quoted = self.contents.before(draft.source.begin)
        if content is None:
            return self._led_in(draft, verb, end)
        boundary = draft.source.begin - 1
        if not quoted and not (self.kinds[boundary] & (En.COMMA | En.DASH)):
            return False
        self._spoken(draft, verb, content, quoted)
        told = (
            self._told(end, self.page.sentence(i)[1], verb)
            if "told" in verb.frames and end < self.page.n
            else None
        )
        draft.through = list(told.through) if told else []
        self._resume(draft, end)
        return True

    def _led_in(self, draft: Draft, verb: EnglishVerb, end: int) -> bool:
        """``Instead, she said, they waited``: an adverbial alone stands before the report."""
        begin, limit = self.page.sentence(draft.cue[0])
        assert draft.source is not None
        led = draft.source.begin - begin < 9 and self.kinds[draft.source.begin - 1] & En.COMMA
        if not led or end + 1 >= limit or not self.kinds[end] & En.COMMA:
            return False
        rest = self.contents.clause(end + 1)
        if rest is None:
            return False
        self._spoken(draft, verb, (begin, rest[1]), False)
        return True

    def _as_said(self, draft: Draft, verb: EnglishVerb, end: int) -> bool:
        """``As the Times noted, sales fell``; ``sales fell, as the Times noted``."""
        assert draft.source is not None
        begin, limit = self.page.sentence(draft.cue[0])
        comma = next((k for k in range(end, min(limit, end + 9)) if self.kinds[k] & En.COMMA), None)
        opens = draft.source.begin - begin < 3
        if opens and comma is not None and comma + 1 < limit:
            content = self.contents.clause(comma + 1)
        else:
            content = self.contents.trim(begin, draft.source.begin - 1)
        if content is None:
            return False
        self._spoken(draft, verb, content, False)
        return True

    def _particle(self, i: int, verb: EnglishVerb) -> bool:
        return not verb.particle or (i + 1 < self.page.n and self.words[i + 1] == verb.particle)

    def _spoken(self, draft: Draft, verb: EnglishVerb, content: Range, quoted: bool) -> None:
        draft.content, draft.quoted = content, quoted
        draft.stance = self._stance(verb, self.phrases.group(draft.cue[0]))
        draft.verb = verb.past
        if draft.pattern == "subject-verb":
            draft.pattern = "clause-before"

    def _resume(self, draft: Draft, end: int) -> None:
        """What was said goes on behind the report: ``"..., " she said. "..."``, ``the shop, he said, is full``."""
        assert draft.content is not None
        limit = self.page.sentence(draft.cue[0])[1]
        stop = next((k for k in range(end, limit) if self.kinds[k] & (En.COMMA | En.DASH) or self.words[k] in _STOPS
                     or k in self.page.closes), limit)  # fmt: skip
        resumed = self.contents.resumed(stop)
        if draft.quoted:
            if resumed is None and stop < limit and self.kinds[stop] & En.COMMA:
                following = self.kinds[stop + 1] if stop + 1 < limit else 0
                if following & En.INFINITIVE:
                    whole = self.contents.clause(stop + 1)
                    resumed = whole[1] if whole else None
                else:
                    resumed = self.contents.resumed(limit)
            if resumed is not None:
                draft.content = (draft.content[0], resumed)
        elif stop < limit and self.kinds[stop] & En.COMMA and stop - end < 12:
            following = self.kinds[stop + 1] if stop + 1 < limit else 0
            if not following & (En.PARTICIPLE | En.CONJUNCTIONS | En.RELATIVES):
                whole = self.contents.clause(stop + 1)
                if whole is not None:
                    draft.content = (draft.content[0], whole[1])

    def _inverted(self, i: int, cue: EnglishCue) -> Draft | None:
        """``"...," said the minister``."""
        verb = next((v for v in cue.verbs if "quote" in v.frames and not v.particle), None)
        begin, limit = self.page.sentence(i)
        if verb is None or not cue.shapes & {"past", "s"} or i + 1 >= limit or not i:
            return None
        if i == begin and i - 1 not in self.page.opens:
            return None
        closed = i - 1 in self.page.opens or (self.words[i - 1] in _QUOTES and self._left_over(i - 1))
        if not closed and (not self.kinds[i - 1] & En.COMMA or ("obj" in verb.frames and "s" in cue.shapes)):
            return None
        if not self.kinds[i + 1] & En.WORD or self.kinds[i + 1] & (
            En.THAT | En.PREPOSITIONS | En.AUXILIARIES
        ):
            return None
        source = self._source(i + 1, limit)
        content, quoted = self.contents.before(i)
        if source is None or content is None:
            return None
        draft = Draft((i, i + 1), "inverted", source=source)
        self._spoken(draft, verb, content, quoted)
        self._resume(draft, source.end)
        return draft

    # ------------------------------------------------------------------ CASE 5: no subject of its own

    def _go_on(self, draft: Draft, group: Group) -> None:
        """The subject of the sentence's first verb, or the source of its report before this one."""
        i = draft.cue[0]
        begin = self.page.sentence(i)[0]
        if (relative := self._joined(group.begin)) is not None:
            draft.source = relative
            return
        if self.kinds[begin] & En.CONJUNCTIONS and begin and begin - 1 in self.page.opens:
            begin = self.page.sentence(begin - 1)[0]  # "What a day!" and said
        for other in reversed(self.drafts[-6:]):
            if other.cue[0] >= begin and other.source is not None and other.cue[0] < i:
                draft.source = other.source
                return
        for k in range(begin, i):
            if self.phrases.finite(k):
                head = self.phrases.group(k).begin
                draft.source = self.phrases.subject(head) if head > begin else None
                if draft.source is not None:
                    return

    def _joined(self, begin: int) -> Part | None:
        """``Clinton spoke and praised``: nothing here; the verb right behind a noun has it as its subject."""
        return None

    # ------------------------------------------------------------------ CASE 6: passives

    def _passive(self, i: int, cue: EnglishCue, group: Group) -> Draft | None:
        """``was criticised by``; ``was told that``; ``is expected to``."""
        limit = self.page.sentence(i)[1]
        verb = next((v for v in cue.verbs if not v.particle and v.frames & {"obj", "told", "that"}), None)
        subject = self.phrases.subject(group.begin)
        if verb is None or subject is None:
            return None
        draft = Draft((i, i + 1), "passive", stance=verb.stance)
        draft.verb = verb.past
        by = next((k for k in range(i + 1, min(limit, i + 12)) if self.words[k] == "by"), None)
        if by is not None and by + 1 < limit and not self.kinds[by + 1] & En.PARTICIPLE:
            draft.source = self._source(by + 1, limit)
        end = subject.end
        if self.words[subject.begin] == "it" and i + 1 < limit and self.words[i + 1] == "that":
            draft.content = self.contents.clause(i + 1)
            return draft
        if i + 1 < limit and self.words[i + 1] in ("to", "that", "as") and by is None:
            rest = self.contents.object(i + 1) if self.words[i + 1] != "that" else self.contents.clause(i + 1)
            end = rest[1] if rest else end
            draft.content = (subject.begin, end) if self.words[i + 1] != "that" else rest
        else:
            draft.content = (subject.begin, end)
        if verb.base == "ask" and draft.source is None:
            rest = self.contents.object(i + 1) if i + 1 < limit and self.kinds[i + 1] & En.WORD else None
            draft.content = rest or draft.content
            return draft
        return draft if draft.source is not None or verb.kind != "say" else None

    # ------------------------------------------------------------------ CASE 8, 9: what they are, whose it is

    def _adjective(self, i: int, adjective: EnglishVerb) -> Draft | None:
        """``was confident that``: an opinion or a mood with what it is about."""
        if self.page.inside[i] >= 0:
            return None
        group = self.phrases.group(i)
        if not group.helped or not any(self.kinds[k] & En.BEING for k in range(group.begin, i)):
            return None
        subject = self.phrases.subject(group.begin)
        after = self._taken(i + 1, adjective)
        if subject is None or after is None or after.content is None or self._nested(i, None, after):
            return None
        return Draft((i, i + 1), "mood", source=subject, content=after.content)

    def _taken(self, k: int, word: EnglishVerb) -> _After | None:
        """What an adjective or a noun takes: only what stands at once behind it."""
        limit = self.page.sentence(k - 1)[1]
        if k >= limit or not self.kinds[k] & En.WORD:
            return None
        return self._clausal(k, limit, word) or self._nominal(k, limit, word)

    def _deed(self, i: int, noun: EnglishVerb) -> Draft | None:
        """``Clinton's claim that``, ``his repeated calls for``: whose words they are, and what they are about."""
        if self.page.inside[i] >= 0:
            return None
        owner = next((k for k in range(i - 1, max(i - 4, -1), -1) if not self._describes(k)), None)
        if owner is None or not (self.words[owner] in _WHOSE or self.words[owner] in ("'s", "'", "’")):
            return None
        after = self._taken(i + 1, noun)
        if after is None or after.content is None or self._nested(i, None, after):
            return None
        if self.words[owner] in _WHOSE:
            source: Part | None = Part(owner, owner + 1)
        else:
            source = self.phrases.subject(owner)
            source = Part(source.begin, owner + 1) if source else None
        if source is None:
            return None
        return Draft((i, i + 1), "deed", source=source, content=after.content)

    def _describes(self, k: int) -> bool:
        """Whether the word can stand between whose something is and what it is: ``his repeated calls``."""
        closed = En.DETERMINERS | En.PREPOSITIONS | En.AUXILIARIES | En.PRONOUNS | En.CONJUNCTIONS
        return bool(self.kinds[k] & En.WORD) and not self.kinds[k] & closed and self.words[k] != "'s"

    # ------------------------------------------------------------------ CASE 7: headlines

    def _transcript(self, begin: int, end: int) -> bool:
        """``TRUMP: We will win.``: a name in capitals opens the line."""
        return self.page.span(begin, end).of(self.page.text).isupper()

    def _headline(self, i: int) -> Draft | None:
        """``Poll: most voters are tired``."""
        begin, limit = self.page.sentence(i)
        line = self.page.line_end[i]
        first = i - _HEADLINE <= begin and (begin == 0 or self.page.line_end[begin - 1] == begin)
        if not first or begin == i or i + 2 >= line or self.page.inside[i] >= 0:
            return None
        source = Part(begin, i)
        if begin and (not self.phrases.capital[begin] or not self._transcript(begin, i)):
            return None
        if any(self.phrases.finite(k) for k in range(begin, i)):
            return None
        content = self.contents.trim(i + 1, line)
        return Draft((i, i + 1), "headline", source=source, content=content) if content else None
