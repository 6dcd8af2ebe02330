"""``rasd why``: the reasons behind a claim, step by step."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rasd.cli import desks
from rasd.cli.ends import DONE
from rasd.cli.judgements import judged, traced
from rasd.cli.options import encoding, reading, shared, understood
from rasd.cli.output import for_people
from rasd.cli.progress import Watcher
from rasd.doors import open_door

if TYPE_CHECKING:
    from rasd.cli.options import Order
    from rasd.desk import Trace
    from rasd.model import Story

_STORY = re.compile(r"[0-9a-f]{2,16}")
"""The beginning of a story's id."""
_EPILOG = """\b
The inputs are traced as by rasd trace. Stories are named by their ids (the "story" of --format jsonl), claims
by the numbers that rasd trace prints. The beginning of an id alone, where no file is called so, is a story of
your desk, or of that of --store.

\b
Examples:
  rasd why page.html
  rasd why story.jsonl --claim 2
  rasd why archive/ --story 4f5916c63123d7c7 --all
  rasd why story.jsonl --judgements decided.jsonl
  rasd why 4f5916c6                        a story of your desk (rasd stories prints its id)
"""


@click.command(epilog=_EPILOG)
@shared(("text",))
@reading
@encoding
@judged
@desks.STORE
@click.option("--story", metavar="ID", help="Which story [the one with most reports]; the start is enough.")
@click.option("--claim", type=click.IntRange(min=1), metavar="N", help="Which of its claims [1].")
@click.option("--all", "every", is_flag=True, help="All of its claims.")
def why(**given: Any) -> int:
    """Why a claim has as many origins as it has: every step, and the words that it rests on.

    What each report says and how it was read, who claims to know, what makes two of them one or perhaps
    one, and who copied whom.
    """
    order = understood(given, ("text",))
    if given["every"] and given["claim"]:
        raise click.UsageError("--all and --claim do not go together: leave one out.")
    if _is_a_story(order.inputs):
        return _why_held(order, given)
    if given["store"]:
        raise click.UsageError("--store is for a story of a desk: give the id that rasd stories prints.")
    with Watcher(order.progress) as watcher:
        found = traced(order, given["judgements"], watcher)
    story = _chosen(found.stories, given["story"])
    reasons = open_door("rasd.export.reasons:why_text")
    with for_people(order) as write:
        if story is None:
            write(open_door("rasd.export.terminal:summary_text")(_none(found), *order.face))
        else:
            write(reasons(story, _numbers(story, given), *order.face))
    return watcher.code


def _why_held(order: Order, given: dict[str, Any]) -> int:
    """The reasons of a story that a desk holds.

    Raises:
        UsageError: there is no such story or claim, or options are for inputs.
    """
    if given["judgements"] or given["story"]:
        raise click.UsageError("--judgements and --story are for inputs; on a desk decide with: rasd judge")
    desks.guard(given, order, order.output)
    with desks.opened(given, order) as desk:
        held = desk.story(order.inputs[0])
    with for_people(order) as write:
        reasons = open_door("rasd.export.reasons:why_text")
        write(reasons(held, _numbers(held, given), *order.face))
    return DONE


def _is_a_story(inputs: Sequence[str]) -> bool:
    """Whether what is named is a story of a desk, by the beginning of its id, and no file."""
    return len(inputs) == 1 and bool(_STORY.fullmatch(inputs[0])) and not Path(inputs[0]).exists()


def _none(found: Trace) -> Any:
    return open_door("rasd.export.order:select")(found.stories, None)


def _chosen(stories: Sequence[Story], wanted: str | None) -> Story | None:
    """The story that is wanted; ``None`` where there is none at all.

    Raises:
        UsageError: none, or more than one, has such an id.
    """
    if wanted is None or not stories:
        return max(stories, key=lambda story: len(story.articles), default=None)
    found = [story for story in stories if story.id.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    what = f"{len(found)} stories have ids that begin with" if found else "no story has the id"
    names = ", ".join(story.id for story in (found or stories)[:5])
    more = ", …" if len(found or stories) > 5 else ""
    raise click.UsageError(f"{what} {wanted!r}. There are: {names}{more}")


def _numbers(story: Story, given: dict[str, Any]) -> Sequence[int]:
    """The numbers of the claims that are wanted.

    Raises:
        UsageError: the story has no such claim.
    """
    if given["every"]:
        return range(1, len(story.claims) + 1)
    number = given["claim"] or 1
    if number > len(story.claims):
        if given["claim"] is None:
            return ()
        raise click.UsageError(f"story {story.id} has {len(story.claims)} claims, and no claim {number}.")
    return (number,)
