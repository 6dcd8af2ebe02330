"""``rasd attribute``: who said what, article by article, in the order of the input."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from rasd.cli.options import Order, shared, understood
from rasd.cli.output import encoded, opened
from rasd.cli.progress import Watcher
from rasd.doors import open_door
from rasd.model import Problem

if TYPE_CHECKING:
    from rasd.model import Analysis

_FORMATS = ("text", "jsonl")
_EPILOG = """\b
With --format jsonl one article a line; offsets are characters of the input's text, end exclusive:
  {"id", "language", "attributions": [{"cue": [b, e], "source", "content", "kind", "chain", "stance"}]}

\b
Examples:
  rasd attribute page.html
  rasd attribute page.html --explain
  rasd attribute news.jsonl --format jsonl > attributions.jsonl
  zcat news.jsonl.gz | rasd attribute - --format jsonl
"""


@click.command(epilog=_EPILOG)
@shared(_FORMATS)
@click.option("--explain", is_flag=True, help="Say which rule found each attribution, and in which words.")
def attribute(**given: Any) -> int:
    """Who said what, in each article: cue, source, content, chain, stance.

    Articles are read, analysed and written one after the other: memory does not grow with the input.
    """
    order = understood(given, _FORMATS)
    with Watcher(order.progress) as watcher, opened(order.output) as write:
        found: Iterable[Analysis | Problem] = open_door("rasd.desk:attribute")(
            list(order.inputs), settings=order.settings, progress=watcher
        )
        for item in found:
            if isinstance(item, Problem):
                watcher.skipped(item)
            else:
                if order.format == "text":
                    watcher.wipe()
                write(_written(item, order, given["explain"]))
    return watcher.code


def _written(item: Analysis, order: Order, explain: bool) -> bytes:
    if order.format == "jsonl":
        jsonl = open_door("rasd.export.jsonl")
        line: bytes = jsonl.line(jsonl.analysis_record(item, explain=explain))
        return line
    text: str = open_door("rasd.export.reading:analysis_text")(item, *order.face, explain=explain)
    return encoded(text + "\n", order.output)
