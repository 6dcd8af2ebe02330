"""What every case of the finder stands on: the page, its phrases, its contents, what was found so far."""

from __future__ import annotations

from rasd.attribution.draft import Draft, Part
from rasd.attribution.english.contents import Contents
from rasd.attribution.english.phrases import Group, Phrases
from rasd.attribution.ranges import Range
from rasd.attribution.scan import Page
from rasd.lang.english import En, EnglishLexicon, EnglishVerb
from rasd.model import Stance

_HEAD = 6  # tokens among which a noun phrase has its head


class Ground:
    """One page in English, and the drafts found so far."""

    def __init__(self, page: Page, english: EnglishLexicon) -> None:
        self.page, self.english = page, english
        self.words, self.kinds = page.words, page.kinds
        self.phrases = Phrases(page, english)
        self.contents = Contents(page, english, self.phrases)
        self.drafts: list[Draft] = []

    def _source(self, begin: int, limit: int, opens: bool = False) -> Part | None:
        """The party that begins there; where it ``opens`` a sentence, a clause follows its comma."""
        end = self.phrases.end(begin, limit)
        if opens:
            plain = self.phrases.end(begin, limit, appositions=False)
            end = plain if end >= limit or any(self.phrases.finite(k) for k in range(plain, end)) else end
        while end > begin and not self.kinds[end - 1] & En.WORD and self.words[end - 1] not in ')”"':
            end -= 1
        return Part(begin, end) if end > begin else None

    def _left_over(self, mark: int) -> bool:
        """A closing mark whose opening one is missing: ``and that is all," she said.``"""
        page = self.page
        glued = mark > 0 and page.starts[mark] == page.ends[mark - 1]
        return glued and (mark + 1 >= page.n or page.starts[mark + 1] > page.ends[mark])

    def _short_quote(self, i: int) -> bool:
        opening = self.page.inside[i]
        return self.page.closes.get(opening, opening) - opening < 4

    def _describes(self, k: int) -> bool:
        """Whether the word can stand between whose something is and what it is: ``his repeated calls``."""
        closed = En.DETERMINERS | En.PREPOSITIONS | En.AUXILIARIES | En.PRONOUNS | En.CONJUNCTIONS
        return bool(self.kinds[k] & En.WORD) and not self.kinds[k] & closed and self.words[k] != "'s"

    def _particle(self, i: int, verb: EnglishVerb) -> bool:
        end = i + 1 + len(verb.particle)
        return tuple(self.words[i + 1 : end]) == verb.particle

    def _stance(self, verb: EnglishVerb, group: Group, content: Range | None = None) -> Stance:
        """What a negation and what is spoken of make of it.

        ``did not say`` and ``did not deny`` decline, ``does not believe`` denies, ``does not doubt`` asserts;
        ``rejected the report`` denies, ``rejected the plan`` does not.
        """
        stance = Stance.DENIES if content and self._untrue(verb, content) else verb.stance
        if not group.negated:
            return stance
        if verb.kind != "think":
            return self._withheld(verb, group)
        return Stance.ASSERTS if stance is Stance.DOUBTS else Stance.DENIES

    def _withheld(self, verb: EnglishVerb, group: Group) -> Stance:
        """``could not confirm it`` declines; ``could not independently verify it`` leaves it in doubt."""
        verifying = self.english.verifying
        apart = not verifying["apart"].isdisjoint(self.words[group.begin : group.verb])
        doubted = verb.base in verifying["verbs"] and (apart or verb.base != "confirm")
        return Stance.DOUBTS if doubted else Stance.DECLINES

    def _untrue(self, verb: EnglishVerb, content: Range) -> bool:
        """Whether somebody speaks against a report, or calls one untrue."""
        against, words = self.english.against, self.words[slice(*content)]
        rejects, calls = verb.citation in against["verbs"], verb.citation in against["calling"]
        if not (rejects or calls) or against["reports"].isdisjoint(words[:_HEAD]):
            return False
        return rejects or not against["untrue"].isdisjoint(words)
