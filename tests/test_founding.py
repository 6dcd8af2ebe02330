"""The founding example, from the page as it is published to what must be shown of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rasd import desk
from rasd.model import Analysis, Stance, Story

PAGE = Path(__file__).parent.parent / "examples" / "sawaleif.html"
TASNIM = ["party:tasnim", "مصادر صحفية"]
IRAN_TODAY = ["party:iran-today", "مصدرا عسكريا رفيع المستوى"]


@pytest.fixture(scope="module")
def story() -> Story:
    (found,) = desk.trace([PAGE])
    return found


@pytest.fixture(scope="module")
def analysis(story: Story) -> Analysis:
    return story.analyses[0]


def test_the_text_without_the_page(story: Story) -> None:
    (article,) = story.articles
    assert article.outlet == "سواليف"
    assert article.text.endswith("وكالات عن ايران اليوم + تسنيم")
    for phrase in ("اظهر المزيد", "مقالات ذات صلة", "اترك رداً", "زر الذهاب إلى الأعلى", "تعليق"):
        assert phrase not in article.text


def test_the_credit_line_names_two_agencies(analysis: Analysis) -> None:
    (credit,) = [c for c in analysis.credits if c.place == "credit line"]
    assert [link.key for link in credit.parties] == ["party:iran-today", "party:tasnim"]


def test_the_agency_as_the_text_describes_it(analysis: Analysis) -> None:
    agency = analysis.attributions[0].chain[0]
    assert agency.name == "وكالة “تسنيم”"
    assert agency.description == "الإيرانية المقربة من الحرس الثوري"


@pytest.mark.parametrize(
    ("cue", "nth", "chain"),
    [
        ("نقلت", 0, TASNIM),
        ("ونسبت", 0, TASNIM),
        ("وأضافت", 0, TASNIM),
        ("كشف", 0, IRAN_TODAY),
        ("وقال", 0, IRAN_TODAY),
        ("وتابع", 0, IRAN_TODAY),
        ("وأفاد", 0, IRAN_TODAY),
    ],
)
def test_each_account_keeps_to_its_source(analysis: Analysis, cue: str, nth: int, chain: list[str]) -> None:
    text = analysis.article.text
    found = [a for a in analysis.attributions if a.cue.of(text) == cue][nth]
    first, last = found.chain
    assert [first.key, last.name.strip("“”")] == chain


def test_the_ministry_declines_and_a_confirmation_would_be_official(analysis: Analysis) -> None:
    text = analysis.article.text
    (silent,) = [a for a in analysis.attributions if a.stance is Stance.DECLINES]
    assert silent.source is not None
    assert "وزارة الخارجية" in silent.source.of(text)
    said = [a.content.of(text) for a in analysis.attributions if a.content]
    assert any("سيصدر بيان رسمي من وزارة الخارجية" in content for content in said)


def test_shared_wording_inside_the_article(story: Story) -> None:
    text = story.articles[0].text
    wording = [p.a_span.of(text) for p in story.passages if p.a == p.b]
    assert any("حريصة على تقديم المساعدات العسكرية" in w and "شروخ كبيرة بينها" in w for w in wording)


def test_one_to_two_origins_confirmed_by_nobody(story: Story) -> None:
    standing = story.claims[0].standing
    assert (standing.lowest, standing.highest, standing.confirmed_by) == (1, 2, ())
    assert standing.evidence


def test_relative_days_against_the_publication(analysis: Analysis) -> None:
    days = {t.span.of(analysis.article.text): (t.first, t.last) for t in analysis.times}
    assert days["اليوم الخميس"] == (date(2016, 11, 24),) * 2
    assert days["امس الأربعاء"] == (date(2016, 11, 23),) * 2
