"""What is remembered of a page: as long as it holds, within its bytes, and nothing of who looked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from fastapi.testclient import TestClient

from harbour_fire import START, newsroom
from rasd import Desk
from rasd.lineage.judging import judgement
from rasd.model import Article
from rasd.store.accounts import Account
from rasd.web import faces
from rasd.web.laying import FIRST
from rasd.web.passwords import hashed
from rasd.web.remembering import Remembered
from web.served import CLOSED, NOW, client, text_of, token, tree

TOWNS = (
    "صور",
    "صيدا",
    "طرابلس",
    "جبيل",
    "زحلة",
    "بعلبك",
    "البترون",
    "النبطية",
    "جزين",
    "عاليه",
    "بيروت",
    "الهرمل",
)
WORKS = (
    "بدأت أعمال توسيع المرفأ", "أغلقت المدرسة الثانوية", "افتتحت مكتبة عامة جديدة", "انقطعت مياه الشرب يومين",
    "وصل وفد من المزارعين", "تأجل مهرجان الخريف", "رمم الجسر الحجري القديم", "توقفت الحافلات عن العمل",
    "زرعت ألف شجرة زيتون", "انتخب مجلس بلدي جديد", "اندلع حريق في السوق", "جرت مناورة لفرق الإنقاذ",
)  # fmt: skip


def long_story() -> list[Article]:
    """Six reports in the same words, with more claims, copies and steps than a page shows at first."""
    said = [
        f"قال رئيس بلدية {town} سليم {town}ي إن {work} في {town} خلال الأسبوع الماضي."
        for town, work in zip(TOWNS, WORKS, strict=True)
    ]
    return [
        Article(
            f"long{at}", "\n".join(said), "أسبوع في بلدات الساحل", f"صحيفة {town}", language="ar",
            published=START + timedelta(days=40, hours=at),
        )
        for at, town in enumerate(TOWNS[:6])
    ]  # fmt: skip


# --- by itself ------------------------------------------------------------------------------------------


def test_a_value_holds_as_long_as_its_mark() -> None:
    kept: Remembered[str] = Remembered(len)
    values = iter("abc")
    asked = [kept.get(("x",), mark, lambda m=mark: m, lambda: next(values)) for mark in "1122"]  # type: ignore[misc]
    assert asked == ["a", "a", "b", "b"]
    assert kept.weight == 1


def test_what_changed_while_it_was_made_is_not_kept() -> None:
    kept: Remembered[str] = Remembered(len)
    values = iter("ab")
    assert kept.get(("x",), "1", lambda: "2", lambda: next(values)) == "a"
    assert kept.get(("x",), "1", lambda: "1", lambda: next(values)) == "b"


def test_what_was_asked_for_least_lately_makes_room() -> None:
    kept: Remembered[str] = Remembered(len, most=10)
    made = []

    def ask(key: str, value: str) -> None:
        kept.get((key,), "", str, lambda: made.append(key) or value)  # type: ignore[func-returns-value]

    for key in ("a", "b", "a", "c", "b", "a"):
        ask(key, "xxxx")
    assert made == ["a", "b", "c", "b", "a"]
    assert kept.weight == 8
    ask("d", "x" * 11)
    assert kept.weight == 0


def test_two_who_ask_at_once_wait_for_one() -> None:
    kept: Remembered[str] = Remembered(len)
    begun, go, made, got = Event(), Event(), [], []

    def make() -> str:
        begun.set()
        assert go.wait(30)
        made.append(1)
        return "value"

    def ask() -> None:
        got.append(kept.get(("x",), "", str, make))

    first, second = Thread(target=ask), Thread(target=ask)
    first.start()
    assert begun.wait(30)
    second.start()
    go.set()
    first.join(30)
    second.join(30)
    assert (made, got) == ([1], ["value"] * 2)


# --- a story's page -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk(tmp_path_factory.mktemp("desk") / "news.db", clock=lambda: NOW) as made:
        made.add([*newsroom(), *long_story()])
        for role in ("reader", "editor", "admin"):
            made.accounts.put(Account(role, role, NOW), hashed("a long password"))
        yield made


@pytest.fixture
def laid(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The stories that are laid out, with the language, as it happens."""
    seen: list[tuple[str, str]] = []
    real = faces.lay_out

    def counting(story, words, *rest):  # type: ignore[no-untyped-def]
        seen.append((story.id, words.lang))
        return real(story, words, *rest)

    monkeypatch.setattr(faces, "lay_out", counting)
    return seen


def visitor(desk: Desk, role: str, app: TestClient) -> TestClient:
    """A browser of its own on the same server, signed in."""
    browser = TestClient(app.app, base_url=str(app.base_url), follow_redirects=False)
    form = {"token": token(browser.get("/sign-in").text), "name": role, "password": "a long password"}
    assert browser.post("/sign-in", data=form).status_code == 303
    return browser


def largest(desk: Desk) -> str:
    return max(desk.stories(), key=lambda story: len(story.claims)).id


def test_a_page_that_is_remembered_is_the_same_page(desk: Desk, laid: list[tuple[str, str]]) -> None:
    browser, story = client(desk), largest(desk)
    pages = [browser.get(f"/story/{story}?lang=ar").text for _ in range(2)]
    assert pages[0] == pages[1]
    assert laid == [(story, "ar")]
    browser.get(f"/story/{story}?lang=en")
    browser.get(f"/story/{story[:10]}?lang=ar")
    assert laid == [(story, "ar"), (story, "en")]


def test_nothing_of_a_visitor_is_remembered_for_another(desk: Desk, laid: list[tuple[str, str]]) -> None:
    server, story = client(desk, CLOSED), largest(desk)
    pages = {}
    for role in ("editor", "reader", "admin"):
        pages[role] = visitor(desk, role, server).get(f"/story/{story}").text
    assert len(laid) == 1
    tokens = {role: token(page) for role, page in pages.items()}
    assert len(set(tokens.values())) == 3
    for role, page in pages.items():
        others = [one for other, one in tokens.items() if other != role]
        assert not [one for one in others if one in page]
        forms = [one.get("action") for one in tree(page).iter("form") if one.get("method") == "post"]
        assert ("/judgements" in forms) == (role != "reader")
    assert visitor(desk, "reader", server).get(f"/story/{story}").text.count("token") == 1
    assert client(desk, CLOSED).get(f"/story/{story}").status_code == 303


def test_the_list_of_stories_has_nothing_of_a_visitor(desk: Desk) -> None:
    server = client(desk, CLOSED)
    pages = [visitor(desk, role, server).get("/parts/stories").text for role in ("reader", "admin")]
    assert pages[0] == pages[1]
    assert "token" not in pages[0]


def changes(desk: Desk, story: str) -> Iterator[str]:
    """Change a story in each way that it can be changed, and say how."""
    keys = [origin.keys[0] for origin in desk.story(story).claims[0].standing.origins[:2]]
    first = judgement("merge", tuple(keys), "Huda", START, "both are one man")
    desk.judge(first)
    yield "a judgement"
    desk.judge(judgement("withdraw", (first.id,), "Huda", START + timedelta(hours=1), ""))
    yield "an undo"
    desk.judge(judgement("own-reporting", ("article:a4",), "Huda", START + timedelta(hours=2), "elsewhere"))
    yield "a judgement on another story"
    edited = newsroom()[2]
    desk.add(replace(edited, text=edited.text.replace("ثلاثة", "أربعة")))
    yield "a new version"
    late = newsroom()[0]
    desk.add(replace(late, id="late", outlet="نشرة المساء", published=START + timedelta(hours=9)))
    yield "a new report"


def test_a_page_is_that_of_the_story_as_it_is_now(tmp_path: Path) -> None:
    with Desk(tmp_path / "news.db", clock=lambda: NOW) as desk:
        desk.add(newsroom())
        story = next(one for one in desk.stories() if len(one.claims[0].standing.origins) > 1).id
        browser, before = client(desk), ""
        for change in changes(desk, story):
            warm = browser.get(f"/story/{story}").text
            fresh = client(desk).get(f"/story/{story}").text
            assert warm.replace(token(warm), "") == fresh.replace(token(fresh), ""), change
            assert warm != before, change
            before = warm


def test_an_earlier_story_is_called_what_it_is_called_now(tmp_path: Path) -> None:
    with Desk(tmp_path / "news.db", clock=lambda: NOW) as desk:
        desk.add(newsroom())
        story = next(one for one in desk.stories() if one.earlier)
        browser = client(desk)
        assert story.earlier[0].title in browser.get(f"/story/{story.id}").text
        first = newsroom()[0]
        desk.add(replace(first, text=first.text + " ولم يصب أحد.", title="عنوان جديد كل الجدة"))
        page = browser.get(f"/story/{story.id}").text
        assert desk.story(story.id).earlier[0].title == "عنوان جديد كل الجدة"
        assert "عنوان جديد كل الجدة" in page


# --- how much of a story ----------------------------------------------------------------------------------


def test_a_page_shows_the_first_of_a_long_story_and_leads_to_the_rest(desk: Desk) -> None:
    story, browser = desk.story(largest(desk)), client(desk)
    assert len(story.claims) > FIRST.claims
    page, whole = (tree(browser.get(f"/story/{story.id}{query}").text) for query in ("", "?whole=true"))
    cards = [len(one.findall(".//section[@class='claim']")) for one in (page, whole)]
    assert cards == [FIRST.claims, len(story.claims)]
    rest = page.find(".//ol[@class='others']")
    lines = rest.findall("li/a")
    assert [line.get("href") for line in lines] == [
        f"/story/{story.id}?whole=true#claim-{number}"
        for number in range(int(rest.get("start")), len(story.claims) + 1)
    ]
    assert [text_of(line) for line in lines] == [claim.text for claim in story.claims[FIRST.claims :]]
    ids = {one.get("id") for one in whole.iter() if one.get("id")}
    assert {line.get("href").partition("#")[2] for line in lines} <= ids
    copies = [len(one.findall(".//ul[@class='copies']/li")) for one in (page, whole)]
    assert copies == [FIRST.copies, len(story.copies)]
    steps = [len(one.findall(".//details[@id='lineage-table']//tbody/tr")) for one in (page, whole)]
    assert steps == [FIRST.steps, len(story.lineage.edges)]
    more = {text_of(one): one.get("href") for one in page.findall(".//p[@class='more']/a")}
    where = f"/story/{story.id}?whole=true"
    assert more == {
        f"and {len(story.lineage.edges) - FIRST.steps} steps more": f"{where}#chains",
        f"and {len(story.copies) - FIRST.copies} copies more": f"{where}#shared",
    }
    assert whole.findall(".//p[@class='more']") == []


def test_a_short_story_is_shown_whole(desk: Desk) -> None:
    story = max(
        (one for one in desk.stories() if len(one.claims) < FIRST.claims), key=lambda one: len(one.articles)
    )
    assert len(story.articles) > 2
    browser = client(desk)
    page, whole = (tree(browser.get(f"/story/{story.id}{query}").text) for query in ("", "?whole=true"))
    assert text_of(page.find(".//main")) == text_of(whole.find(".//main"))
    assert page.findall(".//p[@class='more']") == []
