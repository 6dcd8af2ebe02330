"""How the index of ``rasd.reuse`` grows, and how soon it answers for one new article.

    python benchmarks/reuse_growth.py [PARQUET ...] [--sizes N ...] [--made FOLDER] [--asked N]

Articles are made of the real ones of PARQUET (as in ``reuse.py``) by ``newsmaker.py``; ``--made`` keeps them
in a folder, or takes those that are there. Another process reads them, 50,000 at a time, looks for passages
that they share with each other and with all before, and adds them to an index.

``growth``: at each of the sizes (60,000, 300,000 and 1,000,000), seconds a thousand articles of the whole
(``search``: looking and adding, without reading the files and without waiting for merges; ``wall``: from the
first file to a closed index), the most memory that the process held, and the index's bytes an article.

``one_article``: milliseconds from an article to its passages in the largest index, in a process that has it
open and warm: percentiles over ``--asked`` articles that it does not hold (500), half of them copies of some.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import measure
import newsmaker
import numpy as np

from rasd.model import Article
from rasd.reuse.find import ReuseOptions
from rasd.reuse.index import ReuseIndex

SIZES = (60_000, 300_000, 1_000_000)
BLOCK = 50_000
WARM_UP = 20
OPTIONS = ReuseOptions()


def silent(step: str, done: int, total: int) -> None:
    """Tell nobody."""


def blocks(folder: Path, count: int) -> Iterator[list[Article]]:
    """The first ``count`` made articles, as they stand in their files."""
    for path in sorted(folder.glob("*.parquet")):
        rows = duckdb.execute(
            "SELECT id, text, outlet FROM read_parquet(?) LIMIT ?", [str(path), count]
        ).fetchall()
        count -= len(rows)
        if rows:
            yield [Article(id_, text, outlet=outlet) for id_, text, outlet in rows]


def grown(made: Path, folder: Path, size: int) -> dict[str, Any]:
    """What it takes to build an index of so many articles."""
    started, searched, last, passages, share = time.perf_counter(), 0.0, 0.0, 0, 1
    with ReuseIndex(folder, writable=True) as index:
        for articles in blocks(made, size):
            before = time.perf_counter()
            batch = index.read(articles)
            found = index.find(batch, OPTIONS, silent)
            index.add(batch)
            last = time.perf_counter() - before
            searched += last
            passages, share = passages + len(found.passages), len(articles)
    wall = time.perf_counter() - started
    with ReuseIndex(folder) as index:
        held, segments = len(index), len(index.segments)
    return {
        "articles": held,
        "search_seconds_a_thousand": round(1000 * searched / held, 4),
        "last_block_seconds_a_thousand": round(1000 * last / share, 4),
        "wall_seconds_a_thousand": round(1000 * wall / held, 4),
        "wall_seconds": round(wall, 1),
        "peak_megabytes": measure.own_peak_megabytes(),
        "index_bytes_an_article": round(sum(path.stat().st_size for path in folder.iterdir()) / held),
        "segments": segments,
        "passages": passages,
    }


def asked(made: Path, folder: Path, count: int) -> dict[str, Any]:
    """How soon the index answers for one article that it does not hold."""
    random, (sample, *_) = Random(5), blocks(made, BLOCK)
    words = [word for article in sample[:500] for word in article.text.split()]
    new = []
    for k in range(count + WARM_UP):
        text = " ".join(random.choices(words, k=250))
        if k % 2:
            part = random.choice(sample).text.split()[:120]
            text = f"{text} {' '.join(part)} {text[:300]}"
        new.append(Article(f"new {k}", text, outlet="new"))
    taken, found = [], 0
    with ReuseIndex(folder) as index:
        for article in new:
            started = time.perf_counter()
            result = index.find(index.read([article]), OPTIONS, silent)
            taken.append(1000 * (time.perf_counter() - started))
            found += bool(result.passages)
        held = len(index)
    figures = {f"p{p}": round(float(np.percentile(taken[WARM_UP:], p)), 2) for p in (50, 90, 99)}
    return {"indexed": held, "asked": count, "with_passages": found, "milliseconds": figures}


def child(made: Path, size: int, questions: int) -> dict[str, Any]:
    """Both, for one size, in this process."""
    with tempfile.TemporaryDirectory(prefix="rasd-growth-") as folder:
        report = grown(made, Path(folder), size)
        return report | ({"one_article": asked(made, Path(folder), questions)} if questions else {})


def in_a_process(made: Path, size: int, questions: int) -> dict[str, Any]:
    """The same in a process of its own, whose memory is nobody else's."""
    command = [sys.executable, __file__, "--child", str(size), "--made", str(made), "--asked", str(questions)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def measured(sizes: Sequence[int], made: Path, questions: int) -> dict[str, Any]:
    """All sizes, the last one asked too."""
    in_a_process(made, min(2000, *sizes), 0)  # compiles the kernels, or loads them
    growth = [in_a_process(made, size, questions if size == max(sizes) else 0) for size in sizes]
    answer = next(row.pop("one_article") for row in growth if "one_article" in row)
    first, last = growth[0], growth[-1]
    names = ("search_seconds_a_thousand", "wall_seconds_a_thousand")
    ratio = {name: round(last[name] / first[name], 2) for name in names}
    return {"growth": growth, "largest_to_smallest": ratio, "one_article": answer}


def main(arguments: list[str] | None = None) -> int:
    """Print one JSON object."""
    parser = argparse.ArgumentParser(description="Growth of the index, and time to answer.")
    parser.add_argument("parquet", nargs="*", type=Path, default=measure.real_news())
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--made", type=Path, metavar="FOLDER")
    parser.add_argument("--asked", type=int, default=500, metavar="N")
    parser.add_argument("--child", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.child:
        print(json.dumps(child(chosen.made, chosen.child, chosen.asked)))
        return 0
    report: dict[str, Any] = {"benchmark": "reuse_growth", **measure.circumstances()}
    missing = measure.missing(chosen.parquet)
    with tempfile.TemporaryDirectory(prefix="rasd-made-") as folder:
        made = chosen.made or Path(folder)
        if missing and not any(made.glob("*.parquet")):
            report["skipped"] = missing
        else:
            if not any(made.glob("*.parquet")):
                newsmaker.write_growth(max(chosen.sizes), made, chosen.parquet)
            report |= measured(sorted(chosen.sizes), made, chosen.asked)
    print(json.dumps(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
