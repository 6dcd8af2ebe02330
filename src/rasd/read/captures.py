"""Web archives (WARC 1.0 and 1.1, plain or gzip) to the pages in them, a record at a time.

Taken are the answers (``response``) with status 200 and the ``resource`` records that hold HTML; pictures,
requests, redirects, revisits and the archive's own records are passed over. A damaged record spoils no
other, a record that breaks off is said to, and any stream will do: the readers that were tried seek, pass
half a page off as a whole one, and give up at the first fault. Sources: ISO 28500:2017, RFC 9112 (HTTP).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from rasd.model import Problem
from rasd.read.members import GZIP, Flow, Members, pieces
from rasd.read.sniff import Kind, sniff

_HTML = re.compile(r"text/html|application/xhtml\+xml", re.I)
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.I)
_CHUNK = re.compile(rb"\s*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\n]{0,200})?\r?\n")
_BLANK = re.compile(rb"\r?\n\r?\n")
_MARK = b"WARC/1."
_MOST_HEADER = 64_000
_TYPES = ("response", "resource")
_WINDOWS = {"gzip": (31,), "x-gzip": (31,), "deflate": (15, -15)}
"""What zlib is told for each coding of HTTP: some servers send "deflate" without its header."""
_MOST_FAULTS = 100
"""Records that may be damaged one after the other before the rest is left alone."""


@dataclass(frozen=True, slots=True)
class Captured:
    """A page out of an archive: its address, its bytes and declared charset.

    ``date`` is when it was captured, as written; ``cut`` why the archive holds only a part of it, or "".
    """

    url: str
    body: bytes
    charset: str
    date: str = ""
    cut: str = ""


class _Faulty(Exception):
    """One record cannot be read; what is wrong with it."""


def captures(stream: BinaryIO, head: bytes, name: str, most: int) -> Iterator[Captured | Problem]:
    """The pages of an archive, in order. ``head`` are its first bytes, looked at and not consumed.

    A page of more than ``most`` bytes, unpacked, is a Problem. Where the archive is damaged a Problem says
    so, and reading goes on with the next record that can be found.
    """
    faults = 0
    packed = head.startswith(GZIP)
    for page in _packed(stream, name, most) if packed else _pages(Flow(pieces(stream)), name, most):
        faults = faults + 1 if isinstance(page, Problem) else 0
        yield page
        if faults > _MOST_FAULTS:
            yield Problem(name, f"more than {_MOST_FAULTS} damaged records running", "the rest is not read")
            return


def _packed(stream: BinaryIO, name: str, most: int) -> Iterator[Captured | Problem]:
    members = Members(stream, most)
    for number, flow in enumerate(members, 1):
        where, told = f"{name}:member {number}", False
        for page in _pages(flow, where, most):
            told = told or isinstance(page, Problem)
            yield page
        if members.damage and not told:
            yield Problem(where, f"a record that {members.damage}", "the others are read")


def _pages(flow: Flow, name: str, most: int) -> Iterator[Captured | Problem]:
    """The pages of the records in ``flow``."""
    while flow.find(_MARK):
        where = f"{name}:byte {flow.at}"
        try:
            page = _record(flow, most)
        except _Faulty as error:
            yield Problem(where, f"a record that {error}", "the others are read")
        else:
            if page is not None:
                yield page


def _record(flow: Flow, most: int) -> Captured | Problem | None:
    """The page of the record that begins here; ``None`` where it holds none. The flow stands behind it."""
    record = _headers(flow)
    length = record.get("content-length", "")
    if not re.fullmatch(r"[0-9]{1,15}", length):
        raise _Faulty(f"says no length ({length[:20]!r})")
    left = int(length)
    start = flow.take(min(left, _MOST_HEADER)) if _may_be_page(record) else b""
    left -= len(start)
    answer = _answer(start, record)
    url = record.get("warc-target-uri", "").strip("<> ")
    if answer is None or left > most:
        if not flow.skip(left):
            raise _Faulty(f"breaks off ({url[:200]})")
        return None if answer is None else _too_large(url, most)
    block = start[answer.begins :] + flow.take(left)
    if len(block) < int(length) - answer.begins:
        raise _Faulty(f"breaks off ({url[:200]})")
    return _page(block, answer, url, record, most)


def _may_be_page(record: Mapping[str, str]) -> bool:
    address = record.get("warc-target-uri", "").strip("<> ")
    return record.get("warc-type", "").lower() in _TYPES and address.startswith(("http://", "https://"))


def _headers(flow: Flow) -> dict[str, str]:
    """The named fields of a record, names in lower case; the flow stands behind the empty line after them."""
    found: dict[str, str] = {}
    flow.line(_MOST_HEADER)
    size = 0
    while (line := flow.line(_MOST_HEADER)).strip():
        size += len(line)
        if size > _MOST_HEADER:
            raise _Faulty("has too long a header")
        key, _, value = line.decode("utf-8", "replace").partition(":")
        found.setdefault(key.strip().lower(), value.strip())
    return found


@dataclass(frozen=True, slots=True)
class _Answer:
    """How a page was sent: its headers, and where in the record it begins."""

    headers: Mapping[str, str]
    begins: int


def _answer(start: bytes, record: Mapping[str, str]) -> _Answer | None:
    """How the page of a record was sent, by the record's first bytes; ``None`` where it is no page."""
    found = _Answer({"content-type": record.get("content-type", "")}, 0)
    if record.get("warc-type", "").lower() == "response":
        status, end = _STATUS.match(start), _BLANK.search(start)
        if status is None or status[1] != b"200" or end is None:
            return None
        found = _Answer(_headers(Flow(iter([start[: end.end()]]))), end.end())
    kind = found.headers.get("content-type", "")
    known = _HTML.search(kind) if kind else sniff(start[found.begins :][:4096]) is Kind.HTML
    return found if start and known else None


def _page(
    body: bytes, answer: _Answer, url: str, record: Mapping[str, str], most: int
) -> Captured | Problem | None:
    """The page as it was before it was sent."""
    headers = answer.headers
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = unchunked(body)
    for coding in reversed(headers.get("content-encoding", "").lower().split(",")):
        name = coding.strip()
        if name in ("br", "zstd", "compress"):
            what = f"packed with {name}, which is not unpacked here"
            return Problem(url, what, "unpack the archive's pages")
        if name in _WINDOWS:
            body = _unpacked(body, _WINDOWS[name], most)
    if len(body) > most:
        return _too_large(url, most)
    charset = _CHARSET.search(headers.get("content-type", ""))
    cut = record.get("warc-truncated", "")
    return Captured(url, body, charset[1] if charset else "", record.get("warc-date", ""), cut)


def _too_large(url: str, most: int) -> Problem:
    return Problem(url, f"more than {most} bytes", "raise RASD_MAX_BYTES if it is an article")


def _unpacked(body: bytes, windows: Sequence[int], most: int) -> bytes:
    """The body unpacked, at most a byte more than ``most``; as it is where it is not packed."""
    for bits in windows:
        try:
            return zlib.decompressobj(bits).decompress(body, most + 1)
        except zlib.error:
            continue
    return body


def unchunked(body: bytes) -> bytes:
    """A body without the marks of HTTP's chunked coding; as it is where it has none (archives drop them)."""
    parts: list[bytes] = []
    at = 0
    while match := _CHUNK.match(body, at):
        size = int(match[1], 16)
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size
        if size == 0 or at >= len(body):
            break
        at += 2 if body.startswith(b"\r\n", at) else 0
    return b"".join(parts) if parts else body
