"""``rasd add``: put articles into a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from rasd.cli import desks
from rasd.cli.ends import ABORTED, say
from rasd.cli.options import reading, shared, understood
from rasd.cli.output import for_people, opened
from rasd.cli.progress import Watcher
from rasd.doors import open_door

if TYPE_CHECKING:
    from rasd.cli.options import Order
    from rasd.desk import Desk
    from rasd.desk.keeping import Added

_EPILOG = """\b
Inputs: everything that rasd trace reads. What is held already is passed over; an article whose text has
changed becomes a new version of itself, and the former one is kept. Stopped with Ctrl-C, nothing is lost: the
same command goes on where it was.

\b
Examples:
  rasd add archive/                           into your own desk
  rasd add news.jsonl --store news.db         into a file
  rasd add news.parquet --store postgresql://rasd@localhost/news
  rasd stories                                what is in it
"""
_TOP = 5
"""Stories of those that have changed which are shown."""


@click.command(epilog=_EPILOG)
@shared(("text", "jsonl"))
@desks.STORE
@reading
def add(**given: Any) -> int:
    """Put articles into a desk that keeps them, and tell its stories anew where they change something."""
    order = understood(given, ("text", "jsonl"))
    with Watcher(order.progress) as watcher, desks.opened(given, order, readonly=False) as desk:
        try:
            added = _kept(desk, order, watcher)
            changed = desk.tell(progress=watcher)
        except KeyboardInterrupt:
            watcher.wipe()
            counts = desk.counts()
            say(f"stopped: {counts['articles']:,} articles are kept; the same command goes on where it was")
            return ABORTED
        watcher.wipe()
        _print(desk, order, added, changed)
    return watcher.code


def _kept(desk: Desk, order: Order, watcher: Watcher) -> Added:
    watcher.expect("kept", open_door("rasd.read:count_hint")(order.inputs))
    added = desk.keep(order.sources, progress=watcher)
    for problem in added.problems:
        watcher.skipped(problem)
    return added


def _print(desk: Desk, order: Order, added: Added, changed: list[str]) -> None:
    if order.format == "jsonl":
        jsonl = open_door("rasd.export.jsonl")
        with opened(order.output) as write:
            for id_ in changed:
                write(jsonl.line(jsonl.story_record(desk.story(id_))))
        return
    if order.quiet:
        return
    page = open_door("rasd.cli.listing:Page")(order)
    words, counted = page.words, page.words.counted
    page.sheet.line(
        words.say(
            "added", fresh=counted("new_articles", added.fresh),
            renewed=counted("new_versions", added.renewed), held=counted("held", added.held),
            stories=counted("changed_stories", len(changed)),
        ),
        style="bold",
    )  # fmt: skip
    lines = desk.changed_lines(changed, _TOP)
    with for_people(order) as write_text:
        write_text(page.text())
        if lines:
            write_text(open_door("rasd.cli.listing:stories_text")(lines, order))
