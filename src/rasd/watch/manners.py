"""How often and how gently is asked: the numbers, and the rules that make an interval of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from rasd.stable import hash64

_FEWER, _MORE = 1.5, 0.5
"""By how much an interval grows when nothing was new, and shrinks when much was."""
_MANY = 3
"""New entries from which on a feed is asked too rarely."""
_JITTER = 0.1


@dataclass(frozen=True, slots=True)
class Manners:
    """The numbers of a watch; times in seconds, sizes in bytes."""

    at_once: int = 8
    """Requests under way at most, over all hosts; one host is asked one thing at a time."""
    pause: float = 2.0
    """Between the end of one request to a host and the next one, where its robots.txt asks for no more."""
    longest_pause: float = 600.0
    """Beyond which a Crawl-delay is not followed to the letter."""
    longest_errand: float = 300.0
    """From a request to what was read out of its answer; what takes longer is given up."""
    first: float = 900.0
    """Until a new feed is asked for the second time."""
    shortest: float = 300.0
    """Between two polls of a feed that always has something new."""
    longest: float = 21_600.0
    """Between two polls of a feed that hardly ever has, and works."""
    longest_failing: float = 86_400.0
    """Between two polls of a feed, or two tries of a host, that does not work."""
    robots: float = 86_400.0
    """For which a robots.txt is believed (RFC 9309, 2.4: not more than 24 hours)."""
    entries: int = 50
    """New entries of a feed that one poll takes up; the rest comes with the next ones."""
    looked_at: int = 1_000
    """Entries of a feed that are looked at, from its top."""
    revisits: int = 3
    """How often an entry that says that it was updated is fetched again."""
    tries: int = 3
    """Polls in which a page that does not answer is asked for, until the feed's own text has to do."""
    feed_bytes: int = 16_000_000
    page_bytes: int = 8_000_000
    characters: int = 300_000
    """Of one article's text, beyond which it is none."""
    batch: int = 100
    """Articles that are handed on together at most."""
    batch_characters: int = 8_000_000
    batch_seconds: float = 30.0
    """After which a batch is handed on, however small."""
    remembered_days: float = 180.0
    """For which an entry's key is remembered after it was last seen new."""
    seed: int = 0
    """Of the jitter."""


def after_good(manners: Manners, interval: float, fresh: int, wish: float) -> float:
    """The interval after a poll that went well.

    It grows where nothing was new and shrinks where much was, so that it comes to follow how often the feed
    really changes (additive-increase rules overshoot on feeds that sleep at night; this one is back within
    three polls).

    Args:
        manners: the bounds.
        interval: the one before, 0 for a feed that was never asked.
        fresh: how many entries were new.
        wish: for how many seconds the answer says that it stays good (Cache-Control), 0 for none.
    """
    if not interval:
        interval = manners.first
    elif fresh == 0:
        interval *= _FEWER
    elif fresh >= _MANY:
        interval *= _MORE
    return min(max(interval, wish, manners.shortest), manners.longest)


def after_bad(manners: Manners, interval: float, failures: int, wish: float) -> float:
    """How long to wait after the ``failures``-th failure in a row: exponential back-off, at most a day.

    ``wish`` is what the server asked for (Retry-After), 0 for nothing.
    """
    waited = max(interval, manners.first) * 2.0 ** min(failures - 1, 20)
    return min(max(waited, wish, manners.shortest), manners.longest_failing)


def jittered(manners: Manners, seconds: float, *what: str | int) -> float:
    """``seconds`` and up to a tenth more or less: feeds that began together shall not stay together.

    The same for the same seed and ``what`` (what waits, and for the how-manieth time).
    """
    share = hash64(" ".join(map(str, (manners.seed, *what)))) / 2**64
    return seconds * (1 - _JITTER + 2 * _JITTER * share)


def retry_after(headers: Mapping[str, str], now: datetime) -> float:
    """The seconds for which a server wants to be left alone (Retry-After, RFC 9110, 10.2.3), 0 for none.

    A date is understood as the server's own clock has it, where the answer gives its date.
    """
    value = headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]{1,9}", value):
        return float(value)
    then = _date(value)
    return max(0.0, (then - (_date(headers.get("date", "")) or now)).total_seconds()) if then else 0.0


def good_for(headers: Mapping[str, str]) -> float:
    """The seconds for which an answer stays good (Cache-Control: max-age less Age; RFC 9111), 0 for none."""
    said = headers.get("cache-control", "").lower()
    found = re.search(r"\bmax-age\s*=\s*\"?([0-9]{1,9})\b", said)
    if not found or re.search(r"\bno-(cache|store)\b", said):
        return 0.0
    age = headers.get("age", "").strip()
    return max(0.0, float(found[1]) - (float(age) if re.fullmatch(r"[0-9]{1,9}", age) else 0.0))


def _date(value: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found
