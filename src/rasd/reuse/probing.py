"""Kernels that look fingerprints up in a segment of an index, and that keep a segment's lists short."""

from __future__ import annotations

from rasd.reuse.indexing import BUCKET_SHIFT, article_of, run_end
from rasd.reuse.shapes import NONE, Corpus, Found, Ints, Keys


def thin(keys: Keys, corpus: Corpus, most: int, ends: Ints) -> int:
    """Leaves each fingerprint one place an article, of ``most`` articles spread evenly; how many keys stay.

    They are moved to the front of ``keys.keys``; ``ends`` gets where each bucket's end.
    """
    n, at, mask, all_keys = 0, 0, (1 << keys.position_bits) - 1, keys.keys
    for bucket in range(len(keys.ends)):
        while at < keys.ends[bucket]:
            start, first, last = at, n, NONE
            at = run_end(start, keys.ends[bucket], keys)
            for k in range(start, at):
                article = article_of(all_keys[k] & mask, corpus)
                if article != last:
                    last = article
                    all_keys[n] = all_keys[k]
                    n += 1
            if n - first > most:
                for k in range(most):
                    all_keys[first + k] = all_keys[first + k * (n - first) // most]
                n = first + most
        ends[bucket] = n
    return n


def lower(at: int, end: int, value: int, keys: Keys) -> int:
    """The first of ``keys[at:end]`` that is not below ``value`` (galloping: Bentley and Yao 1976)."""
    step = 1
    while at < end and keys.keys[at] >> keys.position_bits < value:
        if at + step >= end or keys.keys[at + step] >> keys.position_bits >= value:
            end, step = min(at + step, end), 1
            at += 1
            while at < end:
                middle = (at + end) >> 1
                if keys.keys[middle] >> keys.position_bits < value:
                    at = middle + 1
                else:
                    end = middle
            return at
        at += step
        step *= 2
    return at


def probe(hashes: Ints, keys: Keys, low: Ints, count: Ints) -> None:
    """Where each of some fingerprints, in order of their hashes, stands in ``keys``, and how often."""
    mask, shift = (1 << BUCKET_SHIFT) - 1, max(BUCKET_SHIFT + keys.position_bits - 63, 0)
    at = 0
    for k in range(len(hashes)):
        bucket = hashes[k] >> BUCKET_SHIFT
        end = keys.ends[bucket]
        value = (hashes[k] & mask) >> shift
        at = lower(max(at, keys.ends[bucket - 1] if bucket > 0 else 0), end, value, keys)
        n = 0
        while at + n < end and keys.keys[at + n] >> keys.position_bits == value:
            n += 1
        low[k] = at
        count[k] = n


def collect(low: Ints, count: Ints, keys: Keys, corpus: Corpus, found: Found) -> None:
    """Writes down what :func:`probe` found, and numbers the articles of the segment that occur."""
    mask = (1 << keys.position_bits) - 1
    for k in range(len(low)):
        for at in range(low[k], low[k] + count[k]):
            place = keys.keys[at] & mask
            article = article_of(place, corpus)
            if found.number[article] == 0:
                found.articles[found.used[0]] = article
                found.used[0] += 1
                found.number[article] = found.used[0]
            row = found.next[k]
            found.place[row] = place
            found.article[row] = found.base + found.number[article] - 1
            found.next[k] = row + 1
