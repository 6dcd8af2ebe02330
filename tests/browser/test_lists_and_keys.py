"""Lists are narrowed down and sorted with and without JavaScript; the keyboard is seen where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from browser import full_desk
from browser.driving import window
from rasd.export import phrases
from rasd.store.lines import Wanted
from web.served import Running, running

WORDS = phrases.load("ar")


@pytest.fixture(scope="module")
def served(opened: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("desk") / "news.db") as one:
        full_desk.fill(one.desk)
        yield one


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [360, 1440])
def test_stories_are_sorted_and_narrowed_down(opened: Any, served: Running, script: bool, width: int) -> None:
    with window(opened, served.address, width, java_script_enabled=script) as seen:
        page = seen.page
        page.goto("/?lang=ar")

        def shown() -> list[str | None]:
            found = page.locator("#stories a.title").all()
            return [(one.get_attribute("href") or "").removeprefix("/story/") for one in found]

        assert shown() == [line.id for line in served.desk.story_lines()]
        page.locator("details.filters summary").click()
        page.locator("select[name=sort]").select_option("time")
        page.locator("input[name=everything]").check()
        page.get_by_role("button", name=WORDS.word("show", "web")).click()
        page.wait_for_url("**sort=time**")
        every = Wanted(everything=True)
        assert shown() == [line.id for line in served.desk.story_lines(every, "time")]
        assert page.locator("select[name=sort]").input_value() == "time", "what was asked for stays open"
        page.locator("input[name=least_outlets]").fill("3")
        page.get_by_role("button", name=WORDS.word("show", "web")).click()
        page.wait_for_url("**least_outlets=3**")
        few = Wanted(everything=True, least_outlets=3)
        assert shown() == [line.id for line in served.desk.story_lines(few, "time")]
        page.get_by_role("link", name=WORDS.word("all_again", "web")).click()
        page.wait_for_url(lambda url: "sort" not in url)
        assert shown() == [line.id for line in served.desk.story_lines()]


def test_a_claim_seen_at_a_glance_leads_to_its_reasons(opened: Any, served: Running) -> None:
    story = next(line for line in served.desk.story_lines() if len(served.desk.story(line.id).claims) > 1)
    with window(opened, served.address, 360, java_script_enabled=False) as seen:
        seen.page.goto(f"/story/{story.id}?lang=ar")
        link = seen.page.locator(".glance li a").last
        link.click()
        card = seen.page.locator((link.get_attribute("href") or "").partition("?")[0])
        assert card.is_visible()
        box = card.bounding_box()
        assert box is not None
        assert abs(box["y"]) < 60, "it is what the reader sees now"


def test_whoever_uses_the_keyboard_sees_where_it_stands(opened: Any, served: Running) -> None:
    with window(opened, served.address) as seen:
        page = seen.page
        seen.go(f"/story/{full_desk.largest(served.desk)}?lang=ar")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip", "first the way to the page itself"
        look = "getComputedStyle(document.activeElement).outlineStyle"
        for _ in range(12):
            page.keyboard.press("Tab")
            assert page.evaluate(look) != "none", page.evaluate("document.activeElement.outerHTML")
        node = page.locator("svg.lineage .node").first
        thin = node.locator(".box").first.evaluate("one => getComputedStyle(one).strokeWidth")
        page.locator(".picture").focus()
        page.keyboard.press("Tab")
        thick = "document.activeElement.querySelector('.box')"
        assert page.evaluate(f"getComputedStyle({thick}).strokeWidth") > thin


def test_paper_has_what_is_read_and_nothing_to_press(opened: Any, served: Running) -> None:
    with window(opened, served.address) as seen:
        page = seen.page
        seen.go(f"/story/{full_desk.largest(served.desk)}?lang=ar")
        export = page.locator("#export")
        assert export.is_visible()
        page.emulate_media(media="print")
        assert not export.is_visible()
        assert page.locator("blockquote").first.is_visible()
        assert page.locator("blockquote").first.evaluate("one => getComputedStyle(one).breakAfter") == "avoid"
        seen.go("/search?q=الميناء&lang=ar")
        assert not page.locator("form").first.is_visible()
        assert "الميناء" in page.locator("p.counts").inner_text(), (
            "what was asked for stands on the paper too"
        )
