"""The front of a page: its stories in a row, each by the claim that puts it where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from rasd.export import order
from rasd.export.markup import Markup, bdi, join, said, tag
from rasd.export.phrases import Said, Words
from rasd.export.visible import shortened, way
from rasd.model import Claim, Standing, Story

_LONGEST = 140


def front_list(stories: Sequence[Story], words: Words, sort: str) -> Markup | None:
    """The stories of a page with their figures, each a link to where it stands; nothing for a single story.

    ``sort`` is the order that they are in, one of :data:`rasd.export.order.SORTS`.
    """
    if len(stories) < 2:
        return None
    entries = [_entry(number, story, words) for number, story in enumerate(stories, 1)]
    note = tag("p", words.word(f"sorted_{sort}"), class_="note")
    return tag("nav", tag("h2", words.word("contents")), note, tag("ol", *entries))


def _entry(number: int, story: Story, words: Words) -> Markup:
    link = tag("a", bdi(story.title or words.word("untitled")), href=f"#story-{number}")
    lead = order.lead(story)
    if lead is None:
        figures = tag("span", words.count("reports", len(story.articles)), class_="front")
        return tag("li", link, figures)
    said_so = shortened(lead.claim.text, _LONGEST)
    wording = tag("q", said_so, dir=way(said_so) or "auto")
    return tag(
        "li", link, tag("span", wording, class_="front"), claim_figures(lead.claim, lead.outlets, words)
    )


def claim_figures(claim: Claim, outlets: int, words: Words) -> Markup:
    """A claim's figures on one line: outlets, reports, origins, and who spoke for or against it."""
    standing = claim.standing
    facts: list[Markup] = [Markup(words.count("outlets", outlets))] if outlets else []
    facts += [Markup(words.count("reports", len(standing.supports))), said(origins_said(standing, words))]
    facts += [tag("span", words.word(mark), class_=mark) for mark in _marks(standing)]
    return tag("span", join(*facts, between=" · "), class_="front")


def origins_said(standing: Standing, words: Words) -> Said:
    """From how many to how many origins a claim has."""
    if standing.lowest == standing.highest:
        return words.counted("origins", standing.highest)
    return words.say("front_origins", low=standing.lowest, high=standing.highest)


def _marks(standing: Standing) -> list[str]:
    """What a reader has to know of who spoke for or against it."""
    marks = ["confirmed" if standing.confirmed_by else "unconfirmed"]
    marks += ["denied"] if standing.denies else []
    return marks + (["doubted"] if standing.doubts else [])
