"""What can be asked of the search for shared passages, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass

from rasd.errors import UsageError
from rasd.model import Passage, Stock

FEWEST_WORDS = 5


@dataclass(frozen=True, slots=True)
class ReuseOptions:
    """How passages are found. The defaults are meant for news; ``docs/reuse.md`` tells what each does.

    Raises:
        UsageError: a value is out of its range.
    """

    min_words: int = 12
    """Aligned words that a passage must have, 5 or more."""
    min_identity: float = 0.6
    """Share of equal words that it must have, 0..1; an inserted or deleted word counts as unequal."""
    outlet_cap: int = 4
    """Articles of one outlet that may have the same five words; beyond, these are the outlet's stock."""
    common_cap: int = 20
    """The same for articles of whatever outlets, where they are more than two of each."""
    likeness: float = 0.2
    """Share of their words that copies as wholes have in common, 0..1: what they have is no stock."""
    pair_cap: int = 50
    """Articles with the same five words that are compared all with all; more, with the earliest alone."""

    def __post_init__(self) -> None:
        if self.min_words < FEWEST_WORDS:
            raise UsageError(f"min_words is {self.min_words}; a passage has at least {FEWEST_WORDS} words")
        for name in ("min_identity", "likeness"):
            if not 0 <= getattr(self, name) <= 1:
                raise UsageError(f"{name} is {getattr(self, name)}; it is a share between 0 and 1")
        for name in ("outlet_cap", "common_cap", "pair_cap"):
            if getattr(self, name) < 1:
                raise UsageError(f"{name} is {getattr(self, name)}; it is a number of articles, 1 or more")


@dataclass(frozen=True, slots=True)
class ReuseResult:
    """The passages, in order of ``a``, place in ``a``, ``b``, place in ``b``; what was taken for stock."""

    passages: list[Passage]
    stock: list[Stock]
