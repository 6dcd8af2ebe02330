"""``rasd reuse`` as it is typed, on all cores and on one, beside what the machine can do at most.

    python benchmarks/reuse_command.py [PARQUET ...] [--runs N]

PARQUET as in ``reuse.py``. ``command``: medians of fresh processes from Parquet to Parquet, their kernels
compiled before; ``one_core`` is the same, kept on one. ``ceiling`` says what two independent busy processes
get done here beside one, in the same minutes: no program scales better. ``limits``: what memory, disk and
hashing give on one core, and the share of each that the search alone reaches. ``bad_input``: seconds of the
search for what no archive should hold, at two sizes, and their ratio.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import limits
import measure

import reuse
from rasd.model import Article
from rasd.reuse.find import find_passages

BUSY = "x = 0\nfor i in range(30_000_000):\n    x += i * i\n"


def command(paths: Sequence[Path], runs: int, one: bool) -> dict[str, Any]:
    """The command, some times over; ``one``: kept on one core."""
    cores = {min(os.sched_getaffinity(0))} if one else os.sched_getaffinity(0)
    # What was skipped (empty texts) makes the command end with 1.
    wrapped = (
        f"import os, subprocess, sys; os.sched_setaffinity(0, {cores}); "
        "sys.exit(subprocess.call(sys.argv[1:]) > 1)"
    )
    with tempfile.TemporaryDirectory() as folder:
        program = ["-m", "rasd", "reuse", *map(str, paths), "-q", "-o", f"{folder}/out.parquet"]
        words = [sys.executable, "-c", wrapped, sys.executable, *program]
        spent = [measure.spent_by(words, Path(folder, "log")) for _ in range(runs)]
    return {
        "seconds": round(statistics.median(one.seconds for one in spent), 2),
        "all": [one.seconds for one in spent],
        "peak_megabytes": max(one.peak_megabytes for one in spent),
    }


def ceiling() -> float:
    """How much more two independent processes do than one."""

    def together(count: int) -> float:
        started = time.perf_counter()
        for process in [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(count)]:
            process.wait()
        return time.perf_counter() - started

    return round(statistics.median(2 * together(1) / together(2) for _ in range(3)), 2)


def shares(articles: Sequence[Article]) -> dict[str, Any]:
    """The machine's limits, and what share of each the search reaches on all cores."""
    with tempfile.TemporaryDirectory() as folder:
        found: dict[str, Any] = dict(limits.machine_limits(Path(folder)))
    started = time.perf_counter()
    find_passages(articles)
    seconds = time.perf_counter() - started
    size = sum(len(article.text.encode("utf-8", "replace")) for article in articles)
    words = sum(len(article.text.split()) for article in articles)
    rate, million = size / seconds / 1e9, words / seconds / 1e6
    return found | {
        "text_megabytes": round(size / 1e6),
        "search_seconds": round(seconds, 2),
        "share_of_warm_read": round(rate / found["warm_read_gigabytes_per_second"], 4),
        "share_of_copy": round(rate / found["copy_gigabytes_per_second"], 4),
        "share_of_fingerprints": round(million / found["million_fingerprints_per_second"], 4),
    }


def words_of(count: int, seed: int) -> str:
    """A text of so many random words."""
    random = Random(seed)
    return " ".join(f"كلمة{random.randrange(50_000)}" for _ in range(count))


def in_all(count: int) -> list[Article]:
    """Articles of 100 words of their own before the same 300."""
    same = words_of(300, 0)
    return [Article(str(k), f"{words_of(100, k + 1)} {same}", outlet="o") for k in range(count)]


def long_pair(words: int) -> list[Article]:
    """A long text and its copy with every fiftieth word replaced."""
    text = words_of(words, 1).split()
    return [
        Article("a", " ".join(text)),
        Article("b", " ".join(w if k % 50 else "غيره" for k, w in enumerate(text))),
    ]


BAD: dict[str, tuple[int, Callable[[int], list[Article]]]] = {
    "empty texts": (10_000, lambda n: [Article(str(k), "") for k in range(n)]),
    "one-word texts": (10_000, lambda n: [Article(str(k), f"كلمة{k % 9}") for k in range(n)]),
    "a text of 5 MB beside its edited copy (words)": (250_000, long_pair),
    "identical articles": (5_000, lambda n: [Article(str(k), words_of(200, 1)) for k in range(n)]),
    "the same 300 words in every article": (5_000, in_all),
}


def bad_input() -> dict[str, Any]:
    """Each kind at a size and at twice the size."""
    rows = {}
    for name, (size, made) in BAD.items():
        seconds, found = [], []
        for count in (size, 2 * size):
            articles = made(count)
            started = time.perf_counter()
            result = find_passages(articles)
            seconds.append(round(time.perf_counter() - started, 3))
            found.append([len(result.passages), len(result.stock)])
        rows[name] = {
            "sizes": [size, 2 * size], "seconds": seconds, "passages_and_stock": found,
            "ratio": round(seconds[1] / max(seconds[0], 0.001), 2),
        }  # fmt: skip
    return rows


def main(arguments: list[str] | None = None) -> int:
    """Print one JSON object."""
    parser = argparse.ArgumentParser(description="The command on one core and on all; bad input.")
    parser.add_argument("parquet", nargs="*", type=Path, default=measure.real_news())
    parser.add_argument("--runs", type=int, default=3, metavar="N")
    chosen = parser.parse_args(arguments)
    report: dict[str, Any] = {"benchmark": "reuse_command", **measure.circumstances()}
    if missing := measure.missing(chosen.parquet):
        report["skipped"] = missing
        print(json.dumps(report, ensure_ascii=False))
        return 0
    articles = reuse.read_articles(chosen.parquet)
    find_passages(long_pair(20_000))  # compiles the kernels, or loads them
    report["command"] = command(chosen.parquet, chosen.runs, one=False)
    report["ceiling"] = ceiling()
    report["one_core"] = command(chosen.parquet, chosen.runs, one=True)
    report["one_core_to_all"] = round(report["one_core"]["seconds"] / report["command"]["seconds"], 2)
    report["limits"] = shares(articles)
    report["bad_input"] = bad_input()
    print(json.dumps(report, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
