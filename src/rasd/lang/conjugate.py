"""Generates the forms of an English verb from its base form.

Rules of spelling: R. Quirk et al., A Comprehensive Grammar of the English Language (1985), 3.5-3.11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_DOUBLING = re.compile(r"^[^aeiou]*[aeiou][bdgklmnprt]$")
"""One short syllable that ends in one consonant: "rip", "ripped"."""
_SIBILANT = ("s", "sh", "ch", "x", "z", "o")


class EnglishForm(NamedTuple):
    """One spelling and its shape: ``base``, ``s``, ``past``, ``ing`` or ``participle``."""

    text: str
    shape: str


SHAPES = ("s", "past", "ing", "participle")


def english_forms(base: str, irregular: Sequence[str] = ()) -> Iterator[EnglishForm]:
    """The five forms of a verb; ``irregular`` are the four other than the base, as in :data:`SHAPES`."""
    yield EnglishForm(base, "base")
    if irregular:
        yield from map(EnglishForm, irregular, SHAPES)
        return
    final_y = base.endswith("y") and base[-2:-1] not in set("aeiou")
    stem = base + base[-1] if _DOUBLING.match(base) else base.removesuffix("e")
    past = base[:-1] + "ied" if final_y else stem + "ed"
    third = base[:-1] + "ies" if final_y else base + ("es" if base.endswith(_SIBILANT) else "s")
    # "agree", "agreeing"
    yield from map(EnglishForm, (third, past, (base if base.endswith("ee") else stem) + "ing", past), SHAPES)
