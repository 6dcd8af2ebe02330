"""``rasd trace``: the stories of some inputs, and what is behind each claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rasd.cli import ends
from rasd.cli.judgements import judged, traced
from rasd.cli.options import Format, Order, check_target, encoding, reading, shared, understood
from rasd.cli.output import export, for_people, opened
from rasd.cli.progress import Watcher
from rasd.doors import open_door

if TYPE_CHECKING:
    from rasd.desk import Trace
    from rasd.model import Story

_FORMATS = ("text", "jsonl")
_CLAIMS = 5
"""Claims of a story that are shown where several stories are, unless everything is asked for."""
_ADVICE = {"html": "For a page write: --html FILE"}
_EPILOG = """\b
Inputs: web pages, plain text, tables of articles (JSON lines, JSON, CSV, TSV; Parquet needs rasd[bulk]),
feeds, sitemaps, web archives (WARC), folders of them, URLs, or - for standard input. Nothing is kept after
the run.

\b
Examples:
  rasd trace page.html
  rasd trace story.jsonl --html story.html
  rasd trace archive/ --top 20 --lang ar
  rasd trace news.jsonl --format jsonl -o stories.jsonl
  rasd trace news.jsonl --export news.graphml --export news.prov.json --export news.jsonld --export tables
"""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What ``trace`` is asked beyond the shared options: ``top`` is ``None`` for every story, ``sort`` how
    people are shown them."""

    html: Path | None
    top: int | None
    prints: bool
    sort: str


@click.command(epilog=_EPILOG)
@shared(_FORMATS, _ADVICE)
@reading
@encoding
@judged
@click.option(
    "--window-days", type=click.FloatRange(min=0), metavar="N",
    help="Days that may lie between two articles of one story [3].",
)  # fmt: skip
@click.option(
    "--html", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write one self-contained page; nothing is printed unless --format or -o asks for it.",
)  # fmt: skip
@click.option(
    "--export", "exports", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
    help="Write every story to FILE, may be given again: lineage as .graphml or .prov.json, schema.org as "
    ".jsonld; a folder, which has no ending, of Parquet tables.",
)  # fmt: skip
@click.option(
    "--sort", type=Format(("repeated", "time", "input")),
    help="Order of the stories: widely repeated on few origins and unconfirmed first, latest first, or as "
    "they were read [repeated for people, input for programs].",
)  # fmt: skip
@click.option(
    "--top", type=click.IntRange(min=1), default=10, metavar="N", help="Stories to show people [10]."
)
@click.option("--all", "every", is_flag=True, help="Show people every story and every claim.")
def trace(**given: Any) -> int:
    """Stories, their claims, and what stands behind each claim.

    For each claim: the chains it came through (outlet ← agency ← unnamed source), who confirmed,
    denied or declined, the wording that articles share, who copied whom, and how many independent
    origins there are, as a range with its reasons.
    """
    order = understood(given, _FORMATS)
    files = [given["html"], *given["exports"]]
    read = [*order.inputs, *([str(given["judgements"])] if given["judgements"] else [])]
    for target in files:
        check_target(target, read)
    writers = [(path, open_door("rasd.export.kinds:exporter_for")(path)) for path in given["exports"]]
    prints = not any(files) or given["format"] is not None or given["output"] is not None
    wanted = _Wanted(
        given["html"], None if given["every"] else given["top"], prints, given["sort"] or "repeated"
    )
    with Watcher(order.progress) as watcher:
        found = traced(order, given["judgements"], watcher)
    if wanted.html:
        _write_page(found, order, wanted)
    stories = open_door("rasd.export.order:ordered")(found.stories, given["sort"] or "input")
    for path, write in writers:
        export(stories, path, write)
        if not order.quiet:
            ends.say(f"wrote {path}")
    if wanted.prints:
        if order.format == "jsonl":
            _print_jsonl(stories, order)
        else:
            _print_text(found, order, wanted)
    return watcher.code


def _print_text(found: Trace, order: Order, wanted: _Wanted) -> None:
    terminal = open_door("rasd.export.terminal")
    selection = open_door("rasd.export.order:select")(found.stories, wanted.top, wanted.sort)
    claims = _CLAIMS if wanted.top is not None and len(selection.shown) > 1 else None
    with for_people(order) as write:
        for story in selection.shown:
            write(terminal.story_text(story, *order.face, claims=claims) + "\n")
        write(terminal.summary_text(selection, *order.face))


def _print_jsonl(stories: Sequence[Story], order: Order) -> None:
    jsonl = open_door("rasd.export.jsonl")
    with opened(order.output) as write:
        for story in stories:
            write(jsonl.line(jsonl.story_record(story)))


def _write_page(found: Trace, order: Order, wanted: _Wanted) -> None:
    selection = open_door("rasd.export.order:select")(found.stories, wanted.top, wanted.sort)
    page: str = open_door("rasd.export.html:page")(selection.shown, found.problems, order.lang, selection)
    with opened(wanted.html) as write:
        write(page.encode("utf-8"))
    if not order.quiet:
        ends.say(f"wrote {wanted.html}")
