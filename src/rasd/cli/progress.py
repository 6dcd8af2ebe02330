"""What is said on stderr while the work goes on: how far it is, and what was skipped."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from rasd.cli.ends import DONE, SKIPPED, say
from rasd.export.visible import one_line
from rasd.model import Problem

_EVERY = 0.1  # seconds between two drawings of the bar
_BAR = 24


class Watcher:
    """Draws progress (called with step, done and total) and names the inputs that are skipped.

    Plain ASCII on one line, which is wiped before anything else is written.
    """

    def __init__(self, visible: bool) -> None:
        self._visible, self._drawn, self._step = visible, 0.0, ""
        self._skipped = 0
        self._expected: dict[str, int | None] = {}
        self._begun: dict[str, float] = {}

    def expect(self, step: str, total: int | None) -> None:
        """How much there will be of a step that does not know it itself."""
        self._expected[step] = total

    def __enter__(self) -> Watcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wipe()

    def __call__(self, step: str, done: int, total: int | None) -> None:
        """Draw the bar, at most ten times a second and at each new step."""
        now = time.monotonic()
        if not self._visible or (step == self._step and now - self._drawn < _EVERY):
            return
        self._step, self._drawn = step, now
        begun = self._begun.setdefault(step, now)
        total = total or self._expected.get(step)
        sys.stderr.write(f"\r\x1b[K{bar(step, done, total)}{pace(done, total, now - begun)}")
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


def pace(done: int, total: int | None, seconds: float) -> str:
    """``  310/s  0:42 to go``; nothing while it is too early to tell."""
    if seconds < 1.0 or not done:
        return ""
    rate = done / seconds
    each = f"  {rate:,.0f}/s" if rate >= 1 else ""
    if not total or done >= total:
        return each
    left = round((total - done) / rate)
    return f"{each}  {left // 60}:{left % 60:02} to go"
