"""Articles in the store: which are there already, which are new, which have changed since."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from rasd.lang.searching import search_words
from rasd.model import Analysis, Article
from rasd.stable import content_id
from rasd.store import parties
from rasd.store.codec import (
    Vector,
    pack_analysis,
    pack_extra,
    pack_vector,
    storable_text,
    unpack_analysis,
    unpack_extra,
    unpack_vector,
)
from rasd.store.database import Row, Transaction

ALIKE = 0.3
"""Share of the shorter text's sequences of three words that two versions of one article have in common."""
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|ref|ref_src|amp")
_COLUMNS = "number, id, outlet, url, title, author, date, published, language, text, extra"
_INSERT = """
INSERT INTO articles (number, id, version, place, outlet, url, title, author, date, published, moment,
    language, text, extra, digest, added, told, story)
VALUES (:number, :id, :version, :place, :outlet, :url, :title, :author, :date, :published, :moment,
    :language, :text, :extra, :digest, :added, 0, '')
"""
_RENEW = """
UPDATE articles SET version = :version, place = :place, outlet = :outlet, url = :url, title = :title,
    author = :author, date = :date, published = :published, moment = :moment, language = :language,
    text = :text, extra = :extra, digest = :digest, added = :added, told = 0 WHERE number = :number
"""
_KEEP_OLD = """
INSERT INTO versions (article, version, title, author, date, published, text, extra, added)
SELECT number, version, title, author, date, published, text, extra, added FROM articles
WHERE number = :number
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """An article under the number that the store gives it; ``version`` counts from 1."""

    number: int
    article: Article
    version: int


@dataclass(frozen=True, slots=True)
class Sorted:
    """What a block of articles is to the store: new ones, new versions of held ones, how many were held as
    they are. ``later`` are further versions of these, to be sorted once the block is in the store."""

    fresh: list[Kept] = field(default_factory=list)
    renewed: list[Kept] = field(default_factory=list)
    later: list[Article] = field(default_factory=list)
    held: int = 0


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it once was: ``number`` counts from 1; ``added`` is when it came (seconds UTC)."""

    number: int
    article: Article
    added: float


@dataclass(slots=True)
class _Known:
    """What sorting asks of an article that is held, or stands earlier in the same block (``taken``; and
    ``waiting`` where a further version of it must wait)."""

    number: int
    id: str
    outlet: str
    place: str
    digest: str
    version: int
    text: str | None = None
    taken: bool = False
    waiting: bool = False


def url_place(url: str) -> str:
    """The place on the web that a URL names: without scheme, www, fragment, marks of where one came from.

    >>> url_place("https://www.Example.org/a/?utm_source=x&id=7#top")
    'example.org/a?id=7'
    """
    try:
        parts = urlsplit(storable_text(url).strip())
    except ValueError:
        return url.strip()
    if not parts.netloc:
        return ""
    asked = [pair for pair in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(pair[0].lower())]
    query = f"?{urlencode(asked)}" if asked else ""
    return parts.netloc.lower().removeprefix("www.") + parts.path.rstrip("/") + query


def digest_of(article: Article) -> str:
    """What changes when an article is edited: headline and text."""
    return content_id(article.title, article.text)


def moment_of(published: datetime | None) -> float | None:
    """Seconds since 1970 UTC; a time without a zone is read as UTC."""
    if published is None:
        return None
    return (published if published.tzinfo else published.replace(tzinfo=UTC)).timestamp()


# --- what is new --------------------------------------------------------------------------------------


def sort_out(transaction: Transaction, articles: Sequence[Article]) -> Sorted:
    """Which of a block of articles are new, which are new versions, and which are held as they are.

    The same article is one of the same id and outlet, or of the same URL, whose text shares its wording
    (:data:`ALIKE`) with the one that is held. Another article of an id that is taken is called "... #2".
    """
    return _Sorting(transaction, articles).sorted()


class _Sorting:
    """Sorts one block."""

    def __init__(self, transaction: Transaction, articles: Sequence[Article]) -> None:
        self._transaction, self._articles = transaction, articles
        self._by_id: dict[str, _Known] = {}
        self._by_place: dict[str, list[_Known]] = {}
        self._next = 1 + (transaction.value("SELECT max(number) FROM articles") or 0)
        columns = "SELECT number, id, outlet, place, digest, version FROM articles WHERE"
        for row in transaction.rows_in(f"{columns} id IN :values", [article.id for article in articles]):
            self._know(_Known(*row))
        places = filter(None, (url_place(article.url) for article in articles))
        # The index holds the places that are none of '', and is used where the question says so.
        for row in transaction.rows_in(f"{columns} place <> '' AND place IN :values", places):
            if row[1] not in self._by_id:
                self._know(_Known(*row))

    def sorted(self) -> Sorted:
        """The block, sorted."""
        fresh, renewed, later, held = [], [], [], 0
        for article in self._articles:
            known, name = self._found(article)
            if known is None:
                made = self._make(article, name)
                fresh.append(Kept(made.number, replace(article, id=name), 1))
            elif known.taken:
                if known.digest == digest_of(article) and not known.waiting:
                    held += 1
                else:
                    known.waiting = True
                    later.append(article)
            elif known.digest == digest_of(article):
                held += 1
            else:
                known.version, known.taken = known.version + 1, True
                known.digest, known.text = digest_of(article), article.text
                renewed.append(Kept(known.number, replace(article, id=known.id), known.version))
        return Sorted(fresh, renewed, later, held)

    def _know(self, known: _Known) -> None:
        self._by_id[known.id] = known
        if known.place:
            self._by_place.setdefault(known.place, []).append(known)

    def _make(self, article: Article, name: str) -> _Known:
        made = _Known(
            self._next,
            name,
            article.outlet,
            url_place(article.url),
            digest_of(article),
            1,
            article.text,
            True,
        )
        self._next += 1
        self._know(made)
        return made

    def _found(self, article: Article) -> tuple[_Known | None, str]:
        """The same article as it is held, and the id that this one has."""
        place, name, number = url_place(article.url), article.id, 2
        while known := self._with_id(name):
            if self._same(known, article, place):
                return known, name
            name, number = f"{article.id} #{number}", number + 1
        for known in self._by_place.get(place, ()) if place else ():
            if self._alike(known, article):
                return known, known.id
        return None, name

    def _with_id(self, name: str) -> _Known | None:
        if name not in self._by_id and " #" in name:  # only ids of the block were asked for
            for row in self._transaction.rows(
                "SELECT number, id, outlet, place, digest, version FROM articles WHERE id = :name", name=name
            ):
                self._know(_Known(*row))
        return self._by_id.get(name)

    def _same(self, known: _Known, article: Article, place: str) -> bool:
        if known.outlet != article.outlet and not (place and place == known.place):
            return False
        return self._alike(known, article)

    def _alike(self, known: _Known, article: Article) -> bool:
        if known.digest == digest_of(article):
            return True
        if known.text is None:
            known.text = str(
                self._transaction.value("SELECT text FROM articles WHERE number = :n", n=known.number)
            )
        one, two = _triples(known.text), _triples(article.text)
        return len(one & two) >= ALIKE * max(1, min(len(one), len(two)))


def _triples(text: str) -> set[tuple[str, ...]]:
    """Each three words that follow each other; of a shorter text all of them."""
    words = search_words(text)
    return {tuple(words[at : at + 3]) for at in range(max(1, len(words) - 2))}


# --- putting them in ----------------------------------------------------------------------------------


class Link(NamedTuple):
    """One party of a chain, as the store counts it: ``attribution`` is the number of it in the article,
    ``place`` counts from the nearest party on, ``final`` is where the chain ends."""

    attribution: int
    place: int
    final: int
    name: str
    type: str
    key: str
    folded: str
    stance: str


class Reading(NamedTuple):
    """What was read out of an article, as it is kept: see :func:`packed`."""

    language: str
    data: bytes
    vector: bytes
    words: str
    links: tuple[Link, ...]


def packed(analysis: Analysis, vector: Vector) -> Reading:
    """An analysis, and the vector of its article's telling terms, as the store keeps them."""
    links = tuple(
        Link(
            number, place, int(place == len(attribution.chain) - 1), link.name, str(link.type), link.key,
            " ".join(search_words(link.name)), str(attribution.stance),
        )
        for number, attribution in enumerate(analysis.attributions)
        for place, link in enumerate(attribution.chain)
    )  # fmt: skip
    article = analysis.article
    words = joined_words(article.title, article.text)
    return Reading(analysis.language, pack_analysis(analysis), pack_vector(vector), words, links)


def put(transaction: Transaction, kept: Sequence[Kept], readings: Sequence[Reading], added: float) -> None:
    """Put new articles, or new versions of held ones, into the store with what was read out of them.

    They wait to be told in stories. ``added`` is the time that is noted (seconds UTC).
    """
    new = [one for one in kept if one.version == 1]
    renewed = [one for one in kept if one.version > 1]
    if renewed:
        _take_out(transaction, [one.number for one in renewed])
    transaction.run_each(_INSERT, [_row(one, added) for one in new])
    transaction.run_each(_RENEW, [_row(one, added) for one in renewed])
    numbers = [one.number for one in kept]
    put_readings(transaction, numbers, readings)
    words = [{"number": number, "words": one.words} for number, one in zip(numbers, readings, strict=True)]
    transaction.dialect.index_text(transaction, words)


def put_readings(transaction: Transaction, numbers: Sequence[int], readings: Sequence[Reading]) -> None:
    """Put in what was read out of articles that are there, by their numbers."""
    pairs = list(zip(numbers, readings, strict=True))
    transaction.run_each(
        "INSERT INTO analyses (article, language, data, vector) VALUES (:article, :language, :data, :vector)",
        [
            {"article": number, "language": one.language, "data": one.data, "vector": one.vector}
            for number, one in pairs
        ],
    )
    transaction.run_each(
        "INSERT INTO links (article, attribution, place, final, name, type, key, folded, stance) VALUES"
        " (:article, :attribution, :place, :final, :name, :type, :key, :folded, :stance)",
        [{"article": number, **link._asdict()} for number, one in pairs for link in one.links],
    )
    parties.add(transaction, [one.links for one in readings])


def _take_out(transaction: Transaction, numbers: Sequence[int]) -> None:
    """Make room for the new versions of articles: the old text stays as a version, what was derived goes."""
    old = transaction.rows_in("SELECT number, title, text FROM articles WHERE number IN :values", numbers)
    transaction.dialect.forget_text(
        transaction, [{"number": number, "words": joined_words(title, text)} for number, title, text in old]
    )
    transaction.run_each(_KEEP_OLD, [{"number": number} for number in numbers])
    forget_readings(transaction, numbers)
    _wait_with_them(transaction, numbers)
    transaction.run_in("DELETE FROM passages WHERE a IN :values", numbers)
    transaction.run_in("DELETE FROM passages WHERE b IN :values", numbers)


def _wait_with_them(transaction: Transaction, numbers: Sequence[int]) -> None:
    """Let the articles of their stories wait, and those that share their text: they may stand together
    otherwise now."""
    stories = transaction.rows_in("SELECT DISTINCT story FROM articles WHERE number IN :values", numbers)
    transaction.run_in("UPDATE articles SET told = 0 WHERE story IN :values", [s for (s,) in stories if s])
    for one, other in (("a", "b"), ("b", "a")):
        rows = transaction.rows_in(f"SELECT DISTINCT {other} FROM passages WHERE {one} IN :values", numbers)
        wait(transaction, [number for (number,) in rows])


def forget_readings(transaction: Transaction, numbers: Sequence[int]) -> None:
    """Take out what was read out of articles; it can be read anew."""
    keys = parties.keys_of(transaction, numbers)
    transaction.run_in("DELETE FROM analyses WHERE article IN :values", numbers)
    transaction.run_in("DELETE FROM links WHERE article IN :values", numbers)
    parties.count_anew(transaction, keys)


def _row(kept: Kept, added: float) -> dict[str, Any]:
    article = kept.article
    return {
        "number": kept.number, "id": article.id, "version": kept.version, "place": url_place(article.url),
        "outlet": article.outlet, "url": article.url, "title": article.title, "author": article.author,
        "date": article.date, "published": article.published.isoformat() if article.published else "",
        "moment": moment_of(article.published), "language": article.language, "text": article.text,
        "extra": pack_extra(article.extra), "digest": digest_of(article), "added": added,
    }  # fmt: skip


def joined_words(title: str, text: str) -> str:
    """The words by which an article is found, in their order."""
    return " ".join(search_words(f"{title}\n{text}"))


# --- getting them back --------------------------------------------------------------------------------


def get(transaction: Transaction, numbers: Iterable[int]) -> dict[int, Article]:
    """Articles by their numbers."""
    rows = transaction.rows_in(f"SELECT {_COLUMNS} FROM articles WHERE number IN :values", numbers)
    return {int(row[0]): _article(row) for row in rows}


def get_analyses(transaction: Transaction, numbers: Iterable[int]) -> dict[int, Analysis]:
    """What was read out of articles, with them, by their numbers.

    Raises:
        Outdated: another version of the model wrote it.
    """
    columns = ", ".join(f"articles.{name}" for name in _COLUMNS.split(", "))
    rows = transaction.rows_in(
        f"SELECT {columns}, analyses.language, analyses.data FROM articles"
        " JOIN analyses ON analyses.article = articles.number WHERE articles.number IN :values",
        numbers,
    )
    return {int(row[0]): unpack_analysis(row[12], _article(row), row[11]) for row in rows}


def numbers_of(transaction: Transaction, ids: Iterable[str]) -> dict[str, int]:
    """The numbers of articles by their ids."""
    return {
        id_: int(n)
        for id_, n in transaction.rows_in("SELECT id, number FROM articles WHERE id IN :values", ids)
    }


def versions_of(transaction: Transaction, article: Article) -> list[Version]:
    """The article in all its versions, the first first; the last is the one that counts."""
    number, current, added = transaction.row(
        "SELECT number, version, added FROM articles WHERE id = :id", id=article.id
    ) or (0, 1, 0.0)
    rows = transaction.rows(
        "SELECT version, title, author, date, published, text, extra, added FROM versions"
        " WHERE article = :number ORDER BY version",
        number=number,
    )
    old = [
        Version(
            version,
            replace(
                article, title=title, author=author, date=date, published=_time(published), text=text,
                extra=unpack_extra(extra),
            ),
            since,
        )
        for version, title, author, date, published, text, extra, since in rows
    ]  # fmt: skip
    return [*old, Version(current, article, added)]


def _article(row: Row) -> Article:
    _, id_, outlet, url, title, author, date, published, language, text, extra = row[:11]
    return Article(
        id=id_, text=text, title=title, outlet=outlet, url=url, author=author, date=date,
        published=_time(published), language=language, extra=unpack_extra(extra),
    )  # fmt: skip


def _time(published: str) -> datetime | None:
    return datetime.fromisoformat(published) if published else None


def counts(transaction: Transaction) -> Mapping[str, int]:
    """How many articles, former versions, and articles that wait to be told in stories there are.

    Articles are numbered from 1 without gaps, and none is ever taken out: the last number says how many.
    """
    return {
        "articles": int(transaction.value("SELECT max(number) FROM articles") or 0),
        "versions": int(transaction.value("SELECT count(*) FROM versions")),
        "waiting": int(transaction.value("SELECT count(*) FROM articles WHERE told = 0")),
    }


# --- what the telling of stories asks ------------------------------------------------------------------


HEAD = 200
"""Characters of a text that a head has."""
_EVER = 1e15
"""Seconds before and after 1970 beyond which nothing was published."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What the shelf asks of an article: all but what was read out of it, and the vector of its terms."""

    number: int
    article: Article
    language: str
    vector: Vector


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article that waits to be told: its moment (seconds UTC), ``None`` where it has no date."""

    number: int
    moment: float | None


def waiting(transaction: Transaction) -> dict[int, Waiting]:
    """The articles that wait to be told in stories, by their numbers."""
    rows = transaction.rows("SELECT number, moment FROM articles WHERE told = 0 ORDER BY number")
    return {int(number): Waiting(int(number), moment) for number, moment in rows}


def outlines(transaction: Transaction, numbers: Sequence[int]) -> list[Outline]:
    """Articles by their numbers, in that order."""
    columns = ", ".join(f"articles.{name}" for name in _COLUMNS.split(", "))
    rows = transaction.rows_in(
        f"SELECT {columns}, analyses.language, analyses.vector FROM articles"
        " JOIN analyses ON analyses.article = articles.number WHERE articles.number IN :values",
        numbers,
    )
    found = {
        int(row[0]): Outline(int(row[0]), _article(row), row[11], unpack_vector(row[12])) for row in rows
    }
    return [found[number] for number in numbers]


_HEAD = _COLUMNS.replace(" text, extra", f" substr(text, 1, {HEAD}), ''") + ", story"


def heads(
    transaction: Transaction, after: int, stretch: tuple[float, float]
) -> list[tuple[int, Article, str]]:
    """Number, article and present story of the articles after a number, published in a stretch of time or
    without a date, in order; of each text the beginning alone."""
    low, high = stretch
    rows = transaction.rows(
        f"SELECT {_HEAD} FROM articles WHERE number > :after"  # "+": not by the index of moments
        " AND (+moment IS NULL OR +moment BETWEEN :low AND :high) ORDER BY number",
        after=after, low=max(low, -_EVER), high=min(high, _EVER),
    )  # fmt: skip
    return [(int(row[0]), _article(row), row[11]) for row in rows]


def span(transaction: Transaction) -> tuple[float, float]:
    """The moments (seconds UTC) of the first and the last article; infinite where none has a date."""
    # Each on its own is a look into the index; together SQLite walks over all articles.
    ends = "(SELECT min(moment) FROM articles), (SELECT max(moment) FROM articles)"
    row = transaction.row(f"SELECT {ends}") or (None, None)
    return (math.inf, -math.inf) if row[0] is None else (float(row[0]), float(row[1]))


def dated(transaction: Transaction) -> list[tuple[float, str]]:
    """Moment and id of every article that has a date."""
    return [(float(moment), str(id_)) for moment, id_ in transaction.rows(
        "SELECT moment, id FROM articles WHERE moment IS NOT NULL"
    )]  # fmt: skip


def wait(transaction: Transaction, numbers: Iterable[int]) -> None:
    """Let articles wait to be told anew."""
    transaction.run_in("UPDATE articles SET told = 0 WHERE number IN :values", numbers)


def names(transaction: Transaction) -> list[tuple[int, str, int]]:
    """Number, id and version of every article."""
    rows = transaction.rows("SELECT number, id, version FROM articles ORDER BY number")
    return [(int(number), str(id_), int(version)) for number, id_, version in rows]


def current(transaction: Transaction, ids: Iterable[str]) -> list[tuple[str, int, int]]:
    """Id, number and version of articles by their ids."""
    rows = transaction.rows_in("SELECT id, number, version FROM articles WHERE id IN :values", ids)
    return [(str(id_), int(number), int(version)) for id_, number, version in rows]


def line_of(transaction: Transaction, id_: str) -> tuple[int, str] | None:
    """Number and story of the article of an id; ``None`` where there is none."""
    row = transaction.row("SELECT number, story FROM articles WHERE id = :id", id=id_)
    return None if row is None else (int(row[0]), str(row[1]))


def moments(
    transaction: Transaction, outlets: Iterable[str], low: float, high: float
) -> dict[str, list[float]]:
    """When articles of some outlets were published between two moments (seconds UTC)."""
    found: dict[str, list[float]] = {}
    for outlet, moment in transaction.rows_in(
        "SELECT outlet, moment FROM articles WHERE outlet IN :values AND moment BETWEEN :low AND :high",
        outlets, low=low, high=high,
    ):  # fmt: skip
        found.setdefault(str(outlet), []).append(float(moment))
    return found
