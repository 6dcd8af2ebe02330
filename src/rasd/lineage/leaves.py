"""The candidates for origins: for every supporting statement the party that claims to know.

The last link of a chain, or the article's outlet where the article gives no source - or the agency
whose text it credits. Each candidate keeps the statements that rest on it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from rasd.lang.descriptors import describe
from rasd.lang.normalize import fold
from rasd.lineage.copies import credited_agencies, media_key, own_party
from rasd.lineage.explain import reason
from rasd.lineage.graph import chain_end
from rasd.lineage.names import is_named
from rasd.lineage.times import moment
from rasd.model import Analysis, Basis, Evidence, Link, LinkType, Span, Stance, Statement

SUPPORT = (Stance.ASSERTS, Stance.CONFIRMS)
PARTLY = "partly-the-same"
RELAYS = "relays-inner-report"


@dataclass(slots=True)
class Leaf:
    """A candidate for an origin.

    ``link`` is the party; ``own`` whether it is an outlet's own reporting, ``judged`` whether a person
    decided that it is, or is one with such; ``wire`` whether that article has it from agencies or somebody
    else whom it does not name (``credit``: in these words). ``via`` are the keys of the parties that cite
    it: the link before it (then ``relayed``), else the agency that the article credits; ``outlets`` those of
    the articles' own outlets. ``words`` are the stems of a person's name or description.

    When all its statements are there: ``articles`` are those that rest on it, in the order of the
    statements, ``inside`` the same as a set; ``named`` is whether it is somebody by name, ``first`` the
    moment of the earliest. When it is joined with others: ``passing`` is whether it only passes on what they
    said, so that it is no origin, and its key names none; ``carrying`` whether it is only an outlet's
    article that carries the text of another of them; ``since`` and ``known_by`` are the moments between
    which the first of all of them was published, by dates that may be missing or have no hour.
    """

    key: str
    link: Link
    own: bool = False
    judged: bool = False
    wire: bool = False
    credit: str = ""
    relayed: bool = False
    via: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)
    words: frozenset[str] = frozenset()
    statements: list[Statement] = field(default_factory=list)
    evidence: dict[Evidence, None] = field(default_factory=dict)
    articles: list[str] = field(default_factory=list)
    inside: frozenset[str] = frozenset()
    named: bool = False
    passing: bool = False
    first: float = 0.0
    carrying: bool = False
    since: float = 0.0
    known_by: float = 0.0

    @property
    def basis(self) -> Basis:
        """Whether it is an outlet's own reporting, or somebody with a name, or without."""
        if self.own and not self.wire:
            return Basis.OWN
        return Basis.NAMED if self.named else Basis.UNNAMED

    @property
    def full(self) -> bool:
        """Whether any of its statements says all of the claim."""
        return any(not is_part(statement) for statement in self.statements)

    @property
    def unsourced(self) -> bool:
        """Whether it has no source, and nobody decided that it needs none."""
        return not self.judged and not any(statement.attribution for statement in self.statements)

    @property
    def derived(self) -> bool:
        """Whether it is an outlet's own reporting only in that it gives no source: it may have one."""
        return self.own and not self.judged

    @property
    def open(self) -> bool:
        """Whether it may have the claim from anybody who had it before: an article or an agency's text that
        gives no source, and no text of another explains it."""
        agency = not self.own and self.unsourced and self.link.type is LinkType.AGENCY
        return (self.derived or agency) and not self.carrying

    @property
    def party(self) -> str:
        """The key of a named party; empty for the others."""
        return self.key.removeprefix("source:") if self.key.startswith("source:") else ""

    def close(self, known: Mapping[str, Analysis]) -> None:
        """Works out what depends on all its statements."""
        self.articles = list(dict.fromkeys(statement.article for statement in self.statements))
        self.inside = frozenset(self.articles)
        self.named = not self.own and is_named(self.link)
        self.first = min(moment(known[id_].article) for id_ in self.articles)


def is_part(statement: Statement) -> bool:
    """Whether a statement says only a part of its claim."""
    return any(why.rule == PARTLY for why in statement.evidence)


def find_leaves(
    statements: Sequence[Statement],
    known: Mapping[str, Analysis],
    reporting: Mapping[str, Evidence] = MappingProxyType({}),
) -> list[Leaf]:
    """The candidates of the supporting statements, in the order of the statements.

    A report whose content is another report of the claim ends at that one's source, which is there.
    ``reporting``: the articles of which a person decided that they report on their own account, and where
    that is said.
    """
    telling = [s for s in statements if not any(why.rule == RELAYS for why in s.evidence)]
    attributed = {s.article for s in telling if _sourced(s)}
    own = _own_accounts(telling, reporting) if reporting else ()
    leaves: dict[str, Leaf] = {}
    for statement in telling:
        analysis = known[statement.article]
        if own and statement in own:
            _keep(leaves, _reporter(analysis, reporting[statement.article]), statement, analysis)
        if _sourced(statement):
            _keep(leaves, _cited(statement, analysis), statement, analysis)
        elif statement.article not in attributed and statement.article not in reporting:
            make = _own if statement.attribution is None else _unresolved
            _keep(leaves, make(statement, analysis), statement, analysis)
    cited = _sources(leaves.values())
    for statement in telling:
        if not _sourced(statement) and statement.article in attributed - reporting.keys():
            _rest(leaves[cited[statement.article]], statement)
    for leaf in leaves.values():
        leaf.close(known)
    return list(leaves.values())


def _own_accounts(telling: Sequence[Statement], reporting: Collection[str]) -> set[Statement]:
    """What articles say on their own account: all that they give no source for, or else the first."""
    found: dict[str, list[Statement]] = {}
    for statement in telling:
        if statement.article in reporting and not _sourced(statement):
            found.setdefault(statement.article, []).append(statement)
    for statement in telling:
        if statement.article in reporting:
            found.setdefault(statement.article, [statement])
    return {statement for row in found.values() for statement in row}


def _keep(leaves: dict[str, Leaf], leaf: Leaf, statement: Statement, analysis: Analysis) -> None:
    kept = leaves.setdefault(leaf.key, leaf)
    if kept is not leaf:
        kept.judged = kept.judged or leaf.judged
        kept.via |= leaf.via
        kept.evidence |= leaf.evidence
        if len(leaf.link.name) > len(kept.link.name):
            kept.link = leaf.link
    kept.statements.append(statement)
    kept.outlets |= {own_party(analysis)} - {""}


def _sources(leaves: Iterable[Leaf]) -> dict[str, str]:
    """By article, the key of the source that it rests on: one that says all of the claim, or the first."""
    found: dict[str, tuple[bool, Span, str]] = {}
    for leaf in leaves:
        for statement in leaf.statements:
            if _sourced(statement):
                here = (is_part(statement), statement.span, leaf.key)
                found[statement.article] = min(here, found.get(statement.article, here))
    return {id_: key for id_, (_, _, key) in found.items()}


def _rest(leaf: Leaf, statement: Statement) -> None:
    """What an article says itself rests on a source that it cites for it."""
    leaf.statements.append(statement)
    why = reason("rests-on-attribution", statement.span, statement.article, source=leaf.link.name)
    leaf.evidence[why] = None


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
            f"source:{media_key(link)}", link, relayed=relayed, via=relays, words=words, evidence={why: None}
        )
    key = f"unnamed:{media_key(link)} @ {min(relays) if relayed else ''} @ {statement.article}"
    words = frozenset(describe(link.name).words)
    return Leaf(key, link, relayed=relayed, via=relays, words=words, evidence={why: None})


def _unresolved(statement: Statement, analysis: Analysis) -> Leaf:
    """Somebody is cited, and it is not told who: it may be any of those who say the same."""
    article, link = analysis.article, _outlet(analysis)
    why = reason("source-unresolved", statement.span, article.id, outlet=link.name)
    return Leaf(f"open:{article.id}", link, own=True, wire=True, evidence={why: None})


def _own(statement: Statement, analysis: Analysis) -> Leaf:
    article = analysis.article
    agencies = credited_agencies(analysis)
    if len(agencies) == 1:
        key, credit = agencies[0]
        link = next(link for link in credit.parties if link.key == key)
        why = reason("agency-text", credit.span, article.id, agency=link.name)
        return Leaf(f"source:{key}", link, evidence={why: None})
    link = _outlet(analysis)
    why = reason("own-reporting", statement.span, article.id, outlet=link.name)
    wire = next((credit for credit in analysis.credits if credit.wire or len(credit.parties) > 1), None)
    return Leaf(
        _own_key(analysis),
        link,
        own=True,
        wire=wire is not None,
        credit=wire.text if wire else "",
        evidence={why: None},
    )


def _reporter(analysis: Analysis, why: Evidence) -> Leaf:
    """An outlet of whose article a person decided that it reports on its own account."""
    return Leaf(_own_key(analysis), _outlet(analysis), own=True, judged=True, evidence={why: None})


def _own_key(analysis: Analysis) -> str:
    return f"own:{own_party(analysis) or analysis.article.id}"


def _outlet(analysis: Analysis) -> Link:
    name = analysis.article.outlet.strip() or analysis.article.id
    return Link(name, LinkType.OUTLET, None, "", fold(name))
