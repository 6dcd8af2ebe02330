"""What is lost or doubled when the process that adds is killed, again and again.

    python benchmarks/faults.py [PARQUET] [--kills N] [--articles N] [--server URL] [--seed N] [--minutes N]

``--articles`` (2,000) of PARQUET (the first of the shared folder) are added to a desk by a process of its
own, which is killed (SIGKILL) at a random moment; then it is started again, until it has been killed
``--kills`` (200) times. Whenever a run comes to its end the desk is compared with one that was filled in one
go, and the next run begins with an empty one. After each kill nothing that was committed may be gone;
``rasd check`` is asked what it finds, and finds nothing but what waits to be done. ``--server`` is the URL of
a PostgreSQL database to be used (and emptied) instead of SQLite files. With ``--minutes`` the killing
ends after so many of them, and ``kills`` says how many it came to.

``lost`` and ``doubled`` count articles, ``unequal`` the finished desks that differ from the one filled in one
go, ``found`` what check found that it should not; all are to be 0.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from math import inf
from pathlib import Path
from random import Random
from typing import Any

import measure

from rasd import Article, Desk, read_articles
from rasd.store.codec import unpack_parts
from rasd.store.database import Database

_KEPT = {
    "articles": "number, id, version, place, outlet, url, title, author, date, published, moment, language,"
    " text, extra, digest, told, story",
    "versions": "article, version, title, author, date, published, text, extra",
    "analyses": "article, language, data, vector",
    "passages": "a, a_start, a_end, b, b_start, b_end, identity, words, direction, because",
    "links": "article, attribution, place, final, name, type, key, folded, stance",
    "claims": "story, place, id, text, outlets, reports, copies, lowest, highest, named, unnamed, own,"
    " confirmed, denied, doubted, declined, first, rank_group, rank_each, rank_opposed, rank_reports",
    "origins": "story, claim, key",
    "copies": "story, copier, original, article, credited",
    "stories": "id, title, articles, outlets, first, last, bare, rank_group, rank_each, rank_opposed,"
    " rank_reports, rank_articles, rank_first, lead_claim",
}
"""What must be equal: everything but when it came."""


def picture(where: str) -> dict[str, Any]:
    """All that a store holds, comparable."""
    database = Database(where)
    with database.reading() as transaction:
        found: dict[str, Any] = {
            table: sorted(map(repr, transaction.rows(f"SELECT {columns} FROM {table}")))
            for table, columns in _KEPT.items()
        }
        stories = transaction.rows("SELECT id, data FROM stories ORDER BY id")
        found["parts"] = {id_: unpack_parts(data) for id_, data in stories}
    database.close()
    return found


def ids(where: str) -> list[str]:
    """The ids of all articles that are committed; none where there is no desk yet."""
    database = Database(where)
    with database.reading() as transaction:
        table = transaction.dialect.name == "sqlite"
        there = transaction.rows(
            "SELECT name FROM sqlite_master WHERE name = 'articles'"
            if table
            else "SELECT table_name FROM information_schema.tables WHERE table_name = 'articles'"
        )
        found = [str(row[0]) for row in transaction.rows("SELECT id FROM articles")] if there else []
    database.close()
    return found


def killed(source: Path, where: str, after: float) -> bool:
    """Add to a desk in another process, and kill it after some seconds; whether it had not ended."""
    worker = subprocess.Popen([sys.executable, __file__, "--work", where, str(source)])
    try:
        worker.wait(after)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()
        return True
    if worker.returncode:
        raise SystemExit(f"the worker failed with {worker.returncode}")
    return False


def survive(
    source: Path, empty: Callable[[], str], kills: int, random: Random, minutes: float = inf
) -> dict[str, Any]:
    """Kill so often, or so long, and count what went wrong. ``empty`` gives the place of an empty store."""
    whole = empty()
    begun = time.perf_counter()
    killed(source, whole, 3600.0)
    longest = time.perf_counter() - begun
    right = picture(whole)
    out = {"kills": 0, "finished": 0, "lost": 0, "doubled": 0, "unequal": 0, "found": 0}
    where, before = empty(), set[str]()
    while out["kills"] < kills and time.perf_counter() - begun < 60 * minutes:
        started = time.perf_counter()
        was_killed = killed(source, where, random.uniform(0.0, longest))
        taken = time.perf_counter() - started
        now = ids(where)
        out["lost"] += len(before - set(now))
        out["doubled"] += len(now) - len(set(now))
        if was_killed:
            out["kills"] += 1
            out["found"] += _found(where) if now else 0
            before = set(now)
            continue
        # A busy machine may have made the first run a long one: then most would end before they are killed.
        longest = min(longest, taken) if not before else longest
        out["finished"] += 1
        out["unequal"] += picture(where) != right
        where, before = empty(), set()
    killed(source, where, 3600.0)
    out["finished"] += 1
    out["unequal"] += picture(where) != right
    return {**out, "articles": len(right["articles"]), "seconds_a_run": round(longest, 1)}


def _found(where: str) -> int:
    """What check finds beside articles that wait, for their place in the index or for their story."""
    with Desk(where) as desk:
        findings = list(desk.check())
    return sum(not ("wait" in one.what or "not in it" in one.what) for one in findings)


def work(where: str, source: str) -> None:
    """What the worker does."""
    with Desk(where) as desk:
        desk.add(source)


def main() -> int:
    """Print the figures as one JSON object."""
    parser = argparse.ArgumentParser(
        description="Kills a process that adds, and counts; prints one JSON object."
    )
    parser.add_argument("parquet", nargs="?", type=Path, default=next(iter(measure.real_news()), None))
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=inf, help="most minutes of killing (no limit)")
    parser.add_argument("--server", help="URL of a PostgreSQL database to be used and emptied")
    parser.add_argument("--work", nargs=2, metavar=("STORE", "SOURCE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work:
        work(*given.work)
        return 0
    if given.parquet is None or not given.parquet.is_file():
        print(json.dumps({"benchmark": "faults", "skipped": "no real articles at hand: set RASD_SHARED"}))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        write(
            source,
            [one for one in islice(read_articles(given.parquet), given.articles) if isinstance(one, Article)],
        )
        empty = emptied(given.server) if given.server else numbered(Path(folder))
        found = survive(source, empty, given.kills, Random(given.seed), given.minutes)
    kind = "postgresql" if given.server else "sqlite"
    print(json.dumps({"benchmark": "faults", **measure.circumstances(), "store": kind, **found}))
    return 0


def write(path: Path, articles: list[Article]) -> None:
    """Articles as JSON lines."""
    names = ("id", "outlet", "url", "title", "date", "author", "text")
    lines = (json.dumps({name: getattr(one, name) for name in names}, ensure_ascii=False) for one in articles)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def numbered(folder: Path) -> Callable[[], str]:
    """Gives the path of a new file each time."""
    made: list[str] = []

    def empty() -> str:
        made.append(str(folder / f"{len(made)}.db"))
        return made[-1]

    return empty


def emptied(url: str) -> Callable[[], str]:
    """Gives the same database each time, emptied, and its index removed."""

    def empty() -> str:
        import shutil  # noqa: PLC0415

        from rasd.desk.places import index_folder  # noqa: PLC0415

        database = Database(url)
        with database.writing() as transaction:
            transaction.plain("DROP SCHEMA public CASCADE")
            transaction.plain("CREATE SCHEMA public")
        shutil.rmtree(index_folder(database)[0], ignore_errors=True)
        database.close()
        return url

    return empty


if __name__ == "__main__":
    sys.exit(main())
