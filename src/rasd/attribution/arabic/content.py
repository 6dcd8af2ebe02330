"""Where a content begins and ends."""

from __future__ import annotations

from rasd.attribution.arabic.reading import MEDIA
from rasd.attribution.ranges import kind_by_marks, phrase_at
from rasd.attribution.scan import Page
from rasd.lang.flags import Is
from rasd.lang.lexicon import Lexicon
from rasd.model import ContentKind, Stance

_DATELINE = 14
_TRAILING = frozenset("،,؛;.:!؟?-–—…") | {")", "]"}
_TURN = (
    Is.PREPOSITIONS | Is.COMMA | Is.RELATIVES | Is.VERB | Is.PARTICIPLE | Is.TURNS | Is.PHRASAL | Is.CONTRASTS
)
_SAID_SOON = 4  # tokens
_SPEAKING = Is.PARTICIPLE | Is.PHRASAL | Is.TURNS | Is.VERB | Is.RELATIVES | Is.CONTRASTS
_GOES_ON = frozenset({"في", "من", "علي", "الي"})
_LONG_QUOTE = 4
_CLAUSE = -1
_WHO = Is.PERSON | Is.BODY | Is.MEDIUM | Is.UNNAMED | Is.STATE
_LATER = frozenset({"وبعدها", "وبعد", "وقبلها", "وقبل", "ولاحقا", "ثم", "وفي"})
_WRITERS = frozenset({"وقد", "ولم", "ولن"})
_NOT = frozenset({"لم", "ولم"})
_EMBEDDED = (
    Is.RELATIVES | Is.THAT | Is.FINITE | Is.TURNS
)  # a clause within a noun phrase, which joined verbs go on from
_BACKGROUND = 8  # tokens
_WITHIN = frozenset({"في", "خلال", "ضمن"})
_DENIED = 5  # tokens from a party to the verb by which it denies
_TO_MEDIUM = 9  # tokens from "في" to the medium of a speech
_HAPPENED = frozenset({"حصل", "حدث", "جري", "يحصل", "يحدث", "يجري", "كان"})  # "كما حدث أمس": a likeness


class Contents:
    """Finds the ends of contents on one page."""

    def __init__(self, page: Page, lexicon: Lexicon) -> None:
        self.page, self.lexicon = page, lexicon
        self.words, self.kinds = page.words, page.kinds

    # ------------------------------------------------------------------ clauses

    def clause(self, begin: int, nominal: bool = False) -> tuple[int, int] | None:
        """The clause from ``begin``: to the end of its sentence, or to where another voice begins."""
        limit = self.page.sentence(begin)[1]
        noun = begin if nominal else _CLAUSE
        closes, kinds = self.page.closes, self.kinds
        i = begin
        while i < limit:
            if not kinds[i] & Is.WORD:
                close = closes.get(i)
                if close is not None and close < limit:
                    i = close + 1
                    if self._rounded_off(begin, i, limit):
                        break
                    continue
            if kinds[i] & _TURN and i > begin and self._ends(i, limit, noun):
                break
            i += 1
        return self.trim(begin, i)

    def phrase(self, begin: int) -> tuple[int, int] | None:
        """The noun phrase from ``begin``: a finite reporting verb joined to it is no part of it."""
        if begin >= self.page.n:
            return None
        if self.kinds[begin] & Is.POINTING:
            return begin, begin + 1
        return self.clause(begin, nominal=not self.kinds[begin] & Is.THAT)

    def _rounded_off(self, begin: int, i: int, limit: int) -> bool:
        """``إنه "..." الجزيرة الواقعة``: a gloss behind a clause that stands in marks as a whole."""
        opening = self.page.opens.get(i - 1, -1)
        first = begin + bool(self.kinds[begin] & (Is.THAT | Is.BEFORE_THAT))
        first += bool(first < limit and self.kinds[first] & Is.THAT)
        if opening != first or i - opening <= _LONG_QUOTE + 2 or i >= limit:
            return False
        return bool(self.kinds[i] & Is.ARTICLE)

    def _ends(self, i: int, limit: int, noun: int) -> bool:
        if self.kinds[i] & Is.COMMA:
            return i + 1 < limit and (
                self._says_more(i + 2, limit) or self._other_voice(i + 1, limit, True, noun)
            )
        # Most are a preposition, which opens nobody's report.
        speaks = noun != _CLAUSE or self.kinds[i] & _SPEAKING
        return bool(speaks) and self._other_voice(i, limit, False, noun)

    def _says_more(self, begin: int, limit: int) -> bool:
        """``، مكتفيا بالقول إن``: a few words behind a comma the verbal noun goes on."""
        near = self.kinds[begin : min(begin + _SAID_SOON, limit)]
        return any(kind & Is.SAYING and kind & Is.PARTICIPLE for kind in near)

    def _other_voice(self, i: int, limit: int, after_comma: bool, noun: int) -> bool:
        """Whether at token ``i`` the writer, or another report, takes over.

        ``noun`` is where the noun phrase that is said begins, ``_CLAUSE`` where a clause is said.
        """
        kind = self.kinds[i]
        if kind & Is.PARTICIPLE:
            return self._goes_on_reporting(i, limit, after_comma)
        own = kind & Is.PHRASAL and phrase_at(self.words, i, self.lexicon.own_voice)
        said_in = after_comma and self._occasion(i, limit)
        if own or said_in or (kind & Is.TURNS and self._turns(i, limit)):
            return True
        if kind & Is.PHRASAL and self._according(i, limit):
            return not self.kinds[i - 1] & Is.THAT
        if kind & Is.VERB and kind & Is.JOINED:
            more = self._reports_on(i, limit, after_comma, noun != _CLAUSE)
            if more or not self.lexicon.kinds[self.words[i][1:]] & Is.ACTS:
                return more
        if noun != _CLAUSE and self._beside_noun(i, limit, after_comma, noun):
            return True
        if kind & Is.RELATIVES and i + 1 < limit and self.words[i][0] != "و":
            return self._relative_report(i + 1, limit)
        if kind & Is.CONTRASTS and not after_comma:
            pronoun = len(self.words[i].removeprefix("و")) > 3
            # "ولكنه أشار", "لكن الجيش نفى"
            return self._turns(i, limit) if pronoun else self._denied_by(i + 1, limit)
        return after_comma and self._writer(i, limit, noun != _CLAUSE)

    def _occasion(self, i: int, limit: int) -> bool:
        """``، وذلك في مقابلة مع قناة X``, ``، في تصريح لصحيفة Y``: where it was said."""
        at = i + (self.words[i] == "وذلك")
        if at + 2 >= limit or self.words[at] not in _WITHIN or not self.kinds[at + 1] & Is.OCCASIONS:
            return False
        for k in range(at + 2, min(at + _TO_MEDIUM, limit)):
            kind, word = self.kinds[k], self.words[k]
            if kind & (Is.COMMA | Is.THAT):
                return False
            told = word[0] == "ل" and self.lexicon.kinds[word[1:]] & Is.MEDIUM
            if told or kind & Is.MEDIUM or (k in self.page.parties and self.page.parties[k][0].type in MEDIA):
                return True
        return False

    def _beside_noun(self, i: int, limit: int, after_comma: bool, noun: int) -> bool:
        """What ends a noun phrase that is said: where it was said, a remark, the subject's own doing."""
        kind, word = self.kinds[i], self.words[i]
        if word == "في" and i + 1 < limit and self.kinds[i + 1] & Is.OCCASIONS:
            return self.words[noun] != "ما"  # "فندت ما ورد من أخطاء في تقرير"
        if not after_comma:
            return False
        if kind & Is.RELATIVES and word[0] != "و" and i + 1 < limit:
            return not any(self.kinds[k] & Is.COMMA for k in range(i, limit))
        if self._verb_joined(i, limit, noun):
            return True
        # "أدان الحادث، موجها العزاء"
        return word[0] == "م" and word[-1] == "ا" and len(word) > 4 and not kind & Is.NOUN

    def _relative_report(self, i: int, limit: int) -> bool:
        if self.kinds[i] & (Is.VERB | Is.AMBIGUOUS) != Is.VERB:
            return False
        for k in range(i + 1, min(i + 7, limit)):
            if self.kinds[k] & Is.THAT:
                return self.words[k][0] != "و"
        return False

    def _verb_joined(self, i: int, limit: int, noun: int) -> bool:
        """``أعلن استقالته، وغادر القاعة``: a verb joined to the reporting one, no part of what is said."""
        word = self.words[i]
        also = word == "كما" and i + 1 < limit and self.words[i + 1] not in _HAPPENED
        if not (also or word[0] == "و") or word.endswith("وا"):
            return False  # "ليقودوا القطاع، ويسهموا": what is to be
        kind = self.kinds[i + 1] if also else self.kinds[i] | self.lexicon.kinds[word[1:]] & Is.ACTS
        if not kind & (Is.FINITE | Is.PERFORMED | Is.ACTS) or kind & (Is.NOUN | Is.RELATIVES):
            return False
        return not any(self.kinds[k] & _EMBEDDED for k in range(noun + 1, i))

    def _writer(self, i: int, limit: int, noun: bool) -> bool:
        """After a comma: words with which the writer goes on in his own voice."""
        kind, word, phrases = self.kinds[i], self.words[i], self.lexicon.phrases
        if kind & Is.PHRASAL and phrase_at(self.words, i, phrases["gloss"]):
            return True
        if noun:
            if word in _LATER and self._reports_soon(i, limit):
                return True
            own = kind & Is.PHRASAL and phrase_at(self.words, i, phrases["gloss_of_nouns"])
            if own or kind & Is.CONTENT_ENDS:
                return True
        elif kind & (Is.PHRASAL | Is.CONTENT_ENDS) and self._background(i, limit):
            return True
        if word in _WRITERS and i + 1 < limit and not self.kinds[i + 1] & Is.THAT:
            return noun or self._leaves_unsaid(i, limit) or bool(self.kinds[i + 1] & Is.VERB)
        return bool(kind & Is.CONTRASTS) and self._contrast(i, limit, noun)

    def _reports_soon(self, at: int, limit: int) -> bool:
        """``، وبعدها بساعات أعلن النادي``: a time, and then another report."""
        for k in range(at + 1, min(at + _DENIED, limit)):
            if self.kinds[k] & (Is.COMMA | Is.THAT | Is.RELATIVES):
                return False
            if self.kinds[k] & (Is.VERB | Is.AMBIGUOUS | Is.NOUN) == Is.VERB:
                return True
        return False

    def _leaves_unsaid(self, at: int, limit: int) -> bool:
        """``ولم يحدد``, ``لم تقدم``: what the speaker did not say, which only the writer can tell."""
        return (
            self.words[at] in _NOT and at + 1 < limit and self.words[at + 1] in self.lexicon.words("unsaid")
        )

    def _background(self, i: int, limit: int) -> bool:
        """Whether words that may go on with a clause open the writer's background or another's report."""
        word = self.words[i]
        if word in ("وكان", "وكانت"):  # "وكان الوزير أعلن", but "وكان يعمل"
            if i + 1 < limit and (self.kinds[i + 1] & _WHO or i + 1 in self.page.parties):
                return True
            near = range(i + 1, min(i + _BACKGROUND, limit))
            return any(self.kinds[k] & Is.AUXILIARIES or self._reports(k) for k in near)
        phrase = phrase_at(self.words, i, self.lexicon.phrases["gloss_of_nouns"]) or (word,)
        at = i + len(phrase)
        if len(phrase) > 1 or word in ("بينما", "بعدما"):
            return at < limit and self.kinds[at] & (Is.VERB | Is.ACTS) == Is.VERB
        return bool(self.kinds[i] & Is.CONTENT_ENDS)

    def _reports(self, at: int) -> bool:
        return self.kinds[at] & (Is.VERB | Is.AMBIGUOUS) == Is.VERB

    def _goes_on_reporting(self, i: int, limit: int, after_comma: bool) -> bool:
        """``مؤكدا أهمية``: after a comma a participle that takes what follows; else only before a clause."""
        if self._complemented(i, limit) or (i + 1 < limit and self.kinds[i + 1] & Is.HIM):
            return True
        form = self.lexicon.cues[self.words[i]]
        if (
            after_comma
            and i + 1 < limit
            and (self.words[i + 1][0] in form.verb.frames or self.words[i + 1] == "#")
        ):
            return True  # "ومشيدا بالتعاون"
        takes = "bare" in form.verb.frames or "obj" in form.verb.frames
        return (
            after_comma
            and takes
            and not form.verb.ambiguous
            and i + 1 < limit
            and bool(self.kinds[i + 1] & Is.WORD)
        )

    def _reports_on(self, i: int, limit: int, after_comma: bool, nominal: bool) -> bool:
        """``وأضاف``: another report - without a comma only where a clause follows soon, or behind a noun."""
        form = self.lexicon.cues[self.words[i]]
        if after_comma:
            return not form.verb.ambiguous or self._complemented(i, limit)
        if form.suffixed or (form.verb.ambiguous and not self._medium_says(i + 1, limit)):
            return False
        return (nominal and not form.verb.ambiguous) or self._complemented(i, limit, strict=True)

    def _medium_says(self, at: int, limit: int) -> bool:
        """``وذكرت وكالة X أن``: a medium, of which an ambiguous verb surely reports."""
        return at < limit and (bool(self.kinds[at] & Is.MEDIUM) or at in self.page.parties)

    def _turns(self, i: int, limit: int) -> bool:
        """``حيث قال``, ``فيما أعلن``: a conjunction with a reporting verb right behind it."""
        if i + 1 >= limit:
            return False
        kind = self.kinds[i + 1]
        return bool(kind & Is.VERB) and not kind & Is.AMBIGUOUS

    def _complemented(self, i: int, limit: int, strict: bool = False) -> bool:
        """Whether a reporting word is soon followed by what is said (``strict``: not by a preposition)."""
        for k in range(i + 1, min(i + 9, limit)):
            kind = self.kinds[k]
            if kind & Is.THAT or self.words[k] == ":" or k in self.page.closes:
                return True
            if k == i + 1 and kind & Is.BEFORE_THAT and not strict:
                return True
            if kind & Is.COMMA:
                return False
        return False

    def _contrast(self, i: int, limit: int, noun: bool) -> bool:
        """``لكنه أضاف``, ``غير أن المصدر قال``, ``لكنه لم يحدد``: a contrast that opens another report."""
        at = i + 2 if i + 1 < limit and self.kinds[i + 1] & Is.THAT else i + 1
        pronoun = len(self.words[at - 1]) > 3 and self.words[at - 1] != "ولكن"  # "لكنه", "إلا أنه"
        if at < limit and self.words[at] == "لم" and pronoun and (noun or self._leaves_unsaid(at, limit)):
            return True
        if at < limit and (self.words[at],) in self.lexicon.declines["verbs"]:
            return True  # "لكنه رفض"
        form = self.lexicon.cues.get(self.words[at]) if at < limit else None
        if form is not None and form.shape == "verb" and not form.verb.ambiguous:
            return True
        return (at > i + 1 or not self.kinds[i] & Is.NOT_REPORTED) and self._other_reports(at, limit, noun)

    def _other_reports(self, begin: int, limit: int, noun: bool) -> bool:
        """``ولكن الوكالة ذكرت أن``, ``إلا أن الشرطة نفت ذلك``: a party, a reporting verb, what it takes."""
        for k in range(begin + 1, min(begin + 9, limit - 1)):
            if self.kinds[k] & Is.COMMA or self.kinds[k] & Is.THAT:
                return False
            party = self.kinds[begin] & (Is.NOUN | Is.ARTICLE | Is.STATE) or begin in self.page.parties
            if self.kinds[k] & Is.VERB and party:
                form = self.lexicon.cues.get(self.words[k])
                verb = form is not None and form.shape == "verb"
                denies = form is not None and verb and form.verb.stance is Stance.DENIES
                says = noun and verb and not self.kinds[k] & Is.AMBIGUOUS  # "أعلن تعيينه، إلا أن النادي أكد"
                return (
                    denies
                    or bool(says)
                    or any(self.kinds[j] & Is.THAT for j in range(k + 1, min(k + 7, limit)))
                )
        return False

    def _denied_by(self, at: int, limit: int) -> bool:
        """``إن الطائرات قصفت الموقع لكن الجيش نفى ذلك``: a party right before a verb of denying."""
        party = self.kinds[at] & (Is.BODY | Is.PERSON | Is.STATE) or at in self.page.parties
        for k in range(at + 1, min(at + _DENIED, limit)) if party else ():
            form = self.lexicon.cues.get(self.words[k])
            if form is not None and form.shape == "verb" and not form.suffixed:
                return form.verb.stance is Stance.DENIES and not form.verb.ambiguous
            if self.kinds[k] & _TURN:
                return False
        return False

    def _according(self, i: int, limit: int) -> bool:
        if phrase := phrase_at(self.words, i, self.lexicon.according):
            return not self.ruled(i + len(phrase) - 1)
        opener = phrase_at(self.words, i, self.lexicon.clauses)
        at = i + len(opener or ())
        return opener is not None and at < limit and bool(self.kinds[at] & Is.VERB)

    def ruled(self, at: int) -> bool:
        """``وفقا للقانون``: what follows is a rule or a plan, not a party; ``وحسب، بل``: nothing does."""
        rules = self.lexicon.words("rules")
        if at < self.page.n and (self.kinds[at] & Is.COMMA or self.words[at] == "بل"):
            return True
        for k in range(at, min(at + 2, self.page.n)):
            word = self.words[k].removeprefix("لل").removeprefix("ال")
            if word in rules or word.removeprefix("ل") in rules or self.words[k][1:] in rules:
                return True
        return False

    # ------------------------------------------------------------------ quotations

    def quoted(self, mark: int) -> tuple[int, int] | None:
        """The words inside the quotation that opens at token ``mark``."""
        return self.trim(self._behind_mark(mark), min(self.page.closes[mark], self.page.n))

    def _behind_mark(self, mark: int) -> int:
        """The token behind an opening mark, which may be set twice."""
        twice = mark + 2 < self.page.n and self.words[mark + 1] == self.words[mark]
        return mark + 1 + twice

    def quotation(self, mark: int) -> tuple[tuple[int, int] | None, bool]:
        """What a quotation says, and whether all of it stands in marks.

        It may go on outside its marks ('"فتحوا النار" في الموقع'), in a next one, or in the next lines.
        """
        close = self.page.closes[mark]
        limit = self.page.sentence(mark)[1]
        behind = close + 1
        if behind < limit and close in self.page.opens and self._runs_on(behind):
            return self.clause(mark), False
        inner = self.quoted(mark)
        last = self._last_mark(close)
        begin = self._behind_mark(mark)
        return (self.trim(begin, min(last, self.page.n)) if last != close else inner), True

    def _runs_on(self, at: int) -> bool:
        kind = self.kinds[at + 1]
        return (
            self.words[at] in _GOES_ON
            and bool(kind & Is.WORD)
            and not kind & (Is.SAID_IN | Is.BY_IN | Is.TIME)
        )

    def _last_mark(self, close: int) -> int:
        """The mark that closes a quotation of several paragraphs: each opens anew, the last is closed."""
        while close in self.page.closes:  # a paragraph left open ends where the next one opens
            close = self.page.closes[close]
        return close

    def before(self, cue: int) -> tuple[int, int] | None:
        """What stands before a cue in its sentence: the quotation that ends there, or the clause."""
        begin = self._behind_dateline(self.page.sentence(cue)[0], cue)
        end = cue
        while end > begin + 2 and self.kinds[end - 1] & (Is.COMMA | Is.DANGLING):
            end -= 1
        return self.trim(begin, end)

    def _behind_dateline(self, begin: int, end: int) -> int:
        """Behind ``دبي (CNN) --`` at the head of the text."""
        if begin:
            return begin
        dashes = [k for k in range(begin, min(begin + _DATELINE, end)) if self.kinds[k] & Is.DASH]
        return dashes[-1] + 1 if dashes else begin

    def quote_before(self, cue: int) -> tuple[int, int] | None:
        """The words of a quotation that closes right before the cue (a comma may stand between)."""
        end = cue
        while end and (self.kinds[end - 1] & Is.COMMA or self.words[end - 1] == "هكذا"):
            end -= 1
        inner = self.page.inside[end - 2] if end >= 2 else -1
        if inner >= 0 and self.page.closes.get(inner) == end - 1 and end - inner > _LONG_QUOTE:
            return self.quoted(inner)
        return None

    def after_colon(self, colon: int) -> tuple[tuple[int, int] | None, bool]:
        """What a colon introduces, and whether it stands in quotation marks."""
        begin = colon + 1
        while begin < self.page.n and self.words[begin] in ("-", "."):
            begin += 1
        if begin >= self.page.n:
            return None, False
        if begin in self.page.closes:
            return self.quotation(begin)
        # Words after a colon are the speaker's own, marks or not, unless "that" opens them.
        return self.clause(begin), not self.kinds[begin] & Is.THAT

    # ------------------------------------------------------------------ edges and kinds

    def trim(self, begin: int, end: int) -> tuple[int, int] | None:
        """The range without marks at its edges; a mark that closes a pair opened inside stays."""
        page = self.page
        while begin < end and self.words[begin] in _TRAILING:
            begin += 1
        while begin < end:
            last = self.words[end - 1]
            if last == "وذلك":
                end -= 1
                continue
            if last == ")" and "(" in self.words[begin : end - 1]:
                break
            opened_inside = page.opens.get(end - 1, -1) >= begin
            if last in _TRAILING or (not last[:1].isalnum() and not opened_inside and last not in ")%٪"):
                end -= 1
            else:
                break
        return (begin, end) if begin < end else None

    def kind(self, content: tuple[int, int] | None, quoted: bool) -> ContentKind:
        """Direct where all of it stands in quotation marks, mixed where some does."""
        if content is None:
            return ContentKind.INDIRECT
        begin, end = content
        if quoted:
            return ContentKind.DIRECT
        first = begin
        while first < end and self.kinds[first] & (Is.THAT | Is.BEFORE_THAT):
            first += 1
        if first in self.page.closes and self.page.closes[first] >= end - 1:
            return ContentKind.DIRECT
        return kind_by_marks(self.page, begin, end)
