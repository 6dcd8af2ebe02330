"""The lineage graph of a story: who said it, through whom it came, who copied whom.

Edges run from a report back towards its origin. *via* leads to the next party of a chain, *said* to
the party at its end, *copied* to the article or agency whose text is carried. The parties that no
edge leaves claim to know: they are the candidates for origins (:mod:`rasd.lineage.origins` counts
them, and says which are one).
"""

from __future__ import annotations

from collections.abc import Sequence

from rasd.lang.parties import parties
from rasd.lineage.copies import media_key
from rasd.lineage.names import is_named
from rasd.lineage.times import moment
from rasd.model import (
    Analysis,
    Attribution,
    Claim,
    Copy,
    Edge,
    EdgeKind,
    Evidence,
    Graph,
    Link,
    LinkType,
    Node,
)

ARTICLE = "article"


def article_key(id_: str) -> str:
    """The node key of an article."""
    return f"article:{id_}"


def link_key(link: Link, nearer: str) -> str:
    """The node key of a link: its own where it is named, else one for each attributing party ``nearer``."""
    own = media_key(link)
    return f"source:{own}" if is_named(link) else f"unnamed:{own} @ {nearer}"


def chain_end(attribution: Attribution) -> tuple[Link, ...]:
    """The chain up to the party that claims to know: a document that somebody cites is no further party."""
    chain = attribution.chain
    while len(chain) > 1 and chain[-1].type is LinkType.DOCUMENT and not is_named(chain[-1]):
        chain = chain[:-1]
    return chain


def build(claims: Sequence[Claim], analyses: Sequence[Analysis], copies: Sequence[Copy]) -> Graph:
    """The graph of some claims. Copies of articles that report none of them are left out."""
    known = {analysis.article.id: analysis for analysis in analyses}
    drawing = _Drawing()
    for claim in claims:
        told = [statement for statement in claim.statements if statement.article in known]
        for statement in sorted(told, key=lambda s: (moment(known[s.article].article), s.article, s.span)):
            article = known[statement.article].article
            start = drawing.node(article_key(article.id), article.outlet or article.id, ARTICLE)
            if statement.attribution is not None:
                drawing.chain(statement.attribution, start, claim.id)
    for copy in copies:
        drawing.copied(copy)
    return drawing.graph()


class _Drawing:
    """A graph while it is being drawn."""

    def __init__(self) -> None:
        self._nodes: dict[str, Node] = {}
        self._edges: dict[tuple[EdgeKind, str, str], tuple[list[Evidence], list[str]]] = {}

    def node(self, key: str, name: str, kind: str) -> str:
        """Draws a node unless it is there; its key."""
        self._nodes.setdefault(key, Node(key, name, kind))
        return key

    def chain(self, attribution: Attribution, start: str, claim: str) -> None:
        """Draws the parties of an attribution, and the way to each."""
        chain = chain_end(attribution)
        for place, link in enumerate(chain):
            end = self.node(link_key(link, start), link.name, link.type)
            kind = EdgeKind.SAID if place == len(chain) - 1 else EdgeKind.VIA
            if start != end:
                self._edge((kind, start, end), attribution.evidence, claim)
            start = end

    def copied(self, copy: Copy) -> None:
        """Draws a copy, if its articles report anything."""
        start, end = article_key(copy.copier), article_key(copy.original)
        if copy.original.startswith("party:") and start in self._nodes:
            party = parties().get(copy.original)
            name = party.names[0] if party else copy.original.removeprefix("party:")
            end = self.node(f"source:{copy.original}", name, LinkType.AGENCY)
        if start in self._nodes and end in self._nodes:
            self._edge((EdgeKind.COPIED, start, end), copy.evidence)

    def _edge(self, way: tuple[EdgeKind, str, str], evidence: Sequence[Evidence], claim: str = "") -> None:
        because, claims = self._edges.setdefault(way, ([], []))
        because += [item for item in evidence if item not in because]
        if claim and claim not in claims:
            claims.append(claim)

    def graph(self) -> Graph:
        """What was drawn."""
        edges = (Edge(*way, tuple(because), tuple(claims)) for way, (because, claims) in self._edges.items())
        return Graph(tuple(self._nodes.values()), tuple(edges))
