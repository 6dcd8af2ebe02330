"""What holds of folding, words, dates, parties and language of any text whatever."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from rasd.lang.dates import find_dates, parse_date
from rasd.lang.identify import identify
from rasd.lang.normalize import INVISIBLE, MARKS, fold, fold_with_offsets
from rasd.lang.parties import parties
from rasd.lang.tokens import TOKEN, WORD, Tokens, cut_slowly, numerals, word_spans

LANGUAGES = st.sampled_from(["ar", "fa", "en", "und", ""])
DAYS = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
_PIECES = (
    "اليوم", "أمس", "غدا", "الخميس", "يوم", "الماضي", "قبل", "منذ", "نحو", "يومين", "أسبوع", "12", "٢٤",
    "2026", "1436هـ", "فبراير", "شباط", "رمضان", "من", "العام", "صفر", "وكالة", "صحيفة", "الأنباء",
    "السعودية",
    "رويترز", "تسنيم", "إيران", "الحياة", "للأنباء", "امروز", "سه‌شنبه", "۱۴۰۴", "بهمن", "پیش", "today",
    "last", "week", "May", "5", "the", "Guardian", "/", "-", "(", ")", "«", "»", '"', "،", ".", "\n", "ـ",
    "\u064e", "\u200c", "\u200f", "\ud800", "ﻻ", "ﷺ", "\x00",
)  # fmt: skip
NEWS = st.lists(st.sampled_from(_PIECES), max_size=25).map(" ".join) | st.lists(
    st.sampled_from(_PIECES), max_size=25
).map("".join)
TEXTS = st.text(st.characters(), max_size=200) | st.text("".join(_PIECES), max_size=100) | NEWS


@given(TEXTS)
@example("".join(map(chr, range(0x0600, 0x0A00))))
@example("".join(map(chr, range(0xFB50, 0xFF00))))
@example("".join(map(chr, range(0x0250))))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
@example("ﻻ\u064eﷺـ")
def test_offsets_lead_back_to_the_character_that_was_folded(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded) + 1
    assert offsets[-1] == len(text)
    assert all(a <= b for a, b in pairwise(offsets))
    for i, char in enumerate(folded):
        assert char in fold(text[offsets[i]])


@given(TEXTS)
def test_marks_and_invisible_characters_leave_nothing(text: str) -> None:
    assert not set(fold(text)) & set(MARKS + INVISIBLE)


@given(TEXTS)
def test_words_are_in_order_and_hold_no_blank(text: str) -> None:
    end = 0
    for span in word_spans(text):
        assert end <= span.start < span.end <= len(text)
        assert not any(char.isspace() for char in span.of(text))
        assert TOKEN.match(text, span.start).end() == span.end  # type: ignore[union-attr]
        end = span.end


@given(TEXTS, LANGUAGES, DAYS)
def test_dates_lie_in_the_text_in_order(text: str, language: str, published: date | None) -> None:
    end = 0
    for mention in find_dates(text, language, published):
        assert end <= mention.span.start < mention.span.end <= len(text)
        assert mention.first <= mention.last
        assert mention.evidence
        end = mention.span.end


@given(TEXTS, LANGUAGES)
def test_without_publication_nothing_depends_on_it(text: str, language: str) -> None:
    for mention in find_dates(text, language, None):
        assert "published" not in dict(mention.evidence[0].values), mention


@given(TEXTS, LANGUAGES)
def test_a_parsed_string_mentions_its_day(text: str, language: str) -> None:
    day = parse_date(text, language)
    assert day is None or isinstance(day, date)


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)), st.sampled_from(["ar", "en", "und"]))
def test_an_iso_date_is_its_day(day: date, language: str) -> None:
    assert parse_date(day.isoformat(), language) == day
    (mention,) = find_dates(f"x {day.isoformat()} x", language, None)
    assert (mention.first, mention.last) == (day, day)


@given(TEXTS)
def test_parties_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for mention in parties().find(text):
        assert end <= mention.span.start < mention.span.end <= len(text)
        end = mention.span.end


@given(TEXTS, st.booleans())
def test_no_name_host_or_address_is_too_strange(text: str, certain: bool) -> None:
    lexicon = parties()
    found = lexicon.lookup(text, certain=certain)
    assert found is None or found in list(lexicon)
    lexicon.by_domain(text)
    lexicon.of_outlet(text, text)
    lexicon.of_outlet("", "http://" + text)


@given(TEXTS)
def test_every_text_has_a_language_or_none(text: str) -> None:
    assert identify(text) in {"ar", "fa", "ur", "ckb", "ps", "en", "fr", "de", "tr", "und"}


@given(TEXTS)
@example("1 ٢۳ \U0001d7d8 ௪5")
@example("".join(map(chr, range(0x10000))))
def test_digits_of_every_script_are_found(text: str) -> None:
    expected = [match.start() for match in re.finditer(r"\d+", text)]
    assert numerals(text) == expected
    padded = text + "x" * 200  # in a long text by the array
    assert numerals(padded) == expected


@given(TEXTS)
@example("\u064bقال")
@example("قا\u064bل\u064b \u064b،\u064b \u200c")
@example("ﷲ \U0001f600 ـ ـ\u064b \ue000")
@example("".join(map(chr, range(0x0600, 0x0A00))))
def test_tokens_are_cut_fast_as_they_are_cut_slowly(text: str) -> None:
    cut = Tokens(text)
    assert (cut.words, cut.starts, cut.ends, cut.plain) == cut_slowly(text)
    assert all(WORD.fullmatch(text[cut.starts[i] : cut.ends[i]]) for i in cut.plain)
