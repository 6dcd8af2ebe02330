"""The reasons behind a claim: every one that was derived, none that was not, each with its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from export.cases import founding, harbour
from rasd import desk
from rasd.errors import UsageError
from rasd.export import phrases, view
from rasd.export.reasons import why_text
from rasd.model import Claim, Evidence, Story

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    return [founding(), harbour(), *desk.trace([EXAMPLES / "story.jsonl", EXAMPLES / "sawaleif.html"])]


def flat(text: str) -> str:
    """The text without marks of direction and breaks of lines."""
    return " ".join("".join(c for c in text if c not in "\u200e\u200f\u2066\u2067\u2068\u2069│").split())


def derived(story: Story, claim: Claim) -> list[tuple[Evidence, str]]:
    """All the evidence behind a claim, with the article that it is about."""
    found = []
    for statement in claim.statements:
        own = statement.attribution.evidence if statement.attribution else ()
        found += [(item, statement.article) for item in (*own, *statement.evidence)]
    found += [(item, "") for origin in claim.standing.origins for item in origin.evidence]
    first = claim.standing.first
    found += [(item, "") for item in (first.evidence if first else ())]
    found += [(item, "") for ring in story.cycles if claim.id in ring.claims for item in ring.evidence]
    found += [(item, item.article) for item in story.evidence]
    found += [(item, "") for before in story.earlier for item in before.evidence]
    copies = [copy for copy in story.copies if copy.copier in claim.standing.supports]
    return found + [(item, "") for copy in copies for item in copy.evidence]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_reason_is_said_with_its_words(stories: list[Story], lang: str) -> None:
    words = phrases.load(lang)
    for story in stories:
        context = view.context_of(story, words.direction)
        for number, claim in enumerate(story.claims, 1):
            text = flat(why_text(story, [number], lang, width=4000))
            for item, home in derived(story, claim):
                here = phrases.Context(context.names, context.articles, home or context.home)
                for piece in words.reason(item, here):
                    assert flat(piece.text[:100]) in text, (item, piece)


def test_every_report_stands_with_what_it_says(stories: list[Story]) -> None:
    for story in stories:
        articles = {article.id: article for article in story.articles}
        for number, claim in enumerate(story.claims, 1):
            text = flat(why_text(story, [number], width=4000))
            for statement in claim.statements:
                said = statement.span.of(articles[statement.article].text)
                assert flat(said[:120]) in text


def test_no_reason_is_said_that_was_not_derived(stories: list[Story]) -> None:
    words, seen = phrases.load("en"), 0
    for story in stories:
        context = view.context_of(story, "ltr")
        for number, claim in enumerate(story.claims, 1):
            given = {
                flat(
                    "- "
                    + phrases.plain(
                        words.reason(item, phrases.Context(context.names, context.articles, home))
                    )
                )
                for item, home in derived(story, claim)
                for home in ({home or context.home, *context.articles})
            }
            given |= {
                flat("- " + phrases.plain(words.reason(item, context))) for item in claim.standing.evidence
            }
            given |= {flat(f"- {before.title}") for before in story.earlier}
            lines = [flat(line) for line in why_text(story, [number], width=4000).splitlines()]
            reasons = [line for line in lines if line.startswith("- ") and "copied" not in line]
            seen += len(reasons)
            reasons = [line.partition(" · from ")[0] for line in reasons]
            assert [line for line in reasons if line not in given and "…" not in line] == []
    assert seen > 20


def test_only_the_claims_that_are_asked_for_are_shown() -> None:
    assert "Claim 2" not in why_text(founding(), [1])
    assert "Claim 1" not in why_text(founding(), [2])
    assert "Claim" not in why_text(founding(), [])


def test_a_language_that_is_not_spoken() -> None:
    with pytest.raises(UsageError, match="does not speak"):
        why_text(founding(), [1], "fr")
