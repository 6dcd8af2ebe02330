"""What goes round in circles: agencies and outlets that cite each other for a claim (A cites B, B cites A).

In the graph an outlet's articles and the outlet as a source are different nodes; here they are one party.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rasd.components import cycles
from rasd.lineage.copies import MEDIA, own_party
from rasd.lineage.explain import reason
from rasd.lineage.graph import article_key, chain_end, link_key
from rasd.lineage.leaves import SUPPORT
from rasd.lineage.times import moment
from rasd.model import Analysis, Claim, Cycle, Evidence


@dataclass(slots=True)
class _Map:
    """Who cites whom for one claim: ``steps`` with where it is said, ``nodes`` and names by party."""

    steps: dict[tuple[str, str], Evidence] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    nodes: dict[str, dict[str, None]] = field(default_factory=dict)
    media: set[str] = field(default_factory=set)

    def party(self, key: str, name: str, node: str, media: bool) -> str:
        """Notes a party, and one of its nodes; its key."""
        self.names.setdefault(key, name)
        self.media |= {key} if media else set()
        self.nodes.setdefault(key, {})[node] = None
        return key


def find_cycles(claims: Sequence[Claim], analyses: Sequence[Analysis]) -> tuple[Cycle, ...]:
    """The parties that cite each other for a claim, each group once with all claims for which it does so.

    At least two of a group are agencies or outlets: who is quoted on what another says of him goes round in
    no circle. Only who supports a claim counts: a denial takes nothing over. In the order of the claims; the
    order of the articles and statements changes nothing.
    """
    known = {analysis.article.id: analysis for analysis in analyses}
    found: dict[tuple[str, ...], Cycle] = {}
    for claim in claims:
        if _is_star(claim):
            continue  # most claims: one article cites somebody, and nothing goes round
        drawn = _drawn(claim, known)
        for ring in cycles(drawn.steps):
            if len(drawn.media.intersection(ring)) < 2:
                continue
            nodes = tuple(node for key in ring for node in drawn.nodes[key])
            why = tuple(e for (a, b), e in drawn.steps.items() if a in ring and b in ring)
            names = tuple(drawn.names[key] for key in ring)
            key = tuple(sorted(ring))
            before = found.get(key, Cycle(names, (), ()))
            found[key] = Cycle(
                before.names,
                tuple(dict.fromkeys((*before.nodes, *nodes))),
                (*before.claims, claim.id),
                tuple(dict.fromkeys((*before.evidence, *why))),
            )
    return tuple(found.values())


def _is_star(claim: Claim) -> bool:
    """Whether all that is cited is cited by one article itself."""
    cited = [s.attribution for s in claim.statements if s.attribution]
    return len({s.article for s in claim.statements}) < 2 and all(len(one.chain) < 2 for one in cited)


def _drawn(claim: Claim, known: dict[str, Analysis]) -> _Map:
    """Who cites whom for the claim."""
    drawn = _Map()
    told = [s for s in claim.statements if s.article in known and s.stance in SUPPORT]
    for statement in sorted(told, key=lambda s: (moment(known[s.article].article), s.article, s.span)):
        if statement.attribution is None:
            continue
        analysis = known[statement.article]
        node = article_key(statement.article)
        name = analysis.article.outlet.strip() or statement.article
        start = drawn.party(f"source:{own_party(analysis) or node}", name, node, True)
        for link in chain_end(statement.attribution):
            node = link_key(link, node)
            end = drawn.party(node, link.name, node, link.type in MEDIA)
            if end != start:
                why = reason(
                    "cites", statement.attribution.cue, statement.article, a=drawn.names[start], b=link.name
                )
                drawn.steps.setdefault((start, end), why)
            start = end
    return drawn
