"""What is wrong with a built site: links that lead nowhere, and what would be asked from elsewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADED = {"link": "href", "script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data"}
"""Elements that a browser loads something for by itself, and the attribute that names it."""
QUIET = ("canonical", "alternate", "prev", "next", "edit")
"""Kinds of ``link`` that load nothing."""


class _Page(HTMLParser):
    """Collects what a page links to and loads, the anchors that it has, and its paragraphs."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.anchors: set[str] = {""}
        self.paragraphs: list[str] = []
        self._inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.anchors.update(given[name] for name in ("id", "name") if name in given)
        loaded = given.get(LOADED.get(tag, ""))
        if loaded and given.get("rel") not in QUIET:
            self.loads.append(loaded)
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "p":
            self.paragraphs.append("")
        self._inside = tag == "p" or (self._inside and tag not in ("pre", "ul", "ol", "table", "div"))

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "p"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.paragraphs[-1] += data


def _target(link: str, page: Path) -> Path:
    path = page.parent / unquote(urlsplit(link).path) if urlsplit(link).path else page
    return (path / "index.html" if path.is_dir() else path).resolve()


def problems(site: Path) -> list[str]:
    """One line for each thing that is wrong with the pages under a folder, in the order of their names.

    A list or table in a paragraph is one that the builder did not see: it wants a blank line before it.
    """
    pages = {
        path.resolve(): _Page(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
        if path.name != "404.html"  # is shown in the place of any page: its links begin at the site's root
        and (path.name == "index.html" or "files" not in path.relative_to(site).parts)  # carried as it stands
    }
    wrong: list[str] = []
    for path, page in pages.items():
        where = path.relative_to(site.resolve()).as_posix()
        for link in page.links + page.loads:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                if link in page.loads and parts.scheme != "data":
                    wrong.append(f"{where} loads {link} from elsewhere")
                continue
            target = _target(link, path)
            if not target.exists():
                wrong.append(f"{where} links to {link}: there is no such file")
            elif target in pages and unquote(parts.fragment) not in pages[target].anchors | {"__top"}:
                wrong.append(f"{where} links to {link}: that page has no such anchor")
        wrong += [
            f"{where} has a list or a table inside a paragraph: {text.strip()[:60]!r}"
            for text in page.paragraphs
            if re.search(r"\n(- |\d+\. |\| )", text)
        ]
    for path in sorted(site.rglob("*.css")):
        found = re.findall(
            r"(?:url\(|@import)\s*['\"]?((?:https?:)?//[^'\")\s]+)", path.read_text(encoding="utf-8")
        )
        wrong += [f"{path.relative_to(site).as_posix()} loads {address} from elsewhere" for address in found]
    return wrong
