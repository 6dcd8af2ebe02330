"""A tamed page is small, shallow and plain, and says the same."""

from __future__ import annotations

import re

import pytest

from rasd.read import tame as limits
from rasd.read.tame import tame

ORDINARY = (
    '<html lang="ar"><head><title>خ</title></head><body>'
    '<div class="a b"><p>نص <a href="/x">رابط</a></p><br></div></body></html>'
)


def test_an_ordinary_page_stays_as_it_is() -> None:
    assert tame(ORDINARY) == limits.Tamed(ORDINARY, "")


@pytest.mark.parametrize(
    ("html", "tamed"),
    [
        ("<p>أ<!-- ب --></p>", "<p>أ</p>"),
        ("<p>أ<!-- never closed", "<p>أ never closed"),
        ("<p>أ</p><script>if (1 < 2) { '</p>' }</script>ب", "<p>أ</p>ب"),
        ("ب<script>never closed", "ب"),
        ("<textarea>never closed", "never closed"),
        ("<SCRIPT>x</SCRIPT >ب", "ب"),
        ("<style>p{}</style><svg><title>x</title></svg><iframe src=x></iframe>ب", "ب"),
        (
            '<script type="application/ld+json">{"a":1}</script>',
            '<script type="application/ld+json">{"a":1}</script>',
        ),
        ("<p><b>أ</b><font color=red>ب</font></p>", "<p>أب</p>"),
        ("1 < 2", "1 &lt; 2"),
        ("<3 قلوب", "&lt;3 قلوب"),
        ("<!doctype html><?xml version='1'?><p>أ", "<p>أ"),
        ("<div>أ</span></div>", "<div>أ</div>"),
        ("<div><span>أ</div>ب", "<div><span>أ</span></div>ب"),
        ("<div><table><tr><td></div></table></div>", "<div><table><tr><td></table></div>"),
        ('<a href="a>b">ب</a>', '<a href="a>b">ب</a>'),
        ("<a href='x\" y'>ب</a>", "<a href='x\" y'>ب</a>"),
        ("<p title=don't>ب", "<p title=don't>ب"),
        ('<a href="never closed>ب</a><p>ج', '<a href="never closed>ب</a><p>ج'),
        ("<p\x00 a=1>\x01ب", "<p a=1>ب"),
        ("<p>أ" + " " * 200 + "ب", "<p>أ ب"),
        ("<p>أ" + "&nbsp;" * 200 + "ب", "<p>أ ب"),
        ("<br/><img src=x />", "<br><img src=x>"),
        ("", ""),
        ("<", "&lt;"),
        ("</", ""),
        ("<a", "<a>"),
    ],
)
def test_tamed(html: str, tamed: str) -> None:
    assert tame(html).html == tamed


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("unclosed formatting", "".join(f"<b x={i}><p>" for i in range(30_000))),
        ("deep", "<div>" * 30_000),
        ("deep cells", "<table><tr><td><div>" * 20_000),
        ("ends that do not end", "<div><table><td></div></table>" * 20_000),
        ("attributes", "<p " + " ".join(f"a{i}=1" for i in range(50_000)) + ">"),
        ("one attribute", '<p data-x="' + "x" * 3_500_000 + '">'),
        ("text", "كلمة " * 800_000),
        ("tags", "<p>ن</p>" * 50_000),
        ("less-than", "<" * 200_000),
        ("comments", "<!--" * 100_000),
        ("scripts", "<script>" * 100_000),
        ("quotes", '<a href="' * 50_000),
        ("linked data", '<script type="application/ld+json">' + "[" * 900_000 + "</script>"),
    ],
)
def test_no_page_breaks_the_limits(name: str, html: str) -> None:
    tamed = tame(html)
    depth = deepest = 0
    for closing, tag, attributes in re.findall(r"<(/?)([a-z][^\s>]*)([^>]*)>", tamed.html):
        assert tag not in ("b", "font", "svg")
        assert attributes.count("=") <= limits._MOST_ATTRIBUTES
        if tag in ("div", "table"):
            depth += -1 if closing else 1
            deepest = max(deepest, depth)
    assert deepest <= limits.MOST_DEPTH
    assert len(tamed.html) <= limits.MOST_CHARACTERS + 100_000
    assert tamed.html.count("<") <= 2 * limits.MOST_TAGS


def test_a_cut_is_said() -> None:
    assert tame("<p>ن</p>" * 50_000).cut == "cut after 40000 tags"
    assert tame("كلمة " * 800_000).cut == "cut after 3000000 characters"
    assert tame("<p>ن</p>" * 10_000).cut == ""
