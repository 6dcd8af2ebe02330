"""Lists of feeds: OPML, as readers of feeds write it, and files with an address a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from rasd.errors import InputError
from rasd.model import Feed
from rasd.read.encoding import decode
from rasd.read.feed import is_page

_MOST = 100_000
"""Feeds of one list: more is no list of feeds."""


class _Refused(ValueError):
    """It is no list that can be read."""


def read_feeds(data: bytes, where: str) -> list[Feed]:
    """The feeds of a list, in its order, each once.

    OPML has a feed at each ``outline`` with an ``xmlUrl``; ``title`` or ``text`` is its name, and ``outlet``,
    ``language``, ``country`` and ``kind``, which :func:`opml` writes, are kept. In a file of lines, empty
    lines and those that begin with ``#`` are passed over, and what comes after a blank is the name.

    Raises:
        InputError: it holds no feed, an address is none, or it is broken OPML.
    """
    text = decode(data).text.lstrip("\ufeff \t\r\n")
    try:
        found = list(_outlines(text) if text.startswith("<") else _lines(text))
    except (_Refused, expat.ExpatError) as error:
        raise InputError(where, f"no list of feeds: {error}", "give OPML, or an address a line") from error
    if not found:
        raise InputError(where, "no feed in it", "give OPML, or an address a line")
    for feed in found:
        if not is_page(feed.url):
            raise InputError(where, f"not an http or https URL: {feed.url[:200]!r}", "correct the line")
    return list({feed.url: feed for feed in found}.values())


def _lines(text: str) -> Iterator[Feed]:
    for line in text.splitlines():
        url, _, name = line.strip().partition(" ")
        if url and not url.startswith("#"):
            yield Feed(url, name.strip())


def _outlines(text: str) -> list[Feed]:
    found: list[Feed] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        given = {name.lower(): value.strip() for name, value in attributes.items()}
        if tag.lower() == "outline" and given.get("xmlurl"):
            found.append(_feed(given))
        if len(found) > _MOST:
            raise _Refused(f"more than {_MOST:,} feeds")

    def entity(*declared: object) -> None:
        raise _Refused("it declares entities")

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler, parser.EntityDeclHandler = start, entity
    body = text.partition("?>")[2] if text.startswith("<?xml") else text
    parser.Parse(body.encode("utf-8", "replace"), True)
    return found


def _feed(given: Mapping[str, str]) -> Feed:
    title = given.get("title") or given.get("text", "")
    more = {name: given.get(name, "") for name in ("outlet", "language", "country", "kind", "source")}
    return Feed(given["xmlurl"], title, **more)


def opml(feeds: Iterable[Feed], title: str) -> str:
    """The feeds as OPML 2.0, which readers of feeds understand; what they do not know they pass over."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">',
        f"<head><title>{_escaped(title)}</title></head>", "<body>",
    ]  # fmt: skip
    for feed in feeds:
        named = {"text": feed.title or feed.url, "type": "rss", "xmlUrl": feed.url}
        more = {name: getattr(feed, name) for name in ("outlet", "language", "country", "kind", "source")}
        pairs = {**named, **{name: value for name, value in more.items() if value}}
        shown = " ".join(f"{name}={quoteattr(_escaped(value, False))}" for name, value in pairs.items())
        lines.append(f"<outline {shown}/>")
    return "\n".join([*lines, "</body>", "</opml>", ""])


def _escaped(text: str, markup: bool = True) -> str:
    """Text that XML can hold: no control characters; with ``markup``, no markup either."""
    plain = "".join(char for char in text if char >= " " and not "\ud800" <= char <= "\udfff")
    return plain.replace("&", "&amp;").replace("<", "&lt;") if markup else plain
