"""One event told in two scripts is one story, by what no language owns; a famous name alone is not enough."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rasd import trace
from rasd.attribution import attribute
from rasd.model import Article
from rasd.stories.crossing import Crossing
from rasd.stories.nearness import DAY
from rasd.stories.shelf import Shelf

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
ENGLISH = Article(
    "en",
    "Engineer Samir Haddad told the management of the port of Ras al-Milh two weeks ago that the northern "
    "silo was leaning. The port director, Karim Nasser, denied that any of the wheat was lost.",
    title="Engineer warned of leaning silo at Ras al-Milh",
    outlet="Harbour Post",
    language="en",
    published=NOON,
)
ARABIC = Article(
    "ar",
    "قال المهندس سمير حداد إنه أبلغ إدارة ميناء رأس الملح قبل أسبوعين بأن الصومعة الشمالية مائلة. ونفى مدير "
    "الميناء كريم ناصر فقدان شيء من القمح.",
    title="مهندس يحذر من ميل صومعة في رأس الملح",
    outlet="بوابة الميناء",
    language="ar",
    published=NOON + timedelta(hours=3),
)
OTHER = Article(
    "other",
    "قال المهندس سمير الخطيب إن الجسر الجديد سيفتح أمام السيارات غدا بعد عامين من العمل.",
    title="الجسر الجديد يفتح غدا",
    outlet="بوابة الميناء",
    language="ar",
    published=NOON,
)


def stories(*articles: Article) -> list[set[str]]:
    return sorted(({article.id for article in story.articles} for story in trace(articles)), key=sorted)


@pytest.mark.parametrize("order", [(ENGLISH, ARABIC, OTHER), (OTHER, ARABIC, ENGLISH)])
def test_names_that_agree_make_one_story(order: tuple[Article, ...]) -> None:
    assert stories(*order) == [{"ar", "en"}, {"other"}]


def test_the_evidence_says_which_names() -> None:
    story = next(s for s in trace((ENGLISH, ARABIC)) if len(s.articles) > 1)
    told = [dict(e.values)["agree"] for e in story.evidence if e.rule == "across-languages"]
    assert told
    assert "Haddad = حداد" in told[0] or "حداد = Haddad" in told[0]


def test_days_apart_they_are_two() -> None:
    late = replace(ARABIC, published=NOON + timedelta(days=3))
    assert stories(ENGLISH, late) == [{"ar"}, {"en"}]


def test_without_a_time_they_are_two() -> None:
    undated = replace(ARABIC, published=None)
    assert stories(ENGLISH, undated) == [{"ar"}, {"en"}]


def test_one_at_a_time_they_are_the_stories_of_all_at_once() -> None:
    """However many articles have a name: those that come late find those that came early."""
    many = [replace(OTHER, id=f"many {at}", text=f"{ARABIC.text} {at}") for at in range(12)]
    analyses = list(map(attribute, (*many, ENGLISH, ARABIC)))
    whole, single = Shelf(3.0), Shelf(3.0)
    whole.add(analyses)
    for analysis in analyses:
        single.add([analysis])
    assert whole.stories() == single.stories()


def test_only_what_stands_beside_another_script_is_worked_out() -> None:
    asked: Counter[int] = Counter()
    latin, arabic = {"haddad": 0.8, "samir": 0.6}, {"حداد": 0.8, "سمير": 0.6}
    rows = [(0.0, latin), (0.0, latin), (30 * DAY, arabic), (60 * DAY, latin), (60 * DAY + 1.0, arabic)]

    def terms(number: int) -> dict[str, float]:
        asked[number] += 1
        return rows[number][1]

    crossing = Crossing(terms)
    assert crossing.add(rows[:2]) == {}
    assert crossing.agreement(0, 1) is None
    assert not asked, "all are in one script"
    assert crossing.add(rows[2:3]) == {}
    assert not asked, "the other script is far away in time"
    crossing.add(rows[3:])
    assert set(asked) == {3, 4}
