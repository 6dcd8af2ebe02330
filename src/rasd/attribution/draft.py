"""What the steps of the ladder hand to each other: attributions as token ranges, not yet resolved."""

from __future__ import annotations

from dataclasses import dataclass, field

from rasd.attribution.scan import Page
from rasd.lang.lexicon import CueForm
from rasd.model import Evidence, Span, Stance


@dataclass(slots=True)
class Part:
    """A party as it stands: tokens ``begin`` to ``end``, less ``skip`` characters of a clitic."""

    begin: int
    end: int
    skip: int = 0

    def span(self, page: Page) -> Span:
        """The characters of the part."""
        whole = page.span(self.begin, self.end)
        return Span(whole.start + self.skip, whole.end)

    def words(self, page: Page) -> list[str]:
        """The folded words of the part, marks left out, without the clitic."""
        words = page.words[self.begin : self.end]
        if words and self.skip:
            words[0] = words[0][self.skip :]
        elif words and words[0].startswith("لل"):
            words[0] = "ال" + words[0][2:]  # the article behind a preposition: للبيان
        return [w for w in words if w[:1].isalnum()]


@dataclass(slots=True)
class Draft:
    """One attribution under construction; ranges are pairs of token indexes, end exclusive.

    ``source`` is the party next to the cue, ``relayed`` the parties it passes on (nearest first),
    ``through`` the media that its words came through (outermost first); ``of_him``: the party relayed is a
    pronoun; ``narrated`` the subject of the sentence, where the verb has none of its own. ``pattern`` names
    the construction that found it. ``form`` is the cue's form, where the language inflects it for its
    subject; elsewhere ``verb`` alone is given. ``clausal``: what is
    said is a clause or a quotation, not a thing or a deed; only English tells. ``passes``: where a phrase
    passes on another report ("..., بحسب رويترز"), it is none of its own.
    """

    cue: tuple[int, int]
    pattern: str
    form: CueForm | None = None
    source: Part | None = None
    relayed: list[Part] = field(default_factory=list)
    through: list[Part] = field(default_factory=list)
    narrated: Part | None = None
    of_him: bool = False
    content: tuple[int, int] | None = None
    quoted: bool = False
    stance: Stance = Stance.ASSERTS
    evidence: list[Evidence] = field(default_factory=list)
    verb: str = ""
    clausal: bool = True
    passes: bool = False

    @property
    def citation(self) -> str:
        """The verb as a dictionary gives it; empty where the cue is none."""
        return self.form.verb.past if self.form else self.verb

    @property
    def agreement(self) -> str:
        """What the cue says of its subject: ``m``, ``f``, ``p``, or nothing."""
        return self.form.agreement if self.form else ""
