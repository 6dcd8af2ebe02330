"""The drawing of a story's chains: what it shows, and what of a large story."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import pytest
from one_story import articles

from rasd import trace
from rasd.export import phrases, view
from rasd.export.drawing import chain_graph
from rasd.export.layers import closing, first_of, layers_of, tallest, without_lone
from rasd.export.sections import ALL, Extent
from rasd.export.timeline import spread_section
from rasd.export.visible import in_lines
from rasd.model import Edge, EdgeKind, Graph, Node, Story

EN = phrases.load("en")
MANY = 30


@pytest.fixture(scope="module")
def large() -> Story:
    return max(trace(articles(MANY)).stories, key=lambda one: len(one.articles))


def drawn(story: Story, extent: Extent, whole: str = "") -> str:
    found = chain_graph(story, view.context_of(story, "ltr"), EN, lambda _: "", extent, whole)
    assert found is not None
    return found


def test_a_large_story_is_drawn_in_part_and_says_so(large: Story) -> None:
    reports = len(large.articles)
    assert reports > 20
    part = drawn(large, Extent(drawn=10), "/story/1?whole=true")
    assert '<a href="/story/1?whole=true#chains">' in part
    assert f"10 of {reports} reports shown" in re.sub("<.*?>", "", part)
    assert part.count('class="node article"') == 10
    everything = drawn(large, ALL)
    assert everything.count('class="node article"') == reports
    assert "shown" not in everything
    assert drawn(large, Extent(drawn=reports)) == everything
    assert 'class="more"><a' not in drawn(large, Extent(drawn=10))


def test_the_table_of_what_is_drawn_in_part_has_all_steps(large: Story) -> None:
    part, everything = (drawn(large, extent).partition("<table")[2] for extent in (Extent(drawn=10), ALL))
    assert part == everything


def test_what_is_drawn_of_a_large_story_hangs_together(large: Story) -> None:
    graph = first_of(large.lineage, 10)
    keys = {node.key for node in graph.nodes}
    assert {key for edge in graph.edges for key in (edge.start, edge.end)} <= keys
    copied = [edge.start for edge in graph.edges if edge.kind is EdgeKind.COPIED]
    assert len(copied) == len(set(copied))
    whole = [(e.start, e.end) for e in large.lineage.edges if e.kind is not EdgeKind.COPIED]
    part = [(e.start, e.end) for e in graph.edges if e.kind is not EdgeKind.COPIED]
    assert part == [pair for pair in whole if pair[0] in keys]
    assert closing(graph) == frozenset()


def test_nodes_stand_apart_and_near_whom_they_cite(large: Story) -> None:
    layers = layers_of(large.lineage)
    room = max(map(len, layers.rows))
    centred = {key: (room - len(row)) / 2 + at for row in layers.rows for at, key in enumerate(row)}
    for row in layers.rows:
        heights = [layers.heights[key] for key in row]
        assert all(below - above >= 1 - 1e-9 for above, below in pairwise(heights))
        assert 0 <= heights[0] <= heights[-1] <= room - 1
    steps = [edge for edge in large.lineage.edges if edge.kind is not EdgeKind.COPIED]

    def missed(heights: Mapping[str, float]) -> float:
        return sum((heights[edge.start] - heights[edge.end]) ** 2 for edge in steps)

    assert missed(layers.heights) < missed(centred)


def test_parties_that_one_report_alone_cites_are_drawn_in_part() -> None:
    nodes = [Node("article:1", "أ", "article"), Node("article:2", "ب", "article")]
    nodes += [Node(f"source:{at}", f"{at}", "person") for at in range(6)]
    cites = [Edge(EdgeKind.SAID, "article:1", f"source:{at}") for at in range(5)]
    cites += [Edge(EdgeKind.SAID, "article:2", "source:4"), Edge(EdgeKind.VIA, "source:3", "source:5")]
    part = without_lone(Graph(tuple(nodes), tuple(cites)), 1)
    # 4 is cited by both reports, and 3 leads on to another.
    assert [node.key for node in part.nodes[2:]] == ["source:0", "source:3", "source:4", "source:5"]
    assert len(part.edges) == 5


def test_the_table_of_a_spread_has_the_first_and_leads_to_the_others(large: Story) -> None:
    claim, context = large.claims[0], view.context_of(large, "ltr")
    part = str(spread_section(claim, context, EN, 5, "/whole#claim-1"))
    everything = str(spread_section(claim, context, EN))
    rows = len(re.findall("<tr>", everything)) - 1
    assert len(re.findall("<tr>", part)) == 6
    assert f'<a href="/whole#claim-1">and {rows - 5} reports more</a>' in part
    assert "more</a>" not in everything


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ("",)),
        ("short", ("short",)),
        ("two words", ("two", "words")),
        ("one two three four", ("one two", "three…")),
        ("donaudampfschiff", ("donauda…",)),
        ("مصدر في سلطة", ("مصدر في", "سلطة")),
    ],
)
def test_a_name_takes_two_lines_at_most(text: str, lines: tuple[str, ...]) -> None:
    assert in_lines(text, 8 if "two" in text or "dona" in text else 9) == lines


def test_a_drawing_whose_reports_cite_many_is_no_taller_than_it_must_be(large: Story) -> None:
    reports = [Node(f"article:{at}", f"{at}", "article") for at in range(6)]
    parties = [Node(f"source:{at}:{to}", f"{at}{to}", "person") for at in range(6) for to in range(9)]
    cites = [Edge(EdgeKind.SAID, f"article:{one.key[7]}", one.key) for one in parties]
    story = replace(large, lineage=Graph((*reports, *parties), tuple(cites)))
    assert tallest(story.lineage) == 54
    assert drawn(story, Extent(lone=3)).count('class="node person"') == 12, "not three of each, but two"
    assert drawn(story, ALL).count('class="node person"') == 54
    few = replace(large, lineage=Graph((*reports[:2], *parties[:18]), tuple(cites[:18])))
    assert drawn(few, Extent(lone=3)).count('class="node person"') == 6, "three of each have room"
