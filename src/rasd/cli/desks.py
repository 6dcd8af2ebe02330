"""Which desk a command works on, and how it is opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rasd.cli.ends import say
from rasd.cli.options import Order, check_target, face_options, settled
from rasd.doors import open_door

if TYPE_CHECKING:
    from rasd.desk import Desk

F = TypeVar("F", bound=Callable[..., Any])
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


def understood(given: dict[str, Any], formats: Sequence[str] = ("text", "jsonl")) -> Order:
    """The order that the options come to.

    Raises:
        UsageError: the output cannot be written, or is the desk itself.
    """
    order = settled({**given, "inputs": ()}, formats)
    guard(given, order, order.output)
    return order


def guard(given: dict[str, Any], order: Order, *targets: Path | None) -> None:
    """See that files to be written can be, and are not the desk's own.

    Raises:
        UsageError: they cannot, or are.
    """
    for target in filter(None, targets):
        check_target(target, ())
        file = open_door("rasd.desk.places:file_of")(store_of(given, order))
        if file is not None and file.exists() and target.exists() and target.samefile(file):
            raise click.UsageError(f"{str(target)!r} is the desk itself; choose another file for the output.")


def store_of(given: dict[str, Any], order: Order) -> str:
    """The desk that is meant: ``--store``, else the setting, else the user's own."""
    usual = open_door("rasd.desk.places:usual_store")
    return str(given["store"] or order.settings.store or usual())


def opened(given: dict[str, Any], order: Order, readonly: bool = True) -> Desk:
    """The desk, opened. Where there is none and something is to be put in it is made, and said where.

    Raises:
        StoreError: it does not answer, or there is none.
        UsageError: it is no place for a desk.
    """
    store = store_of(given, order)
    if not readonly:
        open_door("rasd.desk.places:make_room")(store)
    desk: Desk = open_door("rasd.desk:Desk")(store, settings=order.settings, readonly=readonly)
    if desk.made and not order.quiet:
        say(f"a new desk: {desk.database.name}")
    return desk


def nothing_found(desk: Desk, given: dict[str, Any], otherwise: str) -> str:
    """What to say where a list is empty: nothing is here, is told yet, or is like that."""
    store = f" --store {desk.database.name}" if given["store"] else ""
    counts = desk.counts()
    if not counts["articles"]:
        return f"the desk is empty; add to it with: rasd add INPUT{store}"
    if counts["waiting"]:
        return f"{counts['waiting']:,} articles wait for their stories; the same rasd add again tells them"
    return otherwise
