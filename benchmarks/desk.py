"""How fast a desk takes articles in.

    python benchmarks/desk.py [PARQUET ...]

All articles of PARQUET (the two of the shared folder) into an empty desk in a file: seconds of keeping and of
telling, CPU seconds of all processes, the most memory that they held together. How a large desk answers is
measured by ``million.py``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import measure

from rasd import Desk


def add(paths: Sequence[Path]) -> dict[str, Any]:
    """What adding costs, measured in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        command: list[str | Path] = [sys.executable, __file__, "--fill", Path(folder) / "news.db", *paths]
        spent = measure.spent_by(command, log)
        return {**json.loads(log.read_text()), "peak_megabytes": spent.peak_megabytes}


def fill(where: str, paths: Sequence[Path]) -> dict[str, Any]:
    """Add real articles to an empty desk."""
    with Desk(where) as desk:
        kept_in, added = timed(lambda: desk.keep([str(path) for path in paths]))
        told_in, changed = timed(desk.tell)
        counts = desk.counts()
    cpu = sum(os.times()[:4])
    return {
        "articles": counts["articles"], "new_versions": added.renewed, "stories": len(changed),
        "keep_seconds": round(kept_in, 1), "tell_seconds": round(told_in, 1),
        "seconds": round(kept_in + told_in, 1), "cpu_seconds": round(cpu, 1),
        "file_megabytes": round(Path(where).stat().st_size / 1e6),
    }  # fmt: skip


def timed(job: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of a job, and what it gives."""
    started = time.perf_counter()
    out = job()
    return time.perf_counter() - started, out


def main() -> int:
    """Print the figures as one JSON object."""
    parser = argparse.ArgumentParser(description="Times a desk; prints one JSON object.")
    parser.add_argument("parquet", nargs="*", type=Path, default=measure.real_news(), metavar="PARQUET")
    parser.add_argument("--fill", metavar="STORE", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.fill:
        print(json.dumps(fill(given.fill, given.parquet)))
        return 0
    without = measure.missing(given.parquet)
    if without:
        print(json.dumps({"benchmark": "desk", "skipped": without}))
        return 0
    print(json.dumps({"benchmark": "desk", **measure.circumstances(), "add": add(given.parquet)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
