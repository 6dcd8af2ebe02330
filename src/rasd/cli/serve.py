"""``rasd serve``: the desk in a browser."""

from __future__ import annotations

import getpass
from typing import Any

import click

from rasd.cli import desks
from rasd.cli.ends import DONE, say
from rasd.cli.options import Format
from rasd.doors import open_door

_EPILOG = """\b
On this machine alone nobody signs in, and judgements are kept under your name (--who). To serve others make
accounts first; without them it refuses to start. Behind a proxy that speaks TLS add --behind-tls, and the
name that browsers call it by with --name.

\b
Examples:
  rasd serve                             http://127.0.0.1:8643/
  rasd serve --store news.db --port 8700
  rasd account add mona --role editor
  rasd serve --host 0.0.0.0 --sign-in --name news.example.org --behind-tls
  rasd serve --host 0.0.0.0 --sign-in --name news.example.org --behind-tls --proxy 172.18.0.0/16
"""
_LANGUAGES = ("ar", "en", "fa")
_PLAIN = {"format": None, "output": None, "width": None, "progress": False}


@click.command(epilog=_EPILOG)
@desks.STORE
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help="Where to listen [127.0.0.1].")
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=8643, metavar="N", help="Port [8643]; 0: any."
)
@click.option("--name", "names", multiple=True, metavar="NAME", help="A name that browsers call it by.")
@click.option("--sign-in", is_flag=True, help="Visitors sign in (see rasd account).")
@click.option("--behind-tls", is_flag=True, help="A proxy before it speaks TLS: cookies go over TLS alone.")
@click.option(
    "--proxy",
    "proxies",
    multiple=True,
    metavar="ADDRESS",
    help="With --behind-tls: an address or network whose word on visitors is taken [127.0.0.1].",
)
@click.option("--who", metavar="NAME", help="Who judges where nobody signs in [your login name].")
@click.option(
    "--lang", type=Format(_LANGUAGES), help="Language where the browser asks for none [the locale's]."
)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")
def serve(**given: Any) -> int:
    """Serve the desk to browsers: stories, chains, articles, judgements; and JSON under /api."""
    order = desks.understood({**given, **_PLAIN})
    serving = open_door("rasd.web.serving", "web")
    asked = serving.Asked(
        given["host"], given["port"], given["names"], given["sign_in"], given["behind_tls"],
        given["who"] or _login(), order.lang, given["proxies"] or ("127.0.0.1",),
    )  # fmt: skip

    def ready(address: str) -> None:
        if not order.quiet:
            say(f"{desk.database.name} at {address}; stop with Ctrl-C")

    with desks.opened(given, order, readonly=False) as desk:
        serving.serve(desk, asked, ready)
    return DONE


def _login() -> str:
    """Who is at work; "desk" where the system does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "desk"
