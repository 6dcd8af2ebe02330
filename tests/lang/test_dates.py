"""Dates found, ignored and resolved, as read on Thursday, 24 November 2016."""

from __future__ import annotations

from datetime import date, timedelta

import jdatetime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasd.errors import DataError
from rasd.lang import calendars
from rasd.lang.date_data import LANGUAGES, date_words, load
from rasd.lang.dates import find_dates, parse_date

THURSDAY = date(2016, 11, 24)

# text | the span found | first day | last day (none: the same) | rule
ARABIC = """
اليوم الخميس | اليوم الخميس | 2016-11-24 | | weekday-agrees
امس الأربعاء | امس الأربعاء | 2016-11-23 | | weekday-agrees
قال أمس إن | أمس | 2016-11-23 | | day
بالأمس أعلن | الأمس | 2016-11-23 | | day
غداً | غداً | 2016-11-25 | | day
ليوم غد | يوم غد | 2016-11-25 | | day
بعد غد | بعد غد | 2016-11-26 | | day
أول من أمس | أول من أمس | 2016-11-22 | | day
أمس الأول الثلاثاء | أمس الأول الثلاثاء | 2016-11-22 | | weekday-agrees
صباح اليوم | صباح اليوم | 2016-11-24 | | day
مساء أمس الأربعاء | مساء أمس الأربعاء | 2016-11-23 | | weekday-agrees
اليوم (الخميس) | اليوم (الخميس | 2016-11-24 | | weekday-agrees
اليوم الجمعة | اليوم الجمعة | 2016-11-25 | | weekday-disagrees
اليوم الأربعاء | اليوم الأربعاء | 2016-11-23 | | weekday-disagrees
اليوم السبت | اليوم السبت | 2016-11-26 | | weekday-disagrees
اليوم الأحد | اليوم الأحد | 2016-11-20 | | weekday-disagrees
أمس الثلاثاء | أمس الثلاثاء | 2016-11-22 | | weekday-disagrees
أعلن الخميس | الخميس | 2016-11-24 | | weekday-before
أعلن يوم الجمعة | يوم الجمعة | 2016-11-18 | | weekday-before
والأحد | الأحد | 2016-11-20 | | weekday-before
للإثنين | للإثنين | 2016-11-21 | | weekday-before
الثلاثاء الماضي | الثلاثاء الماضي | 2016-11-22 | | weekday-past
الخميس الماضي | الخميس الماضي | 2016-11-17 | | weekday-past
الأربعاء قبل الماضي | الأربعاء قبل الماضي | 2016-11-16 | | weekday-past
الأحد المقبل | الأحد المقبل | 2016-11-27 | | weekday-next
الخميس القادم | الخميس القادم | 2016-12-01 | | weekday-next
الأسبوع الماضي | الأسبوع الماضي | 2016-11-13 | 2016-11-19 | week
في الاسبوع الماضي كان | الاسبوع الماضي | 2016-11-13 | 2016-11-19 | week
هذا الأسبوع | هذا الأسبوع | 2016-11-20 | 2016-11-26 | week
الشهر الجاري | الشهر الجاري | 2016-11-01 | 2016-11-30 | month
الشهر الماضي | الشهر الماضي | 2016-10-01 | 2016-10-31 | month
الشهر المقبل | الشهر المقبل | 2016-12-01 | 2016-12-31 | month
العام الماضي | العام الماضي | 2015-01-01 | 2015-12-31 | year
العام قبل الماضي | العام قبل الماضي | 2014-01-01 | 2014-12-31 | year
نهاية العام الحالي | العام الحالي | 2016-01-01 | 2016-12-31 | year
قبل يومين | قبل يومين | 2016-11-22 | | ago
قبل ثلاثة أيام | قبل ثلاثة أيام | 2016-11-21 | | ago
قبل 10 أيام | قبل 10 أيام | 2016-11-14 | | ago
قبل نحو ١٠ أيام | قبل نحو ١٠ أيام | 2016-11-13 | 2016-11-15 | ago
قبل ساعات | قبل ساعات | 2016-11-23 | 2016-11-24 | ago
قبل 48 ساعة | قبل 48 ساعة | 2016-11-22 | | ago
قبل أيام | قبل أيام | 2016-11-14 | 2016-11-22 | ago
قبل أسبوع | قبل أسبوع | 2016-11-14 | 2016-11-20 | ago
إلى مصر منذ نحو أسبوعين، في | منذ نحو أسبوعين | 2016-11-04 | 2016-11-16 | ago
ومنذ شهرين | منذ شهرين | 2016-09-09 | 2016-10-09 | ago
قبل عام | قبل عام | 2015-05-26 | 2016-05-26 | ago
الأيام الماضية | الأيام الماضية | 2016-11-14 | 2016-11-24 | back
خلال اليومين الماضيين | اليومين الماضيين | 2016-11-22 | 2016-11-24 | back
12 فبراير/شباط 2026 | 12 فبراير/شباط 2026 | 2026-02-12 | | date
12 شباط (فبراير) 2026 | 12 شباط (فبراير) 2026 | 2026-02-12 | | date
الثاني عشر من فبراير 2026 | الثاني عشر من فبراير 2026 | 2026-02-12 | | date
الحادي والثلاثين من أكتوبر 2015 | الحادي والثلاثين من أكتوبر 2015 | 2015-10-31 | | date
السبت الموافق 12 مارس 2016 | السبت الموافق 12 مارس 2016 | 2016-03-12 | | weekday-agrees
الأحد 12 مارس 2016 | الأحد 12 مارس 2016 | 2016-03-12 | | weekday-disagrees
3 كانون الثاني 2015 | 3 كانون الثاني 2015 | 2015-01-03 | | date
في 3 جويلية 2015 | 3 جويلية 2015 | 2015-07-03 | | date
14 غشت 2015 | 14 غشت 2015 | 2015-08-14 | | date
5-7 مارس 2014 | 5-7 مارس 2014 | 2014-03-05 | 2014-03-07 | date
في 5 يناير | 5 يناير | 2017-01-05 | | date-nearest
وفي 20 نوفمبر | 20 نوفمبر | 2016-11-20 | | date-nearest
5 يناير الماضي | 5 يناير الماضي | 2016-01-05 | | date-past
5 يناير المقبل | 5 يناير المقبل | 2017-01-05 | | date-next
فبراير 2026 | فبراير 2026 | 2026-02-01 | 2026-02-28 | month
مارس من عام 2011 | مارس من عام 2011 | 2011-03-01 | 2011-03-31 | month
مارس من العام الماضي | مارس من العام الماضي | 2015-03-01 | 2015-03-31 | month
يناير الماضي | يناير الماضي | 2016-01-01 | 2016-01-31 | month-past
ديسمبر/ كانون الأول المقبل | ديسمبر/ كانون الأول المقبل | 2016-12-01 | 2016-12-31 | month-next
منذ أغسطس | أغسطس | 2016-08-01 | 2016-08-31 | month-before
في ديسمبر | ديسمبر | 2015-12-01 | 2015-12-31 | month-before
عام 2015 | عام 2015 | 2015-01-01 | 2015-12-31 | year
لعام 2014م | عام 2014م | 2014-01-01 | 2014-12-31 | year
منذ 2011 | 2011 | 2011-01-01 | 2011-12-31 | year
2016-11-24 | 2016-11-24 | 2016-11-24 | | date-numeric
٢٤/١١/٢٠١٦ | ٢٤/١١/٢٠١٦ | 2016-11-24 | | date-numeric
24.11.2016 | 24.11.2016 | 2016-11-24 | | date-numeric
12 رمضان 1436هـ | 12 رمضان 1436هـ | 2015-06-29 | | date
5 شوال 1436 هـ | 5 شوال 1436 هـ | 2015-07-21 | | date
التاسع من ذي الحجة | التاسع من ذي الحجة | 2016-09-10 | | date-nearest
شهر رمضان | شهر رمضان | 2016-06-06 | 2016-07-05 | month-before
1436/10/5 | 1436/10/5 | 2015-07-21 | | date-numeric
سنة 1436هـ | سنة 1436هـ | 2014-10-25 | 2015-10-13 | year
اليَومَ الخَميس | اليَومَ الخَميس | 2016-11-24 | | weekday-agrees
وَ‍الخميس | الخميس | 2016-11-24 | | weekday-before
"""

PERSIAN = """
امروز پنجشنبه | امروز پنجشنبه | 2016-11-24 | | weekday-agrees
دیروز | دیروز | 2016-11-23 | | day
فردا | فردا | 2016-11-25 | | day
سه‌شنبه گذشته | سه‌شنبه گذشته | 2016-11-22 | | weekday-past
سه شنبه | سه شنبه | 2016-11-22 | | weekday-before
روز شنبه | روز شنبه | 2016-11-19 | | weekday-before
جمعه آینده | جمعه آینده | 2016-11-25 | | weekday-next
۲۴ بهمن ۱۴۰۴ | ۲۴ بهمن ۱۴۰۴ | 2026-02-13 | | date
1404/11/24 | 1404/11/24 | 2026-02-13 | | date-numeric
روز پنج‌شنبه ۴ آذر | روز پنج‌شنبه ۴ آذر | 2016-11-24 | | weekday-agrees
پنجم آذرماه | پنجم آذرماه | 2016-11-25 | | date-nearest
۱۲ ژانویه ۲۰۱۶ | ۱۲ ژانویه ۲۰۱۶ | 2016-01-12 | | date
هفته گذشته | هفته گذشته | 2016-11-12 | 2016-11-18 | week
ماه گذشته | ماه گذشته | 2016-10-22 | 2016-11-20 | month
سال جاری | سال جاری | 2016-03-20 | 2017-03-20 | year
سال ۱۳۹۵ | سال ۱۳۹۵ | 2016-03-20 | 2017-03-20 | year
سال ۲۰۱۵ | سال ۲۰۱۵ | 2015-01-01 | 2015-12-31 | year
دو روز پیش | دو روز پیش | 2016-11-22 | | ago
حدود دو هفته پیش | حدود دو هفته پیش | 2016-11-04 | 2016-11-16 | ago
چند روز قبل | چند روز قبل | 2016-11-14 | 2016-11-22 | ago
"""

ENGLISH = """
said today that | today | 2016-11-24 | | day
yesterday | yesterday | 2016-11-23 | | day
on Thursday | Thursday | 2016-11-24 | | weekday-before
last Tuesday | last Tuesday | 2016-11-22 | | weekday-past
next Friday | next Friday | 2016-11-25 | | weekday-next
last week | last week | 2016-11-14 | 2016-11-20 | week
this month | this month | 2016-11-01 | 2016-11-30 | month
next year | next year | 2017-01-01 | 2017-12-31 | year
February 12, 2026 | February 12, 2026 | 2026-02-12 | | date
12 Feb. 2026 | 12 Feb. 2026 | 2026-02-12 | | date
the 12th of February 2026 | 12th of February 2026 | 2026-02-12 | | date
on Nov. 23 | Nov. 23 | 2016-11-23 | | date-nearest
May 5 | May 5 | 2017-05-05 | | date-nearest
in June last year | June last year | 2015-06-01 | 2015-06-30 | month
in January | January | 2016-01-01 | 2016-01-31 | month-before
in 2015 | 2015 | 2015-01-01 | 2015-12-31 | year
two weeks ago | two weeks ago | 2016-11-07 | 2016-11-13 | ago
about three months ago | about three months ago | 2016-07-26 | 2016-09-24 | ago
03/25/2016 | 03/25/2016 | 2016-03-25 | | date-numeric
"""


def rows(language: str, table: str) -> list[tuple[str, str, str, date, date, str]]:
    found = []
    for line in table.strip().splitlines():
        text, span, first, last, rule = (cell.strip() for cell in line.split("|"))
        begin = date.fromisoformat(first)
        found.append((language, text, span, begin, date.fromisoformat(last) if last else begin, rule))
    return found


@pytest.mark.parametrize(
    ("language", "text", "span", "first", "last", "rule"),
    [*rows("ar", ARABIC), *rows("fa", PERSIAN), *rows("en", ENGLISH)],
)
def test_resolved(language: str, text: str, span: str, first: date, last: date, rule: str) -> None:
    mentions = find_dates(text, language, THURSDAY)
    found = [(m.span.of(text), m.first, m.last, m.evidence[0].rule) for m in mentions]
    assert found == [(span, first, last, rule)]
    assert mentions[0].evidence[0].span == mentions[0].span


IGNORED = [
    ("ar", "في اليوم التالي عاد الفريق", "another day"),
    ("ar", "بعد ذلك اليوم", "a day told of"),
    ("ar", "اليوم الوطني للمملكة", "a feast"),
    ("ar", "ثلاث مرات باليوم", "by day"),
    ("ar", "صحيفة اليوم نشرت", "a newspaper's name"),
    ("ar", "قناة روسيا اليوم بثت", "a broadcaster's name"),
    ("ar", "وكالة إيران اليوم: قال لإيران اليوم", "an agency's name, and again"),
    ("ar", "موقع «مصر اليوم» ذكر", "a site's name"),
    ("ar", "كل يوم خميس", "no article, no day"),
    ("ar", "خطبة الجمعة", "a sermon"),
    ("ar", "من بين الاثنين", "the two of them"),
    ("ar", "قبل يومين من الانتخابات", "counted from something else"),
    ("ar", "فاز الفريق 1-صفر", "a score"),
    ("ar", "مارس ضغوطا على خصمه", "exerted"),
    ("ar", "أب وأم", "a father"),
    ("ar", "سيارة نيسان", "a car"),
    ("ar", "رمضان شلح", "a man"),
    ("ar", "الشهر نفسه", "the same as what?"),
    ("ar", "100 عام", "an age"),
    ("ar", "30 فبراير", "no such day"),
    ("ar", "45 مارس", "no such day"),
    ("ar", "2016-13-45", "no such month"),
    ("ar", "12/3/2016/7", "more than a date"),
    ("ar", "99999999999999 فبراير", "no number of a day"),
    ("ar", "قبل 9999 سنوات", "beyond the calendar"),
    ("ar", "12\nفبراير", "two lines"),
    ("ar", "رقم 1436", "a number"),
    ("fa", "نماز جمعه تهران", "a prayer"),
    ("fa", "مهر و محبت", "kindness"),
    ("en", "it may march on", "verbs"),
    ("en", "03/04/2016", "April or March"),
    ("en", "Black Friday", "a sale"),
    ("en", "no more than a week", "a length"),
    ("ru", "сегодня 12 февраля", "no words for the language"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "why"), IGNORED)
def test_ignored(language: str, text: str, why: str) -> None:
    assert [m.span.of(text) for m in find_dates(text, language, THURSDAY)] == [], why


def test_today_is_a_day_beside_a_country_that_no_article_calls_an_agency() -> None:
    text = "قالت إيران اليوم إنها سترد"
    assert [m.span.of(text) for m in find_dates(text, "ar", THURSDAY)] == ["اليوم"]


@pytest.mark.parametrize(
    "text", ["اليوم الخميس", "الثلاثاء الماضي", "قبل يومين", "5 يناير", "في مارس", "العام الماضي"]
)
def test_nothing_relative_without_publication(text: str) -> None:
    assert find_dates(text, "ar", None) == []


def test_absolute_dates_need_no_publication() -> None:
    text = "بين عام 2011 و12 فبراير 2026 و2016-11-24"
    assert [m.span.of(text) for m in find_dates(text, "ar", None)] == [
        "عام 2011",
        "12 فبراير 2026",
        "2016-11-24",
    ]


def test_several_in_order_without_overlap() -> None:
    text = "أعلن اليوم الخميس أنه زار القاهرة الأسبوع الماضي، ثم عاد أمس."
    spans = [m.span for m in find_dates(text, "ar", THURSDAY)]
    assert [span.of(text) for span in spans] == ["اليوم الخميس", "الأسبوع الماضي", "أمس"]


def test_disagreement_is_said() -> None:
    (mention,) = find_dates("اليوم الجمعة", "ar", THURSDAY)
    assert mention.evidence[0].values == (("weekday", "friday"), ("days", "0"), ("published", "2016-11-24"))


def test_numbers_are_read_in_any_language() -> None:
    (mention,) = find_dates("2016-11-24", "und", None)
    assert mention.first == THURSDAY


PARSED: list[tuple[str, str, date | None]] = [
    ("الاثنين 2 شباط 2026", "ar", date(2026, 2, 2)),
    ("الاثنين 2 شباط 2026 - 10:35 صباحا", "ar", date(2026, 2, 2)),
    ("آخر تحديث: 12 فبراير/شباط 2026", "ar", date(2026, 2, 12)),
    ("5 شوال 1436 هـ الموافق 21 يوليو 2015 م", "ar", date(2015, 7, 21)),
    ("2016-11-24T10:00:00+03:00", "ar", THURSDAY),
    ("Thu, 24 Nov 2016 10:22:00 GMT", "en", THURSDAY),
    ("Thu, 24 Nov 2016 10:22:00 GMT", "", THURSDAY),
    ("پنجشنبه ۴ آذر ۱۳۹۵ - ۱۲:۳۰", "fa", THURSDAY),
    ("1395/09/04", "fa", THURSDAY),
    ("1395/09/04", "", None),
    ("قال في 12 فبراير 2026 إنه عاد", "ar", None),
    ("12 فبراير 2026 و13 فبراير 2026 و15 فبراير 2026", "ar", None),
    ("فبراير 2026", "ar", None),
    ("اليوم", "ar", None),
    ("", "ar", None),
    ("12", "ar", None),
    ("\ud800", "ar", None),
]


@pytest.mark.parametrize(("text", "language", "day"), PARSED)
def test_parse_a_whole_string(text: str, language: str, day: date | None) -> None:
    assert parse_date(text, language) == day


class TestCalendars:
    @given(st.dates(date(1810, 1, 1), date(2200, 1, 1)))
    def test_jalali_agrees_with_jdatetime(self, day: date) -> None:
        other = jdatetime.date.fromgregorian(date=day)
        assert calendars.gregorian("jalali", other.year, other.month, other.day) == day
        assert calendars.month_in("jalali", day) == (other.year, other.month)

    @given(st.dates(date(1946, 1, 1), date(2070, 1, 1)))  # older months of the tables have 28 or 31 days
    def test_hijri_months_hold_their_days(self, day: date) -> None:
        year, month = calendars.month_in("hijri", day)
        days = calendars.month_days("hijri", year, month)
        assert days is not None
        assert days[0] <= day <= days[1]
        assert days[1] - days[0] in (timedelta(28), timedelta(29))

    @pytest.mark.parametrize(
        ("name", "year", "month", "day"),
        [
            ("gregorian", 2015, 2, 29),
            ("hijri", 1436, 9, 31),
            ("hijri", 900, 1, 1),
            ("jalali", 1404, 12, 30),
            ("jalali", 100, 1, 1),
        ],
    )
    def test_no_such_day(self, name: str, year: int, month: int, day: int) -> None:
        assert calendars.gregorian(name, year, month, day) is None

    def test_months_outside_the_tables(self) -> None:
        assert calendars.month_in("hijri", date(1800, 1, 1)) == (1214, 1)
        assert calendars.month_days("hijri", 900, 1) is None
        assert calendars.month_days("gregorian", 2016, 2) == (date(2016, 2, 1), date(2016, 2, 29))
        assert calendars.month_days("jalali", 1403, 12) == (date(2025, 2, 19), date(2025, 3, 20))


@pytest.mark.parametrize(
    ("message", "data"),
    [
        ("number of days", {"days": {"اليوم": "0"}}),
        ("number from 1 to 12", {"months": {"gregorian": {"13": ["x"]}}}),
        ("number from 1 to 31", {"ordinals": {"32": ["x"]}}),
        ("list of words", {"weekdays": {"monday": "الاثنين"}}),
        ("list of words", {"weekdays": {"monday": [""]}}),
        ("must be a table", {"weekdays": ["x"]}),
        ("week_starts = 'payday'", {"week_starts": "payday"}),
        ("numeric_order", {"week_starts": "monday", "numeric_order": "ddd"}),
        ("is not like '2 day'", {"spans": {"words": {"x": "many day"}}}),
    ],
)
def test_a_wrong_file_is_named(message: str, data: dict[str, object]) -> None:
    with pytest.raises(DataError, match=rf"data/xx/dates\.toml: .*{message}"):
        load("xx", data)


def test_a_missing_file_is_named() -> None:
    with pytest.raises(DataError, match=r"data/xx/dates\.toml"):
        load("xx")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_day_of_the_week_has_a_name(language: str) -> None:
    named = {value for entries in date_words(language).tables["weekdays"].values() for _, value in entries}
    assert named == set(range(7))


def test_enough_examples() -> None:
    assert sum(len(table.strip().splitlines()) for table in (ARABIC, PERSIAN, ENGLISH)) + len(IGNORED) >= 150
