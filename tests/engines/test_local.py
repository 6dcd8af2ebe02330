"""The pool gives what a plain loop gives, in the same order."""

import gc
import os
import threading

import pytest

from rasd.attribution import attribute
from rasd.engines import local
from rasd.model import Article

SENTENCES = (
    "قال وزير الري خالد منصور إن السد امتلأ.",
    "نقلت وكالة رويترز عن مصدر حكومي قوله إن الاتفاق وشيك.",
    "نفت وزارة الدفاع صحة الأنباء عن سقوط الطائرة.",
    "",
)


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_processes_change_nothing(workers: int) -> None:
    articles = [Article(str(i), SENTENCES[i % len(SENTENCES)], language="ar") for i in range(300)]
    assert list(local.map_in_order(attribute, articles, workers)) == [attribute(a) for a in articles]


def test_few_items_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "WORTH_IT", 10)
    assert local.workers_for(9) == 1
    assert local.workers_for(10) >= 1


def test_a_crew_gives_what_a_loop_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "_CREW", 20)
    monkeypatch.setattr(local, "workers_for", lambda items: 2)
    articles = [Article(str(i), SENTENCES[i % len(SENTENCES)], language="ar") for i in range(300)]
    with local.Crew(attribute) as crew:
        assert list(crew.begin(articles[:5])) == [attribute(a) for a in articles[:5]]
        assert crew._pool is None, "few start no process"
        first, second = crew.begin(articles[5:100]), crew.begin(articles[100:])
        assert crew._pool is not None
        assert [*first, *second] == [attribute(a) for a in articles[5:]]
    assert crew._pool is None


def test_the_collector_works_again_afterwards() -> None:
    assert gc.isenabled()
    with local.collector_at_rest():
        with local.collector_at_rest():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.disable()
    try:
        with local.collector_at_rest():
            pass
        assert not gc.isenabled(), "as it was before"
    finally:
        gc.enable()


def test_workers_of_a_long_run_are_all_forked_by_whoever_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forked by a thread of a pool's, one inherits the locks that others have, and waits for ever."""
    forking: list[threading.Thread] = []
    fork = os.fork

    def noted() -> int:
        forking.append(threading.current_thread())
        return fork()

    monkeypatch.setattr(os, "fork", noted)
    for name, few in (("_SHORT", 50), ("_LIFE", 1), ("_CHUNK", 10)):
        monkeypatch.setattr(local, name, few)
    assert list(local.map_in_order(str, range(100), 2)) == list(map(str, range(100)))
    assert len(forking) > 4
    assert set(forking) == {threading.current_thread()}
