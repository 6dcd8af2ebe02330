"""How many articles a second ``rasd.attribution.attribute`` reads on one core.

    python benchmarks/attribution.py [PARQUET] [--articles N] [--runs N]

PARQUET has the columns ``id``, ``text`` and, where known, ``title, outlet, author``; by default
``corpora/ant.parquet`` of the shared folder. Reading the file and loading the lexicon are not counted.

Peers do only the first small part of the job, and say how near to the cost of merely cutting words we
are: a regular expression that cuts words, and spaCy's blank Arabic pipeline with its sentence splitter
(skipped where spaCy is not installed: it is not a dependency).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import measure

from rasd.attribution import attribute
from rasd.model import Article

COLUMNS = ("id", "text", "title", "outlet", "author")


def read_rows(path: Path, count: int) -> list[dict[str, str]]:
    """The first ``count`` rows in order of id."""
    listed = ", ".join(COLUMNS)
    found = duckdb.execute(
        f"SELECT {listed} FROM read_parquet(?) ORDER BY id LIMIT ?", [str(path), count]
    ).fetchall()
    return [dict(zip(COLUMNS, (value or "" for value in row), strict=True)) for row in found]


def ours(rows: list[dict[str, str]]) -> Callable[[], int]:
    """The product: attributions found in all rows."""
    articles = [
        Article(row["id"], row["text"], title=row["title"], outlet=row["outlet"], author=row["author"])
        for row in rows
    ]
    attribute(articles[0])  # loads the lexicon
    return lambda: sum(len(attribute(article).attributions) for article in articles)


def words(rows: list[dict[str, str]]) -> Callable[[], int]:
    """A peer: cut the words, nothing more."""
    word = re.compile(r"\w+")
    return lambda: sum(len(word.findall(row["text"])) for row in rows)


def spacy_blank(rows: list[dict[str, str]]) -> Callable[[], int] | None:
    """A peer: spaCy's words and sentences of Arabic, without a model; ``None`` where it is not installed."""
    if importlib.util.find_spec("spacy") is None:
        return None
    pipeline: Any = importlib.import_module("spacy").blank("ar")
    pipeline.add_pipe("sentencizer")
    return lambda: sum(len(list(pipeline(row["text"]).sents)) for row in rows)


def figures(rows: list[dict[str, str]], runs: int) -> dict[str, Any]:
    """Articles a second of the product and of its peers, and the product's memory."""
    job = ours(rows)
    seconds, taken = measure.median_seconds(job, runs)
    found: dict[str, Any] = {
        "articles": len(rows),
        "characters": sum(len(row["text"]) for row in rows),
        "attributions": job(),
        "articles_per_second": round(len(rows) / seconds, 1),
        "seconds": taken,
        "peak_megabytes": measure.peak_megabytes(),
    }
    for name, peer in (("words", words(rows)), ("spacy-blank-ar", spacy_blank(rows))):
        if peer is None:
            found[f"{name}_articles_per_second"] = "skipped: not installed"
        else:
            found[f"{name}_articles_per_second"] = round(len(rows) / measure.median_seconds(peer, runs)[0], 1)
    return found


def main(arguments: list[str] | None = None) -> int:
    """Print one JSON object."""
    parser = argparse.ArgumentParser(description="Articles a second, on one core.")
    default = measure.shared() / "corpora" / "ant.parquet"
    parser.add_argument("parquet", nargs="?", type=Path, default=default)
    parser.add_argument("--articles", type=int, default=1000, metavar="N")
    parser.add_argument("--runs", type=int, default=3, metavar="N")
    chosen = parser.parse_args(arguments)
    report: dict[str, Any] = {"benchmark": "attribution", **measure.circumstances()}
    if chosen.parquet.is_file():
        measure.one_core()
        report |= figures(read_rows(chosen.parquet, chosen.articles), chosen.runs)
    else:
        report["skipped"] = f"there is no {chosen.parquet.name} (give a Parquet file, or set RASD_SHARED)"
    print(json.dumps(report, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
