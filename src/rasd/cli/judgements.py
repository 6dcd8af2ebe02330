"""What the commands that count origins have in common: a file of judgements, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rasd.cli.ends import say
from rasd.cli.options import Order, check_target
from rasd.cli.progress import Watcher
from rasd.doors import open_door

if TYPE_CHECKING:
    from rasd.desk import Trace
    from rasd.model import Judgement

F = TypeVar("F", bound=Callable[..., Any])


def judged(command: F) -> F:
    """The decorator that gives a command the option ``--judgements``."""
    return click.option(
        "--judgements", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
        help="Apply what people decided, JSON lines: who, when, kind, about (rasd why prints the keys).",
    )(command)  # fmt: skip


def traced(order: Order, path: Path | None, watcher: Watcher) -> Trace:
    """The stories of the inputs, with the judgements of a file applied.

    Names what was skipped, lines of the file included, and the judgements that changed nothing.

    Raises:
        UsageError: the output would be written over the judgements.
    """
    judgements: list[Judgement] = []
    if path is not None:
        check_target(order.output, [str(path)])
        judgements, wrong = open_door("rasd.lineage.judgement_rows:read_judgements")(path)
        for problem in wrong:
            watcher.skipped(problem)
    trace = open_door("rasd.desk:trace")
    found: Trace = trace(order.sources, settings=order.settings, progress=watcher, judgements=judgements)
    for problem in found.problems:
        watcher.skipped(problem)
    watcher.wipe()
    _say_what_was_not_applied(judgements, found)
    return found


def _say_what_was_not_applied(judgements: Sequence[Judgement], found: Trace) -> None:
    if judgements:
        standings = [claim.standing for story in found.stories for claim in story.claims]
        for one in open_door("rasd.lineage.judging:not_applied")(judgements, standings):
            what = f"judgement {one.judgement.id} ({one.judgement.kind}, {one.judgement.who})"
            names = ", ".join(one.judgement.about)
            why = f"no claim here has {names}" if one.absent else "a later judgement says the contrary"
            say(f"not applied: {what}: {why}")
