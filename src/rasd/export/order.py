"""Which stories people are shown, and in which order: what a monitoring desk has to look at comes first.

The order ``repeated`` is no score. It asks of each claim, one question after the other:

1. Do several outlets report it, and has nobody confirmed it? Such claims come before confirmed ones, and both
   before claims that only one outlet has.
2. How many outlets are there for each of its origins, the origins counted at their highest? Many first.
3. Has somebody denied or doubted it? Then it comes before one that nobody spoke against.
4. How many reports has it? Many first.

A story stands where the claim stands that comes first of its claims. What is still equal comes in the order
of the number of articles, of time (the earlier first), and of the story's id.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rasd.errors import UsageError
from rasd.export.view import article_name
from rasd.model import Article, Claim, Story

SORTS = ("repeated", "time", "input")
"""Widely repeated on few origins first; the story with the latest report first; as they were read."""


@dataclass(frozen=True, slots=True)
class Lead:
    """The claim that a story is ranked by: its ``number`` in the story (from 1), and how many different
    ``outlets`` report it."""

    claim: Claim
    number: int
    outlets: int


@dataclass(frozen=True, slots=True)
class Selection:
    """Which stories are shown: ``shown``, in the order ``sort``, of ``stories`` in all; ``bare`` were left
    out for having one report and no attribution; ``articles`` counts the articles of all."""

    shown: tuple[Story, ...]
    stories: int
    articles: int
    bare: int
    sort: str = "input"


def select(stories: Sequence[Story], top: int | None, sort: str = "repeated") -> Selection:
    """The first ``top`` stories in the order ``sort``; every one where ``top`` is ``None``.

    A single report without an attribution has nothing to show: it is counted as bare, unless it is
    the only story there is, or every one is asked for.

    Raises:
        UsageError: there is no such order.
    """
    articles = sum(len(story.articles) for story in stories)
    if top is None:
        return Selection(tuple(ordered(stories, sort)), len(stories), articles, 0, sort)
    telling = [story for story in stories if not is_bare(story)] or list(stories[:1])
    shown = tuple(ordered(telling, sort)[:top])
    return Selection(shown, len(stories), articles, len(stories) - len(telling), sort)


def is_bare(story: Story) -> bool:
    """Whether the story is one report that attributes nothing to anybody."""
    return len(story.articles) == 1 and not any(analysis.attributions for analysis in story.analyses)


def ordered(stories: Iterable[Story], sort: str = "repeated") -> list[Story]:
    """The stories in one of the orders of :data:`SORTS`.

    Raises:
        UsageError: there is no such order.
    """
    if sort not in SORTS:
        raise UsageError(f"there is no order {sort!r}; choose one of: {', '.join(SORTS)}")
    if sort == "input":
        return list(stories)
    if sort == "time":
        return sorted(stories, key=lambda story: (-times_of(story)[1], story.id))
    return sorted(stories, key=_story_rank)


def lead(story: Story) -> Lead | None:
    """The claim that a story is ranked by; ``None`` where it has none."""
    ranked = ranked_claims(story)
    return ranked[0] if ranked else None


def ranked_claims(story: Story) -> list[Lead]:
    """The claims of a story in the order ``repeated``; equal ones in the order that they have."""
    articles = {article.id: article for article in story.articles}
    leads = [Lead(claim, i, outlets_of(claim, articles)) for i, claim in enumerate(story.claims, 1)]
    return sorted(leads, key=claim_rank)


def outlets_of(claim: Claim, articles: Mapping[str, Article]) -> int:
    """How many different outlets (or sites) report the claim."""
    return len({article_name(articles[id_]) for id_ in claim.standing.supports if id_ in articles})


def claim_rank(lead: Lead) -> tuple[int, float, bool, int]:
    """Where a claim stands in the order ``repeated``: the answers to the four questions, lowest first."""
    standing, outlets = lead.claim.standing, lead.outlets
    several = outlets > 1
    group = 2 if not several else 1 if standing.confirmed_by else 0
    each = outlets / standing.highest if several and standing.highest else 0.0
    unopposed = not (standing.denies or standing.doubts)
    return group, -each, unopposed, -len(standing.supports)


def _story_rank(story: Story) -> tuple[object, ...]:
    first = lead(story)
    rank = claim_rank(first) if first else (3,)
    return rank, -len(story.articles), times_of(story)[0], story.id


def times_of(story: Story) -> tuple[float, float]:
    """When a story's first and its last report were published (seconds since 1970); infinitely late and
    early where that is not known."""
    sightings = [row.published for claim in story.claims for row in claim.standing.spread if row.published]
    found = [_seconds(when) for when in sightings or (a.published for a in story.articles) if when]
    return (min(found), max(found)) if found else (math.inf, -math.inf)


def _seconds(when: datetime) -> float:
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
