"""Two languages in one text: a quotation in the words that were spoken, an article with its translation.

Words are compared as what they are, whatever the language of the article around them: who repeats the
quotation reports the claim, and who has either half of the translated article shares its text.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from rasd import trace
from rasd.model import Article, Story

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
QUOTED = Article(
    "quoted",
    "قال مدير ميناء رأس الملح كريم ناصر في بيان صدر بالإنجليزية: “The northern silo collapsed at dawn and "
    "four workers of the night shift were injured”. ولم يذكر البيان سبب الانهيار.",
    title="مدير ميناء رأس الملح يعلن انهيار الصومعة الشمالية",
    outlet="بوابة الميناء",
    language="ar",
    published=NOON,
)
AGAIN = Article(
    "again",
    "أعلن كريم ناصر مدير الميناء، وفق نص وزعه على الصحفيين، أن “the northern silo collapsed at dawn and four "
    "workers of the night shift were injured”.",
    title="انهيار الصومعة الشمالية في ميناء رأس الملح",
    outlet="صحيفة الشاطئ",
    language="ar",
    published=NOON + timedelta(hours=2),
)
ARABIC_HALF = (
    "قال مدير ميناء رأس الملح كريم ناصر إن الصومعة الشمالية انهارت فجر الثلاثاء وأصيب أربعة عمال من وردية "
    "الليل كانوا يفرغون القمح من سفينة راسية."
)
ENGLISH_HALF = (
    "The northern silo collapsed at dawn on Tuesday and four workers were injured, the director of the port "
    "of Ras al-Milh, Karim Nasser, said."
)
BOTH = Article(
    "both",
    f"{ARABIC_HALF}\n\n{ENGLISH_HALF}",
    title="انهيار الصومعة الشمالية في ميناء رأس الملح - Northern silo collapses at Ras al-Milh",
    outlet="إذاعة المرفأ",
    published=NOON,
)
ENGLISH = Article(
    "english",
    f"{ENGLISH_HALF} Wheat was spilled over the quay.",
    title="Northern silo collapses at Ras al-Milh",
    outlet="Harbour Post",
    language="en",
    published=NOON + timedelta(hours=1),
)
ARABIC = Article(
    "arabic",
    f"{ARABIC_HALF} وتناثر القمح على الرصيف.",
    title="انهيار الصومعة الشمالية في ميناء رأس الملح",
    outlet="قناة الشمال",
    language="ar",
    published=NOON + timedelta(hours=1),
)


def who(story: Story) -> list[tuple[set[str], int]]:
    """By claim: the articles that report it, and how many origins it has at most."""
    counts = [claim.standing.highest for claim in story.claims if claim.standing]
    return [({s.article for s in claim.statements}, n) for claim, n in zip(story.claims, counts, strict=True)]


@pytest.mark.parametrize("order", [(QUOTED, AGAIN), (AGAIN, QUOTED)])
def test_a_quotation_in_another_language_is_one_claim_of_all_who_print_it(order: tuple[Article, ...]) -> None:
    (story,) = trace(order)
    assert {analysis.language for analysis in story.analyses} == {"ar"}
    assert who(story)[0] == ({"quoted", "again"}, 1)
    assert story.claims[0].text.startswith("The northern silo collapsed at dawn")


def test_another_quotation_is_another_claim() -> None:
    other = "the wheat in the southern silo is dry and will be shipped to Europe within two weeks"
    words = AGAIN.text[AGAIN.text.index("“") + 1 : AGAIN.text.index("”")]
    claims = [who(story) for story in trace((QUOTED, replace(AGAIN, text=AGAIN.text.replace(words, other))))]
    assert not any(reports == {"quoted", "again"} for story in claims for reports, _ in story)


@pytest.mark.parametrize("order", list(permutations((BOTH, ENGLISH, ARABIC))))
def test_an_article_with_its_translation_ties_both_languages_together(order: tuple[Article, ...]) -> None:
    (story,) = trace(order)
    assert who(story)[0] == ({"both", "arabic", "english"}, 1)
    shared = {frozenset((p.a, p.b)) for p in story.passages if p.a != p.b}
    assert shared == {frozenset(("both", "english")), frozenset(("both", "arabic"))}
    assert {copy.copier for copy in story.copies} == {"english", "arabic"}


def test_neither_half_stands_in_the_way_of_the_other() -> None:
    """Alone with one of them, the article shares that half."""
    for half in (ENGLISH, ARABIC):
        (story,) = trace((BOTH, half))
        assert who(story)[0] == ({"both", half.id}, 1)
