"""Where a claim was seen first, how sure that is, and how it spread; as tables of small newsrooms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from newsroom import newsroom, one_text
from rasd.lineage.firsts import Dates, seen
from rasd.lineage.origins import standing
from rasd.lineage.times import implausible
from rasd.model import Basis, Certainty, Copy, Evidence, FirstSeen, Standing
from rasd.reuse.clock import Clock


def found(lines: Sequence[str], copies: Sequence[Copy] = ()) -> Standing:
    """The standing of the newsroom's claim."""
    analyses, claim = newsroom(lines)
    articles = [analysis.article for analysis in analyses]
    counted = replace(claim, standing=standing(claim, analyses, [], copies))
    return seen(counted, analyses, copies, Dates(Clock(articles), implausible(articles)))


def first(lines: Sequence[str], copies: Sequence[Copy] = ()) -> FirstSeen:
    told = found(lines, copies).first
    assert told is not None
    return told


def by_text(copier: str, original: str, rule: str = "credits-outlet") -> Copy:
    """A copy whose direction the texts tell."""
    return Copy(copier, original, True, (Evidence(rule),))


FIRSTS: dict[str, tuple[list[str], list[Copy], str, set[str]]] = {
    "the earliest is first": (
        ["a 08:00 الخبر | own", "b 09:00 الميناء | own"], [], "a certain ()", {"first-dated"}),
    "the only one is first": (["a 08:00 الخبر | own"], [], "a certain ()", {"only-report"}),
    "the only one, whenever that was": (
        ["a - الخبر | own"], [], "a open ()", {"only-report"}),
    "an undated one may have been earlier": (
        ["a 08:00 الخبر | own", "b - الميناء | own"], [], "a open (b)", {"may-be-earlier"}),
    "but not if it has its text from the first": (
        ["a 08:00 الخبر | own", "b - الميناء | own"], [by_text("b", "a")], "a certain ()", {"later-by-text"}),
    "nor from one that came later": (
        ["a 08:00 الخبر | own", "b 09:00 الميناء | own", "c - الفجر | own"], [by_text("c", "b")],
        "a certain ()", {"first-dated", "later-by-text"}),
    "a copy whose direction is a matter of times tells nothing of them": (
        ["a 08:00 الخبر | own", "b - الميناء | own"], [by_text("b", "a", "published-earlier")],
        "a open (b)", {"may-be-earlier"}),
    "no dates at all: none can be told": (
        ["a - الخبر | own", "b - الميناء | own"], [], " open (a b)", {"may-be-earlier"}),
    "but the texts may tell": (
        ["a - الخبر | own", "b - الميناء | own", "c - الفجر | own"], [by_text("a", "b"), by_text("c", "a")],
        "b likely ()", {"later-by-text"}),
    "two that have their texts from each other do not": (
        ["a - الخبر | own", "b - الميناء | own"], [by_text("a", "b"), by_text("b", "a")],
        " open (a b)", {"may-be-earlier"}),
    "1970 is no date": (
        ["a 1970-01-01T00:00 الخبر | own", "b 09:00 الميناء | own"], [], "b open (a)", {"may-be-earlier"}),
    "nor is 2099": (
        ["a 2099-01-01T00:00 الخبر | own", "b 09:00 الميناء | own", "c 10:00 الفجر | own"], [],
        "b open (a)", {"first-dated", "may-be-earlier"}),
    "1970 and 2099 alone tell nothing": (
        ["a 1970-01-01T00:00 الخبر | own", "b 1970-01-01T00:00 الميناء | own"], [],
        " open (a b)", {"may-be-earlier"}),
    "years before all others: perhaps wrong": (
        ["a 2019-03-03T08:00+00:00 الخبر | own", "b 09:00 الميناء | own", "c 10:00 الفجر | own"], [],
        "a likely ()", {"first-dated", "date-alone"}),
    "years after all others too": (
        ["a 2031-03-03T08:00+00:00 الخبر | own", "b 09:00 الميناء | own", "c 10:00 الفجر | own"], [],
        "b likely ()", {"first-dated", "date-alone"}),
    "clocks differ by minutes": (
        ["a 08:00 الخبر | own", "b 08:04 الميناء | own"], [], "a likely (b)", {"may-be-earlier"}),
    "at the same time": (
        ["a 08:00 الخبر | own", "b 08:00 الميناء | own"], [], "a open (b)", {"may-be-earlier"}),
    "at the same time, but a copy": (
        ["a 08:00 الخبر | own", "b 08:00 الميناء | own"], [by_text("a", "b")], "b certain ()",
        {"later-by-text"}),
    "a day without an hour": (
        ["a 00:00 الخبر | own", "b 09:00 الميناء | own"], [], "a open (b)", {"may-be-earlier"}),
    "the day before, without an hour": (
        ["a 2026-03-02T00:00+00:00 الخبر | own", "b 09:00 الميناء | own"], [],
        "a certain ()", {"first-dated"}),
    "a time without a zone": (
        ["a 2026-03-03T08:00 الخبر | own", "b 10:00 الميناء | own"], [], "a likely (b)", {"may-be-earlier"}),
    "times of a crawl": (
        [*(f"a{i} 2026-03-03T08:00:0{i}+00:00 الخبر | own" for i in range(4)), "b 10:00 الميناء | own"], [],
        "a0 open (a1 a2 a3 b)", {"may-be-earlier"}),
    "the first has its text from one that is dated later": (
        ["a 08:00 الخبر | own", "b 09:00 الميناء | own"], [by_text("a", "b", "stands-whole")],
        "a open (b)", {"first-dated", "original-dated-later"}),
    "the first cites one that is dated later": (
        ["a 08:00 الخبر | قناة الشرق", "b 09:00 قناة الشرق | own"], [],
        "a open (b)", {"first-dated", "cites-later"}),
    "the first cites an agency that has no article here": (
        ["a 08:00 الخبر | وكالة رويترز ← مصدر أمني", "b 09:00 الميناء | own"], [],
        "a certain () < وكالة رويترز", {"first-dated", "cites-outside"}),
    "or credits one": (
        ["a 08:00 الخبر | own | credit رويترز"], [], "a certain () < رويترز",
        {"only-report", "cites-outside"}),
    "under another of its names it is here": (
        ["a 08:00 الخبر | صحيفة الميناء", "b 09:00 الميناء | own"], [],
        "a open (b)", {"first-dated", "cites-later"}),
    "it was denied before": (
        ["a 08:00 الشرق | وزارة الداخلية : denies", "b 09:00 الخبر | own"], [], "b certain ()",
        {"only-report", "denied-earlier"}),
    "a later denial changes nothing": (
        ["a 10:00 الشرق | وزارة الداخلية : denies", "b 09:00 الخبر | own"], [], "b certain ()",
        {"only-report"}),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "copies", "told", "rules"), FIRSTS.values(), ids=FIRSTS)
def test_first_seen(lines: list[str], copies: list[Copy], told: str, rules: set[str]) -> None:
    one = first(lines, copies)
    elsewhere = f" < {' '.join(one.elsewhere)}" if one.elsewhere else ""
    assert f"{one.article} {one.sure} ({' '.join(one.perhaps)}){elsewhere}" == told
    assert {why.rule for why in one.evidence} == rules


def test_nobody_asserts_it() -> None:
    told = found(["a 10:00 الشرق | وزارة الداخلية : denies"])
    assert (told.first, told.spread) == (None, ())


def test_the_time_is_the_article_s_own_or_none() -> None:
    told = first(["a 08:00 الخبر | own"])
    assert told.published is not None
    assert told.published.isoformat() == "2026-03-03T08:00:00+00:00"
    assert first(["a 1970-01-01T00:00 الخبر | own"]).published is None


@pytest.mark.parametrize(
    ("why", "lines"),
    [
        ("absent", ["a 08:00 الخبر | own", "b - الميناء | own"]),
        ("implausible", ["a 08:00 الخبر | own", "b 1970-01-01T00:00 الميناء | own"]),
        ("close", ["a 08:00 الخبر | own", "b 08:01 الميناء | own"]),
        ("equal", ["a 08:00 الخبر | own", "b 08:00 الميناء | own"]),
        ("day", ["a 00:00 الخبر | own", "b 00:00 الميناء | own"]),
    ],
)
def test_it_is_said_why_another_may_have_been_first(why: str, lines: list[str]) -> None:
    (evidence,) = [one for one in first(lines).evidence if one.rule == "may-be-earlier"]
    assert evidence.article == "b"
    assert dict(evidence.values)["time"] == why


def test_the_spread_counts_up() -> None:
    told = found(
        [
            "c - الفجر | own",
            "b 09:00 الميناء | وزير النقل سامي حداد",
            "a 08:00 الخبر | مصدر أمني",
            "d 10:00 قناة الشرق | مصدر أمني",
            "e 11:00 الشرق | وزارة الداخلية : denies",
        ],
        [one_text("d", "a")],
    )
    rows = [(row.article, row.copy, row.reports, row.origins) for row in told.spread]
    assert rows == [("a", False, 1, 1), ("b", False, 2, 2), ("d", True, 3, 2), ("c", False, 4, 3)]
    assert [row.published is None for row in told.spread] == [False, False, False, True]


@pytest.mark.parametrize(
    ("lines", "named", "unnamed", "own"),
    [
        (["a 08:00 الخبر | own"], 0, 0, 1),
        (["a 08:00 الخبر | مصدر أمني", "b 09:00 الميناء | وزير النقل سامي حداد"], 1, 1, 0),
        (["a 08:00 الخبر | وكالة رويترز"], 1, 0, 0),
        (["a 08:00 الخبر | own | credit رويترز"], 1, 0, 0),
        (["a 08:00 الخبر | own | credit وكالات"], 0, 1, 0),
        (["a 08:00 الخبر | ?"], 0, 1, 0),
        (["a 08:00 الخبر | متحدث باسم الجيش السوري"], 1, 0, 0),
        (["a 08:00 الخبر | وزارة الداخلية : denies"], 0, 0, 0),
    ],
)
def test_named_unnamed_and_own_reporting(lines: list[str], named: int, unnamed: int, own: int) -> None:
    told = found(lines)
    assert [told.on(basis) for basis in Basis] == [named, unnamed, own]


def test_dates_that_cannot_be_right() -> None:
    def ids(*dates: str) -> set[str]:
        lines = [f"a{i} {date} الخبر | own" for i, date in enumerate(dates)]
        return set(implausible(analysis.article for analysis in newsroom(lines)[0]))

    assert ids("1970-01-01T00:00", "1989-12-31T00:00", "1990-01-02T00:00") == {"a0", "a1"}
    assert ids("2099-01-01T00:00", "2026-01-01T00:00") == {"a0"}
    assert ids("2024-01-01T00:00", "2011-01-01T00:00") == set()  # an old story told again
    assert ids("2099-01-01T00:00") == ids("-", "-") == ids() == set()
    archive = [f"{year}-06-01T00:00" for year in range(1995, 2027)]
    assert ids(*(day for date in archive for day in (date, date.replace("-06-", "-12-")))) == set()
    many = ["2001-01-01T00:00"] * 5
    assert ids(*many, "2026-01-01T00:00", "2026-01-02T00:00", "2026-01-03T00:00") == set()


def test_sure_has_an_order_of_its_own() -> None:
    """The gravest doubt counts: an undated report beside one within minutes leaves it open."""
    told = first(["a 08:00 الخبر | own", "b 08:01 الميناء | own", "c - الفجر | own"])
    assert (told.sure, told.perhaps) == (Certainty.OPEN, ("b", "c"))
