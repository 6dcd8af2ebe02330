"""Lists of articles that stand elsewhere: feeds, sitemaps and their indexes, OPML; and what they list.

A feed that was named by its URL is a wish to have what it lists: the page behind each entry is fetched, and
the feed's own text taken where that is more, or the page does not answer. A feed's file gives what it holds
itself: nothing is fetched for it. Lists of addresses (sitemaps, OPML) are fetched wherever they stand, for
they hold nothing else. Pages are asked for one at a time, with a pause between two of one host, and only
where robots.txt allows it (RFC 9309); to follow feeds from day to day there is the watcher.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import urlsplit

from rasd.errors import FetchError, InputError
from rasd.model import Article, Problem
from rasd.read.addresses import Allowed
from rasd.read.feed import Entry, is_page, read_feed
from rasd.read.feedlists import read_feeds
from rasd.read.fetch import Fetched, fetch
from rasd.read.html import Place, read_page
from rasd.read.robots import Robots, ask_robots
from rasd.settings import Settings
from rasd.stable import content_id

SHORTEST = 200
"""Characters from which a text that stands in a feed can be the article's own."""
MOST_URLS = 50_000
"""Addresses of one sitemap (the protocol of sitemaps.org)."""
_HEAD = 4_000
# Possessive, as in sniff.py: what was once taken for a comment stays one.
_ROOT = re.compile(
    rb"(?:\s|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*>)*+<(?:\w+:)?(rss|feed|rdf|urlset|sitemapindex|opml)\b",
    re.I | re.S,
)
_JSON_FEED = re.compile(rb"jsonfeed\.org/version")


class ListKind(StrEnum):
    """What a list is of."""

    FEED = "feed"
    SITEMAP = "urlset"
    INDEX = "sitemapindex"
    OPML = "opml"


def list_kind(head: bytes) -> ListKind | None:
    """The kind of list that begins so; ``None`` where it is none."""
    start = head[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        return ListKind.FEED if _JSON_FEED.search(start) else None
    found = _ROOT.match(start)
    if found is None:
        return None
    name = found[1].decode().lower()
    return ListKind(name) if name in set(ListKind) else ListKind.FEED


@dataclass(slots=True)
class Listing:
    """Reads lists and what they list.

    Args:
        settings: what can be set; ``most_pages`` bounds what one run fetches.
        allow: for tests: addresses that may be asked although they are not public.
        sleep: waits some seconds.
    """

    settings: Settings
    allow: Allowed = frozenset()
    sleep: Callable[[float], None] = time.sleep
    _robots: dict[str, Robots] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)
    _fetched: int = 0

    def read(self, page: Fetched, kind: ListKind, local: bool) -> Iterator[Article | Problem]:
        """The articles of a list; ``local`` is whether it is a file's."""
        where = page.url or "-"
        try:
            if kind is ListKind.OPML:
                yield from self._lists([feed.url for feed in read_feeds(page.body, where)])
                return
            entries = read_feed(page, MOST_URLS)
        except InputError as error:
            yield Problem(error.where, error.what, error.do)
            return
        if kind is ListKind.INDEX:
            yield from self._lists([entry.url for entry in entries])
        elif kind is ListKind.FEED and local:
            yield from _own_texts(entries, where)
        else:
            yield from self._pages(entries, where)

    def _lists(self, urls: list[str]) -> Iterator[Article | Problem]:
        """What further lists hold; a list that lists itself is read once."""
        for url in urls:
            if url in self._asked:
                continue
            self._asked.add(url)
            try:
                page = fetch(url, self.settings, self.allow)
                kind = list_kind(page.body)
                if kind is None:
                    raise InputError(url, "no feed and no sitemap", "check the address")
            except InputError as error:
                yield Problem(error.where, error.what, error.do)
            else:
                yield from self.read(page, kind, local=False)

    def _pages(self, entries: tuple[Entry, ...], where: str) -> Iterator[Article | Problem]:
        for number, entry in enumerate(entries):
            if self._fetched >= self.settings.most_pages:
                left = len(entries) - number
                what = f"{left} entries are left out: {self.settings.most_pages} pages were fetched"
                yield Problem(where, what, "raise RASD_MOST_PAGES, or follow the feed with rasd watch")
                return
            if not is_page(entry.url):
                yield _own_text(entry) or Problem(where, f"an entry without a page: {entry.title[:80]!r}")
                continue
            yield self._page(entry)

    def _page(self, entry: Entry) -> Article | Problem:
        """The article behind an entry; the feed's own text where the page does not give one."""
        try:
            article = self._fetched_article(entry.url)
        except InputError as error:
            return _own_text(entry) or Problem(error.where, error.what, error.do)
        own = _own_text(entry)
        return own if own and len(own.text) > 2 * len(article.text) else _completed(article, entry)

    def _fetched_article(self, url: str) -> Article:
        """The article of a page.

        Raises:
            InputError: it does not answer, must not be asked, or is no article.
        """
        site = urlsplit(url).netloc
        known = site in self._robots
        if not known:
            self._robots[site] = ask_robots(url, self.settings, self.allow)
        robots = self._robots[site]
        if not robots.allows(url):
            why = robots.why or "its robots.txt does not allow it"
            raise FetchError(url, f"the site does not want it asked for: {why}", "save the page in a browser")
        self.sleep(max(robots.delay, self.settings.pause) if known else 0.0)
        self._fetched += 1
        page = fetch(url, self.settings, self.allow)
        place = Place(url=page.url, charset=page.charset)
        return read_page(page.body, place, self.settings.pages == "fast")


def _own_texts(entries: tuple[Entry, ...], where: str) -> Iterator[Article | Problem]:
    """The articles whose text stands in the feed itself."""
    found = [_own_text(entry) for entry in entries]
    yield from (article for article in found if article)
    missing = found.count(None)
    if missing:
        what = f"{missing} of {len(entries)} entries hold no text of their own"
        yield Problem(where, what, "name the feed by its URL to fetch their pages")


def _own_text(entry: Entry) -> Article | None:
    """The article that an entry holds itself; ``None`` where it holds less than one."""
    text = entry.text.strip()
    if len(text) < SHORTEST:
        return None
    url = entry.url if is_page(entry.url) else ""
    return _completed(Article(content_id(url or entry.guid, "" if url else text), text, url=url), entry)


def _completed(article: Article, entry: Entry) -> Article:
    """The article with what the feed says of it and it does not say itself."""
    dated = bool(article.date) or article.published is not None
    host = (urlsplit(article.url).hostname or "").removeprefix("www.")
    return replace(
        article, title=article.title or entry.title, author=article.author or entry.author,
        date=article.date if dated else entry.date, published=article.published if dated else entry.published,
        outlet=article.outlet or host,
    )  # fmt: skip
