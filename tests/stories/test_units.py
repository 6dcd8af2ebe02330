"""Sentences, leads and what points back."""

from __future__ import annotations

import pytest

from rasd.lang.lexis import lexis
from rasd.model import Analysis, Article, Attribution, ContentKind, Link, LinkType, Span, Stance
from rasd.stories.units import find_units, lead_span, sentences

AR = lexis("ar")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("جملة أولى. جملة ثانية! ثالثة؟", ["جملة أولى.", "جملة ثانية!", "ثالثة؟"]),
        ("سطر\nسطر آخر", ["سطر", "سطر آخر"]),
        ("بلغت النسبة 3.5 في المئة. انتهى", ["بلغت النسبة 3.5 في المئة.", "انتهى"]),
        ("   ", []),
        ("...", ["..."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("اندلع حريق في مخازن الميناء. تفاصيل أخرى كثيرة عن الحادث.", "اندلع حريق في مخازن الميناء."),
        ("صور (وكالات) - اندلع حريق في مخازن الميناء.", "اندلع حريق في مخازن الميناء."),
        (
            "حريق الميناء القديم\nاندلع حريق كبير في مخازن الميناء فجرا.",
            "اندلع حريق كبير في مخازن الميناء فجرا.",
        ),
        ("حريق مخازن الميناء القديم", "حريق مخازن الميناء القديم"),
        ("نعم. لا.", ""),
    ],
)
def test_lead(text: str, lead: str) -> None:
    found = lead_span(text, AR)
    assert (found.of(text) if found else "") == lead


def attributed(text: str, content: str, stance: Stance) -> Analysis:
    start = text.index(content) if content else 0
    span = Span(start, start + len(content)) if content else None
    link = Link("الوزير", LinkType.PERSON, key="الوزير")
    cue, source = Span(0, text.index(" ")), Span(text.index("الوزير"), text.index("الوزير") + 6)
    found = Attribution("a", cue, source, span, ContentKind.INDIRECT, (link,), stance)
    return Analysis(Article("a", text, language="ar"), "ar", (found,))


@pytest.mark.parametrize(
    ("text", "content", "stance", "pointing"),
    [
        ("نفى الوزير هذه الأنباء", "هذه الأنباء", Stance.DENIES, True),
        ("نفى الوزير ما تناقلته وسائل الإعلام", "ما تناقلته وسائل الإعلام", Stance.DENIES, True),
        ("رفض الوزير التعليق", "", Stance.DECLINES, True),
        ("نفى الوزير إغلاق الميناء", "إغلاق الميناء", Stance.DENIES, False),
        ("نفى الوزير هذا الطلب", "هذا الطلب", Stance.DENIES, False),
        ("قال الوزير هذه الأنباء", "هذه الأنباء", Stance.ASSERTS, False),
    ],
)
def test_pointing_back(text: str, content: str, stance: Stance, pointing: bool) -> None:
    (unit,) = [u for u in find_units([attributed(text, content, stance)]) if u.attribution]
    assert unit.pointing is pointing


def test_an_assertion_without_content_is_no_unit() -> None:
    units = find_units([attributed("صرح الوزير عن حريق المخازن القديمة أمس في الميناء", "", Stance.ASSERTS)])
    assert [unit.attribution for unit in units] == [None]
