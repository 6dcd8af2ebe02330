"""How quickly a desk of a million articles answers, on SQLite and on PostgreSQL.

    python benchmarks/million.py [PARQUET ...] [--articles N] [--base N] [--questions N] [--only KIND]
    python benchmarks/million.py --store STORE [--questions N] [--requests N]

The first form fills an empty desk of each kind (``sqlite``, ``postgres``) as ``multiplied.py`` does, whose
first lines say what of it is multiplied and not worked out; it takes some 12 GB of disk for each. The second
asks a desk that is there.

Measured are: opening the desk; ``rasd stories`` as a command, with all that the command loads; the first page
of lists and late ones; ``--questions`` (200) searches of each kind; sources and outlets; and the desk served
in a browser at 20 requests a second (as ``serving.py`` does, ``--requests`` of them). Times are seconds or
milliseconds of the clock, ``cpu`` those of this process's CPU: on SQLite all there is.

A search is made of words of random articles: one word, which may be as common as any; two or three of them;
the same in other spellings (hamza, ta marbuta, alef maqsura, vowel marks, with the article); three side by
side; the name of a party; two words within a month; one word, the best first.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import measure
import multiplied
import serving
from servers import MISSING, postgres

from rasd import Desk
from rasd.lang.searching import search_words
from rasd.store import articles as kept
from rasd.store.lines import EVERY, Wanted

RUNS = 15
LATE = (20_000, 200_000)
MONTH = 30 * 86_400.0
_SPELT = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ا": "أ", "ة": "ه", "ه": "ة", "ى": "ي", "ي": "ى"})
Question = tuple[str, Wanted, str]


def timings(jobs: Sequence[Callable[[], Any]]) -> dict[str, float]:
    """Median, 95th percentile and worst of the clock, and the first two of CPU, in milliseconds."""
    clock, cpu = [], []
    for job in jobs:
        begun, spent = time.perf_counter(), time.process_time()
        job()
        clock.append(time.perf_counter() - begun)
        cpu.append(time.process_time() - spent)
    spent_in_all = measure.percentiles(cpu)
    return {**measure.percentiles(clock), "cpu_p50": spent_in_all["p50"], "cpu_p95": spent_in_all["p95"]}


def lists(desk: Desk) -> dict[str, Any]:
    """The lists of the desk, their first page and late ones."""
    out = {}
    for what, ask in (("stories", desk.story_lines), ("claims", desk.claim_lines)):
        for sort in ("repeated", "time"):
            for skip in (0, *LATE):
                jobs = [partial(ask, EVERY, sort, 20, skip)] * RUNS
                out[f"{what} {sort} after {skip}"] = timings(jobs)
        out[f"{what} everything after {LATE[-1]}"] = timings(
            [partial(ask, Wanted(everything=True), "repeated", 20, LATE[-1])] * RUNS
        )
    whole: tuple[Callable[[], Any], ...] = (
        desk.counts, desk.outlet_names, desk.outlet_lines, desk.source_lines, desk.network
    )  # fmt: skip
    for job in whole:
        out[job.__name__] = timings([job] * 3)
    return out


def questions(desk: Desk, count: int) -> dict[str, Iterator[Question]]:
    """Searches of each kind."""
    return {kind: (make(desk, Random(f"{kind}{at}")) for at in range(count)) for kind, make in _KINDS.items()}


def _words(desk: Desk, random: Random) -> tuple[list[str], float]:
    """The words of a random article as it has them, and its moment."""
    most = len(desk)
    while True:
        with desk.database.reading() as transaction:
            held = list(kept.get(transaction, [random.randrange(1, most + 1)]).values())
        words = [word for word in held[0].text.split() if search_words(word)] if held else []
        if len(words) > 5:
            return words, kept.moment_of(held[0].published) or 0.0


def _some(words: list[str], random: Random, size: int) -> list[str]:
    at = random.randrange(len(words) - size)
    return words[at : at + size]


def _one(desk: Desk, random: Random) -> Question:
    return " ".join(_some(_words(desk, random)[0], random, 1)), EVERY, "time"


def _few(desk: Desk, random: Random) -> Question:
    return " ".join(random.sample(_words(desk, random)[0], random.choice((2, 3)))), EVERY, "time"


def _other_spelling(desk: Desk, random: Random) -> Question:
    words = [word.translate(_SPELT) for word in random.sample(_words(desk, random)[0], 2)]
    words[0] = f"ال{words[0].removeprefix('ال')}"
    return " ".join("\u064e".join(word) for word in words), EVERY, "time"


def _phrase(desk: Desk, random: Random) -> Question:
    return f'"{" ".join(_some(_words(desk, random)[0], random, 3))}"', EVERY, "time"


def _name(desk: Desk, random: Random) -> Question:
    lines = _parties(desk)
    return random.choice(lines), EVERY, "time"


def _within(desk: Desk, random: Random) -> Question:
    words, when = _words(desk, random)
    return " ".join(_some(words, random, 2)), Wanted(when - MONTH / 2, when + MONTH / 2), "time"


def _best(desk: Desk, random: Random) -> Question:
    return " ".join(_some(_words(desk, random)[0], random, 1)), EVERY, "best"


_KINDS: dict[str, Callable[[Desk, Random], Question]] = {
    "one word": _one, "two or three": _few, "other spellings": _other_spelling, "a phrase": _phrase,
    "a name": _name, "within a month": _within, "one word, best first": _best,
}  # fmt: skip
_NAMES: list[str] = []


def _parties(desk: Desk) -> list[str]:
    """Names of the parties that are cited most; asked once."""
    if not _NAMES:
        _NAMES.extend(line.name for line in desk.source_lines(most=500))
    return _NAMES


def searches(desk: Desk, count: int) -> dict[str, Any]:
    """How long searches take, by kind, and how many find something."""
    out: dict[str, Any] = {}
    for kind, asked in questions(desk, count).items():
        rows = list(asked)
        found: list[bool] = []

        def ask(row: Question, found: list[bool] = found) -> None:
            found.append(bool(desk.search(*row)))

        out[kind] = {**timings([partial(ask, row) for row in rows]), "answered": sum(found)}
    return out


def command(*words: str) -> float:
    """Seconds of a command: the median of five."""
    program = str(Path(sys.executable).with_name("rasd"))
    seconds, _ = measure.median_seconds(
        lambda: subprocess.run([program, *words], check=True, capture_output=True), 5
    )
    return round(seconds, 3)


def ask(where: str, count: int, requests: int) -> dict[str, Any]:
    """All that is asked of a desk."""
    started = time.perf_counter()
    desk = Desk(where, readonly=True)
    opened = time.perf_counter() - started
    with desk:
        out = {
            "articles": len(desk), "open_seconds": round(opened, 3),
            "command_seconds": command("stories", "--store", where),
            "lists_ms": lists(desk), "search_ms": searches(desk, count),
        }  # fmt: skip
    return {**out, "served": serving.run(where, requests, 20.0) if requests else None}


def both(given: argparse.Namespace) -> Iterator[tuple[str, Any]]:
    """Each kind of store, filled and asked."""
    if given.only != "postgres":
        with tempfile.TemporaryDirectory() as folder:
            where = str(Path(folder) / "million.db")
            yield "sqlite", filled(where, given)
    if given.only != "sqlite":
        with postgres() as server:
            yield (
                "postgresql",
                {"skipped": MISSING} if server is None else filled(server.url("million"), given),
            )


def filled(where: str, given: argparse.Namespace) -> dict[str, Any]:
    """Fill a store and ask it."""
    made = multiplied.multiply(where, given.articles, given.base, given.parquet)
    return {"filled": made, **ask(where, given.questions, given.requests)}


def main() -> int:
    """Print the figures as one JSON object."""
    parser = argparse.ArgumentParser(description="Asks a desk of a million articles; prints one JSON object.")
    parser.add_argument("parquet", nargs="*", type=Path, default=measure.real_news(), metavar="PARQUET")
    parser.add_argument("--articles", type=int, default=multiplied.ARTICLES)
    parser.add_argument("--base", type=int, default=multiplied.BASE, help="articles that the desk takes in")
    parser.add_argument("--questions", type=int, default=200, help="searches of each kind")
    parser.add_argument("--requests", type=int, default=400, help="to the desk served; 0: none")
    parser.add_argument("--only", choices=("sqlite", "postgres"))
    parser.add_argument("--store", metavar="STORE", help="a desk that is there already")
    given = parser.parse_args()
    out: dict[str, Any] = {"benchmark": "million", **measure.circumstances()}
    without = "" if given.store else measure.missing(given.parquet)
    if without:
        print(json.dumps({"benchmark": "million", "skipped": without}))
        return 0
    if given.store:
        out["asked"] = ask(given.store, given.questions, given.requests)
    else:
        out |= dict(both(given))
    print(json.dumps(out, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
