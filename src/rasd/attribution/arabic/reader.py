"""Reads on from a reporting word: who said it, through whom, and where the content begins.

The clause is read part by part - a noun phrase, a time, an adjunct with its own phrase, the people
told - up to the first thing that can be the content. The steps are tried in a fixed order at every part.
"""

from __future__ import annotations

from collections.abc import Callable

from rasd.attribution.arabic.clause import Clause
from rasd.attribution.arabic.clause_content import ContentSteps
from rasd.attribution.arabic.clause_media import MediaSteps
from rasd.attribution.arabic.clause_parties import PartySteps
from rasd.attribution.arabic.kinds import noun_of
from rasd.attribution.arabic.reading import TO_HIM
from rasd.attribution.draft import Part
from rasd.lang.flags import Is
from rasd.lang.lexicon import Verb

_NO_SUBJECT = (
    Is.CUTS | Is.ADVERBS | Is.NEGATIONS | Is.AUXILIARIES | Is.SAID_IN | Is.OF_HIM | Is.RESUMPTIVE
)  # fmt: skip
_NO_THING = Is.PREPOSITIONS | Is.THAT | Is.TIME | Is.NEGATIONS | Is.POINTING
_ANOTHER = frozenset({"او", "ثم", "بل"})  # "لم يؤكد أو ينف": what another verb does
_MEN = ("ون", "ين", "و")
_LONG_PLURAL = 6  # letters with the article
_PASSED = frozenset({"هناك", "هنالك"})
_OPENING = frozenset({"افتتاح", "افتتاحه", "افتتاحها"})
_OF_WHAT_KIND = frozenset({"سابق", "سابقه", "خاص", "خاصه", "جديد", "جديده", "متداوله"})


class Reader(ContentSteps, MediaSteps, PartySteps):
    """Reads clauses of one page."""

    def read(self, begin: int, verb: Verb | None, subject: Part | None = None) -> Clause:
        """Read on from token ``begin``, behind a cue; ``verb`` is ``None`` behind a phrase like ``بحسب``.

        ``subject`` is the verb's subject where it stands before the verb.
        """
        limit = self.page.sentence(begin)[1] if begin < self.page.n else self.page.n
        clause = Clause(begin, limit, verb)
        clause.source = subject
        return self.go_on(clause)

    def go_on(self, c: Clause) -> Clause:
        """Go on from where the clause stands."""
        while not c.stop:
            if c.i >= c.limit:
                c.stop = "end"
                break
            kind = self.kinds[c.i]
            for step in _STEPS[kind] if kind & Is.WORD else _MARKS:
                if step(self, c):
                    break
            else:
                c.behind += c.behind == c.i  # what is left of an adjunct goes on
                c.i += 1
        return c

    def _asked(self, c: Clause) -> bool:
        """``وطلب من المدير تأجيل الافتتاح``: what is asked for, behind whom it is asked of."""
        if not self._asks_of(c):
            return False
        kind = self.kinds[c.i]
        thing = kind & (Is.VERBAL | Is.OBJECT_HEADS) and (not kind & _NO_THING or self.words[c.i] == "عدم")
        return bool(thing or "\u064b" in self.page.raw(c.i)) and c.halt("object")

    def _asks_of(self, c: Clause) -> bool:
        """Whether it is told of whom something is asked; no subject follows any more."""
        return c.verb is not None and c.verb.past == "طلب" and "من" in self.words[c.begin : c.i]

    def _subject(self, c: Clause) -> bool:
        """The noun phrase that is the subject, or the party relayed."""
        if c.part is not None or c.closed or self._asks_of(c):
            return False
        kind = self.kinds[c.i]
        if self.words[c.i] in _ANOTHER and self.word(c, 1) != ".":
            return c.halt("comma")
        if kind & Is.OBJECT_HEADS and kind & Is.NEGATIONS and self._object_first(c):
            return c.halt("object")  # "وأكد عدم السماح"
        unlike = self._unlike(c, kind)
        statements = kind & Is.SAID_IN and c.i == c.begin and self._statements(c)
        if not (unlike or statements) and self._no_subject(c, kind):
            return False
        if not unlike and (statements or self._object_first(c)):
            return c.halt("object")
        whole = c.verb is not None and c.verb.whole and c.takes("ب")
        thing = whole and kind & Is.OBJECT_HEADS  # "ووصف حادث التفجير بأنه"
        followers = self.words[c.i].startswith("انصار")  # "دعت أنصارها"
        owned = kind & Is.OWNED and (followers or not kind & Is.UNNAMED) and c.takes("obj")
        c.closed |= unlike
        if (unlike or thing or owned or self._oblique(c, kind)) and not c.relaying:
            return self._patient(c)  # "ونبهت أعضاءها": those told; the subject is implied
        if kind & Is.UNNAMED and not kind & Is.ARTICLE and c.i and self.kinds[c.i - 1] & Is.COMMA:
            return False
        ascribed = c.relaying and self._ascribes(c)  # "إلى الأمين العام لحزب": what it takes was read before
        end = self.phrases.end(c.i, c.limit, None if ascribed else c.verb)
        c.set(Part(c.i, self._before_told(c, end)))
        return True

    def _unlike(self, c: Clause, kind: int) -> bool:
        """``ودعا الحكومة إلى``, ``واتهمت الجيش بـ``: the noun right behind the verb does not agree with it.

        So it is the one called upon or accused, and the subject is implied.
        """
        form = self.lexicon.cues.get(self.words[c.begin - 1]) if c.i == c.begin and c.begin else None
        if form is None or form.shape != "verb" or form.suffixed or not c.takes("obj"):
            return False
        if not c.takes("ب") and self._clause_ahead(c):
            return False  # "واعتبر لبنان أن"
        word = self.words[c.i]
        if kind & Is.VERBAL and not kind & (Is.NOUN | Is.ARTICLE | Is.STATE):
            return form.agreement == "f" and c.takes("ب") and form.verb.whole  # "ووصفت تعليق الرحلات بأنه"
        gender = self._gender(word, kind)
        return bool(gender) and {gender, form.agreement} == {"m", "f"}

    def _gender(self, word: str, kind: int) -> str:
        """Of a body or a state; empty for people, of whom a verb may tell otherwise, and for the unknown."""
        if kind & (Is.PERSON | Is.UNNAMED) or word in self.lexicon.words("of_either_gender"):
            return ""
        if kind & Is.STATE:
            return "m" if word in self.lexicon.words("masculine_states") else "f"
        found = noun_of(word, self.lexicon) if kind & Is.BODY else None
        if found is None or word.endswith(_MEN):
            return ""
        return "f" if word.endswith(("ه", "ات")) else found[1].agreement

    def _oblique(self, c: Clause, kind: int) -> bool:
        """``وحذر المتسوقين من``: a plural that is no subject, of a verb that is said to somebody."""
        word = self.words[c.i]
        plural = kind & Is.ARTICLE and word.endswith("ين") and not kind & Is.STATE and c.takes("obj")
        people = plural and (kind & Is.UNNAMED or word[:-2] + "ون" in self.page.counts or word[2] == "م")
        return bool(people) and len(word) > _LONG_PLURAL

    def _statements(self, c: Clause) -> bool:
        """``وأكد تصريحات سابقة لمسؤولين``, ``وأعلن افتتاح الجسر``: what is told, and nobody named."""
        described = c.i + 1 < c.limit and self.word(c, 1) in _OF_WHAT_KIND
        described = described or self.word(c) in _OPENING
        return described and (c.takes("obj") or c.takes("bare")) and not self._clause_ahead(c)

    def _again(self, at: int) -> bool:
        """Whether this word and the next stood together before."""
        first, second = self.words[at : at + 2]
        before = range(at - 1)
        return self.page.counts[second] > 1 and any(
            self.words[k] == first and self.words[k + 1] == second for k in before
        )

    def _no_subject(self, c: Clause, kind: int) -> bool:
        """Whether the word is one of grammar, of an adjunct, of another report, or stands behind a clitic."""
        french = kind & Is.IN_NAMES and c.i + 1 < c.limit and self._again(c.i)  # "وأضاف لو دريان"
        return not french and self._no_party(c, kind)

    def _no_party(self, c: Clause, kind: int) -> bool:
        """Whether no party can begin here."""
        if kind & Is.PREPOSITIONS or "\u064b" in self.page.raw(c.i):
            return True  # an indefinite accusative is an object: "يعتبر مركزًا"
        if c.i == c.behind and not kind & Is.ARTICLE and c.i not in self.page.parties:
            return True  # what is left of an adjunct
        if kind & Is.NOUN:
            return bool(kind & Is.CUTS) and self.words[c.i][-1] == "ا"  # "وأضاف متحدثا للصحفيين"
        blessing = self.words[c.i] == "الله" and c.i > c.begin  # "وأشاد - حفظه الله - بجهود"
        c.closed |= self.words[c.i] == "الله" and c.takes("obj")  # "ودعا الله أن يرحمهم"
        c.closed |= bool(kind & Is.APPOSING) and self.word(c)[0] == "و"  # "وقالت وهي تبكي": how
        passed = c.closed or blessing or self.words[c.i] in _PASSED or self.words[c.i] in TO_HIM
        if passed or (kind & Is.FINITE and self.words[c.i - 1] == "ما"):
            return True  # "يهدد ما يقدر بنحو"
        pointed = kind & Is.DEMONSTRATIVES and self.kind(c, 1) & (Is.ARTICLE | Is.NOUN)
        reports = kind & (Is.VERB | Is.PARTICIPLE) and not kind & Is.AMBIGUOUS
        if kind & Is.SUFFIXED or reports or (kind & _NO_SUBJECT and not pointed):
            return True
        word = self.word(c)
        if kind & Is.ARTICLE and word.endswith(("ي", "يه")) and c.i not in self.page.parties:
            # "وكرر وعده الانتخابي بأن": an adjective of the noun passed over
            return c.i > c.begin and bool(self.kinds[c.i - 1] & Is.SUFFIXED)
        if word[0] not in "بل" or self.phrases.own_letter(c.i, word):
            return False  # "وقالت بلومبرغ"
        return not (self._named_later(c, word) or self._name_alone(c, word))


_Step = Callable[[Reader, Clause], bool]


class _Steps(dict[int, tuple[_Step, ...]]):
    """The steps that a word of each kind needs: those that ask for no bit, or for one it has."""

    def __init__(self, *steps: tuple[int, _Step]) -> None:
        super().__init__()
        self._steps = steps

    def __missing__(self, kind: int) -> tuple[_Step, ...]:
        needed = self[kind] = tuple(step for bits, step in self._steps if not bits or kind & bits)
        return needed


_MARKS: tuple[_Step, ...] = (Reader._colon, Reader._quote, Reader._comma, Reader._bracket)
_STEPS = _Steps(
    (Is.THAT | Is.THAT_BARE | Is.BEFORE_THAT, Reader._that), (Is.SPEECH, Reader._speech),
    (Is.ARTICLE | Is.OWNED, Reader._idle), (0, Reader._keeps_back), (Is.VERB, Reader._spoke_to),
    (0, Reader._relay),
    (Is.SAYING, Reader._saying), (Is.PHRASAL, Reader._medial), (0, Reader._addressee),
    (Is.POINTING, Reader._pointing), (Is.SUFFIXED, Reader._published), (Is.HANDED, Reader._handed),
    (0, Reader._name), (0, Reader._time), (0, Reader._asked), (0, Reader._subject), (0, Reader._rest_of_name),
    (0, Reader._object), (0, Reader._frame), (Is.VERB | Is.PARTICIPLE, Reader._another_verb),
    (Is.NOT_REPORTED, Reader._without), (0, Reader._adjunct),
)  # fmt: skip
