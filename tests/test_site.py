"""The documentation site: it can be built, its links lead somewhere, and it asks nothing from elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import build_docs
import documents as md
from check_site import problems


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built as ``make docs`` builds it."""
    folder = tmp_path_factory.mktemp("site") / "built"
    script = md.ROOT / "scripts" / "build_docs.py"
    done = subprocess.run(
        [sys.executable, str(script), str(folder)], text=True, check=False, timeout=300, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_every_document_is_a_page(site: Path) -> None:
    built = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    for language in build_docs.languages():
        for page in language.pages:
            place = re.sub(r"(README|index)\.md$|\.md$", lambda m: "index.html" if m[1] else ".html",
                           language.place(page))  # fmt: skip
            assert place in built, page


def test_every_page_is_in_the_menu() -> None:
    for language in build_docs.languages():
        menu = (md.ROOT / language.settings).read_text(encoding="utf-8")
        pages = {page for page in language.pages.values() if not re.search(r"decisions/\d", page)}
        assert {page for page in pages if f": {page}\n" not in menu} == set()


def test_arabic_is_written_from_the_right(site: Path) -> None:
    assert 'dir="rtl"' in (site / "ar" / "index.html").read_text(encoding="utf-8")
    assert 'dir="rtl"' not in (site / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ('<a href="other.html#part">x</a>', ""),
        ('<a href="https://example.org/">x</a>', ""),
        ('<a href="lost.html">x</a>', "links to lost.html: there is no such file"),
        ('<a href="other.html#lost">x</a>', "links to other.html#lost: that page has no such anchor"),
        ('<a href="#lost">x</a>', "links to #lost: that page has no such anchor"),
        ('<img src="lost.png">', "links to lost.png: there is no such file"),
        ('<script src="https://cdn.example/a.js"></script>', "loads https://cdn.example/a.js from elsewhere"),
        ('<link rel="stylesheet" href="//cdn.example/a">', "loads //cdn.example/a from elsewhere"),
        ('<link rel="canonical" href="https://example.org/">', ""),
        ("<p>These:\n- one\n- two</p>", "has a list or a table inside a paragraph: 'These:\\n- one\\n- two'"),
        ("<p>These:</p><ul>\n- one</ul>", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_seen(body: str, wrong: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(body, encoding="utf-8")
    (tmp_path / "other.html").write_text('<h2 id="part">Part</h2>', encoding="utf-8")
    assert problems(tmp_path) == ([f"page.html {wrong}"] if wrong else [])


def test_style_sheets_are_looked_at(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text(
        "@import 'https://cdn.example/f.css'; p {background: url(data:x)}", encoding="utf-8"
    )
    assert problems(tmp_path) == ["a.css loads https://cdn.example/f.css from elsewhere"]


@pytest.mark.parametrize(
    ("link", "page", "becomes"),
    [
        ("docs/desk.md", "README.md", "desk.md"),
        ("docs/origins.md#judgements", "README.md", "origins.md#judgements"),
        ("../README.md", "docs/desk.md", "index.md"),
        ("../README.ar.md", "docs/desk.md", "ar/index.html"),
        ("../results.md", "docs/decisions/README.md", "../results.md"),
        ("../examples", "docs/desk.md", "files/examples/index.html"),
        ("src/rasd/model.py", "README.md", "files/src/rasd/model.py"),
        ("reuse.svg", "docs/reuse.md", "reuse.svg"),
        ("https://example.org/a.md", "README.md", "https://example.org/a.md"),
        ("#part", "docs/desk.md", "#part"),
    ],
)
def test_links_are_carried_over(link: str, page: str, becomes: str) -> None:
    english, arabic = build_docs.languages()
    assert build_docs.moved(link, page, english, (english, arabic)) == becomes


def test_arabic_pages_link_to_english_ones() -> None:
    english, arabic = build_docs.languages()
    assert build_docs.moved("docs/desk.md", "README.ar.md", arabic, (english, arabic)) == "../desk.html"
