"""How well and how fast ``rasd.reuse`` finds the passages that articles share.

    python benchmarks/reuse.py [PARQUET ...] [--planted N] [--articles N]

PARQUET files have the columns ``id``, ``text`` and, where known, ``outlet``; by default
``corpora/saudi.parquet`` and ``corpora/ant.parquet`` of the shared folder. What is printed:

``planted``: stretches of 15 to 120 words of real articles are put into other real articles, with a share of
their words deleted, replaced or followed by a new one, and one word in twenty spelt otherwise. ``recall``
is the share of the words that survived, on both sides, that a passage covers; ``precision`` the share of
the words that passages of that pair cover which were planted; ``pieces`` passages a pair found.

``corpora``: seconds and memory for all articles of all files, from the file to the passages (``seconds``)
and the search alone (``search_seconds``), with the kernels compiled before. ``handful_seconds``: five
articles in a fresh process, the imports of the room included.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import duckdb
import measure

from rasd.lang.tokens import word_spans
from rasd.model import Article, Span
from rasd.reuse.find import find_passages

RATES = (0.0, 0.02, 0.05, 0.10, 0.15)
OTHER_SPELLING = {"ة": "ه", "أ": "ا", "إ": "ا", "ى": "ي", "ي": "ى", "ا": "أ"}
HANDFUL = (
    "import json, sys, time\n"
    "from rasd.model import Article\n"
    "articles = [Article(*row) for row in json.load(sys.stdin)]\n"
    "start = time.perf_counter()\n"
    "from rasd.reuse.find import find_passages\n"
    "find_passages(articles)\n"
    "print(time.perf_counter() - start)\n"
)


def read_articles(paths: Sequence[Path]) -> list[Article]:
    """All articles of the files; where two files have one id, each gets its file's name before it."""
    seen: set[str] = set()
    articles = []
    for path in paths:
        columns = {row[0] for row in duckdb.execute("DESCRIBE FROM read_parquet(?)", [str(path)]).fetchall()}
        outlet = "outlet" if "outlet" in columns else "''"
        cursor = duckdb.execute(f"SELECT id, text, {outlet} FROM read_parquet(?)", [str(path)])
        while rows := cursor.fetchmany(5000):
            for id_, text, name in rows:
                unique = f"{path.stem}/{id_}" if id_ in seen else id_
                seen.add(unique)
                articles.append(Article(unique, text or "", outlet=name or ""))
    return articles


class Planted(NamedTuple):
    """A copy: words ``low`` to ``high`` of one article, put into ``host`` as its words ``place`` to ``end``.

    ``kept`` pairs the words that survived, each counted from the start of its stretch; ``ids`` are those of
    the articles that source and host were made from.
    """

    source: Article
    host: Article
    low: int
    high: int
    place: int
    end: int
    kept: list[tuple[int, int]]
    ids: tuple[str, str]


def respelt(word: str, random: Random) -> str:
    """A word as another hand writes it: a letter changed, a clitic more or less."""
    if random.random() < 0.5:
        at = next((k for k, letter in enumerate(word) if letter in OTHER_SPELLING), None)
        if at is None:
            return word[:1] + "ـ" + word[1:]
        return word[:at] + OTHER_SPELLING[word[at]] + word[at + 1 :]
    return word[2:] if word.startswith("ال") and random.random() < 0.5 else "و" + word


def edited(
    words: list[str], rate: float, random: Random, pool: list[str]
) -> tuple[list[str], list[tuple[int, int]]]:
    """The words with a share of them deleted, replaced or followed by a new one; and which survived where."""
    out: list[str] = []
    kept = []
    for k, word in enumerate(words):
        fate = random.random()
        if fate < rate / 3:
            continue
        if fate < 2 * rate / 3:
            out.append(random.choice(pool))
            continue
        kept.append((k, len(out)))
        out.append(respelt(word, random) if random.random() < 0.05 else word)
        if fate < rate:
            out.append(random.choice(pool))
    return out, kept


def plant(articles: Sequence[Article], count: int, rate: float) -> list[Planted]:
    """Copies between articles of their own, each article used once."""
    random = Random(20260212)
    long = sorted((a for a in articles if len(a.text) > 800), key=lambda article: article.id)
    picked = random.sample(long, min(2 * count, len(long) // 2 * 2))
    pool = [span.of(article.text) for article in picked[:200] for span in word_spans(article.text)]
    made = []
    for k, (source, host) in enumerate(zip(picked[::2], picked[1::2], strict=True)):
        spans, places = list(word_spans(source.text)), list(word_spans(host.text))
        length = min(random.randint(15, 120), len(spans))
        low = random.randint(0, len(spans) - length)
        words = [span.of(source.text) for span in spans[low : low + length]]
        copy, kept = edited(words, rate, random, pool)
        place = random.randrange(len(places))
        cut = places[place].start
        text = f"{host.text[:cut]}{' '.join(copy)} {host.text[cut:]}"
        pair = (
            Article(f"s{k:05}", source.text, outlet=source.outlet),
            Article(f"h{k:05}", text, outlet=host.outlet),
        )
        ids = (source.id, host.id)
        made.append(Planted(*pair, low, low + length, place, place + len(copy), kept, ids))
    return made


def covered(article: Article, spans: Sequence[Span]) -> set[int]:
    """The words of an article that lie in the spans."""
    return {
        k for k, word in enumerate(word_spans(article.text)) if any(span.contains(word) for span in spans)
    }


def planted_figures(articles: Sequence[Article], count: int, rate: float) -> dict[str, float]:
    """Recall and precision over words, for one rate of edits."""
    made = plant(articles, count, rate)
    found = defaultdict(list)
    for passage in find_passages([article for one in made for article in one[:2]]).passages:
        found[passage.a, passage.b].append(passage)
    wanted = got = said = right = pieces = 0
    for one in made:
        passages = found[one.host.id, one.source.id]
        host = covered(one.host, [passage.a_span for passage in passages])
        source = covered(one.source, [passage.b_span for passage in passages])
        wanted += 2 * len(one.kept)
        got += sum((one.low + k in source) + (one.place + n in host) for k, n in one.kept)
        said += len(host) + len(source)
        right += sum(one.place <= n < one.end for n in host) + sum(one.low <= k < one.high for k in source)
        pieces += len(passages)
    pairs_found = sum(bool(found[one.host.id, one.source.id]) for one in made)
    return {
        "edits": rate,
        "copies": len(made),
        "recall": round(got / wanted, 4),
        "precision": round(right / max(said, 1), 4),
        "pieces": round(pieces / max(pairs_found, 1), 3),
    }


def handful_seconds(articles: Sequence[Article]) -> float:
    """Five articles of ordinary length, searched in a fresh process."""
    rows = json.dumps([(a.id, a.text) for a in articles if 1000 < len(a.text) < 2000][:5])
    done = subprocess.run(
        [sys.executable, "-c", HANDFUL], input=rows, capture_output=True, text=True, check=True
    )
    return round(float(done.stdout), 3)


def corpora_figures(paths: Sequence[Path], limit: int | None) -> tuple[dict[str, Any], list[Article]]:
    """Time and memory of the whole, and the articles."""
    find_passages(
        [Article(str(k), "كلمة " * 30_000) for k in range(2)]
    )  # compiles the kernels, or loads them
    started = time.perf_counter()
    articles = read_articles(paths)[:limit]
    read = time.perf_counter()
    result = find_passages(articles)
    ended = time.perf_counter()
    return {
        "articles": len(articles),
        "characters": sum(len(article.text) for article in articles),
        "passages": len(result.passages),
        "stock": len(result.stock),
        "seconds": round(ended - started, 2),
        "search_seconds": round(ended - read, 2),
        "articles_per_second": round(len(articles) / (ended - read)),
        "peak_megabytes": measure.peak_megabytes(),
    }, articles


def main(arguments: list[str] | None = None) -> int:
    """Print one JSON object."""
    parser = argparse.ArgumentParser(description="Finding planted copies; time and memory on whole corpora.")
    parser.add_argument("parquet", nargs="*", type=Path, default=measure.real_news())
    parser.add_argument("--planted", type=int, default=1500, metavar="N", help="copies planted (1500)")
    parser.add_argument("--articles", type=int, metavar="N", help="only the first N articles")
    chosen = parser.parse_args(arguments)
    report: dict[str, Any] = {"benchmark": "reuse", **measure.circumstances()}
    if missing := measure.missing(chosen.parquet):
        report["skipped"] = missing
    else:
        report["corpora"], articles = corpora_figures(chosen.parquet, chosen.articles)
        report["handful_seconds"] = handful_seconds(articles)
        report["planted"] = [planted_figures(articles, chosen.planted, rate) for rate in RATES]
    print(json.dumps(report, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
