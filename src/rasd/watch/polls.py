"""One poll of a feed: from "it is due" until every new entry of it has come to something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from rasd.model import Article, Feed, FeedHealth
from rasd.read.feed import Entry, is_page
from rasd.watch.book import FeedBook
from rasd.watch.entries import Keys, again_keys, article_of, version_key
from rasd.watch.errands import Errand, Kind, Outcome
from rasd.watch.manners import Manners, after_bad, after_good, good_for, jittered

_TRIES = 3
"""Failures in a row after which everything that is believed of a feed is asked for anew."""


@dataclass(frozen=True, slots=True)
class Catch:
    """What is to be kept together: an article (or none), and the keys of the entry that it came from."""

    feed: Feed
    keys: tuple[str, ...]
    article: Article | None = None


@dataclass(slots=True)
class Poll:
    """A poll under way.

    ``open`` counts the entries that have not come to anything yet. ``partial``: something of this feed is
    left for the next poll, so the server must not say "not modified" then. ``outcome`` is the feed's own.
    """

    feed: Feed
    health: FeedHealth
    manners: Manners
    outcome: Outcome | None = None
    open: int = 0
    fresh: int = 0
    kept: int = 0
    partial: bool = False
    faults: list[str] = field(default_factory=list)

    def errand(self) -> Errand:
        """How the poll begins."""
        health = self.health
        url = health.moved or self.feed.url
        return Errand(Kind.FEED, url, self.feed, etag=health.etag, modified=health.modified)

    def errands(self, entries: Sequence[Entry], book: FeedBook) -> list[Errand]:
        """What the entries that are new, or that changed, make us ask for."""
        if len(entries) > self.manners.looked_at:
            self.faults.append(f"only the first {self.manners.looked_at:,} entries are looked at")
            entries = entries[: self.manners.looked_at]
        keys = [Keys.of(self.feed, entry) for entry in entries]
        known = book.known([key for one in keys for key in one.all])
        taken: set[str] = set()
        found: list[Errand] = []
        for entry, one in zip(entries, keys, strict=True):
            if not one.all or any(key in taken for key in one.all):
                continue
            wanted = self._keys(entry, one, known, book)
            if wanted and len(found) == self.manners.entries:
                self.partial = True
                break
            taken.update(one.all)
            if wanted:
                found.append(Errand(Kind.PAGE, entry.url, self.feed, entry=entry, keys=wanted))
        self.open, self.fresh = len(found), len(found)
        return found

    def _keys(self, entry: Entry, keys: Keys, known: set[str], book: FeedBook) -> tuple[str, ...]:
        """The keys to remember an entry by once it is fetched; none where it need not be."""
        base = keys.base(known)
        version = version_key(base, entry)
        if not known.intersection(keys.all):
            return (*keys.all, version)
        again = again_keys(base, self.manners.revisits, "again")
        noted = book.known([version, *again])
        left = [key for key in again if key not in noted]
        return (*keys.all, version, left[0]) if version not in noted and left else ()

    def page(self, outcome: Outcome, book: FeedBook) -> Catch | None:
        """What an entry's page came to; ``None`` where it is to be tried again at the next poll."""
        errand = outcome.errand
        entry = errand.entry
        if entry is None:
            return None
        self.open -= 1
        if outcome.trouble and outcome.passing and is_page(entry.url):
            tries = again_keys(errand.keys[0], self.manners.tries - 1, "try")
            left = [key for key in tries if key not in book.known(tries)]
            if left:
                self.partial = True
                self.faults.append(f"{entry.url}: {outcome.trouble}")
                return Catch(self.feed, (left[0],))
        article = article_of(self.feed, entry, outcome.article)
        if article is None:
            self.faults.append(f"{entry.url or entry.title}: {outcome.trouble or 'too little text'}")
        else:
            self.kept += 1
        return Catch(self.feed, errand.keys, article)

    def result(self, now: datetime) -> tuple[FeedHealth, float]:
        """How the feed does now, and in how many seconds it is due again."""
        outcome, before = self.outcome, self.health
        headers = outcome.answer.headers if outcome and outcome.answer else {}
        wish = outcome.wish(now) if outcome else 0.0
        if outcome is None or outcome.trouble:
            failures = before.failures + 1
            wait = after_bad(self.manners, before.interval, failures, wish)
            health = replace(before, failures=failures, trouble=outcome.trouble if outcome else "")
            if outcome and (not outcome.passing or failures >= _TRIES):
                # What was believed of it may be what is wrong: a new address, an answer that stays good.
                health = replace(health, moved="", etag="", modified="")
        else:
            wait = after_good(self.manners, before.interval, self.fresh, max(wish, good_for(headers)))
            health = replace(self._good(outcome), answered=now, failures=0, interval=wait)
        wait = jittered(self.manners, wait, self.feed.url, before.polls)
        due = now + timedelta(seconds=wait)
        return replace(health, polls=before.polls + 1, polled=now, due=due), wait

    def _good(self, outcome: Outcome) -> FeedHealth:
        before, errand, answer = self.health, outcome.errand, outcome.answer
        unchanged = answer is not None and answer.status == 304
        headers = answer.headers if answer else {}
        etag = headers.get("etag", before.etag if unchanged else "")
        modified = headers.get("last-modified", before.modified if unchanged else "")
        return replace(
            before,
            moved=errand.moved or before.moved,
            etag="" if self.partial else etag,
            modified="" if self.partial else modified,
            entries=before.entries + self.fresh,
            articles=before.articles + self.kept,
            trouble=self._faults(),
        )

    def _faults(self) -> str:
        """What went wrong with single entries: the first, and how many more."""
        more = len(self.faults) - 1
        return f"{self.faults[0]} (and {more} more)" if more > 0 else "".join(self.faults)
