"""What is said of a claim in time: who had it first, how sure that is, how it spread, who cites in circles.

Sentences and rows for every face alike; terminal, page and ``rasd why`` lay them out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from rasd.export.phrases import Context, Piece, Said, Words, name_in
from rasd.export.visible import clock
from rasd.model import Basis, Claim, Evidence, Sighting, Standing, Story

_TOLD = frozenset({"only-report", "first-dated", "cites-outside"})
"""Reasons that the sentence itself says, or that say no more than the rows of the spread."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a spread: ``when`` it was published (empty: no time that can be relied on), in which article
    (by name), whether that is a copy, and how many reports and origins that made."""

    when: str
    name: str
    copy: bool
    reports: str
    origins: str


def basis_said(standing: Standing, words: Words) -> str:
    """How many of the origins have a name, how many none, how many are an outlet's own reporting."""
    counts = [(basis, standing.on(basis)) for basis in Basis]
    return words.word("comma").join(
        words.count(f"basis_{basis}", number) for basis, number in counts if number
    )


def first_said(claim: Claim, context: Context, words: Words) -> Said:
    """Which article reported the claim first, when, and how sure that is; empty where nobody asserts it."""
    first = claim.standing.first
    if first is None:
        return ()
    if not first.article:
        return words.say("first_nowhere")
    name = (Piece(name_in(context.names, first.article), quoted=True),)
    when = (
        (Piece(words.figures(clock(first.published)), quoted=True),)
        if first.published
        else words.say("undated")
    )
    key = "first_only" if len(claim.standing.supports) == 1 else f"first_{first.sure}"
    said = words.say(key, article=name, when=when)
    if first.elsewhere:
        said = (
            *said,
            Piece(words.word("semicolon")),
            *words.say("elsewhere", names=words.some(first.elsewhere)),
        )
    return said


def first_doubts(claim: Claim) -> tuple[Evidence, ...]:
    """The evidence of where a claim was seen first that says more than the sentence does."""
    first = claim.standing.first
    return tuple(why for why in first.evidence if why.rule not in _TOLD) if first else ()


def first_evidence(claim: Claim) -> tuple[Evidence, ...]:
    """All the evidence of where a claim was seen first."""
    return claim.standing.first.evidence if claim.standing.first else ()


def rows(claim: Claim, context: Context, words: Words) -> Iterator[Row]:
    """The rows of a claim's spread, in the order of time, those without a time last."""
    for one in claim.standing.spread:
        yield Row(
            clock(one.published) if one.published else "",
            name_in(context.names, one.article),
            one.copy,
            words.count("reports", one.reports),
            words.count("origins", one.origins),
        )


def dated(claim: Claim) -> tuple[tuple[datetime, Sighting], ...]:
    """The reports of the spread that have a time, with it."""
    return tuple((one.published, one) for one in claim.standing.spread if one.published)


def cycles_said(story: Story, claim: Claim, words: Words) -> tuple[tuple[Said, tuple[Evidence, ...]], ...]:
    """The parties that cite each other for the claim, each group as a sentence, with who cites whom where."""
    return tuple(
        (words.say("cycle", names=words.join(ring.names, "nobody")), ring.evidence)
        for ring in story.cycles
        if claim.id in ring.claims
    )
