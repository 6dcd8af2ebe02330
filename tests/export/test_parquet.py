"""Shared passages as Parquet: the columns of the JSON lines, and every row."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from export.cases import harbour
from rasd.errors import MissingExtra
from rasd.export import jsonl, parquet
from rasd.model import Passage

duckdb = pytest.importorskip("duckdb")


def rows(path: Path) -> list[dict[str, object]]:
    relation = duckdb.read_parquet(str(path))
    return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]


def test_the_rows_are_those_of_the_json_lines(tmp_path: Path) -> None:
    passages = harbour().passages
    parquet.write_passages(passages, tmp_path / "out.parquet")
    expected = [json.loads(jsonl.line(jsonl.passage_record(passage))) for passage in passages]
    assert rows(tmp_path / "out.parquet") == expected
    assert [path.name for path in tmp_path.iterdir()] == ["out.parquet"], "nothing else is left behind"


def test_no_passage_is_still_a_table(tmp_path: Path) -> None:
    parquet.write_passages([], tmp_path / "out.parquet")
    assert list(duckdb.read_parquet(str(tmp_path / "out.parquet")).columns) == list(parquet.COLUMNS)


@pytest.mark.parametrize(("key", "kept"), [("أ\0\u2028\n", "أ\0\u2028\n"), ("a\ud800", "a\ufffd")])
def test_ids_survive(tmp_path: Path, key: str, kept: str) -> None:
    passage: Passage = replace(harbour().passages[0], a=key)
    parquet.write_passages([passage], tmp_path / "out.parquet")
    assert rows(tmp_path / "out.parquet")[0]["a"] == kept


def test_a_folder_with_a_pattern_in_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "a[1]?"
    folder.mkdir()
    parquet.write_passages(harbour().passages, folder / "out.parquet")
    assert [path.name for path in folder.iterdir()] == ["out.parquet"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"out\.parquet"):
        parquet.write_passages([], tmp_path / "none" / "out.parquet")


def test_without_duckdb_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    with pytest.raises(MissingExtra, match=r"rasd\[bulk\]"):
        parquet.write_passages([], tmp_path / "out.parquet")
