"""Every page, in both languages: well formed, in its own direction, and with what it is there to show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

import rasd
from harbour_fire import newsroom
from rasd import Desk
from rasd.export import phrases
from rasd.export.front import origins_said
from rasd.model import Alert, Evidence, Feed, FeedHealth
from web.served import NOW, client, text_of, token, tree

ALERT = Alert(
    "many outlets", "s", "c",
    (Evidence("at-least", values=(("what", "outlets"), ("found", "5"), ("wanted", "4"))),), "k1",
    "حريق", "النص",
)  # fmt: skip
EXAMPLES = Path(__file__).parents[2] / "examples"
WHEN = datetime(2026, 3, 4, 12, tzinfo=UTC)
PAGES = (
    "/", "/?since=2026-01-01&unconfirmed=true&sort=time", "/?outlet=nobody", "/story/{story}",
    "/article?id=a0", "/compare?a=a0&b=a1", "/search", "/search?q=حريق", "/sources", "/source?name={source}",
    "/outlets", "/outlet?name={outlet}", "/network", "/feeds", "/alerts", "/judgements", "/trace", "/sign-in",
    "/nothing", "/article?id=none", "/?skip=-1",
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk(tmp_path_factory.mktemp("desk") / "news.db", clock=lambda: NOW) as made:
        made.add(newsroom())
        edited = newsroom()[0]
        made.add(rasd.Article(edited.id, edited.text.replace("حريق", "الحريق"), edited.title, edited.outlet,
                              published=edited.published))  # fmt: skip
        made.book.follow([Feed("https://one.example/rss", outlet="وسيلة"), Feed("https://two.example/rss")])
        made.book.record(FeedHealth("https://one.example/rss", polls=3, articles=4, trouble="HTTP 500"))
        made.book.post(ALERT, [])
        yield made


@pytest.fixture
def browser(desk: Desk) -> TestClient:
    return client(desk)


def filled(path: str, desk: Desk) -> str:
    story = max(desk.stories(), key=lambda story: len(story.articles))
    source, outlet = desk.source_lines()[0].name, desk.outlet_lines()[0].outlet
    return path.format(story=story.id, source=quote(source), outlet=quote(outlet))


@pytest.mark.parametrize("lang", ["ar", "en", "fa"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_well_formed_and_runs_its_languages_way(
    desk: Desk, browser: TestClient, path: str, lang: str
) -> None:
    answer = browser.get(filled(path, desk), headers={"accept-language": f"{lang},fr;q=0.5"})
    assert answer.status_code in (200, 400, 404, 422)
    page = tree(answer.text)
    assert (page.get("lang"), page.get("dir")) == (lang, "ltr" if lang == "en" else "rtl")
    ids = [one.get("id") for one in page.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert {one.get("href")[:8] for one in page.iter("link")} == {"/static/"}
    assert [one.tag for one in page.iter() if one.get("style") or one.tag == "style"] == []
    assert [one for one in page.iter("script") if one.text or not one.get("src").startswith("/static/")] == []
    assert len(list(page.iter("h1"))) == 1
    assert re.search(r"\b(web|words)\.|\{\w+\}", text_of(page.find("body"))) is None


def test_the_front_page_is_light(browser: TestClient) -> None:
    parts = [browser.get(path) for path in ("/", "/static/site.css", "/static/site.js", "/static/icon.svg")]
    assert sum(len(part.content) for part in parts) < 150_000


def test_the_front_page_says_what_stands_behind_each_story(desk: Desk, browser: TestClient) -> None:
    page = tree(browser.get("/").text)
    rows = page.findall(".//ol[@class='lines']/li")
    lines = desk.story_lines()
    assert [text_of(row.find("a")) for row in rows] == [line.title for line in lines]
    assert [row.find("a").get("href") for row in rows] == [f"/story/{line.id}" for line in lines]
    first = text_of(rows[0])
    assert f"{lines[0].claim.outlets} outlets" in first
    assert "unconfirmed" in first


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("", lambda line: True),
        ("?denied=true", lambda line: line.claim and line.claim.denied),
        ("?single_origin=true", lambda line: line.claim and line.claim.highest == 1),
        ("?least_outlets=3", lambda line: line.claim and line.claim.outlets >= 3),
        ("?since=2099-01-01", lambda line: False),
    ],
)
def test_the_front_page_is_narrowed_down(desk: Desk, browser: TestClient, asked: str, left: object) -> None:
    shown = {row["id"] for row in browser.get(f"/api/stories{asked}").json()["stories"]}
    all_lines = {line.id: line for line in desk.story_lines()}
    assert shown >= {id_ for id_, line in all_lines.items() if left(line)}  # type: ignore[operator]
    page = tree(browser.get(f"/{asked}").text)
    assert {
        row.get("href").removeprefix("/story/") for row in page.findall(".//ol//a[@class='title']")
    } == shown


def test_the_list_is_sent_again_only_where_it_has_changed(browser: TestClient) -> None:
    first = browser.get("/parts/stories")
    again = browser.get("/parts/stories", headers={"if-none-match": first.headers["etag"]})
    other = browser.get("/parts/stories?sort=time", headers={"if-none-match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert other.status_code == 200


def test_a_storys_chains_are_drawn_and_told(desk: Desk, browser: TestClient) -> None:
    story = max(desk.stories(), key=lambda story: len(story.articles))
    page = tree(browser.get(f"/story/{story.id}").text)
    drawing = next(one for one in page.iter() if one.get("class") == "lineage")
    nodes = [one for one in drawing.iter() if (one.get("class") or "").startswith("node ")]
    steps = [one for one in drawing.iter() if (one.get("class") or "").startswith("step ")]
    assert len(nodes) == len(story.lineage.nodes)
    assert len(steps) == len(story.lineage.edges)
    assert all(one.get("tabindex") == "0" and text_of(one) for one in nodes)
    table = page.find(".//details[@id='lineage-table']")
    assert len(table.findall(".//tbody/tr")) == len(steps)


def test_a_story_says_first_what_its_claims_rest_on(tmp_path: Path) -> None:
    with Desk(tmp_path / "news.db") as desk:
        desk.add(str(EXAMPLES / "story.jsonl"))
        line = desk.story_lines()[0]
        story = desk.story(line.id)
        page = tree(client(desk).get(f"/story/{line.id}?lang=en").text)
    parts = [one for one in page.find(".//main/article") if one.tag in ("section", "h2")]
    assert parts[0].get("class") == "glance", "before the claims with all that stands behind them"
    rows = parts[0].findall("ul/li")
    links = [row.find("a").get("href") for row in rows]
    assert line.claim is not None
    assert links[0] == f"#claim-{line.claim.place}", "by which the list shows the story"
    assert links[1:] == [f"#claim-{at}" for at in range(1, 6) if at != line.claim.place][: len(links) - 1]
    assert len(links) == min(len(story.claims), 5) > 1
    ids = {one.get("id") for one in page.iter() if one.get("id")}
    assert {link[1:] for link in links} <= ids
    for row, link in zip(rows, links, strict=True):
        standing, said = story.claims[int(link.rpartition("-")[2]) - 1].standing, text_of(row)
        assert phrases.plain(origins_said(standing, phrases.load("en"))) in said
        assert ("unconfirmed" in said) != bool(standing.confirmed_by)
        assert all(name in said for name in (*standing.confirmed_by, *standing.denied_by))


def test_a_story_of_one_claim_has_it_first(desk: Desk, browser: TestClient) -> None:
    single = next(one.id for one in desk.story_lines(most=50) if len(desk.story(one.id).claims) == 1)
    assert 'class="glance"' not in browser.get(f"/story/{single}").text


def test_every_table_of_every_page_has_a_caption(desk: Desk, browser: TestClient) -> None:
    for path in PAGES:
        page = tree(browser.get(filled(path, desk)).text)
        for table in page.iter("table"):
            assert text_of(table.find("caption")), path


def test_an_article_leads_to_where_its_words_stand_too(desk: Desk, browser: TestClient) -> None:
    held = next(desk.article(a.id) for a in newsroom() if desk.article(a.id).passages)
    own = held.analysis.article.id
    page = tree(browser.get(f"/article?id={own}").text)
    links = {one.get("href") for one in page.findall(".//a[@class='also']")}
    assert links == {f"/compare?a={own}&b={other.id}" for other in held.others}
    assert len(page.findall(".//span[@role='tooltip']")) == len(held.analysis.attributions)


def test_what_was_changed_is_shown_word_by_word(browser: TestClient) -> None:
    page = tree(browser.get("/article?id=a0").text)
    changed = page.find(".//ul[@class='edits']/li")
    assert [(one.tag, one.text) for one in changed] == [("del", "حريق"), ("ins", "الحريق")]


def test_both_sides_of_a_comparison_show_the_same_passages(desk: Desk, browser: TestClient) -> None:
    held = next(desk.article(a.id) for a in newsroom() if desk.article(a.id).passages)
    a, b = held.analysis.article.id, held.others[0].id
    one, two = (browser.get(f"/api/compare?a={x}&b={y}").json() for x, y in ((a, b), (b, a)))
    assert [p["a_span"] for p in one["passages"]] == [p["b_span"] for p in two["passages"]] != []
    turned = {"a>b": "b>a", "b>a": "a>b", "undetermined": "undetermined"}
    assert [turned[p["direction"]] for p in one["passages"]] == [p["direction"] for p in two["passages"]]


@pytest.mark.parametrize(
    ("kind", "holds"),
    [("html", b"<!DOCTYPE html>"), ("jsonl", b'"story"'), ("jsonld", b"schema.org"), ("graphml", b"<graphml"),
     ("prov.json", b"prov")],
)  # fmt: skip
def test_a_story_is_exported(desk: Desk, browser: TestClient, kind: str, holds: bytes) -> None:
    story = desk.story_lines()[0].id
    answer = browser.get(f"/story/{story}/export.{kind}")
    assert answer.status_code == 200
    assert holds in answer.content
    assert answer.headers["content-disposition"] == f'attachment; filename="rasd-{story[:8]}.{kind}"'


def test_a_search_shows_where_the_words_stand(desk: Desk, browser: TestClient) -> None:
    page = tree(browser.get("/search?q=حريق").text)
    rows = page.findall(".//ul[@class='lines']/li")
    marked = [row.find("q/mark").text for row in rows if row.find("q/mark") is not None]
    assert marked
    assert set(marked) <= {"حريق", "الحريق"}
    texts = {desk.article(article.id).analysis.article.text for article in newsroom()}
    for row in rows:
        if (excerpt := row.find("q")) is not None:
            assert any(text_of(excerpt).strip("…") in " ".join(text.split()) for text in texts)


def test_what_was_decided_is_told_by_names(desk: Desk, browser: TestClient) -> None:
    article = newsroom()[3]
    decided = rasd.judgement("own-reporting", (f"article:{article.id}",), "Huda", WHEN)
    desk.judge(decided)
    desk.judge(rasd.judgement("withdraw", (decided.id,), "Sami", WHEN.replace(hour=13)))
    rows = tree(browser.get("/judgements?lang=en").text).findall(".//span[@class='about']")
    told = [text_of(row) for row in rows]
    assert told == ["own reporting · Huda", f"{article.outlet}: {article.title}"]


def test_a_language_is_remembered(desk: Desk) -> None:
    browser = client(desk)
    assert tree(browser.get("/?lang=ar").text).get("lang") == "ar"
    assert tree(browser.get("/search").text).get("lang") == "ar"
    assert tree(browser.get("/search?lang=en").text).get("lang") == "en"


def test_a_text_is_traced_and_kept_only_where_that_is_asked(tmp_path: Path) -> None:
    with Desk(tmp_path / "news.db") as desk:
        browser = client(desk)
        given = {"token": token(browser.get("/trace").text), "given": newsroom()[0].text}
        answer = browser.post("/trace", data=given)
        assert "blockquote" in answer.text
        assert len(desk) == 0
        assert "It is on the desk now." in browser.post("/trace", data={**given, "keep": "true"}).text
        assert len(desk) == 1
        browser.post("/trace", data={**given, "keep": "true"})
        browser.post("/trace", data={**given, "given": newsroom()[4].text, "keep": "true"})
        assert (desk.counts()["articles"], desk.counts()["versions"]) == (2, 0), "each text is its own"
        assert desk.outlet_names() == []
        assert "النص الملصق" in browser.post("/trace?lang=ar", data=given).text


@pytest.mark.parametrize(
    "given", ["/etc/passwd", "news.db", "file:///etc/passwd", "http://127.0.0.1:1/x", "ftp://a.example/"]
)
def test_what_is_pasted_opens_nothing_of_this_machine(tmp_path: Path, given: str) -> None:
    with Desk(tmp_path / "news.db") as desk:
        browser = client(desk)
        answer = browser.post("/trace", data={"token": token(browser.get("/trace").text), "given": given})
        assert answer.status_code in (200, 400)
        assert "root:" not in answer.text
        tree(answer.text)
