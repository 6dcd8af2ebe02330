"""Who copied whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newsroom import link
from rasd.lineage.copies import credited_agencies, find_copies, own_party
from rasd.lineage.explain import RULES, reason
from rasd.model import (
    Analysis,
    Article,
    Attribution,
    ContentKind,
    Copy,
    Credit,
    Direction,
    Passage,
    Span,
    Stance,
)

TEXT = (
    "اندلع حريق كبير فجر اليوم في مخازن الميناء القديم "
    "وسيطرت فرق الإطفاء على النيران بعد أربع ساعات من العمل."
)


def article(id_: str, hour: int | None = 8, outlet: str = "", *credits: str) -> Analysis:
    when = None if hour is None else datetime(2026, 3, 3, hour, tzinfo=UTC)
    found = tuple(
        Credit("author", c, (), wire=True) if c == "وكالات" else Credit("author", c, (link(c),))
        for c in credits
    )
    return Analysis(Article(id_, TEXT, outlet=outlet, published=when), "ar", (), found)


def shared(a: str, b: str, direction: str = "undetermined", words: int = 20) -> Passage:
    whole = Span(0, len(TEXT))
    return Passage(a, whole, b, whole, 1.0, words, Direction(direction))


def shown(copies: list[Copy]) -> list[str]:
    mark = {True: "credited", False: "uncredited", None: "unknown"}
    return [f"{copy.copier} < {copy.original} {mark[copy.credited]}" for copy in copies]


CASES = {
    "the earlier stands as the original where the direction is open": (
        [article("a", 9), article("b", 8)],
        [shared("a", "b")],
        ["a < b uncredited"],
    ),
    "without times the smaller id does": (
        [article("b", None), article("a", None)],
        [shared("a", "b")],
        ["b < a uncredited"],
    ),
    "a decided direction counts": (
        [article("a", 9), article("b", 8)],
        [shared("a", "b", "a>b")],
        ["b < a uncredited"],
    ),
    "turned round too": ([article("a", 8), article("b", 9)], [shared("a", "b", "b>a")], ["a < b uncredited"]),
    "a few words are no copy": ([article("a"), article("b")], [shared("a", "b", words=12)], []),
    "text inside one article is none": ([article("a")], [shared("a", "a")], []),
    "the copier may credit the original": (
        [article("a", 8, "رويترز"), article("b", 9, "الميناء", "رويترز")],
        [shared("a", "b")],
        ["b < a credited"],
    ),
    "or agencies that it does not name": (
        [article("a", 8, "الخبر"), article("b", 9, "الميناء", "وكالات")],
        [shared("a", "b")],
        ["b < a unknown"],
    ),
    "a credited agency that is not here is an original": (
        [article("a", 8, "الخبر", "رويترز")],
        [],
        ["a < party:reuters credited"],
    ),
    "also of who carries the text and does not say so": (
        [article("a", 8, "الخبر", "رويترز"), article("b", 9, "الميناء")],
        [shared("a", "b")],
        ["a < party:reuters credited", "b < a uncredited", "b < party:reuters uncredited"],
    ),
}


@pytest.mark.parametrize(("analyses", "passages", "expected"), CASES.values(), ids=CASES)
def test_copies(analyses: list[Analysis], passages: list[Passage], expected: list[str]) -> None:
    assert shown(find_copies(analyses, passages)) == expected
    assert shown(find_copies(analyses[::-1], passages[::-1])) == expected


def test_an_open_direction_is_said() -> None:
    (copy,) = find_copies([article("a"), article("b", 9)], [shared("a", "b")])
    assert [why.rule for why in copy.evidence] == ["shared-text", "direction-undetermined", "credits-nobody"]
    assert dict(copy.evidence[0].values) == {"words": "20", "share": "1.00"}


def test_a_bracketed_name_beside_a_cited_agency_is_no_credit() -> None:
    agency = link("وكالة رويترز")
    slug = Credit("slug", "(رويترز)", (agency,), Span(0, 8))
    credited = replace(article("a"), credits=(slug,))
    assert [key for key, _ in credited_agencies(credited)] == ["party:reuters"]
    cited = Attribution("a", Span(0, 2), None, None, ContentKind.INDIRECT, (agency,), Stance.ASSERTS)
    assert credited_agencies(replace(credited, attributions=(cited,))) == []


@pytest.mark.parametrize(
    ("outlet", "key"), [("رويترز", "party:reuters"), ("بوابة لا يعرفها أحد", "لا يعرفها احد"), ("", "")]
)
def test_own_party(outlet: str, key: str) -> None:
    assert own_party(article("a", 8, outlet)) == key


TOLD = [
    ("قال قبطان السفينة لوكالة فرانس برس إن الميناء مغلق", "العرب اليوم", ["a < party:afp unknown"]),
    ("قال القبطان لوكالة فرانس برس ثم لرويترز إن الميناء مغلق", "", []),
    ("قال القبطان لوكالة إرنا إن الميناء مغلق", "", []),
    ("قال القبطان لوكالة الأنباء السعودية إن الميناء مغلق", "okaz", ["a < party:spa unknown"]),
    ("قال القبطان لوكالة الأنباء السعودية إن الميناء مغلق", "العرب اليوم", []),
    ("قال القبطان لرويترز إن الميناء مغلق", "رويترز", []),
    ("قالت وكالة فرانس برس إن الميناء مغلق", "", []),
]


@pytest.mark.parametrize(("text", "outlet", "expected"), TOLD)
def test_the_agency_that_people_speak_to(text: str, outlet: str, expected: list[str]) -> None:
    found = find_copies([Analysis(Article("a", text, outlet=outlet), "ar")], [])
    assert shown(found) == expected
    for copy in found:
        assert [why.rule for why in copy.evidence] == ["told-to-agency"]
        assert copy.evidence[0].span is not None
        assert "ل" in copy.evidence[0].span.of(text)


def test_an_agency_at_its_own_work_wrote_the_text() -> None:
    text = "وجاء في بيان تلقته وكالة فرانس برس أن الميناء مغلق"
    (copy,) = find_copies([Analysis(Article("a", text), "ar")], [])
    assert (copy.original, copy.credited) == ("party:afp", None)
    assert [why.rule for why in copy.evidence] == ["agency-at-work"]
    two = f"{text}، وقال شاهد من رويترز إن الدخان يتصاعد"
    assert find_copies([Analysis(Article("a", two), "ar")], []) == []


def test_a_credit_says_more_than_whom_people_speak_to() -> None:
    text = "قال القبطان لوكالة فرانس برس إن الميناء مغلق"
    told = replace(article("a", 8, "", "رويترز"), article=Article("a", text))
    assert shown(find_copies([told], [])) == ["a < party:reuters credited"]
    here = Analysis(Article("b", text, outlet="رويترز"), "ar")
    other = Analysis(Article("c", "قال القبطان لرويترز إن الميناء مغلق"), "ar")
    assert "c < party:reuters unknown" not in shown(find_copies([here, other], []))


def test_reasons_keep_to_their_table() -> None:
    why = reason("shared-text", share="0.50", words="20")
    assert why.values == (("words", "20"), ("share", "0.50"))
    with pytest.raises(KeyError, match="no value"):
        reason("shared-text", party="x")
    with pytest.raises(KeyError):
        reason("no-such-rule")
    assert all(name == name.lower() and " " not in name for name in RULES)
