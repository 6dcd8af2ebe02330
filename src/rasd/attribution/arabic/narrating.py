"""Whose words follow where a verb has no subject: whoever its sentence, or the one before, tells of.

``قدم المحامي شكوى، قائلا إن``, ``وأصدرت الجمعية بيانا قالت فيه``, ``ثم ألقى المدير كلمة شكر فيها``
"""

from __future__ import annotations

from rasd.attribution.arabic.ground import Ground
from rasd.attribution.arabic.heard import NISBA
from rasd.attribution.arabic.kinds import kind_of
from rasd.attribution.arabic.reading import PARTY, SON_OF
from rasd.attribution.draft import Part
from rasd.lang.flags import Is
from rasd.model import LinkType

_PLAIN = Is.WORD | Is.NOT_VERBAL  # of a name: it is in no list
_NO_VERB = Is.NOUN | Is.ARTICLE | Is.PREPOSITIONS | Is.PARTICIPLE | Is.TIME | Is.ADVERBS | Is.NEGATIONS
_WITHIN = Is.THAT | Is.RELATIVES | Is.PREPOSITIONS | Is.CUTS | Is.NEGATIONS | Is.LINKING
_BEFORE_CLAUSE = Is.COMMA | Is.CONTRASTS | Is.AUXILIARIES | Is.TURNS
_OPENING = frozenset({"ثم", "بعدها", "كما"})
_AFTER = ("بعد", "منذ")
_THINGS = ("ات", "ه")  # no surname ends so
_PLURAL = ("ون", "ين")
_TELLING = Is.PERSON | Is.UNNAMED | Is.DOCUMENT
_RECEIVED = ("تلقي", "تلقت", "تلقوا", "تسلم", "تسلمت")
_OWN = ("ه", "ها", "هم", "هما")
_TELLERS = (LinkType.PERSON, LinkType.UNNAMED, LinkType.ORGANISATION, LinkType.OUTLET)
_LOOKED_AT = 8  # places of a word
_MADE_NEAR = 10  # tokens from the verb of a document back to whoever made it
_PRONOUN = 8  # tokens from a verb that passes on to "عنه"
_OF_WHOM = {"عنه": "m", "عنها": "f"}
_LED_IN = 9  # tokens before the verb of a sentence
_IN_ANSWER = frozenset({"ردا", "وردا"})
_ADJECTIVES = 3  # tokens from an indefinite noun to the verb that describes it


class Narrating(Ground):
    """Finds the subjects of clauses that report nothing."""

    def _narrator(self, i: int, agreement: str) -> Part | None:
        """The subject of the clause nearest before ``i``, else of the one that opens its sentence."""
        part = self._nearest_subject(i, agreement) or self._clause_subject(i)
        if part is None:
            return None
        part = self._subject_alone(part)
        return part if agreement == "p" else self._first_of_them(part)

    def _first_of_them(self, part: Part) -> Part:
        """``وتزوج سالم وليلى في 2012، وكتب``: of two by their names the first, as one goes on."""
        plain = Is.NOUN | Is.ARTICLE | Is.CONJOINED
        for k in range(part.begin + 1, part.end):
            word = self.words[k]
            other = word[0] == "و" and word[1:] in self.page.counts and not self.kinds[k] & plain
            if other and not self.kinds[k - 1] & plain:
                return Part(part.begin, k, part.skip)
        return part

    def _described(self, i: int, agreement: str) -> Part | None:
        """``بعد تقارير أشارت إلى``, ``من ناشط محلي قال``: the indefinite noun that the verb describes."""
        k = i - 1
        while k > max(i - _ADJECTIVES, 0) and self.kinds[k] & Is.ADJECTIVE and not self.kinds[k] & Is.NOUN:
            k -= 1
        while k and self.words[k].removesuffix("ا").endswith(NISBA) and self.kinds[k - 1] & _TELLING:
            k -= 1  # "بيانا إعلاميا"
        kind = self.kinds[k]
        if not self.kinds[i] & Is.JOINED and (made := self._made_by_whom(i)) is not None:
            return made
        plural = agreement == "p" and self.words[k].endswith(_PLURAL)  # "على منتقدين يقولون إن"
        tells = plural or (kind & Is.NOUN and kind & _TELLING)
        if self.kinds[i] & Is.JOINED or kind & Is.ARTICLE or not tells:
            return None
        part = Part(k, i)
        if kind_of(part, self.page, self.lexicon).agreement != agreement:
            return None
        return (self._issuing(i) if kind & (Is.DOCUMENT | Is.SAID_IN) else None) or part

    def _made_by_whom(self, i: int) -> Part | None:
        """``تقرير نشرته "الساحل" أشار إلى``, ``بعد تحقيق أجرته القناة، أفاد بـ``: and its maker."""
        end = i - bool(self.kinds[i - 1] & Is.COMMA)
        for k in range(end - 1, max(end - _MADE_NEAR, self.page.sentence(i)[0] + 1), -1):
            if self.words[k] not in self.lexicon.words("issuing"):
                continue
            head = self.kinds[k - 1]
            made = head & Is.DOCUMENT and head & Is.NOUN and not head & Is.ARTICLE
            return Part(k - 1, end) if made and self.phrases.end(k + 1, end) == end else None
        return None

    def _issuing(self, i: int) -> Part | None:
        """``نشرت البلدية رسالة تقول``: a document that the verb describes speaks for its issuer."""
        begin = self.page.sentence(i)[0]
        if any(self.words[k].endswith(_RECEIVED) for k in range(begin, i)):
            return None
        return self._narrator(i, "")

    def _spoken_of(self, i: int, agreement: str) -> Part | None:
        """``عاد الكاتب إلى بلده. وقال``: the person whom the sentence before the one at ``i`` tells of.

        Only where nobody was quoted since.
        """
        begin = self.page.sentence(i)[0]
        if not begin or self.page.inside[begin - 2] >= 0 or begin - 1 in self.page.opens:
            return None
        if i != begin and not self._led_in(begin, i):
            return None
        i = begin
        before = self.page.sentence(i - 1)[0]
        last = self.drafts[-1] if self.drafts else None
        if last is None:  # the first report of the text
            earlier = self._told_of(i - 1, agreement, _TELLERS)
            return earlier or (self._told_of(before - 1, agreement, _TELLERS) if before else None)
        if last.cue[0] >= before or (last.content and last.content[1] > before):
            return None
        return self._told_of(i - 1, agreement, _TELLERS[:2])

    def _spoken_of_him(self, i: int, limit: int) -> Part | None:
        """``زار الوزير المدينة. ونقلت وكالة X عنه قوله``: who the pronoun is, told of and not yet quoted."""
        near = range(i + 1, min(i + _PRONOUN, limit))
        him = next((self.words[k] for k in near if self.kinds[k] & Is.OF_HIM), "")
        return self._spoken_of(i, _OF_WHOM[him]) if him in _OF_WHOM else None

    def _led_in(self, begin: int, i: int) -> bool:
        """``وردا على سؤال، قال``, ``وفي تصريح صحفي، شدد``: a phrase before the verb that names nobody."""
        words, kinds = self.words, self.kinds
        opens = kinds[begin] & (Is.PREPOSITIONS | Is.ADVERBS | Is.TIME) or words[begin] in _IN_ANSWER
        said = kinds[begin] & Is.PREPOSITIONS and kinds[begin + 1] & Is.SAID_IN
        if not opens or not 2 < i - begin <= _LED_IN or not (kinds[i - 1] & Is.COMMA or said):
            return False
        behind = (self.lexicon.kinds["ال" + w[2:]] for w in words[begin:i] if w.startswith("لل"))
        parties = any(k in self.page.parties for k in range(begin, i))
        press = kinds[begin + 1] & Is.SAID_IN and words[begin + 2].endswith(NISBA)  # "في تصريح صحفي"
        told = (*kinds[begin : begin + 2], *kinds[begin + 2 + bool(press) : i], *behind)
        return not parties and not any(k & PARTY and k & Is.NOUN for k in told)

    def _told_of(self, i: int, agreement: str, types: tuple[LinkType, ...]) -> Part | None:
        """The subject of the sentence that ends at ``i``, where it is a party of one of the types."""
        part = self._clause_subject(i)
        if part is None:
            return None
        part = self._subject_alone(part)
        kind = kind_of(part, self.page, self.lexicon)
        named = kind.rule not in ("no-head-noun", "counted") or self._named_before(part)
        fits = kind.type in types and kind.agreement in ("", agreement)
        return part if fits and named else None

    def _named_before(self, part: Part) -> bool:
        """Whether a name without title stood in the text before."""
        if self.kinds[part.begin] & ~_PLAIN or self.page.raw(part.begin).endswith(_OWN):
            return False
        last = next(
            (k for k in range(part.end - 1, part.begin - 1, -1) if self.kinds[k] & Is.WORD), part.begin
        )
        return self.words[last] in self.words[: part.begin]

    # ------------------------------------------------------------------ the nearest clause

    def _nearest_subject(self, i: int, agreement: str) -> Part | None:
        """Of a clause within the sentence: ``..., ثم ألقى المدير كلمة رحب فيها``."""
        begin = self.page.sentence(i)[0]
        for k in range(i - 2, begin + 1, -1):
            if not (self.kinds[k] & Is.NOUN and self.kinds[k] & PARTY) and k not in self.page.parties:
                continue
            if not self._clause_verb(k - 1, begin):
                continue
            part = Part(k, min(self.phrases.end(k, i, narrated=True), i))
            kind = kind_of(part, self.page, self.lexicon)
            agrees = not agreement or not kind.agreement or kind.agreement == agreement
            if agrees and kind.type is not LinkType.DOCUMENT:
                return part
        return None

    def _clause_verb(self, v: int, begin: int) -> bool:
        """Whether the word at ``v`` is the verb of a main clause, a party behind it."""
        kind, word = self.kinds[v], self.words[v]
        other = (
            kind & (_NO_VERB | Is.SUFFIXED) and not kind & Is.ACTS
        )  # "ألقى" looks as if it had the article
        if not kind & Is.WORD or other:
            return False
        before = self.kinds[v - 1] if v > begin else Is.COMMA
        if before & Is.THAT and self.words[v - 2].endswith(_AFTER) and v - 2 >= begin:
            before = Is.COMMA  # "فبعد أن علق الوزير"
        if before & _WITHIN:
            return False
        opens = bool(before & _BEFORE_CLAUSE) or self.words[v - 1] in _OPENING
        surely = kind & (Is.ACTS | Is.VERB) or (kind & Is.FINITE and word[-1] == "ت")
        return opens and bool(surely)

    # ------------------------------------------------------------------ where the subject ends

    def _subject_alone(self, part: Part) -> Part:
        """The part without what its verb takes: ``رفض سالم الاتهامات الموجهة``, ``ألقى المدير كلمة``."""
        for k in range(part.begin + 1, part.end):
            if self.kinds[k] & Is.RELATIVES:
                break  # what describes the subject goes on to its end
            if self._object_begins(k, part):
                end = k - 1 if self.kinds[k - 1] & Is.COMMA else k
                return Part(part.begin, end, part.skip)
        return part

    def _object_begins(self, k: int, part: Part) -> bool:
        kind, before = self.kinds[k], self.kinds[k - 1]
        if not kind & Is.WORD or self.page.inside[k] >= 0:
            return False
        comma = bool(before & Is.COMMA)
        if kind & Is.AUXILIARIES or (comma and self._new_clause(k, part)):
            return True
        person = k - 1 == part.begin or self.kinds[part.begin] & (Is.PERSON | Is.UNNAMED)
        named = (
            bool(person and before & Is.WORD and not before & ~_PLAIN) and self.words[k - 1][0] not in "لبو"
        )
        if kind & Is.ARTICLE:
            return self._definite_object(k, part, named)
        counted = kind & (Is.DIGIT | Is.QUANTIFIERS) and not comma  # "أمضى الباحثون ثلاثة أعوام"
        if (kind & (Is.SAID_IN | Is.DOCUMENT) or counted) and (named or comma or before & Is.ARTICLE):
            return True
        return self._indefinite_object(k, part, named)

    def _new_clause(self, k: int, part: Part) -> bool:
        """Behind a comma: ``أما فلان، مدير المتحف، فكانت``; ``هنأت المديرة، فلانة، الفريق``."""
        word = self.words[k]
        then = self.lexicon.kinds[word[1:]] if word[0] == "ف" else 0
        if then & (Is.AUXILIARIES | Is.VERB):
            return True
        aside = any(self.kinds[j] & Is.COMMA for j in range(part.begin, k - 1))
        return aside and bool(self.kinds[k] & Is.ARTICLE) and not self.kinds[k] & Is.PERSON

    def _definite_object(self, k: int, part: Part, named: bool) -> bool:
        """A word with the article that is no surname and no title of the subject."""
        kind, word, before = self.kinds[k], self.words[k], self.kinds[k - 1]
        if kind & Is.PERSON or word.endswith(NISBA) or self.words[k - 2] in SON_OF:
            return False
        if before & Is.BEFORE_ARTICLE:
            return False
        if named:
            once = self.page.counts[word] == 1
            thing = (once and word.endswith(_THINGS)) or word.endswith(_PLURAL) or self._no_surname(word)
            return thing or self._complete_name(k, part)
        first = self.kinds[k - 2] if k - 2 >= part.begin else 0
        return bool(before & Is.ARTICLE and first & Is.WORD and not first & ~_PLAIN and not before & Is.NOUN)

    def _no_surname(self, word: str) -> bool:
        """Whether the word is a noun elsewhere: governed by one without article, or where something is."""
        at = -1
        for _ in range(min(self.page.counts[word], _LOOKED_AT)):
            at = self.words.index(word, at + 1)
            before = self.kinds[at - 1] if at else 0
            if (before & Is.NOUN and not before & Is.ARTICLE) or (at and self.words[at - 1] == "في"):
                return True
        return False

    def _indefinite_object(self, k: int, part: Part, named: bool) -> bool:
        """``موقفا صارما``, ``انتقادات لاذعة``: an indefinite noun behind a subject that is complete."""
        word, raw, before = self.words[k], self.page.raw(k), self.kinds[k - 1]
        if "\u064b" in raw:
            return True
        if self.kinds[k] & ~(_PLAIN | Is.VERBAL | Is.OBJECT_HEADS | Is.OWNED | Is.FINITE) or word[0] in "لبو":
            return False
        if named and self._complete_name(k, part):
            return True
        following = self.words[k + 1] if k + 1 < self.page.n else ""
        thing = raw.endswith("ات") or (word[-1] == "ا" and len(word) > 3 and word[-2] != "ي")  # "رانيا"
        alike = following[-1:] in ("ا", "ه") and bool(self.kinds[k + 1] & Is.WORD)
        return thing and (alike or raw.endswith("ات")) and bool(named or before & Is.ARTICLE)

    def _complete_name(self, k: int, part: Part) -> bool:
        """Whether the name before ``k`` stood before in the text, with nothing more of a name behind it."""
        name, word = self.words[k - 1], self.words[k]
        if len(name) < 3 or name[-1] == "و":
            return False
        at = -1
        for _ in range(min(self.page.counts[name], _LOOKED_AT)):
            at = self.words.index(name, at + 1)
            if at >= k - 1:
                return False
            following = self.kinds[at + 1]
            if self.words[at + 1] == word:
                return False
            other = k - 1 > part.begin and self.words[at - 1] != self.words[k - 2]
            if other and at and not self.kinds[at - 1] & ~_PLAIN:
                continue  # another's first name, it may be
            if not following & Is.WORD or following & (
                Is.PREPOSITIONS | Is.THAT | Is.VERB | Is.CUTS | Is.TIME
            ):
                return True
        return False
