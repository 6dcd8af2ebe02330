"""What a report says, by the reason for which the reading of its clause stopped."""

from __future__ import annotations

from rasd.attribution.arabic.clause import Clause
from rasd.attribution.arabic.kinds import kind_of
from rasd.attribution.arabic.narrating import Narrating
from rasd.attribution.arabic.reading import DEFINITE, FREE
from rasd.attribution.draft import Draft, Part
from rasd.lang.flags import Is
from rasd.lang.lexicon import Verb
from rasd.model import LinkType, Stance

OBJECT_STOPS = ("object", "frame", "blame")
_NAME_WORDS = 3
_NAMES = 3  # names in marks that may stand before what is said
_WORDS = frozenset({"that", "quote"})
_LATE = ("verb", "comma")
_FAR = 25  # tokens from a verb that has another reading to its clause


class Saying(Narrating):
    """Sets the content of a draft."""

    def _fill(self, draft: Draft, clause: Clause) -> None:
        """Set the content; where the reading stopped at a name in marks, what is said comes behind it."""
        mark = clause.i if clause.stop == "quote" else -1
        self._fill_by_stop(draft, clause)
        for _ in range(_NAMES):
            if draft.content is not None or not self._goes_on(clause):
                break
            draft.source = draft.source or clause.source
            self._fill_by_stop(draft, clause)
        if draft.content is None and mark >= 0 and self._nothing_but(mark, draft, clause):
            draft.content, draft.quoted = self.contents.quotation(mark)

    def _fill_joined(self, draft: Draft, clause: Clause) -> None:
        """``دان المجلس واستنكر بشدة قرار الحكومة``: two verbs of one subject share what is said."""
        at, source = clause.i, clause.source
        form = self.lexicon.cues.get(self.words[at]) if at < clause.limit else None
        if form is None or source is None or at != source.end or not form.joined or draft.form is None:
            return
        first = draft.form.verb
        says = first.kind == "say" and (first.firm or not first.ambiguous)
        says = says and bool(first.frames & form.verb.frames - _WORDS)  # not "تحدث الوزير وقال إن"
        alike = form.agreement == draft.agreement and form.verb.stance is draft.stance
        if says and alike and not form.suffixed and self._known(source):
            self._fill(draft, self.reader.read(at + 1, form.verb, source))

    def _goes_on(self, clause: Clause) -> bool:
        """Read on behind a name in marks, or to the ``إن`` that comes late; whether there is more to read."""
        verb = clause.verb
        whole = verb is not None and verb.whole and not verb.passive
        if verb is None or verb.ambiguous or whole or verb.kind != "say" or not verb.frames & _WORDS:
            return False
        if "obj" in verb.frames and not self._called_upon(clause):
            return False
        if clause.stop == "quote":
            at = self.page.closes[clause.i] + 1
            if clause.source is not None and clause.source.end == clause.i:
                clause.source.end = at  # "العميد "فلان"، قائد اللواء، إن"
        elif clause.stop in _LATE and verb.past == "قال":
            at = self.reader.later(clause, commas=True)
        else:
            return False
        if not clause.i < at < clause.limit:
            return False
        clause.i, clause.stop = at, ""
        self.reader.go_on(clause)
        return True

    def _called_upon(self, clause: Clause) -> bool:
        """``دعا الوزير "الشركاء" إلى``, ``ودعا "آل عامر" المسؤولين إلى``: who calls is known, or so named."""
        if clause.source is not None:
            return self._known(clause.source)
        close = self.page.closes.get(clause.i, clause.limit)
        if clause.verb is None or close + 1 >= clause.limit:
            return False
        if self.kinds[close + 1] & (Is.NOUN | Is.ARTICLE):
            clause.source = Part(clause.i, close + 1)
            return True
        word = self.words[close + 1]
        return word in FREE & clause.verb.frames or (word[0] == "ب" and "ب" in clause.verb.frames)

    def _nothing_but(self, mark: int, draft: Draft, clause: Clause) -> bool:
        """``قال الوزير "نعم"، حسب رويترز``: a word or two right behind the speaker, and no more."""
        if clause.verb is None or clause.verb.ambiguous or not clause.takes("quote"):
            return False
        source, close = draft.source, self.page.closes[mark]
        speaker = source is not None and source.end in (mark, close + 1)
        behind = self.kinds[close + 1] if close + 1 < clause.limit else 0
        if not speaker or behind & Is.WORD or self.kinds[mark - 1] & (Is.BODY | Is.MEDIUM):
            return False
        assert source is not None
        source.end = mark
        return True

    def _fill_by_stop(self, draft: Draft, clause: Clause) -> None:
        """Set the content by the reason for which the reading stopped."""
        verb = clause.verb
        assert verb is not None
        frames, stop, at = verb.frames, clause.stop, clause.i
        listed = (
            not (verb.ambiguous and verb.objects) or self.words[min(at + 1, self.page.n - 1)] in verb.objects
        )
        direct = "quote" in frames or ("bare" in frames and listed) or verb.kind == "relay"
        if clause.pointed and stop != "that":
            draft.content = clause.pointed
            draft.stance = Stance.CONFIRMS if verb.past == "أكد" else draft.stance
        elif stop == "that" and "that" in frames and not (verb.ambiguous and at - draft.cue[0] > _FAR):
            whole = verb.whole and self.words[at][0] == "ب" and self._speaks(draft.source)
            described = clause.described if whole else 0  # "وصف القرار بأنه خطأ"
            draft.content = self.contents.clause(described or at, nominal=bool(described))
        elif stop in self._ending(clause) and verb.whole and self._speaks_of(draft, clause):
            draft.content = self.contents.clause(clause.described, nominal=True)  # "اعتبر القرار "خطأ""
        elif stop == "quote":
            self._fill_quotation(draft, clause, direct)
        elif stop == "colon" and direct:
            draft.content, draft.quoted = self.contents.after_colon(at)
        elif stop == "speech":
            draft.content, draft.quoted = self.contents.clause(at), True
        elif stop in OBJECT_STOPS:
            self._fill_object(draft, clause)
        elif stop in ("end", "comma", "verb") and "quote" in frames:
            draft.content = self.contents.quote_before(draft.cue[0])
            draft.quoted = draft.content is not None

    def _ending(self, clause: Clause) -> tuple[str, ...]:
        """``اعتبر القرار خطأ`` needs no more; ``وصف القرار`` a quotation, as what."""
        return ("quote",) if clause.takes("ب") and not self._quoted_within(clause) else ("quote", "end")

    def _quoted_within(self, clause: Clause) -> bool:
        begin = clause.described + 1
        comma = next((k for k in range(begin, clause.i) if self.kinds[k] & Is.COMMA), clause.i)
        behind = range(begin, comma)
        named = any(self.words[k][0] == "ب" and not self.kinds[k] & Is.RESUMPTIVE for k in behind)
        return named or any(k in self.page.closes for k in range(clause.described, clause.i))

    def _fill_quotation(self, draft: Draft, clause: Clause, direct: bool) -> None:
        """What stands in marks; without ``direct``, of a verb that takes a preposition, found within."""
        verb, at = clause.verb, clause.i
        assert verb is not None
        if direct:
            draft.content, draft.quoted = self._quotation(at, clause, draft.pattern == "participle")
        elif self._framed_within(at, clause):
            by_nobody = verb.whole and at == draft.cue[1] and not (draft.form and draft.form.suffixed)
            if not by_nobody:  # "هدوء وصف "بالهش""
                draft.content, draft.quoted = self.contents.quotation(at)

    def _fill_object(self, draft: Draft, clause: Clause) -> None:
        """The noun phrase announced, denied, demanded."""
        verb, at = clause.verb, clause.i
        assert verb is not None
        if clause.stop == "blame":
            draft.content = self.contents.clause(at)
        elif self._other_object(clause, verb):
            return  # "تبنت اللجنة خطة"، "ألقى الوزير بثقله"
        elif clause.stop == "object":
            asked = verb.past == "طلب" and self._asked_of(draft.cue[1], at)
            if not verb.ambiguous or clause.relaying or asked or self._announced(draft, clause):
                draft.content = self.contents.phrase(at)
                self._told_behind(draft)
                self._confirm(draft, at)
        elif self._by_nobody(draft, verb, at):
            return
        elif not verb.ambiguous or self._media(clause) or verb.firm:
            at = clause.described if clause.described and verb.whole else at
            draft.content = self.contents.phrase(at + (self.words[at] in ("عن", "الي", "علي")))

    def _other_object(self, clause: Clause, verb: Verb) -> bool:
        """Whether the verb announces a few things only, and this is none of them."""
        told = clause.stop == "object" or verb.ambiguous
        return told and bool(verb.objects) and self.words[clause.i] not in verb.objects

    def _told_behind(self, draft: Draft) -> None:
        """``أكد الناطق وقوع الحريق لفرانس برس، دون أن``: the agency told, behind what is said."""
        if draft.content is None or draft.through:
            return
        begin, end = draft.content
        for k in range(begin + 1, end):
            if self.kinds[k] & (Is.THAT | Is.RELATIVES | Is.COMMA) or k in self.page.closes:
                return
            told = self.media.told(k, end) if self.words[k][0] == "ل" else None
            if told is not None:
                agency = kind_of(told, self.page, self.lexicon).type is LinkType.AGENCY
                if agency and not self.kinds[k - 1] & (Is.SAID_IN | Is.ADJECTIVE):
                    draft.through, draft.content = [told], self.contents.trim(begin, k)
                return

    def _asked_of(self, begin: int, at: int) -> bool:
        """``وطلب أمس من رئيس البلدية مساعدة السكان``: of whom stands before what is asked."""
        if self.words[begin] == "الامر":
            return False  # "تطلب الأمر من الحكومة"
        who = Is.PERSON | Is.BODY | Is.UNNAMED | Is.STATE | Is.ARTICLE
        return any(self.words[k] == "من" and self.kinds[k + 1] & who for k in range(begin, at - 1))

    def _by_nobody(self, draft: Draft, verb: Verb, at: int) -> bool:
        """``مواجهات وصفت بالعنيفة``; but ``اتهمه بالتزوير`` has whom it accuses in its pronoun."""
        form = draft.form
        # "نفت الاتهامات ووصفتها بالمسرحية": with whom it accuses in its pronoun the form is no passive.
        accuses = form is not None and form.suffixed and (verb.passive or form.joined)
        return verb.whole and not accuses and at == draft.cue[1] and self.words[at].startswith("ب")

    def _speaks_of(self, draft: Draft, clause: Clause) -> bool:
        """Whether somebody is described, by a known speaker or surely by the one of before."""
        surely = clause.closed and clause.patient and not clause.takes("blame")
        return bool(clause.described) and (self._speaks(draft.source) or surely)

    def _speaks(self, source: Part | None) -> bool:
        if source is None:
            return False
        who = Is.PERSON | Is.UNNAMED
        titled = any(self.kinds[k] & who for k in range(source.begin, source.end))
        return titled or self._known(source)

    def _announced(self, draft: Draft, clause: Clause) -> bool:
        """Whether a verb with another reading surely takes its object: a known party, a thing to say."""
        source, verb, at = draft.source, clause.verb, clause.i
        if source is None or verb is None:
            return False
        if clause.relays and self._media(clause) and (self.words[at],) in self.lexicon.declines["reported"]:
            return True  # "نقلت رويترز نبأ تجاوز السعر"
        document = bool(self.kinds[source.begin] & Is.DOCUMENT)
        known = document if verb.kind == "show" else self._known(source)
        court = self.kinds[source.begin] & Is.COURTS
        if verb.firm and known and not court and not self.kinds[at] & Is.NOUN:
            return True  # "أدان الرئيس الحادث"، not "أدانت المحكمة المسؤول"
        return known and self.phrases.begins_object(at, DEFINITE, clause.limit)

    def _quotation(self, mark: int, clause: Clause, going_on: bool) -> tuple[tuple[int, int] | None, bool]:
        """What stands in marks, unless it is a name: two or three words behind a source without colon."""
        close = self.page.closes[mark]
        short = close - mark - 1 <= _NAME_WORDS
        introduced = going_on or self.kinds[mark - 1] & Is.SAYING or clause.source is None
        introduced = introduced or any(
            part.end == mark and self.words[part.begin][0] == "ل" for part in clause.through
        )
        objects = clause.takes("bare")
        short = short and not self._nothing_else(mark, clause)
        if (clause.relays and not clause.relaying) or (short and not introduced and not objects):
            return None, False
        behind = self.kinds[close + 1] if close + 1 < self.page.sentence(mark)[1] else 0
        if objects and short and behind & (Is.PREPOSITIONS | Is.ARTICLE):
            return self.contents.phrase(mark), False  # "أبدى "شكوكا خطيرة" إزاء"
        return self.contents.quotation(mark)

    def _framed_within(self, mark: int, clause: Clause) -> bool:
        """``اتهم الوزير إيران "بدعم الإرهاب"``: the preposition of the verb stands inside the marks."""
        assert clause.verb is not None
        first, frames = self.words[mark + 1], clause.verb.frames
        inside = range(mark + 1, self.page.closes[mark])
        if "obj" in frames and any(self.words[k] in FREE & frames for k in inside):
            return True  # "دعت "كل الأطراف إلى الهدوء""
        if first in FREE or len(first) < 4:
            return first in frames
        if clause.takes("blame"):
            return any("مسءولي" in self.words[k] for k in range(mark + 1, self.page.closes[mark]))
        own = Is.NOUN | Is.PREPOSITIONS | Is.CUTS | Is.TIME | Is.QUANTIFIERS | Is.DETERMINERS  # "بعض", "بين"
        return first[0] in frames and not self.kinds[mark + 1] & own

    def _nothing_else(self, mark: int, clause: Clause) -> bool:
        """``وقال الوزير "لن ننسحب".``: the verb opens its clause, and the sentence holds no other words."""
        begin, limit = self.page.sentence(mark)
        cue = clause.begin - 1
        behind = range(self.page.closes[mark] + 1, min(limit, self.page.n))
        if not clause.takes("quote") or any(self.kinds[k] & Is.WORD for k in behind):
            return False
        source = clause.source
        waits = source is not None and source.end == mark and self.kinds[mark - 1] & Is.NOUN
        opens = cue == begin or self.kinds[cue] & Is.JOINED
        return bool(opens) and not (waits and not self.kinds[mark - 1] & Is.ARTICLE)

    def _media(self, clause: Clause) -> bool:
        """Whether the source is a medium, or a name in marks or known, that may be one."""
        source = clause.source
        if source is None:
            return False
        medium = self.kinds[source.begin] & Is.MEDIUM or source.begin in self.page.closes
        return bool(medium) or source.begin in self.page.parties

    def _confirm(self, draft: Draft, at: int) -> None:
        pointing = Is.POINTING | Is.DEMONSTRATIVES  # "وأكد هذه الحصيلة"
        reported = (self.words[at],) in self.lexicon.declines["reported"] or self.kinds[at] & pointing
        if draft.form and draft.form.verb.past == "أكد" and reported:
            draft.stance = Stance.CONFIRMS

    @staticmethod
    def _ambiguous(clause: Clause) -> bool:
        return clause.verb is not None and clause.verb.ambiguous

    def _report_before(self, i: int) -> bool:
        """Whether an earlier report stands in the sentence: the participle goes on from it."""
        begin = self.page.sentence(i)[0]
        return any(begin <= d.cue[0] for d in self.drafts[-3:])
