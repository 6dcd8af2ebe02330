"""Foreign text cannot reach the terminal's controls, and keeps its order beside ours."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasd.export import visible as v

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("قال الوزير", "قال الوزير"),
        ("a\x1b[31mred\x1b]0;title\x07", "a[31mred]0;title"),
        ("two\nlines\r\nand\u2028more\ttab", "two lines and more tab"),
        ("\u202eevil\u202c", "evil"),
        ("\u2067وكالة\u2069", "وكالة"),
        ("lone \ud800 half", "lone \ufffd half"),
        ("می\u200cرود", "می\u200cرود"),  # the joint of a Persian word stays
        ("وَقَالَ", "وَقَالَ"),
    ],
)
def test_one_line(text: str, shown: str) -> None:
    assert v.one_line(text) == shown


@given(ANY_TEXT)
def test_nothing_but_letters_comes_through(text: str) -> None:
    shown = v.one_line(text)
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    assert not set(shown) & {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [
        ("short", 10, "short"),
        ("قال مصدر عسكري رفيع", 12, "قال مصدر…"),
        ("unbreakablewordwithoutend", 10, "unbreakab…"),
        ("one, two three", 9, "one, two…"),
        ("first, second", 8, "first…"),
    ],
)
def test_shortened(text: str, length: int, shown: str) -> None:
    assert v.shortened(text, length) == shown


@given(ANY_TEXT, st.integers(2, 50))
def test_shortened_keeps_its_length(text: str, length: int) -> None:
    assert len(v.shortened(text, length)) <= length


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("قال", "rtl"),
        ("(قال) he", "rtl"),
        ("Reuters قالت", "ltr"),
        ("2016-11-24", ""),
        ("", ""),
        ("۲۰ می", "rtl"),
    ],
)
def test_direction(text: str, way: str) -> None:
    assert v.direction(text) == way


@pytest.mark.parametrize(
    ("text", "base", "shown"),
    [
        ("Reuters", "ltr", "Reuters"),
        ("وكالة", "ltr", "\u200e\u2067وكالة\u2069\u200e"),
        ("Reuters قالت", "ltr", "\u200e\u2066Reuters قالت\u2069\u200e"),
        ("وكالة", "rtl", "وكالة"),
        ("Reuters", "rtl", "\u200f\u2066Reuters\u2069\u200f"),
        ("قناة 24", "rtl", "\u200f\u2067قناة 24\u2069\u200f"),
    ],
)
def test_set_apart(text: str, base: str, shown: str) -> None:
    assert v.set_apart(text, base) == shown


@pytest.mark.parametrize(
    ("base", "shown"), [("ltr", "2016-11-24"), ("rtl", "\u2066\u200e2016-11-24\u2069\u200f")]
)
def test_dates_keep_their_order(base: str, shown: str) -> None:
    assert v.left_to_right("2016-11-24", base) == shown


def test_lines_keep_their_breaks() -> None:
    assert v.lines("a\r\nb\rc\u2028d\x1b") == "a\nb\nc\nd"


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("CNN: قال الوزير إن السفينة غرقت", "rtl"),
        ("(AFP) -- أعلن الوزير", "rtl"),
        ("الوزير said that the ship sank", "ltr"),
        ("قال BBC", "rtl"),
        ("The ship sank", "ltr"),
        ("2026-03-04 12:00", ""),
        ("", ""),
    ],
)
def test_a_text_runs_the_way_of_most_of_its_words(text: str, way: str) -> None:
    assert v.way(text) == way
