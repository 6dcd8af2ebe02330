"""An index of articles on disk: which passages does a new article share with all that came before?

The folder holds immutable segments (:mod:`rasd.reuse.segment`) and ``manifest.json``, which names those that
count. A segment is written whole, and only then named by a manifest that replaces the old one at once: killed
at any moment, the index holds every article that was committed, and nothing else. Small segments are merged
into larger ones in the background. One process writes (``lock``); any number read meanwhile.
"""

from __future__ import annotations

import fcntl
import json
import os
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rasd.errors import InputError, RasdError, UsageError
from rasd.model import Article
from rasd.reuse import kernels
from rasd.reuse.against import found_against, look_up
from rasd.reuse.corpus import Library, earliest_first, read_articles
from rasd.reuse.linking import hashes_of, link_all, sorted_keys
from rasd.reuse.options import ReuseOptions, ReuseResult
from rasd.reuse.passages import as_passages, find_all, in_good_order
from rasd.reuse.segment import Draft, Segment, from_library, id_hashes, merged, open_segment, write
from rasd.reuse.shapes import Keys
from rasd.stable import content_id

FORMAT = 1
"""Raised whenever the files change."""
FEW = 1_000
"""Articles that are looked up without giving back the memory of what was looked at: the next come soon."""
FAN = 4
"""So many segments of about one size become one."""
MOST_BYTES = 24 << 30
"""Bytes of a segment, 24 a word: places must fit into 31 bits. What would be larger is not merged."""
_ANEW = "make the index anew from the articles, in another folder"
PLAIN_UP_TO = 40_000
"""Characters and indexed words up to which the kernels run as plain Python."""
_PROBE = "وقال المتحدّث «باسم» الوزارة إنّ ١٢ شخصاً أُصيبوا، والتحقيق مستمرّ؛ می‌گوید The 3 Ministers' spokesmen"
"""Words whose codes tell whether an index was made by the same rules."""
_MANIFEST, _LOCK = "manifest.json", "lock"


class _Row(NamedTuple):
    """A segment as the manifest names it."""

    file: str
    articles: int
    bytes: int


def scheme() -> str:
    """Names the rules by which words become codes: what two versions of Rasd must have in common."""
    library = read_articles([Article("probe", _PROBE)], kernels.plain())
    hashes = hashes_of(np.asarray(library.corpus.stem), kernels.plain())
    codes = [
        library.corpus.word,
        library.corpus.stem,
        library.start,
        library.end,
        library.cards.sketch,
        hashes,
    ]
    return f"{FORMAT}-{content_id(*(str(np.asarray(column).tolist()) for column in codes))}"


class Batch(NamedTuple):
    """Articles cut into words, to be looked for in an index and added to it."""

    library: Library
    hashes: NDArray[np.int64]
    keys: Keys
    run: kernels.Kernels

    @property
    def articles(self) -> Sequence[Article]:
        """The articles, the earliest first."""
        return self.library.articles


class ReuseIndex:
    """An index that is open: for reading, or (``writable``) for adding too. Use it in a ``with`` statement.

    Args:
        folder: where it is; made where it does not exist and ``writable`` is given.
        writable: whether articles are to be added; one process may do so at a time.

    Raises:
        InputError: there is no index in the folder; another version of Rasd made it; it is damaged;
            another process is writing to it.
    """

    def __init__(self, folder: Path, writable: bool = False) -> None:
        self.folder = folder
        self._rows: list[_Row] = []
        self._segments: dict[str, Segment] = {}
        self._lock: IO[str] | None = None
        self._guard = threading.RLock()
        self._merging: threading.Thread | None = None
        self._failed: list[BaseException] = []
        self._next = 0
        with ExitStack() as undo:
            undo.callback(self.close)  # of what cannot be opened the lock is given back
            if writable:
                self._begin()
            self.refresh()
            if writable:
                self._sweep()
                self._publish(self._rows)
            undo.pop_all()

    def __enter__(self) -> ReuseIndex:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return sum(row.articles for row in self._rows)

    @property
    def segments(self) -> list[Segment]:
        """The segments that count, the oldest articles first."""
        return [self._segments[row.file] for row in self._rows]

    def close(self) -> None:
        """Waits for a merge that is under way, and lets others write.

        Raises:
            OSError: the merge failed; no article is lost by that.
        """
        if self._merging is not None:
            self._merging.join()
        if self._lock is not None:
            self._lock.close()
            self._lock = None
        if self._failed:
            raise self._failed.pop()

    def refresh(self) -> None:
        """Reads the manifest anew: what another process has committed since is seen from now on."""
        before: list[_Row] = []
        while True:
            rows = self._manifest()
            try:
                opened = {
                    row.file: self._segments.get(row.file) or open_segment(self.folder / row.file, row.bytes)
                    for row in rows
                }
            except FileNotFoundError as error:
                if rows == before:
                    raise InputError(str(error.filename), "the file is missing", _ANEW) from None
                before = rows  # another process may have merged it away between the two looks
                continue
            with self._guard:
                self._rows, self._segments = rows, opened
            return

    def absent(self, articles: Sequence[Article]) -> list[Article]:
        """Those of the articles whose ids the index does not hold."""
        hashes = id_hashes(article.id for article in articles)
        held = np.zeros(len(articles), np.bool_)
        for segment in self.segments:
            held |= segment.holds(hashes)
        return [article for article, known in zip(articles, held.tolist(), strict=True) if not known]

    def notes(self, ids: Iterable[str]) -> dict[str, str]:
        """What was noted of those of these articles that the index holds."""
        wanted, found = list(ids), {}
        hashes = id_hashes(wanted)
        for segment in self.segments:
            for k in np.flatnonzero(segment.holds(hashes)).tolist():
                found[wanted[k]] = segment.note(segment.number_of(wanted[k]))
        return found

    def moments(self, outlets: Iterable[str]) -> dict[str, list[float]]:
        """The seconds at which the index's articles of these outlets were published."""
        found: dict[str, list[float]] = {outlet: [] for outlet in outlets}
        for segment in self.segments:
            for number, name in enumerate(segment.outlets):
                if name in found:
                    moments = segment.cards.moment[segment.cards.outlet == number]
                    found[name] += moments[np.isfinite(moments)].tolist()
        return found

    # --- asking --------------------------------------------------------------------------------------

    def read(self, articles: Sequence[Article]) -> Batch:
        """Cuts articles into words, to be looked for and added."""
        items = sum(len(segment.corpus.word) for segment in self.segments)
        small = sum(len(article.text) for article in articles) + items <= PLAIN_UP_TO
        run = kernels.plain() if small else kernels.compiled()
        library = read_articles(earliest_first(articles), run)
        hashes = hashes_of(np.asarray(library.corpus.stem), run)
        return Batch(library, hashes, sorted_keys(hashes, run), run)

    def find(
        self, batch: Batch, options: ReuseOptions, progress: Callable[[str, int, int], None]
    ) -> ReuseResult:
        """The passages that the articles of a batch share with each other and with those of the index.

        None of them may be in the index. Spans, order and directions are as of
        :func:`rasd.reuse.find.find_passages`.
        """
        library, run, segments = batch.library, batch.run, self.segments
        total = len(library.articles)
        if not total:
            return ReuseResult([], [])
        progress("fingerprints", 0, total)
        hits = look_up(library, batch.keys, batch.hashes, segments, options, run)
        linked = link_all(library, batch.keys, options, run, hits.known if segments else None)
        progress("passages", 0, total)
        found = find_all(library.corpus, linked.where, options, run, lambda n: progress("passages", n, total))
        passages = as_passages(found, library, library)
        for part in found_against(library, linked, hits, options, run):
            passages += part
        if total > FEW:
            for segment in segments:
                segment.forget()
        return ReuseResult(in_good_order(passages), linked.stock)

    # --- writing -------------------------------------------------------------------------------------

    def add(self, batch: Batch, notes: Sequence[str] | None = None) -> None:
        """Commits the articles of a batch: when this returns they are on the disk. The batch is used up.

        ``notes``: what :meth:`notes` is to give for each article, in the order of ``batch.articles``.

        Raises:
            UsageError: the index is open for reading only.
            InputError: it holds one of the ids already.
            OSError: there is no room on the disk, or no right to write.
        """
        if self._lock is None:
            raise UsageError(f"the index {str(self.folder)!r} is open for reading; open it writable")
        articles = batch.library.articles
        if not articles:
            return
        if len(self.absent(articles)) < len(articles):
            raise InputError(
                str(self.folder), "it holds some of these articles", "add only those that are absent"
            )
        draft = from_library(batch.library, batch.keys, notes or [""] * len(articles), batch.run)
        self._commit(draft, len(articles), ())
        self._merge()

    def _commit(self, draft: Draft, articles: int, instead_of: Sequence[_Row]) -> None:
        """Writes a segment and names it in the manifest, at the end or in the place of others."""
        with self._guard:
            self._next += 1
            name = f"{self._next:08}.seg"
        size = write(self.folder / name, draft)
        _sync(self.folder)
        row = _Row(name, articles, size)
        with self._guard:
            at = self._rows.index(instead_of[0]) if instead_of else len(self._rows)
            rows = [*self._rows[:at], row, *self._rows[at + len(instead_of) :]]
            self._publish(rows)
            self._segments[name] = open_segment(self.folder / name, size)
            self._rows = rows
            for old in instead_of:
                del self._segments[old.file]
        for old in instead_of:
            (self.folder / old.file).unlink()

    def _publish(self, rows: Sequence[_Row]) -> None:
        told = {"scheme": scheme(), "next": self._next, "segments": [row._asdict() for row in rows]}
        part = self.folder / f"{_MANIFEST}.new"
        with part.open("w", encoding="ascii") as file:
            json.dump(told, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.folder / _MANIFEST)
        _sync(self.folder)

    def _merge(self) -> None:
        """Begins to merge segments where many are of one size, unless that is being done."""
        if self._merging is not None and self._merging.is_alive():
            return
        rows = due(self._rows)
        if rows:
            self._merging = threading.Thread(target=self._merge_these, args=(rows,), name="rasd-merge")
            self._merging.start()

    def _merge_these(self, rows: Sequence[_Row]) -> None:
        try:
            while rows:
                with self._guard:
                    parts = [self._segments[row.file] for row in rows]
                draft = merged(parts, kernels.compiled() if _many(rows) else kernels.plain())
                self._commit(draft, sum(row.articles for row in rows), rows)
                with self._guard:
                    rows = due(self._rows)
        except (OSError, MemoryError, RasdError) as error:
            self._failed.append(error)

    # --- the folder ----------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Makes the folder where it is not there, and takes the lock."""
        self.folder.mkdir(parents=True, exist_ok=True)
        strange = [path.name for path in self.folder.iterdir() if not _ours(path.name)]
        if strange:
            what = f"the folder holds other files ({strange[0]!r})"
            raise InputError(str(self.folder), what, "choose a folder of its own for the index")
        self._lock = (self.folder / _LOCK).open("a", encoding="ascii")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InputError(
                str(self.folder), "another process is adding to this index", "wait until it has ended"
            ) from None

    def _manifest(self) -> list[_Row]:
        """What the manifest names; nothing where a new index is begun."""
        path = self.folder / _MANIFEST
        try:
            told = json.loads(path.read_text(encoding="ascii"))
            rows = [_Row(**row) for row in told["segments"]]
            made_by, self._next = told["scheme"], int(told["next"])
        except FileNotFoundError:
            if self._lock is not None:
                self._next = 0
                return []
            do = "make one: rasd reuse INPUT --index FOLDER"
            raise InputError(str(self.folder), "there is no index here", do) from None
        except (ValueError, KeyError, TypeError):
            raise InputError(str(path), "the manifest cannot be read", _ANEW) from None
        if made_by != scheme():
            what = f"made by another version of Rasd (scheme {made_by}, here {scheme()})"
            raise InputError(str(self.folder), what, _ANEW)
        return rows

    def _sweep(self) -> None:
        """Removes what a writer that was killed left behind: no manifest names it."""
        kept = {_MANIFEST, _LOCK, *(row.file for row in self._rows)}
        for path in self.folder.iterdir():
            if path.name not in kept:
                path.unlink()


def due(rows: Sequence[_Row]) -> Sequence[_Row]:
    """The last segments that are to become one: FAN or more of about one size, and smaller ones after them.

    Each merge makes a segment of a higher size: an article is written again as often as there are sizes.
    """
    for size in sorted({_tier(row) for row in rows}):
        first = len(rows)
        while first and _tier(rows[first - 1]) <= size:
            first -= 1
        some = rows[first:]
        alike = sum(_tier(row) == size for row in some)
        if alike >= FAN and sum(row.bytes for row in some) < MOST_BYTES:
            return some
    return ()


def _tier(row: _Row) -> int:
    return (row.articles.bit_length() - 1) // (FAN.bit_length() - 1)


def _many(rows: Sequence[_Row]) -> bool:
    return sum(row.bytes for row in rows) > 1 << 20


def _ours(name: str) -> bool:
    return name in (_MANIFEST, f"{_MANIFEST}.new", _LOCK) or name.endswith(".seg")


def _sync(folder: Path) -> None:
    """Sees to it that the names in a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
