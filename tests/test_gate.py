"""The accuracy gate's own logic, on invented gold and an invented product."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import cases
import duckdb
import gate
import leaks
import pytest

TEXT = "قال الوزير إن الجسر مغلق وأضاف أن العمل يبدأ غدا"
SAID = {
    "cue": [0, 3],
    "source": [4, 10],
    "content": [11, 24],
    "chain": [{"name": "الوزير"}],
    "stance": "asserts",
}
ADDED = {
    "cue": [25, 30],
    "source": None,
    "content": [31, 48],
    "chain": [{"name": "الوزير"}],
    "stance": "asserts",
}

# A scorer as those beside the data are: rows and predictions in, a table of numbers out.
SCORER = """
def same_chain(a, b):
    return a == b
def score(gold, predicted, show=0, easy=False):
    rows = predicted.values() if isinstance(predicted, dict) else predicted
    found, wanted = sum(len(p["attributions"]) for p in rows), sum(len(g["attributions"]) for g in gold)
    return {"cue_recall": found / wanted, "easy": float(easy), "gold": wanted}
"""
STORY_SCORER = """
import subprocess
def score(gold, command):
    done = subprocess.run([*command, "x"], capture_output=True, text=True)
    for story in gold:
        got, code = done.stdout.strip(), done.returncode
        print(f"{story['story']:40} gold 1-2  got {got}  grouped 1.00  exit {code}")
    return {"low": 1.0, "stories": len(gold)}
"""


class Place:
    """A shared folder with gold and scorers, floors, and a product that answers what it is told to."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.floors = folder, folder / "floors.toml"
        (folder / "eval").mkdir()
        for kind in ("sentences", "articles"):
            (folder / "eval" / f"score_{kind}.py").write_text(SCORER)
        (folder / "eval" / "score_stories.py").write_text(STORY_SCORER)
        self.gold([{"id": "a", "text": TEXT, "attributions": [SAID, ADDED]}])
        self.set_floors("sentences", cue_recall=0.5)
        everything = gate.golds
        monkeypatch.setattr(gate, "golds", lambda: everything(self.floors))
        monkeypatch.setattr(gate, "RASD", [sys.executable, str(folder / "product.py")])
        monkeypatch.setattr(leaks, "tracked", lambda root: [])

    def gold(self, rows: list[dict[str, Any]]) -> None:
        (self.folder / "eval" / "gold.jsonl").write_text("\n".join(json.dumps(row) for row in rows))

    def set_floors(self, kind: str, sha256: str = "", **floors: float) -> None:
        table = ", ".join(f"{name} = {value}" for name, value in floors.items())
        self.floors.write_text(
            f'[set]\nkind = "{kind}"\nfile = "gold.jsonl"\nsha256 = "{sha256}"\nfloors = {{ {table} }}\n'
        )

    def product(self, *found: dict[str, Any], code: int = 0, says: str = "") -> None:
        answer = says or json.dumps({"id": "a", "attributions": list(found)})
        (self.folder / "product.py").write_text(
            f"import sys\nprint({answer!r})\nprint('a: bad', file=sys.stderr)\nsys.exit({code})"
        )

    def run(self, *arguments: str) -> int:
        return gate.main(["--shared", str(self.folder), "--runs", str(self.folder / "runs"), *arguments])


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    return Place(tmp_path, monkeypatch)


def test_a_floor_holds(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.product(SAID)
    assert place.run() == 0
    printed = capsys.readouterr().out
    assert "0.500  floor 0.500 holds" in printed
    assert printed.endswith("Every floor holds.\n")


def test_a_broken_floor_fails(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.product()
    assert place.run() == 1
    assert "set: cue_recall is 0.000, below its floor 0.500" in capsys.readouterr().out


def test_a_floor_on_what_is_not_measured_fails(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.set_floors("sentences", cue_recal=0.1)
    place.product(SAID)
    assert place.run() == 1
    assert "cue_recal was not measured" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("says", "code", "message"),
    [
        ("{}", 3, "rasd attribute ended with 3: a: bad"),
        ("{}\n{}", 0, "1 rows went in and 2 came out"),
        ("\n", 1, "1 rows went in and 0 came out"),
    ],
)
def test_a_product_that_fails_fails_the_gate(
    place: Place, capsys: pytest.CaptureFixture[str], says: str, code: int, message: str
) -> None:
    place.product(says=says, code=code)
    assert place.run() == 1
    printed = capsys.readouterr().out
    assert f"NOT MEASURED: {message}" in printed
    assert "set: not measured" in printed


def test_skipped_items_are_said(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.product(SAID, code=1)
    assert place.run() == 0
    assert "- a: bad" in capsys.readouterr().out


def test_other_data_is_said(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.product(SAID)
    place.run()
    assert "not the file that the floors were set on" in capsys.readouterr().out
    sha256 = json.loads((place.folder / "runs" / "set.json").read_text())["sha256"]
    place.set_floors("sentences", sha256=sha256)
    place.run()
    assert "not the file" not in capsys.readouterr().out


def test_gains_and_losses_are_said_case_by_case(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.product(SAID)
    place.run()
    assert "since the run before" not in capsys.readouterr().out
    place.product(SAID | {"content": None}, ADDED)
    place.run()
    printed = capsys.readouterr().out
    assert "gained 2 since" in printed
    assert "gained  1@25-30 content: وأضاف أن العمل" in printed
    assert "lost 1 since" in printed
    assert "lost  1@0-3 content" in printed


def test_no_word_of_the_data_is_kept(place: Place) -> None:
    place.product(SAID)
    place.run("--json", str(place.folder / "report.json"))
    for kept in (place.folder / "runs" / "set.json", place.folder / "report.json"):
        assert "الوزير" not in kept.read_text(encoding="utf-8")
    assert json.loads((place.folder / "report.json").read_text())["set"]["measures"]["cue_recall"] == 0.5


def test_chains_and_stance_count_in_articles(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.set_floors("articles", cue_recall=0.5)
    place.product(SAID | {"stance": "denies"}, ADDED | {"chain": []})
    assert place.run("--easy") == 0
    assert "easy" in capsys.readouterr().out
    kept = json.loads((place.folder / "runs" / "set.json").read_text())["cases"]
    assert [name for name, right in kept.items() if not right] == ["a@0-3 stance", "a@25-30 chain"]


def test_stories_are_measured_by_their_scorer(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.set_floors("stories", low=0.5)
    place.gold([{"story": "bridge", "articles": [{"id": "a", "text": TEXT}]}])
    place.product(says="1-1", code=2)
    assert place.run() == 0
    printed = capsys.readouterr().out
    assert "- bridge: origins 1-2, found 1-1" in printed
    assert "- bridge: rasd trace ended with 2" in printed
    kept = json.loads((place.folder / "runs" / "set.json").read_text())["cases"]
    assert kept == {"bridge origins": False, "bridge grouped": True}


def test_without_data_nothing_is_measured(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.main(["--shared", str(place.folder / "elsewhere")]) == 0
    assert capsys.readouterr().out.startswith("Nothing was measured: there is no ")


def test_missing_gold_is_said(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    (place.folder / "eval" / "gold.jsonl").rename(place.folder / "eval" / "other.txt")
    assert place.run() == 1
    assert "NOT MEASURED: there is no" in capsys.readouterr().out


def test_an_unknown_name_is_misuse(place: Place) -> None:
    with pytest.raises(SystemExit) as ended:
        place.run("no-such-set")
    assert ended.value.code == 2


def test_words_of_the_data_in_the_repository_fail(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place.product(SAID)
    monkeypatch.setattr(leaks, "tracked", lambda root: [("doc.md", f"He wrote: {TEXT}.")])
    assert place.run() == 1
    assert "doc.md holds words of a" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "held"),
    [
        (TEXT, True),
        ("قالَ الوزيرُ إنّ الجسر مغلق، «وأضاف أن العمل»", True),
        ("قال الوزير إن الجسر مغلق", False),
        ("قال الوزير أمس إن الجسر مغلق تماما وأضاف أن العمل يبدأ", False),
    ],
)
def test_leaks(file: str, held: bool) -> None:
    assert bool(leaks.find([("file", file)], [("text", TEXT)])) is held


def test_the_corpora_are_looked_through(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = "نفت الشركة أمس أن تكون الطائرة قد هبطت في مطار آخر"
    (place.folder / "corpora").mkdir()
    rows = duckdb.sql(f"SELECT 'x1' AS id, 'عنوان' AS title, '{other}' AS text")
    rows.write_parquet(str(place.folder / "corpora" / "small.parquet"))
    monkeypatch.setattr(leaks, "tracked", lambda root: [("doc.md", other)])
    place.product(SAID)
    assert place.run() == 1
    assert "doc.md holds words of x1" in capsys.readouterr().out


def test_the_repository_lists_its_files() -> None:
    assert "eval/leaks.py" in dict(leaks.tracked(gate.HERE.parent))


def test_without_git_all_files_are_looked_through(tmp_path: Path) -> None:
    (tmp_path / ".hidden").mkdir()
    for name in ("seen.md", ".hidden/unseen.md"):
        (tmp_path / name).write_text("words")
    assert list(leaks.tracked(tmp_path)) == [("seen.md", "words")]


# --- cases ---------------------------------------------------------------------------------------


def test_a_found_cue_is_used_once() -> None:
    wide = {"cue": [0, 30]}
    assert list(cases.paired([SAID, ADDED], [wide])) == [(SAID, wide), (ADDED, None)]


def test_extras_are_cases_where_gold_is_whole() -> None:
    row = [("1", {"text": TEXT, "attributions": [SAID]}, [SAID, ADDED])]
    assert cases.of_rows(row)["1@25-30 extra"] is False
    assert all(cases.of_rows(row, extras=False).values())


@pytest.mark.parametrize(
    ("want", "got", "value"),
    [([4, 10], [4, 10], 1.0), ([4, 13], [4, 10], 2 / 3), ([4, 10], None, 0.0), ([4, 10], [11, 13], 0.0)],
)
def test_spans_agree_in_words(want: list[int], got: list[int] | None, value: float) -> None:
    assert cases.token_f1(TEXT, want, got) == pytest.approx(value)


def test_cases_stand_in_reading_order() -> None:
    before = {"10@0-3 cue": False, "9@0-3 cue": False, "1@5-6 cue": True}
    gained, lost = cases.changed(
        before, {"10@0-3 cue": True, "9@0-3 cue": True, "1@5-6 cue": False, "1@4-5 extra": False}
    )
    assert gained == ["9@0-3 cue", "10@0-3 cue"]
    assert lost == ["1@4-5 extra", "1@5-6 cue"]


def test_a_case_that_is_no_longer_there_is_gained() -> None:
    assert cases.changed({"1@4-5 extra": False}, {}) == (["1@4-5 extra"], [])


def test_a_case_of_an_unknown_row_has_no_words() -> None:
    assert cases.excerpt("bridge origins", {}) == ""
    assert cases.excerpt("1@25-30 cue", {"1": TEXT}, width=5) == "وأضاف"


def test_the_floors_of_the_repository_can_be_read() -> None:
    found = gate.golds()
    assert {gold.kind for gold in found} == set(gate.KINDS)
    assert all(len(gold.sha256) == 64 for gold in found)
    assert any(gold.floors for gold in found)
