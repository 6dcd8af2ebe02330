"""The measure of "one story": made articles whose pairs are known."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rasd.model import Article, Story

sys.path.insert(0, str(Path(__file__).parent.parent / "eval"))

import three_days


def article(id_: str, day: int, text: str = "", url: str = "") -> Article:
    when = datetime(2026, 3, day, 9, tzinfo=UTC)
    return Article(id_, text or f"خبر رقم {id_}", url=url, title="", published=when)


def test_precision_and_recall_are_weighted() -> None:
    one, two = [article(name, 3) for name in "ab"], [article(name, 3) for name in "cd"]
    stories = [Story(str(at), "", tuple(row), ()) for at, row in enumerate((one, two))]
    labels = [
        {"a": "a", "b": "b", "same": True, "weight": 1.0},
        {"a": "c", "b": "d", "same": False, "weight": 3.0},
        {"a": "a", "b": "c", "same": True, "weight": 4.0},
        {"a": "b", "b": "d", "same": False, "weight": 9.0},
    ]
    figures, pairs = three_days.measured(labels, stories)
    assert (figures["precision"], figures["recall"]) == (0.25, 0.2)
    assert (figures["precision_plain"], figures["recall_plain"]) == (0.5, 0.5)
    assert pairs == {"a b": True, "c d": False, "a c": False, "b d": True}


def test_a_page_fetched_twice_counts_once_and_days_follow_each_other() -> None:
    many = [article(f"{day}-{k:03}", day) for day in (1, 3, 4, 5) for k in range(three_days.LEAST)]
    again = [article("x", 3, url="u"), article("y", 3, url="u"), article("z", 4, text=many[0].text)]
    first, chosen = three_days.three(three_days.days_of([*many, *again]))
    assert first == date(2026, 3, 3)
    assert len(chosen) == 3 * three_days.LEAST + 1


def test_the_draw_is_seeded_and_knows_what_a_pair_stands_for() -> None:
    articles = [article(f"{k:02}", 3, text=f"نص {k % 7} عن حريق الميناء {k}") for k in range(40)]
    drawn = three_days.draw(articles)
    assert drawn == three_days.draw(articles)
    assert {(a, b) for a, b, _ in drawn} <= {(a, b) for a in range(40) for b in range(a + 1, 40)}
    assert round(sum(weight for *_, weight in drawn)) == 40 * 39 // 2


@pytest.mark.parametrize(("name", "pairs"), [("june", 200), ("july", 200), ("may", 241)])
def test_the_labels_are_ids_alone(name: str, pairs: int) -> None:
    labels = three_days.labels(name)
    assert name in three_days.SETS
    assert len(labels) == len({(label["a"], label["b"]) for label in labels}) == pairs
    assert all(label.keys() == {"a", "b", "weight", "same", "hard"} for label in labels)
