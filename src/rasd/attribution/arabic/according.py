"""CASE 1: a phrase such as ``بحسب`` or ``نقلا عن`` names the source of a clause."""

from __future__ import annotations

from rasd.attribution.arabic.clause import Clause
from rasd.attribution.arabic.clause_media import SPOKE
from rasd.attribution.arabic.kinds import kind_of
from rasd.attribution.arabic.media import OF_HIS
from rasd.attribution.arabic.published import Published
from rasd.attribution.arabic.reading import MEDIA, TO_HIM
from rasd.attribution.draft import Draft, Part
from rasd.attribution.ranges import phrase_at
from rasd.lang.flags import Is
from rasd.lang.lexicon import CueForm

_JOINED = frozenset({"وبحسب", "فبحسب", "وحسب", "ووفق", "فوفق", "ووفقا", "فوفقا", "وطبقا"})
_CLEAR = frozenset({"فقد", "فلقد"})
_WILL = frozenset({"فسوف", "فسيتم"})
_SO = frozenset({"فان", "فانه", "فانها"}) | _CLEAR | _WILL
_FORESEEN = frozenset({"المتوقع", "المقرر", "المرجح", "المنتظر", "الممكن", "المحتمل"})
_MEANS = frozenset({"حسبما", "وحسبما", "بحسبما", "وفقما"})
_SPEECHES = frozenset({"تصريح", "تصريحات", "تصريحا"})
_EARLIER = frozenset({"سابق", "سابقه", "خاص", "خاصه"})
_SPEAKS = Is.NOUN | Is.ARTICLE | Is.PERSON | Is.BODY | Is.UNNAMED
_ANNOUNCES = frozenset({"أعلن", "أكد"})  # "وفق ما نقلت" passes on, "وفق ما أعلنت" says

_WRITTEN = frozenset({"ذكر", "نشر", "كتب"})
_PLURAL = 6  # letters with the article
_PARTY = 10  # tokens of a party before the verb
_STANDS = frozenset({"ورد", "جاء", "وردت", "جاءت"})


class According(Published):
    """Finds phrases that name the source of the clause beside them."""

    def _according(self, i: int) -> Draft | None:
        phrase = phrase_at(self.words, i, self.lexicon.according)
        opener = phrase_at(self.words, i, self.lexicon.clauses)
        clitic, clause = phrase is not None and phrase[-1] == "ل", opener is not None
        at = i + (len(phrase) - clitic if phrase else len(opener or ()))
        if phrase is None and not clause:
            return None
        what = self._what(at, clause)
        limit = self.page.sentence(i)[1]
        if what is not None:
            form = self.lexicon.cues.get(self.words[what - 1].removeprefix("ما"))
            relay = form.verb if form and form.verb.kind == "relay" else None
            draft = self._according_to(i, Clause(what, limit, relay), "according-to-what")
            announces = form is not None and form.verb.past in _ANNOUNCES
            if draft is not None and announces:
                draft.passes = False
            return draft
        if phrase is None or at >= limit or self.contents.ruled(at):
            return None
        if self.words[at] in ("ما", "لما", "مما"):
            return None  # "وفق ما يشتهي": no verb of reporting
        if clitic and self.words[at] in OF_HIS:
            return self._according_to_him(i, at)
        skip = self._clitic_width(at) if clitic else 0
        alone = self.page.ends[at] - self.page.starts[at] <= skip  # "وفقا ل «...»"
        begin = at + 1 if alone else at
        if passed := self._through_medium(i, begin, 0 if alone else skip, limit):
            return self._according_to(i, *passed)
        if self._opens_sentence(i, self.page.sentence(i)[0]):
            limit = self._deed_behind(begin, limit)
        cursor = self._named_directly(at, begin, skip if clitic and not alone else -1, limit)
        draft = self._according_to(i, cursor, "according-to")
        return None if draft is not None and self._relayed_late(draft) else draft

    def _relayed_late(self, draft: Draft) -> bool:
        """``وأعلنت وكالة X أن ...، نقلا عن مسؤول``: whom the medium before it passes on; one report."""
        last = self.drafts[-1] if self.drafts else None
        if last is None or last.content is None or last.relayed or last.source is None or not draft.source:
            return False
        i, says = draft.cue[0], last.pattern in ("verb", "subject-verb")
        begin = i - (self.words[i - 1] == "وذلك")
        if self.words[i] != "نقلا" or not says or not 0 <= begin - last.content[1] <= 1:
            return False
        media = [kind_of(part, self.page, self.lexicon).type in MEDIA for part in (last.source, draft.source)]
        if media != [True, False]:
            return False
        last.relayed = [draft.source, *draft.relayed]
        return True

    def _according_to_him(self, i: int, at: int) -> Draft | None:
        """``والجسر بعيد، وفقا له``: whoever spoke last."""
        if self._opens_sentence(i, self.page.sentence(i)[0]) or not self.drafts:
            return None
        draft = Draft((i, at + 1), "according-to", of_him=True)
        quoted = self.contents.quote_before(i) if self._all_quoted(i) else None
        draft.content, draft.quoted = quoted or self.contents.before(i), quoted is not None
        return draft if draft.content else None

    def _deed_behind(self, begin: int, limit: int) -> int:
        """Where the clause behind the party opens with a verb at once: ``بحسب الشرطة جرى اعتقال``."""
        for k in range(begin + 1, min(begin + _PARTY, limit)):
            if self.kinds[k] & (Is.COMMA | Is.RELATIVES | Is.THAT | Is.VERB) and not self.kinds[k] & Is.NOUN:
                return limit
            marked = k - 1 in self.page.opens or self.words[k - 1] == ")"  # "صحيفة "معاريف" وقع"
            acts = self.kinds[k] & Is.PERFORMED or self.words[k] in _WILL
            if acts or (marked and self.kinds[k] & Is.ACTS):
                return k
        return limit

    def _named_directly(self, at: int, begin: int, skip: int, limit: int) -> Clause:
        """The clause from the party behind the phrase.

        ``begin`` is ``at``, or behind a lone clitic there; ``skip`` the width of one that is not, or -1.
        """
        cursor = Clause(begin, limit, None)
        if speaker := self._spoken_by(at, limit):
            cursor.set(Part(speaker, self.phrases.end(speaker, limit), self._clitic_width(speaker)))
        elif at + 1 < limit and self._issued(at, max(skip, 0)):
            cursor.i = at + 1
        elif self.kinds[at] & Is.SAID_IN and at + 1 < limit and self.kinds[at + 1] & Is.VERB:
            cursor.set(Part(at, at + 1))  # "بحسب تصريحات نشرت على صفحته"
        elif (medium := self.media.named(begin, limit)) is not None and begin in self.page.closes:
            cursor.set(medium)  # "وبحسب "رويترز" استقر المؤشر"
        elif skip >= 0:
            cursor.set(Part(at, self.phrases.end(at, limit), skip))
        return cursor

    def _issued(self, at: int, skip: int) -> bool:
        """``بحسب أرقام الوزارة``: a document in construct with its issuer, who is the source."""
        issuer, following = Is.ARTICLE | Is.NOUN, self.kinds[at + 1]
        named = following & issuer and not following & (Is.ADJECTIVE | Is.SUFFIXED)  # "تقرير نشرته": a verb
        document = self.words[at].removeprefix("ل") if skip else self.words[at]
        if document not in self.lexicon.issued or not (named or at + 1 in self.page.parties):
            return False
        named_part = Part(at + 1, self.phrases.end(at + 1, self.page.sentence(at)[1]))
        return self._may_speak(named_part)  # "تقرير الآفاق الاقتصادية": what it is about

    def _spoken_by(self, at: int, limit: int) -> int:
        """Where the speaker stands in ``بحسب تصريحات صحفية لوزير النقل``; 0 where there is none."""
        if self.words[at] not in _SPEECHES:
            return 0
        k = at + 1
        while k < min(limit, at + 3) and self._kind_of_speech(k):
            k += 1
        word = self.words[k] if k < limit else ""
        speaker = f"ا{word[1:]}" if word.startswith("لل") else word[1:]
        return k if word.startswith("ل") and self.lexicon.kinds[speaker] & _SPEAKS else 0

    def _kind_of_speech(self, at: int) -> bool:
        """Whether it tells of what kind a speech is: "صحفية", "سابقة"."""
        word = self.words[at]
        return bool(self.kinds[at] & Is.ADJECTIVE) or word.endswith(("ي", "يه")) or word in _EARLIER

    def _what(self, at: int, clause: bool) -> int | None:
        """The token after ``ما أعلنته``; for a clause word such as ``حسبما`` after its verb alone."""
        if at >= self.page.n:
            return None
        if not clause:
            glued = self.words[at].startswith("ما") and self.words[at][2:] in self.lexicon.cues
            if glued:
                return at + 1
            if self.words[at] not in ("ما", "لما", "مما") or at + 1 >= self.page.n:
                return None
            at += 1
        if self.words[at + 1 : at + 2] == ["في"] and self._stands(at):
            return at + 2
        form = self.lexicon.cues.get(self.words[at])
        if form is None or form.shape != "verb" or form.agreement == "p":
            return None
        # "كما" also means "also", "على ما" also "on what".
        likened = (
            clause and self.kinds[at - 1] & Is.NOT_REPORTED and form.verb.past not in self.lexicon.likened
        )
        taken_up = form.suffixed and self.words[at - 1] not in _MEANS  # but "حسبما نشرته"
        if likened or (clause and (taken_up or self._says_itself(at, form))):
            return None
        spoken = at + 2 < self.page.n and bool(
            self.kinds[at + 1] & Is.RESUMPTIVE or self.words[at + 1] in TO_HIM
        )
        return at + 1 + spoken  # "وفق ما أفاد به المتحدث"

    def _stands(self, at: int) -> bool:
        """``ما ورد في البيان``, ``ما ذكر في التقرير``: the passive, before a document of nobody's own."""
        if self.words[at] in _STANDS:
            return True
        document = self.kinds[at + 2]
        return self.words[at] in _WRITTEN and bool(document & Is.DOCUMENT) and not document & Is.OWNED

    def _says_itself(self, at: int, form: CueForm) -> bool:
        """``فيما قال X إن``, ``كما أعلنت البلاد الحداد``: the verb has a content of its own."""
        clause = self.reader.read(at + 1, form.verb)
        if self.words[at - 1] in _MEANS and clause.stop not in ("that", "colon"):
            return False  # it means nothing else: "حسبما أفادت صحيفة "الغد" المهتمة بالأمر"
        if clause.stop in ("that", "quote", "colon", "object", "frame", "blame"):
            return True
        source = clause.source
        return source is not None and not self._rounds_off(source.end)

    def _rounds_off(self, end: int) -> bool:
        """Whether a sentence, or an aside in it, ends behind ``كما قال X``."""
        limit = self.page.sentence(end - 1)[1]
        beside = Is.COMMA | Is.TIME | Is.PERIODS | Is.PREPOSITIONS | Is.DASH | Is.CUTS | Is.TOLD | Is.ADVERBS
        if end >= limit or self.kinds[end] & beside or not self.kinds[end] & Is.WORD:
            return True
        return end in self.page.dates or self.words[end][0] in "لب"

    def _according_to(self, i: int, clause: Clause, pattern: str) -> Draft | None:
        """``clause`` stands behind the phrase; the clause before or after it is the content."""
        first = self._opens_sentence(i, self.page.sentence(i)[0])
        opens = pattern == "according-to-what" and self.words[i] in self.lexicon.clauses and first
        at = clause.source.begin if clause.source else clause.i
        named = clause.i  # behind the medium of "وثيقة اطلعت عليها وكالة X"
        self.reader.go_on(clause)
        if opens and not self._sentence_before(i, clause):
            return None
        passive = clause.source is None and clause.relayed
        if passive and not self.kinds[clause.relayed[0].begin] & Is.OWNED:  # "وفق ما نقل عن المنظمة"
            clause.source = clause.relayed.pop(0)
        told = clause.through[:1] if pattern == "according-to" else []
        if clause.source is None and told and self.words[told[0].begin][0] == "ل":
            clause.source = clause.through.pop(0)  # "بحسب تقرير لصحيفة"
        if clause.source is None or not self._may_speak(clause.source):
            return None
        draft = Draft((i, at), pattern, source=clause.source, relayed=clause.relayed)
        draft.through = clause.through
        draft.of_him = clause.of_him
        draft.verb = clause.verb.past if clause.verb else ""
        draft.passes = True
        if first:
            draft.content = self._after(clause, named) or self._sentence_before(i, clause)
        else:
            quoted = self.contents.quote_before(i) if self._all_quoted(i) else None
            draft.content, draft.quoted = quoted or self.contents.before(i), quoted is not None
        if draft.content and draft.content[0] > i:  # a medium named in what is said is not between
            draft.through = [part for part in draft.through if part.begin < draft.content[0]]
        return draft if draft.content else None

    def _sentence_before(self, i: int, clause: Clause) -> tuple[int, int] | None:
        """``... انتهى الحريق. وفقا لرويترز.``: a phrase that is a sentence of its own ends the one before."""
        begin, end = self.page.sentence(i)
        rest = range(clause.source.end, end) if clause.source else range(begin, end)
        alone = not any(
            self.kinds[k] & Is.WORD and not self.kinds[k] & (Is.TIME | Is.TIME_MORE) for k in rest
        )
        same_line = begin > 0 and self.page.line_end[begin - 1] == self.page.line_end[begin]
        return self.contents.trim(self.page.sentence(begin - 1)[0], begin) if alone and same_line else None

    def _all_quoted(self, i: int) -> bool:
        """Whether the quotation before the phrase is all that is said: nothing before its marks."""
        end = i
        while end and self.kinds[end - 1] & Is.COMMA:
            end -= 1
        mark = self.page.opens.get(end - 1, -1)
        if mark <= 0:
            return True
        begin = self.page.sentence(i)[0]
        said = any(self.kinds[k] & Is.VERB for k in range(begin, mark))
        return said or mark - begin < 2 or self.words[mark - 1] == ":"

    def _clitic_width(self, at: int) -> int:
        raw = self.page.raw(at)
        width = 1 + (raw[1:2] == "ـ")
        return 0 if raw[:2] == "لل" else width

    def _may_speak(self, part: Part) -> bool:
        """A lone definite noun of no known kind is a rule or a thing, not a party."""
        if self._known(part):
            return True
        words, kind = part.words(self.page), self.kinds[part.begin]
        if not words or kind & (Is.OWNED | Is.VERBAL | Is.OBJECT_HEADS):
            return False
        described = len(words) > 1 and self.lexicon.kinds[words[1]] & Is.ADJECTIVE and words[0][0] != "ا"
        if words[0].startswith("ال"):
            people = words[0].endswith(("ين", "ون")) and not words[0].endswith("تين")
            if people and len(words[0]) > _PLURAL:
                return True  # "بحسب تأكيدات المقيمين هناك"
            return len(words) == 1 and self.page.counts[words[0]] > 1
        return not described or self.page.counts[words[0]] > 1

    def _opens_sentence(self, i: int, begin: int) -> bool:
        if i and self.kinds[i - 1] & Is.THAT:
            return True
        light = Is.CONTRASTS | Is.ADVERBS
        first = all(not self.kinds[k] & Is.WORD or self.kinds[k] & light for k in range(begin, i))
        return first or self.words[i] in _JOINED

    def _foreseen(self, at: int) -> bool:
        """``من المتوقع أن``, which opens a clause without a verb."""
        return self.words[at] == "من" and self.words[at + 1] in _FORESEEN

    def _behind_marks(self, at: int) -> bool:
        """``وبحسب "رويترز" استقر السعر``: whatever word follows the closing mark."""
        other = Is.ARTICLE | Is.PREPOSITIONS | Is.TIME | Is.CUTS | Is.PHRASAL
        return at - 1 in self.page.opens and bool(self.kinds[at] & Is.WORD) and not self.kinds[at] & other

    def _after(self, clause: Clause, named: int) -> tuple[int, int] | None:
        """The clause after ``بحسب X،`` or before ``فقد`` at the head of a sentence."""
        at = max(clause.source.end, named) if clause.source else clause.i
        at = max(at, *(part.end for part in clause.relayed)) if clause.relayed else at  # "X، نقلا عن Y، تدرس"
        if clause.source and clause.through and self.words[clause.source.end] in SPOKE:
            at = max(at, clause.through[0].end)  # "وفق مصادر تحدثت لـ"..."، فإن"
        clear = _CLEAR.isdisjoint(self.words[at : clause.i])  # no other report: "، فقد ذكر الوزير أن"
        if clause.stop == "that" and clear:
            return self.contents.clause(clause.i)
        limit = self.page.sentence(at - 1)[1]
        verb = Is.FINITE | Is.ACTS | Is.AUXILIARIES | Is.NEGATIONS | Is.PERFORMED
        if at + 1 < limit and self.kinds[at] & verb and not self.kinds[at] & (Is.PREPOSITIONS | Is.ADVERBS):
            return self.contents.clause(at)  # "وبحسب الصحيفة سعت القوات إلى"
        if at + 1 < limit and (self._foreseen(at) or self._behind_marks(at)):
            return self.contents.clause(at)
        for k in range(at, limit):
            comma = bool(self.kinds[k] & Is.COMMA)
            if comma or self.words[k] in _SO:
                return self.contents.clause(k + comma) if k + 1 < limit else None
        return None
