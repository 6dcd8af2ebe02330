"""The entries of feeds in every dialect, and of what only looks like one."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasd.errors import InputError
from rasd.read.feed import MOST_ENTRIES, Entry, read_feed
from rasd.read.fetch import Fetched
from rasd.read.listed import ListKind, list_kind
from rasd.read.sniff import Kind, sniff

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
DAY = "Fri, 27 Nov 2026 12:00:00 GMT"


def read(text: str | bytes, content_type: str = "") -> tuple[Entry, ...]:
    body = text.encode() if isinstance(text, str) else text
    return read_feed(Fetched("https://x.example/feed", body, content_type))


def rss(inside: str, head: str = "") -> str:
    return f'{head}<rss version="2.0"><channel><title>t</title>{inside}</channel></rss>'


ONE = Entry("https://x.example/1", "7", "عنوان", "نص الخبر", "سالم", DAY, NOON)
DIALECTS = {
    "rss": rss(
        f"<item><title>عنوان</title><link>/1</link><guid>7</guid><dc:creator>سالم</dc:creator>"
        f"<description>نص الخبر</description><pubDate>{DAY}</pubDate></item>"
    ),
    "content": rss(
        f"<item><title>عنوان</title><link>/1</link><guid>7</guid><author>سالم</author><description>أقصر"
        f"</description><content:encoded><![CDATA[<p>نص <b>الخبر</b></p>]]></content:encoded>"
        f"<pubDate>{DAY}</pubDate></item>"
    ),
    "pictures": rss(
        f"<item><media:title>صورة</media:title><title>عنوان</title><link>/1</link><guid>7</guid>"
        f"<author>سالم</author><media:group><media:description>صورة</media:description></media:group>"
        f"<description>نص الخبر</description><itunes:summary>x</itunes:summary>"
        f"<pubDate>{DAY}</pubDate></item>"
    ),
    "rdf": (
        f'<rdf:RDF xmlns="http://purl.org/rss/1.0/"><channel><title>t</title></channel><item><title>عنوان'
        f"</title><link>/1</link><guid>7</guid><dc:creator>سالم</dc:creator><dc:date>{DAY}</dc:date>"
        f"<description>نص الخبر</description></item></rdf:RDF>"
    ),
    "atom": (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><id>7</id><title>عنوان</title>'
        f'<link rel="self" href="/self"/><link href="/1"/><author><name>سالم</name></author>'
        f"<published>{DAY}</published><content type='html'>&lt;p&gt;نص الخبر&lt;/p&gt;</content></entry>"
        f"</feed>"
    ),
    "prefixed atom": (
        f"<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'><atom:entry><atom:id>7</atom:id>"
        f"<atom:title>عنوان</atom:title><atom:link href='/1'/>"
        f"<atom:author><atom:name>سالم</atom:name></atom:author>"
        f"<atom:published>{DAY}</atom:published><atom:summary>نص الخبر</atom:summary></atom:entry>"
        f"</atom:feed>"
    ),
    "json": json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{
        "id": 7, "url": "/1", "title": "عنوان", "content_text": "نص الخبر", "date_published": DAY,
        "authors": [{"name": "سالم"}],
    }]}),
}  # fmt: skip


@pytest.mark.parametrize("text", DIALECTS.values(), ids=DIALECTS)
def test_every_dialect(text: str) -> None:
    assert read(text) == (ONE,)


def test_a_news_sitemap() -> None:
    text = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://x.example/1</loc>'
        "<news:news><news:publication><news:name>x</news:name></news:publication><news:publication_date>"
        "2026-11-27T12:00:00Z</news:publication_date><news:title>عنوان</news:title></news:news></url></urlset>"
    )
    (entry,) = read(text)
    assert (entry.url, entry.title, entry.published) == ("https://x.example/1", "عنوان", NOON)


FIELDS = [
    ("<title>a &amp; b</title>", Entry(title="a & b")),
    ("<title>a & b &raquo; &nbsp;c</title>", Entry(title="a & b » \xa0c")),
    ("<title>&unknown; &#1593;</title>", Entry(title="&unknown; ع")),
    ("<title>&lt;b&gt;x&lt;/b&gt; y</title>", Entry(title="x y")),
    ("<title><![CDATA[a & b]]></title>", Entry(title="a & b")),
    ("<link><![CDATA[/1?a=1&b=2]]></link>", Entry(url="https://x.example/1?a=1&b=2")),
    ("<link>/1?a=1&amp;copy=2</link>", Entry(url="https://x.example/1?a=1&copy=2")),
    ("<link>http://[::1</link>", Entry(url="http://[::1")),
    ("<guid>https://x.example/9</guid>", Entry(url="https://x.example/9", guid="https://x.example/9")),
    ("<pubDate>٢٧ نوفمبر ٢٠٢٦</pubDate>", Entry(date="٢٧ نوفمبر ٢٠٢٦", published=datetime(2026, 11, 27))),
    ("<pubDate>yesterday</pubDate>", Entry(date="yesterday")),
    ("<title/><title>second</title>", Entry(title="second")),
    ("<x><y><title>deep</title></y></x>", Entry(title="deep")),
    ("<title>a<b>c</b>d</title>", Entry(title="acd")),
    ("", Entry()),
]


@pytest.mark.parametrize(("inside", "entry"), FIELDS)
def test_fields(inside: str, entry: Entry) -> None:
    assert read(rss(f"<item>{inside}</item>")) == (entry,)


TITLE = "أعلنت وزارة الأشغال العامة اليوم إغلاق الجسر القديم وسط المدينة أمام حركة السير"
WHOLE = rss(f"<item><title>{TITLE}</title></item>")
BYTES = {
    "utf-8 with marks": b"\xef\xbb\xbf\xef\xbb\xbf  \n" + WHOLE.encode(),
    "utf-16": ('<?xml version="1.0" encoding="utf-16"?>' + WHOLE).encode("utf-16"),
    "declared": ('<?xml version="1.0" encoding="windows-1256"?>' + WHOLE).encode("cp1256"),
    "undeclared": WHOLE.encode("cp1256"),
    "lied": ('<?xml version="1.0" encoding="utf-8"?>' + WHOLE).encode("cp1256"),
    "warnings before": b"<!-- cached -->\n" + WHOLE.encode(),
    "text before": b"Warning: x in y.php\n" + WHOLE.encode(),
    "nulls": WHOLE.replace("<item>", "\0<item>\x0b\x1f").encode(),
    "a doctype": b'<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://n.example/rss.dtd">'
    + WHOLE.encode(),
}


@pytest.mark.parametrize("body", BYTES.values(), ids=BYTES)
def test_whatever_the_bytes(body: bytes) -> None:
    assert [entry.title for entry in read(body)] == [TITLE]


def test_the_header_names_the_charset() -> None:
    assert read(WHOLE.encode("iso-8859-6"), "text/xml; charset=iso-8859-6")[0].title == TITLE


REFUSED = [
    ("", "no feed: "),
    ("hello", "no feed: "),
    ("<html><body>x</body></html>", "no feed: it begins with <html>"),
    ("{", "no feed: broken JSON"),
    ("{}", "no feed: JSON without items"),
    ('{"items": 3}', "no feed: JSON without"),
    ('{"a":' * 100_000, "no feed: broken JSON"),
    ("<rss><channel><item><title>a", "no feed: it is broken in line 1"),
    ("<rss>" + "<a>" * 1000, "no feed: elements inside each other, 60 deep"),
    (rss("<item/>", '<!DOCTYPE rss [<!ENTITY a "b">]>'), "no feed: it declares entities"),
    (rss("<item/>", '<!DOCTYPE rss [<!ENTITY % a SYSTEM "file:///x"> %a;]>'), "no feed: it declares"),
]


@pytest.mark.parametrize(("text", "what"), REFUSED)
def test_what_is_no_feed(text: str, what: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert caught.value.what.startswith(what)
    assert caught.value.where == "https://x.example/feed"


def test_a_feed_without_news() -> None:
    assert read(rss("")) == ()
    assert read('{"items": [3, null, "x"]}') == ()


def test_what_came_before_a_fault_counts() -> None:
    assert [entry.title for entry in read("<rss><channel><item><title>a</title></item><item><tit")] == ["a"]


def test_a_large_feed_is_not_read_to_its_end() -> None:
    text = "<rss><channel>" + "<item><title>a</title></item>" * 5_000 + "<<<"
    assert len(read(text)) == MOST_ENTRIES
    assert len(read(json.dumps({"items": [{"title": "a"}] * 5_000}))) == MOST_ENTRIES


def test_a_reference_may_fall_anywhere() -> None:
    """The text is parsed in pieces; none ends inside a reference."""
    title = "&nbsp;&amp;&#1593;" * 20_000
    (entry,) = read(rss(f"<item><description>{title}</description></item>"))
    assert entry.text.replace("\xa0", "") == "&ع" * 20_000


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_anything_is_read_or_refused(text: str | bytes) -> None:
    for wrapped in (
        text,
        (b"<rss><item>" + text) if isinstance(text, bytes) else f"<rss><item>{text}</item></rss>",
    ):
        data = wrapped.encode("utf-8", "surrogatepass") if isinstance(wrapped, str) else wrapped
        try:
            entries = read(data)
        except InputError as error:
            assert error.what.startswith("no feed")
        else:
            assert all(isinstance(entry, Entry) for entry in entries)


@pytest.mark.parametrize("mark", ["<!---->", "<!-- -->\n", "<?a?>", "<!-- a --><?b?>", "<!DOCTYPE a>"])
def test_what_stands_before_takes_no_time(mark: str) -> None:
    """A row of comments can be cut into comments in exponentially many ways."""
    assert sniff((mark * 3_000 + "x").encode()) in (Kind.TEXT, Kind.HTML)
    assert list_kind((mark * 3_000 + "x").encode()) is None
    assert list_kind((mark * 20 + "<rss>").encode()) is ListKind.FEED
