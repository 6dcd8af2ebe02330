"""Words that look like a report and are none: another word of the same spelling, or a thing that "confirms".

Asked before a verb is read (``بشكل يدعو إلى``, ``قدمت توصية``) and again when its clause is known
(``وحدات نقل البضائع``, ``تعتبر من أهم المدن``, ``استبعد المدرب اللاعب``).
"""

from __future__ import annotations

from rasd.attribution.arabic.clause import Clause
from rasd.attribution.arabic.kinds import kind_of
from rasd.attribution.arabic.reading import MEDIA, TO_HIM
from rasd.attribution.arabic.saying import OBJECT_STOPS, Saying
from rasd.attribution.draft import Draft, Part
from rasd.lang.arabic import people_of
from rasd.lang.flags import Is
from rasd.lang.lexicon import CueForm, Verb
from rasd.model import LinkType, Stance

_WHICH = frozenset({"مما", "بما"})
_GOVERNS = frozenset({"مع", "بسبب", "رغم", "حول", "ضد", "وسط", "تحت"})
_WORTH = frozenset({"تذكر", "يذكر"})
_OBJECT = frozenset({"bare"})
_MAY = frozenset({"قد", "ربما"})
_FIRST = frozenset({"اول", "اي", "كل", "بدون"})
_AT_ONCE = frozenset({"تضمن", "شرح"})
_CARRY = frozenset({"نقل", "نسب"})
_NOUNS_TOO = frozenset({"كشف", "نفي"})
_DEFINITE = Is.ARTICLE | Is.STATE | Is.DEMONSTRATIVES | Is.OWNED
_RULED_OUT = Is.VERBAL | Is.OBJECT_HEADS | Is.DEMONSTRATIVES | Is.POINTING | Is.NEGATIONS
_SURNAME = ("ي", "ون", "ين")
_THINGS = ("ه", "ات")
_SAID = ("that", "quote", "colon")
_HOW = 3  # tokens that "يعتبر" may stand before its second object


class Homographs(Saying):
    """Tells reports from what only looks like one."""

    def _other_word(self, i: int, form: CueForm) -> bool:
        """``توصية``, ``بشكل يدعو إلى``, ``مما يؤكد``, ``ذكر أو أنثى``, ``الاجتماع الذي دعا إليه``."""
        if (form.suffixed and self.page.raw(i)[-1] == "ة") or self._announces_none(i, form):
            return True  # no pronoun is spelt so
        previous = self.words[i - 1] if i else ""
        before = self.words[i - 2] if previous in _MAY and i > 1 else previous
        manner = previous[:1] == "ب" and previous[1:] in self.lexicon.words("manner")
        if before in _WHICH or (manner and not form.joined):
            return True
        following = self.words[i + 1] if i + 1 < self.page.n else ""
        calls = "الي" in form.verb.frames and form.verb.kind != "show"
        if following in TO_HIM and calls and self.page.raw(i + 1)[-1] != "ة":
            return True  # what somebody calls for, told by its name
        return following == "او" and form.verb.ambiguous

    def _announces_none(self, i: int, form: CueForm) -> bool:
        """``قدم اللاعب مباراة كبيرة``: none of the few things that the verb announces."""
        listed = form.verb.objects and form.verb.frames <= _OBJECT and not form.suffixed
        return bool(listed) and form.verb.objects.isdisjoint(self.words[i + 1 : self.page.sentence(i)[1]])

    def _governed_noun(self, i: int) -> bool:
        """``مع توقع هطول الأمطار``, ``دون أمطار تذكر،``: the noun, and what is not worth a word."""
        if not i:
            return False
        if self.words[i] == "رد" and self._answer(i):
            return True
        worth = self.words[i] in _WORTH and i + 1 < self.page.n and self.kinds[i + 1] & Is.COMMA
        return self.words[i - 1] in _GOVERNS or bool(worth and self.kinds[i - 1] & Is.WORD)

    def _answer(self, i: int) -> bool:
        """``في أول رد على القرار، نقلت``, ``رد فعل``: an answer, and nobody who answered."""
        noun = self.words[i - 1] in _FIRST or self.kinds[i - 1] & Is.PREPOSITIONS
        return bool(noun) or self.words[i + 1 : i + 2] == ["فعل"]

    def _means_otherwise(self, draft: Draft, clause: Clause) -> bool:
        """Whether the clause shows that the word reports nothing."""
        verb, source = clause.verb, draft.source
        if verb is None or draft.form is None:
            return False
        if verb.past in _CARRY:
            return self._carries(draft, clause)
        objects = clause.stop in OBJECT_STOPS and self.words[clause.i] != "علي"  # "ضوابط تؤكد على"
        if objects and source is not None and self._thing_shows(draft, source, verb):
            return True
        if verb.past == "اعتبر":
            return self._counts_as(draft, clause)
        if verb.past in _AT_ONCE:
            return not self._soon(draft, draft.cue[0], 1)  # "تضمنت القائمة أسماء منها"
        return verb.past == "استبعد" and clause.stop == "object" and self._leaves_out(clause.i)

    def _carries(self, draft: Draft, clause: Clause) -> bool:
        """``نقلت الفرقة المصاب``, ``طائرة نقل عسكرية``: nobody's words, and no medium that passes them on."""
        if clause.relayed or clause.of_him or draft.source is None:
            return False
        kind = kind_of(draft.source, self.page, self.lexicon)
        if kind.type in (*MEDIA, LinkType.SOCIAL) or draft.source.begin in self.page.closes:
            return False
        speaks = kind.rule != "no-head-noun" and kind.type is not LinkType.DOCUMENT
        return clause.stop in OBJECT_STOPS or not speaks

    def _counts_as(self, draft: Draft, clause: Clause) -> bool:
        """``تعتبر من أهم المدن``, ``يعتبر الحقل أكبر حقول البلاد``: the passive, which nobody thinks.

        Who regards something as something names it first, and it is definite: ``تعتبر الوزارة القرار خطأ``.
        """
        cue = draft.cue[0]
        form = draft.form
        word = self.words[cue].removeprefix("و")
        if form is None or form.suffixed or word[0] not in "يت" or word.endswith(("ون", "وا")):
            return False
        source = draft.source
        if clause.stop in _SAID and (source is not None or clause.stop == "that") and self._soon(draft, cue):
            return False
        some = source is not None and self.kinds[source.begin] & Is.QUANTIFIERS
        if source is not None and some and self.page.raw(source.begin)[0] != "أ":
            return False  # "تعتبر معظم الدول"
        at = source.end if source is not None and source.begin > cue else cue + 1
        return source is None or not self._known(source) or not self._definite(at)

    def _soon(self, draft: Draft, cue: int, within: int = _HOW) -> bool:
        """Whether what is said follows the subject, or the verb, at once."""
        source, content = draft.source, draft.content
        at = source.end if source is not None and source.begin > cue else cue + 1
        return content is not None and content[0] <= at + within

    def _definite(self, at: int) -> bool:
        """Whether a definite noun phrase begins here, and no superlative ("أكبر", "من أهم")."""
        if at + 1 >= self.page.n or self.kinds[at] & Is.PREPOSITIONS:
            return False
        raw = self.page.raw(at)
        if raw[0] == "أ" and len(raw) <= 4:
            return False
        if self.kinds[at] & _DEFINITE or at in self.page.parties or at in self.page.closes:
            return True
        return raw[-1] not in "ااً" and bool(self.kinds[at + 1] & (Is.ARTICLE | Is.STATE))

    def _leaves_out(self, at: int) -> bool:
        """``استبعد المدرب ثلاثة لاعبين``: what is ruled out is something that may happen."""
        return at not in self.page.closes and not self.kinds[at] & _RULED_OUT

    def _thing_shows(self, draft: Draft, source: Part, verb: Verb) -> bool:
        """``أعمال تؤكد حرصهم``, ``بهدف كشف الحقيقة``: a thing, or the noun, with an object."""
        cue = draft.cue[0]
        word = self.words[cue].removeprefix("و")
        if self._known(source) or verb.frames.isdisjoint(("bare", "obj")):
            return False
        noun = self.words[cue] in _NOUNS_TOO and self.page.raw(cue)[-1] != "ى"
        if noun and not self._opens_clause(cue, Is.NOT_REPORTED | Is.CLAUSE_OPENERS) and source.begin > cue:
            return True
        if verb.kind != "say" or verb.stance is not Stance.ASSERTS:
            return False
        imperfect = word[0] in "يت" and verb.past[0] not in "يت" and not word.endswith(("ون", "وا"))
        return imperfect and self._thing(source)

    def _opens_clause(self, i: int, also: int = 0) -> bool:
        """Whether a clause can open here: a sentence, an auxiliary (or one of ``also``), a mark before it."""
        opening = Is.AUXILIARIES | Is.TURNS | Is.ADVERBS | also
        first = i == self.page.sentence(i)[0]
        return first or not self.kinds[i - 1] & Is.WORD or bool(self.kinds[i - 1] & opening)

    def _thing(self, part: Part) -> bool:
        """A definite noun that is no surname and nobody cited before, or a noun in its plural of things."""
        word, kind = self.words[part.begin], self.kinds[part.begin]
        if any(d.source is not None and self.words[d.source.begin] == word for d in self.drafts[-6:]):
            return False
        if kind & Is.ARTICLE:
            return not word.endswith(_SURNAME) and not people_of(word) and part.end - part.begin < _HOW
        described = self.kinds[min(part.begin + 1, part.end - 1)] & (Is.ARTICLE | Is.ADJECTIVE)
        return (
            bool(kind & Is.OWNED)
            or self.phrases.verbal(part.begin)
            or (word.endswith(_THINGS) and bool(described))
        )
