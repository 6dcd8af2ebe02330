"""The first half of adding: what is new is read, compared with all that came before, and kept.

Articles go in by blocks. A block is in the store whole or not at all, and only then in the index of shared
text; what is in the store and not yet in the index (the process was stopped between the two) goes into the
index when the desk is opened next. Where blocks begin hangs on the input alone: stopped and begun again, the
same articles meet in the same blocks. While a block is put in, other processes read the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice, pairwise, repeat
from typing import Any, NamedTuple

from rasd.desk.sources import Progress
from rasd.desk.steps import look_up, read_one
from rasd.engines.local import Crew, collector_at_rest, map_in_order
from rasd.model import Article, Passage, Problem
from rasd.settings import Settings
from rasd.store import articles as kept_articles
from rasd.store import passages as shared
from rasd.store.articles import Kept, Reading, Sorted, packed
from rasd.store.codec import storable
from rasd.store.database import Database, Transaction
from rasd.stories.vectors import article_vector

BLOCKS = ((2_000, 250), (10_000, 1_000), (1 << 62, 5_000))
"""Up to so many articles of an input, blocks of so many: a first result soon, then less work for each."""
_MARK = "\x1f"
"""Between an article's id and the number of its version, in the index: no id has it."""


@dataclass(slots=True)
class Added:
    """What became of an input: how many articles are new (``fresh``), are new versions of held ones
    (``renewed``), or were ``held`` as they are; and what could not be read."""

    fresh: int = 0
    renewed: int = 0
    held: int = 0
    problems: list[Problem] = field(default_factory=list)


class _Found(NamedTuple):
    """What was found out about new articles, and what puts them into the index."""

    readings: list[Reading]
    passages: list[Passage]
    batch: Any
    notes: list[str]


def blocks(stream: Iterator[Article | Problem]) -> Iterator[list[Article | Problem]]:
    """The stream by blocks, each cut where the input alone says."""
    done = 0
    while True:
        size = next(size for until, size in BLOCKS if done < until)
        block = list(islice(stream, size))
        if not block:
            return
        done += len(block)
        yield block


class _Block(NamedTuple):
    """A block of the input."""

    articles: list[Article]
    problems: list[Problem]


def _parted(block: Sequence[Article | Problem]) -> _Block:
    articles = [storable(item) for item in block if isinstance(item, Article)]
    return _Block(articles, [item for item in block if isinstance(item, Problem)])


class _Ahead:
    """Reads articles before it is their turn.

    What is new of a block hangs on the blocks before it: an article that is held by then was read in vain,
    and one that came to be called otherwise is read once more.
    """

    def __init__(self, crew: Crew[Article, Reading]) -> None:
        self._crew = crew
        self.begin(())

    def begin(self, articles: Sequence[Article]) -> None:
        """Begin to read some articles, in the place of those before."""
        self._begun = {one.id: one for one in articles}
        self._readings: Iterable[Reading] = self._crew.begin(articles)

    def readings(self, articles: Sequence[Article]) -> Iterator[Reading]:
        """What is read out of each of some articles; what was not begun yet is begun."""
        late = self._crew.begin([one for one in articles if self._begun.get(one.id) != one])
        return self._in_order(articles, late)

    def _in_order(self, articles: Sequence[Article], late: Iterator[Reading]) -> Iterator[Reading]:
        self._readings = list(self._readings)  # a block with two versions of an article asks twice
        read = dict(zip(self._begun, self._readings, strict=True))
        for article in articles:
            yield read[article.id] if self._begun.get(article.id) == article else next(late)


class _Next(NamedTuple):
    """What comes after a block: the articles of the next, to be read ahead."""

    ahead: _Ahead
    articles: Sequence[Article]


class Keeper:
    """Keeps articles in a store and its index.

    Args:
        database: the store.
        index: the index of shared text, writable.
        settings: what can be set.
    """

    def __init__(self, database: Database, index: Any, settings: Settings) -> None:
        self._database, self._index, self._settings = database, index, settings

    def keep(
        self,
        blocks: Iterable[list[Article | Problem]],
        clock: Callable[[], float],
        report: Progress,
        live: bool,
    ) -> Iterator[Added]:
        """Keep what is new of each block; ``clock`` gives the time that is noted (seconds UTC).

        With ``live`` blocks each is kept before the next is asked for, which may be long in coming.
        """
        with Crew(_read) as crew:
            ahead = _Ahead(crew)
            rest, nothing = map(_parted, blocks), _Block([], [])
            pairs = zip(rest, repeat(nothing)) if live else pairwise(chain(rest, [nothing]))
            for block, following in pairs:
                yield self._keep(block, clock(), report, _Next(ahead, following.articles))

    def _keep(self, block: _Block, added: float, report: Progress, then: _Next) -> Added:
        out = Added(problems=block.problems)
        waiting = block.articles
        while waiting:
            with self._database.reading() as transaction:
                found = kept_articles.sort_out(transaction, waiting)
            self._take(found, added, report, then)
            out.fresh += len(found.fresh)
            out.renewed += len(found.renewed)
            out.held += found.held
            waiting = found.later
        return out

    def missing(self) -> dict[str, int]:
        """What is in the store and not in the index: the index's ids, and the numbers of the articles."""
        with self._database.reading() as transaction:
            names = {
                _index_id(id_, version): number for number, id_, version in kept_articles.names(transaction)
            }
        return {one.id: names[one.id] for one in self._index.absent([Article(name, "") for name in names])}

    def catch_up(self, report: Progress) -> None:
        """Put into the index what is in the store alone."""
        names = self.missing()
        absent = list(names)
        for low in range(0, len(absent), BLOCKS[-1][1]):
            some = absent[low : low + BLOCKS[-1][1]]
            with self._database.reading() as transaction:
                held = kept_articles.get(transaction, [names[name] for name in some])
            articles = [replace(held[names[name]], id=name) for name in some]
            with collector_at_rest():
                _, batch, notes = look_up(self._index, articles, True, self._settings, report)
                self._index.add(batch, notes)

    def _take(self, found: Sorted, added: float, report: Progress, then: _Next) -> None:
        kept = [*found.fresh, *found.renewed]
        if not kept:
            return
        with collector_at_rest():
            made = self._found_out(kept, then.ahead, report)
            if not found.later:
                self._begin(then)
        with self._database.writing() as transaction:
            kept_articles.put(transaction, kept, made.readings, added)
            _put_passages(transaction, made.passages, kept)
        self._index.add(made.batch, made.notes)

    def _begin(self, then: _Next) -> None:
        """Have the next block read: what is new of it, as far as can be told before this one is kept."""
        found = Sorted()
        if then.articles:
            with self._database.reading() as transaction:
                found = kept_articles.sort_out(transaction, then.articles)
        then.ahead.begin([one.article for one in (*found.fresh, *found.renewed)])

    def _found_out(self, kept: Sequence[Kept], ahead: _Ahead, report: Progress) -> _Found:
        named = [replace(one.article, id=_index_id(one.article.id, one.version)) for one in kept]
        reading = ahead.readings([one.article for one in kept])  # others read on while the index is asked
        readings: list[Reading] = []
        outcome, batch, notes = look_up(self._index, named, True, self._settings, report)
        for done, one in enumerate(reading, 1):
            readings.append(one)
            report("attribution", done, len(kept))
        return _Found(readings, list(outcome.passages), batch, notes)


def read_anew(database: Database, numbers: Sequence[int], report: Progress) -> None:
    """Read articles that are in the store once more; their stories wait to be told anew."""
    for low in range(0, len(numbers), BLOCKS[-1][1]):
        some = numbers[low : low + BLOCKS[-1][1]]
        with database.reading() as transaction:
            held = kept_articles.get(transaction, some)
        readings = list(map_in_order(_read, [held[number] for number in some]))
        with database.writing() as transaction:
            kept_articles.forget_readings(transaction, some)
            kept_articles.put_readings(transaction, some, readings)
            kept_articles.wait(transaction, some)
        report("attribution", low + len(some), len(numbers))


def _read(article: Article) -> Reading:
    analysis = read_one(article)
    return packed(analysis, article_vector(analysis))


def _index_id(id_: str, version: int) -> str:
    return id_ if version == 1 else f"{id_}{_MARK}{version}"


def _put_passages(transaction: Transaction, passages: Sequence[Passage], kept: Sequence[Kept]) -> None:
    """Put the passages in, but for those with a version that no longer counts."""
    names = {name for one in passages for name in (one.a, one.b)}
    ids = {name: name.partition(_MARK)[0] for name in names}
    rows = kept_articles.current(transaction, ids.values())
    numbers = {_index_id(id_, version): number for id_, number, version in rows}
    numbers |= {_index_id(one.article.id, one.version): one.number for one in kept}
    shared.put(transaction, [one for one in passages if one.a in numbers and one.b in numbers], numbers)
