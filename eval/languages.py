"""Whether the language of twenty words is told: cut from real texts in Arabic, English and Persian.

The texts are read at run time and never kept. The Persian ones are sentences: they are joined until they have
the words.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from rasd.lang.identify import identify

WORDS = 20
MOST = 700
"""Texts of one language."""


def measure(folder: Path, seed: int = 1) -> tuple[dict[str, float], dict[str, bool]]:
    """Accuracy over all texts and by language, and which texts were told; ``folder`` holds the gold sets."""
    chance = random.Random(seed)
    told: dict[str, bool] = {}
    for language, texts in _texts(folder):
        cut = [_cut(text.split(), chance) for text in texts]
        chance.shuffle(cut)
        told |= {f"{language} {at}": identify(text) == language for at, text in enumerate(cut[:MOST], 1)}
    right = {
        name: [hit for key, hit in told.items() if key.startswith(name)] for name in ("", "ar", "en", "fa")
    }
    measures = {f"accuracy{'_' if name else ''}{name}": sum(hits) / len(hits) for name, hits in right.items()}
    return measures | {"texts": float(len(told))}, told


def _texts(folder: Path) -> Iterator[tuple[str, list[str]]]:
    query = "SELECT text FROM read_parquet($1) WHERE length(text) > 400 ORDER BY id LIMIT 700"
    arabic = duckdb.execute(query, [str(folder.parent / "corpora" / "ant.parquet")]).fetchall()
    yield "ar", [text for (text,) in arabic]
    english = _rows(folder / "attribution-en-polnear-dev.jsonl")
    yield "en", [part for text in english for part in _pieces(text.split())]
    yield "fa", list(_pieces(" ".join(_rows(folder / "attribution-fa-treebank-dev.jsonl")).split()))


def _rows(path: Path) -> Iterable[str]:
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]


def _pieces(words: list[str]) -> Iterator[str]:
    for at in range(0, len(words) - WORDS, 3 * WORDS):
        yield " ".join(words[at : at + 3 * WORDS])


def _cut(words: list[str], chance: random.Random) -> str:
    at = chance.randrange(max(1, len(words) - WORDS))
    return " ".join(words[at : at + WORDS])
