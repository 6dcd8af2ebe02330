"""All that a story's page shows of the story itself: the same for everybody who reads it in one language.

It is made once and remembered until the story changes. Nothing of who looks belongs in here: forms, tokens
and what may be withdrawn are put round it for each visitor.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rasd.export import view
from rasd.export.drawing import Href, chain_graph
from rasd.export.markup import Markup, join, tag
from rasd.export.phrases import Words
from rasd.export.sections import Extent, story_parts
from rasd.model import Claim, Related, Story
from rasd.web.choices import Choice, choices_of

FIRST = Extent(claims=10, named=30, copies=12, passages=10, listed=20, steps=30, drawn=40, lone=3, dated=20)
"""What a page shows of a story at first."""
WHOLE = Extent(passages=10)
"""What it shows where everything is asked for: more passages word by word take seconds."""


@dataclass(frozen=True, slots=True)
class LaidClaim:
    """A claim's card, and the fields of each form to decide on it; the form itself is the visitor's."""

    number: int
    card: Markup
    fields: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class LaidStory:
    """A story laid out. ``keys`` are what a judgement on it may name, ``earlier`` the stories before it as
    they were called when it was told; ``count`` is how many claims it has, ``whole`` whether all is here."""

    id: str
    title: str
    keys: frozenset[str]
    earlier: tuple[Related, ...]
    count: int
    whole: bool
    facts: Markup
    glance: Markup | None
    decided: Markup | None
    claims: tuple[LaidClaim, ...]
    others: Markup | None
    chains: Markup | None
    reports: Markup
    shared: Markup


def weight(story: LaidStory) -> int:
    """The bytes that a story takes laid out."""
    texts: list[str | None] = [
        story.facts, story.glance, story.decided, story.others, story.chains, story.reports, story.shared,
        *story.keys,
    ]  # fmt: skip
    for claim in story.claims:
        texts += [claim.card, *claim.fields]
    return sum(sys.getsizeof(text) for text in texts if text is not None)


def lay_out(story: Story, words: Words, href: Href, reports: Markup, whole: str) -> LaidStory:
    """A story laid out: the first of it where ``whole`` is the address of all of it; all where that is empty.

    ``href`` says where a node of its chains leads; ``reports`` are its articles as the page lists them.
    """
    extent = FIRST if whole else WHOLE
    context = view.context_of(story, words.direction)
    parts = story_parts(story, words, extent, whole)
    claims = zip(story.claims, parts.claims, strict=False)
    return LaidStory(
        id=story.id, title=story.title, keys=keys_of(story), earlier=story.earlier,
        count=len(story.claims), whole=not whole,
        facts=parts.facts, glance=parts.glance, decided=parts.decided,
        claims=tuple(
            _laid(number, claim, card, context.names, words) for number, (claim, card) in enumerate(claims, 1)
        ),
        others=parts.others, chains=chain_graph(story, context, words, href, extent, whole),
        reports=reports, shared=join(parts.copies, parts.shared, parts.dates),
    )  # fmt: skip


def keys_of(story: Story) -> frozenset[str]:
    """What a judgement on a story may name: its origins' keys and its articles."""
    keys = {f"article:{article.id}" for article in story.articles}
    return frozenset(
        keys | {key for claim in story.claims for origin in claim.standing.origins for key in origin.keys}
    )


def _laid(number: int, claim: Claim, card: Markup, names: Mapping[str, str], words: Words) -> LaidClaim:
    choices = choices_of(claim, names, words)
    articles = [(f"article:{id_}", names.get(id_, id_)) for id_ in claim.standing.supports]
    fields = [_sides("merge", choices.whole, words), _sides("split", choices.parts, words)]
    fields.append(_fields("own-reporting", "own", [_choice(words.word("article"), articles, 0)], words))
    return LaidClaim(number, card, tuple(one for one in fields if one is not None))


def _sides(kind: str, rows: Sequence[Choice], words: Words) -> Markup | None:
    """Two lists to choose from, the second one standing on its second line; nothing for a single line."""
    if len(rows) < 2:
        return None
    sides = [_choice(words.word(side, "web"), rows, at) for at, side in enumerate(("first", "second"))]
    return _fields(kind, kind, sides, words)


def _choice(label: str, rows: Sequence[Choice], at: int) -> Markup:
    options = [tag("option", name, value=key, selected=place == at) for place, (key, name) in enumerate(rows)]
    return tag("label", label, " ", tag("select", *options, name="about"))


def _fields(kind: str, named: str, lists: Sequence[Markup], words: Words) -> Markup:
    """All that a form of a decision has but what is the visitor's own."""
    note = tag("input", name="note", dir="auto", maxlength="500")
    return join(
        tag("input", type="hidden", name="kind", value=kind),
        tag(
            "fieldset",
            tag("legend", words.word(f"kind_{named}", "web")),
            *lists,
            tag("label", words.word("note", "web"), " ", note),
            tag("button", words.word(f"do_{named}", "web"), type="submit"),
        ),
    )
