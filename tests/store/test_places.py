"""What a path or a URL names."""

from __future__ import annotations

import pytest

from rasd.store.places import Place, place_of

PLACES = [
    ("", Place("sqlite", "memory")),
    (":memory:", Place("sqlite", "memory")),
    ("sqlite://", Place("sqlite", "memory")),
    ("news.db", Place("sqlite", "news.db", "news.db")),
    ("sqlite:///news.db", Place("sqlite", "news.db", "news.db")),
    ("sqlite:////srv/أخبار.db", Place("sqlite", "/srv/أخبار.db", "/srv/أخبار.db")),
    (
        "postgresql://rasd@host/news",
        Place(
            "postgres", "postgresql://rasd@host/news", "", "postgresql://rasd@host/news",
            "postgresql://rasd@host/news",
        ),
    ),
    (
        "postgres://rasd:p%40ss@host:5433/news",
        Place(
            "postgres", "postgresql://rasd:***@host:5433/news", "", "postgresql://rasd:p%40ss@host:5433/news",
            "postgresql://rasd@host:5433/news", "p@ss",
        ),
    ),
    (
        "postgresql+psycopg://one:5432,two:5433/news?sslmode=require",
        Place(
            "postgres", "postgresql://one:5432,two:5433/news?sslmode=require", "",
            "postgresql://one:5432,two:5433/news?sslmode=require",
            "postgresql://one:5432,two:5433/news?sslmode=require",
        ),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("where", "place"), PLACES, ids=[where for where, _ in PLACES])
def test_place(where: str, place: Place) -> None:
    assert place_of(where) == place
