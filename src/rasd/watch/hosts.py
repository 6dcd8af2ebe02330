"""The hosts that are asked: what waits for each, when it may be asked again, what its robots.txt says."""

from __future__ import annotations

import heapq
from collections import OrderedDict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf
from urllib.parse import urlsplit

from rasd.read.robots import Robots
from rasd.watch.errands import Errand
from rasd.watch.manners import Manners, after_bad, jittered

MOST_IDLE = 2_000
"""Hosts that are remembered with nothing to ask them."""
_TRIES = 3
"""Failures in a row from which on a host counts as dead for now."""


def origin_of(url: str) -> str:
    """The scheme, host and port of a URL: a robots.txt speaks for one of these (RFC 9309, 2.3)."""
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}"


def host_of(url: str) -> str:
    """Whom a URL asks: pace is kept with a host and port, whatever the scheme."""
    return urlsplit(url).netloc.lower()


@dataclass(slots=True)
class Host:
    """One host. ``free_at`` is in ticks; ``robots`` has the rules of an origin, believed until when."""

    name: str
    waiting: deque[Errand] = field(default_factory=deque)
    busy: bool = False
    free_at: float = 0.0
    failures: int = 0
    robots: dict[str, tuple[Robots, float]] = field(default_factory=dict)

    def dead(self) -> bool:
        """Whether it has not answered for so long that nothing more is asked until it does."""
        return self.failures >= _TRIES

    def rules(self, url: str, now: float) -> Robots | None:
        """The rules for a URL; ``None`` where they must be asked for."""
        rules, until = self.robots.get(origin_of(url), (None, 0.0))
        return rules if now < until else None


class Hosts:
    """All hosts, and which of them may be asked next. One thing at a time is asked of each."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._hosts: OrderedDict[str, Host] = OrderedDict()
        self._ready: list[tuple[float, int, str]] = []
        self._turn = 0

    def __len__(self) -> int:
        """How many errands wait."""
        return sum(len(host.waiting) for host in self._hosts.values())

    def of(self, url: str) -> Host:
        """The host of a URL."""
        name = host_of(url)
        host = self._hosts.setdefault(name, Host(name))
        self._hosts.move_to_end(name)
        return host

    def put(self, errand: Errand, at_once: bool = False) -> None:
        """Let an errand wait for its host; ``at_once``: before all others."""
        host = self.of(errand.url)
        if at_once:
            host.waiting.appendleft(errand)
        else:
            host.waiting.append(errand)
        self.line_up(host)

    def take(self, now: float) -> Errand | None:
        """The next errand whose host may be asked now; the host is busy from then on."""
        while self._ready and self._ready[0][0] <= now:
            _, _, name = heapq.heappop(self._ready)
            host = self._hosts.get(name)
            if host is None or host.busy or not host.waiting:
                continue
            if host.free_at > now:
                self.line_up(host)
                continue
            host.busy = True
            return host.waiting.popleft()
        return None

    def next_at(self) -> float:
        """When (ticks) the next host may be asked; never, where nothing waits."""
        return self._ready[0][0] if self._ready else inf

    def free(self, host: Host, now: float, wish: float = 0.0) -> None:
        """A host has been asked: it is left alone for the pause that it, or the manners, ask for.

        ``wish`` is for how long it wants to be left alone (Retry-After).
        """
        delays = [rules.delay for rules, _ in host.robots.values()]
        pause = max([self._manners.pause, *(min(one, self._manners.longest_pause) for one in delays)])
        if host.failures:
            pause = max(pause, self._back_off(host))
        host.busy = False
        host.free_at = now + max(pause, min(wish, self._manners.longest_failing))
        self.line_up(host)
        self._forget_idle(now)

    def _back_off(self, host: Host) -> float:
        if not host.dead():
            return self._manners.pause * 2.0**host.failures
        seconds = after_bad(self._manners, 0.0, host.failures - _TRIES + 1, 0.0)
        return jittered(self._manners, seconds, host.name, host.failures)

    def learn(self, url: str, rules: Robots, now: float) -> None:
        """Believe the rules that a site gave, for a day; of a site that gave none ask again before."""
        host = self.of(url)
        closed = after_bad(self._manners, 0.0, max(1, host.failures), 0.0)
        lasts = min(closed, self._manners.robots) if rules.closed else self._manners.robots
        host.robots[origin_of(url)] = (rules, now + lasts)

    def drop(self, host: Host) -> Iterator[Errand]:
        """The errands that wait for a host, which then wait no longer."""
        while host.waiting:
            yield host.waiting.popleft()

    def line_up(self, host: Host) -> None:
        """Let a host that is not busy have its turn, where something waits for it."""
        if host.waiting and not host.busy:
            self._turn += 1
            heapq.heappush(self._ready, (host.free_at, self._turn, host.name))

    def _forget_idle(self, now: float) -> None:
        """Forget the hosts that were asked longest ago, where they are too many and may be asked again."""
        if len(self._hosts) <= MOST_IDLE:
            return
        for name, host in list(self._hosts.items())[: len(self._hosts) - MOST_IDLE]:
            if not host.waiting and not host.busy and host.free_at <= now and not host.failures:
                del self._hosts[name]
