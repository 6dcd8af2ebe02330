"""A day of 300 feeds in the time that their requests take, and whether the watcher grows by it.

    python benchmarks/watching.py [PARQUET ...] [--feeds N] [--hours N]

Articles of PARQUET (those of ``RASD_SHARED`` by default) are made into pages, and a server on loopback - a
process of its own, with a port for each site - into feeds: most say something new now and then, a tenth
always has something new, a tenth never answers as it should (503, garbage, resets, redirects). The watcher
polls them with a clock that jumps to whatever is due next, and keeps its book in a store on disk.

``megabytes`` is what the process holds after the first and the last simulated hour (resident, garbage
collected before), ``growth`` the one by the other. What takes the articles forgets them: the desk is measured
by ``desk.py``.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import measure

from rasd.model import Article, Feed, FeedHealth, Story
from rasd.read.feed import read_feed
from rasd.settings import Settings
from rasd.store.books import StoreBook
from rasd.store.database import Database
from rasd.store.migrating import prepare
from rasd.watch.clock import SimulatedClock
from rasd.watch.errands import Runner
from rasd.watch.manners import Manners
from rasd.watch.watcher import Watcher

FEEDS, HOURS, ENTRIES = 300, 24.0, 20
START = datetime(2026, 11, 27, tzinfo=UTC)
PAGES = 2_000


# --- the sites ---------------------------------------------------------------------------------------------


def page(title: str, text: str) -> bytes:
    """An article's page, with what stands round an article."""
    shown = escape(title)
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
    menu = "".join(f'<li><a href="/s/{n}">قسم {n}</a></li>' for n in range(30))
    return (
        f"<!DOCTYPE html><html lang=ar dir=rtl><head><meta charset=utf-8><title>{shown}</title></head>"
        f"<body><nav><ul>{menu}</ul></nav><article><h1>{shown}</h1>{paragraphs}</article>"
        f"<footer>جميع الحقوق محفوظة</footer></body></html>"
    ).encode()


class Site:
    """A site: its feed grows by chance, each time that it is asked."""

    def __init__(self, number: int, pages: list[tuple[str, bytes]]) -> None:
        self.random, self.number, self.pages = Random(number), number, pages
        self.entries = ENTRIES
        self.often = self.random.choice((0.05, 0.15, 0.3)) if number % 10 else 1.0

    def answer(self, path: str, head: str, port: int) -> bytes | None:
        """The answer to a request; ``None`` to hang up."""
        if path == "/robots.txt":
            return response("404 Not Found", b"")
        if path.startswith("/a/"):
            body = self.pages[(self.number * 7919 + int(path[3:])) % len(self.pages)][1]
            return response("200 OK", body, "Content-Type: text/html; charset=utf-8")
        if self.number % 10 == 5 and path == "/feed":
            return self.odd()
        if self.random.random() < self.often:
            self.entries += self.random.choice((1, 1, 2, 4))
        tag = f'"{self.entries}"'
        if f"If-None-Match: {tag}" in head:
            return response("304 Not Modified", b"", f"ETag: {tag}")
        return response("200 OK", self.feed(port), "Content-Type: application/rss+xml", f"ETag: {tag}")

    def odd(self) -> bytes | None:
        """What a site answers that does not answer as it should."""
        kind = self.random.randrange(5)
        if kind == 0:
            return response("503 Service Unavailable", b"", "Retry-After: 3600")
        if kind == 1:
            return response("200 OK", b"\x00\xff<garbage" * 100)
        if kind == 2:
            return response("302 Found", b"", "Location: /feed/now")
        return None if kind == 3 else response("200 OK", b"<html><body>sold</body></html>")

    def feed(self, port: int) -> bytes:
        items = "".join(
            f"<item><title>{escape(self.pages[n % len(self.pages)][0])} {n}</title>"
            f"<link>http://127.0.0.1:{port}/a/{n}</link><guid>{n}</guid></item>"
            for n in range(self.entries - 1, self.entries - ENTRIES - 1, -1)
        )
        return f'<rss version="2.0"><channel><title>s</title>{items}</channel></rss>'.encode()


def response(status: str, body: bytes, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


async def serve(count: int, pages: list[tuple[str, bytes]]) -> None:
    """Serve the sites until standard input ends; their ports are printed first."""
    servers = []
    for number in range(count):
        site = Site(number, pages)

        async def handle(
            reader: asyncio.StreamReader, writer: asyncio.StreamWriter, site: Site = site
        ) -> None:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                port = writer.get_extra_info("sockname")[1]
                answer = site.answer(head.split(" ", 2)[1], head, port)
                if answer is not None:
                    writer.write(answer)
                    await writer.drain()
            writer.close()

        servers.append(await asyncio.start_server(handle, "127.0.0.1", 0))
    ports = [server.sockets[0].getsockname()[1] for server in servers]
    print(json.dumps(ports), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


def served(paths: Sequence[Path], count: int) -> None:
    """The process of the sites."""
    files = [str(path) for path in paths]
    rows = duckdb.execute(
        "SELECT title, text FROM read_parquet(?, union_by_name = true) WHERE length(text) > 500 LIMIT ?",
        [files, PAGES],
    ).fetchall()
    asyncio.run(serve(count, [(str(title or ""), page(str(title or ""), text)) for title, text in rows]))


# --- the watcher -------------------------------------------------------------------------------------------


def held_megabytes() -> float:
    """What this process holds now, in megabytes of 10^6 bytes."""
    gc.collect()
    fields = Path("/proc/self/statm").read_text().split()
    return round(int(fields[1]) * os.sysconf("SC_PAGESIZE") / 1e6, 1)


class Day:
    """What happens while it is watched: articles are counted, memory is read every simulated hour."""

    def __init__(self, hours: float) -> None:
        self.clock = SimulatedClock(START)
        self.hours, self.articles, self.polls, self.troubled = hours, 0, 0, 0
        self.held: list[float] = []
        self.watcher: Watcher | None = None

    def take(self, articles: Sequence[Article]) -> Iterable[Story]:
        self.articles += len(articles)
        return ()

    def polled(self, feed: Feed, health: FeedHealth) -> None:
        self.polls += 1
        self.troubled += bool(health.trouble)
        passed = self.clock.ticks() / 3600
        if passed >= len(self.held) + 1:
            self.held.append(held_megabytes())
        if passed >= self.hours and self.watcher is not None:
            self.watcher.stop()


def watched(ports: Sequence[int], hours: float, folder: Path) -> dict[str, Any]:
    database = Database(str(folder / "book.db"))
    prepare(database)
    book, day = StoreBook(database), Day(hours)
    book.follow([Feed(f"http://127.0.0.1:{port}/feed") for port in ports])
    runner = Runner(
        Settings(timeout=10.0), Manners(), read_feed, frozenset(("127.0.0.1", port) for port in ports)
    )
    day.watcher = Watcher(book, runner, day.take, polled=day.polled, clock=day.clock)
    started, cpu = time.perf_counter(), time.process_time()
    day.watcher.run()
    seconds, used = time.perf_counter() - started, time.process_time() - cpu
    database.close()
    return {
        "simulated_hours": round(day.clock.ticks() / 3600, 1), "polls": day.polls, "troubled": day.troubled,
        "articles": day.articles, "seconds": round(seconds, 1), "cpu_seconds": round(used, 1),
        "megabytes": {"first_hour": day.held[0], "last_hour": day.held[-1], "each": day.held},
        "growth": round(day.held[-1] / day.held[0], 3), "peak_megabytes": measure.own_peak_megabytes(),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("parquet", nargs="*", type=Path)
    parser.add_argument("--feeds", type=int, default=FEEDS)
    parser.add_argument("--hours", type=float, default=HOURS)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    paths = given.parquet or measure.real_news()
    if given.serve:
        served(paths, given.feeds)
        return
    report: dict[str, Any] = {"benchmark": "watching", **measure.circumstances(), "feeds": given.feeds}
    if lacking := measure.missing(paths):
        print(json.dumps({**report, "skipped": lacking}, ensure_ascii=False))
        return
    command = [sys.executable, __file__, "--serve", "--feeds", str(given.feeds), *map(str, paths)]
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as sites,
    ):
        assert sites.stdout is not None
        ports = json.loads(sites.stdout.readline())
        report |= watched(ports, given.hours, Path(folder))
        sites.communicate("")
    print(json.dumps(report, ensure_ascii=False))


if __name__ == "__main__":
    main()
