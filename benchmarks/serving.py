"""How quickly a large desk is served: its front page and its stories, asked for at a steady rate.

    python benchmarks/serving.py [PARQUET ...] [--store STORE] [--requests N] [--rate N]

fills an empty desk with the articles of PARQUET (the two of the shared folder), or takes the one at STORE
as it is: a file (made where there is none yet) or the URL of a desk on a server. ``rasd serve`` serves it as
a process of its own on two cores of this machine, on loopback. Then ``--requests`` (600) requests are sent
at ``--rate`` (20) a second, whether or not the ones before are answered: every other one for the front page,
the others for a story, in turn one of the front page's and one drawn from all. A request's time runs from the
moment that it was due until its last byte came, so that waiting in line counts. CPU is the server's own and
that of the processes beside it, of the same requests: it says the same on a busy machine.

A story that was laid out is remembered until it changes. ``first`` are the figures of the round before, in
which every page is asked for once, at the same rate: nothing is remembered there.

``bytes`` is what the front page takes: itself, style, script, icon; ``fonts`` are those that a page in
Arabic needs.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from statistics import mean
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import measure

from rasd import Desk

CORES = 2
DRAWN = 100
"""Stories that are drawn from all."""
REST = 0.05
"""Seconds of CPU in one second that a server at rest takes at most."""
FONTS = ("arabic-400-normal", "arabic-700-normal")


class Answer(NamedTuple):
    """What came of a request: seconds from when it was due, its status, its bytes."""

    what: str
    seconds: float
    status: int
    size: int


@contextlib.contextmanager
def served(store: str) -> Iterator[tuple[str, int]]:
    """A desk served by a process of its own: host and port, and the process's number."""
    command = [str(Path(sys.executable).with_name("rasd")), "serve", "--store", store, "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(process.pid, sorted(os.sched_getaffinity(0))[:CORES])
    try:
        assert process.stderr is not None
        said = process.stderr.readline()
        found = re.search(r"http://\S+/", said)
        if found is None:
            raise RuntimeError(f"the server did not start: {said.strip()}")
        yield urlsplit(found[0]).netloc, process.pid
    finally:
        process.terminate()
        process.wait(30)


def ask(host: str, path: str, what: str, due: float) -> Answer:
    """One request, on a connection of its own."""
    connection = HTTPConnection(host, timeout=60)
    try:
        connection.request("GET", path, headers={"Accept-Language": "ar"})
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    return Answer(what, time.perf_counter() - due, answer.status, len(body))


def steadily(host: str, paths: Sequence[tuple[str, str]], rate: float) -> list[Answer]:
    """Ask for paths at a steady rate."""
    with ThreadPoolExecutor(64) as pool:
        begun, asked = time.perf_counter() + 0.1, []
        for at, (what, path) in enumerate(paths):
            due = begun + at / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            asked.append(pool.submit(ask, host, path, what, due))
        return [one.result() for one in asked]


def cpu_seconds(process: int) -> float:
    """What a process and those that it began have computed so far."""
    ticks = 0
    for one in measure.tree(process):
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def at_rest(process: int) -> None:
    """Wait until a server and the processes beside it have begun: they compute no more."""
    before = -1.0
    for _ in range(30):
        time.sleep(1.0)
        now = cpu_seconds(process)
        if now - before < REST:
            return
        before = now


def held_megabytes(process: int) -> float:
    """The memory of a process and those that it began, of shared pages each its part."""
    return round(sum(measure.held(one)[0] for one in measure.tree(process)), 1)


def timed(
    host: str, process: int, paths: Sequence[tuple[str, str]], rate: float
) -> tuple[list[Answer], float]:
    """Ask for paths; the answers, and the server's CPU a request in milliseconds."""
    before = cpu_seconds(process)
    answers = steadily(host, paths, rate)
    return answers, round((cpu_seconds(process) - before) * 1000 / len(paths), 1)


def wanted(store: str, requests: int) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """What the desk holds, and what is asked of it."""
    random = Random(20)
    with Desk(store, readonly=True) as desk:
        with desk.database.reading() as transaction:
            told = int(transaction.value("SELECT count(*) FROM stories WHERE bare = 0"))
        counts = {"articles": len(desk), "stories": told}
        first = [line.id for line in desk.story_lines(most=20)]
        skips = [random.randrange(max(1, counts["stories"] - 1)) for _ in range(DRAWN)]
        drawn = [desk.story_lines(sort="time", most=1, skip=skip)[0].id for skip in skips]
    paths = []
    for at in range(requests):
        if at % 2:
            stories = first if at % 4 == 1 else drawn
            paths.append(("story", f"/story/{random.choice(stories)}"))
        else:
            paths.append(("front", "/"))
    return counts, paths


def figures(answers: Sequence[Answer], what: str) -> dict[str, float]:
    """Median, 95th percentile and worst of one kind of page, and its bytes."""
    some = [one for one in answers if one.what == what]
    taken = measure.percentiles([one.seconds for one in some])
    return {**taken, "bytes": round(mean(one.size for one in some))}


def weight(host: str) -> dict[str, int]:
    """Bytes that the front page takes, and those of its fonts."""
    parts = ["/", "/static/site.css", "/static/site.js", "/static/icon.svg"]
    fonts = [f"/static/fonts/ibm-plex-sans-arabic-{name}.woff2" for name in FONTS]
    now = time.perf_counter()
    return {
        "bytes": sum(ask(host, path, "part", now).size for path in parts),
        "fonts": sum(ask(host, path, "font", now).size for path in fonts),
    }


def run(store: str, requests: int, rate: float) -> dict[str, Any]:
    """Serve a desk, and ask."""
    counts, paths = wanted(store, requests)
    with served(store) as (host, process):
        once = list(dict.fromkeys(paths))
        at_rest(process)
        ask(host, "/", "warming", time.perf_counter())
        first, spent_first = timed(host, process, once, rate)
        light = weight(host)
        answers, spent = timed(host, process, paths, rate)
        megabytes = held_megabytes(process)
    return {
        "articles": counts["articles"], "stories": counts["stories"], "requests": requests, "rate": rate,
        "front_ms": figures(answers, "front"), "story_ms": figures(answers, "story"),
        "cpu_ms_a_request": spent, "megabytes": megabytes,
        "first": {
            "requests": len(once), "story_ms": figures(first, "story"), "cpu_ms_a_request": spent_first,
        },
        "answers": {str(status): n for status, n in Counter(one.status for one in answers).items()}, **light,
    }  # fmt: skip


def main() -> int:
    """Print the figures as one JSON object."""
    parser = argparse.ArgumentParser(description="Times a desk that is served; prints one JSON object.")
    parser.add_argument("parquet", nargs="*", type=Path, default=measure.real_news(), metavar="PARQUET")
    parser.add_argument("--store", metavar="STORE", help="the desk; made where there is none")
    parser.add_argument("--requests", type=int, default=600)
    parser.add_argument("--rate", type=float, default=20.0, help="requests a second")
    given = parser.parse_args()
    there = given.store is not None and ("://" in given.store or Path(given.store).is_file())
    without = "" if there else measure.missing(given.parquet)
    if without:
        print(json.dumps({"benchmark": "serving", "skipped": without}))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        store = given.store or Path(folder) / "news.db"
        if not there:
            command = [sys.executable, Path(__file__).with_name("desk.py"), "--fill", store, *given.parquet]
            subprocess.run(command, check=True, stdout=sys.stderr)
        out = run(str(store), given.requests, given.rate)
    print(json.dumps({"benchmark": "serving", **measure.circumstances(), **out}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
