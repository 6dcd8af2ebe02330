"""Finds attributions: every reporting word with its source and its content, not yet resolved.

CASE 1  a phrase such as ``بحسب`` or ``نقلا عن`` names the source of a clause
CASE 2  a refusal or silence: ``رفض التعليق``, ``لم يؤكد أو ينف``, ``لم يتسن الوصول إلى``
CASE 3  a finite verb, its subject after it (VSO) or before it (SVO), then a clause, a quotation, an object
CASE 4  a participle that goes on from the report before it: ``مضيفا أن``
CASE 5  a verbal noun with its subject and a clause: ``تأكيد الصحافة أن``
"""

from __future__ import annotations

from rasd.attribution.according import According
from rasd.attribution.cursor import Cursor
from rasd.attribution.draft import Draft, Part
from rasd.attribution.endings import begins_object, looks_verbal
from rasd.attribution.kinds import kind_of, noun_of
from rasd.attribution.refusals import Refusals
from rasd.attribution.walk import walk as read_on
from rasd.attribution.walk import walk_on
from rasd.lang.lexicon import CueForm, Verb
from rasd.lang.normalize import fold
from rasd.model import LinkType, Stance

_CONFIRMED = frozenset({"صحه", "الانباء", "التقارير", "النبا", "الخبر", "المعلومات", "نبا"})
_NAME_WORDS = 3
_NEAR = 2
_MEDIA = (LinkType.AGENCY, LinkType.OUTLET)


class Finder(According, Refusals):
    """Walks over one page and collects drafts in text order."""

    def run(self) -> list[Draft]:
        """All attributions of the page, one for each reporting word, in text order."""
        drafts = self.drafts
        done = 0
        triggers = self.lexicon.triggers
        for i in [i for i, word in enumerate(self.words) if word in triggers]:
            if i < done:
                continue
            draft = self._at(i, self.words[i])
            if draft is not None:
                drafts.append(draft)
                # "نقلا عن" inside this report belongs to it.
                done = max(draft.cue[1], draft.further.end if draft.further else 0)
        return drafts

    def _at(self, i: int, word: str) -> Draft | None:
        if word in self.lexicon.according or word in self.lexicon.clauses:
            draft = self._according(i)
            if draft is not None:
                return draft
        if word in self.lexicon.words("refusing"):
            draft = self._declines(i)
            if draft is not None:
                return draft
        form = self.lexicon.cues.get(word)
        if form is None:
            return None
        if form.shape == "verb":
            return self._verb(i, form)
        if form.shape == "participle":
            return self._participle(i, form)
        return self._masdar(i, form)

    def _verb(self, i: int, form: CueForm) -> Draft | None:
        verb, previous = form.verb, self.words[i - 1] if i else ""
        if previous in self.lexicon.words("negations") or previous in self.lexicon.words("before_that"):
            return None
        if verb.ambiguous and self.words[i] in self.lexicon.words("cuts"):
            return None
        if form.suffixed and previous in self.lexicon.words("linking"):
            return None
        if self._other_reading(i, verb):
            return None
        if form.suffixed and ("ب" not in verb.frames or verb.ambiguous):
            return None
        resumed = self.words[i + 1 : i + 2] and self.words[i + 1] in self.lexicon.words("resumptive")
        walk = read_on(self.page, self.lexicon, i + 1, verb)
        if form.agreement == "p" or resumed:
            walk.source = None
        draft = Draft((i, i + 1), "verb", form=form, source=walk.source, further=walk.further,
                      told=walk.told, stance=verb.stance)  # fmt: skip
        draft.of_him = walk.of_him
        self._fill(draft, walk)
        if walk.denied:
            draft.stance = Stance.DENIES
        if draft.content is None or not self._credible(draft, walk):
            return None
        if draft.source is None and not form.suffixed and not resumed:
            draft.source = self._subject_before(i)
            draft.pattern = "subject-verb" if draft.source else "implied-subject"
        return None if self._impersonal(draft, form, walk.stop) else draft

    def _other_reading(self, i: int, verb: Verb) -> bool:
        """A first person (``أعتقد``: a hamza that اعتقد has not), a marked passive, a lost hamza."""
        raw = self.page.text[self.page.starts[i] : self.page.ends[i]]
        first_person = raw[0] in "أآ" and verb.past[0] != raw[0]
        passive = "\u064f" in raw[:5] and verb.kind != "relay"
        bare = verb.exact and self.words[i].endswith(fold(verb.past)) and not set(raw) & set("أآ")
        return first_person or passive or bare

    def _credible(self, draft: Draft, walk: Cursor) -> bool:
        """With an object or a preposition, a subject that is a thing ("تفاصيل قضيتها") reports nothing."""
        if walk.verb is not None and walk.verb.kind == "relay" and draft.source is None:
            return draft.further is not None or draft.of_him
        if draft.source is None or walk.stop not in ("object", "frame", "blame"):
            first = self.words[draft.source.begin] if draft.source else ""
            return not (first.startswith("ب") and walk.verb is not None and walk.verb.ambiguous)
        if kind_of(draft.source, self.page, self.lexicon).rule != "no-head-noun":
            return True
        words = draft.source.words(self.page)
        return not any(w.endswith(("ها", "هم")) or looks_verbal(w) for w in words[:2])

    def _impersonal(self, draft: Draft, form: CueForm, stop: str) -> bool:
        """``يشار إلى أن``, ``يعتقد أن`` with no subject: nobody in particular says it."""
        if draft.source is not None or form.suffixed:
            return False
        cue = draft.cue[0]
        if self.page.inside[cue] >= 0:
            return True
        if stop in ("quote", "colon"):
            return False
        if stop in ("object", "frame", "blame") and not form.joined and cue != self.page.sentence(cue)[0]:
            return True
        word = self.words[cue].removeprefix("و")
        return word.startswith("ي") and form.agreement == "m"

    def _fill(self, draft: Draft, walk: Cursor) -> None:
        """Set the content by the reason for which the walk stopped."""
        verb = walk.verb
        assert verb is not None
        frames, stop, at = verb.frames, walk.stop, walk.i
        direct = "quote" in frames or "bare" in frames or verb.kind == "relay"
        if stop == "that" and "that" in frames:
            draft.content = self.contents.clause(at)
        elif stop == "quote" and direct:
            draft.content, draft.quoted = self._quotation(at, walk), True
        elif stop == "colon" and direct:
            draft.content, draft.quoted = self.contents.after_colon(at)
        elif stop == "object" and (not verb.ambiguous or walk.relaying):
            draft.content = self.contents.clause(at)
            self._confirm(draft, at)
        elif stop == "blame":
            draft.content = self.contents.clause(at)
        elif stop == "frame" and (not verb.ambiguous or self._media(walk)):
            draft.content = self.contents.clause(at + (self.words[at] in ("عن", "الي", "علي")))
        elif stop in ("end", "comma", "verb") and "quote" in frames:
            draft.content = self.contents.quote_before(draft.cue[0])
            draft.quoted = draft.content is not None

    def _quotation(self, mark: int, walk: Cursor) -> tuple[int, int] | None:
        """What stands in marks, unless it is a name: two or three words behind a source without colon."""
        content = self.contents.quoted(mark)
        short = content is not None and content[1] - content[0] <= _NAME_WORDS
        introduced = self.words[mark - 1] in self.lexicon.words("saying") or walk.source is None
        relayed = walk.verb is None or walk.verb.kind != "relay" or walk.relaying
        return content if relayed and not (short and not introduced) else None

    def _media(self, walk: Cursor) -> bool:
        head = walk.source.words(self.page)[:1] if walk.source else []
        noun = self.lexicon.nouns.get(head[0]) if head else None
        return noun is not None and noun.type in _MEDIA

    def _confirm(self, draft: Draft, at: int) -> None:
        if draft.form and draft.form.verb.past == "أكد" and self.words[at] in _CONFIRMED:
            draft.stance = Stance.CONFIRMS

    def _participle(self, i: int, form: CueForm) -> Draft | None:
        if i and self._reports(i - 1):
            return None
        walk = read_on(self.page, self.lexicon, i + 1, form.verb)
        draft = Draft((i, i + 1), "participle", form=form, stance=form.verb.stance)
        draft.source = None if self._report_before(i) else self._narrated_subject(i)
        if form.verb.ambiguous and walk.i > i + _NEAR:
            return None
        if walk.source is not None and walk.source.begin == i + 1:
            at = i + 1
            frames = form.verb.frames
            if self.words[at] in frames or ("bare" in frames and begins_object(walk, at)):
                draft.content = self.contents.clause(at)
                return draft
            return None
        self._fill(draft, walk)
        return draft if draft.content else None

    def _report_before(self, i: int) -> bool:
        """Whether an earlier report stands in the sentence: the participle goes on from it."""
        begin = self.page.sentence(i)[0]
        return any(begin <= d.cue[0] for d in self.drafts[-3:])

    def _narrated_subject(self, i: int) -> Part | None:
        """``قدم المحامي شكوى، قائلا إن``: the subject of the narrated verb that opens the sentence."""
        begin = self.page.sentence(i)[0]
        opens = (
            begin + 1 < i and self.page.is_word(begin) and noun_of(self.words[begin], self.lexicon) is None
        )
        if not opens or self.words[begin] in self.lexicon.words("cuts") or self.words[begin] == "في":
            return None
        walk = Cursor(self.page, self.lexicon, begin + 1, None)
        walk.limit = i
        part = walk_on(walk).source
        if part is None or part.begin != begin + 1:
            return None
        # The verb narrates, so its object may follow: with "بـ" it does.
        objects = (k for k in range(part.begin + 1, part.end) if self.words[k][:1] == "ب")
        part.end = next((k for k in objects if self.words[k] != "باسم"), part.end)
        if kind_of(part, self.page, self.lexicon).rule != "no-head-noun":
            return part
        named = any(d.source and self.words[part.begin] in d.source.words(self.page) for d in self.drafts)
        return Part(part.begin, part.begin + 1) if named else None

    def _reports(self, i: int) -> bool:
        """``وأضاف قائلا``: the participle only repeats the verb before it."""
        form = self.lexicon.cues.get(self.words[i])
        return form is not None and form.shape == "verb"

    def _masdar(self, i: int, form: CueForm) -> Draft | None:
        if form.suffixed or form.verb.kind == "relay":
            return None
        walk = read_on(self.page, self.lexicon, i + 1, form.verb)
        if walk.source is None or walk.stop != "that" or walk.source.begin != i + 1:
            return None
        draft = Draft((i, i + 1), "verbal-noun", form=form, source=walk.source, stance=form.verb.stance)
        if kind_of(walk.source, self.page, self.lexicon).rule == "no-head-noun":
            return None
        draft.content = self.contents.clause(walk.i)
        return draft if draft.content else None
