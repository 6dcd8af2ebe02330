"""A page as a tree of elements, asked for what its reader needs. The one file that opens selectolax.

It takes only what :func:`rasd.read.tame.tame` gives: the parser is quadratic on pages made to hurt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rasd.doors import open_door

_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "li", "main", "menu",
        "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
        "th", "thead", "tr", "ul", "br",
    )
)  # fmt: skip
_SILENT = frozenset(
    ("head", "script", "style", "title", "template", "noscript", "select", "textarea", "button")
)
_EDGES = " \ufeff\u200b\u200e\u200f\u00ad\u200c\u200d"
_WORDLESS = re.compile(r"\W*")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page as a browser lays it out, blanks squeezed.

    ``linked``: all its words are the text of links. ``inside`` numbers the element that holds the
    block the line stands in, so that lines side by side have the same number. ``label``: its words before
    the first link, where nothing but links comes after them.
    """

    text: str
    linked: bool
    inside: int
    label: str = ""


@dataclass(slots=True)
class Page:
    """The tree of one tamed page."""

    html: str
    tree: Any = field(init=False)

    def __post_init__(self) -> None:
        parser = open_door("selectolax.lexbor:LexborHTMLParser")
        self.tree = parser(_SURROGATE.sub("\ufffd", self.html) or "<html></html>")

    def metas(self) -> dict[str, str]:
        """The ``content`` of each ``<meta>``, by ``property``, ``name`` or ``itemprop``; the first wins."""
        found: dict[str, str] = {}
        for node in self.tree.css("meta[content]"):
            attributes = node.attributes
            for key in ("property", "name", "itemprop"):
                name, value = attributes.get(key), squeeze(attributes.get("content") or "")
                if name and value:
                    found.setdefault(name.strip().lower(), value)
        return found

    def linked_data(self) -> list[str]:
        """The text of every JSON-LD script."""
        return [node.text() for node in self.tree.css('script[type="application/ld+json"]')]

    def texts(self, css: str) -> list[str]:
        """The squeezed texts of the elements that ``css`` finds, the empty ones left out."""
        return [text for node in self.tree.css(css) if (text := squeeze(node.text(deep=True)))]

    def attribute(self, css: str, name: str) -> str:
        """The first value of the attribute ``name`` among the elements that ``css`` finds; "" for none."""
        values = (node.attributes.get(name) for node in self.tree.css(css))
        return next((value.strip() for value in values if value and value.strip()), "")

    def remove(self, css: str) -> None:
        """Takes the elements that ``css`` finds out of the tree, with all they hold."""
        for node in self.tree.css(css):
            node.decompose(recursive=True)

    def markup(self) -> str:
        """The tree as HTML."""
        return str(self.tree.html or "")

    def lines(self) -> list[Line]:
        """The lines of the page's body, in order, the empty ones left out."""
        root = self.tree.body or self.tree.root
        return list(_LineWriter().write(root)) if root is not None else []


def squeeze(text: str) -> str:
    """The text with every run of blanks as one space; at its ends neither blanks nor invisible marks."""
    return " ".join(text.split()).strip(_EDGES)


@dataclass(slots=True)
class _LineWriter:
    """Walks the tree without recursion (a page may nest deeper than Python likes) and cuts it into lines."""

    parts: list[str] = field(default_factory=list)
    plain: bool = False
    """Whether the line so far has text outside links."""
    label: int = 0
    """How many of the parts came before the first link; -1 where others come after it too."""
    in_links: bool = False

    def write(self, root: Any) -> Iterator[Line]:
        links, inside = 0, [0]
        stack: list[tuple[Any, bool]] = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            name = node.tag
            if name == "-text":
                self._add(node.text_content or "", links > 0)
                continue
            if name in _SILENT or name.startswith(("-", "_")):
                continue
            if name in _BLOCKS:
                yield from self._flush(inside[-1])
                if leaving:
                    inside.pop()
                else:
                    inside.append(_identity(node.parent))
            links += (-1 if leaving else 1) if name == "a" else 0
            if not leaving:
                stack.append((node, True))
                stack.extend((child, False) for child in reversed(list(node.iter(include_text=True))))
        yield from self._flush(0)

    def _add(self, text: str, linked: bool) -> None:
        self.parts.append(text)
        words = not _WORDLESS.fullmatch(text)
        self.plain = self.plain or (words and not linked)
        if words and linked:
            self.in_links = True
        elif not self.in_links:
            self.label = len(self.parts)
        elif words:
            self.label = -1

    def _flush(self, inside: int) -> Iterator[Line]:
        text = squeeze("".join(self.parts))
        if text:
            label = squeeze("".join(self.parts[: max(self.label, 0)])) if self.in_links else ""
            yield Line(text, not self.plain, inside, label)
        self.parts, self.plain, self.label, self.in_links = [], False, 0, False


def _identity(node: Any) -> int:
    return int(node.mem_id) if node is not None else 0
