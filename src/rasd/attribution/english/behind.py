"""CASE 4: a report behind what was said: ``"...," she said``, ``"...," said the minister``."""

from __future__ import annotations

from rasd.attribution.draft import Draft, Part
from rasd.attribution.english.frames import After, Frames
from rasd.attribution.english.phrases import STOPS
from rasd.attribution.ranges import QUOTES, Range
from rasd.lang.english import En, EnglishCue, EnglishVerb
from rasd.model import Stance


class Behind(Frames):
    """Finds reports behind what was said."""

    def _behind(self, after: After | None, draft: Draft) -> bool:
        """Whether what was said must stand before: nothing follows, or only ``of the story`` behind marks."""
        if after is None or after.frame == "end":
            return True
        if after.frame in ("that", "quote", "colon") or draft.source is None:
            return False
        return self.contents.closed_before(draft.source.begin)

    def _says_before(self, draft: Draft, cue: EnglishCue) -> bool:
        """Fill in what stands before ``she said``; whether the verb takes a clause and has a subject."""
        i = draft.cue[0]
        verb = next((v for v in cue.verbs if v.frames & {"quote", "told"} and self._particle(i, v)), None)
        if verb is None or draft.source is None:
            return False
        end = i + 1 + len(verb.particle)
        if self.words[draft.source.begin - 1] in ("as", "like") and draft.source.begin:
            draft.cue = (i, end)
            return self._as_said(draft, verb, end)
        content, quoted = self.contents.before(draft.source.begin)
        if content is None:
            return self._led_in(draft, verb, end)
        boundary = draft.source.begin - 1
        if not quoted and not (self.kinds[boundary] & (En.COMMA | En.DASH)):
            return False
        self._spoken(draft, verb, content, quoted)
        draft.cue = (i, end)
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

    def _spoken(self, draft: Draft, verb: EnglishVerb, content: Range, quoted: bool) -> None:
        draft.content, draft.quoted = content, quoted
        silent = self.words[slice(*content)][:2] == ["no", "comment"]
        draft.stance = Stance.DECLINES if silent else self._stance(verb, self.phrases.group(draft.cue[0]))
        draft.verb = verb.citation
        if verb.kind == "relay":
            draft.pattern = "according-to"  # it stands before every chain in what it reports
        elif draft.pattern == "subject-verb":
            draft.pattern = "clause-before"

    def _resume(self, draft: Draft, end: int) -> None:
        """What was said goes on behind: ``"..., " she said. "..."``, ``the shop, he said, is full``."""
        assert draft.content is not None
        limit = self.page.sentence(draft.cue[0])[1]
        stop = next((k for k in range(end, limit) if self._pauses(k)), limit)
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

    def _pauses(self, k: int) -> bool:
        return bool(self.kinds[k] & (En.COMMA | En.DASH)) or self.words[k] in STOPS or k in self.page.closes

    def _inverted(self, i: int, cue: EnglishCue) -> Draft | None:
        """``"...," said the minister``."""
        verb = next((v for v in cue.verbs if "quote" in v.frames and not v.particle), None)
        begin, limit = self.page.sentence(i)
        if verb is None or not cue.shapes & {"past", "s"} or i + 1 >= limit or not i:
            return None
        if i == begin and i - 1 not in self.page.opens:
            return None
        closed = i - 1 in self.page.opens or (self.words[i - 1] in QUOTES and self._left_over(i - 1))
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

    def _turned(self, i: int, subject: Part) -> bool:
        """``sales fell in May, said the minister``: what seems a subject before the comma is a clause."""
        if not self.kinds[i - 1] & En.COMMA or i + 1 >= self.page.n:
            return False
        begin, limit = self.page.sentence(i)
        source = self._source(i + 1, limit)
        if source is None:
            return False
        behind = self.kinds[source.end] if source.end < limit else 0
        if behind & En.WORD and not behind & En.RELATIVES:
            return False
        return any(self.phrases.finite(k) for k in range(begin, i - 1))

    def _split(self, draft: Draft, begin: int, first: int) -> None:
        """``"It is late," he said, "and cold"``; ``If it rains, he said, "we go"``: what is before, too."""
        assert draft.content is not None
        if self.contents.closed_before(first):
            draft.content = (self.contents.opened(self.page.opens[first - 1]), draft.content[1])
        elif first - begin > 2 and self.kinds[first - 1] & En.COMMA:
            lead = En.PREPOSITIONS | En.CONJUNCTIONS | En.ADVERBS | En.SUBORDINATORS
            if not self.kinds[begin] & lead or self.words[begin] == "if":
                draft.content, draft.quoted = (begin, draft.content[1]), False
