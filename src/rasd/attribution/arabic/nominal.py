"""CASES 4 to 7: reports without a finite verb of their own.

CASE 4  a participle that goes on from the report before it: ``مضيفا أن``
CASE 5  a verbal noun with its subject and a clause: ``تأكيد الصحافة أن``
CASE 6  a document in which something stands: ``جاء في بيان للوزارة أن``
CASE 7  a headline: ``مصادر: الاتفاق خلال أيام``
"""

from __future__ import annotations

from rasd.attribution.arabic.clause import Clause
from rasd.attribution.arabic.kinds import kind_of
from rasd.attribution.arabic.reading import DEFINITE
from rasd.attribution.arabic.saying import OBJECT_STOPS, Saying
from rasd.attribution.draft import Draft, Part
from rasd.lang.flags import Is
from rasd.lang.lexicon import CueForm, Verb
from rasd.model import LinkType

_NEAR = 2
_TITLE, _HEADLINE = 8, 30  # tokens of a party and of a line that is a headline
_SPEAKING = (LinkType.PERSON, LinkType.UNNAMED, LinkType.ORGANISATION)
_CLAUSES = ("that", "quote", "colon")
_NOT_SAID = (["بذلك"], ["بهذا"], ["تعالي"], ["سبحانه"])  # "بقوله تعالى": scripture


class Nominal(Saying):
    """Finds reports of participles, verbal nouns, documents and headlines."""

    def _participle(self, i: int, form: CueForm) -> Draft | None:
        verb = form.verb
        if self._repeats(i) or self.words[i + 1 : i + 2] in _NOT_SAID:
            return None  # "وأضاف قائلا" repeats the verb; "مشيرا بذلك إلى": the writer says what is meant
        if i and self.kinds[i - 1] & (Is.NEGATIONS | (Is.DIGIT if verb.passive else 0)):
            return None  # "ليس مؤكدا أن", "27 متهما من"
        clause = self.reader.read(i + 1, verb)
        far = clause.i > i + _NEAR + 2 * (clause.stop == "that")
        if (verb.ambiguous and far) or not self._adverbial(i, form, clause):
            return None
        draft = Draft((i, i + 1), "participle", form=form, stance=verb.stance)
        draft.through, draft.relayed = clause.through, clause.relayed  # "مؤكدة، وفقا لوكالة X، أن"
        if not self._report_before(i):
            draft.narrated = self._narrator(i, form.agreement)
            if self.kinds[i] & Is.SAYING and draft.narrated is None and not self.drafts:
                return None  # "يمكن الاكتفاء بالقول إن": nobody's words
        if verb.whole and self._describes(i):
            draft.content = self.contents.clause(i + 1, nominal=True)
        elif self._has_subject(i, clause):
            self._fill(draft, clause)
            draft.source, draft.narrated = clause.source, None
        elif clause.source is not None and clause.source.begin == i + 1 and clause.stop not in _CLAUSES:
            self._fill_bare(draft, i + 1, verb, clause)
        else:
            self._fill(draft, clause)
        return draft if draft.content else None

    def _has_subject(self, i: int, clause: Clause) -> bool:
        """``وبحث الجانبان التعاون، مؤكدا الوزير أن``: the participle's own subject, with title or article."""
        source = clause.source
        sure = clause.stop == "object" and self.phrases.begins_object(clause.i, DEFINITE, clause.limit)
        told = (clause.stop == "that" or sure) and not clause.takes("obj")
        if source is None or source.begin != i + 1 or not told:
            return False
        return bool(self.kinds[source.begin] & Is.PERSON and self._known(source))

    def _repeats(self, i: int) -> bool:
        """``وأضاف قائلا``: it repeats the verb; ``وتحدث قائلا`` introduces what the verb alone does not."""
        if not i or not self.kinds[i - 1] & Is.VERB:
            return False
        form = self.lexicon.cues.get(self.words[i - 1])
        return form is None or "quote" in form.verb.frames

    def _describes(self, i: int) -> bool:
        """``، معتبرا القرار غير عادل``: the one described, and as what, are the content."""
        kind = self.kinds[i + 1]
        said = Is.THAT | Is.BEFORE_THAT | Is.HIM | Is.ADVERBS | Is.TIME
        noun = kind & Is.WORD and not kind & said
        return bool(noun or self.words[i + 1 : i + 2] == ["#"]) and bool(self.kinds[i - 1] & Is.COMMA)

    def _adverbial(self, i: int, form: CueForm, clause: Clause) -> bool:
        """Whether a participle goes on from a report rather than describe a noun ("قيود مشددة على")."""
        previous = self.kinds[i - 1] if i else 0
        near = clause.i <= i + _NEAR + 1 or previous & Is.ARTICLE
        if (clause.stop in _CLAUSES and near) or not previous & Is.WORD:
            return True
        accusative = self.words[i - 1].endswith("ا")
        if form.agreement == "f":
            return accusative  # "نشرت بيانا مفندة": it does not agree, and describes the subject
        return form.agreement == "m" and (bool(previous & Is.ARTICLE) or not accusative)

    def _fill_bare(self, draft: Draft, at: int, verb: Verb, clause: Clause) -> None:
        """``مؤكدا أهمية``, ``مطالبا المنظمات بضرورة``: what follows a participle is its object."""
        after_comma = draft.cue[0] > 0 and not self.kinds[draft.cue[0] - 1] & Is.WORD
        if self.words[at] in verb.frames:
            draft.content = self.contents.phrase(at + 1)
        elif "bare" in verb.frames and (
            after_comma or self.phrases.begins_object(at, DEFINITE, clause.limit)
        ):
            draft.content = self.contents.phrase(at)
        elif (
            clause.stop in OBJECT_STOPS and "obj" in verb.frames and (after_comma or self.kinds[at] & Is.HIM)
        ):
            self._fill(draft, clause)

    def _masdar(self, i: int, form: CueForm) -> Draft | None:
        if form.suffixed or form.verb.kind == "relay":
            return None
        clause = self.reader.read(i + 1, form.verb)
        if clause.source is None or clause.stop != "that" or clause.source.begin != i + 1:
            return None
        draft = Draft((i, i + 1), "verbal-noun", form=form, source=clause.source, stance=form.verb.stance)
        if not self._known(clause.source):
            return None
        draft.content = self.contents.clause(clause.i)
        return draft if draft.content else None

    def _stands_in(self, i: int) -> Draft | None:
        """``وجاء في بيان للوزارة أن``: a document that says something."""
        if i + 2 < self.page.n and self.words[i + 1] in ("فيه", "فيها"):
            return self._stands_in_it(i)
        if self.words[i + 1 : i + 2] != ["في"] or i + 3 >= self.page.n:
            return None
        if not self.kinds[i + 2] & (Is.DOCUMENT | Is.MEDIUM):  # "وجاء في صحيفة X أن"
            return None
        clause = self.reader.read(i + 2, None)
        source = clause.source
        if source is None or source.begin != i + 2 or clause.stop not in _CLAUSES:
            return None
        draft = Draft((i, i + 2), "stands-in", source=source, through=clause.through)
        self._fill_clause(draft, clause)
        return draft if draft.content else None

    def _stands_in_it(self, i: int) -> Draft | None:
        """``نشر الوزير تغريدة جاء فيها``: what somebody wrote, and what it says."""
        begin = self.page.sentence(i)[0]
        if not any(self._writing(k) for k in range(begin, i)):
            return None
        source, clause = self._clause_subject(i) or self._issuer_before(i), self.reader.read(i + 2, None)
        if source is None or clause.i > i + 2 + _NEAR or clause.stop not in _CLAUSES:
            return None
        draft = Draft((i, i + 2), "stands-in", source=source)
        self._fill_clause(draft, clause)
        return draft if draft.content else None

    def _writing(self, at: int) -> bool:
        """``تغريدة``, ``خطابا``: something that says something, in the accusative too."""
        kinds = self.lexicon.kinds
        return bool((self.kinds[at] | kinds[self.words[at].removesuffix("ا")]) & (Is.OCCASIONS | Is.DOCUMENT))

    def _fill_clause(self, draft: Draft, clause: Clause) -> None:
        if clause.stop == "that":
            draft.content = self.contents.clause(clause.i)
        else:
            read = self.contents.quotation if clause.stop == "quote" else self.contents.after_colon
            draft.content, draft.quoted = read(clause.i)

    def _headline(self, i: int) -> Draft | None:
        """``الرئيس: لن نقبل``: a short line of its own, a party up to the colon and its words behind it."""
        begin, end = self.page.sentence(i)[0], self.page.line_end[i]
        alone = begin == 0 or self.page.line_end[begin - 1] == begin
        short = 0 < i - begin <= _TITLE and 2 < end - i <= _HEADLINE
        if not (alone and short) or self.kinds[i + 1] & Is.VERB or not self._titled(begin, i):
            return None
        content, quoted = self.contents.after_colon(i)
        draft = Draft((i, i + 1), "headline", source=Part(begin, i), content=content, quoted=quoted)
        return draft if content and content[1] <= end else None

    def _titled(self, begin: int, colon: int) -> bool:
        """Whether a party with a head noun fills the line up to the colon; ``المصدر: سانا`` is none."""
        other = Is.VERB | Is.DOCUMENT | Is.DIGIT | Is.CORRESPONDENTS
        if (
            self.kinds[begin] & other
            or self.words[begin] == "المصدر"
            or self.phrases.end(begin, colon) != colon
        ):
            return False
        kind = kind_of(Part(begin, colon), self.page, self.lexicon)
        if self.kinds[begin] & Is.MEDIUM and colon > begin + 1:
            # "صحيفة الميناء: ..."; an agency that is known is credited so.
            return kind.type is LinkType.OUTLET or kind.party is None
        return kind.type in _SPEAKING and kind.rule not in ("no-head-noun", "state-speaks")
