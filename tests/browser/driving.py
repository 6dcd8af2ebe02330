"""A real browser: Debian's Chromium, driven by Playwright; and what is looked for on every page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = (360, 768, 1440)
"""A telephone, a tablet, a desk."""
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-gpu"]


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser that reaches this machine alone; the test is skipped, and says so, where there is none."""
    where = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if where is None:
        pytest.skip("no Chromium here (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=where, args=_ARGUMENTS)
        try:
            yield opened
        finally:
            opened.close()


@dataclass
class Window:
    """A page in a browser, and what went wrong on it: errors, refused styles, requests that lead away."""

    page: Page
    wrong: list[str]

    def go(self, path: str) -> None:
        """Open a path, and see that the answer came."""
        answer = self.page.goto(path)
        assert answer is not None
        self.status = answer.status
        self.page.evaluate("document.fonts.ready")


@contextmanager
def window(opened: Browser, address: str, width: int = 1440, **how: Any) -> Iterator[Window]:
    """A window of its own on a server: no cookies but its own."""
    how = {"reduced_motion": "reduce", "locale": "en", **how}
    context = opened.new_context(base_url=address, viewport={"width": width, "height": 900}, **how)
    try:
        page = context.new_page()
        page.set_default_timeout(20_000)
        wrong: list[str] = []
        page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda asked: None if asked.url.startswith(address) else wrong.append(asked.url))
        yield Window(page, wrong)
    finally:
        context.close()


def open_everything(page: Page) -> None:
    """Unfold what is folded up, so that all of a page is looked at."""
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


LAYOUT = """
() => {
  const found = [], wide = document.documentElement.clientWidth;
  const aside = ".unseen, .skip, option, datalist";
  const called = (one) => {
    const look = one.getAttribute("class");
    return `<${one.tagName.toLowerCase()}${look ? ` class="${look}"` : ""}> ${one.textContent.trim().slice(0, 40)}`;
  };
  const seen = (one) => !one.closest(aside)
    && one.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true });
  if (document.documentElement.scrollWidth > wide) {
    found.push(`the page is ${document.documentElement.scrollWidth} wide, its window ${wide}`);
  }
  for (const one of document.body.querySelectorAll("*")) {
    if (!seen(one)) continue;
    const box = one.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    // What scrolls by itself may hold what is wider; it must itself not stick out.
    if (!one.parentElement.closest(".scroll") && (box.left < -0.5 || box.right > wide + 0.5)) {
      found.push(`sticks out (${box.left.toFixed(1)} to ${box.right.toFixed(1)} of ${wide}): ${called(one)}`);
    }
    const style = getComputedStyle(one);
    if (one.matches(".scroll, input, textarea, select, svg *")) continue;
    const clips = (way) => style[way] !== "visible";
    if ((clips("overflowX") && one.scrollWidth > one.clientWidth + 1)
        || (clips("overflowY") && one.scrollHeight > one.clientHeight + 1)) found.push(`clipped: ${called(one)}`);
  }
  // Lines of text: the middle half of their height, since letters of two lines may touch.
  const rows = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !seen(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const frame = parent.closest(".scroll")?.getBoundingClientRect();
    for (const box of range.getClientRects()) {
      const left = Math.max(box.left, frame?.left ?? -1e9), right = Math.min(box.right, frame?.right ?? 1e9);
      if (right - left < 1.5 || box.height < 4) continue;
      rows.push({ node, parent, left, right, top: box.top + box.height / 4, bottom: box.bottom - box.height / 4 });
    }
  }
  rows.sort((a, b) => a.top - b.top);
  for (let i = 0; i < rows.length; i++) {
    for (let k = i + 1; k < rows.length && rows[k].top < rows[i].bottom - 1; k++) {
      const [a, b] = [rows[i], rows[k]];
      if (a.node !== b.node && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1.5) {
        found.push(`overlap: ${called(a.parent)} | ${called(b.parent)}`);
      }
    }
  }
  for (const text of document.querySelectorAll("svg.lineage text, svg.network text")) {
    if (!seen(text)) continue;
    const box = text.getBoundingClientRect(), room = text.closest("svg").getBoundingClientRect();
    if (box.left < room.left - 1 || box.right > room.right + 1 || box.top < room.top - 1
        || box.bottom > room.bottom + 1) found.push(`cut off by its drawing: ${called(text)}`);
    const own = text.parentElement.querySelector("rect.box")?.getBoundingClientRect();
    if (own && (box.left < own.left - 1 || box.right > own.right + 1)) found.push(`wider than its box: ${called(text)}`);
  }
  return [...new Set(found)];
}
"""
"""JavaScript: what sticks out, is clipped, or lies on other text."""


def badly_laid_out(page: Page) -> list[str]:
    """What sticks out of the window, is clipped, or overlaps, in words."""
    found: list[str] = page.evaluate(LAYOUT)
    return found


def axe(page: Page) -> list[str]:
    """What axe-core finds, all of its rules asked."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415

    answer = Axe().run(page, options={"resultTypes": ["violations"]}).response
    return [
        f"{one['id']}: {one['help']}: {node['html'][:160]} ({node['failureSummary'][:300]})"
        for one in answer["violations"]
        for node in one["nodes"]
    ]
