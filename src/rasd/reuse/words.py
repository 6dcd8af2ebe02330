"""Texts to arrays of codes and offsets, never a Python step per word.

What a word is, and what it folds to, is asked of :mod:`rasd.lang`, once for each distinct character.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rasd.lang.normalize import TABLE
from rasd.lang.tokens import WORD
from rasd.reuse.cutting import AFFIXES, FULL_TABLE, LONGEST, OUT
from rasd.reuse.kernels import Kernels
from rasd.reuse.shapes import (
    BREAK,
    INSIDE,
    LETTER,
    NONE,
    OUTSIDE,
    SKETCH,
    UNKNOWN,
    Affixes,
    Letters,
    Vocabulary,
    Words,
)
from rasd.reuse.threads import in_order

BATCH = 500_000
"""Characters that are read at once; a longer text alone."""
BLOCK = 256
"""Code points whose kind is found out together: a text rarely uses one of a script."""
_CODE_POINTS = 0x110000
_FIRST = 1 << 10
"""Items of a reader's first table of words."""
_MOST_WORDS = 1 << 22
"""Different words that a reader remembers, 270 MB; beyond, it forgets all and begins anew."""


class Block(NamedTuple):
    """The words of some texts, one after the other, an item that is no word before each text.

    ``words`` as :class:`rasd.reuse.shapes.Words` says; ``sketch`` as :class:`rasd.reuse.shapes.Cards` does.
    """

    words: Words
    sketch: NDArray[np.uint8]


def read_texts(texts: Iterable[str], run: Kernels) -> Iterator[Block]:
    """The words of the texts, in order, a block for each BATCH of characters; in threads where it pays."""
    batches = _batches(texts)
    first = list(islice(batches, 2))
    if len(first) < 2:
        yield from map(_reader(_kept, run).read, first)
        return
    own = threading.local()

    def read(batch: list[str]) -> Block:
        return _reader(own, run).read(batch)

    yield from in_order(read, chain(first, batches))


_kept = threading.local()
"""The reader of each thread for what is read at once: what it knows of characters takes longer to learn than
an article to read."""


def _reader(own: threading.local, run: Kernels) -> Reader:
    """The thread's reader for these kernels, made when it is first asked for."""
    if getattr(own, "run", None) is not run:
        own.run, own.reader = run, Reader(run)
    reader: Reader = own.reader
    return reader


class Reader:
    """Reads texts into codes of words; keeps between batches what it knows of words and characters."""

    def __init__(self, run: Kernels) -> None:
        kind, fold = np.zeros(_CODE_POINTS + 1, np.int8), np.full(_CODE_POINTS + 1, OUT, np.int32)
        kind[_CODE_POINTS] = BREAK  # one beyond the last code point stands between texts
        self._run = run
        self._letters = Letters(kind, fold, np.zeros(0, np.int32))
        self._affixes = Affixes(*(_codes(part) for part in AFFIXES))
        self._vocabulary = _vocabulary(_FIRST)
        self._buffer, self._least = np.zeros(LONGEST, np.int32), np.zeros(SKETCH, np.int64)

    def read(self, texts: Sequence[str]) -> Block:
        """The words of the texts, in order."""
        codes = _joined(texts)
        # Room for words of one letter each. What is not written to takes no memory.
        out = Words(*(np.empty(len(codes) // 2 + len(texts), np.int32) for _ in Words._fields))
        while (n := self._cut(codes, out)) < 0:
            if n == FULL_TABLE:
                self._make_room()
            else:
                self._learn_letters(codes)
        words = Words(*(np.asarray(column)[:n].copy() for column in out))
        breaks = np.flatnonzero(words.word == NONE)
        shift = np.repeat(words.end[breaks], np.diff(breaks, append=n))
        words.start[:] -= shift
        words.end[:] -= shift
        sketch = np.empty(len(texts) * SKETCH, np.uint8)
        self._run.sketch(words.stem, self._least, sketch)
        return Block(words, sketch)

    def _cut(self, codes: NDArray[np.int32], out: Words) -> int:
        return int(
            self._run.read_words(codes, self._letters, self._vocabulary, self._affixes, self._buffer, out)
        )

    def _learn_letters(self, codes: NDArray[np.int32]) -> None:
        """Asks the language room about every character not met before, and its neighbours."""
        many = self._letters.many.tolist()
        for block in np.unique(codes[self._letters.kind[codes] == UNKNOWN] // BLOCK).tolist():
            chars = [chr(code) for code in range(block * BLOCK, (block + 1) * BLOCK)]
            here = slice(block * BLOCK, (block + 1) * BLOCK)
            kinds = [_kind(char) for char in chars]
            self._letters.kind[here] = kinds
            self._letters.fold[here] = [
                OUT if kind == OUTSIDE else _folding(TABLE.get(ord(char), char), many)
                for char, kind in zip(chars, kinds, strict=True)
            ]
        self._letters = self._letters._replace(many=np.array(many, np.int32))

    def _make_room(self) -> None:
        """A table of twice the size; of too many words, none."""
        old, self._vocabulary = self._vocabulary, _vocabulary(2 * len(self._vocabulary.table))
        if old.size[0] > _MOST_WORDS:
            self._vocabulary = _vocabulary(len(old.table))
            return
        self._run.rehash(old.table, self._vocabulary.table)
        self._vocabulary.size[0] = old.size[0]


def _kind(char: str) -> int:
    if WORD.match(char):
        return LETTER
    return INSIDE if WORD.fullmatch("a" + char) else OUTSIDE


def _folding(folded: str, many: list[int]) -> int:
    """What a character folds to, as :class:`rasd.reuse.shapes.Letters` has it; several go to ``many``."""
    if len(folded) == 1:
        return ord(folded)
    if not folded:
        return -1
    first = len(many)
    many += [len(folded), *map(ord, folded)]
    return -2 - first


def _codes(letters: str) -> NDArray[np.int32]:
    return np.array([ord(letter) for letter in letters], np.int32)


def _vocabulary(items: int) -> Vocabulary:
    """An empty vocabulary with a table of so many items, a power of two."""
    return Vocabulary(np.zeros(items, np.int64), np.zeros(1, np.int64))


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """The texts in runs of about BATCH characters."""
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def _joined(texts: Sequence[str]) -> NDArray[np.int32]:
    """The code points of the texts, a break before each."""
    joined = "\0" + "\0".join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.dtype("<i4")).astype(np.int32)
    lengths = np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts))
    codes[np.cumsum(lengths) - lengths] = _CODE_POINTS
    return codes
