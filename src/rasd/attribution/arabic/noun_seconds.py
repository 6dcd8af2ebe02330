"""Where a second noun begins behind a party that is whole: the object, the one accused or called upon."""

from __future__ import annotations

from rasd.attribution.arabic.reading import DEFINITE, LOOSE, NAMED, PARTY, SON_OF, PhraseGround, Reading
from rasd.lang.flags import Is

_OF_STATES = frozenset({"المتحده", "المسلحه", "المشتركه", "العام"})
_TWO = 2  # a first name and the word that may be the family's
_CLITIC = 4  # letters of a word behind one
_TIED = ("في", "من", "امام", "ضد", "علي", "لفريقه")
_THING = Is.VERBAL | Is.OBJECT_HEADS | Is.SAID_IN | Is.DOCUMENT


class PhraseSeconds(PhraseGround):
    """Tells a second noun from what goes on with the phrase."""

    def _second_definite(self, at: int, kind: int, r: Reading) -> bool:
        """``اتهم المغرب الجزائر``, ``انتقد المحتجون القرارات``: no name and no adjective of the first."""
        if (kind & Is.STATE and self._agent_before(at, r)) or self._behind_state_name(at, r):
            return True
        plural = r.state == NAMED and not (r.head & PARTY or r.depth) and self.words[at].endswith("ات")
        if plural or self._described_thing(at, r):
            return True  # "انتقد كوشنر المظاهرات": no family name
        if (self.words[at - 1],) in self.lexicon.states and at == r.begin + 2 and r.head & Is.BODY:
            return not self.words[at].endswith(("ي", "يه", "ين"))  # "أعلن تنظيم داعش الخلافة"
        men = r.head & Is.ARTICLE and at == r.begin + 1 and self.words[r.begin].endswith("ون")
        return bool(men) and self.words[at].endswith(("ات", "ه"))

    def _described_thing(self, at: int, r: Reading) -> bool:
        """``وصف ترامب اللقاء بأنه``, ``وصف البيت الأبيض الاجتماعات بأنها``: what is described."""
        word = self.words[at]
        if r.depth or not r.describes:
            return False
        if r.state == DEFINITE:
            return word.endswith("ات") and self.words[at - 1].startswith("ال") and at > r.begin
        if word.endswith(("ي", "يه")) or self.words[at - 1].endswith("وو"):
            return False  # "صحيفة معاريف العبرية الفيديو"، "ذوو الطفلة"
        told = word.endswith(("ه", "ات")) or self.lexicon.kinds[word[2:]] & _THING
        return bool(told) and r.state == NAMED and not self.kinds[at - 1] & Is.BEFORE_ARTICLE

    def _behind_state_name(self, at: int, r: Reading) -> bool:
        """``وصفت الصين الجزيرة بأنها``: no adjective of a state, "المتحدة" and the like apart."""
        words, word = tuple(self.words[r.begin : at]), self.words[at]
        if r.depth or len(words) > _TWO or words not in self.lexicon.states or word.endswith(("ي", "يه")):
            return False
        following = self.words[at + 1 : at + 3]
        if word[-1] == "ه" and len(following) > 1 and following[0][0] == "ل" and following[1][:2] == "ال":
            return False  # "إيران الحليفة لدمشق الاتهامات"
        return (*words, word) not in self.lexicon.states and word not in _OF_STATES

    def _agent_before(self, at: int, r: Reading) -> bool:
        """``طالبت واشنطن بيونغيانغ``, ``اتهم الوزير إيران``: a state behind a whole subject is the object."""
        if (self.words[r.begin],) in self.lexicon.states and at == r.begin + 1:
            return True
        if r.state == NAMED:
            accuses = "obj" in r.frames and r.head & Is.PERSON
            return bool(accuses) or (self.words[at - 1],) in self.lexicon.states
        if r.state != DEFINITE:
            return False
        # "اتهم المكتب الإعلامي للقصر الجمهوري إيران"
        whole = "obj" in r.frames and self.kinds[at - 1] & Is.ARTICLE and at > r.begin + 1
        whole = whole and not (self.words[at].endswith("يه") or self.words[at - 1] == "العاصمه")
        return bool(whole) or (at == r.begin + 1 and bool(r.head & Is.PERSON))

    def _behind_whole_name(self, at: int, kind: int, r: Reading) -> bool:
        """``وقع الرئيس دونالد ترامب القرار``, ``فاز المخرج نبيل عياد بجائزة``: what follows two names."""
        word, raw, last = self.words[at], self.page.raw(at), self.kinds[at - 1]
        titled = r.state == NAMED and r.head & Is.PERSON and not r.depth
        if titled and word[-1] == "ا" and self.lexicon.kinds[word[:-1]] & (Is.NOUN | Is.OBJECT_HEADS):
            return True  # "استقبلت الملكة رانيا وفدا"
        whole = titled and r.names >= _TWO
        servant = (last | self.kinds[at - 2]) & Is.BEFORE_ARTICLE  # "عبد الله الداود"
        if not whole or kind & Is.PERSON or (kind & Is.ARTICLE and servant) or self.words[at - 2] in SON_OF:
            return False
        if kind & Is.ARTICLE:
            thing = self.lexicon.kinds[word[2:]] & _THING or raw[-1] == "ة"
            return not word.endswith(("ي", "يه")) and bool(thing or last & Is.ARTICLE or self._stands_so(at))
        following = self.words[at + 1] if at + 1 < r.limit else "."
        if word[0] in "لب":
            return raw[-1] == "ة" and len(word) > _CLITIC and following[-1:].isalpha()
        described = word[-1] == "ه" == following[-1] and raw[-1] == "ة"  # "قصيدة جديدة"
        return described or (word.endswith("ين") and len(word) > _CLITIC and following in _TIED)

    def _stands_so(self, at: int) -> bool:
        """Whether the name before a word stands elsewhere with something else behind it."""
        name, words = self.words[at - 1], self.words
        places = (k for k in range(self.page.n - 1) if words[k] == name and k != at - 1)
        return self.page.counts[name] > 1 and all(words[k + 1] != words[at] for k in places)

    def _another_party(self, at: int, kind: int, r: Reading) -> bool:
        """``أدانت محكمة بلجيكية شركة الطيران``, ``أيد سالم نظيره الكندي``: what the verb is done to."""
        if r.objects and (self.words[at],) in self.lexicon.states and self._agent_before(at, r):
            return True
        if not kind & Is.NOUN:
            return False
        if r.narrated and r.state == NAMED and kind & Is.PERSON and self.page.raw(at)[-1] == "ه":
            return True
        return bool(r.objects and r.state == LOOSE and kind & PARTY) and self._described_body(at, r)

    def _described_body(self, at: int, r: Reading) -> bool:
        """``محكمة بلجيكية``: a body without article and its adjective, which governs nothing more."""
        described = at == r.begin + 2 and r.head & Is.BODY and not r.head & (Is.ARTICLE | Is.PERSON)
        return bool(described) and self.words[at - 1].endswith("يه") and not self.kinds[at - 1] & Is.NOUN

    def _second(self, at: int, r: Reading) -> bool:
        """Behind a verb that reports nothing: ``نشر المستخدمون مواضيع``, ``اعتقلت الشرطة رجلا``."""
        word = self.words[at]
        raw, complete = self.page.raw(at), r.state in (DEFINITE, NAMED)
        owned = raw.endswith(("ها", "هم")) and len(raw) > 4
        said = self.kinds[at] | (self.lexicon.kinds[word[:-1]] if word[-1] == "ا" else 0)
        if "\u064b" in raw or (complete and (owned or said & (Is.SAID_IN | Is.DOCUMENT))):
            return True  # "قدم المدير كلمةً"، "أصدرت القيادة بيانا"، "نفت الجامعة صلتها"
        if r.head & Is.ARTICLE and self.words[r.begin].endswith("ون") and at == r.begin + 1:
            return True
        if r.state == DEFINITE and self.kinds[at] & (Is.SAID_IN | Is.OBJECT_HEADS) and r.head & Is.ARTICLE:
            return True  # "ألقى الأمين العام كلمة"
        described = self.kinds[at - 1] & Is.ARTICLE and self.words[at - 1].endswith(("ي", "يه"))
        some = at == r.begin + 2 and self.kinds[at - 1] & Is.ADJECTIVE and not r.head & Is.ARTICLE
        if some and word[-1] == "ا" and len(word) > 3 and not self.kinds[at] & Is.NOUN:
            return True  # "عرضت قاضية بلجيكية صلحا"
        thing = (described and word[0] not in "لب") or (word[-1] == "ا" and len(word) > 3)
        return bool(r.head & Is.BODY) and r.state == DEFINITE and bool(thing)
