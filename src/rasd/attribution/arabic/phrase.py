"""Reads a noun phrase: where the name of a party ends.

The head and what it governs (إضافة), adjectives, a name, titles beside it, the prepositions that belong to
a title or a body ("في", "لشؤون", "باسم", "عن" behind "المسؤول"), brackets, a relative clause, an apposition
between commas. The reader goes word by word.
"""

from __future__ import annotations

from rasd.attribution.arabic.noun_marks import PhraseMarks
from rasd.attribution.arabic.noun_words import PhraseWords
from rasd.attribution.arabic.reading import (
    BRACKET,
    DEFINITE,
    FREE,
    JOINING,
    LONGEST,
    LOOSE,
    NAME_WORDS,
    NAMED,
    NESTED,
    OFTEN,
    OPEN,
    SON_OF,
    SPECIAL,
    TO_ONE_OF,
    TO_WHOM,
    Reading,
)  # fmt: skip
from rasd.lang.flags import Is
from rasd.lang.lexicon import Verb

_SET_OFF = 16  # tokens between two commas
_GOVERNING = Is.NOUN | Is.CONJOINED | Is.OBJECT_HEADS
_NOBLE = (["الكريم"], ["الكريمه"])
_NO_APPOSITION = (
    Is.PARTICIPLE | Is.VERB | Is.DOCUMENT | Is.TIME | Is.CUTS | Is.OBJECT_HEADS | Is.ADVERBS
)  # fmt: skip
_NO_NAME = Is.NOUN | Is.PREPOSITIONS | Is.TIME | Is.CUTS | Is.DIGIT | Is.NEGATIONS | Is.ADVERBS
_FEMININE = ("ه", "ات")
_NO_OTHER = ("ي", "يه", "يا")  # "الجوية", "العليا": adjectives
_ONE_TOLD = frozenset({"obj", "blame"})
_COUNTING = Is.DIGIT | Is.QUANTIFIERS | Is.DETERMINERS


class Phrases(PhraseWords, PhraseMarks):
    """The noun phrases of one page."""

    def end(
        self, begin: int, limit: int, verb: Verb | None = None, depth: int = 0, narrated: bool = False
    ) -> int:
        """The token behind the phrase that begins at ``begin``; ``verb`` is the one that it is subject of.

        With a verb that takes objects (``narrated``: an unknown one that may), the phrase ends where a
        second one begins that can be its object.
        """
        r = Reading(begin, min(limit, begin + LONGEST), verb, depth)
        r.objects, r.narrated = r.objects or narrated, narrated
        end = min(self._read(r), limit)
        if verb is None or not r.objects or depth or not self._may_say_that(verb, end, limit):
            return end
        whole = Reading(begin, min(limit, begin + LONGEST), verb, depth)
        whole.objects = False
        wider = min(self._read(whole), limit)
        return wider if wider > end and self._is_rest(begin, end, wider, limit) else end

    def _read(self, r: Reading) -> int:
        at = self._first(r)
        while at < r.limit:
            following = self._next(at, r)
            if following <= at:
                break
            at = following
        return at

    def _may_say_that(self, verb: Verb, end: int, limit: int) -> bool:
        """Whether a verb that takes an object takes a that-clause too, which does not follow at once."""
        other = verb.whole or verb.kind == "relay" or not verb.frames.isdisjoint(_ONE_TOLD)
        return "that" in verb.frames and not other and end < limit and not self.kinds[end] & Is.THAT

    def _is_rest(self, begin: int, end: int, wider: int, limit: int) -> bool:
        """``وأكد سعود الحسن، رئيس الجمعية، أن``: what a that-clause follows is the subject to its end."""
        that = self._beyond(wider, limit, Is.TIME | Is.COMMA)
        if that >= limit or not self.kinds[that] & Is.THAT or self.words[that][0] == "ل":
            return False  # "لأن"
        governed = end - 1 > begin and self.words[end - 1][0] == "ل" and not self.kinds[end - 1] & Is.ARTICLE
        deeds = Is.OBJECT_HEADS | Is.OWNED | Is.VERBAL | Is.PERFORMED | Is.ACTS
        rest = range(end + governed, wider)  # "وكيل الوزارة لشؤون تصنيف المقاولين"
        other = (k for k in rest if not self.kinds[k] & (Is.NOUN | Is.ARTICLE))
        return not any(self.kinds[k] & deeds or self._owned(k) for k in other)

    def _owned(self, k: int) -> bool:
        """``نيته``: with the pronoun that folding makes a ta marbuta; but ``عبدالله``."""
        raw = self.page.raw(k)
        return raw[-1] == "ه" and not raw.endswith("الله")

    def _first(self, r: Reading) -> int:
        at, kinds = r.begin, self.kinds
        found = self.page.parties.get(at)
        while (kinds[at] & Is.DETERMINERS or self._superlative(at)) and at + 1 < r.limit and not found:
            at += 1
            found = self.page.parties.get(at)
        if at > r.begin and self.words[at] == "من" and at + 1 < r.limit:
            at += 1  # "كل من فلان وفلان"
        kind = kinds[at]
        word = self.words[at]
        if word[0] in "ولب" and not kind & (Is.NOUN | Is.ARTICLE) and len(word) > 3:
            rest = self.lexicon.kinds["ال" + word[2:] if word.startswith("لل") else word[1:]]
            kind = rest if rest & (Is.NOUN | Is.ARTICLE) else kind
        r.head = kind
        if kind & Is.HONORIFICS and not r.depth:
            r.limit = at + 1 + (self.words[at + 1 : at + 2] in _NOBLE)  # "وحث معاليه الموظفين"
        if found and found[1] <= r.limit:
            r.state = NAMED
            return self._whole(at, found[1], r.limit)
        if at in self.page.closes:
            r.state = NAMED
            return min(self.page.closes[at] + 1, r.limit)
        if kind & Is.ADJECTIVE and not kind & Is.NOUN and word.endswith(("يون", "يين")):
            r.state, r.head = LOOSE, Is.UNNAMED  # "محليون في المدينة"
        else:
            r.state = self._behind_head(kind)
            if r.state == OPEN and word.endswith("ون"):
                r.state = LOOSE  # كثيرون: never in construct
            elif r.state == NAMED and at > r.begin:
                r.state = OPEN  # "أحد مؤسسي الشركة"
        return at + 1

    def _superlative(self, at: int) -> bool:
        """``أكبر شركة في البلاد``: before the head noun, which is indefinite."""
        following = self.kinds[at + 1]
        if following & (Is.NOUN | Is.ARTICLE) != Is.NOUN:
            return False
        return self.words[at] in self.lexicon.words("superlatives")

    def _whole(self, at: int, end: int, limit: int) -> int:
        """``قناة "ليبيا الحدث"``: a name in marks of which a known one is the beginning is taken whole."""
        opened = next((self.page.closes[k] for k in range(at, end) if k in self.page.closes), 0)
        return opened + 1 if end <= opened < limit else end

    @staticmethod
    def _behind_head(kind: int) -> int:
        """What the phrase lacks behind its first word."""
        if kind & Is.ARTICLE:
            return DEFINITE
        if kind & _GOVERNING:
            # An official without article has adjectives behind him as often as what he is official of.
            return LOOSE if kind & Is.UNNAMED and not kind & Is.QUANTIFIERS else OPEN
        return OPEN if kind & _COUNTING else NAMED

    def _next(self, at: int, r: Reading) -> int:
        """The token behind the next part of the phrase; ``at`` itself where the phrase is over."""
        kind = self.kinds[at]
        if kind & Is.COMMA:
            return at if r.relative or r.depth >= NESTED else self._apposition(at, r)
        if not kind & Is.WORD:
            return self._mark(at, r)
        if r.relative:
            return self._described(at, kind, r)
        apposed = kind & Is.APPOSING and at + 1 < r.limit and self.kinds[at + 1] & Is.WORD
        if apposed or (at > r.begin and self._beside(at, kind, r)):
            return at  # "سالم حداد وهو من سكان الحي", but "ليو هي، قوله"
        tied = r.state == LOOSE and r.tied and not self._behind_place(at, kind)
        waits = (r.state == OPEN or tied) and not self._shown(at, kind, r)
        told = self._told(at, kind, r, waits)
        son = self.words[at - 1] in SON_OF and at - 1 > r.begin  # "سالم بن لبيب"
        if told or son or self._family_name(at, kind, r):
            r.state = NAMED if son else r.state
            return at + (not told)
        found = self.page.parties.get(at)
        clitic = self.words[at][0] in "لب" and self.behind_clitic(at, self.words[at])
        if found and found[1] > at + 1 and found[1] <= r.limit and r.state != NAMED and not clitic:
            r.state = NAMED
            return found[1]
        if r.objects and not waits and (self.begins_object(at, r.state, r.limit) or self._apart(at, kind, r)):
            return at
        return self._special(at, kind, r) if kind & SPECIAL else self._word(at, kind, r)

    def _beside(self, at: int, kind: int, r: Reading) -> bool:
        """``الوزير الشهر الماضي``, ``اختتم الوزير كلمته``: a time, or the speech, beside the whole phrase."""
        if kind & Is.PERFORMED and r.state in (DEFINITE, NAMED):
            return True  # "ووفقا للبيان تم حل الهيئة"
        if r.depth or r.state not in (DEFINITE, NAMED):
            return False
        if r.narrated and self._behind_whole_name(at, kind, r):
            return True
        if self.words[at][0] == "و" and self.lexicon.kinds[self.words[at][1:]] & Is.ADVERBS:
            return True  # "أكدت البحرين وبشدة أن"
        word = self.words[at]
        if word in r.idle or (word == "او" and self.words[at + 1 : at + 2] == ["ما"]):
            return True  # "لفت المدير النظر إلى"، "الوزارة أو ما يعرف بكذا"
        if kind & Is.PERIODS and at + 1 < r.limit:
            return self.period_at(at)
        if self.words[at : at + 3] == OFTEN:
            return True
        owned = kind & Is.OWNED or self.page.raw(at)[-1] == "ه"  # "اختتم سالم حديثه"
        return bool(owned and kind & Is.SAID_IN and not kind & (Is.SAME | Is.DEMONSTRATIVES))

    def _apart(self, at: int, kind: int, r: Reading) -> bool:
        """``الوزارة القرار``, ``البيان النظام``: a noun that does not agree with the body before it."""
        body = r.head & (Is.BODY | Is.MEDIUM | Is.DOCUMENT) and not r.head & Is.PERSON
        if r.depth or at > r.begin + 2 or not body or not kind & r.head & Is.ARTICLE:
            return False
        word, before = self.words[at], self.words[at - 1]
        if at == r.begin + 2:  # "الجيش الكندي الحدود"
            agrees = before.endswith(_FEMININE) == word.endswith(_FEMININE)
            if agrees or not before.endswith(("ي", "يه")) or not self.kinds[at - 1] & Is.ARTICLE:
                return False
            return not (word.endswith(_NO_OTHER) or self._stands_alone(at, kind))
        if word.endswith(_NO_OTHER) or self._stands_alone(at, kind):
            return False
        party = kind & Is.NOUN and kind & (Is.BODY | Is.PERSON | Is.UNNAMED)
        called = r.head & Is.DOCUMENT and "obj" in r.frames and self.words[r.begin][-1] not in "هت"
        party = party and (called or word[-1] != "ه")  # "طالب التقرير الحكومة"
        unlike = not word.endswith(_FEMININE) and self.page.raw(at)[2:3] != "أ"
        return bool(party or self._regarded(at, r)) or (self.words[at - 1].endswith(_FEMININE) and unlike)

    def _regarded(self, at: int, r: Reading) -> bool:
        """``عدّ المجلس القرار خرقا``: the second noun, and as what it is regarded."""
        if (
            "obj" not in r.frames
            or at + 1 >= r.limit
            or self.kinds[at + 1] & (Is.ARTICLE | Is.NOUN | Is.STATE)
        ):
            return False
        return self.page.raw(at + 1).endswith(("ا", "ً")) and len(self.words[at + 1]) > 3

    def _stands_alone(self, at: int, kind: int) -> bool:
        """A date, a known party, a word of grammar: no second noun."""
        return at in self.page.dates or at in self.page.parties or bool(kind & SPECIAL)

    def _shown(self, at: int, kind: int, r: Reading) -> bool:
        """``أظهرت بيانات ارتفاع المخزون``: what a document without article shows, and nothing of its own."""
        document = r.shows and at == r.begin + 1 and r.head & Is.DOCUMENT and not r.head & Is.ARTICLE
        return bool(document and kind & Is.VERBAL and not kind & Is.NOUN)

    def _behind_place(self, at: int, kind: int) -> bool:
        """``اقترح المبعوث إلى طرابلس إجراء مباحثات``: a deed behind a place's name is not governed by it."""
        name = self.kinds[at - 1] & (Is.NOUN | Is.ARTICLE | Is.VERBAL | Is.PREPOSITIONS | Is.PLACES) == 0
        deed = kind & (Is.VERBAL | Is.OBJECT_HEADS) and not kind & (Is.NOUN | Is.ARTICLE | Is.NOT_VERBAL)
        return bool(name and deed)

    def _told(self, at: int, kind: int, r: Reading, waits: bool) -> bool:
        """``أبلغت النقابة وكالة رويترز``: those whom the verb is said to, a second phrase."""
        if self.words[at] in TO_ONE_OF and at + 1 < r.limit and self.kinds[at + 1] & Is.MEDIUM:
            return True
        medium = kind & Is.MEDIUM and kind & Is.NOUN and not kind & (Is.ARTICLE | Is.CONJOINED)
        if not medium or "obj" not in r.frames:
            return False
        free = not r.tied and not self.kinds[at - 1] & Is.PREPOSITIONS
        described = r.head & Is.UNNAMED and at > r.begin + 1 and free  # "أبلغ مصدر مطلع وكالة رويترز"
        return bool(described or not waits)

    def _family_name(self, at: int, kind: int, r: Reading) -> bool:
        """``كشف الخبير ماجد الحسن أن``: behind a first name, where what is said follows at once."""
        somebody = r.head & (Is.PERSON | Is.UNNAMED)  # "أوضح المواطن ماجد الجبر، أنه"
        if r.state != NAMED or not (somebody and kind & Is.ARTICLE) or at + 1 >= r.limit:
            return False
        if kind & (Is.TIME | Is.TIME_MORE | Is.MEDIUM) or at in self.page.dates:
            return False
        if self.kinds[at + 1] & Is.COMMA and at + 2 < r.limit and self.kinds[at + 2] & Is.THAT:
            return True
        thing = kind & (Is.VERBAL | Is.OBJECT_HEADS) or self.kinds[at - 1] & Is.ARTICLE
        if r.describes and thing and self.kinds[at + 1] & Is.THAT and self.words[at + 1][0] == "ب":
            return False  # "وصف الوزير سعد الحريري الزيارة بأنها": what is described
        said = Is.THAT | Is.POINTING | Is.OBJECT_HEADS | (Is.MEDIUM if "obj" in r.frames else 0)
        ahead = at + 1 + (at + 2 < r.limit and bool(self.kinds[at + 1] & Is.BEFORE_THAT))
        return bool(self.kinds[ahead] & (Is.THAT if ahead > at + 1 else said))

    def _described(self, at: int, kind: int, r: Reading) -> int:
        """A word of a relative clause, which goes up to what is said or to a comma."""
        that = kind & Is.BEFORE_THAT and at + 1 < r.limit and self.kinds[at + 1] & Is.THAT
        told = self.words[at][0] == "ل" and r.waited_for
        told = told and (at in self.page.parties or self._told_medium(at))
        if told and self.goes_on(at + 1, r.limit):
            return at  # "شاهد من الحي الذي احترق لرويترز إن"
        if r.frames and "that" not in r.frames and self._last_frame(at, r):
            return at  # "أعرب اللاعب الذي وصل أمس عن سروره"

        if r.objects and self._behind_pronoun(at, kind, r.limit):
            return at
        return at if that or kind & (Is.THAT | Is.SAYING) else at + 1

    def _told_medium(self, at: int) -> bool:
        """``للقناة الأولى``, ``لصحيفة``."""
        word = self.words[at]
        return bool(self.lexicon.kinds["ال" + word[2:] if word.startswith("لل") else word[1:]] & Is.MEDIUM)

    def _last_frame(self, at: int, r: Reading) -> bool:
        """Whether the word is the last preposition that the verb takes, a deed or a feeling behind it."""
        word = self.words[at]
        if word not in FREE & r.frames or at + 1 >= r.limit or word in self.words[at + 1 : r.limit]:
            return False
        return bool(self.kinds[at + 1] & (Is.OWNED | Is.VERBAL) or self.page.raw(at + 1)[-1] == "ه")

    def _behind_pronoun(self, at: int, kind: int, limit: int) -> bool:
        """``تنفي الشركة التي تتخذ المدينة مقرا لها هذه المزاعم``: an object, as the clause leads back."""
        before = self.words[at - 1]
        if before in TO_WHOM:
            return bool(kind & Is.DEMONSTRATIVES)
        theirs = before.endswith("هم") and len(before) > len("منهم")
        return theirs and (bool(kind & Is.DEMONSTRATIVES) or self.begins_object(at, DEFINITE, limit))

    # ------------------------------------------------------------------ appositions

    def _apposition(self, comma: int, r: Reading) -> int:
        """What stands between commas beside the phrase: a name, a title, a remark ("، وهو محام،")."""
        at = comma + 1
        if at >= r.limit or not self.kinds[at] & Is.WORD or self._shut(comma, r):
            return comma
        kind = self.kinds[at]
        if r.begin in self.page.parties and not r.waited_for and not r.depth and kind & Is.NOUN:
            return comma  # "وحسب رويترز، تجمع المئات": nothing apposed to an agency
        title = r.state != NAMED or r.doubtful or r.tied
        if r.head & Is.PERSON and title and (end := self._name_alone(at, r)):
            r.state = NAMED
            return end
        if kind & Is.APPOSING:
            near = range(at, min(at + BRACKET, r.limit)) if r.head & (Is.PERSON | Is.UNNAMED) else ()
            close = next((k for k in near if self.kinds[k] & Is.COMMA or self.words[k] == ":"), 0)
            told = any(self.kinds[k] & (Is.VERB | Is.THAT) for k in range(at, close))
            return close if close and not told else comma
        if self._no_title(at, kind, r):
            return comma
        said = kind & _NO_APPOSITION or "\u064b" in self.page.raw(at)  # "مقدمًا شكره"
        period = kind & Is.PERIODS and at + 1 < r.limit and self.period_at(at)
        if said or period or r.state == OPEN:
            return comma  # "وأكد الوزير، الشهر الماضي، أن"
        # What the verb takes is no part of it: "حذر سالم، أستاذ الجغرافيا بجامعة الساحل من".
        limit = next((k for k in range(at + 1, r.limit) if self.words[k] in FREE & r.frames), r.limit)
        limit = self._told_within(at, limit) if r.waited_for else limit
        end = self.end(at, limit, None, r.depth + 1)
        belongs = kind & Is.ARTICLE and self._belongs_to(at)
        belongs = belongs or (end < self.page.n and self.kinds[end] & Is.COMMA and self._superlative(at))
        if (kind & (Is.NOUN | Is.DETERMINERS) or belongs) and self._closed(end, r.limit):
            return end
        return self._set_off(at, r) or comma

    def _shut(self, comma: int, r: Reading) -> bool:
        """``يزور الوزير، سالم الفالح، المدينة``: a name was set off by the comma before."""
        set_off = any(self.kinds[k] & Is.COMMA for k in range(r.begin, comma))
        return r.narrated and r.state == NAMED and set_off

    def _told_within(self, at: int, limit: int) -> int:
        """``عضو اللجنة التي تراقب الأسعار لصحيفة X إن``: where the medium told ends a relative clause."""
        relative = next((k for k in range(at, limit) if self.kinds[k] & Is.RELATIVES), limit)
        told = (k for k in range(relative, limit) if self.words[k][0] == "ل" and self._told_medium(k))
        return next((k for k in told if self.goes_on(k + 1, limit)), limit)

    def _belongs_to(self, at: int) -> bool:
        """``غرفة العمليات، التابعة للجيش،``: of what a body is part."""
        governed = self.lexicon.governs.get(self.words[at], frozenset())
        following = self.words[at + 1] if at + 1 < self.page.n else ""
        return following in governed or following[:1] in governed

    def _no_title(self, at: int, kind: int, r: Reading) -> bool:
        """``أحد معدي الدراسة، الأستاذ``, ``امتدح المدرب، فلان، حارسه``: a person, but not this one."""
        called = (self.words[at].endswith("ين") and kind & Is.ARTICLE) or self._oblique_plural(at)
        if "obj" in r.frames and called:
            return True  # an accusative: those called upon
        own = r.objects and not r.narrated and self.begins_object(at, NAMED, r.limit)
        return bool(kind & Is.PERSON and (r.head & Is.DOCUMENT or own))

    def _oblique_plural(self, at: int) -> bool:
        """``مسعفي``, ``موظفي``: a plural in construct that is no subject."""
        word = self.words[at]
        people = word[:-1] + "ون", word[:-1] + "ين"
        return word[-1] == "ي" and any(self.lexicon.kinds[w] & Is.UNNAMED for w in people)

    def _set_off(self, at: int, r: Reading) -> int:
        """``السناتور الديمقراطي، مارك وارنر، إن``: all that stands between two commas before a clause."""
        kind = self.kinds[at]
        begins = kind & (Is.NOUN | Is.ARTICLE) or self._first_name(at)
        if not r.waited_for or r.depth or kind & (SPECIAL | Is.FINITE) or not begins:
            return 0
        near = range(at + 1, min(at + _SET_OFF, r.limit - 1))
        close = next((k for k in near if self.kinds[k] & (Is.COMMA | Is.VERB | Is.THAT | Is.PERFORMED)), 0)
        following = self.kinds[close + 1] if close else 0
        return close if self.kinds[close] & Is.COMMA and following & (Is.THAT | Is.BEFORE_THAT) else 0

    def _name_alone(self, at: int, r: Reading) -> int:
        """``الرئيس التركي، رجب أردوغان، إن``: the end of a name set off by a comma; 0 where none is."""
        if at < r.limit and not self._first_name(at):
            return 0
        for k in range(at, min(at + NAME_WORDS + 2, r.limit + 1)):
            told = k < r.limit and self.kinds[k] & Is.PARTICIPLE and self.words[k][-1] == "ا"
            if k == r.limit or told or self._closed(k, r.limit) or self._not_in_name(k, at, r):
                return k if k > at else 0  # "رد الرئيس، حسن روحاني قائلا"
            other = self.kinds[k] & _NO_NAME
            joins = self.words[k] in JOINING and self._glued(k)
            if (other or not self.kinds[k] & Is.WORD) and not joins and self.words[k] not in ("علي", "#"):
                return 0
        return 0

    def _first_name(self, at: int) -> bool:
        """Whether a name can begin here: no word behind a clitic, no verbal noun."""
        kind, word = self.kinds[at], self.words[at]
        raw, following = self.page.raw(at), self.kinds[at + 1]
        said = Is.PREPOSITIONS | Is.THAT
        owned = raw.endswith(("ه", "ها")) and len(raw) > 4 and following & said  # "استقالته من منصبه"
        if owned or (word[0] in "لب" and self.behind_clitic(at, word)):
            return False
        return not kind & (Is.VERBAL | Is.OBJECT_HEADS | Is.PARTICIPLE | Is.OWNED | Is.ACTS) or bool(
            kind & Is.NOT_VERBAL
        )

    def _not_in_name(self, k: int, at: int, r: Reading) -> bool:
        """Whether what the verb takes begins here: a preposition of its own, an object."""
        word = self.words[k]
        if word[0] in r.frames and self.behind_clitic(k, word):
            return True
        return r.objects and k > at and self.begins_object(k, DEFINITE, r.limit)
