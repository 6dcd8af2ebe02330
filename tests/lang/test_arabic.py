"""The shapes of Arabic words: what the article, a pronoun or a pattern says of a folded word alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rasd.lang import arabic
from rasd.lang.normalize import fold

NOUNS = frozenset(map(fold, ("مصدر", "مسؤول", "مواطن", "مجلة", "وزارة", "صحيفة")))


@pytest.mark.parametrize(
    ("word", "noun"),
    [
        ("مصدر", "مصدر"),
        ("المصدر", "مصدر"),
        ("مصدرا", "مصدر"),
        ("مصدران", "مصدر"),
        ("صحيفتها", "صحيفة"),
        ("مجلتا", "مجلة"),
        ("وزارتهم", "وزارة"),
        ("كتاب", ""),
        ("مصد", ""),
    ],
)
def test_known_as(word: str, noun: str) -> None:
    assert arabic.known_as(fold(word), NOUNS) == fold(noun)


@pytest.mark.parametrize(
    ("shape", "yes", "no"),
    [
        (arabic.has_article, ("الوزير", "المدينة"), ("وزير", "ال", "لجنة")),
        (arabic.owned, ("وزيرها", "موقعهم", "حسابهما"), ("المها", "وزير", "لها")),
        (arabic.finite, ("يتحدر", "أعلنت", "ويشهد"), ("وزارات", "اليمن", "بنت")),
        (arabic.adjectival, ("أميركي", "عسكرية", "محليين"), ("الأميركي", "وزير")),
        (
            arabic.verbal_noun,
            ("تأجيل", "تعاقد", "مشاركة", "إطلاق", "إقامة", "اعتقال", "انسحاب", "استخدام", "استقالة"),
            ("وزير", "مدينة", "تقدم", "شارع"),
        ),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_shape(shape: Callable[[str], bool], yes: tuple[str, ...], no: tuple[str, ...]) -> None:
    assert [w for w in yes if not shape(fold(w))] == []
    assert [w for w in no if shape(fold(w))] == []


@pytest.mark.parametrize(("word", "left"), [("الوزير", "وزير"), ("للوزير", "وزير"), ("وزير", "وزير")])
def test_bare(word: str, left: str) -> None:
    assert arabic.bare(word) == left


@pytest.mark.parametrize(
    ("name", "other", "alike"),
    [
        ("نتنياهو", "نتانياهو", True),
        ("غوتيريش", "جوتيريس", False),
        ("غوتيريش", "جوتيريش", True),
        ("كوركيس", "جورجيس", True),
    ],
)
def test_transcriptions_share_their_consonants(name: str, other: str, alike: bool) -> None:
    assert (arabic.consonants(fold(name)) == arabic.consonants(fold(other))) is alike
