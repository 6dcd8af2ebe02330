"""What lists of a desk give programs: the fields of their dataclasses, times in ISO 8601."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from rasd.doors import open_door

if TYPE_CHECKING:
    from rasd.desk.profiles import Citation, SourceProfile

_MOMENTS = frozenset({"first", "last", "moment"})
"""Fields that are seconds UTC."""


def record(value: Any) -> Any:
    """A value as JSON has it; the rank of a claim, which only sorts, is left out."""
    if is_dataclass(value) and not isinstance(value, type):
        pairs = [(field.name, getattr(value, field.name)) for field in fields(value)]
        return {name: iso(one) if name in _MOMENTS else record(one) for name, one in pairs if name != "rank"}
    if isinstance(value, tuple | list):
        return [record(one) for one in value]
    return value.isoformat() if isinstance(value, datetime) else value


def source_record(profile: SourceProfile) -> dict[str, Any]:
    """A source; each citation with its article, story, and the attribution as of ``rasd attribute``."""
    return {
        "line": record(profile.line),
        "through": record(profile.through),
        "ends": record(profile.ends),
        "carried_by": record(profile.carried_by),
        "citations": [_citation(one) for one in profile.citations],
    }


def _citation(one: Citation) -> dict[str, Any]:
    article, said = one.analysis.article, one.attribution
    return {
        "article": article.id,
        "outlet": article.outlet,
        "published": article.published.isoformat() if article.published else None,
        "story": one.story,
        "text": said.content.of(article.text) if said.content else None,
        "attribution": open_door("rasd.export.jsonl:attribution_record")(said),
    }


def iso(moment: float | None) -> str | None:
    """A moment (seconds UTC) in ISO 8601."""
    return None if moment is None else datetime.fromtimestamp(moment, UTC).isoformat()
