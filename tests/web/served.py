"""A desk that is served to a client in the same process, and one that is served on loopback to a browser."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import html5lib
import uvicorn
from fastapi.testclient import TestClient

from rasd import Desk
from rasd.web.app import Serving, application

NOW = 1_772_600_000.0
HOST = "http://127.0.0.1"
OPEN = Serving(
    frozenset({"127.0.0.1"}), False, "Huda", False, "en", lambda: NOW, lambda: 0.0,
    {"sign-in": 1000, "trace": 1000, "write": 10_000, "read": 100_000},
)  # fmt: skip
CLOSED = replace(OPEN, signs_in=True)


def client(desk: Desk, serving: Serving = OPEN) -> TestClient:
    """A client of a desk, which follows no redirects."""
    return TestClient(application(desk, serving), base_url=HOST, follow_redirects=False)


def token(page: str) -> str:
    """The token that the forms of a page carry."""
    found = tree(page).find(".//input[@name='token']")
    assert found is not None
    return str(found.get("value"))


def tree(page: str) -> Any:
    """A page as the parser of the HTML standard reads it, which finds nothing to mend.

    html5lib knows neither ``<search>`` nor later elements; none is used.
    """
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parsed = parser.parse(page)
    assert [(place, code) for place, code, _ in parser.errors] == []
    return parsed


def text_of(element: Any) -> str:
    """All text inside an element."""
    return " ".join("".join(element.itertext()).split())


@dataclass
class Running:
    """A server on loopback, and its desk."""

    desk: Desk
    address: str


@contextmanager
def running(store: Path, serving: Serving = OPEN) -> Iterator[Running]:
    """Serve a desk on a free port of this machine."""
    with Desk(store) as desk, socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(application(desk, serving), log_level="warning", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield Running(desk, f"{HOST}:{listening.getsockname()[1]}")
        finally:
            server.should_exit = True
            thread.join()
