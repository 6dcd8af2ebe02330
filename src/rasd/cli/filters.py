"""What a list of a desk is narrowed down to by the options of its command."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rasd.cli.options import Format
from rasd.doors import open_door

if TYPE_CHECKING:
    from rasd.desk import Desk
    from rasd.store.lines import Wanted

F = TypeVar("F", bound=Callable[..., Any])
FOUND = 2_000
"""Of the articles that have the words of ``--search``, the last so many are looked at."""
_AGO = re.compile(r"(\d{1,6})\s*([hdw])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_DAY = len("2026-03-03")
_option = click.option
_TOP = _option("--top", type=click.IntRange(min=1), default=20, metavar="N", help="How many [20].")
_PLACES = [
    _option("--since", metavar="TIME", help="From then on: 2026-03-03, 2026-03-03T08:00 (UTC), or 12h, 3d, "
            "2w ago."),
    _option("--until", metavar="TIME", help="Up to then; a day counts as a whole."),
    _option("--outlet", "outlets", multiple=True, metavar="NAME", help="Of this outlet (words of its name); "
            "may be given again."),
    _option("--country", metavar="CODE", help="Of outlets of this country: two letters (EG), or its name."),
]  # fmt: skip
_STANDINGS = [
    _option("--search", metavar="WORDS", help="With an article that has these words (see rasd search)."),
    _option("--unconfirmed", is_flag=True, help="Confirmed by nobody."),
    _option("--denied", is_flag=True, help="Denied or doubted by somebody."),
    _option("--single-origin", is_flag=True, help="Resting on one origin, counted at the highest."),
    _option("--least-outlets", type=click.IntRange(min=1), metavar="N", help="By N outlets or more."),
    _option("--sort", type=Format(("repeated", "time")), default="repeated",
            help="Widely repeated on few origins and unconfirmed first, or the latest first [repeated]."),
    _TOP,
    _option("--skip", type=click.IntRange(min=0), default=0, metavar="N", help="Leave out the first N."),
    _option("--all", "every", is_flag=True, help="Single reports that attribute nothing to anybody too."),
]  # fmt: skip
_ARTICLES = [
    _option("--sort", type=Format(("time", "best")), default="time",
            help="The latest first, or those that have the words most [time]."),
    _TOP,
]  # fmt: skip


def of_stories(command: F) -> F:
    """The decorator that gives a command the options of a list of stories or claims."""
    return _with(command, [*_PLACES, *_STANDINGS])


def of_articles(command: F) -> F:
    """The decorator that gives a command the options of a list of articles."""
    return _with(command, [*_PLACES, *_ARTICLES])


def of_names(command: F) -> F:
    """The decorator that gives a command the option of a list of names."""
    return _with(command, [_TOP])


def _with(command: F, options: list[Callable[[Any], Any]]) -> F:
    for option in reversed(options):
        command = option(command)
    return command


def wanted_articles(given: dict[str, Any], desk: Desk) -> Wanted:
    """Of which outlets and times articles are wanted.

    Raises:
        UsageError: a time is none, or no outlet is of that name or country.
    """
    since, until = moment(given["since"], "--since"), moment(given["until"], "--until")
    made: Wanted = open_door("rasd.store.lines:Wanted")(since, until, _outlets(given, desk))
    return made


def wanted_stories(given: dict[str, Any], desk: Desk) -> Wanted:
    """Which stories or claims are wanted.

    Raises:
        UsageError: a time is none, or no outlet is of that name or country.
    """
    place = wanted_articles(given, desk)
    numbers = None
    if given["search"] is not None:
        numbers = tuple(line.number for line in desk.search(given["search"], place, most=FOUND))
    made: Wanted = open_door("rasd.store.lines:Wanted")(
        since=place.since,
        until=place.until,
        outlets=place.outlets,
        unconfirmed=given["unconfirmed"],
        denied=given["denied"],
        most_origins=1 if given["single_origin"] else None,
        least_outlets=given["least_outlets"],
        numbers=numbers,
        everything=given["every"],
    )
    return made


def _outlets(given: dict[str, Any], desk: Desk) -> tuple[str, ...]:
    """The outlets that are wanted; none where all are."""
    named = [name for asked in given["outlets"] for name in _called(asked, desk)]
    if not given["country"]:
        return tuple(dict.fromkeys(named))
    return tuple(_of_country(given["country"], dict.fromkeys(named or desk.outlet_names()), desk))


def _called(name: str, desk: Desk) -> list[str]:
    found = desk.outlet_names(name)
    if not found:
        raise click.UsageError(f"No outlet here is called {name!r}.{nearest(name, desk.outlet_names())}")
    return [name] if name in found else found


def _of_country(country: str, names: dict[str, None], desk: Desk) -> list[str]:
    """Those of the outlets that our lexicon, or a feed of the desk, puts in a country."""
    known = open_door("rasd.lang.parties:parties")()
    codes = known.countries(country)
    if not codes:
        raise click.UsageError(f"No country is called {country!r}: write its two letters (EG) or its name.")
    fed = {feed.outlet for feed in desk.book.feeds() if feed.country in codes}
    found = []
    for name in names:
        party = known.of_outlet(name)
        if name in fed or (party is not None and party.country in codes):
            found.append(name)
    if not found:
        raise click.UsageError(f"No outlet here is known to be of {country}; see them with: rasd outlet")
    return found


def nearest(name: str, names: list[str], command: str = "rasd outlet") -> str:
    """A hint at the name that was perhaps meant, or at the command that shows all of them."""
    found = get_close_matches(name, names, n=1)
    return f" Did you mean {found[0]!r}?" if found else f" See them with: {command}"


def moment(text: str | None, option: str) -> float | None:
    """Seconds UTC of a time as it is written on the command line; ``None`` where none is given.

    Raises:
        UsageError: it is no time.
    """
    if text is None:
        return None
    text = text.strip()
    if ago := _AGO.fullmatch(text.lower()):
        return datetime.now(UTC).timestamp() - int(ago[1]) * _UNITS[ago[2]].total_seconds()
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        advice = "write 2026-03-03, 2026-03-03T08:00, or 12h, 3d, 2w ago"
        raise click.UsageError(f"{option} {text!r} is no time: {advice}.") from None
    if option == "--until" and len(text) == _DAY:
        found = found.replace(hour=23, minute=59, second=59, microsecond=999_999)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
