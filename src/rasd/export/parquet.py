"""Shared passages as a Parquet file, by DuckDB (the extra ``bulk``)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
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

_SURROGATE = re.compile("[\ud800-\udfff]")
_GLOB = frozenset("*?[")


def write_passages(passages: Iterable[Passage], path: Path) -> None:
    """Write the passages to ``path`` (zstd), through JSON lines that are removed again.

    A lone surrogate in an article's id, which Parquet's UTF-8 cannot carry, becomes U+FFFD.

    Raises:
        MissingExtra: DuckDB is not installed.
        OSError: the folder cannot be written.
    """
    duckdb: Any = open_door("duckdb", "bulk")
    # DuckDB reads * ? [ in a path as a pattern: a folder named so cannot hold the lines.
    folder = None if _GLOB & set(str(path.parent)) else path.parent
    with TemporaryDirectory(prefix=".rasd-", dir=folder) as work:
        lines = Path(work) / "passages.jsonl"
        with lines.open("w", encoding="utf-8") as file:
            for passage in passages:
                text = json.dumps(jsonl.passage_record(passage), ensure_ascii=False)
                file.write(_SURROGATE.sub("\ufffd", text) + "\n")
        with duckdb.connect() as connection:
            relation = connection.read_json(str(lines), format="newline_delimited", columns=COLUMNS)
            relation.write_parquet(str(path), compression="zstd")
