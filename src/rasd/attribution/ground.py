"""What every case of the finder stands on: the page, and the subject before a verb."""

from __future__ import annotations

from rasd.attribution.content import Contents
from rasd.attribution.cursor import COMMAS
from rasd.attribution.draft import Draft, Part
from rasd.attribution.endings import looks_verbal
from rasd.attribution.kinds import kind_of, noun_of
from rasd.attribution.scan import Page
from rasd.lang.lexicon import Lexicon


class Ground:
    """One page with its lexicon, and the drafts found so far."""

    def __init__(self, page: Page, lexicon: Lexicon) -> None:
        self.page, self.lexicon = page, lexicon
        self.words = page.words
        self.contents = Contents(page, lexicon)
        self.drafts: list[Draft] = []

    def _subject_before(self, i: int) -> Part | None:
        """The subject of a verb that stands before it: ``المصادر أكدت أن``."""
        lexicon, words = self.lexicon, self.words
        begin = self.page.sentence(i)[0]
        end = i
        while end > begin and words[end - 1] in lexicon.words("auxiliaries") | lexicon.words("adverbs"):
            end -= 1
        form = lexicon.cues.get(words[i])
        if end == i and form and form.joined:
            return None
        k = end
        while k > begin and i - k < 16 and not self._bounds_subject(k - 1):
            k -= 1
        if k == end or words[k] in lexicon.words("before_that") or words[k] in lexicon.words("cuts"):
            return None
        if end == i and not words[i - 1].startswith("ال") and words[i - 1] in lexicon.nouns and k < i - 1:
            # "نفت X تقارير قالت إن": an indefinite noun before the verb is its subject, alone.
            previous = noun_of(words[i - 2], lexicon)
            k = k if previous and not words[i - 2].startswith("ال") else i - 1
        skip = int(words[k].startswith("و") and words[k][1:] in lexicon.nouns)
        part = Part(k, end, skip)
        return part if self._nameable(part) else None

    def _bounds_subject(self, k: int) -> bool:
        word, lexicon = self.words[k], self.lexicon
        if word in COMMAS or word in ".:-–—()" or word in lexicon.words("relatives"):
            return True
        if word in lexicon.words("clause_openers") or word in lexicon.words("that"):
            return True
        form = lexicon.cues.get(word)
        return form is not None and form.shape == "verb" and not form.verb.ambiguous

    def _nameable(self, part: Part) -> bool:
        """A known kind of party, a name met before, or words that can be a name."""
        if kind_of(part, self.page, self.lexicon).rule != "no-head-noun":
            return True
        words = part.words(self.page)
        if not words or looks_verbal(words[0]) or words[0].startswith("ب"):
            return False
        opened = part.begin > 0 and self.words[part.begin - 1] in self.lexicon.words("that")
        return opened or len(words) > 1 or words[0] in self.words[: part.begin]
