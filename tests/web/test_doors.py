"""Who is let in, what each role may, and what is refused before it is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import rasd
from harbour_fire import START, newsroom
from rasd import Desk
from rasd.errors import UsageError
from rasd.store.accounts import Account
from rasd.web.guard import MOST_BYTES
from rasd.web.passwords import fits, hashed
from rasd.web.serving import Asked, believed, is_loopback, serving_of
from web.served import CLOSED, HOST, NOW, OPEN, client, token, tree

PASSWORD = "كلمة سر طويلة"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk(tmp_path_factory.mktemp("desk") / "news.db") as made:
        made.add(newsroom())
        for role in ("reader", "editor", "admin"):
            made.accounts.put(Account(role, role, NOW), hashed(PASSWORD))
        yield made


def signed_in(desk: Desk, role: str) -> TestClient:
    browser = client(desk, CLOSED)
    if role:
        form = {"token": token(browser.get("/sign-in").text), "name": role, "password": PASSWORD}
        assert browser.post("/sign-in", data=form).status_code == 303
    return browser


PATHS = {
    "/": (303, 200, 200, 200),
    "/api/stories": (401, 200, 200, 200),
    "/api/openapi.json": (200, 200, 200, 200),
    "/static/site.css": (200, 200, 200, 200),
    "/article?id=a0": (303, 200, 200, 200),
}


@pytest.mark.parametrize("path", PATHS)
def test_reading_needs_an_account(desk: Desk, path: str) -> None:
    found = tuple(signed_in(desk, role).get(path).status_code for role in ("", "reader", "editor", "admin"))
    assert found == PATHS[path]


FORMS = {
    "/judgements": ({"kind": "own-reporting", "about": "article:a0"}, (303, 403, 303, 303)),
    "/feeds": ({"url": "https://one.example/rss"}, (303, 403, 403, 303)),
    "/feeds/drop": ({"url": "https://one.example/rss"}, (303, 403, 403, 303)),
    "/trace": ({"given": "قال مصدر إن السفينة غرقت."}, (303, 200, 200, 200)),
}


@pytest.mark.parametrize("path", FORMS)
def test_each_role_may_what_it_may(desk: Desk, path: str) -> None:
    form, wanted = FORMS[path]
    found = []
    for role in ("", "reader", "editor", "admin"):
        browser = signed_in(desk, role)
        page = browser.get("/trace" if role else "/sign-in").text
        found.append(browser.post(path, data={**form, "token": token(page)}).status_code)
    assert tuple(found) == wanted


@pytest.mark.parametrize(
    ("name", "password", "token_of", "status"),
    [
        ("reader", PASSWORD, "own", 303),
        ("reader", PASSWORD + "x", "own", 403),
        ("nobody", PASSWORD, "own", 403),
        ("", "", "own", 403),
        ("reader", PASSWORD, "forged", 403),
        ("reader\x00", PASSWORD, "own", 403),
        ("reader", "x" * 100_000, "own", 403),
    ],
)
def test_signing_in(desk: Desk, name: str, password: str, token_of: str, status: int) -> None:
    browser = client(desk, CLOSED)
    own = token(browser.get("/sign-in").text)
    form = {"name": name, "password": password, "token": own if token_of == "own" else own[::-1]}
    answer = browser.post("/sign-in", data=form)
    assert answer.status_code == status
    assert ("rasd_session" in browser.cookies) == (status == 303)


def test_whoever_signs_out_is_out(desk: Desk) -> None:
    browser = signed_in(desk, "reader")
    key = browser.cookies["rasd_session"]
    browser.post("/sign-out", data={"token": token(browser.get("/").text)})
    browser.cookies.set("rasd_session", key)
    assert browser.get("/").status_code == 303


def test_a_session_ends(desk: Desk) -> None:
    later = NOW + 13 * 3600
    browser = signed_in(desk, "reader")
    after = client(desk, replace(CLOSED, now=lambda: later))
    after.cookies.set("rasd_session", browser.cookies["rasd_session"])
    assert (browser.get("/").status_code, after.get("/").status_code) == (200, 303)


def test_cookies_are_kept_from_scripts_and_other_sites(desk: Desk) -> None:
    browser = client(desk, replace(CLOSED, secure=True))
    set_cookie = browser.get("/sign-in").headers["set-cookie"].lower()
    assert all(part in set_cookie for part in ("httponly", "samesite=lax", "secure", "path=/"))


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "/a\nb"]
)
def test_signing_in_leads_nowhere_else(desk: Desk, back: str) -> None:
    browser = client(desk, CLOSED)
    form = {
        "token": token(browser.get("/sign-in").text),
        "name": "reader",
        "password": PASSWORD,
        "back": back,
    }
    assert browser.post("/sign-in", data=form).headers["location"] == "/"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"origin": HOST}, 303),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"host": "evil.example"}, 421),
        ({"host": "127.0.0.1:8643"}, 303),
        ({"content-length": str(MOST_BYTES + 1)}, 413),
        ({"content-length": "many"}, 413),
    ],
)
def test_what_comes_from_elsewhere_is_refused(desk: Desk, headers: dict[str, str], status: int) -> None:
    browser = client(desk)
    form = {"token": token(browser.get("/trace").text), "kind": "own-reporting", "about": "article:a0"}
    assert browser.post("/judgements", data=form, headers=headers).status_code == status


def test_a_form_without_our_token_changes_nothing(desk: Desk) -> None:
    browser, other = client(desk), client(desk)
    before = len(desk.judgements())
    form = {"kind": "own-reporting", "about": "article:a1", "token": token(other.get("/trace").text)}
    browser.get("/")
    assert browser.post("/judgements", data=form).status_code == 403
    assert len(desk.judgements()) == before


@pytest.mark.parametrize(("path", "most"), [("/sign-in", 2), ("/trace", 3), ("/judgements", 4)])
def test_too_many_requests_are_refused_for_a_minute(desk: Desk, path: str, most: int) -> None:
    now = [0.0]
    limits = {"sign-in": 2, "trace": 3, "write": 4, "read": 1000}
    browser = client(desk, replace(OPEN, ticks=lambda: now[0], limits=limits))
    found = [browser.post(path, data={}).status_code for _ in range(most + 2)]
    assert [status == 429 for status in found] == [False] * most + [True] * 2
    now[0] = 61.0
    assert browser.post(path, data={}).status_code != 429


def test_one_account_cannot_be_tried_from_many_places(desk: Desk) -> None:
    serving = replace(CLOSED, limits={"sign-in": 3, "trace": 9, "write": 9, "read": 1000})
    app = client(desk, serving).app
    found = []
    for place in range(5):
        browser = TestClient(app, base_url=HOST, follow_redirects=False, client=(f"10.0.0.{place}", 1))
        form = {"token": token(browser.get("/sign-in").text), "name": "reader", "password": "wrong password"}
        found.append("too many attempts" in browser.post("/sign-in", data=form).text)
    assert found == [False] * 3 + [True] * 2


@pytest.mark.parametrize(
    ("proxies", "wanted"),
    [
        (("127.0.0.1",), ["127.0.0.1"]),
        (("172.18.0.2", "fd00::/8"), ["172.18.0.2", "fd00::/8"]),
        (("*",), None),
        (("proxy.example",), None),
        (("172.18.0.1/16",), None),
    ],
)
def test_a_proxy_is_an_address_or_a_network(proxies: tuple[str, ...], wanted: list[str] | None) -> None:
    asked = Asked(proxies=proxies)
    if wanted is None:
        with pytest.raises(UsageError, match="neither an address"):
            believed(asked)
    else:
        assert believed(asked) == wanted


@pytest.mark.parametrize("path", ["/", "/api/stories", "/nothing", "/static/site.js"])
def test_every_answer_forbids_what_is_not_ours(desk: Desk, path: str) -> None:
    headers = client(desk).get(path).headers
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert (headers["x-content-type-options"], headers["x-frame-options"]) == ("nosniff", "DENY")


def test_passwords_are_kept_as_hashes() -> None:
    one, two = hashed(PASSWORD), hashed(PASSWORD)
    assert one != two
    assert one.startswith("scrypt$16384$8$1$")
    assert (fits(PASSWORD, one), fits(PASSWORD, two), fits("another one", one), fits(PASSWORD, "")) == (
        True, True, False, False,
    )  # fmt: skip
    with pytest.raises(UsageError, match="10 to 1,000 characters"):
        hashed("short")


@pytest.mark.parametrize(
    ("asked", "accounts", "wrong"),
    [
        (Asked(), 0, ""),
        (Asked(host="::1"), 0, ""),
        (Asked(host="0.0.0.0"), 0, "nobody would have to sign in"),
        (Asked(host="192.0.2.7"), 1, "nobody would have to sign in"),
        (Asked(host="news.example"), 1, "nobody would have to sign in"),
        (Asked(host="0.0.0.0", sign_in=True), 0, "make an account"),
        (Asked(sign_in=True), 0, "make an account"),
        (Asked(host="0.0.0.0", sign_in=True), 1, ""),
    ],
)
def test_it_is_not_served_open(asked: Asked, accounts: int, wrong: str) -> None:
    with Desk() as desk:
        for number in range(accounts):
            desk.accounts.put(Account(f"a{number}", "reader", NOW), hashed(PASSWORD))
        if wrong:
            with pytest.raises(UsageError, match=wrong):
                serving_of(desk, asked)
        else:
            assert serving_of(desk, asked).signs_in is asked.sign_in


def test_loopback_is_known() -> None:
    found = [
        is_loopback(host)
        for host in ("127.0.0.1", "127.8.0.1", "::1", "[::1]", "localhost", "10.0.0.1", "a.b")
    ]
    assert found == [True] * 5 + [False] * 2


# --- judgements -----------------------------------------------------------------------------------------


def test_a_judgement_is_made_seen_exported_and_undone(tmp_path: Path) -> None:
    with Desk(tmp_path / "news.db") as desk:
        desk.add(newsroom())
        story = next(story for story in desk.stories() if len(story.claims[0].standing.origins) > 1)
        origins, browser = story.claims[0].standing.origins, client(desk)
        page = browser.get(f"/story/{story.id}").text
        form = {"token": token(page), "seen": "0", "story": story.id, "kind": "merge", "note": "<b>same</b>",
                "about": [origins[0].keys[0], origins[1].keys[0]]}  # fmt: skip
        assert browser.post("/judgements", data=form).headers["location"] == f"/story/{story.id}#decided"
        assert desk.story(story.id).claims[0].standing.highest == len(origins) - 1
        made = desk.judgements()[0]
        assert (made.who, made.when.timestamp(), made.note) == ("Huda", NOW, "<b>same</b>")
        exported = browser.get(f"/story/{story.id}/export.html?lang=en").text
        assert "What a person decided" in exported
        assert made.id in exported
        assert "<b>same</b>" not in exported
        undo = {"token": token(page), "seen": "1", "story": story.id, "kind": "withdraw", "about": made.id}
        assert browser.post("/judgements", data=undo).status_code == 303
        assert desk.story(story.id).claims == story.claims
        assert [one.kind for one in desk.judgements()] == ["merge", "withdraw"]
        assert "What a person decided" not in browser.get(f"/story/{story.id}/export.html?lang=en").text
        assert tree(browser.get("/judgements").text).find(".//li[@class='withdrawn']") is not None


def test_the_second_editor_is_told(tmp_path: Path) -> None:
    with Desk(tmp_path / "news.db") as desk:
        desk.add(newsroom())
        story = next(story for story in desk.stories() if len(story.claims[0].standing.origins) > 1)
        keys = [origin.keys[0] for origin in story.claims[0].standing.origins[:2]]
        one, two = client(desk), client(desk)
        form = {"seen": "0", "story": story.id, "kind": "merge", "about": keys}
        tokens = [token(browser.get(f"/story/{story.id}").text) for browser in (one, two)]
        assert one.post("/judgements", data={**form, "token": tokens[0]}).status_code == 303
        late = two.post("/judgements", data={**form, "kind": "split", "token": tokens[1]})
        assert late.status_code == 409
        assert "Huda decided on the same story meanwhile" in late.text
        by_program = {"kind": "split", "about": keys, "seen": 0}
        assert two.post("/api/judgements", json=by_program).status_code == 409
        assert len(desk.judgements()) == 1
        assert two.post("/api/judgements", json={**by_program, "seen": 1}).json() == {"stories": [story.id]}


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"kind": "merge", "about": ["one"]}, 400),
        ({"kind": "nonsense", "about": ["one"]}, 400),
        ({"kind": "withdraw", "about": ["none"]}, 404),
        ({"kind": "withdraw"}, 400),
        ({}, 400),
    ],
)
def test_what_is_no_judgement_is_refused(desk: Desk, form: dict[str, object], status: int) -> None:
    browser, before = client(desk), desk.judgements()
    sent = {**form, "token": token(browser.get("/trace").text)}
    assert browser.post("/judgements", data=sent).status_code == status
    assert desk.judgements() == before


def test_feeds_are_followed_and_dropped(desk: Desk) -> None:
    browser = client(desk)
    sent = {"token": token(browser.get("/trace").text)}
    bad = browser.post("/feeds", data={**sent, "url": "javascript:alert(1)"})
    assert (bad.status_code, list(desk.book.feeds())) == (400, [])
    browser.post("/feeds", data={**sent, "url": "https://a.example/rss", "country": "eg", "outlet": "أ"})
    assert [(feed.url, feed.country, feed.outlet) for feed in desk.book.feeds()] == [
        ("https://a.example/rss", "EG", "أ")
    ]
    browser.post("/feeds/drop", data={**sent, "url": "https://a.example/rss"})
    assert list(desk.book.feeds()) == []


def test_a_judgement_of_the_command_line_is_seen(desk: Desk) -> None:
    made = rasd.judgement("own-reporting", ["article:a2"], "Mona <i>", START)
    desk.judge(made)
    page = tree(client(desk).get("/judgements").text)
    assert "Mona <i>" in [one.text for one in page.iter("bdi")]
