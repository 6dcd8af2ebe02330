"""Laws of variants, over small generated stories."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rasd.lang.dates import find_dates
from rasd.model import Analysis, Article, Claim
from rasd.stories.claims import find_claims

COUNTS = ["12", "اثنا عشر", "15", "نحو 12", "أكثر من 10", "20", "ثلاثة"]
DAYS = ["", "الثلاثاء ", "أمس ", "الاثنين "]
SHAPES = [
    "قتل {n} عاملا {d}في حريق شب في مخازن الميناء القديم",
    "لقي {n} شخصا حتفهم {d}في حريق مخازن الميناء القديم",
    "أصيب {n} عاملا {d}في حريق شب في مخازن الميناء القديم",
    "اندلع حريق {d}في مخازن الميناء القديم وأوقع {n} قتيلا و30 جريحا",
]
START = datetime(2026, 3, 4, 8, tzinfo=UTC)
LINE = st.tuples(st.sampled_from(SHAPES), st.sampled_from(COUNTS), st.sampled_from(DAYS))


def article(number: int, sentences: list[tuple[str, str, str]]) -> Analysis:
    text = ". ".join(shape.format(n=count, d=day) for shape, count, day in sentences) + "."
    published = START + timedelta(hours=number)
    item = Article(f"a{number}", text, "حريق في الميناء", published=published, language="ar")
    return Analysis(item, "ar", times=tuple(find_dates(text, "ar", published.date())))


STORIES = st.lists(st.lists(LINE, min_size=1, max_size=2), min_size=2, max_size=5).map(
    lambda rows: [article(number, row) for number, row in enumerate(rows)]
)


@given(STORIES, st.randoms(use_true_random=False))
def test_the_order_of_input_changes_nothing(news: list[Analysis], shuffler: random.Random) -> None:
    before = find_claims(news, [])
    mixed = list(news)
    shuffler.shuffle(mixed)
    assert find_claims(mixed, []) == before


@given(STORIES)
def test_a_variants_statements_are_those_of_its_claim(news: list[Analysis]) -> None:
    claims = find_claims(news, [])
    known = {claim.id: claim for claim in claims}
    texts = {analysis.article.id: analysis.article.text for analysis in news}
    for claim in claims:
        assert not claim.variants or any(variant.claim == claim.id for variant in claim.variants)
        for variant in claim.variants:
            assert set(variant.statements) <= set(known[variant.claim].statements)
            assert variant.first == variant.statements[0].article
            for statement, why in zip(variant.statements, variant.evidence, strict=True):
                assert why.article == statement.article and why.span is not None
                assert statement.span.contains(why.span)
                assert why.span.of(texts[why.article]).strip()


@given(STORIES)
def test_variants_of_a_subject_differ_and_no_article_gives_two(news: list[Analysis]) -> None:
    for claim in find_claims(news, []):
        for start, variant in enumerate(claim.variants):
            same = [v for v in claim.variants if (v.kind, v.subject) == (variant.kind, variant.subject)]
            assert len({v.value for v in same}) > 1
            assert all((v.value, v.claim) != (variant.value, variant.claim) for v in claim.variants[:start]
                       if (v.kind, v.subject) == (variant.kind, variant.subject))  # fmt: skip


@given(LINE, st.integers(2, 5))
def test_equal_specifics_give_no_variants(line: tuple[str, str, str], many: int) -> None:
    shape, count, day = line
    day = "" if day == "أمس " else day
    claims: list[Claim] = find_claims([article(number, [(shape, count, day)]) for number in range(many)], [])
    assert [claim.variants for claim in claims if claim.variants] == []
