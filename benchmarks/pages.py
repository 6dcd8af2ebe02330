"""How many pages a second are read on one core, the full way and the quick way, and how well.

    python benchmarks/pages.py [--seconds N]

The pages are those of ``tests/read`` (made for the tests), each with menus and scripts added until it has the
length of a usual page (60 kB), since these are short. F1 is of the words of the pages as they are.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path

import measure

from rasd.read.html import Place, read_page

FOLDER = Path(__file__).parents[1] / "tests" / "read"
LENGTH = 60_000


def pages() -> dict[Path, bytes]:
    """The pages, as they are."""
    paths = [path for name in ("pages", "sites") for path in sorted((FOLDER / name).glob("*.html"))]
    return {path: path.read_bytes() for path in paths}


def lengthened(page: bytes) -> bytes:
    """A page with as much more in it as makes it a usual one: menus and scripts for the most part."""
    item = b"<li><a href='/section/page'>Section and page</a></li>"
    script = b"<script>" + b"var a = function (b) { return b < 1 ? 0 : b + 1; };\n" * 90 + b"</script>"
    menu = b"<ul>" + item * 240 + b"</ul>"
    more = menu + script * (max(0, LENGTH - len(page) - len(menu)) // len(script))
    at = page.rfind(b"</body>")
    return page[:at] + more + page[at:]


def score(fast: bool) -> float:
    """Mean F1 of the words."""
    found = []
    for path, page in pages().items():
        text = read_page(page, Place(path=str(path)), fast).text
        one, two = Counter(text.split()), Counter(path.with_suffix(".txt").read_text("utf-8").split())
        found.append(2 * sum((one & two).values()) / (sum(one.values()) + sum(two.values())))
    return round(sum(found) / len(found), 4)


def speed(fast: bool, seconds: float) -> float:
    """Pages a second of CPU."""
    usual = [(Place(path=str(path)), lengthened(page)) for path, page in pages().items()]
    for place, page in usual:
        read_page(page, place, fast)
    done, started = 0, time.process_time()
    while time.process_time() - started < seconds:
        for place, page in usual:
            read_page(page, place, fast)
        done += len(usual)
    return round(done / (time.process_time() - started), 1)


def main() -> int:
    """Print the figures as one JSON object."""
    parser = argparse.ArgumentParser(description="Times the reading of pages; prints one JSON object.")
    parser.add_argument("--seconds", type=float, default=10.0)
    given = parser.parse_args()
    measure.one_core()
    out = {
        way: {"pages_a_second": speed(fast, given.seconds), "f1": score(fast)}
        for way, fast in (("full", False), ("fast", True))
    }
    print(
        json.dumps(
            {"benchmark": "pages", **measure.circumstances(), "pages": len(pages()), "bytes": LENGTH, **out}
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
