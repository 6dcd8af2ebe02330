"""Cuts a measured run into cases that are right or wrong, so that two runs can be compared case by case.

A case is named by its row and the offsets of its cue (``12@40-45 content``), never by its words. Cases
that a run does not name are right: an *extra* (something found that gold does not have) is named only
where it stands, and always wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

WORD = re.compile(r"\w+")
Row = dict[str, Any]
Cases = dict[str, bool]

GOOD_ENOUGH = 0.8
"""Token F1 from which a span counts as found."""


def token_f1(text: str, want: Sequence[int] | None, got: Sequence[int] | None) -> float:
    """Agreement of two spans of one text, in words: the harmonic mean of precision and recall."""
    wanted, found = _words(text, want), _words(text, got)
    return 2 * len(wanted & found) / (len(wanted) + len(found)) if wanted and found else 0.0


def _words(text: str, span: Sequence[int] | None) -> set[int]:
    if not span:
        return set()
    return {m.start() for m in WORD.finditer(text) if m.start() < span[1] and m.end() > span[0]}


def paired(gold: list[Row], found: list[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Each gold attribution with the first unused one found whose cue overlaps its own; then the extras."""
    used: set[int] = set()
    for want in gold:
        begin, end = want["cue"]
        match = next(
            (i for i, q in enumerate(found) if i not in used and q["cue"][0] < end and begin < q["cue"][1]),
            None,
        )
        if match is not None:
            used.add(match)
        yield want, None if match is None else found[match]
    for i, extra in enumerate(found):
        if i not in used:
            yield None, extra


def parts_right(text: str, want: Row, got: Row | None, same_chain: Any = None) -> Iterator[tuple[str, bool]]:
    """The parts of one gold attribution, each with whether it was found right."""
    yield "cue", got is not None
    for part in ("source", "content"):
        if want.get(part):
            yield (
                part,
                bool(got) and token_f1(text, want[part], got.get(part) if got else None) >= GOOD_ENOUGH,
            )
    if same_chain is not None:
        yield "chain", bool(got) and bool(same_chain(want["chain"], got["chain"] if got else []))
        yield "stance", bool(got) and got is not None and want["stance"] == got["stance"]


def of_rows(rows: list[tuple[str, Row, list[Row]]], same_chain: Any = None, extras: bool = True) -> Cases:
    """The cases of rows given as ``(name, gold row, attributions found)``."""
    cases: Cases = {}
    for name, gold, found in rows:
        for want, got in paired(gold["attributions"], found):
            if want is not None:
                begin, end = want["cue"]
                for part, right in parts_right(gold["text"], want, got, same_chain):
                    cases[f"{name}@{begin}-{end} {part}"] = right
            elif extras and got is not None:
                cases[f"{name}@{got['cue'][0]}-{got['cue'][1]} extra"] = False
    return cases


def changed(before: Cases, now: Cases) -> tuple[list[str], list[str]]:
    """The cases gained and those lost since the run before, each in order of name."""
    names = sorted(before.keys() | now.keys(), key=_in_reading_order)
    gained = [name for name in names if not before.get(name, True) and now.get(name, True)]
    lost = [name for name in names if before.get(name, True) and not now.get(name, True)]
    return gained, lost


def excerpt(name: str, texts: dict[str, str], width: int = 60) -> str:
    """The words that a case is about: its cue and what follows; empty where its row is not known."""
    row, _, place = name.rpartition("@")
    begin = re.match(r"\d+", place)
    if begin is None or row not in texts:
        return ""
    return texts[row][int(begin[0]) :][:width].replace("\n", " ")


def _in_reading_order(name: str) -> list[tuple[int, str]]:
    """Numbers by value, so that row 9 comes before row 10."""
    return [(int(piece or 0), "") if piece.isdigit() else (0, piece) for piece in re.split(r"(\d+)", name)]
