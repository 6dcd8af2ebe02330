"""People's judgements on a desk: kept, applied, and the stories that they concern told anew at once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from rasd.desk.asking import story_of
from rasd.doors import open_door
from rasd.errors import Overtaken
from rasd.model import Judgement, JudgementKind, Story
from rasd.settings import Settings
from rasd.store import articles as kept
from rasd.store import judgements as decided
from rasd.store import notes
from rasd.store import stories as counted
from rasd.store.database import Database, Transaction

if TYPE_CHECKING:
    from rasd.lineage.firsts import Dates

_AROUND = 3600.0
"""Seconds round a story's articles in which their outlets' others say whether times are a crawl's."""


def judge(database: Database, judgement: Judgement, settings: Settings, seen: int | None = None) -> list[str]:
    """Keep a judgement and apply it; the ids of the stories that it concerns. A known one changes nothing.

    Args:
        database: the store.
        judgement: what was decided.
        settings: what can be set.
        seen: how many judgements there were when whoever decides looked; ``None``: it does not matter.

    Raises:
        Overtaken: a judgement on one of the stories that it concerns was added since.
    """
    with database.writing() as transaction:
        if seen is not None:
            _see_that_none_came_between(transaction, judgement, seen)
        if not decided.put(transaction, judgement):
            return []
        concerned = counted.with_keys(transaction, _keys(transaction, judgement))
    for id_ in sorted(concerned):
        tell_anew(database, id_, settings)
    return sorted(concerned)


def _see_that_none_came_between(transaction: Transaction, judgement: Judgement, seen: int) -> None:
    concerned = counted.with_keys(transaction, _keys(transaction, judgement))
    for later in decided.get(transaction)[max(0, seen) :]:
        if later.id != judgement.id and concerned & counted.with_keys(transaction, _keys(transaction, later)):
            raise Overtaken(
                f"{later.who} decided on the same story meanwhile ({later.kind}, judgement {later.id}):"
                " look at it as it is now, then decide"
            )


def _keys(transaction: Transaction, judgement: Judgement) -> set[str]:
    """What a judgement is about; one that withdraws others is about what these were about."""
    if judgement.kind is not JudgementKind.WITHDRAW:
        return set(judgement.about)
    known = {one.id: one for one in decided.get(transaction)}
    withdrawn = [known[id_] for id_ in judgement.about if id_ in known]
    return {key for one in withdrawn for key in _keys(transaction, one)}


def tell_anew(database: Database, id_: str, settings: Settings) -> None:
    """Count a story anew; its articles, and why they are one story, stay as they are."""
    story = story_of(database, id_)
    with database.reading() as transaction:
        judgements = decided.get(transaction)
        dates = _dates(transaction, story)
        numbers = kept.numbers_of(transaction, [article.id for article in story.articles])
    shared = [passage for passage in story.passages if passage.a != passage.b]
    inside = tuple(passage for passage in story.passages if passage.a == passage.b)
    # What counts is loaded here: most who ask a desk decide nothing.
    made = open_door("rasd.desk.telling:count_story")(story.analyses, shared, inside, dates, judgements)
    again = replace(
        story, claims=made.claims, passages=(*shared, *made.inside), copies=made.copies, lineage=made.lineage,
        cycles=made.cycles,
    )  # fmt: skip
    with database.writing() as transaction:
        counted.put(transaction, [open_door("rasd.desk.lines:told")(again, numbers)])
        counted.put_copies(transaction, {id_: again.copies}, numbers)


def _dates(transaction: Transaction, story: Story) -> Dates:
    """What the times of a story's articles say, beside those of their outlets' other articles."""
    moments = [
        moment for article in story.articles if (moment := kept.moment_of(article.published)) is not None
    ]
    around = {}
    if moments:
        outlets = {article.outlet for article in story.articles}
        around = kept.moments(transaction, outlets, min(moments) - _AROUND, max(moments) + _AROUND)
    clock = open_door("rasd.reuse.clock:Clock")((), around)
    made: Dates = open_door("rasd.lineage.firsts:Dates")(
        clock, frozenset(json.loads(notes.get(transaction, notes.IMPLAUSIBLE) or "[]"))
    )
    return made


def judgements_of(database: Database) -> list[Judgement]:
    """All judgements, in the order in which they were added."""
    with database.reading() as transaction:
        return decided.get(transaction)


def standing_of(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that no later one withdraws."""
    rows = list(judgements)
    gone: set[str] = set()
    for one in reversed(rows):
        if one.kind is JudgementKind.WITHDRAW and one.id not in gone:
            gone.update(one.about)
    return [one for one in rows if one.id not in gone]
