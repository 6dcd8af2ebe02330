"""Stories laid out in other processes are those that the server lays out, whatever becomes of these."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from harbour_fire import newsroom
from rasd import Desk
from rasd.errors import UsageError
from rasd.web.app import application
from rasd.web.beside import Beside, here
from rasd.web.serving import layers_of
from web.served import HOST, OPEN


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk(tmp_path_factory.mktemp("beside") / "news.db") as made:
        made.add(newsroom())
        yield made


@pytest.fixture(scope="module")
def beside(desk: Desk) -> Iterator[Beside]:
    made = Beside(desk, 1)
    made.wait()
    yield made
    made.close()


def ids(desk: Desk) -> list[str]:
    return [line.id for line in desk.story_lines()]


@pytest.mark.parametrize("lang", ["ar", "en", "fa"])
@pytest.mark.parametrize("whole", [False, True])
def test_what_is_laid_out_beside_is_what_the_server_lays_out(
    desk: Desk, beside: Beside, lang: str, whole: bool
) -> None:
    made = [beside.draft(id_, lang, whole) for id_ in ids(desk)]
    assert made == [here(desk)(id_, lang, whole) for id_ in ids(desk)]


def test_a_page_is_the_same(desk: Desk, beside: Beside) -> None:
    path = f"/story/{ids(desk)[0]}"
    pages = [
        TestClient(application(desk, OPEN, draft), base_url=HOST).get(path) for draft in (None, beside.draft)
    ]
    assert [page.status_code for page in pages] == [200, 200]
    bodies = [page.text.partition("<form")[0] for page in pages]  # forms carry a token of the visitor
    assert bodies[0] == bodies[1]
    assert 'class="claim"' in bodies[0]


def test_a_story_that_there_is_not_is_the_server_s_to_refuse(beside: Beside) -> None:
    with pytest.raises(UsageError, match="there is no story"):
        beside.draft("ffffffffffffffff", "ar", False)


def test_before_they_are_ready_and_after_they_ended_the_server_does_it_itself(desk: Desk) -> None:
    made, (first, *_) = Beside(desk, 1), ids(desk)
    right = here(desk)(first, "ar", False)
    assert made.draft(first, "ar", False) == right
    made.close()
    assert made.draft(first, "ar", False) == right


def test_a_process_that_is_killed_is_done_without(desk: Desk) -> None:
    made, (first, *_) = Beside(desk, 1), ids(desk)
    made.wait()
    pool = made._pool
    assert pool is not None
    for number in list(pool._processes):
        os.kill(number, signal.SIGKILL)
    assert made.draft(first, "ar", False) == here(desk)(first, "ar", False)
    made.close()


def test_what_is_in_memory_is_laid_out_by_the_server() -> None:
    with Desk() as desk, layers_of(desk) as draft:
        assert draft is None


def test_a_desk_in_a_file_has_processes_where_there_are_cores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Desk(tmp_path / "news.db") as desk:
        monkeypatch.setattr(os, "cpu_count", lambda: 1)
        with layers_of(desk) as draft:
            assert draft is None
        monkeypatch.setattr(os, "cpu_count", lambda: 2)
        with layers_of(desk) as draft:
            assert draft is not None
