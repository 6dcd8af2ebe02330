"""The benchmarks run and say what they found, or that they found nothing to measure."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import measure
import multiplied
import pytest
import run

from rasd import Desk
from rasd.desk.telling import story_id
from rasd.store import articles

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


@pytest.fixture(scope="module")
def multiplied_desk(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A desk of 40 made articles, three times."""
    folder = tmp_path_factory.mktemp("multiplied")
    whom = "['قالت وزارة النقل', 'أعلن رئيس البلدية سليم', 'نقلت رويترز'][i % 3 + 1]"
    where = "['الشمالية', 'الجنوبية', 'الشرقية', 'الغربية', 'القديمة'][i % 5 + 1]"
    said = (
        f"{whom} || ' إن الجسر رقم ' || i || ' أغلق أمس بسبب السيول في القرية ' || {where}"
        " || '. وأضاف شهود أنهم رأوه. '"
    )
    columns = f"i::VARCHAR AS id, repeat({said}, 2 + i % 5) AS text"
    duckdb.sql(f"SELECT {columns} FROM range(60) t(i)").write_parquet(str(folder / "real.parquet"))
    where = str(folder / "large.db")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(multiplied, "COMMON", 5)  # of so few words, few are common
        made = multiplied.multiply(where, 120, 40, [folder / "real.parquet"])
    assert (made["added_by_the_desk"], made["multiplied_by"]) == (40, 3)
    return where


def test_a_multiplied_desk_fits_together(multiplied_desk: str) -> None:
    with Desk(multiplied_desk) as desk:
        found = [(finding.where, finding.what) for finding in desk.check()]
        assert found == [("index", "cannot be used: there is no index here")]
        with desk.database.reading() as transaction:
            assert transaction.value("SELECT count(DISTINCT id) FROM articles") == 120
            assert transaction.value("SELECT count(DISTINCT text) FROM articles") > 40


def test_its_stories_are_told_alike_and_of_themselves(multiplied_desk: str) -> None:
    with Desk(multiplied_desk, readonly=True) as desk:
        stories = list(desk.stories())
        for story in stories:
            assert story.id == story_id(story.articles)
            ids = {article.id for article in story.articles}
            assert {one.article for claim in story.claims for one in claim.statements} <= ids
            for claim in story.claims:
                wording = claim.wording
                assert wording is not None
                text = next(one.text for one in story.articles if one.id == wording.article)
                assert wording.span.of(text)[:20] == claim.text[:20]
        thirds = [stories[at * len(stories) // 3 : (at + 1) * len(stories) // 3] for at in range(3)]
        highest = [[[claim.standing.highest for claim in one.claims] for one in third] for third in thirds]
        assert highest[0] == highest[1] == highest[2]


def test_its_articles_are_found_by_their_own_words(multiplied_desk: str) -> None:
    with Desk(multiplied_desk, readonly=True) as desk, desk.database.reading() as transaction:
        last = next(iter(articles.get(transaction, [120]).values()))
        assert last.id in [line.id for line in desk.search(f'"{last.text[:60]}"', most=200)]
