"""Ids and hashes that never change between runs, machines or versions of Python.

Python's own ``hash()`` is salted and must not be used. ``SCHEME`` is raised whenever a value
computed here changes, so that anything stored beside it can be recognised as old.
"""

from __future__ import annotations

import hashlib

SCHEME = 1


def content_id(*parts: str) -> str:
    """A 16-digit hexadecimal id of the parts, in order (BLAKE2b, RFC 7693). Lone surrogates are allowed."""
    digest = hashlib.blake2b(digest_size=8)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "little"))
        digest.update(data)
    return digest.hexdigest()


def hash64(text: str) -> int:
    """An unsigned 64-bit hash of one string (BLAKE2b, RFC 7693)."""
    return int.from_bytes(
        hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little"
    )
