"""The lineage graph of a claim: who said it, through whom it came, who copied whom.

Edges run from a report back towards its origin. *via* leads to the next party of a chain, *said* to
the party at its end, *copied* to the article or agency whose text is carried. The parties that no
edge leaves claim to know: they are the candidates for origins (:mod:`rasd.lineage.origins` counts
them, and says which are one).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rasd.lang.normalize import fold
from rasd.lineage.names import is_named
from rasd.lineage.times import moment
from rasd.model import Analysis, Attribution, Claim, Copy, Evidence, Link, LinkType

SAID, VIA, COPIED = "said", "via", "copied"
ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Node:
    """An article, a party, or a mention of an unnamed source. ``kind``: ``"article"`` or a link type."""

    key: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Edge:
    """One step back towards the origin; ``kind`` is ``"said"``, ``"via"`` or ``"copied"``."""

    kind: str
    start: str
    end: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes by key and edges, both in a fixed order."""

    nodes: dict[str, Node]
    edges: tuple[Edge, ...]

    def ends(self) -> list[Node]:
        """The nodes that no edge leaves: the parties that claim to know."""
        left = {edge.start for edge in self.edges}
        return [node for key, node in self.nodes.items() if key not in left]


def article_key(id_: str) -> str:
    """The node key of an article."""
    return f"article:{id_}"


def link_key(link: Link, nearer: str) -> str:
    """The node key of a link: its own where it is named, else one for each attributing party ``nearer``."""
    own = link.key or fold(link.name)
    return f"source:{own}" if is_named(link) else f"unnamed:{own} @ {nearer}"


def chain_end(attribution: Attribution) -> tuple[Link, ...]:
    """The chain up to the party that claims to know: a document that somebody cites is no further party."""
    chain = attribution.chain
    while len(chain) > 1 and chain[-1].type is LinkType.DOCUMENT and not is_named(chain[-1]):
        chain = chain[:-1]
    return chain


def build(claim: Claim, analyses: Sequence[Analysis], copies: Sequence[Copy]) -> Graph:
    """The graph of one claim. Copies of articles that do not report the claim are left out."""
    known = {analysis.article.id: analysis for analysis in analyses}
    order = sorted(
        (s for s in claim.statements if s.article in known),
        key=lambda s: (moment(known[s.article].article), s.article, s.span),
    )
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str, str], Edge] = {}
    for statement in order:
        article = known[statement.article].article
        key = article_key(article.id)
        nodes.setdefault(key, Node(key, article.outlet or article.id, ARTICLE))
        if statement.attribution is not None:
            _add_chain(statement.attribution, key, nodes, edges)
    for copy in copies:
        start, end = article_key(copy.copier), article_key(copy.original)
        if copy.original.startswith("party:"):
            end = f"source:{copy.original}"
            if start in nodes:
                nodes.setdefault(end, Node(end, copy.original.removeprefix("party:"), LinkType.AGENCY))
        if start in nodes and end in nodes:
            edges.setdefault((COPIED, start, end), Edge(COPIED, start, end, copy.evidence))
    return Graph(nodes, tuple(edges.values()))


def _add_chain(
    attribution: Attribution,
    start: str,
    nodes: dict[str, Node],
    edges: dict[tuple[str, str, str], Edge],
) -> None:
    chain = chain_end(attribution)
    for place, link in enumerate(chain):
        end = link_key(link, start)
        nodes.setdefault(end, Node(end, link.name, link.type))
        kind = SAID if place == len(chain) - 1 else VIA
        if start != end:
            edges.setdefault((kind, start, end), Edge(kind, start, end, attribution.evidence))
        start = end
