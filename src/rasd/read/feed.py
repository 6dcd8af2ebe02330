"""The entries of a feed: RSS, RDF, Atom, a news sitemap, a JSON Feed, as they are written in the wild.

A feed is read as a stream, up to a number of entries, and what was read before a fault counts. Nothing in it
is ever unfolded or fetched: a document that declares entities is refused, and a reference to one that XML
does not know is the character that HTML has for it, or its own letters.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html.entities import html5
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.parsers import expat

from rasd.errors import InputError
from rasd.read.dates import published_at
from rasd.read.dom import Page
from rasd.read.encoding import decode
from rasd.read.fetch import MOST_URL, Fetched
from rasd.read.tame import tame

MOST_ENTRIES = 1_001
"""Entries that are read: one more than are looked at, so that more can be told from as many."""
_DEEPEST = 60
_LONGEST = 300_000
"""Characters of one field that are kept; a text that is longer is no article's."""
_SHORT = 2_000
"""Characters of a field that is no text."""

_ENTRY = ("item", "entry", "url", "sitemap")
_ROOTS = ("rss", "rdf", "feed", "channel", "urlset", "sitemapindex")
_FIELDS: Mapping[str, str] = {
    "title": "title", "link": "url", "loc": "url", "guid": "guid", "id": "guid", "creator": "author",
    "author": "author", "pubdate": "date", "published": "date", "date": "date", "issued": "date",
    "publication_date": "date", "updated": "updated", "modified": "updated", "lastmod": "updated",
    "description": "short", "summary": "short", "encoded": "text", "content": "text",
}  # fmt: skip
"""What an element's name says, whatever the dialect."""
_PREFIXES = ("", "dc", "dcterms", "content", "news", "atom", "a10", "rss", "rdf")
"""Others speak of pictures and sounds."""
_ENCODING = re.compile(rb"""^[^<]{0,20}<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})["']""")
_PROLOGUE = re.compile(r"^[^<]*(?:<\?xml.*?\?>)?\s*", re.S)
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)(\w{1,32};)?")
_FORBIDDEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; each field is empty where the feed says nothing.

    ``text`` is plain. ``date`` is the publication date as it stands, ``published`` the same understood;
    ``updated`` is what the feed says of the last change, as it stands.
    """

    url: str = ""
    guid: str = ""
    title: str = ""
    text: str = ""
    author: str = ""
    date: str = ""
    published: datetime | None = None
    updated: str = ""


def is_page(url: str) -> bool:
    """Whether an address can be asked at all."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and len(url) <= MOST_URL
    except ValueError:
        return False


def read_feed(page: Fetched, most: int = MOST_ENTRIES) -> tuple[Entry, ...]:
    """The entries of a feed, in its order, ``most`` of them at most.

    Raises:
        InputError: it is no feed.
    """
    found = _ENCODING.match(page.body[:400])
    declared = page.charset or (found[1].decode("ascii") if found else "")
    text = decode(page.body, declared).text.translate(_FORBIDDEN).lstrip("\ufeff \t\r\n")
    rows = _json_rows(text, page.url, most) if text.startswith("{") else _xml_rows(text, page.url, most)
    return tuple(_entry(row, page.url) for row in rows)


def _entry(row: Mapping[str, str], base: str) -> Entry:
    own = row.get("text", "") or row.get("short", "")
    date = row.get("date", "") or row.get("updated", "")
    link = row.get("url", "")
    guid = row.get("guid", "")
    if not link and guid.startswith(("http://", "https://")):
        link = guid  # a permalink
    return Entry(
        _joined(base, link), guid, _plain(row.get("title", "")), _plain(own), _plain(row.get("author", "")),
        date, published_at(date, "ar") if date else None, row.get("updated", ""),
    )  # fmt: skip


def _joined(base: str, link: str) -> str:
    link = link.replace("&amp;", "&")  # escaped twice, or in a CDATA section
    try:
        return urljoin(base, link) if link else ""
    except ValueError:
        return link


def _plain(text: str) -> str:
    """The text without markup: fields hold HTML more often than not."""
    if "<" not in text and "&" not in text:
        return text.strip()
    if "<" not in text:
        return html.unescape(text).strip()
    return "\n".join(line.text for line in Page(tame(text).html).lines()).strip()


# --- XML -------------------------------------------------------------------------------------------------


class _Enough(ValueError):
    """There is no reason to read on: enough was read, or what comes is no feed."""


def _xml_rows(text: str, where: str, most: int) -> list[dict[str, str]]:
    reader = _Reader(most)
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.EntityDeclHandler = reader.entity
    fault = ""
    try:
        for piece in _pieces(text):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except _Enough as error:
        fault = str(error)
    except expat.ExpatError as error:
        fault = f"it is broken in line {error.lineno}: {expat.errors.messages[error.code]}"
    if reader.refused or not (reader.rows or (reader.is_feed and not fault)):
        raise InputError(where, f"no feed: {fault or 'it is something else'}", "check the address")
    return reader.rows


def _pieces(text: str) -> Iterator[bytes]:
    """The text as XML, a piece at a time, without what XML does not know."""
    start = _PROLOGUE.match(text)
    at, size = start.end() if start else 0, 1 << 16
    while at < len(text):
        end = at + size
        if end < len(text):  # not in the middle of a reference
            end = max(text.rfind("&", end - 40, end), at + 1) if "&" in text[end - 40 : end] else end
        yield _REFERENCE.sub(_known, text[at:end]).encode("utf-8", "replace")
        at = end


def _known(match: re.Match[str]) -> str:
    name = match[1] or ""
    return html.escape(html5.get(name, f"&{name}"))


class _Reader:
    """What the parser tells, as rows of fields."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.rows: list[dict[str, str]] = []
        self.is_feed = self.refused = False
        self._depth = 0
        self._row: dict[str, str] | None = None
        self._opened = 0
        self._field, self._since = "", 0
        self._held: list[str] = []
        self._size = 0

    def entity(self, *args: Any) -> None:
        """A declaration of an entity: feeds need none, bombs do."""
        self.refused = True
        raise _Enough("it declares entities")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        prefix, _, local = tag.lower().rpartition(":")
        if self._depth == 1:
            self.is_feed = local in _ROOTS
        if self._depth == 1 and not self.is_feed:
            raise _Enough(f"it begins with <{tag[:20]}>")
        if self._depth > _DEEPEST:
            raise _Enough(f"elements inside each other, {_DEEPEST} deep")
        if self._row is None:
            if local in _ENTRY and self._depth > 1:
                self._row, self._opened = {}, self._depth
        elif not self._field and prefix in _PREFIXES and local in _FIELDS:
            self._begin(_FIELDS[local], attributes)

    def _begin(self, field: str, attributes: dict[str, str]) -> None:
        self._field, self._since = field, self._depth
        self._held, self._size = [], 0
        if field == "url" and attributes.get("href"):
            if attributes.get("rel", "alternate") == "alternate":
                self._keep(attributes["href"])
            self._size = _LONGEST  # an Atom link has no text

    def characters(self, text: str) -> None:
        """Some text."""
        if self._field and self._size < _LONGEST:
            self._held.append(text[: _LONGEST - self._size])
            self._size += len(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._field and self._depth == self._since:
            self._keep("".join(self._held))
            self._field = ""
        elif self._row is not None and self._depth == self._opened:
            self.rows.append(self._row)
            self._row, self._field = None, ""
            if len(self.rows) >= self._most:
                raise _Enough("more entries than are read")
        self._depth -= 1

    def _keep(self, value: str) -> None:
        """Keep a field, the first of its kind."""
        value = value.strip()
        if self._row is not None and value and self._field not in self._row:
            longest = _LONGEST if self._field in ("text", "short", "url") else _SHORT
            self._row[self._field] = value[:longest]


# --- JSON ------------------------------------------------------------------------------------------------


def _json_rows(text: str, where: str, most: int) -> list[dict[str, str]]:
    """The items of a JSON Feed (version 1.1)."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(where, "no feed: broken JSON", "check the address") from error
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list):
        raise InputError(where, "no feed: JSON without items", "check the address")
    return [_json_row(item) for item in items[:most] if isinstance(item, dict)]


def _json_row(item: Mapping[str, Any]) -> dict[str, str]:
    def text(name: str) -> str:
        return str(item[name]) if isinstance(item.get(name), str | int) else ""

    authors = item.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else item.get("author")
    return {
        "url": text("url"), "guid": text("id")[:_SHORT], "title": text("title")[:_SHORT],
        "author": str(first.get("name") or "")[:_SHORT] if isinstance(first, dict) else "",
        "date": text("date_published")[:_SHORT], "updated": text("date_modified")[:_SHORT],
        "text": (text("content_html") or html.escape(text("content_text")))[:_LONGEST],
        "short": html.escape(text("summary"))[:_LONGEST],
    }  # fmt: skip
