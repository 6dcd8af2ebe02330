"""What the watcher must not forget, and the narrow door behind which it is kept.

A book is asked and told by one thread alone, the watcher's own: those that fetch never see it. Whatever it
was told before a call returned is there after a crash. A durable book stands in the store; :class:`Notepad`
is the one that forgets when the process ends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from rasd.model import Alert, Feed, FeedHealth


class FeedBook(Protocol):
    """The feeds that are followed, how they do, and which of their entries were seen."""

    def feeds(self) -> Sequence[Feed]:
        """All feeds that are followed, in the order in which they came."""

    def follow(self, feeds: Sequence[Feed]) -> None:
        """Follow these too. One whose ``url`` is known takes the place, and keeps the health, of the old."""

    def unfollow(self, urls: Sequence[str]) -> None:
        """Follow these no longer, and forget their health; unknown ones are passed over."""

    def health(self) -> Mapping[str, FeedHealth]:
        """How the feeds do, by ``url``; one that was never polled is not in it."""

    def record(self, health: FeedHealth) -> None:
        """Replace what is known of the feed ``health.feed``; of one that is not followed nothing is kept."""

    def known(self, keys: Sequence[str]) -> set[str]:
        """Those of the keys that are remembered. A key is short ASCII text (at most 64 characters)."""

    def remember(self, keys: Sequence[str], when: datetime) -> None:
        """Remember keys, all or none of them; one that is known already gets the later time."""

    def forget(self, before: datetime) -> int:
        """Forget the keys whose time lies before ``before``; how many they were."""


class AlertBook(Protocol):
    """The alerts that were raised, and to whom they are still to be told."""

    def known(self, keys: Sequence[str]) -> set[str]:
        """As a :class:`FeedBook`'s."""

    def remember(self, keys: Sequence[str], when: datetime) -> None:
        """As a :class:`FeedBook`'s."""

    def post(self, alert: Alert, senders: Sequence[str]) -> None:
        """Keep an alert, to be told by each of ``senders`` (names); one whose ``key`` is known is not new,
        and nothing is done."""

    def waiting(self) -> Sequence[tuple[str, Alert]]:
        """What is still to be told, as (sender, alert), in the order in which it was posted."""

    def told(self, sender: str, key: str) -> None:
        """The alert ``key`` was told by ``sender`` and waits no longer."""


class Notepad:
    """A book in memory: both of the above, gone when the process ends."""

    def __init__(self, feeds: Sequence[Feed] = ()) -> None:
        self._feeds: dict[str, Feed] = {}
        self._health: dict[str, FeedHealth] = {}
        self._keys: dict[str, datetime] = {}
        self._alerts: dict[str, Alert] = {}
        self._waiting: dict[tuple[str, str], None] = {}
        self.follow(feeds)

    def feeds(self) -> Sequence[Feed]:
        """As the protocol says."""
        return tuple(self._feeds.values())

    def follow(self, feeds: Sequence[Feed]) -> None:
        """As the protocol says."""
        self._feeds.update((feed.url, feed) for feed in feeds)

    def unfollow(self, urls: Sequence[str]) -> None:
        """As the protocol says."""
        for url in urls:
            self._feeds.pop(url, None)
            self._health.pop(url, None)

    def health(self) -> Mapping[str, FeedHealth]:
        """As the protocol says."""
        return dict(self._health)

    def record(self, health: FeedHealth) -> None:
        """As the protocol says."""
        if health.feed in self._feeds:
            self._health[health.feed] = health

    def known(self, keys: Sequence[str]) -> set[str]:
        """As the protocol says."""
        return self._keys.keys() & set(keys)

    def remember(self, keys: Sequence[str], when: datetime) -> None:
        """As the protocol says."""
        for key in keys:
            self._keys[key] = max(when, self._keys.get(key, when))

    def forget(self, before: datetime) -> int:
        """As the protocol says."""
        old = [key for key, when in self._keys.items() if when < before]
        for key in old:
            del self._keys[key]
        return len(old)

    def post(self, alert: Alert, senders: Sequence[str]) -> None:
        """As the protocol says."""
        if alert.key not in self._alerts:
            self._alerts[alert.key] = alert
            self._waiting.update(((sender, alert.key), None) for sender in senders)

    def waiting(self) -> Sequence[tuple[str, Alert]]:
        """As the protocol says."""
        return [(sender, self._alerts[key]) for sender, key in self._waiting]

    def told(self, sender: str, key: str) -> None:
        """As the protocol says."""
        self._waiting.pop((sender, key), None)
