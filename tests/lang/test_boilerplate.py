"""Every phrase removes its example and keeps the other; credits and datelines stay."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from rasd.errors import DataError
from rasd.lang import boilerplate
from rasd.lang.boilerplate import LANGUAGES, Where, load, read_openings, read_phrases

TABLES = {
    language: tomllib.loads(
        resources.files("rasd.lang").joinpath("data", language, "boilerplate.toml").read_text("utf-8")
    )
    for language in LANGUAGES
}
PHRASES = [(language, entry) for language in LANGUAGES for entry in TABLES[language]["phrase"]]
OPENINGS = [
    (language, kind, entry)
    for language in LANGUAGES
    for kind in ("byline", "credit")
    for entry in TABLES[language][kind]
]


@pytest.mark.parametrize(("language", "entry"), PHRASES, ids=lambda x: x if isinstance(x, str) else x["text"])
def test_a_phrase_removes_and_keeps(language: str, entry: dict[str, str]) -> None:
    alone = load(language)
    assert alone.find(entry["removes"]) is not None
    assert alone.find(entry["keeps"]) is None
    # pages mix languages: what one language must keep, the others must not remove
    assert load().find(entry["keeps"]) is None


@pytest.mark.parametrize(("language", "kind", "entry"), OPENINGS)
def test_an_opening_finds_and_ignores(language: str, kind: str, entry: dict[str, str]) -> None:
    phrases = load(language)
    if kind == "byline":
        assert phrases.byline(entry["finds"]) == entry["name"]
        assert phrases.byline(entry["ignores"]) == ""
    else:
        assert phrases.is_credit(entry["finds"])
        assert not phrases.is_credit(entry["ignores"])


@pytest.mark.parametrize(
    "line",
    [
        "سواليف – رصد",
        "وكالات عن ايران اليوم + تسنيم",
        "وكالات",
        "المصدر: وكالات",
        "رصد - متابعات",
        "عمان – بترا",
        "(رويترز)",
        "بقلم: سمير الحداد",
        "كتب - ناصر العلي",
        "منبع: ایسنا",
        "به گزارش خبرگزاری دریا",
        "HARBOUR TOWN (Coast News) -",
        "Reporting by agencies",
        "Source: AFP",
        "",
        "***",
    ],
)
def test_credits_and_datelines_stay(line: str) -> None:
    assert load().find(line) is None


@pytest.mark.parametrize(
    ("lines", "links", "kept"),
    [
        (["نص", "اظهر المزيد"], [], ["نص"]),
        # under a heading only the lines that are links go
        (["نص", "مقالات ذات صلة", "خبر آخر", "تتمة النص"], ["خبر آخر"], ["نص", "تتمة النص"]),
        (["نص", "خبر آخر"], ["خبر آخر"], ["نص", "خبر آخر"]),
        # comments end the text, but not where a button of that name stands at its top
        (["ن" * 200, "اترك رداً", "رأيي أن الخبر غير دقيق"], [], ["ن" * 200]),
        (["مقدمة", "التعليقات (0)", "ن" * 400], [], ["مقدمة", "ن" * 400]),
        (["ن" * 200, "3 تعليقات", "ت" * 500], [], ["ن" * 200]),
        # spelling and marks do not matter
        (["إقرأ أيضًا :", "أقرأ ايضاً"], [], []),
        (["۳ دقائق", "٣ دقائق", "3 دقائق"], [], []),
        ([], [], []),
    ],
)
def test_strip(lines: list[str], links: list[str], kept: list[str]) -> None:
    assert load().strip(lines, frozenset(links)) == kept


GOOD = {"text": "اظهر المزيد", "where": "line", "removes": "أظهر المزيد", "keeps": "المزيد من الناس"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text": ""}, "must be a text"),
        ({"text": "..."}, "has no word"),
        ({"where": "anywhere"}, "where is one of"),
        ({"where": "start"}, "max_words"),
        ({"where": "start", "max_words": 2}, "max_words"),
        ({"max_words": 5}, "max_words"),
        ({"max_words": "5"}, "max_words"),
        ({"removes": "شيء آخر"}, "does not remove its own example"),
        ({"keeps": "اظهر المزيد!"}, "which it must keep"),
        ({"keeps": "لا صلة له"}, "shows nothing"),
        ({"keeps": None}, "must be a text"),
    ],
)
def test_a_malformed_phrase_is_refused(change: dict[str, object], message: str) -> None:
    assert len(read_phrases([GOOD], "x.toml")) == 1
    with pytest.raises(DataError, match=message):
        read_phrases([{**GOOD, **change}], "x.toml")


def test_a_phrase_stands_once() -> None:
    with pytest.raises(DataError, match="stands twice after folding"):
        read_phrases([GOOD, {**GOOD, "text": "أظهر المزيد"}], "x.toml")


BYLINE = {"text": "بقلم", "finds": "بقلم: سمير", "name": "سمير", "ignores": "قلم سمير"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": "ناصر"}, "does not find"),
        ({"ignores": "بقلم رصاص"}, "must ignore"),
        ({"finds": ""}, "must be a text"),
    ],
)
def test_a_malformed_opening_is_refused(change: dict[str, object], message: str) -> None:
    assert read_openings([BYLINE], "x.toml")[0].rest("بقلم سمير") == "سمير"
    with pytest.raises(DataError, match=message):
        read_openings([{**BYLINE, **change}], "x.toml")


def test_no_phrase_in_two_languages_says_two_things() -> None:
    seen: dict[tuple[str, ...], Where] = {}
    for language in LANGUAGES:
        for group in load(language).phrases.values():
            for phrase in group:
                assert seen.setdefault(phrase.words, phrase.where) is phrase.where


def test_numbers_are_one() -> None:
    assert boilerplate.folded_words("منذ ٣ ساعات") == ["منذ", "#", "ساعات"]
