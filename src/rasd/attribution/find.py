"""Finds attributions: every reporting word with its source and its content, not yet resolved.

CASE 1  a phrase such as ``بحسب`` or ``نقلا عن`` names the source of a clause
CASE 2  a refusal or silence: ``رفض التعليق``, ``لم يؤكد أو ينف``, ``لم يتسن الوصول إلى``
CASE 3  a finite verb, its subject after it (VSO) or before it (SVO), then a clause, a quotation, an object
CASE 4  a participle that goes on from the report before it: ``مضيفا أن``
CASE 5  a verbal noun with its subject and a clause: ``تأكيد الصحافة أن``
"""

from __future__ import annotations

from rasd.attribution.content import Contents, match_phrase
from rasd.attribution.cursor import COMMAS, Cursor
from rasd.attribution.draft import Draft, Part
from rasd.attribution.endings import begins_object, looks_verbal
from rasd.attribution.kinds import kind_of, noun_of
from rasd.attribution.scan import Page
from rasd.attribution.walk import walk as read_on
from rasd.attribution.walk import walk_on
from rasd.lang.lexicon import CueForm, Lexicon, Verb
from rasd.lang.normalize import fold
from rasd.model import LinkType, Stance

_CONFIRMED = frozenset({"صحه", "الانباء", "التقارير", "النبا", "الخبر", "المعلومات", "نبا"})
_NAME_WORDS = 3
_NEAR = 2
_MEDIA = (LinkType.AGENCY, LinkType.OUTLET)


class Finder:
    """Walks over one page and collects drafts in text order."""

    def __init__(self, page: Page, lexicon: Lexicon) -> None:
        self.page, self.lexicon = page, lexicon
        self.words = page.words
        self.contents = Contents(page, lexicon)
        self.drafts: list[Draft] = []

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

    # CASE 1

    def _according(self, i: int) -> Draft | None:
        phrase = next((p for p in self.lexicon.according.get(self.words[i], ())
                       if match_phrase(self.words, i, p)), None)  # fmt: skip
        clitic = phrase is not None and phrase[-1] == "ل"
        at = i + (len(phrase) - clitic if phrase else 1)
        clause = self.words[i] in self.lexicon.clauses
        if phrase is None and not clause:
            return None
        what = self._what(at, clause)
        if what is not None:
            form = self.lexicon.cues[self.words[what - 1].removeprefix("ما")]
            relay = form.verb if form.verb.kind == "relay" else None
            return self._according_to(i, Cursor(self.page, self.lexicon, what, relay), "according-to-what")
        if phrase is None or at >= self.page.sentence(i)[1] or self.contents._ruled(at):
            return None
        cursor = Cursor(self.page, self.lexicon, at, None)
        if clitic:
            skip = self._clitic_width(at)
            if self.page.ends[at] - self.page.starts[at] > skip:
                cursor.source = Part(at, at + 1, skip)
            cursor.i = at + 1
        return self._according_to(i, cursor, "according-to")

    def _what(self, at: int, clause: bool) -> int | None:
        """The token after ``ما أعلنته``; for a clause word such as ``حسبما`` after its verb alone."""
        if at >= self.page.n:
            return None
        if not clause:
            glued = self.words[at].startswith("ما") and self.words[at][2:] in self.lexicon.cues
            if glued:
                return at + 1
            if self.words[at] not in ("ما", "لما", "مما") or at + 1 >= self.page.n:
                return None
            at += 1
        form = self.lexicon.cues.get(self.words[at])
        if form is None or form.shape != "verb" or form.agreement == "p":
            return None
        if clause and (form.verb.ambiguous or self._says_itself(at, form)):
            return None
        return at + 1

    def _says_itself(self, at: int, form: CueForm) -> bool:
        """``فيما قال X إن``: the verb has a content of its own; the clause before it is not it."""
        return read_on(self.page, self.lexicon, at + 1, form.verb).stop in ("that", "quote", "colon")

    def _according_to(self, i: int, walk: Cursor, pattern: str) -> Draft | None:
        """``walk`` stands behind the phrase; the clause before or after it is the content."""
        first = self._opens_sentence(i, self.page.sentence(i)[0])
        if pattern == "according-to-what" and self.words[i] in self.lexicon.clauses and first:
            return None
        at = walk.source.begin if walk.source else walk.i
        walk_on(walk)
        if walk.source is None or not self._may_speak(walk.source):
            return None
        draft = Draft((i, at), pattern, source=walk.source, told=walk.told, further=walk.further)
        draft.of_him = walk.of_him
        if first:
            draft.content = self._after(walk)
        else:
            quoted = self.contents.quote_before(i)
            draft.content, draft.quoted = quoted or self.contents.before(i), quoted is not None
        return draft if draft.content else None

    def _clitic_width(self, at: int) -> int:
        raw = self.page.text[self.page.starts[at] : self.page.ends[at]]
        width = 1 + (raw[1:2] == "ـ")
        return 0 if raw[:2] == "لل" else width

    def _may_speak(self, part: Part) -> bool:
        """A lone definite noun of no known kind is a rule or a thing, not a party."""
        words = part.words(self.page)
        definite = bool(words) and words[0].startswith(("ال", "لل"))
        return not definite or len(words) > 2 or kind_of(part, self.page, self.lexicon).rule != "no-head-noun"

    def _opens_sentence(self, i: int, begin: int) -> bool:
        if i and self.words[i - 1] in self.lexicon.words("that"):
            return True
        return all(not self.page.is_word(k) for k in range(begin, i)) or self.words[i].startswith("وب")

    def _after(self, walk: Cursor) -> tuple[int, int] | None:
        """The clause after ``بحسب X،`` at the head of a sentence."""
        if walk.stop == "that":
            return self.contents.clause(walk.i)
        at = walk.source.end if walk.source else walk.i
        limit = self.page.sentence(at - 1)[1]
        for k in range(at, limit):
            if self.words[k] in COMMAS or self.words[k] in ("فان", "فانه", "فانها"):
                return self.contents.clause(k + (self.words[k] in COMMAS)) if k + 1 < limit else None
        return None

    # CASE 2

    def _declines(self, i: int) -> Draft | None:
        words, table, limit = self.words, self.lexicon.declines, self.page.sentence(i)[1]
        following = words[i + 1] if i + 1 < limit else ""
        negated = (words[i],) in table["negations"]
        if negated and (following,) in table["unreachable"]:
            return self._unreachable(i, limit)
        form = self.lexicon.cues.get(following)
        if negated and form and form.verb.past in ("أكد", "نفى") and form.shape == "verb":
            return self._neither(i, limit, form)
        if negated and (following,) in table["negated"]:
            walk = read_on(self.page, self.lexicon, i + 2, None)
            if self.words[i + 1][1:3] == "عل" or self._object(i + 2, limit):
                return self._silent(i, i + 2, walk.source)
            return None
        if (words[i].removeprefix("و"),) in table["verbs"]:
            k = self._object(i + 1, limit)
            if k:
                source = Part(i + 1, k) if k > i + 1 else self._subject_before(i)
                return self._silent(i, i + 1, source)
        return None

    def _object(self, begin: int, limit: int) -> int:
        """The token where ``التعليق`` or its like stands within the next few, or 0."""
        for k in range(begin, min(begin + 10, limit)):
            if any(match_phrase(self.words, k, p) for p in self.lexicon.declines["objects"]):
                return k
            if self.words[k].startswith("ب") and (self.words[k][1:],) in self.lexicon.declines["objects"]:
                return k
        return 0

    def _silent(self, begin: int, end: int, source: Part | None) -> Draft:
        return Draft((begin, end), "declines", source=source, stance=Stance.DECLINES)

    def _unreachable(self, i: int, limit: int) -> Draft | None:
        """``لم يتسن الحصول على تعليق من X`` declines; ``لم يتسن التحقق`` doubts."""
        table = self.lexicon.declines
        for k in range(i + 2, min(i + 11, limit)):
            if (self.words[k],) in table["verify"]:
                return Draft((i, k + 1), "unverified", stance=Stance.DOUBTS)
            if (self.words[k],) in table["reach"]:
                break
        else:
            return None
        for at in range(k + 1, min(k + 8, limit)):
            if self.words[at] in ("من", "الي", "مع", "ب") and self.words[at + 1 : at + 2] != ["تعليق"]:
                walk = read_on(self.page, self.lexicon, at + 1, None)
                return self._silent(i, at, walk.source)
        return None

    def _neither(self, i: int, limit: int, form: CueForm) -> Draft | None:
        """``لم يؤكد أو ينف``: a negated confirmation or denial."""
        end = i + 2
        for k in range(i + 2, min(i + 5, limit)):
            other = self.lexicon.cues.get(self.words[k])
            if other and other.shape == "verb" and other.verb.past in ("أكد", "نفى"):
                end = k + 1
        if end == i + 2 and form.verb.past == "أكد":
            return None
        begin = end + 1 if end < limit and end in self.page.closes.values() else end
        walk = read_on(self.page, self.lexicon, begin, None)
        draft = self._silent(i, end, walk.source)
        draft.pattern = "neither-confirms-nor-denies"
        at = next((k for k in range(begin, limit) if self.words[k] in ("ما", "صحه", "الانباء", "النبا")), 0)
        draft.content = self.contents.clause(at) if at else None
        if walk.source and at and walk.source.end > at:
            walk.source.end = at
        return draft

    # CASE 3

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

    def _subject_before(self, i: int) -> Part | None:
        """The subject of a verb that stands before it: ``المصادر أكدت أن``."""
        lexicon, words = self.lexicon, self.words
        begin = self.page.sentence(i)[0]
        end = i
        while end > begin and words[end - 1] in lexicon.words("auxiliaries") | lexicon.words("adverbs"):
            end -= 1
        form = lexicon.cues.get(words[i])
        if end == i and form and form.joined:
            return None
        k = end
        while k > begin and i - k < 16 and not self._bounds_subject(k - 1):
            k -= 1
        if k == end or words[k] in lexicon.words("before_that") or words[k] in lexicon.words("cuts"):
            return None
        if end == i and not words[i - 1].startswith("ال") and words[i - 1] in lexicon.nouns and k < i - 1:
            # "نفت X تقارير قالت إن": an indefinite noun before the verb is its subject, alone.
            previous = noun_of(words[i - 2], lexicon)
            k = k if previous and not words[i - 2].startswith("ال") else i - 1
        skip = int(words[k].startswith("و") and words[k][1:] in lexicon.nouns)
        part = Part(k, end, skip)
        return part if self._nameable(part) else None

    def _nameable(self, part: Part) -> bool:
        """A known kind of party, a name met before, or words that can be a name."""
        if kind_of(part, self.page, self.lexicon).rule != "no-head-noun":
            return True
        words = part.words(self.page)
        if not words or looks_verbal(words[0]) or words[0].startswith("ب"):
            return False
        opened = part.begin > 0 and self.words[part.begin - 1] in self.lexicon.words("that")
        return opened or len(words) > 1 or words[0] in self.words[: part.begin]

    def _bounds_subject(self, k: int) -> bool:
        word, lexicon = self.words[k], self.lexicon
        if word in COMMAS or word in ".:-–—()" or word in lexicon.words("relatives"):
            return True
        if word in lexicon.words("clause_openers") or word in lexicon.words("that"):
            return True
        form = lexicon.cues.get(word)
        return form is not None and form.shape == "verb" and not form.verb.ambiguous

    # CASE 4

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
        if kind_of(part, self.page, self.lexicon).rule != "no-head-noun":
            return part
        named = any(d.source and self.words[part.begin] in d.source.words(self.page) for d in self.drafts)
        return Part(part.begin, part.begin + 1) if named else None

    def _reports(self, i: int) -> bool:
        """``وأضاف قائلا``: the participle only repeats the verb before it."""
        form = self.lexicon.cues.get(self.words[i])
        return form is not None and form.shape == "verb"

    # CASE 5

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
