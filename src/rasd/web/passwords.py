"""Passwords as hashes, and keys that nobody can guess."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os

from rasd.errors import UsageError

LEAST = 10
"""Characters of a password."""
MOST = 1_000
_COST, _BLOCK, _PARALLEL = 1 << 14, 8, 1
"""scrypt's N, r and p (RFC 7914): 16 MB and some 50 ms a password."""


def hashed(password: str) -> str:
    """The hash that is kept of a password: ``scrypt$N$r$p$salt$hash``.

    Raises:
        UsageError: the password is too short or too long.
    """
    if not LEAST <= len(password) <= MOST:
        raise UsageError(f"a password has {LEAST} to {MOST:,} characters, and this one {len(password):,}")
    salt = os.urandom(16)
    parts = (_COST, _BLOCK, _PARALLEL, _text(salt), _text(_scrypt(password, salt, _COST, _BLOCK, _PARALLEL)))
    return "$".join(("scrypt", *map(str, parts)))


def fits(password: str, kept: str) -> bool:
    """Whether a password is the one of a hash. Of nobody's (an empty one) it takes as long to say no."""
    kind, _, rest = (kept or _NOBODY).partition("$")
    if kind != "scrypt" or len(password) > MOST:
        return False
    cost, block, parallel, salt, wanted = rest.split("$")
    found = _scrypt(password, base64.b64decode(salt), int(cost), int(block), int(parallel))
    return hmac.compare_digest(found, base64.b64decode(wanted)) and bool(kept)


def new_key() -> str:
    """A key of 256 bits from the system's source of randomness."""
    return base64.urlsafe_b64encode(os.urandom(32)).decode().rstrip("=")


def digest(key: str, purpose: str = "") -> str:
    """What is kept of a key, or derived from it for another purpose."""
    return hashlib.sha256(f"{purpose}\0{key}".encode()).hexdigest()


def _scrypt(password: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    secret = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(secret, salt=salt, n=cost, r=block, p=parallel, maxmem=64 << 20, dklen=32)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


_NOBODY = f"scrypt${_COST}${_BLOCK}${_PARALLEL}${_text(bytes(16))}${_text(bytes(32))}"
