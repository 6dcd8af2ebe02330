"""What every case of the finder stands on: the page, its phrases, and the subject before a verb."""

from __future__ import annotations

from rasd.attribution.arabic.content import Contents
from rasd.attribution.arabic.kinds import kind_of
from rasd.attribution.arabic.media import Media
from rasd.attribution.arabic.phrase import Phrases
from rasd.attribution.arabic.reader import Reader
from rasd.attribution.arabic.reading import NAME_WORDS, TO_IT
from rasd.attribution.draft import Draft, Part
from rasd.attribution.scan import Page
from rasd.lang.flags import Is
from rasd.lang.lexicon import Lexicon
from rasd.lang.normalize import fold
from rasd.model import LinkType

_FAR = 30  # tokens between a subject's first word and its verb
_UNLIKE = frozenset({("الذي", "f"), ("التي", "m")})
_TITLE = 8  # tokens of a title before the name that is set off
_ANTECEDENT = 14
_LEAD = 14  # tokens of an adverbial at the head of a sentence
_BEFORE_VERB = Is.AUXILIARIES | Is.ADVERBS | Is.COMMA | Is.DASH
_CLAUSE = Is.THAT | Is.CLAUSE_OPENERS | Is.RELATIVES | Is.CONTRASTS | Is.TURNS
_NOT_FIRST = (
    Is.PREPOSITIONS
    | Is.CUTS
    | Is.ADVERBS
    | Is.NEGATIONS
    | Is.BEFORE_THAT
    | Is.TIME
    | Is.PARTICIPLE
    | Is.APPOSING
    | Is.RELATIVES
)
_PARTY = Is.NOUN | Is.ARTICLE
_NAME_FOLLOWS = frozenset({"اما", "لكن", "ولكن", "كان", "كانت", "وكان", "وكانت"})
_OF_THE_SAME = ("كنه", "كنها", "كنهم")  # "لكنه": the subject goes on
_POINTING = frozenset({"ذلك", "بذلك"})
_PASSED_OVER = Is.THAT | Is.ADVERBS | Is.RESUMPTIVE
_BUT = frozenset({"لكن", "ولكن"})
_NO_SUBJECT = frozenset({"الامر", "هناك", "وهناك", "هنالك"})
_NO_NAME = Is.FINITE | Is.VERB | Is.OWNED
_MEETINGS = frozenset({"مءتمر", "موتمر", "اجتماع", "لقاء", "جلسه"})
_HELD = frozenset({"اجرت", "اجري"})  # an interview
_MADE = frozenset({"ادلي", "ادلت"})  # a statement
_UNKNOWN = Is.WORD | Is.NOT_VERBAL | Is.ADJECTIVE
_SPEAKERS = Is.PERSON | Is.BODY | Is.UNNAMED


class Ground:
    """One page with its lexicon, and the drafts found so far."""

    def __init__(self, page: Page, lexicon: Lexicon) -> None:
        self.page, self.lexicon = page, lexicon
        self.words, self.kinds = page.words, page.kinds
        self.contents = Contents(page, lexicon)
        self.phrases = Phrases(page, lexicon)
        self.media = Media(page, lexicon, self.phrases)
        self.reader = Reader(page, lexicon, self.phrases)
        self.drafts: list[Draft] = []

    def _known(self, part: Part) -> bool:
        """Whether the part is a known party, or headed by a noun for one."""
        return kind_of(part, self.page, self.lexicon).rule not in ("no-head-noun", "no-words")

    def _named(self, part: Part) -> bool:
        words = part.words(self.page)
        return self._known(part) or (bool(words) and self.page.counts[words[0]] > 1)

    # ------------------------------------------------------------------ before the verb

    def _subject_before(self, i: int) -> Part | None:
        """The subject of a verb that stands before it: ``المصادر أكدت أن``, ``وكان الوزير، أمس، قد أعلن``."""
        begin, kinds = self.page.sentence(i)[0], self.kinds
        end = i
        while end > begin and kinds[end - 1] & _BEFORE_VERB:
            end -= 1
        if end == begin or kinds[i] & Is.JOINED or self._dated(i, begin):
            return None
        if kinds[end - 1] & Is.RELATIVES:
            return (
                None if kinds[i] & Is.SUFFIXED else self._antecedent(end - 1)
            )  # "التي وصفها بـ": the object
        if (described := self._set_off(i, begin)) is not None:
            return described
        begin = self._clause_begin(begin, end)
        for k in range(begin, end):
            first = k == begin or kinds[k - 1] & (_BEFORE_VERB | _CLAUSE) or k - 1 in self.page.dates_end
            first = first or (self.words[k - 1] == "#" and k - 1 == begin)
            starts = kinds[k] & Is.WORD or self._quoted_party(k)
            if first and starts and not kinds[k] & (_NOT_FIRST | Is.LINKING) and self._reaches(k, end):
                part = self._from(k, end, i)
                return part if self._nameable(part) else None
        return None

    def _set_off(self, i: int, begin: int) -> Part | None:
        """``لكن الوزير، الذي يملك شعبية كبيرة، حذر من``: a subject and its clause between commas."""
        close = i - 1 - bool(self.kinds[i - 1] & Is.AUXILIARIES)
        if close <= begin or not self.kinds[close] & Is.COMMA:
            return None
        near = range(close - 1, max(begin, close - _FAR), -1)
        comma = next((k for k in near if self.kinds[k] & Is.COMMA), begin)
        if comma == begin or not self.kinds[comma + 1] & Is.RELATIVES or self.words[comma + 1][0] == "و":
            return None
        k = self._clause_begin(begin, comma)
        first = (
            k < comma and self.kinds[k] & Is.WORD and not self.kinds[k] & (_NOT_FIRST | Is.LINKING | Is.DIGIT)
        )
        part = Part(k, comma)
        return part if first and self.phrases.end(k, comma) == comma and self._nameable(part) else None

    def _dated(self, i: int, begin: int) -> bool:
        """Whether a dateline stands right before a word: ``دبي، الإمارات العربية المتحدة (CNN) — أكدت``."""
        k = i
        while k > begin and self.kinds[k - 1] & Is.DASH:
            k -= 1
        return k < i and self.words[k - 1] == ")"

    def _clause_begin(self, begin: int, end: int) -> int:
        """Behind the last word that opens a clause, or the last finite reporting verb, before ``end``."""
        kinds = self.kinds
        for k in range(end - 1, max(begin, end - _FAR) - 1, -1):
            finite = kinds[k] & Is.VERB and not kinds[k] & (Is.AMBIGUOUS | Is.NOUN)
            if (
                kinds[k] & _CLAUSE
                or finite
                or self.is_that(k)
                or self.words[k] in ":."
                or k in self.page.closes
            ):
                # "وكالة الأنباء السورية "سانا" نقلت"
                short = k in self.page.closes and self.page.closes[k] - k <= NAME_WORDS
                named = Is.NOUN | (Is.ARTICLE if short else 0)
                if k in self.page.closes and k > begin and kinds[k - 1] & named:
                    continue
                return k if self._quoted_party(k) else k + 1
        return max(begin, end - _FAR)

    def _quoted_party(self, k: int) -> bool:
        """``وكانت "رويترز" ذكرت``: a known party, alone in its marks."""
        known = self.page.parties.get(k + 1) if k in self.page.closes else None
        free = not k or not self.kinds[k - 1] & Is.WORD or self.kinds[k - 1] & (_BEFORE_VERB | _CLAUSE)
        return known is not None and known[1] >= self.page.closes[k] and bool(free)

    def is_that(self, k: int) -> bool:
        """A complementiser; ``فإن`` too, which without its hamza may be a name's (هيرمان فان رومبي)."""
        if not self.kinds[k] & Is.THAT_BARE:
            return bool(self.kinds[k] & Is.THAT)
        return (
            not self.kinds[k] & Is.IN_NAMES or "إ" in self.page.raw(k) or bool(self.kinds[k - 1] & Is.COMMA)
        )

    def _reaches(self, k: int, end: int) -> bool:
        """Whether the phrase that begins at ``k`` goes up to ``end``, times and asides left out."""
        at = self.phrases.end(k, end)
        while at < end:
            if self.kinds[at] & (_BEFORE_VERB | Is.TIME | Is.TIME_MORE):
                at += 1
            elif at in self.page.dates:
                at = self.page.dates[at]
            else:
                return False
        return True

    def _from(self, k: int, end: int, i: int) -> Part:
        """The subject that begins at ``k``; an indefinite noun right before the verb is the subject alone."""
        kinds = self.kinds
        stop = self.phrases.end(k, end)
        last = i - 1
        plain = kinds[last] & Is.NOUN and not kinds[last] & (Is.ARTICLE | Is.PARTICLES)  # "مسؤول كبير"
        counted = kinds[k] & (Is.QUANTIFIERS | Is.DIGIT)  # "نحو ألف مقاتل أعلنوا"
        some = counted or (kinds[k] & Is.UNNAMED and not kinds[k] & Is.ARTICLE)  # "موظفون بالفندق قالوا"
        alone = stop == i and last > k + 1 and plain and not some
        if alone and not (kinds[last - 1] & Is.NOUN and not kinds[last - 1] & Is.ARTICLE):
            return Part(last, i)  # "نفت الوزارة تقارير قالت إن"
        skip = int(self.words[k].startswith("و") and bool(kinds[k] & Is.CONJOINED))
        return Part(k, stop, skip)

    def _antecedent(self, relative: int) -> Part | None:
        """The noun phrase that a relative pronoun describes: ``مجلة فارايتي التي قالت``."""
        bounds = Is.PREPOSITIONS | Is.CUTS | Is.THAT | Is.COMMA | Is.TIME | Is.VERB | Is.SAYING
        if self._of_another(relative):
            return None
        k = relative
        if k and self.kinds[k - 1] & Is.COMMA:
            k -= 1
        end = k
        while (
            k > max(relative - _ANTECEDENT, 0)
            and not self.kinds[k - 1] & bounds
            and (self.kinds[k - 1] & Is.WORD or self.words[k - 1] in '"»”“«()')
        ):
            k -= 1
        while k < end - 1 and self.kinds[k] & Is.FINITE and not self.kinds[k] & Is.NOUN:
            k += 1  # "ويواجه القس، الذي"
        masculine = self.words[relative] in ("الذي", "والذي")
        apart = k > 0 and self.kinds[k - 1] & self.kinds[end] & Is.COMMA  # "رئيس النادي، سامي نجار، الذي قال"
        while (
            not apart
            and k < end - 1
            and (
                not (self.kinds[k] & Is.NOUN or k in self.page.parties)
                or (masculine and kind_of(Part(k, k + 1), self.page, self.lexicon).agreement == "f")
            )
        ):
            k += 1
        if k >= end:
            return None
        if not apart and self.phrases.end(k, end) < end:  # "القرار استجابة لتوجيهات الصندوق الذي"
            k = next((j for j in range(k + 1, end) if self._party_up_to(j, end, masculine)), k)
        if apart:
            k = self._title_before(k)
        part = Part(k, end, int(self.words[k][0] in "لبو" and self.words[k] not in self.lexicon.nouns))
        return part if self._nameable(part) else None

    def _party_up_to(self, k: int, end: int, masculine: bool) -> bool:
        """Whether a party begins at ``k`` whose phrase goes up to the relative pronoun."""
        kind = kind_of(Part(k, end), self.page, self.lexicon)
        fits = kind.rule == "head-noun" and kind.type is not LinkType.DOCUMENT
        fits = fits and not (masculine and kind.agreement == "f")
        return fits and bool(self.kinds[k] & Is.NOUN) and self.phrases.end(k, end) == end

    def _of_another(self, relative: int) -> bool:
        """``الحزب الذي تقول إنه متحالف``: by its form the verb has another subject."""
        form = self.lexicon.cues.get(self.words[relative + 1]) if relative + 1 < self.page.n else None
        if form is None or form.shape != "verb" or form.suffixed:
            return False
        pronoun = self.words[relative].removeprefix("و")
        return (pronoun, form.agreement) in _UNLIKE

    def _title_before(self, at: int) -> int:
        """``مع رئيس الهيئة، سالم نجار، الذي أكد``: where the title begins that a name set off goes with."""
        comma = at - 1
        for k in range(comma - 1, max(comma - _TITLE, 0), -1):
            if not self.kinds[k] & Is.WORD or self.kinds[k] & Is.THAT:
                break
            person = self.kinds[k] & Is.PERSON and self.kinds[k] & Is.NOUN
            if person and self.phrases.end(k, comma) == comma:
                return k
        return at

    def _nameable(self, part: Part) -> bool:
        """A known kind of party, a name met before, or words that can be a name."""
        if self._known(part):
            return True
        words = part.words(self.page)
        if words and words[0] in self.lexicon.words("no_names"):
            return False  # "بل أصبحوا يكتبون"
        if words and words[0][0] in "لب" and self.lexicon.kinds[words[0][1:]] & Is.STATE:
            return False  # "لبيونغ يانغ"
        if self._opens_with_verb(part):
            return False
        if self.kinds[part.begin] & Is.FINITE and self.words[part.begin][0] == "ي":
            return False  # "يرفعون شعارات تؤكد"
        if (
            not words
            or (words[0][0] == "ب" and self.phrases.behind_clitic(part.begin, self.words[part.begin]))
            or self.kinds[part.begin] & Is.OBJECT_HEADS
            or self.phrases.verbal(part.begin)
        ):
            return False
        opened = part.begin > 0 and self.kinds[part.begin - 1] & (Is.THAT | Is.AUXILIARIES)
        said = self.kinds[part.begin] & Is.SAID_IN or words[0].endswith("ته")  # "لكن كلامه يظهر"
        opened = opened or (part.begin and self.words[part.begin - 1] in _BUT and not said)
        return bool(opened) or len(words) > 1 or words[0] in self.words[: part.begin]

    def _opens_with_verb(self, part: Part) -> bool:
        """``وأفردت الصحيفة قائمة``: a feminine verb with its subject behind it is a clause, and no name."""
        begin = part.begin
        word, following = self.words[begin], self.kinds[begin + 1] if part.end > begin + 1 else 0
        verb = word[0] in "وف" and word[-1] == "ت" and len(word) > 4 and not self.kinds[begin] & Is.NOUN
        return verb and bool(following & Is.ARTICLE or begin + 1 in self.page.parties)

    # ------------------------------------------------------------------ the subject of the sentence

    def _clause_subject(self, i: int) -> Part | None:
        """``قدم المحامي شكوى، قائلا إن``: the subject of the narrated verb that opens the sentence."""
        kinds = self.kinds
        begin = self.page.sentence(i)[0]
        turn = next((k for k in range(i - 1, begin, -1) if self._turns(k)), begin)
        at = self._behind_lead(turn, i)
        opening = Is.AUXILIARIES | Is.CLAUSE_OPENERS | Is.CONTRASTS | Is.THAT
        while at < i and kinds[at] & opening:
            at += 1
        if at + 1 >= i or not (kinds[at] & Is.WORD or at in self.page.closes):
            return None
        party = kinds[at] & _PARTY or at in self.page.parties or self._in_states(at)
        named = self.words[at - 1] in _NAME_FOLLOWS and not kinds[at] & _NO_NAME
        if not (party or named) or kinds[at] & Is.ACTS:  # "ألقى" looks as if it had the article
            if kinds[at] & (_NOT_FIRST & ~Is.CUTS) or kinds[at] & Is.SUFFIXED:
                return None
            at += 1 + (self.words[at + 1] in _POINTING and at + 2 < i)  # "صرح بذلك الوزير، لافتا إلى"
            at += at + 1 < i and bool(kinds[at] & _PASSED_OVER)  # "يذكر أن الجامعة", "واتفق معه المدير"
        word = self.words[at]
        no_subject = kinds[at] & (Is.LINKING | _NOT_FIRST) or not (
            kinds[at] & Is.WORD or at in self.page.closes
        )
        said = at in self.page.closes and kinds[at - 1] & Is.VERB  # "وقال "لن نتراجع"، مضيفا"
        no_subject = no_subject or said or word in _NO_SUBJECT
        if no_subject or word.startswith(("بال", "لل")):
            return None
        if word[0] in "بل" and not kinds[at] & Is.NOUN and self.lexicon.kinds[word[1:]] & _PARTY:
            return None
        part = Part(at, min(self.phrases.end(at, i, narrated=True), i))
        while part.end - 1 > part.begin and kinds[part.end - 1] & Is.AUXILIARIES:
            part.end -= 1  # "وكانت الجماعة التي ... قد"
        if self._could_speak(part):
            return part
        behind = part.end < i and kinds[part.end] & Is.NOUN and kinds[part.end] & _SPEAKERS
        if not behind:
            return None  # "نشر الدراسة باحثون": the subject behind the object
        return Part(part.end, min(self.phrases.end(part.end, i, narrated=True), i))

    def _turns(self, k: int) -> bool:
        """Whether another subject may follow: not behind ``لكنه``, nor in ``الخطوة غير المتوقعة``."""
        if not self.kinds[k] & Is.CONTRASTS or self.words[k].endswith(_OF_THE_SAME):
            return False
        return self.words[k] != "غير" or bool(self.kinds[k + 1] & Is.THAT)

    def _behind_lead(self, at: int, i: int) -> int:
        """Behind an adverbial with its comma at the head of a sentence: ``من جهته،``, ``وفي لندن،``."""
        while at < i and not self.kinds[at] & Is.WORD:
            at += 1
        dash = next((k for k in range(at, min(at + _LEAD, i)) if self.kinds[k] & Is.DASH), None)
        if dash is not None and dash + 1 < i and self.page.sentence(i)[0] == 0:
            at = dash + 1
        while at < i and self.kinds[at] & Is.DASH:
            at += 1
        if (at < i and self.kinds[at] & (Is.PREPOSITIONS | Is.CUTS | Is.ADVERBS)) or self.words[at][
            :1
        ] == "ب":
            comma = next((k for k in range(at, min(at + _LEAD, i)) if self.kinds[k] & Is.COMMA), None)
            owned = self.words[at + 1].endswith(("ه", "ها", "هم")) or self.kinds[at + 1] & Is.DEMONSTRATIVES
            if (
                at + 2 < i
                and self.kinds[at] & Is.PREPOSITIONS
                and owned
                and not self.kinds[at + 2] & Is.COMMA
            ):
                return at + 2  # "من جانبه ألقى المدير كلمة"
            return comma + 1 if comma is not None else at
        return at

    def _in_states(self, at: int) -> bool:
        return (self.words[at],) in self.lexicon.states

    def _could_speak(self, part: Part) -> bool:
        """Whether a narrated subject can be somebody who says something."""
        kind = kind_of(part, self.page, self.lexicon)
        if kind.rule != "no-head-noun":
            return kind.type != "document"
        words = part.words(self.page)
        if words and part.begin in self.page.closes:
            return True
        if (
            not words
            or self.kinds[part.begin] & (Is.OBJECT_HEADS | Is.OWNED)
            or self.phrases.verbal(part.begin)
        ):
            return False
        elsewhere = self.page.counts[words[0]] > 1
        return elsewhere or (len(words) > 1 and not words[0].startswith("ال"))

    def _issuer_before(self, i: int) -> Part | None:
        """``جاء ذلك في بيان للوزارة، لفتت فيه إلى أن``: whose statement the pronoun takes up."""
        begin = self.page.sentence(i)[0]
        for k in range(i - 1, begin, -1):
            if self.words[k - 1] == "مع" and k > begin + 1 and self.kinds[k - 2] & Is.SAID_IN:
                part = Part(k, min(self.phrases.end(k, i), i))  # "مقابلة مع الوزير قال فيها"
                return part if not self.kinds[k] & Is.MEDIUM and self._nameable(part) else None
            if not self.kinds[k - 1] & (Is.SAID_IN | Is.DOCUMENT) or self.words[k - 1] in _MEETINGS:
                continue
            if (maker := self._made_by(k, i)) is not None:
                return maker
            word, kind = self.words[k], self.kinds[k]
            speaker = kind & Is.NOUN and kind & _SPEAKERS and not kind & Is.ADJECTIVE and word != "الامر"
            whole = word.startswith("لل") or speaker  # "تصريحات وزير"
            unknown = not self.lexicon.kinds[word[1:]] & ~_UNKNOWN and len(word) > 3
            if whole or (word[0] == "ل" and (k in self.page.parties or unknown)):
                part = Part(k, min(self.phrases.end(k, i), i), int(not whole))
                return part if self._known(part) or not whole else None
        return None

    def _made_by(self, k: int, i: int) -> Part | None:
        """``تصريح أدلى به السفير``, ``مقابلة أجراها الوزير مع``: whoever made it."""
        made = self.words[k] in _MADE and self.words[k + 1] in TO_IT
        at = k + 2 if made else k + 1
        held = self.kinds[k] & Is.HANDED and self.words[k + 1] not in TO_IT
        other = Is.MEDIUM | Is.PREPOSITIONS
        if at >= i or not (made or held) or self.kinds[at] & other or at in self.page.parties:
            return None
        part = Part(at, min(self.phrases.end(at, i), i))
        return part if self._nameable(part) else None

    def _passed_on_by(self, i: int) -> list[Part]:
        """``نقلت وكالة X تصريحات لسالم قال فيها``: the medium that the sentence opens with."""
        begin = self.page.sentence(i)[0]
        begin += self.words[begin] in ("كما", "فيما")
        form = self.lexicon.cues.get(self.words[begin])
        published = form is not None and self.lexicon.kinds[fold(form.verb.past)] & Is.PUBLISHING
        if begin + 1 >= i or not (published or self.words[begin].removeprefix("و") in _HELD):
            return []
        name = begin + 1 + (begin + 1 in self.page.closes)
        medium = self.kinds[begin + 1] & Is.MEDIUM or name in self.page.parties
        end = min(self.phrases.end(begin + 1, i), i)
        end = next((k for k in range(begin + 2, end) if self.kinds[k] & Is.SAID_IN), end)
        return [Part(begin + 1, end)] if medium else []
