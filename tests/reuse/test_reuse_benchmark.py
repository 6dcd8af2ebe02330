"""The benchmark of reuse finds what it planted, and says how long it took."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import reuse_command
import run


def test_planted_copies_are_found_and_counted(tmp_path: Path) -> None:
    files = [tmp_path / "one.parquet", tmp_path / "two.parquet"]
    with duckdb.connect() as base:
        base.execute("CREATE TABLE news (id VARCHAR, text VARCHAR, outlet VARCHAR)")
        for k in range(20):
            text = " ".join(f"كلمة{k}_{n}" for n in range(200))
            base.execute("INSERT INTO news VALUES (?, ?, ?)", [str(k), text, f"o{k}"])
        for file in files:
            base.table("news").write_parquet(str(file))
    script = Path(run.__file__).parent / "reuse.py"
    done = subprocess.run(
        [sys.executable, script, *files, "--planted", "8"], capture_output=True, text=True, check=True
    )
    report = json.loads(done.stdout)
    corpora = report["corpora"]
    assert (corpora["articles"], corpora["passages"]) == (40, 20), "the second file's ids are told apart"
    assert [row["edits"] for row in report["planted"]] == [0, 0.02, 0.05, 0.1, 0.15]
    assert all(row["copies"] == 8 for row in report["planted"])
    assert report["planted"][0]["recall"] > 0.95
    assert report["planted"][0]["precision"] > 0.95
    assert report["handful_seconds"] > 0


def test_growth_is_measured_on_made_articles(tmp_path: Path) -> None:
    with duckdb.connect() as base:
        base.execute("CREATE TABLE made (id VARCHAR, text VARCHAR, outlet VARCHAR)")
        for k in range(30):
            text = " ".join(f"كلمة{k // 2}_{n}" for n in range(200))
            base.execute("INSERT INTO made VALUES (?, ?, ?)", [str(k), text, f"o{k}"])
        base.table("made").write_parquet(str(tmp_path / "0000.parquet"))
    script = Path(run.__file__).parent / "reuse_growth.py"
    more = ["--sizes", "10", "30", "--asked", "4"]
    done = subprocess.run(
        [sys.executable, script, "--made", tmp_path, *more], capture_output=True, text=True, check=True
    )
    report = json.loads(done.stdout)
    assert [(row["articles"], row["passages"]) for row in report["growth"]] == [(10, 5), (30, 15)]
    assert report["one_article"]["indexed"] == 30
    assert report["one_article"]["with_passages"] >= 2
    assert report["largest_to_smallest"]["wall_seconds_a_thousand"] > 0


def test_the_command_is_measured_as_it_is_typed(tmp_path: Path) -> None:
    with duckdb.connect() as base:
        base.execute("CREATE TABLE news AS SELECT i::VARCHAR AS id, 'كلمة ' || i AS text FROM range(5) t(i)")
        base.execute("INSERT INTO news VALUES ('empty', '')")
        base.table("news").write_parquet(str(tmp_path / "news.parquet"))
    for one in (True, False):
        spent = reuse_command.command([tmp_path / "news.parquet"], 1, one)
        assert spent["seconds"] > 0
    assert reuse_command.BAD.keys() > {"empty texts", "identical articles"}
