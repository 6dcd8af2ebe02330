"""``rasd attribute``: who said what, article by article, in the order of the input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from rasd.cli.options import Order, shared, understood
from rasd.cli.output import for_people, opened
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
    with Watcher(order.progress) as watcher, _WRITERS[order.format](order, given["explain"]) as write:
        found: Iterable[Analysis | Problem] = open_door("rasd.desk:attribute")(
            order.sources, settings=order.settings, progress=watcher
        )
        for item in found:
            if isinstance(item, Problem):
                watcher.skipped(item)
            else:
                if order.screen:
                    watcher.wipe()
                write(item)
    return watcher.code


@contextmanager
def _as_text(order: Order, explain: bool) -> Iterator[Callable[[Analysis], object]]:
    analysis_text = open_door("rasd.export.reading:analysis_text")
    with for_people(order) as write:
        yield lambda item: write(analysis_text(item, *order.face, explain=explain) + "\n")


@contextmanager
def _as_jsonl(order: Order, explain: bool) -> Iterator[Callable[[Analysis], object]]:
    jsonl = open_door("rasd.export.jsonl")
    with opened(order.output) as write:
        yield lambda item: write(jsonl.line(jsonl.analysis_record(item, explain=explain)))


_WRITERS = {"text": _as_text, "jsonl": _as_jsonl}
