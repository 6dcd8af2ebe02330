"""Judgements as JSON lines: ``{"who", "when", "kind", "about"}``, and ``"note"`` and ``"id"`` if wanted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from rasd.errors import UsageError
from rasd.lineage.judging import judgement
from rasd.model import Judgement, Problem

_KINDS = {"who": str, "when": str, "kind": str, "about": list, "note": str, "id": str}
_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks of direction, which come along when a key is copied from a terminal."""
_NEEDED = ("who", "when", "kind", "about")
_DO = 'write {"who": "...", "when": "2026-03-03T08:00+03:00", "kind": "merge", "about": ["...", "..."]}'


def read_judgements(path: Path) -> tuple[list[Judgement], list[Problem]]:
    """The judgements of a file, one a line, and the lines that are none; empty lines are left out.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as lines:
        return _read(lines, str(path))


def _read(lines: Iterable[bytes], name: str) -> tuple[list[Judgement], list[Problem]]:
    found: list[Judgement] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(_judgement(line))
            except UsageError as error:
                problems.append(Problem(f"{name}:{number}", str(error), _DO))
    return found, problems


def _judgement(line: bytes) -> Judgement:
    """The judgement of a line.

    Raises:
        UsageError: it is none.
    """
    row = _row(line)
    try:
        when = datetime.fromisoformat(row["when"])
    except ValueError as error:
        raise UsageError(f"'when' is not a time of ISO 8601: {row['when']!r:.60}") from error
    about = [_MARKS.sub("", key) for key in row["about"]]
    found = judgement(row["kind"], about, row["who"], when, row.get("note", ""))
    if row.get("id", found.id) != found.id:
        raise UsageError(f"'id' is {row['id']!r:.60}, but what the line says has the id {found.id!r}")
    return found


def _row(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"not a line of JSON in UTF-8: {error}") from error
    if not isinstance(row, dict):
        raise UsageError(f"not a JSON object: {line.decode('utf-8-sig').strip()!r:.60}")
    missing = [name for name in _NEEDED if name not in row]
    if missing:
        raise UsageError(f"a judgement has no {', '.join(map(repr, missing))}")
    unknown = sorted(row.keys() - _KINDS.keys())
    if unknown:
        raise UsageError(f"a judgement has no field {unknown[0]!r:.60}; it has: {', '.join(_KINDS)}")
    for name, value in row.items():
        if not isinstance(value, _KINDS[name]):
            raise UsageError(f"{name!r} is not a {_KINDS[name].__name__}: {value!r:.60}")
    if not all(isinstance(key, str) for key in row["about"]):
        raise UsageError(f"'about' is not a list of strings: {row['about']!r:.60}")
    return row
