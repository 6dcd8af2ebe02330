"""A page, as bytes, to an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from rasd.errors import InputError
from rasd.lang.boilerplate import load
from rasd.lang.normalize import fold
from rasd.model import Article
from rasd.read.body import article_lines, quickly
from rasd.read.dates import published_at, visible_date
from rasd.read.dom import Page
from rasd.read.encoding import decode
from rasd.read.extractors import visible_metadata
from rasd.read.metadata import Metadata, read_metadata
from rasd.read.mojibake import undo
from rasd.read.tame import Tamed, is_tame, tame
from rasd.stable import content_id

_BYLINE_LINES = 3
_TOP_LINES = 3
"""Lines at the top of the text among which a date line may stand that belongs to the page."""
_PROSE = 60
"""Characters from which a line belongs to the text, so that the headline cannot come after it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page came from: a file's ``path``, or an answer's ``url`` and ``charset``, or neither."""

    path: str = ""
    url: str = ""
    charset: str = ""

    @property
    def where(self) -> str:
        """What messages call it; a file's name that is not UTF-8 is written with escapes."""
        return (self.path or self.url or "-").encode("utf-8", "backslashreplace").decode()

    @property
    def key(self) -> str:
        """What tells it from another page of the same text: its address, or the file's name alone."""
        return self.url or self.where.replace("\\", "/").rpartition("/")[2]


def read_page(data: bytes, place: Place, fast: bool = False) -> Article:
    """The article of a page.

    ``fast`` reads it by its looks alone (:mod:`rasd.read.quick`), some times as quickly and not as well.

    ``extra`` says what was done to it: ``decoded`` (a charset other than UTF-8, mojibake undone), ``cut``
    (longer than any article page), ``file``.

    Raises:
        InputError: the page holds no article text.
    """
    decoded = decode(data, place.charset)
    tamed = Tamed(decoded.text) if fast and is_tame(decoded.text) else tame(decoded.text)
    html, repaired = undo(tamed.html)
    page = Page(html)
    known = read_metadata(page, place.url)
    if not known.complete and not fast:
        known = known.filled(visible_metadata(html))
    lines, known, published = _lines_and_date(page, known, fast)
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
        "file": place.where if place.path else "",
    }
    title, outlet, author = (undo(value)[0] for value in (known.title, known.site, known.author))
    return Article(
        id=content_id(known.url or place.key, text),
        text=text,
        title=title,
        outlet=outlet or (urlsplit(known.url).hostname or "").removeprefix("www."),
        url=known.url,
        author=(author if fold(author) != fold(outlet) else "") or _byline(lines),
        date=known.date,
        published=published,
        language=known.language,
        extra={key: note for key, note in notes.items() if note},
    )


def _lines_and_date(page: Page, known: Metadata, fast: bool) -> tuple[list[str], Metadata, datetime | None]:
    """The article's lines without headline and date line, what is known with the date, and it understood."""
    headlines = {fold(text) for text in (known.title, *page.texts("h1")) if text}
    if fast:
        laid, chosen = quickly(page)
    else:
        laid = page.lines()
        chosen = article_lines(page)
    seen, lines = [line.text for line in laid], _below_headline(chosen, headlines)
    date, published = _date(known, [*_above(seen, lines), *lines[:_TOP_LINES]])
    top = [line for line in lines[:_TOP_LINES] if not _is_date(line, known)]
    return [*top, *lines[_TOP_LINES:]], replace(known, date=date), published


def _below_headline(lines: list[str], headlines: set[str]) -> list[str]:
    """The lines below the headline: without it, and without the labels that an old page has above it."""
    start = 0
    for i, line in enumerate(lines):
        if fold(line) in headlines:
            start = i + 1
        elif len(line) >= _PROSE:
            break
    return lines[start:]


def _byline(lines: Sequence[str]) -> str:
    """The author that a line at the top or the bottom of the text names ("بقلم: ...")."""
    phrases = load()
    names = (phrases.byline(line) for line in (*lines[:_BYLINE_LINES], *lines[-_BYLINE_LINES:]))
    return next(filter(None, names), "")


def _above(seen: Sequence[str], lines: Sequence[str]) -> Sequence[str]:
    """The page's lines above the text."""
    return seen[: seen.index(lines[0])] if lines and lines[0] in seen else ()


def _date(known: Metadata, seen: Sequence[str]) -> tuple[str, datetime | None]:
    """The date as the page gives it and as understood; else a line round the headline that is one."""
    if known.date:
        return known.date, published_at(known.date, known.language)
    return visible_date(seen, known.language)


def _is_date(line: str, known: Metadata) -> bool:
    return visible_date([line], known.language)[0] == line
