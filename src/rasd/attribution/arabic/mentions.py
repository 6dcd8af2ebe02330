"""Mentions of a party that are no sources: where the text names it in full.

News gives title and name where it brings somebody in, and a surname or a plain noun ever after.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain

from rasd.attribution.arabic.kinds import noun_of
from rasd.attribution.arabic.phrase import Phrases
from rasd.attribution.arabic.reading import ONE_OF, SON_OF
from rasd.attribution.draft import Part
from rasd.attribution.scan import Page
from rasd.lang.arabic import bare, consonants
from rasd.lang.flags import Is
from rasd.lang.lexicon import Lexicon

_MOST_PLACES = 50  # places of a name that are looked at
_REACH_BACK = 24  # tokens from a name back to the title that opens its phrase
LONGEST_NAME = 24
NAME_WORDS = 6
_DATELINE = 12  # tokens
_NEAR_HEAD = 3  # tokens from a body's head noun to its name: "شركة النفط أرامكو"
_NO_NAMES = ("وسي", "فسي", "واسمه", "واسمها")
_INITIALS = ("د", "م")  # doctor, engineer
_KIN_NAME = 3  # tokens of "محامي فلانة"
_NEAR_TITLE = 4  # tokens from a title to the first name
_FOREIGN = 5  # letters of a name whose transcriptions are compared
_UNKNOWN = Is.WORD | Is.NOT_VERBAL | Is.ADJECTIVE
_REMARK = Is.RELATIVES | Is.AGED
_HEADS = Is.PERSON | Is.BODY | Is.MEDIUM
_BEFORE_PHRASE = Is.THAT | Is.RELATIVES | Is.SAYING
DEED = Is.FINITE | Is.VERBAL | Is.OBJECT_HEADS | Is.SAID_IN
NOT_IN_NAME = (
    Is.NOUN | Is.ARTICLE | Is.PREPOSITIONS | Is.VERB | Is.PARTICIPLE | Is.CUTS | Is.TIME | Is.THAT
    | Is.AUXILIARIES | Is.ADVERBS | Is.DIGIT | Is.NEGATIONS
)  # fmt: skip


@lru_cache(maxsize=1 << 16)
def _parts(word: str) -> tuple[str, ...]:
    """A word without its article; ``عبدالرازق`` and ``عزالدين`` are written as one word or two."""
    if word.endswith("الدين") and len(word) > 6:
        return word[:-5], word[-3:]
    if word.startswith("عبدال") and len(word) > 6:
        return "عبد", word[5:]
    return (bare(word),)


def spellings(word: str) -> tuple[str, ...]:
    """A word as names write it: bare, with its article, behind a preposition."""
    return word, "ال" + word, "لل" + word, "عبدال" + word, "ل" + word, "ب" + word


def _places(words: list[str], word: str, count: int) -> list[int]:
    """The first places of a word that stands ``count`` times among the words."""
    found, at = [], -1
    for _ in range(min(count, _MOST_PLACES)):
        at = words.index(word, at + 1)
        found.append(at)
    return found


class Mentions:
    """The phrases of one page that name parties."""

    def __init__(self, page: Page, lexicon: Lexicon, phrases: Phrases) -> None:
        self.page, self.lexicon, self.phrases = page, lexicon, phrases
        self._skeletons: list[str] = []
        self._joined: list[int] | None = None
        self._behind = -1  # the token behind the dateline

    def bag(self, part: Part) -> frozenset[str]:
        """The words of a mention without articles, as mentions are compared."""
        end = next((k for k in range(part.begin, part.end) if self.page.words[k] in "(["), part.end)
        if end + 1 < part.end and not self.page.words[end + 1].isdigit():
            end = part.end
        words = (w for word in Part(part.begin, end, part.skip).words(self.page) for w in word.split("_"))
        kinds = self.lexicon.kinds
        parts = [_parts(w) for w in words if len(w) > 1 and not kinds[w] & Is.SAME]
        return frozenset(chain.from_iterable(parts))

    def named(self, words: frozenset[str]) -> bool:
        """Whether the words of a mention hold two that are no nouns, as a person's names."""
        kinds, other = self.lexicon.kinds, ~(Is.WORD | Is.NOT_VERBAL | Is.FINITE)
        return sum(not kinds[w] & other and len(w) > 2 and w[0] not in "لب" for w in words) > 1

    def before_remark(self, begin: int, end: int) -> int:
        """Where a relative clause or an age begins between two tokens; ``end`` where none does."""
        kinds = self.page.kinds
        return next((k for k in range(begin, end) if kinds[k] & _REMARK), end)

    def full(self, part: Part) -> Part | None:
        """For a name: the fullest phrase of the text that gives the same name with a title or more of it."""
        names = self._names(part)
        if not names or len(names) > NAME_WORDS:
            return None
        best, most = None, self.before_remark(part.begin, part.end) - part.begin
        for at in self._standing(names[-1]):
            if part.begin <= at < part.end:
                continue
            found = self._phrase_around(at)
            if (
                found is not None
                and "_" in self.page.words[at]
                and not self.page.kinds[found.begin] & Is.PERSON
            ):
                found = Part(at - (self.page.words[at - 1] == "#"), at + 1)  # "بحبس #سالم_حداد"
            if found is None:
                continue
            if self._of_others(found, at) or self._kin_of(found, at) or self._within_clause(found, at):
                continue
            words = self.bag(found)
            if len(words) <= most or not words.issuperset(names) or found.end - found.begin > LONGEST_NAME:
                continue
            titled = self.page.kinds[found.begin] & Is.NOUN and len(words) > len(names) + 1
            if titled:
                return found  # news gives title and name where it brings somebody in
            best, most = found, len(words)
        if best is None and len(names) == 1 and (spelling := self._spelled_otherwise(names[0], part.begin)):
            return self._titled(spelling)
        return best

    def _of_others(self, found: Part, at: int) -> bool:
        """``لاعبا منتخب البلاد فلان وفلان``: several people, or a body far before the name of one of them."""
        kind, word = self.page.kinds[found.begin], self.page.words[found.begin][found.skip :]
        if word in self.lexicon.words("named_after"):
            return True  # "شهر رمضان"
        if kind & Is.PERSON:
            known = noun_of(word, self.lexicon)
            several = known is not None and known[1].agreement == "p"  # "لاعبين مثل فلان وفلان"
            return several or (bare(word) not in self.lexicon.nouns and word.endswith(("ا", "و", "ان")))
        return self._far_body(found.begin, at, kind)

    def _within_clause(self, found: Part, at: int) -> bool:
        """``أصول مؤسستين يديرهما سعيد``: a verb with its object stands before the name, its subject."""
        before = self.page.words[at - 1]
        return found.begin < at - 1 and before[0] in "يت" and before.endswith(("هما", "هم", "ها"))

    def _kin_of(self, found: Part, at: int) -> bool:
        """``محامي فلانة، فلان``: the name at ``at`` is that of whose lawyer or brother he is."""
        return bool(self.page.kinds[found.begin] & Is.KIN) and at - found.begin < _KIN_NAME

    def _far_body(self, k: int, at: int, kind: int) -> bool:
        """Whether a body is named so far before a name that the name is no part of its own."""
        own = not self.page.kinds[at - 1] & Is.WORD  # "هيئة الطيران الروسية (روسافياتسيا)"
        return self._body(kind) and at - k > _NEAR_HEAD and not own

    def _no_holder(self, k: int, best: int, at: int, kind: int) -> bool:
        """``فريق المدرب فلان``, ``الأمم المتحدة فلانة``: a body before a name that is somebody else's."""
        words, following = self.page.words, self.page.kinds[k + 1]
        body = self._body(kind) or (bare(words[k]) in self.lexicon.double and following & Is.ARTICLE)
        if not body or not self.page.kinds[at - 1] & Is.WORD:
            return False  # "هيئة الطيران الروسية (روسافياتسيا)"
        side = words[k].endswith("جانب")  # "من جانب فلان"
        state = (words[k], words[k + 1]) in self.lexicon.states
        return side or state or self._far_body(k, at, kind) or bool(self.page.kinds[best] & Is.PERSON)

    @staticmethod
    def _body(kind: int) -> bool:
        return bool(kind & Is.BODY and not kind & Is.PERSON)

    def _spelled_otherwise(self, name: str, at: int) -> list[int]:
        """Where a foreign name stands in another spelling: ``نتنياهو`` and ``نتانياهو``.

        Transcriptions differ in their long vowels, and in how they write *g*.
        """
        skeleton = consonants(name)
        if len(name) < _FOREIGN or len(skeleton) < 3 or self.lexicon.kinds[name] & ~_UNKNOWN:
            return []
        words = self.page.words
        self._skeletons = self._skeletons or consonants(" ".join(words)).split(" ")
        places = _places(self._skeletons, skeleton, self._skeletons.count(skeleton))
        # A last letter of its own is another name: "مولتشانوف", "مولتشانوفا".
        return [k for k in places if k < at and words[k] != name and words[k][-1] == name[-1]]

    def _titled(self, places: list[int]) -> Part | None:
        """The first phrase around one of the places that is a person's name of several words."""
        for at in places:
            found = self._phrase_around(at)
            names = self._names(found) if found else []
            last = names[-1:] == [bare(self.page.words[at])] and len(names[-1]) >= _FOREIGN
            if found and last and 1 < len(self.bag(found)) <= LONGEST_NAME:
                return found
        return None

    def _names(self, part: Part) -> list[str]:
        """The words of a name, without titles, brackets and articles."""
        kinds = self.page.kinds
        out: list[str] = []
        if kinds[part.begin] & Is.KIN and not any(kinds[k] & Is.COMMA for k in range(part.begin, part.end)):
            return out  # "زوجة فلان": the name is another's
        commas = [k for k in range(part.begin + 1, part.end - 1) if kinds[k] & Is.COMMA]
        construct = commas and kinds[part.begin] & Is.PERSON and not kinds[part.begin] & Is.ARTICLE
        if construct and not kinds[commas[0] + 1] & (Is.NOUN | Is.ARTICLE):
            part = Part(commas[0] + 1, part.end)  # "محامي مارادونا، ماتياس مورلا"
        for k in range(part.begin, part.end):
            word = self.page.words[k][part.skip if k == part.begin else 0 :]
            if word.startswith("لل"):
                continue  # "المدير الفني للمنتخب كارلوس كيروش"
            if kinds[k] & Is.ADDRESSES or (word in _INITIALS and self.page.words[k + 1] == "."):
                out.clear()  # "رئيس بلدية ينبع د. حاتم طه": a place before the name
                continue
            if out and (
                word in "([،" or kinds[k] & _REMARK or kinds[k] & (Is.NOUN | Is.PREPOSITIONS | Is.DIGIT)
            ):
                break
            last = k + 1 == part.end or kinds[k + 1] & (Is.NOUN | Is.COMMA)
            named = (
                not kinds[k] & Is.ARTICLE or last or (out and self.lexicon.kinds[out[-1]] & Is.BEFORE_ARTICLE)
            )
            other = Is.NOUN | Is.DIGIT | Is.PREPOSITIONS | Is.PARTICLES | Is.DETERMINERS | Is.PLACES
            other |= Is.CONJOINED
            if kinds[k] & Is.WORD and not kinds[k] & other:
                if not named and out:
                    break
                if named:
                    out.extend(_parts(word))
        # "الفلبيني" behind a title is no name; alone it may be one.
        words = [k for k in range(part.begin, part.end) if kinds[k] & Is.WORD]
        alone = len(words) < 2 or any(
            not kinds[k] & Is.ARTICLE and _parts(self.page.words[k])[-1] in out for k in words
        )
        return out if alone else []

    def _phrase_around(self, at: int) -> Part | None:
        """The longest phrase with a head noun, or a name and its apposition, that covers token ``at``."""
        page = self.page
        begin, limit = page.sentence(at)
        first = at
        while first > begin and self._in_name(first - 1):
            if self._verb_before(first - 1, begin):
                break
            first -= 1
            if self._title_in_clitic(first):
                break  # "بالدكتور فلان"
        best = None
        for k in range(first, max(begin, at - _REACH_BACK) - 1, -1):
            kind = self._also_behind_letter(k)
            if self._goes_no_further(k, kind) or (best is not None and self._of_his(best)):
                break
            plain = k == first and not kind & DEED and not page.words[k].startswith(("بال", "لل"))
            starts = plain or kind & _HEADS
            other = best is not None and self._no_holder(k, best, at, kind)
            if (
                starts
                and not other
                and not kind & Is.PREPOSITIONS
                and kind & Is.WORD
                and self._reach(k, first, at, limit) > at
            ):
                best = k
        if best is None:
            best = self._behind_verb(first, at, limit)
        if best is None:
            return None
        best = self._member(best, at)
        word = page.words[best]
        known = bool(noun_of(word[1:], self.lexicon)) or word[1:] in page.counts
        known = (known and not word.startswith("لل")) or word.startswith("وال")
        skip = int(word[0] in "ولب" and len(word) > 3 and word not in self.lexicon.nouns and known)
        end = self._before_other(at, self._reach(best, first, at, limit))
        end = self._before_object(best, at, end)
        return Part(best, self.before_remark(at, end), skip)

    def _other_topic(self, k: int) -> bool:
        """``من جهة أخرى``: a turn of the writer, and no body."""
        words = self.page.words
        return words[k + 1 : k + 2] in (["اخري"], ["اخر"]) and words[k] in self.lexicon.words("topics")

    def _behind_verb(self, first: int, at: int, limit: int) -> int | None:
        """``وتوفيت ليلى حداد في``: where a name begins behind the verb that its words seem to open with."""
        if self.page.words[at].endswith(("ات", "ون", "ين")) and self.page.kinds[at] & Is.ARTICLE:
            return None  # "دعم المستثمرين"
        names = (k for k in range(first + 1, at) if self._unknown(k))
        return next((k for k in names if self._reach(k, first, at, limit) > at), None)

    def nameless(self, begin: int, end: int) -> bool:
        """Whether every word between two tokens is one that the language knows."""
        return not any(self._unknown(k) for k in range(begin, end))

    def _unknown(self, k: int) -> bool:
        """Whether a word is none that the language knows, as names are: no pronoun behind it, no particle."""
        word, kind = self.page.words[k], self.page.kinds[k]
        owned = word.endswith(("ها", "هم"))
        joined = word[0] in "لبك" and self._behind_letter(k) & ~_UNKNOWN
        return bool(kind & Is.WORD) and not (kind & ~_UNKNOWN or owned or joined) and len(word) > 2

    def _reach(self, k: int, first: int, at: int, limit: int) -> int:
        """Where the phrase from ``k`` ends; the name at ``at`` is known to be one, whatever its shape."""
        end = self.phrases.end(k, limit, narrated=True)
        if end != at or not (self._unknown(k) if k >= first else first - k < _NEAR_TITLE) or at == first:
            return end
        kind, word = self.page.kinds[at], self.page.words[at]
        other = kind & (Is.ACTS | Is.OBJECT_HEADS | Is.OWNED) or (kind & Is.ARTICLE and word[-1] != "ي")
        return at + 1 if self._in_name(at) and not other and len(word) > 2 else end

    def _before_other(self, at: int, end: int) -> int:
        """``الرئيس رجب أردغان ومرشح المعارضة``: where another person is named behind the one at ``at``."""
        kinds, words = self.page.kinds, self.page.words
        # Behind another title of his own the person goes on: "فهد الراشد، العضو المنتدب والرئيس التنفيذي".
        joined = (
            k
            for k in range(at + 1, end)
            if kinds[k] & Is.CONJOINED
            and (not kinds[k - 1] & (Is.ARTICLE | Is.NOUN) or self._family(k - 1, at))
        )
        end = next((k for k in joined if self.lexicon.kinds[words[k][1:]] & Is.PERSON), end)
        # "سالم وليلى": another by a name that the text gives elsewhere alone
        named = words[at + 1] if at + 1 < end and not kinds[at + 1] & Is.NOUN else ""
        return at + 1 if named[:1] == "و" and named[1:] in self.page.counts else end

    def _family(self, k: int, begin: int) -> bool:
        """``رئيس البرلمان فادي الحلو``: a family name with the article, behind a first name."""
        first = k - 1 > begin and self._unknown(k - 1)
        return first and self.page.kinds[k] & (Is.ARTICLE | Is.NOUN) == Is.ARTICLE

    def _member(self, begin: int, at: int) -> int:
        """``الدكتور خالد الشيخي ومدير المطار عمر السالم``: where the person begins who has the later name."""
        kinds, other = self.page.kinds, Is.ARTICLE | Is.NOUN | Is.PREPOSITIONS | Is.CONJOINED
        for k in range(at - 1, begin + 1, -1):
            rest = self.lexicon.kinds[self.page.words[k][1:]] if self.page.words[k][0] == "و" else 0
            if not (rest & Is.PERSON and kinds[k] & Is.CONJOINED):
                continue
            named = (j for j in range(begin + 1, k) if kinds[j] & Is.WORD and not kinds[j] & other)
            if any(kinds[j - 1] & Is.ARTICLE for j in named):
                return k
        return begin

    def _in_name(self, at: int) -> bool:
        if self.page.words[at] == "#":
            return True
        kind = self.page.kinds[at]
        if kind & Is.IN_NAMES and self.page.raw(at) == self.page.words[at]:
            return self._unknown(min(at + 1, self.page.n - 1))  # "جان إيف لو دريان"
        return bool(kind & Is.WORD) and not kind & NOT_IN_NAME

    def _standing(self, word: str) -> list[int]:
        """The first tokens that are this word, with or without the article."""
        return self._standing_so(spellings(word))

    def _standing_so(self, spellings: tuple[str, ...]) -> list[int]:
        words, counts, found = self.page.words, self.page.counts, []
        if self._behind < 0:
            self._behind = self._dateline_end()
        behind = self._behind
        for spelling in spellings:
            if spelling in counts:
                found += [at for at in _places(words, spelling, counts[spelling]) if at >= behind]
        found = sorted(found)[:_MOST_PLACES]
        if "#" in counts and len(spellings) > 1:
            found += (at for at in self._hashtags() if spellings[0] in words[at].split("_"))
        return found

    def _hashtags(self) -> list[int]:
        """The tokens that join words by underscores; found once a page."""
        if self._joined is None:
            self._joined = [at for at, token in enumerate(self.page.words) if "_" in token]
        return self._joined

    def _dateline_end(self) -> int:
        """The token behind a dateline, which names nobody: ``دبي، الإمارات العربية المتحدة (CNN) --``."""
        page = self.page
        dashes = (k for k in range(1, min(_DATELINE, page.n)) if page.kinds[k] & Is.DASH)
        return next((k + 1 for k in dashes if page.starts[k] > page.ends[k - 1]), 0)

    def _before_object(self, begin: int, at: int, end: int) -> int:
        """``ويواجه فلان مهاجم الفريق عقوبة``: where a verb or its object follows the name at ``at``."""
        kinds, words = self.page.kinds, self.page.words
        if not self._body(kinds[begin]) and self._object_next(at, end):
            return at + 1
        for k in range(at + 1, end):
            if kinds[k] & Is.FINITE and not kinds[k] & (Is.NOUN | Is.ARTICLE):
                return k
            if words[k][-1] == "ا" and kinds[k] & Is.PERSON and words[k] not in self.lexicon.nouns:
                return k  # "انتخب فلان رئيسا": what he became
            plain = kinds[k] & Is.WORD and not kinds[k] & (
                Is.NOUN | Is.ARTICLE | Is.PREPOSITIONS | Is.CONJOINED
            )
            object_ = words[k].endswith("ه") and words[k][0] not in "لبك"
            if plain and object_ and kinds[k - 1] & Is.ARTICLE and k > at + 2:
                return k
        return end

    def _object_next(self, at: int, end: int) -> bool:
        """``خاض سالم الحداد غمار السياسة``: what follows a surname and is no title is no name either."""
        kinds, words = self.page.kinds, self.page.words
        if at + 1 >= end or not self._in_name(at + 1) or words[at + 1] in ONE_OF:
            return False
        prefixed = (kinds[at - 1] | kinds[at] | kinds[at + 1]) & Is.BEFORE_ARTICLE
        if prefixed or not self._unknown(at - 1) or words[at - 1] in SON_OF:
            return False
        thing, following = words[at + 1], kinds[at + 2] if at + 2 < end else 0
        described = bool(following) and thing[-1] == words[at + 2][-1] == "ه"  # "دعوة رسمية"
        owned = thing.endswith(("ها", "هم", "ات")) or bool(kinds[at + 1] & (Is.VERBAL | Is.OBJECT_HEADS))
        return bool(following & (Is.ARTICLE | Is.VERBAL)) or described or owned or thing[-1] == "ا"

    def _also_behind_letter(self, k: int) -> int:
        """What a word can be, also as a head or a verb behind its first letter: "بمفوض", "وسجل"."""
        kind, other = self.page.kinds[k], Is.NOUN | Is.ARTICLE
        act = kind & Is.ACTS and self.page.words[k][0] != "و"  # "بدأ"
        clitic = self.page.words[k][0] in "ولب" and not kind & other and not act
        return kind | (self._behind_letter(k) & (_HEADS | Is.FINITE) if clitic else 0)

    def _behind_letter(self, k: int) -> int:
        """What the word behind a conjunction or a preposition of one letter can be."""
        word = self.page.words[k]
        return self.lexicon.kinds["ال" + word[2:] if word.startswith("لل") else word[1:]]

    def _verb_before(self, k: int, begin: int) -> bool:
        """``ويواجه فلان``, ``وسيقابل فلان``, ``واسمها الحقيقي فلانة``: what is no name before a name."""
        return self.page.words[k].startswith(_NO_NAMES) or (k == begin and self._verb_joined(begin))

    def _verb_joined(self, at: int) -> bool:
        """``ويواجه فلان``, ``وعانى فلان``: a verb with its conjunction, before the name of its subject."""
        word, counts = self.page.words[at], self.page.counts
        return word[0] == "و" and len(word) > 4 and counts[word] == 1 and word[1:] not in counts

    def _of_his(self, k: int) -> bool:
        """``كتاب للصحفي فلان``: whose it is; but ``الاتحاد العام للفنانين`` is one body."""
        if not self._title_in_clitic(k) or bare(self.page.words[k]) in self.lexicon.double:
            return False
        return "ل" not in self.lexicon.governs.get(self.page.words[k - 1], ())

    def _goes_no_further(self, k: int, kind: int) -> bool:
        """Whether no phrase that covers a later token begins at this one, or before it."""
        if kind & _BEFORE_PHRASE or self.page.words[k] in ":." or self._other_topic(k):
            return True
        return bool(kind & Is.VERB and not kind & (Is.NOUN | Is.AMBIGUOUS))

    def _title_in_clitic(self, k: int) -> bool:
        """``بالدكتور``, ``للصحفي``: a title behind a preposition."""
        opens = self.page.words[k].startswith(("بال", "لل"))
        return bool(opens and self._behind_letter(k) & Is.PERSON)
