"""``rasd reuse``: the passages that articles share, and who took them from whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rasd.cli.ends import say
from rasd.cli.options import Format, Order, check_target, reading, shared, understood
from rasd.cli.output import for_people, opened, replacing
from rasd.cli.progress import Watcher
from rasd.doors import open_door

if TYPE_CHECKING:
    from rasd.desk import ReuseOutcome
    from rasd.model import Passage, Stock

_FORMATS = ("text", "jsonl", "parquet")
_EPILOG = """\b
With --format jsonl one passage a line; offsets are characters of the input's texts, end exclusive:
  {"a", "a_start", "a_end", "b", "b_start", "b_end", "identity", "words", "direction", "because"}
Parquet has the same columns and needs the extra "bulk" (DuckDB).

\b
With --index the articles are compared with those of the index too, and added to it, 50,000 at a time; what
is in the index already is not looked for again. The index keeps words and fingerprints, no texts.

\b
Examples:
  rasd reuse archive.jsonl
  rasd reuse archive.jsonl --min-words 20 --format jsonl > shared.jsonl
  rasd reuse archive/ -o shared.parquet
  rasd reuse monday.jsonl --index seen/
  rasd reuse tip.html --index seen/ --no-add
  rasd reuse archive/ --engine spark --connect sc://host:15002 --stage /shared/folder -o shared.parquet
"""


@dataclass
class _Seen:
    """What has been found so far, counted; ``stock`` once for each wording, rule and outlet."""

    passages: int = 0
    articles: int = 0
    held: int = 0
    stock: dict[tuple[str, str, str], Stock] = field(default_factory=dict)

    def take(self, found: ReuseOutcome) -> None:
        """Count this too."""
        self.passages += len(found.passages)
        self.articles += len(found.articles)
        self.held += found.held
        for one in found.stock:
            self.stock[one.because.rule, one.outlet, one.text] = one

    @property
    def counts(self) -> dict[str, int]:
        """The numbers of the summary."""
        copies = sum(rule == "many-copies" for rule, _, _ in self.stock)
        return {
            "passages": self.passages, "articles": self.articles, "held": self.held,
            "stock": len(self.stock) - copies, "copies": copies,
        }  # fmt: skip


@click.command(epilog=_EPILOG)
@shared(_FORMATS)
@reading
@click.option(
    "--index", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Compare with the articles of this index too, and add these; made where there is none.",
)  # fmt: skip
@click.option("--no-add", is_flag=True, help="Only look in the index: add nothing to it.")
@click.option("--engine", type=Format(("local", "spark")), help="Where the work is done [local].")
@click.option(
    "--connect", metavar="URL", help="The Spark Connect server (Spark or Sail) [sc://localhost:15002]."
)
@click.option(
    "--stage", type=click.Path(exists=True, file_okay=False), metavar="FOLDER",
    help="A folder that the Spark server sees too [a temporary one].",
)  # fmt: skip
@click.option(
    "--stock", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write what too many articles have, with the reason, as JSON lines.",
)  # fmt: skip
def reuse(**given: Any) -> int:
    """Which passages the articles share, and who took them from whom.

    Passages are aligned word by word, so that a changed spelling or a word put in does not hide
    them. The direction is given with its reason, or as undetermined.
    """
    order = understood(given, _FORMATS)
    check_target(given["stock"], order.inputs)
    if order.format == "parquet" and order.output is None:
        raise click.UsageError("Parquet is not text: name a file for it with -o FILE.")
    if given["no_add"] and given["index"] is None:
        raise click.UsageError("--no-add is for an index: name it with --index DIR.")
    if given["index"] is not None and order.settings.engine != "local":
        raise click.UsageError("An index is kept by the local engine: leave --index or --engine out.")
    seen = _Seen()
    with Watcher(order.progress) as watcher:
        _PRINTERS[order.format](_found(order, given, watcher, seen), order, seen)
    if given["stock"]:
        _write_stock(seen, given["stock"])
    if order.format != "text" and not order.quiet:
        _say_what_was_left_out(seen, order)
    return watcher.code


def _found(order: Order, given: dict[str, Any], watcher: Watcher, seen: _Seen) -> Iterator[ReuseOutcome]:
    """What the desk finds, all at once or, with an index, block by block; counted, what was skipped named."""
    if given["index"] is None:
        look = partial(open_door("rasd.desk:reuse"), order.sources)
        found: Iterable[ReuseOutcome] = (look(settings=order.settings, progress=watcher) for _ in range(1))
    else:
        look = open_door("rasd.desk:reuse_with_index")
        add = not given["no_add"]
        found = look(order.sources, given["index"], add, settings=order.settings, progress=watcher)
    for outcome in found:
        seen.take(outcome)
        for problem in outcome.problems:
            watcher.skipped(problem)
        watcher.wipe()
        yield outcome


def _print_text(found: Iterable[ReuseOutcome], order: Order, seen: _Seen) -> None:
    reading_room = open_door("rasd.export.reading")
    with for_people(order) as write:
        for outcome in found:
            articles = {article.id: article for article in (*outcome.articles, *outcome.earlier)}
            for text in reading_room.passages_text(outcome.passages, articles, *order.face):
                write(text)
        write(reading_room.reuse_summary(seen.counts, *order.face))


def _print_jsonl(found: Iterable[ReuseOutcome], order: Order, seen: _Seen) -> None:
    jsonl = open_door("rasd.export.jsonl")
    with opened(order.output) as write:
        for outcome in found:
            for passage in outcome.passages:
                write(jsonl.passage_line(passage))


def _print_parquet(found: Iterable[ReuseOutcome], order: Order, seen: _Seen) -> None:
    if order.output is None:  # refused before the work began
        return
    passages: list[Passage] = []
    with replacing(order.output) as part:
        for outcome in found:
            passages += outcome.passages
        open_door("rasd.export.parquet:write_passages")(passages, part)


_PRINTERS = {"text": _print_text, "jsonl": _print_jsonl, "parquet": _print_parquet}


def _write_stock(seen: _Seen, path: Path) -> None:
    line = open_door("rasd.export.jsonl:stock_line")
    with opened(path) as write:
        for _, stock in sorted(seen.stock.items()):
            write(line(stock))


def _say_what_was_left_out(seen: _Seen, order: Order) -> None:
    """In a file for programs there is no summary: what was not compared is said on stderr."""
    if seen.stock or seen.held:
        for line in open_door("rasd.export.reading:reuse_lines")(seen.counts, order.lang):
            say(line)
