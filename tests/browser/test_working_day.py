"""A whole working day at the desk, in a browser: from following feeds to handing in what was found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from browser.driving import Window, window
from browser.sites import AGENCY, CITER, PRINTER, SITES, START, Sites, sites
from rasd import Desk
from rasd.export import phrases
from rasd.read.feed import read_feed
from rasd.settings import Settings
from rasd.watch.clock import SimulatedClock
from rasd.watch.errands import Runner
from rasd.watch.manners import Manners
from rasd.watch.watcher import Watcher
from web.served import running

WORDS = phrases.load("ar")
OFFICER = "قائد شرطة المدينة العميد سامر الحلو"
SOURCE = "مصدر في الدفاع المدني"
NOTE = "تحدث الاثنان عن بلاغ واحد"


def w(key: str) -> str:
    return WORDS.word(key, "web")


def watch(desk: Desk, web: Sites) -> None:
    """What ``rasd watch --once`` does, allowed to ask this machine."""
    manners = Manners(pause=0.0)
    runner = Runner(Settings(timeout=20.0), manners, read_feed, frozenset({("127.0.0.1", web.port)}))
    Watcher(desk.book, runner, desk.add, clock=SimulatedClock(START)).run(once=True)


def test_a_working_day(opened: Any, tmp_path: Path) -> None:
    with sites() as web, running(tmp_path / "news.db") as served:
        with window(opened, served.address, locale="ar") as seen:
            follow_feeds(seen, web)
            see_a_story_appear(seen, served.desk, web)
            walk_the_chains(seen)
            compare_two_copies(seen)
            decide_and_export(seen, tmp_path)
            assert seen.wrong == []
        with window(opened, served.address, locale="ar", java_script_enabled=False) as bare:
            read_without_javascript(bare)


def follow_feeds(seen: Window, web: Sites) -> None:
    page = seen.page
    seen.go("/")
    page.get_by_role("link", name=w("feeds"), exact=True).first.click()
    for name, (outlet, *_) in SITES.items():
        page.locator("input[type=url]").fill(web.feed(name))
        page.locator("input[name=outlet]").fill(outlet)
        page.get_by_role("button", name=w("follow"), exact=True).click()
        page.locator("td code", has_text=web.feed(name)).wait_for()
    assert page.locator("tbody tr").count() == len(SITES)


def see_a_story_appear(seen: Window, desk: Desk, web: Sites) -> None:
    page = seen.page
    page.clock.install()
    seen.go("/")
    assert page.locator("#stories li").count() == 0
    page.clock.run_for(10_500)  # the list looks for the first time
    watch(desk, web)
    assert {health.articles for health in desk.book.health().values()} == {1}
    with page.expect_response("**/parts/stories*"):
        page.clock.run_for(10_500)
    story = page.locator("#stories li a.title")
    story.wait_for()
    assert page.locator("#live").inner_text() == w("list_changed")
    story.click()
    page.locator("svg.lineage").wait_for()


def focused(seen: Window) -> str:
    """The name of the node of the drawing that has the keyboard."""
    said = seen.page.evaluate("document.activeElement.querySelector('title')?.textContent ?? ''")
    return str(said).split(" (")[0]


def walk_the_chains(seen: Window) -> None:
    page = seen.page
    story = page.url
    nodes = page.locator("svg.lineage .node").count()
    page.locator(".picture").focus()
    reached = []
    for _ in range(nodes):
        page.keyboard.press("Tab")
        reached.append(focused(seen))
    assert {AGENCY, PRINTER, CITER, SOURCE, OFFICER} <= set(reached)
    page.locator("svg.lineage .node", has_text=CITER).first.focus()
    walked = []
    for _ in range(2):  # the page is read from the right, and the sources stand at the left
        page.keyboard.press("ArrowLeft")
        walked.append(focused(seen))
        assert page.locator("svg.lineage .step.lit").count() > 0
    assert walked[1] == SOURCE
    page.keyboard.press("ArrowRight")
    assert focused(seen) == walked[0]
    page.keyboard.press("Enter")
    page.wait_for_url("**/source?*")
    assert page.locator("h1").inner_text() in (walked[0], AGENCY)
    page.goto(story)


def compare_two_copies(seen: Window) -> None:
    page = seen.page
    story = page.url
    page.locator("select[name=a]").select_option(label=AGENCY)
    page.locator("select[name=b]").select_option(label=PRINTER)
    page.get_by_role("button", name=w("compare"), exact=True).click()
    page.wait_for_url("**/compare?*")
    passages = page.locator("section.passage")
    assert passages.count() == 1
    # The two have the same words: they stand there once, under both names.
    words = passages.locator(".pair > div")
    assert words.count() == 1
    said = words.inner_text()
    assert all(one in said for one in (AGENCY, PRINTER, "فرق الإنقاذ انتشلت خمسة أشخاص"))
    page.goto(story)


def counted(seen: Window) -> list[Any]:
    """What is counted of each claim, as programs are told it; sentences and ids of reasons are left out."""
    path = seen.page.url.split("#")[0].replace("/story/", "/api/stories/")
    story = seen.page.request.get(path).json()["story"]
    return [
        (
            claim["text"], claim["standing"]["lowest"], claim["standing"]["highest"],
            claim["standing"]["supports"], claim["standing"]["denies"],
            [(one["label"], one["name"], one["keys"]) for one in claim["standing"]["origins"]],
        )
        for claim in story["claims"]
    ]  # fmt: skip


def decide_and_export(seen: Window, folder: Path) -> None:
    page = seen.page
    before = counted(seen)
    assert before[0][1:3] == (2, 2)
    badge = page.locator(".badge strong").first
    assert badge.inner_text() == "2"
    claim = page.locator("details.decide").first
    claim.locator("summary").click()
    merging = claim.locator("form", has=page.get_by_role("button", name=w("do_merge")))
    first, second = merging.locator("select").nth(0), merging.locator("select").nth(1)
    assert SOURCE in option(first)
    assert OFFICER in option(second)
    merging.locator("input[name=note]").fill(NOTE)
    merging.get_by_role("button").click()
    page.locator(".decisions li").wait_for()
    assert badge.inner_text() == "1"
    assert NOTE in page.locator(".decisions").inner_text()
    exported = export(seen, "html", folder)
    assert "desk" not in exported.partition("<body")[0]
    assert NOTE in exported
    page.get_by_role("button", name=w("undo"), exact=True).click()
    page.locator(".decisions .withdrawn").wait_for()
    assert badge.inner_text() == "2"
    assert counted(seen) == before
    record = json.loads(export(seen, "jsonl", folder))
    assert (record["claims"][0]["origins_low"], record["claims"][0]["origins_high"]) == (2, 2)
    assert "<graphml" in export(seen, "graphml", folder)


def option(select: Any) -> str:
    """The text of the option that is chosen."""
    return str(select.evaluate("one => one.selectedOptions[0].textContent"))


def export(seen: Window, kind: str, folder: Path) -> str:
    """A story as a file, by the link that people press."""
    with seen.page.expect_download() as coming:
        seen.page.get_by_role("link", name=f".{kind}", exact=True).click()
    where = folder / f"exported.{kind}"
    coming.value.save_as(where)
    return where.read_text("utf-8")


def read_without_javascript(bare: Window) -> None:
    page = bare.page
    bare.go("/")
    page.locator("#stories li a.title").click()
    assert page.locator("svg.lineage .node").count() >= 5
    page.locator("#lineage-table summary").click()
    assert AGENCY in page.locator("#lineage-table tbody").inner_text()
    page.locator(".reports a", has_text=PRINTER).click()
    assert page.locator(".text .m.cue").count() >= 1
    page.locator(".text .m.cue").first.hover()
    assert SOURCE in page.locator(".text .m.cue .tip").first.inner_text()
    page.locator(".text a.also").first.click()
    assert page.locator("section.passage").count() >= 1
    page.get_by_role("link", name=w("search"), exact=True).first.click()
    page.locator("input[name=q]").fill("الجسر")
    page.get_by_role("button", name=w("search"), exact=True).click()
    assert page.locator(".lines a.title").count() == len(SITES)
