"""What is said of a claim in time, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from export.cases import founding, harbour
from rasd.export import phrases, spread, view
from rasd.export.phrases import Context, plain
from rasd.export.reasons import why_text
from rasd.export.terminal import story_text
from rasd.export.visible import clock
from rasd.model import Basis, Certainty, Claim, Cycle, Evidence, FirstSeen, LinkType, Origin, Standing, Story

EN, AR = phrases.load("en"), phrases.load("ar")
CITES = "it cites CNN, not among these reports"
ELSEWHERE = "وينقل عن CNN، ولا خبر من هناك بين هذه الأخبار"
WHEN = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)


def seen(first: FirstSeen | None, reports: int = 2) -> Claim:
    supports = tuple(f"h{i}" for i in range(1, reports + 1))
    return Claim("c", "x", (), Standing(supports, first=first))


@pytest.mark.parametrize(
    ("first", "reports", "english", "arabic"),
    [
        (None, 0, "", ""),
        (FirstSeen("h1", WHEN, Certainty.CERTAIN), 1,
         "First seen here in صحيفة الميناء, 2026-03-03 07:00 UTC: the only report",
         "أول ظهور هنا في صحيفة الميناء، 2026-03-03 07:00 UTC: وهو الخبر الوحيد"),
        (FirstSeen("h1", WHEN, Certainty.CERTAIN), 2,
         "First seen here in صحيفة الميناء, 2026-03-03 07:00 UTC: certain",
         "أول ظهور هنا في صحيفة الميناء، 2026-03-03 07:00 UTC: مؤكد"),
        (FirstSeen("h1", None, Certainty.LIKELY), 2,
         "First seen here in صحيفة الميناء, no date to rely on: likely",
         "أول ظهور هنا في صحيفة الميناء، بلا تاريخ يُعتمد عليه: مرجَّح"),
        (FirstSeen("h1", WHEN, Certainty.OPEN, ("h2",)), 2,
         "First seen: open; the earliest by its date is صحيفة الميناء, 2026-03-03 07:00 UTC",
         "أول ظهور غير محسوم؛ والأقدم تاريخًا صحيفة الميناء، 2026-03-03 07:00 UTC"),
        (FirstSeen("", None, Certainty.OPEN, ("h1", "h2")), 2,
         "First seen: open; no report has a time that can be relied on",
         "أول ظهور غير محسوم؛ فلا خبر هنا له وقت يُعتمد عليه"),
        (FirstSeen("h1", WHEN, Certainty.CERTAIN, (), ("CNN",)), 2,
         f"First seen here in صحيفة الميناء, 2026-03-03 07:00 UTC: certain; {CITES}",
         f"أول ظهور هنا في صحيفة الميناء، 2026-03-03 07:00 UTC: مؤكد؛ {ELSEWHERE}"),
    ],
)  # fmt: skip
def test_first_seen_is_said(first: FirstSeen | None, reports: int, english: str, arabic: str) -> None:
    claim = seen(first, reports)
    for words, expected in ((EN, english), (AR, arabic)):
        assert plain(spread.first_said(claim, view.context_of(harbour(), words.direction), words)) == expected


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (WHEN, "2026-03-03 07:00 UTC"),
        (WHEN.replace(tzinfo=timezone(timedelta(hours=3))), "2026-03-03 04:00 UTC"),
        (WHEN.replace(tzinfo=timezone(timedelta(hours=7))), "2026-03-03 00:00 UTC"),
        (WHEN.replace(tzinfo=None), "2026-03-03 07:00"),
        (datetime(2026, 3, 3), "2026-03-03"),
        (datetime(2026, 3, 3, tzinfo=timezone(timedelta(hours=3))), "2026-03-03"),
    ],
)
def test_a_time_is_shown_as_exactly_as_it_is_known(when: datetime, shown: str) -> None:
    assert clock(when) == shown
    assert "".join(piece.text for piece in EN.fill("{t:time}", {"t": when.isoformat()}, Context())) == shown


def test_times_of_several_zones_are_told_in_one() -> None:
    claim = harbour().claims[0]
    first, *rest = claim.standing.spread
    away = replace(first, published=WHEN.astimezone(timezone(timedelta(hours=3))))
    mixed = replace(claim, standing=replace(claim.standing, spread=(away, *rest)))
    shown = [row.when for row in spread.rows(mixed, view.context_of(harbour()), EN)]
    assert shown == ["2026-03-03 07:00 UTC", "2026-03-03 08:30 UTC", "2026-03-03 13:45 UTC", ""]


@pytest.mark.parametrize(
    ("bases", "english", "arabic"),
    [
        ([Basis.NAMED, Basis.UNNAMED, Basis.UNNAMED], "1 named, 2 unnamed", "واحد مسمى، اثنان لم يُسمَّيا"),
        ([Basis.OWN], "1 own reporting", "واحد على عهدة الوسيلة"),
        ([], "", ""),
    ],
)
def test_kinds_of_origins_are_counted(bases: list[Basis], english: str, arabic: str) -> None:
    origins = tuple(Origin(str(i), "x", LinkType.PERSON, True, (), basis=b) for i, b in enumerate(bases))
    standing = Standing(origins=origins)
    assert (spread.basis_said(standing, EN), spread.basis_said(standing, AR)) == (english, arabic)


def circular() -> Story:
    why = (Evidence("cites", None, "h1", (("a", "صحيفة الميناء"), ("b", "أخبار الساحل"))),)
    return replace(harbour(), cycles=(Cycle(("صحيفة الميناء", "أخبار الساحل"), (), ("c1",), why),))


def flat(text: str) -> str:
    return " ".join("".join(c for c in text if c not in "\u200e\u200f\u2066\u2067\u2069").split())


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("en", ["In a circle: صحيفة الميناء and أخبار الساحل cite each other for it",
                "- صحيفة الميناء cites أخبار الساحل"]),
        ("ar", ["نقل دائري: صحيفة الميناء وأخبار الساحل، كل ينقله عن الآخر",
                "- عند صحيفة الميناء نقلٌ عن أخبار الساحل"]),
    ],
)  # fmt: skip
def test_circles_are_shown(lang: str, lines: list[str]) -> None:
    for text in (story_text(circular(), lang), why_text(circular(), [1], lang)):
        assert [line for line in lines if line not in flat(text)] == []
    assert lines[0] not in flat(story_text(harbour(), lang))


def test_a_long_spread_is_cut_for_people_and_whole_in_why() -> None:
    story = harbour()
    (claim,) = story.claims
    rows = tuple(replace(claim.standing.spread[0], reports=i) for i in range(1, 31))
    long = replace(story, claims=(replace(claim, standing=replace(claim.standing, spread=rows)),))
    assert "and 18 reports more" in story_text(long)
    text = why_text(long, [1])
    assert "30 reports, 1 origin" in text
    assert "reports more" not in text


def test_one_report_has_no_spread() -> None:
    assert "How it spread" not in story_text(founding())
    assert "How it spread" in story_text(harbour())
