"""CASES 3, 5 and 6: a finite verb, a verb that goes on with the subject of another, a passive."""

from __future__ import annotations

from rasd.attribution.draft import Draft, Part
from rasd.attribution.english.frames import After
from rasd.attribution.english.phrases import Group
from rasd.attribution.english.relays import Relays
from rasd.attribution.ranges import QUOTES, Range, phrase_at
from rasd.lang.english import En, EnglishCue
from rasd.model import Stance

_BEFORE_NOUN = frozenset({"'s", "'", "’", "so-called"})
_OWN = frozenset({"he", "she", "who"})
_RELAYING = frozenset({"cite", "quote"})


class Verbs(Relays):
    """Finds reports of verbs."""

    def _verb(self, i: int) -> Draft | None:
        """The report of the verb at ``i``, if it is one."""
        cue = self.english.cues[self.words[i]]
        if self.page.inside[i] >= 0 and not self._short_quote(i) and not self._left_over(self.page.inside[i]):
            return None
        group = self.phrases.group(i)
        nameless = i + 1 < self.page.n and phrase_at(self.words, i + 1, self.english.asked)
        if nameless or i in self.consumed or not self._verbal(i, cue, group):
            return None
        quoted = self._quoted_as(i, cue, group)
        if quoted is not None:
            self._go_on(quoted)
            return quoted if quoted.source is not None else None
        if i in self.consumed:
            return None
        if group.passive and "participle" in cue.shapes and "ing" not in cue.shapes:
            return self._passive(i, cue, group)
        return self._active(i, cue, group)

    def _active(self, i: int, cue: EnglishCue, group: Group) -> Draft | None:
        """The report of a verb that is no passive."""
        after = self._after(i, cue)
        if group.infinitive or ("ing" in cue.shapes and not group.helped):
            return self._loose(i, cue, group, after)
        subject = self.phrases.subject(group.begin)
        if i and (subject is None or self._turned(i, subject) or self.words[i - 1] in QUOTES):
            inverted = self._inverted(i, cue)
            if inverted is not None:
                return inverted
        if after is not None and self._nested(i, cue, after):
            return None
        if after is not None and after.frame == "end" and (passed := self._by_way_of(i, subject)):
            passed.verb = after.verb.citation
            return passed
        if subject is None:
            return self._without_subject(i, cue, group, after)
        draft = Draft((i, i + 1), "subject-verb", source=subject)
        if after is None and self._adverbial_before(i, subject):
            return None
        if self._behind(after, draft) and self._says_before(draft, cue):
            return draft
        return self._filled(draft, after, group)

    def _loose(self, i: int, cue: EnglishCue, group: Group, after: After | None) -> Draft | None:
        """A participle or an infinitive: the subject is that of the verb or the report before it."""
        if after is None or after.content is None or self._nested(i, cue, after):
            return None
        participle = "ing" in cue.shapes and not group.helped
        if participle and after.verb.base in _RELAYING and self._relays(after.content):
            return None
        draft = Draft((i, i + 1), "participle" if participle else "subject-verb")
        if participle and self.phrases.carries(group.begin - 1):
            draft.source = self.phrases.subject(group.begin)
        found = self._filled(draft, after, group)
        self._go_on(draft)
        return found if draft.source is not None or after.frame in ("that", "bare") else None

    def _without_subject(self, i: int, cue: EnglishCue, group: Group, after: After | None) -> Draft | None:
        """``Hope this helps``; ``when asked whether``; ``and added that``."""
        if after is None or after.content is None:
            return None
        opens = self.page.sentence(i)[0] == i
        if opens and "base" in cue.shapes and after.frame in ("that", "bare"):
            noun = after.frame == "bare" and after.verb.noun and after.verb.kind != "think"
            implied = Draft((i, i + 1), "implied", content=after.content)
            return None if noun else implied  # "State television quoted" is no order
        if after.verb.base == "ask" and (opens or self.kinds[i - 1] & En.SUBORDINATORS):
            return Draft((i, i + 1), "passive", content=after.content, verb="ask")
        draft = Draft((i, i + 1), "subject-verb")
        found = self._filled(draft, after, group)
        self._go_on(draft)
        return found if draft.source is not None or after.frame in ("that", "bare") else None

    def _adverbial_before(self, i: int, subject: Part) -> bool:
        """Whether only an adverbial stands before, and what follows is nothing that the verb takes."""
        if self.contents.closed_before(subject.begin):
            return False
        lead = self.kinds[self.page.sentence(i)[0]] & (En.PREPOSITIONS | En.SUBORDINATORS | En.ADVERBS)
        return bool(lead) or i + 1 >= self.page.n or not self.kinds[i + 1] & En.PREPOSITIONS

    def _filled(self, draft: Draft, after: After | None, group: Group) -> Draft | None:
        """The draft with what stands behind its verb; nothing where that is nothing."""
        if after is None or (after.content is None and "alone" not in after.verb.frames):
            return None
        draft.content, draft.quoted = after.content, after.quoted
        draft.stance = self._stance(after.verb, group, after.content)
        draft.through = list(after.through)
        if after.content is not None:
            self._fit(draft, after)
        draft.verb = after.verb.citation
        draft.clausal = after.frame not in ("object", "preposition", "inf")
        draft.cue = (draft.cue[0], draft.cue[0] + 1 + len(after.verb.particle))
        return draft

    def _verbal(self, i: int, cue: EnglishCue, group: Group) -> bool:
        """Whether the word is a verb here, by what stands before it and behind it."""
        helped = self.kinds[i - 1] & En.AUXILIARIES or group.helped or group.infinitive
        if group.begin < i and helped and not self.phrases.possessive(i - 1):
            return True
        head = group.begin - 1
        if head < self.page.sentence(i)[0]:
            return "base" in cue.shapes or "past" in cue.shapes
        if self._noun_here(i, head):
            return False
        if cue.shapes <= {"ing"}:
            return not self._gerund(i, head)
        if self.kinds[head] & En.PREPOSITIONS:
            return False
        return "past" in cue.shapes or self._present(i, head, cue)

    def _noun_here(self, i: int, head: int) -> bool:
        """Whether a determiner before it, or its capital, makes the word a noun or a name."""
        before, word = self.kinds[head], self.words[head]
        if (before & En.DETERMINERS and not before & (En.PRONOUNS | En.HEADLESS)) or word in _BEFORE_NOUN:
            return True
        return self.phrases.name(i) and not before & En.PRONOUNS

    def _gerund(self, i: int, head: int) -> bool:
        """``the ruling by the court``, ``a warning was``: a noun."""
        behind = i + 1 < self.page.n and (self.words[i + 1] == "by" or self.phrases.finite(i + 1))
        return behind and bool(self.kinds[head] & En.WORD)

    def _present(self, i: int, head: int, cue: EnglishCue) -> bool:
        """Whether a base form or a third person has a subject before it."""
        before, word = self.kinds[head], self.words[head]
        that = self.words[i + 1 : i + 2] == ["that"] and not (
            i + 2 < self.page.n and self.phrases.finite(i + 2)
        )
        clause = that and before & En.WORD and not self.phrases.finite(head)
        if cue.verbs[0].noun and not self._owns(head) and not clause and not self._only_verb(i, head):
            return False
        if "base" in cue.shapes:
            return self._plural(head, cue) or self._plural_head(i, cue)
        solid = before & (En.WORD | En.COMMA | En.DASH) or word == ")" or head in self.page.opens
        joined = before & En.CONJUNCTIONS and self.phrases.subject(i) is None and not self._verb_before(i)
        return bool(solid) and not joined

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

    def _plural_head(self, i: int, cue: EnglishCue) -> bool:
        """``advisers to the mayor say``: the head of the subject is a plural, whatever stands behind it."""
        subject = None if cue.verbs[0].noun else self.phrases.subject(i)
        if subject is None or subject.begin == i - 1:
            return False
        of = next((k for k in range(subject.begin, i) if self.kinds[k] & En.PREPOSITIONS), i)
        head, word = self.kinds[of - 1], self.words[of - 1]
        plural = word.endswith("s") and not word.endswith("ss") and not self.phrases.capital[of - 1]
        return of < i and bool(plural or head & En.HEADLESS or word == "data")

    def _only_verb(self, i: int, head: int) -> bool:
        """``An analysis of the files shows a loss``: the one verb of its clause, before a phrase."""
        begin, limit = self.page.sentence(i)
        if i + 1 >= limit or not self.words[i].endswith("s") or self.words[head] in _BEFORE_NOUN:
            return False
        opens = En.DETERMINERS | En.THAT | En.OBJECTIVE
        follows = (
            (self.kinds[i + 1] & opens and not self.phrases.finite(i + 2 - (i + 2 == limit)))
            or self.phrases.capital[i + 1]
            or i + 1 in self.page.closes
        )
        subject = self.phrases.subject(i) if follows else None
        if subject is None or not self.kinds[subject.begin] & (En.DETERMINERS | En.NOUN | En.PRONOUNS):
            return False
        return not any(self.phrases.finite(k) for k in range(begin, i)) and subject.begin < head

    def _owns(self, k: int) -> bool:
        """Whether the word before a verb that is a noun as well can be its subject."""
        kind = self.kinds[k]
        party = En.PRONOUNS | En.RELATIVES | En.NOUN | En.HEADLESS | En.COMMA
        return bool(kind & party) or self.phrases.capital[k] or self.words[k] == ")"

    def _verb_before(self, i: int) -> bool:
        begin = self.page.sentence(i)[0]
        return any(d.cue[0] >= begin for d in self.drafts[-3:])

    def _nested(self, i: int, cue: EnglishCue | None, after: After) -> bool:
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

    def _fit(self, draft: Draft, after: After) -> None:
        """Cut the content of a leading clause at its comma; take in what stands before ``he said, "..."``."""
        source, cue = draft.source, draft.cue[0]
        begin = self.page.sentence(cue)[0]
        first = source.begin if source is not None else cue
        assert draft.content is not None
        leading = first - begin < 3 and any(self.kinds[k] & En.SUBORDINATORS for k in range(begin, first))
        own = source is not None and self.words[source.begin] in ("i", "we", "you")
        if (own or after.verb.kind == "think") and after.frame in ("that", "bare", "wh"):
            draft.content = self.contents.clause(draft.content[0], thought=True) or draft.content
        leading = leading or (
            draft.pattern == "participle" and cue - begin < 5 and not self.kinds[cue - 1] & En.COMMA
        )
        if leading and draft.content[0] > cue:
            draft.content = self.contents.lead(draft.content[0]) or draft.content
        elif after.frame == "quote" and source is not None and self.kinds[after.stop - 1] & En.COMMA:
            self._split(draft, begin, first)

    def _go_on(self, draft: Draft) -> None:
        """The subject of the report before this one in its sentence, or of the sentence's first verb."""
        if draft.source is not None:
            return
        i = draft.cue[0]
        begin = self.page.sentence(i)[0]
        if self.kinds[begin] & En.CONJUNCTIONS and begin and begin - 1 in self.page.opens:
            begin = self.page.sentence(begin - 1)[0]  # "What a day!" and said
        for other in reversed(self.drafts[-6:]):
            if begin <= other.cue[0] < i and other.source is not None:
                draft.source = other.source
                return
        for k in range(begin, i):
            if self.phrases.finite(k):
                head = self.phrases.group(k).begin
                draft.source = self.phrases.subject(head) if head > begin else None
                if draft.source is not None:
                    return

    def _passive(self, i: int, cue: EnglishCue, group: Group) -> Draft | None:
        """``was criticised by``; ``was told that``; ``is expected to``."""
        limit = self.page.sentence(i)[1]
        verb = next((v for v in cue.verbs if not v.particle and v.frames & {"obj", "told", "that"}), None)
        subject = self.phrases.subject(group.begin)
        if verb is None or subject is None:
            return None
        if "obj" not in verb.frames and self.words[i + 1 : i + 2] == ["by"]:
            return None  # "was heard by ten judges"
        draft = Draft((i, i + 1), "passive", stance=self._stance(verb, group), verb=verb.citation)
        if self.words[subject.begin] == "it" and self.words[i + 1 : i + 2] == ["that"]:
            draft.content = self.contents.clause(i + 1)
            return draft
        by = next((k for k in range(i + 1, min(limit, i + 12)) if self.words[k] == "by"), None)
        if by is not None and by + 1 < limit and not self.kinds[by + 1] & En.PARTICIPLE:
            draft.source = self._source(by + 1, limit)
        end = subject.end
        if i + 1 < limit and self.words[i + 1] in ("to", "that", "as") and by is None:
            rest = self.contents.object(i + 1) if self.words[i + 1] != "that" else self.contents.clause(i + 1)
            end = rest[1] if rest else end
            draft.content = (subject.begin, end) if self.words[i + 1] != "that" else rest
        else:
            draft.content = (subject.begin, end)
        if draft.source is None and group.negated and verb.base in self.english.verifying["verbs"]:
            draft.stance = Stance.DOUBTS  # "has not been confirmed"
            return draft
        if verb.base == "ask" and draft.source is None:
            rest = self.contents.object(i + 1) if i + 1 < limit and self.kinds[i + 1] & En.WORD else None
            draft.content = rest or draft.content
            return draft
        return draft if draft.source is not None or verb.kind != "say" else None
