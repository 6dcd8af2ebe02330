"""An index on disk: what was committed stays, whatever happens, and is found as if all had come at once."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from rasd.errors import InputError, UsageError
from rasd.model import Article
from rasd.reuse.find import ReuseOptions, ReuseResult, find_passages
from rasd.reuse.index import FAN, ReuseIndex, due, scheme

OPTIONS = ReuseOptions()


def silent(step: str, done: int, total: int) -> None:
    """No progress."""


def story(number: int, part: int = 0) -> str:
    """A text of its own, and a stretch that all parts of the story have."""
    own = " ".join(f"كلمة{number}ب{part}ج{k}" for k in range(30))
    shared = " ".join(f"قصة{number}د{k}" for k in range(25))
    return f"{own} {shared} {own[::-1]}"


def articles_of(count: int, stories: int = 7) -> list[Article]:
    return [Article(f"{k:04}", story(k % stories, k), outlet=f"o{k % 5}") for k in range(count)]


def added(index: ReuseIndex, articles: Sequence[Article], notes: Sequence[str] | None = None) -> ReuseResult:
    batch = index.read(articles)
    found = index.find(batch, OPTIONS, silent)
    index.add(batch, notes)
    return found


def held(index: ReuseIndex) -> list[str]:
    return [id_ for segment in index.segments for id_ in segment.ids()]


@pytest.mark.parametrize("step", [1, 4, 50])
def test_articles_that_come_in_batches_share_what_they_share_at_once(tmp_path: Path, step: int) -> None:
    articles = articles_of(40)
    found = []
    with ReuseIndex(tmp_path / "index", writable=True) as index:
        for low in range(0, len(articles), step):
            found += added(index, articles[low : low + step]).passages
    with ReuseIndex(tmp_path / "index") as index:
        assert len(index) == 40
        assert held(index) == [article.id for article in articles]
        assert len(index.segments) < max(2 * FAN, 40 // step)
    assert sorted(found, key=str) == sorted(find_passages(articles).passages, key=str)


def test_an_article_that_is_only_asked_about_is_not_kept(tmp_path: Path) -> None:
    asked = Article("new", story(3, 99))
    with ReuseIndex(tmp_path, writable=True) as index:
        added(index, articles_of(10))
        first = index.find(index.read([asked]), OPTIONS, silent)
        assert [(p.a, p.b) for p in first.passages] == [("0003", "new")]
        assert first == index.find(index.read([asked]), OPTIONS, silent)
        assert len(index) == 10


def test_what_is_held_is_known(tmp_path: Path) -> None:
    articles = articles_of(9)
    with ReuseIndex(tmp_path, writable=True) as index:
        for k in range(0, 9, 3):
            added(index, articles[k : k + 3], [f"note {k + n}" for n in range(3)])
        index.close()
    with ReuseIndex(tmp_path) as index:
        assert index.absent([*articles, Article("x", "")]) == [Article("x", "")]
        assert index.notes(["0007", "x", "0001"]) == {"0007": "note 7", "0001": "note 1"}


def test_odd_articles_are_held_too(tmp_path: Path) -> None:
    """Empty texts, one word, ids in any letters, no outlet: the order is by time and id."""
    articles = [Article("ب/١", ""), Article("a\ud800", "كلمة"), Article("", "  "), Article("z", "- - -")]
    with ReuseIndex(tmp_path, writable=True) as index:
        assert added(index, articles) == ReuseResult([], [])
        assert added(index, []) == ReuseResult([], [])
        assert sorted(held(index)) == sorted(article.id for article in articles)
        assert index.absent(articles) == []


# --- who may do what ---------------------------------------------------------------------------------


def test_one_writes(tmp_path: Path) -> None:
    with ReuseIndex(tmp_path, writable=True) as index:
        added(index, articles_of(3))
        with pytest.raises(InputError, match="another process is adding"):
            ReuseIndex(tmp_path, writable=True)
        with ReuseIndex(tmp_path) as reader:
            assert len(reader) == 3
            with pytest.raises(UsageError, match="open it writable"):
                reader.add(reader.read([Article("x", story(1))]))
    ReuseIndex(tmp_path, writable=True).close()


def test_an_article_is_added_once(tmp_path: Path) -> None:
    with ReuseIndex(tmp_path, writable=True) as index:
        added(index, articles_of(3))
        with pytest.raises(InputError, match="holds some of these"):
            index.add(index.read(articles_of(4)))
        assert len(index) == 3


def test_a_reader_sees_what_is_committed_meanwhile(tmp_path: Path) -> None:
    """One thread adds, and merges behind its back; another looks again and again."""
    articles = articles_of(60)
    with ReuseIndex(tmp_path, writable=True) as index:
        added(index, articles[:1])
        done = threading.Event()

        def write() -> None:
            for article in articles[1:]:
                added(index, [article])
            done.set()

        writer = threading.Thread(target=write)
        writer.start()
        seen = [0]
        with ReuseIndex(tmp_path) as reader:
            while seen[-1] < 60:
                ended = done.is_set()
                reader.refresh()
                ids = held(reader)
                assert ids == [article.id for article in articles[: len(ids)]]
                asked = reader.read([Article("new", story(0, 999))])
                known = {p.a for p in reader.find(asked, OPTIONS, silent).passages}
                assert known == set(ids[::7])
                seen.append(len(ids))
                assert not (ended and seen[-1] < 60)
        writer.join()
        assert seen == sorted(seen)


# --- what may go wrong -------------------------------------------------------------------------------

WRITER = """
    import sys
    from pathlib import Path
    sys.path[:0] = [{tests!r}]
    from rasd.reuse.index import ReuseIndex
    from test_index import added, story
    from rasd.model import Article
    with ReuseIndex(Path(sys.argv[1]), writable=True) as index:
        print("open", flush=True)
        first = len(index)
        for k in range(first, first + 400):
            added(index, [Article(f"{{k:06}}", story(k % 3, k))])
            print(k, flush=True)
"""


def test_killed_at_any_moment_it_holds_what_was_committed(tmp_path: Path) -> None:
    """``kill -9`` in a loop: every committed article is there, and nothing else."""
    script = textwrap.dedent(WRITER).format(tests=str(Path(__file__).parent))
    committed = 0
    for attempt in range(10):
        with subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "open\n"
            # Sometimes at once, sometimes after some commits and merges, anywhere in the next one.
            told = [writer.stdout.readline().strip() for _ in range(attempt * attempt // 2)]
            sum(range(40_000 * attempt))
            writer.send_signal(signal.SIGKILL)
            told += writer.stdout.read().split()
        # A line may be cut short by the kill; what it tells was committed before it was printed.
        committed = max([committed, *(int(line) + 1 for line in told)])
        with ReuseIndex(tmp_path) as index:
            ids = held(index)
            assert ids == [f"{k:06}" for k in range(len(ids))]
            assert committed <= len(ids) <= committed + 1
            asked = index.read([Article("new", story(1, 10**6))])
            assert {p.a for p in index.find(asked, OPTIONS, silent).passages} == set(ids[1::3])
        committed = len(ids)
    assert committed > 10
    ReuseIndex(tmp_path, writable=True).close()
    named = {row["file"] for row in json.loads((tmp_path / "manifest.json").read_text())["segments"]}
    assert {path.name for path in tmp_path.iterdir()} == {*named, "manifest.json", "lock"}


def made(folder: Path) -> Path:
    with ReuseIndex(folder, writable=True) as index:
        added(index, articles_of(5))
    return folder


def spoil_scheme(folder: Path) -> None:
    told = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**told, "scheme": "0-old"}))


def spoil_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_text('{"scheme": ')


def cut_segment(folder: Path) -> None:
    path = next(folder.glob("*.seg"))
    path.write_bytes(path.read_bytes()[:-100])


def lose_segment(folder: Path) -> None:
    next(folder.glob("*.seg")).unlink()


def garble_segment(folder: Path) -> None:
    path = next(folder.glob("*.seg"))
    path.write_bytes(b"\0" * path.stat().st_size)


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (spoil_scheme, "another version of Rasd.*0-old.*make the index anew"),
        (spoil_manifest, "manifest cannot be read.*make the index anew"),
        (cut_segment, "not the file that was written.*make the index anew"),
        (lose_segment, "is missing.*make the index anew"),
        (garble_segment, "not the file that was written.*make the index anew"),
    ],
)
@pytest.mark.parametrize("writable", [False, True])
def test_a_spoilt_index_is_refused_and_left_as_it_is(
    tmp_path: Path, spoil, what: str, writable: bool
) -> None:
    spoil(made(tmp_path))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(InputError) as error:
        ReuseIndex(tmp_path, writable)
    assert error.match(f"(?s){what}")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    with pytest.raises(InputError, match=f"(?s){what}"):  # the lock is free again: for the same reason
        ReuseIndex(tmp_path, writable)


def test_there_may_be_no_index(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no index here"):
        ReuseIndex(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(InputError, match=r"other files.*letter\.txt"):
        ReuseIndex(tmp_path, writable=True)


def test_a_full_disk_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ReuseIndex(tmp_path, writable=True) as index:
        added(index, articles_of(3))
        with monkeypatch.context() as patch:

            def full(handle: int) -> None:
                raise OSError(28, "No space left on device")

            patch.setattr("rasd.reuse.segment.os.fsync", full)
            with pytest.raises(OSError, match="No space left"):
                index.add(index.read([Article("late", story(1))]))
        assert len(index) == 3
        assert len(list(tmp_path.glob("*.seg"))) == 1
        added(index, [Article("late", story(1))])
        assert len(index) == 4


def test_the_scheme_names_how_words_become_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    before = scheme()
    assert before == scheme()
    monkeypatch.setattr("rasd.reuse.indexing.SHINGLE", 6)
    assert scheme() != before


@pytest.mark.parametrize(
    ("articles", "merged"),
    [
        ([1, 1, 1], 0),
        ([1, 1, 1, 1], 4),
        ([50, 1, 1, 1], 0),
        ([50, 50, 50, 50, 1], 5),
        ([50, 1, 1, 1, 1], 4),
        ([5000, 60, 50, 55, 60, 2, 2], 6),
        ([], 0),
    ],
)
def test_which_segments_become_one(articles: list[int], merged: int) -> None:
    from rasd.reuse.index import _Row  # noqa: PLC0415

    rows = [_Row(str(k), count, count * 100) for k, count in enumerate(articles)]
    assert list(due(rows)) == rows[len(rows) - merged :]
