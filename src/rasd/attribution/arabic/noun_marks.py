"""The marks in a noun phrase: brackets, quoted names, appositions between commas."""

from __future__ import annotations

from rasd.attribution.arabic.reading import (
    BRACKET,
    DEFINITE,
    JOINING,
    LOOSE,
    NAME_WORDS,
    NAMED,
    OPEN,
    PARTY,
    PhraseGround,
    Reading,
)  # fmt: skip
from rasd.lang.flags import Is

_UNKNOWN = Is.WORD | Is.NOT_VERBAL | Is.ADJECTIVE | Is.FINITE
_ADDRESSED = 3  # words of a name in marks
_BODY = 8  # tokens from a body's head noun to the end of its name


class PhraseMarks(PhraseGround):
    """Reads marks, and what they set off."""

    def _mark(self, at: int, r: Reading) -> int:
        mark = self.words[at]
        if mark in "([":
            return self._bracket(at, r)
        close = self.page.closes.get(at)
        if close is not None:
            return self._quoted_name(at, close, r)
        letter = len(self.words[at - 1]) == 1 and self.words[at - 1].isalpha()
        initial = mark == "." and (letter or bool(self.kinds[at - 1] & Is.LETTERS))
        if mark == "#" and at + 1 in self.page.parties:
            r.state = NAMED
            return min(self.page.parties[at + 1][1], r.limit)
        if initial or mark == "#" or (mark == "/" and r.relative):
            return at + 1
        if mark == "+":  # agencies put names between plus signs
            return next((k + 1 for k in range(at + 2, min(at + 6, r.limit)) if self.words[k] == "+"), at)
        if mark in JOINING and self._glued(at) and at + 1 < r.limit and self.kinds[at + 1] & Is.WORD:
            return at + 2
        return at

    def _bracket(self, at: int, r: Reading) -> int:
        for k in range(at + 1, min(at + BRACKET, r.limit)):
            if self.words[k] in ")]":
                aged = any(self.kinds[j] & Is.DIGIT for j in range(at + 1, k))
                more = k + 1 < r.limit and self.kinds[k + 1] & Is.NOUN
                return at if self.kinds[at + 1] & Is.TIME or (aged and not more) else k + 1
        return at

    def _quoted_name(self, at: int, close: int, r: Reading) -> int:
        """A name in quotation marks: the token behind it, or ``at`` where what is said begins."""
        length = sum(1 for k in range(at + 1, close) if self.kinds[k] & Is.WORD)
        if self._surely_named(close, length, r):
            r.state = NAMED
            return close + 1
        if self._name_behind(close + 1, length, r):
            r.state = DEFINITE
            return close + 1
        if "bare" in r.frames and r.state == DEFINITE and not self.kinds[at - 1] & Is.NOUN:
            return at  # "أبدى الاتحاد الأوروبي "شكوكا خطيرة" إزاء"
        if length > NAME_WORDS or close + 1 >= r.limit or not self._may_be_named(at, close, r):
            return at
        if r.waited_for and not r.objects and not self.goes_on(close + 1, r.limit):
            return at
        r.state = NAMED
        if self.words[close + 1] == "و" and close + 2 in self.page.closes:
            r.state = OPEN
            return self._quoted_name(close + 2, self.page.closes[close + 2], r)  # "مجلتا "س" و"ص""
        return close + 1

    def _name_behind(self, at: int, length: int, r: Reading) -> bool:
        """``الأمين العام لحلف الأطلسي "الناتو" فلان``: a body's short name, and then whose title it is."""
        body = any(kind & Is.BODY for kind in self.kinds[max(r.begin + 1, at - length - _BODY) : at - 1])
        if not body or not r.head & Is.PERSON or length >= NAME_WORDS - 1 or at + 1 >= r.limit:
            return False
        word = self.words[at]
        named = self.kinds[at] & Is.WORD and not self.kinds[at] & ~_UNKNOWN and not word.endswith("ات")
        return bool(named) and not (word[0] in "لب" and self.behind_clitic(at, word))

    def _surely_named(self, close: int, length: int, r: Reading) -> bool:
        """``مدير الجمرك «فلان الفلاني» أن``, ``الخطوط "..." اليوم إنها``: the content comes behind it."""
        that = Is.THAT | Is.BEFORE_THAT
        following = self.kinds[close + 1] if close + 1 < r.limit else 0
        if r.state == DEFINITE:
            if self._addressed(close, length, r):
                return True
            if r.head & (Is.PERSON | Is.UNNAMED) and 1 < length < 4 and following & that:
                return True
            if r.head & Is.BODY and self._that_next(close + 1, r.limit):
                return True
            announced = close + 1 < r.limit and self.begins_object(close + 1, NAMED, r.limit)
            if r.objects and length <= NAME_WORDS and announced:
                return True  # "أعلنت الناقلة الوطنية "..." تأخر الرحلة"
            if r.head & Is.BODY and r.objects and following & Is.LINKING and length <= NAME_WORDS:
                return True  # "نفت الشركة الوطنية "..." ما يتم تداوله"
        return self._apposed(close, length, r)

    def _addressed(self, close: int, length: int, r: Reading) -> bool:
        """``وأشاد الدكتور "الحداد" بالدعم``: a name in marks, right behind how its bearer is addressed."""
        mark = self.page.opens.get(close, 0)
        title = self.kinds[mark - 1] & Is.ADDRESSES and mark - 1 == r.begin
        if not title or length > _ADDRESSED or close + 1 >= r.limit or not self.kinds[close + 1] & Is.WORD:
            return False
        said = Is.THAT | Is.VERB | Is.NEGATIONS | Is.PREPOSITIONS | Is.VERBAL | Is.FINITE
        return not any(self.kinds[k] & said for k in range(mark + 1, close))

    def _apposed(self, close: int, length: int, r: Reading) -> bool:
        """``رئيس لجنة الحكام في الاتحاد الدولي "فيفا"، فلان، إن``: a body's name, and then a person's."""
        if close + 1 >= r.limit or length > NAME_WORDS or r.state not in (DEFINITE, NAMED):
            return False
        body = any(kind & Is.BODY for kind in self.kinds[max(r.begin + 1, close - _BODY) : close])
        return bool(body and self.kinds[close + 1] & Is.COMMA) and self.goes_on(close + 1, r.limit)

    def _may_be_named(self, at: int, close: int, r: Reading) -> bool:
        """Whether what stands in marks can be a name that the phrase waits for, and nothing said."""
        loose = not r.waited_for or self.goes_on(close + 1, r.limit)
        waits = r.state == OPEN or (r.state == LOOSE and loose)
        if r.head & PARTY and not r.head & (Is.BODY | Is.MEDIUM) and not waits:
            return False
        if r.state == NAMED and self.page.parties.get(at + 1) is None:
            return False
        first = self.words[at + 1]
        if first[0] in r.frames and len(first) > 3 and self.behind_clitic(at + 1, first):
            return False  # "اتهم الوزير النقابة "بدعم الإضراب""
        said = any(self.kinds[k] & (Is.THAT | Is.VERB) for k in range(at + 1, close))
        return not said and self.words[at - 1] != ":"
