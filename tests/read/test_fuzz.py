"""A short run of the benchmark that feeds every parser nonsense."""

from __future__ import annotations

import fuzz
import pytest

PARSERS = fuzz.parsers()


@pytest.mark.parametrize("name", PARSERS)
def test_nonsense_is_refused_and_breaks_nothing(name: str) -> None:
    count = max(20, PARSERS[name].inputs // 500)
    assert fuzz.tried(name, PARSERS[name], count, 2)["failed"] == []


def test_all_together_are_a_million() -> None:
    assert sum(parser.inputs for parser in PARSERS.values()) >= 1_000_000


def test_a_parser_that_breaks_is_seen() -> None:
    def broken(data: bytes) -> int:
        return 1 // (b"<" not in data)

    found = fuzz.tried("broken", fuzz.Parser(1, (b"<a>",), broken), 50, 1)
    assert found["failures"]
