"""``rasd judge``: people's decisions on a desk."""

from __future__ import annotations

import getpass
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from rasd.cli import desks
from rasd.cli.ends import DONE, say
from rasd.cli.options import Format, Order
from rasd.cli.output import for_people, opened
from rasd.doors import open_door

if TYPE_CHECKING:
    from rasd.desk import Desk
    from rasd.model import Judgement

_NEEDED = {"merge": "two KEYs", "split": "two KEYs", "own-reporting": "one KEY", "withdraw": "one ID"}
_COUNT = {"two KEYs": 2, "one KEY": 1, "one ID": 1}
_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks of direction, which come along when a key is copied from a terminal."""
_TOP = 5
_EPILOG = """\b
  merge KEY KEY       two origins are one
  split KEY KEY       they are two
  own-reporting KEY   an article (article:ID) reports on its own account
  withdraw ID         a judgement no longer holds; the beginning of its ID is enough
  undo                the last one that holds is withdrawn
  list                all of them

\b
KEYs are what rasd why prints under "Keys for judgements". Nothing is ever changed or removed: what was
decided, by whom and when, stays on the desk, and so does that it was withdrawn.

\b
Examples:
  rasd why 4f5916c6
  rasd judge merge 'party:reuters' 'unnamed:مصدر أمني' --note 'the same official'
  rasd judge own-reporting article:a17 --who 'Mona'
  rasd judge list
  rasd judge undo
"""


@click.command(epilog=_EPILOG)
@click.argument("what", type=Format((*_NEEDED, "undo", "list")))
@click.argument("keys", nargs=-1, metavar="[KEY...]")
@desks.at_a_desk()
@click.option("--who", metavar="NAME", help="Who decides [your login name].")
@click.option("--note", default="", metavar="TEXT", help="Why, in a few words.")
def judge(**given: Any) -> int:
    """Decide what rules cannot: two origins are one, or are two; an article reports on its own account.

    Every story that it concerns is counted anew at once, and shown.
    """
    order = desks.understood(given)
    what, keys = given["what"], tuple(_MARKS.sub("", key) for key in given["keys"])
    if len(keys) != _COUNT.get(_NEEDED.get(what, ""), 0):
        raise click.UsageError(f"rasd judge {what} takes {_NEEDED.get(what, 'nothing else')}: {_HOW}")
    with desks.opened(given, order, readonly=what == "list") as desk:
        if what == "list":
            return _list(desk, order)
        held = _meant(desk.judgements(), *keys) if what in ("undo", "withdraw") else None
        judging = open_door("rasd.lineage.judging")
        decided = given["who"] or _login(), datetime.now(UTC), given["note"]
        made = judging.withdrawal(held, *decided) if held else judging.judgement(what, keys, *decided)
        concerned = desk.judge(made)
        _print(desk, order, made, concerned)
    return DONE


_HOW = "rasd why STORY prints keys, rasd judge list ids."


def _login() -> str:
    """Who is at work.

    Raises:
        UsageError: the system does not say.
    """
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise click.UsageError("The system does not say who you are: --who NAME.") from None


def _meant(judgements: Sequence[Judgement], start: str | None = None) -> Judgement:
    """The judgement to withdraw: the last that holds, or the one whose id begins so.

    Raises:
        UsageError: there is none, or more than one.
    """
    standing = open_door("rasd.desk.deciding:standing_of")(judgements)
    if start is None:
        holding = [one for one in standing if one.kind != "withdraw"]
        if not holding:
            raise click.UsageError("No judgement holds, so there is nothing to undo.")
        last: Judgement = holding[-1]
        return last
    found = [one for one in judgements if start and one.id.startswith(start.lower())]
    if len(found) != 1:
        some = f"{len(found)} judgements have ids that begin with" if found else "No judgement has the id"
        raise click.UsageError(f"{some} {start!r}; see them with: rasd judge list")
    if found[0] not in standing:
        raise click.UsageError(f"Judgement {found[0].id} is withdrawn already.")
    return found[0]


def _print(desk: Desk, order: Order, made: Judgement, concerned: Sequence[str]) -> None:
    """What was decided, and the stories that it concerns as they are now."""
    if order.format == "jsonl":
        line, record = open_door("rasd.export.jsonl:line"), open_door("rasd.cli.records:record")
        with opened(order.output) as write:
            write(line({**record(made), "stories": list(concerned)}))
        return
    if not order.quiet:
        say(f"judgement {made.id}: {made.kind} {' '.join(made.about)}")
    lines = desk.changed_lines(concerned, _TOP)
    if lines:
        with for_people(order) as write_text:
            write_text(open_door("rasd.cli.listing:stories_text")(lines, order))
    elif not order.quiet:
        hint = "" if made.kind == "withdraw" else "; check the keys (rasd why STORY), or: rasd judge undo"
        say(f"it concerns no story here{hint}")


def _list(desk: Desk, order: Order) -> int:
    judgements = desk.judgements()
    standing = {one.id for one in open_door("rasd.desk.deciding:standing_of")(judgements)}
    if order.format == "jsonl":
        line, record = open_door("rasd.export.jsonl:line"), open_door("rasd.cli.records:record")
        with opened(order.output) as write:
            for one in judgements:
                write(line({**record(one), "holds": one.id in standing}))
    elif judgements:
        rows = [(one, one.id in standing) for one in judgements]
        with for_people(order) as write_text:
            write_text(open_door("rasd.cli.listing:judgements_text")(rows, order))
    elif not order.quiet:
        say("nobody has decided anything on this desk")
    return DONE
