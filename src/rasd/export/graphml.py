"""The lineage of stories as GraphML (graphdrawing.org), for Gephi, yEd, networkx and the like.

One directed graph for all stories: programs read the first of a file. Nodes are articles and parties, edges
run from a report back towards its origin. What goes round in circles (A cites B, B cites A) has a number in
``cycle``.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from pathlib import Path

from rasd.components import cycles
from rasd.export import jsonl
from rasd.model import Article, Edge, Story

NODE_DATA = {
    "label": "string", "kind": "string", "story": "string", "article": "string", "title": "string",
    "url": "string", "published": "string", "cycle": "int",
}  # fmt: skip
"""What a node says of itself, and its type. ``kind`` is ``article`` or a link's type."""
EDGE_DATA = {"kind": "string", "claims": "string", "rules": "string", "evidence": "string"}
"""The same for an edge: ``kind`` is via, said or copied; ``claims`` are wordings, one a line; ``evidence`` is
JSON."""

_XMLNS = "http://graphml.graphdrawing.org/xmlns"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(stories: Sequence[Story], path: Path) -> None:
    """Write the lineage of the stories to ``path``. What XML cannot carry becomes U+FFFD.

    Raises:
        OSError: the file cannot be written.
    """
    root = ET.Element("graphml", xmlns=_XMLNS)
    for place, data in (("node", NODE_DATA), ("edge", EDGE_DATA)):
        for name, kind in data.items():
            attributes = {"id": _key(place, name), "for": place, "attr.name": name, "attr.type": kind}
            ET.SubElement(root, "key", attributes)
    graph = ET.SubElement(root, "graph", id="lineage", edgedefault="directed")
    for number, story in enumerate(stories):
        _add(graph, number, story)
    ET.indent(root, " ")
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _add(graph: ET.Element, number: int, story: Story) -> None:
    lineage = story.lineage
    ids = {node.key: f"s{number}n{place}" for place, node in enumerate(lineage.nodes)}
    # An outlet's articles and the outlet as a source are different nodes: those rings the story knows.
    rings = [ring.nodes for ring in story.cycles]
    known = {key for ring in rings for key in ring}
    drawn = cycles((edge.start, edge.end) for edge in lineage.edges)
    rings += [tuple(ring) for ring in drawn if known.isdisjoint(ring)]
    ring_of = {key: place for place, ring in enumerate(rings, 1) for key in ring}
    articles = {f"article:{article.id}": article for article in story.articles}
    for node in lineage.nodes:
        values = {"label": node.name, "kind": str(node.kind), "story": story.id}
        values |= _of_article(articles[node.key]) if node.key in articles else {}
        values |= {"cycle": str(ring_of[node.key])} if node.key in ring_of else {}
        _with_data(ET.SubElement(graph, "node", id=ids[node.key]), "node", values)
    wordings = {claim.id: claim.text for claim in story.claims}
    for edge in lineage.edges:
        element = ET.SubElement(graph, "edge", source=ids[edge.start], target=ids[edge.end])
        _with_data(element, "edge", _of_edge(edge, wordings))


def _of_article(article: Article) -> dict[str, str]:
    published = article.published.isoformat() if article.published else ""
    return {"article": article.id, "title": article.title, "url": article.url, "published": published}


def _of_edge(edge: Edge, wordings: Mapping[str, str]) -> dict[str, str]:
    return {
        "kind": str(edge.kind),
        "claims": "\n".join(wordings[claim] for claim in edge.claims if claim in wordings),
        "rules": " ".join(dict.fromkeys(item.rule for item in edge.evidence)),
        "evidence": json.dumps([jsonl.evidence_record(item) for item in edge.evidence], ensure_ascii=False),
    }


def _with_data(element: ET.Element, place: str, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        if value:
            ET.SubElement(element, "data", key=_key(place, name)).text = _NO_XML.sub("\ufffd", value)


def _key(place: str, name: str) -> str:
    return f"{place}-{name}"
