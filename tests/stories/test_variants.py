"""Where reports of one thing differ in a detail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from rasd.attribution import attribute
from rasd.lang.dates import find_dates
from rasd.model import Analysis, Article, Claim, Specific, Variant
from rasd.stories.claims import find_claims

FIRE = "في حريق شب في مخازن الميناء القديم"
TITLE = "حريق في مخازن الميناء القديم"


def report(id_: str, text: str, when: str = "2026-03-04T08:00", title: str = TITLE) -> Analysis:
    """An article in its own voice, with the dates in it read."""
    published = datetime.fromisoformat(when).replace(tzinfo=UTC)
    article = Article(id_, text, title, outlet=id_, published=published, language="ar")
    return Analysis(article, "ar", times=tuple(find_dates(text, "ar", published.date())))


def claims_of(*texts: str) -> list[Claim]:
    return find_claims([report("abcdef"[n], text) for n, text in enumerate(texts)], [])


TWELVE = report("a", "قتل 12 شخصا في حريق شب في مخازن الميناء القديم.")
TWENTY = "لقي 20 شخصا حتفهم حين التهمت النيران مخازن للحبوب، ولم تعرف أسباب الحادث بعد، وفتحت الشرطة تحقيقا."
"""The same fire in other words: its number keeps it apart from the other."""


def shown(claim: Claim) -> list[str]:
    """The variants of a claim as ``subject value: articles``, with ``*`` where another claim gives it."""
    return [
        f"{v.subject} {v.value}{'' if v.claim == claim.id else '*'}: "
        + " ".join(statement.article for statement in v.statements)
        for v in claim.variants
    ]


DIFFER = [
    (f"قتل 12 عاملا وأصيب 30 آخرون {FIRE}.", f"قتل خمسة عشر عاملا وأصيب ثلاثون آخرون {FIRE}."),
    (f"قتل 12 شخصا وأصيب 30 آخرون {FIRE}.", f"لقي ١٥ شخصا حتفهم وأصيب 30 آخرون {FIRE}."),
    (f"سقط 12 قتيلا و30 جريحا {FIRE}.", f"قتل 15 شخصا وأصيب 30 آخرون {FIRE}."),
    (f"ارتفع عدد القتلى إلى 12 شخصا {FIRE}.", f"ارتفع عدد القتلى إلى أكثر من 15 شخصا {FIRE}."),
    (f"قتل شخصان {FIRE}.", f"قتل ثلاثة أشخاص {FIRE}."),
]
"""Pairs that differ in the number of the dead alone."""
ALIKE = [
    (f"قتل 12 عاملا وأصيب 30 آخرون {FIRE}.", f"قتل اثنا عشر عاملا وأصيب ثلاثون آخرون {FIRE}."),
    (f"قتل 12 عاملا {FIRE}.", f"قتل نحو 12 عاملا {FIRE}."),
    (f"قتل 12 عاملا {FIRE}.", f"قتل أكثر من 10 عمال {FIRE}."),
    (f"قتل 12 عاملا على الأقل {FIRE}.", f"قتل 15 عاملا {FIRE}."),
    (f"قتل 12 شخصا {FIRE}.", f"قتل 12 شخصا بينهم 3 أطفال {FIRE}."),
    (f"قتل 12 شخصا {FIRE}.", f"قتل 3 جنود {FIRE}."),
    (f"قتل 12 عاملا {FIRE}.", f"أصيب 30 عاملا {FIRE}."),
    (f"قتل 12 عاملا {FIRE}.", f"قتل 15 بحارا {FIRE}."),
    (f"أصيب 30 عاملا {FIRE}.", f"أصيب 12 عاملا بجروح خطيرة {FIRE}."),
    (f"قتل 12 عاملا {FIRE}.", f"قتل 1500 عامل {FIRE}."),
    ("قتل 12 عاملا في حريق مخازن الميناء في تركيا.", "قتل 15 عاملا في حريق مخازن الميناء في تونس."),
    ("ارتفعت الأرباح إلى 12 مليون دولار من مبيعات الميناء.", "بلغت الخسائر 15 مليون دولار من حريق الميناء."),
]
"""Pairs that contradict each other in nothing that can be told."""


@pytest.mark.parametrize(("a", "b"), DIFFER)
def test_another_number_of_the_same(a: str, b: str) -> None:
    found = [claim for claim in claims_of(a, b) if claim.variants]
    assert found
    for claim in found:
        assert [variant.kind for variant in claim.variants] == [Specific.FIGURE] * 2
        assert [variant.first for variant in claim.variants] == ["a", "b"]
        assert {variant.claim for variant in claim.variants} >= {claim.id}


@pytest.mark.parametrize(("a", "b"), ALIKE)
def test_no_contradiction(a: str, b: str) -> None:
    assert [claim.variants for claim in claims_of(a, b) if claim.variants] == []


def test_variants_inside_a_claim_stand_side_by_side() -> None:
    claim, *rest = claims_of(*DIFFER[0], DIFFER[0][1])
    assert rest == []
    assert shown(claim) == ["قتل 12: a", "قتل 15: b c"]
    texts = dict(zip("abc", (*DIFFER[0], DIFFER[0][1]), strict=True))
    words = [why.span.of(texts[why.article]) for v in claim.variants for why in v.evidence if why.span]
    assert words == ["12 عاملا", "خمسة عشر عاملا", "خمسة عشر عاملا"]


def test_claims_that_numbers_keep_apart_show_each_other() -> None:
    a, b = find_claims([TWELVE, report("b", TWENTY, title="ضحايا النيران في الميناء")], [])
    assert [shown(a), shown(b)] == [["قتل 12: a", "قتل 20*: b"], ["قتل 12*: a", "قتل 20: b"]]


@pytest.mark.parametrize(("before", "linked"), [("", True), ("تستعد المدينة للصيد.\n\n" * 3, False)])
def test_only_what_articles_say_first_links_two_claims(before: str, linked: bool) -> None:
    quoted = (
        "قال مدير الدفاع المدني إن 20 شخصا لقوا حتفهم حين التهمت النيران مخازن للحبوب وفتح تحقيق في الحادث."
    )
    late = attribute(report("b", before + quoted, title="ضحايا النيران في الميناء").article)
    found = find_claims([TWELVE, late], [])
    assert [claim.text[:2] for claim in found if "20" in claim.text] == ["إن"]
    assert any(claim.variants for claim in found) is linked


def test_an_article_that_gives_both_numbers_gives_them_of_two_things() -> None:
    both = f"قتل 12 عاملا {FIRE}. قتل 15 عاملا {FIRE} في العام الماضي."
    found = claims_of(f"قتل 12 عاملا {FIRE}.", f"قتل 15 عاملا {FIRE}.", both)
    for claim in found:
        for value in {variant.value for variant in claim.variants}:
            given = [s.article for v in claim.variants if v.value == value for s in v.statements]
            others = [s.article for v in claim.variants if v.value != value for s in v.statements]
            assert not set(given) & set(others)


def dated(*rows: tuple[str, str]) -> list[Claim]:
    texts = [f"تحطمت طائرة تدريب {day} قرب مطار المدينة القديم دون إصابات." for day, _ in rows]
    news = zip("ab", texts, rows, strict=True)
    return find_claims([report(id_, text, when, "تحطم طائرة") for id_, text, (_, when) in news], [])


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        ([("الثلاثاء", "2026-03-04T08:00"), ("الاثنين", "2026-03-04T09:00")], ["2026-03-03", "2026-03-02"]),
        ([("أمس الثلاثاء", "2026-03-04T08:00"), ("الثلاثاء", "2026-03-03T09:00")], []),
        ([("أمس", "2026-03-04T08:00"), ("الثلاثاء", "2026-03-04T09:00")], []),
        ([("الأربعاء", "2026-03-04T08:00"), ("الأربعاء", "2026-03-10T09:00")], []),
        ([("الثلاثاء", "2026-03-03T08:00"), ("الأربعاء", "2026-03-04T09:00")], []),
    ],
)
def test_days(rows: list[tuple[str, str]], values: list[str]) -> None:
    found: list[Variant] = [variant for claim in dated(*rows) for variant in claim.variants]
    assert sorted(v.value for v in found) == sorted(values)
    assert {v.kind for v in found} <= {Specific.DAY}


def test_the_order_of_articles_changes_nothing() -> None:
    news: Sequence[Analysis] = [report("abcdef"[n], text) for n, text in enumerate((*DIFFER[0], *DIFFER[2]))]
    assert find_claims(news[::-1], []) == find_claims(news, [])
