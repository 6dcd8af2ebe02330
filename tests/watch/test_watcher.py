"""The watcher over hours of simulated time, with real requests to sites on loopback."""

from __future__ import annotations

import itertools
import signal
import threading
from dataclasses import replace
from datetime import timedelta
from queue import SimpleQueue

import pytest

from hostile import LINES, PAGE, TEXT, Line, item, own_text
from rasd.model import FeedHealth
from rasd.read.feed import Entry, read_feed
from rasd.read.fetch import Fetched
from rasd.watch.clock import SystemClock
from rasd.watch.manners import Manners
from watch.world import START, World, world


def test_new_articles_are_handed_on_once() -> None:
    with world("a") as w:
        w.run(hours=6)
        (article,) = w.articles()
        assert LINES[0] in article.text
        assert (article.outlet, article.title) == ("صحيفة الجسر", "إغلاق الجسر القديم")
        assert article.extra["feed"] == w.web.url("a")
        assert w.sites["a"].paths("/page") == ["/page"]
        assert w.sites["a"].paths("/robots") == ["/robots.txt"]
        health = w.health("a")
        assert (health.entries, health.articles, health.trouble, health.failures) == (1, 1, "", 0)
        assert health.polls == len(w.polls)


def test_one_thing_at_a_time_and_not_too_fast() -> None:
    with world("a", "b", manners=Manners(pause=7.0)) as w:
        for site in w.sites.values():
            site.items = [item(f"/page/{n}") for n in range(5)]
        w.run()
        for site in w.sites.values():
            times = [when for when, _ in site.asked]
            assert len(times) == 7
            assert all(b - a >= 7.0 for a, b in itertools.pairwise(times))


def test_a_crawl_delay_is_kept() -> None:
    with world("a") as w:
        w.sites["a"].robots = lambda line: line.answer("User-agent: *\nCrawl-delay: 30\n")
        w.run()
        times = [when for when, _ in w.sites["a"].asked]
        assert [b - a for a, b in itertools.pairwise(times)] == [30.0, 30.0]


def test_what_has_not_changed_is_not_sent_again() -> None:
    with world("a") as w:
        site = w.sites["a"]
        site.headers = {"ETag": '"v1"', "Last-Modified": "Fri, 27 Nov 2026 09:00:00 GMT"}

        def serve(line: Line) -> None:
            if line.header("If-None-Match") == '"v1"':
                line.begin("304 Not Modified")
            else:
                site.plain(line)

        site.feed = serve
        w.run(hours=2)
        assert len(site.paths("/feed")) > 2
        asked = [head for head in site.heads if head.startswith("GET /feed")]
        assert "If-None-Match" not in asked[0]
        assert all("If-Modified-Since: Fri, 27 Nov 2026 09:00:00 GMT" in head for head in asked[1:])
        assert w.health("a").etag == '"v1"'
        assert w.health("a").trouble == ""


def test_what_is_left_over_is_asked_for_in_full() -> None:
    """With 304 the entries that one poll could not take up would never come."""
    with world("a", manners=Manners(entries=2)) as w:
        site = w.sites["a"]
        site.items = [item(f"/page/{n}") for n in range(5)]
        site.headers = {"ETag": '"v1"'}
        w.run(hours=2)
        assert len(w.articles()) == 5
        asked = [head for head in site.heads if head.startswith("GET /feed")]
        assert ["If-None-Match" in head for head in asked[:4]] == [False, False, False, True]


def test_a_move_for_good_is_remembered_and_given_up_when_it_fails() -> None:
    with world("old", "new") as w:
        old, new = w.sites["old"], w.sites["new"]
        w.book.unfollow([w.web.url("new")])
        there = w.web.url("new")
        old.feed = lambda line: line.answer("", "301 Moved Permanently", Location=there)
        w.run(hours=1)
        assert w.health("old").moved == there
        assert old.paths("/feed") == ["/feed"]
        assert len(new.paths("/feed")) > 1
        old.feed, new.feed = old.plain, lambda line: line.answer("", "404 Not Found")
        w.run(hours=2)
        assert len(old.paths("/feed")) > 1
        assert (w.health("old").moved, w.health("old").trouble) == ("", "")


@pytest.mark.parametrize("status", ["302 Found", "307 Temporary Redirect"])
def test_a_move_for_now_is_not(status: str) -> None:
    with world("a") as w:
        site = w.sites["a"]

        def serve(line: Line) -> None:
            if line.path == "/feed":
                line.answer("", status, Location="/feed/today")
            else:
                site.plain(line)

        site.feed = serve
        w.run(hours=1)
        assert w.health("a").moved == ""
        assert len(w.articles()) == 1


def test_failures_are_further_and_further_apart() -> None:
    with world("a") as w:
        w.sites["a"].feed = lambda line: line.answer("", "503 Service Unavailable")
        w.run(hours=60)
        times = w.sites["a"].times("/feed")
        gaps = [b - a for a, b in itertools.pairwise(times)]
        assert all(b > a * 1.5 for a, b in itertools.pairwise(gaps[:5]))
        assert max(gaps) <= 86_400 * 1.1 + 60
        assert w.health("a").failures == len(times)
        w.sites["a"].feed = w.sites["a"].plain
        w.run(hours=30)
        assert (w.health("a").failures, w.health("a").trouble) == (0, "")
        assert len(w.articles()) == 1


def test_a_server_that_says_when_is_left_alone() -> None:
    with world("a") as w:
        w.sites["a"].feed = lambda line: line.answer("", "429 Too Many Requests", Retry_After="5000")
        w.run(hours=1)
        first, second = w.sites["a"].times("/feed")[:2]
        assert second - first >= 5000 * 0.9


def test_a_dead_host_holds_up_nobody() -> None:
    """Its pages are not asked for one by one; another site's go on."""
    with world("a", "b", manners=Manners(tries=1)) as w:
        w.sites["a"].page = Line.reset
        w.sites["a"].items = [item(f"/page/{n}", rest=own_text()) for n in range(20)]
        w.run(hours=0.5)
        assert len(w.sites["a"].paths("/page")) == 3
        assert len(w.sites["b"].paths("/feed")) > 1
        kept = [article for article in w.articles() if article.extra["feed"] == w.web.url("a")]
        assert len(kept) == 20
        assert {article.text for article in kept} == {TEXT}


def test_a_page_that_does_not_answer_is_tried_again() -> None:
    with world("a") as w:
        site = w.sites["a"]
        answers = iter(["503 Busy", "503 Busy", "200 OK"])
        site.page = lambda line: line.answer(PAGE, next(answers), Content_Type="text/html")
        site.headers = {"ETag": '"v1"'}
        w.run(hours=2)
        assert len(site.paths("/page")) == 3
        assert len(w.articles()) == 1
        assert "/page: the server answered 503 Busy" in w.polls[0][1].trouble
        assert w.health("a").trouble == ""


def test_what_was_updated_is_fetched_again_a_few_times() -> None:
    with world("a") as w:
        site, count = w.sites["a"], itertools.count()

        def serve(line: Line) -> None:
            site.items = [item(title=f"نسخة {next(count)}")]
            site.plain(line)

        site.feed = serve
        w.run(hours=6)
        assert len(site.paths("/feed")) > 6
        assert len(site.paths("/page")) == 1 + Manners().revisits


def test_what_was_not_kept_is_not_remembered() -> None:
    with world("a") as w:
        w.fault = OSError("disk full")
        with pytest.raises(OSError, match="disk full"):
            w.run()
        assert w.articles() == []
        w.fault = None
        w.again()
        w.run()
        assert len(w.articles()) == 1
        w.again()
        w.run()
        assert len(w.articles()) == 1


def test_a_restart_waits_for_what_is_due() -> None:
    with world("a") as w:
        w.run()
        due = w.health("a").due
        assert due is not None
        w.again()
        w.run(hours=0.01)
        times = w.sites["a"].times("/feed")
        assert times[1] >= (due - START).total_seconds()


@pytest.mark.parametrize("jump", [-400, -1, 1, 400])
def test_the_clock_on_the_wall_may_jump(jump: int) -> None:
    """While it runs and while it does not: nothing is asked sooner, and nothing is waited for for years."""
    with world("a") as w:
        w.run(hours=1)
        w.clock.set(START + timedelta(days=jump))
        w.run(hours=2)
        gaps = [b - a for a, b in itertools.pairwise(w.sites["a"].times("/feed"))]
        assert min(gaps) > Manners().shortest * 0.8
        w.clock.set(START)
        w.again()
        before = w.clock.ticks()
        w.run(hours=0.01)
        assert w.clock.ticks() - before <= 86_400 + 60


def test_feeds_may_come_and_go() -> None:
    with world("a", "b") as w:
        b = w.web.url("b")
        feeds = w.book.feeds()
        w.book.unfollow([b])
        w.run(hours=1)
        assert w.sites["b"].asked == []
        w.book.follow(feeds)
        w.run(hours=1)
        assert len(w.sites["b"].paths("/feed")) > 1
        w.book.unfollow([b])
        asked = len(w.sites["b"].asked)
        w.run(hours=3)
        assert len(w.sites["b"].asked) <= asked + 2
        assert b not in w.book.health()


def test_it_stops_when_it_is_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the middle of a poll: what is in hand is kept, the rest comes another time."""
    with world("a") as w:
        site = w.sites["a"]
        site.items = [item(f"/page/{n}") for n in range(10)]

        def serve(line: Line) -> None:
            line.answer(PAGE, Content_Type="text/html")
            signal.raise_signal(signal.SIGTERM)

        site.page = serve
        before = signal.signal(signal.SIGTERM, lambda *_: w.watcher.stop())
        try:
            w.run()
        finally:
            signal.signal(signal.SIGTERM, before)
        assert 1 <= len(w.articles()) < 10
        site.page = lambda line: line.answer(PAGE, Content_Type="text/html")
        w.again()
        w.run()
        assert len(w.articles()) == 10


def test_a_fault_of_ours_loses_one_errand(monkeypatch: pytest.MonkeyPatch) -> None:
    with world("a", "b") as w:
        port = w.web.ports["a"]
        whole = w.watcher._runner.read_feed

        def faulty(page: object) -> object:
            if str(port) in page.url:
                raise RecursionError("too deep")
            return whole(page)

        w.watcher._runner = replace(w.watcher._runner, read_feed=faulty)
        w.run()
        assert w.health("a").trouble == "cannot be read: RecursionError: too deep"
        assert w.health("b").trouble == ""


def test_a_page_that_is_never_read_to_its_end_is_given_up() -> None:
    """Its thread is lost; its host, its feed and the others go on."""
    never = threading.Event()
    with world("a", "b", manners=Manners(longest_errand=0.3, pause=0.0, at_once=1)) as w:
        port = str(w.web.ports["a"])

        def endless(page: Fetched) -> tuple[Entry, ...]:
            if port in page.url:
                never.wait(20)
            return read_feed(page)

        w.watcher._runner = replace(w.watcher._runner, read_feed=endless)
        w.watcher._clock = SystemClock()
        w.run()
        assert w.health("a").trouble == "reading it takes too long"
        assert w.health("b").trouble == ""
        assert len(w.articles()) == 1
        never.set()


def test_an_address_that_is_none() -> None:
    with world("a") as w:
        w.book.follow([replace(w.book.feeds()[0], url="http://[::1")])
        w.run()
        assert w.book.health()["http://[::1"].trouble == "not an http or https URL"
        assert len(w.articles()) == 1


def test_articles_come_in_batches() -> None:
    with world("a", "b", manners=Manners(batch=4, batch_seconds=1e9, pause=0.0)) as w:
        for name, site in w.sites.items():
            site.items = [item(f"/page/{name}{n}") for n in range(5)]
        w.run()
        assert sum(map(len, w.batches)) == 10
        assert max(map(len, w.batches)) == 4


def test_old_keys_are_forgotten() -> None:
    with world("a", manners=Manners(remembered_days=1.0)) as w:
        w.run()
        w.clock.set(START + timedelta(days=30))
        w.again()
        w.run()
        assert len(w.sites["a"].paths("/page")) == 2


def test_health_of_a_feed_never_polled() -> None:
    with world("a") as w:
        assert dict(w.book.health()) == {}
        assert FeedHealth(w.web.url("a")).polls == 0


def test_the_system_clock_waits_for_what_arrives() -> None:
    clock = SystemClock()
    arrivals: SimpleQueue[int] = SimpleQueue()
    assert clock.wait(arrivals, clock.ticks(), False) is None
    arrivals.put(7)
    assert clock.wait(arrivals, clock.ticks() + 60, False) == 7
    assert clock.now().tzinfo is not None


def test_the_world_is_decent() -> None:
    """The helper itself: a site that nobody spoils has one article."""
    with world("a") as w:
        assert isinstance(w, World)
        w.run()
        assert [len(batch) for batch in w.batches] == [1]
