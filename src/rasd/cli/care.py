"""``rasd check`` and ``rasd backup``: the care of a desk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from rasd.cli import desks
from rasd.cli.ends import DONE, SKIPPED, say
from rasd.cli.output import for_people, opened, replacing
from rasd.cli.progress import Watcher
from rasd.doors import open_door


@click.command(
    epilog="""\b
Checked are the file, each text against the mark that was made of it, what was read out of it, the full text,
the index of shared text, the stories. What is derived can be made anew, what was given cannot. Exit code 1:
something is wrong, or was and is mended.

\b
Examples:
  rasd check
  rasd check --repair --store news.db
"""
)
@desks.at_a_desk()
@click.option("--repair", is_flag=True, help="Make anew what is derived and missing or wrong.")
def check(**given: Any) -> int:
    """Whether all that a desk holds fits together; mend what can be made anew."""
    order = desks.understood(given)
    with Watcher(order.progress) as watcher, desks.opened(given, order, readonly=not given["repair"]) as desk:
        found = []
        for finding in desk.check(given["repair"], progress=watcher):
            watcher.wipe()
            found.append(finding)
        articles = len(desk)
    if order.format == "jsonl":
        line, record = open_door("rasd.export.jsonl:line"), open_door("rasd.cli.records:record")
        with opened(order.output) as write:
            for finding in found:
                write(line(record(finding)))
    else:
        one_line = open_door("rasd.export.visible:one_line")
        with for_people(order) as write_text:
            for one in found:
                ending = "mended" if one.mended else one.do
                write_text(f"{one_line(f'{one.where}: {one.what} ({ending})')}\n")
    if not found and not order.quiet:
        say(f"nothing is wrong: {articles:,} articles")
    return SKIPPED if found else DONE


@click.command(
    epilog="""\b
The file is a desk of its own: rasd stories --store FILE. Of PostgreSQL it is what pg_restore reads (pg_dump
must be installed). The index of shared text is not in it; it is made anew when the copy is added to.

\b
Examples:
  rasd backup desk-2026-03-03.db
  rasd backup --force last-night.db
  rasd backup news.dump --store postgresql://rasd@localhost/news
"""
)
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@desks.at_a_desk(("text",))
@click.option("--force", is_flag=True, help="Put it in the place of a file that is there.")
def backup(**given: Any) -> int:
    """Write all that a desk holds to a file, while others go on."""
    order = desks.understood(given, ("text",))
    desks.guard(given, order, given["target"])
    if given["target"].is_file() and not given["force"]:
        raise click.UsageError(
            f"{str(given['target'])!r} is there already; --force puts the copy in its place."
        )
    with desks.opened(given, order) as desk, replacing(given["target"]) as part:
        desk.backup(part)
    if not order.quiet:
        say(f"wrote {given['target']}")
    return DONE
