"""JSON under ``/api``: as it is described, whatever is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from harbour_fire import newsroom
from rasd import Desk
from rasd.model import Feed
from rasd.web.app import application
from web.served import OPEN, client

CASES = 12
"""Cases an address; ``eval`` of a release asks for thousands (docs/results.md)."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk(tmp_path_factory.mktemp("desk") / "news.db") as made:
        made.add(newsroom())
        made.book.follow([Feed("https://one.example/rss")])
        yield made


def described() -> dict[str, Any]:
    with Desk() as empty:
        found: dict[str, Any] = client(empty, OPEN).get("/api/openapi.json").json()
    return found


SCHEMA = described()
ADDRESSES = [(path, method) for path, methods in SCHEMA["paths"].items() for method in methods]


def test_every_address_is_described() -> None:
    assert len(ADDRESSES) == 15
    for path, method in ADDRESSES:
        one = SCHEMA["paths"][path][method]
        assert path.startswith("/api/")
        assert one["summary"]
        answer = one["responses"]["200"]["content"]["application/json"]["schema"]
        assert answer["$ref"].startswith("#/components/schemas/")
        assert {"400", "401", "403", "404", "409", "422"} <= set(one["responses"])


def test_every_page_says_what_it_is() -> None:
    unsaid = [name for name, one in SCHEMA["components"]["schemas"].items() if not one.get("description")]
    assert unsaid == ["Span"]  # a pair of numbers, which OpenAPI describes as a list


@pytest.mark.parametrize(("path", "method"), ADDRESSES)
def test_no_question_breaks_it(desk: Desk, path: str, method: str) -> None:
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", application(desk, replace(OPEN, hosts=None)))
    operation = schema[path][method]
    asked = []

    @given(case=operation.as_strategy())
    @settings(max_examples=CASES, deadline=None, derandomize=True, database=None,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    def ask(case: Any) -> None:
        answer = case.call()
        asked.append(answer.status_code)
        assert answer.status_code < 500
        assert answer.status_code == 200 or set(answer.json()) == {"problem"}

    ask()
    assert asked
