"""Pages of several shapes: exactly the article's paragraphs come out, and nothing that stands round them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from rasd.errors import InputError
from rasd.model import Article
from rasd.read.html import Place, read_page

PAGES = Path(__file__).parent / "pages"
EXAMPLES = Path(__file__).parents[2] / "examples"


def read(path: Path) -> Article:
    return read_page(path.read_bytes(), Place(path=str(path)))


def page(body: str, head: str = "") -> bytes:
    return f'<html dir="rtl" lang="ar"><head>{head}</head><body>{body}</body></html>'.encode()


def article(html: str, head: str = "") -> Article:
    return read_page(page(html, head), Place(path="page.html"))


PROSE = (
    "وقال مدير المتحف جمال الكردي إن القاعة الجديدة تعرض أربعين قطعة لم يرها الزوار من قبل، بعضها مستعار.",
    "وأضاف الكردي أن الدخول مجاني حتى نهاية الشهر، وأن المتحف يفتح أبوابه كل يوم عدا الثلاثاء صباحا.",
    "ولم تذكر إدارة المتحف كم كلفت القاعة، مكتفية بالقول إن التمويل جاء من تبرعات ومن وزارة الثقافة.",
)
P = "".join(f"<p>{text}</p>" for text in PROSE)


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_exactly_the_article(path: Path) -> None:
    wanted = path.with_suffix(".txt").read_text(encoding="utf-8").rstrip("\n")
    assert read(path).text.split("\n") == wanted.split("\n")


KNOWN = {
    "wordpress": ("مكتبة جديدة في القرية البيضاء", "صدى القرى", "", "2019-05-04T11:20:00+03:00", "ar"),
    "tables-1256": ("سفينة سيارات تصل الميناء القديم", "", "", "2013-04-07T00:00:00", ""),
    "divs": ("محصول وفير في سهل الورد", "السنابل", "ريم الخالد، باسل طه", "2020-06-01T08:00:00+00:00", "ar"),
    "persian": ("کتاب‌های صوتی به روستاها می‌رسند", "خبرگزاری دریا", "", "2019-06-02T00:00:00", "fa"),
    "english": ("Lighthouse to stay open", "Coast Daily", "Tom Reed", "2021-11-02T18:00:00+00:00", "en"),
}


@pytest.mark.parametrize("name", KNOWN)
def test_what_is_known_of_it(name: str) -> None:
    found = read(PAGES / f"{name}.html")
    published = found.published.isoformat() if found.published else ""
    assert (found.title, found.outlet, found.author, published, found.language) == KNOWN[name]


# --- the founding example ----------------------------------------------------------------------------


def test_the_founding_page() -> None:
    found = read(EXAMPLES / "sawaleif.html")
    lines = found.text.split("\n")
    assert found.outlet == "سواليف"
    assert found.title == "وكالات إيرانية …مصر أرسلت قوات عسكرية إلى سورية لمكافحة الإرهاب"
    assert found.date == "2016-11-24T14:05:00+02:00"
    assert found.published == datetime.fromisoformat("2016-11-24T14:05:00+02:00")
    assert found.published.strftime("%A") == "Thursday"
    assert found.language == "ar"
    assert (len(lines), lines[0], lines[-1]) == (13, "سواليف – رصد", "وكالات عن ايران اليوم + تسنيم")
    assert lines[1].startswith("نقلت وكالة “تسنيم” الإيرانية المقربة من الحرس الثوري، اليوم الخميس،")
    assert "كشف امس الأربعاء، ، عن قيام" in lines[6]  # verbatim, slips and all
    assert lines[11].endswith("موجة انتقادات من السعودية وقطر.")


@pytest.mark.parametrize(
    "leak",
    [
        "اظهر المزيد", "مقالات ذات صلة", "اترك رداً", "زر الذهاب إلى الأعلى", "إعلان", "تابعنا", "شاركها",
        "الوسوم",
        "قارئ من الزرقاء", "أم سامر", "المسؤولين نفوا", "جهة رسمية", "وزير النقل", "بذار القمح", "الدوري",
        "ملفات تعريف الارتباط", "جميع الحقوق", "دقائق", "نوفمبر", "تعليقات", "adsQueue",
    ],
)  # fmt: skip
def test_nothing_round_the_founding_article_leaks(leak: str) -> None:
    assert leak in (EXAMPLES / "sawaleif.html").read_text(encoding="utf-8")
    assert leak not in read(EXAMPLES / "sawaleif.html").text


@pytest.mark.parametrize(
    ("name", "outlet", "first", "last"),
    [
        ("old-site.html", "جريدة البيادر", "البيادر - خاص", "وحاولت البيادر"),
        ("persian.html", "خبرگزاری کرانه", "خبرگزاری کرانه به نقل از", "وزارت حمل‌ونقل"),
    ],
)
def test_the_other_example_pages(name: str, outlet: str, first: str, last: str) -> None:
    found = read(EXAMPLES / name)
    lines = found.text.split("\n")
    assert found.outlet == outlet
    assert found.published is not None
    assert lines[0].startswith(first)
    assert lines[-1].startswith(last)


# --- single concerns -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        (f"<article>{P}</article>", PROSE),
        (f"<article><p>عمان – بترا</p>{P}<p>وكالات</p></article>", ("عمان – بترا", *PROSE, "وكالات")),
        # a credit in an element of its own, below the text
        (f"<div><div class=e>{P}</div><div class=s>المصدر: وكالات</div></div>", (*PROSE, "المصدر: وكالات")),
        (f"<article><h1>القاعة الجديدة</h1>{P}</article>", PROSE),
        (f"<article>{P.replace('وأضاف', '<b>وأ</b>ضاف')}</article>", PROSE),
        (f"<article>{P}<ul><li>أولا: الصور</li><li>ثانيا: الرسوم</li></ul>{P[:0]}</article>",
         (*PROSE, "أولا: الصور", "ثانيا: الرسوم")),
        ("<article><p>" + "<br>".join(PROSE) + "</p></article>", PROSE),
        ("<div>" + "<br><br>".join(PROSE) + "</div>", PROSE),
        (f"<article>{P}</article><div id=comments><p>تعليق طويل من قارئ غاضب لا صلة له بالنص.</p></div>",
         PROSE),
        # comments without a name for what they are, under a heading that the extractor leaves out
        (f"<div>{P}<h3>3 تعليقات</h3><div><p>أحمد:</p><p>{'تعليق لا صلة له. ' * 20}</p></div></div>", PROSE),
        (f"<form id=aspnetForm><div>{P}</div></form>", PROSE),
    ],
)  # fmt: skip
def test_lines(html: str, lines: tuple[str, ...]) -> None:
    head = "<title>القاعة الجديدة</title>"
    assert tuple(article(html, head).text.split("\n")) == lines


def test_zwnj_and_direction_marks_survive() -> None:
    text = "پیش‌نویس این طرح‌ها را نمایندگان\u200f مجلس شهر بررسی کردند و رأی‌گیری به هفته بعد افتاد و تمام شد."
    assert text in article(f"<article><p>{text}</p>{P}</article>").text


def test_what_was_done_is_said() -> None:
    assert article(P).extra == {"file": "page.html"}
    assert read_page(page(P).decode().encode("cp1256"), Place()).extra == {"decoded": "windows-1256"}
    spoilt = page(P).decode().encode().decode("latin-1").encode()
    found = read_page(spoilt, Place())
    assert found.extra == {"decoded": "mojibake of utf-8 undone"}
    assert found.text == "\n".join(PROSE)


def test_a_cut_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rasd.read.tame.MOST_TAGS", 100)
    assert read_page(page(P + "<p>ن</p>" * 100), Place()).extra == {"cut": "cut after 100 tags"}


def test_mojibake_written_with_entities_is_undone() -> None:
    entities = "".join(f"&#{byte};" if byte > 127 else chr(byte) for byte in P.encode("cp1256"))
    found = read_page(page("<div>" + entities.replace("&#60;", "<") + "</div>"), Place())
    assert found.text.split("\n")[0] == PROSE[0].replace("\u200c", "")


@pytest.mark.parametrize(
    "html",
    [
        b"",
        b"<html></html>",
        b"<p></p>",
        page("<nav><a href=/>الرئيسية</a></nav>"),
        b"\x00" * 50,
        b"<script>x=1",
    ],
)
def test_a_page_without_an_article_is_named(html: bytes) -> None:
    with pytest.raises(InputError, match=r"a\.html: no article text found"):
        read_page(html, Place(path="a.html"))


def test_the_id_is_of_the_address_and_the_text_not_of_the_folder() -> None:
    first = read_page(page(P), Place(path="one/a.html"))
    assert first.id == read_page(page(P), Place(path="two/a.html")).id
    assert first.id != read_page(page(P), Place(path="one/b.html")).id
    head = '<link rel="canonical" href="https://x.example/1">'
    ids = {read_page(page(P, head), Place(path=name)).id for name in ("a.html", "b.html")}
    assert len(ids) == 1  # the same page saved twice


def test_the_outlet_falls_back_on_the_host() -> None:
    assert read_page(page(P), Place(url="https://www.x.example/1")).outlet == "x.example"


def test_a_byline_in_the_text_names_the_author() -> None:
    assert article(f"<article><p>بقلم: جمال الكردي</p>{P}</article>").author == "جمال الكردي"


def test_an_author_that_is_the_outlet_says_nothing() -> None:
    head = '<meta property="og:site_name" content="صدى"><meta name="author" content="صدى">'
    assert article(P, head).author == ""
