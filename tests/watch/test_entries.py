"""By what an entry is known again, and the article that it makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hostile import TEXT
from rasd.model import Article, Feed
from rasd.read.feed import Entry, is_page
from rasd.watch.entries import Keys, article_of, plain_address, version_key

FEED = Feed("https://x.example/feed", title="أخبار", outlet="صحيفة الجسر", language="ar")
ENTRY = Entry(
    "https://x.example/1?a=b",
    "7",
    "عنوان",
    TEXT,
    "سالم",
    "27 نوفمبر 2026",
    datetime(2026, 11, 27, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://X.example/1?utm_source=rss&id=7#top", "https://x.example/1?id=7"),
        ("https://x.example/1?fbclid=abc", "https://x.example/1"),
        ("https://x.example/1?id=%D8%A7&b", "https://x.example/1?id=%D8%A7&b"),
        ("https://x.example/1", "https://x.example/1"),
        ("http://[::1", "http://[::1"),
        ("https://x.example/?" + "a=1&" * 500, "https://x.example/?" + "a=1&" * 500),
    ],
)
def test_addresses_are_compared_without_where_a_reader_came_from(url: str, plain: str) -> None:
    assert plain_address(url) == plain


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://x.example/1", True), ("HTTP://x.example", True), ("ftp://x.example/", False), ("", False),
        ("http:///1", False), ("http://[::1", False), ("javascript:1", False),
        ("https://x.example/" + "a" * 9000, False),
    ],
)  # fmt: skip
def test_what_can_be_asked(url: str, good: bool) -> None:
    assert is_page(url) is good


SAME = [
    (replace(ENTRY, text="other", date="", updated="now"), True),
    (replace(ENTRY, url=ENTRY.url + "&utm_medium=rss", guid="8"), True),
    (replace(ENTRY, url="https://x.example/2"), True),
    (replace(ENTRY, url="https://x.example/2", title="عنوانٌ"), True),
    (replace(ENTRY, url="https://x.example/2", title="آخر"), False),
    (replace(ENTRY, url="https://x.example/2", guid="8"), False),
    (replace(ENTRY, url="https://x.example/2", guid=""), False),
]


@pytest.mark.parametrize(("other", "same"), SAME)
def test_entries_that_are_one(other: Entry, same: bool) -> None:
    assert bool(set(Keys.of(FEED, ENTRY).all) & set(Keys.of(FEED, other).all)) is same


def test_entries_without_anything_to_be_known_by() -> None:
    assert Keys.of(FEED, Entry()).all == ()
    assert Keys.of(FEED, Entry(text="a")).all != Keys.of(FEED, Entry(text="b")).all
    assert Keys.of(FEED, Entry(title="a")).all != Keys.of(replace(FEED, url="other"), Entry(title="a")).all


def test_a_version_is_what_can_be_seen_of_a_change() -> None:
    base = Keys.of(FEED, ENTRY).base(())
    versions = [ENTRY, replace(ENTRY, updated="later"), replace(ENTRY, title="آخر"), replace(ENTRY, date="")]
    assert len({version_key(base, entry) for entry in versions}) == 4
    assert version_key(base, ENTRY) == version_key(base, replace(ENTRY, text="other"))


PAGE = Article(
    "id", TEXT * 3, "عنوان الصفحة", "صحيفة أخرى", "https://x.example/1", "منى", "الجمعة", None, "ar"
)


def test_the_page_has_the_word() -> None:
    article = article_of(FEED, ENTRY, PAGE)
    assert article == replace(PAGE, extra={"feed": FEED.url})


def test_the_feed_says_what_the_page_does_not() -> None:
    bare = replace(PAGE, title="", outlet="x.example", author="", date="", language="")
    article = article_of(FEED, ENTRY, bare)
    assert article is not None
    assert (article.title, article.outlet, article.author) == ("عنوان", "صحيفة الجسر", "سالم")
    assert (article.date, article.published, article.language) == ("27 نوفمبر 2026", ENTRY.published, "ar")


@pytest.mark.parametrize(
    ("page", "own", "taken"),
    [
        (None, TEXT, "feed"), (None, "خبر قصير", ""), (replace(PAGE, text="اشترك الآن"), TEXT, "feed"),
        (replace(PAGE, text=TEXT), TEXT + TEXT, "page"), (replace(PAGE, text="خبر قصير"), "", "page"),
    ],
)  # fmt: skip
def test_which_text_is_taken(page: Article | None, own: str, taken: str) -> None:
    article = article_of(FEED, replace(ENTRY, text=own), page)
    texts = {"feed": own, "page": page.text if page else "", "": ""}
    assert (article.text if article else "") == texts[taken]


def test_an_article_of_the_feed_alone() -> None:
    article = article_of(FEED, replace(ENTRY, url="javascript:1"), None)
    assert article is not None
    assert (article.url, article.outlet) == ("", "صحيفة الجسر")
    assert article_of(replace(FEED, outlet="", title=""), ENTRY, None).outlet == ""
