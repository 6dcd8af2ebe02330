"""``rasd account``: who may use a desk in a browser."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rasd.cli import desks
from rasd.cli.ends import DONE, say
from rasd.cli.options import Format
from rasd.doors import open_door

if TYPE_CHECKING:
    from rasd.desk import Desk

_EPILOG = """\b
  add NAME     make an account, or give it another role and password; the password is asked for
  drop NAME    take it away; whoever is signed in is not any longer
  list         all of them

\b
Roles: reader (looks, traces), editor (decides, keeps what is traced), admin (follows feeds too).

\b
Examples:
  rasd account add mona --role editor
  rasd account add omar --password-file omar.txt --store news.db
  rasd account list
"""
_PLAIN = {"format": None, "output": None, "width": None, "progress": False, "lang": None}


@click.command(epilog=_EPILOG)
@click.argument("what", type=Format(("add", "drop", "list")))
@click.argument("name", required=False, default="")
@desks.STORE
@click.option(
    "--role", type=Format(("reader", "editor", "admin")), default="reader", help="What it may [reader]."
)
@click.option(
    "--password-file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
    help="The password is the first line of FILE.",
)  # fmt: skip
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")
def account(**given: Any) -> int:
    """Who may use the desk in a browser: make accounts, take them away, list them."""
    order = desks.understood({**given, **_PLAIN})
    what, name = given["what"], given["name"].strip()
    if bool(name) == (what == "list"):
        raise click.UsageError(f"rasd account {what} takes {'no NAME' if name else 'a NAME'}.")
    with desks.opened(given, order, readonly=what == "list") as desk:
        if what == "list":
            _list(desk)
        elif what == "add":
            _add(desk, name, given)
        elif not desk.accounts.drop(name):
            raise click.UsageError(f"No account is called {name!r}; see them with: rasd account list")
        if what != "list" and not order.quiet:
            say(f"account {name}: {given['role'] if what == 'add' else 'taken away'}")
    return DONE


def _list(desk: Desk) -> None:
    for one in desk.accounts.all():
        click.echo(f"{one.role:7} {one.name}")


def _add(desk: Desk, name: str, given: dict[str, Any]) -> None:
    made = open_door("rasd.store.accounts:Account")(name, given["role"], time.time())
    hashed = open_door("rasd.web.passwords:hashed")(_password(given["password_file"]))
    desk.accounts.put(made, hashed)


def _password(file: Path | None) -> str:
    """The password, from a file or asked for.

    Raises:
        UsageError: the file is empty, or nobody can be asked.
    """
    if file is not None:
        lines = file.read_text(encoding="utf-8").splitlines()
        if not lines or not lines[0]:
            raise click.UsageError(f"--password-file {str(file)!r} has no first line.")
        return lines[0]
    if not sys.stdin.isatty():
        raise click.UsageError(
            "The password is asked for on a terminal; elsewhere give --password-file FILE."
        )
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
