"""What an index notes of an article is what it gives back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rasd.model import Article, Credit, Link, LinkType, Span
from rasd.reuse.facts import as_note, facts_of, from_note

REUTERS = Link("رويترز", LinkType.AGENCY, Span(3, 9), "البريطانية", "party:reuters")
CREDITS = (
    Credit("author", "وكالات", (), None, True),
    Credit("credit line", "دمشق - رويترز", (REUTERS, Link("x", LinkType.PERSON)), Span(0, 13)),
)


@pytest.mark.parametrize("credits", [(), CREDITS])
@pytest.mark.parametrize("published", [None, datetime(2026, 2, 1, 8), datetime(2026, 2, 1, 8, tzinfo=UTC)])
def test_a_note_holds_all_facts(credits: tuple[Credit, ...], published: datetime | None) -> None:
    article = Article("a\ud800", "  نص\n", "عنوان", "دار", "https://x.example/", "كاتب", "أمس", published)
    facts = facts_of([article], {article.id: credits})[article.id]
    assert (facts.length, facts.own_length) == (5, 2)
    assert from_note(article.id, as_note(facts)) == facts
    assert facts.article == Article("a\ud800", "", "عنوان", "دار", "https://x.example/", "", "أمس", published)
