"""JSON lines: one dict an article, a shared passage, a story, in the shapes that other programs rely on.

The bytes are UTF-8 and each line ends at the only line break in it. Text stands as it is
(``ensure_ascii=False``) but for what would break that promise: a lone surrogate, which UTF-8
cannot carry, and the Unicode line breaks that some readers split at are written as ``\\uXXXX``
escapes, and any JSON reader gives back the very same string.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from json.encoder import encode_basestring as _string
from typing import Any

from rasd.model import (
    Analysis,
    Attribution,
    Basis,
    Claim,
    Evidence,
    FirstSeen,
    Passage,
    Span,
    Statement,
    Stock,
    Story,
    Variant,
)

_LINE_BREAK = re.compile("[\x85\u2028\u2029]")
_LINE_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def line(record: Mapping[str, Any]) -> bytes:
    """The record as one line of JSON, with its line break."""
    return _as_line(json.dumps(record, ensure_ascii=False))


def document(record: Mapping[str, Any]) -> bytes:
    """The record as a file of its own, in lines for people to read."""
    return json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n"


def _as_line(text: str) -> bytes:
    if not text.isascii() and _LINE_BREAK.search(text):
        text = text.translate(_LINE_BREAKS)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def passage_line(passage: Passage) -> bytes:
    """The line of :func:`passage_record`, written straight down: passages come by the hundred thousand."""
    p, (a_start, a_end), (b_start, b_end) = passage, passage.a_span, passage.b_span
    return _as_line(
        f'{{"a": {_string(p.a)}, "a_start": {a_start}, "a_end": {a_end}, '
        f'"b": {_string(p.b)}, "b_start": {b_start}, "b_end": {b_end}, '
        f'"identity": {round(p.identity, 4)!r}, "words": {p.words}, '
        f'"direction": {_string(p.direction)}, "because": {because_text(p)}}}'
    )


def stock_line(stock: Stock) -> bytes:
    """The line of a wording that too many articles have: where it stands first, in how many, and why."""
    (start, end), because = stock.span, evidence_record(stock.because)
    return line(
        {
            "text": stock.text, "outlet": stock.outlet, "articles": stock.articles,
            "article": stock.article, "start": start, "end": end, "because": because,
        }
    )  # fmt: skip


def because_text(passage: Passage) -> str:
    """The reasons of a passage's direction, as JSON."""
    return f"[{', '.join(map(_evidence_text, passage.because))}]"


def _evidence_text(item: Evidence) -> str:
    span = f"[{item.span[0]}, {item.span[1]}]" if item.span is not None else "null"
    values = ", ".join([f"{_string(name)}: {_string(value)}" for name, value in item.values])
    return (
        f'{{"rule": {_string(item.rule)}, "article": {_string(item.article)}, '
        f'"span": {span}, "values": {{{values}}}}}'
    )


def analysis_record(analysis: Analysis, *, explain: bool = False) -> dict[str, Any]:
    """``{"id", "language", "attributions": [...]}``; offsets are characters of the article's text.

    With ``explain`` each attribution also has ``"evidence"``, the rules that found it.
    """
    return {
        "id": analysis.article.id,
        "language": analysis.language,
        "attributions": [attribution_record(item, explain) for item in analysis.attributions],
    }


def passage_record(passage: Passage) -> dict[str, Any]:
    """``{"a", "a_start", "a_end", "b", "b_start", "b_end", "identity", "words", "direction", "because"}``.

    ``because`` lists the reasons of the direction, each as ``{"rule", "article", "span", "values"}``.
    """
    return {
        "a": passage.a,
        "a_start": passage.a_span.start,
        "a_end": passage.a_span.end,
        "b": passage.b,
        "b_start": passage.b_span.start,
        "b_end": passage.b_span.end,
        "identity": round(passage.identity, 4),
        "words": passage.words,
        "direction": str(passage.direction),
        "because": [evidence_record(item) for item in passage.because],
    }


def story_record(story: Story) -> dict[str, Any]:
    """``{"story", "articles", "claims", "copies", "cycles", "because", "earlier"}``, most reports first.

    ``cycles`` are names of parties that cite each other, a list for each group; ``because`` says what makes
    each article one of the story; ``earlier`` are stories that this one seems to follow.
    """
    return {
        "story": story.id,
        "articles": [article.id for article in story.articles],
        "claims": [_claim(claim) for claim in story.claims],
        "copies": [
            {"copier": copy.copier, "original": copy.original, "credited": copy.credited}
            for copy in story.copies
        ],
        "cycles": [list(ring.names) for ring in story.cycles],
        "because": [evidence_record(item) for item in story.evidence],
        "earlier": [
            {
                "story": one.story,
                "title": one.title,
                "first": _time(one.first),
                "nearness": round(one.nearness, 4),
                "because": [evidence_record(item) for item in one.evidence],
            }
            for one in story.earlier
        ],
    }


def attribution_record(item: Attribution, explain: bool = False) -> dict[str, Any]:
    """``{"cue", "source", "content", "kind", "chain", "stance"}``, with ``explain`` also ``"evidence"``."""
    record: dict[str, Any] = {
        "cue": list(item.cue),
        "source": _span(item.source),
        "content": _span(item.content),
        "kind": str(item.kind),
        "chain": [{"name": link.name, "type": str(link.type)} for link in item.chain],
        "stance": str(item.stance),
    }
    if explain:
        record["evidence"] = [evidence_record(one) for one in item.evidence]
    return record


def _claim(claim: Claim) -> dict[str, Any]:
    standing = claim.standing
    return {
        "text": claim.text,
        "supports": list(standing.supports),
        "denies": list(standing.denies),
        "doubts": list(standing.doubts),
        "origins": [
            {
                "label": origin.label,
                "name": origin.name,
                "type": str(origin.type),
                "firm": origin.firm,
                "articles": list(origin.articles),
                "basis": str(origin.basis),
                "keys": list(origin.keys),
            }
            for origin in standing.origins
        ],
        "origins_low": standing.lowest,
        "origins_high": standing.highest,
        "confirmed_by": list(standing.confirmed_by),
        "denied_by": list(standing.denied_by),
        "declined": list(standing.declined),
        "copies": list(standing.copies),
        "origins_named": standing.on(Basis.NAMED),
        "origins_unnamed": standing.on(Basis.UNNAMED),
        "origins_own": standing.on(Basis.OWN),
        "first_seen": _first(standing.first) if standing.first else None,
        "spread": [
            {
                "article": one.article,
                "published": _time(one.published),
                "copy": one.copy,
                "reports": one.reports,
                "origins": one.origins,
            }
            for one in standing.spread
        ],
        "claim": claim.id,
        "wording": _place(claim.wording) if claim.wording else None,
        "variants": [_variant(variant) for variant in claim.variants],
    }


def _place(statement: Statement) -> dict[str, Any]:
    return {"article": statement.article, "span": list(statement.span)}


def _variant(variant: Variant) -> dict[str, Any]:
    return {
        "kind": str(variant.kind),
        "subject": variant.subject,
        "value": variant.value,
        "text": variant.text,
        "claim": variant.claim,
        "first": variant.first,
        "places": [{"article": why.article, "span": _span(why.span)} for why in variant.evidence],
    }


def _first(first: FirstSeen) -> dict[str, Any]:
    return {
        "article": first.article or None,
        "published": _time(first.published),
        "sure": str(first.sure),
        "perhaps": list(first.perhaps),
        "elsewhere": list(first.elsewhere),
        "because": [evidence_record(item) for item in first.evidence],
    }


def _time(when: datetime | None) -> str | None:
    return when.isoformat() if when else None


def _span(span: Span | None) -> list[int] | None:
    return list(span) if span is not None else None


def evidence_record(item: Evidence) -> dict[str, Any]:
    """``{"rule", "article", "span", "values"}``."""
    return {"rule": item.rule, "article": item.article, "span": _span(item.span), "values": dict(item.values)}
