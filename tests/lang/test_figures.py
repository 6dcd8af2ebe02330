"""Figures in running text: the number, how exact it is, what it counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasd.lang.figures import Figure, find_figures
from rasd.lang.lexis import LANGUAGES

# text | the figures, each: the words, its value, what it counts (noun/deed), + for a part of another
ARABIC = """
مقتل 12 عاملا وإصابة 30 آخرين | 12 عاملا = 12 عمل/قتل | 30 آخرين = 30 /صاب
سقوط 12 قتيلا و30 جريحا | 12 قتيلا = 12 /قتل | 30 جريحا = 30 /صاب
ارتفع عدد القتلى إلى ثلاثة عشر شخصا | ثلاثة عشر شخصا = 13 /قتل
إن ١٥ شخصا قتلوا في الحادث | ١٥ شخصا = 15 /قتل
إن 42 بحارا قتلوا في الحادث | 42 بحارا = 42 حار/قتل
قتل اثنا عشر عاملا | اثنا عشر عاملا = 12 عمل/قتل
قتل خمسة وعشرون عاملا | خمسة وعشرون عاملا = 25 عمل/قتل
إنقاذ مئة وعشرين بحارا | مئة وعشرين بحارا = 120 حار/نقذ
مقتل شخصين في الحريق | شخصين = 2 /قتل
قتل سوريان في الحريق | سوريان = 2 سور/قتل
قتل 3 جنود و5 مدنيين في الحريق | 3 جنود = 3 جيش/قتل | 5 مدنيين = 5 مدن/قتل
مقتل 12 عاملا بينهم 3 أطفال | 12 عاملا = 12 عمل/قتل | 3 أطفال = 3 طفل/ +
إصابة 12 بجروح خطيرة | 12 بجروح = 12 /صاب +
إن ثلاثة من الجرحى غادروا | ثلاثة من الجرحى = 3 /صاب +
مقتل نحو 12 عاملا | نحو 12 عاملا = ~12 عمل/قتل
مقتل أكثر من 10 عمال | أكثر من 10 عمال = >=10 عمل/قتل
مقتل 12 عاملا على الأقل | 12 عاملا على الأقل = >=12 عمل/قتل
مقتل أقل من 10 عمال | أقل من 10 عمال = <=10 عمل/قتل
مقتل ما بين 10 و15 عاملا | ما بين 10 و15 عاملا = 10-15 عمل/قتل
شراء 1,200 خيمة | 1,200 خيمة = 1200 خيم/شر
شراء 1.486.958 خيمة | 1.486.958 خيمة = 1486958 خيم/شر
شراء 12 ألف خيمة | 12 ألف خيمة = 12000 خيم/شر
شراء 6 ملايين و300 ألف خيمة | 6 ملايين و300 ألف خيمة = 6300000 خيم/شر
بلغت البطالة 11,7 بالمئة | 11,7 بالمئة = 11.7 %/طال
تراجع إلى8،4 بالمئة | 8،4 بالمئة = 8.4 %/خفض
شراء ستة ملايين و300 ألف خيمة | ستة ملايين و300 ألف خيمة = 6300000 خيم/شر
بلغ الدخل 25ر2 مليار ريال | 25ر2 مليار ريال = 2250000000 ريال/دخل
فاز الفريق 3-1 على ضيفه |
فاز الفريق 2- صفر على ضيفه |
بعد ثلاثة أيام من الحريق |
في الدقيقة 45 من المباراة |
الفوز الـ 12 على التوالي |
الأسبوع الـ31 من الدوري |
الحكم على المتهم الثاني عشر |
شهد عام 2018 حرائق |
أقلعت مقاتلات إف-16 من القاعدة |
"""
OTHERS = [
    ("en", "At least 12 people were killed and 30 others injured", [">=12 /kill", "30 /injur"]),
    ("en", "three workers died in the fire", ["3 work/kill"]),
    ("fa", "دست کم ۱۲ نفر کشته و ۳۰ نفر زخمی شدند", [">=12 /كشت", "30 /زخم"]),
]


def counted(figure: Figure) -> str:
    return f"{figure.value} {figure.noun}/{figure.deed}{' +' if figure.part else ''}"


@pytest.mark.parametrize("row", [row for row in ARABIC.splitlines() if row])
def test_figures(row: str) -> None:
    text, *expected = (cell.strip() for cell in row.split("|"))
    found = [f"{figure.span.of(text)} = {counted(figure)}" for figure in find_figures(text, "ar")]
    assert found == [cell for cell in expected if cell]


@pytest.mark.parametrize("text", ["بلغت 6.\u200f25 في المئة", "بلغت 25\u200f.\u200f6 في المئة"])
def test_a_number_that_a_mark_of_direction_cuts_is_not_read(text: str) -> None:
    assert find_figures(text, "ar") == []


@pytest.mark.parametrize(("language", "text", "expected"), OTHERS)
def test_other_languages(language: str, text: str, expected: list[str]) -> None:
    assert [counted(figure) for figure in find_figures(text, language)] == expected


def test_the_name_is_the_word_that_says_what_is_counted() -> None:
    text = "مقتل 12 شخصا وإصابة 3 عمال، 15 جريحا"
    assert [figure.name.of(text) for figure in find_figures(text, "ar")] == [
        "مقتل",
        "إصابة",
        "جريحا",
    ]


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        ("مقتل 12 عاملا", "مقتل 15 عاملا", False),
        ("مقتل 12 عاملا", "مقتل اثني عشر عاملا", True),
        ("مقتل 12 عاملا", "مقتل نحو 12 عاملا", True),
        ("مقتل 12 عاملا", "مقتل نحو 15 عاملا", True),
        ("مقتل 12 عاملا", "مقتل نحو 20 عاملا", False),
        ("مقتل 12 عاملا", "مقتل أكثر من 10 عمال", True),
        ("مقتل 12 عاملا", "مقتل 15 عاملا على الأقل", False),
        ("مقتل أكثر من 10 عمال", "مقتل 15 عاملا على الأقل", True),
    ],
)
def test_what_may_both_be_true(a: str, b: str, agree: bool) -> None:
    (one,), (other,) = find_figures(a, "ar"), find_figures(b, "ar")
    assert one.agrees(other) is other.agrees(one) is agree


PIECES = "مقتل وإصابة 12 و30 3-1 1,200 ثلاثة عشر مئة ألف من بين و على الأقل % ، . قتيلا شخصين a12"
TEXTS = st.lists(st.sampled_from(PIECES.split()), max_size=14).map(" ".join)


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_figures_stand_in_the_text_in_order(text: str, language: str) -> None:
    found = find_figures(text, language)
    assert all(0 <= f.span.start < f.span.end <= len(text) and f.low <= f.high for f in found)
    assert [f.span for f in found] == sorted(f.span for f in found)
    assert all(f.name.of(text).strip() for f in found)


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_any_text_can_be_read(text: str, language: str) -> None:
    assert all(figure.value for figure in find_figures(text, language))
