"""Whatever stands in a title, a name, an address or a text: on a page it is text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

import rasd
from harbour_fire import START
from rasd import Desk
from rasd.model import Alert, Evidence, Feed, FeedHealth
from web.hostile_texts import ATTACKS, articles
from web.served import client, token, tree


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk(tmp_path_factory.mktemp("desk") / "news.db") as made:
        fill(made)
        yield made


def fill(desk: Desk) -> None:
    """Put attacks wherever a page takes words from."""
    desk.add(articles())
    for number, attack in enumerate(ATTACKS):
        safe = attack.replace("\ud800", "")  # what comes from feeds was read as UTF-8
        kept = desk.search("السفينة")[number % 3].id
        desk.judge(rasd.judgement("own-reporting", [f"article:{kept}"], f"{attack}{number}", START, attack))
        desk.book.follow([Feed(f"https://{number}.example/{safe}", safe, safe)])
        desk.book.record(FeedHealth(f"https://{number}.example/{safe}", polls=1, trouble=safe))
        why = Evidence("mentions", values=(("wanted", safe), ("found", safe)))
        desk.book.post(Alert(safe, "s", "c", (why,), f"k{number}", safe, safe), [])


REPEATING = (
    ("/", "search"), ("/", "since"), ("/search", "q"), ("/sources", "name"), ("/source", "name"),
    ("/outlet", "name"), ("/article", "id"), ("/sign-in", "back"), ("/", "lang"), ("/x", "y"),
)  # fmt: skip
"""Addresses that show what was asked."""


def paths(desk: Desk) -> list[str]:
    """The addresses of pages that show them, and of pages that repeat what was asked."""
    found = ["/", "/sources", "/outlets", "/network", "/feeds", "/alerts", "/judgements"]
    found += [f"/story/{line.id}" for line in desk.story_lines(most=40)]
    found += [f"/article?{urlencode({'id': line.id})}" for line in desk.search("السفينة", most=40)]
    ids = [line.id for line in desk.search("السفينة", most=40)]
    found += [f"/compare?{urlencode({'a': a, 'b': b})}" for a, b in zip(ids[::2], ids[1::2], strict=False)]
    for attack in ATTACKS:
        safe = attack.encode("utf-8", "replace").decode()
        for path, name in REPEATING:
            found.append(f"{path}?{urlencode({name: safe})}")
    found += [f"/outlet?{urlencode({'name': line.outlet})}" for line in desk.outlet_lines(most=20)]
    found += [f"/source?{urlencode({'name': line.name})}" for line in desk.source_lines(most=20)]
    return found


def alive(page: Any) -> list[str]:
    """What on a page would run, load or lead where no page of ours does."""
    found = []
    for one in page.iter():
        if one.tag in ("script", "img", "iframe", "object", "embed", "style", "base", "math", "meta", "link"):
            source = one.get("src") or one.get("href") or ""
            if one.tag not in ("script", "link", "meta") or (
                one.tag != "meta" and not source.startswith("/static/")
            ):
                found.append(one.tag)
        for name, value in one.attrib.items():
            if str(name).startswith("on") or name in ("style", "srcdoc"):
                found.append(f"{one.tag} {name}")
            if name in ("href", "action", "src") and not value.startswith(("/", "#", "https://", "http://")):
                found.append(f"{name}={value}")
    return found


def test_attacks_stay_text(desk: Desk) -> None:
    browser = client(desk)
    asked = paths(desk)
    assert len(asked) > 200
    for path in asked:
        answer = browser.get(path)
        assert answer.status_code in (200, 400, 404, 422), path
        assert alive(tree(answer.text)) == [], path
        assert "\ud800" not in answer.text


def test_what_is_sent_back_stays_text(desk: Desk) -> None:
    browser = client(desk)
    own = token(browser.get("/trace").text)
    for attack in ATTACKS:
        sent = attack.encode("utf-8", "replace").decode()
        for path, field in (
            ("/trace", "given"),
            ("/feeds", "url"),
            ("/judgements", "kind"),
            ("/judgements", "about"),
        ):
            answer = browser.post(path, data={"token": own, "kind": "withdraw", field: sent})
            assert answer.status_code in (200, 303, 400, 404), (path, attack)
            assert answer.status_code == 303 or alive(tree(answer.text)) == []


def test_an_attack_would_be_seen() -> None:
    body = "<!DOCTYPE html><html><head><title>x</title></head><body>{}</body></html>"
    for attack in (
        '<script src="x"></script>',
        "<p onclick=a>x</p>",
        '<a href="javascript:a">x</a>',
        "<img src=x>",
    ):
        assert alive(tree(body.format(attack))) != []


def test_exports_hold_attacks_as_text(desk: Desk, tmp_path: Path) -> None:
    browser = client(desk)
    for line in desk.story_lines(most=20):
        page = browser.get(f"/story/{line.id}/export.html").text
        assert [one for one in alive(tree(page)) if one != "style"] == []
        for kind in ("jsonl", "jsonld", "graphml", "prov.json"):
            assert browser.get(f"/story/{line.id}/export.{kind}").status_code == 200
