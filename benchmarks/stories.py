"""How long it takes to make stories, claims and origins of articles that were read, and to add one more.

    python benchmarks/stories.py [PARQUET ...] [--held N] [--added N]

PARQUET are collections with the columns of the reader (``id, outlet, url, title, date, author, text``); by
default the two of the shared folder.

``whole``: attributions and shared passages are there already (made beforehand, not counted); seconds from
these to all the stories with the standing of every claim, of which ``grouping`` went before the first story
was counted, on all cores; ``cpu`` seconds of all its processes; the most memory that they held together, what
was there already included.

``one_article``: milliseconds from an article to its stories' standing (attribution, shared passages,
grouping, claims, origins) on a :class:`rasd.Desk` that holds ``--held`` articles (60,000): percentiles over
``--added`` others (300). ``anywhere``: of all the time that the desk spans; ``latest``: published after
all that the desk holds, and added in that order, as in a newsroom.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import measure
import numpy as np

from rasd import Desk
from rasd.desk.runs import analysed
from rasd.desk.sources import articles_of, silent
from rasd.desk.telling import stories
from rasd.engines.local import collector_at_rest
from rasd.lineage.times import moment
from rasd.model import Article
from rasd.settings import load


def whole(held: Path) -> dict[str, Any]:
    """All stories of what ``held`` has (a pickle of analyses and passages)."""
    with held.open("rb") as file:
        analyses, passages = pickle.load(file)
    grouped: list[float] = []

    def report(step: str, done: int, total: int | None) -> None:
        if total is not None and not grouped:
            grouped.append(time.perf_counter() - started)

    busy, started = sum(os.times()[:4]), time.perf_counter()
    with collector_at_rest():  # as a trace does
        found = stories(analyses, passages, load(), report)
        claims = sum(len(story.claims) for story in found)  # every story is made, as for an export
    seconds = time.perf_counter() - started
    cpu = sum(os.times()[:4]) - busy
    return {
        "articles": len(analyses),
        "stories": len(found),
        "claims": claims,
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu, 1),
        "grouping_seconds": round(grouped[0], 1),
    }


def whole_watched(paths: Sequence[Path]) -> dict[str, Any]:
    """The same in a process of its own, with what it and its workers held."""
    with tempfile.TemporaryDirectory() as folder:
        held, log = Path(folder) / "held.pickle", Path(folder) / "log"
        subprocess.run([sys.executable, __file__, *paths, "--prepare", held], check=True)
        spent = measure.spent_by([sys.executable, __file__, "--whole", held], log)
        return {**json.loads(log.read_text()), "peak_megabytes": spent.peak_megabytes}


def prepare(paths: Sequence[Path], held: Path) -> None:
    """Do what is not counted: read the articles, find who says what and what they share."""
    articles, _ = articles_of([str(path) for path in paths], load(), silent)
    with held.open("wb") as file:
        pickle.dump(analysed(articles, load(), silent), file, protocol=5)


def added(desk: Desk, articles: Sequence[Article]) -> dict[str, Any]:
    """Percentiles, in milliseconds, of adding articles one at a time."""
    taken = []
    for article in articles:
        started = time.perf_counter()
        desk.add(article)
        taken.append(1000 * (time.perf_counter() - started))
    p50, p95, p99 = np.percentile(taken, [50, 95, 99]).round(1).tolist()
    worst = round(max(taken), 1)
    return {"articles": len(articles), "p50": p50, "p95": p95, "p99": p99, "worst": worst}


def one_article(paths: Sequence[Path], held: int, more: int) -> dict[str, Any]:
    """What one more article costs a desk."""
    articles, _ = articles_of([str(path) for path in paths], load(), silent)
    articles.sort(key=lambda article: (moment(article), article.id))
    held = min(held, len(articles) - 2 * more)
    latest = articles[-more:]
    rest = articles[:-more]
    Random(7).shuffle(rest)
    out: dict[str, Any] = {"held": held}
    with Desk() as desk:
        desk.add(rest[:held])
        added(desk, rest[held : held + 20])  # the first find nothing warm
        out["anywhere"] = added(desk, rest[held + 20 : held + more])
        out["latest"] = added(desk, latest)
    return {**out, "peak_megabytes": measure.own_peak_megabytes()}


def main() -> int:
    """Print the figures as one JSON object."""
    parser = argparse.ArgumentParser(description="Times stories, claims and origins; prints one JSON object.")
    parser.add_argument("parquet", nargs="*", type=Path, default=measure.real_news(), metavar="PARQUET")
    parser.add_argument(
        "--held", type=int, default=60_000, metavar="N", help="articles on the desk (%(default)s)"
    )
    parser.add_argument(
        "--added", type=int, default=300, metavar="N", help="articles added singly (%(default)s)"
    )
    parser.add_argument("--whole", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--prepare", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.whole:
        print(json.dumps(whole(given.whole)))
        return 0
    if without := measure.missing(given.parquet):
        print(json.dumps({"benchmark": "stories", "skipped": without}))
        return 0
    if given.prepare:
        prepare(given.parquet, given.prepare)
        return 0
    figures = {
        "whole": whole_watched(given.parquet),
        "one_article": one_article(given.parquet, given.held, given.added),
    }
    print(json.dumps({"benchmark": "stories", **measure.circumstances(), **figures}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
