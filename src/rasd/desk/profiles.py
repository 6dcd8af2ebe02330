"""All that a desk knows of one article, one source, one outlet."""

from __future__ import annotations

from dataclasses import dataclass

from rasd.errors import UsageError
from rasd.lang.parties import parties
from rasd.model import Analysis, Article, Attribution, Passage
from rasd.store import articles as kept
from rasd.store import passages as shared
from rasd.store import search
from rasd.store.articles import Version
from rasd.store.database import Database, Transaction
from rasd.store.lines import OutletLine, SourceLine

MOST = 20


@dataclass(frozen=True, slots=True)
class Held:
    """An article as the desk holds it: what was read out of it, its story's id (empty while it waits), its
    versions, and the passages that it shares, with the articles at their other ends."""

    analysis: Analysis
    story: str
    versions: tuple[Version, ...]
    passages: tuple[Passage, ...]
    others: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """One place where a party is cited: the analysis of the article, and the attribution in it."""

    analysis: Analysis
    attribution: Attribution
    story: str


@dataclass(frozen=True, slots=True)
class SourceProfile:
    """A source: what it said, where; ``through`` whom it came and ``ends`` at whom what it passes on ends
    (kinds of link), each with how often; who carries its text (``carried_by``), with how often and how often
    without a word of credit."""

    line: SourceLine
    through: tuple[tuple[str, int], ...]
    ends: tuple[tuple[str, int], ...]
    carried_by: tuple[tuple[str, int, int], ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class OutletProfile:
    """An outlet: whose text it carries and who carries its text, each with how often and how often without a
    word of credit; whom it cites, with how often."""

    line: OutletLine
    follows: tuple[tuple[str, int, int], ...]
    followed_by: tuple[tuple[str, int, int], ...]
    cites: tuple[tuple[str, int], ...]


def article(database: Database, id_: str) -> Held:
    """What the desk holds of an article.

    Raises:
        UsageError: there is no article of that id.
    """
    with database.reading() as transaction:
        found = kept.line_of(transaction, id_)
        if found is None:
            raise UsageError(f"there is no article {id_!r}; look for it with: rasd search WORDS")
        number, story = found
        analysis = kept.get_analyses(transaction, [number])[number]
        rows = shared.with_article(transaction, number)
        others = kept.get(transaction, {side for row in rows for side in (row[0], row[3])} - {number})
        versions = kept.versions_of(transaction, analysis.article)
    ids = {number: id_, **{other: one.id for other, one in others.items()}}
    passages = tuple(shared.as_passage(row, ids) for row in rows)
    return Held(analysis, story, tuple(versions), passages, tuple(others.values()))


def source(database: Database, name: str, most: int = MOST, skip: int = 0) -> SourceProfile:
    """What the desk knows of the source that is called so, of several the one most often cited; of the
    places where it is cited ``most`` behind the first ``skip``.

    A medium of the lexicon whose text is carried here is known, though nobody cites it.

    Raises:
        UsageError: nobody is called so.
    """
    with database.reading() as transaction:
        lines = search.sources(transaction, name, most=1) or _uncited(name)
        carried_by = search.followers(transaction, lines[0].key, most) if lines else []
        if not lines or not (carried_by or lines[0].articles):
            raise UsageError(f"no source is called {name!r}; see them with: rasd source")
        line = lines[0]
        return SourceProfile(
            line, tuple(search.passed_by(transaction, line.key, most)),
            tuple(search.ends_at(transaction, line.key)), tuple(carried_by),
            _citations(transaction, line.key, most, skip),
        )  # fmt: skip


def _uncited(name: str) -> list[SourceLine]:
    """The party of the lexicon that is called so (a key or a name)."""
    party = parties().get(name) or parties().lookup(name)
    return [SourceLine(party.key, party.names[0], str(party.type), 0, 0, 0, 0)] if party else []


def _citations(transaction: Transaction, key: str, most: int, skip: int) -> tuple[Citation, ...]:
    places = search.cited(transaction, key, most, skip)
    analyses = kept.get_analyses(transaction, [number for number, _, _ in places])
    return tuple(
        Citation(analyses[number], analyses[number].attributions[place], story)
        for number, place, story in places
    )


def outlet(database: Database, name: str, most: int = MOST) -> OutletProfile:
    """What the desk knows of the outlet that is called so, of several the one with most articles.

    Raises:
        UsageError: none is called so.
    """
    with database.reading() as transaction:
        lines = search.outlets(transaction, name, most=1)
        if not lines:
            raise UsageError(f"no outlet is called {name!r}; see them with: rasd outlet")
        line = lines[0]
        return OutletProfile(
            line, tuple(search.followed(transaction, line.outlet, most)),
            tuple(search.followers(transaction, line.outlet, most)),
            tuple(search.cited_by(transaction, line.outlet, most)),
        )  # fmt: skip
