"""Every sentence of tests/golden/<language>/ gives the attributions written beside it."""

import tomllib
from pathlib import Path

import pytest

from rasd.attribution import attribute
from rasd.attribution.languages import LANGUAGES
from rasd.export import phrases
from rasd.lang.tokens import TOKEN
from rasd.model import Analysis, Article, Attribution, Span

GOLDEN = Path(__file__).parents[1] / "golden"
CASES = [
    pytest.param(language, case, id=f"{language}: {case['name']}")
    for language in LANGUAGES
    for file in sorted((GOLDEN / language).glob("*.toml"))
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]

SENTENCES = [phrases.load(language).tables["reasons"] for language in phrases.LANGUAGES]


def words(text: str, span: Span | None) -> str:
    return span.of(text) if span else "-"


def line(text: str, a: Attribution) -> str:
    chain = " <- ".join(f"{link.name}/{link.type}" for link in a.chain) or "-"
    return " | ".join((words(text, a.cue), words(text, a.source), words(text, a.content), chain, a.stance))


def read(text: str, language: str) -> Analysis:
    return attribute(Article("case", text, language=language))


@pytest.mark.parametrize(("language", "case"), CASES)
def test_construction(language: str, case: dict) -> None:
    analysis = read(case["text"], language)
    assert [line(case["text"], a) for a in analysis.attributions] == case["attributions"]


@pytest.mark.parametrize(("language", "case"), CASES)
def test_every_decision_has_evidence(language: str, case: dict) -> None:
    for a in read(case["text"], language).attributions:
        rules = [e.rule for e in a.evidence]
        assert rules[0].startswith("cue-")
        assert rules[-1].startswith("stance-")
        assert all(rule in told for told in SENTENCES for rule in rules)
        assert not a.chain or len(rules) > 2


@pytest.mark.parametrize(("language", "case"), CASES)
def test_a_text_that_breaks_off_is_read_to_its_end(language: str, case: dict) -> None:
    """Behind every token of every example: rules look at what follows, and there is nothing."""
    text = case["text"]
    for end in sorted({found.end() for found in TOKEN.finditer(text)}):
        for a in read(text[:end], language).attributions:
            places = (a.cue, a.source, a.content)
            assert all(0 <= place.start < place.end <= end for place in places if place)
