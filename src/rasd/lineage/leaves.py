"""The candidates for origins: for every supporting statement the party that claims to know.

The last link of a chain, or the article's outlet where the article gives no source - or the agency
whose text it credits. Each candidate keeps the statements that rest on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rasd.lang.descriptors import describe
from rasd.lang.normalize import fold
from rasd.lineage.copies import credited_agencies, media_key, own_party
from rasd.lineage.explain import reason
from rasd.lineage.graph import chain_end
from rasd.lineage.names import is_named
from rasd.lineage.times import moment
from rasd.model import Analysis, Basis, Evidence, Link, LinkType, Stance, Statement

SUPPORT = (Stance.ASSERTS, Stance.CONFIRMS)
PARTLY = "partly-the-same"
RELAYS = "relays-inner-report"


@dataclass(slots=True)
class Leaf:
    """A candidate for an origin.

    ``link`` is the party; ``own`` whether it is an outlet's own reporting; ``wire`` whether that
    article has it from agencies or somebody else whom it does not name (``credit``: in these
    words). ``via`` are the keys of the parties that cite it:
    the link before it (then ``relayed``), else the agency that the article credits; ``outlets`` those
    of the articles' own outlets. ``words`` are the stems of a person's name or description. ``first`` is when
    it was first reported; ``since`` and ``known_by`` are the moments between which that was for it and all
    that are one with it, by dates that may be missing or have no hour (set when that is known).
    """

    key: str
    link: Link
    own: bool = False
    wire: bool = False
    credit: str = ""
    relayed: bool = False
    via: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)
    words: frozenset[str] = frozenset()
    statements: list[Statement] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    first: float = 0.0
    since: float = 0.0
    known_by: float = 0.0

    @property
    def named(self) -> bool:
        """Whether it is somebody by name."""
        return not self.own and is_named(self.link)

    @property
    def basis(self) -> Basis:
        """Whether it is an outlet's own reporting, or somebody with a name, or without."""
        if self.own and not self.wire:
            return Basis.OWN
        return Basis.NAMED if self.named else Basis.UNNAMED

    @property
    def party(self) -> str:
        """The key of a named party; empty for the others."""
        return self.key.removeprefix("source:") if self.key.startswith("source:") else ""

    @property
    def citing(self) -> set[str]:
        """The parties that cite it: those that relay it, else the outlets and agencies of its articles."""
        return self.via if self.relayed else self.via | self.outlets

    @property
    def full(self) -> bool:
        """Whether any of its statements says all of the claim."""
        return any(not is_part(statement) for statement in self.statements)

    @property
    def articles(self) -> list[str]:
        """The articles that rest on it, in the order of its statements."""
        return list(dict.fromkeys(statement.article for statement in self.statements))


def is_part(statement: Statement) -> bool:
    """Whether a statement says only a part of its claim."""
    return any(why.rule == PARTLY for why in statement.evidence)


def find_leaves(statements: Sequence[Statement], known: dict[str, Analysis]) -> list[Leaf]:
    """The candidates of the supporting statements, in the order of the statements.

    A report whose content is another report of the claim ends at that one's source, which is there.
    """
    telling = [s for s in statements if not any(why.rule == RELAYS for why in s.evidence)]
    attributed = {s.article for s in telling if _sourced(s)}
    leaves: dict[str, Leaf] = {}
    for statement in telling:
        analysis = known[statement.article]
        if _sourced(statement):
            _keep(leaves, _cited(statement, analysis), statement, analysis)
        elif statement.article not in attributed:
            make = _own if statement.attribution is None else _unresolved
            _keep(leaves, make(statement, analysis), statement, analysis)
    for statement in telling:
        if not _sourced(statement) and statement.article in attributed:
            _rest(leaves, statement)
    for leaf in leaves.values():
        leaf.first = min(moment(known[id_].article) for id_ in leaf.articles)
    return list(leaves.values())


def _keep(leaves: dict[str, Leaf], leaf: Leaf, statement: Statement, analysis: Analysis) -> None:
    kept = leaves.setdefault(leaf.key, leaf)
    if kept is not leaf:
        kept.via |= leaf.via
        kept.evidence += [why for why in leaf.evidence if why not in kept.evidence]
        if len(leaf.link.name) > len(kept.link.name):
            kept.link = leaf.link
    kept.statements.append(statement)
    kept.outlets |= {own_party(analysis)} - {""}


def _rest(leaves: Mapping[str, Leaf], statement: Statement) -> None:
    """What an article says itself rests on a source that it cites for it: one that says all, or the first."""
    cited = [
        (is_part(other), other.span, leaf.key)
        for leaf in leaves.values()
        for other in leaf.statements
        if other.article == statement.article and _sourced(other)
    ]
    leaf = leaves[min(cited)[2]]
    leaf.statements.append(statement)
    why = reason("rests-on-attribution", statement.span, statement.article, source=leaf.link.name)
    leaf.evidence.append(why)


def _sourced(statement: Statement) -> bool:
    return statement.attribution is not None and bool(statement.attribution.chain)


def credited(analysis: Analysis) -> list[str]:
    """The agency that an article credits; nothing where it credits none or several."""
    keys = [key for key, _ in credited_agencies(analysis)]
    return keys if len(keys) == 1 else []


def _cited(statement: Statement, analysis: Analysis) -> Leaf:
    attribution = statement.attribution
    assert attribution is not None
    chain = chain_end(attribution)
    link = chain[-1]
    relayed = len(chain) > 1
    relays = {media_key(chain[-2])} if relayed else set(credited(analysis))
    why = reason(
        "end-of-chain",
        attribution.cue,
        statement.article,
        source=link.name,
        via=" ← ".join(other.name for other in chain[:-1]),
    )
    if is_named(link):
        words = frozenset(describe(link.name).words) if link.type is LinkType.PERSON else frozenset()
        return Leaf(
            f"source:{media_key(link)}", link, relayed=relayed, via=relays, words=words, evidence=[why]
        )
    key = f"unnamed:{media_key(link)} @ {min(relays) if relayed else ''} @ {statement.article}"
    words = frozenset(describe(link.name).words)
    return Leaf(key, link, relayed=relayed, via=relays, words=words, evidence=[why])


def _unresolved(statement: Statement, analysis: Analysis) -> Leaf:
    """Somebody is cited, and it is not told who: it may be any of those who say the same."""
    article = analysis.article
    name = article.outlet.strip() or article.id
    why = reason("source-unresolved", statement.span, article.id, outlet=name)
    link = Link(name, LinkType.OUTLET, None, "", fold(name))
    return Leaf(f"open:{article.id}", link, own=True, wire=True, evidence=[why])


def _own(statement: Statement, analysis: Analysis) -> Leaf:
    article = analysis.article
    agencies = credited_agencies(analysis)
    if len(agencies) == 1:
        key, credit = agencies[0]
        link = next(link for link in credit.parties if link.key == key)
        why = reason("agency-text", credit.span, article.id, agency=link.name)
        return Leaf(f"source:{key}", link, evidence=[why])
    name = article.outlet.strip() or article.id
    why = reason("own-reporting", statement.span, article.id, outlet=name)
    wire = next((credit for credit in analysis.credits if credit.wire or len(credit.parties) > 1), None)
    link = Link(name, LinkType.OUTLET, None, "", fold(name))
    return Leaf(
        f"own:{own_party(analysis) or article.id}",
        link,
        own=True,
        wire=wire is not None,
        credit=wire.text if wire else "",
        evidence=[why],
    )
