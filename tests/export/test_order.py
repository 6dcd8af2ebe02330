"""Which stories people are shown, and in which order."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.cases import bare, founding, harbour
from rasd.errors import UsageError
from rasd.export import order
from rasd.model import Analysis, Article, Claim, Sighting, Standing, Story


def story(id_: str, *claims: Claim, outlets: int = 9, day: int = 1) -> Story:
    """A story of articles a1, a2 ... of as many outlets."""
    when = datetime(2026, 3, day, tzinfo=UTC)
    articles = tuple(
        Article(f"a{i}", "x", outlet=f"outlet {i}", published=when) for i in range(1, outlets + 1)
    )
    return Story(id_, id_, articles, tuple(Analysis(article, "ar") for article in articles), claims)


def claim(
    reports: int, highest: int, *, confirmed: bool = False, denied: bool = False, id_: str = "c"
) -> Claim:
    supports = tuple(f"a{i}" for i in range(1, reports + 1))
    found = Standing(
        supports,
        ("a9",) if denied else (),
        lowest=min(1, highest),
        highest=highest,
        confirmed_by=("x",) if confirmed else (),
    )
    return Claim(id_, "x", (), found)


BEFORE: dict[str, tuple[Claim, Claim]] = {
    "more outlets for the same origin": (claim(5, 1), claim(3, 1)),
    "fewer origins for the same outlets": (claim(5, 1), claim(5, 4)),
    "five outlets on one before eight on four": (claim(5, 1), claim(8, 4)),
    "unconfirmed before confirmed, however often that is repeated": (
        claim(2, 2),
        claim(8, 1, confirmed=True),
    ),
    "confirmed and repeated before what one outlet has": (claim(2, 2, confirmed=True), claim(1, 1)),
    "denied before undenied of the same spread": (claim(4, 2, denied=True), claim(2, 1)),
    "but wider spread before denied": (claim(5, 1), claim(4, 1, denied=True)),
    "a claim before none": (claim(1, 1), claim(0, 0)),
}


@pytest.mark.parametrize(("first", "second"), BEFORE.values(), ids=BEFORE)
def test_what_a_desk_has_to_look_at_comes_first(first: Claim, second: Claim) -> None:
    found = order.ordered([story("second", second), story("first", first)])
    assert [one.id for one in found] == ["first", "second"]
    both = story("s", replace(second, id="2"), replace(first, id="1"))
    assert [(lead.claim.id, lead.number) for lead in order.ranked_claims(both)] == [("1", 2), ("2", 1)]


def test_a_story_stands_where_its_first_claim_stands() -> None:
    told = [story("a", claim(3, 1)), story("b", claim(1, 1), claim(6, 1))]
    assert [one.id for one in order.ordered(told)] == ["b", "a"]
    lead = order.lead(told[1])
    assert lead is not None
    assert (lead.number, lead.outlets) == (2, 6)


def test_outlets_count_once() -> None:
    """The same article under three addresses of one outlet is no wide spread."""
    articles = tuple(Article(f"a{i}", "x", outlet="one", url=f"https://one.example/{i}") for i in range(1, 4))
    lead = order.lead(replace(story("s", claim(3, 1)), articles=articles))
    assert lead is not None
    assert lead.outlets == 1


def test_ties_are_broken_by_size_time_and_id() -> None:
    told = [story("d", claim(2, 1), day=2), story("b", claim(2, 1)), story("a", claim(2, 1)),
            story("c", claim(2, 1), outlets=10)]  # fmt: skip
    assert [one.id for one in order.ordered(told)] == ["c", "a", "b", "d"]


def test_latest_first_and_undated_last() -> None:
    undated = replace(story("u"), articles=(Article("a1", "x"),))
    told = [undated, story("old", day=1), story("new", day=5)]
    assert [one.id for one in order.ordered(told, "time")] == ["new", "old", "u"]
    assert order.ordered(told, "input") == told


def test_a_date_that_cannot_be_right_makes_no_story_the_latest() -> None:
    seen = (Sighting("a1", datetime(2026, 3, 1, tzinfo=UTC), False, 1, 1), Sighting("a2", None, False, 2, 1))
    one = claim(2, 1)
    odd = story("odd", replace(one, standing=replace(one.standing, spread=seen)))
    late = replace(odd.articles[1], published=datetime(2099, 1, 1, tzinfo=UTC))
    odd = replace(odd, articles=(odd.articles[0], late))
    assert [one.id for one in order.ordered([odd, story("new", day=5)], "time")] == ["new", "odd"]


CLAIMS = st.builds(
    lambda reports, highest, yes, no: claim(reports, min(highest, reports), confirmed=yes, denied=no),
    st.integers(0, 8), st.integers(1, 8), st.booleans(), st.booleans(),
)  # fmt: skip


@given(st.lists(st.lists(CLAIMS, max_size=3), max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_input_changes_nothing(rows: list[list[Claim]], shuffler: random.Random) -> None:
    told = [story(f"s{i}", *claims) for i, claims in enumerate(rows)]
    mixed = list(told)
    shuffler.shuffle(mixed)
    for sort in ("repeated", "time"):
        assert order.ordered(mixed, sort) == order.ordered(told, sort)


def test_an_unknown_order_is_refused() -> None:
    with pytest.raises(UsageError, match="'size'; choose one of: repeated, time, input"):
        order.ordered([], "size")


@pytest.mark.parametrize(
    ("top", "sort", "shown", "left_bare"),
    [
        (10, "repeated", ["s-harbour", "s-founding"], 1),
        (10, "input", ["s-founding", "s-harbour"], 1),
        (1, "time", ["s-harbour"], 1),
        (None, "repeated", ["s-harbour", "s-founding", "s-bare"], 0),
        (None, "input", ["s-founding", "s-bare", "s-harbour"], 0),
    ],
)
def test_select(top: int | None, sort: str, shown: list[str], left_bare: int) -> None:
    selection = order.select([founding(), bare(), harbour()], top, sort)
    assert [one.id for one in selection.shown] == shown
    assert (selection.stories, selection.articles, selection.bare) == (3, 7, left_bare)
    assert selection.sort == sort


def test_the_only_story_is_shown_however_bare() -> None:
    assert [one.id for one in order.select([bare()], 10).shown] == ["s-bare"]
    assert order.select([], 10).shown == ()
