"""Where the noun phrases of an English sentence begin and end, from its closed words and its capitals."""

from __future__ import annotations

from typing import NamedTuple

from rasd.attribution.draft import Part
from rasd.attribution.ranges import QUOTES
from rasd.attribution.scan import Page
from rasd.lang.english import En, EnglishLexicon

_FAR = 60  # tokens between a subject's first word and its verb
_TITLE = 6  # tokens of a title in quotation marks
_BEFORE_VERB = En.AUXILIARIES | En.ADVERBS
_PHRASE = En.DETERMINERS | En.NOUN | En.DIGIT
_TIED = frozenset(
    (
        "of",
        "for",
        "from",
        "at",
        "in",
        "with",
        "to",
        "on",
        "between",
        "against",
        "behind",
        "near",
        "by",
        "under",
    )
)
_CLAUSE = En.SUBORDINATORS | En.THAT | En.AUXILIARIES | En.RELATIVES
STOPS = frozenset(".!?…")


class Group(NamedTuple):
    """A verb with its auxiliaries, from ``begin`` on, and what they make of it."""

    begin: int
    passive: bool
    negated: bool
    infinitive: bool
    helped: bool
    verb: int


class Phrases:
    """Noun phrases and verb groups of one page."""

    def __init__(self, page: Page, english: EnglishLexicon) -> None:
        self.page, self.english = page, english
        self.words, self.kinds = page.words, page.kinds
        text, starts = page.text, page.starts
        self.capital = [text[b : b + 1].isupper() for b in starts]
        self.title = self._title()

    def _title(self) -> int:
        """The end of a first line written in capitals, where they tell no name: ``Clinton Says Sorry``."""
        end = self.page.line_end[0] if self.page.n else 0
        long = [k for k in range(end) if len(self.words[k]) > 3 and self.words[k][0].isalpha()]
        return end if long and sum(self.capital[k] for k in long) > 0.7 * len(long) else 0

    def name(self, k: int) -> bool:
        """Whether the capital of the token tells a name."""
        return self.capital[k] and k >= self.title

    # ------------------------------------------------------------------ verbs

    def group(self, i: int) -> Group:
        """The auxiliaries and adverbs before the verb at ``i``."""
        begin = self.page.sentence(i)[0]
        k = i
        kinds, words = self.kinds, self.words
        while k > begin and kinds[k - 1] & _BEFORE_VERB and not self.possessive(k - 1):
            k -= 1
        if k - 2 > begin and words[k - 1] in ("or", "nor") and words[k - 2] in self.english.cues:
            first = self.group(k - 2)  # "did not confirm or deny"
            if first.negated:
                return first
        between = kinds[k:i]
        negated = any(b & En.NEGATIONS for b in between) or words[max(k - 2, 0) : k] == ["short", "of"]
        negated = negated or (k < i and words[k] == "to" and words[k - 1] in self.english.verifying["unable"])
        helpers = [j for j in range(k, i) if kinds[j] & En.AUXILIARIES and words[j] != "to"]
        while helpers and kinds[helpers[-1]] & En.NEGATIONS:
            helpers.pop()  # "was not confirmed"
        passive = bool(helpers) and bool(kinds[helpers[-1]] & En.BEING)
        if helpers and words[helpers[-1]] == "'s":
            passive = False
        infinitive = "to" in words[k:i]
        return Group(k, passive, negated, infinitive, bool(helpers), i)

    def possessive(self, k: int) -> bool:
        """``'s`` behind a name and before a noun."""
        if self.words[k] != "'s" or k == 0:
            return False
        before = self.kinds[k - 1]
        return not before & (En.PRONOUNS | En.RELATIVES) and self.words[k - 1] not in (
            "that",
            "there",
            "here",
        )

    def finite(self, k: int) -> bool:
        """Whether the token can only be a finite verb: an auxiliary or a past."""
        kind = self.kinds[k]
        if kind & En.AUXILIARIES:
            return self.words[k] != "to" and self.words[k - 1] != "to" and not self.possessive(k)
        if kind & En.NARRATED and not self.name(k):
            before = self.kinds[k - 1] if k else 0
            return not before & (En.DETERMINERS | En.PREPOSITIONS) and self.words[k - 1] != "'s"
        cue = self.english.cues.get(self.words[k])
        if cue is None or self.name(k):
            return False
        return "past" in cue.shapes and not self.kinds[k - 1] & En.DETERMINERS

    def carries(self, k: int) -> bool:
        """Whether the token ends a noun phrase: a participle right behind it is said of it."""
        closed = En.PREPOSITIONS | En.AUXILIARIES | En.CONJUNCTIONS | En.SUBORDINATORS | En.TIMES | En.ADVERBS
        return k >= 0 and bool(self.kinds[k] & En.WORD) and not self.kinds[k] & closed and not self.finite(k)

    # ------------------------------------------------------------------ the subject before a verb

    def subject(self, end: int) -> Part | None:
        """The noun phrase that ends before token ``end``, with its appositions."""
        begin = max(self.page.sentence(end - 1)[0] if end else 0, end - _FAR)
        kinds, words = self.kinds, self.words
        last = end - 1
        if last < begin:
            return None
        if kinds[last] & En.DASH:
            opening = next((j for j in range(last - 2, begin, -1) if kinds[j] & En.DASH), None)
            return self.subject(opening) if opening is not None else None
        aside = bool(kinds[last] & En.COMMA)
        if words[last] == ")" and "(" in words[begin:last]:
            aside = False
        elif not kinds[last] & En.WORD and not aside:
            return None
        if kinds[last] & (En.PRONOUNS | En.RELATIVES) and not self.determines(last):
            return Part(last, end)
        if words[last] == "that":
            return Part(last, end)
        stop = last if aside else end
        first = self._first(begin, stop, aside)
        return self._behind_lead(first, stop, end) if first < stop else None

    def determines(self, k: int) -> bool:
        """Whether the word stands before a noun rather than for one."""
        return bool(self.kinds[k] & En.DETERMINERS) and self.words[k] not in (
            "some",
            "many",
            "both",
            "most",
            "all",
        )

    def _first(self, begin: int, stop: int, aside: bool) -> int:
        """Going back from ``stop``: behind the last thing that no noun phrase holds."""
        k, commas = stop, 0
        while k > begin:
            last = k - 1
            if self.words[last] == ")":
                opening = next((j for j in range(k - 2, begin - 1, -1) if self.words[j] == "("), None)
                if opening is None:
                    break
                k = opening
                continue
            if self.kinds[last] & En.COMMA:
                if not self._joins(last, begin, aside, commas):
                    break
                commas += 1
            elif self._before_phrase(last, begin, aside) or (not aside and self._clause_opens(last, stop)):
                break
            k -= 1
        return k

    def _before_phrase(self, k: int, begin: int, aside: bool) -> bool:
        """Whether a mark, or a conjunction of clauses, stands before a phrase."""
        word, kind = self.words[k], self.kinds[k]
        if word in QUOTES or word in STOPS or word in ":(;" or kind & En.DASH or k in self.page.closes:
            return True
        if kind & En.CONJUNCTIONS:
            return not self._both_nouns(k, begin)
        return bool(aside and kind & En.INFINITIVE and self._verb_follows(k)) and not self._relative(k, begin)

    def _relative(self, k: int, begin: int) -> bool:
        """Whether a relative clause opens before the token and behind a comma: ``, who asked not to be``."""
        comma = next((j for j in range(k, begin, -1) if self.kinds[j] & En.COMMA), None)
        return comma is not None and bool(self.kinds[comma + 1] & En.RELATIVES)

    def _clause_opens(self, k: int, stop: int) -> bool:
        """Whether a subordinator, a verb or a pronoun before a phrase shows that another clause is there."""
        kind = self.kinds[k]
        if kind & (En.SUBORDINATORS | En.THAT) or self.finite(k):
            return not self._of_whom(k)
        if kind & En.PRONOUNS and not self.determines(k):
            return True
        return bool(kind & En.INFINITIVE) and k + 1 < stop and self._verb_follows(k)

    def _of_whom(self, k: int) -> bool:
        """A verb behind ``who`` says more of the subject: ``an official who asked for anonymity``."""
        while k and self.kinds[k - 1] & _BEFORE_VERB:
            k -= 1
        return k > 1 and self.words[k - 1] == "who" and not self.kinds[k - 2] & En.COMMA

    def _verb_follows(self, k: int) -> bool:
        closed = En.DETERMINERS | En.PRONOUNS | En.OBJECTIVE
        return not (self.kinds[k + 1] & closed or self.capital[k + 1])

    def _joins(self, comma: int, begin: int, aside: bool, commas: int) -> bool:
        """Whether a comma on the way back belongs to the subject: an apposition's, an age's, a place's."""
        if not aside:
            # "Tulsa, Okla., police", "a small, quiet town"
            return self.words[comma - 1].endswith(".") and comma > begin
        if commas >= 3 or comma == begin:
            return False
        before = comma - 1
        named = self.capital[before] or self.kinds[before] & En.NOUN or self.kinds[before] & En.DIGIT
        return bool(named) or not self.kinds[before] & (En.ADVERBS | En.TIMES)

    def _both_nouns(self, k: int, begin: int) -> bool:
        """``Trump and Pence said``: a conjunction of two parties, with no verb before it in the clause."""
        if self.words[k] not in ("and", "or", "nor", "&"):
            return False
        for j in range(k - 1, max(begin, k - 12) - 1, -1):
            kind = self.kinds[j]
            if kind & En.COMMA or j in self.page.opens or kind & En.SUBORDINATORS:
                break
            if self.finite(j) or (kind & En.PRONOUNS and not kind & En.DETERMINERS) or kind & En.THAT:
                return False
        return True

    def _behind_lead(self, first: int, stop: int, end: int) -> Part | None:
        """Without the adverbial that opens the clause: ``On Wednesday Clinton``."""
        kinds, words = self.kinds, self.words
        k = first
        while k < stop and (
            kinds[k] & (En.CONJUNCTIONS | En.ADVERBS | En.COMMA) and not kinds[k] & En.DETERMINERS
        ):
            k += 1
        if k < stop and kinds[k] & (En.PREPOSITIONS | En.SUBORDINATORS) and not self._named_so(k):
            k = self._after_adverbial(k + 1, stop)
        while k < stop and kinds[k] & En.TIMES and "'s" not in words[k + 1 : k + 3]:
            if k + 1 == stop:
                break
            k += 1
        while (
            end == stop
            and end - k > 2
            and kinds[end - 1] & En.TIMES
            and kinds[end - 2] & (En.PREPOSITIONS | En.TIMES)
        ):
            end = stop = end - 1 - bool(kinds[end - 2] & En.PREPOSITIONS)  # "The campaign on Tuesday said"
        return Part(k, end) if k < stop else None

    def _named_so(self, k: int) -> bool:
        return self.capital[k] and k > 0 and self.page.sentence(k)[0] != k

    def _after_adverbial(self, k: int, stop: int) -> int:
        """Behind the noun phrase of a preposition: where the next one begins."""
        j = k + 1
        while j < stop:
            fresh = self.kinds[j] & En.DETERMINERS or (self.capital[j] and not self.capital[j - 1])
            if self.kinds[j - 1] & En.TIMES and not self.kinds[j] & En.TIMES:
                return j
            if (
                fresh
                and not self.kinds[j - 1] & (En.PREPOSITIONS | En.DETERMINERS | En.CONJUNCTIONS)
                and self.words[j - 1] != "'s"
            ):
                return j
            j += 1
        return k

    # ------------------------------------------------------------------ forward

    def end(self, begin: int, limit: int, appositions: bool = True) -> int:
        """One past the noun phrase that begins at ``begin``: names, what is of them, an apposition."""
        pronoun = En.PRONOUNS | En.OBJECTIVE
        if begin < limit and self.kinds[begin] & pronoun and not self.determines(begin):
            return begin + 1
        k = begin
        while k < limit:
            passed = self._passed(k, begin, limit)
            if passed > k:
                k = passed
                continue
            if self._ends(k, begin, limit) or (k > begin and self._ends_behind(k)):
                break
            k += 1
        if appositions and k < limit and self.kinds[k] & En.COMMA:
            k = self._apposition(k, limit)
        return k

    def _passed(self, k: int, begin: int, limit: int) -> int:
        """Behind what stands inside a phrase as a whole: a bracket, a title in marks, ``conducted for``."""
        word, page = self.words[k], self.page
        if word == "(":
            return next((j + 1 for j in range(k, min(limit, k + 12)) if self.words[j] == ")"), k)
        if k == begin:
            return k
        if k in page.closes and page.closes[k] - k < _TITLE and self.capital[k + 1]:
            return page.closes[k] + 1
        if word in ("'s", "'", "&", "’"):
            return k + 1
        described = self.kinds[k] & En.NARRATED and self.words[k + 1 : k + 2] in (["by"], ["for"])
        return k + 2 if described and not self.name(k) else k

    def _ends(self, k: int, begin: int, limit: int) -> bool:
        """Whether a mark, a clause, or a preposition or conjunction that is not the phrase's own begins."""
        kind = self.kinds[k]
        if not kind & En.WORD or kind & (En.RELATIVES | En.THAT | En.SUBORDINATORS):
            return True
        if kind & En.PREPOSITIONS and not self._tied(k, begin, limit):
            return True
        return bool(kind & En.CONJUNCTIONS) and not self._goes_on(k, limit)

    def _ends_behind(self, k: int) -> bool:
        """Whether a time, a verb, a pronoun, an adverb or another phrase begins behind the first word."""
        kind = self.kinds[k]
        if kind & En.TIMES and not self.kinds[k - 1] & En.DETERMINERS:
            return True
        if self.finite(k) or (kind & En.PRONOUNS and not kind & (En.DETERMINERS | En.NOUN)):
            return True
        if kind & En.DETERMINERS:
            return self._opens_another(k)
        return bool(kind & En.ADVERBS)

    def _opens_another(self, k: int) -> bool:
        """A determiner behind a noun opens another phrase: ``told the paper her group``."""
        before = self.kinds[k - 1]
        inside = En.PREPOSITIONS | En.DETERMINERS | En.CONJUNCTIONS | En.COMMA
        return (
            bool(before & En.WORD)
            and not before & inside
            and self.words[k - 1] != "'s"
            and not self.capital[k]
        )

    def _tied(self, k: int, begin: int, limit: int) -> bool:
        """Whether a preposition belongs to the phrase: ``spokesman for``, ``professor at``."""
        if k == begin or k + 1 >= limit or self.words[k] not in _TIED:
            return False
        following = self.kinds[k + 1]
        if following & En.TIMES:
            return False
        if self.words[k] in ("of", "for") or (self.words[k] == "by" and self.kinds[k - 1] & En.NOUN):
            return True
        near = range(k + 1, min(k + 5, limit))
        if any(self.kinds[j] & (En.OCCASIONS | En.TIMES) for j in near):
            return False
        return self.words[k] in ("at", "from", "with", "to") or self.capital[k + 1]

    def _goes_on(self, k: int, limit: int) -> bool:
        """``Trump and Pence``: what a conjunction joins is a noun phrase again."""
        if k + 1 >= limit or self.words[k] != "and":
            return False
        return self.capital[k + 1] or bool(self.kinds[k + 1] & (En.DETERMINERS | En.NOUN | En.HEADLESS))

    def _apposition(self, comma: int, limit: int) -> int:
        """``, a professor at Yale,``: behind it, or ``comma`` where none stands."""
        k = comma + 1
        if k >= limit or not (
            self.kinds[k] & (En.DETERMINERS | En.DIGIT | En.RELATIVES | En.NOUN) or self._titled(k)
        ):
            return comma
        for j in range(k, min(limit, k + 40)):
            if self.kinds[j] & En.COMMA:
                following = self.kinds[j + 1] if j + 1 < limit else 0
                if following & (En.DIGIT | En.DETERMINERS) and j - k < 3:
                    continue
                if self.words[j - 1].endswith(".") and self.capital[j - 1]:
                    continue
                return j
            if self.kinds[j] & En.DASH or self.words[j] == ":":
                return j
        return min(limit, k + 40)

    def _titled(self, k: int) -> bool:
        return any(self.kinds[j] & En.NOUN for j in range(k, min(k + 3, self.page.n)))
