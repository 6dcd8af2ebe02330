"""Brings a page within limits before any parser meets it, in one pass of linear time.

HTML parsers and extractors are quadratic, or worse, on pages that nest deeply, never close their
formatting, or carry thousands of attributes (50 kB of ``<b x=1><p>`` takes three gigabytes). So, whatever
comes in, what goes out has no comments, scripts (but JSON-LD), styles, frames or drawings, no formatting
tags (``<b>``, ``<font>``: they change no text), bounded depth, attributes, tags and length. Nothing that a
reader of an ordinary article page sees is lost; a page that is longer than the limits is cut, and says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

MOST_TAGS = 40_000
"""Tags and comments that are read; a long article page has 5,000."""
MOST_CHARACTERS = 3_000_000
MOST_DEPTH = 200
_MOST_TAG = 2_000_000
"""Characters of one tag, its attributes included; some pages carry their data in an attribute."""
_MOST_VALUE = 5_000
_MOST_LINKED_DATA = 500_000
_MOST_ATTRIBUTE_TEXT = 200_000
_MOST_ATTRIBUTES = 40

_DROPPED = frozenset(
    (
        "script", "style", "template", "iframe", "noembed", "noframes", "xmp", "textarea",
        "select", "svg", "math", "object", "applet", "canvas",
    )
)  # fmt: skip
"""Elements that go with all they hold."""
_FORMATTING = frozenset(
    (
        "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
        "plaintext", "frameset", "frame", "noscript",
    )
)  # fmt: skip
"""Tags that go, what stands between them stays."""
_VOID = frozenset(
    (
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr",
    )
)  # fmt: skip
# Their end may be left out: parsers close them when the next one comes, so they do not add to the depth.
_SELF_CLOSING = frozenset(
    (
        "p", "li", "td", "th", "tr", "thead", "tbody", "tfoot", "dd", "dt", "option", "optgroup",
        "html", "head", "body",
    )
)  # fmt: skip
_KEPT_ATTRIBUTES = frozenset(
    (
        "class", "id", "href", "content", "property", "name", "itemprop", "itemtype", "itemscope",
        "datetime", "lang", "dir", "type", "rel", "role", "charset", "http-equiv", "style",
        "hidden",
    )
)  # fmt: skip

_TAG_NAME = re.compile(r"/?([A-Za-z][\w:.-]{0,60})")
# A quotation mark opens a value only after "="; possessive, so that nothing is ever tried twice.
_REST_OF_TAG = re.compile(r"""(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+>""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]{1,60})(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']*))?""")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BLANKS = re.compile(r"(?:\s|&nbsp;|&#160;|&#x[aA]0;|\u200b){40,}")
_LINKED_DATA = re.compile(r"ld\+json", re.I)


@dataclass(frozen=True, slots=True)
class Tamed:
    """The page within limits, and a note where it had to be cut ("cut after 3000000 characters")."""

    html: str
    cut: str = ""


def tame(html: str) -> Tamed:
    """The page as described above. Time and memory grow with the length of ``html``, whatever it holds."""
    return _Tamer(html).run()


@dataclass(slots=True)
class _Tamer:
    html: str
    out: list[str] = field(default_factory=list)
    size: int = 0
    tags: int = 0
    stack: list[str] = field(default_factory=list)
    unclosed: set[str] = field(default_factory=set)
    """Ends that do not occur any more, so that nothing looks for them twice."""

    def run(self) -> Tamed:
        position, length = 0, len(self.html)
        while position < length:
            opening = self.html.find("<", position)
            if opening < 0:
                opening = length
            self._text(position, opening)
            if self.tags > MOST_TAGS or self.size > MOST_CHARACTERS:
                return Tamed("".join(self.out), self._cut())
            position = self._markup(opening) if opening < length else length
        return Tamed("".join(self.out))

    def _cut(self) -> str:
        if self.tags > MOST_TAGS:
            return f"cut after {MOST_TAGS} tags"
        return f"cut after {MOST_CHARACTERS} characters"

    def _emit(self, piece: str) -> None:
        self.out.append(piece)
        self.size += len(piece)

    def _text(self, start: int, end: int) -> None:
        if start < end:
            piece = self.html[start : min(end, start + MOST_CHARACTERS + 1)]
            self._emit(_BLANKS.sub(_one_blank, _CONTROL.sub("", piece)))

    def _markup(self, opening: int) -> int:
        """Handles what stands at ``<``; where to go on."""
        html = self.html
        self.tags += 1
        if html.startswith("<!--", opening):
            return self._after("-->", opening + 4, opening + 4)
        name = _TAG_NAME.match(html, opening + 1)
        if name is None:
            if html[opening + 1 : opening + 2] in ("!", "?", "/"):
                return self._after(">", opening + 2, opening + 2)
            self._emit("&lt;")
            return opening + 1
        end = self._end_of_tag(name.end())
        self._tag(name[1].lower(), opening, name.end(), end)
        return self._past(name[1].lower(), opening, end)

    def _after(self, mark: str, start: int, otherwise: int) -> int:
        """Where ``mark`` ends, looked for from ``start``; ``otherwise`` where there is none."""
        if mark in self.unclosed:
            return otherwise
        found = self.html.find(mark, start)
        if found < 0:
            self.unclosed.add(mark)
            return otherwise
        return found + len(mark)

    def _end_of_tag(self, start: int) -> int:
        """The place after the ``>`` that ends a tag; a ``>`` inside quotation marks does not."""
        if ">" in self.unclosed:
            return start
        first = self.html.find(">", start)
        if first < 0:
            self.unclosed.add(">")
            return start
        end = _REST_OF_TAG.match(self.html, start, start + _MOST_TAG)
        return end.end() if end else first + 1

    def _tag(self, name: str, opening: int, named: int, end: int) -> None:
        if name in _FORMATTING or (name in _DROPPED and name != "script"):
            return
        if self.html[opening + 1] == "/":
            self._close(name)
            return
        attributes = self.html[named : max(named, end - 1)]
        if name == "script":
            if _LINKED_DATA.search(attributes):
                self._emit('<script type="application/ld+json">')
            return
        if name not in _VOID and name not in _SELF_CLOSING:
            self.stack.append(name)
            if len(self.stack) > MOST_DEPTH:
                return
        self._emit(f"<{name}{_bounded(attributes)}>")

    def _close(self, name: str) -> None:
        """Closes the innermost open element of that name, and with it all that is open inside it."""
        if name in _SELF_CLOSING or name == "br":
            self._emit(f"</{name}>")
            return
        stack = self.stack
        for depth in range(len(stack) - 1, max(-1, len(stack) - 1 - MOST_DEPTH), -1):
            if stack[depth] == name:
                for inner in reversed(stack[depth:MOST_DEPTH]):
                    self._emit(f"</{inner}>")
                del stack[depth:]
                return
            if stack[depth] == "table":  # the end of a cell's content cannot close what the table stands in
                return

    def _past(self, name: str, opening: int, end: int) -> int:
        """Where to go on after a tag: past all that a dropped element holds; its JSON-LD is kept."""
        if name not in _DROPPED or self.html[opening + 1] == "/" or name in self.unclosed:
            return end
        closing = _closing(name).search(self.html, end)
        if closing is None:
            self.unclosed.add(name)
            return len(self.html) if name in ("script", "style") else end  # a page that broke off in its code
        if name == "script" and self.out and self.out[-1].startswith("<script"):
            data = self.html[end : closing.start()]
            self._emit((data if len(data) < _MOST_LINKED_DATA else "") + "</script>")
        return self._end_of_tag(closing.end())


def is_tame(html: str) -> bool:
    """Whether a page is so plain that the parser alone, without the extractors, can take it as it is."""
    return len(html) < _PLAIN_CHARACTERS and html.count("<") < _PLAIN_TAGS


_PLAIN_CHARACTERS, _PLAIN_TAGS = 1_000_000, 10_000


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(f"</{name}", re.I)


def _one_blank(match: re.Match[str]) -> str:
    return "\n" if "\n" in match.group() else " "


def _bounded(attributes: str) -> str:
    """The attributes as they are, or only those that somebody reads where they are many or long."""
    if not attributes.strip("/ \t\r\n"):
        return ""
    if len(attributes) < 1000 and attributes.count("=") < _MOST_ATTRIBUTES and "<" not in attributes:
        plain = _CONTROL.sub("", attributes).strip().removesuffix("/").strip()
        return f" {plain}" if plain else ""
    kept: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(attributes[:_MOST_ATTRIBUTE_TEXT]):
        name, value = match[1].lower(), (match[2] or "").strip("\"'")
        if name in _KEPT_ATTRIBUTES:
            kept.setdefault(name, _CONTROL.sub("", value[:_MOST_VALUE]).replace('"', "&quot;"))
    return "".join(f' {name}="{value}"' for name, value in kept.items())
