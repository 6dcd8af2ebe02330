"""``rasd story``: one story of a desk, with all that is behind it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rasd.cli import desks, ends
from rasd.cli.ends import DONE
from rasd.cli.output import export, for_people, opened
from rasd.doors import open_door

if TYPE_CHECKING:
    from rasd.cli.options import Order
    from rasd.model import Story

_EPILOG = """\b
STORY is an id that rasd stories prints, or the beginning of one; former ids of a story that has grown lead to
it too. With --format jsonl it is one line, as of rasd trace.

\b
Examples:
  rasd story 4f5916c6                   as rasd trace prints it
  rasd story 4f5916c6 --claims 1        with its first claim alone
  rasd story 4f5916c6 --html story.html
  rasd story 4f5916c6 --export story.prov.json --export story.graphml
  rasd why 4f5916c6                     every step of the counting
"""


@click.command(epilog=_EPILOG)
@click.argument("story_id", metavar="STORY")
@desks.at_a_desk()
@click.option(
    "--html", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write one self-contained page; nothing is printed unless --format or -o asks for it.",
)  # fmt: skip
@click.option(
    "--export", "exports", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
    help="Write it as .graphml, .prov.json or .jsonld; a folder, which has no ending, of Parquet tables.",
)  # fmt: skip
@click.option("--claims", type=click.IntRange(min=1), metavar="N", help="Show the first N claims [all].")
def story(**given: Any) -> int:
    """One story: its claims, the chains behind each, who copied whom, and how many origins there are."""
    order = desks.understood(given)
    files = [given["html"], *given["exports"]]
    desks.guard(given, order, *files)
    writers = [(path, open_door("rasd.export.kinds:exporter_for")(path)) for path in given["exports"]]
    with desks.opened(given, order) as desk:
        found = desk.story(given["story_id"])
    if given["html"]:
        with opened(given["html"]) as write:
            write(open_door("rasd.export.html:page")([found], (), order.lang).encode("utf-8"))
    for path, write_all in writers:
        export([found], path, write_all)
    for path in filter(None, files if not order.quiet else ()):
        ends.say(f"wrote {path}")
    if not any(files) or given["format"] is not None or given["output"] is not None:
        _print(found, order, given["claims"])
    return DONE


def _print(found: Story, order: Order, claims: int | None) -> None:
    if order.format == "jsonl":
        jsonl = open_door("rasd.export.jsonl")
        with opened(order.output) as write:
            write(jsonl.line(jsonl.story_record(found)))
        return
    with for_people(order) as write_text:
        write_text(open_door("rasd.export.terminal:story_text")(found, *order.face, claims=claims))
