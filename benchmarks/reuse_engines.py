"""The search for shared passages on Sail and on Spark, beside the local engine.

    python benchmarks/reuse_engines.py [PARQUET ...] [--sizes N ...] [--spark-python PATH]

PARQUET as in ``reuse.py``. For each size (5,000, 20,000 and all articles) seconds from articles in memory to
passages, after a small search that compiles the kernels and starts the workers; and whether the passages are
those of the local engine. Sail runs in this process. Spark runs as ``local[2]`` in the Python that is named
(or by ``RASD_SPARK_PYTHON``), which has ``pyspark[connect]`` and Rasd, and needs Java; without them it is
skipped. ``stages``: rows and bytes an article of what stands between the steps (``rasd.engines.spark``), at
the largest size.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import measure
import pyarrow.parquet as pq  # type: ignore[import-untyped]

import reuse
from rasd.doors import open_door
from rasd.model import Article
from rasd.reuse.find import ReuseOptions, find_passages
from rasd.stable import content_id

SIZES = (5_000, 20_000, 1_000_000_000)
PARTS = 8


def digest(passages: Sequence[Any]) -> str:
    """What tells whether two searches found the same."""
    return content_id(*map(repr, passages))


def timed(articles: Sequence[Article], sizes: Sequence[int], remote: str) -> list[dict[str, Any]]:
    """Each size on one engine: the local one where there is no address."""
    spark = open_door("rasd.engines.spark", "spark") if remote else None
    find = (
        (lambda some: spark.find_passages(some, ReuseOptions(), None, spark.Place(remote, parts=PARTS)))
        if spark
        else find_passages
    )
    find(articles[:500])
    rows = []
    for size in sizes:
        some = articles[:size]
        started = time.perf_counter()
        found = find(some)
        seconds = round(time.perf_counter() - started, 2)
        row = {"articles": len(some), "seconds": seconds, "passages": len(found.passages)}
        rows.append(row | {"digest": digest(found.passages), "stock": len(found.stock)})
    return rows


def on_sail(articles: Sequence[Article], sizes: Sequence[int]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The sizes on a Sail server of this process; what stands between the steps."""
    os.environ["RUST_LOG"] = "error"
    server = open_door("pysail.spark:SparkConnectServer")("127.0.0.1", 0)
    server.start(background=True)
    try:
        host, port = server.listening_address
        address = f"sc://{host}:{port}"
        return timed(articles, sizes, address), stages(articles[: max(sizes)], address)
    finally:
        server.stop()


def stages(articles: Sequence[Article], remote: str) -> dict[str, Any]:
    """What stands between the steps, an article."""
    spark = open_door("rasd.engines.spark", "spark")
    ordered = open_door("rasd.reuse.corpus:earliest_first")(articles)
    session = spark.connect(remote)
    found: dict[str, Any] = {}
    try:
        with tempfile.TemporaryDirectory(prefix="rasd-stages-") as folder:
            spark.Job(session, folder, ReuseOptions(), spark.Place(remote, parts=PARTS)).run(
                ordered, lambda step, done, total: None
            )
            for path in sorted(Path(folder).iterdir()):
                files = [path] if path.is_file() else [*path.rglob("*.parquet")]
                rows = sum(pq.read_metadata(file).num_rows for file in files)
                held = sum(file.stat().st_size for file in files)
                found[path.stem] = {
                    "rows": round(rows / len(articles), 3), "bytes": round(held / len(articles), 1)
                }  # fmt: skip
    finally:
        session.stop()
    return found


def on_spark(python: Path, paths: Sequence[Path], sizes: Sequence[int]) -> list[dict[str, Any]]:
    """The sizes on Spark, in another Python."""
    submit = "--conf spark.ui.enabled=false --conf spark.connect.grpc.binding.address=127.0.0.1 pyspark-shell"
    surroundings = {
        "PYSPARK_PYTHON": str(python), "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_SUBMIT_ARGS": f"--driver-memory 6g {submit}",
    }  # fmt: skip
    command: list[str | Path] = [python, __file__, *paths, "--child", "--sizes", *map(str, sizes)]
    done = subprocess.run(
        command, env=os.environ | surroundings, stdout=subprocess.PIPE, text=True, check=True
    )
    rows: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return rows


def compared(rows: list[dict[str, Any]], local: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with what they are beside the local engine's."""
    for row, ours in zip(rows, local, strict=True):
        row["identical"] = row.pop("digest") == ours["digest"] and row["stock"] == ours["stock"]
        row["times_local"] = round(row["seconds"] / ours["seconds"], 2)
    return rows


def main(arguments: list[str] | None = None) -> int:
    """Print one JSON object."""
    parser = argparse.ArgumentParser(description="Engines for text reuse, beside each other.")
    parser.add_argument("parquet", nargs="*", type=Path, default=measure.real_news())
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N")
    python = os.environ.get("RASD_SPARK_PYTHON")
    parser.add_argument("--spark-python", type=Path, metavar="PATH", default=Path(python) if python else None)
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    report: dict[str, Any] = {"benchmark": "reuse_engines", **measure.circumstances()}
    if missing := measure.missing(chosen.parquet):
        report["skipped"] = missing
        print(json.dumps(report))
        return 0
    articles = reuse.read_articles(chosen.parquet)
    if chosen.child:
        print(json.dumps(timed(articles, chosen.sizes, "local[2]")))
        return 0
    local = timed(articles, chosen.sizes, "")
    sail, report["stages"] = on_sail(articles, chosen.sizes)
    report["sail"] = compared(sail, local)
    if chosen.spark_python and not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        report["spark"] = "skipped: there is no Java (Debian has it as openjdk-17-jre-headless)"
    elif chosen.spark_python:
        report["spark"] = compared(on_spark(chosen.spark_python, chosen.parquet, chosen.sizes), local)
    else:
        report["spark"] = "skipped: name a Python that has pyspark[connect] and Rasd with --spark-python"
    report["local"] = [{name: row[name] for name in row if name != "digest"} for row in local]
    print(json.dumps(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
