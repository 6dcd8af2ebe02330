"""Light stems, skeletons and plain words, as tables of examples."""

from __future__ import annotations

import pytest

import rasd.lang.lexis as module
from rasd.errors import DataError
from rasd.lang.lexis import LANGUAGES, lexis
from rasd.lang.normalize import fold
from rasd.lang.stems import light_stem, skeleton

MEET = [
    "وزير الوزير والوزير",
    "قطار القطار والقطار بالقطار",
    "لبنان اللبناني اللبنانية",
    "مصر المصري المصرية",
    "حكومة الحكومة الحكومتين والحكومة",
    "killed killing",
    "ministry ministries",
    "گزارش گزارش‌ها گزارش‌های",
]
APART = ["قطار قطر", "ministry minister", "وزير مدير"]


@pytest.mark.parametrize("words", MEET)
def test_light_stems_meet(words: str) -> None:
    assert len({light_stem(fold(word)) for word in words.split()}) == 1


@pytest.mark.parametrize("words", APART)
def test_light_stems_stay_apart(words: str) -> None:
    first, second = (light_stem(fold(word)) for word in words.split())
    assert first != second


@pytest.mark.parametrize(
    "words", ["قتلى قتيلا قتلوا مقتل القتلى", "سوريا سورية السوري السورية", "مغادرة غادر يغادر", "تعليق يعلق"]
)
def test_skeletons_meet(words: str) -> None:
    assert len({skeleton(fold(word)) for word in words.split()}) == 1


@pytest.mark.parametrize("words", ["سور أسر", "وفد وعد", "نفط نقط"])
def test_two_strong_letters_are_too_few_to_meet(words: str) -> None:
    first, second = (skeleton(fold(word)) for word in words.split())
    assert first != second


def test_a_number_is_its_own_stem() -> None:
    assert light_stem("24") == skeleton("24") == "24"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plain_word_is_stopped(language: str) -> None:
    words = lexis(language)
    assert all(words.stops(word) for word in words.stop)
    assert len(words.stop) > 100


@pytest.mark.parametrize(
    ("language", "stopped", "kept"),
    [
        ("ar", "وقالت للأنباء بعد فيما", "قطار سكان إعصار هجوم"),
        ("en", "the reported Tuesday", "train minister"),
        ("fa", "برای گفت امروز", "وزیر قطار"),
        ("xx", "قال", "قطار"),
    ],
)
def test_stop_words(language: str, stopped: str, kept: str) -> None:
    words = lexis(language)
    assert all(words.stops(fold(word)) for word in stopped.split())
    assert not any(words.stops(fold(word)) for word in kept.split())


def test_a_list_that_breaks_its_own_examples_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    read = module._read
    wrong = {"keeps": ["قطار"], "stops": ["قطار"]}
    monkeypatch.setattr(
        module, "_read", lambda lang, name: read(lang, name) | (wrong if name == "stop" else {})
    )
    with pytest.raises(DataError, match="قطار"):
        lexis.__wrapped__("ar")


def test_synonyms_lead_to_one_stem() -> None:
    words = lexis("ar").synonyms
    stems = {words.get(skeleton(fold(w)), skeleton(fold(w))) for w in ("إفراج", "سراح")}
    assert len(stems) == 1
