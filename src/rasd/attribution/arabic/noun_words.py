"""The words of a noun phrase: which go on with it, and what it lacks behind each of them."""

from __future__ import annotations

from rasd.attribution.arabic.noun_prepositions import PhrasePrepositions
from rasd.attribution.arabic.noun_seconds import PhraseSeconds
from rasd.attribution.arabic.reading import (
    DEFINITE,
    HARD,
    LOOSE,
    NAMED,
    NESTED,
    ONE_OF,
    OPEN,
    PARTY,
    SON_OF,
    Reading,
)  # fmt: skip
from rasd.lang.flags import Is
from rasd.lang.parties import parties

_DEFINITE_NOUN = Is.ARTICLE | Is.NOUN
_OF_STATES = frozenset({"المتحده", "المسلحه", "المشتركه", "العام"})
_TWO = 2  # a first name and the word that may be the family's
_BESIDE = HARD | Is.VERB | Is.PARTICIPLE | Is.TIME | Is.ADVERBS | Is.PREPOSITIONS | Is.RELATIVES | Is.CUTS
_HOW = frozenset({"حديثا", "عالميا", "سابقا", "حاليا", "محليا", "دوليا"})  # "المنصة الأكبر عالميًا #س"
_BY = frozenset({"ب"})
_DEED = Is.FINITE | Is.ACTS | Is.VERB

_GOAL = 5  # letters of "لغايات"
_BACK_TO_THEM = 4  # tokens from a verb to the pronoun of those described
_PLURAL = 5  # letters of a plural behind its clitic
_AGE = 4  # tokens from "البالغ" to the number of years


class PhraseWords(PhrasePrepositions, PhraseSeconds):
    """Reads words: nouns, names, adjectives, reporting words that are none here."""

    def _word(self, at: int, kind: int, r: Reading) -> int:
        """A word that is none of grammar: the token behind it, or ``at`` where the phrase is over."""
        word = self.words[at]
        if kind & Is.ARTICLE:
            return self._definite(at, kind, r)
        several = self._of_those(at, kind, r)
        r.state = DEFINITE if several else r.state
        if kind & Is.SAME or word in self.lexicon.words("acting") or several or self._arm(at, r):
            return at + 1
        manner = word[0] == "ب" and r.state in (DEFINITE, NAMED) and word[1:] in self.lexicon.words("manner")
        manner = manner or (r.objects and not r.depth and self._theirs(at, r))
        phrasal = kind & Is.PHRASAL and (word in self.lexicon.clauses or word in self.lexicon.according)
        if manner or phrasal or self._verb_behind(at, r):
            return at  # "دانت المملكة بأشد العبارات"، "مصادر حسبما أوردت"
        if kind & Is.CONJOINED or self._purpose_joined(at):
            whole = LOOSE if word.endswith("ون") else OPEN  # "خبراء ومختصون"
            own = self.page.raw(at).endswith(("ه", "ها", "هم"))  # "النظام وأنصاره"
            r.state = DEFINITE if word[1:3] == "ال" or own else whole
            return at + 1
        if word[0] in "لب" and (rest := self.behind_clitic(at, word)) and not self._second_name(at, rest, r):
            return self._clitic(at, word, r)
        if r.head & (Is.UNNAMED | Is.DOCUMENT) and r.depth < NESTED and self._describing(at, kind, r):
            r.relative = True
            return at + 1
        called = self._called(at, r) if kind & _DEED else 0
        if called or self._complete(at, kind, r):
            return called or at
        return self._noun(at, kind, r) if kind & Is.NOUN else self._plain(at, r)

    def _verb_behind(self, at: int, r: Reading) -> bool:
        """``المنظمين لتنتهي``, ``صحيفة "الهدف" يتمثل``: a verb, which belongs to no phrase."""
        word = self.words[at]
        if word[0] == "ل" and word[1:2] in ("ت", "ي") and self.lexicon.kinds[word[1:]] & Is.ACTS:
            return True
        marked = r.state == NAMED and at - 1 in self.page.opens
        return marked and bool(r.head & Is.MEDIUM) and word[0] in "يت"

    def _arm(self, at: int, r: Reading) -> bool:
        """``اللواء التاسع حرس حدود``, ``اللواء 35 مدرع``: of what arm a numbered unit is."""
        numbered = self.kinds[at - 1] & (Is.ARTICLE | Is.DIGIT) and not r.depth
        if not numbered or self.words[at] not in self.lexicon.words("arms"):
            return False
        r.state = OPEN if self.kinds[at] & Is.NOUN else DEFINITE
        return True

    def _second_name(self, at: int, rest: int, r: Reading) -> bool:
        """``سالم باريان، صاحب``: a name that looks like a word behind a clitic, up to a comma."""
        after = at + 1 < r.limit and bool(self.kinds[at + 1] & Is.COMMA)
        alone = r.state == NAMED and not r.head & ~Is.WORD
        return after and alone and not rest & (Is.NOUN | Is.ARTICLE | PARTY | Is.PLACES)

    def _definite(self, at: int, kind: int, r: Reading) -> int:
        """A word with the article: an adjective, a title, a name - or the object of the verb that waits."""
        word = self.words[at]
        if kind & Is.AGED and r.state == NAMED and (end := self._aged(at, r.limit)):
            return end
        owned = r.head & Is.OWNED and "obj" in r.frames and at == r.begin + 1  # "وصف أحدهم القرار"
        owned = owned or (at == r.begin + 1 and (self._whole_plural(r) or self._behind_known_name(at, r)))
        owned = owned or self._behind_those(at, r)
        medium = r.state == NAMED and r.head & Is.PERSON and kind & Is.MEDIUM and kind & Is.NOUN
        owned = owned or bool(medium)  # "أخبر المؤرخ فلان الصحيفة بأن": the one told
        if owned or (r.objects and self._second_definite(at, kind, r)):
            return at
        r.names += r.state == NAMED
        prefixed = self.kinds[at - 1] & Is.BEFORE_ARTICLE
        descent = at - 2 > r.begin and self.words[at - 2] in SON_OF  # "سالم بن محمد الفلاح"
        surname = kind & Is.NOUN or word.endswith(("ي", "يه")) or r.doubtful or descent
        surname = surname or self._before_title(at, r) or self._before_object(at, r)
        surname = surname or self._before_party(at, r)
        takes = "bare" in r.frames or "obj" in r.frames
        if takes and r.names > (2 if prefixed else 1) and not surname:
            return at  # "أدان الرئيس دونالد ترامب الحادث"، "دعا عدنان القحطاني الشباب"
        people = word.endswith("ين") and len(word) > 6 and not (prefixed or self.words[at - 1].endswith("ين"))
        if "obj" in r.frames and people and r.state in (NAMED, DEFINITE) and not r.head & Is.QUANTIFIERS:
            return at  # "حذر الرئيس المشرعين": an accusative
        complete = r.state == NAMED or (r.state == DEFINITE and not r.head & Is.DOCUMENT)
        told = kind & PARTY and not kind & (Is.DOCUMENT | Is.ADDRESSES)
        agrees = word.endswith("يه") or (word[-1] == "ي" and self.words[at - 1][-1] not in "هي")
        body = word[-1] == "ي" and r.head & Is.BODY and not r.head & Is.PERSON  # "المجلس العسكري"
        adjective = agrees and (at > r.begin + 1 or body) and self.kinds[at - 1] & Is.ARTICLE
        told = told and not adjective  # "وكالة الأرصاد الجوية"، "المكتب السياسي"
        if complete and "obj" in r.frames and told:
            return at  # "أبلغ المتحدث الصحفيين": the one told
        if r.state == NAMED and kind & Is.PERSON:  # "دانون السفير في الأمم المتحدة"
            r.state, r.head, r.names = DEFINITE, r.head | Is.PERSON, 0
        r.inner = kind if r.state == OPEN and kind & Is.BODY else r.inner
        r.state = NAMED if r.state == NAMED else DEFINITE
        return at + 1

    def _behind_known_name(self, at: int, r: Reading) -> bool:
        """``وصف حداد النسخة الجديدة``: behind a surname told before, a feminine is no name of his."""
        first = self.words[r.begin]
        surname = not r.head & ~(Is.WORD | Is.ADJECTIVE | Is.ARTICLE) and first[-1] != "ه"
        surname = surname and (first[-1] == "ي" or not r.head & Is.ARTICLE)  # "الجماهير الغاضبة"
        known = r.objects and surname and first in self.words[: r.begin]
        return bool(known) and self.words[at].endswith(("ه", "ات")) and self.words[at] not in _OF_STATES

    def _whole_plural(self, r: Reading) -> bool:
        """``تعتبر حسب مراقبين الأكثر أهمية``: a plural with its ending governs nothing."""
        some = r.head & Is.UNNAMED and not r.head & (Is.ARTICLE | Is.QUANTIFIERS)
        return bool(some) and self.words[r.begin].endswith(("ون", "ين"))

    def _before_title(self, at: int, r: Reading) -> bool:
        """``حذر الدكتور سالم المسند، أستاذ الجغرافيا، من``: a family name, and then a title."""
        comma = at + 2 < r.limit and self.kinds[at + 1] & Is.COMMA
        if not comma:
            return False
        title = self.kinds[at + 2] & Is.PERSON and not self.kinds[at + 2] & Is.ARTICLE
        return bool(title) or self._before_aside(at, r)

    def _before_object(self, at: int, r: Reading) -> bool:
        """``أدان الوزير عادل الجبير جريمة``: a family name, as what the verb takes comes right behind it."""
        if self.kinds[at - 1] & Is.BEFORE_ARTICLE or self.words[at] == "الله":
            return True  # "رامي عبد الرحمن"، "مال الله"
        if r.names != _TWO or not r.head & Is.PERSON or at + 1 >= r.limit:
            return False
        word, kind = self.words[at + 1], self.kinds[at + 1]
        if kind & Is.COMMA:  # "الشيخ عبدالرحمن السديس، الرئيس العام"
            return at + 2 < r.limit and bool(self.kinds[at + 2] & (Is.PERSON | Is.TIME))
        if word[0] in r.frames and len(word) > 1 and self.behind_clitic(at + 1, word):
            return True  # "وصفه عمر الرزاز بالعمل"
        if kind & Is.ARTICLE:
            thing = Is.DOCUMENT | Is.OBJECT_HEADS  # "الجبر القرار"
            deed = (
                kind & (Is.VERBAL | Is.OBJECT_HEADS) or self.lexicon.kinds[word[2:]] & thing
            ) and not word.endswith(("ي", "يه"))
            other = word.endswith("ات") or deed  # no adjective: "الجبير التصريحات"، "الجبر التحكيم"
            return bool(other) and self.words[at][-1] != "ه"
        joined = word[0] in "وفبل" and not kind & Is.NOUN  # "الجبر وزارة التعليم"
        return word in r.frames or bool(kind & Is.WORD and not kind & _BESIDE and not joined)

    def _behind_surname(self, at: int, r: Reading) -> bool:
        """Whether a titled person's first and family name were read."""
        if (
            r.state != NAMED
            or r.names < _TWO
            or not r.head & Is.PERSON
            or not self.kinds[at - 1] & Is.ARTICLE
        ):
            return False
        first = self.kinds[at - 2]
        return not first & (Is.BEFORE_ARTICLE | Is.NOUN | Is.ARTICLE) and self.words[at - 2][0] not in "لب"

    def _aged(self, at: int, limit: int) -> int:
        """The token behind ``البالغ من العمر 30 عاما``, ``البالغة عمرها 30 عاما``; 0 without an age."""
        near = range(at + 1, min(at + _AGE, limit))
        number = next((k for k in near if self.kinds[k] & Is.DIGIT), None)
        return 0 if number is None else min(number + 2, limit)

    def _complete(self, at: int, kind: int, r: Reading) -> bool:
        """Whether the phrase is over before an indefinite word: a finite verb, a second noun, a frame."""
        word, head = self.words[at], r.head
        if r.state in (DEFINITE, NAMED) and "\u064b" in self.page.raw(at) and word not in _HOW:
            return True  # "التقرير جزئيًا": an indefinite accusative is no part of what is definite
        if self._another_party(at, kind, r):
            return True
        if not kind & Is.NOUN:
            many = head & Is.BODY or (head & _DEFINITE_NOUN == _DEFINITE_NOUN and not head & Is.PERSON)
            if word[0] in r.frames and len(word) > 3 and many:
                return True  # "هدد الفيفا بوضع"، "يوصي الأطباء بشرب"
            if (
                kind & Is.FINITE
                and (r.state != OPEN or self._did(at, kind, r))
                and not self._finite_name(at, kind, r)
            ):
                return True
            if "bare" in r.frames and self.page.opens.get(at - 1, -1) == r.begin and word[0] != "و":
                return True  # "أكد "زيكو" صعوبة المباراة"
            body = head & (Is.BODY | Is.MEDIUM) and head & Is.ARTICLE
            if r.objects and body and at == r.begin + 1 and word[0] not in "لب":
                return True  # "أعلن الفيفا قائمة اللاعبين"
        # "الإمارات إحدى أكبر الدول" is one party, "اعتبر المسح أحد أهم" has its object.
        counted = kind & Is.DETERMINERS and ("obj" in r.frames or word not in ONE_OF)
        if r.objects and counted and r.state in (NAMED, DEFINITE):
            return True  # "دعت الإدارة كافة المواطنين"، "قدرت الهيئة عدد القتلى"
        return r.narrated and self._second(at, r)

    def _did(self, at: int, kind: int, r: Reading) -> bool:
        """``تقارير ربطت اللاعب بالنادي``; but ``دراسة قامت بها الجامعة`` describes."""
        following = self.kinds[at + 1] if at + 1 < r.limit else 0
        back = following & (Is.RESUMPTIVE | Is.OF_HIM) or (r.head & Is.DOCUMENT and kind & Is.HANDED)
        return bool(kind & Is.ACTS) and self.words[at][-1] == "ت" and not back

    def _finite_name(self, at: int, kind: int, r: Reading) -> bool:
        """Whether a word of the shape of a finite verb is a name: ``ويليام``, ``مارغريت``, ``نويرت``."""
        word = self.words[at]
        following = self.kinds[at + 1] if at + 1 < r.limit else 0
        one_of = at + 1 < r.limit and self.words[at + 1] in ONE_OF
        titled = following & Is.PERSON or one_of  # "لارس يانسن أحد أعضاء"
        if r.state == NAMED and (word[0] == "و" or titled or (word[-1] == "ي" and following & Is.COMMA)):
            return True
        if r.head & Is.MEDIUM and r.state == LOOSE and not kind & Is.ACTS and following & Is.ARTICLE:
            return True  # "صحيفة برو سبورت الرومانية"
        if word[-1] != "ت" or kind & Is.ACTS:
            return False
        alone = at + 1 >= r.limit or self.kinds[at + 1] & (Is.COMMA | Is.THAT | Is.BEFORE_THAT)
        return bool(r.head & Is.PERSON or (r.state == NAMED and alone))

    def _plain(self, at: int, r: Reading) -> int:
        """A word that may be a name, or what a noun in construct governs."""
        takes = "obj" in r.frames or r.frames == _BY
        if takes and r.state != OPEN and (self._last_framed(at, r) or self._behind_state(at, r)):
            return at  # "اتهمت روسيا أوكرانيا بخرق الهدنة"، "تتهم تركيا برونسون"، "أشاد فلان بمعسكر الفريق"
        titled = self.kinds[at] & Is.ADJECTIVE  # "ماجد الرفاعي استشاري الجراحة"
        if r.objects and not titled and self._behind_surname(at, r):
            return at  # "دان الوزير عادل الجبير جريمة"
        # "اللاعب الإنجليزي لتوتنهام", or بيترو?
        r.doubtful = r.doubtful or (r.state == DEFINITE and self.words[at][0] in "لب")
        raw = self.page.raw(at)
        if (
            r.state == NAMED
            and raw[0] in "لب"
            and raw.endswith("ات")
            and len(raw) > _GOAL
            and not r.head & PARTY
        ):
            return at  # "دعا أردوغان لانتخابات مبكرة"
        owned = raw[-1] == "ه" and len(raw) > 4 and not raw.endswith("الله") and not raw.startswith("عبد")
        following = self.kinds[at + 1] if at + 1 < r.limit else 0
        foreign = raw.endswith("يه") and not (self.kinds[at] | following) & ~Is.WORD and following
        if r.state == DEFINITE and owned and not foreign:  # "المدرب جوزيه مورينيو"
            return at  # "تابع الهداف حديثه"
        # "نفى الوزير باسيل الاتهامات"
        person = r.objects and self.kinds[at - 1] & Is.PERSON and not self.words[at].endswith("ات")
        aim = r.head & Is.BODY and raw[0] == "ل" and raw[-1] == "ة" and following & Is.WORD
        if (
            r.state == DEFINITE
            and self.words[at][0] in "لب"
            and (following & Is.ARTICLE or aim)
            and not person
        ):
            r.state = OPEN  # "الإدارة العامة لبرامج التشغيل"، "المجلس الأعلى لصناعة معدات التبريد"
            return at + 1
        if self.words[at] in ONE_OF:
            r.state = OPEN  # "سالم حداد أحد سكان الحي"
            return at + 1
        plural = raw.endswith("ات") and raw[0] not in "لب"
        if r.objects and r.state == DEFINITE and plural and following & Is.ARTICLE:
            return at  # "انتقد السفير سياسات الحكومة"
        r.state = LOOSE if r.state in (OPEN, LOOSE) else NAMED
        r.names += r.state == NAMED
        return at + 1

    def _behind_state(self, at: int, r: Reading) -> bool:
        """Whether the phrase is a state's name alone; what describes a state has its article."""
        alone = at == r.begin + 1 and self.words[at][0] != "و"
        return alone and (self.words[r.begin],) in self.lexicon.states

    def _last_framed(self, at: int, r: Reading) -> bool:
        """Whether the word is the last that can be what the verb takes behind its clitic."""
        letter = self.words[at][0]
        following = self.kinds[at + 1] if at + 1 < r.limit else 0
        if letter not in r.frames or len(self.words[at]) < 4 or not following & Is.WORD:
            return False
        behind_name = r.state == NAMED or at == r.begin + 1
        if behind_name and self.words[at].endswith("ات") and len(self.words[at]) > _PLURAL:
            return True  # "طالبت يوروتانل بتعويضات من"
        later = range(at + 1, r.limit)
        return not any(
            self.words[k] == letter
            or (self.words[k][0] == letter and len(self.words[k]) > 3 and not self.kinds[k] & Is.NOUN)
            or (self.words[k][0] == letter and self.behind_clitic(k, self.words[k]) & Is.DETERMINERS)
            for k in later
        )

    def _describing(self, at: int, kind: int, r: Reading) -> bool:
        """A relative clause without pronoun: ``مسؤول رفض الكشف عن هويته``, ``بيان أصدرته الوزارة``."""
        if r.head & Is.DOCUMENT:
            return self.words[at].endswith(("ته", "تها")) and not kind & Is.NOUN and at > r.begin
        if kind & Is.FINITE and not kind & (Is.NOUN | Is.VERB):
            if parties().told_by((self.words[at],)):
                return False  # "مصدر يمني", no verb
            return not self.words[r.begin].endswith(("ون", "ين")) or self._of_many(at, r.limit)
        following = self.words[at + 1] if at + 1 < r.limit else ""
        return bool(kind & Is.WITHHOLDING) and following in self.lexicon.words("withheld")

    def _of_many(self, at: int, limit: int) -> bool:
        """``خبراء سألتهم``, ``اقتصاديون استطلعت رويترز آراءهم``; but "بحسب عاملين شهدت السوق"."""
        near = range(at, min(at + _BACK_TO_THEM, limit))
        return self.words[at].endswith(("وا", "ون", "ين")) or any(self.words[k].endswith("هم") for k in near)

    def _noun(self, at: int, kind: int, r: Reading) -> int:
        if kind & Is.HONORIFICS and r.state != OPEN and "bare" in r.frames:
            return at  # "أبدى أمين جدة سعادته بزيارة"
        whole = (at in self.page.parties or kind & Is.STATE) and at + 1 < r.limit
        if whole and r.objects and r.state in (OPEN, LOOSE) and self.begins_object(at + 1, NAMED, r.limit):
            r.state = NAMED  # "أعلن تنظيم داعش مسؤوليته": a name governs nothing
            return at + 1
        if r.state in (OPEN, LOOSE):
            plural = self.words[at].endswith(("ون", "ين")) and r.head & Is.UNNAMED  # never in construct
            r.state, r.inner, r.names = LOOSE if plural else OPEN, kind, 0
            return at + 1
        if r.state == NAMED and "obj" in r.frames and kind & PARTY and r.head & Is.NOUN:
            return at  # "أبلغ الرئيس فلان وزير الخارجية": the one told
        she = self.words[r.begin][-1] == "ه" and r.head & Is.KIN and self.words[at][-1] != "ه"
        other = r.state == DEFINITE and she and kind & Is.PERSON  # "طالبت والدة الطفلة وزير الصحة"
        if "obj" in r.frames and (other or (kind & PARTY and self.words[at - 1] in ")]")):
            return at  # "ناشد المواطن (فلان) وزير الصحة"
        if kind & Is.PERSON:  # a title beside the name: "وانغ يي كبير المسؤولين"
            r.state, r.head, r.names = OPEN, r.head | kind, 0
            return at + 1
        first_name = r.state == NAMED and at - r.begin > 1 and self.kinds[at - 2] & (Is.ARTICLE | Is.NOUN)
        if first_name and self._closed(at + 1, r.limit):
            return at + 1  # a surname that is also a noun: "الوزير مختار خطاب"
        return at

    def _special(self, at: int, kind: int, r: Reading) -> int:
        """A word of grammar, a time, a number, a reporting word."""
        word = self.words[at]
        if kind & Is.RELATIVES:
            return self._relative(at, r)
        if word == "غير" and self._qualified(at, r):
            return at + 2
        if self._particle_of_name(at, r) or self._is_ali(at, r):
            r.state = NAMED
            return at + 1
        if kind & Is.PLACES and r.state == OPEN:
            return at + 1  # "بلدية وسط الدمام"
        if word in self.lexicon.governs:
            return self._word(at, kind & ~(Is.VERB | Is.PARTICIPLE), r)  # "مصادر تابعة لـ"
        if kind & Is.PREPOSITIONS and not kind & Is.THAT:
            return self._preposition(at, r)
        if kind & (Is.TIME | Is.DIGIT):
            return at + self._number(at, kind, r)
        return self._verbal(at, kind, r)

    def _particle_of_name(self, at: int, r: Reading) -> bool:
        """``هيرمان فان رومبي``, ``صحيفة لو تان``: a foreign article or preposition spelled as one of ours."""
        if not self.kinds[at] & Is.IN_NAMES or self.page.raw(at) != self.words[at]:
            return False
        following = self.kinds[at + 1] if at + 1 < r.limit else 0
        french = (
            r.state == NAMED and not following & ~(Is.WORD | Is.ADJECTIVE) and bool(following)
        )  # "جان إيف لو دريان"
        return french or r.state == (OPEN if self.kinds[at] & Is.NEGATIONS else NAMED)

    def _relative(self, at: int, r: Reading) -> int:
        """A relative clause; ``السلطات التي أفادت``, a report of its own, is none."""
        reports = at + 1 < r.limit and self.kinds[at + 1] & (Is.VERB | Is.AMBIGUOUS) == Is.VERB
        came = at + 2 < r.limit and self.kinds[at + 1] & Is.CAME
        reports = reports or (bool(came) and self.words[at + 2] in ("فيه", "فيها"))  # "البيان الذي جاء فيه"
        r.relative = not reports
        return at if reports else at + 1

    def _number(self, at: int, kind: int, r: Reading) -> bool:
        """Whether a number belongs to the phrase: of those counted, of a year in an adjunct."""
        if at + 1 < r.limit and self.words[at + 1] in self.lexicon.words("arms"):
            return bool(kind & Is.DIGIT)  # "قائد اللواء 35 مدرع"
        year = r.depth and len(self.words[at]) == 4
        if kind & Is.DIGIT and r.head & Is.MEDIUM and self._numbered(at, r):
            return True
        counted = r.head & (Is.QUANTIFIERS | Is.DIGIT) or r.tied or year
        return not kind & Is.TIME and bool(counted)

    def _numbered(self, at: int, r: Reading) -> bool:
        """``قناة فرانس 24``: a number that counts nothing is part of a medium's name."""
        if at == r.begin + 1 or len(self.words[at]) > 3 or at in self.page.dates:
            return False
        following = self.kinds[at + 1] if at + 1 < r.limit else 0
        other = Is.ARTICLE | Is.PREPOSITIONS | Is.THAT | Is.BEFORE_THAT | Is.TIME | Is.SAYING
        return not following & Is.WORD or bool(following & other)

    def _verbal(self, at: int, kind: int, r: Reading) -> int:
        if kind & Is.WITHHOLDING and r.head & Is.UNNAMED and self._describing(at, kind, r):
            r.relative = True
            return at + 1
        if kind & (Is.VERB | Is.PARTICIPLE):
            return self._reports(at, kind, r)
        adverb = kind & Is.ADVERBS and not (kind & Is.NOUN and r.state == OPEN)  # "مسؤول نيابة مكافحة"
        return self._so_called(at, r) if kind & HARD or adverb else self._word(at, kind, r)

    def _reports(self, at: int, kind: int, r: Reading) -> int:
        """A reporting word inside the phrase is part of it only as the ordinary word that it also is."""
        if kind & Is.SUFFIXED and r.head & Is.SAID_IN and self._medium_next(at, r.limit):
            return at  # "تصريحات نشرتها صحيفة"
        following = self.kinds[at + 1] if at + 1 < r.limit else 0
        if r.state == NAMED and kind & Is.SUFFIXED and following & Is.PERSON and following & Is.ARTICLE:
            return at + 1  # "محمد زاده المسؤول في الهيئة"
        if kind & Is.SUFFIXED and not kind & Is.NOUN:
            return at if r.state != OPEN else self._word(at, kind & ~Is.VERB, r)  # "منظمي حملة"
        if r.head & Is.DOCUMENT and r.state == LOOSE and not kind & Is.NOUN:
            return at  # "وثيقة نشرت"
        if kind & Is.NOUN and not kind & (Is.JOINED | Is.PARTICIPLE):
            return self._word(at, kind, r)
        if not kind & Is.AMBIGUOUS or kind & (Is.JOINED | Is.PARTICIPLE):
            return at
        following = at + 1 < r.limit and (
            self.kinds[at + 1] & (Is.THAT | Is.BEFORE_THAT)
            or self.words[at + 1] == ":"
            or at + 1 in self.page.closes
        )
        return at if following else self._word(at, kind & ~Is.VERB, r)

    def _medium_next(self, at: int, limit: int) -> bool:
        """Whether a medium follows by name; "خطاب بثه التلفزيون" was aired, and is not passed on."""
        at += 1
        while at < limit and (self.kinds[at] & (Is.OF_HIM | Is.TIME) or at in self.page.dates):
            at = self.page.dates.get(at, at + 1)
        if at >= limit or self.kinds[at] & Is.ARTICLE:
            return False
        return bool(self.kinds[at] & Is.MEDIUM) or at in self.page.parties

    def _is_ali(self, at: int, r: Reading) -> bool:
        """``علي`` written with ya behind a title or a name is the name, not the preposition."""
        if self.words[at] != "علي":
            return False
        following = self.kinds[at + 1] if at + 1 < r.limit else 0
        person = r.head & Is.PERSON or (r.state == NAMED and not r.head & PARTY)
        named = not following & (Is.ARTICLE | Is.THAT | Is.NOUN) or not following
        # "النائب علي الزين", where the text writes the preposition otherwise
        named = named or bool(following & Is.ARTICLE and r.state == DEFINITE and "على" in self.page.text)
        return bool(person) and named and self.page.raw(at) == "علي"
