"""Variants side by side on every face, each with its words in the articles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from export.cases import harbour, span
from rasd.export import jsonl, view
from rasd.export.differing import quotation, subjects
from rasd.export.html import page
from rasd.export.reasons import why_text
from rasd.export.terminal import story_text
from rasd.model import Evidence, Specific, Story, Variant


def varied() -> Story:
    """The fire at the harbour, with a second claim that gives another toll and another day."""
    story = harbour()
    (claim,) = story.claims
    first, second = claim.statements[0], claim.statements[1]
    text = {article.id: article.text for article in story.articles}

    def variant(kind: Specific, subject: str, value: str, words: str, home: str, whose: int) -> Variant:
        statement = (first, second)[whose]
        why = Evidence(f"gives-{kind}", span(text[statement.article], words), statement.article)
        return Variant(kind, subject, value, words, home, (statement,), statement.article, (why,))

    rows = (
        variant(Specific.FIGURE, "مقتل", "3", "ثلاثة عمال", "c1", 0),
        variant(Specific.FIGURE, "مقتل", "7", "سبعة آخرين", "c2", 1),
        variant(Specific.DAY, "", "2026-03-03", "الثلاثاء", "c1", 0),
        variant(Specific.DAY, "", "2026-03-02", "فجر", "c1", 1),
    )
    one = replace(claim, variants=rows, wording=first)
    return replace(story, claims=(one, replace(claim, id="c2", variants=rows[:2])))


def flat(text: str) -> str:
    """The text without marks of direction and breaks of lines."""
    return " ".join("".join(c for c in text if c not in "\u200e\u200f\u2066\u2067\u2068\u2069│").split())


EN = [
    "Where the reports differ How many: مقتل - ثلاثة عمال: صحيفة الميناء",
    "- سبعة آخرين: أخبار الساحل (claim 2) Which day - الثلاثاء (2026-03-03): صحيفة الميناء",
    "In the words of مصدر في الدفاع المدني, as صحيفة الميناء gives them",
]
AR = [
    "ما تختلف فيه الأخبار العدد: مقتل - ثلاثة عمال: صحيفة الميناء",
    "- سبعة آخرين: أخبار الساحل (الادعاء 2) اليوم - الثلاثاء (2026-03-03): صحيفة الميناء",
    "بلفظ مصدر في الدفاع المدني كما ورد في صحيفة الميناء",
]


@pytest.mark.parametrize(("lang", "said"), [("en", EN), ("ar", AR)])
def test_a_terminal_shows_them_under_the_claim(lang: str, said: list[str]) -> None:
    text = flat(story_text(varied(), lang))
    assert [one for one in said if one not in text] == []


def test_rasd_why_quotes_the_words_of_each() -> None:
    text = flat(why_text(varied(), [1]))
    assert (
        "- ثلاثة عمال: صحيفة الميناء إن حريقا شب فجر الثلاثاء" in text
        or "وأدى إلى مقتل ثلاثة عمال وإصابة" in text
    )
    assert EN[2] in text


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_page_has_a_table_a_subject(lang: str) -> None:
    html = page([varied()], lang=lang)
    assert html.count('<div class="variants">') == 3
    assert "<mark>ثلاثة عمال</mark>" in html
    assert "<mark>سبعة آخرين</mark>" in html
    assert '<time dir="ltr">2026-03-03</time>' in html


def test_nothing_is_said_where_nothing_differs() -> None:
    assert "differ" not in story_text(harbour())
    assert 'class="variants"' not in page([harbour()])


def test_json_lines_point_at_the_words() -> None:
    story = varied()
    record = jsonl.story_record(story)["claims"][0]
    assert [(v["kind"], v["value"], v["claim"]) for v in record["variants"]][:2] == [
        ("figure", "3", "c1"), ("figure", "7", "c2")
    ]  # fmt: skip
    text = {article.id: article.text for article in story.articles}
    for variant in record["variants"]:
        (place,) = variant["places"]
        assert text[place["article"]][slice(*place["span"])] == variant["text"]
    assert record["wording"]["article"] == "h1"


def test_a_quotation_is_cut_between_words_inside_the_statement() -> None:
    story = varied()
    context = view.context_of(story)
    for variant in story.claims[0].variants:
        (statement,) = variant.statements
        before, value, behind = quotation(variant, statement, context)
        assert value == variant.text
        assert before + value + behind in statement.span.of(context.articles[statement.article].text)
    assert [len(subject.variants) for subject in subjects(story.claims[0])] == [2, 2]
