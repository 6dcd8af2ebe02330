"""Watches sites named on standard input once, as a process of its own, and prints what became of them.

In: ``{"feeds": {name: url}, "ports": [port]}``. Out: what the feeds did, what was kept, the peak of memory.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from rasd.model import Article, Feed, Story
from rasd.read.feed import read_feed
from rasd.settings import Settings
from rasd.watch.book import Notepad
from rasd.watch.clock import SimulatedClock
from rasd.watch.errands import Runner
from rasd.watch.manners import Manners
from rasd.watch.watcher import Watcher

START = datetime(2026, 11, 27, 10, tzinfo=UTC)


def peak_megabytes() -> int:
    """The most memory held since this program started; not, as getrusage has it, that of who started it."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return 0
    (line,) = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) // 1024


def main() -> None:
    order = json.load(sys.stdin)
    names = {url: name for name, url in order["feeds"].items()}
    book = Notepad([Feed(url) for url in names])
    kept: dict[str, list[dict[str, str]]] = defaultdict(list)

    def take(articles: Sequence[Article]) -> Iterable[Story]:
        for article in articles:
            row = {"text": article.text[:2000], "date": article.date, "published": str(article.published)}
            kept[names[str(article.extra["feed"])]].append(row)
        return ()

    runner = Runner(
        Settings(timeout=float(order.get("timeout", 2.0))), Manners(pause=0.0), read_feed,
        frozenset(("127.0.0.1", port) for port in order["ports"]),
    )  # fmt: skip
    before = peak_megabytes()
    Watcher(book, runner, take, clock=SimulatedClock(START)).run(once=True)
    health = {
        names[url]: {"trouble": one.trouble, "wait": (one.due - START).total_seconds() if one.due else 0.0}
        for url, one in book.health().items()
    }
    peak = peak_megabytes()
    json.dump({"health": health, "kept": kept, "before": before, "peak": peak}, sys.stdout)


if __name__ == "__main__":
    main()
