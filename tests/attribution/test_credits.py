"""Where an article's text is said to come from: by-lines, datelines, slugs, credit lines, as a table."""

from __future__ import annotations

import pytest

from rasd.attribution import attribute
from rasd.model import Article, Credit, LinkType

BODY = "أعلنت وزارة الطاقة أن المحطة ستعود إلى العمل غدا، وقال مديرها إن العطل أصلح بالكامل ليل أمس."


def credits(text: str = BODY, **fields: str) -> tuple[Credit, ...]:
    return attribute(Article("case", text, language="ar", **fields)).credits


def parties(found: tuple[Credit, ...]) -> list[str]:
    return [link.key.removeprefix("party:") for credit in found for link in credit.parties]


# the by-line | the parties it credits | whether it credits agencies without naming them
BY_LINES = [
    ("واشنطن - رويترز", ["reuters"], False),
    ("واشنطن – رويترز", ["reuters"], False),
    ("موسكو (رويترز)", ["reuters"], False),
    ("لندن: رويترز", ["reuters"], False),
    ("رويترز - لندن", ["reuters"], False),
    ("أ ف ب", ["afp"], False),
    ("أ.ف.ب", ["afp"], False),
    ("(أ ف ب)", ["afp"], False),
    ("غزة - فرانس برس", ["afp"], False),
    ("AFP", ["afp"], False),
    ("د ب أ", ["dpa"], False),
    ("دمشق - سانا", ["sana"], False),
    ("الرياض - واس", ["spa"], False),
    ("القدس المحتلة - وفا", ["wafa"], False),
    ("بغداد - واع", ["ina"], False),
    ("طهران – تسنيم", ["tasnim"], False),
    ("رويترز، أ ف ب", ["reuters", "afp"], False),
    ("رويترز / د ب أ", ["reuters", "dpa"], False),
    ("وكالات", [], True),
    ("الوكالات - واشنطن", [], True),
    ("عواصم - وكالات", [], True),
    ("أ ف ب ووكالات", ["afp"], True),
    ("وكالات عن ايران اليوم + تسنيم", ["iran-today", "tasnim"], True),
    # People, places, and newspapers that are called after them.
    ("سمير عوض", None, False),
    ("كتب - أحمد: الرياض", None, False),
    ("الرياض", None, False),
    ("المدينة", None, False),
    ("كتب أحمد سالم - الوطن", None, False),
    ("محمد فارس", None, False),
    ("مهر الأمير - بيروت", None, False),
    ("فريق التحرير", None, False),
    ("   ", None, False),
    ("", None, False),
]


@pytest.mark.parametrize(("author", "named", "wire"), BY_LINES)
def test_by_line(author: str, named: list[str] | None, wire: bool) -> None:
    found = credits(author=author)
    if named is None:
        assert found == ()
        return
    (credit,) = found
    assert (credit.place, credit.span, credit.text) == ("author", None, author.strip())
    assert parties(found) == named
    assert credit.wire is wire
    assert all(link.span is None for link in credit.parties)


# the text round the body | the place | the words credited | parties | wire
PLACES = [
    ("(رويترز) - {}", "dateline", "(رويترز)", ["reuters"], False),
    ("واشنطن (رويترز) - {}", "dateline", "واشنطن (رويترز)", ["reuters"], False),
    ("باريس (أ ف ب) – {}", "dateline", "باريس (أ ف ب)", ["afp"], False),
    ("باريس، 12 مارس (أ ف ب) - {}", "dateline", "باريس، 12 مارس (أ ف ب)", ["afp"], False),
    ("لندن - رويترز: {}", "dateline", "لندن - رويترز:", ["reuters"], False),
    ("لندن/ رويترز: {}", "dateline", "لندن/ رويترز:", ["reuters"], False),
    ("رويترز - لندن: {}", "dateline", "رويترز - لندن:", ["reuters"], False),
    ("طهران – تسنيم: {}", "dateline", "طهران – تسنيم:", ["tasnim"], False),
    ("رام الله - وفا - {}", "dateline", "رام الله - وفا -", ["wafa"], False),
    ("دمشق-سانا {}", "dateline", "دمشق-سانا", ["sana"], False),
    ("  \n دمشق - سانا\n{}", "dateline", "دمشق - سانا", ["sana"], False),
    ("بغداد - وكالات: {}", "dateline", "بغداد - وكالات:", [], True),
    ("دبي، الإمارات العربية المتحدة (CNN) -- {}", "dateline", None, ["cnn"], False),
    ("عواصم - وكالات\n{}", "credit line", "عواصم - وكالات", [], True),
    ("متابعات - وكالات\n{}", "credit line", "متابعات - وكالات", [], True),
    ("{}\nوكالات", "credit line", "وكالات", [], True),
    ("{}\nالمصدر: وكالات", "credit line", "المصدر: وكالات", [], True),
    ("{}\nالمصدر: رويترز", "credit line", "المصدر: رويترز", ["reuters"], False),
    ("{}\nأ ف ب/ رويترز", "credit line", "أ ف ب/ رويترز", ["afp", "reuters"], False),
    ("{}\n* خدمة «واشنطن بوست»", "credit line", None, ["washington-post"], False),
    ("{}\nوكالات عن ايران اليوم + تسنيم", "credit line", None, ["iran-today", "tasnim"], True),
    ("{}\nوكالات عن ايران اليوم + تسنيم\nأ\nب\nج\nد", "credit line", None, ["iran-today", "tasnim"], True),
    ("{}\n(رويترز)", "slug", "(رويترز)", ["reuters"], False),
    ("{} (أ ف ب)", "slug", "(أ ف ب)", ["afp"], False),
    ("{} [د ب أ].", "slug", "[د ب أ]", ["dpa"], False),
    ("{} (أ ف ب)\nاقرأ أيضا: سد جديد", "slug", "(أ ف ب)", ["afp"], False),
    ("{} (وكالات)", "slug", "(وكالات)", [], True),
]


@pytest.mark.parametrize(("frame", "place", "words", "named", "wire"), PLACES)
def test_place_in_the_text(frame: str, place: str, words: str | None, named: list[str], wire: bool) -> None:
    text = frame.format(BODY)
    (credit,) = credits(text)
    assert credit.place == place
    assert credit.text == (words or credit.text)
    assert parties((credit,)) == named
    assert credit.wire is wire
    assert credit.span is not None
    assert credit.span.of(text).strip() == credit.text
    assert all(link.span is not None and credit.span.contains(link.span) for link in credit.parties)
    assert all(link.name == link.span.of(text) for link in credit.parties)


NO_CREDIT = [
    BODY,
    "",
    f"الرياض - {BODY}",
    f"الرياض: {BODY}",
    f"الوطن - {BODY}",
    f"دبي - الرياضية: {BODY}",
    f"قالت رويترز: {BODY}",
    f"قالت رويترز إن المحطة ستعود. {BODY}",
    f"قالت وكالة الأنباء السعودية (واس)، الاثنين، إن المحطة عادت. {BODY}",
    f"ذكرت محطة (سي.بي.إس نيوز) التلفزيونية أن المحطة عادت. {BODY}",
    f"نفت صحيفة (الحياة) الخبر. {BODY}",
    f"شهد العالم (وكالات الفضاء) حدثا. {BODY}",
    f"أكدت وكالات الإغاثة أن المؤن نفدت.\n{BODY}",
    f"وكالات الإغاثة\n{BODY}",
    f"{BODY} وأفادت وكالة الأنباء الفرنسية (فرانس برس) بأن المدير استقال.",
    f"{BODY}\nتويتر",
    f"{BODY}\nمتابعات",
    f"{BODY} (الرياض)",
    f"{BODY} (انتهى)",
]


@pytest.mark.parametrize("text", NO_CREDIT)
def test_no_credit(text: str) -> None:
    assert credits(text) == ()


@pytest.mark.parametrize(
    "frame",
    [
        pytest.param("{}\nنقلا عن رويترز", id="one word in three names the agency"),
        pytest.param("ترجمة عن الغارديان\n{}", id="one word in three names the newspaper"),
    ],
)
def test_known_not_credited_yet(frame: str) -> None:
    assert credits(frame.format(BODY)) == (), "read rightly now: move it to PLACES"


# the outlet | its by-line or text | parties | wire
OWN = [
    ("الجزيرة", "aljazirah", "الجزيرة - وكالات", BODY, [], True),
    ("العربية", "alarabia", "العربية.نت - رويترز", BODY, ["reuters"], False),
    ("سكاي نيوز عربية", "skynews", "أبوظبي - سكاي نيوز عربية", BODY, [], False),
    ("الشرق الأوسط", "aawsat", "القاهرة: الشرق الأوسط", BODY, [], False),
    ("فرانس 24", "france24", "", f"{BODY}\nفرانس24/ أ ف ب", ["afp"], False),
    ("سي إن إن", "cnn", "", f"دبي، الإمارات العربية المتحدة (CNN) -- {BODY}", [], False),
    ("سبق", "sabq", "", f"سبق - وكالات: {BODY}", [], True),
    ("رويترز", "reuters", "لندن - رويترز", BODY, [], False),
]


@pytest.mark.parametrize(
    ("outlet", "author", "text", "named", "wire"),
    [(o, a, t, n, w) for names in OWN for o in names[:2] for a, t, n, w in [names[2:]]],
)
def test_own_outlet_is_not_credited(
    outlet: str, author: str, text: str, named: list[str], wire: bool
) -> None:
    found = credits(text, outlet=outlet, author=author)
    assert parties(found) == named
    assert any(c.wire for c in found) is wire


def test_by_line_comes_first() -> None:
    found = credits(f"لندن - رويترز: {BODY}\nأ ف ب", author="وكالات")
    assert [c.place for c in found] == ["author", "dateline", "credit line"]


def test_a_party_is_credited_once_in_a_place() -> None:
    (credit,) = credits(f"{BODY}\nرويترز / رويترز")
    assert parties((credit,)) == ["reuters"]


def test_other_languages_keep_their_credits() -> None:
    (credit,) = attribute(Article("x", "LONDON (Reuters) - Oil rose on Monday.", language="en")).credits
    assert credit.place == "dateline"
    assert [link.type for link in credit.parties] == [LinkType.AGENCY]


def test_long_by_lines_do_not_matter() -> None:
    (credit,) = credits(author="رويترز، " * 5000)
    assert parties((credit,)) == ["reuters"]
