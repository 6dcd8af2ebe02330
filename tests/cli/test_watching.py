"""``rasd watch`` and ``rasd feeds``, on a real desk, with sites on loopback."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hostile import Behaviour, Line, Web, hostile_web, item, not_found, own_text, rss
from rasd import Desk
from rasd.cli import watch as watching
from rasd.cli.app import street
from rasd.watch.catalogue import catalogue
from watch.stories import FIRE, MORE, OUTLETS


def site(name: str, outlet: str, source: str) -> Behaviour:
    """An outlet whose feed has one article, in full."""

    def feed(line: Line) -> None:
        own = own_text(f"ذكرت {source} {FIRE}{MORE}")
        line.answer(rss(item("/page", "1", f"انفجار في طرابلس - {outlet}", own)), Content_Type="text/xml")

    return Behaviour(name, "", "", feed=feed, page=not_found)


@dataclass
class Town:
    """Some outlets, a list of their feeds, and a place for a desk."""

    web: Web
    folder: Path

    @property
    def store(self) -> str:
        return str(self.folder / "news.db")

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(street, [*arguments, "--store", self.store, "--lang", "en"])

    def watch(self, *arguments: str) -> Result:
        return self.run("watch", "--once", "--pause", "0.5", *arguments)


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    sites = [site("agency", "وكالة النهر", "مصادر مطلعة")]
    sites += [site(f"o{n}", OUTLETS[n], "وكالة النهر") for n in range(3)]
    with hostile_web(sites) as web:
        names = ["وكالة النهر", *OUTLETS[:3]]
        lines = [f"{web.url(one.name)} {name}" for one, name in zip(sites, names, strict=True)]
        (tmp_path / "feeds.txt").write_text("\n".join(lines), encoding="utf-8")
        ports = frozenset(("127.0.0.1", port) for port in web.ports.values())
        monkeypatch.setattr(watching, "ALLOWED", ports)
        monkeypatch.setenv("RASD_TIMEOUT", "2")
        yield Town(web, tmp_path)


RULES = """
[[rule]]
name = "واسع الانتشار"
at_least = { outlets = 3 }
at_most = { origins = 1 }
confirmed = false

[file]
path = "alerts.jsonl"
"""


def test_a_watch_fills_the_desk_and_tells(town: Town) -> None:
    (town.folder / "rules.toml").write_text(RULES, encoding="utf-8")
    rules = str(town.folder / "rules.toml")
    done = town.watch(str(town.folder / "feeds.txt"), "--rules", rules)
    assert (done.exit_code, done.exception) == (0, None), done.stderr
    assert "rasd: watching 4 feeds; stop with Ctrl-C" in done.stderr
    assert "rasd: وكالة النهر: 1 new" in done.stderr
    assert done.stdout.startswith("[واسع الانتشار] ")
    assert "  - outlets: 4; asked for: at least 3\n" in done.stdout
    (line,) = (town.folder / "alerts.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["rule"] == "واسع الانتشار"
    with Desk(town.store, readonly=True) as desk:
        assert len(desk) == 4
        assert {line.outlet for line in desk.outlet_lines()} == {"وكالة النهر", *OUTLETS[:3]}
    again = town.watch("--rules", rules, "--quiet")
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "")


def test_what_was_added_before_the_watch_is_told_too(town: Town) -> None:
    assert town.watch(str(town.folder / "feeds.txt")).exit_code == 0
    (town.folder / "rules.toml").write_text(RULES, encoding="utf-8")
    done = town.watch("--rules", str(town.folder / "rules.toml"), "--quiet")
    assert done.stdout.startswith("[واسع الانتشار] ")


def test_trouble_is_said(town: Town) -> None:
    gone = town.web.url("agency", "/gone")
    done = town.watch(gone)
    assert done.exit_code == 1
    assert f"rasd: {gone}: the server answered 404 Not Found" in done.stderr
    listed = town.run("feeds", "--trouble", "--format", "jsonl")
    (row,) = map(json.loads, listed.stdout.splitlines())
    assert row["health"]["trouble"] == "the server answered 404 Not Found"
    assert row["health"]["failures"] == 1


def test_feeds_are_listed_and_dropped(town: Town) -> None:
    empty = town.run("feeds")
    assert empty.exit_code == 3
    assert "there is no desk here" in empty.stderr
    town.watch(str(town.folder / "feeds.txt"))
    shown = town.run("feeds")
    assert shown.exit_code == 0
    assert "وكالة النهر" in shown.stdout
    assert town.web.url("agency") in shown.stdout
    dropped = town.run("feeds", "--drop", town.web.url("agency"), "--drop", "https://other.example/")
    assert dropped.exit_code == 1
    assert "not followed: https://other.example/" in dropped.stderr
    assert len(town.run("feeds", "--format", "jsonl").stdout.splitlines()) == 3


def test_the_catalogue(town: Town) -> None:
    shown = town.run("feeds", "--catalogue", "--country", "mr")
    assert shown.exit_code == 0
    assert "saharamedias.net" in shown.stdout
    rows = town.run("feeds", "--catalogue", "--format", "jsonl").stdout.splitlines()
    assert len(rows) == len(catalogue())
    nothing = town.run("feeds", "--catalogue", "--country", "zz")
    assert "no feed is like that" in nothing.stderr
    written = town.folder / "c.opml"
    town.run("feeds", "--catalogue", "--format", "opml", "-o", str(written))
    assert written.read_text(encoding="utf-8").count("<outline ") == len(catalogue())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "The desk follows no feed. Name some: rasd watch FEEDS.opml"),
        (["nothing.opml"], "nothing.opml: cannot be read: No such file or directory"),
        (["ftp://x.example/"], "not an http or https URL: 'ftp://x.example/'"),
        (
            ["ftp://x.example/\udcff"],
            "not an http or https URL: 'ftp://x.example/",
        ),  # bytes that are no UTF-8
        (["--check-rules"], "--check-rules needs a file: --rules FILE"),
        (["--rules", "nothing.toml"], "--rules 'nothing.toml' cannot be read: No such file or directory"),
    ],
)
def test_misuse(town: Town, arguments: list[str], said: str) -> None:
    done = town.watch(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr


def test_rules_are_checked(town: Town) -> None:
    path = town.folder / "rules.toml"
    path.write_text(RULES, encoding="utf-8")
    good = town.watch("--check-rules", "--rules", str(path))
    assert (good.exit_code, good.stderr) == (0, "rasd: nothing is wrong: واسع الانتشار\n")
    path.write_text(RULES.replace("at_most", "atmost"), encoding="utf-8")
    bad = town.watch("--check-rules", "--rules", str(path))
    assert bad.exit_code == 2
    assert f"{path}:5: unknown condition 'atmost' (did you mean 'at_most'?)" in bad.stderr
    assert town.watch(str(town.folder / "feeds.txt"), "--rules", str(path)).exit_code == 2
    assert not Path(town.store).exists()


def test_a_signal_ends_it_in_order(town: Town) -> None:
    """Once the first feed was polled: the process goes on living, what came is kept."""
    asked = town.web.asked["agency"]
    begun = threading.Event()

    def interrupt() -> None:
        while "/feed" not in asked and not begun.wait(0.01):
            pass
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    before = signal.getsignal(signal.SIGINT)
    thread.start()
    done = town.run("watch", str(town.folder / "feeds.txt"), "--pause", "0.5")
    begun.set()
    thread.join()
    assert done.exit_code == 0
    assert "rasd: stopping: finishing the requests under way" in done.stderr
    assert signal.getsignal(signal.SIGINT) is before
