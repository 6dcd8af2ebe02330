"""Prepositions in a noun phrase, free or written onto a word: which belong to it."""

from __future__ import annotations

from rasd.attribution.arabic.reading import (
    DEFINITE,
    FREE,
    LOOSE,
    NAME_WORDS,
    NAMED,
    ONE_OF,
    OPEN,
    PARTY,
    TYING,
    PhraseGround,
    Reading,
)  # fmt: skip
from rasd.lang.flags import Is
from rasd.model import LinkType

_CALLED = 6  # tokens from "تطلق" to the name

_AFFAIRS = ("شءون", "شوون")  # "وكيل الوزارة لشؤون تصنيف المقاولين"
_MINISTRY = ("وزاره", "وزارتي", "وزارتا")


class PhrasePrepositions(PhraseGround):
    """Reads prepositions: part of the phrase where its head asks for them, or where they say of what."""

    def _clitic(self, at: int, word: str, r: Reading) -> int:
        """A word behind ``لـ`` or ``بـ``: part of the phrase where it says what somebody is head of."""
        if word == "باسم":
            r.state = OPEN
            return at + 1
        kind = self.behind_clitic(at, word)
        framed = word[0] in r.frames and not self._framed_later(at, r)
        titled = at - 1 > r.begin or r.head & (PARTY | Is.DOCUMENT)  # "النايف لذوي الشهيدين": a name
        titled = titled or word[0] in self.lexicon.governs.get(self.words[at - 1], ())  # "القائم بأعمال"
        tied = not framed and bool(titled) and self._ties(at - 1, word[0], r)
        if not tied and not self._governed(at, word, kind, r):
            return at
        found = self.page.parties.get(at)
        if found and found[1] <= r.limit:
            r.state = NAMED
            return found[1]
        governs = kind & Is.NOUN or len(word) == 1 or word[1:] in _AFFAIRS
        r.state = DEFINITE if kind & Is.ARTICLE else OPEN if governs else LOOSE
        r.tied, r.inner = r.tied or tied, kind
        return at + 1

    def _framed_later(self, at: int, r: Reading) -> bool:
        """``دعا رئيس اتحاد للكرة إلى``: a preposition of the verb that stands for itself is still to come."""
        own = self.words[at][0]
        return any(
            self.words[k] in FREE & r.frames or (self.kinds[k] & Is.THAT and self.words[k][0] == own)
            for k in range(at + 1, r.limit)
        )

    def _governed(self, at: int, word: str, kind: int, r: Reading) -> bool:
        """Whether a title or a body may be tied to the word by its clitic."""
        framed = word[0] in r.frames and not self._framed_later(at, r)
        if self.kinds[at] & Is.TOLD or framed or not r.head & (PARTY | Is.DOCUMENT):
            return False
        alone = r.narrated and r.head & Is.BODY and r.head & Is.ARTICLE and at == r.begin + 1
        if alone:
            return False  # "أطلقت الشركة للعملاء"
        within = r.inner & Is.BODY and kind & Is.ARTICLE and word[0] == "ل"  # "لمركز الملك سلمان للإغاثة"
        if r.state in (NAMED, LOOSE) and within:
            return True
        seat = r.inner & (Is.BODY | Is.PLACES) and (kind & Is.ARTICLE or (word[1:],) in self.lexicon.states)
        following = self.kinds[at + 1] if at + 1 < r.limit else 0
        if r.state == NAMED and word[0] == "ب" and seat and following & Is.ADDRESSES:
            return True  # "مدير جامعة الملك فيصل بالأحساء الدكتور"
        if r.state == NAMED and not r.head & (Is.BODY | Is.MEDIUM):
            return False
        if word[0] == "ب":
            loose = (
                r.state == LOOSE and r.head & Is.UNNAMED and not kind & (Is.DOCUMENT | Is.VERBAL | Is.SAID_IN)
            )
            place = kind & (PARTY | Is.PLACES) or (word[1:],) in self.lexicon.states or word[1:] in ONE_OF
            place = place or (kind == Is.WORD and r.state == DEFINITE and word[1:] in self.page.counts)
            if self.page.raw(at)[3:4] == "أ":
                kind &= ~Is.VERBAL  # "بالأنبار": a verbal noun of that shape is written "بالإنكار"
            definite = (
                kind & Is.ARTICLE and r.state == DEFINITE and not kind & (Is.VERBAL | Is.TIME | Is.DOCUMENT)
            )
            return bool(place or loose or definite) and not kind & Is.SAID_IN
        found = self.page.parties.get(at)
        platform = found is not None and found[0].type is LinkType.SOCIAL and r.head & Is.PERSON
        medium = kind & Is.TOLD_MEDIA or (found is not None and not platform and not r.head & Is.DOCUMENT)
        if kind & Is.QUANTIFIERS and r.head & Is.PERSON:
            return False  # "رئيس القسم لعدد من الصحفيين": whom he told
        purpose = kind & Is.VERBAL and not (kind & Is.ARTICLE or (r.head | r.inner) & (Is.BODY | Is.MEDIUM))
        return not medium and not purpose and len(word) > 1

    def _ties(self, at: int, preposition: str, r: Reading) -> bool:
        """Whether the word before a preposition governs it: ``التابعة لـ``, ``المسؤول عن``."""
        word, kind = self.words[at], self.kinds[at]
        told = self.lexicon.kinds[self.words[at + 1].removeprefix("ل")] & Is.TOLD_MEDIA
        if preposition == "ل" and told and r.head & Is.BODY and not r.head & Is.PERSON:
            return False  # "قال مجلس القضاء الأعلى لوكالة رويترز": whom it told
        if word in self.lexicon.words("acquainted") and self.words[at - 1] == "علي":
            return preposition in ("ب", "علي")  # "على صلة بالتحقيق"
        word = word[1:] if kind & Is.CONJOINED else word
        governed = self.lexicon.governs.get(word, ())
        if at and kind & Is.ARTICLE:
            governed = (*governed, *self.lexicon.governs.get(self.words[at - 1], ()))  # "المشرف العام على"
        if preposition in governed:
            aims = self.lexicon.words("aims")
            if word in aims or self.words[at - 1] in aims:  # "جمعية الدفاع عن اللغة", no "وزارة الدفاع"
                return bool(r.head & Is.BODY) and at == r.begin + 1 and self.words[r.begin] not in _MINISTRY
            relative = kind & Is.ARTICLE and word.endswith(("ي", "يه"))  # "المتحدث الرسمي ل", no source's
            return not (relative and preposition == "ل" and not r.head & (PARTY & ~Is.UNNAMED))
        begin = self.kinds[r.begin]
        plain = begin & Is.NOUN and not begin & Is.ARTICLE
        if preposition == "عن" and r.head & Is.MEDIUM and at == r.begin + 1 and plain:
            return False  # "نقل موقع المرصد عن": its name governs nothing
        # "تورا المؤيد للانفصال", "ايران اليوم الصادرة بالعربية", but not "المحيميد عن فخره"
        named = r.state == NAMED and not self.words[at + 1].startswith(("لل", "بال"))
        other = Is.NOUN | Is.VERBAL | Is.TIME | Is.NOT_VERBAL
        if named or not kind & Is.ARTICLE or kind & other or len(word) < 6 or preposition not in TYING:
            return False
        active = word[3] == "ا" and len(word.rstrip("ه")) > 5
        return (word[2] == "م" or active) and not word.endswith(("ي", "يه"))

    def _preposition(self, at: int, r: Reading) -> int:
        """A preposition: part of the phrase where its head asks for it, or where it says of what."""
        word, following = self.words[at], self.kinds[at + 1] if at + 1 < r.limit else 0
        later = word in self.words[at + 1 : r.limit] or ("that" in r.frames and self.goes_on(at, r.limit))
        frame = (word in r.frames and not later) or following & Is.THAT  # "أشار المتضررون إلى أن"
        month = word == "في" and self.words[at + 1 : at + 2] and self._month(at + 1)
        if at + 1 in self.page.dates or month or frame or following & Is.BY_IN:
            return at  # "شككت المعارضة في النتائج"، "المنتدى ... على موقعه"
        seat = word in ("في", "لدي") or self._sent(at, word, r)
        if self.words[at + 1 : at + 2] == ["#"] and seat and r.head & PARTY:
            r.state, r.tied = OPEN, True
            return at + 2
        other = Is.SAID_IN | Is.TIME
        marked = at + 1 in self.page.closes and self.words[at + 1] != ":"
        governed = (following & Is.WORD and not following & other) or marked  # "الصادر عن "المعهد""
        governed = governed and (self._ties(at - 1, word, r) or self._sent(at, word, r))
        if governed or self._purpose(at, following, r) or self._before_name(at, r) or self._online(at):
            r.state, r.tied = OPEN, True
            return at + 1
        if word == "من":
            some = self._of_some(at, following, r)
            r.state = OPEN if some and following & Is.NOUN and not r.head & Is.DOCUMENT else r.state
            return at + some
        about = word == "بشان" and r.head & Is.PERSON
        among = word == "بين" and r.head & Is.UNNAMED  # "مسافرين بين ركاب الطائرة"
        within = at > r.begin + 1 and self.kinds[at - 1] & following & Is.ARTICLE
        among = among or (word == "بين" and within)  # "وزيرة المساواة بين الجنسين"
        if r.state != NAMED and (about or among):
            r.state = OPEN
            return at + 1
        if word in ("في", "لدي") and at + 1 in self.page.closes:
            return self._in_marks(at, r)
        if self._within(at, following, r):
            r.state = OPEN
            return at + 1
        return at + (word == "بين" and self.words[at - 1] == "من")

    def _month(self, at: int) -> bool:
        """``في تموز/يوليو``: a month without a year, of either name."""
        return self.words[at] in self.lexicon.words("months")

    def _sent(self, at: int, preposition: str, r: Reading) -> bool:
        """``مبعوث الأمم المتحدة إلى اليمن``: an envoy's place goes on behind whom he is sent by."""
        office = r.state != NAMED and r.head & Is.PERSON and preposition in ("الي", "لدي")
        return bool(office) and preposition in self.lexicon.governs.get(self.words[r.begin], ())

    def _online(self, at: int) -> bool:
        """``ناشطون على مواقع التواصل``, ``مصدر على صلة بالتحقيق``: of those without name."""
        found = self.words[at : at + 3]
        if found[:1] == ["علي"] and found[1:2] and found[1] in self.lexicon.words("acquainted"):
            return bool(self.kinds[at - 1] & (Is.UNNAMED | Is.ADJECTIVE))
        return found[:1] == ["علي"] and found[2:] == ["التواصل"] and bool(self.kinds[at - 1] & Is.UNNAMED)

    def _before_name(self, at: int, r: Reading) -> bool:
        """``رئيس لجنة تنسيق عبور السلع إلى الميناء، سالم فتوح، إن``: a title goes on to the comma."""
        titled = r.head & Is.PERSON and r.state in (DEFINITE, LOOSE) and at > r.begin + 2
        if (
            not titled
            or self.words[at] not in FREE
            or at + 4 >= r.limit
            or not self.kinds[at + 1] & Is.ARTICLE
        ):
            return False
        name = self.kinds[at + 3] & Is.WORD and not self.kinds[at + 3] & ~(Is.WORD | Is.NOT_VERBAL)
        near = range(at + 4, min(at + 4 + NAME_WORDS, r.limit))
        closed = any(self.kinds[k] & Is.COMMA for k in near)
        return bool(self.kinds[at + 2] & Is.COMMA and name and closed)

    def _purpose(self, at: int, following: int, r: Reading) -> bool:
        """``الهيئة العامة للتحقيق في الحوادث``: what a body is for goes on with its own preposition."""
        purpose = self.words[at - 1].startswith("لل") and r.inner & Is.VERBAL
        return bool(purpose and r.head & (Is.BODY | Is.MEDIUM) and following & Is.ARTICLE)

    def _of_some(self, at: int, following: int, r: Reading) -> bool:
        """``عدد من السكان``: of whom some are counted; with ``حذر`` what is warned of."""
        warned = "من" in r.frames and not r.head & (Is.QUANTIFIERS | Is.DIGIT)
        counted = r.head & (Is.QUANTIFIERS | Is.DIGIT | Is.UNNAMED)
        issued = r.head & Is.DOCUMENT and following & (Is.BODY | Is.PERSON)  # "أرقام معدلة من الوزارة"
        several = at == r.begin + 1 and self.words[r.begin] in self.lexicon.words("several")
        several = several and bool(following & Is.ARTICLE)  # "فريق من الباحثين"
        return bool((counted and following & Is.WORD) or issued or several) and not warned

    def _in_marks(self, at: int, r: Reading) -> int:
        """``مسؤول في "الشركة"``."""
        close = self.page.closes[at + 1]
        named = r.head & (PARTY | Is.DIGIT) and r.state != NAMED
        return close + 1 if named and close - at <= NAME_WORDS and close + 1 <= r.limit else at

    def _within(self, at: int, following: int, r: Reading) -> bool:
        """Whether ``في`` or ``لدى`` says where a party sits, not when or in what it said something."""
        said = Is.SAID_IN | Is.TIME | Is.DOCUMENT | Is.PERIODS | Is.DEMONSTRATIVES  # "في ذلك الوقت"
        said |= Is.DIGIT if r.head & Is.MEDIUM else 0  # "صحيفة X في 22 مايو"
        word = self.words[at]
        if word not in ("في", "لدي") or not following & Is.WORD or following & said or word in r.frames:
            return False
        own = self.page.raw(at + 1).endswith(("ه", "ها")) and len(self.words[at + 1]) > 4
        if (word == "لدي" and following & Is.VERBAL) or (own and not following & Is.ARTICLE):
            return False  # "لدى وقوع الحادث"، "في جلسته"
        if r.state == NAMED and not r.head & (Is.BODY | Is.MEDIUM | Is.UNNAMED | Is.DIGIT) and not r.tied:
            return False
        if r.state == NAMED and following & Is.ARTICLE and not r.head & Is.UNNAMED:
            return False
        return bool(r.head & (PARTY | Is.DIGIT | Is.QUANTIFIERS))

    def _called(self, at: int, r: Reading) -> int:
        """``جماعة تطلق على نفسها اسم "..."``, ``منظمة تسمى "..."``: behind its name in marks; 0 without."""
        some = r.head & (Is.BODY | Is.UNNAMED | Is.PERSON) and not r.head & Is.ARTICLE
        if not some or self.words[at] not in self.lexicon.words("calling"):
            return 0
        near = range(at + 1, min(at + _CALLED, r.limit))
        mark = next((k for k in near if k in self.page.closes), 0)
        if not mark or self.page.closes[mark] >= r.limit or any(self.kinds[k] & Is.COMMA for k in near):
            return 0
        r.state = NAMED
        return self.page.closes[mark] + 1

    def _so_called(self, at: int, r: Reading) -> int:
        """``الصادر عن ما يعرف بمحكمة كذا``, ``قيادة ما يسمى الحشد``: behind it; ``at`` where none stands."""
        waits = r.state == OPEN or self.kinds[at - 1] & Is.PREPOSITIONS
        if self.words[at] != "ما" or not waits or at + 2 >= r.limit:
            return at
        if self.words[at + 1] not in self.lexicon.words("so_called"):
            return at
        word = self.words[at + 2]
        rest = self.behind_clitic(at + 2, word) if word[0] == "ب" else 0
        r.state = DEFINITE if rest & Is.ARTICLE else OPEN
        return at + 2 + bool(rest)

    def _purpose_joined(self, at: int) -> bool:
        """``الهيئة العامة للأرصاد وحماية البيئة``: what a body is for, and for what else."""
        word = self.words[at]
        if word[0] != "و" or not self.words[at - 1].startswith("لل") or at + 1 >= self.page.n:
            return False
        acts = self.lexicon.kinds[word[1:]] & (Is.VERBAL | Is.OBJECT_HEADS)
        return bool(acts and self.kinds[at + 1] & Is.ARTICLE)

    def _qualified(self, at: int, r: Reading) -> bool:
        """``منظمات غير حكومية``, ``مصدر غير رسمي``: an adjective that is denied."""
        following = self.kinds[at + 1] if at + 1 < r.limit else 0
        like = self.kinds[at - 1] & Is.ARTICLE == following & Is.ARTICLE
        other = Is.THAT | Is.PREPOSITIONS | Is.RELATIVES | Is.VERB | Is.FINITE
        return bool(following & Is.WORD and like and not following & other)
