"""What reading on from a reporting word gives, and what every step of that reading stands on."""

from __future__ import annotations

from rasd.attribution.arabic.media import Media
from rasd.attribution.arabic.phrase import Phrases
from rasd.attribution.arabic.reading import FREE
from rasd.attribution.draft import Part
from rasd.attribution.scan import Page
from rasd.lang.flags import Is
from rasd.lang.lexicon import Lexicon, Verb
from rasd.lang.parties import parties

_DECIDING = Is.COMMA | Is.JOINED | Is.PARTICIPLE | Is.THAT  # what tells whether a clause is to come


class Clause:
    """The outcome of reading on from a cue.

    ``source``, ``relayed`` (the parties it passes on, nearest first) and ``through`` (the media its words
    came through, outermost first) are parts of the page; ``stop`` says why the reading ended - ``that``,
    ``quote``, ``colon``, ``speech``, ``object``, ``frame``, ``blame``, ``verb``, ``comma`` or ``end`` - and
    ``i`` where (``begin``: behind the cue). ``of_him``: the party relayed is a pronoun; ``denied``: what is
    relayed is called a denial; ``pointed`` is a pronoun before the subject that is all that is said ("وأكد
    ذلك رئيس"); ``described`` where the one accused or described begins.
    """

    __slots__ = (
        "begin", "behind", "closed", "denied", "described", "i", "limit", "of_him", "patient",
        "pointed", "relayed", "relaying", "source", "stop", "through", "verb",
    )  # fmt: skip

    def __init__(self, begin: int, limit: int, verb: Verb | None) -> None:
        self.begin, self.i, self.limit, self.verb = begin, begin, limit, verb
        self.source: Part | None = None
        self.relayed: list[Part] = []
        self.through: list[Part] = []
        self.relaying = 0
        self.pointed: tuple[int, int] | None = None
        self.described = self.behind = 0
        self.stop = ""
        self.of_him = self.denied = self.patient = self.closed = False

    @property
    def part(self) -> Part | None:
        """The party being read: the source, or the one it relays."""
        if not self.relaying:
            return self.source
        return self.relayed[-1] if len(self.relayed) == self.relaying else None

    def set(self, part: Part) -> None:
        """The party read here."""
        if self.relaying:
            self.relayed.append(part)
        else:
            self.source = part
        self.i, self.closed = part.end, False

    def halt(self, reason: str) -> bool:
        """Stop; true, so that a step can return it."""
        self.stop = reason
        return True

    @property
    def relays(self) -> bool:
        """Whether the verb passes on what others say."""
        return self.verb is not None and self.verb.kind == "relay"

    def takes(self, frame: str) -> bool:
        """Whether the verb has a frame."""
        return self.verb is not None and frame in self.verb.frames


class ClauseGround:
    """One page with its lexicon and phrases, and the questions that every step asks."""

    def __init__(self, page: Page, lexicon: Lexicon, phrases: Phrases) -> None:
        self.page, self.lexicon, self.phrases = page, lexicon, phrases
        self.media = Media(page, lexicon, phrases)
        self.words, self.kinds = page.words, page.kinds
        self.is_tail = parties().is_tail

    def word(self, c: Clause, ahead: int = 0) -> str:
        """The word here, or some tokens ahead; empty behind the sentence's end."""
        return self.words[c.i + ahead] if c.i + ahead < c.limit else ""

    def kind(self, c: Clause, ahead: int = 0) -> int:
        """What the word here, or some tokens ahead, can be."""
        return self.kinds[c.i + ahead] if c.i + ahead < c.limit else 0

    def _goes_on(self, c: Clause, begin: int) -> bool:
        takes = c.verb is None or c.relays or c.takes("bare")
        return takes or self.phrases.goes_on(begin, c.limit)

    def _clause_ahead(self, c: Clause, commas: bool = False) -> bool:
        """Whether a that-clause comes before the next comma: it, and no object, is what was said."""
        for k, kind in enumerate(self.kinds[c.i + 1 : c.limit], c.i + 1):
            if not kind & _DECIDING and not (commas and self.words[k] == ":"):
                continue
            if kind & Is.THAT and self.words[k][0] == "و":
                return False  # "أكدت التزامها بالاتفاق وأن": it goes on with an outer clause
            if (kind & Is.COMMA and not commas) or self._participle_says(k, kind):
                return False
            told = kind & Is.VERB and not kind & Is.NOUN
            told = told and (not kind & Is.AMBIGUOUS or self._medium_says(k))
            if told and (kind & Is.JOINED or not self.kinds[k - 1] & Is.RELATIVES):
                return False
            if commas and kind & (Is.PARTICIPLE | Is.JOINED):
                return False
            if kind & Is.THAT or (commas and self.words[k] == ":"):
                return c.takes("that")
        return False

    def _participle_says(self, k: int, kind: int) -> bool:
        """``انتقدت الكتلة تجاوز الرئيس صلاحياته معتبرة أن``: whose clause it is."""
        form = kind & Is.PARTICIPLE and not kind & (Is.NOUN | Is.ARTICLE | Is.SAYING)
        following = self.kinds[k + 1]
        return bool(form and following & (Is.THAT | Is.BEFORE_THAT)) and self.words[k][-1] in "اه"

    def _medium_says(self, k: int) -> bool:
        """``وذكرت وكالة X``: an ambiguous verb that goes on with a medium's report."""
        following = self.kinds[k + 1]
        return bool(self.kinds[k] & Is.JOINED and following & Is.MEDIUM)

    def _content_ahead(self, c: Clause) -> bool:
        """Whether what is said is still to come: a clause, a quotation, or the verb's preposition."""
        frames = FREE & c.verb.frames if c.verb else frozenset()
        ahead = range(c.i + 1, c.limit)
        return self.phrases.goes_on(c.i, c.limit) or any(self.words[k] in frames for k in ahead)

    def _tell(self, c: Clause, part: Part) -> bool:
        c.through = c.through or [part]
        c.i = part.end
        return True
