"""The watcher: feeds on a schedule, politely, for days.

One thread - the caller's - decides, and alone speaks with the book and with whoever takes the articles. The
others each carry out one request at a time and know nothing of feeds. Nothing here sleeps: what may not be
asked yet waits in a line, and the clock says when the first of it may.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from math import inf
from queue import SimpleQueue

from rasd.model import Article, Feed, FeedHealth, Story
from rasd.read.feed import is_page
from rasd.watch.batch import Batch
from rasd.watch.book import FeedBook
from rasd.watch.clock import Clock, SystemClock
from rasd.watch.errands import Errand, Kind, Outcome, Runner
from rasd.watch.hosts import Host, Hosts
from rasd.watch.polls import Poll

Take = Callable[[Sequence[Article]], Iterable[Story]]
"""Keeps new articles, and gives the stories that are new or have changed by them."""
Tell = Callable[[Iterable[Story]], None]
"""Looks at stories that have changed, and tells whoever wants to know."""
Polled = Callable[[Feed, FeedHealth], None]
"""Called after each poll."""

MOST_LINKS = 5
"""Redirects in a row that are followed."""
_SPARE = 16
_LOOK_AGAIN = 600.0
"""Seconds after which the list of feeds is read anew: others may have changed it."""
_FORGET = 86_400.0


class Watcher:
    """Polls the feeds of a book until it is stopped.

    Args:
        book: which feeds there are, and what was seen of them.
        runner: carries the requests out.
        take: is given the new articles, in batches.
        tell: is given the stories that have changed.
        polled: is called after each poll, for those who look on.
        clock: the machine's, or one that runs faster.
    """

    def __init__(
        self,
        book: FeedBook,
        runner: Runner,
        take: Take,
        tell: Tell | None = None,
        polled: Polled | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._book, self._runner, self._take, self._tell, self._polled = book, runner, take, tell, polled
        self._manners = runner.manners
        self._clock: Clock = clock or SystemClock()
        self._hosts = Hosts(self._manners)
        self._polls: dict[str, Poll] = {}
        self._due: list[tuple[float, str]] = []
        self._feeds: dict[str, Feed] = {}
        self._health: dict[str, FeedHealth] = {}
        self._batch = Batch(self._manners)
        self._running: dict[Future[Outcome], tuple[Errand, float]] = {}
        self._arrivals: SimpleQueue[Future[Outcome] | None] = SimpleQueue()
        self._stopped = self._once = False
        self._look_at = self._forget_at = -inf

    def stop(self) -> None:
        """End soon: finish the requests under way, keep what they bring. A signal's handler may call it."""
        self._stopped = True
        self._arrivals.put(None)

    def run(self, once: bool = False) -> None:
        """Watch until :meth:`stop` is called; with ``once`` until each feed has been polled once."""
        self._once = once
        # More threads than requests: one that a page holds for ever must not be missed.
        pool = ThreadPoolExecutor(self._manners.at_once + _SPARE, "rasd-watch")
        try:
            while not self._stopped:
                self._look()
                self._send(pool)
                if once and not self._polls and not self._due:
                    break
                self._wait()
                if self._batch.ready(self._clock.ticks()):
                    self._hand_on()
            while self._running:
                self._wait()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
        self._stopped = False
        self._hand_on()

    def _wait(self) -> None:
        """Until something arrives, or is due; what takes too long is given up."""
        arrival = self._clock.wait(self._arrivals, self._next_at(), bool(self._running))
        if arrival is not None:
            self._arrived(arrival)
        now = self._clock.ticks()
        for future, (errand, begun) in list(self._running.items()):
            if now - begun > self._manners.longest_errand:
                del self._running[future]
                self._came(Outcome(errand, trouble="reading it takes too long"))

    # --- what is due ----------------------------------------------------------------------------------

    def _look(self) -> None:
        """Read the list of feeds, now and then; begin the polls that are due."""
        now = self._clock.ticks()
        if now >= self._look_at and not (self._once and self._feeds):
            self._look_at = now + _LOOK_AGAIN
            self._read_list(now)
        if now >= self._forget_at:
            self._forget_at = now + _FORGET
            self._book.forget(self._clock.now() - timedelta(days=self._manners.remembered_days))
        while self._due and self._due[0][0] <= now:
            _, url = heapq.heappop(self._due)
            if url in self._feeds and url not in self._polls:
                self._begin(self._feeds[url])

    def _read_list(self, now: float) -> None:
        feeds = {feed.url: feed for feed in self._book.feeds()}
        kept, wall = self._book.health(), self._clock.now()
        for url in feeds.keys() - self._feeds.keys():
            self._health[url] = kept.get(url) or FeedHealth(url)
            due = self._health[url].due
            # The clock on the wall may have been set since: nobody waits longer than an interval can be.
            wait = (due - wall).total_seconds() if due and not self._once else 0.0
            heapq.heappush(self._due, (now + min(max(wait, 0.0), self._manners.longest_failing), url))
        self._due = [one for one in self._due if one[1] in feeds]
        heapq.heapify(self._due)
        for url in self._feeds.keys() - feeds.keys() - self._polls.keys():
            self._health.pop(url, None)
        self._feeds = feeds

    def _begin(self, feed: Feed) -> None:
        health = self._health[feed.url]
        poll = self._polls[feed.url] = Poll(feed, health, self._manners)
        self._ask(poll.errand(), patient=True)

    def _next_at(self) -> float:
        """When there is something to do again, whatever arrives before."""
        late = min((begun for _, begun in self._running.values()), default=inf) + self._manners.longest_errand
        if self._stopped:
            return late
        due = self._due[0][0] if self._due else inf
        hosts = self._hosts.next_at() if len(self._running) < self._manners.at_once else inf
        return min(due, hosts, self._look_at, self._batch.ready_at, late)

    # --- asking ---------------------------------------------------------------------------------------

    def _send(self, pool: ThreadPoolExecutor) -> None:
        """Send the errands out that may be, as many as may be under way."""
        now = self._clock.ticks()
        while len(self._running) < self._manners.at_once:
            errand = self._hosts.take(now)
            if errand is None:
                return
            host = self._hosts.of(errand.url)
            permitted = self._permitted(errand, host, now)
            if permitted is None:
                host.busy = False
                self._hosts.line_up(host)
                continue
            future = pool.submit(self._runner.run, permitted)
            self._running[future] = permitted, now
            future.add_done_callback(self._arrivals.put)

    def _permitted(self, errand: Errand, host: Host, now: float) -> Errand | None:
        """The errand, or first the one for its site's robots.txt, or none where that forbids it."""
        rules = host.rules(errand.url, now)
        if rules is None:
            self._hosts.put(errand, at_once=True)
            return Errand(Kind.ROBOTS, errand.url, errand.feed)
        if rules.allows(errand.url):
            return errand
        what = f"robots.txt cannot be read: {rules.why}" if rules.closed else "robots.txt forbids it"
        self._settle(Outcome(errand, trouble=what, passing=rules.closed))
        return None

    def _arrived(self, future: Future[Outcome]) -> None:
        """Take what an errand came to, if it was not given up."""
        if future not in self._running:
            return
        errand, _ = self._running.pop(future)
        error = future.exception()
        if error is not None and not isinstance(error, Exception):
            raise error
        self._came(future.result() if error is None else _unforeseen(errand, error))

    def _came(self, outcome: Outcome) -> None:
        """Let the host of an errand rest, and go on with what it came to."""
        errand = outcome.errand
        host, now = self._hosts.of(errand.url), self._clock.ticks()
        closed = outcome.robots is not None and outcome.robots.closed
        host.failures = host.failures + 1 if outcome.silent or closed else 0
        if outcome.robots is not None:
            self._hosts.learn(errand.url, outcome.robots, now)
        self._hosts.free(host, now, outcome.wish(self._clock.now()))
        if errand.kind is not Kind.ROBOTS:
            self._settle(outcome)
        if host.dead() or (errand.kind is Kind.ROBOTS and outcome.trouble):
            for waiting in list(self._hosts.drop(host)):
                what = outcome.trouble or f"{host.name} does not answer"
                passing = outcome.passing or host.dead()
                self._settle(replace(outcome, errand=waiting, robots=None, trouble=what, passing=passing))

    def _settle(self, outcome: Outcome) -> None:
        """Go on with what an errand came to: follow a redirect, go through a feed, keep an article."""
        errand = outcome.errand
        if outcome.there and not outcome.trouble:
            if errand.links < MOST_LINKS:
                self._ask(errand.onwards(outcome.there, outcome.for_good), at_once=True)
                return
            outcome = replace(outcome, trouble=f"more than {MOST_LINKS} redirects")
        poll = self._polls.get(errand.feed.url)
        if poll is None:
            return
        if errand.kind is Kind.FEED:
            self._go_through(poll, outcome)
        else:
            self._keep(poll, outcome)
        if poll.open == 0:
            self._finish(poll)

    def _go_through(self, poll: Poll, outcome: Outcome) -> None:
        poll.outcome = outcome
        for errand in poll.errands(outcome.entries, self._book):
            self._ask(errand)

    def _ask(self, errand: Errand, at_once: bool = False, patient: bool = False) -> None:
        """Let an errand wait for its host; where that is dead for now, only who is ``patient`` waits."""
        if not is_page(errand.url):
            self._settle(Outcome(errand, trouble="not an http or https URL"))
            return
        host = self._hosts.of(errand.url)
        if host.dead() and host.free_at > self._clock.ticks() and not patient:
            self._settle(Outcome(errand, trouble=f"{host.name} does not answer", passing=True, silent=True))
        else:
            self._hosts.put(errand, at_once)

    # --- keeping --------------------------------------------------------------------------------------

    def _keep(self, poll: Poll, outcome: Outcome) -> None:
        catch = poll.page(outcome, self._book)
        if catch is not None:
            self._batch.add(catch, self._clock.ticks())

    def _finish(self, poll: Poll) -> None:
        if self._polls.pop(poll.feed.url, None) is None:
            return
        health, wait = poll.result(self._clock.now())
        self._health[poll.feed.url] = health
        self._batch.close(health, self._clock.ticks())
        if not self._once:
            heapq.heappush(self._due, (self._clock.ticks() + wait, poll.feed.url))
        if self._polled:
            self._polled(poll.feed, health)

    def _hand_on(self) -> None:
        """Hand the articles on; only what was taken is remembered."""
        catches, healths = self._batch.empty()
        articles = [catch.article for catch in catches if catch.article is not None]
        stories = self._take(articles) if articles else ()
        self._book.remember([key for catch in catches for key in catch.keys], self._clock.now())
        for health in healths:
            self._book.record(health)
        if self._tell:
            self._tell(stories)


def _unforeseen(errand: Errand, error: Exception) -> Outcome:
    """What a fault of ours, or of a library, comes to: this errand is lost, and nothing else."""
    return Outcome(errand, trouble=f"cannot be read: {type(error).__name__}: {str(error)[:200]}")
