"""One request each: what is asked of a host, and what it came to. This is the work of the threads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from rasd.errors import FetchError, InputError, NoAnswer, Refused
from rasd.model import Article, Feed
from rasd.read.addresses import Allowed
from rasd.read.feed import Entry
from rasd.read.fetch import Answer, Fetched, Question, ask_once
from rasd.read.html import Place, read_page
from rasd.read.lines import HEAD
from rasd.read.robots import Robots, ask_robots
from rasd.read.sniff import foreign
from rasd.settings import Settings
from rasd.watch.manners import Manners, retry_after

FEED_TYPES = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"
)
ReadFeed = Callable[[Fetched], Sequence[Entry]]
"""The entries of a feed, in its order. Raises an InputError where it is none."""


class Kind(StrEnum):
    """What is asked for."""

    ROBOTS = "robots"
    FEED = "feed"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Errand:
    """One thing to ask a host for: ``url``, for the feed ``feed``.

    ``entry`` is the one whose page it is, with the keys to remember it by. ``links`` counts the redirects
    that led here from ``first``; ``moved`` is where those that are for good led, ``for_good`` whether all
    are.
    """

    kind: Kind
    url: str
    feed: Feed
    first: str = ""
    entry: Entry | None = None
    keys: tuple[str, ...] = ()
    etag: str = ""
    modified: str = ""
    links: int = 0
    moved: str = ""
    for_good: bool = True

    def onwards(self, there: str, for_good: bool) -> Errand:
        """The errand that a redirect to ``there`` makes of this one."""
        for_good = self.for_good and for_good
        return replace(
            self, url=there, first=self.first or self.url, links=self.links + 1, for_good=for_good,
            moved=there if for_good else self.moved,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an errand came to.

    ``trouble`` says what went wrong, empty for nothing; it passes where ``passing``, and where ``silent`` the
    host did not answer at all. What was found is in ``answer`` and, as the kind has it, in ``robots``,
    ``entries`` or ``article``.
    """

    errand: Errand
    answer: Answer | None = None
    robots: Robots | None = None
    entries: tuple[Entry, ...] = ()
    article: Article | None = None
    trouble: str = ""
    passing: bool = False
    silent: bool = False

    @property
    def there(self) -> str:
        """Where a redirect leads, "" where it is none."""
        return self.answer.there if self.answer else ""

    @property
    def for_good(self) -> bool:
        """Whether that redirect is meant to last."""
        return self.answer is not None and self.answer.for_good

    def wish(self, now: datetime) -> float:
        """For how many seconds the server wants to be left alone (Retry-After), 0 for none."""
        return retry_after(self.answer.headers, now) if self.answer else 0.0


@dataclass(frozen=True, slots=True)
class Runner:
    """Carries errands out, in any number of threads at a time."""

    settings: Settings
    manners: Manners
    read_feed: ReadFeed
    allow: Allowed = frozenset()

    def run(self, errand: Errand) -> Outcome:
        """Ask, and read what is answered."""
        try:
            if errand.kind is Kind.ROBOTS:
                return Outcome(errand, robots=ask_robots(errand.url, self.settings, self.allow))
            answer = ask_once(self._question(errand), self.settings, self.allow, errand.first)
        except FetchError as error:
            refused, silent = isinstance(error, Refused), isinstance(error, NoAnswer)
            return Outcome(errand, trouble=error.what, passing=not refused, silent=silent)
        if answer.there or (answer.status == 304 and (errand.etag or errand.modified)):
            return Outcome(errand, answer)
        if answer.status not in range(200, 300):
            passing = answer.status in (408, 425, 429) or answer.status >= 500
            return Outcome(errand, _bare(answer), trouble=answer.said, passing=passing)
        return self._read(errand, answer)

    def _question(self, errand: Errand) -> Question:
        if errand.kind is Kind.FEED:
            return Question(errand.url, errand.etag, errand.modified, FEED_TYPES, self.manners.feed_bytes)
        return Question(errand.url, most=self.manners.page_bytes)

    def _read(self, errand: Errand, answer: Answer) -> Outcome:
        page = answer.page
        try:
            if errand.kind is Kind.FEED:
                return Outcome(errand, _bare(answer), entries=tuple(self.read_feed(page)))
            return Outcome(errand, _bare(answer), article=self._article(page))
        except InputError as error:
            return Outcome(errand, _bare(answer), trouble=error.what)

    def _article(self, page: Fetched) -> Article:
        unusable = foreign(page.body[:HEAD])
        if unusable:
            raise InputError(page.url, unusable[0], unusable[1])
        article = read_page(page.body, Place(url=page.url, charset=page.charset))
        if len(article.text) > self.manners.characters:
            raise InputError(page.url, f"a text of {len(article.text):,} characters, which is no article")
        return article


def _bare(answer: Answer) -> Answer:
    """The answer without its body, which was read."""
    return replace(answer, page=replace(answer.page, body=b""))
