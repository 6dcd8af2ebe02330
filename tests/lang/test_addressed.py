"""Whom the people of a text speak to."""

from __future__ import annotations

import pytest

from rasd.errors import DataError
from rasd.lang import party_data
from rasd.lang.addressed import addressed, at_work, may_address
from rasd.lang.parties import parties

CASES = [
    ("قال مدير الميناء لوكالة فرانس برس إن الرصيف مغلق", ["afp"]),
    ("وقال مهندس لرويترز إن الجسر آمن", ["reuters"]),
    ("لرويترز قال المهندس ذلك", ["reuters"]),
    ("قال المدرب لـ«رويترز» إنه باق", ["reuters"]),
    ("قال المدرب لـ(د ب أ) إنه باق", ["dpa"]),
    ("لـ رويترز قال المدرب ذلك", ["reuters"]),
    ("وقال في مقابلة مع رويترز إنه باق", ["reuters"]),
    ("وقال في حوار خاص مع صحيفة النهار إنه باق", ["an-nahar"]),
    ("وفقا لرويترز فإن الجسر آمن", []),
    ("وفقا لـ«رويترز» فإن الجسر آمن", []),
    ("قالت رويترز إن الجسر آمن", []),
    ("تعاقد النادي مع رويترز على البث", []),
    ("كتب على صفحته لفيسبوك", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_addressed(text: str, expected: list[str]) -> None:
    assert [mention.party.id for mention in addressed(text)] == expected
    assert [m.party.id for m in addressed(text, parties().find(text))] == expected
    assert may_address(text) or not expected


WORK = [
    ("وقال شاهد من رويترز إن الدخان يتصاعد", ["reuters"]),
    ("وشوهد الدخان بحسب مراسل وكالة فرانس برس في المدينة", ["afp"]),
    ("وجاء في بيان تلقته وكالة فرانس برس أن الميناء مغلق", ["afp"]),
    ("وتلقت وكالة الأنباء السعودية نسخة من التقرير", ["spa"]),
    ("وقال ردا على أسئلة رويترز إن الجسر آمن", ["reuters"]),
    ("وفي استطلاع أجرته رويترز توقع المحللون ارتفاعا", ["reuters"]),
    ("ولم تتمكن رويترز من التحقق من ذلك", ["reuters"]),
    ("قالت رويترز إن الجسر آمن", []),
    ("وفقا لرويترز فإن الجسر آمن", []),
    ("وهذا مؤشر تومسون رويترز للسلع", []),
    ("وقال مراسل قناة الجزيرة إن الجسر آمن", []),
    ("هذا شاهد وليس من رويترز", []),
]


@pytest.mark.parametrize(("text", "expected"), WORK)
def test_agencies_at_work(text: str, expected: list[str]) -> None:
    assert [mention.party.id for mention in at_work(text, parties().find(text))] == expected
    assert may_address(text) or not expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "قالت رويترز إن الجسر آمن",
        "تعاقد النادي مع رويترز على البث",
        "لا شيء جديد لدى الإدارة",
        "ل " * 9,
        "a" * 200,
    ],
)
def test_a_quick_look_spares_most_texts(text: str) -> None:
    assert not may_address(text)


def test_the_words_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(party_data, "_read", lambda *path: {"addressed": {"to": ["ل", "إلى"]}})
    with pytest.raises(DataError, match="one word in to"):
        party_data.addressing_words("ar")
    right = {"to": ["ل"], "citing": [], "meetings": [], "beside": [], "at_work": ["شاهد عيان من"]}
    monkeypatch.setattr(party_data, "_read", lambda *path: {"addressed": right})
    with pytest.raises(DataError, match="two words at most"):
        party_data.addressing_words("ar")
