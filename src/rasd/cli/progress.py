"""What is said on stderr while the work goes on: how far it is, and what was skipped."""

from __future__ import annotations

import sys
import time
from collections import deque
from types import TracebackType

from rasd.cli.ends import DONE, SKIPPED, say
from rasd.export.visible import one_line
from rasd.model import Problem

_EVERY = 0.1  # seconds between two drawings of the bar
_BAR = 24
_LOOKED_BACK = 60.0  # seconds from which the rate is taken
_TOO_EARLY = 1.0  # seconds before which no rate is told


class Watcher:
    """Draws progress (called with step, done and total) and names the inputs that are skipped.

    Plain ASCII on one line, which is wiped before anything else is written.
    """

    def __init__(self, visible: bool) -> None:
        self._visible, self._drawn, self._step = visible, 0.0, ""
        self._skipped = 0
        self._paces: dict[str, Pace] = {}

    def __enter__(self) -> Watcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wipe()

    def __call__(
        self, step: str, done: int, total: int | None, inside: str = "", *, at_once: bool = False
    ) -> None:
        """Draw the bar at each new step, else at most ten times a second unless ``at_once``.

        ``inside`` is what goes on in the step.
        """
        now = time.monotonic()
        soon = step == self._step and now - self._drawn < _EVERY
        if not self._visible or (soon and not at_once):
            return
        self._step, self._drawn = step, now
        pace = self._paces.setdefault(step, Pace()).after(done, total, now)
        within = f"  ({one_line(inside)})" if inside else ""
        sys.stderr.write(f"\r\x1b[K{bar(step, done, total)}{pace}{within}")
        sys.stderr.flush()

    def wipe(self) -> None:
        """Take the bar away."""
        if self._step:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._step = ""

    def skipped(self, problem: Problem) -> None:
        """Name a skipped input: where, what, what to do."""
        self.wipe()
        self._skipped += 1
        advice = f" ({problem.do})" if problem.do else ""
        say(f"skipped {problem.where}: {problem.what}{advice}")

    @property
    def code(self) -> int:
        """The exit code so far."""
        return SKIPPED if self._skipped else DONE


def bar(step: str, done: int, total: int | None) -> str:
    """``reading [######..................] 12/48``; without a total the count alone."""
    label = one_line(step)[:30]
    if not total:
        return f"{label} {done:,}"
    full = _BAR * min(done, total) // total
    return f"{label} [{'#' * full}{'.' * (_BAR - full)}] {done:,}/{total:,}"


class Pace:
    """How fast a step goes, by what was done in the last minute, and how long the rest will take."""

    def __init__(self) -> None:
        self._marks: deque[tuple[float, int]] = deque()

    def after(self, done: int, total: int | None, now: float) -> str:
        """``  310/s  0:42 left`` at a moment (seconds); nothing while it is too early to tell."""
        marks = self._marks
        if not marks or done != marks[-1][1]:
            marks.append((now, done))
        while len(marks) > 2 and marks[1][0] < now - _LOOKED_BACK:
            marks.popleft()
        seconds, parts = marks[-1][0] - marks[0][0], marks[-1][1] - marks[0][1]
        if seconds < _TOO_EARLY or parts <= 0:
            return ""
        rate = parts / seconds
        said = f"  {rate:,.0f}/s" if rate >= 1 else ""
        if not total or done >= total:
            return said
        return f"{said}  {clock((total - done) / rate - (now - marks[-1][0]))} left"


def clock(seconds: float) -> str:
    """``0:42``, ``12:05``, ``1:02:03``."""
    minutes, rest = divmod(max(round(seconds), 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
