"""The two extractors of article text, and the faults that they may have on one page.

The one file that opens trafilatura, readability and lxml. Both take HTML that is already decoded and
tamed; neither ever asks the network for anything here.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from rasd.doors import open_door
from rasd.lang.normalize import INVISIBLE
from rasd.read.dom import Page, squeeze
from rasd.read.metadata import Metadata

_STRICT_DATES = {"extensive_search": False, "original_date": True}
"""Without ``extensive_search`` trafilatura makes dates up, and takes 27 times as long (measured)."""
_BLOCKS = frozenset(
    ("p", "head", "item", "quote", "list", "row", "cell", "table", "code", "lb", "body", "div")
)
_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
_TABLE_TAGS = re.compile(r"<(/?)(?:table|tbody|thead|tfoot|tr|td|th)\b")
_HIDDEN = INVISIBLE.replace("\ufeff", "") + "\u200c"


@cache
def _hush() -> None:
    """What the extractors have to say of a page goes to who listens to logging, not to the terminal."""
    for name in ("trafilatura", "htmldate", "readability"):
        logging.getLogger(name).addHandler(logging.NullHandler())


def faults() -> tuple[type[BaseException], ...]:
    """What the extractors raise on a page that they cannot take; one page's fault must not end the run."""
    return (*_FAULTS, open_door("lxml.etree:LxmlError"))


def _stand_ins(html: str) -> dict[int, str]:
    """A visible letter, not in the page, for each invisible character that it holds.

    Trafilatura deletes invisible characters; without ZWNJ every second Persian word is another word.
    """
    found = sorted({char for char in _HIDDEN if char in html})
    for first in range(0xA500, 0xA600, 0x20):  # letters of the Vai script: printable, hardly ever in use
        letters = [chr(first + i) for i in range(len(found))]
        if not any(letter in html for letter in letters):
            return {ord(char): letter for char, letter in zip(found, letters, strict=True)}
    return {}


def precise_lines(html: str) -> list[str]:
    """The article's lines by trafilatura, tuned to leave out rather than let in; [] where it finds none."""
    _hush()
    stand_ins = _stand_ins(html)
    extract = open_door("trafilatura:bare_extraction")
    try:
        found = extract(
            html.translate(stand_ins), favor_precision=True, include_comments=False, with_metadata=False
        )
    except faults():
        return []
    if found is None or found.body is None:
        return []
    back = {ord(letter): chr(code) for code, letter in stand_ins.items()}
    return [line.translate(back) for line in _lines(found.body)]


def _lines(body: Any) -> Iterator[str]:
    """The text of trafilatura's tree, a line a block (its own text output adds marks to items and cells)."""
    parts: list[str] = []
    stack: list[tuple[Any, bool]] = [(body, False)]
    while stack:
        node, leaving = stack.pop()
        if node.tag in _BLOCKS:
            if text := squeeze("".join(parts)):
                yield text
            parts = []
        if leaving:
            parts.append(node.tail or "")
            continue
        parts.append(node.text or "")
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))
    if text := squeeze("".join(parts)):
        yield text


def generous_lines(html: str) -> list[str]:
    """The article's lines by readability, which needs no ``<p>``; [] where it finds none."""
    _hush()
    document = open_door("readability:Document")
    try:
        found = document(html).summary(html_partial=True)
    except faults():
        return []
    # It gives cells without their table, which a parser would run together.
    return [line.text for line in Page(_TABLE_TAGS.sub(r"<\1div", found)).lines()]


def visible_metadata(html: str) -> Metadata:
    """What trafilatura makes out of the visible page: title, author, date, site."""
    _hush()
    stand_ins = _stand_ins(html)
    extract = open_door("trafilatura.metadata:extract_metadata")
    try:
        found = extract(html.translate(stand_ins), date_config=dict(_STRICT_DATES))
    except faults():
        return Metadata()
    if found is None:
        return Metadata()
    back = {ord(letter): chr(code) for code, letter in stand_ins.items()}
    values = [
        squeeze(value or "").translate(back)
        for value in (found.title, found.sitename, found.author, found.date)
    ]
    return Metadata(title=values[0], site=values[1], author=values[2], date=values[3])
