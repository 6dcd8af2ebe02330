"""Anything a user names, to a stream of articles.

Files (HTML, text, JSON lines, JSON, CSV, TSV, Parquet), folders, http(s) URLs and ``-`` for standard
input, in any mix, one after the other in the order given. What cannot be read becomes a
:class:`~rasd.model.Problem` that names it, and the rest is done.
"""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from rasd.errors import InputError
from rasd.model import Article, Problem
from rasd.read import tables
from rasd.read.csvs import csv_rows
from rasd.read.fetch import Fetched, fetch
from rasd.read.html import Place, read_page
from rasd.read.jsons import Row, json_document, json_lines
from rasd.read.lines import HEAD, Source
from rasd.read.listed import Listing, ListKind, list_kind
from rasd.read.plain import read_text
from rasd.read.rows import article_of
from rasd.read.same import Ids
from rasd.read.sniff import BY_EXTENSION, Kind, foreign, sniff, unpacked_head
from rasd.read.warc import warc_articles
from rasd.settings import Settings

Name = str | os.PathLike[str]
TABLES = {Kind.JSON_LINES: json_lines, Kind.JSON: json_document, Kind.CSV: csv_rows}
"""How a kind of table gives its rows; Parquet, which is no stream, apart."""
_COUNTED = 64_000_000
"""Bytes up to which the lines of a file are counted for a progress bar."""


class Reading(Iterator[Article | Problem]):
    """The stream that :func:`read_inputs` gives.

    Attributes:
        duplicates: rows and pages passed over so far because the same article had come before.
    """

    def __init__(self, stream: Iterator[Article | Problem], ids: Ids) -> None:
        self._stream = stream
        self._ids = ids

    @property
    def duplicates(self) -> int:
        """Articles passed over so far because the same one had come before."""
        return self._ids.duplicates

    def __next__(self) -> Article | Problem:
        return next(self._stream)


def read_inputs(
    inputs: Iterable[Name], settings: Settings, stdin: BinaryIO | None = None, *, distinct: bool = True
) -> Reading:
    """The articles of ``inputs`` and the problems with them, in order, read as they are asked for.

    No two articles have the same id: a second one of the same id, outlet and text is the same article
    fetched twice and is passed over (``duplicates`` counts them); one of the same id and another outlet or
    text gets the id "... #2", "... #3" and so on; where they need not be ``distinct`` each comes as it is.
    ``stdin`` is the process's own where it is ``None``.
    """
    ids = Ids()
    found = _sized(_all(inputs, settings, stdin), settings.max_characters)
    return Reading(_unique(found, ids) if distinct else found, ids)


def _unique(stream: Iterator[Article | Problem], ids: Ids) -> Iterator[Article | Problem]:
    for item in stream:
        known = item if isinstance(item, Problem) else ids.admit(item)
        if known is not None:
            yield known


def _sized(items: Iterable[Article | Problem], most: int) -> Iterator[Article | Problem]:
    """Refuse a text that no article has: reading it would take minutes in which nothing is said."""
    for item in items:
        if isinstance(item, Article) and len(item.text) > most:
            where = str(item.extra.get("file") or item.id)
            what = f"a text of {len(item.text):,} characters, and the most is {most:,}"
            yield Problem(where, what, "split it into articles, or raise RASD_MAX_CHARACTERS")
        else:
            yield item


def _all(inputs: Iterable[Name], settings: Settings, stdin: BinaryIO | None) -> Iterator[Article | Problem]:
    stdin_read = False
    for name in inputs:
        text = os.fspath(name)
        if text == "-":
            if stdin_read:
                yield Problem("-", "standard input was named twice", "name it once")
            else:
                stdin_read = True
                yield from _stream(_ahead(stdin or sys.stdin.buffer), Place(), None, settings)
        elif text.lower().startswith(("http://", "https://")):
            yield from _url(text, settings)
        else:
            yield from _path(text, settings)


# --- where things stand ----------------------------------------------------------------------------


def _path(text: str, settings: Settings) -> Iterator[Article | Problem]:
    try:
        is_folder = Path(text).is_dir()
    except (OSError, ValueError):
        is_folder = False
    for path in _files(Path(text)) if is_folder else (Path(text),):
        if isinstance(path, Problem):
            yield path
        else:
            yield from _file(path, settings)


def _files(folder: Path) -> Iterator[Path | Problem]:
    """The files of a folder and of its folders, by name; hidden and unknown ones are passed over."""
    refused: list[OSError] = []
    found: list[Path] = []
    for here, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            Path(here, name)
            for name in names
            if not name.startswith(".") and Path(name).suffix.lower() in BY_EXTENSION
        ]
    for error in refused:
        where = Place(path=str(error.filename)).where
        yield Problem(where, f"cannot be listed: {error.strerror}", "check the folder's permissions")
    if not found and not refused:
        known = " ".join(sorted(BY_EXTENSION))
        yield Problem(
            Place(path=str(folder)).where, "a folder without a file that can be read", f"read are: {known}"
        )
    yield from sorted((path for path in found if path.is_file()), key=lambda path: path.parts)


def _file(path: Path, settings: Settings) -> Iterator[Article | Problem]:
    place = Place(path=str(path))
    try:
        opened = path.open("rb", buffering=HEAD)
    except FileNotFoundError:
        yield Problem(place.where, "no such file", "check the name")
    except (OSError, ValueError) as error:  # ValueError: a name with a null character
        yield _unreadable(place, error)
    else:
        with opened as stream:
            try:
                kind = BY_EXTENSION.get(path.suffix.lower())
                yield from _stream(_ahead(stream), place, kind, settings)
            except OSError as error:
                yield _unreadable(place, error)


def _unreadable(place: Place, error: OSError | ValueError) -> Problem:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Problem(place.where, f"cannot be read: {reason}", "check its name and permissions")


def _ahead(stream: BinaryIO) -> io.BufferedReader:
    """The stream as one whose first bytes can be looked at and still be read."""
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast(io.RawIOBase, stream), HEAD)


def _url(url: str, settings: Settings) -> Iterator[Article | Problem]:
    try:
        page = fetch(url, settings)
    except InputError as error:
        yield _problem(error)
        return
    kind = Kind.HTML if "html" in page.content_type else None
    place = Place(url=page.url, charset=page.charset)
    yield from _stream(_ahead(io.BytesIO(page.body)), place, kind, settings)


# --- what they are -----------------------------------------------------------------------------------


def _stream(
    stream: io.BufferedReader, place: Place, kind: Kind | None, settings: Settings
) -> Iterator[Article | Problem]:
    head = stream.peek(HEAD)[:HEAD]
    marked = sniff(head)  # whatever the name says
    kind = marked if marked is Kind.GZIP or not kind else kind
    if kind is Kind.GZIP:
        yield from _packed(stream, head, place, settings)
        return
    listed = None if kind is Kind.WARC else list_kind(head)
    if listed:
        yield from _listed(stream, place, listed, settings)
        return
    if kind is Kind.LIST:
        kind = marked if marked is Kind.HTML else Kind.TEXT  # XML of another kind
    if kind is Kind.WARC:
        fast = settings.pages == "fast"
        yield from warc_articles(stream, place.where, settings.max_bytes, fast)
        return
    unusable = foreign(head) if kind is not Kind.PARQUET else None
    if unusable:
        yield Problem(place.where, f"{unusable[0]}, which cannot be read", unusable[1])
        return
    if kind in (Kind.HTML, Kind.TEXT):
        yield _whole(stream, place, kind, settings)
        return
    source = Source(place.where, stream, head, settings.max_bytes)
    rows = _parquet(place) if kind is Kind.PARQUET else TABLES[kind](source)
    for row in rows:
        yield row if isinstance(row, Problem) else _article(row)


def _listed(
    stream: io.BufferedReader, place: Place, kind: ListKind, settings: Settings
) -> Iterator[Article | Problem]:
    """What a feed or a sitemap lists."""
    data = stream.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        yield Problem(place.where, f"more than {settings.max_bytes} bytes", "raise RASD_MAX_BYTES")
        return
    charset = f"; charset={place.charset}" if place.charset else ""
    page = Fetched(place.url or place.where, data, f"text/xml{charset}")
    yield from Listing(settings).read(page, kind, local=not place.url)


def _packed(
    stream: io.BufferedReader, head: bytes, place: Place, settings: Settings
) -> Iterator[Article | Problem]:
    """What a gzip file holds, unpacked as it is read; the packets of an archive are its own reader's."""
    inner = unpacked_head(head)
    if sniff(inner) is Kind.WARC:
        yield from warc_articles(stream, place.where, settings.max_bytes, settings.pages == "fast")
        return
    if sniff(inner) is Kind.GZIP:
        yield Problem(place.where, "packed with gzip twice", "unpack it once")
        return
    try:
        with gzip.GzipFile(fileobj=stream) as opened:
            kind = BY_EXTENSION.get(Path(place.path.removesuffix(".gz")).suffix.lower())
            plain = io.BufferedReader(cast(Any, opened), HEAD)
            yield from _stream(plain, place, None if kind is Kind.GZIP else kind, settings)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield Problem(place.where, "the gzip file is broken", "fetch it again")


def _parquet(place: Place) -> Iterable[Row | Problem]:
    if Path(place.path).is_file():
        return tables.parquet_rows(Path(place.path), place.where)
    return (Problem(place.where, "Parquet is read from files only", "save it to a file first"),)


def _article(row: Row) -> Article | Problem:
    try:
        return article_of(row[1], row[0])
    except InputError as error:
        return _problem(error)


def _whole(stream: io.BufferedReader, place: Place, kind: Kind, settings: Settings) -> Article | Problem:
    data = stream.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        what = f"more than {settings.max_bytes} bytes"
        return Problem(place.where, what, "raise RASD_MAX_BYTES if it is an article")
    try:
        if kind is Kind.HTML:
            return read_page(data, place, settings.pages == "fast")
        return read_text(data, place)
    except InputError as error:
        return _problem(error)


def _problem(error: InputError) -> Problem:
    where = error.where.encode("utf-8", "backslashreplace").decode()
    return Problem(where, error.what, error.do)


# --- how many ----------------------------------------------------------------------------------------


def count_hint(inputs: Iterable[Name]) -> int | None:
    """How many articles the inputs promise, for a progress bar: a page is one, a table its rows or lines.

    ``None`` where it cannot be told cheaply: standard input, and tables of more than 64 MB but Parquet.
    """
    total = 0
    for name in inputs:
        counted = _count(os.fspath(name))
        if counted is None:
            return None
        total += counted
    return total


def _count(text: str) -> int | None:
    if text == "-":
        return None
    if text.lower().startswith(("http://", "https://")):
        return 1
    try:
        paths = (
            [p for p in _files(Path(text)) if isinstance(p, Path)] if Path(text).is_dir() else [Path(text)]
        )
        counts = [_count_file(path) for path in paths]
    except (OSError, ValueError):
        return 0
    return None if None in counts else sum(filter(None, counts))


def _count_file(path: Path) -> int | None:
    kind = BY_EXTENSION.get(path.suffix.lower(), Kind.TEXT)
    if not path.is_file():
        return 0
    if kind is Kind.PARQUET:
        return tables.parquet_count(path)
    if kind in (Kind.HTML, Kind.TEXT):
        return 1
    if kind in (Kind.JSON, Kind.WARC, Kind.GZIP) or path.stat().st_size > _COUNTED:
        return None
    with path.open("rb") as stream:
        lines = sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b""))
    return max(1, lines - (kind is Kind.CSV))
