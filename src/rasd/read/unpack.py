"""Bodies as they were before they were packed for the way, piece by piece: a bomb never unfolds whole."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Any

ACCEPTED = "gzip, deflate"
"""The codings that are asked for, as Accept-Encoding says it (RFC 9110, 8.4.1)."""
_PIECE = 1 << 20
_CODINGS = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}
_RAW = -zlib.MAX_WBITS
_MAGIC = b"\x1f\x8b"


def unpacked(chunks: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """The chunks decoded, a megabyte each at most.

    An empty piece is given where packed bytes came to nothing, so that whoever takes the pieces can see that
    time passes.

    Args:
        chunks: the body as it came over the line.
        coding: the answer's Content-Encoding.

    Raises:
        ValueError: a coding that was not asked for (a packed packet, too: only a bomb is packed twice), or
            bytes that are not in it, or too few of them.
    """
    name = coding.strip().lower()
    if name in ("", "identity"):
        yield from chunks
        return
    if name not in _CODINGS:
        raise ValueError(f"it is packed as {coding[:40]!r}, which was not asked for")
    try:
        yield from _inflated(chunks, name)
    except zlib.error as error:
        raise ValueError(f"it is not packed as {name}: {error}") from error


def _inflated(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    """A gzip body may have many members (RFC 1952); other bytes after the last one are not looked at."""
    inflate = None
    held = b""  # too few bytes to tell what begins with them
    for chunk in chunks:
        rest, held = held + chunk, b""
        while rest:
            if inflate is None or inflate.eof:
                if len(rest) < len(_MAGIC):
                    held, rest = rest, b""
                    break
                if inflate is not None and rest[:2] != _MAGIC:
                    return
                inflate = zlib.decompressobj(_RAW if _is_raw(rest, name) else _CODINGS[name])
            yield from _pieces(inflate, rest)
            rest = inflate.unused_data
        yield b""
    if (held and inflate is None) or (inflate is not None and not inflate.eof):
        raise ValueError("it ends in the middle")


def _pieces(inflate: Any, packed: bytes) -> Iterator[bytes]:
    """What comes of ``packed``, until it is used up or the member ends."""
    piece = inflate.decompress(packed, _PIECE)
    yield piece
    while inflate.unconsumed_tail or (len(piece) == _PIECE and not inflate.eof):
        piece = inflate.decompress(inflate.unconsumed_tail, _PIECE)
        yield piece


def _is_raw(head: bytes, name: str) -> bool:
    """Whether "deflate" came without its zlib header, as some servers send it (RFC 9110 notes it)."""
    return name == "deflate" and not (head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0)
