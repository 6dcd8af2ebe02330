"""Every sentence of tests/golden/ar/constructions.toml gives the attributions written beside it."""

import tomllib
from pathlib import Path

import pytest

from rasd.attribution import attribute
from rasd.model import Analysis, Article, Attribution, Span

TABLE = Path(__file__).parents[1] / "golden" / "ar" / "constructions.toml"
CASES = tomllib.loads(TABLE.read_text(encoding="utf-8"))["case"]


def words(text: str, span: Span | None) -> str:
    return span.of(text) if span else "-"


def line(text: str, a: Attribution) -> str:
    chain = " <- ".join(f"{link.name}/{link.type}" for link in a.chain) or "-"
    return " | ".join((words(text, a.cue), words(text, a.source), words(text, a.content), chain, a.stance))


def read(text: str) -> Analysis:
    return attribute(Article("case", text, language="ar"))


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_construction(case: dict) -> None:
    analysis = read(case["text"])
    assert [line(case["text"], a) for a in analysis.attributions] == case["attributions"]


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_every_decision_has_evidence(case: dict) -> None:
    for a in read(case["text"]).attributions:
        rules = [e.rule for e in a.evidence]
        assert rules[0].startswith("cue-")
        assert rules[-1].startswith("stance-")
        assert not a.chain or len(rules) > 2
