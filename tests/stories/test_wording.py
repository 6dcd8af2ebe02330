"""The words in which a claim is printed."""

from __future__ import annotations

import pytest

from rasd.attribution import attribute
from rasd.model import Article, Claim
from rasd.stories.claims import find_claims

CLOSING = "إغلاق الميناء القديم أمام السفن التجارية بسبب العاصفة"


def printed(*texts: str) -> Claim:
    articles = [
        Article("abc"[n], text, "إغلاق الميناء القديم", language="ar") for n, text in enumerate(texts)
    ]
    return find_claims([attribute(article) for article in articles], [])[0]


@pytest.mark.parametrize(
    ("texts", "wording"),
    [
        # a named source before one that is not named, and before the article's own voice
        (
            (
                "قال مصدر مطلع إن الميناء القديم أغلق أمام السفن التجارية بسبب العاصفة القوية.",
                "قال مدير الميناء سالم الهاني إن الميناء القديم مغلق أمام السفن التجارية بسبب العاصفة.",
                "أغلق الميناء القديم أبوابه أمام السفن التجارية بسبب العاصفة.",
            ),
            "إن الميناء القديم مغلق أمام السفن التجارية بسبب العاصفة",
        ),
        # a sentence before a noun with its belongings
        (
            (
                f"أعلن مدير الميناء سالم الهاني عن {CLOSING}.",
                "أغلق الميناء القديم أمام السفن التجارية بسبب العاصفة القوية.",
            ),
            "أغلق الميناء القديم أمام السفن التجارية بسبب العاصفة القوية",
        ),
        # no pronoun first
        (
            (
                "قالت وزارة النقل إنها أغلقت الميناء القديم أمام السفن التجارية بسبب العاصفة.",
                "قال مصدر مطلع إن الوزارة أغلقت الميناء القديم أمام السفن التجارية بسبب العاصفة.",
            ),
            "إن الوزارة أغلقت الميناء القديم أمام السفن التجارية بسبب العاصفة",
        ),
        # without the preposition that only leads to the clause
        (
            ("أشار مدير الميناء سالم الهاني إلى أن الميناء القديم مغلق أمام السفن التجارية بسبب العاصفة.",),
            "أن الميناء القديم مغلق أمام السفن التجارية بسبب العاصفة",
        ),
    ],
)
def test_the_wording(texts: tuple[str, ...], wording: str) -> None:
    claim = printed(*texts)
    assert claim.text == wording
    assert claim.wording in claim.statements
    assert claim.wording is not None
    assert wording in claim.wording.span.of(texts["abc".index(claim.wording.article)])


def test_a_claim_that_only_fragments_report_is_printed_all_the_same() -> None:
    claim = printed(f"أعلن مدير الميناء سالم الهاني عن {CLOSING}.")
    assert claim.text == CLOSING
