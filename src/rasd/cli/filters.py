"""What a list of a desk is narrowed down to by the options of its command."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rasd.cli.options import Format
from rasd.doors import open_door
from rasd.errors import UsageError

if TYPE_CHECKING:
    from rasd.desk import Desk
    from rasd.store.lines import Wanted

F = TypeVar("F", bound=Callable[..., Any])
FOUND = 2_000
"""Of the articles that have the words of ``--search``, the last so many are looked at."""
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
    return _wanted("wanted_articles", given, desk)


def wanted_stories(given: dict[str, Any], desk: Desk) -> Wanted:
    """Which stories or claims are wanted.

    Raises:
        UsageError: a time is none, or no outlet is of that name or country.
    """
    return _wanted("wanted_stories", given, desk)


def _wanted(which: str, given: dict[str, Any], desk: Desk) -> Wanted:
    wanting = open_door("rasd.desk.wanting")
    flags = {name: given[name] for name in _FLAGS if name in given}
    texts = {name: given.get(name) or "" for name in ("since", "until", "country", "search")}
    asked = wanting.Asked(
        outlets=tuple(given["outlets"]), everything=given.get("every", False), **texts, **flags
    )
    try:
        made: Wanted = getattr(wanting, which)(asked, desk)
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    return made


_FLAGS = ("unconfirmed", "denied", "single_origin", "least_outlets")


def nearest(name: str, names: list[str], command: str = "rasd outlet") -> str:
    """A hint at the name that was perhaps meant, or at the command that shows all of them."""
    return str(open_door("rasd.desk.wanting:nearest")(name, names, command))
