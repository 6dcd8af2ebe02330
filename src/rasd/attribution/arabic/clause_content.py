"""Steps of reading a clause on to what is said: complementisers, quotations, objects, marks."""

from __future__ import annotations

from rasd.attribution.arabic.clause import Clause, ClauseGround
from rasd.attribution.arabic.reading import DEFINITE, FREE, MEDIA, NAME_WORDS, PARTY
from rasd.attribution.draft import Part
from rasd.lang.flags import Is
from rasd.lang.normalize import fold
from rasd.model import Stance

_TIMES = frozenset({"قبل", "بعد", "منذ", "رغم"})  # "قبل أن"
_WITH = frozenset({"ب"})  # all that a verb of welcome or praise takes
_ANSWER = 3  # letters of "برد", "with an answer"
_TELLS = frozenset({"أبلغ", "أخبر"})
_NO_NOMINAL = Is.PREPOSITIONS | Is.ADVERBS | Is.TIME | Is.CUTS | Is.VERB | Is.PARTICIPLE | Is.BY_IN
_NOMINAL = Is.NOUN | Is.OBJECT_HEADS | Is.VERBAL | Is.ARTICLE
_CALLED = frozenset({"يدعى", "تدعى", "ويدعى", "وتدعى"})  # is called; "يدعي" claims
_NAME_AND_MORE = 5  # tokens
_BLAME = frozenset({"مسءوليه", "المسءوليه", "مسءوليات"})
_BLAMED = 14  # tokens from the one blamed to the responsibility
_FORMER = frozenset({"سابق", "اسبق", "جديد", "سابقه", "حالي", "اقليمي", "فني"})
_SEATED = frozenset({"ومقره", "ومقرها", "مقره", "مقرها"})  # "المرصد، ومقره بريطانيا، لوكالة X أن"
_ASKING = frozenset({"شريطه", "طالبه", "رافضه", "مفضله", "مشترطه"})
_REMARK = 30  # tokens of a relative clause between commas


class ContentSteps(ClauseGround):
    """The steps that find where the content begins. Each says whether it took what stands here."""

    def _that(self, c: Clause) -> bool:
        """A complementiser: the content begins."""
        kind = self.kind(c)
        if self.page.raw(c.i) == "علي" and self._named_ali(c):
            c.set(Part(c.i, c.i + 1))
            return True
        if kind & Is.THAT_BARE and (c.verb is None or c.takes("that")):
            return c.halt("that")
        if kind & Is.BEFORE_THAT:
            ahead = 2 if c.i + 1 in self.page.closes else 1
            if self.kind(c, ahead) & Is.THAT and not self._joined(c.i + ahead):
                return c.halt("that")
        if kind & Is.THAT and self.word(c)[0] == "و":
            return c.halt("comma")  # it goes on with another clause
        if kind & Is.THAT and self.word(c, 1) == "شاء":
            c.i += 2  # God willing
            return True
        if kind & Is.THAT and not self._joined(c.i):
            later = self.words[max(c.i - 2, 0) : c.i] == ["فيما", "بعد"]
            other = c.i > 0 and self.kinds[c.i - 1] & Is.NOT_REPORTED and not later
            if other and self.words[c.i - 1] in _TIMES and (at := self.later(c)):
                c.i = at  # "قال الوزير قبل أن يلتقي نظيره إن"
                return True
            return c.halt("comma" if other else "that")
        return False

    def _named_ali(self, c: Clause) -> bool:
        """``وأضاف علي أن``: a name, where the verb does not take the preposition."""
        alone = c.i == c.begin and c.part is None and bool(self.kind(c, 1) & Is.THAT)
        return alone and c.verb is not None and not c.takes("علي")

    def later(self, c: Clause, commas: bool = False) -> int:
        """Where what is said begins behind a clause of time, or a remark; 0 where nothing more is said.

        Behind قال it is ``إن``, and no ``أن``; with ``commas`` it follows a comma, and no quotation will do.
        """
        if c.verb is None or c.verb.kind != "say" or c.verb.ambiguous or not c.takes("that"):
            return 0
        says = c.verb.past == "قال"
        for k in range(c.i + 1, c.limit):
            kind = self.kinds[k]
            if kind & Is.VERB and kind & Is.JOINED and not kind & Is.AMBIGUOUS:
                return 0
            below = "إ" in self.page.raw(k) or not says
            if kind & Is.THAT and below and not kind & Is.JOINED and not self.kinds[k - 1] & Is.NOT_REPORTED:
                return k if not commas or self.kinds[k - 1] & Is.COMMA else 0
            long = k in self.page.closes and self.page.closes[k] - k > NAME_WORDS
            if not commas and (long or self.words[k] == ":"):
                return k
        return 0

    def _joined(self, at: int) -> bool:
        """``جاي-إن``: a name's part, no complementiser."""
        page = self.page
        return at > 0 and self.words[at - 1] == "-" and page.ends[at - 1] == page.starts[at]

    def _speech(self, c: Clause) -> bool:
        """``وأضاف نحن مستعدون``: the speaker's own words, without marks."""
        direct = c.verb is not None and c.takes("quote") and not c.verb.ambiguous
        direct = direct and self.page.raw(c.i)[0] != "آ"  # "وقالت آنا رينولدز"
        says = c.verb is not None and c.verb.kind == "say" and c.takes("that")
        asked = direct and self.word(c) in self.lexicon.words("questions")
        direct = direct and (says or not asked)
        return direct and bool(self.kind(c) & Is.SPEECH) and c.halt("that" if asked else "speech")

    def _without(self, c: Clause) -> bool:
        """``وقال دون أن يعلل: "..."``: what is said comes behind a remark on what is not."""
        if self.words[c.i] != "دون" or not self.kind(c, 1) & Is.THAT or not (at := self.later(c)):
            return False
        c.i = at
        return True

    def _idle(self, c: Clause) -> bool:
        """``لفت النظر إلى``, ``كشف النقاب عن``: a word that the verb takes along and that says nothing."""
        if c.verb is None or self.words[c.i] not in c.verb.idle:
            return False
        c.i += 1
        return True

    def _colon(self, c: Clause) -> bool:
        """A colon that is not part of a clock time."""
        if self.word(c) != ":":
            return False
        if c.i and self.words[c.i - 1].isdigit() and self.word(c, 1).isdigit():
            return False
        return c.halt("colon")

    def _quote(self, c: Clause) -> bool:
        """Quotation marks: the name of a party, an aside, or the beginning of what was said."""
        close = self.page.closes.get(c.i)
        if close is None:
            return False
        if self._told_first(c, close) or self._told_in(c, close) or self._medium_told(c):
            return self._tell(c, Part(c.i, close + 1))
        if self._names(c, close):
            c.set(Part(c.i, self.phrases.end(c.i, c.limit, c.verb)))
            return True
        if self._aside(c, close):
            c.i = close + 1
            return True
        return c.halt("quote")

    def _told_first(self, c: Clause, close: int) -> bool:
        """``أبلغ "الميناء" مصدر أمني أن``: the one told stands before a subject without article."""
        if c.part is not None or c.verb is None or c.verb.past not in _TELLS or close + 1 >= c.limit:
            return False
        following = self.kinds[close + 1]
        return bool(following & (Is.UNNAMED | Is.PERSON)) and not following & Is.ARTICLE

    def _told_in(self, c: Clause, close: int) -> bool:
        """``وأضاف في تصريح إلى "الميناء" أن``: the medium, in the adjunct that says where it was said."""
        said = self.words[c.i - 1] in ("الي", "مع") and self.kinds[c.i - 2] & Is.SAID_IN
        return bool(said) and close - c.i <= NAME_WORDS and self.phrases.goes_on(close + 1, c.limit)

    def _names(self, c: Clause, close: int) -> bool:
        length = sum(1 for k in range(c.i + 1, close) if self.kinds[k] & Is.WORD)
        previous = c.i - 1
        if c.part is not None or length > NAME_WORDS or close + 1 >= c.limit:
            return False
        if self.words[previous] == ":" or self.kinds[previous] & Is.SAYING:
            return False
        if self._sentence_in_marks(c.i + 1) or any(
            self.kinds[k] & Is.THAT and self.words[k - 1] != "." for k in range(c.i + 1, close - 1)
        ):
            return False  # "ايه.ان.زد" has none
        known = self.page.parties.get(c.i + 1)
        if (
            known is not None
            and known[1] >= close
            and self.words[close + 1][0] in (c.verb.frames if c.verb else "")
        ):
            return True  # "وأفادت "رويترز" بنزول الذهب"
        if known is None and self._of_what(c, close + 1):
            return self._clause_ahead(c, commas=True)
        return self._goes_on(c, close + 1)

    def _sentence_in_marks(self, at: int) -> bool:
        """``"لا أستبعد شيئا"``: what stands in marks begins with a negation, and is no name."""
        return bool(self.kinds[at] & Is.NEGATIONS) and not self.kinds[at] & Is.IN_NAMES

    def _of_what(self, c: Clause, at: int) -> bool:
        """``يؤكد "الدعم الكامل" من حكومته``: told in marks, and a preposition that the verb lacks."""
        if (
            not c.takes("bare")
            or c.relays
            or not self.kinds[at] & Is.PREPOSITIONS
            or self.kinds[at] & Is.THAT
        ):
            return False
        frames = FREE & c.verb.frames if c.verb else frozenset()
        return not any(self.words[k] in frames for k in range(at, c.limit))

    def _aside(self, c: Clause, close: int) -> bool:
        """A short name in marks within an adjunct (``لقاء مع صحيفة "..."``): the content is still to come."""
        if close - c.i - 1 > NAME_WORDS or self.words[c.i - 1] == ":" or close + 1 >= c.limit:
            return False
        if self.kinds[c.i + 1] & Is.THAT:
            return False  # "وأكد البيان "أن السياسة واضحة""
        following = self.kinds[close + 1]
        party = self.page.parties.get(c.i + 1)
        if c.part is not None and party and party[1] >= close and following & Is.WORD:
            return True  # "أكدت على موقع "تويتر" خبر وفاته"
        if self.words[close + 1] == ":" or following & Is.THAT or close + 1 in self.page.closes:
            return True
        named = self.kinds[c.i - 1] & (Is.NOUN | Is.PREPOSITIONS) or self.words[c.i - 1] in ("ب", "ل")
        apart = c.part is not None and c.part.end < c.i and not c.takes("bare")
        apart = apart and not any(self.kinds[k] & Is.THAT for k in range(c.i, close))
        named = named or apart
        return bool(named) and self._clause_ahead(c, commas=True)

    def _object(self, c: Clause) -> bool:
        """A bare object: what was announced or denied."""
        if self._medium_told(c):
            return self._tell(c, Part(c.i, self.phrases.end(c.i, c.limit, c.verb)))
        takes = c.takes("bare") or c.takes("blame") or c.takes("obj") or c.relays
        news = (self.word(c),) in self.lexicon.declines["reported"]  # "نقلت رويترز نبأ الاستقالة"
        passed_on = c.relays and not (c.relaying or news)
        if not takes or c.part is None or passed_on or not self._nominal(c):
            return False
        if c.takes("blame"):
            near = self.words[c.i : min(c.i + _BLAMED, c.limit)]
            return c.halt("blame") if any(w in _BLAME for w in near) else False
        if c.takes("obj") and not c.takes("bare"):
            return self._patient(c)
        sure = news or self.phrases.begins_object(c.i, DEFINITE, c.limit)
        return not self._clause_ahead(c, commas=not sure) and c.halt("object")

    def _nominal(self, c: Clause) -> bool:
        """Whether a noun phrase can begin here that is no adjunct."""
        kind = self.kinds[c.i]
        if kind & _NO_NOMINAL:
            return False
        if kind & Is.HELD and any(k & Is.SAID_IN for k in self.kinds[max(c.i - 3, 0) : c.i]):
            return False  # "في مؤتمر صحفي عقد أمس"
        return self.words[c.i][0] not in "لب" or bool(kind & _NOMINAL)

    def _patient(self, c: Clause) -> bool:
        """The one accused, described or called upon, who stands between the subject and what is said."""
        if c.patient:
            return False
        c.patient, c.described = True, c.i - bool(self.kinds[c.i - 1] & Is.DEMONSTRATIVES)
        end = self.phrases.end(c.i, c.limit, c.verb)
        c.i = end
        return True

    def _medium_told(self, c: Clause) -> bool:
        """``أبلغ مصدر أمني وكالة رويترز بأن``, ``وأخبر سالم الصحيفة أنه``."""
        if c.verb is None or c.verb.past not in _TELLS or c.part is None or c.through:
            return False
        party = self.page.parties.get(c.i + (c.i in self.page.closes))
        known = party is not None and party[0].type in MEDIA
        return known or bool(self.kind(c) & Is.MEDIUM and self.kind(c) & Is.NOUN)

    def _before_told(self, c: Clause, end: int) -> int:
        """``أبلغ مسؤول أمريكي رفيع رويترز أن``: where the subject ends before the medium told."""
        head = self.kinds[c.i]
        if c.verb is None or c.relays or head & (Is.MEDIUM | Is.CORRESPONDENTS | Is.DOCUMENT):
            return end
        tells = c.verb.past in _TELLS
        for k in range(c.i + 1, end):
            party = self.page.parties.get(k)
            medium = (party is not None and party[0].type in MEDIA) or self.kinds[k] & Is.MEDIUM
            if tells and medium and head & Is.UNNAMED and not self.kinds[k - 1] & Is.PREPOSITIONS:
                return k - (k - 1 in self.page.closes)
            if self.words[k].startswith("ل") and self._told_here(c, k, end):
                return k - (k - 1 in self.page.closes)
        return end

    def _told_here(self, c: Clause, k: int, end: int) -> bool:
        """``قالت الفنانة للصحيفة``; in ``المدير التنفيذي للصحيفة`` it is whose director he is."""
        word, before = self.words[k], self.words[k - 1]
        definite = word.startswith("لل") and bool(self.lexicon.kinds["ال" + word[2:]] & Is.MEDIUM)
        if word.endswith("منصه"):
            return False  # "مستخدمون للمنصة"
        if not definite and self.media.told(k, end) is None:
            return False
        titled = not self.kinds[c.i] & Is.UNNAMED and before.removeprefix("ال") in _FORMER
        body = self.kinds[c.i] & Is.BODY and not self.kinds[c.i] & (Is.PERSON | Is.UNNAMED)
        titled = titled or bool(body and k > c.i + 1 and self.kinds[k - 1] & Is.ARTICLE)  # "الشركة المالكة"
        ruled = "ل" in self.lexicon.governs.get(before, ()) or self.kinds[k - 1] & Is.CORRESPONDENTS
        return self.phrases.goes_on(k, c.limit) and not (titled or ruled)

    def _frame(self, c: Clause) -> bool:
        """A preposition that the verb takes: the thing said follows it."""
        if c.verb is None or (c.i and self.words[c.i - 1] == "#"):
            return False
        word, kind, frames = self.words[c.i], self.kinds[c.i], c.verb.frames
        if word == "علي" and self._said_upon(c):
            return False
        among = word.startswith("بين") and c.i and self.words[c.i - 1] == "من"
        if among or word.startswith("بلاد") or (c.verb.kind == "show" and not self._finds(c)):
            return False  # "من بينهم", "يهدد أمن بلادنا"
        if word in FREE and word in frames and (c.part is not None or not c.verb.ambiguous):
            return c.halt("frame")
        whose = c.part is None and not (c.closed and c.patient)
        if word[0] not in frames or (whose and word[0] != "ب") or self._clause_ahead(c):
            return False
        if len(word) == 1:
            return c.halt("frame")
        # "منوها بما", "هدد بشن"
        name = (c.verb.passive or c.part is None) and self._framed_behind(c, word)
        # "رحبت الحكومة بأي جهود"
        short = self.lexicon.kinds[word[1:]] & (Is.OBJECT_HEADS | Is.DETERMINERS)
        long = len(word) > 3 or kind & Is.LINKING or short
        if long and word[0] in "بل" and word != "باسم" and not (kind & Is.STATE or name):
            known = self.lexicon.kinds[word[1:]] & (PARTY | Is.SAID_IN) and not word.startswith("بال")
            known = known and len(word) > _ANSWER
            known = known and (frames != _WITH or c.part is None)  # "رحب الرئيس بأمير البلاد"
            return False if known or kind & Is.NOUN else c.halt("frame")
        return False

    def _said_upon(self, c: Clause) -> bool:
        """``أكدت على حسابها``, ``أكد الرئيس خلال برنامج على قناة X أن``: where it was said."""
        own = self.kind(c, 1) & Is.SAID_IN and self.kind(c, 1) & Is.OWNED
        return bool(own or (self.kind(c, 1) & Is.MEDIUM and self._clause_ahead(c)))

    def _finds(self, c: Clause) -> bool:
        """``توصلت دراسة إلى وجود علاقة``; two sides that come to an agreement report nothing."""
        return c.part is not None and bool(self.kinds[c.part.begin] & Is.DOCUMENT)

    def _framed_behind(self, c: Clause, word: str) -> bool:
        """``تتهم تركيا برونسون بإقامة علاقات``: a known word behind the clitic comes soon, this is a name."""
        if word.startswith(("بال", "لل")) or self.phrases.behind_clitic(c.i, word):
            return False
        near = range(c.i + 1, min(c.i + _NAME_AND_MORE, c.limit))
        return any(
            self.words[k][0] == word[0]
            and not self.kinds[k] & Is.THAT  # "توعد بسحق ما وصفه بأنه"
            and self.phrases.behind_clitic(k, self.words[k])
            for k in near
        )

    def _object_first(self, c: Clause) -> bool:
        """``وأعلن مقتل``, ``ونفت وجود``: the verb's subject is implied, the object stands at once."""
        if not c.takes("bare") or c.relays or c.through:
            return False
        document = self.kind(c) & Is.DOCUMENT
        if self.kind(c) & Is.NOUN and self.kind(c) & Is.PERSON:
            return False  # "ندد نظيره الإيراني بالقرار"
        if c.verb is not None and c.verb.kind == "show" and document:
            return False  # "أظهرت نتائج الفحص وجود": what shows
        denies = c.verb is not None and c.verb.stance is Stance.DENIES
        if document and self.kind(c, 1) & Is.OF_THE_PRESS and not denies:
            return False  # "كشفت تقارير إعلامية عن": media that report
        thing = self.kind(c) & Is.ARTICLE and self.kind(c) & Is.VERBAL and c.takes("عن")
        if thing and "عن" in self.words[c.i + 1 : c.limit]:
            return False  # "كشف الإعلان الجزئي عن"
        raw_end = self.page.text[self.page.ends[c.i] - 1]
        own = self.kind(c) & Is.VERBAL and (
            raw_end == "ه" or self.kind(c) & Is.OWNED
        )  # "ويؤكد إصراره على أن"
        first = self.phrases.begins_object(c.i, DEFINITE, c.limit)
        return first and (bool(own) or not self._clause_ahead(c))

    def _pointing(self, c: Clause) -> bool:
        """``وأكد ذلك رئيس اللجنة``: a pronoun is all that is said, and the subject follows."""
        if c.part is not None or c.pointed or not self.kind(c) & Is.POINTING or c.relays:
            return False
        if self.word(c) == "ما" or not self.kind(c, 1) & (Is.NOUN | Is.ARTICLE):
            return False
        if self.kind(c) & Is.DEMONSTRATIVES and self.word(c) != "ذلك":
            return False
        c.pointed = (c.i, c.i + 1)
        c.i += 1
        return True

    def _comma(self, c: Clause) -> bool:
        """A comma or dash: an aside, or the end of the clause."""
        kind = self.kind(c)
        if not kind & (Is.COMMA | Is.DASH):
            return False
        following = self.kind(c, 1)
        if c.i + 1 >= c.limit:
            return c.halt("comma")
        if c.part is not None and self._passed_on(c):
            c.i += 1
            return True
        joined = following & Is.VERB and following & Is.JOINED
        participle = following & Is.PARTICIPLE and not following & Is.SAYING
        if participle or (c.part is not None and joined):
            return c.halt("comma")
        if following & Is.CONTENT_ENDS:
            return c.halt("comma")
        among = self.word(c, 1) == "من" and self.word(c, 2).startswith("بين")
        called = c.part is not None and self.page.raw(c.i + 1) in _CALLED
        called = called or (c.part is not None and self.word(c, 1) in _SEATED)
        remark = following & Is.RELATIVES or among or called or self._withholding(c)
        if remark and (close := self._remark_end(c)):
            c.i = close  # a remark on the subject
            return True
        c.i += 1
        return True

    def _passed_on(self, c: Clause) -> bool:
        """``وفقا لما ذكره المركز، ونقلته وكالة X``: who passed it on follows."""
        form = self.lexicon.cues.get(self.word(c, 1))
        if form is None or not (form.suffixed and form.joined):
            return False
        return bool(self.lexicon.kinds[fold(form.verb.past)] & Is.PUBLISHING)

    def _withholding(self, c: Clause) -> bool:
        """``، طالبا عدم كشف هويته،``: what somebody asks for, beside him."""
        asks = self.word(c, 1)[-1:] in ("ا", "ه") or self.kind(c, 1) & Is.WITHHOLDING  # "لم تذكر اسمه"
        return c.part is not None and bool(asks) and self.word(c, 2) in self.lexicon.words("withheld")

    def _keeps_back(self, c: Clause) -> bool:
        """``قال مصدر لوكالة X طالبا عدم كشف هويته إن``: the same without commas."""
        word = self.word(c)
        accusative = word in _ASKING or (word[-1:] == "ا" and not self.kinds[c.i] & Is.ARTICLE)
        accusative |= bool(c.through and self.kinds[c.i] & Is.WITHHOLDING)
        if c.part is None or not accusative or self.word(c, 1) == "ان":
            return False
        if self.word(c, 1) not in self.lexicon.words("withheld"):
            return False
        end = self._remark_end(c)
        c.i = end or c.i
        return bool(end)

    def _remark_end(self, c: Clause) -> int:
        """The end of a relative clause or a list of members: what is said, or a comma; 0 where none is."""
        ahead = range(c.i + 2, min(c.i + _REMARK, c.limit))
        if self._withholding(c) or self.word(c, 1) in _SEATED:  # "مصدر، طلب عدم ذكر اسمه، لوكالة X بأن"
            ends = Is.COMMA | Is.THAT
            return next((k for k in ahead if self.kinds[k] & ends and self.words[k][0] != "ل"), 0)
        for k in ahead:
            own = self.kinds[k - 1] & Is.VERB or self.words[k].startswith("و")  # "التي تزعم أن"
            if self.kinds[k] & Is.THAT and not own:
                return k
            taken = c.verb is not None and k + 1 < c.limit and self.words[k + 1] in FREE & c.verb.frames
            said = self.words[k] == ":" and c.takes("quote")
            if said or (self.kinds[k] & Is.COMMA and (taken or self.kind(c, 1) & Is.RELATIVES)):
                return k  # "حكومات، من بينها لندن، عن قلقها"
        return next((k for k in ahead if self.kinds[k] & Is.COMMA), 0)

    def _bracket(self, c: Clause) -> bool:
        """Brackets are passed over."""
        if self.word(c) not in "([":
            return False
        for k in range(c.i + 1, min(c.i + 9, c.limit)):
            if self.words[k] in ")]":
                c.i = k + 1
                return True
        return False

    def _another_verb(self, c: Clause) -> bool:
        """Another reporting verb outside a relative clause: this clause holds no content."""
        kind = self.kind(c)
        if c.part is not None and self.page.raw(c.i) in _CALLED:
            c.i = self.phrases.end(c.i + 1, c.limit)
            return True
        doubtful = c.part is None and not (c.verb is not None and c.verb.ambiguous)
        if not kind & (Is.VERB | Is.PARTICIPLE) or doubtful or kind & Is.ADVERBS:
            return False
        if kind & Is.PARTICIPLE and self.kinds[c.i - 1] & Is.SAYING:
            c.i += 1  # "قوله ساخرا": how he said it
            return True
        if kind & Is.PARTICIPLE:
            return (self._complemented(c) or self._own_object(c)) and c.halt("comma")
        if kind & (Is.AMBIGUOUS | Is.NOUN | Is.SUFFIXED):
            return False
        described = self.kinds[c.i - 1] & Is.RELATIVES
        denied = c.verb is not None and c.verb.stance is Stance.DENIES  # "نفت الأنباء التي تحدثت عن أن"
        if described and (denied or not self.kind(c, 1) & (Is.THAT | Is.BEFORE_THAT)):
            c.i += 1  # "الضربات التي أعلنت شنها": another's report, inside the phrase
            return True
        return c.halt("verb")

    def _own_object(self, c: Clause) -> bool:
        """``تحدث إلى الصحافة مستهجنا ما صدر``: a participle in the accusative with an object of its own."""
        form = self.lexicon.cues.get(self.word(c))
        if form is None or form.verb.ambiguous or not self.word(c).endswith("ا"):
            return False
        following = self.kind(c, 1)
        return "bare" in form.verb.frames and bool(following & Is.WORD) and not following & Is.PREPOSITIONS

    def _complemented(self, c: Clause) -> bool:
        following = self.kind(c, 1)
        if following & Is.BEFORE_THAT:
            return bool(self.kind(c, 2) & Is.THAT)
        return bool(following & Is.THAT) or self.word(c, 1) == ":" or c.i + 1 in self.page.closes
