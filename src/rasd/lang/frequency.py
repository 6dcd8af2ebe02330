"""How much a word tells by being rare in its language.

The tables, ``data/<language>/frequency.txt``, are made by ``scripts/frequencies.py`` of word frequencies of
general text. They do not depend on the articles at hand: what is rare stays rare, whatever else is read.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

RAREST = 7.6
"""Rareness of a stem that is in no table: one article in 2,000 has it."""
STEP = 0.1
"""The tables give rareness in steps of this size."""


class Rareness(dict[str, float]):
    """The rareness of light stems: the negative logarithm of the share of articles that have one,
    0..:data:`RAREST`."""

    def __missing__(self, stem: str) -> float:
        return RAREST


@cache
def rareness(language: str) -> Rareness:
    """The table of a language of :data:`rasd.lang.lexis.LANGUAGES`."""
    text = files("rasd.lang").joinpath("data", language, "frequency.txt").read_text("utf-8")
    found = Rareness()
    for line in text.splitlines():
        if not line.startswith("#"):
            step, *stems = line.split(" ")
            found.update(dict.fromkeys(stems, int(step) * STEP))
    return found
