"""What a page says of itself, in the many ways in which pages say it."""

from __future__ import annotations

import pytest

from rasd.read.dom import Page
from rasd.read.metadata import Metadata, read_metadata, without_site


def page(head: str = "", body: str = "", attributes: str = "") -> Page:
    return Page(f"<html {attributes}><head>{head}</head><body>{body}</body></html>")


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


NEWS = '"@context":"https://schema.org","@type":"NewsArticle"'


def og(**said: str) -> str:
    """``<meta>`` tags: og(title="x") is og:title; a double underscore is a colon in other names."""
    names = {"title": "og:title", "site": "og:site_name", "locale": "og:locale", "url": "og:url"}
    return "".join(
        f'<meta property="{names.get(name, name.replace("__", ":"))}" content="{value}">'
        for name, value in said.items()
    )


CANONICAL = '<link rel="canonical" href="{}">'

SAID = [
    # JSON-LD: one object, a list, a graph with references, types in a list
    (
        ld(f'{{{NEWS},"headline":"خبر","author":{{"name":"ريم"}},"datePublished":"2020-06-01"}}'),
        {"title": "خبر", "author": "ريم", "date": "2020-06-01"},
    ),
    (
        ld(f'[{{"@type":"WebPage","name":"لا"}},{{{NEWS},"headline":"خبر","inLanguage":"ar-JO"}}]'),
        {"title": "خبر", "language": "ar"},
    ),
    (
        ld(
            '{"@graph":[{"@type":["NewsArticle","Article"],"headline":"خبر","author":{"@id":"#a"}},'
            '{"@type":"Person","@id":"#a","name":"باسل طه"},{"@type":"WebSite","name":"السنابل"}]}'
        ),
        {"title": "خبر", "author": "باسل طه", "site": "السنابل"},
    ),
    (
        ld(f'{{{NEWS},"headline":"&quot;خبر&quot; &amp;amp; آخر","author":["ريم","باسل"]}}'),
        {"title": '"خبر" & آخر', "author": "ريم، باسل"},
    ),
    (
        ld(f'{{{NEWS},"headline":"N","author":[{{"name":"A"}},{{"name":"B"}},{{"name":"A"}}]}}'),
        {"author": "A, B"},
    ),
    (
        ld(f'{{{NEWS},"headline":"خبر","publisher":{{"name":"السنابل"}},"author":"https://x.example/a"}}'),
        {"site": "السنابل", "author": ""},
    ),
    # broken JSON-LD says nothing, and the rest counts
    (ld('{"headline": "خبر",') + ld("[" * 5000) + ld("null") + og(title="آخر"), {"title": "آخر"}),
    (ld("<![CDATA[" + f'{{{NEWS},"headline":"خبر"}}' + "]]>;"), {"title": "خبر"}),
    # meta
    (
        og(
            title="خبر",
            site="صدى",
            article__published_time="2019-05-04T11:20:00+03:00",
            locale="ar_AR",
            author="ريم",
        ),
        {
            "title": "خبر",
            "site": "صدى",
            "date": "2019-05-04T11:20:00+03:00",
            "author": "ريم",
            "language": "ar",
        },
    ),
    (
        '<meta name="DC.title" content="خبر"><meta name="dc.creator" content="ريم">' + og(pubdate="2019"),
        {"title": "خبر", "author": "ريم", "date": "2019"},
    ),
    (og(author="https://facebook.example/x"), {"author": ""}),
    # the shortest of names that contain each other
    (og(site="سواليف | أخبار الأردن") + ld('{"@type":"WebSite","name":"سواليف"}'), {"site": "سواليف"}),
    (CANONICAL.format("https://x.example/1") + og(url="https://x.example/2"), {"url": "https://x.example/1"}),
    (CANONICAL.format("/1") + og(url="http://["), {"url": ""}),
    ("<title>خبر من القرية | صدى</title>" + og(site="صدى"), {"title": "خبر من القرية"}),
    ("<title>خبر من القرية | صدى</title>", {"title": "خبر من القرية | صدى"}),  # which part is the site?
    ("", {}),
]


@pytest.mark.parametrize(("head", "said"), SAID)
def test_said(head: str, said: dict[str, str]) -> None:
    found = read_metadata(page(head))
    assert {name: getattr(found, name) for name in said} == said
    assert said or found == Metadata()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<span itemprop="datePublished" content="2020-01-02"></span>', {"date": "2020-01-02"}),
        ('<article><time datetime="2020-01-02T03:04Z">أمس</time></article>', {"date": "2020-01-02T03:04Z"}),
        ('<div itemprop="author"><b itemprop="name">ريم</b></div>', {"author": "ريم"}),
        ('<a rel="author" href="/r">ريم الخالد</a>', {"author": "ريم الخالد"}),
        ("<h1>عنوان وحيد</h1>", {"title": "عنوان وحيد"}),
        ("<h1>واحد</h1><h1>اثنان</h1>", {"title": ""}),
    ],
)
def test_seen(body: str, said: dict[str, str]) -> None:
    found = read_metadata(page(body=body))
    assert {name: getattr(found, name) for name in said} == said


def test_language_of_the_page() -> None:
    assert read_metadata(page(attributes='lang="fa-IR"')).language == "fa"
    assert read_metadata(page(attributes='lang="arabic"')).language == ""


def test_the_headline_counts_where_it_says_the_same() -> None:
    head = '<meta property="og:title" content="وزير: لن نرفع الأسعار هذا العام">'
    assert (
        read_metadata(page(head, "<h1>وزير : لن نرفع الأسعار هذا العام</h1>")).title
        == "وزير : لن نرفع الأسعار هذا العام"
    )
    assert read_metadata(page(head, "<h1>أخبار</h1>")).title == "وزير: لن نرفع الأسعار هذا العام"


def test_a_title_of_parts_is_split_by_what_is_seen_below() -> None:
    found = read_metadata(
        page("<title>:: جريدة الحي :: افتتاح سوق الخميس الجديد</title>", "<b>افتتاح سوق الخميس الجديد</b>")
    )
    assert (found.title, found.site) == ("افتتاح سوق الخميس الجديد", "جريدة الحي")


def test_the_canonical_address_of_another_host_is_not_believed() -> None:
    head = '<link rel="canonical" href="https://other.example/1">'
    assert read_metadata(page(head), "https://x.example/5").url == "https://x.example/5"
    assert (
        read_metadata(page('<link rel="canonical" href="/1">'), "https://x.example/5").url
        == "https://x.example/1"
    )


@pytest.mark.parametrize(
    ("text", "site", "left"),
    [
        ("خبر | صدى القرى", "صدى القرى", "خبر"),
        ("خبر - صدى القرى", "صدى القرى", "خبر"),
        ("صدى القرى | خبر", "صدى القرى", "خبر"),
        ("صدى القرى | خبر | صدى القرى", "صدى القرى", "خبر"),
        ("وزير - لن نرفع الأسعار - صدى القرى", "صدى القرى", "وزير - لن نرفع الأسعار"),
        ("خبر | أخرى", "صدى القرى", "خبر | أخرى"),
        ("خبر عن صدى القرى", "صدى القرى", "خبر عن صدى القرى"),
        ("صدى القرى", "صدى القرى", "صدى القرى"),
        ("خبر | صدى", "", "خبر | صدى"),
        ("", "صدى", ""),
    ],
)
def test_without_site(text: str, site: str, left: str) -> None:
    assert without_site(text, site) == left


def test_filled() -> None:
    ours, theirs = Metadata(title="أ"), Metadata(title="ب", author="ج", date="د")
    assert ours.filled(theirs) == Metadata(title="أ", author="ج", date="د")
    assert not ours.complete
    assert ours.filled(theirs).complete
