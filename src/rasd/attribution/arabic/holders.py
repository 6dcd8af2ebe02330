"""Parties that the text brings in without quoting them, by their head noun: "الشركة", "وزير الصحة", "سموه".

What is said of a definite noun, an office or an honorific goes to the phrase that names who is meant.
"""

from __future__ import annotations

from functools import lru_cache

from rasd.attribution.arabic.mentions import DEED, LONGEST_NAME, NAME_WORDS, NOT_IN_NAME, Mentions, spellings
from rasd.attribution.arabic.phrase import Phrases
from rasd.attribution.draft import Part
from rasd.attribution.entities import Kind
from rasd.attribution.scan import Page
from rasd.lang.arabic import bare, has_article
from rasd.lang.flags import Is
from rasd.lang.lexicon import Lexicon
from rasd.lang.normalize import fold
from rasd.lang.parties import parties
from rasd.model import LinkType, Span

_TITLE_ALONE = 3  # words of "صاحب السمو الملكي"
_FULL_NAME = 2  # words
_LED_BY = frozenset({"بقياده", "برءاسه", "بزعامه"})  # "التحالف بقيادة الدولة"
_OFFICES = ("الدفاع", "الداخليه", "الخارجيه", "الامن", "القضاء")  # "وزارة الداخلية والدفاع"
_CALLED_SO = ("تقوده", "يقوده", "تقودها", "يقودها", "تدعمه", "تدعمها", "يدعمه", "يدعمها", "تدعمهم")
_ANY = ("اي", "ايه")  # "على أي ناد يريد التعاقد": nobody yet
_HANGING = ("في", "من", "عن", "الي", "علي")
MINISTRIES = frozenset({"وزاره"})
_GROUPS = ("فريق", "مجموعه", "عدد")


def _governed(word: str) -> str:
    """A word with its article, also where a preposition hides it: ``للرئيس``."""
    return "ال" + word[2:] if word.startswith("لل") else word


@lru_cache(maxsize=1 << 12)
def _with_clitics(head: str) -> tuple[str, ...]:
    """The spellings of a head noun with what may be written onto it, and of a plural in its other case."""
    written = [s for clitic in ("", "ل", "ب", "و", "ول", "بال", "وال") for s in spellings(clitic + head)]
    other = spellings(head[:-2] + "ين") if head.endswith("ون") else ()
    return (*written, *other)


class Holders(Mentions):
    """The phrases of one page that a head noun opens."""

    def __init__(self, page: Page, lexicon: Lexicon, phrases: Phrases) -> None:
        super().__init__(page, lexicon, phrases)
        self._heads: dict[str, list[int]] = {}  # where a head noun stands

    def narrated(self, kind: Kind, others: frozenset[str], part: Part) -> Part | None:
        """``الشركة``, ``الحزب``: the last phrase before it that names a party of that head noun."""
        for at in reversed(self._placed(kind.head)):
            found = self._headed_by(at, kind) if at < part.begin else None
            if found is not None and others <= self.bag(found):
                return self._named_before(found) if kind.type is LinkType.PERSON else found
        return None

    def honoured(self, titles: tuple[str, ...], part: Part) -> Part | None:
        """``سموه``: the last person before it who is given that title with a name."""
        places = {at for title in titles for at in self._placed(title) if at < part.begin}
        for at in sorted(places, reverse=True):
            found = self._phrase_around(at)
            if found is None:  # "زار معالي الوزير سالم الفالح"
                found = Part(at, self.phrases.end(at, self.page.sentence(at)[1], narrated=True))
            if len(self.bag(found)) <= _TITLE_ALONE:
                continue
            if not self.page.kinds[found.begin] & Is.NOUN:  # "رأس معالي الوزير"
                found = Part(at, found.end)
            return found
        return None

    def called_otherwise(self, names: tuple[tuple[str, ...], ...], part: Part) -> Part | None:
        """``البنتاغون``: where the text names the ministry in full before."""
        words = self.page.words
        for name in names:
            for at in self._placed(name[0]):
                if at < part.begin and tuple(words[at + 1 : at + len(name)]) == name[1:]:
                    return Part(at, at + len(name), int(words[at] != name[0]))
        return None

    def firm_end(self, begin: int, end: int) -> int:
        """The end of a name without what hangs on it."""
        while end > begin + 1 and self._hangs(end - 1, begin):
            end -= 1
        return end

    def _hangs(self, k: int, begin: int) -> bool:
        """Whether a token at the end of a name is none of it: a mark, an "or", a preposition."""
        page = self.page
        if page.words[k] == ")" and "(" in page.words[begin:k]:
            return False
        if not page.kinds[k] & Is.WORD:
            return k not in page.opens
        or_he = page.words[k] == "او" or page.kinds[k] & Is.APPOSING
        return bool(or_he) or (page.words[k] in _HANGING and page.raw(k) != "علي")

    def of_country(self, kind: Kind, countries: frozenset[str], part: Part) -> Part | None:
        """``الرئيس التونسي``: who is named with that title and country.

        Else the one named without any country, where the text gives that title to no other country.
        """
        named: list[Part] = []
        elsewhere = False
        for at in self._placed(bare(kind.head)):
            found = self._headed_by(at, kind) if not part.begin <= at < part.end else None
            if found is None or not has_article(_governed(self.page.words[at][found.skip :])):
                continue
            words = found.words(self.page)
            told = parties().told_by(words)
            if told and not told & countries:
                elsewhere = True
                continue
            if sum(self._unknown(k) for k, _ in self._told(found)) < _FULL_NAME:
                continue
            if told:
                return found
            named += [] if self.lexicon.words("former").intersection(words) else [found]
        return None if elsewhere else self._one_person(named, bare(kind.head))

    def office_holder(self, kind: Kind, words: frozenset[str], part: Part) -> Part | None:
        """``وزير الصحة``: the one person whom the text gives that office with a name."""
        holders: list[tuple[Part, set[str]]] = []
        for at in self._placed(kind.head):
            found = self._headed_by(at, kind) if not part.begin <= at < part.end else None
            if found is None or not words <= (bag := self.bag(found)):
                continue
            names = {
                w for k, w in self._told(found) if self._unknown(k) or self._family(k, found.begin)
            } & bag
            if not names and words == bag:
                found = self._named_before(found)  # "سهيل الراشد وزير الطاقة"
                names = {bare(self.page.words[k]) for k in range(found.begin, at) if self._in_name(k)}
            if len(names) > 1 and found.end - found.begin <= LONGEST_NAME:
                holders.append((found, names))
        told = parties().told_by
        if here := told(part.words(self.page)):
            holders = [h for h in holders if told(h[0].words(self.page)) <= here]
        else:  # the minister of another country has it beside his office
            holders = [h for h in holders if not told(h[0].words(self.page))] or holders
        return holders[0][0] if holders and all(holders[0][1] & names for _, names in holders) else None

    def _told(self, part: Part) -> list[tuple[int, str]]:
        return [(k, bare(self.page.words[k])) for k in range(part.begin + 1, part.end)]

    def _one_person(self, named: list[Part], head: str) -> Part | None:
        """The first of several parties where all share a name."""
        bags = [self.bag(found) - {head} for found in named]
        return named[0] if named and all(bags[0] & bag for bag in bags) else None

    def narrower(self, kind: Kind, part: Part) -> Part | None:
        """``الشركة`` for an airline: the last named party before it whose head noun says more."""
        places = {at for head in self.lexicon.narrower.get(kind.head, ()) for at in self._placed(head)}
        for at in sorted((at for at in places if at < part.begin), reverse=True):
            found = self._headed_by(at, kind)
            if found and (kind.type is LinkType.UNNAMED or self.has_name(found)):
                return found
            if found and kind.type is LinkType.PERSON and any(self._unknown(k) for k, _ in self._told(found)):
                return found  # "المغني التونسي سالم الحداد", for "الفنان"
        return None

    def only_named(self, kind: Kind, part: Part, behind: bool = False) -> Part | None:
        """The one party of that head noun that the text names before ``part``, or ``behind`` it."""
        named: list[Part] = []
        for at in self._placed(kind.head):
            if part.begin <= at < part.end or (at > part.begin) is not behind:
                continue
            found = self._headed_by(at, kind)
            if found is not None and self.has_name(found):
                named.append(found)
        return self._one_person(named, kind.head)

    def in_full(self, kind: Kind, words: frozenset[str], part: Part) -> Part | None:
        """``هيئة الطيران المدني``: in full ``الهيئة العامة للطيران المدني``, where the text has it."""
        if has_article(self.page.words[part.begin][part.skip :]) or len(words) < _FULL_NAME:
            return None
        length = part.end - part.begin + 1
        if not all(kind & Is.WORD for kind in self.page.kinds[part.begin : part.end]):
            return None
        for at in self._placed(bare(kind.head)):
            full = Part(at, at + length, int(self.page.words[at][0] in "ولب"))
            if part.begin <= at < part.end or full.end > self.page.n:
                continue
            definite = has_article(_governed(self.page.words[at][full.skip :]))
            described = self.page.kinds[at + 1] & Is.ARTICLE and self.page.words[at + 2].startswith("لل")
            if definite and described and self.bag(full) == words | {bare(self.page.words[at + 1])}:
                return full
        return None

    def short(self, span: Span) -> str:
        """``الاتحاد الدولي لكرة القدم (الفيفا)``: the short name in brackets, as it is compared."""
        return bare(fold(span.of(self.page.text).partition("(")[2].strip(") ")))

    def told_before(self, head: str, part: Part) -> bool:
        """Whether the head noun stands before the part, whatever its phrase."""
        return any(at < part.begin for at in self._placed(head))

    def has_name(self, part: Part) -> bool:
        """Whether a proper name stands behind the head noun: a known one, one in marks, unknown words."""
        page = self.page
        inside = range(part.begin + 1, part.end)
        if any(at in page.closes or at in page.parties for at in (part.begin, *inside)):
            return True
        other = NOT_IN_NAME | Is.VERBAL | Is.ADJECTIVE | Is.OBJECT_HEADS
        return any(
            kind & Is.WORD and not kind & other for kind in page.kinds[part.begin + 1 : part.begin + 2]
        )

    def core_bag(self, part: Part) -> frozenset[str]:
        """The words before a remark: ``قيادي في التحالف الذي يدعم الرئيس`` is no president."""
        end = self.before_remark(part.begin, part.end)
        return self.bag(Part(part.begin, end if end > part.begin else part.end, part.skip))

    def told_of(self, kind: Kind, part: Part) -> bool:
        """``الجيش الكندي الذي يحاصر البلدة``: a remark; but ``التحالف الذي تقوده الدولة`` is called so."""
        end = self.before_remark(part.begin, part.end)
        if kind.type is not LinkType.ORGANISATION or end - part.begin < _FULL_NAME or end + 1 >= part.end:
            return False
        return self.page.words[end + 1] not in _CALLED_SO

    def of_two(self, word: str) -> bool:
        """``والجيش``: of two bodies named together, the second."""
        joined = word.startswith("وال") and word[1:] not in _OFFICES
        return joined and self.lexicon.kinds[word[1:]] & (Is.BODY | Is.VERBAL) == Is.BODY

    def _breaks_off(self, k: int, known: bool) -> bool:
        """Where a phrase goes no further: at a preposition, but for "باحثون في جامعة كذا"; at a verb."""
        kinds, words = self.page.kinds, self.page.words
        if kinds[k] & Is.PREPOSITIONS:
            following = kinds[min(k + 1, self.page.n - 1)]
            return known or not (words[k] in ("في", "من", "علي") and following & (Is.BODY | Is.MEDIUM))
        verb = words[k][0] == "ي" and words[k].endswith("ون") and not kinds[k] & (Is.NOUN | Is.ADJECTIVE)
        return bool(not known and verb)

    def _beside(self, k: int, head: int) -> bool:
        """``الشركة بهدوء``, ``المركز ومقره``: what stands beside a definite noun, and tells no name."""
        word = self.page.words[k]
        if word[0] == "ب":
            led = word in _LED_BY or (k - 1 > head and self.page.words[k - 1].startswith("لل"))
            body = self.lexicon.kinds[_governed(self.page.words[head])] & Is.BODY
            beside = self.phrases.behind_clitic(k, word) or (body and k == head + 1)  # "للنادي بتوصية"
            return bool(beside) and not led
        return (
            word[0] == "و" and self.page.raw(k).endswith(("ه", "ها")) and word[1:] not in self.lexicon.nouns
        )

    def _headed_by(self, at: int, kind: Kind) -> Part | None:
        """The phrase of several words that the head noun at ``at`` opens."""
        page = self.page
        if page.words[at - 1] in _ANY and at:
            return None
        end = self.phrases.end(at, page.sentence(at)[1], narrated=True)
        found = Part(at, self._before_other(at, end))
        word = page.words[at]
        found.skip = int(word[0] in "ولب" and word not in self.lexicon.nouns and not word.startswith("لل"))
        if kind.type is not LinkType.DOCUMENT:
            counted = page.words[at - 1] == "من" and at > 1
            several = kind.type is LinkType.UNNAMED and kind.agreement == "p"
            known = not several or (has_article(word) and not counted)
            inside = range(at + 1, found.end)
            found.end = next((k for k in inside if self._breaks_off(k, known)), found.end)
        if kind.type is not LinkType.DOCUMENT and has_article(_governed(word[found.skip :])):
            inside = range(at + 1, found.end)
            found.end = next((k for k in inside if self._beside(k, at)), found.end)
        if kind.type is LinkType.ORGANISATION:
            inside = range(at + 1, found.end)
            found.end = next((k for k in inside if self.of_two(page.words[k])), found.end)
        if kind.type is LinkType.ORGANISATION and at and has_article(word):
            found = self._body_at(at, found)
        if kind.type is LinkType.UNNAMED and at > 1 and page.words[at - 1] == "من":
            some = page.kinds[at - 2] & Is.QUANTIFIERS or bare(page.words[at - 2]) in _GROUPS
            found = Part(at - 2, found.end) if some else found  # "فريق من الباحثين"
        return found if len(self.bag(found)) > 1 else None

    def _body_at(self, at: int, found: Part) -> Part:
        """A body by its definite noun: with the ministry before it, without whose head is named behind it."""
        words, kinds, before = self.page.words, self.page.kinds, self.page.words[at - 1]
        clitic = int(before[0] in "ولب" and before[1:] in MINISTRIES)
        if before[clitic:] in MINISTRIES:
            found = Part(at - 1, found.end, clitic)  # "وزارة الدفاع", for "الدفاع"
        elif kinds[at - 1] & Is.PERSON and not kinds[at - 1] & Is.ARTICLE:
            inside = range(at + 1, found.end)  # "مدير المرصد السوري فلان"
            found.end = next((k for k in inside if self._unknown(k)), found.end)
        unlike = "الذي" if words[at].endswith("ه") else "التي"  # "قسم الشرطة الذي"
        inside = range(at + 1, found.end)
        found.end = next((k for k in inside if words[k] == unlike), found.end)
        return found

    def _named_before(self, found: Part) -> Part:
        """``سهيل الراشد وزير الطاقة``: a title with the name that stands before it."""
        begin = found.begin
        while begin > 0 and found.begin - begin < NAME_WORDS and self._in_name(begin - 1):
            begin -= 1
        named = found.begin - begin > 1 and not self.page.kinds[begin] & DEED
        return Part(begin, found.end) if named and not found.skip else found

    def _placed(self, head: str) -> list[int]:
        """Where a head noun stands, in construct or with clitics."""
        found = self._heads.get(head)
        if found is None:
            places: set[int] = set()
            for spelling in _with_clitics(head):
                if spelling in self.page.counts:
                    places.update(self._standing_so((spelling,)))
            found = self._heads[head] = sorted(places)
        return found
