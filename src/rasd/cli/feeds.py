"""``rasd feeds``: the feeds that a desk follows, how they do; the catalogue to start from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from rasd.cli import desks
from rasd.cli.ends import DONE, SKIPPED, say
from rasd.cli.output import for_people, opened
from rasd.doors import open_door
from rasd.model import Feed, FeedHealth

if TYPE_CHECKING:
    from rasd.cli.options import Order

_FORMATS = ("text", "jsonl", "opml")


@click.command(
    epilog="""\b
Health: how often a feed was polled, what was new, when it is due again, what was wrong with the last poll.
The catalogue's addresses were collected and not asked; where each comes from stands with it (--format jsonl).

\b
Examples:
  rasd feeds
  rasd feeds --trouble
  rasd feeds --catalogue --country EG
  rasd feeds --catalogue --format opml -o feeds.opml
  rasd feeds --drop https://x.example/rss
"""
)
@desks.at_a_desk(_FORMATS)
@click.option("--catalogue", is_flag=True, help="Feeds of Arabic news to start from, instead of the desk's.")
@click.option("--country", metavar="CODE", help="Of this country (two letters).")
@click.option("--trouble", is_flag=True, help="Those with which something is wrong.")
@click.option("--drop", multiple=True, metavar="URL", help="Follow this feed no longer (repeatable).")
def feeds(**given: Any) -> int:
    """The feeds that the desk follows, and how they do."""
    order = desks.understood(given, _FORMATS)
    health: Mapping[str, FeedHealth] = {}
    if given["catalogue"]:
        found: Sequence[Feed] = open_door("rasd.watch.catalogue:catalogue")()
    else:
        with desks.opened(given, order, readonly=not given["drop"]) as desk:
            if given["drop"]:
                return _dropped(desk.book, given["drop"])
            found, health = desk.book.feeds(), desk.book.health()
    wanted = [feed for feed in found if _wanted(feed, health.get(feed.url), given)]
    _print(wanted, health, order)
    if not wanted and not order.quiet:
        say(
            "no feed is like that" if found else "the desk follows no feed; begin with: rasd watch FEEDS.opml"
        )
    return DONE


def _wanted(feed: Feed, health: FeedHealth | None, given: dict[str, Any]) -> bool:
    of_it = not given["country"] or feed.country == given["country"].upper()
    return of_it and (not given["trouble"] or bool(health and health.trouble))


def _dropped(book: Any, urls: Sequence[str]) -> int:
    unknown = set(urls) - {feed.url for feed in book.feeds()}
    for url in sorted(unknown):
        say(f"not followed: {url}")
    book.unfollow(urls)
    return SKIPPED if unknown else DONE


def _print(found: Sequence[Feed], health: Mapping[str, FeedHealth], order: Order) -> None:
    if order.format == "opml":
        with opened(order.output) as write:
            write(open_door("rasd.read.feedlists:opml")(found, "rasd").encode())
    elif order.format == "jsonl":
        line, record = open_door("rasd.export.jsonl:line"), open_door("rasd.cli.records:record")
        with opened(order.output) as write:
            for feed in found:
                known = health.get(feed.url)
                write(line({**record(feed), "health": record(known) if known else None}))
    elif found:
        with for_people(order) as write_text:
            write_text(_text(found, health, order))


def _text(found: Sequence[Feed], health: Mapping[str, FeedHealth], order: Order) -> str:
    page = open_door("rasd.cli.listing:Page")(order)
    bit = open_door("rasd.export.console:Bit")
    columns = [page.column("outlet", 1)]
    if health:
        columns += [page.column(head, named=True) for head in ("polls_head", "new_head", "due_head")]
    else:
        columns += [page.column("country_head"), page.column("kind_head")]
    columns.append(page.column("feed_head", 3))
    entries = []
    for feed in found:
        known = health.get(feed.url)
        short = _health(known) if health else (feed.country, _kind(page, feed))
        where = [
            bit(feed.url, fixed=True),
            *([bit(known.trouble, "yellow")] if known and known.trouble else []),
        ]
        name = bit(feed.outlet or feed.title, foreign=True)
        entries.append([[name], *([bit(one, fixed=one.isascii())] for one in short), where])
    open_door("rasd.export.listing:write_list")(page.sheet, columns, entries)
    return str(page.text())


def _kind(page: Any, feed: Feed) -> str:
    return str(page.words.word(feed.kind, "kinds_of_feed")) if feed.kind else ""


def _health(health: FeedHealth | None) -> tuple[str, str, str]:
    if health is None:
        return ("0", "0", "")
    return (f"{health.polls:,}", f"{health.articles:,}", _time(health.due))


def _time(when: datetime | None) -> str:
    return when.strftime("%m-%d %H:%M") if when else ""
