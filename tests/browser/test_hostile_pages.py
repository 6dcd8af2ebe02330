"""Hostile titles, names, addresses and texts in a browser: seen as text, and nothing of them runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from browser.driving import Window, badly_laid_out, window
from rasd.export.visible import one_line
from rasd.model import Feed, FeedHealth
from web.hostile_texts import ATTACKS, articles
from web.served import Running, running


@pytest.fixture(scope="module")
def served(opened: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("desk") / "news.db") as one:
        one.desk.add(articles())
        # As the form sends them: no half of a surrogate pair comes through it.
        attacks = [one_id(attack) for attack in ATTACKS]
        one.desk.book.follow([Feed(f"https://one.example/{attack}", attack, attack) for attack in attacks])
        for attack in attacks:
            one.desk.book.record(FeedHealth(f"https://one.example/{attack}", trouble=attack))
        yield one


@pytest.fixture
def seen(opened: Any, served: Running) -> Iterator[Window]:
    with window(opened, served.address, 768) as one:
        yield one


def plain(text: str) -> str:
    return " ".join(one_line(text).split())


def shown(seen: Window) -> str:
    """What is seen of a page, after a moment for what would run late."""
    seen.page.evaluate("new Promise((go) => setTimeout(go, 50))")
    assert seen.page.evaluate("window.broken") is None
    assert seen.faults() == []
    return plain(seen.page.locator("body").inner_text())


@pytest.mark.parametrize("number", range(len(ATTACKS)))
def test_an_attack_is_text_wherever_it_stands(served: Running, seen: Window, number: int) -> None:
    attack, ids = ATTACKS[number], [f"{ATTACKS[number]}-{copy}" for copy in range(2)]
    words = plain(attack.partition("\x00")[0])[:60]
    story = served.desk.article(ids[0]).story
    a, b = map(one_id, ids)
    for path, where in (
        (f"/story/{story}", ["ul.reports"]),
        (f"/article?{urlencode({'id': a})}", ["h1", ".text"]),
        (f"/compare?{urlencode({'a': a, 'b': b})}", [".pair"]),
    ):
        seen.go(path)
        if a != ids[0] and seen.status == 404:  # no address can name it
            continue
        assert seen.status == 200, path
        shown(seen)
        for place in where:
            assert words in plain(seen.page.locator(place).first.inner_text()), (path, place)
        assert badly_laid_out(seen.page) == []


def one_id(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


@pytest.mark.parametrize(
    "path", ["/?everything=true", "/search?q=السفينة", "/sources", "/outlets", "/network", "/feeds"]
)
def test_lists_hold_attacks_as_text(seen: Window, path: str) -> None:
    seen.go(path)
    body = shown(seen)
    if path not in ("/network", "/sources"):
        assert sum(plain(attack)[:25] in body for attack in ATTACKS) >= 5
    assert badly_laid_out(seen.page) == []


@pytest.mark.parametrize("attack", ATTACKS[:6] + ATTACKS[13:14])
def test_what_is_pasted_is_text(seen: Window, attack: str) -> None:
    sent = one_id(attack).replace("\x00", "")
    seen.go("/trace")
    seen.page.locator("textarea").fill(f"قال مصدر {sent} إن السفينة غرقت قبالة الميناء.")
    seen.page.locator("button[type=submit]").last.click()
    shown(seen)
    assert plain(sent) in plain(seen.page.locator("textarea").input_value())
    seen.go(f"/search?{urlencode({'q': sent})}")
    shown(seen)
    assert seen.page.locator("input[name=q]").input_value()[:20].strip() == plain(sent)[:20].strip()
