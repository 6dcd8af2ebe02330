"""What is kept together: articles in batches, what is remembered of them, how their feeds do."""

from __future__ import annotations

from math import inf

from rasd.model import FeedHealth
from rasd.watch.manners import Manners
from rasd.watch.polls import Catch


class Batch:
    """What was caught since the last batch was handed on; bounded in number, size and age."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._catches: list[Catch] = []
        self._health: dict[str, FeedHealth] = {}
        self._articles = self._characters = 0
        self.ready_at = inf
        """When (ticks) it is to be handed on, however small; never, where it is empty."""

    def add(self, catch: Catch, now: float) -> None:
        """Add what came of an entry."""
        self._catches.append(catch)
        if catch.article is not None:
            self._articles += 1
            self._characters += len(catch.article.text)
        self._touched(now)

    def close(self, health: FeedHealth, now: float) -> None:
        """Add how a feed does, after all that came of its entries."""
        self._health[health.feed] = health
        self._touched(now)

    def ready(self, now: float) -> bool:
        """Whether it is to be handed on."""
        full = self._articles >= self._manners.batch or self._characters >= self._manners.batch_characters
        return full or now >= self.ready_at

    def empty(self) -> tuple[list[Catch], list[FeedHealth]]:
        """All that is in it, which then is not."""
        catches, health = self._catches, list(self._health.values())
        self._catches, self._health = [], {}
        self._articles = self._characters = 0
        self.ready_at = inf
        return catches, health

    def _touched(self, now: float) -> None:
        self.ready_at = min(self.ready_at, now + self._manners.batch_seconds)
