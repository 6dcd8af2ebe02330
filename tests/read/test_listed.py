"""Feeds, sitemaps and OPML as inputs: a file gives what it holds, a list of addresses what stands there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from rasd.model import Article, Problem
from rasd.read import inputs, read_inputs
from rasd.read.fetch import Fetched, fetch
from rasd.read.listed import Listing, ListKind, list_kind
from rasd.settings import Settings

SETTINGS = Settings(timeout=5)
TEXT = "وقال مدير المتحف جمال الكردي إن القاعة الجديدة تعرض أربعين قطعة لم يرها الزوار من قبل، بعضها مستعار."
MORE = "وأضاف الكردي أن الدخول مجاني حتى نهاية الشهر، وأن المتحف يفتح أبوابه كل يوم عدا الثلاثاء صباحا."
BODY = f"<body><h1>قاعة</h1><p>{TEXT}</p><p>{MORE}</p></body>"
PAGE = f'<html lang="ar"><head><title>قاعة</title></head>{BODY}</html>'
LONG = f"{TEXT} {MORE} " * 3


def rss(*items: str) -> str:
    head = '<?xml version="1.0"?><!-- made --><rss version="2.0"><channel><title>f</title>'
    return f"{head}{''.join(items)}</channel></rss>"


def item(link: str, text: str = "", guid: str = "") -> str:
    return (
        f"<item><title>عنوان {guid}</title><link>{link}</link><guid>{guid or link}</guid>"
        f"<pubDate>Tue, 03 Mar 2026 08:00:00 GMT</pubDate><description>{text}</description></item>"
    )


def urlset(*urls: str) -> str:
    return f"<urlset>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>"


class Site:
    """Pages by path, and what was asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                body = site.pages.get(self.path)
                self.send_response(200 if body is not None else 404)
                kind = "text/html" if body and "<html" in body else "text/xml"
                self.send_header("Content-Type", f"{kind}; charset=utf-8")
                self.end_headers()
                self.wfile.write((body or "").encode())

            def log_message(self, *args: object) -> None:
                """Nobody listens."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.allow = frozenset({("127.0.0.1", self.server.server_port)})
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server.server_port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


def listed(
    site: Site, path: str, settings: Settings = SETTINGS
) -> tuple[list[Article], list[str], list[float]]:
    """The articles, the problems and the pauses of a list that is named by its URL."""
    waited: list[float] = []
    listing = Listing(settings, site.allow, waited.append)
    page = fetch(site.url(path), settings, site.allow)
    kind = list_kind(page.body)
    assert kind is not None
    found = list(listing.read(page, kind, local=False))
    problems = [one.what for one in found if isinstance(one, Problem)]
    return [one for one in found if isinstance(one, Article)], problems, [one for one in waited if one]


KINDS = [
    (rss(), ListKind.FEED),
    ('<feed xmlns="http://www.w3.org/2005/Atom"></feed>', ListKind.FEED),
    ('\ufeff<?xml version="1.0"?>\n<!DOCTYPE x>\n<rdf:RDF xmlns="x"></rdf:RDF>', ListKind.FEED),
    ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', ListKind.FEED),
    ('<urlset xmlns="x"></urlset>', ListKind.SITEMAP),
    ("<sitemapindex/>", ListKind.INDEX),
    ('<opml version="2.0"></opml>', ListKind.OPML),
    (PAGE, None),
    ("<p>An <rss> element</p>", None),
    ('{"id": "1", "text": "x"}', None),
    ("rss feed", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_lists_are_known_by_how_they_begin(text: str, kind: ListKind | None) -> None:
    assert list_kind(text.encode()) is kind


def test_a_feed_s_file_gives_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(
        rss(item("https://a.example/1", LONG), item("https://a.example/2", "قصير"))
    )
    found = list(read_inputs([tmp_path / "feed.xml"], SETTINGS))
    (article,) = [one for one in found if isinstance(one, Article)]
    (problem,) = [one for one in found if isinstance(one, Problem)]
    assert (article.url, article.text) == ("https://a.example/1", LONG.strip())
    assert article.published is not None
    assert article.published.isoformat() == "2026-03-03T08:00:00+00:00"
    assert (problem.what, "URL" in problem.do) == ("1 of 2 entries hold no text of their own", True)


def test_a_feed_s_url_gives_the_pages_behind_it(site: Site) -> None:
    entries = (
        item(site.url("/1")),
        item(site.url("/gone"), LONG),
        item(site.url("/none")),
        item(site.url("/2")),
    )
    site.pages |= {"/feed": rss(*entries), "/1": PAGE, "/2": PAGE.replace("متحف", "معرض")}
    articles, problems, waited = listed(site, "/feed")
    assert [one.url for one in articles] == [site.url("/1"), site.url("/gone"), site.url("/2")]
    assert articles[0].text == f"{TEXT}\n{MORE}"
    assert articles[1].text == LONG.strip()
    assert all(one.published for one in articles)
    assert [what[:23] for what in problems] == ["the server answered 404"]
    assert site.asked[:3] == ["/feed", "/robots.txt", "/1"]
    assert site.asked.count("/robots.txt") == 1
    assert waited == [SETTINGS.pause] * 3


def test_what_robots_txt_forbids_is_not_asked_for(site: Site) -> None:
    site.pages |= {
        "/robots.txt": "User-agent: *\nDisallow: /private\nCrawl-delay: 7\n",
        "/map": urlset(site.url("/private/1"), site.url("/1")),
        "/1": PAGE,
        "/private/1": PAGE,
    }
    articles, problems, waited = listed(site, "/map")
    assert [one.url for one in articles] == [site.url("/1")]
    assert "robots.txt" in problems[0]
    assert "/private/1" not in site.asked
    assert waited == [7.0]


def test_an_index_of_sitemaps_and_a_list_of_feeds(site: Site) -> None:
    lists = "".join(f"<sitemap><loc>{site.url(path)}</loc></sitemap>" for path in ("/map", "/index", "/1"))
    outline = f'<outline text="a" xmlUrl="{site.url("/feed")}"/>'
    site.pages |= {
        "/index": f"<sitemapindex>{lists}</sitemapindex>",
        "/map": urlset(site.url("/1")),
        "/feed": rss(item(site.url("/1"))),
        "/1": PAGE,
        "/opml": f'<opml version="2.0"><body>{outline}</body></opml>',
    }
    articles, problems, _ = listed(site, "/index")
    assert {one.url for one in articles} == {site.url("/1")}
    assert problems == ["no feed and no sitemap"]
    assert [one.url for one in listed(site, "/opml")[0]] == [site.url("/1")]


def test_no_more_pages_than_are_wanted(site: Site) -> None:
    site.pages |= {f"/{n}": PAGE for n in range(9)}
    site.pages["/feed"] = rss(*(item(site.url(f"/{n}")) for n in range(9)))
    articles, problems, _ = listed(site, "/feed", Settings(most_pages=4))
    assert len(articles) == 4
    assert problems == ["5 entries are left out: 4 pages were fetched"]


def test_a_list_that_is_none(tmp_path: Path) -> None:
    declared = '<!DOCTYPE rss [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>'
    bomb = f"{declared}<rss><channel><item><title>&c;</title></item></channel></rss>"
    (tmp_path / "bomb.rss").write_text(bomb)
    (found,) = read_inputs([tmp_path / "bomb.rss"], SETTINGS)
    assert isinstance(found, Problem) or "bb" not in found.text
    (tmp_path / "a.xml").write_text(f"<?xml version='1.0'?><html>{BODY}</html>")
    (article,) = read_inputs([tmp_path / "a.xml"], SETTINGS)
    assert isinstance(article, Article)


def test_a_url_that_is_a_feed_is_read_as_one(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = rss(item("https://a.example/1", LONG)).encode()
    answer = Fetched("https://a.example/feed", feed, "text/html")
    monkeypatch.setattr(inputs, "fetch", lambda url, settings: answer)
    page = Article("p", f"{LONG} {LONG} {LONG}", url="https://a.example/1")
    monkeypatch.setattr(Listing, "_fetched_article", lambda self, url: page)
    (article,) = read_inputs(["https://a.example/feed"], SETTINGS)
    assert isinstance(article, Article)
    assert (article.id, article.title) == ("p", "عنوان")
