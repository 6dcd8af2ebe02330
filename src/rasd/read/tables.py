"""Rows of Parquet, streamed through DuckDB. The one file that opens it; it is an extra ("bulk")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rasd.doors import open_door
from rasd.errors import MissingExtra
from rasd.model import Problem
from rasd.read.jsons import Row
from rasd.read.rows import KNOWN

_BATCH = 2048  # DuckDB's own vector
# A second thread unpacks ahead of the reader; more would hold more. Nothing is downloaded to read a file.
_CONFIG = {
    "threads": "2",
    "preserve_insertion_order": "true",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
_GLOB = re.compile(r"[*?\[]")


def parquet_rows(path: Path, name: str) -> Iterator[Row | Problem]:
    """The rows of a Parquet file, in order; two row groups at a time are in memory.

    ``name`` is what messages call the file; a row is ``name:number``, counted from 1.
    """
    try:
        duckdb = open_door("duckdb", extra="bulk")
    except MissingExtra as error:
        yield Problem(name, "Parquet cannot be read here", str(error))
        return
    try:
        yield from _rows(duckdb, path, name)
    except duckdb.Error as error:
        reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        yield Problem(
            name, f"not a sound Parquet file: {reason}", "is the file complete? The rest is not read"
        )


def _rows(duckdb: Any, path: Path, name: str) -> Iterator[Row | Problem]:
    with duckdb.connect(config=_CONFIG) as connection:
        relation = _relation(connection, path)
        columns = [c.strip().lower() if c.strip().lower() in KNOWN else c for c in relation.columns]
        if "text" not in columns:
            what = f"no column 'text'; the columns are: {', '.join(columns)[:300]}"
            yield Problem(name, what, "name the column with the article 'text'")
            return
        # A relation fetches all rows at once; the statement it stands for streams.
        result = connection.execute(relation.sql_query())
        number = 0
        while batch := result.fetchmany(_BATCH):
            for cells in batch:
                number += 1
                yield f"{name}:{number}", dict(zip(columns, cells, strict=True))


def _relation(connection: Any, path: Path) -> Any:
    """The file, and no other: its name may hold what DuckDB takes for a pattern."""
    literal = _GLOB.sub(lambda match: f"[{match.group()}]", str(path))
    return connection.read_parquet(literal, binary_as_string=True, hive_partitioning=False)


def parquet_count(path: Path) -> int | None:
    """The number of rows, from the file's footer; ``None`` where it cannot be told."""
    try:
        duckdb = open_door("duckdb", extra="bulk")
    except MissingExtra:
        return None
    try:
        with duckdb.connect(config=_CONFIG) as connection:
            counted = _relation(connection, path).aggregate("count(*)").fetchall()
    except duckdb.Error:
        return None
    return int(counted[0][0])
