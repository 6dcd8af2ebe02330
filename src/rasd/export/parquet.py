"""Shared passages as a Parquet file, by DuckDB (the extra ``bulk``)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rasd.doors import open_door
from rasd.export import jsonl
from rasd.model import Passage

COLUMNS = {
    "a": "VARCHAR", "a_start": "BIGINT", "a_end": "BIGINT",
    "b": "VARCHAR", "b_start": "BIGINT", "b_end": "BIGINT",
    "identity": "DOUBLE", "words": "BIGINT", "direction": "VARCHAR",
    "because": "STRUCT(rule VARCHAR, article VARCHAR, span BIGINT[], values MAP(VARCHAR, VARCHAR))[]",
}  # fmt: skip
"""The columns and their DuckDB types: those of :func:`rasd.export.jsonl.passage_record`, in its order."""

_TYPED = {"because": "because::JSON"}
_SURROGATE = re.compile("[\ud800-\udfff]")


def write_passages(passages: Iterable[Passage], path: Path) -> None:
    """Write the passages to ``path`` (zstd).

    A lone surrogate in an article's id, which Parquet's UTF-8 cannot carry, becomes U+FFFD.

    Raises:
        MissingExtra: DuckDB is not installed.
        OSError: the file cannot be written.
    """
    duckdb: Any = open_door("duckdb", "bulk")
    typed = ", ".join(f"{_TYPED.get(name, name)}::{kind} AS {name}" for name, kind in COLUMNS.items())
    with duckdb.connect() as connection:
        connection.register("passages", _columns(list(passages)))
        try:
            connection.view("passages").project(typed).write_parquet(str(path), compression="zstd")
        except duckdb.IOException as error:
            raise OSError(str(error)) from error


def _columns(passages: list[Passage]) -> dict[str, Any]:
    """The columns as arrays; the reasons, which are nested, as their JSON."""
    np = open_door("numpy")
    numbers = {
        "a_start": [p.a_span.start for p in passages],
        "a_end": [p.a_span.end for p in passages],
        "b_start": [p.b_span.start for p in passages],
        "b_end": [p.b_span.end for p in passages],
        "identity": [round(p.identity, 4) for p in passages],
        "words": [p.words for p in passages],
    }
    texts = {
        "a": [_writable(p.a) for p in passages],
        "b": [_writable(p.b) for p in passages],
        "direction": [str(p.direction) for p in passages],
        "because": [_writable(jsonl.because_text(p)) for p in passages],
    }
    arrays = {name: np.array(column) for name, column in numbers.items()}
    return arrays | {name: np.array(column, object) for name, column in texts.items()}


def _writable(text: str) -> str:
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
