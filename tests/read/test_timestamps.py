"""Dates of tables, feeds and pages, understood or refused."""

from __future__ import annotations

from datetime import datetime

import pytest

from rasd.read.dates import published_at, visible_date
from rasd.read.timestamps import parse_timestamp

UNDERSTOOD = [
    ("2015-07-21 02:16:13", "2015-07-21T02:16:13"),
    ("2016-11-24T10:15:00+02:00", "2016-11-24T10:15:00+02:00"),
    ("2016-11-24T10:15Z", "2016-11-24T10:15:00+00:00"),
    ("2016-11-24T10:15:00.123456789Z", "2016-11-24T10:15:00.123456+00:00"),
    ("2016-11-24 10:15:00 +0200", "2016-11-24T10:15:00+02:00"),
    ("2016-11-24", "2016-11-24T00:00:00"),
    ("2016/11/24 10:15", "2016-11-24T10:15:00"),
    ("٢٠١٦-١١-٢٤", "2016-11-24T00:00:00"),
    ("20161124", "2016-11-24T00:00:00"),
    ("20161124101500", "2016-11-24T10:15:00"),
    ("20161124T101500Z", "2016-11-24T10:15:00+00:00"),
    ("Sun, 20 May 2018 00:06:55 +0400", "2018-05-20T00:06:55+04:00"),
    ("Sun, 18 Feb 2018 17:21:49 GMT", "2018-02-18T17:21:49+00:00"),
    ("20 May 2018 10:05 EST", "2018-05-20T10:05:00-05:00"),
    ("20 May 2018 10:05 AST", "2018-05-20T10:05:00"),  # Atlantic or Arabia: nobody knows
    ("Sunday, 20-May-2018 00:06:55 GMT", "2018-05-20T00:06:55+00:00"),
    ("May 20, 2018 10:05 PM", "2018-05-20T22:05:00"),
    ("May 20, 2018 12:05 a.m.", "2018-05-20T00:05:00"),
    ("May 20th, 2018", "2018-05-20T00:00:00"),
    ("Sun May 20 00:06:55 2018", "2018-05-20T00:06:55"),
    ("Fri Apr 28 19:20:36 CEST 2023", "2023-04-28T19:20:36"),
    ("Sun May 20 2018 00:06:55 GMT+0400 (Gulf Standard Time)", "2018-05-20T00:06:55+04:00"),
    ("Sun May 20 2018 00:06:55 GMT+400", "2018-05-20T00:06:55+04:00"),
    ("24/11/2016", "2016-11-24T00:00:00"),
    ("11/24/2016 10:00", "2016-11-24T10:00:00"),
    ("5.5.2018", "2018-05-05T00:00:00"),
    ("1479975300", "2016-11-24T08:15:00+00:00"),
    ("1479975300.5", "2016-11-24T08:15:00+00:00"),
    ("1479975300000", "2016-11-24T08:15:00+00:00"),
    ("1479975300000000", "2016-11-24T08:15:00+00:00"),
    ("1479975300000000000", "2016-11-24T08:15:00+00:00"),
    ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59+00:00"),
]


@pytest.mark.parametrize(("text", "moment"), UNDERSTOOD)
def test_understood(text: str, moment: str) -> None:
    found = parse_timestamp(text)
    assert found is not None
    assert found.isoformat() == moment
    assert found.utcoffset() == datetime.fromisoformat(moment).utcoffset()


@pytest.mark.parametrize(
    "text",
    [
        "", "0", "-1", "12", "2016", "hello", "16-11-24",
        "03/04/2018",  # April or March
        "1970-01-01", "1970-01-01T00:00:00Z", "1989-12-31", "2101-01-01", "0001-01-01",
        "2015-02-30", "2015-07-21T25:00", "2015-13-01", "May 32, 2018", "May 20, 2018 13:05 PM",
        "2016-11-24T10:15:00+99:99", "99999999999999999999", "2016-11-24 and more", "x" * 200,
    ],
)  # fmt: skip
def test_refused(text: str) -> None:
    assert parse_timestamp(text) is None


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("الخميس 12 كانون الثاني 2017", "ar", "2017-01-12"),
        ("نوفمبر 24, 2016", "ar", "2016-11-24"),
        ("الخميس, نوفمبر 24 2016", "ar", "2016-11-24"),
        ("۱۲ خرداد ۱۳۹۸ - ۰۹:۳۰", "fa", "2019-06-02"),
        ("2016-11-24", "", "2016-11-24"),
    ],
)
def test_dates_in_words(text: str, language: str, day: str) -> None:
    found = published_at(text, language)
    assert found is not None
    assert found.date().isoformat() == day


@pytest.mark.parametrize("text", ["اليوم الخميس", "أمس", "قال إن عام 2016 كان صعبا", ""])
def test_no_date_of_publication(text: str) -> None:
    assert published_at(text, "ar") is None


def test_the_date_line_nearest_to_the_text_counts() -> None:
    lines = ["الجمعة 1 يناير 2021", "عنوان", "تاريخ النشر: 24 نوفمبر 2016 | 10:15", "الكاتب"]
    assert visible_date(lines, "ar") == (lines[2], datetime(2016, 11, 24))
    assert visible_date(["عنوان", "حدث ذلك عام 2016 " * 9], "ar") == ("", None)
