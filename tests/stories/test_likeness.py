"""How far two contents say the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasd.lang.lexis import lexis
from rasd.stories.likeness import Gist, gist, likeness

AR = lexis("ar")
CLAIM = "أن حريقا شب في مخازن الميناء القديم وأدى إلى مقتل ثلاثة عمال"


def like(a: str, b: str) -> float:
    return likeness(gist(a, AR), gist(b, AR))


SAME = [
    "مقتل 3 عمال في حريق بمخازن الميناء القديم",
    "إن ثلاثة من العمال قتلوا في حريق شب في مخازن الميناء",
    "حريق الميناء القديم أودى بثلاثة عمال",
]
OTHER = [
    "أن السلطات ستحقق في أسباب الحادث وستحاسب المسؤولين عنه",
    "أن أسعار الأسماك ارتفعت في السوق هذا الأسبوع",
    "أن حركة السفن عادت إلى طبيعتها بعد الظهر",
]


@pytest.mark.parametrize("content", SAME)
def test_other_words_for_the_same(content: str) -> None:
    assert like(CLAIM, content) > 0.5


@pytest.mark.parametrize("content", OTHER)
def test_other_contents(content: str) -> None:
    assert like(CLAIM, content) < 0.2


def test_other_numbers_keep_apart() -> None:
    assert (
        like("مقتل 24 شخصا في حادث القطار", "مقتل 10 أشخاص في حادث القطار")
        < 0.6
        < like("مقتل 24 شخصا في حادث القطار", "مقتل أربعة وعشرين شخصا في حادث القطار")
    )


def test_a_negation_keeps_apart() -> None:
    assert like("إن الجيش دخل المدينة القديمة", "إن الجيش لم يدخل المدينة القديمة") <= 0.5


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("قتل 24 شخصا وأصيب 184", {"24", "184"}),
        ("قتل أربعة وعشرون شخصا", {"24"}),
        ("خمسة عشر ألف لاجئ", {"15000"}),
        ("ثلاثة ملايين برميل", {"3000000"}),
        ("١٢ قتيلا", {"12"}),
        ("1,200 وحدة و2٫5 مليون", {"1200", "2500000"}),
        ("عام 2018 وعمره 82 عاما", set()),
        ("بعد ثلاثة أيام", set()),
    ],
)
def test_numbers(text: str, numbers: set[str]) -> None:
    assert gist(text, AR).numbers == numbers


def test_english_and_persian_are_read_too() -> None:
    english = [
        gist(t, lexis("en")) for t in ("Three workers died in the fire", "3 workers were killed in a fire")
    ]
    persian = [gist(t, lexis("fa")) for t in ("سه کارگر در آتش‌سوزی کشته شدند", "کشته شدن ۳ کارگر در آتش‌سوزی")]
    assert likeness(*english) > 0.6
    assert likeness(*persian) > 0.6


TEXTS = st.text(st.sampled_from("حريق قتل ثلاثة 3² ½٣.,،لم والميناء\u200cabc\n"), max_size=60)


@given(TEXTS, TEXTS)
def test_likeness_is_a_symmetric_share(a: str, b: str) -> None:
    one, other = gist(a, AR), gist(b, AR)
    assert 0.0 <= likeness(one, other) <= 1.0
    assert likeness(one, other) == pytest.approx(likeness(other, one))


@given(st.text(max_size=80), st.sampled_from(["ar", "en", "fa"]))
def test_any_text_can_be_read(text: str, language: str) -> None:
    assert isinstance(gist(text, lexis(language)), Gist)
