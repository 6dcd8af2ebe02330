"""A page, as bytes, to an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from rasd.errors import InputError
from rasd.lang.boilerplate import load
from rasd.lang.normalize import fold
from rasd.model import Article
from rasd.read.body import article_lines
from rasd.read.dates import published_at, visible_date
from rasd.read.dom import Page
from rasd.read.encoding import decode
from rasd.read.extractors import visible_metadata
from rasd.read.metadata import Metadata, read_metadata
from rasd.read.mojibake import undo
from rasd.read.tame import tame
from rasd.stable import content_id

_BYLINE_LINES = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page came from: ``where`` for messages; ``url`` and ``charset`` if fetched; a file's ``path``."""

    where: str
    url: str = ""
    charset: str = ""
    path: str = ""

    @property
    def key(self) -> str:
        """What tells this page from another of the same text: the file's name, not its folder."""
        return self.path.replace("\\", "/").rpartition("/")[2] or self.where


def read_page(data: bytes, place: Place) -> Article:
    """The article of a page.

    ``extra`` says what was done to it: ``decoded`` (a charset other than UTF-8, mojibake undone), ``cut``
    (longer than any article page), ``file``.

    Raises:
        InputError: the page holds no article text.
    """
    decoded = decode(data, place.charset)
    html, repaired = undo(decoded.text)
    tamed = tame(html)
    page = Page(tamed.html)
    known = read_metadata(page, place.url)
    if not known.complete:
        known = known.filled(visible_metadata(tamed.html))
    seen = [line.text for line in page.lines()]
    lines = _without_title(article_lines(page), known.title)
    text, repaired_late = undo("\n".join(lines))  # written with entities it shows only now
    if not text:
        raise InputError(
            place.where,
            "no article text found in the page",
            "is it an article's own page, saved after it had loaded? JSON lines can hold the text too",
        )
    notes = {
        "decoded": "; ".join(filter(None, (decoded.note, repaired or repaired_late))),
        "cut": tamed.cut,
        "file": place.path,
    }
    return _article(place, known, seen, text, {key: note for key, note in notes.items() if note})


def _article(
    place: Place, known: Metadata, seen: Sequence[str], text: str, extra: dict[str, object]
) -> Article:
    date, published = _date(known, seen, text)
    title, outlet, author = (undo(value)[0] for value in (known.title, known.site, known.author))
    return Article(
        id=content_id(known.url or place.key, text),
        text=text,
        title=title,
        outlet=outlet or (urlsplit(known.url).hostname or "").removeprefix("www."),
        url=known.url,
        author=author or _byline(text.split("\n")),
        date=date,
        published=published,
        language=known.language,
        extra=extra,
    )


def _without_title(lines: list[str], title: str) -> list[str]:
    """The lines without those at the top that only repeat the title."""
    start = 0
    while start < len(lines) and title and fold(lines[start]) == fold(title):
        start += 1
    return lines[start:]


def _byline(lines: Sequence[str]) -> str:
    """The author that a line at the top or the bottom of the text names ("بقلم: ...")."""
    phrases = load()
    names = (phrases.byline(line) for line in (*lines[:_BYLINE_LINES], *lines[-_BYLINE_LINES:]))
    return next(filter(None, names), "")


def _date(known: Metadata, seen: Sequence[str], text: str) -> tuple[str, datetime | None]:
    """The date as the page gives it and as understood; failing that, a line above the text that is a date."""
    if known.date:
        return known.date, published_at(known.date, known.language)
    first = text.split("\n", 1)[0]
    above = seen[: seen.index(first)] if first in seen else seen[:0]
    return visible_date(above, known.language)
