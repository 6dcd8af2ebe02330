"""The standing of claims from articles as they come: in circles, without dates, with dates that are wrong."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

import rasd
from rasd import Article, Story
from rasd.export import jsonl
from rasd.model import Certainty

MORE = (
    " وأضافت أن السلطات أخلت الحي المجاور بالكامل وأن فرق الإطفاء واصلت عملها حتى ساعات المساء دون أن "
    "تتمكن من السيطرة على النيران في المستودع الكبير."
)
BLAST = "أن انفجارا ضخما وقع في مستودع الوقود الجنوبي وأدى إلى مقتل تسعة عمال."
DAM = (
    "قال وزير الري خالد منصور إن السد الكبير امتلأ للمرة الأولى منذ عشرين عاما، وأضاف أن المياه تكفي عاما "
    "كاملا لري حقول الوادي وأن القناة الشرقية ستفتح الأسبوع المقبل أمام المزارعين."
)


def one(id_: str, outlet: str, text: str, when: str = "", url: str = "") -> Article:
    published = datetime.fromisoformat(when).replace(tzinfo=UTC) if when else None
    return Article(id_, text, outlet=outlet, url=url, date=when, published=published, language="ar")


def circle(*more: Article) -> Story:
    """Two outlets that cite each other, and whoever else tells it."""
    articles = [
        one("a", "قناة الشرق", f"ذكرت صحيفة الميناء {BLAST}{MORE}", "2026-03-03T08:00"),
        one("b", "صحيفة الميناء", f"ذكرت قناة الشرق {BLAST}{MORE}", "2026-03-03T09:00"),
    ]
    (story,) = rasd.trace([*articles, *more])
    return story


def test_a_cites_b_and_b_cites_a() -> None:
    story = circle()
    claim = story.claims[0]
    (ring,) = story.cycles
    assert set(ring.names) == {"قناة الشرق", "صحيفة الميناء"}
    assert claim.id in ring.claims
    assert (claim.standing.lowest, claim.standing.highest) == (1, 1)
    first = claim.standing.first
    assert first is not None
    assert (first.article, first.sure, first.perhaps) == ("a", Certainty.OPEN, ("b",))
    record = json.loads(jsonl.line(jsonl.story_record(story)))
    assert record["cycles"] == [list(ring.names)]


@pytest.mark.parametrize("when", ["", "1970-01-01T00:00", "2099-01-01T00:00"])
def test_a_report_without_a_date_that_can_be_right(when: str) -> None:
    """It belongs to the story all the same, and leaves open who was first."""
    story = circle(one("c", "بوابة النهر", f"ذكرت قناة الشرق {BLAST}{MORE}", when))
    standing = story.claims[0].standing
    assert "c" in standing.supports
    assert standing.first is not None
    assert (standing.first.article, standing.first.sure) == ("a", Certainty.OPEN)
    assert "c" in standing.first.perhaps
    assert (standing.spread[-1].article, standing.spread[-1].published) == ("c", None)


def test_no_dates_at_all() -> None:
    stories = rasd.trace([one("a", "قناة الشرق", DAM), one("b", "بوابة النهر", DAM + " تابعونا.")])
    for claim in stories[0].claims:
        first = claim.standing.first
        assert first is not None
        assert (first.article, first.published, first.sure) == ("", None, Certainty.OPEN)
        assert [row.published for row in claim.standing.spread] == [None, None]


def test_the_same_article_under_three_addresses() -> None:
    urls = ("https://nahr.example/1", "https://nahr.example/1?a=b", "https://m.nahr.example/1")
    articles = [one(f"d{i}", "بوابة النهر", DAM, f"2026-03-05T1{i}:00", url) for i, url in enumerate(urls)]
    (story,) = rasd.trace(articles)
    standing = story.claims[0].standing
    assert (standing.lowest, standing.highest) == (1, 1)
    assert [(row.article, row.copy, row.origins) for row in standing.spread] == [
        ("d0", False, 1), ("d1", True, 1), ("d2", True, 1)
    ]  # fmt: skip
    assert standing.first is not None
    assert (standing.first.article, standing.first.sure) == ("d0", Certainty.CERTAIN)


ENGLISH = (
    "\n\nThe minister of irrigation, Khaled Mansour, said the great dam was full for the first time in "
    'twenty years. "The water will last a whole year," a spokesman for the ministry told reporters, and '
    "the eastern canal would open next week."
)


@pytest.mark.parametrize("language", ["ar", ""], ids=["language given", "language found"])
@pytest.mark.parametrize(
    "text", [DAM + ENGLISH, ENGLISH.strip() + "\n\n" + DAM], ids=["Arabic first", "English first"]
)
def test_two_languages_in_one_text(text: str, language: str) -> None:
    """The Arabic half counts as if it stood alone; whatever is read of the English one has its own place."""
    when = datetime(2026, 3, 3, 8, tzinfo=UTC)
    both = Article("a", text, outlet="بوابة النهر", published=when, language=language)
    alone = one("b", "قناة الشرق", DAM, "2026-03-03T09:00")
    (story,) = rasd.trace([both, alone])
    assert {article.id for article in story.articles} == {"a", "b"}
    for analysis in story.analyses:
        for said in analysis.attributions:
            for part in (said.cue, said.source, said.content):
                assert part is None or 0 <= part.start < part.end <= len(analysis.article.text)
    claim = next(claim for claim in story.claims if "السد" in claim.text)
    assert set(claim.standing.supports) == {"a", "b"}
    assert [origin.name for origin in claim.standing.origins] == ["وزير الري خالد منصور"]
    assert (claim.standing.lowest, claim.standing.highest) == (1, 1)
    told = {
        (s.article, s.span.of(text)) for claim in story.claims for s in claim.statements if s.article == "a"
    }
    assert any("السد الكبير امتلأ" in words for _, words in told)
    assert all(words.strip() for _, words in told)
    record = json.loads(jsonl.line(jsonl.story_record(story)))
    assert sorted(record["articles"]) == ["a", "b"]


def test_articles_without_any_attribution() -> None:
    text = "تساقطت الثلوج على المرتفعات الشمالية وأغلقت الطرق الجبلية أمام حركة السير منذ الصباح"
    for story in rasd.trace([one("e1", "", text + "."), one("e2", "الأفق", text + " الباكر.")]):
        for claim in story.claims:
            standing = claim.standing
            assert len(standing.spread) == len(standing.supports)
            assert (standing.first is None) == (not standing.supports)
        assert story.cycles == ()


def test_a_trace_in_another_order() -> None:
    dam = [one("d", "بوابة النهر", DAM, "2026-03-05T10:00")]
    found = rasd.trace([*dam, *circle().articles])
    assert [len(story.articles) for story in found] == [1, 2]
    assert [len(story.articles) for story in found.sorted()] == [2, 1]
    assert found.sorted("time").stories == found.sorted("input").stories == found.stories
    assert found.sorted().problems == found.problems
