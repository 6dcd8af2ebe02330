"""A desk takes no more of a long past than new articles have to do with, and tells the same stories."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rasd import Desk, trace
from rasd.desk.shelving import WHOLE, Shelving
from rasd.model import Article, Story

PLACES = ("صور", "طرابلس", "عدن", "بنغازي", "الموصل", "حمص", "تعز", "نابلس")
EVENTS = (
    "حريق في مخازن ميناء {} القديم أودى بحياة {} عمال",
    "إضراب عمال مصنع النسيج في {} يدخل يومه بمشاركة {} عاملا",
    "انهيار جسر في {} بعد سيول جارفة وإصابة {} أشخاص",
)


def months(seed: int, days: int = 240, count: int = 90) -> list[Article]:
    """Articles of many months; affairs that go on, told every few days, and some without a date."""
    rng, out = random.Random(seed), []
    for number in range(count):
        what = rng.choice(EVENTS).format(rng.choice(PLACES), rng.randrange(3, 9))
        when = datetime(2025, 3, 3, 6, tzinfo=UTC) + timedelta(hours=rng.randrange(24 * days))
        text = f"قال مصدر في الدفاع المدني إن {what}. وأضاف أن التحقيق مستمر."
        if out and rng.random() < 0.2:  # an affair goes on, or a copy comes
            before = rng.choice(out)
            text = before.text
            when = (before.published or when) + timedelta(hours=rng.randrange(60))
        published = None if rng.random() < 0.02 else when
        out.append(
            Article(
                f"m{number}", text, what, outlet=f"outlet {number % 9}", language="ar", published=published
            )
        )
    return out


def links(stories: Iterable[Story]) -> dict[str, list[tuple[str, float]]]:
    """The stories, each with those before it. Not who copied whom: what wording is stock hangs on what
    came before, and here all tell of the same eight places in the same words."""
    return {one.id: [(before.story, round(before.nearness, 6)) for before in one.earlier] for one in stories}


@pytest.mark.parametrize("seed", range(4))
def test_stories_are_those_of_the_whole(tmp_path: Path, seed: int) -> None:
    articles = months(seed)
    rng = random.Random(seed)
    order = sorted(
        articles,
        key=lambda a: (a.published or articles[0].published or datetime.max).timestamp() + rng.random(),
    )
    late = [one for one in order if rng.random() < 0.1]
    order = [one for one in order if one not in late] + late
    for low in range(0, len(order), 18):
        with Desk(tmp_path / "a.db") as desk:
            desk.add(order[low : low + 12])
            for one in order[low + 12 : low + 18]:
                desk.add(one)
    with Desk(tmp_path / "a.db", readonly=True) as desk:
        assert links(desk.stories()) == links(trace(articles))


@pytest.mark.parametrize("seed", range(3))
def test_edited_articles_are_told_as_they_now_are(tmp_path: Path, seed: int) -> None:
    articles = months(seed, count=50)
    rng = random.Random(seed)
    now = {one.id: one for one in articles}
    with Desk(tmp_path / "a.db") as desk:
        desk.add(articles)
    for number in range(8):
        old = now[rng.choice(articles).id]
        more = rng.choice(EVENTS).format(rng.choice(PLACES), rng.randrange(3, 9))
        now[old.id] = replace(old, text=f"{old.text} {more}.", title=more)
        with Desk(tmp_path / "a.db") as desk:
            if number % 2:  # a shelf that stands already, and one that is filled for it
                desk.add(replace(articles[0], id=f"x{number}", text=f"خبر لا صلة له بشيء رقم {number}"))
            assert desk.keep(now[old.id]).renewed == 1
            desk.tell()
    extra = [replace(articles[0], id=f"x{n}", text=f"خبر لا صلة له بشيء رقم {n}") for n in (1, 3, 5, 7)]
    with Desk(tmp_path / "a.db", readonly=True) as desk:
        assert {s.id for s in desk.stories()} == {s.id for s in trace([*now.values(), *extra])}


def test_a_stretch_is_taken_and_not_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [one for one in months(7, days=900, count=300) if one.published]
    last = max(articles, key=lambda one: one.published or datetime.max)
    with Desk(tmp_path / "a.db") as desk:
        desk.add([one for one in articles if one is not last])
    taken: list[int] = []
    placed = Shelving._placed

    def noting(self: Shelving, waiting: object) -> object:
        rows = placed(self, waiting)
        taken.append(self.here)
        assert self._stretch != WHOLE
        return rows

    monkeypatch.setattr(Shelving, "_placed", noting)
    with Desk(tmp_path / "a.db") as desk:
        desk.add(last)
        assert 0 < taken[-1] < len(articles) / 2
        assert links(desk.stories()) == links(trace(articles))
