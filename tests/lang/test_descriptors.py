"""What names and descriptions tell."""

from __future__ import annotations

import pytest

from rasd.lang.descriptors import contradict, describe

CONTRADICT = [
    ("مصدر عسكري سوري", "مصدر عسكري تركي", True),
    ("مصدر طبي", "مصدر أمني", True),
    ("شهود عيان", "مسؤول حكومي", True),
    ("a Syrian army source", "a Turkish army source", True),
    ("مصادر صحفية", "مصدر عسكري رفيع المستوى", False),
    ("مسؤول", "مصدر أمني", False),
    ("مصدر عسكري", "مصدر أمني", False),
    ("مصدر مطلع", "مصدر سوري", False),
    ("an official", "a security source", False),
    ("یک منبع نظامی", "یک منبع دیپلماتیک", True),
]


@pytest.mark.parametrize(("a", "b", "expected"), CONTRADICT)
def test_contradict(a: str, b: str, expected: bool) -> None:
    assert contradict(describe(a), describe(b)) is expected
    assert contradict(describe(b), describe(a)) is expected


def test_a_voice_and_an_office_are_known() -> None:
    voice = describe("المتحدث باسم وزارة الداخلية")
    assert voice.voiced
    assert not voice.proper
    minister = describe("وزير الداخلية سامي حداد")
    assert minister.offices
    assert minister.offices <= set(voice.words)
    assert len(minister.proper) == 2


def test_a_relative_clause_is_no_part_of_a_name() -> None:
    assert describe("مدير المستشفى الذي زاره الوزير").words == describe("مدير المستشفى").words


@pytest.mark.parametrize(
    ("nominative", "accusative"),
    [
        ("مصدر قضائي", "مصدرا قضائيا"),
        ("مصدر أمني تركي", "مصدرا أمنيا تركيا"),
        ("مسؤول حكومي", "مسؤولا حكوميا"),
    ],
)
def test_the_accusative_tells_the_same(nominative: str, accusative: str) -> None:
    assert describe(accusative) == describe(nominative)


def test_two_names_for_one_thing() -> None:
    assert set(describe("القوات المسلحة السورية").words) == set(describe("الجيش السوري").words)
