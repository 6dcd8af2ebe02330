"""A real browser: Debian's Chromium, driven by Playwright; and what is looked for on every page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
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

    def faults(self) -> list[str]:
        """What went wrong; that the browser also notes a page of a refusal is none."""
        return [one for one in self.wrong if "the server responded with a status of 4" not in one]


@contextmanager
def window(opened: Browser, address: str, width: int = 1440, **how: Any) -> Iterator[Window]:
    """A window of its own on a server: no cookies but its own."""
    how = {"reduced_motion": "reduce", "locale": "en", **how}
    context = opened.new_context(base_url=address, viewport={"width": width, "height": 900}, **how)
    try:
        page = context.new_page()
        page.set_default_timeout(20_000)
        wrong: list[str] = []
        page.on(
            "console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda asked: None if asked.url.startswith(address) else wrong.append(asked.url))
        yield Window(page, wrong)
    finally:
        context.close()


def open_everything(page: Page) -> None:
    """Unfold what is folded up, so that all of a page is looked at."""
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


def badly_laid_out(page: Page) -> list[str]:
    """What sticks out of the window, is clipped, or overlaps, in words."""
    found: list[str] = page.evaluate(_script("layout.js"))
    return found


def axe(page: Page) -> list[str]:
    """What axe-core finds, all of its rules asked."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_axe_source())
    found: list[str] = page.evaluate(_script("axe.js"))
    return found


@cache
def _axe_source() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


@cache
def _script(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")
