"""What the commands of a desk have in common: which desk, how it is shown, which lines of it are wanted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rasd.cli.ends import say
from rasd.cli.options import Format, Order, face_options, settled
from rasd.doors import open_door
from rasd.settings import Settings

if TYPE_CHECKING:
    from rasd.desk import Desk
    from rasd.store.lines import Wanted

F = TypeVar("F", bound=Callable[..., Any])
_AGO = re.compile(r"(\d+)\s*([hdw])")
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}
STORE = click.option(
    "--store", metavar="STORE",
    help="The desk: a file, sqlite:///FILE or postgresql://USER@HOST/NAME [RASD_STORE, or a file of yours].",
)  # fmt: skip


def at_a_desk(formats: Sequence[str] = ("text", "jsonl")) -> Callable[[F], F]:
    """The decorator that gives a command its desk and the options of what is printed."""

    def decorate(command: F) -> F:
        for option in reversed([STORE, *face_options(formats)]):
            command = option(command)
        return command

    return decorate


def listed(command: F) -> F:
    """The decorator that gives a command the options of a list of stories or claims."""
    options = [
        click.option("--since", metavar="TIME", help="Reports from then on: 2026-03-03, or 12h, 3d, 2w ago."),
        click.option("--until", metavar="TIME", help="Reports up to then."),
        click.option("--outlet", "outlets", multiple=True, metavar="NAME", help="Of it (repeatable)."),
        click.option("--search", metavar="WORDS", help="With an article that has these words."),
        click.option("--unconfirmed", is_flag=True, help="Confirmed by nobody."),
        click.option("--denied", is_flag=True, help="Denied or doubted by somebody."),
        click.option("--single-origin", is_flag=True, help="Resting on one origin."),
        click.option("--least-outlets", type=click.IntRange(min=1), metavar="N", help="In N or more."),
        click.option("--sort", type=Format(("repeated", "time")), default="repeated",
                     help="Widely repeated on few origins first, or the latest first [repeated]."),
        click.option("--top", type=click.IntRange(min=1), default=20, metavar="N", help="How many [20]."),
        click.option("--skip", type=click.IntRange(min=0), default=0, metavar="N", help="From which on [0]."),
        click.option("--all", "every", is_flag=True, help="Also single reports that attribute nothing."),
    ]  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Place:
    """Where the desk of a command line is."""

    where: str

    @property
    def shown(self) -> str:
        """The place for people, without a password."""
        return re.sub(r"(://[^:/@]*):[^@]*@", r"\1:***@", self.where)


def place_of(given: dict[str, Any], settings: Settings) -> Place:
    """The desk that is meant: ``--store``, else the setting, else the user's own."""
    where = given["store"] or settings.store or open_door("rasd.desk.places:usual_store")()
    return Place(str(where))


def opened(given: dict[str, Any], order: Order, readonly: bool = True) -> Desk:
    """The desk, opened. Where there is none and something is to be put in, it is made, and said where.

    Raises:
        StoreError: it does not answer, or there is none.
        UsageError: it is no place for a desk.
    """
    place = place_of(given, order.settings)
    path = Path(place.where)
    if not readonly and "://" not in place.where and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not order.quiet:
            say(f"a new desk: {place.shown}")
    desk: Desk = open_door("rasd.desk:Desk")(place.where, settings=order.settings, readonly=readonly)
    return desk


def understood(given: dict[str, Any], formats: Sequence[str] = ("text", "jsonl")) -> Order:
    """The order that the options come to."""
    return settled({**given, "inputs": ()}, formats)


def wanted(given: dict[str, Any], desk: Desk) -> Wanted:
    """Which lines are wanted.

    Raises:
        UsageError: a time is none, or no outlet has such a name.
    """
    numbers = None
    if given["search"] is not None:
        lines = desk.search(given["search"], most=1000)
        numbers = tuple(line.number for line in lines)
    made: Wanted = open_door("rasd.store.lines:Wanted")(
        since=moment(given["since"], "--since"),
        until=moment(given["until"], "--until"),
        outlets=tuple(name for asked in given["outlets"] for name in _outlets(desk, asked)),
        unconfirmed=given["unconfirmed"],
        denied=given["denied"],
        most_origins=1 if given["single_origin"] else None,
        least_outlets=given["least_outlets"],
        numbers=numbers,
        everything=given["every"],
    )
    return made


def _outlets(desk: Desk, name: str) -> list[str]:
    """The outlets that are called so.

    Raises:
        UsageError: none is.
    """
    found = [line.outlet for line in desk.outlet_lines(name, most=1000)]
    if not found:
        raise click.UsageError(f"no outlet here is called {name!r}; see them with: rasd outlet")
    return [name] if name in found else found


def moment(text: str | None, option: str) -> float | None:
    """Seconds UTC of a time as it is written on the command line; ``None`` where none is given.

    Raises:
        UsageError: it is no time.
    """
    if text is None:
        return None
    if ago := _AGO.fullmatch(text.strip().lower()):
        return (datetime.now(UTC) - timedelta(**{_UNITS[ago[2]]: int(ago[1])})).timestamp()
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise click.UsageError(
            f"{option} {text!r} is no time: write 2026-03-03, 2026-03-03T08:00 or 3d"
        ) from error
    whole = option == "--until" and len(text.strip()) == len("2026-03-03")
    found += timedelta(days=1, microseconds=-1) if whole else timedelta()
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def nothing_yet(desk: Desk, place: str) -> str:
    """What to say where a list is empty: nothing is here yet, or nothing matches."""
    if not len(desk):
        return f"the desk is empty; add to it with: rasd add INPUT --store {place}"
    waiting = desk.counts()["waiting"]
    return f"{waiting} articles wait for their stories; tell them with: rasd add" if waiting else ""
