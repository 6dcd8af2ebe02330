"""Progress is one plain line, drawn where it is wanted and wiped before anything else is said."""

from __future__ import annotations

import pytest

from rasd.cli import progress
from rasd.cli.progress import Watcher, bar
from rasd.model import Problem


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (("reading", 12, 48), "reading [######..................] 12/48"),
        (("reading", 0, 3), "reading [........................] 0/3"),
        (("reading", 9, 3), "reading [########################] 9/3"),
        (("reading", 1234, None), "reading 1,234"),
        (("reading", 0, 0), "reading 0"),
        (("a\x1b[2Jstep with a very long name indeed", 1, None), "a[2Jstep with a very long name 1"),
    ],
)
def test_bar(given: tuple[str, int, int | None], line: str) -> None:
    assert bar(*given) == line


def test_an_unseen_watcher_draws_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with Watcher(visible=False) as watcher:
        watcher("reading", 1, 2)
    assert capsys.readouterr().err == ""


def test_the_line_is_wiped_before_a_problem_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with Watcher(visible=True) as watcher:
        watcher("reading", 1, 2)
        watcher.skipped(Problem("a.html", "no\ntext", "look"))
    drawn = "\r\x1b[Kreading [############............] 1/2"
    assert capsys.readouterr().err == f"{drawn}\r\x1b[Krasd: skipped a.html: no text (look)\n"
    assert watcher.code == 1


def test_drawings_are_rare_but_each_step_is_drawn(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.0, 0.01, 0.02, 5.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    watcher = Watcher(visible=True)
    for step, done in (("read", 1), ("read", 2), ("align", 3), ("align", 4)):
        watcher(step, done, None)
    assert capsys.readouterr().err == "\r\x1b[Kread 1\r\x1b[Kalign 3\r\x1b[Kalign 4"
