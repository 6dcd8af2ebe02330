"""Articles by their words, and parties by their names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasd.lang.searching import search_phrases, search_words
from rasd.store.database import Row, Transaction
from rasd.store.lines import ArticleLine, Hits, OutletLine, Reach, SourceLine, Wanted

NEWEST = 1_000
"""Of the articles that a question finds, so many are looked at: the last that were taken in."""
NEWEST_PHRASES = 200
"""The same of a question with a phrase: whether words stand side by side takes long to see."""
FEW = 100_000
"""Articles of some outlets or times that count as few."""
_TIMES = "count(DISTINCT copier), count(DISTINCT CASE WHEN credited = 0 THEN copier END)"
"""How many articles copy, and how many of them say nothing of it."""
_LINE = ", ".join(
    f"articles.{name}" for name in ("number", "id", "outlet", "title", "url", "moment", "story")
)


def find(
    transaction: Transaction, question: str, wanted: Wanted, sort: str, most: int, skip: int = 0
) -> Hits:
    """The articles that have all words and phrases of a question, ``sort`` being ``best`` or ``time``: so
    many at ``most``, behind the first ``skip``.

    Looked at are the :data:`NEWEST` (or :data:`NEWEST_PHRASES`, and ``most`` at least) of those that the
    outlets and times of ``wanted`` leave.
    """
    phrases = search_phrases(question)
    if not phrases:
        return Hits((), 0, True)
    dialect = transaction.dialect
    where, given = _conditions(wanted)
    newest = max(most, NEWEST if all(len(words) == 1 for words in phrases) else NEWEST_PHRASES)
    given |= {"match": dialect.match(phrases), "newest": newest}
    reach = _reach(transaction, wanted) if where else None
    if reach is not None:
        given |= {"low": reach.low, "high": reach.high}
    expected = dialect.expected(transaction, given["match"])
    rows: list[Row] = []
    for way in dialect.hits(where, sort == "best", reach, expected, newest):
        given |= {"after": way.after, "upto": way.upto}
        if way.before:
            transaction.plain(way.before)
        rows += (
            transaction.rows_in(way.sql, wanted.outlets, **given)
            if wanted.outlets
            else transaction.rows(way.sql, **given)
        )
        if way.behind:
            transaction.plain(way.behind)
        if len(rows) >= newest:
            break
    ranks = {int(number): float(rank) for number, rank in sorted(rows, reverse=True)[:newest]}
    # Asked apart: no plan is made that joins whole tables, and of most hits the moment is all that is read.
    dated = transaction.rows_in("SELECT number, moment FROM articles WHERE number IN :values", list(ranks))
    best = sorted((ranks[number], -(moment or 0.0), number) for number, moment in dated)
    shown = [number for _, _, number in best[skip : skip + most]]
    lines = {line.number: line for line in article_lines(transaction, shown)}
    return Hits(tuple(lines[number] for number in shown), len(best), len(rows) < newest)


def _reach(transaction: Transaction, wanted: Wanted) -> Reach | None:
    """Of the articles that outlets and times leave, where these are few: then the full text is read there
    alone. ``None`` where they are many, and so are met soon."""
    where, given = _conditions(wanted)
    some = f"SELECT number FROM articles WHERE {where} LIMIT :few"
    question = f"SELECT count(*), min(number), max(number) FROM ({some}) AS counted"
    given["few"] = FEW + 1
    rows = (
        transaction.rows_in(question, wanted.outlets, **given)
        if wanted.outlets
        else transaction.rows(question, **given)
    )
    many = sum(row[0] for row in rows)
    if many > FEW:
        return None
    held = [Reach(*row) for row in rows if row[0]]
    return Reach(many, min((one.low for one in held), default=0), max((one.high for one in held), default=0))


def _conditions(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    parts, given = [], {}
    if wanted.outlets:
        parts.append("articles.outlet IN :values")
    if wanted.since is not None:
        parts.append("articles.moment >= :since")
        given["since"] = wanted.since
    if wanted.until is not None:
        parts.append("articles.moment <= :until")
        given["until"] = wanted.until
    return " AND ".join(parts), given


def article_lines(transaction: Transaction, numbers: Sequence[int]) -> list[ArticleLine]:
    """Articles by their numbers, the latest first."""
    rows = transaction.rows_in(f"SELECT {_LINE} FROM articles WHERE number IN :values", numbers)
    lines = [ArticleLine(*row) for row in rows]
    return sorted(lines, key=lambda line: (-(line.moment or 0.0), line.number))


def sources(transaction: Transaction, name: str, most: int, skip: int = 0) -> list[SourceLine]:
    """The parties that are called so (a key, a whole name, or words of one), the most often cited first.

    Without a name all of them. Each goes by such a name, and is counted with all its names.
    """
    said = "parties.cited, parties.final, parties.articles, parties.denied"
    order = "ORDER BY parties.cited DESC, parties.key LIMIT :most OFFSET :skip"
    words = " ".join(search_words(name))
    if not name.strip():
        rows = transaction.rows(
            f"SELECT parties.key, parties.name, parties.type, {said} FROM parties {order}",
            most=most, skip=skip,
        )  # fmt: skip
    else:
        rows = transaction.rows(
            f"SELECT parties.key, named.name, parties.type, {said} FROM parties JOIN"
            " (SELECT key, min(name) AS name FROM called"
            " WHERE key = :name OR folded = :words OR folded LIKE :inside GROUP BY key) AS named"
            f" ON named.key = parties.key {order}",
            name=name, words=words, inside=f"%{words}%", most=most, skip=skip,
        )  # fmt: skip
    return [
        SourceLine(key, name, type_, int(final), int(cited) - int(final), articles, int(no))
        for key, name, type_, cited, final, articles, no in rows
    ]


def cited(transaction: Transaction, key: str, most: int, skip: int = 0) -> list[tuple[int, int, str]]:
    """Where a party is cited: numbers of articles and of attributions there, and the articles' stories, the
    latest article first."""
    rows = transaction.rows(
        "SELECT DISTINCT links.article, links.attribution, articles.story, articles.moment FROM links"
        " JOIN articles ON articles.number = links.article WHERE links.key = :key"
        " ORDER BY articles.moment DESC NULLS LAST, links.article, links.attribution"
        " LIMIT :most OFFSET :skip",
        key=key, most=most, skip=skip,
    )  # fmt: skip
    return [(int(article), int(attribution), str(story)) for article, attribution, story, _ in rows]


def passed_by(transaction: Transaction, key: str, most: int) -> list[tuple[str, int]]:
    """Through whom a party reaches the articles: names and how often, the most often first."""
    rows = transaction.rows(
        "SELECT min(near.name), count(*) FROM links AS far JOIN links AS near ON near.article = far.article"
        " AND near.attribution = far.attribution AND near.place = far.place - 1"
        " WHERE far.key = :key GROUP BY near.key ORDER BY count(*) DESC, near.key LIMIT :most",
        key=key, most=most,
    )  # fmt: skip
    return [(name, int(times)) for name, times in rows]


def ends_at(transaction: Transaction, key: str) -> list[tuple[str, int]]:
    """At whom what a party passes on ends: kinds of link and how often, the most often first."""
    rows = transaction.rows(
        "SELECT far.type, count(*) FROM links AS near JOIN links AS far ON far.article = near.article"
        " AND far.attribution = near.attribution AND far.final = 1"
        " WHERE near.key = :key AND near.final = 0 GROUP BY far.type ORDER BY count(*) DESC, far.type",
        key=key,
    )
    return [(type_, int(times)) for type_, times in rows]


def cited_by(transaction: Transaction, outlet: str, most: int) -> list[tuple[str, int]]:
    """Whom an outlet has it from, at first hand: names and how often, the most often first."""
    rows = transaction.rows(
        "SELECT min(links.name), count(*) FROM links JOIN articles ON articles.number = links.article"
        " WHERE articles.outlet = :outlet AND links.place = 0 AND links.key <> '' GROUP BY links.key"
        " ORDER BY count(*) DESC, links.key LIMIT :most",
        outlet=outlet, most=most,
    )  # fmt: skip
    return [(name, int(times)) for name, times in rows]


def outlet_names(transaction: Transaction, name: str = "") -> list[str]:
    """The outlets that are called so (words of a name), by name; without a name all."""
    words = set(search_words(name))
    # From one outlet to the next in the index: they are few, and their articles many.
    rows = transaction.rows(
        "WITH RECURSIVE each_one (outlet) AS (SELECT min(outlet) FROM articles WHERE outlet > ''"
        " UNION ALL SELECT (SELECT min(outlet) FROM articles WHERE articles.outlet > each_one.outlet)"
        " FROM each_one WHERE each_one.outlet IS NOT NULL)"
        " SELECT outlet FROM each_one WHERE outlet IS NOT NULL ORDER BY outlet"
    )
    return [row[0] for row in rows if row[0] == name or words <= set(search_words(row[0]))]


def outlets(transaction: Transaction, name: str, most: int, skip: int = 0) -> list[OutletLine]:
    """Outlets by name (words of one), the one with most articles first; without a name all.

    Who prints its own text again copies nobody.
    """
    wanted = outlet_names(transaction, name)
    # All of it is read in indexes alone.
    counted = transaction.rows_in(
        "SELECT outlet, count(*), min(moment), max(moment) FROM articles WHERE outlet IN :values"
        " GROUP BY outlet",
        wanted,
    )
    kinds = (
        "SELECT outlet, copier,"
        " max(CASE WHEN credited = 1 THEN 3 WHEN credited = 0 THEN 2 ELSE 1 END) AS kind"
        " FROM copies WHERE outlet IN :values AND source <> outlet GROUP BY outlet, copier"
    )
    copied = transaction.rows_in(
        "SELECT outlet, sum(CASE WHEN kind = 3 THEN 1 ELSE 0 END),"
        " sum(CASE WHEN kind = 2 THEN 1 ELSE 0 END), sum(CASE WHEN kind = 1 THEN 1 ELSE 0 END)"
        f" FROM ({kinds}) AS each_one GROUP BY outlet",
        wanted,
    )
    of_kind = {outlet: (int(a), int(b), int(c)) for outlet, a, b, c in copied}
    lines = [
        OutletLine(outlet, int(n), *of_kind.get(outlet, (0, 0, 0)), first, last)
        for outlet, n, first, last in counted
    ]
    return sorted(lines, key=lambda line: (-line.articles, line.outlet))[skip : skip + most]


def followed(transaction: Transaction, outlet: str, most: int) -> list[tuple[str, int, int]]:
    """Whose text but its own an outlet carries: an outlet's name or a party's key, how often, how often
    uncredited."""
    rows = transaction.rows(
        f"SELECT source, {_TIMES} FROM copies WHERE outlet = :outlet AND source <> outlet"
        " GROUP BY source ORDER BY 2 DESC, 1 LIMIT :most",
        outlet=outlet, most=most,
    )  # fmt: skip
    return [(name, int(times), int(silent)) for name, times, silent in rows]


def followers(transaction: Transaction, outlet: str, most: int) -> list[tuple[str, int, int]]:
    """Who else carries an outlet's text: outlets, how often, how often uncredited."""
    rows = transaction.rows(
        f"SELECT outlet, {_TIMES} FROM copies WHERE source = :outlet AND outlet NOT IN ('', source)"
        " GROUP BY outlet ORDER BY 2 DESC, 1 LIMIT :most",
        outlet=outlet, most=most,
    )  # fmt: skip
    return [(name, int(times), int(silent)) for name, times, silent in rows]


def network(transaction: Transaction, most: int) -> list[tuple[str, str, int, int]]:
    """Who carries whose text: outlet, an outlet's name or a party's key, how often, how often uncredited."""
    rows = transaction.rows(
        f"SELECT outlet, source, {_TIMES} FROM copies WHERE outlet <> '' AND source <> outlet"
        " GROUP BY source, outlet ORDER BY 3 DESC, 1, 2 LIMIT :most",
        most=most,
    )
    return [(one, other, int(times), int(silent)) for one, other, times, silent in rows]
