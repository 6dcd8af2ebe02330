"""Pieces that say quite the same are compared once, and the claims are those of comparing each with each."""

from __future__ import annotations

import one_story
import pytest

from rasd.desk.runs import analysed
from rasd.desk.sources import silent
from rasd.model import Article, Claim
from rasd.settings import load
from rasd.stories import differing, matching
from rasd.stories.claims import find_claims
from rasd.stories.linkage import average_link

ALL, NONE = 10**9, 0
"""Up to so many are compared each with each."""


def claims(articles: list[Article], few: int, monkeypatch: pytest.MonkeyPatch) -> list[Claim]:
    monkeypatch.setattr(matching, "FEW", few)
    monkeypatch.setattr(differing, "MANY", few)
    return find_claims(*analysed(articles, load(), silent))


@pytest.mark.parametrize("seed", range(1, 7))
def test_kinds_change_no_claim(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = one_story.articles(40, seed)
    found = claims(articles, NONE, monkeypatch)
    assert found == claims(articles, ALL, monkeypatch)
    assert len(found) > 3 and any(claim.variants for claim in found)


def test_a_group_that_is_one_already() -> None:
    """Three alike and two alike, 0.5 between each of these: as if all five were given."""
    one_by_one = {(a, b): 1.0 if (a < 3) == (b < 3) else 0.5 for a in range(5) for b in range(a + 1, 5)}
    for least, groups in ((0.5, 1), (0.51, 2)):
        assert len(average_link([0.0] * 5, one_by_one, least, 1.0)) == groups
        assert len(average_link([0.0] * 2, {(0, 1): 6 * 0.5}, least, 1.0, [3, 2])) == groups
