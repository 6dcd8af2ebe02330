"""A desk whose process is killed loses nothing and has nothing twice; what breaks is mended or named."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import faults
import pytest
from servers import MISSING, Server, postgres

from harbour_fire import newsroom
from rasd import Desk
from rasd.errors import StoreError
from rasd.model import Article

PLACES = ("صور", "طرابلس", "عدن", "بنغازي", "الموصل", "حمص", "أم درمان", "تعز")
WHO = ("مصدر أمني", "وزير الداخلية", "شهود عيان", "متحدث باسم البلدية", "مصادر طبية")
WHAT = (
    "انفجارا وقع في مخزن للوقود قرب الميناء القديم",
    "العمال بدأوا إضرابا مفتوحا للمطالبة برفع الأجور",
    "سيولا جرفت جسرا يربط بين حيين وقطعت الطريق",
    "هدنة لثلاثة أيام دخلت حيز التنفيذ في المدينة",
)


def many(count: int) -> list[Article]:
    """Articles of several outlets on events of several places; some copy another."""
    random, out = Random(5), []
    for number in range(count):
        place, what = random.choice(PLACES), random.choice(WHAT)
        text = (
            f"قال {random.choice(WHO)} في {place} إن {what}. وأضاف أن {random.randrange(2, 90)} شخصا تضرروا."
        )
        if out and random.random() < 0.3:
            text = random.choice(out).text
        when = datetime(2026, 3, 3, tzinfo=UTC) + timedelta(hours=number // 4)
        out.append(
            Article(
                f"n{number}",
                text,
                outlet=f"outlet {number % 7}",
                title=f"{what} في {place}",
                date=when.isoformat(),
            )
        )
    return out


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    faults.write(path, many(600))
    return path


@pytest.fixture(scope="module")
def server() -> Iterator[Server | None]:
    with postgres() as running:
        yield running


NOTHING_WRONG = {"lost": 0, "doubled": 0, "unequal": 0, "found": 0}


def wrong(found: dict[str, int]) -> dict[str, int]:
    return {name: found[name] for name in NOTHING_WRONG}


def test_killed_while_adding_to_a_file(source: Path, tmp_path: Path) -> None:
    found = faults.survive(source, faults.numbered(tmp_path), 3, Random(3))
    assert wrong(found) == NOTHING_WRONG
    assert (found["kills"], found["articles"]) == (3, 600)


def test_killed_while_adding_to_a_server(
    source: Path, server: Server | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if server is None:
        pytest.skip(MISSING)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    found = faults.survive(source, faults.emptied(server.url("killed")), 2, Random(4))
    assert wrong(found) == NOTHING_WRONG


def test_what_is_lost_or_doubled_would_be_seen(source: Path, tmp_path: Path) -> None:
    where = str(tmp_path / "a.db")
    with Desk(where) as desk:
        desk.add(newsroom())
        right = faults.picture(where)
        with desk.database.writing() as transaction:
            transaction.run("UPDATE claims SET highest = highest + 1")
    assert faults.picture(where) != right


def test_a_server_that_restarts_in_mid_batch(
    source: Path, server: Server | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if server is None:
        pytest.skip(MISSING)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    where = server.url("restarted")
    with Desk(where) as desk:
        done = []

        def restart(step: str, number: int, total: int | None) -> None:
            if step == "attribution" and not done:
                done.append(step)
                server.stop()
                server.start()

        # The server is gone and back between two questions: a fresh connection is made.
        desk.add(source, progress=restart)
        assert done
        assert len(desk) == 600

        def stop(step: str, number: int, total: int | None) -> None:
            if step == "attribution":
                server.stop()

        more = [Article("more", "قال مصدر في الميناء إن السفن عادت إلى التفريغ صباح اليوم.", outlet="جديد")]
        with pytest.raises(StoreError, match=r"connection|server"):
            desk.add(more, progress=stop)
    server.start()
    with Desk(where) as desk:
        assert len(desk) == 600
        assert len(desk.add(more)) == 1
        assert [one for one in desk.check() if not one.mended] == []


def test_an_index_that_is_gone_is_made_anew(tmp_path: Path) -> None:
    where = tmp_path / "a.db"
    with Desk(where) as desk:
        desk.add(newsroom()[:4])
    shutil.rmtree(tmp_path / "a.db.index")
    with Desk(where) as desk:
        desk.add(newsroom()[4:])
        whole = faults.picture(str(where))
    with Desk(tmp_path / "b.db") as desk:
        desk.add(newsroom()[:4])
        desk.add(newsroom()[4:])
    assert faults.picture(str(tmp_path / "b.db")) == whole


def test_an_index_that_is_damaged_is_named_and_mended(tmp_path: Path) -> None:
    where = tmp_path / "a.db"
    with Desk(where) as desk:
        desk.add(newsroom()[:4])
    (tmp_path / "a.db.index" / "manifest.json").write_text("{")
    with Desk(where) as desk:
        (finding,) = desk.check()
        assert (finding.where, finding.mended) == ("index", False)
        assert "check --repair" in finding.do
        (finding,) = desk.check(repair=True)
        assert finding.mended
        assert list(desk.check()) == []
        assert len(desk.add(newsroom())) > 0


def test_what_was_derived_is_made_anew(tmp_path: Path) -> None:
    where = tmp_path / "a.db"
    with Desk(where) as desk:
        desk.add(newsroom())
        right, found = faults.picture(str(where)), len(desk.search("ميناء"))
        with desk.database.writing() as transaction:
            for table in ("analyses", "links", "claims", "origins", "copies", "stories"):
                transaction.run(f"DELETE FROM {table}")
            transaction.plain("INSERT INTO found (found) VALUES ('delete-all')")
            transaction.run(
                "INSERT INTO stories SELECT 'empty', '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, x'00'"
            )
        wrong = {one.where for one in desk.check()}
        assert wrong == {"articles", "full text", "sources", "stories"}
        assert all(one.mended for one in desk.check(repair=True))
        assert list(desk.check()) == []
        assert faults.picture(str(where)) == right
        assert len(desk.search("ميناء")) == found


def test_a_text_that_has_changed_by_itself_is_named(tmp_path: Path) -> None:
    with Desk(tmp_path / "a.db") as desk:
        desk.add(newsroom())
        with desk.database.writing() as transaction:
            transaction.run("UPDATE articles SET text = text || '!' WHERE id = 'a2'")
        (finding,) = desk.check(repair=True)
        assert (finding.where, finding.mended) == ("article a2", False)
        assert "backup" in finding.do


@pytest.mark.parametrize("junk", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_of_something_else_is_refused_and_left_alone(tmp_path: Path, junk: bytes) -> None:
    where = tmp_path / "a.db"
    where.write_bytes(junk)
    with pytest.raises(StoreError, match=r"desk|damaged"):
        Desk(where)
    assert where.read_bytes() == junk


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    where = tmp_path / "a.db"
    with Desk(where) as desk:
        desk.add(newsroom())
    data = bytearray(where.read_bytes())
    for at in range(8192, len(data), 4096):
        data[at : at + 64] = b"\xa5" * 64
    where.write_bytes(data)
    with pytest.raises(StoreError, match=r"damaged|backup"), Desk(where) as desk:
        findings = list(desk.check())
        raise StoreError("store", findings[0].what, findings[0].do)


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    where = tmp_path / "a.db"
    with Desk(where) as desk:
        desk.add(newsroom()[:2])
    with Desk(where, readonly=True) as desk:
        assert len(list(desk.stories())) > 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("nothing may be mounted here: a full disk is not tried")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_is_named_and_nothing_is_lost(small_disk: Path, source: Path, tmp_path: Path) -> None:
    where = small_disk / "a.db"
    with Desk(where) as desk, pytest.raises((StoreError, OSError), match=r"full|No space"):
        desk.add(source)
    kept = faults.ids(str(where))
    roomy = tmp_path / "roomy"
    shutil.copytree(small_disk, roomy)
    with Desk(roomy / "a.db") as desk:
        assert set(faults.ids(str(roomy / "a.db"))) == set(kept)
        desk.add(source)
        assert list(desk.check()) == []
    with Desk(tmp_path / "b.db") as desk:
        desk.add(source)
    assert faults.picture(str(roomy / "a.db")) == faults.picture(str(tmp_path / "b.db"))
