"""The drawing of who follows whom."""

from __future__ import annotations

import re

import pytest

from rasd.export import phrases
from rasd.export.network import MOST, Row, network_graph

ROWS: list[Row] = [("صحيفة الضفة", "party:reuters", 8, 1), ("قناة الأفق", "صحيفة الضفة", 4, 3)]


def drawn(rows: list[Row], lang: str = "en") -> str:
    return str(network_graph(rows, phrases.load(lang), lambda key, name: f"/x?{key}"))


def test_a_line_is_as_thick_as_it_is_often_and_red_where_it_is_mostly_not_said() -> None:
    lines = re.findall("<path [^>]*stroke-width[^>]*>", drawn(ROWS))
    found = {(re.findall(r'stroke-width="([\d.]+)"', one)[0], "copied" in one) for one in lines}
    assert found == {("7.0", False), ("4.0", True)}


@pytest.mark.parametrize(("lang", "rightward"), [("en", True), ("ar", False)])
def test_who_carries_stands_where_reading_begins(lang: str, rightward: bool) -> None:
    page = drawn(ROWS, lang)
    place = {
        side: float(re.findall(rf'id="{side}-0".*?<rect x="([\d.]+)"', page)[0])
        for side in ("carrier", "original")
    }
    assert (place["carrier"] < place["original"]) is rightward


def test_an_outlet_that_carries_and_is_carried_stands_on_both_sides_and_says_both() -> None:
    titles = re.findall("<title>(.*?)</title>", drawn(ROWS))
    assert sorted(titles) == [
        "Reuters. Its text is carried by: صحيفة الضفة (8 times)",
        "صحيفة الضفة. Carries the text of: Reuters (8 times)",
        "صحيفة الضفة. Its text is carried by: قناة الأفق (4 times)",
        "قناة الأفق. Carries the text of: صحيفة الضفة (4 times)",
    ]


def test_the_pairs_met_most_often_are_drawn() -> None:
    many: list[Row] = [(f"o{at}", "x", at + 1, 0) for at in range(MOST + 5)]
    page = drawn(many)
    assert page.count('<path d="M') - page.count("<marker") == MOST
    assert '/x?o5"' in page
    assert '/x?o4"' not in page
    assert network_graph([], phrases.load("en"), lambda key, name: "") is None
