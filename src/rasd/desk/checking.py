"""Whether all that a desk holds fits together, and the mending of what can be made anew.

Articles, their versions, judgements and feeds are what was given; everything else is derived from them and
can be made anew: what was read out of an article, the full text, the index of shared text, the stories.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasd.desk.keeping import Keeper, read_anew
from rasd.desk.sources import Progress
from rasd.doors import open_door
from rasd.errors import InputError
from rasd.settings import Settings
from rasd.store import articles as kept
from rasd.store import checks, parties
from rasd.store import stories as counted
from rasd.store.database import Database

_RESTORE = "restore a backup, or add the articles anew"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not fit: ``where``, ``what``, whether it was ``mended``, else what to ``do``."""

    where: str
    what: str
    mended: bool
    do: str = "run: rasd check --repair"


class Checker:
    """Checks a desk part by part, and mends it where it may.

    Args:
        database: the store.
        folder: of the index.
        settings: what can be set.
        repair: whether what can be made anew is made anew.
    """

    def __init__(self, database: Database, folder: Path, settings: Settings, repair: bool) -> None:
        self._database, self._folder, self._settings = database, folder, settings
        self._repair = repair

    def check(self, report: Progress) -> Iterator[Finding]:
        """What does not fit, one after the other, mended where that was asked for."""
        with self._database.reading() as transaction:
            damaged = checks.damage(transaction)
            numbers = checks.numbers(transaction)
        yield from (Finding("store", what, False, _RESTORE) for what in damaged)
        if not damaged:
            yield from self._texts(numbers, report)
            yield from self._full_text(report)
            yield from self._parties()
            yield from self._index(report)
            yield from self._stories(report)

    def _texts(self, numbers: Sequence[int], report: Progress) -> Iterator[Finding]:
        unread: list[int] = []
        for low in range(0, len(numbers), checks.AT_ONCE):
            some = numbers[low : low + checks.AT_ONCE]
            with self._database.reading() as transaction:
                for id_ in checks.changed(transaction, some):
                    yield Finding(
                        f"article {id_}", "its text is not the one that was put in", False, _RESTORE
                    )
                unread += checks.unread(transaction, some)
            report("articles", low + len(some), len(numbers))
        if unread:
            what = f"{len(unread)} articles were not read, or by another version"
            yield self._mended("articles", what, lambda: read_anew(self._database, unread, report))

    def _full_text(self, report: Progress) -> Iterator[Finding]:
        with self._database.reading() as transaction:
            unfound, loose = checks.unfound(transaction), checks.loose_passages(transaction)
        if unfound:
            what = f"{len(unfound)} articles cannot be found by their words"
            yield self._mended("full text", what, lambda: self._let_be_found(unfound, report))
        if loose:
            what = f"{loose} passages are of articles that there are not"
            yield self._mended("passages", what, lambda: self._write(checks.drop_loose_passages))

    def _let_be_found(self, numbers: Sequence[int], report: Progress) -> None:
        for low in range(0, len(numbers), checks.AT_ONCE):
            with self._database.writing() as transaction:
                checks.index_text(transaction, numbers[low : low + checks.AT_ONCE])
            report("full text", low, len(numbers))

    def _parties(self) -> Iterator[Finding]:
        with self._database.reading() as transaction:
            astray = parties.astray(transaction)
        if astray:
            what = f"{len(astray)} sources are not counted as they are cited"
            yield self._mended("sources", what, lambda: self._write(lambda t: parties.count_anew(t, astray)))

    def _index(self, report: Progress) -> Iterator[Finding]:
        with self._database.reading() as transaction:
            held = kept.counts(transaction)
        try:
            with open_door("rasd.reuse.index:ReuseIndex")(self._folder, writable=self._repair) as index:
                missing = Keeper(self._database, index, self._settings).missing()
                surplus = len(index) - held["articles"] - held["versions"]
                if missing and surplus <= 0:
                    what = f"{len(missing)} articles are not in it"
                    yield self._mended(
                        "index", what, lambda: _caught_up(self._database, index, self._settings, report)
                    )
        except InputError as error:
            if "another process" in error.what:
                yield Finding("index", error.what, False, error.do)
                return
            yield self._mended("index", f"cannot be used: {error.what}", lambda: self._make_anew(report))
            return
        if surplus > 0:
            what = f"it has {surplus} articles that the store does not have"
            yield self._mended("index", what, lambda: self._make_anew(report))

    def _make_anew(self, report: Progress) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        with open_door("rasd.reuse.index:ReuseIndex")(self._folder, writable=True) as index:
            _caught_up(self._database, index, self._settings, report)

    def _stories(self, report: Progress) -> Iterator[Finding]:
        report("stories", 0, None)
        with self._database.reading() as transaction:
            astray, empty = checks.astray(transaction), counted.empty(transaction)
            unreadable = checks.unreadable_stories(transaction)
            astray += checks.articles_in(transaction, unreadable)
            waiting = kept.counts(transaction)["waiting"]
        if astray:
            what = f"the stories of {len(astray)} articles are missing, damaged, or of another version"
            yield self._mended("stories", what, lambda: self._write(lambda t: kept.wait(t, astray)))
        if empty:
            what = f"{len(empty)} stories have no article"
            yield self._mended("stories", what, lambda: self._write(counted.take_out_orphans))
        if waiting:
            what = f"{waiting} articles wait to be put into stories"
            yield Finding("stories", what, self._repair, "run: rasd check --repair, or rasd add")

    def _write(self, change: Callable[[Any], object]) -> None:
        with self._database.writing() as transaction:
            change(transaction)

    def _mended(self, where: str, what: str, mend: Callable[[], object]) -> Finding:
        if self._repair:
            mend()
        return Finding(where, what, self._repair)


def _caught_up(database: Database, index: Any, settings: Settings, report: Progress) -> None:
    Keeper(database, index, settings).catch_up(report)
