"""How often two articles of one story are on one event: pairs of three days of real news, labelled by hand.

    python eval/three_days.py                      measure the product on the labelled pairs
    python eval/three_days.py --json FILE          the same, the figures into a file too
    python eval/three_days.py --sample FOLDER      draw the pairs anew and write them out for reading

The news are ``corpora/ant.parquet`` of the shared folder (RASD_SHARED, ../shared by default), which is not
part of the repository; ``eval/three-days/`` has the guide, and the labels as ids alone.

The draw is blind: it knows nothing of how the product groups. Three days that follow each other are drawn
among those with at least 100 articles each. Pairs fall into bands by an independent likeness - the cosine of
counts of character 4-grams, weighed by rareness, of headline and first 600 characters - and are drawn within
each band, so that a pair stands for ``weight`` others: precision is the weighted share of pairs labelled the
same among those that the product puts into one story, recall the weighted share of what is labelled the same
that it puts together. Pages fetched twice (one address, or one headline and text) are left out.

There are three sets. *june*, of 200 pairs, was drawn by this script and labelled by one reader; the
grouping's constants were chosen on it. *july*, of 200, was drawn in the same manner by another hand and
labelled by another reader, 40 of its pairs twice (``july-second.jsonl``). *may* has 241, more of them alike,
drawn and labelled by a third, and only measured on. How nearness fades with time was chosen with the first
two in view.

Exit codes: 0 measured or skipped, 1 precision is below the floor, 2 misuse.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

import rasd

HERE = Path(__file__).parent / "three-days"
CORPUS = (
    Path(os.environ.get("RASD_SHARED") or Path(__file__).parents[2] / "shared") / "corpora" / "ant.parquet"
)
FLOOR = 0.92
SEED = 20261126
SETS = {"june": date(2018, 6, 18), "july": date(2018, 7, 15), "may": date(2018, 5, 31)}
"""The sets of labels, and the first day of each."""
LEAST = 100
"""Articles that each of the three days must have."""
HEAD, GRAM, BUCKETS = 600, 4, 1 << 18
BANDS = ((0.30, 1.01, 90), (0.18, 0.30, 95), (0.10, 0.18, 30), (0.0, 0.10, 15))
"""Least and greatest likeness of a band, and how many pairs are drawn from it."""
Pair = tuple[int, int]


def days_of(articles: Sequence[rasd.Article]) -> dict[date, list[rasd.Article]]:
    """The articles by the day (UTC) of their publication; pages fetched twice once."""
    seen: set[tuple[str, str]] = set()
    found: dict[date, list[rasd.Article]] = {}
    for article in sorted(articles, key=lambda one: one.id):
        same = {("url", article.url), ("text", f"{article.title} {article.text}")} - {("url", "")}
        if article.published is not None and not same & seen:
            found.setdefault(article.published.date(), []).append(article)
        seen |= same
    return found


def three(days: dict[date, list[rasd.Article]], seed: int = SEED) -> tuple[date, list[rasd.Article]]:
    """The first of three days drawn, and their articles."""
    can = [
        day
        for day in sorted(days)
        if all(len(days.get(day + timedelta(days=k), ())) >= LEAST for k in range(3))
    ]
    first = Random(seed).choice(can)
    return first, [article for k in range(3) for article in days[first + timedelta(days=k)]]


def of_corpus(path: Path) -> tuple[date, list[rasd.Article]]:
    """The first of the three days of a corpus, and their articles."""
    return three(days_of([one for one in rasd.read_articles(path) if isinstance(one, rasd.Article)]))


def labels(name: str) -> list[dict[str, Any]]:
    """The labelled pairs of a set."""
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def figures_of(path: Path, name: str) -> tuple[dict[str, Any], dict[str, bool]]:
    """What :func:`measured` says of a set, the articles taken from a corpus."""
    days = days_of([one for one in rasd.read_articles(path) if isinstance(one, rasd.Article)])
    articles = [article for k in range(3) for article in days[SETS[name] + timedelta(days=k)]]
    return measured(labels(name), rasd.trace(articles))


def likenesses(articles: Sequence[rasd.Article]) -> NDArray[np.float32]:
    """How like each two articles are, 0..1: a square of that many rows."""
    rows = np.zeros((len(articles), BUCKETS), np.float32)
    for row, article in zip(rows, articles, strict=True):
        text = f"{article.title} {article.text}"[:HEAD]
        grams = Counter(text[k : k + GRAM] for k in range(len(text) - GRAM + 1))
        for gram, count in grams.items():
            row[int.from_bytes(gram.encode("utf-8", "surrogatepass"), "little") % 262_139] += count
    spread = (rows > 0).sum(axis=0)
    rows = np.sqrt(rows) * np.log(len(articles) / np.maximum(spread, 1)).astype(np.float32)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    alike: NDArray[np.float32] = rows @ rows.T
    return alike


def draw(articles: Sequence[rasd.Article], seed: int = SEED) -> list[tuple[int, int, float]]:
    """Pairs of indexes, in a random order, each with how many pairs it stands for."""
    alike = likenesses(articles)
    upper = np.triu(np.ones(alike.shape, np.bool_), 1)
    chance, drawn = Random(seed), []
    for low, high, wanted in BANDS:
        a, b = np.nonzero(upper & (alike >= low) & (alike < high))
        pairs = list(zip(a.tolist(), b.tolist(), strict=True))
        chosen = chance.sample(pairs, min(wanted, len(pairs)))
        drawn += [(x, y, len(pairs) / len(chosen)) for x, y in chosen]
    chance.shuffle(drawn)
    return drawn


def write_out(articles: Sequence[rasd.Article], folder: Path) -> None:
    """The pairs for reading (with texts: never into the repository), and what each stands for."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        (folder / "pairs.txt").open("w", encoding="utf-8") as text,
        (folder / "pairs.jsonl").open("w") as rows,
    ):
        for number, (a, b, weight) in enumerate(draw(articles)):
            text.write(f"\n######## PAIR {number}\n")
            for article in (articles[a], articles[b]):
                text.write(
                    f"[{article.outlet}] {article.published}\n{article.title}\n{article.text[:900]}\n---\n"
                )
            row = {"pair": number, "a": articles[a].id, "b": articles[b].id, "weight": round(weight, 3)}
            rows.write(json.dumps(row) + "\n")


def measured(
    labelled: Iterable[dict[str, Any]], stories: Iterable[rasd.Story]
) -> tuple[dict[str, Any], dict[str, bool]]:
    """Precision and recall of "the same story", weighted and plain; and each pair, right or wrong."""
    home = {article.id: story.id for story in stories for article in story.articles}
    table: Counter[tuple[bool, bool]] = Counter()
    weights: Counter[tuple[bool, bool]] = Counter()
    pairs = {}
    for label in labelled:
        key = (bool(label["same"]), home[label["a"]] == home[label["b"]])
        pairs[f"{label['a']} {label['b']}"] = key[0] == key[1]
        table[key] += 1
        weights[key] += label["weight"]

    def share(counts: Counter[tuple[bool, bool]], given: tuple[bool, bool]) -> float | None:
        whole = counts[True, True] + counts[given]
        return round(counts[True, True] / whole, 3) if whole else None

    figures = {
        "pairs": sum(table.values()),
        "labelled_same": table[True, True] + table[True, False],
        "put_together": table[True, True] + table[False, True],
        "precision": share(weights, (False, True)),
        "recall": share(weights, (True, False)),
        "precision_plain": share(table, (False, True)),
        "recall_plain": share(table, (True, False)),
    }
    return figures, pairs


def main(arguments: list[str] | None = None) -> int:
    """Measure, or write out what is to be labelled."""
    text = __doc__ or ""
    parser = argparse.ArgumentParser(description=text, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument("--sample", type=Path, metavar="FOLDER", help="write the pairs out for reading")
    given = parser.parse_args(arguments)
    if not CORPUS.is_file():
        print(f"three days: skipped, there is no {CORPUS.name} (set RASD_SHARED)")
        return 0
    first, chosen = of_corpus(CORPUS)
    if given.sample:
        write_out(chosen, given.sample)
        print(f"{len(chosen)} articles from {first} on; pairs in {given.sample}")
        return 0
    figures = {name: figures_of(CORPUS, name)[0] for name in SETS}
    print(json.dumps(figures))
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n")
    return 0 if (figures["june"]["precision"] or 0.0) >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
