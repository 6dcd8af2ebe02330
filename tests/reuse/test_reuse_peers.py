"""The benchmark beside peers counts right; the peers of this test are stand-ins of a few lines."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import contenders
import duckdb
import limits
import measure
import pytest
import reuse_peers
import run

from rasd.model import Article

PASSIM = """
import json, sys
import duckdb
*_, source, out = sys.argv
rows = [json.loads(line) for line in open(source, encoding="utf-8")]
pairs = [
    (a["place"], b["place"], a["text"], b["text"])
    for k, a in enumerate(rows) for b in rows[:k] if a["text"] == b["text"] and a["outlet"] != b["outlet"]
]
import pathlib
if "--to-extents" not in sys.argv:
    aligned = pathlib.Path(out) / "tmp/psg.parquet/shard=0"
    aligned.mkdir(parents=True)
    (aligned / "_SUCCESS").touch()
    sys.exit()
folder = pathlib.Path(out) / "tmp/extents.parquet/shard=0"
folder.mkdir(parents=True)
duckdb.execute("CREATE TABLE t (gid BIGINT, gid2 BIGINT, text VARCHAR, text2 VARCHAR)")
duckdb.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", pairs)
duckdb.table("t").write_parquet(str(folder / "part.parquet"))
"""
RENSA = """
class RMinHash:
    @staticmethod
    def from_token_sets(sets, permutations, seed):
        return [frozenset(one) for one in sets]
class RMinHashLSH:
    def __init__(self, threshold, permutations, bands):
        self.all = []
    def insert_many(self, sketches):
        self.all += sketches
    def query_all(self, sketches):
        return [[k for k, other in enumerate(self.all) if other & one] for one in sketches]
"""
DATASKETCH = """
from contextlib import contextmanager
class MinHash:
    @staticmethod
    def generator(sets, num_perm):
        return (frozenset(one) for one in sets)
class MinHashLSH:
    def __init__(self, threshold, num_perm):
        self.all = {}
    @contextmanager
    def insertion_session(self):
        yield self
    def insert(self, key, sketch):
        self.all[key] = sketch
    def query(self, sketch):
        return [key for key, other in self.all.items() if other == sketch]
"""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Forty articles, twenty texts of two outlets each."""
    path = tmp_path / "news.parquet"
    with duckdb.connect() as base:
        base.execute("CREATE TABLE news (id VARCHAR, text VARCHAR, outlet VARCHAR)")
        for k in range(40):
            text = " ".join(f"كلمة{k % 20}_{n}" for n in range(200))
            base.execute("INSERT INTO news VALUES (?, ?, ?)", [str(k), text, f"o{k // 20}"])
        base.table("news").write_parquet(str(path))
    return path


def measured(*arguments: str | Path) -> dict[str, Any]:
    script = Path(run.__file__).parent / "reuse_peers.py"
    command = [sys.executable, script, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    report = json.loads(done.stdout)
    assert isinstance(report, dict)
    return report


def test_beside_stand_ins(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "passim").mkdir()
    (tmp_path / "passim" / "seriatim.py").write_text(PASSIM)
    (tmp_path / "rensa.py").write_text(RENSA)
    (tmp_path / "datasketch.py").write_text(DATASKETCH)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=":")
    report = measured(news, "--passim", tmp_path, "--planted", "10", "--keep", tmp_path / "kept")
    passages = report["passages"]
    assert (passages["rasd"]["pairs"], passages["passim"]["pairs"]) == (20, 20)
    assert (passages["share"], passages["share_of_ours"]) == (1, 1)
    assert [row["pairs"] for row in passages["by_shared_words"]] == [20, 20, 20, 20]
    assert passages["missed"] == {"pairs": 0, "found_alone": 0}
    assert len(passages["rasd"]["runs"]) == reuse_peers.RUNS_BEFORE + reuse_peers.RUNS_AFTER
    assert 0 < passages["times_faster"] < passages["times_faster_aligned"]
    documents = report["documents"]
    assert documents["planted"] == 10
    assert documents["rasd"]["planted_found"]["all"] == 10
    assert documents["rensa"]["planted_found"]["0.0"] == 2, "they have some five words in common"
    assert documents["datasketch"]["planted_found"]["all"] == 0, "none is quite the same any more"
    assert documents["datasketch"]["share"] == 1
    assert report["limits"]["million_fingerprints_per_second"] > 1
    assert (tmp_path / "kept" / "documents.jsonl").is_file()


def test_peers_that_are_not_there(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(contenders.importlib, "import_module", absent)
    assert contenders.main(["rensa", str(news), str(tmp_path / "out")]) == 0
    work = reuse_peers.Work(tmp_path, None, sys.executable)
    assert "no checkout of passim" in reuse_peers.passage_figures([], work)["skipped"]


def test_a_passim_that_fails_is_told(tmp_path: Path) -> None:
    (tmp_path / "passim").mkdir()
    (tmp_path / "passim" / "seriatim.py").write_text("raise SystemExit('no Java here')")
    work = reuse_peers.Work(tmp_path, tmp_path, sys.executable)
    assert reuse_peers.run_passim(tmp_path / "x", work) == ({"skipped": "passim failed: no Java here"}, {})


def test_agreement_directly_and_through_a_third() -> None:
    figures = reuse_peers.agreement({(0, 1), (1, 2), (3, 4), (0, 5)}, {(0, 1), (0, 2), (4, 5)})
    assert figures == {"share": 0.25, "joined": 0.5}
    assert reuse_peers.agreement(set(), set()) == {"share": 0, "joined": 0}


def test_true_pairs_have_half_of_their_shingles_in_common() -> None:
    letters = "a b c d e f g h i j k l m n o p"
    texts = [letters, letters + " q r", letters[:12] + " 1 2 3 4 5 6 7 8 9", "a b c d e f", "a b c d e f"]
    articles = [Article(str(k), text) for k, text in enumerate(texts)]
    pairs = {(a, b) for a in range(5) for b in range(a)} | {(a, b) for b in range(5) for a in range(b)}
    assert {pair for pair in reuse_peers.true_pairs(articles, pairs) if pair[0] < pair[1]} == {(0, 1)}


def test_formulas_do_not_count_as_shared() -> None:
    title = "وزير الداخلية الأمير محمد بن نايف"
    articles = [Article(str(k), f"{title} رقم {k}") for k in range(reuse_peers.FEW + 1)]
    text = "استقبل اليوم في مكتبه بجدة السفير الجديد"
    found = {(0, 1): [(title, title)], (0, 2): [(f"{title} {text}", f"ثم {text}")]}
    assert reuse_peers.rare_words_shared(articles, found) == {(0, 1): 0, (0, 2): 7}


def test_memory_of_all_processes_of_a_command(tmp_path: Path) -> None:
    inner = "x = bytearray(150_000_000); import time; time.sleep(1)"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}]); print('done')"
    spent = measure.spent_by([sys.executable, "-c", outer], tmp_path / "log")
    assert spent.seconds > 1
    assert (tmp_path / "log").read_text() == "done\n"
    if Path("/proc/self/smaps_rollup").is_file():
        assert 150 < spent.peak_megabytes <= spent.resident_megabytes < 400
    with pytest.raises(subprocess.CalledProcessError):
        measure.spent_by([sys.executable, "-c", "raise SystemExit(3)"], tmp_path / "log")


def test_own_peak() -> None:
    assert 1 < measure.own_peak_megabytes() < 100_000


def test_limits_are_numbers_above_nothing(tmp_path: Path) -> None:
    for name in ("copied_per_second", "triad_per_second"):
        assert getattr(limits, name)(80_000) > 0
    assert limits.read_per_second(tmp_path, 2 << 20) > 0
    assert limits.hashed_per_second(1000) > 0
    assert not list(tmp_path.iterdir())
