"""A desk that takes articles as they come ends in the same stories as all of them at once."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from harbour_fire import START, WIRE, newsroom, shown
from rasd import Desk
from rasd.desk import trace
from rasd.model import Article


@pytest.mark.parametrize("seed", range(4))
def test_one_at_a_time_is_the_same_as_all_at_once(seed: int) -> None:
    articles = newsroom()
    random.Random(seed).shuffle(articles)
    with Desk() as desk:
        for article in articles:
            changed = desk.add(article)
            assert any(article in story.articles for story in changed)
        assert len(desk) == len(articles)
        assert shown(list(desk.stories())) == shown(list(trace(newsroom())))


def test_what_changes_is_told() -> None:
    articles = newsroom()
    with Desk() as desk:
        (first,) = desk.add(articles[0])
        assert [story.articles for story in desk.add(articles[4])] == [(articles[4],)]
        (grown,) = desk.add(articles[1])
        assert grown.articles == (articles[0], articles[1])
        assert grown.claims[0].standing.highest == first.claims[0].standing.highest == 1
        assert not desk.add(articles[1])
        assert len(desk.add([articles[1], articles[2]])) == 1


def test_a_story_of_the_weeks_before_is_linked_and_not_merged() -> None:
    with Desk() as desk:
        desk.add(newsroom()[:3])
        (later,) = desk.add(newsroom()[6])
        (before,) = later.earlier
        (fire,) = [story for story in desk.stories() if story.id == before.story]
        assert (before.title, before.first) == ("حريق في مخازن ميناء صور", START)
        assert len(fire.articles) == 3
        assert "حريق" in dict(before.evidence[0].values)["words"]


def test_a_date_that_turns_out_not_to_be_right_is_set_aside() -> None:
    articles = newsroom()
    future = datetime(2099, 1, 1, tzinfo=UTC)
    far = Article("far", WIRE, outlet="موقع البعيد", title="حريق", language="ar", published=future)
    with Desk() as desk:
        for article in [far, *articles]:
            desk.add(article)
        assert shown(list(desk.stories())) == shown(list(trace([*articles, far])))


def test_problems_are_told() -> None:
    with Desk() as desk:
        found = desk.add(["gone.html", newsroom()[0]])
        assert [problem.where for problem in found.problems] == ["gone.html"]
        assert len(desk) == 1


def test_other_processes_that_read_and_tell_ahead_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = newsroom()
    renamed = [replace(articles[0], outlet="موقع آخر", text="لا شيء من هذا " * 9), *articles[1:3]]
    edited = [replace(articles[1], text=articles[1].text + " وقال الوزير إن التحقيق مستمر.")]
    stream = [*articles, *renamed, *edited]
    with Desk() as desk:
        desk.add(stream)
        alone = shown(list(desk.stories()))
    monkeypatch.setattr("rasd.desk.keeping.BLOCKS", ((1 << 62, 2),))
    monkeypatch.setattr("rasd.desk.counting.PORTION", 2)
    monkeypatch.setattr("rasd.engines.local._CREW", 2)
    monkeypatch.setattr("rasd.engines.local.WORTH_IT", 1)
    monkeypatch.setattr("rasd.desk.telling.workers_for", lambda items: 2)
    with Desk() as desk:
        added = desk.keep(stream)
        assert (added.fresh, added.renewed, added.held) == (len(articles) + 1, 1, 2)
        desk.tell()
        assert shown(list(desk.stories())) == alone


def test_an_article_and_its_new_version_in_one_block_that_was_read_ahead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("rasd.desk.keeping.BLOCKS", ((1 << 62, 3),))
    first, *others = newsroom()
    edited = replace(first, text=first.text + " وقال الوزير إن التحقيق مستمر.")
    with Desk() as desk:
        added = desk.keep([*others[:3], others[3], first, edited])
        assert (added.fresh, added.renewed, added.held) == (5, 1, 0)
