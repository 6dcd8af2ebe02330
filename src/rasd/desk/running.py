"""A desk that keeps what it is given: articles come in over time, stories go out."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from rasd.desk import deciding, profiles
from rasd.desk.asking import HeldStories, called_now, mark_of, resolved, story_of
from rasd.desk.found import Trace
from rasd.desk.places import index_folder
from rasd.desk.sources import Progress, Source, is_live, read_as_it_is, silent
from rasd.doors import open_door
from rasd.errors import RasdError, UsageError
from rasd.model import Judgement, Related, Story
from rasd.settings import Settings, load
from rasd.store import articles as kept
from rasd.store import search
from rasd.store import stories as counted
from rasd.store.accounts import Accounts
from rasd.store.books import StoreBook
from rasd.store.database import Database
from rasd.store.lines import EVERY, ArticleLine, ClaimLine, Hits, OutletLine, SourceLine, StoryLine, Wanted
from rasd.store.migrating import prepare

if TYPE_CHECKING:
    from rasd.desk.checking import Finding
    from rasd.desk.counting import Counter
    from rasd.desk.keeping import Added, Keeper


class Desk:
    """Articles that come in over time, and the stories that they make: the same as of all of them at once.

    Use it in a ``with`` statement::

        with Desk("news.db") as desk:
            for story in desk.add("this-morning.jsonl"):
                print(story.title, story.claims[0].standing.highest)

    Args:
        store: where everything is kept: a file's path, ``sqlite:///FILE`` or ``postgresql://USER@HOST/NAME``.
            Made where it is not there. ``None``: in memory, gone when the desk is closed.
        settings: ``None`` for those of the environment.
        readonly: only ask; any number of processes may, while one adds.
        clock: gives the time that is noted of what comes in (seconds UTC).

    Attributes:
        made: whether the desk was not there before.

    Raises:
        StoreError: the store does not answer, is damaged, is something else, or a newer version made it.
        UsageError: it is no place for a store.
    """

    def __init__(
        self,
        store: str | os.PathLike[str] | None = None,
        *,
        settings: Settings | None = None,
        readonly: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.settings = settings or load()
        self.database = Database("" if store is None else os.fspath(store), readonly)
        self._clock = clock
        self._index: Any = None
        self._folder, self._temporary = index_folder(self.database)
        self._counter: Counter | None = None
        try:
            self.made = prepare(self.database)
        except RasdError:
            self.close()
            raise

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        """How many articles are here."""
        with self.database.reading() as transaction:
            return kept.counts(transaction)["articles"]

    def close(self) -> None:
        """Let go of the store; what was only in memory is gone."""
        if self._index is not None:
            self._index.close()
            self._index = None
        if self._temporary is not None:
            self._temporary.cleanup()
        self.database.close()

    # --- adding ---------------------------------------------------------------------------------------

    def add(self, source: Source, *, progress: Progress | None = None) -> Trace:
        """Take in what is new; the stories that are new or have changed by it, by their first article.

        Articles that are here are passed over; one whose text has changed becomes a new version of itself.

        Args:
            source: what to read, as of :func:`rasd.trace`. An unreadable item becomes a Problem.
            progress: called now and then with step, done and total.

        Raises:
            StoreError: the store cannot be written; all blocks up to there are kept.
        """
        added = self.keep(source, progress=progress)
        return Trace(HeldStories(self.database, self.tell(progress=progress)), added.problems)

    def keep(self, source: Source, *, progress: Progress | None = None) -> Added:
        """The first half of :meth:`add`: read what is new and keep it. Stopped at any moment, nothing is lost
        and nothing is there twice."""
        report = progress or silent
        keeper = self._keeper(report)
        keeping = open_door("rasd.desk.keeping")
        out: Added = keeping.Added()
        stream = keeping.blocks(read_as_it_is(source, self.settings))
        for found in keeper.keep(stream, self._clock, report, is_live(source)):
            out.fresh, out.renewed = out.fresh + found.fresh, out.renewed + found.renewed
            out.held += found.held
            out.problems += found.problems
            report("kept", out.fresh + out.renewed + out.held, None)
        return out

    def tell(self, *, progress: Progress | None = None) -> list[str]:
        """The second half of :meth:`add`: put what waits into stories; the ids of new and changed ones."""
        self._keeper(progress or silent)
        if self._counter is None:
            self._counter = open_door("rasd.desk.counting:Counter")(self.database, self.settings)
        return self._counter.tell(progress or silent)

    def _keeper(self, report: Progress) -> Keeper:
        """What keeps articles; the first time the index is opened, and brought up to the store."""
        if self.database.readonly:
            raise UsageError("the desk was opened for reading only")
        self.database.hold_pen()
        if self._index is None:
            self._index = open_door("rasd.reuse.index:ReuseIndex")(self._folder, writable=True)
            with self.database.reading() as transaction:
                held = sum(kept.counts(transaction)[name] for name in ("articles", "versions"))
            if len(self._index) < held:
                self._a_keeper().catch_up(report)
        return self._a_keeper()

    def _a_keeper(self) -> Keeper:
        made: Keeper = open_door("rasd.desk.keeping:Keeper")(self.database, self._index, self.settings)
        return made

    def judge(self, judgement: Judgement, seen: int | None = None) -> list[str]:
        """Keep a person's decision (:func:`rasd.judgement` makes one) and apply it.

        The ids of the stories that it concerns. It is never changed: another one withdraws it.

        Raises:
            Overtaken: since there were ``seen`` judgements, somebody decided on one of these stories.
        """
        return deciding.judge(self.database, judgement, self.settings, seen)

    def check(self, repair: bool = False, *, progress: Progress | None = None) -> Iterator[Finding]:
        """What does not fit together: in the store, between the store and the index.

        Args:
            repair: make anew what is derived and missing or wrong; what was given cannot be.
            progress: called now and then with step, done and total.
        """
        if self._index is not None:
            self._index.close()
            self._index = None
        checker = open_door("rasd.desk.checking:Checker")(self.database, self._folder, self.settings, repair)
        yield from checker.check(progress or silent)
        if repair:
            self._counter = None  # what it remembers may have been mended
            self.tell(progress=progress)

    def backup(self, target: str | os.PathLike[str]) -> None:
        """Write all that the store holds to a file while others go on: a desk's, or what pg_restore reads.

        The index of shared text is not in it: it is made anew when a desk without one is added to.

        Raises:
            StoreError: the file cannot be written.
        """
        self.database.dialect.backup(self.database, Path(target))

    # --- asking ---------------------------------------------------------------------------------------

    def stories(self) -> Trace:
        """All the stories, in the order of their first article, each fetched when it is looked at."""
        with self.database.reading() as transaction:
            return Trace(HeldStories(self.database, counted.ids(transaction)))

    def story(self, id_: str) -> Story:
        """One story, by any id that it ever had, or the beginning of one.

        Raises:
            UsageError: there is no such story, or more than one.
        """
        return story_of(self.database, resolved(self.database, id_))

    def story_mark(self, id_: str) -> tuple[str, str]:
        """The present id of a story, by any that it ever had, and a mark that changes when the story does.

        Who has made something of it knows by the mark whether it still holds. What its ``earlier`` stories
        are called now (:meth:`called_now`) is no part of it.

        Raises:
            UsageError: there is no such story, or more than one.
        """
        found = resolved(self.database, id_)
        return found, mark_of(self.database, found)

    def called_now(self, earlier: Sequence[Related]) -> tuple[Related, ...]:
        """A story's earlier stories by the ids and titles that they have now."""
        return called_now(self.database, earlier)

    def story_lines(
        self, wanted: Wanted = EVERY, sort: str = "repeated", most: int = 20, skip: int = 0
    ) -> list[StoryLine]:
        """A list of stories: ``repeated``, widely repeated on few origins and unconfirmed first
        (``docs/origins.md``), or ``time``, the one with the latest report first."""
        with self.database.reading() as transaction:
            return counted.story_lines(transaction, wanted, sort, most, skip)

    def changed_lines(self, ids: Sequence[str], most: int = 20) -> list[StoryLine]:
        """The first of some stories in the order ``repeated``: of those that :meth:`tell` gave back, say."""
        with self.database.reading() as transaction:
            return counted.lines_of(transaction, ids, most)

    def claim_lines(
        self, wanted: Wanted = EVERY, sort: str = "repeated", most: int = 20, skip: int = 0
    ) -> list[ClaimLine]:
        """A list of claims of all stories, in the same orders."""
        with self.database.reading() as transaction:
            return counted.claim_lines(transaction, wanted, sort, most, skip)

    def search(
        self, question: str, wanted: Wanted = EVERY, sort: str = "time", most: int = 20
    ) -> list[ArticleLine]:
        """The articles that have all words of a question, whatever their spelling.

        Words in quotation marks stand side by side. ``sort``: ``time``, the latest first, or ``best``. Of
        ``wanted`` outlets and times count.
        """
        return list(self.hits(question, wanted, sort, most).lines)

    def hits(
        self, question: str, wanted: Wanted = EVERY, sort: str = "time", most: int = 20, skip: int = 0
    ) -> Hits:
        """The same behind the first ``skip``, with how many were found."""
        with self.database.reading() as transaction:
            return search.find(transaction, question, wanted, sort, most, skip)

    def source_lines(self, name: str = "", most: int = 20, skip: int = 0) -> list[SourceLine]:
        """The parties that are called so, or all, the one most often cited first."""
        with self.database.reading() as transaction:
            return search.sources(transaction, name, most, skip)

    def outlet_lines(self, name: str = "", most: int = 20, skip: int = 0) -> list[OutletLine]:
        """The outlets that are called so, or all, the one with most articles first."""
        with self.database.reading() as transaction:
            return search.outlets(transaction, name, most, skip)

    def outlet_names(self, name: str = "") -> list[str]:
        """The names of the outlets that are called so, or of all."""
        with self.database.reading() as transaction:
            return search.outlet_names(transaction, name)

    def source(self, name: str, most: int = 20, skip: int = 0) -> profiles.SourceProfile:
        """What is known of a source; of the places where it is cited ``most`` behind the first ``skip``.

        Raises:
            UsageError: nobody is called so.
        """
        return profiles.source(self.database, name, most, skip)

    def outlet(self, name: str, most: int = 20) -> profiles.OutletProfile:
        """What is known of an outlet.

        Raises:
            UsageError: none is called so.
        """
        return profiles.outlet(self.database, name, most)

    def article(self, id_: str) -> profiles.Held:
        """What is held of an article.

        Raises:
            UsageError: there is no article of that id.
        """
        return profiles.article(self.database, id_)

    def article_lines(self, ids: Sequence[str]) -> list[ArticleLine]:
        """Articles by their ids, as lists show them, the latest first; of those that are held."""
        with self.database.reading() as transaction:
            numbers = kept.numbers_of(transaction, ids)
            return search.article_lines(transaction, list(numbers.values()))

    def texts(self, lines: Sequence[ArticleLine]) -> list[str]:
        """The texts of the articles of a list."""
        with self.database.reading() as transaction:
            found = kept.get(transaction, [line.number for line in lines])
        return [found[line.number].text if line.number in found else "" for line in lines]

    def judgements(self) -> list[Judgement]:
        """All judgements, in the order in which they were added."""
        return deciding.judgements_of(self.database)

    @property
    def book(self) -> StoreBook:
        """The feeds that are followed, and the alerts that were raised."""
        return StoreBook(self.database)

    @property
    def accounts(self) -> Accounts:
        """Who may use the desk in a browser, and who is signed in."""
        return Accounts(self.database)

    def network(self, most: int = 60) -> list[tuple[str, str, int, int]]:
        """Who follows whom: outlet, whose text it carries (an outlet or a party's key), how often, how often
        without credit; the pairs that are met most often first."""
        with self.database.reading() as transaction:
            return search.network(transaction, most)

    def counts(self) -> Mapping[str, int]:
        """How many articles, old versions of articles, and articles that wait for their story there are."""
        with self.database.reading() as transaction:
            return kept.counts(transaction)
