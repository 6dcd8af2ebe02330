"""Where a walk stands: the token, the parties read so far, why it stopped."""

from __future__ import annotations

from rasd.attribution.draft import Part
from rasd.attribution.scan import Page
from rasd.lang.lexicon import Lexicon, Verb

COMMAS = frozenset("،,؛;")


class Cursor:
    """The outcome of reading on from a cue.

    ``source``, ``further`` (the party relayed) and ``told`` (the medium spoken to) are parts of the
    page; ``stop`` says why the walk ended - ``that``, ``quote``, ``colon``, ``object``, ``frame``,
    ``verb``, ``comma`` or ``end`` - and ``i`` where. ``of_him``: the party relayed is a pronoun;
    ``denied``: what is relayed is called a denial.
    """

    def __init__(self, page: Page, lexicon: Lexicon, begin: int, verb: Verb | None) -> None:
        self.page, self.lexicon, self.verb = page, lexicon, verb
        self.words = page.words
        self.i = begin
        self.limit = page.sentence(begin)[1] if begin < page.n else page.n
        self.source: Part | None = None
        self.further: Part | None = None
        self.told: Part | None = None
        self.stop = ""
        self.open = True
        self.after_comma = False
        self.relative = False
        self.relaying = False
        self.adjunct = False
        self.of_him = False
        self.denied = False

    @property
    def part(self) -> Part | None:
        """The party being read: the source, or the one it relays."""
        return self.further if self.relaying else self.source

    def extend(self, end: int, skip: int = 0) -> None:
        """Begin the party here, or go on with it, up to token ``end``; ``skip`` leaves out a clitic."""
        part = self.part
        if part is None:
            part = Part(self.i, end, skip)
            if self.relaying:
                self.further = part
            else:
                self.source = part
        else:
            part.end = end
        self.i, self.after_comma = end, False

    def skip(self, count: int = 1) -> None:
        """Pass over tokens."""
        self.i += count

    def halt(self, reason: str) -> bool:
        """Stop the walk; true, so that a step can return it."""
        self.stop = reason
        return True

    def word(self, ahead: int = 0) -> str:
        """The word here, or some tokens ahead; empty behind the sentence's end."""
        at = self.i + ahead
        return self.words[at] if at < self.limit else ""

    def goes_on(self, begin: int) -> bool:
        """Whether a content may still begin after token ``begin`` in this sentence."""
        reported = self.lexicon.words("that")
        relay = self.verb is None or self.verb.kind == "relay" or "bare" in self.verb.frames
        for k in range(begin, self.limit):
            if self.words[k] in reported or self.words[k] == ":" or k in self.page.closes:
                return True
        return relay

    def clause_ahead(self, commas: bool = False) -> bool:
        """Whether a that-clause comes before the next comma: it, and no object, is what was said."""
        reported = self.lexicon.words("that")
        for k in range(self.i + 1, self.limit):
            if self.words[k] in COMMAS and not commas:
                return False
            if self.words[k] in reported or (commas and self.words[k] == ":"):
                return "that" in (self.verb.frames if self.verb else ())
        return False
