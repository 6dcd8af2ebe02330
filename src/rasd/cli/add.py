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

_FORMATS = ("text", "jsonl")
_EPILOG = """\b
Inputs: everything that rasd trace reads. What is held already is passed over; an article whose text has
changed becomes a new version of itself, and the former one is kept. Stopped with Ctrl-C nothing is lost, and
the same command goes on where it was. With --format jsonl each story that is new or has changed, a line.

\b
Examples:
  rasd add archive/                           into your own desk
  rasd add news.jsonl --store news.db         into a file
  rasd add news.parquet --store postgresql://rasd@localhost/news
  rasd stories                                what is in it
"""
_TOP = 5
"""Stories of those that have changed which people are shown."""


@click.command(epilog=_EPILOG)
@shared(_FORMATS)
@desks.STORE
@reading
def add(**given: Any) -> int:
    """Put articles into a desk that keeps them, and tell its stories anew where they change something."""
    order = understood(given, _FORMATS)
    desks.guard(given, order, order.output)
    with Watcher(order.progress) as watcher, desks.opened(given, order, readonly=False) as desk:
        try:
            added = desk.keep(order.sources, progress=_Adding(watcher, order))
            for problem in added.problems:
                watcher.skipped(problem)
            changed = desk.tell(progress=watcher)
        except KeyboardInterrupt:
            watcher.wipe()
            kept = f"{len(desk):,} articles are kept on {desk.database.name}"
            say(f"stopped: {kept}; run the same command again and it goes on where it was")
            return ABORTED
        watcher.wipe()
        if order.format == "jsonl":
            _print_jsonl(desk, order, changed)
        elif order.output or not order.quiet:
            _print_text(desk, order, added, changed)
    return watcher.code


class _Adding:
    """The progress of the whole, with the step that goes on inside it."""

    def __init__(self, watcher: Watcher, order: Order) -> None:
        self._watcher, self._done = watcher, 0
        self._total = open_door("rasd.read.inputs:count_hint")(order.inputs) if order.progress else None

    def __call__(self, step: str, done: int, total: int | None) -> None:
        """Called by the desk: ``kept`` after each block, other steps within one."""
        inside, kept = f"{step} {done:,}/{total:,}" if total else step, step == "kept"
        if kept:
            inside, self._done = "", done
        self._watcher("adding", self._done, self._total, inside, at_once=kept)


def _print_jsonl(desk: Desk, order: Order, changed: list[str]) -> None:
    jsonl = open_door("rasd.export.jsonl")
    with opened(order.output) as write:
        for id_ in changed:
            write(jsonl.line(jsonl.story_record(desk.story(id_))))


def _print_text(desk: Desk, order: Order, added: Added, changed: list[str]) -> None:
    page = open_door("rasd.cli.listing:Page")(order)
    words, counted = page.words, page.words.counted
    said = words.say(
        "added",
        fresh=counted("new_articles", added.fresh),
        renewed=counted("new_versions", added.renewed),
        held=counted("held", added.held),
        skipped=counted("skipped", len(added.problems)),
        stories=counted("changed_stories", len(changed)),
    )
    page.sheet.line(said, style="bold")
    lines = desk.changed_lines(changed, _TOP)
    with for_people(order) as write:
        write(page.text())
        if lines:
            write("\n" + open_door("rasd.cli.listing:stories_text")(lines, order))
