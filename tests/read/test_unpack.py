"""Bodies that were packed for the way, and bodies that were packed to do harm."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from itertools import chain, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasd.read.unpack import unpacked

TEXT = "مرحبا بالعالم ".encode() * 50
GZIP = gzip.compress(TEXT, mtime=0)  # without a time, for the names of tests to be the same each time


def raw(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


PACKED = [
    ("", TEXT), ("identity", TEXT), ("gzip", GZIP), ("X-GZIP", GZIP),
    (" gzip ", GZIP), ("deflate", zlib.compress(TEXT)), ("deflate", raw(TEXT)),
    ("gzip", b"".join(gzip.compress(part, mtime=0) for part in (TEXT[:7], b"", TEXT[7:]))),
    ("gzip", GZIP + b"padding"), ("deflate", zlib.compress(TEXT) + b"\x1f"),
]  # fmt: skip


@pytest.mark.parametrize("size", [1, 7, 10_000])
@pytest.mark.parametrize(("coding", "body"), PACKED, ids=range(len(PACKED)))
def test_what_was_packed_comes_out(coding: str, body: bytes, size: int) -> None:
    chunks = [body[i : i + size] for i in range(0, len(body), size)]
    assert b"".join(unpacked(chunks, coding)) == TEXT


BROKEN = [
    ("gzip", b"nonsense", "it is not packed as gzip"),
    ("gzip", GZIP[:-10], "it ends in the middle"),
    ("gzip", GZIP[:-8] + b"12345678", "it is not packed as gzip"),
    ("gzip", GZIP + b"\x1f\x8bnonsense", "it is not packed as gzip"),
    ("deflate", b"\xff\xff\xff\xff", "it is not packed as deflate"),
    ("br", b"x", "it is packed as 'br', which was not asked for"),
    ("zstd", b"x", "it is packed as 'zstd', which was not asked for"),
    ("gzip, gzip", gzip.compress(GZIP, mtime=0), "it is packed as 'gzip, gzip'"),
    ("gzip, identity", GZIP, "it is packed as 'gzip, identity'"),
]


@pytest.mark.parametrize(("coding", "body", "what"), BROKEN, ids=[what for _, _, what in BROKEN])
def test_what_is_broken_is_said(coding: str, body: bytes, what: str) -> None:
    with pytest.raises(ValueError, match=what.replace("(", r"\(")):
        list(unpacked([body], coding))


def zeros(gigabytes: int) -> Iterator[bytes]:
    packer = zlib.compressobj(wbits=31)
    for _ in range(gigabytes * 1024):
        yield packer.compress(bytes(1 << 20))
    yield packer.flush()


def test_a_bomb_unfolds_piece_by_piece() -> None:
    pieces = unpacked(zeros(1), "gzip")
    sizes = [len(next(pieces)) for _ in range(20)]
    assert max(sizes) == 1 << 20


def test_nothing_is_said_too() -> None:
    """A body of blocks that hold nothing gives empty pieces, so that its reader sees the time pass."""
    head, empty_block = b"\x1f\x8b\x08\0\0\0\0\0\0\xff", b"\0\0\0\xff\xff"
    pieces = unpacked(chain([head], repeat(empty_block * 1000)), "gzip")
    assert [next(pieces) for _ in range(50)] == [b""] * 50


@given(st.lists(st.binary(max_size=40), max_size=6), st.integers(1, 30))
def test_any_members_in_any_chunks(parts: list[bytes], size: int) -> None:
    body = b"".join(map(gzip.compress, parts))
    chunks = [body[i : i + size] for i in range(0, len(body), size)]
    assert b"".join(unpacked(chunks, "gzip")) == b"".join(parts)
