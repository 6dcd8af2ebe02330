"""The page is whole, asks for nothing from outside, and lets nothing of the material act as markup."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.cases import PROBLEMS, bare, founding, harbour
from rasd.errors import UsageError
from rasd.export import html, markup, order, phrases, texts
from rasd.model import (
    Analysis,
    Article,
    Attribution,
    Certainty,
    Claim,
    ContentKind,
    Copy,
    Cycle,
    Direction,
    Evidence,
    FirstSeen,
    Link,
    LinkType,
    Origin,
    Passage,
    Problem,
    Sighting,
    Span,
    Stance,
    Standing,
    Statement,
    Story,
)

EMPTY = {"meta", "br", "hr"}
ELEMENTS = re.findall(
    r"\S+",
    "html head meta title style body header h1 h2 h3 h4 h5 p nav ol ul li a span main article section div "
    "blockquote strong i bdi time table thead tbody tr th td details summary sup mark b code footer q "
    "svg polygon polyline circle caption del ins",
)
ATTRIBUTES = re.findall(
    r"\S+",
    "lang dir class id href rel title role tabindex open scope charset name content http-equiv aria-hidden "
    "data-label aria-label viewbox points cx cy r datetime fill fill-opacity stroke stroke-width",
)


class Reader(HTMLParser):
    """Reads a page as strictly as we write it: every element known, closed, and in its place."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.words: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            self.faults.append(f"<{tag}>")
        self.faults += [f"<{tag} {name}>" for name, _ in attrs if name not in ATTRIBUTES]
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> in {self.open}")

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"a comment: {data}")


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    reader.faults += [f"<{tag}> is never closed" for tag in reader.open]
    return reader


STORIES = [founding(), harbour(), bare()]


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize(
    "stories", [STORIES, STORIES[:1], STORIES[2:], []], ids=["all", "one", "bare", "none"]
)
def test_the_page_is_well_formed(stories: list[Story], lang: str) -> None:
    page = html.page(stories, PROBLEMS, lang, order.select(stories, 10))
    assert page.startswith("<!DOCTYPE html>\n<html lang=")
    assert read(page).faults == []


@pytest.mark.parametrize(("lang", "way"), [("ar", "rtl"), ("en", "ltr")])
def test_the_page_has_its_direction(lang: str, way: str) -> None:
    assert f'<html lang="{lang}" dir="{way}">' in html.page([founding()], (), lang)
    assert html.fragment([founding()], lang).startswith('<div class="rasd"')


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UsageError, match="'xx'"):
        html.page([], (), "xx")


def test_the_page_asks_for_nothing() -> None:
    page = html.page(STORIES, PROBLEMS, "ar")
    assert (
        re.findall(r"(?i)<(?:script|link|img|iframe|object|embed|form)\b|@import|url\(|src=|\son\w+=", page)
        == []
    )
    assert "default-src 'none'" in page.replace("&#x27;", "'")
    assert all(link.startswith(("#", "https://")) for link in read(page).links)


SHOWN = [
    "من 1 إلى 2",
    "أكّده: لا أحد",
    "نفاه: لا أحد",
    "لم يؤكده ولم ينفه: مصدر سوري في وزارة الخارجية",
    "الإيرانية المقربة من الحرس الثوري",
    "قد يكون 1 و2 أصلًا واحدًا",
    "مرتان داخل سواليف: 24 كلمة، نسبة التطابق 88%",
    "«اليوم الخميس» = 2016-11-24",
    "some unknown rule: identity = 0.95",
    "نص موقع الفجر منقول عن صحيفة الميناء دون ذكر المصدر",
    "أكّده: Salma Nour",
    "نفاه: المتحدث باسم وزارة الداخلية",
    "4 أخبار، نسختان منها عن نص آخر",
    "lost.html: no such file (check the path)",
]


@pytest.mark.parametrize("sentence", SHOWN)
def test_the_page_says(sentence: str) -> None:
    words = "".join(read(html.page(STORIES, PROBLEMS, "ar")).words)
    assert sentence in words


def test_the_whole_text_stands_on_the_page() -> None:
    story = founding()
    page = html.page([story], (), "en")
    words = "".join(read(re.sub(r'<span class="tip".*?</span></span></span>|<sup>\d+</sup>', "", page)).words)
    lines = [line.strip() for line in story.articles[0].text.split("\n") if line.strip()]
    assert len(lines) > 8
    for line in lines:
        bare_line = re.sub(r"\s+", "", line)
        assert bare_line[:20] in re.sub(r"\s+", "", words)


def hostile(words: str, size: int) -> Story:
    """A story in which every field that comes from outside is ``words``."""
    article = Article("a" + words, words * 3, words, words, words, words, words, None, words)
    other = replace(article, id="b" + words, url="javascript:alert(1)")
    whole = Span(0, len(article.text))
    why = (Evidence(words, whole, article.id, ((words, words),)),)
    chain = (Link(words, LinkType.AGENCY, None, words, words), Link(words, LinkType.UNNAMED))
    half = Span(size % (len(article.text) + 1), len(article.text))
    said = Attribution(article.id, half, whole, whole, ContentKind.DIRECT, chain, Stance.DOUBTS, None, why)
    origin = Origin(words, words, LinkType.UNNAMED, False, (article.id,), (words,), why)
    everyone = (words, words + "2")
    standing = Standing(
        (article.id,),
        (words,),
        (words,),
        (words,),
        (origin,),
        1,
        2,
        everyone,
        everyone,
        everyone,
        why,
        FirstSeen(article.id, None, Certainty.OPEN, everyone, everyone, why),
        tuple(Sighting(key, None, True, i, 1) for i, key in enumerate((article.id, *everyone), 1)),
    )
    return Story(
        words,
        words,
        (article, other),
        (Analysis(article, words, (said,)), Analysis(other, words)),
        (Claim(words, words, (Statement(article.id, whole, said), Statement(other.id, whole)), standing),),
        (Passage(article.id, whole, other.id, whole, 0.9, 3, because=why),),
        (Copy(other.id, article.id, None, why),),
    )


NASTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)' autofocus='",
    "</style><script>",
    "<!-- ]]> <![CDATA[ <![<",
    "&lt;&amp;&#60;script&#62;",
    "\0\x1b[31m\ud800\u202e",
    "</span></article></body>",
    "`${alert(1)}`{{7*7}}{words}",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("words", NASTY)
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_nothing_from_outside_acts(words: str, lang: str) -> None:
    problems = (Problem(words, words, words),)
    page = html.page([hostile(words, 2), bare()], problems, lang)
    page.encode("utf-8")
    reader = read(page)
    assert reader.faults == []
    assert all(link.startswith(("#", "http://", "https://")) for link in reader.links)
    assert markup.text(words) in page, "what was there can still be read"


@given(
    st.text(st.characters(exclude_categories=()) | st.sampled_from("<>&\"'`/=!-"), min_size=1),
    st.integers(0, 99),
)
def test_no_text_breaks_the_page(words: str, size: int) -> None:
    page = html.fragment([hostile(words, size)], "ar")
    page.encode("utf-8")
    assert read(page).faults == []


def test_links_lead_to_the_web_alone() -> None:
    assert markup.link("https://a.example/?q=1&x=\"'", "a") == (
        '<a href="https://a.example/?q=1&amp;x=%22&#x27;" rel="noopener noreferrer">a</a>'
    )
    for url in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://[bad", "", "x"):
        assert markup.link(url, "<a>") == "&lt;a&gt;"


def test_a_style_sheet_cannot_end_early() -> None:
    with pytest.raises(ValueError, match="style sheet"):
        markup.raw_style("a{} </style><script>")


@pytest.mark.parametrize(
    ("a", "b", "marked_a", "marked_b"),
    [
        ("قال المصدر", "قال المصدر", "<mark>قال المصدر</mark>", "<mark>قال المصدر</mark>"),
        ("إلى سورية", "الى سوريا", "<mark>إلى</mark> سورية", "<mark>الى</mark> سوريا"),
        ("a <b> c", "a x c", "<mark>a</mark> &lt;b&gt; <mark>c</mark>", "<mark>a</mark> x <mark>c</mark>"),
        ("", "x", "", "x"),
    ],
)
def test_equal_words_are_marked(a: str, b: str, marked_a: str, marked_b: str) -> None:
    assert texts.compared(a, b) == (marked_a, marked_b)


def test_very_long_passages_are_shown_unmarked() -> None:
    long = "كلمة " * 1600
    assert "<mark>" not in texts.compared(long, long)[0]


def alike(words: int, old: str, new: str) -> Story:
    """A story of two articles that share a passage of so many words, of which one is another."""
    text = " ".join(f"كلمة{at}" for at in range(words - 1))
    a, b = (
        Article(id_, f"{text[:5]} {word}{text[5:]}", "عنوان", name, language="ar")
        for id_, word, name in (("a", old, "الأولى"), ("b", new, "الثانية"))
    )
    spans = [Span(0, len(one.text)) for one in (a, b)]
    passage = Passage("a", spans[0], "b", spans[1], 0.97, words, Direction.A_TO_B, ())
    return replace(founding(), articles=(a, b), analyses=(), claims=(), passages=(passage,), copies=())


def test_what_is_nearly_the_same_stands_once_with_what_differs() -> None:
    page = html.fragment([alike(40, "رفض", "قبل")], "ar")
    pair = re.findall(r'<div class="pair once">.*?</div></div>', page)
    assert len(pair) == 1
    assert re.sub(r"\s+", " ", "".join(re.findall("<(?:del|ins)>.*?</(?:del|ins)>", pair[0]))) == (
        "<del>في <bdi>الأولى</bdi> وحده</del><ins>في <bdi>الثانية</bdi> وحده</ins>"
        "<del>رفض</del><ins>قبل</ins>"
    )
    assert pair[0].count("كلمة17") == 1
    turned = alike(40, "رفض", "قبل")
    other = replace(turned.passages[0], direction=Direction.B_TO_A)
    page = html.fragment([replace(turned, passages=(other,))], "ar")
    assert "<del>قبل</del> <ins>رفض</ins>" in page, "the original is read first"
    assert 'class="pair once"' not in html.fragment([alike(12, "رفض", "قبل")], "ar"), "short: side by side"


@pytest.mark.parametrize(("words", "folded"), [(60, 0), (160, 1)])
def test_a_long_passage_is_folded_up_behind_its_beginning(words: int, folded: int) -> None:
    page = html.fragment([alike(words, "رفض", "قبل")], "ar")
    assert page.count('<details class="wording"><summary dir="rtl">كلمة0 ') == folded
    assert f"كلمة{words - 2}" in page


@pytest.mark.parametrize(
    ("a", "b", "shown"),
    [
        ("one two three", "one two three", "one two three"),
        ("one two three", "one three", "one <del>two</del> three"),
        ("one three", "one two three", "one <ins>two</ins> three"),
        ("one two", "one six", "one <del>two</del> <ins>six</ins>"),
        ("one, two", "one - two", "one, two"),
        ("one", "one two.", "one <ins>two</ins>"),
        ("two. Three", "one two, four three", "<ins>one</ins> two. <ins>four</ins> Three"),
        ("a <b> c", "a c", "a &lt;<del>b</del>&gt; c"),
    ],
)
def test_what_was_changed_stands_in_its_place(a: str, b: str, shown: str) -> None:
    assert texts.changed(a, b) == shown


def test_an_arabic_text_that_begins_with_a_latin_name_runs_from_the_right() -> None:
    assert markup.bdi("CNN تكشف عن الخبر") == '<bdi dir="rtl">CNN تكشف عن الخبر</bdi>'
    assert markup.bdi("تكشف CNN") == "<bdi>تكشف CNN</bdi>"
    assert markup.bdi("12 GMT") == "<bdi>12 GMT</bdi>"
    begun = replace(harbour().articles[0], text="(AFP) -- قال الوزير إن السفينة غرقت")
    assert 'class="text" lang="ar" dir="rtl"' in texts.marked_text(Analysis(begun, "ar"), phrases.load("en"))


def test_every_table_has_a_caption() -> None:
    page = html.page(STORIES, (), "en")
    tables = re.findall(r"<table>(<caption[^>]*>[^<]+)?", page)
    assert len(tables) > 3
    assert all(tables)


def many_claims(count: int) -> Story:
    story = founding()
    passages = tuple(replace(story.passages[0], a_span=Span(i, i + 9)) for i in range(count))
    return replace(story, claims=story.claims[:1] * count, passages=passages)


@pytest.mark.parametrize(("count", "folded"), [(2, 0), (12, 2)])
def test_long_lists_are_folded_not_cut(count: int, folded: int) -> None:
    page = html.fragment([many_claims(count)], "en")
    assert page.count('class="claim"') == count
    assert page.count('class="more"') == folded


# --- in time, and in circles --------------------------------------------------------------------------


def test_the_front_of_the_page_leads_to_the_stories() -> None:
    selection = order.select(STORIES, None)
    page = html.page(selection.shown, (), "en", selection)
    nav = page[page.index("<nav>") : page.index("</nav>")]
    assert re.findall(r'href="(#story-\d)"', nav) == ["#story-1", "#story-2", "#story-3"]
    assert all(f'id="story-{number}"' in page for number in (1, 2, 3))
    lines = re.findall(r"<li>(.*?)</li>", nav)
    figures = [read(line).words for line in lines]
    assert "4 outlets · 4 reports · 2 origins · confirmed · denied" in "".join(figures[0])
    assert "1 outlet · 1 report · 1 to 2 origins · unconfirmed" in "".join(figures[1])
    assert "1 report" in "".join(figures[2])
    assert "Widely repeated, few origins, unconfirmed first" in nav


def test_a_single_story_needs_no_front() -> None:
    assert "<nav>" not in html.page(STORIES[:1], (), "en")


def dots(lang: str) -> list[tuple[float, float, str]]:
    page = html.fragment([harbour()], lang)
    found = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="4"[^>]* class="(\w+)">', page)
    return [(float(x), float(y), kind) for x, y, kind in found]


def test_the_spread_is_drawn_from_its_times() -> None:
    """From 07:00 to 13:45; the report without a time is in the table alone."""
    drawn = dots("en")
    assert [kind for _, _, kind in drawn] == ["original", "copied", "original"]
    (first, low, _), (second, _, _), (last, high, _) = drawn
    assert (first, last) == (10.0, 630.0)
    assert second == pytest.approx(10 + 620 * 90 / 405, abs=0.1)
    assert low > high, "more reports stand higher"


def test_time_runs_from_right_to_left_in_arabic() -> None:
    assert [640 - x for x, _, _ in dots("ar")] == pytest.approx([x for x, _, _ in dots("en")])


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_table_has_every_report_of_the_spread(lang: str) -> None:
    page = html.fragment([harbour()], lang)
    table = page[page.index('class="spread"') :]
    rows = table[: table.index("</table>")].count("<tr>") - 1
    assert rows == len(harbour().claims[0].standing.spread)


def test_reports_of_one_time_are_not_drawn() -> None:
    story = harbour()
    (claim,) = story.claims
    same = tuple(replace(one, published=story.articles[0].published) for one in claim.standing.spread)
    standing = replace(claim.standing, spread=same)
    page = html.fragment([replace(story, claims=(replace(claim, standing=standing),))], "en")
    assert "<svg" not in page
    assert "How it spread" in page


def test_what_goes_round_in_circles_is_shown_with_its_claim() -> None:
    why = (Evidence("cites", None, "h1", (("a", "صحيفة الميناء"), ("b", "أخبار الساحل"))),)
    ring = Cycle(("صحيفة الميناء", "أخبار الساحل"), (), ("c1",), why)
    words = "".join(read(html.fragment([replace(harbour(), cycles=(ring,))], "en")).words)
    assert "In a circle: صحيفة الميناء and أخبار الساحل cite each other for it" in words
    assert "صحيفة الميناء cites أخبار الساحل" in words
    other = replace(harbour(), cycles=(replace(ring, claims=("c9",)),))
    assert "In a circle" not in html.fragment([other], "en")


def test_a_hostile_circle_does_not_act() -> None:
    words = NASTY[0]
    story = hostile(words, 2)
    ring = Cycle((words, words), (words,), tuple(claim.id for claim in story.claims))
    assert read(html.page([replace(story, cycles=(ring,))], (), "ar")).faults == []


@pytest.mark.parametrize(
    ("url", "where"),
    [
        ("https://a.example/b?c=d&e=%D8%A7#f", "https://a.example/b?c=d&e=%D8%A7#f"),
        ("https://a.example/خبر", "https://a.example/خبر"),
        ("http://[::1]:80/a[0]?b=]", "http://[::1]:80/a%5B0%5D?b=%5D"),
        ('https://a.example/"<b> 100%|\x00', "https://a.example/%22%3Cb%3E%20100%25%7C%00"),
        ("https://a.example/\ud800", "https://a.example/%3F"),
        ("javascript:alert(1)", ""),
        ("https://[::1", ""),
        ("", ""),
    ],
)
def test_a_foreign_address_becomes_a_valid_one(url: str, where: str) -> None:
    assert markup.web_address(url) == where
