"""Lines of lists as JSON: the fields of their dataclasses, times in ISO 8601."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import Any

TIMES = frozenset({"first", "last", "moment", "added"})


def record(value: Any, name: str = "") -> Any:
    """A value as JSON has it; the rank, which only sorts, is left out."""
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {key: record(one, key) for key, one in pairs if key != "rank"}
    if isinstance(value, tuple | list):
        return [record(one) for one in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return iso(value) if name in TIMES else value


def iso(moment: float | None) -> str | None:
    """A moment (seconds UTC) in ISO 8601."""
    return None if moment is None else datetime.fromtimestamp(moment, UTC).isoformat()
