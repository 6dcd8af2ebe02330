"""Steps of reading a clause that find through whom it came: the party relayed, the medium told."""

from __future__ import annotations

from rasd.attribution.arabic.clause import Clause, ClauseGround
from rasd.attribution.arabic.reading import FREE, MEDIA, NAME_WORDS, PARTY, TO_IT, TO_ONE_OF
from rasd.attribution.draft import Part
from rasd.attribution.ranges import phrase_at
from rasd.lang.arabic import bare
from rasd.lang.flags import Is
from rasd.lang.normalize import fold
from rasd.model import LinkType

SPOKE = frozenset({"تحدث", "تحدثت", "تحدثوا", "تحدثا"})
_TO_AIR = 9  # tokens from a programme to the medium that airs it
_HANDED = 6  # tokens from a statement's noun to the verb of its relative clause
_ASIDE = Is.COMMA | Is.ADVERBS | Is.TIME
_VISITS = frozenset({"زياره", "زيارته", "زيارتها", "جولته", "دعمه", "دعمها"})  # "خلال زيارته لوكالة"
_ANSWERS = ("رد", "تعقيب", "تعليق")
_COPY = ["علي", "نسخه"]  # "بيان حصلت «النخيل» على نسخة منه"
_AIRS = frozenset({"نقل", "بث"})


class MediaSteps(ClauseGround):
    """The steps that read relays and addressees."""

    def _addressee(self, c: Clause) -> bool:
        """The people or the medium told: ``للصحافيين``, ``لوكالة فرانس برس``."""
        word = self.words[c.i]
        if self.kinds[c.i] & Is.TOLD:
            alone = self.kind(c, 1) & (Is.PREPOSITIONS | Is.TIME)
            c.i = c.i + 1 if alone else self.phrases.end(c.i, c.limit)
            return True
        if not word.startswith("ل") or self._ascribes(c) or self.words[c.i - 1] in _VISITS:
            return False
        part = self._medium_of(c, word) or self._of_programme(c, word)
        if part is None and word in TO_ONE_OF and self.kind(c, 1) & Is.MEDIUM:
            part = Part(c.i, self.phrases.end(c.i + 1, c.limit, c.verb), 1)
        if part is not None:
            return self._tell(c, part)
        if word.startswith("لل") and self.lexicon.kinds["ال" + word[2:]] & Is.MEDIUM:
            return self._tell(c, Part(c.i, self.phrases.end(c.i, c.limit, c.verb)))
        if c.i in self.page.parties:
            return self._told_party(c)
        if self._issuing(c):
            return True
        if word == "ل" or self.lexicon.kinds[word[1:]] & Is.TOLD_MEDIA:
            return self._told_name(c, int(word == "ل"))
        latin = word[1:2].isascii() and word[1:2].isalpha()
        return latin and self._tell(c, Part(c.i, c.i + 1, self._latin_skip(c.i)))

    def _medium_of(self, c: Clause, word: str) -> Part | None:
        """``لمراسل قناة X``: the medium whose correspondent was told."""
        at = c.i + 1
        found = self.page.parties.get(at)
        if (
            not self.lexicon.kinds[word[1:]] & Is.CORRESPONDENTS
            or at >= c.limit
            or not (found or self.kinds[at] & Is.MEDIUM or at in self.page.closes)
        ):
            return None
        end = min(found[1], c.limit) if found else self.phrases.end(at, c.limit, c.verb)
        return Part(at, self.media.described(end, c.limit))

    def _of_programme(self, c: Clause, word: str) -> Part | None:
        """``لبرنامج "صباح" على قناة X``: the medium that airs it."""
        if word.removeprefix("ل") not in self.lexicon.words("programmes"):
            return None
        for k in range(c.i + 1, min(c.i + _TO_AIR, c.limit)):
            if self.kinds[k] & (Is.THAT | Is.COMMA) or self.words[k] == ":":
                return None
            word = self.words[k]
            skip = int(word[0] == "ب" and bool(self.lexicon.kinds[word[1:]] & Is.MEDIUM))
            medium = Part(k, self.phrases.end(k, c.limit), skip) if skip else self.media.named(k, c.limit)
            if medium is not None:
                return medium
        return None

    @staticmethod
    def _ascribes(c: Clause) -> bool:
        """``نسبت الصحيفة إلى المصدر``: to the party ascribed to, not told."""
        return c.verb is not None and c.verb.past == "نسب"

    def _of_medium(self, c: Clause, at: int, end: int) -> bool:
        """``تقرير نشرته صحيفة X``, ``مراسل لوكالة Y``: the medium's own report, or its own man.

        ``at`` is where the medium's clause begins behind the noun, ``end`` is behind its name.
        """
        part = c.part
        if part is None or part.end != at:
            return False
        head, own = bare(self.words[part.begin][part.skip :]), self.kinds[part.begin] & Is.CORRESPONDENTS
        if not own and head not in self.lexicon.words("of_media"):
            return False
        part.end = c.i = end
        return True

    def _issuing(self, c: Clause) -> bool:
        """``مسح لـ"رويترز"``: a document's issuer, not one told."""
        part, at = c.part, c.i + 1
        issued = part is not None and part.end == c.i and self.kinds[part.begin] & Is.DOCUMENT
        if not issued or self.word(c) != "ل" or at not in self.page.closes:
            return False
        assert part is not None
        part.end = c.i = min(self.page.closes[at] + 1, c.limit)
        return True

    def _told_party(self, c: Clause) -> bool:
        """A known party behind ``لـ``; ``الرئيس التنفيذي لتويتر`` is no addressee."""
        party, end = self.page.parties[c.i]
        if party.type is LinkType.SOCIAL and c.part is not None and c.part.end == c.i:
            return False
        end = self.media.described(min(end, c.limit), c.limit)
        if party.type in MEDIA and self._of_medium(c, c.i, end):
            return True
        return self._tell(c, Part(c.i, end, 1 + self._stretched(c.i)))

    def _stretched(self, at: int) -> int:
        """1 where the clitic is written with a tatweel, ``لـ``."""
        begin = self.page.starts[at] + 1
        return int(self.page.text[begin : begin + 1] == "ـ")

    def _latin_skip(self, at: int) -> int:
        raw = self.page.raw(at)
        return next((k for k, char in enumerate(raw) if char.isascii()), 0)

    def _told_name(self, c: Clause, alone: int) -> bool:
        """A medium named after ``لقناة`` or (``alone``: 1) a lone ``لـ``: a quoted name, or a phrase."""
        begin, end = c.i + alone, c.i + 1
        if alone and self.word(c, 1) in ("(", "["):
            near = range(c.i + 3, min(c.i + 9, c.limit))
            shut = next((k for k in near if self.words[k] in ")]"), 0)
            begin, end = (c.i + 2, shut) if shut else (begin, end)  # لـ(إيه بي سي)
        elif end in self.page.closes:
            end = self.media.described(min(self.page.closes[end] + 1, c.limit), c.limit)
        elif end < c.limit and self.kinds[end] & Is.WORD:
            end = self.phrases.end(begin, c.limit, c.verb)
            close = self.page.closes.get(end)
            if close is not None and close - end <= NAME_WORDS and self._goes_on(c, close + 1):
                end = min(close + 1, c.limit)
        if self._of_medium(c, c.i, end):
            return True
        return self._tell(c, Part(begin, end, 1 - alone)) if end > begin else False

    def _relay(self, c: Clause) -> bool:
        """``عن`` after a verb that passes on, ``نقلا عن`` after any: the party relayed begins."""
        word, part = self.words[c.i], c.part
        if part is not None and part.end == c.i and self.is_tail(word):
            part.end = c.i = c.i + 1  # "وكالة الميناء للأنباء"
            return True
        if part is not None and self._cites(c, word):
            return self._begin_relay(c, 2)
        if word == "نقلا" and self.word(c, 1) == "عن" and c.i == c.begin and not c.relaying:
            return self._begin_relay(c, 2)  # "وأضافت نقلا عن مصدر أن": the medium goes on
        if c.relaying:
            return self._relays_statement(c, word) or self._relays_further(c, word)
        tongue = word == "علي" and self.word(c, 1) == "لسان"
        if c.relays:
            return self._relays_now(c, word, tongue) or self._relays_words(c)
        if self._passes_on(c, word):
            return self._begin_relay(c, 1)
        if tongue:
            c.i = self.phrases.end(c.i + 2, c.limit)  # who spoke the words for the subject
        return tongue

    def _passes_on(self, c: Clause, word: str) -> bool:
        """``أوردت صحيفة X عن مصادر أن``, ``بثت قناة Y عن مراسلها أن``: whom a medium passes on."""
        part = c.part
        if word != "عن" or part is None or c.verb is None or not c.takes("that"):
            return False
        if any(not kind & _ASIDE for kind in self.kinds[part.end : c.i]):
            return False  # "نشر الموقع الخبر ناقلا عن شهود أن"
        whom = Is.UNNAMED | Is.CORRESPONDENTS
        whom |= PARTY if fold(c.verb.past) in self.lexicon.words("publishing") else 0
        medium = self.kinds[part.begin] & Is.MEDIUM or part.begin in self.page.parties
        medium = medium or part.begin in self.page.closes
        return bool(medium and self.kind(c, 1) & whom) and self._clause_ahead(c)

    def _cites(self, c: Clause, word: str) -> bool:
        """``نقلا عن``; ``استنادا إلى``, ``مستندة إلى`` before a party or a document."""
        if word == "نقلا":
            return self.word(c, 1) == "عن"
        cited = self.kind(c, 2) & (PARTY | Is.DOCUMENT) or c.i + 2 in self.page.closes
        return word in self.lexicon.words("citing") and self.word(c, 1) == "الي" and bool(cited)

    def _relays_now(self, c: Clause, word: str, tongue: bool) -> bool:
        """The party relayed by a verb that passes on."""
        if self.kind(c) & Is.OF_HIM:
            c.of_him = True
            return self._begin_relay(c, 1, closed=True)
        if tongue or self._relays_from(c, word):
            return self._begin_relay(c, 1 + tongue)
        if word == "عمن":
            return self._relay_from_him(c)
        return word.startswith("ل") and self._ascribes(c) and c.part is not None and self._relay_from(c)

    def _relays_words(self, c: Clause) -> bool:
        """``نقلت الوكالة بيان الوزارة الذي جاء فيه: "..."``: whose statement the medium passes on."""
        statement = c.part is not None and self.words[c.i] in self.lexicon.words("statements_of")
        following = self.kind(c, 1)
        if not statement or not following & Is.NOUN or not following & (Is.BODY | Is.PERSON):
            return False
        return self.phrases.goes_on(c.i + 1, c.limit) and self._begin_relay(c, 1)

    def _relays_further(self, c: Clause, word: str) -> bool:
        """``نقلت الصحيفة عن الوكالة عن مصدر``: the medium relayed passes on too."""
        part = c.part
        if not c.relays or word != "عن" or part is None or part.end != c.i or not self.kind(c, 1) & Is.NOUN:
            return False
        medium = self.kinds[part.begin] & Is.MEDIUM or part.begin in self.page.parties
        return bool(medium) and self._begin_relay(c, 1)

    def _relays_statement(self, c: Clause, word: str) -> bool:
        """``نقلت الصحيفة عن تصريحات لفلان``: whose statement it is, behind a clitic, and nobody told."""
        begins = c.part is None and word[0] == "ل" and len(word) > 1 and self.kinds[c.i - 1] & Is.SAID_IN
        if not begins or self.kinds[c.i] & Is.TOLD or self.lexicon.kinds[word[1:]] & Is.TOLD_MEDIA:
            return False
        party = self.page.parties.get(c.i)
        known = self.phrases.behind_clitic(c.i, word) or word[1:] in self.page.counts
        if (party and party[0].type in MEDIA) or not known:
            return False
        c.set(Part(c.i, self.phrases.end(c.i, c.limit, c.verb), int(not word.startswith("لل"))))
        return True

    def _relays_from(self, c: Clause, word: str) -> bool:
        """Whether a preposition leads to the party relayed: ``عن``, ``إلى`` ascribed, ``من`` known from."""
        if word == "من" and c.takes("من"):
            passive = self.words[c.i - 1].endswith("علم") and self.kind(c, 1) & Is.UNNAMED
            return c.part is not None or bool(passive)  # "علمت الصحيفة من مصادرها"، "علم من مصادر"
        return word == "عن" or (word == "الي" and self._ascribes(c))

    def _relay_from_him(self, c: Clause) -> bool:
        """``عمن سماه بمسؤول رفيع``."""
        self._begin_relay(c, 1)
        while c.i < c.limit and not self.word(c).startswith("ب"):
            c.i += 1
        return c.i >= c.limit or self._relay_from(c)

    def _relay_from(self, c: Clause) -> bool:
        """The party relayed begins here, behind a clitic: ``لتلك المصادر``, ``بمسؤول رفيع``."""
        c.relaying += 1
        c.set(Part(c.i, self.phrases.end(c.i, c.limit, c.verb), 1))
        return True

    def _begin_relay(self, c: Clause, count: int, closed: bool = False) -> bool:
        c.i += count
        c.relaying += 1
        c.closed = closed
        return True

    def _saying(self, c: Clause) -> bool:
        """``قوله``, ``القول`` between the party relayed and its words."""
        if not self.kind(c) & Is.SAYING:
            return False
        c.denied = self.word(c).startswith("نفي")
        c.i += 1
        c.closed = True
        noun = bool(c.relaying) and not self.words[c.i - 1].startswith("قول") and self.word(c) in FREE
        if noun and not self.kind(c, 1) & Is.THAT and not self._clause_ahead(c):
            c.i += 1  # "نقلت الوكالة عن الوزير تأكيده على أهمية"
            return c.halt("object")
        return True

    def _published(self, c: Clause) -> bool:
        """``في بيان نقلته وكالة``: the medium that passed the statement on."""
        form = self.lexicon.cues.get(self.word(c))
        if form is None or not form.suffixed or not self.lexicon.kinds[fold(form.verb.past)] & Is.PUBLISHING:
            return False
        if self.words[c.i - 1] == "ما":
            return False  # "ردا على ما نشرته الصحيفة"
        begin = c.i - bool(self.kinds[c.i - 1] & Is.RELATIVES)
        c.i += 1
        while c.i < c.limit and (
            self.kind(c) & (Is.OF_HIM | Is.TIME | Is.TIME_MORE) or c.i in self.page.dates
        ):
            c.i = self.page.dates.get(c.i, c.i + 1)
        quoted = c.i in self.page.closes and c.i + 1 in self.page.parties
        found = self.page.parties.get(c.i)
        if not found and self.kind(c) & Is.MEDIUM and self.kind(c) & Is.ARTICLE and form.verb.past in _AIRS:
            c.i = self.phrases.end(c.i, c.limit)  # "جلسة نقلها التلفزيون"
        elif found or quoted or self.kind(c) & Is.MEDIUM:
            end = min(found[1], c.limit) if found else self.phrases.end(c.i, c.limit)
            end = self.media.described(end, c.limit)
            if not self._of_medium(c, begin, end):
                c.through.insert(0, Part(c.i, end))
                c.i = end
        return True

    def _handed(self, c: Clause) -> bool:
        """``في حوار أجرته معه صحيفة X``, ``في تصريح خص به قناة X``: the medium spoken to."""
        if c.relays:
            return False
        if not any(kind & (Is.SAID_IN | Is.DOCUMENT) for kind in self.kinds[max(c.i - _HANDED, 0) : c.i]):
            return False
        at = c.i + 1
        while at < c.limit and self.words[at] in TO_IT:
            at += 1
        name = at + (at in self.page.closes)
        found = self.page.parties.get(name)
        known = found is not None and found[0].type in MEDIA
        close = self.page.closes.get(at, 0)
        copied = 0 < close < c.limit - 2 and self.words[close + 1 : close + 3] == _COPY
        if at >= c.limit or not (known or copied or self.kinds[at] & Is.MEDIUM):
            return False
        c.through.insert(0, Part(at, close + 1 if copied else self.phrases.end(at, c.limit)))
        c.i = c.through[0].end
        return True

    def _medial(self, c: Clause) -> bool:
        """``وأشارت مصادر، حسبما أوردت صحيفة X، إلى أن``: the medium, between a subject and what it says."""
        if c.verb is None:
            return False
        verb = self._opener(c)
        if not verb:
            return self._between(c)
        answered = self.words[c.i - 1].startswith(_ANSWERS)  # "تعقيبا على ما نشرته الصحيفة"
        if answered or not self.kind(c, verb) & Is.VERB or not self._content_ahead(c):
            return False
        at = c.i + verb + 1
        at += at < c.limit and bool(self.kinds[at] & Is.OF_HIM)
        name = at + (at in self.page.closes)
        if at >= c.limit or not (self.kinds[at] & Is.MEDIUM or name in self.page.parties):
            return False
        return self._tell(c, Part(at, self.phrases.end(at, c.limit)))

    def _spoke_to(self, c: Clause) -> bool:
        """``قال مسؤول تحدث إلى وكالة X إن``, ``وفق مصادر تحدثت لـ"..."، فإن``: to whom the source spoke."""
        if self.word(c) not in SPOKE or c.part is None or c.i == c.begin:
            return False
        free = self.word(c, 1) in ("الي", "مع")
        medium = self.media.named(c.i + 2, c.limit) if free else None
        if not free and c.i + 1 < c.limit:
            medium = self.media.told(c.i + 1, c.limit)
            if medium is None and self.word(c, 1) == "ل" and c.i + 2 in self.page.closes:
                medium = Part(c.i + 2, self.page.closes[c.i + 2] + 1)
        return medium is not None and self._tell(c, medium)

    def _between(self, c: Clause) -> bool:
        """``وقال الوزير بحسب صحيفة X إن``: a phrase without verb that names the medium."""
        phrase = phrase_at(self.words, c.i, self.lexicon.according)
        if phrase is None or phrase[0] == "نقلا" or (c.part is None and c.i != c.begin):
            return False  # "مؤكدة وفقا لوكالة X أن"
        clitic = int(phrase[-1] == "ل")
        at = self._behind_speech(c.i + len(phrase) - clitic, clitic, c.limit)
        close = self.page.closes.get(at, 0)
        quoted = self.page.parties[at + 1][1] >= close if close and at + 1 in self.page.parties else False
        named = at in self.page.parties or quoted
        if at >= c.limit:
            return False
        word = self.words[at]
        definite = clitic and word.startswith("لل")  # "وفقا للوكالة"
        clitic = 0 if definite else clitic
        if not (named or self.lexicon.kinds["ال" + word[2:] if definite else word[clitic:]] & Is.MEDIUM):
            return False
        part = Part(at, close + 1 if quoted else self.phrases.end(at, c.limit), clitic)
        that = part.end
        while that < c.limit and self.kinds[that] & _ASIDE and not self.kinds[that] & Is.THAT:
            that += 1
        said = that < c.limit and (that in self.page.closes or self.words[that] == ":")
        if that >= c.limit or not (said or self.kinds[that] & (Is.THAT | Is.BEFORE_THAT)):
            return False
        return self._tell(c, part)

    def _behind_speech(self, at: int, clitic: int, limit: int) -> int:
        """Behind ``تصريح نشره`` before the medium; ``at`` itself where no speech is named."""
        if at + 2 >= limit or not self.lexicon.kinds[self.words[at][clitic:]] & Is.SAID_IN:
            return at
        verb = at + 1 + bool(self.kinds[at + 1] & Is.ADJECTIVE and not self.kinds[at + 1] & Is.VERB)
        return verb + 1 if self.media.publishes(verb) else at

    def _opener(self, c: Clause) -> int:
        """The length of ``حسب ما``, ``وفقا لما``, ``كما`` at this place; 0 where none stands."""
        if phrase := phrase_at(self.words, c.i, self.lexicon.clauses):
            return len(phrase)
        phrase = phrase_at(self.words, c.i, self.lexicon.according)
        if phrase is None:
            return 0
        ahead = len(phrase) - (phrase[-1] == "ل")
        return ahead + 1 if self.word(c, ahead) in ("ما", "لما", "مما") else 0
