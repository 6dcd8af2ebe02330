"""``rasd article``: one article of a desk, its attributions, and what was changed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from rasd.cli import desks
from rasd.cli.ends import DONE
from rasd.cli.output import for_people, opened
from rasd.doors import open_door

if TYPE_CHECKING:
    from rasd.desk.profiles import Held

_EPILOG = """\b
ID is what rasd search prints under a headline. With --format jsonl one line: as of rasd attribute, with the
story, all versions (their texts too) and the passages that it shares.

\b
Examples:
  rasd article sahel-4471
  rasd article sahel-4471 --format jsonl --store news.db
"""


@click.command(epilog=_EPILOG)
@click.argument("id_", metavar="ID")
@desks.at_a_desk()
def article(**given: Any) -> int:
    """One article: who says what in it, and what was changed after it was published."""
    order = desks.understood(given)
    with desks.opened(given, order) as desk:
        held = desk.article(given["id_"])
    if order.format == "jsonl":
        with opened(order.output) as write:
            write(open_door("rasd.export.jsonl:line")(_record(held)))
        return DONE
    iso = open_door("rasd.cli.records:iso")
    versions = [(one.article, iso(one.added)[:16].replace("T", " ")) for one in held.versions]
    with for_people(order) as write_text:
        write_text(open_door("rasd.export.reading:analysis_text")(held.analysis, *order.face))
        if len(versions) > 1:
            write_text("\n" + open_door("rasd.export.editing:versions_text")(versions, *order.face))
    return DONE


def _record(held: Held) -> dict[str, Any]:
    jsonl, iso = open_door("rasd.export.jsonl"), open_door("rasd.cli.records:iso")
    one = held.analysis.article
    return {
        **jsonl.analysis_record(held.analysis),
        "story": held.story,
        "outlet": one.outlet,
        "title": one.title,
        "url": one.url,
        "published": one.published.isoformat() if one.published else None,
        "versions": [
            {"number": row.number, "added": iso(row.added), "title": row.article.title,
             "text": row.article.text}
            for row in held.versions
        ],
        "passages": [jsonl.passage_record(row) for row in held.passages],
    }  # fmt: skip
