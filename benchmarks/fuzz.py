"""Feeds every parser inputs that nobody would write: a million, and none may end in more than a refusal.

    python benchmarks/fuzz.py [--share X] [--seed N]

Each parser has seeds of its own kind, which are cut, doubled, joined, and sprinkled with bytes and with the
marks that its format lives by. ``--share`` (1.0) of each parser's number is tried. Counted are inputs, those
refused with an error of ours, the seconds of CPU, the slowest input, and what failed: parser, error and
the input.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple
from xml.parsers import expat

import measure

from rasd.errors import RasdError
from rasd.lang.searching import search_phrases
from rasd.read.csvs import csv_rows
from rasd.read.encoding import decode
from rasd.read.feed import read_feed
from rasd.read.feedlists import read_feeds
from rasd.read.fetch import Fetched
from rasd.read.html import Place, read_page
from rasd.read.jsons import json_document, json_lines
from rasd.read.lines import HEAD, Source
from rasd.read.listed import list_kind
from rasd.read.robots import parse
from rasd.read.sniff import sniff
from rasd.read.timestamps import parse_timestamp
from rasd.read.warc import warc_articles
from rasd.store.articles import url_place

PAGES = Path(__file__).parents[1] / "tests" / "read"
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>أخبار</title>
<item><title>عنوان &amp; آخر</title>
<link>https://a.example/1</link><guid>1</guid><pubDate>Tue, 03 Mar 2026 08:00:00 GMT</pubDate>
<description><![CDATA[<p>قال <b>مصدر</b> إن الميناء مغلق.</p>]]></description></item>
</channel></rss>""".encode()
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>x</id>
<title type="html">a</title><link href="/1"/><updated>2026-03-03T08:00:00Z</updated>
<content type="html">&lt;p&gt;text&lt;/p&gt;</content></entry></feed>"""
OPML = b'<opml version="2.0"><body><outline text="a" title="b" xmlUrl="https://a.example/f"/></body></opml>'
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>text</p></body></html>"
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\n"
    b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (len(ANSWER), ANSWER)
)
LINES = (
    '{"id": "1", "text": "نص", "date": "2026-03-03", "n": [1, {"a": null}]}\n{"id": 2, "text": "\\u0000"}\n'
).encode()
CSV = b'id,text,outlet\n1,"a ""quoted"", text",x\n2,"two\nlines",y\n'
TIMES = (
    b"Tue, 03 Mar 2026 08:00:00 GMT",
    b"2026-03-03T08:00:00+03:00",
    b"1740988800",
    b"03/04/2018",
    b"May 20, 2018 10:05 PM",
    "٢٠٢٦-٠٣-٠٣".encode(),
    b"Sun May 20 2018 00:06:55 GMT+0400 (Gulf Standard Time)",
)
MARKS = (
    b"<",
    b">",
    b"&",
    b'"',
    b"'",
    b"]]>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"&#x",
    b"\0",
    b"\xff",
    b"\xd8\x00",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b"\n",
    b"\r",
    b"\\u",
    b"\xe2\x80\xae",
    b"\x1f\x8b",
    b"%",
    b"9" * 20,
    b"-",
    b":",
    b"/",
    b"\xef\xbb\xbf",
)


QUESTION = 'وكالة "وزارة الخارجية" «قال»'.encode()


FAULTS = (
    ArithmeticError, AssertionError, AttributeError, BufferError, EOFError, LookupError, MemoryError,
    NameError, OSError, RuntimeError, StopIteration, SystemError, TypeError, ValueError, zlib.error,
    expat.ExpatError,
)  # fmt: skip
"""What Python and the libraries raise; whatever it is, it is what is looked for."""


class Parser(NamedTuple):
    """What is tried: how often in all, on what seeds."""

    inputs: int
    seeds: tuple[bytes, ...]
    run: Callable[[bytes], object]


def _source(data: bytes) -> Source:
    return Source("fuzz", io.BytesIO(data), data[:HEAD], 10_000)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def parsers() -> dict[str, Parser]:
    """All of them."""
    pages = tuple(path.read_bytes()[:4000] for path in sorted(PAGES.glob("*/*.html")))
    every = (RSS, ATOM, OPML, WARC, LINES, CSV, *pages)
    table = b"[" + LINES.replace(b"\n", b",") + b"{}]"
    urls = (b"https://www.a.example:80/x?utm_source=1&b=2#c", b"http://[::1]/")
    robots = b"User-agent: *\nDisallow: /a*$\nCrawl-delay: 3\n"
    archives = (WARC, gzip.compress(WARC, mtime=0))
    return {
        "timestamps": Parser(300_000, TIMES, lambda data: parse_timestamp(_text(data))),
        "kinds": Parser(150_000, every, lambda data: (sniff(data), list_kind(data))),
        "charsets": Parser(100_000, (RSS, *pages, "نص".encode("cp1256") * 20), decode),
        "json lines": Parser(100_000, (LINES,), lambda data: list(json_lines(_source(data)))),
        "json": Parser(50_000, (table,), lambda data: list(json_document(_source(data)))),
        "csv": Parser(80_000, (CSV,), lambda data: list(csv_rows(_source(data)))),
        "feeds": Parser(60_000, (RSS, ATOM), _feed),
        "opml": Parser(50_000, (OPML,), lambda data: read_feeds(data, "fuzz")),
        "robots": Parser(40_000, (robots,), lambda data: parse(data, "rasd")),
        "urls": Parser(30_000, urls, lambda data: url_place(_text(data))),
        "questions": Parser(30_000, (QUESTION,), lambda data: search_phrases(_text(data))),
        "archives": Parser(5_000, archives, _archive),
        "pages": Parser(5_000, pages, lambda data: read_page(data, Place(path="fuzz"))),
        "pages, fast": Parser(5_000, pages, lambda data: read_page(data, Place(path="fuzz"), True)),
    }


def _feed(data: bytes) -> object:
    return read_feed(Fetched("https://a.example/f", data, ""))


def _archive(data: bytes) -> object:
    return list(warc_articles(io.BufferedReader(io.BytesIO(data)), "fuzz", 10_000, True))


def mutated(seed: bytes, random: Random, others: tuple[bytes, ...]) -> bytes:
    """A seed with one to eight things done to it."""
    data = bytearray(seed)
    for _ in range(random.randrange(1, 9)):
        at = random.randrange(len(data) + 1)
        deed = random.randrange(6)
        if deed == 0:
            data[at:at] = random.choice(MARKS) * random.choice((1, 1, 1, 2, 50))
        elif deed == 1:
            del data[at : at + random.choice((1, 3, 40, len(data)))]
        elif deed == 2 and data:
            data[at % len(data)] = random.randrange(256)
        elif deed == 3:
            data[at:at] = data[at : at + random.randrange(200)]
        elif deed == 4:
            other = random.choice(others)
            data[at:at] = other[random.randrange(len(other)) :][: random.randrange(400)]
        else:
            data[at:at] = random.randbytes(random.randrange(8))
    return bytes(data)


def tried(name: str, parser: Parser, count: int, seed: int) -> dict[str, object]:
    """So many inputs of a parser."""
    random = Random(f"{seed} {name}")
    refused, slowest, failed = 0, 0.0, []
    started = time.process_time()
    for data in (mutated(random.choice(parser.seeds), random, parser.seeds) for _ in range(count)):
        begun = time.process_time()
        try:
            parser.run(data)
        except RasdError:
            refused += 1
        except FAULTS as error:
            failed.append({"parser": name, "error": repr(error)[:200], "input": repr(data)[:400]})
        slowest = max(slowest, time.process_time() - begun)
    seconds = time.process_time() - started
    return {
        "inputs": count,
        "refused": refused,
        "cpu_seconds": round(seconds, 1),
        "slowest_seconds": round(slowest, 3),
        "failed": failed[:5],
        "failures": len(failed),
    }


def results(share: float, seed: int) -> Iterator[tuple[str, dict[str, object]]]:
    """All parsers, one after the other."""
    for name, parser in parsers().items():
        yield name, tried(name, parser, max(1, round(parser.inputs * share)), seed)


def main() -> int:
    """Print the figures as one JSON object; 1 where anything failed."""
    parser = argparse.ArgumentParser(description="Tries parsers on mutated inputs; prints one JSON object.")
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    found = dict(results(given.share, given.seed))
    inputs = sum(int(str(one["inputs"])) for one in found.values())
    failures = sum(int(str(one["failures"])) for one in found.values())
    print(
        json.dumps(
            {
                "benchmark": "fuzz",
                **measure.circumstances(),
                "inputs": inputs,
                "failures": failures,
                "parsers": found,
            }
        )
    )
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
