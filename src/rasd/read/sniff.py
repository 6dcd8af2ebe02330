"""What kind of input a name or its first bytes are."""

from __future__ import annotations

import re
import zlib
from enum import StrEnum

from rasd.read.encoding import decode, is_binary


class Kind(StrEnum):
    """The kinds of input that can be read, and ``OTHER``."""

    HTML = "html"
    TEXT = "text"
    JSON_LINES = "json lines"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    WARC = "web archive"
    LIST = "feed or sitemap"
    GZIP = "gzip"
    OTHER = "other"


BY_EXTENSION = {
    ".html": Kind.HTML, ".htm": Kind.HTML, ".xhtml": Kind.HTML,
    ".txt": Kind.TEXT, ".md": Kind.TEXT,
    ".jsonl": Kind.JSON_LINES, ".ndjson": Kind.JSON_LINES, ".json": Kind.JSON,
    ".csv": Kind.CSV, ".tsv": Kind.CSV,
    ".parquet": Kind.PARQUET,
    ".xml": Kind.LIST, ".rss": Kind.LIST, ".atom": Kind.LIST, ".opml": Kind.LIST,
    ".warc": Kind.WARC, ".gz": Kind.GZIP,
}  # fmt: skip
"""What a file's extension, in lower case, says."""

FOREIGN = (
    (b"%PDF", "a PDF file", "save its text"),
    (b"PK\x03\x04", "a ZIP file (perhaps a Word document)", "unpack it, or save its text"),
    (b"BZh", "compressed with bzip2", "unpack it with bunzip2"),
    (b"\xfd7zXZ", "compressed with xz", "unpack it with unxz"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd", "unpack it with unzstd"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document", "save its text"),
    (b"\x89PNG", "a picture", ""),
    (b"\xff\xd8\xff", "a picture", ""),
    (b"GIF8", "a picture", ""),
    (b"SQLite format 3", "an SQLite database", ""),
)
"""First bytes of what is no article, what it is, and what to do."""

_MARKS = ((b"PAR1", Kind.PARQUET), (b"WARC/", Kind.WARC), (b"\x1f\x8b", Kind.GZIP))
"""First bytes of files that are no text."""

# What was once taken for a comment stays one (the quantifier is possessive): a row of comments could
# otherwise be cut into comments in exponentially many ways.
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*+"
    r"<(?:!doctype html|html|head|body|meta|title|div|article|p|h1|table)\b",
    re.I | re.S,
)
_TAGS = re.compile(r"</(?:p|div|a|html|body|head|title|table|article)>", re.I)


def foreign(head: bytes) -> tuple[str, str] | None:
    """What bytes are and what to do, where they are known not to be an input; ``None`` where they may be."""
    for mark, what, do in FOREIGN:
        if head.startswith(mark):
            return what, do
    return ("a binary file of an unknown kind", "") if is_binary(head) else None


def sniff(head: bytes) -> Kind:
    """The kind of an input by its first bytes."""
    for mark, kind in _MARKS:
        if head.startswith(mark):
            return kind
    if foreign(head):
        return Kind.OTHER
    text = decode(head).text.lstrip("\ufeff \t\r\n")
    if text.startswith("{"):
        return Kind.JSON_LINES if _is_object(text.split("\n", 1)[0]) else Kind.JSON
    if re.match(r"\[\s*(\{|\]|$)", text):
        return Kind.JSON
    return Kind.HTML if _HTML.match(text) or len(_TAGS.findall(text)) > 2 else Kind.TEXT


def _is_object(line: str) -> bool:
    return line.rstrip().endswith("}") or len(line) > 4000


def unpacked_head(head: bytes) -> bytes:
    """The first bytes of what a gzip file holds, empty where it holds none."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, _UNPACKED)
    except zlib.error:
        return b""


_UNPACKED = 1 << 16
