"""Cuts a text at the ends of the spans marked in it; the marks may lie inside or across each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rasd.model import Attribution, Span


class Mark(NamedTuple):
    """A span with what it is: ``role`` is ``"cue"``, ``"source"``, ``"content"`` or ``"shared"``.

    ``number`` says which attribution (from 1) or which passage it belongs to.
    """

    span: Span
    role: str
    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks throughout.

    ``opens`` are the marks that begin with it, the longest first; ``closes`` those that end with
    it, the shortest first.
    """

    text: str
    marks: tuple[Mark, ...]
    opens: tuple[Mark, ...]
    closes: tuple[Mark, ...]


def of_attributions(attributions: Iterable[Attribution]) -> tuple[Mark, ...]:
    """The marks of an article's attributions, numbered from 1 in the order given."""
    out = []
    for number, item in enumerate(attributions, 1):
        spans = (("cue", item.cue), ("source", item.source), ("content", item.content))
        out += [Mark(span, role, number) for role, span in spans if span is not None]
    return tuple(out)


def cut(text: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """The text in pieces, in order; joined they are the text again.

    A mark that reaches beyond the text is cut to it; an empty one is left out.
    """
    kept = [mark for mark in (_within(mark, len(text)) for mark in marks) if mark.span.start < mark.span.end]
    edges = sorted({0, len(text), *(edge for mark in kept for edge in mark.span)})
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in kept:
        opening.setdefault(mark.span.start, []).append(mark)
        closing.setdefault(mark.span.end, []).append(mark)
    out: list[Piece] = []
    under: list[Mark] = []
    for start, end in pairwise(edges):
        under = [mark for mark in under if mark.span.end > start]
        opens = sorted(opening.get(start, ()), key=lambda mark: -mark.span.end)
        under += opens
        closes = sorted(closing.get(end, ()), key=lambda mark: -mark.span.start)
        out.append(Piece(text[start:end], tuple(under), tuple(opens), tuple(closes)))
    return tuple(out)


def _within(mark: Mark, length: int) -> Mark:
    start, end = (min(max(edge, 0), length) for edge in mark.span)
    return Mark(Span(start, end), mark.role, mark.number)
