"""From a story to the lines by which the store's lists show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rasd.doors import open_door
from rasd.model import Basis, Claim, Story
from rasd.store.codec import Parts, pack_parts
from rasd.store.lines import ClaimLine, Rank, StoryLine
from rasd.store.stories import Told, finite

if TYPE_CHECKING:
    from rasd.export.order import Lead


def told(story: Story, numbers: Mapping[str, int]) -> Told:
    """A story as the store takes it; ``numbers`` has those of its articles, by id."""
    order = open_door("rasd.export.order")
    ranked = order.ranked_claims(story)
    lines = {lead.number: _claim(story, lead.claim, lead, _rank(order.claim_rank(lead))) for lead in ranked}
    first, last = order.times_of(story)
    outlets = len({open_door("rasd.export.view:article_name")(article) for article in story.articles})
    line = StoryLine(
        story.id, story.title, len(story.articles), outlets, finite(first), finite(last),
        order.is_bare(story), lines[ranked[0].number] if ranked else None,
    )  # fmt: skip
    shared = len(story.passages) - sum(passage.a == passage.b for passage in story.passages)
    parts = Parts(
        story.passages[shared:], story.copies, story.claims, story.lineage, story.cycles, story.evidence,
        story.earlier,
    )  # fmt: skip
    keys = {
        (place, key)
        for place, claim in enumerate(story.claims, 1)
        for origin in claim.standing.origins
        for key in origin.keys
    }
    return Told(
        line, tuple(lines[place] for place in sorted(lines)), pack_parts(parts),
        tuple(numbers[article.id] for article in story.articles), tuple(sorted(keys)),
    )  # fmt: skip


def _rank(rank: tuple[int, float, bool, int]) -> Rank:
    group, each, unopposed, reports = rank
    return Rank(group, each, int(unopposed), reports)


def _claim(story: Story, claim: Claim, lead: Lead, rank: Rank) -> ClaimLine:
    standing = claim.standing
    first = standing.first.published if standing.first else None
    moment = open_door("rasd.store.articles:moment_of")
    return ClaimLine(
        story=story.id, place=lead.number, id=claim.id, text=claim.text, outlets=lead.outlets,
        reports=len(standing.supports), copies=len(standing.copies), lowest=standing.lowest,
        highest=standing.highest, named=standing.on(Basis.NAMED), unnamed=standing.on(Basis.UNNAMED),
        own=standing.on(Basis.OWN), confirmed=len(standing.confirmed_by), denied=len(standing.denies),
        doubted=len(standing.doubts), declined=len(standing.declined), first=moment(first), rank=rank,
    )  # fmt: skip
