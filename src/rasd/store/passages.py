"""Shared passages in the store, by the numbers of the articles that share them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rasd.model import Direction, Evidence, Passage, Span
from rasd.store.codec import from_json, to_json
from rasd.store.database import Row, Transaction

_COLUMNS = "a, a_start, a_end, b, b_start, b_end, identity, words, direction, because"


def put(transaction: Transaction, passages: Sequence[Passage], numbers: Mapping[str, int]) -> None:
    """Put passages in; ``numbers`` has those of their articles, by id."""
    places = ", ".join(f":{name}" for name in _COLUMNS.split(", "))
    transaction.run_each(
        f"INSERT INTO passages ({_COLUMNS}) VALUES ({places})",
        [_row(passage, numbers) for passage in passages],
    )


def _row(passage: Passage, numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "a": numbers[passage.a], "a_start": passage.a_span.start, "a_end": passage.a_span.end,
        "b": numbers[passage.b], "b_start": passage.b_span.start, "b_end": passage.b_span.end,
        "identity": passage.identity, "words": passage.words, "direction": str(passage.direction),
        "because": to_json(passage.because),
    }  # fmt: skip


def of_articles(transaction: Transaction, numbers: Iterable[int]) -> list[Row]:
    """The rows of the passages that name one of these articles first."""
    return transaction.rows_in(
        f"SELECT {_COLUMNS} FROM passages WHERE a IN :values ORDER BY a, a_start, b", numbers
    )


def with_article(transaction: Transaction, number: int) -> list[Row]:
    """The rows of all passages of an article, named first or second."""
    return transaction.rows(
        f"SELECT {_COLUMNS} FROM passages WHERE a = :n OR b = :n ORDER BY a_start, b_start, a, b", n=number
    )


def as_passage(row: Row, ids: Mapping[int, str]) -> Passage:
    """A row as a passage between articles of these ids."""
    a, a_start, a_end, b, b_start, b_end, identity, words, direction, because = row
    return Passage(
        ids[a], Span(a_start, a_end), ids[b], Span(b_start, b_end), identity, words,
        Direction(direction), from_json(because, tuple[Evidence, ...]),
    )  # fmt: skip


def touching(transaction: Transaction, numbers: Sequence[int]) -> list[Row]:
    """The rows of the passages of some articles, named first or second, each once."""
    rows = transaction.rows_in(f"SELECT {_COLUMNS} FROM passages WHERE a IN :values", numbers)
    rows += transaction.rows_in(f"SELECT {_COLUMNS} FROM passages WHERE b IN :values", numbers)
    return list(dict.fromkeys(rows))
