"""What a feed says of an article, by what it is known again, and the article that it makes."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from rasd.lang.normalize import fold
from rasd.model import Article, Feed
from rasd.read.feed import Entry, is_page
from rasd.stable import content_id

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|yclid|mc_[ce]id|igshid", re.I)
"""Parameters that say where a reader came from, and nothing of what is read."""
_SHORTEST = 200
"""Characters from which a text that stands in the feed can be the article's own."""


@dataclass(frozen=True, slots=True)
class Keys:
    """By what an entry is known again: its address, and its guid with its title.

    A guid alone is not enough - sites give all entries the same one - and an address alone neither: sites add
    a new number to it each time.
    """

    url: str
    guid: str

    @classmethod
    def of(cls, feed: Feed, entry: Entry) -> Keys:
        """The keys of an entry of a feed."""
        url = content_id("url", plain_address(entry.url)) if entry.url else ""
        named = entry.guid or not url
        words = (entry.guid, fold(entry.title), "" if entry.guid else entry.text)
        return cls(url, content_id("guid", feed.url, *words) if named and any(words) else "")

    @property
    def all(self) -> tuple[str, ...]:
        """Those that there are."""
        return tuple(key for key in (self.url, self.guid) if key)

    def base(self, known: Collection[str]) -> str:
        """The key under which what is noted of the entry stands: the one that is known already."""
        return self.url if self.url and (self.url in known or self.guid not in known) else self.guid


def version_key(base: str, entry: Entry) -> str:
    """The key of an entry as it stands now."""
    return content_id("version", base, entry.updated or entry.date, entry.title)


def again_keys(base: str, most: int, why: str) -> tuple[str, ...]:
    """The keys that count how often an entry was fetched again, or tried in vain."""
    return tuple(content_id(why, base, str(n)) for n in range(most))


def plain_address(url: str) -> str:
    """An address without what only says where a reader came from: to compare, not to ask."""
    try:
        parts = urlsplit(url.strip())
        asked = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return url
    kept = [(name, value) for name, value in asked if not _TRACKING.fullmatch(name)]
    query = urlencode(kept) if len(kept) < len(asked) else parts.query
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, query, ""))


def article_of(feed: Feed, entry: Entry, page: Article | None) -> Article | None:
    """The article of an entry: that of its page, or that of the feed's own text where this is more.

    ``None`` where neither has enough text. What the page does not say of itself - title, date, author,
    outlet - is the feed's word.
    """
    own = entry.text.strip()
    if page is None and len(own) < _SHORTEST:
        return None
    if page is None or (len(own) >= _SHORTEST and len(own) > 2 * len(page.text)):
        url = page.url if page else entry.url if is_page(entry.url) else ""
        page = Article(id=content_id(url or entry.guid, own), text=own, url=url)
    return _completed(page, feed, entry)


def _completed(page: Article, feed: Feed, entry: Entry) -> Article:
    dated = bool(page.date) or page.published is not None
    host = (urlsplit(page.url).hostname or "").removeprefix("www.") if is_page(page.url) else ""
    named = page.outlet and page.outlet != host
    return replace(
        page,
        title=page.title or entry.title,
        outlet=page.outlet if named else feed.outlet or feed.title or page.outlet,
        author=page.author or entry.author,
        date=page.date if dated else entry.date,
        published=page.published if dated else entry.published,
        language=page.language or feed.language,
        extra={**page.extra, "feed": feed.url},
    )
