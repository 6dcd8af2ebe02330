"""The lineage graph of a claim."""

from __future__ import annotations

from newsroom import newsroom, one_text
from rasd.lineage.graph import build
from rasd.model import Copy


def drawn(lines: list[str], copies: list[Copy]) -> tuple[list[str], list[str]]:
    """The edges as ``start -kind-> end`` and the names of the nodes that no edge leaves."""
    analyses, claim = newsroom(lines)
    graph = build([claim], analyses, copies)
    names = {node.key: node.name for node in graph.nodes}
    edges = [f"{names[e.start]} -{e.kind}-> {names[e.end]}" for e in graph.edges]
    return edges, [node.name for node in graph.ends()]


def test_edges_run_back_to_who_claims_to_know() -> None:
    edges, ends = drawn(
        ["a 08:00 الخبر | وكالة رويترز ← مصدر أمني", "b 09:00 الميناء | وكالة رويترز", "c 10:00 الشرق | own"],
        [one_text("c", "a"), Copy("b", "party:anadolu", True), one_text("c", "elsewhere")],
    )
    assert edges == [
        "الخبر -via-> وكالة رويترز",
        "وكالة رويترز -said-> مصدر أمني",
        "الميناء -said-> وكالة رويترز",
        "الشرق -copied-> الخبر",
        "الميناء -copied-> الأناضول للأنباء",
    ]
    assert ends == ["مصدر أمني", "الأناضول للأنباء"]


def test_an_unnamed_source_is_one_node_for_each_party_that_cites_it() -> None:
    _, ends = drawn(
        [
            "a 08:00 الخبر | وكالة رويترز ← مصدر أمني | مصدر أمني",
            "b 09:00 الميناء | وكالة رويترز ← مصدر أمني",
        ],
        [],
    )
    assert ends == ["مصدر أمني", "مصدر أمني"]


def test_a_document_that_is_only_cited_is_no_end() -> None:
    edges, ends = drawn(["a 08:00 الخبر | وزير النقل سامي حداد ← تقرير"], [])
    assert (edges, ends) == (["الخبر -said-> وزير النقل سامي حداد"], ["وزير النقل سامي حداد"])
