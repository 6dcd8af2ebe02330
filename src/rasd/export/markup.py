"""HTML put together safely: whatever is not markup already is escaped on its way in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from urllib.parse import quote, urlsplit

from rasd.export.phrases import Said, Words
from rasd.export.visible import CLOCK, UNSHOWN, direction, lines, way

_FIGURE = 24
"""Characters of a date or a figure, which stay on one line."""
_EMPTY = frozenset({"meta", "br", "hr", "input"})
_REMEMBERED = 4096
"""Attributes, names, sentences: one page says most of them several times, and others say them again."""


class Markup(str):
    """Finished HTML. Only :func:`tag` and :func:`join` make it, out of text that they escape."""

    __slots__ = ()

    def __html__(self) -> str:
        """Itself: templates put it in as it is (the protocol of markupsafe)."""
        return self


Child = str | None
"""What stands inside an element: text (escaped) or :class:`Markup` (as it is); ``None`` is left out."""


def text(value: str) -> Markup:
    """Text as HTML: escaped; control characters left out; what UTF-8 cannot carry as U+FFFD.

    Marks of direction are left out as well: elements say the direction.
    """
    return Markup(_escaped(value))


_TO_CHANGE = re.compile("[&<>\"']|" + UNSHOWN.pattern)


def _escaped(value: str) -> str:
    return escape(lines(value)) if _TO_CHANGE.search(value) else value


def join(*children: Child, between: str = "") -> Markup:
    """The children one after the other."""
    return Markup(_escaped(between).join(_children(children)))


def _children(children: Iterable[Child]) -> list[str]:
    # The class itself is asked: a page asks some thousand times.
    return [one if one.__class__ is Markup else _escaped(one) for one in children if one is not None]


def tag(name: str, /, *children: Child, **attributes: str | bool | None) -> Markup:
    """The element ``name``; an attribute's ``_`` is written ``-``, and ``class_`` is ``class``.

    An attribute that is ``None`` or ``False`` is left out, one that is ``True`` stands without a value.
    """
    opening = f"<{name}"
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        opening += _attribute(key, value)
    if name in _EMPTY:
        return Markup(f"{opening}>")
    return Markup(f"{opening}>{''.join(_children(children))}</{name}>")


@lru_cache(maxsize=_REMEMBERED)
def _attribute(key: str, value: str | bool) -> str:
    label = key.strip("_").replace("_", "-")
    return f" {label}" if value is True else f' {label}="{_escaped(str(value))}"'


@lru_cache(maxsize=_REMEMBERED)
def bdi(value: str, **attributes: str | bool | None) -> Markup:
    """Foreign words inside a line of ours, in their own direction: that of their first letter, and where most
    of the words run the other way, of these."""
    own = way(value)
    if "dir" not in attributes and own != direction(value):
        attributes["dir"] = own
    return tag("bdi", value, **attributes)


def moment(when: str, words: Words) -> Markup | None:
    """A time as it is shown: ``<time>`` where HTML knows its form; a date in other words as it stands."""
    if not when:
        return None
    if not CLOCK.fullmatch(when):
        return bdi(when, class_="time")
    figures, machine = words.figures(when), when.replace(" UTC", "Z")
    return tag("time", figures, dir="ltr", datetime=machine if figures != machine else None)


@lru_cache(maxsize=_REMEMBERED)
def said(sentence: Said) -> Markup:
    """A sentence of the interface, with what comes from the material set apart."""
    return join(*[_apart(piece.text) if piece.quoted else piece.text for piece in sentence])


def _apart(words: str) -> Markup:
    if direction(words) and not CLOCK.fullmatch(words):
        return bdi(words)
    # Dates and percentages have no direction of their own, and would be turned round in Arabic. One that is
    # broken in two lines would be read from its end.
    return bdi(words, dir="ltr", class_="figure" if len(words) <= _FIGURE else None)


def link(url: str, *children: Child) -> Markup:
    """A link to ``url`` where that is a web address; the children alone where it is anything else."""
    where = web_address(url)
    return tag("a", *children, href=where, rel="noopener noreferrer") if where else join(*children)


# What has no place in an address as it stands; a per cent sign has one before two hexadecimal digits.
_NO_ADDRESS = re.compile(
    r"""[\x00-\x20"<>\\^`{|}\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff]|%(?![0-9A-Fa-f]{2})"""
)

_HOST = re.compile(r"[a-zA-Z]*:?(//[^/?#]*)?")


def web_address(url: str) -> str:
    """A foreign address as a link may have it, what has no place in it as ``%XX``; empty where it is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"}:
        return ""
    escaped = _NO_ADDRESS.sub(lambda one: quote(one[0], safe="", errors="replace"), url)
    host = _HOST.match(escaped)
    at = host.end() if host else 0
    return escaped[:at] + escaped[at:].replace("[", "%5B").replace("]", "%5D")


def raw_style(css: str) -> Markup:
    """A ``<style>`` element of our own making; CSS is not escaped in HTML.

    Raises:
        ValueError: the sheet could end its element early.
    """
    if "</" in css:
        raise ValueError("a style sheet must not hold '</'")
    return Markup(f"<style>{css}</style>")


def table(
    head: Sequence[str], rows: Sequence[Sequence[Child]], classes: Sequence[str] = (), caption: Child = None
) -> Markup:
    """A table that scrolls where it is too wide and folds up, each cell under its head, on a telephone.

    ``classes`` are the columns' own, in order; the ``caption`` is read to who reads by ear.
    """
    looks = dict(enumerate(classes))
    headed = tag("tr", *(tag("th", name, scope="col") for name in head))
    body = [
        tag(
            "tr",
            *(
                tag("td", tag("div", cell), data_label=head[i], class_=looks.get(i) or None)
                for i, cell in enumerate(row)
            ),
        )
        for row in rows
    ]
    called = tag("caption", caption, class_="unseen") if caption else None
    return tag("div", tag("table", called, tag("thead", headed), tag("tbody", *body)), class_="scroll")
