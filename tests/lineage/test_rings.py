"""Parties that cite each other: A has it from B, and B from A."""

from __future__ import annotations

import pytest

from newsroom import newsroom
from rasd.lineage.rings import find_cycles

RINGS: dict[str, tuple[list[str], list[str]]] = {
    "a and b cite each other": (
        ["a 08:00 قناة الشرق | صحيفة الميناء", "b 09:00 صحيفة الميناء | قناة الشرق"],
        ["قناة الشرق صحيفة الميناء"],
    ),
    "somebody who cites one of them is not in it": (
        [
            "a 08:00 قناة الشرق | صحيفة الميناء",
            "b 09:00 صحيفة الميناء | قناة الشرق",
            "c 10:00 الخبر | قناة الشرق",
        ],
        ["قناة الشرق صحيفة الميناء"],
    ),
    "of three": (
        [
            "a 08:00 قناة الشرق | صحيفة الميناء",
            "b 09:00 صحيفة الميناء | وكالة رويترز",
            "c 10:00 رويترز | قناة الشرق",
        ],
        ["قناة الشرق صحيفة الميناء وكالة رويترز"],
    ),
    "inside two chains": (
        ["a 08:00 الخبر | قناة الشرق ← صحيفة الميناء", "b 09:00 الفجر | صحيفة الميناء ← قناة الشرق"],
        ["قناة الشرق صحيفة الميناء"],
    ),
    "a chain is none": (["a 08:00 قناة الشرق | صحيفة الميناء", "b 09:00 صحيفة الميناء | مصدر أمني"], []),
    "who denies it takes nothing over": (
        ["a 08:00 قناة الشرق | صحيفة الميناء", "b 09:00 صحيفة الميناء | قناة الشرق : denies"],
        [],
    ),
    "an unnamed source is nobody's": (["a 08:00 الخبر | مصدر أمني", "b 09:00 الميناء | مصدر أمني"], []),
    "two who speak of each other are no circle of reports": (
        [
            "a 08:00 الخبر | صحيفة الميناء ← وزير النقل سامي حداد",
            "b 09:00 الفجر | وزير النقل سامي حداد ← صحيفة الميناء",
        ],
        [],
    ),
    "a person between two outlets": (
        [
            "a 08:00 قناة الشرق | وزير النقل سامي حداد ← صحيفة الميناء",
            "b 09:00 صحيفة الميناء | قناة الشرق",
        ],
        ["قناة الشرق وزير النقل سامي حداد صحيفة الميناء"],
    ),
    "own voices cite nobody": (["a 08:00 الخبر | own", "b 09:00 الميناء | own"], []),
}


@pytest.mark.parametrize(("lines", "rings"), RINGS.values(), ids=RINGS)
def test_cycles(lines: list[str], rings: list[str]) -> None:
    analyses, claim = newsroom(lines)
    assert [" ".join(ring.names) for ring in find_cycles([claim], analyses)] == rings


def test_a_cycle_says_who_cites_whom_and_where() -> None:
    analyses, claim = newsroom(RINGS["a and b cite each other"][0])
    (ring,) = find_cycles([claim], analyses)
    assert ring.claims == ("c",)
    assert ring.nodes == ("article:a", "source:الشرق", "source:الميناء", "article:b")
    steps = [(why.rule, why.article, dict(why.values)) for why in ring.evidence]
    assert steps == [
        ("cites", "a", {"a": "قناة الشرق", "b": "صحيفة الميناء"}),
        ("cites", "b", {"a": "صحيفة الميناء", "b": "قناة الشرق"}),
    ]
    assert all(why.span for why in ring.evidence)


def test_one_ring_for_all_its_claims() -> None:
    analyses, claim = newsroom(RINGS["a and b cite each other"][0])
    other = type(claim)("d", claim.text, claim.statements)
    (ring,) = find_cycles([claim, other], analyses)
    assert ring.claims == ("c", "d")
    assert len(ring.evidence) == 2
