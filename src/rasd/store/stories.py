"""Stories in the store: what was worked out for each, and the lines by which lists show them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rasd.model import Copy
from rasd.stable import content_id
from rasd.store.codec import Parts, pack_parts, unpack_parts
from rasd.store.database import Row, Transaction
from rasd.store.lines import ClaimLine, Rank, StoryLine, Wanted

_CLAIM = (
    "story, place, id, text, outlets, reports, copies, lowest, highest, named, unnamed, own, confirmed,"
    " denied, doubted, declined, first, rank_group, rank_each, rank_opposed, rank_reports"
)
_STORY = (
    "id, title, articles, outlets, first, last, bare, rank_group, rank_each, rank_opposed, rank_reports,"
    " rank_articles, rank_first, rank_last, lead_claim, data"
)
_RANK = ("rank_group", "rank_each", "rank_opposed", "rank_reports")
_ORDERS = {
    ("stories", "repeated"): (*_RANK, "rank_articles", "rank_first", "id"),
    ("stories", "time"): ("rank_last", "id"),
    ("claims", "repeated"): (*_RANK, "story", "place"),
    ("claims", "time"): ("rank_first", "story", "place"),
}
"""What lists are sorted by, all ascending: there is an index for each."""
_LAST_RANK = Rank(9, 0.0, 1, 0)
"""Of a story without a claim."""


@dataclass(frozen=True, slots=True)
class Told:
    """A story as it is put in: its line, its other claims, what was worked out (packed), its articles'
    numbers (in order), and the keys of each claim's origins."""

    line: StoryLine
    claims: tuple[ClaimLine, ...]
    data: bytes
    numbers: tuple[int, ...]
    keys: tuple[tuple[int, str], ...]


def put(transaction: Transaction, told: Sequence[Told]) -> None:
    """Put stories in, in the place of those that their articles stood in before."""
    numbers = [number for one in told for number in one.numbers]
    before = {str(row[0]) for row in transaction.rows_in(
        "SELECT DISTINCT story FROM articles WHERE number IN :values AND story <> ''", numbers
    )}  # fmt: skip
    _take_out(transaction, before | {one.line.id for one in told})
    transaction.run_each(
        f"INSERT INTO stories ({_STORY}) VALUES ({_places(_STORY)})", [_story_row(one) for one in told]
    )
    transaction.run_each(
        f"INSERT INTO claims ({_CLAIM}, rank_first, bare) VALUES ({_places(_CLAIM)}, :rank_first, :bare)",
        [_claim_row(line, one.line.bare) for one in told for line in one.claims],
    )
    transaction.run_each(
        "INSERT INTO origins (story, claim, key) VALUES (:story, :claim, :key)",
        [{"story": one.line.id, "claim": claim, "key": key} for one in told for claim, key in one.keys],
    )
    transaction.run_each(
        "UPDATE articles SET story = :story, told = 1 WHERE number = :number",
        [{"story": one.line.id, "number": number} for one in told for number in one.numbers],
    )
    transaction.run_each(
        "INSERT INTO names (id, article) VALUES (:id, :article)"
        " ON CONFLICT (id) DO UPDATE SET article = excluded.article",
        [{"id": one.line.id, "article": one.numbers[0]} for one in told],
    )


def put_parts(transaction: Transaction, story: str, parts: Parts) -> None:
    """Put what was worked out for a story in the place of what there is."""
    transaction.run("UPDATE stories SET data = :data WHERE id = :id", data=pack_parts(parts), id=story)


def put_copies(
    transaction: Transaction, copies: Mapping[str, Sequence[Copy]], numbers: Mapping[str, int]
) -> None:
    """Put in who copied whom, by story; ``numbers`` has those of the articles, by id."""
    found = [(story, copy) for story, row in copies.items() for copy in row]
    named = {numbers[id_] for _, copy in found for id_ in (copy.copier, copy.original) if id_ in numbers}
    rows = transaction.rows_in("SELECT number, outlet FROM articles WHERE number IN :values", named)
    outlets = {int(number): str(outlet) for number, outlet in rows}
    transaction.run_each(
        "INSERT INTO copies (story, copier, original, article, credited, outlet, source)"
        " VALUES (:story, :copier, :original, :article, :credited, :outlet, :source)",
        [
            {
                "story": story, "copier": numbers[copy.copier], "original": copy.original,
                "article": numbers.get(copy.original),
                "credited": None if copy.credited is None else int(copy.credited),
                "outlet": outlets.get(numbers[copy.copier], ""),
                "source": outlets.get(numbers.get(copy.original, 0)) or copy.original,
            }
            for story, copy in found
        ],
    )  # fmt: skip


def _take_out(transaction: Transaction, ids: Iterable[str]) -> None:
    ids = list(ids)
    for table, column in (("stories", "id"), ("claims", "story"), ("origins", "story"), ("copies", "story")):
        transaction.run_in(f"DELETE FROM {table} WHERE {column} IN :values", ids)


def take_out_orphans(transaction: Transaction) -> int:
    """Take out the stories in which no article stands any more; how many they were."""
    ids = empty(transaction)
    _take_out(transaction, ids)
    return len(ids)


def empty(transaction: Transaction) -> list[str]:
    """The ids of the stories in which no article stands."""
    return [str(row[0]) for row in transaction.rows(
        "SELECT id FROM stories WHERE NOT EXISTS (SELECT 1 FROM articles WHERE articles.story = stories.id)"
    )]  # fmt: skip


def _places(columns: str) -> str:
    return ", ".join(f":{name}" for name in columns.split(", "))


def _story_row(told: Told) -> dict[str, Any]:
    line = told.line
    rank = line.claim.rank if line.claim else _LAST_RANK
    return {
        "id": line.id, "title": line.title, "articles": line.articles, "outlets": line.outlets,
        "first": line.first, "last": line.last, "bare": int(line.bare), **_rank_columns(rank),
        "rank_articles": -line.articles, "rank_first": _late(line.first),
        "rank_last": -_late(line.last, -1e18),
        "lead_claim": line.claim.place if line.claim else 0, "data": told.data,
    }  # fmt: skip


def _late(moment: float | None, unknown: float = 1e18) -> float:
    return unknown if moment is None else moment


def _rank_columns(rank: Rank) -> dict[str, Any]:
    return {
        "rank_group": rank.group, "rank_each": rank.each, "rank_opposed": rank.opposed,
        "rank_reports": rank.reports,
    }  # fmt: skip


def _claim_row(line: ClaimLine, bare: bool) -> dict[str, Any]:
    names = _CLAIM.split(", ")[:-4]
    return {
        **{name: getattr(line, name) for name in names}, **_rank_columns(line.rank),
        "rank_first": -_late(line.first, -1e18), "bare": int(bare),
    }  # fmt: skip


# --- asking -------------------------------------------------------------------------------------------


def parts_of(transaction: Transaction, story: str) -> Parts | None:
    """What was worked out for a story.

    Raises:
        Outdated: another version of the model wrote it.
    """
    data = transaction.value("SELECT data FROM stories WHERE id = :id", id=story)
    return None if data is None else unpack_parts(data)


def mark_of(transaction: Transaction, story: str) -> str:
    """Changes when anything does that is held of a story; empty where there is no such story.

    What its earlier stories are called now is held with them, and so no part of it.
    """
    row = transaction.row("SELECT title, data FROM stories WHERE id = :id", id=story)
    if row is None:
        return ""
    articles = transaction.rows(
        "SELECT number, version FROM articles WHERE story = :s ORDER BY number", s=story
    )
    passages = transaction.row(
        "SELECT count(*), sum(words) FROM passages WHERE a IN (SELECT number FROM articles WHERE story = :s)",
        s=story,
    )
    return content_id(str(row[0]), bytes(row[1]).decode("latin-1"), repr(articles), repr(passages))


def title_of(transaction: Transaction, story: str) -> str:
    """A story's title; empty where there is no such story."""
    return str(transaction.value("SELECT title FROM stories WHERE id = :id", id=story) or "")


def numbers_in(transaction: Transaction, story: str) -> list[int]:
    """The numbers of a story's articles, in order."""
    return [
        int(row[0])
        for row in transaction.rows("SELECT number FROM articles WHERE story = :s ORDER BY number", s=story)
    ]


def begun_with(transaction: Transaction, start: str, most: int = 6) -> list[str]:
    """The ids of the stories whose ids, the present or a former one, begin so."""
    low, high = start, start + "\uffff"
    found = [row[0] for row in transaction.rows(
        "SELECT DISTINCT articles.story FROM names JOIN articles ON articles.number = names.article"
        " WHERE names.id >= :low AND names.id < :high AND articles.story <> '' LIMIT :most",
        low=low, high=high, most=most,
    )]  # fmt: skip
    return sorted(found)


def now_called(transaction: Transaction, ids: Iterable[str]) -> dict[str, str]:
    """The present ids of stories, by any that they ever had."""
    rows = transaction.rows_in(
        "SELECT names.id, articles.story FROM names JOIN articles ON articles.number = names.article"
        " WHERE names.id IN :values AND articles.story <> ''",
        ids,
    )
    return {str(old): str(new) for old, new in rows}


def with_keys(transaction: Transaction, keys: Iterable[str]) -> set[str]:
    """The stories that have an origin of one of these keys, or an article that one of them names."""
    keys = list(keys)
    found = {
        str(row[0])
        for row in transaction.rows_in("SELECT DISTINCT story FROM origins WHERE key IN :values", keys)
    }
    ids = [key.removeprefix("article:") for key in keys if key.startswith("article:")]
    found |= {
        str(row[0]) for row in transaction.rows_in("SELECT story FROM articles WHERE id IN :values", ids)
    }
    return found - {""}


_WITH_CLAIM = (
    "FROM stories LEFT JOIN claims ON claims.story = stories.id AND claims.place = stories.lead_claim"
)
_LINES = (
    "SELECT stories.id, stories.title, stories.articles, stories.outlets, stories.first, stories.last,"
    " stories.bare, " + ", ".join(f"claims.{name}" for name in _CLAIM.split(", ")) + f" {_WITH_CLAIM}"
)


def story_lines(
    transaction: Transaction, wanted: Wanted, sort: str, most: int, skip: int = 0
) -> list[StoryLine]:
    """Stories, ``sort`` being ``repeated`` or ``time``."""
    where, given = _conditions(wanted)
    order = _order("stories", sort)
    # Which they are is asked first, of an index where nothing else is wanted: what is skipped is not read.
    source = _WITH_CLAIM if "claims." in where else "FROM stories"
    page = f"SELECT stories.id {source} WHERE {where} ORDER BY {order} LIMIT :most OFFSET :skip"
    sql = f"{_LINES} WHERE stories.id IN ({page}) ORDER BY {order}"
    rows = _asked(transaction, sql, wanted, {**given, "most": most, "skip": skip})
    return [_story_line(row) for row in rows]


def lines_of(transaction: Transaction, ids: Iterable[str], most: int) -> list[StoryLine]:
    """The first of some stories in the order ``repeated``, single reports that attribute nothing left out."""
    rows = transaction.rows_in(f"{_LINES} WHERE stories.id IN :values AND stories.bare = 0", ids)
    return sorted(map(_story_line, rows), key=_place)[:most]


def _place(line: StoryLine) -> tuple[Any, ...]:
    rank = line.claim.rank if line.claim else _LAST_RANK
    return rank.group, rank.each, rank.opposed, rank.reports, -line.articles, _late(line.first), line.id


def claim_lines(
    transaction: Transaction, wanted: Wanted, sort: str, most: int, skip: int = 0
) -> list[ClaimLine]:
    """Claims of all stories, ``sort`` being ``repeated`` or ``time``."""
    where, given = _conditions(wanted, "claims")
    order = _order("claims", sort)
    # As of stories: where the condition is of claims alone, the index says which they are.
    joined = " JOIN stories ON stories.id = claims.story" if "stories." in where else ""
    page = (
        f"SELECT claims.story, claims.place FROM claims{joined} WHERE {where}"
        f" ORDER BY {order} LIMIT :most OFFSET :skip"
    )
    claim = ", ".join(f"claims.{name}" for name in _CLAIM.split(", "))
    sql = f"SELECT {claim} FROM claims WHERE (claims.story, claims.place) IN ({page}) ORDER BY {order}"
    rows = _asked(transaction, sql, wanted, {**given, "most": most, "skip": skip})
    return [_claim_line(row) for row in rows]


def _order(table: str, sort: str) -> str:
    return ", ".join(f"{table}.{column}" for column in _ORDERS[table, sort])


def ids(transaction: Transaction) -> list[str]:
    """The ids of all stories, in the order of their first article."""
    rows = transaction.rows(
        "SELECT story, min(number) FROM articles WHERE story <> '' GROUP BY story ORDER BY 2"
    )
    return [str(row[0]) for row in rows]


def _asked(transaction: Transaction, sql: str, wanted: Wanted, given: Mapping[str, Any]) -> list[Row]:
    values = wanted.numbers if wanted.numbers is not None else wanted.outlets
    if values or wanted.numbers is not None:
        return transaction.rows_in(sql, values, **given)
    return transaction.rows(sql, **given)


def _conditions(wanted: Wanted, table: str = "stories") -> tuple[str, dict[str, Any]]:
    """The condition of a question about stories, or about the ``claims`` of stories, and its values."""
    given: dict[str, Any] = {}
    parts = [] if wanted.everything else [f"{table}.bare = 0"]
    for name, condition in (
        ("since", "stories.last >= :since"),
        ("until", "stories.first <= :until"),
        ("most_origins", "claims.highest BETWEEN 1 AND :most_origins"),
        ("least_outlets", "claims.outlets >= :least_outlets"),
    ):
        if getattr(wanted, name) is not None:
            parts.append(condition)
            given[name] = getattr(wanted, name)
    if wanted.unconfirmed:
        parts.append("claims.confirmed = 0")
    if wanted.denied:
        parts.append("claims.denied + claims.doubted > 0")
    story = "stories.id" if table == "stories" else "claims.story"
    inside = f"{story} IN (SELECT story FROM articles WHERE {{}} IN :values)"
    if wanted.numbers is not None:
        parts.append(inside.format("number"))
    elif wanted.outlets:
        parts.append(inside.format("outlet"))
    return " AND ".join(parts) or "1 = 1", given


def _story_line(row: Row) -> StoryLine:
    id_, title, articles, outlets, first, last, bare = row[:7]
    claim = _claim_line(row[7:]) if row[7] is not None else None
    return StoryLine(id_, title, articles, outlets, first, last, bool(bare), claim)


def _claim_line(row: Row) -> ClaimLine:
    named = zip(_CLAIM.split(", "), row, strict=True)
    fields = {name: value for name, value in named if not name.startswith("rank_")}
    return ClaimLine(**fields, rank=Rank(*row[-4:]))


def finite(moment: float) -> float | None:
    """A moment, ``None`` where it is infinite: not known."""
    return moment if math.isfinite(moment) else None
