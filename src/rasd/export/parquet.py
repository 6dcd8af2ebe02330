"""Shared passages as a Parquet file, stories as a folder of them, by DuckDB (the extra ``bulk``)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from rasd.doors import open_door
from rasd.export import jsonl
from rasd.model import Basis, Claim, FirstSeen, Passage, Story

COLUMNS = {
    "a": "VARCHAR", "a_start": "BIGINT", "a_end": "BIGINT",
    "b": "VARCHAR", "b_start": "BIGINT", "b_end": "BIGINT",
    "identity": "DOUBLE", "words": "BIGINT", "direction": "VARCHAR",
    "because": "STRUCT(rule VARCHAR, article VARCHAR, span BIGINT[], values MAP(VARCHAR, VARCHAR))[]",
}  # fmt: skip
"""The columns and their DuckDB types: those of :func:`rasd.export.jsonl.passage_record`, in its order."""

TABLES: dict[str, dict[str, str]] = {
    "stories": {"story": "VARCHAR", "title": "VARCHAR", "articles": "BIGINT", "claims": "BIGINT"},
    "articles": {
        "story": "VARCHAR", "article": "VARCHAR", "outlet": "VARCHAR", "title": "VARCHAR", "url": "VARCHAR",
        "published": "VARCHAR", "language": "VARCHAR",
    },
    "claims": {
        "story": "VARCHAR", "claim": "VARCHAR", "text": "VARCHAR", "origins_low": "BIGINT",
        "origins_high": "BIGINT", "supports": "VARCHAR[]", "denies": "VARCHAR[]", "doubts": "VARCHAR[]",
        "copies": "VARCHAR[]", "confirmed_by": "VARCHAR[]", "denied_by": "VARCHAR[]", "declined": "VARCHAR[]",
        "reports": "BIGINT", "origins_named": "BIGINT", "origins_unnamed": "BIGINT", "origins_own": "BIGINT",
        "first_article": "VARCHAR", "first_published": "VARCHAR", "first_sure": "VARCHAR",
        "first_perhaps": "VARCHAR[]", "first_elsewhere": "VARCHAR[]",
    },
    "spread": {
        "story": "VARCHAR", "claim": "VARCHAR", "article": "VARCHAR", "published": "VARCHAR",
        "copy": "BOOLEAN", "reports": "BIGINT", "origins": "BIGINT",
    },
    "earlier": {
        "story": "VARCHAR", "earlier": "VARCHAR", "title": "VARCHAR", "first": "VARCHAR",
        "nearness": "DOUBLE",
    },
    "cycles": {"story": "VARCHAR", "cycle": "BIGINT", "party": "VARCHAR", "claims": "VARCHAR[]"},
    "statements": {
        "story": "VARCHAR", "claim": "VARCHAR", "article": "VARCHAR", "start": "BIGINT", "end": "BIGINT",
        "stance": "VARCHAR", "chain": "STRUCT(name VARCHAR, type VARCHAR)[]",
    },
    "origins": {
        "story": "VARCHAR", "claim": "VARCHAR", "label": "VARCHAR", "name": "VARCHAR", "type": "VARCHAR",
        "firm": "BOOLEAN", "possibly": "VARCHAR[]", "articles": "VARCHAR[]", "basis": "VARCHAR",
    },
    "variants": {
        "story": "VARCHAR", "claim": "VARCHAR", "kind": "VARCHAR", "subject": "VARCHAR", "value": "VARCHAR",
        "text": "VARCHAR", "given_in": "VARCHAR", "article": "VARCHAR", "start": "BIGINT", "end": "BIGINT",
    },
    "nodes": {"story": "VARCHAR", "node": "VARCHAR", "name": "VARCHAR", "kind": "VARCHAR"},
    "edges": {
        "story": "VARCHAR", "kind": "VARCHAR", "start": "VARCHAR", "end": "VARCHAR", "claims": "VARCHAR[]",
        "rules": "VARCHAR[]",
    },
    "copies": {
        "story": "VARCHAR", "copier": "VARCHAR", "original": "VARCHAR", "credited": "BOOLEAN",
    },
}  # fmt: skip
"""The tables of stories: the columns of each, with their DuckDB types. Passages are a table beside them."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def write_passages(passages: Iterable[Passage], path: Path) -> None:
    """Write the passages to ``path`` (zstd).

    A lone surrogate in an article's id, which Parquet's UTF-8 cannot carry, becomes U+FFFD.

    Raises:
        MissingExtra: DuckDB is not installed.
        OSError: the file cannot be written.
    """
    _write(_columns(list(passages)), COLUMNS, path)


def write_tables(stories: Sequence[Story], folder: Path) -> None:
    """Write the stories to ``folder``: a file for each of TABLES, and one of passages. They join by ids.

    Raises:
        MissingExtra: DuckDB is not installed.
        OSError: a file cannot be written.
    """
    np = open_door("numpy")
    folder.mkdir(exist_ok=True)
    rows = _rows(stories)
    for name, columns in TABLES.items():
        cells = zip(*rows[name], strict=True) if rows[name] else [()] * len(columns)
        arrays = {
            column: np.array([_cell(value) for value in values], object)
            for column, values in zip(columns, cells, strict=True)
        }
        _write(arrays, columns, folder / f"{name}.parquet")
    write_passages([passage for story in stories for passage in story.passages], folder / "passages.parquet")


def _write(arrays: dict[str, Any], columns: Mapping[str, str], path: Path) -> None:
    """One table; what is nested comes as its JSON, a truth value as a word."""
    duckdb: Any = open_door("duckdb", "bulk")
    cells = {
        name: f'"{name}"::JSON'
        if kind.endswith("[]")
        else f'"{name}"::VARCHAR'
        if kind == "BOOLEAN"
        else f'"{name}"'
        for name, kind in columns.items()
    }
    typed = ", ".join(f'{cells[name]}::{kind} AS "{name}"' for name, kind in columns.items())
    with duckdb.connect() as connection:
        connection.register("cells", arrays)
        try:
            connection.view("cells").project(typed).write_parquet(str(path), compression="zstd")
        except duckdb.IOException as error:
            raise OSError(str(error)) from error


def _cell(value: object) -> object:
    if isinstance(value, str):
        return _writable(value)
    if isinstance(value, tuple | list):
        return _writable(json.dumps(value, ensure_ascii=False))
    return value if value is None or not isinstance(value, bool) else str(value).lower()


def _rows(stories: Sequence[Story]) -> dict[str, list[tuple[object, ...]]]:
    """The rows of each table."""
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in TABLES}
    for story in stories:
        rows["stories"].append((story.id, story.title, len(story.articles), len(story.claims)))
        for a in story.articles:
            published = a.published.isoformat() if a.published else a.date
            rows["articles"].append((story.id, a.id, a.outlet, a.title, a.url, published, a.language))
        for claim in story.claims:
            _add_claim(rows, story.id, claim)
        lineage = story.lineage
        rows["nodes"] += [(story.id, node.key, node.name, str(node.kind)) for node in lineage.nodes]
        rows["edges"] += [
            (story.id, str(e.kind), e.start, e.end, e.claims, sorted({item.rule for item in e.evidence}))
            for e in lineage.edges
        ]
        rows["earlier"] += [(story.id, e.story, e.title, _time(e.first), e.nearness) for e in story.earlier]
        rows["cycles"] += [
            (story.id, number, name, ring.claims)
            for number, ring in enumerate(story.cycles, 1)
            for name in ring.names
        ]
        rows["copies"] += [(story.id, copy.copier, copy.original, copy.credited) for copy in story.copies]
    return rows


def _add_claim(rows: dict[str, list[tuple[object, ...]]], story: str, claim: Claim) -> None:
    s = claim.standing
    rows["claims"].append(
        (story, claim.id, claim.text, s.lowest, s.highest, s.supports, s.denies, s.doubts, s.copies,
         s.confirmed_by, s.denied_by, s.declined, len(s.supports), *(s.on(basis) for basis in Basis),
         *_first(s.first))
    )  # fmt: skip
    rows["spread"] += [
        (story, claim.id, one.article, _time(one.published), one.copy, one.reports, one.origins)
        for one in s.spread
    ]
    for statement in claim.statements:
        chain = statement.attribution.chain if statement.attribution else ()
        links = [{"name": link.name, "type": str(link.type)} for link in chain]
        stance = str(statement.stance)
        rows["statements"].append((story, claim.id, statement.article, *statement.span, stance, links))
    rows["variants"] += [
        (
            story,
            claim.id,
            str(v.kind),
            v.subject,
            v.value,
            v.text,
            v.claim,
            why.article,
            *(why.span or (0, 0)),
        )
        for v in claim.variants
        for why in v.evidence
    ]
    rows["origins"] += [
        (story, claim.id, o.label, o.name, str(o.type), o.firm, o.possibly, o.articles, str(o.basis))
        for o in s.origins
    ]


def _first(first: FirstSeen | None) -> tuple[object, ...]:
    """The columns of where a claim was seen first."""
    if first is None:
        return (None, None, None, (), ())
    return first.article or None, _time(first.published), str(first.sure), first.perhaps, first.elsewhere


def _time(when: datetime | None) -> str | None:
    return when.isoformat() if when else None


def _columns(passages: list[Passage]) -> dict[str, Any]:
    """The columns as arrays; the reasons, which are nested, as their JSON."""
    np = open_door("numpy")
    numbers = {
        "a_start": [p.a_span.start for p in passages],
        "a_end": [p.a_span.end for p in passages],
        "b_start": [p.b_span.start for p in passages],
        "b_end": [p.b_span.end for p in passages],
        "identity": [round(p.identity, 4) for p in passages],
        "words": [p.words for p in passages],
    }
    texts = {
        "a": [_writable(p.a) for p in passages],
        "b": [_writable(p.b) for p in passages],
        "direction": [str(p.direction) for p in passages],
        "because": [_writable(jsonl.because_text(p)) for p in passages],
    }
    arrays = {name: np.array(column) for name, column in numbers.items()}
    return arrays | {name: np.array(column, object) for name, column in texts.items()}


def _writable(text: str) -> str:
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
