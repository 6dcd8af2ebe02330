"""Long lists: the first of them, how many there are, and the way to the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from harbour_fire import newsroom
from rasd import Desk
from rasd.lineage.judging import judgement
from rasd.model import Alert, Article
from rasd.store import judgements, search
from web.served import NOW, client, text_of, tree

WHEN = datetime(2026, 3, 4, 12, tzinfo=UTC)
MANY = 53
WIRE = newsroom()[0]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk(tmp_path_factory.mktemp("desk") / "news.db", clock=lambda: NOW) as made:
        made.add([
            Article(f"n{at}", f"قال الشاهد {name} إن القارب رقم {at} عاد إلى المرسى سالما.", f"القارب {at}",
                    f"وسيلة {name}", published=WHEN + timedelta(hours=at), language="ar")
            for at, name in enumerate(f"سالم{'ابتثجحخد'[at % 8]}{'رزسشصضط'[at // 8]}" for at in range(MANY))
        ])  # fmt: skip
        # Kept as they are: to count every story anew for each is not what is looked at here.
        decided = [judgement("own-reporting", (f"article:n{at}",), "Huda", WHEN + timedelta(hours=at))
                   for at in range(MANY)]  # fmt: skip
        decided.append(judgement("withdraw", (decided[0].id,), "Sami", WHEN + timedelta(days=9)))
        with made.database.writing() as transaction:
            for one in decided:
                judgements.put(transaction, one)
        for at in range(MANY):
            made.book.post(Alert("rule", "s", "c", (), f"k{at}", f"تنبيه {at}", "النص", WHEN), [])
        yield made


@pytest.fixture
def browser(desk: Desk) -> TestClient:
    return client(desk)


LISTS = {
    "/judgements": (".//ul[@class='decisions']/li", MANY + 1),
    "/alerts": (".//ul[@class='lines']/li", MANY),
    "/search?q=القارب": (".//ul[@class='lines']/li", MANY),
    "/outlets": (".//tbody/tr", MANY),
    "/sources": (".//tbody/tr", MANY),
}


@pytest.mark.parametrize("path", LISTS)
def test_a_long_list_leads_on_to_all_of_it_and_back(browser: TestClient, path: str) -> None:
    rows, number = LISTS[path]
    first = tree(browser.get(path).text)
    further = first.find(".//a[@rel='next']").get("href")
    second = tree(browser.get(further).text)
    shown = [[text_of(row) for row in page.findall(rows)] for page in (first, second)]
    assert [len(one) for one in shown] == [50, number - 50]
    assert len({*shown[0], *shown[1]}) == number
    assert second.find(".//a[@rel='next']") is None
    back = tree(browser.get(second.find(".//a[@rel='prev']").get("href")).text)
    assert [text_of(row) for row in back.findall(rows)] == shown[0]
    assert back.find(".//a[@rel='prev']") is None


@pytest.mark.parametrize("path", LISTS)
def test_programs_are_given_the_same_lists(browser: TestClient, path: str) -> None:
    asked = f"/api{path}{'&' if '?' in path else '?'}most=20&skip="
    key = {"judgements": "decided", "search": "articles"}.get(path[1:].partition("?")[0], path[1:])
    pages = [browser.get(f"{asked}{skip}").json() for skip in (0, 20, 40)]
    assert [len(page[key]) for page in pages] == [20, 20, LISTS[path][1] - 40]
    assert [page["more"] for page in pages] == [True, True, False]
    assert browser.get(f"{asked}0&most=1000").status_code == 422


def test_what_is_withdrawn_is_named_though_it_stands_on_another_page(browser: TestClient) -> None:
    page = tree(browser.get("/judgements?lang=en").text)
    assert text_of(page.find(".//span[@class='about']")) == "own reporting · Huda"


def test_a_search_says_how_many_it_found(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def counted(path: str) -> str:
        return text_of(tree(browser.get(f"{path}&lang=en").text).find(".//p[@class='counts']"))

    assert counted("/search?q=القارب") == f"القارب · {MANY} articles · 1 to 50"
    assert counted("/search?q=القارب&skip=50") == f"القارب · {MANY} articles · 51 to {MANY}"
    assert counted('/search?q="القارب 7"') == '"القارب 7" · 1 article'
    monkeypatch.setattr(search, "NEWEST", 51)
    said = counted("/search?q=القارب")
    assert said == "القارب · 51 articles or more; these are of the last that came in · 1 to 50"


def test_a_source_shows_all_places_where_it_is_cited(tmp_path: Path) -> None:
    again = [replace(WIRE, id=f"w{at}", outlet=f"وسيلة {at}", published=WHEN + timedelta(days=40 * at))
             for at in range(MANY)]  # fmt: skip
    with Desk(tmp_path / "news.db") as desk:
        desk.add(again)
        asked = client(desk)
        first = tree(asked.get("/source?name=رويترز").text)
        second = tree(asked.get(first.find(".//a[@rel='next']").get("href")).text)
        rows = [page.findall(".//ul[@class='lines']/li") for page in (first, second)]
        cited = asked.get("/api/source?name=رويترز").json()["profile"]["line"]
        assert len(rows[0]) == 50
        assert len(rows[1]) == cited["said"] + cited["passed_on"] - 50
