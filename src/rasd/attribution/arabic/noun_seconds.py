"""Where a second noun begins behind a party that is whole: the object, the one accused or called upon."""

from __future__ import annotations

from rasd.attribution.arabic.reading import (
    DEFINITE,
    LOOSE,
    NAMED,
    OPEN,
    PARTY,
    SON_OF,
    PhraseGround,
    Reading,
)
from rasd.lang.flags import Is

_OF_STATES = frozenset({"المتحده", "المسلحه", "المشتركه", "العام"})
_ASIDE = 12  # tokens from a family name to the end of who that is
_PEOPLE = 6  # letters of an accusative plural with its article
_HAVING = 5  # letters of a deed with "هم"
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
        unknown = Is.WORD | Is.FINITE | Is.NOT_VERBAL
        foreign = at > r.begin + _TWO and not (self.kinds[at - 1] | self.kinds[at - 2]) & ~unknown
        if foreign and r.state == LOOSE and r.head & Is.BODY and kind & PARTY and "obj" in r.frames:
            return True  # "دعت منظمة هيومن رايتس ووتش السلطات إلى"
        plural = plural or self._behind_seat(at, r)
        if plural or self._described_thing(at, r) or self._behind_some_body(at, r):
            return True  # "انتقد كوشنر المظاهرات": no family name
        if (self.words[at - 1],) in self.lexicon.states and at == r.begin + 2 and r.head & Is.BODY:
            return not self.words[at].endswith(("ي", "يه", "ين"))  # "أعلن تنظيم داعش الخلافة"
        men = r.head & Is.ARTICLE and at == r.begin + 1 and self.words[r.begin].endswith("ون")
        return bool(men) and self.words[at].endswith(("ات", "ه"))

    def _of_those(self, at: int, kind: int, r: Reading) -> bool:
        """``نواب كويتيون``, ``مسؤولون يمنيون``: an adjective of several without article, and no verb."""
        some = r.head & Is.UNNAMED and not r.head & (Is.ARTICLE | Is.QUANTIFIERS)
        first = at == r.begin + 1 or self.words[at - 1].endswith("يون")
        people = kind & (Is.ADJECTIVE | Is.UNNAMED)  # "خبراء اقتصاديون"
        return bool(some and first and people) and self.words[at].endswith("يون")

    def _behind_seat(self, at: int, r: Reading) -> bool:
        """``نفت السفارة الأميركية في بغداد الأنباء``: behind the place where a party sits, what it denies."""
        place = self.kinds[at - 1] & Is.STATE or (self.words[at - 1],) in self.lexicon.states
        if r.depth or self.words[at - 2] != "في" or at - 2 <= r.begin or not place:
            return False
        word = self.words[at]
        thing = Is.DOCUMENT | Is.OBJECT_HEADS | Is.SAID_IN
        body = "obj" in r.frames and self.kinds[at] & Is.NOUN and self.kinds[at] & PARTY
        return bool(body or self.lexicon.kinds[word[2:]] & thing) and not word.endswith(("ي", "يه"))

    def _behind_some_body(self, at: int, r: Reading) -> bool:
        """``طالبت منظمات حقوقية الحكومة بالإفراج``: behind its adjective, what is definite is not its own."""
        some = r.head & Is.BODY and not r.head & (Is.ARTICLE | Is.PERSON) and at == r.begin + 2
        kind = self.kinds[at - 1]
        people = Is.PERSON | Is.UNNAMED if kind & Is.NOUN else Is.ADJECTIVE
        deed = kind & (Is.VERBAL | Is.OBJECT_HEADS)  # "وحدات حماية الشعب"
        some = some and self.words[at - 1] not in self.lexicon.words("aims")
        some = some and not self.words[at].endswith(("ي", "يه"))  # "شركة شيفروليه الأمريكية"
        return bool(some and kind & people and not deed) and self.words[at - 1].endswith("يه")

    def _behind_those(self, at: int, r: Reading) -> bool:
        """``طالب نواب كويتيون الحكومة بـ``: behind their adjective, what is definite is not theirs."""
        last = at - 1
        if last <= r.begin or r.depth or not r.objects:
            return False
        several = self.words[r.begin].endswith("ون") and last == r.begin + 1 and r.state == LOOSE
        other = Is.NOUN | Is.VERB | Is.ACTS | Is.FINITE | Is.PREPOSITIONS | Is.ADVERBS | Is.CUTS
        bare = several and not self.kinds[last] & other and self.words[last][0] not in "لب"
        if bare and r.head & Is.UNNAMED and not r.head & Is.ARTICLE:
            return True  # "معارضون أتراك القانون"
        if self.kinds[last - 1] & Is.DIGIT and self.words[last].endswith("ا") and r.head & Is.QUANTIFIERS:
            return True  # "أكثر من 50 نائبا الحكومة"
        return self._of_those(last, self.kinds[last], r) or self._behind_somebody(at, r)

    def _behind_somebody(self, at: int, r: Reading) -> bool:
        """``حذر خبير اقتصادي الحكومة``, ``مسؤول عسكري إسرائيلي إيران``: the same of one."""
        some = r.head & Is.UNNAMED and not r.head & (Is.ARTICLE | Is.QUANTIFIERS | Is.DIGIT)
        between = range(r.begin + 1, at)
        described = all(
            self.words[k].endswith(("ي", "يه")) and self.kinds[k] & (Is.ADJECTIVE | Is.UNNAMED)
            for k in between
        )
        other = self.kinds[at] & Is.STATE or self.kinds[at] & PARTY
        return bool(some and described and other) and len(between) <= _TWO

    def _theirs(self, at: int, r: Reading) -> bool:
        """``أعلن مقاتلون أكراد سيطرتهم على``: what several have or do themselves is what they announce."""
        some = r.head & (Is.UNNAMED | Is.PERSON) and not r.head & (Is.ARTICLE | Is.QUANTIFIERS)
        first = self.words[r.begin]
        two = first.endswith("ان") and self.lexicon.kinds[first[:-2]] & (Is.UNNAMED | Is.PERSON)
        several = (first.endswith("ون") or two) and r.state in (OPEN, LOOSE) and at > r.begin
        theirs = self.words[at].endswith(("هم", "هما")) and len(self.words[at]) > _HAVING
        other = Is.NOUN | Is.PREPOSITIONS
        return (
            bool(some and several and theirs) and not (self.kinds[at] | self.kinds[at - 1] & ~Is.NOUN) & other
        )

    def _before_aside(self, at: int, r: Reading) -> bool:
        """``الأستاذ ماجد الجبر، اختصاصي السياحة، أن``: a family name, and who that is up to the clause."""
        near = range(at + 2, min(at + _ASIDE, r.limit - 1))
        comma = next((k for k in near if self.kinds[k] & Is.COMMA), 0)
        somebody = r.head & (Is.PERSON | Is.UNNAMED)
        if r.names < _TWO or not somebody or not comma:
            return False
        if not self.kinds[comma + 1] & Is.THAT and self.words[comma + 1] not in r.frames:
            return False
        other = Is.VERB | Is.PARTICIPLE | Is.THAT | Is.FINITE
        return not any(self.kinds[k] & other for k in range(at + 2, comma))

    def _before_party(self, at: int, r: Reading) -> bool:
        """``طالب النائب ماجد الجبر الحكومة بـ``: a family name, as the one called upon comes behind it."""
        if r.names < _TWO or at + 1 >= r.limit or self.words[at].endswith(("ه", "ات")):
            return False
        following = self.kinds[at + 1]
        two = self.words[r.begin].endswith("ان") and following & Is.WORD and self.words[at + 1][0] == "و"
        if self.words[at + 1] in r.idle or two:
            return True  # "كشف النائب ماجد الجبر النقاب عن"، "النائبان ماجد الجبر وسالم الفهد"
        party = following & Is.ARTICLE and following & Is.NOUN and following & PARTY
        people = self.words[at + 1].endswith("ين") and len(self.words[at + 1]) > _PEOPLE
        party = party or (following & Is.ARTICLE and people and not self.words[at].endswith("ين"))
        own = self.kinds[at] & (Is.NOUN | Is.VERBAL | Is.OBJECT_HEADS)
        return bool(party and not own) and not self.words[at + 1].endswith(("ي", "يه"))

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
        if "obj" in r.frames and at > r.begin + 1 and self._behind_somebody(at, r):
            return True
        if r.state == NAMED:
            accuses = "obj" in r.frames and r.head & Is.PERSON
            last = self.words[at - 1]  # "طالبت فرنسا وألمانيا إيران"
            joined = last[0] == "و" and (last[1:],) in self.lexicon.states
            return bool(accuses) or joined or (last,) in self.lexicon.states
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
