"""How fast a desk takes articles in, opens, lists its stories and finds words, on SQLite and PostgreSQL.

    python benchmarks/desk.py [PARQUET ...] [--articles N] [--questions N] [--only add|ask]

``add``: all articles of PARQUET (the two of the shared folder) into an empty desk in a file: seconds of
keeping and of telling, CPU seconds of all processes, the most memory that they held together.

``ask``: a desk of ``--articles`` (a million) articles made as in ``reuse_growth.py``, put into the store as
they would be kept: their texts, their words, stories of one claim. Nothing is read out of them, since no
question here asks for it. Then: seconds to open the desk, and to run ``rasd stories`` as a command;
milliseconds of the lists of the front page, and of ``--questions`` (300) searches: two or three words of a
random article, and every third time one word alone, which may be as common as any.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import measure
import newsmaker
from servers import MISSING, postgres

from rasd import Article, Desk
from rasd.lang.searching import search_words
from rasd.model import Analysis, Graph
from rasd.store import articles as kept
from rasd.store import stories as counted
from rasd.store.articles import Kept, moment_of, packed
from rasd.store.codec import Parts
from rasd.store.lines import ClaimLine, Rank, StoryLine
from rasd.store.stories import Told

NOTHING = Parts((), (), (), Graph(), (), (), ())


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


# --- a large desk --------------------------------------------------------------------------------------


def made(count: int, where: str) -> None:
    """Put so many made articles into an empty store, and their stories."""
    with Desk(where) as desk:
        number = 0
        for batch in newsmaker.growth_articles(count):
            rows = [Kept(number + at, article, 1) for at, article in enumerate(batch, 1)]
            number += len(rows)
            readings = [packed(Analysis(one.article, "ar"), ((), array("f"))) for one in rows]
            with desk.database.writing() as transaction:
                kept.put(transaction, rows, readings, 0.0)
                counted.put(transaction, list(stories(rows)))


def stories(rows: Sequence[Kept]) -> Iterator[Told]:
    """Stories of one to seven articles that follow each other."""
    random, low = Random(rows[0].number), 0
    while low < len(rows):
        size = 1 if random.random() < newsmaker.ALONE else random.randrange(2, 8)
        yield story(rows[low : low + size], random)
        low += size


def story(some: Sequence[Kept], random: Random) -> Told:
    """One story of a claim."""
    id_, outlets = f"{some[0].number:016x}", len({one.article.outlet for one in some})
    moments = [moment for one in some if (moment := moment_of(one.article.published)) is not None]
    first, last = min(moments, default=None), max(moments, default=None)
    highest, confirmed = random.randrange(1, len(some) + 1), int(random.random() < 0.1)
    rank = Rank(2 if outlets < 2 else confirmed, -outlets / highest if outlets > 1 else 0.0, 1, -len(some))
    text = some[0].article.text[:120]
    claim = ClaimLine(
        id_, 1, id_, text, outlets, len(some), len(some) - highest, 1, highest, highest, 0, 0, confirmed,
        int(random.random() < 0.02), 0, 0, first, rank,
    )  # fmt: skip
    line = StoryLine(id_, text, len(some), outlets, first, last, False, claim)
    return Told(line, (claim,), NOTHING, tuple(one.number for one in some), ())


def ask(where: str, questions: int) -> dict[str, Any]:
    """How quickly a large desk answers."""
    opening, desk = timed(lambda: Desk(where, readonly=True))
    with desk:
        front = [timed(desk.story_lines)[0] for _ in range(20)]
        latest = [timed(partial(desk.story_lines, sort="time"))[0] for _ in range(20)]
        random = Random(3)
        taken, found = [], 0
        for number in range(questions):
            question = asked(desk, random, number)
            seconds, lines = timed(partial(desk.search, question))
            taken.append(seconds)
            found += bool(lines)
        articles = len(desk)
    command = [str(Path(sys.executable).with_name("rasd")), "stories", "--store", where]
    runs = sorted(
        timed(lambda: subprocess.run(command, check=False, capture_output=True))[0] for _ in range(3)
    )
    return {
        "articles": articles, "open_seconds": round(opening, 3), "command_seconds": round(runs[1], 2),
        "front_ms": measure.percentiles(front), "latest_ms": measure.percentiles(latest),
        "search_ms": measure.percentiles(taken), "answered": found,
    }  # fmt: skip


def asked(desk: Desk, random: Random, number: int) -> str:
    """Words of a random article."""
    with desk.database.reading() as transaction:
        held: list[Article] = []
        while not held:
            held = list(kept.get(transaction, [random.randrange(1, 1_000_000)]).values())
    words = search_words(held[0].text)
    at = random.randrange(max(1, len(words) - 3))
    return " ".join(words[at : at + 1 + (number % 3 and random.randrange(1, 3))])


def large(count: int, questions: int) -> dict[str, Any]:
    """The same on both kinds of store."""
    out: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        where = str(Path(folder) / "large.db")
        seconds, _ = timed(lambda: made(count, where))
        out["sqlite"] = {"fill_seconds": round(seconds), **ask(where, questions)}
    with postgres() as server:
        if server is None:
            out["postgresql"] = {"skipped": MISSING}
        else:
            where = server.url("large")
            seconds, _ = timed(lambda: made(count, where))
            server.ask("large", "VACUUM ANALYZE")
            out["postgresql"] = {"fill_seconds": round(seconds), **ask(where, questions)}
    return out


def main() -> int:
    """Print the figures as one JSON object."""
    parser = argparse.ArgumentParser(description="Times a desk; prints one JSON object.")
    parser.add_argument("parquet", nargs="*", type=Path, default=measure.real_news(), metavar="PARQUET")
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--only", choices=("add", "ask"))
    parser.add_argument("--fill", metavar="STORE", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.fill:
        print(json.dumps(fill(given.fill, given.parquet)))
        return 0
    without = measure.missing(given.parquet)
    if without:
        print(json.dumps({"benchmark": "desk", "skipped": without}))
        return 0
    out: dict[str, Any] = {"benchmark": "desk", **measure.circumstances()}
    if given.only != "ask":
        out["add"] = add(given.parquet)
    if given.only != "add":
        out["ask"] = large(given.articles, given.questions)
    print(json.dumps(out))
    return 0


if __name__ == "__main__":
    sys.exit(main())
