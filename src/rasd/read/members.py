"""Bytes of an archive that is packed member by member (gzip, RFC 1952), found again after damage.

Each member is read on its own, so that a damaged one spoils no other, and from any stream: nothing seeks.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from rasd.read.lines import HEAD

GZIP = b"\x1f\x8b\x08"
MOST_RATIO = 200
"""Bytes out for each byte in beyond which much is a bomb: text packs 5 to 20 times, zeros 1,000 times."""


@dataclass(slots=True)
class Members:
    """The members of a gzip stream, one after the other. ``damage`` says what was wrong with the last."""

    stream: BinaryIO
    most: int
    """Bytes that any member may unpack to; more only at less than 200 times its size."""
    damage: str = ""
    _pending: bytes = b""

    def __iter__(self) -> Iterator[Flow]:
        """The members, each read to its end before the next; what stands between them is passed over."""
        while self._found():
            flow = Flow(self._member())
            yield flow
            flow.drain()

    def _found(self) -> bool:
        """Moves on to where the next member begins."""
        while True:
            at = self._pending.find(GZIP)
            if at >= 0:
                self._pending = self._pending[at:]
                return True
            more = self.stream.read(HEAD)
            if not more:
                return False
            self._pending = self._pending[-len(GZIP) + 1 :] + more

    def _member(self) -> Iterator[bytes]:
        self.damage, taken, given = "", 0, 0
        unpacker = zlib.decompressobj(31)
        data, self._pending = self._pending, b""
        while not unpacker.eof:
            chunk = data or self.stream.read(HEAD)
            if not chunk:
                self.damage = "breaks off"
                return
            taken += len(chunk)
            try:
                out = unpacker.decompress(chunk, HEAD)
                data = unpacker.unconsumed_tail
                taken -= len(data)
            except zlib.error as error:
                # What follows in this piece may begin the next member; this one's own mark is passed.
                self.damage, self._pending = f"is damaged: {error}", chunk[1:]
                return
            given += len(out)
            if given > max(self.most, MOST_RATIO * taken):
                self.damage = f"unpacks to more than {self.most} bytes and {MOST_RATIO} times its size"
                self._pending = data[1:]
                return
            yield out
        self._pending = unpacker.unused_data


@dataclass(slots=True)
class Flow:
    """Bytes that come in pieces, taken in other pieces. ``at`` counts what was taken."""

    pieces: Iterator[bytes]
    at: int = 0
    _held: bytearray = field(default_factory=bytearray)

    def _fill(self, size: int) -> bool:
        while len(self._held) < size:
            piece = next(self.pieces, None)
            if piece is None:
                return False
            self._held += piece
        return True

    def take(self, size: int) -> bytes:
        """The next ``size`` bytes; fewer at the end."""
        self._fill(size)
        taken = bytes(self._held[:size])
        del self._held[:size]
        self.at += len(taken)
        return taken

    def skip(self, size: int) -> bool:
        """Passes ``size`` bytes over; whether there were so many."""
        while size > 0:
            step = len(self.take(min(size, HEAD)))
            if not step:
                return False
            size -= step
        return True

    def line(self, most: int) -> bytes:
        """The next line with its end, at most ``most`` bytes of it; b"" at the end."""
        searched = 0
        while (end := self._held.find(b"\n", searched)) < 0 and len(self._held) < most:
            searched = len(self._held)
            if not self._fill(searched + 1):
                break
        size = min(most, end + 1) if end >= 0 else min(most, len(self._held))
        return self.take(size)

    def find(self, mark: bytes) -> bool:
        """Passes over what stands before ``mark``; whether it comes."""
        while (place := self._held.find(mark)) < 0:
            keep = len(mark) - 1
            if len(self._held) > keep:
                self.take(len(self._held) - keep)
            if not self._fill(len(self._held) + 1):
                return False
        self.take(place)
        return True

    def drain(self) -> None:
        """Takes what is left, and drops it."""
        while self.take(HEAD):
            pass


def pieces(stream: BinaryIO) -> Iterator[bytes]:
    """A stream as pieces, to its end."""
    while piece := stream.read(HEAD):
        yield piece
