"""Every engine finds the same: the local one, and one that is asked through Spark Connect (Sail here)."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.made import articles
from rasd import desk
from rasd.doors import open_door
from rasd.engines import base
from rasd.errors import RasdError, UsageError
from rasd.model import Article
from rasd.reuse.find import ReuseOptions, find_passages
from rasd.settings import Settings


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A Sail server of this process."""
    os.environ["RUST_LOG"] = "error"  # it is read once, when the server's module is loaded
    server_of = pytest.importorskip("pysail.spark").SparkConnectServer
    server = server_of("127.0.0.1", 0)
    server.start(background=True)
    host, port = server.listening_address
    # The client looks at the main script, which a worker of the tests does not have.
    main = sys.modules["__main__"]
    if not hasattr(main, "__file__"):
        main.__file__ = __file__
    yield f"sc://{host}:{port}"
    server.stop()


@pytest.mark.parametrize(("parts", "hot"), [(3, 2000), (1, 60), (3, 60)])
def test_a_cluster_finds_what_one_machine_finds(address: str, parts: int, hot: int) -> None:
    """With hot fingerprints, which never meet, and without."""
    given = articles(2000)
    spark = open_door("rasd.engines.spark", "spark")
    steps: list[str] = []
    there = spark.find_passages(
        given, ReuseOptions(), lambda step, *_: steps.append(step), spark.Place(address, parts=parts, hot=hot)
    )
    here = find_passages(given)
    assert there.passages == here.passages
    assert Counter(there.stock) == Counter(here.stock)
    assert {stock.because.rule for stock in here.stock} == {"outlet-stock", "common-stock", "many-copies"}
    assert len(here.passages) > 500
    assert steps == ["words", "fingerprints", "pairs", "passages"]


def test_a_cluster_finds_nothing_in_nothing(address: str) -> None:
    spark = open_door("rasd.engines.spark", "spark")
    for given in ([], [Article("a", "")], [Article("a", "كلمة"), Article("b", "")]):
        found = spark.find_passages(given, place=spark.Place(address, parts=2))
        assert (found.passages, found.stock) == ([], [])


def test_the_desk_asks_a_cluster(address: str, tmp_path: Path) -> None:
    given = articles(60)
    settings = Settings(engine="spark", connect=address, stage=str(tmp_path))
    there, here = desk.reuse(given, settings=settings), desk.reuse(given)
    assert there.passages == here.passages != ()
    assert list(tmp_path.iterdir()) == [], "nothing is left behind"


def test_an_engine_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="the engines are: local, spark"):
        base.finder("dask")


def test_nobody_answers() -> None:
    spark = pytest.importorskip("rasd.engines.spark")
    with pytest.raises(RasdError, match=r"no Spark Connect server answers at sc://127.0.0.1:9"):
        spark.find_passages([Article("a", "")], place=spark.Place("sc://127.0.0.1:9"))


def test_each_engine_is_there() -> None:
    assert {name: callable(open_door(where)) for name, where in base.REUSE.items()} == {
        "local": True, "spark": True,
    }  # fmt: skip
