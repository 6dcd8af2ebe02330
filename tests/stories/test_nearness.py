"""How near articles are: in dictionaries and in arrays the same, one at a time and at once the same."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rasd.model import Analysis, Article, Passage, Span
from rasd.stories import columns, nearness
from rasd.stories import shelf as shelves
from rasd.stories.columns import Columns
from rasd.stories.linkage import average_link
from rasd.stories.nearness import DAY, JOIN, UNDATED, Placed, Plain, Story
from rasd.stories.shelf import Shelf
from rasd.stories.vectors import Vector, article_vector

WORDS = [
    "حريق", "ميناء", "صور", "مخازن", "إطفاء", "عمال", "إضراب", "مصنع", "نسيج", "طرابلس", "أجور", "وزير",
]  # fmt: skip
NEWS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS), max_size=7),
        st.sampled_from([None, 0.0, 0.5, 1.0, 2.0, 3.0, 6.0, 20.0, 300.0, -9_000.0]),
    ),
    min_size=1,
    max_size=16,
)
SHARED = st.lists(st.tuples(st.integers(0, 15), st.integers(0, 15), st.integers(1, 40)), max_size=6)
START = datetime(2026, 3, 1, tzinfo=UTC)


def analysis(at: int, words: list[str], day: float | None) -> Analysis:
    when = None if day is None else START + timedelta(days=day)
    return Analysis(Article(f"a{at}", " ".join(words), published=when, language="ar"), "ar")


def passages(shared: list[tuple[int, int, int]], count: int) -> list[Passage]:
    return [
        Passage(f"a{a}", Span(0, size), f"a{b}", Span(0, size), 1.0, 3)
        for a, b, size in shared
        if a < b < count
    ]


@given(NEWS, SHARED, st.sampled_from([0.0, 3.0]), st.integers(0, 16))
@settings(max_examples=200)
def test_arrays_and_dictionaries_tell_the_same(
    news: list[tuple[list[str], float | None]],
    shared: list[tuple[int, int, int]],
    window: float,
    cut: int,
) -> None:
    articles = [analysis(at, words, day) for at, (words, day) in enumerate(news)]
    told = passages(shared, len(news))
    found = []
    for many in (10**9, 0):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(shelves, "MANY", many)
            shelf = Shelf(window)
            names = {article.article.id for article in articles[:cut]}
            changed = [shelf.add(articles[:cut], [p for p in told if {p.a, p.b} <= names])]
            changed.append(shelf.add(articles[cut:], [p for p in told if not {p.a, p.b} <= names]))
        numbers = range(len(articles))
        found.append(
            (
                changed,
                shelf.stories(),
                [shelf.nearest(number) for number in numbers],
                [[other for other, _ in shelf.earlier(story)] for story in shelf.stories()],
                [shelf.shared_terms(a, b) for a in shelf.stories() for b in shelf.stories()],
                [shelf.by_text(a, b) for a in numbers for b in numbers],
            )
        )
    assert found[0] == found[1]


@given(NEWS, SHARED, st.randoms(use_true_random=False), st.sampled_from([0, 5, 10**9]))
@settings(max_examples=200)
def test_one_at_a_time_in_any_order_makes_the_stories_of_all_at_once(
    news: list[tuple[list[str], float | None]],
    shared: list[tuple[int, int, int]],
    chance: random.Random,
    many: int,
) -> None:
    articles = [analysis(at, words, day) for at, (words, day) in enumerate(news)]
    told = passages(shared, len(news))
    order = list(range(len(news)))
    chance.shuffle(order)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(shelves, "MANY", many)
        whole, slow = Shelf(3.0), Shelf(3.0)
        whole.add(articles, told)
        here: set[str] = set()
        for at in order:
            here.add(f"a{at}")
            slow.add([articles[at]], [p for p in told if {p.a, p.b} <= here and f"a{at}" in (p.a, p.b)])
    ids = [{f"a{at}" for at in story} for story in whole.stories()]
    assert sorted(map(sorted, ids)) == sorted(sorted(f"a{order[k]}" for k in row) for row in slow.stories())


@given(NEWS, st.randoms(use_true_random=False), st.sampled_from([0, 5, 10**9]), st.sampled_from([1, 2, 100]))
@settings(max_examples=200)
def test_whose_past_an_article_changes_is_known(
    news: list[tuple[list[str], float | None]], chance: random.Random, many: int, frequent: int
) -> None:
    articles = [analysis(at, words, day) for at, (words, day) in enumerate(news)]
    chance.shuffle(articles)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(shelves, "MANY", many)
        for module in (nearness, columns, shelves):
            patched.setattr(module, "FREQUENT", frequent)
        shelf, before = Shelf(3.0), dict[Story, list[tuple[Story, float]]]()
        for one in articles:
            changed = shelf.add([one])
            now = {story: shelf.earlier(story) for story in shelf.stories()}
            followers = sorted(shelf.followers(changed))
            following = shelf.following(changed, followers)
            for story in now.keys() - changed:
                if now[story] != before[story]:
                    assert story in followers
                    gone = any(first not in now for first, _ in before[story])
                    assert gone or story in following
            before = now


@given(
    st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.5, 4.0, UNDATED]), min_size=1, max_size=12),
    st.dictionaries(
        st.tuples(st.integers(0, 11), st.integers(0, 11)), st.sampled_from([0.2, 0.3, 0.31, 0.5, 0.9, 1.0])
    ),
)
@settings(max_examples=300)
def test_groups_of_arrays_are_those_of_the_plain_linkage(
    days: list[float], pairs: dict[tuple[int, int], float]
) -> None:
    times = sorted(day * DAY for day in days)
    known = {(a, b): near for (a, b), near in pairs.items() if a < b < len(times)}
    arrays = Columns(3.0 * DAY)
    arrays.add([Placed(time, NOTHING) for time in times])
    arrays.share(known)
    groups = arrays.grouped(range(len(times)))
    plain = average_link(times, known, JOIN, 3.0 * DAY)
    assert sorted(map(sorted, groups)) == sorted(map(sorted, plain))


NOTHING: Vector = article_vector(analysis(0, [], None))


@pytest.mark.parametrize("seed", range(4))
def test_rows_of_groups_that_are_gone_make_room(seed: int) -> None:
    """So many joins that there is no room for all that they bring, and several groups that stay apart."""
    chance = random.Random(seed)
    of = [chance.randrange(5) for _ in range(120)]
    near = {
        (a, b): chance.uniform(0.25, 0.9) if of[a] == of[b] else chance.uniform(0.12, 0.33)
        for b in range(len(of))
        for a in range(b)
        if of[a] == of[b] or chance.random() < 0.4
    }
    times = [60.0 * at for at in range(len(of))]
    arrays = Columns(3.0 * DAY)
    arrays.add([Placed(time, NOTHING) for time in times])
    arrays.share(near)
    groups = sorted(map(sorted, arrays.grouped(range(len(of)))))
    assert groups == sorted(map(sorted, average_link(times, near, JOIN, 3.0 * DAY)))
    assert len(groups) > 1


def test_more_than_there_was_room_for() -> None:
    """The arrays grow: articles of 50 terms of their own each, and all of them near to each other."""
    common = [f"مشترك{chr(1575 + k)}" for k in range(25)]
    articles = [
        Placed(k * 60.0, article_vector(analysis(k, [*common, *(f"خاص{k}و{n}" for n in range(25))], 0.0)))
        for k in range(150)
    ]
    plain, arrays = Plain(3 * DAY), Columns(3 * DAY)
    for half in (articles[:75], articles[75:]):
        plain.add(half)
        arrays.add(half)
    order = range(len(articles))
    assert sorted(arrays.hanging_together(0)) == sorted(plain.hanging_together(0)) == list(order)
    assert sorted(arrays.beside([0, 5])) == sorted(plain.beside([0, 5]))
    assert sorted(map(sorted, arrays.grouped(order))) == sorted(map(sorted, plain.grouped(order)))


def test_a_shelf_moves_into_arrays_with_its_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "MANY", 4)
    shelf = Shelf(3.0)
    same = [analysis(at, WORDS[:6], 1.0) for at in range(6)]
    told = [Passage("a0", Span(0, 9), "a1", Span(0, 9), 1.0, 3)]
    shelf.add(same[:3], told)
    near = shelf.nearest(0), shelf.by_text(0, 1)
    assert shelf.add(same[3:4]) == [(0, 1, 2, 3)]
    assert (shelf.nearest(0), shelf.by_text(0, 1)) == near
    assert shelf.add(same[4:]) == [tuple(range(6))]
