"""Questions to a store: a story with all that belongs to it, and the lines of lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import overload

from rasd.desk.holding import passages_among
from rasd.errors import UsageError
from rasd.model import Analysis, Passage, Related, Story
from rasd.store import articles as kept
from rasd.store import stories as counted
from rasd.store.codec import Parts
from rasd.store.database import Database, Transaction


class HeldStories(Sequence[Story]):
    """Stories of a store, each fetched when it is looked at.

    Args:
        database: the store.
        ids: of the stories, in order.
    """

    def __init__(self, database: Database, ids: Sequence[str]) -> None:
        self._database, self.ids = database, tuple(ids)

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, place: int) -> Story: ...
    @overload
    def __getitem__(self, place: slice) -> HeldStories: ...
    def __getitem__(self, place: int | slice) -> Story | HeldStories:
        if isinstance(place, slice):
            return HeldStories(self._database, self.ids[place])
        return story_of(self._database, self.ids[place])

    def __iter__(self) -> Iterator[Story]:
        return (story_of(self._database, id_) for id_ in self.ids)


def story_of(database: Database, id_: str) -> Story:
    """A story by its present id.

    Raises:
        UsageError: there is no such story.
        StoreError: another version of Rasd told it.
    """
    with database.reading() as transaction:
        numbers = counted.numbers_in(transaction, id_)
        parts = counted.parts_of(transaction, id_)
        analyses = kept.get_analyses(transaction, numbers)
        if parts is None or len(analyses) < len(numbers):
            raise UsageError(f"there is no story {id_!r}; see them with: rasd stories")
        title = counted.title_of(transaction, id_)
        earlier = _present(transaction, parts.earlier)
    told = [analyses[number] for number in numbers]
    ids = {number: analyses[number].article.id for number in numbers}
    rows = passages_among(database, ids) if len(ids) > 1 else {}
    shared = sorted((p for row in rows.values() for p in row), key=lambda p: (p.a, p.a_span, p.b, p.b_span))
    return _story(id_, title, told, replace(parts, earlier=earlier), shared)


def _story(id_: str, title: str, told: Sequence[Analysis], parts: Parts, shared: Sequence[Passage]) -> Story:
    return Story(
        id=id_, title=title, articles=tuple(analysis.article for analysis in told), analyses=tuple(told),
        claims=parts.claims, passages=(*shared, *parts.inside), copies=parts.copies, lineage=parts.lineage,
        cycles=parts.cycles, evidence=parts.ties, earlier=parts.earlier,
    )  # fmt: skip


def _present(transaction: Transaction, earlier: Sequence[Related]) -> tuple[Related, ...]:
    """The earlier stories by the names that they have now; they may have grown since, or become one."""
    now = counted.now_called(transaction, [one.story for one in earlier])
    found: dict[str, Related] = {}
    for one in earlier:
        id_ = now.get(one.story, one.story)
        title = counted.title_of(transaction, id_) or one.title
        found.setdefault(id_, replace(one, story=id_, title=title))
    return tuple(found.values())


def called_now(database: Database, earlier: Sequence[Related]) -> tuple[Related, ...]:
    """A story's earlier stories by the names that they have now."""
    if not earlier:
        return ()
    with database.reading() as transaction:
        return _present(transaction, earlier)


def mark_of(database: Database, id_: str) -> str:
    """Changes when anything does that is held of a story, but the names of its earlier stories.

    Raises:
        UsageError: there is no such story.
    """
    with database.reading() as transaction:
        found = counted.mark_of(transaction, id_)
    if not found:
        raise UsageError(f"there is no story {id_!r}; see them with: rasd stories")
    return found


def resolved(database: Database, start: str) -> str:
    """The present id of the story whose id, the present or a former one, begins so.

    Raises:
        UsageError: none, or more than one, does.
    """
    with database.reading() as transaction:
        found = counted.begun_with(transaction, start.strip().lower()) if start.strip() else []
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"there is no story {start!r}; see them with: rasd stories")
    raise UsageError(
        f"{len(found)} stories or more have ids that begin with {start!r}: {', '.join(found[:5])}"
    )
