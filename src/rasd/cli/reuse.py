"""``rasd reuse``: the passages that articles share, and who took them from whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from rasd.cli.options import Order, reading, shared, understood
from rasd.cli.output import for_people, opened, replacing
from rasd.cli.progress import Watcher
from rasd.doors import open_door

if TYPE_CHECKING:
    from rasd.desk import ReuseOutcome

_FORMATS = ("text", "jsonl", "parquet")
_EPILOG = """\b
With --format jsonl one passage a line; offsets are characters of the input's texts, end exclusive:
  {"a", "a_start", "a_end", "b", "b_start", "b_end", "identity", "words", "direction", "because"}
Parquet has the same columns and needs the extra "bulk" (DuckDB).

\b
Examples:
  rasd reuse archive.jsonl
  rasd reuse archive.jsonl --min-words 20 --format jsonl > shared.jsonl
  rasd reuse archive/ -o shared.parquet
"""


@click.command(epilog=_EPILOG)
@shared(_FORMATS)
@reading
def reuse(**given: Any) -> int:
    """Which passages the articles share, and who took them from whom.

    Passages are aligned word by word, so that a changed spelling or a word put in does not hide
    them. The direction is given with its reason, or as undetermined.
    """
    order = understood(given, _FORMATS)
    if order.format == "parquet" and order.output is None:
        raise click.UsageError("Parquet is not text: name a file for it with -o FILE.")
    with Watcher(order.progress) as watcher:
        found: ReuseOutcome = open_door("rasd.desk:reuse")(
            order.sources, settings=order.settings, progress=watcher
        )
        for problem in found.problems:
            watcher.skipped(problem)
    _PRINTERS[order.format](found, order)
    return watcher.code


def _print_text(found: ReuseOutcome, order: Order) -> None:
    reading_room = open_door("rasd.export.reading")
    articles = {article.id: article for article in found.articles}
    with for_people(order) as write:
        for text in reading_room.passages_text(found.passages, articles, *order.face):
            write(text)
        write(reading_room.reuse_summary(len(found.passages), len(articles), *order.face))


def _print_jsonl(found: ReuseOutcome, order: Order) -> None:
    jsonl = open_door("rasd.export.jsonl")
    with opened(order.output) as write:
        for passage in found.passages:
            write(jsonl.passage_line(passage))


def _print_parquet(found: ReuseOutcome, order: Order) -> None:
    if order.output is None:  # refused before the work began
        return
    with replacing(order.output) as part:
        open_door("rasd.export.parquet:write_passages")(found.passages, part)


_PRINTERS = {"text": _print_text, "jsonl": _print_jsonl, "parquet": _print_parquet}
