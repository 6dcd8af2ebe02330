"""Laws of judgements, over small generated newsrooms."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from laws.test_lineage_laws import COPYING, Room, asserted, count, rooms, with_a_copy
from rasd.lineage.judging import in_force, judgement, not_applied
from rasd.model import Judgement, Standing

START = datetime(2026, 3, 3, 8, tzinfo=UTC)


def judged(kind: str, about: Sequence[str], minute: int) -> Judgement:
    return judgement(kind, about, "هدى", START + timedelta(minutes=minute))


def keys_of(found: Standing) -> list[str]:
    return [key for origin in found.origins for key in origin.keys]


@st.composite
def judged_rooms(
    draw: st.DrawFn, kinds: Sequence[str] = ("merge", "split", "own-reporting", "withdraw")
) -> tuple[Room, list[Judgement]]:
    """A newsroom and some judgements on it, of distinct times; some name what is not there."""
    room = draw(rooms())
    keys = [*keys_of(count(room)), "source:nobody"]
    articles = [f"article:{analysis.article.id}" for analysis in room[0]] + ["article:none"]
    made: list[Judgement] = []
    for minute in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from(kinds))
        if kind == "own-reporting":
            about = [draw(st.sampled_from(articles))]
        elif kind == "withdraw":
            about = [draw(st.sampled_from([*(one.id for one in made), "0123456789abcdef"]))]
        else:
            about = (
                draw(st.lists(st.sampled_from(keys), min_size=2, max_size=2, unique=True)) if keys[1:] else []
            )
        if about:
            made.append(judged(kind, about, minute))
    return room, made


@given(judged_rooms())
def test_the_range_is_a_range_whatever_is_decided(case: tuple[Room, list[Judgement]]) -> None:
    room, made = case
    found = count(room, made)
    if asserted(room[1]):
        assert 1 <= found.lowest <= found.highest
    else:
        assert found.lowest == found.highest == 0
    assert found.highest == len(found.origins)
    assert sum(origin.firm for origin in found.origins) <= found.lowest
    assert len(keys_of(found)) == len(set(keys_of(found)))


@given(judged_rooms(), st.randoms(use_true_random=False))
def test_the_order_in_which_judgements_are_given_changes_nothing(
    case: tuple[Room, list[Judgement]], shuffler: random.Random
) -> None:
    room, made = case
    mixed = [*made, *made[:2]]
    shuffler.shuffle(mixed)
    assert count(room, mixed) == count(room, made)
    assert not_applied(mixed, [count(room, made)]) == not_applied(made, [count(room, made)])


@given(judged_rooms(), st.data())
def test_a_merge_lowers_the_highest_by_one(case: tuple[Room, list[Judgement]], data: st.DataObject) -> None:
    room, made = case
    before = count(room, made)
    if len(before.origins) < 2:
        return
    one, other = data.draw(st.lists(st.sampled_from(before.origins), min_size=2, max_size=2, unique=True))
    a, b = data.draw(st.sampled_from(one.keys)), data.draw(st.sampled_from(other.keys))
    # One on the same two keys would override an earlier decision, and so undo that one too.
    if any(set(earlier.about) == {a, b} for earlier in made):
        return
    merge = judged("merge", [a, b], 60)
    after = count(room, [*made, merge])
    assert after.highest == before.highest - 1
    joined = next(origin for origin in after.origins if a in origin.keys)
    assert set(joined.keys) == {*one.keys, *other.keys}
    assert "judged" in {why.rule for why in joined.evidence}
    if not any(earlier.kind == "split" for earlier in in_force(made)):
        assert after.lowest <= before.lowest


@given(judged_rooms(), st.data())
def test_what_is_kept_apart_is_neither_one_nor_possibly_one(
    case: tuple[Room, list[Judgement]], data: st.DataObject
) -> None:
    room, made = case
    keys = keys_of(count(room, made))
    if len(keys) < 2:
        return
    a, b = data.draw(st.lists(st.sampled_from(keys), min_size=2, max_size=2, unique=True))
    after = count(room, [*made, judged("split", [a, b], 60)])
    if not {a, b} <= set(keys_of(after)):
        return  # one of them now only passes on what others said, and is no origin
    one, other = (next(origin for origin in after.origins if key in origin.keys) for key in (a, b))
    assert one.label != other.label
    assert other.label not in one.possibly
    assert one.label not in other.possibly
    assert all("judged-apart" in {why.rule for why in origin.evidence} for origin in (one, other))


@given(rooms(), st.data())
def test_two_that_are_kept_apart_are_two_at_least(room: Room, data: st.DataObject) -> None:
    before = count(room)
    full = [origin for origin in before.origins if "partly-the-same" not in {e.rule for e in origin.evidence}]
    if len(full) < 2:
        return
    one, other = data.draw(st.lists(st.sampled_from(full), min_size=2, max_size=2, unique=True))
    after = count(room, [judged("split", [one.keys[0], other.keys[0]], 0)])
    assert after.highest == before.highest
    assert max(before.lowest, 2) <= after.lowest <= before.lowest + 1


@given(judged_rooms(), st.data())
def test_a_judgement_withdrawn_leaves_no_trace(
    case: tuple[Room, list[Judgement]], data: st.DataObject
) -> None:
    room, made = case
    before = count(room, made)
    keys = keys_of(before)
    kinds = ["own-reporting", *(["merge", "split"] if len(keys) > 1 else [])]
    kind = data.draw(st.sampled_from(kinds))
    if kind == "own-reporting":
        about = [f"article:{data.draw(st.sampled_from(room[0])).article.id}"]
    else:
        about = data.draw(st.lists(st.sampled_from(keys), min_size=2, max_size=2, unique=True))
    more = judged(kind, about, 60)
    withdrawal = judged("withdraw", [more.id], 61)
    assert count(room, [*made, more, withdrawal]) == before
    again = judged("withdraw", [withdrawal.id], 62)
    assert count(room, [*made, more, withdrawal, again]) == count(room, [*made, more])


@given(rooms(), st.data())
def test_own_reporting_is_an_origin_of_its_own(room: Room, data: st.DataObject) -> None:
    """It is joined, for certain or possibly, with no source that anybody cites."""
    article = data.draw(st.sampled_from(room[0])).article
    found = count(room, [judged("own-reporting", [f"article:{article.id}"], 0)])
    rows = [
        origin for origin in found.origins if "judged-own-reporting" in {why.rule for why in origin.evidence}
    ]
    assert len(rows) == (article.id in {id_ for origin in count(room).origins for id_ in origin.articles})
    for origin in rows:
        by_label = {other.label: other for other in found.origins}
        others = [by_label[label] for label in origin.possibly]
        assert all(any(key.startswith(("own:", "open:")) for key in other.keys) for other in others)


@given(judged_rooms())
def test_what_is_not_applied_is_named(case: tuple[Room, list[Judgement]]) -> None:
    """What is in force stands in the evidence, or is named; what is absent changes nothing."""
    room, made = case
    found = count(room, made)
    applied = {dict(why.values).get("judgement") for why in found.evidence} - {None}
    rows = not_applied(made, [found])
    named = {row.judgement.id for row in rows}
    assert {one.id for one in in_force(made)} <= applied | named
    assert not applied & named
    absent = {row.judgement.id for row in rows if row.absent}
    assert count(room, [one for one in made if one.id not in absent]) == found


@given(st.one_of(judged_rooms(kinds=["merge"]), judged_rooms(kinds=["own-reporting"])), COPYING)
def test_a_copied_article_never_raises_the_highest_whatever_is_decided(
    case: tuple[Room, list[Judgement]], copying: tuple[int, str, int]
) -> None:
    room, made = case
    assert count(with_a_copy(room, copying), made).highest <= count(room, made).highest
