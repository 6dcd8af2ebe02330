"""Every page in a browser, in each language of the interface: laid out, usable, and without a fault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser import full_desk
from browser.driving import WIDTHS, axe, badly_laid_out, open_everything, window
from rasd.export.phrases import LANGUAGES
from web.served import Running, running

EXPECTED = {"front-nothing": 400, "missing": 404}
NAMES = (
    "front", "front-narrowed", "front-nothing", "story", "story-english", "article", "article-changed",
    "article-english", "compare", "compare-english", "compare-nothing", "search", "sources", "source",
    "agency", "outlets", "outlet", "network", "feeds", "alerts", "judgements", "trace", "sign-in", "missing",
)  # fmt: skip


@pytest.fixture(scope="module")
def served(opened: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("desk") / "news.db") as one:
        full_desk.fill(one.desk)
        yield one


@pytest.fixture(scope="module")
def addresses(served: Running) -> dict[str, str]:
    return full_desk.pages(served.desk)


def test_no_page_is_left_out(addresses: dict[str, str]) -> None:
    assert tuple(addresses) == NAMES


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_laid_out_and_usable(
    opened: Any, served: Running, addresses: dict[str, str], name: str, lang: str
) -> None:
    path = addresses[name]
    with window(opened, served.address) as seen:
        seen.go(f"{path}{'&' if '?' in path else '?'}lang={lang}")
        assert seen.status == EXPECTED.get(name, 200)
        open_everything(seen.page)
        found = {}
        for width in WIDTHS:
            seen.page.set_viewport_size({"width": width, "height": 900})
            found[f"laid out at {width}"] = badly_laid_out(seen.page)
        found["wide"] = axe(seen.page)
        seen.page.emulate_media(color_scheme="dark")
        seen.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        found["narrow and dark"] = axe(seen.page)
        found["faults"] = seen.faults()
    assert {what: rows for what, rows in found.items() if rows} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_mark_tells_stays_inside_the_window(
    opened: Any, served: Running, addresses: dict[str, str], lang: str
) -> None:
    told = 0
    with window(opened, served.address, WIDTHS[0]) as seen:
        for name in ("article", "article-changed", "article-english"):
            seen.go(f"{addresses[name]}&lang={lang}")
            for width in WIDTHS:
                seen.page.set_viewport_size({"width": width, "height": 900})
                for mark in seen.page.locator("span.m:has(> .tip)").all():
                    mark.focus()
                    tip = mark.locator("> .tip")
                    box = tip.bounding_box()
                    assert box is not None, mark.text_content()
                    assert box["x"] >= 0, (name, width, tip.text_content())
                    assert box["x"] + box["width"] <= width, (name, width, tip.text_content())
                    told += 1
    assert told >= 9


PLANTED = {
    "": "<p>words</p>",
    "the page is": '<div style="width: 3000px">words</div>',
    "sticks out": '<span style="position: absolute; right: -2px">words</span>',
    "clipped": '<p style="width: 40px; overflow: hidden; white-space: nowrap">a long line of words</p>',
    "overlap": '<p>words that lie</p><p style="margin-top: -2.4em">on other words</p>',
    "cut off": '<svg class="lineage" width="90" height="30"><text x="40" y="20">wider than that</text></svg>',
    "image-alt": '<img src="data:,x">',
}


@pytest.mark.parametrize("what", PLANTED)
def test_what_is_looked_for_would_be_found(opened: Any, what: str) -> None:
    page = f'<!DOCTYPE html><html lang="en"><title>t</title><main><h1>t</h1>{PLANTED[what]}</main></html>'
    with window(opened, "http://127.0.0.1", WIDTHS[0]) as seen:
        seen.page.set_content(page)
        found = badly_laid_out(seen.page) + axe(seen.page)
    assert any(one.startswith(what) for one in found) == bool(what)


def test_a_page_weighs_little(
    opened: Any, served: Running, addresses: dict[str, str], tmp_path: Path
) -> None:
    """All that the front page fetches but fonts is at most 150 kB, whatever language it is in."""
    for lang in LANGUAGES:
        with window(opened, served.address) as seen:
            fetched: dict[str, int] = {}
            seen.page.on("response", lambda answer, to=fetched: to.update({answer.url: len(answer.body())}))
            seen.go(f"/?lang={lang}")
            fonts = [url for url in fetched if url.endswith(".woff2")]
            assert fonts
            assert sum(size for url, size in fetched.items() if url not in fonts) < 150_000
