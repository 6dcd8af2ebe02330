"""Pages of a web archive (WARC, ISO 28500), read as a stream. The one file that opens fastwarc.

Read are the answers that a server gave with status 200 and that are HTML or XHTML. A page that holds no
article - a front page, a list - is no fault of an archive: how many there were is said once, at its end. The
time at which a page was archived says nothing of when it was published, and is kept in ``extra``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from rasd.doors import open_door
from rasd.errors import InputError
from rasd.model import Article, Problem
from rasd.read.html import Place, read_page

_PAGES = ("text/html", "application/xhtml+xml")
_OK = 200


def warc_articles(stream: BinaryIO, where: str, most: int, fast: bool) -> Iterator[Article | Problem]:
    """The articles of an archive, in its order.

    Args:
        stream: the archive, packed or not.
        where: what messages call it.
        most: bytes of a page, unpacked, beyond which it is refused.
        fast: read pages the quick way (:func:`rasd.read.html.read_page`).
    """
    pages, empty, first = 0, 0, ""
    try:
        for record in _records(stream):
            url = str(record.headers.get("WARC-Target-URI", ""))
            if not _is_page(record):
                continue
            pages += 1
            found = _article(record, Place(url=url, charset=record.http_charset or ""), most, fast)
            if found is None:
                empty, first = empty + 1, first or url
            elif isinstance(found, Problem):
                yield found
            else:
                when = str(record.headers.get("WARC-Date", ""))
                yield replace(found, extra={**found.extra, "archived": when, "file": where})
    except OSError as error:
        what = f"the archive breaks off after {pages} pages: {error}"
        yield Problem(where, what, "fetch it again; what stands before that was read")
    if empty:
        yield Problem(where, f"{empty} of {pages} pages hold no article (the first: {first[:200]})")


def _records(stream: BinaryIO) -> Iterator[Any]:
    """The archive's answers.

    Raises:
        OSError: it is damaged, or ends in the middle of a record.
    """
    warc = open_door("fastwarc.warc")
    iterator = open_door("fastwarc.warc:ArchiveIterator")
    kinds = warc.WarcRecordType.response
    return iter(iterator(stream, record_types=kinds, parse_http=True, auto_decode="all", fsspec_args=False))


def _is_page(record: Any) -> bool:
    if not record.http_headers or record.http_headers.status_code != _OK:
        return False
    kind = str(record.http_content_type or "").lower()
    return kind in _PAGES or not kind


def _article(record: Any, place: Place, most: int, fast: bool) -> Article | Problem | None:
    """The article of a page; ``None`` where it has none."""
    data = record.reader.read(most + 1)
    if len(data) > most:
        return Problem(place.where, f"more than {most} bytes", "raise RASD_MAX_BYTES if it is an article")
    try:
        return read_page(data, place, fast)
    except InputError:
        return None
