"""The commands: what they print, where they write it, how they end, and what to write instead."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.streets import PROBLEMS, at_work, rasd
from export.cases import bare, founding, harbour
from rasd.errors import DataError, InputError, UsageError
from rasd.export import reasons, terminal

ALL = ("attribute", "reuse", "trace")


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Any:
    return at_work(monkeypatch)


# --- misuse: exit 2, and what to write instead -----------------------------------------------------

MISUSE = [
    (["tarce", "x.html"], "Did you mean: rasd trace?"),
    (["atribute"], "Did you mean: rasd attribute?"),
    (["https://example.org/a"], "rasd trace https://example.org/a"),
    ([__file__], f"rasd trace {__file__}"),
    (
        ["zzz"],
        "The commands are: account, add, article, attribute, backup, check, claims, feeds, judge, outlet,",
    ),
    (["--verison"], "--version"),
    (["trace"], "No input. Give files, folders or URLs, or - for standard input"),
    (["trace", ""], "No input."),
    (["trace", "x", "--formt", "jsonl"], "--format"),
    (["trace", "x", "--format", "html"], "For a page write: --html FILE"),
    (["trace", "x", "--format", "josnl"], "Did you mean 'jsonl'?"),
    (["trace", "x", "--format", "xml"], "is not one of: text, jsonl"),
    (["trace", "x", "--lang", "fr"], "is not one of: ar, en"),
    (["trace", "x", "--top", "0"], "--top"),
    (["trace", "x", "--sort", "size"], "is not one of: repeated, time, input"),
    (["trace", "x", "--width", "12"], "--width"),
    (["trace", "x", "--min-words", "many"], "--min-words"),
    (["trace", "x", "-o", "/no/such/folder/out"], "there is no folder '/no/such/folder'"),
    (["trace", "x", "--html", "/no/such/folder/out"], "there is no folder '/no/such/folder'"),
    (["trace", "x", "--export", "out.xml"], "a file ends in .graphml, .prov.json, .jsonld"),
    (["trace", "x", "--export", "/no/such/folder/a.jsonld"], "there is no folder '/no/such/folder'"),
    (["trace", __file__, "-o", __file__], "is an input too"),
    (["trace", __file__, "--html", __file__], "is an input too"),
    (["reuse", "x", "--format", "parquet"], "name a file for it with -o FILE"),
    (["reuse", "x", "--no-add"], "name it with --index DIR"),
    (["reuse", "x", "--engine", "spark", "--index", "seen"], "kept by the local engine"),
    (["reuse", "x", "--engine", "dask"], "not one of: local, spark"),
    (["reuse", "x", "--stock", "no/such/file"], "there is no folder"),
    (["attribute", "x", "--format", "parquet"], "is not one of: text, jsonl"),
    (["why", "x", "--all", "--claim", "1"], "do not go together"),
]


@pytest.mark.parametrize(("arguments", "advice"), MISUSE)
def test_misuse_says_what_to_write_instead(desk: Any, arguments: list[str], advice: str) -> None:
    result = rasd(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert advice in " ".join(result.stderr.split())
    assert desk.asked == [], "nothing was begun"


# --- help -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]])
def test_help(arguments: list[str]) -> None:
    result = rasd(*arguments)
    assert result.exit_code == 0
    for word in (*ALL, "Examples:", "Exit codes:"):
        assert word in result.stdout


@pytest.mark.parametrize("command", ALL)
def test_each_command_shows_examples(command: str) -> None:
    result = rasd(command, "--help")
    assert result.exit_code == 0
    assert f"  rasd {command} " in result.stdout.partition("Examples:")[2]


def test_version() -> None:
    result = rasd("--version")
    assert (result.exit_code, result.stdout.split()[0]) == (0, "rasd")


# --- exit codes -------------------------------------------------------------------------------------


def raising(error: BaseException) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (UsageError("duckdb is not installed; install it with: pip install 'rasd[bulk]'"), 2, "rasd[bulk]"),
        (InputError("x.html", "cannot be read", "look at it"), 3, "x.html: cannot be read (look at it)"),
        (DataError("cues.toml: no such table"), 3, "cues.toml: no such table"),
        (KeyboardInterrupt(), 3, "aborted; nothing half-written was left behind"),
        (OSError(28, "No space left on device"), 3, "No space left on device"),
        (MemoryError(), 3, "MemoryError"),
        (ZeroDivisionError("division by zero"), 3, "a mistake in rasd itself"),
    ],
)
@pytest.mark.parametrize("command", ALL)
def test_every_way_to_end_has_its_code(
    desk: Any, tmp_path: Path, command: str, error: BaseException, code: int, message: str
) -> None:
    desk.fail = raising(error)
    result = rasd(command, "x", "-o", tmp_path / "out")
    assert result.exit_code == code
    assert message in result.stderr
    assert list(tmp_path.iterdir()) == [], "nothing half-written"


@pytest.mark.parametrize("more", [[], ["--quiet"], ["--format", "jsonl"]])
@pytest.mark.parametrize("command", ALL)
def test_skipped_inputs_are_named(desk: Any, command: str, more: list[str]) -> None:
    desk.problems = PROBLEMS
    result = rasd(command, "x", *more)
    assert result.exit_code == 1
    assert "rasd: skipped lost.html: no such file (check the path)\n" in result.stderr
    assert "rasd: skipped news.jsonl:17: not JSON (mend the line or remove it)\n" in result.stderr
    assert result.stdout


@pytest.mark.parametrize("command", ALL)
def test_without_problems_stderr_is_silent(desk: Any, command: str) -> None:
    result = rasd(command, "x")
    assert (result.exit_code, result.stderr) == (0, "")


# --- what is asked of the desk ----------------------------------------------------------------------


def test_settings_reach_the_desk(desk: Any) -> None:
    rasd("trace", "a b.html", "-", "https://x.example/a b", "--min-words", 20, "--window-days", 1.5)
    (source, settings) = desk.asked[0]
    assert source == [Path("a b.html"), "-", "https://x.example/a b"], "no word is taken for a text"
    assert (settings.min_words, settings.window_days) == (20, 1.5)


def test_the_engine_reaches_the_desk(desk: Any, tmp_path: Path) -> None:
    rasd("reuse", "a", "--engine", "spark", "--connect", "sc://h:1", "--stage", tmp_path)
    settings = desk.asked[0][1]
    assert (settings.engine, settings.connect, settings.stage) == ("spark", "sc://h:1", str(tmp_path))


def test_the_environment_reaches_the_desk(desk: Any) -> None:
    rasd("reuse", "a", RASD_MIN_WORDS="33")
    assert desk.asked[0][1].min_words == 33
    assert rasd("reuse", "a", RASD_MIN_WORDS="many").exit_code == 2


# --- output -----------------------------------------------------------------------------------------


def test_trace_prints_the_stories_with_most_reports_first(desk: Any) -> None:
    result = rasd("trace", "x", "--top", 1, "--width", 90)
    assert result.stdout.startswith(terminal.story_text(harbour(), "en", 90))
    assert "1 of 3 shown" in result.stdout
    assert "1 single report without an attribution is not shown" in result.stdout


def test_trace_all_prints_every_story(desk: Any) -> None:
    result = rasd("trace", "x", "--all")
    assert result.stdout.count("═" * 100) == 3


@pytest.mark.parametrize(
    ("arguments", "environment", "arabic"),
    [
        ([], {}, False),
        (["--lang", "ar"], {}, True),
        ([], {"LANG": "ar_JO.UTF-8"}, True),
        ([], {"LANG": "fr_FR.UTF-8"}, False),
        ([], {"LANG": "C.UTF-8"}, False),
        ([], {"RASD_LANG": "ar", "LANG": "en_GB.UTF-8"}, True),
        (["--lang", "en"], {"LANG": "ar_JO.UTF-8"}, False),
    ],
)
def test_the_interface_language(
    desk: Any, arguments: list[str], environment: dict[str, str], arabic: bool
) -> None:
    result = rasd("trace", "x", *arguments, **environment)
    assert ("لا أحد" in result.stdout) == arabic
    assert ("nobody" in result.stdout) != arabic


@pytest.mark.parametrize("command", ALL)
def test_no_colours_where_there_is_no_terminal(desk: Any, command: str) -> None:
    result = rasd(command, "x", "--progress")
    assert "\x1b" not in result.stdout
    assert "reading [############............] 1/2" in result.stderr


@pytest.mark.parametrize(("command", "lines"), [("trace", 3), ("attribute", 7), ("reuse", 2)])
def test_jsonl(desk: Any, tmp_path: Path, command: str, lines: int) -> None:
    printed = rasd(command, "x", "--format", "jsonl").stdout_bytes
    records = [json.loads(line) for line in printed.decode("utf-8").splitlines()]
    assert len(records) == lines
    out = tmp_path / "out.jsonl"
    assert rasd(command, "x", "-o", out).exit_code == 0, "the format follows from the name"
    assert out.read_bytes() == printed


def test_attribute_keeps_the_order_of_the_input(desk: Any) -> None:
    lines = rasd("attribute", "x", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["sawaleif", "h1", "h2", "h3", "h4", "h5", "b1"]


def test_explain_gives_the_evidence(desk: Any) -> None:
    first = json.loads(rasd("attribute", "x", "--format", "jsonl", "--explain").stdout.splitlines()[0])
    assert first["attributions"][0]["evidence"][0]["rule"] == "source-after-verb"
    assert "source after verb" in rasd("attribute", "x", "--explain").stdout
    assert "source after verb" not in rasd("attribute", "x").stdout


def test_attribute_writes_while_it_reads(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each analysis is written before the next is asked for: memory stays flat."""
    desk = at_work(monkeypatch, stories=(founding(), founding()))
    written: list[str] = []
    real = terminal.view.article_name

    def watched(article: Any) -> str:
        written.append("written")
        return real(article)

    def articles(*_: Any, **__: Any) -> Any:
        for story in desk.stories:
            yield story.analyses[0]
            written.append("asked for more")

    monkeypatch.setattr(terminal.view, "article_name", watched)
    monkeypatch.setattr(sys.modules["rasd.desk"], "attribute", articles)
    rasd("attribute", "x")
    assert written == ["written", "asked for more"] * 2


def test_html_is_written_and_nothing_printed(desk: Any, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = rasd("trace", "x", "--html", page, "--lang", "ar")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"rasd: wrote {page}\n"
    assert page.read_text("utf-8").startswith('<!DOCTYPE html>\n<html lang="ar" dir="rtl">')
    assert rasd("trace", "x", "--html", page, "-q").stderr == ""
    assert rasd("trace", "x", "--html", page, "--format", "jsonl").stdout.count("\n") == 3


def test_reuse_as_parquet(desk: Any, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    out = tmp_path / "out.parquet"
    assert rasd("reuse", "x", "-o", out).exit_code == 0
    assert len(duckdb.read_parquet(str(out)).fetchall()) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["out.parquet"]


def test_reuse_with_an_index(desk: Any, tmp_path: Path) -> None:
    plain = rasd("reuse", "x", "--format", "jsonl").stdout
    result = rasd("reuse", "x", "--format", "jsonl", "--index", tmp_path / "seen")
    assert (result.stdout, desk.indexed) == (plain, [(tmp_path / "seen", True)])
    assert "rasd: 2 passages in 5 articles\nrasd: 3 articles in the index already" in result.stderr
    assert rasd("reuse", "x", "--format", "jsonl", "--index", tmp_path, "-q").stderr == ""
    assert "3 articles in the index already" in rasd("reuse", "x", "--index", tmp_path, "--no-add").stdout
    assert desk.indexed[-1] == (tmp_path, False)


def test_what_was_left_out_can_be_listed(tmp_path: Path) -> None:
    phrase = "نسخة الموقع الإلكترونية تصدر عن دار الصحافة وجميع الحقوق محفوظة لها وحدها دون سواها من الدور"
    words = [" ".join(f"كلمة{n}و{k}" for k in range(80)) for n in range(6)]
    rows = [{"id": str(n), "text": f"{own} {phrase}", "outlet": "دار"} for n, own in enumerate(words)]
    (tmp_path / "x.jsonl").write_text("\n".join(map(json.dumps, rows)))
    result = rasd("reuse", tmp_path / "x.jsonl", "--stock", tmp_path / "stock.jsonl")
    assert "1 wording in too many articles to tell a copy by" in result.stdout
    (told,) = map(json.loads, (tmp_path / "stock.jsonl").read_text("utf-8").splitlines())
    assert (told["text"], told["outlet"], told["articles"], told["because"]["rule"]) == (
        phrase, "دار", 6, "outlet-stock",
    )  # fmt: skip


def test_text_in_a_file_is_utf_8_without_colours(desk: Any, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    rasd("trace", "x", "--lang", "ar", "-o", out)
    assert "لا أحد" in out.read_text("utf-8")
    assert "\x1b" not in out.read_text("utf-8")


def test_a_file_is_replaced_and_keeps_its_rights(desk: Any, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    out.write_text("what stood there")
    out.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(out)
    assert rasd("trace", "x", "-o", link).exit_code == 0
    assert link.is_symlink()
    assert "what stood there" not in out.read_text("utf-8")
    assert stat.S_IMODE(out.stat().st_mode) == 0o640


def test_what_stood_there_stays_when_the_work_fails(desk: Any, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    out.write_text("old")
    desk.fail = raising(KeyboardInterrupt())
    assert rasd("attribute", "x", "-o", out).exit_code == 3
    assert out.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_standard_output_by_its_names(desk: Any) -> None:
    assert rasd("trace", "x", "-o", "-", "--format", "jsonl").stdout.count("\n") == 3
    assert rasd("trace", "x", "-o", os.devnull).exit_code == 0
    assert Path(os.devnull).is_char_device(), "a device is written to, not replaced"


def test_stories_are_exported_and_nothing_is_printed(desk: Any, tmp_path: Path) -> None:
    names = ["a.graphml", "a.prov.json", "a.jsonld", "tables"]
    done = rasd("trace", "x", *(word for name in names for word in ("--export", str(tmp_path / name))))
    assert done.exit_code == 0
    assert done.stdout == ""
    assert done.stderr.split() == [
        word for name in names for word in ("rasd:", "wrote", str(tmp_path / name))
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    assert (tmp_path / "tables" / "claims.parquet").is_file()
    assert json.loads((tmp_path / "a.jsonld").read_text("utf-8"))["@graph"]


def test_why_takes_the_leading_claim_of_the_leading_story(desk: Any) -> None:
    leading = harbour()
    expected = reasons.why_text(leading, [1])
    for arguments in ([], ["--story", leading.id], ["--story", leading.id, "--claim", "1"]):
        done = rasd("why", "x", "--lang", "en", *arguments)
        assert (done.exit_code, done.stdout) == (0, expected)
    done = rasd("why", "x", "--lang", "en", "--story", "s-founding", "--all")
    assert done.stdout == reasons.why_text(founding(), [1, 2])


def test_why_of_nothing_says_so(desk: Any) -> None:
    desk.stories = (bare(),)
    assert "Story" in rasd("why", "x", "--lang", "en").stdout
    desk.stories = ()
    assert rasd("why", "x", "--lang", "en").stdout.startswith("No story")


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["--claim", "9"], "and no claim 9"),
        (["--story", "zzz"], "no story has the id 'zzz'. There are: s-founding"),
        (["--story", "s-"], "stories have ids that begin with 's-'"),
    ],
)
def test_why_says_what_there_is(desk: Any, arguments: list[str], advice: str) -> None:
    done = rasd("why", "x", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert advice in " ".join(done.stderr.split())


def test_why_names_what_was_skipped(desk: Any) -> None:
    desk.problems = PROBLEMS
    done = rasd("why", "x")
    assert done.exit_code == 1
    assert all(problem.where in done.stderr for problem in PROBLEMS)


# --- the order of stories -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ([], ["s-founding", "s-harbour", "s-bare"]),
        (["--sort", "input"], ["s-founding", "s-harbour", "s-bare"]),
        (["--sort", "repeated"], ["s-harbour", "s-founding", "s-bare"]),
        (["--sort", "time"], ["s-harbour", "s-founding", "s-bare"]),
    ],
)
def test_programs_get_the_order_of_the_input_unless_they_ask(
    desk: Any, asked: list[str], ids: list[str]
) -> None:
    result = rasd("trace", "x", "--format", "jsonl", *asked)
    assert [json.loads(line)["story"] for line in result.stdout.splitlines()] == ids


@pytest.mark.parametrize(("asked", "first"), [([], "harbour"), (["--sort", "input"], "founding")])
def test_people_get_what_is_widely_repeated_first(
    desk: Any, tmp_path: Path, asked: list[str], first: str
) -> None:
    titles = {"founding": founding().title, "harbour": harbour().title}
    text = rasd("trace", "x", "--top", "2", *asked).stdout
    rasd("trace", "x", "--html", str(tmp_path / "out.html"), *asked)
    page = (tmp_path / "out.html").read_text("utf-8")
    for shown in (text, page[page.index("<nav>") :]):
        assert min(titles, key=lambda name: shown.index(titles[name])) == first
