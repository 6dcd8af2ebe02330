"""Two editors at one story: nothing is lost, and who comes second is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from browser.driving import Window, window
from harbour_fire import newsroom
from rasd.export import phrases
from rasd.store.accounts import Account
from rasd.web.passwords import hashed
from web.served import CLOSED, NOW, running

PASSWORD = "a long enough password"
EN = phrases.load("en")


def w(key: str) -> str:
    return EN.word(key, "web")


def sign_in(seen: Window, name: str) -> None:
    seen.go("/")
    seen.page.locator("input[name=name]").fill(name)
    seen.page.locator("input[name=password]").fill(PASSWORD)
    seen.page.get_by_role("button", name=w("sign_in")).click()
    seen.page.locator("#stories").wait_for()


def decide(seen: Window, what: str, note: str) -> None:
    claim = seen.page.locator("details.decide").first
    claim.locator("summary").click()
    form = claim.locator("form", has=seen.page.get_by_role("button", name=w(what), exact=True))
    form.locator("input[name=note]").fill(note)
    form.get_by_role("button").click()
    seen.page.wait_for_load_state()


def test_who_comes_second_is_told_and_nothing_is_lost(opened: Any, tmp_path: Path) -> None:
    with running(tmp_path / "news.db", CLOSED) as served:
        desk = served.desk
        desk.add(newsroom())
        for name in ("huda", "sami"):
            desk.accounts.put(Account(name, "editor", NOW), hashed(PASSWORD))
        story = max(desk.stories(), key=lambda one: len(one.articles))
        assert story.claims[0].standing.highest == 2
        with window(opened, served.address) as one, window(opened, served.address) as two:
            for seen, name in ((one, "huda"), (two, "sami")):
                sign_in(seen, name)
                seen.go(f"/story/{story.id}")
            decide(one, "do_merge", "the first note")
            assert one.page.locator(".decisions li").count() == 1
            decide(two, "do_own", "the second note")
            assert two.page.locator("h1").inner_text() == w("problem_overtaken")
            assert [each.note for each in desk.judgements()] == ["the first note"]
            two.go(f"/story/{story.id}")
            assert "the first note" in two.page.locator(".decisions").inner_text()
            decide(two, "do_own", "the second note")
            assert two.page.locator(".decisions li").count() == 2
            one.go("/judgements")
            assert one.page.locator(".decisions li strong").count() == 2
        assert {(each.who, each.note) for each in desk.judgements()} == {
            ("huda", "the first note"), ("sami", "the second note"),
        }  # fmt: skip
