"""One contender on one file, alone in its process, so that time and memory are its own.

    python benchmarks/contenders.py NAME IN OUT

NAME is ``rasd``, ``rasd-all``, ``datasketch`` or ``rensa``. IN has one JSON object a line (``id``, ``text``,
``outlet``); each contender reads it for itself. OUT gets the pairs of articles it found, two line numbers of
IN a line. Printed is one JSON object: seconds and memory, or ``"missing"`` where the package is not installed
for this Python.

The two of locality-sensitive hashing are used as their own pages show it: the set of 5-word shingles of each
text, 128 permutations, a threshold of 0.5; rensa in 32 bands of 4, the fewest (in powers of two) whose
threshold, 0.42, is not above 0.5 (datasketch chooses its bands itself). A pair is what their index returns
when it is asked for each article, unchecked.

``rasd-all`` is Rasd with passim's selection in the place of its own: no stock phrases are left out, runs of
more than 100 articles are not compared all with all, and 8 words, some 50 characters, make a passage.

This file imports no more than the contender needs: the peers may have a Python of their own.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import measure

PERMUTATIONS = 128
THRESHOLD = 0.5
RENSA_BANDS = 32
SHINGLE = 5

Rows = list[dict[str, str]]
Pairs = set[tuple[int, int]]


def read_rows(path: Path) -> Rows:
    """The articles of a file of JSON lines."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def write_pairs(pairs: Iterable[tuple[int, int]], path: Path) -> None:
    """Two line numbers a line, the smaller first."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{a}\t{b}\n" for a, b in sorted(pairs))


def read_pairs(path: Path) -> Pairs:
    """What :func:`write_pairs` wrote."""
    with path.open(encoding="utf-8") as file:
        return {(int(a), int(b)) for a, _, b in (line.partition("\t") for line in file)}


def shingles(text: str) -> set[str]:
    """Every run of five words; a shorter text is one."""
    words = text.split()
    return {" ".join(words[k : k + SHINGLE]) for k in range(max(1, len(words) - SHINGLE + 1))}


def paired(found: Iterable[Sequence[int]]) -> Pairs:
    """The pairs in the answers for article 0, 1, ...; no article with itself."""
    return {(min(k, n), max(k, n)) for k, answer in enumerate(found) for n in answer if n != k}


def by_rasd(rows: Rows, **asked: float) -> tuple[Pairs, dict[str, Any]]:
    """Pairs that share an aligned passage; ``asked`` are options of the search."""
    from rasd.model import Article  # noqa: PLC0415 - only this contender needs it
    from rasd.reuse.find import ReuseOptions, find_passages  # noqa: PLC0415

    articles = [Article(row["id"], row["text"], outlet=row["outlet"]) for row in rows]
    rows.clear()
    started = time.perf_counter()
    passages = find_passages(articles, ReuseOptions(**asked)).passages  # type: ignore[arg-type]
    ended = time.perf_counter()
    line = {article.id: k for k, article in enumerate(articles)}
    pairs = {(line[one.a], line[one.b]) for one in passages}
    figures = {"search_seconds": round(ended - started, 3), "passages": len(passages)}
    return {(min(pair), max(pair)) for pair in pairs}, figures


def by_datasketch(rows: Rows) -> tuple[Pairs, dict[str, Any]]:
    """Pairs of datasketch's ``MinHashLSH``."""
    datasketch = importlib.import_module("datasketch")
    texts = [row["text"] for row in rows]
    rows.clear()
    started = time.perf_counter()
    sketches = list(
        datasketch.MinHash.generator(
            ([shingle.encode() for shingle in shingles(text)] for text in texts), num_perm=PERMUTATIONS
        )
    )
    index = datasketch.MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    with index.insertion_session() as session:
        for k, sketch in enumerate(sketches):
            session.insert(k, sketch)
    pairs = paired(map(index.query, sketches))
    return pairs, {"search_seconds": round(time.perf_counter() - started, 3)}


def by_rensa(rows: Rows) -> tuple[Pairs, dict[str, Any]]:
    """Pairs of rensa's ``RMinHashLSH``."""
    rensa = importlib.import_module("rensa")
    texts = [row["text"] for row in rows]
    rows.clear()
    started = time.perf_counter()
    sketches: list[Any] = []
    for k in range(0, len(texts), 1000):  # the shingles of all articles at once would take gigabytes
        sets = [list(shingles(text)) for text in texts[k : k + 1000]]
        sketches += rensa.RMinHash.from_token_sets(sets, PERMUTATIONS, 42)
    index = rensa.RMinHashLSH(THRESHOLD, PERMUTATIONS, RENSA_BANDS)
    index.insert_many(sketches)
    pairs = paired(index.query_all(sketches))
    return pairs, {"search_seconds": round(time.perf_counter() - started, 3)}


CONTENDERS: dict[str, Callable[[Rows], tuple[Pairs, dict[str, Any]]]] = {
    "rasd": by_rasd,
    "rasd-all": partial(by_rasd, likeness=0, pair_cap=100, min_words=8),
    "datasketch": by_datasketch,
    "rensa": by_rensa,
}


def main(arguments: list[str] | None = None) -> int:
    """Run one contender and print its figures."""
    name, source, target = sys.argv[1:] if arguments is None else arguments
    try:
        importlib.import_module(name.partition("-")[0])
    except ModuleNotFoundError:
        print(json.dumps({"missing": f"{name} is not installed"}))
        return 0
    rows = read_rows(Path(source))
    pairs, figures = CONTENDERS[name](rows)
    write_pairs(pairs, Path(target))
    figures |= {"pairs": len(pairs), "own_peak_megabytes": measure.own_peak_megabytes()}
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
