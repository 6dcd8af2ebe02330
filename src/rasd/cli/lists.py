"""What a desk holds, as lists: ``rasd stories``, ``claims``, ``search``, ``source``, ``outlet``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from rasd.cli import desks
from rasd.cli.ends import DONE, say
from rasd.cli.options import Format, Order
from rasd.cli.output import for_people, opened
from rasd.doors import open_door

_LISTS = """\b
The stories of the desk that rasd add has filled. Text is for people, --format jsonl for programs.

\b
Examples:
  rasd {name}
  rasd {name} --since 3d --unconfirmed --least-outlets 3
  rasd {name} --search 'ميناء صور' --outlet رويترز
  rasd {name} --denied --format jsonl --store news.db
"""


def _printed(lines: Sequence[Any], order: Order, text: Callable[[Sequence[Any], Order], str]) -> None:
    """The lines, for people or for programs."""
    if order.format == "jsonl":
        line, record = open_door("rasd.export.jsonl:line"), open_door("rasd.cli.records:record")
        with opened(order.output) as write:
            for one in lines:
                write(line(record(one)))
        return
    if lines:
        with for_people(order) as write_text:
            write_text(text(lines, order))


def _listed(given: dict[str, Any], kind: str) -> int:
    order = desks.understood(given)
    with desks.opened(given, order) as desk:
        wanted = desks.wanted(given, desk)
        lines = getattr(desk, f"{kind}_lines")(wanted, given["sort"], given["top"], given["skip"])
        empty = "" if lines else desks.nothing_yet(desk, desks.place_of(given, order.settings).shown)
    _printed(lines, order, open_door(f"rasd.cli.listing:{_TEXTS[kind]}"))
    if not lines and not order.quiet:
        say(empty or "nothing here is like that; ask for less, or for --all")
    return DONE


_TEXTS = {"story": "stories_text", "claim": "claims_text"}


@click.command(epilog=_LISTS.format(name="stories"))
@desks.at_a_desk()
@desks.listed
def stories(**given: Any) -> int:
    """The stories of the desk: what is widely repeated on few origins and confirmed by nobody comes first."""
    return _listed(given, "story")


@click.command(epilog=_LISTS.format(name="claims"))
@desks.at_a_desk()
@desks.listed
def claims(**given: Any) -> int:
    """The claims of all stories: widely repeated on few origins and confirmed by nobody come first."""
    return _listed(given, "claim")


@click.command(
    epilog="""\b
Words are found whatever their spelling (hamza, ta marbuta, alef maqsura, vowel marks, the article, Persian
letters, digits). Words in quotation marks stand side by side.

\b
Examples:
  rasd search ميناء صور
  rasd search '"وزير النقل" استقالة' --since 2w
  rasd search Reuters --outlet 'صحيفة المدار' --sort best
"""
)
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@desks.at_a_desk()
@click.option("--since", metavar="TIME", help="Published from then on: 2026-03-03, or 12h, 3d, 2w ago.")
@click.option("--until", metavar="TIME", help="Published up to then.")
@click.option("--outlet", "outlets", multiple=True, metavar="NAME", help="Of this outlet; may be repeated.")
@click.option(
    "--sort", type=Format(("time", "best")), default="time", help="The latest first, or the best [time]."
)
@click.option("--top", type=click.IntRange(min=1), default=20, metavar="N", help="How many [20].")
def search(**given: Any) -> int:
    """The articles of the desk that have these words."""
    order = desks.understood(given)
    asked = {**dict.fromkeys(("search", "least_outlets")), **dict.fromkeys(_FLAGS, False), **given}
    with desks.opened(given, order) as desk:
        question = " ".join(given["words"])
        lines = desk.search(question, desks.wanted(asked, desk), given["sort"], given["top"])
        empty = "" if lines else desks.nothing_yet(desk, desks.place_of(given, order.settings).shown)
    _printed(lines, order, open_door("rasd.cli.listing:articles_text"))
    if not lines and not order.quiet:
        say(empty or f"no article has all of: {question}")
    return DONE


_FLAGS = ("unconfirmed", "denied", "single_origin", "every")


@click.command(
    epilog="""\b
Examples:
  rasd source                       who is cited most
  rasd source رويترز                what it said, through whom, on whom it rests
  rasd source 'وزارة الخارجية' --format jsonl
"""
)
@click.argument("name", required=False, default="", metavar="[NAME]")
@desks.at_a_desk()
@click.option("--top", type=click.IntRange(min=1), default=20, metavar="N", help="How many [20].")
def source(**given: Any) -> int:
    """What a source said: where, through whom, how often through unnamed ones, how often it denied.

    Without a name: the sources that are cited most.
    """
    return _profiled(given, "source", "sources_text")


@click.command(
    epilog="""\b
Examples:
  rasd outlet                       the outlets of the desk, and how much of it they wrote themselves
  rasd outlet 'صحيفة المدار'        whose text it carries, who carries its, whom it cites
"""
)
@click.argument("name", required=False, default="", metavar="[NAME]")
@desks.at_a_desk()
@click.option("--top", type=click.IntRange(min=1), default=20, metavar="N", help="How many [20].")
def outlet(**given: Any) -> int:
    """How much an outlet reports itself, copies with credit and without, and whom it follows.

    Without a name: the outlets of the desk.
    """
    return _profiled(given, "outlet", "outlets_text")


def _profiled(given: dict[str, Any], kind: str, several: str) -> int:
    order = desks.understood(given)
    with desks.opened(given, order) as desk:
        if given["name"]:
            profile = getattr(desk, kind)(given["name"], given["top"])
            others = [
                line for line in getattr(desk, f"{kind}_lines")(given["name"], 6) if line != profile.line
            ]
            show = open_door(f"rasd.cli.listing:{_PROFILES[kind]}")
            _printed([profile], order, lambda some, to: show(some[0], to))
            if others and not order.quiet:
                say(f"also called so: {', '.join(getattr(line, _NAMES[kind]) for line in others)}")
            return DONE
        lines = getattr(desk, f"{kind}_lines")("", given["top"])
        empty = "" if lines else desks.nothing_yet(desk, desks.place_of(given, order.settings).shown)
    _printed(lines, order, open_door(f"rasd.cli.listing:{several}"))
    if not lines and not order.quiet:
        say(empty or f"no {kind} is known here")
    return DONE


_PROFILES = {"source": "source_text", "outlet": "outlet_text"}
_NAMES = {"source": "name", "outlet": "outlet"}
