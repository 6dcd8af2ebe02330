"""What a list of a desk is narrowed down to, from what people write: times, outlets, a country, words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING

from rasd.doors import open_door
from rasd.errors import UsageError
from rasd.store.lines import Wanted

if TYPE_CHECKING:
    from rasd.desk.running import Desk

FOUND = 2_000
"""Of the articles that have the words that a story is looked for by, the last so many are looked at."""
_AGO = re.compile(r"(\d{1,6})\s*([hdw])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_DAY = len("2026-03-03")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks of a list, as it is written; what is empty leaves nothing out.

    ``since`` and ``until`` are times (:func:`moment`), ``outlets`` words of names, ``country`` two letters or
    a name, ``search`` words of an article; the rest as of :class:`rasd.store.lines.Wanted`.
    """

    since: str = ""
    until: str = ""
    outlets: tuple[str, ...] = ()
    country: str = ""
    search: str = ""
    unconfirmed: bool = False
    denied: bool = False
    single_origin: bool = False
    least_outlets: int | None = None
    everything: bool = False


def wanted_articles(asked: Asked, desk: Desk) -> Wanted:
    """Of which outlets and times articles are wanted.

    Raises:
        UsageError: a time is none, or no outlet is of that name or country.
    """
    since, until = moment(asked.since, "since"), moment(asked.until, "until")
    return Wanted(since, until, _outlets(asked, desk))


def wanted_stories(asked: Asked, desk: Desk) -> Wanted:
    """Which stories or claims are wanted.

    Raises:
        UsageError: a time is none, or no outlet is of that name or country.
    """
    place = wanted_articles(asked, desk)
    numbers = None
    if asked.search.strip():
        numbers = tuple(line.number for line in desk.search(asked.search, place, most=FOUND))
    return Wanted(
        place.since, place.until, place.outlets, asked.unconfirmed, asked.denied,
        1 if asked.single_origin else None, asked.least_outlets, numbers, asked.everything,
    )  # fmt: skip


def _outlets(asked: Asked, desk: Desk) -> tuple[str, ...]:
    """The outlets that are wanted; none where all are."""
    named = [name for one in asked.outlets if one.strip() for name in _called(one, desk)]
    if not asked.country.strip():
        return tuple(dict.fromkeys(named))
    return tuple(_of_country(asked.country, dict.fromkeys(named or desk.outlet_names()), desk))


def _called(name: str, desk: Desk) -> list[str]:
    found = desk.outlet_names(name)
    if not found:
        raise UsageError(f"No outlet here is called {name!r}.{nearest(name, desk.outlet_names())}")
    return [name] if name in found else found


def _of_country(country: str, names: Iterable[str], desk: Desk) -> list[str]:
    """Those of the outlets that our lexicon, or a feed of the desk, puts in a country."""
    known = open_door("rasd.lang.parties:parties")()
    codes = known.countries(country)
    if not codes:
        raise UsageError(f"No country is called {country!r}: write its two letters (EG) or its name.")
    fed = {feed.outlet for feed in desk.book.feeds() if feed.country in codes}
    found = []
    for name in names:
        party = known.of_outlet(name)
        if name in fed or (party is not None and party.country in codes):
            found.append(name)
    if not found:
        raise UsageError(f"No outlet here is known to be of {country}; see them with: rasd outlet")
    return found


def nearest(name: str, names: list[str], command: str = "rasd outlet") -> str:
    """A hint at the name that was perhaps meant, or at the command that shows all of them."""
    found = get_close_matches(name, names, n=1)
    return f" Did you mean {found[0]!r}?" if found else f" See them with: {command}"


def moment(text: str, option: str) -> float | None:
    """Seconds UTC of a time as people write it (2026-03-03, 2026-03-03T08:00, 12h, 3d or 2w ago); ``None``
    where none is given. As ``until`` a day counts as a whole.

    Raises:
        UsageError: it is no time.
    """
    text = text.strip()
    if not text:
        return None
    try:
        if ago := _AGO.fullmatch(text.lower()):
            return datetime.now(UTC).timestamp() - int(ago[1]) * _UNITS[ago[2]].total_seconds()
        found = datetime.fromisoformat(text)
        if option == "until" and len(text) == _DAY:
            found = found.replace(hour=23, minute=59, second=59, microsecond=999_999)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        advice = "write 2026-03-03, 2026-03-03T08:00, or 12h, 3d, 2w ago"
        raise UsageError(f"--{option} {text!r} is no time: {advice}.") from None
