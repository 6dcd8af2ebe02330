"""``--judgements FILE``: what was decided is applied, shown, and named where it cannot be applied."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rasd.cli.app import street

STORY = [
    {"id": "a", "outlet": "الخبر", "text": "قال مصدر أمني إن حريقا شب فجر اليوم في مخازن الميناء القديم."},
    {
        "id": "b",
        "outlet": "المساء",
        "text": "قالت مصادر محلية إن حريقا شب فجر اليوم في مخازن الميناء القديم.",
    },
]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in STORY), "utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(street, [str(one) for one in arguments])


def claims(story: Path, *more: str | Path) -> tuple[dict[str, object], Result]:
    done = run("trace", story, "--format", "jsonl", *more)
    return json.loads(done.stdout.splitlines()[0])["claims"][0], done


def decided(folder: Path, *rows: object) -> Path:
    path = folder / "decided.jsonl"
    path.write_text(
        "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows), "utf-8"
    )
    return path


def test_a_merge_is_applied_and_shown(story: Path, tmp_path: Path) -> None:
    before, _ = claims(story)
    keys = [origin["keys"][0] for origin in before["origins"]]
    assert (before["origins_low"], before["origins_high"], len(keys)) == (1, 2, 2)
    row = {"who": "Huda", "when": "2026-03-03T11:00+03:00", "kind": "merge", "about": keys, "note": "told so"}
    path = decided(tmp_path, row)
    after, done = claims(story, "--judgements", path)
    assert (after["origins_low"], after["origins_high"]) == (1, 1)
    assert (done.exit_code, done.stderr) == (0, "")
    for arguments in (("trace", story), ("why", story)):
        shown = run(*arguments, "--judgements", path, "--lang", "en", "--width", "300")
        assert "decided by Huda on 2026-03-03 08:00 UTC: they are one (told so; judgement" in plain(
            shown.stdout
        )
        shown = run(*arguments, "--judgements", path, "--lang", "ar", "--width", "300")
        assert "بحكم Huda في 2026-03-03 08:00 UTC: هي أصل واحد" in plain(shown.stdout)
    page = tmp_path / "page.html"
    run("trace", story, "--judgements", path, "--html", page, "--lang", "en")
    assert "decided by " in page.read_text("utf-8")


def plain(text: str) -> str:
    return "".join(c for c in text if c not in "\u200e\u200f\u2066\u2067\u2068\u2069")


def test_why_prints_the_keys(story: Path) -> None:
    before, _ = claims(story)
    shown = plain(run("why", story, "--width", "300").stdout)
    assert all(key in shown for origin in before["origins"] for key in origin["keys"])
    assert "article:a" in shown


def test_a_bad_line_is_named_and_the_rest_is_done(story: Path, tmp_path: Path) -> None:
    path = decided(tmp_path, "nonsense")
    after, done = claims(story, "--judgements", path)
    assert after["origins_high"] == 2
    assert done.exit_code == 1
    assert f"skipped {path}:1: not a line of JSON" in done.stderr


def test_what_is_not_here_is_named_and_is_no_error(story: Path, tmp_path: Path) -> None:
    row = {"who": "Huda", "when": "2026-03-03T11:00Z", "kind": "own-reporting", "about": ["article:zz"]}
    _, done = claims(story, "--judgements", decided(tmp_path, row))
    assert done.exit_code == 0
    assert "not applied: judgement" in done.stderr
    assert "(own-reporting, Huda): no claim here has article:zz" in done.stderr


@pytest.mark.parametrize("option", ["-o", "--html"])
def test_judgements_are_not_written_over(story: Path, tmp_path: Path, option: str) -> None:
    path = decided(tmp_path)
    done = run("trace", story, "--judgements", path, option, path)
    assert done.exit_code == 2
    assert "is an input too" in done.stderr


def test_a_file_that_is_not_there_is_misuse(story: Path) -> None:
    assert run("trace", story, "--judgements", "no/such/file").exit_code == 2
