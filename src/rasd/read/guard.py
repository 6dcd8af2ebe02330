"""A network backend (httpcore2's word) that connects where it may, and bounds time and bytes of a request.

Every connection resolves its host itself, refuses any address that is not public, and connects to the very
address that it checked: a second answer of the name server is never asked for.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from rasd.errors import FetchError
from rasd.read.addresses import Allowed, checked_addresses

MOST_HEAD = 256 * 1024
"""Bytes before the body begins, interim answers (1xx) included: far more than any honest server sends."""


@dataclass(slots=True)
class Budget:
    """What one request may still use: until when, and how many bytes of the line, whatever they hold.

    ``ends`` is a moment of ``time.monotonic()``. While the head of the answer is awaited, ``head`` bytes.
    """

    ends: float
    bytes: int
    head: int = MOST_HEAD
    in_head: bool = True

    def left(self) -> float:
        """Seconds to go.

        Raises:
            TimeoutError: none are left.
        """
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TimeoutError("the time for the whole request is over")
        return left

    def spend(self, size: int) -> None:
        """Take ``size`` bytes off.

        Raises:
            FetchError: the server sends more than any answer needs.
        """
        if self.in_head:
            self.head -= size
        else:
            self.bytes -= size
        if self.head < 0:
            raise FetchError("", "the answer is broken: endless headers", "try later, or save the page")
        if self.bytes < 0:
            raise FetchError("", "the answer is broken: it does not end", "try later, or save the page")


@dataclass(frozen=True, slots=True)
class Guard:
    """A network backend that connects to the addresses it checked, and to no other."""

    plain: Any
    budget: Budget
    allow: Allowed
    refused: tuple[type[Exception], ...] = ()
    """What ``plain`` raises where an address does not answer: the next one of the name is tried."""

    def connect_tcp(self, host: str, port: int, timeout: float | None = None, **rest: Any) -> Timed:
        """A connection to a checked address of ``host``, the first that answers."""
        *others, last = checked_addresses(host, port, self.allow, self.budget.left())
        for n, address in enumerate(others):
            try:
                # Each has its part of the time, so that a silent one leaves some to the next.
                part = self.budget.left() / (len(others) + 1 - n)
                return Timed(self.plain.connect_tcp(address, port, part, **rest), self.budget)
            except self.refused:
                continue
        return Timed(self.plain.connect_tcp(last, port, self.budget.left(), **rest), self.budget)

    def connect_unix_socket(self, path: str, *args: Any, **rest: Any) -> Any:
        """Refused: a socket of this machine is no public address."""
        raise FetchError(path, "a local socket is not a public address")


@dataclass(frozen=True, slots=True)
class Timed:
    """A stream whose waits end with the budget: a server that drips a byte a second cannot hold us."""

    stream: Any
    budget: Budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """As the stream's own."""
        data = bytes(self.stream.read(max_bytes, self.budget.left()))
        self.budget.spend(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """As the stream's own."""
        self.stream.write(buffer, self.budget.left())

    def close(self) -> None:
        """As the stream's own."""
        self.stream.close()

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: Any = None) -> Timed:
        """As the stream's own; what comes out of it is bounded too."""
        secured = self.stream.start_tls(ssl_context, server_hostname, self.budget.left())
        return Timed(secured, self.budget)

    def get_extra_info(self, info: str) -> Any:
        """As the stream's own."""
        return self.stream.get_extra_info(info)
