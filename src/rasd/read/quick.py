"""The lines of a page that are its article, by their looks alone: for archives of millions of pages.

No extractor is asked. The article is taken to be the stretch of the page that holds most prose for the labels
in it: each line of prose counts its length, each label or link counts against. What this loses is in
``docs/reading.md``.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasd.lang.boilerplate import Boilerplate
from rasd.read.dom import Line

PROSE = 60
"""Characters from which a line is prose."""
LABEL = 45
"""What a short line costs, and a link half as much again."""
SENTENCE = '.!?؟…»”"؛:'


def quick_lines(lines: Sequence[Line], phrases: Boilerplate) -> list[str]:
    """The article's lines, in order; [] where there is no prose."""
    worth = [_worth(line) for line in lines]
    start, end = _best(worth)
    links = frozenset(line.text for line in lines if line.linked)
    return phrases.strip([line.text for line in lines[start:end] if not line.linked], links)


def _worth(line: Line) -> int:
    if line.linked:
        return -LABEL * 3 // 2
    if len(line.text) >= PROSE:
        return min(len(line.text), 400)
    return 0 if line.text[-1:] in SENTENCE else -LABEL


def _best(worth: Sequence[int]) -> tuple[int, int]:
    """The stretch with the largest sum (Kadane's algorithm)."""
    best, best_from, best_to, total, begun = 0, 0, 0, 0, 0
    for at, value in enumerate(worth):
        if total <= 0:
            total, begun = 0, at
        total += value
        if total > best:
            best, best_from, best_to = total, begun, at + 1
    return best_from, best_to
