"""One segment of an index: a file that is written once and then mapped into memory.

A segment holds what was worked out of some articles - their words, their fingerprints in order, what is
needed to name them and to decide directions - but not their texts.

The file: the arrays, each at a multiple of 64 bytes; then, in JSON, where each begins and how long it is; the
length of this in 8 bytes, little-endian; ``RASDSEG1``.
"""

from __future__ import annotations

import json
import mmap
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rasd.errors import InputError
from rasd.model import Span
from rasd.reuse.corpus import Library, pages
from rasd.reuse.indexing import BUCKET_SHIFT
from rasd.reuse.kernels import Kernels
from rasd.reuse.linking import BUCKETS
from rasd.reuse.shapes import NONE, Cards, Corpus, Keys
from rasd.stable import hash64

MAGIC = b"RASDSEG1"
_ALIGNED = 64
_TAIL = len(MAGIC) + 8
_STEP = 1 << 24
"""Items that are written at once."""
MOST_PLACES = 64
"""Articles that are kept for one fingerprint: more have it than anything is compared with."""

_TYPES = {
    "word": "<i4", "stem": "<i4", "start": "<i4", "end": "<i4", "begin": "<i4", "page": "<i4",
    "outlet": "<i4", "sketch": "|u1", "moment": "<f8", "keys": "<i8", "ends": "<i8",
    "names": "|u1", "name_ends": "<i8", "notes": "|u1", "note_ends": "<i8",
    "known": "<u8", "known_at": "<i4",
}  # fmt: skip
"""The arrays and their types. ``names`` are the ids, one after the other in UTF-8; ``notes`` what the owner
of the index wants to know of each; ``known`` the sorted hashes of ids, ``known_at`` whose they are."""


class Segment(NamedTuple):
    """Articles of an index. The arrays lie in the file: what is not looked at takes no memory."""

    path: Path
    corpus: Corpus
    cards: Cards
    keys: Keys
    outlets: Sequence[str]
    columns: Mapping[str, NDArray[Any]]
    data: mmap.mmap

    @property
    def articles(self) -> int:
        """How many there are."""
        return len(self.columns["outlet"])

    def id(self, article: int) -> str:
        """The id of an article."""
        return self._text("names", "name_ends", article)

    def note(self, article: int) -> str:
        """What the owner of the index noted of an article."""
        return self._text("notes", "note_ends", article)

    def ids(self) -> Iterator[str]:
        """All ids, in the order in which the articles came."""
        return map(self.id, range(self.articles))

    def holds(self, hashes: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Whether the segment has an id with each of these hashes."""
        known = self.columns["known"]
        places = np.searchsorted(known, hashes)
        held: NDArray[np.bool_] = (places < len(known)) & (
            known[np.minimum(places, len(known) - 1)] == hashes
        )
        return held

    def number_of(self, id_: str) -> int:
        """The article with this id, which the segment holds."""
        place = int(np.searchsorted(self.columns["known"], id_hashes([id_])[0]))
        return int(self.columns["known_at"][place])

    def forget(self) -> None:
        """Gives back the memory of what was looked at; the disk's cache keeps it while there is room."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self.data.madvise(mmap.MADV_DONTNEED)

    def articles_at(self, places: NDArray[Any]) -> NDArray[np.int64]:
        """The article that each item belongs to."""
        return np.searchsorted(self.columns["begin"], places, "right") - 1

    def ids_of(self, articles: NDArray[Any]) -> list[str]:
        """The id of each of these articles."""
        numbers = articles.tolist()
        known = {k: self.id(k) for k in set(numbers)}
        return [known[k] for k in numbers]

    def spans(self, low: NDArray[Any], high: NDArray[Any]) -> Iterator[Span]:
        """The characters from each word ``low`` to the word before ``high``."""
        return map(Span, self.columns["start"][low].tolist(), self.columns["end"][high - 1].tolist())

    def _text(self, column: str, ends: str, article: int) -> str:
        where = self.columns[ends]
        low = int(where[article - 1]) if article else 0
        return bytes(self.columns[column][low : int(where[article])]).decode("utf-8", "surrogatepass")


def id_hashes(ids: Iterable[str]) -> NDArray[np.uint64]:
    """A hash of each id (:func:`rasd.stable.hash64`)."""
    return np.fromiter((hash64(id_) for id_ in ids), np.uint64)


# --- writing -----------------------------------------------------------------------------------------

Pieces = Iterable[NDArray[Any]]
"""An array in pieces that are written one after the other, so that it need not be held whole."""


class Draft(NamedTuple):
    """A segment to be written."""

    outlets: Sequence[str]
    position_bits: int
    columns: Mapping[str, Pieces]
    parts: Sequence[Segment] = ()
    """Segments whose files the columns are read from."""


def from_library(library: Library, keys: Keys, notes: Sequence[str], run: Kernels) -> Draft:
    """A segment of a library's articles; the keys are used up."""
    ends = np.zeros(BUCKETS, np.int64)
    count = run.thin(keys, library.corpus, MOST_PLACES, ends)
    ids = [article.id for article in library.articles]
    columns = {
        **library.corpus._asdict(), **library.cards._asdict(), "start": library.start, "end": library.end,
        "keys": np.asarray(keys.keys)[:count], "ends": ends, **_hashes(id_hashes(ids)),
        **_texts("names", "name_ends", ids), **_texts("notes", "note_ends", notes),
    }  # fmt: skip
    return Draft(library.outlets, keys.position_bits, {name: [column] for name, column in columns.items()})


def _texts(column: str, ends: str, texts: Sequence[str]) -> dict[str, NDArray[Any]]:
    coded = [text.encode("utf-8", "surrogatepass") for text in texts]
    return {
        column: np.frombuffer(b"".join(coded), np.uint8),
        ends: np.cumsum([len(text) for text in coded], dtype=np.int64),
    }


def _hashes(hashes: NDArray[np.uint64]) -> dict[str, NDArray[Any]]:
    order = np.argsort(hashes, kind="stable")
    return {"known": hashes[order], "known_at": order}


def _in_place(part: Segment) -> NDArray[np.uint64]:
    """The hash of each article's id, in the articles' order."""
    hashes = np.empty(part.articles, np.uint64)
    hashes[part.columns["known_at"]] = part.columns["known"]
    return hashes


def merged(parts: Sequence[Segment], run: Kernels) -> Draft:
    """A segment of the articles of several, in their order."""
    # The last item of a part is the first of the next: the one that is no word.
    bases = np.cumsum([0, *(len(part.corpus.word) - 1 for part in parts)])
    begins = [np.asarray(part.corpus.begin)[:-1] + base for part, base in zip(parts, bases, strict=False)]
    begin = np.concatenate([*begins, [bases[-1] + 1]]).astype(np.int32)
    outlets, outlet = merged_outlets(parts)
    position_bits, ends = int(bases[-1] + 1).bit_length(), np.zeros(BUCKETS, np.int64)
    some: NDArray[np.int32] = np.zeros(0, np.int32)
    corpus = Corpus(some, some, begin, pages(begin))
    columns: dict[str, Pieces] = {
        "begin": [begin], "page": [corpus.page], "outlet": [outlet], "ends": [ends],
        "keys": _merged_keys(parts, bases, position_bits, _Thinner(corpus, ends, run)),
    }  # fmt: skip
    columns |= {
        name: [column] for name, column in _hashes(np.concatenate([_in_place(p) for p in parts])).items()
    }
    for name in ("sketch", "moment", "names", "notes"):
        columns[name] = [part.columns[name] for part in parts]
    for name in ("word", "stem", "start", "end"):
        columns[name] = [*(part.columns[name][:-1] for part in parts), parts[-1].columns[name][-1:]]
    for name in ("name_ends", "note_ends"):
        lengths = np.concatenate([np.diff(part.columns[name], prepend=0) for part in parts])
        columns[name] = [np.cumsum(lengths, dtype=np.int64)]
    return Draft(outlets, position_bits, columns, parts)


def merged_outlets(parts: Sequence[Segment]) -> tuple[list[str], NDArray[np.int32]]:
    """The outlets of several segments, and the number of each article's among them."""
    names = sorted(set().union(*(part.outlets for part in parts)))
    number = {name: k for k, name in enumerate(names)}
    columns = []
    for part in parts:
        new = np.array([*(number[name] for name in part.outlets), NONE], np.int32)
        columns.append(new[part.columns["outlet"]])  # NONE, -1, is the last
    return names, np.concatenate(columns)


class _Thinner(NamedTuple):
    """Keeps the lists of merged keys short; ``ends`` gets where each bucket of what is kept ends."""

    corpus: Corpus
    ends: NDArray[np.int64]
    run: Kernels

    def kept(self, keys: NDArray[np.int64], position_bits: int, bucket: int) -> NDArray[np.int64]:
        """What stays of a bucket's keys."""
        whole, here = Keys(keys, np.array([len(keys)]), position_bits), np.zeros(1, np.int64)
        count = self.run.thin(whole, self.corpus, MOST_PLACES, here)
        self.ends[bucket] = count + (self.ends[bucket - 1] if bucket else 0)
        return keys[:count]


def _merged_keys(
    parts: Sequence[Segment], bases: NDArray[np.int64], position_bits: int, thinner: _Thinner
) -> Iterator[NDArray[np.int64]]:
    """The keys of all parts, their places moved on, in order in each bucket; a bucket at a time."""
    edges = [np.concatenate(([0], part.keys.ends)) for part in parts]
    for bucket in range(BUCKETS):
        pieces = [
            _moved(part.keys, slice(edge[bucket], edge[bucket + 1]), position_bits, base)
            for part, edge, base in zip(parts, edges, bases.tolist(), strict=False)
        ]
        keys = np.concatenate(pieces)
        keys.sort()
        yield thinner.kept(keys, position_bits, bucket)


def _moved(all_keys: Keys, which: slice, new: int, base: int) -> NDArray[np.int64]:
    """Keys with places of more bits, and so less of the hash; the places moved on by ``base``."""
    keys, old = np.asarray(all_keys.keys)[which], all_keys.position_bits
    places = (keys & ((1 << old) - 1)) + base
    spare = max(hash_bits(old) - hash_bits(new), 0)
    moved: NDArray[np.int64] = (keys >> old >> spare << new) | places
    return moved


def hash_bits(position_bits: int) -> int:
    """Bits of the hash that a key has beside its place and its bucket."""
    return min(BUCKET_SHIFT, 63 - position_bits)


def write(path: Path, draft: Draft) -> int:
    """Writes a segment and sees to it that it is on the disk; its size in bytes.

    Raises:
        OSError: there is no room, or no right to write; nothing is left of the file.
    """
    arrays = {}
    with ExitStack() as undo, path.open("xb") as file:
        undo.callback(path.unlink)
        for name, kind in _TYPES.items():
            file.write(b"\0" * (-file.tell() % _ALIGNED))
            first = file.tell()
            for piece in draft.columns[name]:
                for low in range(0, len(piece), _STEP):
                    file.write(np.ascontiguousarray(piece[low : low + _STEP], kind).data)
                    for part in draft.parts:
                        part.forget()
            arrays[name] = [first, (file.tell() - first) // np.dtype(kind).itemsize]
        header = {"outlets": list(draft.outlets), "position_bits": draft.position_bits, "arrays": arrays}
        text = json.dumps(header).encode()
        file.write(text + len(text).to_bytes(8, "little") + MAGIC)
        size = file.tell()
        file.flush()
        os.fsync(file.fileno())
        undo.pop_all()
    return size


# --- opening -----------------------------------------------------------------------------------------


def open_segment(path: Path, size: int) -> Segment:
    """Maps a segment of ``size`` bytes into memory.

    Raises:
        InputError: the file is not what was written.
        FileNotFoundError: it is gone: it has been merged with others.
    """
    with path.open("rb") as file:
        # Private pages: nothing is ever written to them, but the kernels take arrays that could be.
        whole = os.fstat(file.fileno()).st_size == size > _TAIL
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY) if whole else None
    if data is None or data[-len(MAGIC) :] != MAGIC:
        raise InputError(str(path), "not the file that was written", "make the index anew from the articles")
    length = int.from_bytes(data[-_TAIL : -len(MAGIC)], "little")
    header = json.loads(data[-_TAIL - length : -_TAIL])
    columns = {
        name: np.frombuffer(data, _TYPES[name], count, first) if count else np.zeros(0, _TYPES[name])
        for name, (first, count) in header["arrays"].items()
    }
    corpus = Corpus(*(columns[name] for name in Corpus._fields))
    cards = Cards(*(columns[name] for name in Cards._fields))
    keys = Keys(columns["keys"], columns["ends"], header["position_bits"])
    return Segment(path, corpus, cards, keys, header["outlets"], columns, data)
