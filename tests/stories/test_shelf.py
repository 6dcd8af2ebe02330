"""Which articles are one story."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasd.model import Analysis, Article, Passage, Span
from rasd.stories.linkage import average_link
from rasd.stories.shelf import Shelf, group, seconds

FIRE = [
    "اندلع حريق كبير فجر الثلاثاء في مخازن الميناء القديم بمدينة صور وقتل ثلاثة عمال، بحسب الدفاع المدني.",
    "قتل ثلاثة عمال في حريق شب في مخازن ميناء صور القديم، وسيطرت فرق الإطفاء على النيران بعد أربع ساعات.",
    "حريق ميناء صور: فرق الإطفاء تسيطر على النيران في المخازن القديمة ومقتل ثلاثة من العمال.",
]
STRIKE = [
    "بدأ عمال مصنع النسيج في طرابلس إضرابا مفتوحا للمطالبة برفع الأجور، وأغلقوا بوابة المصنع صباح الثلاثاء.",
    "إضراب مفتوح في مصنع النسيج بطرابلس: العمال يطالبون بزيادة الأجور ويغلقون البوابة.",
]
MATCH = ["تعادل فريق النجمة مع ضيفه العهد بهدفين لكل منهما في ختام مرحلة الذهاب من الدوري."]


def article(id_: str, text: str, day: int | None = 3, title: str = "") -> Analysis:
    when = None if day is None else datetime(2026, 3, day, 9, tzinfo=UTC)
    return Analysis(Article(id_, text, title=title, published=when, language="ar"), "ar")


def room(*days: int | None) -> list[Analysis]:
    texts = FIRE + STRIKE + MATCH
    days = days or (3,) * len(texts)
    return [article(f"a{at}", text, day) for at, (text, day) in enumerate(zip(texts, days, strict=True))]


def test_articles_on_one_event_are_one_story() -> None:
    assert group(room(), [], 3.0) == [[0, 1, 2], [3, 4], [5]]


def test_every_article_stands_in_exactly_one_story() -> None:
    found = group(room(), [], 3.0)
    assert sorted(index for story in found for index in story) == list(range(6))


def test_the_order_of_the_input_changes_nothing_but_the_numbering() -> None:
    analyses = room()
    random.Random(5).shuffle(analyses)
    stories = {frozenset(analyses[i].article.id for i in story) for story in group(analyses, [], 3.0)}
    assert stories == {frozenset(("a0", "a1", "a2")), frozenset(("a3", "a4")), frozenset(("a5",))}


def test_articles_outside_the_window_are_apart() -> None:
    assert group(room(3, 3, 20, 3, 3, 3), [], 3.0) == [[0, 1], [2], [3, 4], [5]]


def test_a_story_as_a_whole_stays_inside_the_window() -> None:
    found = group(room(1, 3, 5, 3, 3, 3), [], 3.0)
    assert all(len(story) < 3 for story in found)


def test_an_article_without_a_date_joins_any() -> None:
    assert group(room(3, None, 3, 3, None, 3), [], 3.0) == [[0, 1, 2], [3, 4], [5]]


def test_shared_text_joins_what_words_do_not() -> None:
    one = article("a", "أعلنت البلدية برنامج الأمسيات. " + "تقام الحفلات في الحديقة العامة كل خميس. " * 3)
    other = article("b", "جدول الأسبوع وأسعار التذاكر وأرقام الحجز. " + MATCH[0])
    assert group([one, other], [], 3.0) == [[0], [1]]
    whole = Passage("a", Span(0, len(one.article.text)), "b", Span(0, len(other.article.text)), 1.0, 30)
    assert group([one, other], [whole], 3.0) == [[0, 1]]


def test_a_batch_on_one_event_is_one_story() -> None:
    many = [article(f"m{at}", f"{text} تفصيل {at}.") for at in range(30) for text in FIRE[:1]]
    assert [len(story) for story in group(many + room()[3:], [], 3.0)] == [30, 2, 1]


def test_nothing_and_emptiness_are_borne() -> None:
    assert group([], [], 3.0) == []
    assert group([article("a", ""), article("b", "")], [], 3.0) == [[0], [1]]


def test_a_chain_of_neighbours_is_no_story() -> None:
    chain = {(i, i + 1): 0.5 for i in range(9)}
    assert max(map(len, average_link([0.0] * 10, chain, 0.3, 1.0))) < 4


@pytest.mark.parametrize(("least", "expected"), [(0.5, [[0, 1, 2]]), (0.7, [[2], [0, 1]])])
def test_average_link(least: float, expected: list[list[int]]) -> None:
    pairs = {(0, 1): 0.9, (0, 2): 0.6, (1, 2): 0.6}
    assert sorted(map(sorted, average_link([0.0] * 3, pairs, least, 1.0))) == sorted(expected)


def test_a_time_without_a_zone_is_read_as_utc() -> None:
    naive, aware = datetime(2026, 3, 3, 9), datetime(2026, 3, 3, 9, tzinfo=UTC)
    assert seconds(naive) == seconds(aware) < seconds(None)


def stories_of(shelf: Shelf, names: list[str]) -> set[frozenset[str]]:
    return {frozenset(names[number] for number in story) for story in shelf.stories()}


WORDS = [
    "حريق", "ميناء", "صور", "مخازن", "إطفاء", "عمال", "إضراب", "مصنع", "نسيج", "طرابلس", "أجور",
]  # fmt: skip
NEWS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS), min_size=3, max_size=9), st.sampled_from([None, 1, 2, 3, 5, 9])
    ),
    min_size=1,
    max_size=14,
)


@given(
    NEWS,
    st.randoms(use_true_random=False),
    st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13)), max_size=4),
)
def test_one_at_a_time_in_any_order_is_the_same_as_all_at_once(
    news: list[tuple[list[str], int | None]], chance: random.Random, shared: list[tuple[int, int]]
) -> None:
    analyses = [article(f"a{at}", " ".join(words), day) for at, (words, day) in enumerate(news)]
    names = [analysis.article.id for analysis in analyses]
    passages = [
        Passage(names[a], Span(0, 9), names[b], Span(0, 9), 1.0, 3) for a, b in shared if a < b < len(names)
    ]
    whole = Shelf(3.0)
    whole.add(analyses, passages)
    order = list(range(len(names)))
    chance.shuffle(order)
    slow = Shelf(3.0)
    for step, at in enumerate(order):
        here = {names[k] for k in order[: step + 1]}
        own = [p for p in passages if {p.a, p.b} <= here and names[at] in (p.a, p.b)]
        before = set(slow.stories())
        changed = slow.add([analyses[at]], own)
        after = set(slow.stories())
        assert after - before <= set(changed) <= after
        assert slow.story(step) in changed
    assert stories_of(slow, [names[k] for k in order]) == stories_of(whole, names)


def test_a_story_that_a_newcomer_parts_is_told_too() -> None:
    shelf = Shelf(3.0)
    shelf.add(room()[:2])
    assert shelf.stories() == [(0, 1)]
    assert shelf.add(room()[2:3]) == [(0, 1, 2)]
    assert shelf.add(room()[5:6]) == [(3,)]
