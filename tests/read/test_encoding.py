"""Bytes to text: whatever was declared, the text that was written comes out, with a note of what was done."""

from __future__ import annotations

import codecs

import pytest

from rasd.read.arabic import clearly_arabic
from rasd.read.encoding import decode, is_binary

ARABIC = "أعلنت البلدية أن المكتبة العامة ستفتح أبوابها يوم الأحد، وقال رئيسها: “لن نغلق”."
PLAIN = "اعلنت البلدية ان المكتبة العامة ستفتح ابوابها غدا"

DECODED = [
    (ARABIC, "utf-8", ""),
    (ARABIC, "utf-8-sig", ""),
    (ARABIC, "cp1256", "windows-1256"),
    (ARABIC, "utf-16", "utf-16-le"),
    (ARABIC, "utf-16-le", "utf-16-le"),
    (ARABIC, "utf-16-be", "utf-16-be"),
    (PLAIN, "iso-8859-6", "iso-8859-6"),
    ("القاهرة", "cp1256", "windows-1256"),
    ("پیش‌نویس این گزارش", "utf-8", ""),
    ("Привет, это русский текст о новостях", "cp1251", "cp1251"),
    ("Été à Noël, où l'élève français a été créé", "cp1252", "cp1252"),
    ("Über die größten Städte für schöne Bäche", "cp1252", "cp1252"),
    ("plain ASCII", "ascii", ""),
    ("plain ASCII, wide", "utf-16-le", "utf-16-le"),
    ("", "utf-8", ""),
]


@pytest.mark.parametrize("declared", ["", "utf-8", "iso-8859-1", "no-such-charset", "hex", "utf-16"])
@pytest.mark.parametrize(("text", "encoding", "note"), DECODED)
def test_decode(text: str, encoding: str, note: str, declared: str) -> None:
    decoded = decode(text.encode(encoding), declared)
    assert (decoded.text, decoded.note) == (text, note)


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "iso-8859-6", "windows-1252", "windows-1256"])
def test_what_a_page_says_of_itself_is_checked(declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"><title>خبر</title></head><body>{ARABIC}</body>'
    assert decode(page.encode("cp1256")).text == page


def test_a_declared_charset_counts_where_the_bytes_leave_it_open() -> None:
    text = "Zażółć gęślą jaźń, powiedział minister"
    assert decode(text.encode("iso-8859-2"), "iso-8859-2").text == text


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        (ARABIC.encode() + b"\xff", ARABIC + "\ufffd", "utf-8, 1 unreadable byte replaced"),
        (ARABIC.encode()[:-1] + b"\xd8", ARABIC[:-1] + "\ufffd", "utf-8, 1 unreadable byte replaced"),
        ((ARABIC + "\ufffd").encode(), ARABIC + "\ufffd", ""),
    ],
)
def test_a_few_bad_bytes_do_not_make_another_charset(data: bytes, text: str, note: str) -> None:
    assert (decode(data).text, decode(data).note) == (text, note)


def test_arabic_far_into_a_page_is_seen() -> None:
    page = "<script>" + "x=1;" * 100_000 + "</script>" + ARABIC
    assert decode(page.encode("cp1256")).text == page


@pytest.mark.parametrize(
    ("text", "clear"),
    [
        ("القاهرة", True),
        ("في مصر", True),
        ("خبر", False),  # three letters prove nothing
        ("في", False),
        ("ةالقاهر مصر", True),  # one word in ten may be misspelt, not one in two
        ("ةةة ىىى مصر", False),
        ("شيء schön ماء", False),
        ("grِكten Stنdte", False),
        ("hello", False),
        ("", False),
        ("١٢٣", False),
    ],
)
def test_clearly_arabic(text: str, clear: bool) -> None:
    assert clearly_arabic(text) is clear


@pytest.mark.parametrize(
    ("data", "binary"),
    [
        (b"", False),
        (b"text\n\ttext\r\n", False),
        (ARABIC.encode("utf-16"), False),
        (ARABIC.encode("utf-16-le"), False),
        (ARABIC.encode("cp1256"), False),
        (b"\x00\x01\x02\x03" * 100, True),
        (codecs.BOM_UTF8 + b"text", False),
    ],
)
def test_is_binary(data: bytes, binary: bool) -> None:
    assert is_binary(data) is binary
