"""What every part of the phrase reader stands on: how far a phrase has been read, and what may follow it.

The reader knows what the phrase still lacks:

OPEN      a noun in construct waits for what it governs ("وزارة ...")
LOOSE     a word that may be in construct or may not ("مدير منطقة ...", "مسؤول أمني ...")
DEFINITE  the phrase is complete and may go on with adjectives, a title or a name
NAMED     a proper name has been read
"""

from __future__ import annotations

from rasd.attribution.scan import Page
from rasd.lang.flags import Is
from rasd.lang.lexicon import Lexicon, Verb
from rasd.model import LinkType

OPEN, LOOSE, DEFINITE, NAMED = range(4)
MEDIA = (LinkType.AGENCY, LinkType.OUTLET)
OBJECTS = frozenset({"bare", "obj", "blame"})
FREE = frozenset({"عن", "الي", "علي", "من", "في"})  # prepositions that stand as words of their own
NAME_WORDS = 5
BRACKET = 9
LONGEST = 40
NESTED = 3
PARTY = Is.PERSON | Is.BODY | Is.MEDIUM | Is.UNNAMED
HARD = (
    Is.THAT | Is.THAT_BARE | Is.SAYING | Is.CUTS | Is.NEGATIONS | Is.AUXILIARIES | Is.OF_HIM
    | Is.CLAUSE_OPENERS
)  # fmt: skip
SPECIAL = HARD | Is.VERB | Is.PARTICIPLE | Is.TIME | Is.ADVERBS | Is.PREPOSITIONS | Is.RELATIVES | Is.DIGIT
_BEHIND_CLITIC = (
    Is.QUANTIFIERS
    | Is.DETERMINERS
    | PARTY
    | Is.NOUN
    | Is.ARTICLE
    | Is.PLACES
    | Is.VERBAL
    | Is.OBJECT_HEADS
    | Is.OWNED
)
_CLOSING = (
    Is.COMMA | Is.THAT | Is.THAT_BARE | Is.SAYING | Is.AUXILIARIES | Is.VERB | Is.TIME | Is.DASH
    | Is.BEFORE_THAT
)  # fmt: skip
_NO_OBJECT = Is.SAME | Is.NOUN | Is.NOT_VERBAL | Is.VERB | Is.PARTICIPLE
TYING = frozenset({"في", "من", "علي", "عن", "الي", "لدي", "ل", "ب"})
TO_ONE_OF = ("لاحد", "لاحدي")  # "في تصريح لإحدى الصحف"
TO_IT = frozenset({"به", "بها", "عليه", "عليها", "معه", "معها"})  # "حوار أجرته معه صحيفة X"
TO_WHOM = frozenset({"له", "لها", "لهم", "فيه", "فيها", "به", "بها", "عليه", "عليها", "منه", "منها"})
TO_HIM = frozenset({"اليه", "اليها", "اليهم", "اليهما"})  # "آلية", a means, is folded alike
JOINING = frozenset("-–/+&'’_@")
OFTEN = ["اكثر", "من", "مره"]  # "أكد الوزير أكثر من مرة أن"
_HOW = frozenset({"حديثا"})
SON_OF = ("بن", "بنت")
ONE_OF = ("احد", "احدي")


class Reading:
    """How far a phrase has been read.

    ``state`` is what it lacks, ``head`` what its head can be, ``inner`` the noun governed last; ``names``
    counts the names read. ``frames`` are those of the verb that waits, ``objects`` whether it takes one,
    ``idle`` the words that it takes along; ``describes``: it calls one thing another;
    ``shows``: it says what a document shows; ``narrated``: it reports nothing. ``tied``: a preposition was
    read that belongs to the head; ``relative``: inside a relative clause; ``doubtful``: a word was read that
    may be a clitic's.
    """

    __slots__ = (
        "begin", "depth", "describes", "doubtful", "frames", "head", "idle", "inner", "limit", "names",
        "narrated", "objects", "relative", "shows", "state", "tied", "waited_for",
    )  # fmt: skip

    def __init__(self, begin: int, limit: int, verb: Verb | None, depth: int) -> None:
        self.begin, self.limit, self.depth = begin, limit, depth
        self.frames: frozenset[str] = verb.frames if verb else frozenset()
        self.idle: frozenset[str] = verb.idle if verb else frozenset()
        if verb and verb.kind == "relay":
            self.frames -= {"bare"}  # its object follows the party relayed
        takes = verb is not None and (verb.whole or not verb.frames.isdisjoint(OBJECTS))
        self.objects = takes or (verb is not None and verb.kind == "relay")
        self.describes = verb is not None and verb.whole
        self.shows = verb is not None and verb.kind == "show"
        self.state = LOOSE
        self.head = 0
        self.relative = self.tied = self.doubtful = self.narrated = False
        self.names = 0
        self.inner = 0
        self.waited_for = verb is not None


class PhraseGround:
    """One page with its lexicon, and the questions that every part of a phrase asks."""

    def __init__(self, page: Page, lexicon: Lexicon) -> None:
        self.page, self.lexicon = page, lexicon
        self.words, self.kinds = page.words, page.kinds

    def goes_on(self, begin: int, limit: int) -> bool:
        """Whether a content may still begin after token ``begin``."""
        return any(
            self.kinds[k] & Is.THAT or self.words[k] == ":" or k in self.page.closes
            for k in range(begin, limit)
        )

    def _beyond(self, at: int, limit: int, kinds: int) -> int:
        """The token behind dates and tokens of some kinds."""
        while at < limit and (self.kinds[at] & kinds or at in self.page.dates):
            at = self.page.dates.get(at, at + 1)
        return at

    def _that_next(self, at: int, limit: int) -> bool:
        """Whether a that-clause follows at once, but for a time."""
        at = self._beyond(at, limit, Is.TIME | Is.TIME_MORE | Is.COMMA)
        return at < limit and bool(self.kinds[at] & (Is.THAT | Is.BEFORE_THAT))

    def verbal(self, at: int) -> bool:
        """Whether the word has the shape of a verbal noun; a hamza on its alef makes it a plural (أعضاء)."""
        return bool(self.kinds[at] & Is.VERBAL) and self.page.raw(at).removeprefix("ال")[:1] != "أ"

    def period_at(self, at: int) -> bool:
        """``الشهر الماضي``; but ``المدير العام الحالي``."""
        following = self.words[at + 1] if at + 1 < self.page.n else ""
        agrees = following in self.lexicon.words("past_or_next")
        return agrees and not (self.words[at] == "العام" and following == "الحالي")

    def _told_of(self, at: int) -> bool:
        """``نفى مصدران تقريرا``: something written or said, as an indefinite accusative."""
        word = self.words[at]
        if word[-1] != "ا" or word.endswith("ها") or word in _HOW:
            return False
        return bool(self.lexicon.kinds[word[:-1]] & (Is.DOCUMENT | Is.SAID_IN))

    def begins_object(self, at: int, state: int, limit: int) -> bool:
        """Whether the word can begin the thing announced or denied rather than go on with the subject."""
        kind, raw = self.kinds[at], self.page.raw(at)
        told = state != OPEN and self._told_of(at)
        if told or (kind & Is.OBJECT_HEADS and not (kind & Is.NOUN and state in (OPEN, LOOSE))):
            return True
        if kind & Is.SUFFIXED and kind & Is.AMBIGUOUS and kind & Is.OWNED:
            return state not in (OPEN, LOOSE)  # "أكدت الوزارة علمها بـ": a noun with its pronoun
        if kind & _NO_OBJECT or at in self.page.parties:
            # "أبدى الناشطون سعادتهم", "امتدح المدرب حارسه": no title is theirs.
            owned = kind & Is.OWNED or (raw[-1] == "ه" and kind & Is.NOUN and not kind & Is.ARTICLE)
            return bool(owned and kind & Is.PERSON) and state in (DEFINITE, NAMED)
        other = kind & Is.CONJOINED or (kind & Is.VERBAL and self._relates(at))  # "الرئيس ونظيره"
        if other or raw.removeprefix("ال")[:1] == "أ" or raw.startswith("عبد"):
            return False  # a plural (أعضاء), not a verbal noun (إعلان)
        if kind & Is.VERBAL:
            if state != NAMED or kind & Is.ARTICLE:
                return not (kind & Is.ARTICLE and state == LOOSE)
            following = self.kinds[at + 1] if at + 1 < limit else 0
            apart = len(self.words[at]) > 5 or at - 1 in self.page.opens  # behind a name in marks
            return apart or bool(following & (Is.ARTICLE | Is.NOUN | Is.PREPOSITIONS))
        if kind & Is.OWNED:
            return state != LOOSE
        pronoun = raw[-1:] == "ه" and len(raw) > 3 and not kind & Is.ARTICLE and not raw.endswith("الله")
        return pronoun and state != LOOSE

    def _relates(self, at: int) -> bool:
        """``الغرفة التجارية``: an adjective in -iyya of the shape of a verbal noun."""
        both = at and self.kinds[at] & self.kinds[at - 1] & Is.ARTICLE
        return bool(both) and self.words[at].endswith("يه") and self.words[at - 1][-1] == "ه"

    def behind_clitic(self, at: int, word: str) -> int:
        """What the word behind ``لـ`` or ``بـ`` can be; 0 where it is the word's own letter (بيترو)."""
        if word.startswith("لل"):
            return self.lexicon.kinds["ال" + word[2:]] | Is.ARTICLE
        if len(word) == 1:
            return Is.WORD
        if self.kinds[at] & (Is.NOUN | Is.STATE):
            return 0  # لجنة، بغداد
        party = self.page.parties.get(at)
        alef, article = word[1] == "ا", word[1:3] == "ال"
        short = alef and len(word) < (6 if article else 4)  # باخ، بالاك
        if short and self.page.raw(at)[1:2] == "أ" and self.lexicon.kinds[word[1:]] & Is.DETERMINERS:
            short = False  # "رحبت الحكومة بأي خطوة"
        rest = 0 if short else self.lexicon.kinds[word[1:]]
        if word[-1] == "ه" and not short and self.page.raw(at)[-1] == "ه":
            rest |= self.lexicon.kinds[word[1:-1]] & Is.OBJECT_HEADS  # "بمقتله"
        named = (
            len(word) > 3
            and word[1:] in self.page.counts
            and not self.lexicon.kinds[word[1:]] & ~(Is.WORD | Is.NOT_VERBAL)
        )
        own = self.own_letter(at, word)
        in_name = named or (word[1:],) in self.lexicon.states or (party is not None and not own)
        if rest & _BEHIND_CLITIC or in_name or word == "باسم" or self.kinds[at] & Is.TOLD:
            return rest | Is.WORD
        return 0

    def own_letter(self, at: int, word: str) -> bool:
        """Whether the first letter belongs to the name of a known party: بلومبيرغ."""
        party = self.page.parties.get(at)
        return party is not None and party[0].names[0][0] == word[0] != word[1]

    def _glued(self, at: int) -> bool:
        """Whether a mark stands between two words without a space: "جاي-إن"."""
        page = self.page
        return page.ends[at - 1] == page.starts[at] and page.ends[at] == page.starts[min(at + 1, page.n - 1)]

    def _closed(self, at: int, limit: int) -> bool:
        """Whether an apposition may end here: at a mark, at what is said, at a verb."""
        if at >= limit:
            return True
        told = self.words[at][0] == "ل" and (at in self.page.parties or self._tells_medium(at))
        return bool(self.kinds[at] & _CLOSING) or self.words[at] in ":(.[" or at in self.page.closes or told

    def _tells_medium(self, at: int) -> bool:
        """``لوكالة``, ``لصحيفة``, ``لعدد من الصحفيين``, ``للصحفيين``."""
        told = self.lexicon.kinds[self.words[at][1:]] & (Is.TOLD_MEDIA | Is.QUANTIFIERS)
        return bool(told or self.kinds[at] & Is.TOLD) or self.words[at] == "ل"
