"""Text for people, held in golden files; and what must be true of any text and any width.

``UPDATE_GOLDEN=1 pytest tests/export`` writes the files anew; read them before you commit them.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.cases import bare, founding, harbour
from export.test_html import NASTY, hostile
from rasd.export import order, reading, terminal
from rasd.export.console import Sheet, cell_len
from rasd.export.visible import LRI, PDI, RLI
from rasd.model import Copy, Evidence, Link, LinkType, Span

GOLDEN = Path(__file__).parents[1] / "golden" / "cli"
UNSEEN = re.compile("[\u200e\u200f\u2066-\u2069]")


def founding_analysis(lang: str, width: int, colour: bool) -> str:
    return reading.analysis_text(founding().analyses[0], lang, width, colour, explain=True)


def shared(lang: str, width: int, colour: bool) -> str:
    story = harbour()
    articles = {article.id: article for article in story.articles}
    shown = "".join(reading.passages_text(story.passages, articles, lang, width, colour))
    counts = {"passages": len(story.passages), "articles": len(articles), "held": 2, "stock": 11, "copies": 1}
    return shown + reading.reuse_summary(counts, lang, width, colour)


def summaries(lang: str, width: int, colour: bool) -> str:
    stories = [founding(), harbour(), bare()]
    selections = [
        order.select(some, top) for some, top in ((stories, 1), (stories, None), (stories[:1], 10), ([], 10))
    ]
    return "\n".join(terminal.summary_text(selection, lang, width, colour) for selection in selections)


CASES = {
    "founding": lambda *face: terminal.story_text(founding(), *face),
    "harbour": lambda *face: terminal.story_text(harbour(), *face),
    "bare": lambda *face: terminal.story_text(bare(), *face),
    "attributions": founding_analysis,
    "shared": shared,
    "summaries": summaries,
}


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("name", CASES)
def test_golden(name: str, lang: str) -> None:
    text = CASES[name](lang, 100, False)
    path = GOLDEN / f"{name}.{lang}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_text("utf-8")


def test_narrow_golden() -> None:
    text = terminal.story_text(harbour(), "ar", 44, False)
    path = GOLDEN / "harbour.narrow.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_text("utf-8")


@pytest.mark.parametrize("width", [40, 61, 100, 200])
@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("name", CASES)
def test_no_line_is_wider_than_asked(name: str, lang: str, width: int) -> None:
    for line in CASES[name](lang, width, False).splitlines():
        assert cell_len(line) <= width, line


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("name", CASES)
def test_every_line_closes_the_directions_it_opens(name: str, lang: str) -> None:
    for line in CASES[name](lang, 60, True).splitlines():
        assert len(re.findall(f"[{RLI}{LRI}]", line)) == line.count(PDI), repr(line)


@pytest.mark.parametrize("name", CASES)
def test_colour_changes_nothing_but_colour(name: str) -> None:
    plain, coloured = CASES[name]("ar", 80, False), CASES[name]("ar", 80, True)
    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Confirmed by nobody"),
        ("en", "Confirmed by nobody · Denied by nobody · Neither confirmed nor denied by مصدر سوري"),
        ("en", "Origins: 1 to 2  ●○"),
        ("en", "At least 1 origin: 1 and 2 may be one and the same"),
        ("en", "asserts: سواليف ← وكالة “تسنيم” (الإيرانية المقربة من الحرس الثوري) ← مصادر صحفية (unnamed)"),
        ("en", "“اليوم الخميس” → 2016-11-24 (the weekday, Thursday, agrees)"),
        ("en", "Twice inside سواليف: 20 words, 95% the same"),
        ("ar", "أكّده: لا أحد"),
        ("ar", "الأصول: من 1 إلى 2  ●○"),
        ("ar", "يقول: سواليف ← وكالة ايران اليوم (الصادرة بالعربية) ← مصدرا عسكريا رفيع المستوى (لم يُسمَّ)"),
    ],
)
def test_the_founding_story_says(lang: str, sentence: str) -> None:
    assert sentence in UNSEEN.sub("", terminal.story_text(founding(), lang, 120))


def test_the_links_of_a_chain_cannot_change_places() -> None:
    """Between two Arabic names in an English line an LRM holds the arrow: without it they would swap."""
    line = next(x for x in terminal.story_text(founding(), "en", 120).splitlines() if "asserts" in x)
    assert re.search("\u2069\u200e ← \u200e\u2067", line)


@pytest.mark.parametrize("words", NASTY)
def test_escape_sequences_do_not_come_through(words: str) -> None:
    text = terminal.story_text(hostile(words, 1), "ar", 80, False)
    text.encode("utf-8")
    assert not set(text) & set(map(chr, [*range(10), *range(11, 32), 127, 0x9B, 0x202E, 0xD800]))


@settings(max_examples=40)
@given(st.text(st.characters(exclude_categories=()), min_size=1), st.sampled_from(["ar", "en"]))
def test_any_story_can_be_printed(words: str, lang: str) -> None:
    story = hostile(words, 3)
    text = terminal.story_text(story, lang, 60, False) + reading.analysis_text(story.analyses[0], lang, 60)
    assert "\x1b" not in text
    text.encode("utf-8")


def test_a_long_list_ends_with_what_is_left() -> None:
    story = harbour()
    many = tuple(replace(story.articles[0], id=f"x{i}", outlet=f"وسيلة {i}") for i in range(30))
    text = terminal.story_text(replace(story, articles=(*story.articles, *many)), "en")
    assert "and 23 reports more" in text


@pytest.mark.parametrize("base", ["rtl", "ltr"])
def test_the_first_column_stands_where_reading_begins(base: str) -> None:
    sheet = Sheet(base, 60, False)
    sheet.grid([["one", "two"], ["واحد", "اثنان"]], (1, 1), ("", ""))
    head, _, row = UNSEEN.sub("", sheet.text()).splitlines()
    assert (head.index("one") < head.index("two")) == (base == "ltr")
    assert (row.index("واحد") < row.index("اثنان")) == (base == "ltr")


def test_blank_lines_do_not_pile_up() -> None:
    sheet = Sheet("ltr", 60, False)
    sheet.blank()
    sheet.line("a")
    sheet.blank()
    sheet.blank()
    sheet.line("b")
    assert sheet.text() == "a\n\nb\n"


def test_long_lists_are_counted_to_their_end() -> None:
    story = founding()
    time = story.analyses[0].times[0]
    times = tuple(replace(time, first=time.first.replace(day=i)) for i in range(1, 15))
    copies = tuple(Copy(story.articles[0].id, f"party:p{i}", None) for i in range(14))
    passages = tuple(replace(story.passages[0], a_span=Span(i, i + 9)) for i in range(5))
    claim = story.claims[0]
    chains = [
        replace(claim.statements[0], attribution=replace(a, chain=(Link(f"x{i}", LinkType.PERSON),)))
        for i in range(14)
        if (a := claim.statements[0].attribution)
    ]
    long = replace(
        story,
        analyses=(replace(story.analyses[0], times=times),),
        copies=copies,
        passages=passages,
        claims=(replace(claim, statements=tuple(chains)),),
    )
    text = terminal.story_text(long, "en")
    for rest in ("and 4 dates more", "and 2 copies more", "and 2 passages more", "and 2 chains more"):
        assert rest in text


def test_a_statement_says_why_it_was_counted() -> None:
    story = founding()
    claim = story.claims[0]
    unsure = replace(claim.statements[0], evidence=(Evidence("partly-the-same", values=(("share", "0.5"),)),))
    text = terminal.story_text(replace(story, claims=(replace(claim, statements=(unsure,)),)), "en")
    assert "- it says a part of the claim, and may be about something else" in text


def test_the_claims_may_be_cut_to_the_first() -> None:
    text = terminal.story_text(founding(), "en", claims=1)
    assert "Claim 1" in text
    assert "Claim 2" not in text
    assert "and 1 claim more" in text
    assert "claim more" not in terminal.story_text(founding(), "en", claims=2)
