"""Lists of feeds, as people and programs write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasd.errors import InputError
from rasd.model import Feed
from rasd.read.feedlists import opml, read_feeds
from rasd.watch.catalogue import catalogue

OPML = """<?xml version="1.0" encoding="windows-1256"?>
<opml version="1.0"><head><title>x</title></head><body>
<outline text="أخبار"><outline text="أ" title="ألف" type="rss" xmlUrl="https://a.example/rss?x=1&amp;y=2"/>
<outline text="باء" xmlurl=" https://b.example/feed "/></outline>
<outline text="no feed" htmlUrl="https://c.example/"/>
<OUTLINE text="again" xmlUrl="https://b.example/feed"/></body></opml>"""
FOUND = [Feed("https://a.example/rss?x=1&y=2", "ألف"), Feed("https://b.example/feed", "again")]


@pytest.mark.parametrize("data", [OPML.encode(), b"\xef\xbb\xbf" + OPML.encode(), OPML.encode("utf-16")])
def test_opml(data: bytes) -> None:
    assert read_feeds(data, "x.opml") == FOUND


def test_lines() -> None:
    data = "# mine\n\nhttps://a.example/rss  صحيفة ألف\r\nhttp://b.example/\n".encode()
    assert read_feeds(data, "x.txt") == [
        Feed("https://a.example/rss", "صحيفة ألف"), Feed("http://b.example/"),
    ]  # fmt: skip


def test_what_is_written_is_read_again() -> None:
    nasty = Feed('https://x.example/?a="b"&c=<d>', 'a "b" <c> & \x07\n', "o'x", "ar", "SY", "site", "s")
    found = read_feeds(opml([*catalogue(), nasty], "<rasd> & co").encode(), "x")
    assert found[:-1] == list(catalogue())
    assert found[-1] == Feed(nasty.url, 'a "b" <c> &', "o'x", "ar", "SY", "site", "s")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "no feed in it"), (b"# nothing", "no feed in it"), (b"<opml/>", "no feed in it"),
        (b"<opml><outline xmlUrl='a'", "no list of feeds: "), (b"hello", "not an http or https URL: 'hello'"),
        (b"<opml><outline xmlUrl='ftp://x.example/'/></opml>", "not an http or https URL: 'ftp://x.example/'"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><opml/>", "no list of feeds: it declares entities"),
        (b"<html>", "no list of feeds: "), (b"https://[::1", "not an http or https URL"),
    ],
)  # fmt: skip
def test_what_is_no_list(data: bytes, what: str) -> None:
    with pytest.raises(InputError) as caught:
        read_feeds(data, "x.opml")
    assert caught.value.what.startswith(what)
    assert caught.value.do


@given(st.lists(st.text(st.characters(exclude_categories=("C",)), min_size=1).map(str.strip), max_size=5))
def test_any_name_survives(names: list[str]) -> None:
    feeds = [Feed(f"https://{n}.example/", " ".join(name.split())) for n, name in enumerate(names)]
    written = opml(feeds, "t").encode()
    assert [feed.title or feed.url for feed in feeds] == [
        feed.title for feed in (read_feeds(written, "x") if feeds else [])
    ]
