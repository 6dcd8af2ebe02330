"""The benchmarks run and say what they found, or that they found nothing to measure."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import measure
import pytest
import run

FOLDER = Path(run.__file__).parent
SHORT = {
    "fuzz": ("--share", "0.0005"),
    "one_story": ("30", "--runs", "1"),
    "pages": ("--seconds", "0.05"),
}
"""Benchmarks that need no data, and how little of them is tried here."""
BENCHMARKS = sorted(
    path for path in FOLDER.glob("*.py") if path.name not in run.NOT_BENCHMARKS and path.stem not in SHORT
)


def started(path: Path, *arguments: str) -> dict[str, object]:
    done = subprocess.run([sys.executable, path, *arguments], capture_output=True, text=True, check=True)
    report = json.loads(done.stdout)
    assert isinstance(report, dict)
    return report


@pytest.mark.parametrize("path", BENCHMARKS, ids=lambda path: path.stem)
def test_without_data_a_benchmark_says_so(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RASD_SHARED", str(tmp_path))
    report = started(path)
    assert report["benchmark"] == path.stem
    assert str(report["skipped"])


@pytest.mark.parametrize("name", SHORT)
def test_a_benchmark_that_needs_no_data_measures(name: str) -> None:
    report = started(FOLDER / f"{name}.py", *SHORT[name])
    assert report["benchmark"] == name
    assert "skipped" not in report


def test_attribution_is_measured(tmp_path: Path) -> None:
    text = "قال الوزير إن الجسر مغلق."
    columns = f"i::VARCHAR AS id, '{text}' AS text, '' AS title, '' AS outlet, '' AS author"
    duckdb.sql(f"SELECT {columns} FROM range(3) t(i)").write_parquet(str(tmp_path / "small.parquet"))
    report = started(FOLDER / "attribution.py", str(tmp_path / "small.parquet"), "--runs", "1")
    assert (report["articles"], report["characters"], report["attributions"]) == (3, 3 * len(text), 3)
    assert "skipped" not in report


def test_the_runner_prints_a_line_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "good.py").write_text('print(\'{"benchmark": "good"}\')')
    (tmp_path / "bad.py").write_text("raise SystemExit(3)")
    monkeypatch.setattr(run, "HERE", tmp_path)
    assert run.main(["--out", str(tmp_path / "kept.jsonl")]) == 1
    printed = capfd.readouterr().out
    assert [json.loads(line) for line in printed.splitlines()] == [
        {"benchmark": "bad", "failed": 3},
        {"benchmark": "good"},
    ]
    assert (tmp_path / "kept.jsonl").read_text() == printed
    assert run.main(["good"]) == 0


def test_an_unknown_benchmark_is_misuse(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(run, "HERE", tmp_path)
    with pytest.raises(SystemExit) as ended:
        run.main(["nothing"])
    assert ended.value.code == 2


def test_a_job_runs_as_often_as_asked() -> None:
    calls: list[int] = []
    seconds, taken = measure.median_seconds(lambda: calls.append(1), 3)
    assert len(calls) == len(taken) == 3
    assert seconds >= 0
    assert measure.peak_megabytes() > 1
