"""Sites on loopback that change over simulated time, and a watcher that looks at them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from math import inf

from hostile import PAGE, Behaviour, Line, Web, hostile_web, item, rss
from rasd.model import Article, Feed, FeedHealth, Story
from rasd.read.feed import read_feed
from rasd.settings import Settings
from rasd.watch.book import Notepad
from rasd.watch.clock import SimulatedClock
from rasd.watch.errands import Runner
from rasd.watch.manners import Manners
from rasd.watch.watcher import Watcher

USUAL = Manners()
START = datetime(2026, 11, 27, 10, tzinfo=UTC)


class Site:
    """A site whose parts can be changed while it is watched; it notes when it was asked for what."""

    def __init__(self) -> None:
        self.items: list[str] = [item()]
        self.feed: Callable[[Line], None] = self.plain
        self.page: Callable[[Line], None] = lambda line: line.answer(PAGE, Content_Type="text/html")
        self.robots: Callable[[Line], None] = lambda line: line.answer("", "404 Not Found")
        self.headers: dict[str, str] = {}
        self.asked: list[tuple[float, str]] = []
        self.heads: list[str] = []
        self.ticks: Callable[[], float] = lambda: 0.0

    def plain(self, line: Line) -> None:
        body = rss(*self.items).replace("<link>/page", f"<link>http://127.0.0.1:{line.port}/page")
        line.answer(body, Content_Type="application/rss+xml", **self.headers)

    def behaviour(self, name: str) -> Behaviour:
        return Behaviour(name, "", "", feed=self._noted("feed"), page=self._noted("page"),
                         robots=self._noted("robots"))  # fmt: skip

    def _noted(self, part: str) -> Callable[[Line], None]:
        def serve(line: Line) -> None:
            self.asked.append((self.ticks(), line.path))
            self.heads.append(line.head)
            getattr(self, part)(line)

        return serve

    def paths(self, path: str = "") -> list[str]:
        return [one for _, one in self.asked if one.startswith(path)]

    def times(self, path: str) -> list[float]:
        return [when for when, one in self.asked if one.startswith(path)]


class World:
    """Sites, a book, a clock; what was taken and what the feeds came to."""

    def __init__(self, sites: dict[str, Site], web: Web, manners: Manners) -> None:
        self.sites, self.web, self.manners = sites, web, manners
        self.book = Notepad([Feed(web.url(name), outlet=name) for name in sites])
        self.clock = SimulatedClock(START)
        self.batches: list[list[Article]] = []
        self.polls: list[tuple[float, FeedHealth]] = []
        self.fault: BaseException | None = None
        self.watcher = self.again()

    def again(self) -> Watcher:
        """A new watcher, as after a restart."""
        for site in self.sites.values():
            site.ticks = self.clock.ticks
        ports = frozenset(("127.0.0.1", port) for port in self.web.ports.values())
        runner = Runner(Settings(timeout=10.0), self.manners, read_feed, ports)
        self.watcher = Watcher(self.book, runner, self.take, polled=self.polled, clock=self.clock)
        return self.watcher

    def take(self, articles: Sequence[Article]) -> Iterable[Story]:
        if self.fault is not None:
            raise self.fault
        self.batches.append(list(articles))
        return ()

    def polled(self, feed: Feed, health: FeedHealth) -> None:
        self.polls.append((self.clock.ticks(), health))
        if self.clock.ticks() >= self.end:
            self.watcher.stop()

    def run(self, hours: float = 0.0) -> None:
        """Watch for some hours, or until each feed was polled once."""
        self.end = self.clock.ticks() + hours * 3600 if hours else inf
        self.watcher.run(once=not hours)

    def articles(self) -> list[Article]:
        return [article for batch in self.batches for article in batch]

    def health(self, name: str) -> FeedHealth:
        return self.book.health()[self.web.url(name)]


@contextmanager
def world(*names: str, manners: Manners = USUAL) -> Iterator[World]:
    """A world of decent sites, to be spoilt."""
    sites = {name: Site() for name in names}
    with hostile_web([site.behaviour(name) for name, site in sites.items()]) as web:
        yield World(sites, web, manners)
