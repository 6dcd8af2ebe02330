"""Progress is one plain line, drawn where it is wanted and wiped before anything else is said."""

from __future__ import annotations

import pytest

from rasd.cli import progress
from rasd.cli.progress import Pace, Watcher, bar, clock
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


@pytest.mark.parametrize(
    ("told", "total", "said"),
    [
        ([(0, 0)], 100, ""),
        ([(0, 0), (0.5, 50)], 100, ""),
        ([(0, 0), (10, 50)], 100, "  5/s  0:10 left"),
        ([(0, 0), (10, 50)], None, "  5/s"),
        ([(0, 0), (10, 100)], 100, "  10/s"),
        ([(0, 0), (10, 2)], 100, "  8:10 left"),
        ([(0, 0), (10, 50), (14, 50)], 100, "  5/s  0:06 left"),
        ([(0, 0), (10, 50), (90, 50)], 100, "  5/s  0:00 left"),
        ([(0, 0), (10, 9_000), (20, 9_100), (80, 9_700)], 10_000, "  10/s  0:30 left"),
        ([(0, 0), (1, 10_000)], 50_000_000, "  10,000/s  1:23:19 left"),
    ],
)
def test_pace_is_that_of_the_last_minute(told: list[tuple[float, int]], total: int | None, said: str) -> None:
    pace = Pace()
    assert [pace.after(done, total, now) for now, done in told][-1] == said


@pytest.mark.parametrize(
    ("seconds", "said"), [(-3, "0:00"), (42.4, "0:42"), (725, "12:05"), (3723, "1:02:03")]
)
def test_clock(seconds: float, said: str) -> None:
    assert clock(seconds) == said


def test_what_goes_on_inside_stands_behind_the_bar(capsys: pytest.CaptureFixture[str]) -> None:
    Watcher(visible=True)("adding", 1, 2, "attribution 3/250")
    assert capsys.readouterr().err.endswith("adding [############............] 1/2  (attribution 3/250)")
