"""What a desk holds, as lists: ``rasd stories``, ``claims``, ``search``, ``source``, ``outlet``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import click

from rasd.cli import desks, filters
from rasd.cli.ends import DONE, say
from rasd.cli.options import Order
from rasd.cli.output import for_people, opened
from rasd.doors import open_door

_LISTS = """\b
The desk is what rasd add has filled. With --format jsonl one {one} a line, with its counts; times are UTC.

\b
Examples:
  rasd {name}
  rasd {name} --since 3d --unconfirmed --least-outlets 3
  rasd {name} --search 'ميناء صور' --outlet رويترز
  rasd {name} --country EG --single-origin --sort time
  rasd {name} --denied --format jsonl --store news.db
"""
_NOTHING = "nothing here is like that; ask for less, or for --all"


@click.command(epilog=_LISTS.format(name="stories", one="story"))
@desks.at_a_desk()
@filters.of_stories
def stories(**given: Any) -> int:
    """The stories of a desk: what is widely repeated on few origins and confirmed by nobody comes first.

    Of each its id, what stands behind its leading claim, the headline of its first report, and that claim.
    """
    return _listed(given, "story_lines", "stories_text")


@click.command(epilog=_LISTS.format(name="claims", one="claim"))
@desks.at_a_desk()
@filters.of_stories
def claims(**given: Any) -> int:
    """The claims of all stories: widely repeated on few origins and confirmed by nobody come first.

    Of each the id of its story and its number there, what stands behind it, and its wording.
    """
    return _listed(given, "claim_lines", "claims_text")


def _listed(given: dict[str, Any], ask: str, text: str) -> int:
    order, top, skip = desks.understood(given), given["top"], given["skip"]
    with desks.opened(given, order) as desk:
        wanted = filters.wanted_stories(given, desk)
        lines = getattr(desk, ask)(wanted, given["sort"], top + 1, skip)
        nothing = "" if lines else desks.nothing_found(desk, given, _NOTHING)
    more = skip + top if len(lines) > top else 0
    show = open_door(f"rasd.cli.listing:{text}")
    _print(lines[:top], order, lambda some: show(some, order, given["sort"], more), nothing)
    return DONE


@click.command(
    epilog="""\b
Words are found whatever their spelling (hamza, ta marbuta, alef maqsura, vowel marks, the article, Persian
letters, digits). Words in quotation marks stand side by side. With --format jsonl one article a line.

\b
Examples:
  rasd search ميناء صور
  rasd search '"وزير النقل" استقالة' --since 2w
  rasd search رويترز --outlet 'صحيفة المدار' --sort best
"""
)
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@desks.at_a_desk()
@filters.of_articles
def search(**given: Any) -> int:
    """The articles of a desk that have all of these words, each with the story that it stands in."""
    order, question = desks.understood(given), " ".join(given["words"])
    with desks.opened(given, order) as desk:
        wanted = filters.wanted_articles(given, desk)
        lines = desk.search(question, wanted, given["sort"], given["top"])
        nothing = "" if lines else desks.nothing_found(desk, given, f"no article has all of: {question}")
    _print(lines, order, lambda some: open_door("rasd.cli.listing:articles_text")(some, order), nothing)
    return DONE


@click.command(
    epilog="""\b
With --format jsonl: of the sources one a line; of one source its counts and its citations.

\b
Examples:
  rasd source                       who is cited most
  rasd source رويترز                what it said, through whom, on whom it rests
  rasd source 'وزارة الخارجية' --format jsonl
"""
)
@click.argument("name", required=False, default="", metavar="[NAME]")
@desks.at_a_desk()
@filters.of_names
def source(**given: Any) -> int:
    """What a source said: where, through whom, how often through somebody unnamed, how often it denied.

    Without a name: the sources that are cited most. Of several called so the one cited most is shown.
    """
    return _profiled(given, _SOURCES)


@click.command(
    epilog="""\b
With --format jsonl: of the outlets one a line; of one outlet its counts, and whom it follows and cites.

\b
Examples:
  rasd outlet                       the outlets, and how much of it they wrote themselves
  rasd outlet 'صحيفة المدار'        whose text it carries, who carries its own, whom it cites
"""
)
@click.argument("name", required=False, default="", metavar="[NAME]")
@desks.at_a_desk()
@filters.of_names
def outlet(**given: Any) -> int:
    """How much an outlet reports itself, copies with credit and without, and whom it follows.

    Without a name: the outlets of the desk. Of several called so the one with most articles is shown.
    """
    return _profiled(given, _OUTLETS)


@dataclass(frozen=True, slots=True)
class _Kind:
    """Sources or outlets: ``one`` and ``lines`` ask a desk, ``name`` is the field of a line that has the
    name, the rest write."""

    one: str
    lines: str
    name: str
    list_text: str
    text: str
    record: str


_SOURCES = _Kind("source", "source_lines", "name", "sources_text", "source_text", "source_record")
_OUTLETS = _Kind("outlet", "outlet_lines", "outlet", "outlets_text", "outlet_text", "record")


def _profiled(given: dict[str, Any], kind: _Kind) -> int:
    """One source or outlet, or the list of them."""
    order, asked = desks.understood(given), given["name"]
    with desks.opened(given, order) as desk:
        lines = getattr(desk, kind.lines)(asked, max(given["top"], 6))
        nothing = "" if lines else desks.nothing_found(desk, given, _unknown(desk, kind, asked))
        profile = getattr(desk, kind.one)(asked, given["top"]) if asked and lines else None
    if asked and profile is None:
        raise click.UsageError(nothing)
    if profile is None:
        show = open_door(f"rasd.cli.listing:{kind.list_text}")
        _print(lines[: given["top"]], order, lambda some: show(some, order), nothing)
        return DONE
    show = open_door(f"rasd.cli.profiles:{kind.text}")
    _print([profile], order, lambda some: show(some[0], order), "", kind.record)
    others = [getattr(line, kind.name) for line in lines[:6] if line != profile.line]
    if others and not order.quiet:
        say(f"also called so: {', '.join(others)}")
    return DONE


def _unknown(desk: Any, kind: _Kind, asked: str) -> str:
    if not asked:
        return f"no {kind.one} is named here"
    known = [getattr(line, kind.name) for line in getattr(desk, kind.lines)("", filters.FOUND)]
    hint = filters.nearest(asked, known, f"rasd {kind.one}")
    return f"No {kind.one} here is called {asked!r}.{hint}"


def _print(
    lines: Sequence[Any],
    order: Order,
    text: Callable[[Sequence[Any]], str],
    nothing: str,
    as_record: str = "record",
) -> None:
    """The lines, for people or for programs; what to say where there are none."""
    if order.format == "jsonl":
        line, record = open_door("rasd.export.jsonl:line"), open_door(f"rasd.cli.records:{as_record}")
        with opened(order.output) as write:
            for one in lines:
                write(line(record(one)))
    elif lines:
        with for_people(order) as write_text:
            write_text(text(lines))
    if nothing and not order.quiet:
        say(nothing)
