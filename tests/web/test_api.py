"""JSON under ``/api``, as it is described, and the pages: whatever is asked, nothing breaks."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from typing import Any

import pytest
import schemathesis
from fastapi.openapi.utils import get_openapi
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis.strategies import booleans
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from harbour_fire import newsroom
from rasd import Desk
from rasd.model import Feed
from rasd.web import acting, reading
from rasd.web.app import application
from rasd.web.visitors import VISIT
from web.served import HOST, OPEN, client, token

THOROUGH = settings.default.max_examples > 1000
CASES = 140 if THOROUGH else 8
"""Cases an address: some hundreds in all, and some thousands by ``--hypothesis-profile=thorough``."""
CHECKS = [response_schema_conformance, status_code_conformance, content_type_conformance]


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


def test_what_lists_are_narrowed_down_by_is_described() -> None:
    for path in ("/api/stories", "/api/search"):
        described = {
            one["name"]: one["schema"]["type"]
            for one in SCHEMA["paths"][path]["get"]["parameters"]
            if "type" in one["schema"]
        }
        assert {name for name, kind in described.items() if kind == "boolean"} == {
            "unconfirmed",
            "denied",
            "single_origin",
            "everything",
        }
        assert {"since", "until", "country", "search"} <= set(described)


@pytest.mark.parametrize(("path", "method"), ADDRESSES)
def test_no_question_breaks_it(desk: Desk, path: str, method: str) -> None:
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", application(desk, replace(OPEN, hosts=None)))
    operation = schema[path][method]
    asked = []

    @given(case=operation.as_strategy())
    @settings(max_examples=CASES)
    def ask(case: Any) -> None:
        answer = case.call()
        asked.append(answer.status_code)
        assert answer.status_code < 500
        assert answer.status_code == 200 or set(answer.json()) == {"problem"}
        case.validate_response(answer, checks=CHECKS)

    ask()
    assert asked


# --- the pages, by the same means -------------------------------------------------------------------------


def of_pages() -> dict[str, Any]:
    """A description of the pages and their forms, which programs are given none of."""
    routes = [copy(one) for part in (reading.router, acting.router, acting.threshold) for one in part.routes]
    for route in routes:
        route.include_in_schema = True
    made: dict[str, Any] = get_openapi(title="pages", version="1", routes=routes)
    for path in ("/", "/search"):
        made["paths"][path]["get"]["parameters"] += reading.NARROWING["parameters"]
    for path, fields in FORMS.items():
        shape = {"type": "object", "properties": {name: {"type": "string"} for name in fields}}
        made["paths"][path]["post"]["requestBody"] = {
            "required": True, "content": {"application/x-www-form-urlencoded": {"schema": shape}}
        }  # fmt: skip
    return made


FORMS = {
    "/judgements": ("kind", "about", "note", "seen", "story"), "/trace": ("given", "keep"),
    "/feeds": ("url", "outlet", "country"), "/feeds/drop": ("url",), "/sign-in": ("name", "password", "back"),
    "/sign-out": (),
}  # fmt: skip
"""The forms of the pages, and their fields beside the token."""
PAGES = of_pages()
EVERY_PAGE = [(path, method) for path, methods in PAGES["paths"].items() for method in methods]


def test_every_page_is_tried() -> None:
    assert len(EVERY_PAGE) == 23
    assert {path for path, method in EVERY_PAGE if method == "post"} == set(FORMS)


@pytest.mark.parametrize(("path", "method"), EVERY_PAGE)
def test_no_question_breaks_a_page(desk: Desk, path: str, method: str) -> None:
    app = application(desk, replace(OPEN, hosts=None))
    browser = TestClient(app, base_url=HOST, follow_redirects=False)
    browser.cookies.set(VISIT, "somebody")
    own = token(browser.get("/trace").text)
    operation = schemathesis.openapi.from_dict(PAGES)[path][method]
    asked = []

    @given(case=operation.as_strategy(), ours=booleans())
    @settings(max_examples=CASES)
    def ask(case: Any, ours: bool) -> None:
        sent = case.as_transport_kwargs(base_url=HOST)
        body = sent.get("data")
        if ours and isinstance(body, dict):
            body["token"] = own
        answer = browser.request(
            method,
            sent["url"],
            params=sent.get("params"),
            data=body,
            headers=dict(sent["headers"]),
        )
        asked.append(answer.status_code)
        assert answer.status_code < 500
        assert "Traceback" not in answer.text

    ask()
    assert asked
