"""``rasd story``: one story of a desk, with all that is behind it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from rasd.cli import desks, ends
from rasd.cli.ends import DONE
from rasd.cli.options import check_target
from rasd.cli.output import for_people, opened, replacing
from rasd.doors import open_door

_EPILOG = """\b
Examples:
  rasd story 4f5916c6                   as rasd trace prints it; the beginning of its id is enough
  rasd story 4f5916c6 --html story.html
  rasd story 4f5916c6 --export story.prov.json --export story.graphml
  rasd why 4f5916c6                     every step of the counting
"""


@click.command(epilog=_EPILOG)
@click.argument("story_id", metavar="STORY")
@desks.at_a_desk()
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write one self-contained page.",
)
@click.option(
    "--export", "exports", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
    help="Write it as .graphml, .prov.json or .jsonld; a folder, which has no ending, of Parquet tables.",
)  # fmt: skip
@click.option("--claims", type=click.IntRange(min=1), metavar="N", help="Show the first N claims [all].")
def story(**given: Any) -> int:
    """One story: its claims, the chains behind each, who copied whom, and how many origins there are."""
    order = desks.understood(given)
    files = [path for path in (given["html"], *given["exports"]) if path]
    for target in files:
        check_target(target, ())
    writers = [(path, open_door("rasd.export.kinds:exporter_for")(path)) for path in given["exports"]]
    with desks.opened(given, order) as desk:
        found = desk.story(given["story_id"])
    if given["html"]:
        with opened(given["html"]) as write:
            write(open_door("rasd.export.html:page")([found], (), order.lang).encode("utf-8"))
    for path, write_all in writers:
        if path.is_dir() or not path.suffix:
            write_all([found], path)
        else:
            with replacing(path) as part:
                write_all([found], part)
    for path in files if not order.quiet else ():
        ends.say(f"wrote {path}")
    if order.format == "jsonl":
        jsonl = open_door("rasd.export.jsonl")
        with opened(order.output) as write:
            write(jsonl.line(jsonl.story_record(found)))
    elif not files or given["output"]:
        with for_people(order) as write_text:
            text = open_door("rasd.export.terminal:story_text")
            write_text(text(found, *order.face, claims=given["claims"]))
    return DONE
