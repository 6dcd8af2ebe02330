"""Lineage as W3C PROV-JSON: what was derived from what, and who stands behind it.

Each story is a bundle. An article is an entity attributed to its outlet; what a party is said to have told is
an entity attributed to that party. A step of the lineage is a derivation: *said* a primary source
(``prov:PrimarySource``, hadPrimarySource), *copied* a quotation (``prov:Quotation``, wasQuotedFrom), *via* a
plain one (wasDerivedFrom). PROV-DM 5.2 makes the first two kinds of the third, and PROV-JSON writes them so.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasd.export import jsonl
from rasd.model import Article, Edge, EdgeKind, LinkType, Node, Story
from rasd.stable import content_id

PREFIXES = {"rasd": "urn:rasd:", "schema": "https://schema.org/"}
_KINDS = {EdgeKind.SAID: "prov:PrimarySource", EdgeKind.COPIED: "prov:Quotation"}
AGENTS = {
    LinkType.PERSON: "schema:Person", LinkType.UNNAMED: "schema:Person",
    LinkType.AGENCY: "schema:NewsMediaOrganization", LinkType.OUTLET: "schema:NewsMediaOrganization",
}  # fmt: skip
"""The type of a party as an agent; any other is a ``schema:Organization``."""

Records = dict[str, dict[str, Any]]


def document(stories: Sequence[Story]) -> dict[str, Any]:
    """The PROV-JSON document (W3C member submission of 24 April 2013), a bundle for each story."""
    bundles = {f"rasd:story-{story.id}": _bundle(story) for story in stories}
    return {"prefix": PREFIXES, **({"bundle": bundles} if bundles else {})}


def write(stories: Sequence[Story], path: Path) -> None:
    """Write :func:`document` to ``path``.

    Raises:
        OSError: the file cannot be written.
    """
    path.write_bytes(jsonl.document(document(stories)))


def _bundle(story: Story) -> Records:
    records: Records = {}
    articles = {f"article:{article.id}": article for article in story.articles}
    drawn = {node.key: node for node in story.lineage.nodes}
    # Articles that report no claim are in the story all the same.
    for key, article in articles.items():
        drawn.setdefault(key, Node(key, article.outlet or article.id, "article"))
    names = {key: _name("entity", key) for key in drawn}
    for key, node in drawn.items():
        attributes = _article(articles[key]) if key in articles else _account(node)
        records.setdefault("entity", {})[names[key]] = attributes
        if node.kind == "article" and not (key in articles and articles[key].outlet.strip()):
            continue
        # An unnamed source has the key of its node: it is nobody else's. An outlet is one for its articles.
        agent = _name("agent", node.name if node.kind == "article" else key)
        records.setdefault("agent", {})[agent] = _agent(node)
        link = {"prov:entity": names[key], "prov:agent": agent}
        records.setdefault("wasAttributedTo", {})[f"_:a{len(records.get('wasAttributedTo', {}))}"] = link
    for number, edge in enumerate(story.lineage.edges):
        ends = {"prov:generatedEntity": names[edge.start], "prov:usedEntity": names[edge.end]}
        records.setdefault("wasDerivedFrom", {})[f"_:d{number}"] = ends | _derivation(edge)
    return records


def _name(kind: str, key: str) -> str:
    return f"rasd:{kind}-{content_id(kind, key)}"


def _qualified(name: str) -> dict[str, str]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _article(article: Article) -> dict[str, Any]:
    found: dict[str, Any] = {"prov:type": _qualified("schema:NewsArticle"), "rasd:id": article.id}
    if article.title:
        found["prov:label"] = {"$": article.title, "lang": article.language or "und"}
    if article.url:
        found["schema:url"] = {"$": article.url, "type": "xsd:anyURI"}
    if article.published:
        found["schema:datePublished"] = {"$": article.published.isoformat(), "type": "xsd:dateTime"}
    return found


def _account(node: Node) -> dict[str, Any]:
    """What a party is said to have told."""
    return {
        "prov:type": _qualified("schema:CreativeWork"),
        "prov:label": node.name,
        "rasd:kind": str(node.kind),
    }


def _agent(node: Node) -> dict[str, Any]:
    kind = AGENTS[LinkType.OUTLET] if node.kind == "article" else "schema:Organization"
    if node.kind != "article":
        kind = AGENTS.get(LinkType(node.kind), kind)
    named = "false" if node.kind == LinkType.UNNAMED else "true"
    return {"prov:type": _qualified(kind), "prov:label": node.name, "rasd:named": named}


def _derivation(edge: Edge) -> dict[str, Any]:
    kind = _KINDS.get(edge.kind)
    rules = list(dict.fromkeys(item.rule for item in edge.evidence))
    found: dict[str, Any] = {"prov:type": _qualified(kind)} if kind else {}
    if rules:
        found["rasd:rule"] = rules if len(rules) > 1 else rules[0]
    return found
