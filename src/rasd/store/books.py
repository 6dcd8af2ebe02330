"""The feeds that are followed, and the alerts that were raised: the watcher's book, in the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from rasd.model import Alert, Feed, FeedHealth
from rasd.store.codec import from_json, storable_text, to_json
from rasd.store.database import Database

_FEED = "url, title, outlet, language, country, kind, source"


class StoreBook:
    """A book that outlasts the process; what a call was told is on the disk when it returns.

    It is both books that :mod:`rasd.watch.book` asks for. In its texts, addresses too, what no database can
    hold (NUL, halves of surrogate pairs) becomes U+FFFD.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def feeds(self) -> Sequence[Feed]:
        """All feeds that are followed, in the order in which they came."""
        with self._database.reading() as transaction:
            return [Feed(*row) for row in transaction.rows(f"SELECT {_FEED} FROM feeds ORDER BY place")]

    def follow(self, feeds: Sequence[Feed]) -> None:
        """Follow these too; of one that is known the words are new, and place and health are kept."""
        names = _FEED.split(", ")
        places = ", ".join(f":{name}" for name in names)
        new = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
        with self._database.writing() as transaction:
            place = transaction.value("SELECT max(place) FROM feeds") or 0
            rows = [{name: storable_text(getattr(feed, name)) for name in names} for feed in feeds]
            transaction.run_each(
                f"INSERT INTO feeds (place, {_FEED}, health) VALUES (:place, {places}, '')"
                f" ON CONFLICT (url) DO UPDATE SET {new}",
                [{"place": place + at, **row} for at, row in enumerate(rows, 1)],
            )

    def unfollow(self, urls: Sequence[str]) -> None:
        """Follow these no longer, and forget their health."""
        with self._database.writing() as transaction:
            transaction.run_in("DELETE FROM feeds WHERE url IN :values", map(storable_text, urls))

    def health(self) -> Mapping[str, FeedHealth]:
        """How the feeds do, by ``url``; one that was never polled is not in it."""
        with self._database.reading() as transaction:
            rows = transaction.rows("SELECT url, health FROM feeds WHERE health <> '' ORDER BY place")
        return {url: from_json(health, FeedHealth) for url, health in rows}

    def record(self, health: FeedHealth) -> None:
        """Replace what is known of a feed that is followed."""
        health = replace(health, feed=storable_text(health.feed))
        with self._database.writing() as transaction:
            transaction.run(
                "UPDATE feeds SET health = :health WHERE url = :url", url=health.feed, health=to_json(health)
            )

    def known(self, keys: Sequence[str]) -> set[str]:
        """Those of the keys that are remembered."""
        with self._database.reading() as transaction:
            return {
                str(row[0]) for row in transaction.rows_in("SELECT key FROM seen WHERE key IN :values", keys)
            }

    def remember(self, keys: Sequence[str], when: datetime) -> None:
        """Remember keys, all or none of them; one that is known already gets the later time."""
        with self._database.writing() as transaction:
            transaction.run_each(
                "INSERT INTO seen (key, moment) VALUES (:key, :moment) ON CONFLICT (key) DO UPDATE"
                " SET moment = CASE WHEN excluded.moment > seen.moment"
                " THEN excluded.moment ELSE seen.moment END",
                [{"key": key, "moment": when.timestamp()} for key in dict.fromkeys(keys)],
            )

    def forget(self, before: datetime) -> int:
        """Forget the keys whose time lies before ``before``; how many they were."""
        with self._database.writing() as transaction:
            return transaction.run("DELETE FROM seen WHERE moment < :before", before=before.timestamp())

    def post(self, alert: Alert, senders: Sequence[str]) -> None:
        """Keep an alert, to be told by each of ``senders``; nothing is done with one that is not new."""
        with self._database.writing() as transaction:
            if transaction.value("SELECT 1 FROM alerts WHERE key = :key", key=alert.key):
                return
            place = 1 + (transaction.value("SELECT max(place) FROM alerts") or 0)
            transaction.run(
                "INSERT INTO alerts (place, key, story, data) VALUES (:place, :key, :story, :data)",
                place=place, key=alert.key, story=alert.story, data=to_json(alert),
            )  # fmt: skip
            place = transaction.value("SELECT max(place) FROM untold_alerts") or 0
            transaction.run_each(
                "INSERT INTO untold_alerts (place, key, sender) VALUES (:place, :key, :sender)",
                [{"place": place + at, "key": alert.key, "sender": one} for at, one in enumerate(senders, 1)],
            )

    def waiting(self) -> Sequence[tuple[str, Alert]]:
        """What is still to be told, as (sender, alert), in the order in which it was posted."""
        with self._database.reading() as transaction:
            rows = transaction.rows(
                "SELECT untold_alerts.sender, alerts.data FROM untold_alerts"
                " JOIN alerts ON alerts.key = untold_alerts.key ORDER BY untold_alerts.place"
            )
        return [(sender, from_json(data, Alert)) for sender, data in rows]

    def told(self, sender: str, key: str) -> None:
        """The alert ``key`` was told by ``sender`` and waits no longer."""
        with self._database.writing() as transaction:
            transaction.run(
                "DELETE FROM untold_alerts WHERE sender = :sender AND key = :key", sender=sender, key=key
            )

    def alerts(self, most: int, skip: int = 0) -> Sequence[Alert]:
        """The last alerts, the latest first, without the first ``skip`` of them."""
        with self._database.reading() as transaction:
            rows = transaction.rows(
                "SELECT data FROM alerts ORDER BY place DESC LIMIT :most OFFSET :skip", most=most, skip=skip
            )
        return [from_json(data, Alert) for (data,) in rows]
