"""What the machine can do at most, measured in a few seconds, to print beside what a benchmark took.

A search that reads its text once cannot be faster than memory and disk deliver it, nor than five words
can be hashed. :func:`machine_limits` gives these four figures.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
import numpy as np

MEMORY_BYTES = 200_000_000
FILE_BYTES = 200_000_000
HASHES = 20_000_000
RUNS = 5


def quickest(job: Callable[[], Any]) -> float:
    """The least seconds of a few runs: a limit is what the machine does when nothing disturbs it."""
    taken = []
    for _ in range(RUNS):
        started = time.perf_counter()
        job()
        taken.append(time.perf_counter() - started)
    return min(taken)


def copied_per_second(size: int = MEMORY_BYTES) -> float:
    """Bytes copied a second from one large array to another: each is read once and written once."""
    source = np.ones(size // 8)
    target = np.zeros_like(source)
    return 2 * source.nbytes / quickest(lambda: np.copyto(target, source))


def triad_per_second(size: int = MEMORY_BYTES) -> float:
    """Bytes moved a second by ``a = b + 3 * c``: two arrays read, one written, in one compiled loop."""
    a, b, c = (np.ones(size // 8) for _ in range(3))
    _triad(a[:8], b[:8], c[:8])
    return 3 * a.nbytes / quickest(lambda: _triad(a, b, c))


def read_per_second(folder: Path, size: int = FILE_BYTES) -> float:
    """Bytes read a second from a file of this folder that was read just before (from the system's cache)."""
    path = folder / "limits.bin"
    path.write_bytes(os.urandom(1 << 20) * (size >> 20))
    part = memoryview(bytearray(1 << 20))

    def read() -> None:
        with path.open("rb", buffering=0) as file:
            while file.readinto(part):
                pass

    try:
        return (size >> 20 << 20) / quickest(read)
    finally:
        path.unlink()


def hashed_per_second(count: int = HASHES) -> float:
    """Fingerprints made a second: five word numbers in a row, mixed to one of 64 bits, at every word."""
    words = np.random.default_rng(0).integers(0, 1 << 30, count).astype(np.int32)
    prints = np.zeros(count, dtype=np.uint64)
    _fingerprints(words[:8], prints)
    return count / quickest(lambda: _fingerprints(words, prints))


@numba.njit
def _triad(a: Any, b: Any, c: Any) -> None:
    for k in range(len(a)):
        a[k] = b[k] + 3.0 * c[k]


@numba.njit
def _fingerprints(words: Any, prints: Any) -> None:
    for k in range(len(words) - 4):
        mixed = np.uint64(0)
        for n in range(5):
            mixed = (mixed ^ np.uint64(words[k + n])) * np.uint64(0x9E3779B97F4A7C15)
            mixed ^= mixed >> np.uint64(29)
        prints[k] = mixed


def machine_limits(folder: Path) -> dict[str, float]:
    """The four limits, one core each; a file of 200 MB is written to ``folder`` and removed."""
    return {
        "copy_gigabytes_per_second": round(copied_per_second() / 1e9, 2),
        "triad_gigabytes_per_second": round(triad_per_second() / 1e9, 2),
        "warm_read_gigabytes_per_second": round(read_per_second(folder) / 1e9, 2),
        "million_fingerprints_per_second": round(hashed_per_second() / 1e6, 1),
    }
