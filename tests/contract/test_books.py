"""What every book of feeds and alerts does: one table of tests, run on each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

import pytest

from rasd.model import Alert, Evidence, Feed, FeedHealth
from rasd.store.books import StoreBook
from rasd.store.database import Database
from rasd.store.migrating import prepare
from rasd.watch.book import AlertBook, FeedBook, Notepad

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
A, B = (
    Feed("https://a.example/rss", "أخبار", "a", "ar", "SY", "agency", "by hand"),
    Feed("https://b.example/feed"),
)
SICK = FeedHealth(
    A.url, "https://a.example/new", '"x"', "Fri, 27 Nov 2026 11:00:00 GMT",
    NOON, NOON, NOON + timedelta(hours=1),
    1800.0, 2, 9, 40, 38, "the server answered 503",
)  # fmt: skip
ALERT = Alert(
    "منفرد", "story", "claim", (Evidence("outlets", None, "", (("wanted", ">= 5"), ("found", "6"))),), "k1",
    "عنوان", "نص", NOON,
)  # fmt: skip


class Book(FeedBook, AlertBook, Protocol):
    """Both in one, as a store is."""


def in_a_store() -> Book:
    database = Database("")
    prepare(database)
    return StoreBook(database)


BOOKS: dict[str, Callable[[], Book]] = {"notepad": Notepad, "store": in_a_store}
"""How an empty book is made."""


@pytest.fixture(params=BOOKS)
def book(request: pytest.FixtureRequest) -> Iterator[Book]:
    yield BOOKS[request.param]()


def test_feeds_keep_their_order_and_their_place(book: Book) -> None:
    book.follow([B, A])
    book.follow([replace(B, title="new")])
    assert list(book.feeds()) == [replace(B, title="new"), A]
    book.unfollow([B.url, "https://unknown.example/"])
    assert list(book.feeds()) == [A]


def test_health_is_kept_whole(book: Book) -> None:
    book.follow([A, B])
    assert dict(book.health()) == {}
    book.record(FeedHealth(A.url))
    book.record(SICK)
    book.follow([replace(A, title="new")])
    assert dict(book.health()) == {A.url: SICK}
    book.unfollow([A.url])
    book.record(SICK)
    book.follow([A])
    assert dict(book.health()) == {}


@pytest.mark.parametrize(
    "address", ["https://a.example/\ud800", "https://\udfff.example/", "https://a.example/\0"]
)
def test_an_address_that_no_database_can_hold_is_followed_all_the_same(book: Book, address: str) -> None:
    book.follow([Feed(address, "أخبار \udc00")])
    book.follow([Feed(address, outlet="\ud800")])
    (feed,) = book.feeds()
    assert feed.url.startswith("https://")
    book.record(FeedHealth(address, trouble=f"no such host: {address}"))
    ((url, health),) = book.health().items()
    assert url == health.feed == feed.url
    assert health.trouble.startswith("no such host")
    book.unfollow([address])
    assert list(book.feeds()) == []


def test_keys_are_remembered_and_forgotten(book: Book) -> None:
    book.remember(["x", "y"], NOON)
    book.remember(["y", "y", "z"], NOON + timedelta(days=1))
    book.remember(["z"], NOON - timedelta(days=1))
    assert book.known(["z", "y", "x", "w", "x"]) == {"x", "y", "z"}
    assert book.known([]) == set()
    assert book.forget(NOON + timedelta(hours=1)) == 1
    assert book.known(["x", "y", "z"]) == {"y", "z"}


def test_alerts_wait_until_they_are_told(book: Book) -> None:
    second = replace(ALERT, key="k2")
    book.post(ALERT, ["terminal", "webhook"])
    book.post(second, ["webhook"])
    book.post(ALERT, ["terminal", "mail"])
    assert list(book.waiting()) == [("terminal", ALERT), ("webhook", ALERT), ("webhook", second)]
    book.told("webhook", "k1")
    book.told("webhook", "unknown")
    assert list(book.waiting()) == [("terminal", ALERT), ("webhook", second)]
    book.told("terminal", "k1")
    book.post(ALERT, ["terminal"])
    assert list(book.waiting()) == [("webhook", second)]
