"""``rasd judge``: people's decisions on a desk."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from typing import Any

import click

from rasd.cli import desks
from rasd.cli.ends import DONE, say
from rasd.cli.options import Format, Order
from rasd.cli.output import for_people, opened
from rasd.doors import open_door

_KINDS = ("merge", "split", "own-reporting", "withdraw")
_NEEDED = {"merge": 2, "split": 2, "own-reporting": 1, "withdraw": 1}
_EPILOG = """\b
KEY is what rasd why prints under "Keys for judgements": two for merge and split, article:ID for
own-reporting. A judgement is added and never changed; undo withdraws the last one that still holds, withdraw
the one of an ID.

\b
Examples:
  rasd judge merge 'party:reuters' 'unnamed:مصدر أمني' --note 'the same official'
  rasd judge own-reporting article:a17 --who 'Mona'
  rasd judge list
  rasd judge undo
"""


@click.command(epilog=_EPILOG)
@click.argument("what", type=Format((*_KINDS, "list", "undo")))
@click.argument("keys", nargs=-1, metavar="[KEY...]")
@desks.at_a_desk()
@click.option("--who", metavar="NAME", help="Who decides [your login name].")
@click.option("--note", default="", metavar="TEXT", help="Why.")
def judge(**given: Any) -> int:
    """Decide what rules cannot: two origins are one, or are two; an article reports on its own account.

    Every story that it concerns is counted anew at once.
    """
    order = desks.understood(given)
    what, keys = given["what"], given["keys"]
    if what in _NEEDED and len(keys) != _NEEDED[what]:
        raise click.UsageError(
            f"{what} takes {_NEEDED[what]} of them, and {len(keys)} were given: rasd judge --help"
        )
    with desks.opened(given, order, readonly=what == "list") as desk:
        if what == "list":
            return _list(desk, order)
        if what == "undo":
            standing = open_door("rasd.desk.deciding:standing_of")(desk.judgements())
            decisions = [one for one in standing if one.kind != "withdraw"]
            if not decisions:
                raise click.UsageError("there is no judgement to undo")
            what, keys = "withdraw", (decisions[-1].id,)
        who = given["who"] or getpass.getuser()
        made = open_door("rasd.lineage.judging:judgement")(what, keys, who, datetime.now(UTC), given["note"])
        concerned = desk.judge(made)
    if not order.quiet:
        say(f"judgement {made.id}: {what} {' '.join(keys)}")
        told = ", ".join(id_[:8] for id_ in concerned)
        say(f"counted anew: {told}" if concerned else "it concerns no story of this desk yet")
    return DONE


def _list(desk: Any, order: Order) -> int:
    judgements = desk.judgements()
    standing = {one.id for one in open_door("rasd.desk.deciding:standing_of")(judgements)}
    if order.format == "jsonl":
        line, record = open_door("rasd.export.jsonl:line"), open_door("rasd.cli.records:record")
        with opened(order.output) as write:
            for one in judgements:
                write(line({**record(one), "holds": one.id in standing}))
        return DONE
    if not judgements:
        say("nobody has decided anything on this desk")
        return DONE
    page = open_door("rasd.cli.listing:Page")(order)
    rows = [
        (
            one.id[:8], f"{one.when:%Y-%m-%d %H:%M}", one.who, str(one.kind), "\n".join(one.about), one.note,
            page.words.word("holds" if one.id in standing else "withdrawn"),
        )
        for one in judgements
    ]  # fmt: skip
    page.table(
        ("label", "time", "who", "decision", "about", "note", "holds_head"), (-8, -16, 1, -13, 2, 1, -9), rows
    )
    with for_people(order) as write_text:
        write_text(page.text())
    return DONE
