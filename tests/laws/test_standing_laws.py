"""Laws of a claim's standing in time: where it was seen first, how it spread, on what it rests."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from laws.test_lineage_laws import LINE, rooms
from newsroom import newsroom
from rasd.lineage.firsts import Dates, seen
from rasd.lineage.origins import standing
from rasd.lineage.rings import find_cycles
from rasd.lineage.times import implausible
from rasd.model import Analysis, Basis, Certainty, Claim, Copy, Evidence, Passage, Standing
from rasd.reuse.clock import Clock

Room = tuple[list[Analysis], Claim, list[Passage], list[Copy]]
BY_TEXT = Evidence("stands-whole")
DATES = st.sampled_from(["-", "00:00", "08:00", "08:02", "1970-01-01T00:00", "2099-01-01T00:00"])


@st.composite
def dated_rooms(draw: st.DrawFn) -> Room:
    """A newsroom with dates of all sorts, and copies whose direction some texts tell."""
    analyses, claim, passages, copies = draw(rooms())
    dates = [newsroom([f"x {draw(DATES)} x | own"])[0][0].article.published for _ in analyses]
    mixed = [
        replace(analysis, article=replace(analysis.article, published=date if draw(st.booleans()) else None))
        if draw(st.booleans())
        else analysis
        for analysis, date in zip(analyses, dates, strict=True)
    ]
    told = [replace(copy, evidence=(BY_TEXT,)) if draw(st.booleans()) else copy for copy in copies]
    return mixed, claim, passages, told


def stood(room: Room) -> Standing:
    analyses, claim, passages, copies = room
    counted = replace(claim, standing=standing(claim, analyses, passages, copies))
    articles = [analysis.article for analysis in analyses]
    return seen(counted, analyses, copies, Dates(Clock(articles), implausible(articles)))


def shuffled(room: Room, shuffler: random.Random) -> Room:
    analyses, claim, passages, copies = room
    statements = list(claim.statements)
    rows: Sequence[list[object]] = (analyses, statements, passages, copies)  # type: ignore[assignment]
    for row in rows:
        shuffler.shuffle(row)
    return analyses, replace(claim, statements=tuple(statements)), passages, copies


@given(dated_rooms(), st.randoms(use_true_random=False))
def test_the_order_of_input_changes_neither_first_seen_nor_spread(
    room: Room, shuffler: random.Random
) -> None:
    before, rings = stood(room), find_cycles([room[1]], room[0])
    after = shuffled(room, shuffler)
    assert stood(after) == before
    assert find_cycles([after[1]], after[0]) == rings


@given(dated_rooms())
def test_named_unnamed_and_own_are_all_origins(room: Room) -> None:
    found = stood(room)
    assert sum(found.on(basis) for basis in Basis) == found.highest


@given(dated_rooms())
def test_the_spread_has_every_supporting_article_once(room: Room) -> None:
    found = stood(room)
    assert sorted(row.article for row in found.spread) == sorted(found.supports)
    assert [row.reports for row in found.spread] == list(range(1, len(found.supports) + 1))
    assert {row.article for row in found.spread if row.copy} == set(found.copies)


@given(dated_rooms())
def test_the_spread_is_in_the_order_of_time_and_never_loses_an_origin(room: Room) -> None:
    found = stood(room)
    undated = [row.published is None for row in found.spread]
    assert undated == sorted(undated)
    seconds = [row.published.timestamp() for row in found.spread if row.published and row.published.tzinfo]
    assert seconds == sorted(seconds)
    origins = [row.origins for row in found.spread]
    assert origins == sorted(origins)
    assert all(number <= found.highest for number in origins)


@given(dated_rooms())
def test_first_seen_is_a_supporting_article_and_as_sure_as_its_doubts(room: Room) -> None:
    found = stood(room)
    first = found.first
    assert (first is None) == (not found.supports)
    if first is None:
        return
    assert first.evidence
    assert first.article in {*found.supports, ""}
    assert set(first.perhaps) <= set(found.supports) - {first.article}
    if first.sure is Certainty.CERTAIN:
        assert first.perhaps == ()
        assert first.published is not None
    if not first.article:
        assert first.sure is Certainty.OPEN
    if first.published is not None:
        assert first.article == found.spread[0].article


@given(dated_rooms(), LINE)
def test_a_further_article_never_takes_a_denial_away(room: Room, line: str) -> None:
    analyses, claim, passages, copies = room
    before = stood(room)
    more, said = newsroom([f"z {line}"])
    longer = replace(claim, statements=(*claim.statements, *said.statements))
    after = stood(([*analyses, *more], longer, passages, copies))
    assert set(before.denies) <= set(after.denies)
    assert set(before.denied_by) <= set(after.denied_by)
