"""What stands behind a claim, in a few words, from its counts alone: for lists of every face."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rasd.export import phrases
from rasd.export.phrases import Words
from rasd.model import Basis

Counts = Any
"""The counts of a claim, as :class:`rasd.store.lines.ClaimLine` has them: supporting outlets and reports,
copies among them, origins from the lowest to the highest number and how many of each basis, who confirmed,
denied, doubted."""


def behind(line: Counts, words: Words) -> Iterator[tuple[str, str]]:
    """How many outlets and copies, how many origins of which kind, what others say to it.

    Pairs of what kind of fact it is (``confirmed``, ``unconfirmed``, ``denied``, ``doubted``, else empty) and
    its words.
    """
    if line.reports:
        outlets = words.count("outlets", line.outlets)
        yield "", f"{outlets} · {words.count('copies', line.copies)}" if line.copies else outlets
        yield from _origins(line, words)
        key = "confirmed" if line.confirmed else "unconfirmed"
        yield key, words.word(key)
    else:
        yield "", words.word("asserted_by_nobody")
    for key in ("denied", "doubted"):
        if getattr(line, key):
            yield key, words.word(key)


def _origins(line: Counts, words: Words) -> Iterator[tuple[str, str]]:
    """How many origins a claim has, and of which kind they are."""
    said = words.counted("origins", line.highest)
    if line.lowest != line.highest:
        said = words.say("front_origins", low=line.lowest, high=line.highest)
    yield "", phrases.plain(said)
    kinds = [(basis, getattr(line, basis)) for basis in map(str, Basis)]
    about = words.word("comma").join(words.count(f"basis_{kind}", number) for kind, number in kinds if number)
    if about:
        yield "", about
