"""CASE 3: a finite verb, its subject after or before it, then a clause, a quotation, an object."""

from __future__ import annotations

from rasd.attribution.arabic.clause import Clause
from rasd.attribution.arabic.kinds import kind_of
from rasd.attribution.arabic.reading import DEFINITE, FREE, MEDIA, OBJECTS, PARTY, TO_IT
from rasd.attribution.arabic.saying import OBJECT_STOPS
from rasd.attribution.arabic.subjects import Subjects
from rasd.attribution.draft import Draft, Part
from rasd.lang.arabic import people_of
from rasd.lang.flags import Is
from rasd.lang.lexicon import CueForm, Verb
from rasd.lang.normalize import fold
from rasd.model import LinkType, Stance

_LEFT_OPEN = frozenset({"استبعد"})  # "لم يستبعد": what is not ruled out may be
_EXPRESSES = frozenset({"عبر", "تعبر", "وعبر", "فعبر"})
_ALSO = frozenset({"كما", "جانبه", "جهته", "جانبها", "جهتها", "جهتهم", "جانبهم"})
_TOLD_BY = frozenset({"الي", "مع", "عبر", "سءال", "اسءله", "ل"})
_ASKED = frozenset({"سءال", "اسءله"})
_GOES_ON = frozenset({"أضاف", "تابع", "أردف", "استدرك", "استطرد"})
_TELLING = frozenset({"أبلغ", "أخبر", "سأل", "أجاب", "طمأن"})
_ACTIVE = frozenset({"أوضح", "اعتبر", "شدد", "أصر", "شرح", "رأى"})  # "ويوضح أن": the passive is rare
_WORDS = frozenset({"that", "quote"})
_SINCE = frozenset({"اذ", "حيث"})
_NO_VERB = frozenset({"كل", "اي", "كافه", "حد"})  # "على حد وصفه"
_GOING_ON = frozenset({"قد", "وقد", "حيث", "فيما"})
_OFTEN = frozenset({"كثيرا", "غالبا", "عادة", "وكثيرا", "وغالبا"})
_IT_IS = frozenset({"انه", "انها", "انهم", "انهما"})
_BACK = 24
_THING = Is.ARTICLE | Is.VERBAL | Is.SAID_IN
_ENDED = ("end", "comma", "verb")
_THAT = 10  # tokens from إن to the verb of its clause
_LEAD = 16
_BACK_TO_HIM = 6  # tokens
_TOLD_TO = frozenset({"ب", "الي", "على", "علي"})
_BUT = frozenset({"لكن", "ولكن"})
_OFTEN_PASSIVE = frozenset({"كشف", "اتهم"})  # "عندما كشف عن"
_AS_SOON = frozenset({"بعدما", "عندما", "حينما"})
_DEEPLY = 3  # tokens from "عن" to what is felt
_SAYING = frozenset({"قاءلا", "قاءله", "قاءلين"})
_HIS_STATE = ("بلاده", "بلادها", "بلادهم", "بلادنا")
_AIRED = frozenset({"that", "obj"})  # "نشرت الصحيفة أن", but "نشرت الشرطة صورة تظهر أن"


class Verbs(Subjects):
    """Finds reports of finite verbs."""

    def _verb(self, i: int, form: CueForm) -> Draft | None:
        if self._no_report(i, form) or self._denied_here(i):
            return None
        verb = form.verb
        resumed = verb.kind != "relay" and i + 1 < self.page.n and bool(self.kinds[i + 1] & Is.RESUMPTIVE)
        before = None if resumed else self._settled_subject(i) or self._heading_subject(i, form)
        clause = self.reader.read(i + 1 + resumed, verb, before)
        called = self._settle(i, form, clause, before)
        draft = Draft((i, i + 1), "verb", form=form, source=clause.source, relayed=clause.relayed,
                      through=clause.through, stance=verb.stance, of_him=clause.of_him)  # fmt: skip
        self._turn_round(draft, clause)
        self._fill_verb(draft, clause)
        if clause.denied:
            draft.stance = Stance.DENIES
        elif i and self.kinds[i - 1] & Is.NEGATIONS:
            draft.stance = Stance.ASSERTS  # "لم يستبعد"
        elif draft.stance is Stance.ASSERTS and self._hedged(draft.content):
            draft.stance = Stance.DOUBTS
        if (
            draft.content is None
            or self._accused(draft, clause)
            or not (self._aired(clause) and self._credible(draft, clause))
        ):
            return None
        if self.page.inside[i] >= 0 and not resumed and not self._quoted_report(draft, clause):
            return None
        if before is not None:
            draft.pattern = "subject-verb"
        elif draft.source is None and not (form.suffixed and not self._told_them(i, verb)):
            self._find_subject(draft, resumed)
        if draft.of_him:
            draft.narrated = self._spoken_of_him(i, clause.limit)
        apart = self.media.apart(draft.source) if draft.source else None
        draft.through = draft.through or self._told_before(i) or ([apart] if apart else [])
        surely = resumed or called
        return None if not surely and self._impersonal(draft, form, clause.stop) else draft

    def _settle(self, i: int, form: CueForm, clause: Clause, before: Part | None) -> bool:
        """Take away a subject that is none; whether one is implied for sure.

        ``وفي ختام كلمته، دعا كافة الأحزاب إلى``, ``فيما دعا الشركات إلى``
        """
        called = self._called_on(i, form, clause)
        if form.agreement == "p" or called or self._described_alone(clause, form):
            clause.source = before
        clause.patient |= called
        return called and bool(self.kinds[i - 1] & (Is.COMMA | Is.TURNS))

    def _described_alone(self, clause: Clause, form: CueForm) -> bool:
        """``ووصف القرار بأنه خاطئ``: the thing right behind the verb is described."""
        source = clause.source
        if source is None or form.suffixed or not form.joined or clause.patient:
            return False
        kind, words = self.kinds[source.begin], tuple(source.words(self.page))
        thing = bool(kind & _THING) and not kind & (PARTY | Is.STATE)
        adjective = len(words) > 1 and words[1].startswith("ال") and words[1].endswith(("ي", "يه"))
        one = bool(kind & Is.ARTICLE) and (not words[1:] or (adjective and not words[2:]))
        alone = clause.begin == source.begin and source.end == clause.i and clause.stop in ("that", "frame")
        return form.verb.past == "وصف" and (thing or one or words in self.lexicon.states) and alone

    def _aired(self, clause: Clause) -> bool:
        """``بث التلفزيون، أمس، أن``: a medium, and nothing but a time between it and what it says."""
        source = clause.source
        if clause.verb is None or clause.verb.frames != _AIRED:
            return True
        if source is None or source.begin < clause.begin or clause.stop != "that":
            return False
        begin = clause.relayed[-1].end if clause.relayed else source.end  # "نشرت الصحيفة نقلا عن مصادر أن"
        between = self.kinds[begin : clause.i]
        return self._media(clause) and all(kind & (Is.COMMA | Is.TIME) for kind in between)

    def _fill_verb(self, draft: Draft, clause: Clause) -> None:
        """Set the content; of two parties read as one phrase the second is the object."""
        self._fill(draft, clause)
        if draft.content is None and clause.stop == "verb":
            self._fill_joined(draft, clause)
        verb, source = clause.verb, draft.source
        if draft.content is not None or source is None or verb is None or clause.stop not in _ENDED:
            return
        takes = "bare" in verb.frames and verb.kind == "say" and not verb.ambiguous
        if not takes or source.begin < draft.cue[0] or source.begin in self.page.closes:
            return
        subject = self._first_of_two(source)
        if subject is not None and self._known(subject) and self._surely_object(subject):
            draft.source, draft.content = subject, self.contents.phrase(subject.end)

    def _no_report(self, i: int, form: CueForm) -> bool:
        """What stands before the verb, or its spelling, makes it another word or no report."""
        verb, previous = form.verb, self.kinds[i - 1] if i else 0
        negated = (
            previous & Is.NEGATIONS and verb.past not in _LEFT_OPEN and not self._what_they_call(i, verb)
        )
        other = self._subjunctive(i, verb) or self._other_word(i, form) or self._governed_noun(i)
        other = other or (i > 0 and self.words[i - 1].lstrip("ولب") in _NO_VERB)  # "كل فرد"
        if negated or previous & (Is.BEFORE_THAT | Is.PERFORMED) or other:
            return True
        told = form.suffixed and self._told_them(i, verb)
        others = form.suffixed and (verb.ambiguous or not self._tells_them(i, verb))
        if form.suffixed and (previous & Is.LINKING or (others and not told)):
            return True
        if verb.ambiguous and self.kinds[i] & Is.CUTS:
            return True
        if verb.past == "نقل" and self.words[i + 1 : i + 2] in (["الي"], ["من"]):
            return True  # "الرجل الذي نقل إلى المستشفى"
        if self.words[i] in _EXPRESSES and "\u0651" not in self.page.raw(i) and not self._feeling(i):
            return True  # "وعبر ذلك اللقاء"
        if i and self.words[i - 1] in _HIS_STATE:
            return True  # "قال إن بلاده أبلغت الوكالة": what he says himself
        expects = verb.kind == "think" and bool(previous & Is.THAT)  # "قال إنه يتوقع"
        if (verb.past in self.lexicon.beliefs or expects) and self._inside_report(i):
            return True  # a belief within what somebody says is part of it
        opening = self._opens_clause(i) or self.words[i - 1] == "كما"
        return self._other_reading(i, verb) or (self.words[i] in verb.opening and not opening)

    def _what_they_call(self, i: int, verb: Verb) -> bool:
        """``ما قالت الشركة إنه عطل``, ``كثيرا ما قال إن``: a pronoun, and no negation."""
        if verb.past != "قال" or self.words[i - 1] != "ما":
            return False
        if i > 1 and self.words[i - 2] in _OFTEN:
            return True
        near = range(i + 1, min(i + _THAT, self.page.sentence(i)[1]))
        that = next((k for k in near if self.kinds[k] & (Is.THAT | Is.COMMA)), i)
        return self.words[that] in _IT_IS

    def _tells_them(self, i: int, verb: Verb) -> bool:
        """``اتهمه بـ``, ``حثهم على``: the pronoun is whom the verb is said to, and what it takes follows."""
        following = self.words[i + 1] if i + 1 < self.page.n else ""
        if verb.past == "حث" and not (i and self.words[i - 1] in ("كما", "قد", "وقد")):
            return False  # "أبرزها حثه على": the noun
        return "ب" in verb.frames or ("obj" in verb.frames and following in FREE & verb.frames)

    def _told_them(self, i: int, verb: Verb) -> bool:
        """``وأبلغه بأنه سيعود``, ``فسألتها: "..."``: what they are told follows at once."""
        if i + 1 >= self.page.n or verb.past not in _TELLING:
            return False
        i += self.words[i + 1] in _SAYING  # "وأخبره قائلا: ..."
        if i + 1 >= self.page.n:
            return False
        return bool(self.kinds[i + 1] & Is.THAT) or self.words[i + 1] == ":" or i + 1 in self.page.closes

    def _feeling(self, i: int) -> bool:
        """``عبر السفير عن أسفه``, ``وعبر عن أمل بلاده``: the verb, and no preposition (across, through)."""
        joined = bool(self.kinds[i] & Is.JOINED) or (i > 0 and self.words[i - 1] in _ALSO)
        if self.words[i] not in _EXPRESSES or not (joined or self._opens_clause(i)):
            return False
        near = range(i + 2 - bool(self.kinds[i] & Is.JOINED), min(self.page.sentence(i)[1] - 1, i + _LEAD))
        about = next((k for k in near if self.words[k] == "عن"), 0)
        if joined and about and not any(kind & Is.COMMA for kind in self.kinds[i:about]):
            return True
        felt = range(about + 1, min(about + _DEEPLY, self.page.n))  # "عن بالغ شكره"
        return bool(about) and any(self.kinds[k] & Is.OWNED or self.page.raw(k)[-1] == "ه" for k in felt)

    def _denied_here(self, i: int) -> bool:
        """``نفت الوزارة الأنباء التي تحدثت عن``: what is denied, and nobody's report."""
        described = i > 0 and self.kinds[i - 1] & Is.RELATIVES
        before = (d for d in self.drafts[-2:] if described and d.stance is Stance.DENIES and d.content)
        return any(d.content is not None and d.content[0] <= i < d.content[1] for d in before)

    def _subjunctive(self, i: int, verb: Verb) -> bool:
        """``أن يطلب`` tells what is to be said, ``دون أن يشير`` what is not."""
        if not i or not self.kinds[i - 1] & Is.THAT:
            return False
        if i > 1 and self.kinds[i - 2] & Is.NEGATIONS:
            return True
        if i > 1 and self.words[i - 2] == "قبل" and verb.past in _GOES_ON:
            return False  # "قبل أن يضيف"
        imperfect = self.words[i][0] in "يت" and self.words[i][0] != fold(verb.past)[0]
        return imperfect and self.words[i - 1] in ("ان", "بان")

    def _hedged(self, content: tuple[int, int] | None) -> bool:
        """``إن صح``, ``إن صحت``: whoever says it does not vouch for it."""
        if content is None or not (self.page.counts["صح"] or self.page.counts["صحت"]):
            return False
        begin, end = content
        words = self.words
        return any(words[k] == "ان" and words[k + 1] in ("صح", "صحت") for k in range(begin, end - 1))

    def _quoted_report(self, draft: Draft, clause: Clause) -> bool:
        """A report inside a quotation has a party of its own and a clause: the speaker cites somebody."""
        if clause.stop not in ("that", "quote") or draft.source is None or not self._named(draft.source):
            return False
        return clause.verb is not None and clause.verb.kind != "think"

    def _inside_report(self, i: int) -> bool:
        return any(d.content is not None and d.content[0] <= i < d.content[1] for d in self.drafts[-4:])

    def _settled_subject(self, i: int) -> Part | None:
        """A subject that surely stands before its verb: behind كان, or what a relative pronoun describes."""
        if not i or self.kinds[i] & Is.JOINED:
            return None
        if self.kinds[i - 1] & Is.RELATIVES:
            if self.kinds[i] & Is.SUFFIXED:
                return None  # "السياسات التي وصفها بأنها": what is described
            following = self.kinds[i + 1]
            party = following & Is.NOUN and following & (PARTY | Is.DOCUMENT) and not self._of_whom(i)
            if following and (party or people_of(self.words[i + 1])):
                return None  # "النظام الذي يقول معارضوه إن"
            that = following & (Is.THAT | Is.BEFORE_THAT) or self._of_whom(i)
            said = that or self.phrases.begins_object(min(i + 1, self.page.n - 1), DEFINITE, self.page.n)
            return self._antecedent(i - 1) if said else None
        begin = self.page.sentence(i)[0]
        if begin == i:
            return None
        if (part := self._behind_that(begin, i)) is not None:
            return part
        k = i - 1
        while k > begin and self.kinds[k] & (Is.AUXILIARIES | Is.COMMA | Is.ADVERBS):
            k -= 1
        if k <= begin:
            return None
        helped = any(self.kinds[j] & Is.AUXILIARIES for j in range(max(begin, i - _BACK), i))
        return self._subject_before(i) if helped and not self._titled_behind(i) else None

    def _of_whom(self, i: int) -> bool:
        """``الصندوق، الذي طالب المملكة بإصلاحات``: the one told; with a subject a pronoun would lead back."""
        form = self.lexicon.cues.get(self.words[i])
        if form is None or i + 1 >= self.page.n or not self.kinds[i + 1] & Is.ARTICLE:
            return False
        if "obj" not in form.verb.frames or form.verb.frames.isdisjoint(_TOLD_TO):
            return False
        near = range(i + 2, min(i + _BACK_TO_HIM, self.page.sentence(i)[1]))
        back = Is.RESUMPTIVE | Is.OF_HIM
        return not any(self.kinds[k] & back or self._leads_back(k) for k in near)

    def _heading_subject(self, i: int, form: CueForm) -> Part | None:
        """``الاتحاد الأوروبي ينتقد سياسة``: before a verb that takes objects, as headlines put it."""
        begin = self.page.sentence(i)[0]
        if begin == i or form.joined or form.verb.frames.isdisjoint(OBJECTS):
            return None
        part = self._subject_before(i)
        if part is None or part.end != i:
            return None
        if self.words[part.begin - 1] in _BUT and part.begin > begin:
            return part  # "ولكن الميناء أكد تمسكه باللاعب"
        if not self.kinds[i] & Is.FINITE or not (part.begin == begin or self.words[part.begin - 1] == ":"):
            return None
        kind = kind_of(part, self.page, self.lexicon)
        agrees = not kind.agreement or kind.agreement == form.agreement
        return part if agrees and kind.rule != "no-head-noun" else None

    def _behind_that(self, begin: int, i: int) -> Part | None:
        """``إن النيابة اتهمت``: behind إن the subject comes first."""
        that = next((k for k in range(i - 2, max(begin, i - _THAT) - 1, -1) if self.is_that(k)), None)
        begin = i if that is None else that + 1 + (that + 1 in self.page.closes)  # "إن "النتائج تظهر"
        if begin >= i or self.phrases.end(begin, i) != i:
            return self._described_behind_that(i)
        part = Part(begin, i)
        return part if self._known(part) else None

    def _told_before(self, i: int) -> list[Part]:
        """``وفي تصريحات إلى قناة X، قالت``: the medium, in the adverbial that opens the sentence.

        ``جاء ذلك في مقابلة للوزير مع قناة X، حيث قال`` opens so too.
        """
        begin = self.page.sentence(i)[0]
        begin += 2 * bool(self.kinds[begin] & Is.CAME)
        if i - begin > _LEAD:
            return []
        said = Is.SAID_IN | Is.BY_IN  # "في تصريحات إلى"، "ردا على سؤال"
        if not any(self.kinds[k] & said for k in range(begin, min(begin + 3, i))):
            return []
        for k in range(begin + 1, i):
            clitic = self._told_clitic(k)
            medium = self.kinds[k] & Is.MEDIUM or k in self.page.parties
            before = k - 1 - (k - 1 in self.page.closes)
            if clitic or (medium and (self.words[before] in _TOLD_BY or self._shown_by(before, begin))):
                end = self.phrases.end(k, i)
                end = min(self.page.closes.get(end, end - 1) + 1, i)
                end += end < i and end in self.page.opens
                aside = Is.PREPOSITIONS | Is.CUTS | Is.TIME | Is.COMMA
                near = self.kinds[i - 1] & Is.COMMA or end == i or self.kinds[end] & aside
                skip = int(clitic and not self.page.raw(k).startswith("لل"))
                return [Part(k, end, skip)] if near or k in self.page.parties else []
        return []

    def _told_clitic(self, k: int) -> bool:
        """Whether the word is a medium behind ``لـ``: ``لقناة``, ``لرويترز``."""
        word, party = self.words[k], self.page.parties.get(k)
        known = party is not None and party[0].type in MEDIA and not self.phrases.own_letter(k, word)
        return word[0] == "ل" and (known or bool(self.lexicon.kinds[word[1:]] & Is.MEDIUM))

    def _shown_by(self, k: int, begin: int) -> bool:
        """``في مقابلة نشرتها وكالة X``, ``لمراسل وكالة X``, ``خص بها وكالة X``: before the medium."""
        word = self.words[k]
        if word == "من":
            return self.words[k - 1] in _ASKED  # "سؤال من رويترز"
        form = self.lexicon.cues.get(word)
        if form is not None and form.suffixed:
            return bool(self.lexicon.kinds[fold(form.verb.past)] & Is.PUBLISHING)
        told = word[0] == "ل" and self.lexicon.kinds[word[1:]] & Is.CORRESPONDENTS
        seen = self.kinds[k] & Is.HANDED
        seen |= self.kinds[k - 1] & Is.HANDED if k > begin + 1 and word in TO_IT else 0
        return bool(told or seen)

    def _find_subject(self, draft: Draft, resumed: bool) -> None:
        """The subject before the verb, or that of the sentence, or none: then it is implied."""
        i = draft.cue[0]
        taken_up = resumed or (i > 0 and self.words[i - 1] in _SINCE)  # "تصريحات الوزير، إذ قال"
        draft.source = self._taken_up_from(i) if taken_up else None
        if taken_up and draft.source is not None:
            draft.through = draft.through or self._passed_on_by(i)
        elif not resumed:
            draft.source = self._subject_before(i) or self._described(i, draft.agreement)
        draft.pattern = "subject-verb" if draft.source else "implied-subject"
        if draft.source is None and not self._report_before(i):
            draft.narrated = self._narrator(i, draft.agreement) or self._spoken_of(i, draft.agreement)

    def _taken_up_from(self, i: int) -> Part | None:
        """Whose statement a pronoun takes up; in ``ألقى الوزير كلمة للأهالي قال فيها`` he made it."""
        subject = self._clause_subject(i)
        if subject is not None and kind_of(subject, self.page, self.lexicon).type is LinkType.PERSON:
            return None
        return self._issuer_before(i)

    def _other_reading(self, i: int, verb: Verb) -> bool:
        """A first person (``أعتقد``: a hamza that اعتقد has not), a marked passive, a lost hamza."""
        raw = self.page.raw(i)
        first_person = raw[0] in "أآ" and verb.past[0] != raw[0]
        bare_raw = raw.removeprefix("و")
        active = verb.past[0] == "أ" != bare_raw[0] and bare_raw[1:2] == "\u064f"  # "تُعرب": form IV
        passive = "\u064f" in raw[:5] and verb.kind != "relay" and not active
        bare = verb.exact and self.words[i].endswith(fold(verb.past)) and not set(raw) & set("أآ")
        return first_person or passive or bare or raw in verb.never

    def _accused(self, draft: Draft, clause: Clause) -> bool:
        """``اتهم زيد بالسرقة``: whoever stands behind the verb is the one accused, and nobody accuses him.

        Where the accuser stands before the verb, or first in the phrase behind it, he is the source.
        """
        source, form = draft.source, draft.form
        if clause.verb is not None and self._happens(draft, clause.verb):
            return True
        if source is None or form is None or clause.verb is None or not clause.verb.passive:
            return False
        at_once = draft.cue[0] < source.begin and source.end == clause.i and clause.stop == "frame"
        if form.suffixed or clause.patient or not at_once:
            return False
        first = self.words[source.begin]
        if first.startswith("ال") and first.endswith("ين") and form.agreement == "m":
            draft.source = None  # "واتهم الديمقراطيين بـ": an object, by its ending
            return False
        kind = kind_of(source, self.page, self.lexicon)
        accuser = self._subject_before(draft.cue[0]) or self._first_of_two(source)
        # "واتهم النظام بـ": seldom a passive
        body = form.joined and kind.type is LinkType.ORGANISATION and source.begin == clause.begin
        if accuser is None and not body and not (form.agreement == "f" and kind.agreement == "m"):
            return True
        draft.source = accuser
        if accuser is None and body and draft.content is not None:
            draft.content = (source.begin, draft.content[1])
        return False

    def _surely_object(self, subject: Part) -> bool:
        """Whether what stands behind the subject is another party, or some of many: ``سلسلة من``."""
        k = subject.end
        party = self.kinds[k] & Is.STATE or k in self.page.parties or self.words[k + 1] == "من"
        return bool(party) or self._object_behind(subject.begin, k)

    def _happens(self, draft: Draft, verb: Verb) -> bool:
        """``وجد نفسه``, ``فقد وجد أن``: what happens, or the passive; ``وجد الباحثون أن`` is a report."""
        if verb.kind != "show" or self.words[draft.cue[0]] not in verb.opening:
            return False
        source, researchers = draft.source, Is.UNNAMED | Is.DOCUMENT | Is.BODY
        return source is None or not self.kinds[source.begin] & researchers

    def _credible(self, draft: Draft, clause: Clause) -> bool:
        """With an object or a preposition, a subject that is a thing ("تفاصيل قضيتها") reports nothing."""
        source, verb = draft.source, clause.verb
        proved = clause.stop in OBJECT_STOPS and self.words[clause.i] in self.lexicon.words("proved")
        # "الأمر الذي لفت الأنظار هو أن"
        proved |= source is not None and source.words(self.page) in (["هو"], ["هي"])
        if proved or self._means_otherwise(draft, clause):
            return False  # "أكد الفريق تفوقه"
        if source is None:
            return not clause.relays or bool(draft.relayed) or draft.of_him
        if clause.relays and clause.takes("من") and not self._media(clause):
            return False  # "علمت المحكمة أن"
        if self._ambiguous(clause) and self.kinds[source.begin] & Is.DIGIT:
            return False
        shows = verb is not None and (verb.kind == "show" or verb.past == "كشف")
        if shows and self.kinds[source.begin] & Is.IMAGES:
            return False  # pictures say nothing
        if self._known(source):
            return True
        says = verb is not None and verb.kind == "say" and verb.frames <= _WORDS and not verb.ambiguous
        each = self.kinds[source.begin] & Is.DETERMINERS  # "أكد كل من المهندس"
        verbal = self.phrases.verbal(source.begin) and not (says or each)  # "قال تيكيدا أليمو"
        if clause.stop in OBJECT_STOPS:
            return not (verbal or self.kinds[source.begin] & (Is.OWNED | Is.OBJECT_HEADS))
        word = self.words[source.begin]
        behind = word[0] == "ب" and not self.kinds[source.begin] & (Is.BEFORE_ARTICLE | Is.LETTERS)
        behind = behind and self._ambiguous(clause)
        return not (clause.stop == "that" and (verbal or behind))  # "يشير تنامي الاحتياطيات إلى أن"

    def _somebody(self, cue: int, form: CueForm, starts: bool) -> bool:
        """``وهو يؤكد أن``, ``ويضيف أن``: a pronoun is the subject, or it is no passive (يضاف)."""
        before = self.words[cue - 1] if cue else ""
        if cue and (self.kinds[cue - 1] & Is.APPOSING or before.startswith(("لكنه", "ولكنه"))):
            return True
        if form.verb.past in _GOES_ON and self.words[cue - 2 : cue] == ["قبل", "ان"]:
            return True
        if form.verb.past == "قال" and self.words[cue][-2:-1] == "و":
            return True  # the passive is يقال
        active = self.words[cue][-2:-1] in ("ي", "و") or form.verb.past in _ACTIVE
        return active and (form.joined or starts or before in ("مضي", "ومضي"))

    def _impersonal(self, draft: Draft, form: CueForm, stop: str) -> bool:
        """``يشار إلى أن``, ``يعتقد أن`` with no subject: nobody in particular says it."""
        if draft.source is not None or form.suffixed:
            return False
        cue = draft.cue[0]
        if self.page.inside[cue] >= 0:
            return True
        if stop in ("quote", "colon", "speech"):
            return False
        starts = cue == self.page.sentence(cue)[0]
        if stop == "that" and self._somebody(cue, form, starts):
            return False
        # "كما دعا", "بعد أن أعلن"
        # "لكنه نفى", "وهي تنفي"
        goes_on = cue > 0 and bool(
            self.kinds[cue - 1] & (Is.THAT | Is.NOT_REPORTED | Is.CONTRASTS | Is.APPOSING)
        )
        goes_on = goes_on or self.words[max(cue - 2, 0) : cue] == ["في", "وقت"]
        goes_on = goes_on or self.words[cue - 1] in _GOING_ON
        goes_on = goes_on or (self.words[cue - 1] in _AS_SOON and form.verb.past not in _OFTEN_PASSIVE)
        behind = draft.narrated is None or bool(self.kinds[cue - 1] & Is.WORD)  # "بعقوبة نفي مدتها عامان"
        if stop in OBJECT_STOPS and not (form.joined or starts or goes_on) and behind:
            return True
        imperfect = self.words[cue].removeprefix("و").startswith("ي") and form.agreement == "m"
        return imperfect and (stop != "object" or form.verb.kind == "think")  # "ويؤكد إصراره": his own
