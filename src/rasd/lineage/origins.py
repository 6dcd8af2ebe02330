"""Counts the independent origins of a claim, as a range with the reason of each step.

statements   who supports, denies, doubts, declines (denials are never support)
leaves       for every supporting statement the party that claims to know (:mod:`rasd.lineage.leaves`)
certain      leaves that are one beyond doubt are joined (:mod:`rasd.lineage.joins`): what is left is
             ``highest``
possible     origins that may be one, or may not speak of this claim, are taken as one: ``lowest``
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from rasd.components import UnionFind
from rasd.lineage.explain import reason
from rasd.lineage.joins import CERTAIN, POSSIBLE, Setting, first_reason
from rasd.lineage.leaves import SUPPORT, Leaf, find_leaves
from rasd.lineage.relays import relays
from rasd.lineage.times import implausible, moment, reported
from rasd.model import (
    Analysis,
    Article,
    Basis,
    Claim,
    Copy,
    Evidence,
    Link,
    LinkType,
    Origin,
    Passage,
    Span,
    Stance,
    Standing,
    Statement,
)

_PREFERRED = (
    LinkType.PERSON,
    LinkType.ORGANISATION,
    LinkType.DOCUMENT,
    LinkType.SOCIAL,
    LinkType.AGENCY,
    LinkType.OUTLET,
    LinkType.UNNAMED,
)
"""Which member gives an origin its name: whoever stands nearest to the event."""
_QUOTED = re.compile(r"[\"“«‘']([^\"“”«»‘’']+)[\"”»’']")


@dataclass(slots=True)
class _Joined:
    """One group of leaves joined for certain, and what it may be the same as."""

    leaves: list[Leaf]
    evidence: list[Evidence]
    possibly: dict[int, list[Evidence]] = field(default_factory=dict)

    @property
    def full(self) -> bool:
        return any(leaf.full for leaf in self.leaves)

    def accounts(self, setting: Setting) -> list[Leaf]:
        """The leaves without the articles that only carry the text of another of them."""
        return [leaf for leaf in self.leaves if not any(_carries(leaf, o, setting) for o in self.leaves)]

    @property
    def first(self) -> tuple[float, str, Span, str]:
        """Where the group is first reported: time, article, place."""
        return min(
            (leaf.first, leaf.statements[0].article, leaf.statements[0].span, leaf.key)
            for leaf in self.leaves
        )


def standing(
    claim: Claim, analyses: Sequence[Analysis], passages: Sequence[Passage], copies: Sequence[Copy]
) -> Standing:
    """The standing of a claim. ``1 <= lowest <= highest`` whenever anybody asserts it.

    Statements of articles that are not among ``analyses`` are left out. The order of the arguments'
    items changes nothing.
    """
    known = {analysis.article.id: analysis for analysis in analyses}
    statements = _ordered(claim, known)
    supporting = [s for s in statements if s.stance in SUPPORT]
    leaves = find_leaves(supporting, known)
    setting = _setting(known, passages, copies)
    groups = _certain(leaves, setting)
    _possible(groups, setting)
    supports, denies = _positions(statements)
    repeating = {copy.copier for copy in copies if copy.original in supports}
    return Standing(
        supports=supports,
        denies=denies,
        doubts=_articles(s for s in statements if s.stance is Stance.DOUBTS),
        copies=tuple(id_ for id_ in supports if id_ in repeating),
        origins=_origins(groups),
        lowest=_lowest(groups),
        highest=len(groups),
        confirmed_by=_parties(statements, Stance.CONFIRMS),
        denied_by=_parties(statements, Stance.DENIES),
        declined=_parties(statements, Stance.DECLINES),
        evidence=_evidence(groups),
    )


def _ordered(claim: Claim, known: dict[str, Analysis]) -> list[Statement]:
    found = [statement for statement in claim.statements if statement.article in known]
    return sorted(found, key=lambda s: (moment(known[s.article].article), s.article, s.span, str(s.stance)))


def _setting(known: dict[str, Analysis], passages: Sequence[Passage], copies: Sequence[Copy]) -> Setting:
    rows: defaultdict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in passages:
        rows[min(passage.a, passage.b), max(passage.a, passage.b)].append(passage)
    pairs = ((min(c.copier, c.original), max(c.copier, c.original)) for c in copies if c.original in known)
    undated = implausible(analysis.article for analysis in known.values())
    return Setting(dict(rows), frozenset(pairs), known, undated)


def _certain(leaves: list[Leaf], setting: Setting) -> list[_Joined]:
    """The leaves in groups that are one for certain, the earliest first."""
    union: UnionFind[str] = UnionFind(leaf.key for leaf in leaves)
    reasons: list[tuple[str, Evidence]] = []
    for a, b in combinations(leaves, 2):
        why = first_reason(CERTAIN, a, b, setting)
        if why is not None and union.union(a.key, b.key):
            reasons.append((a.key, why))
    for a, b in relays(leaves, union, setting):
        if union.union(a.key, b.key):
            reasons.append((a.key, reason("relayed", party=a.link.name, source=b.link.name)))
    by_key = {leaf.key: leaf for leaf in leaves}
    groups = []
    for keys in union.groups():
        members = [by_key[key] for key in keys]
        evidence = [why for leaf in members for why in leaf.evidence]
        evidence += [why for key, why in reasons if union.joined(key, keys[0])]
        since, known_by = reported(_reports(members, setting))
        for leaf in members:
            leaf.since, leaf.known_by = since, known_by
        groups.append(_Joined(members, evidence))
    return sorted(groups, key=lambda group: group.first)


def _reports(leaves: Sequence[Leaf], setting: Setting) -> list[Article]:
    """The articles that rest on any of the leaves, without those whose dates cannot be right."""
    ids = (id_ for leaf in leaves for id_ in leaf.articles if id_ not in setting.undated)
    return [setting.known[id_].article for id_ in ids]


def _carries(leaf: Leaf, other: Leaf, setting: Setting) -> bool:
    """Whether a leaf is only an outlet's article that carries the text of the other's, who had it before."""
    if leaf is other or not leaf.own or not setting.share_text(leaf, other):
        return False
    if other.party in leaf.outlets:
        return False  # the agency's own article: the others that credit it carry this one
    return not other.own or (other.first, other.key) < (leaf.first, leaf.key)


def _possible(groups: list[_Joined], setting: Setting) -> None:
    """Note for each two groups all the reasons why they may be one."""
    accounts = [group.accounts(setting) for group in groups]
    for (i, one), (k, other) in combinations(enumerate(groups), 2):
        pairs = [(a, b) for a in accounts[i] for b in accounts[k]]
        found = [next((w for a, b in pairs if (w := rule(a, b, setting))), None) for rule in POSSIBLE]
        why = [reason_ for reason_ in found if reason_ is not None]
        if why:
            one.possibly[k] = why
            other.possibly[i] = why


def _lowest(groups: list[_Joined]) -> int:
    """Origins that are left when all that may be one are one, and all that may be none are none."""
    full = [at for at, group in enumerate(groups) if group.full]
    union = UnionFind(full)
    for at in full:
        for other in groups[at].possibly:
            if groups[other].full:
                union.union(at, other)
    return len(union.groups()) or min(1, len(groups))


def _origins(groups: list[_Joined]) -> tuple[Origin, ...]:
    labels = [str(at) for at in range(1, len(groups) + 1)]
    out = []
    for label, group in zip(labels, groups, strict=True):
        link, basis = _face(group)
        evidence = [*group.evidence, *(why for row in group.possibly.values() for why in row)]
        if not group.full:
            evidence.append(_part(group))
        out.append(
            Origin(
                label=label,
                name=link.name,
                type=link.type,
                firm=group.full and not group.possibly,
                articles=tuple(dict.fromkeys(id_ for leaf in group.leaves for id_ in leaf.articles)),
                possibly=tuple(labels[at] for at in sorted(group.possibly)),
                evidence=tuple(dict.fromkeys(evidence)),
                basis=basis,
            )
        )
    return tuple(out)


def _face(group: _Joined) -> tuple[Link, Basis]:
    """The link that names an origin: nearest to the event, of these the fullest name."""
    order = {kind: place for place, kind in enumerate(_PREFERRED)}
    through = {key for leaf in group.leaves if leaf.full for key in leaf.via}

    def key(leaf: Leaf) -> tuple[object, ...]:
        relays = leaf.key.removeprefix("source:") in through
        return (not leaf.full, relays, leaf.own, order[leaf.link.type], -len(leaf.link.name), leaf.key)

    leaf = min(group.leaves, key=key)
    quoted = _QUOTED.fullmatch(leaf.link.name.strip())
    return replace(leaf.link, name=quoted.group(1)) if quoted else leaf.link, leaf.basis


def _part(group: _Joined) -> Evidence:
    why = [
        e for leaf in group.leaves for s in leaf.statements for e in s.evidence if e.rule == "partly-the-same"
    ]
    share = dict(why[0].values).get("share", "") if why else ""
    return reason("partly-the-same", why[0].span if why else None, group.leaves[0].articles[0], share=share)


def _positions(statements: Sequence[Statement]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The articles that support, and those that deny. An article that opens with the denial only denies."""
    first: dict[str, Stance] = {}
    for statement in statements:
        if statement.stance in (*SUPPORT, Stance.DENIES):
            first.setdefault(statement.article, statement.stance)
    denies = _articles(s for s in statements if s.stance is Stance.DENIES)
    supports = _articles(s for s in statements if s.stance in SUPPORT)
    opening = {id_ for id_, stance in first.items() if stance is Stance.DENIES}
    return tuple(id_ for id_ in supports if id_ not in opening), denies


def _articles(statements: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.article for s in statements))


def _parties(statements: Sequence[Statement], stance: Stance) -> tuple[str, ...]:
    """The names of the parties that take a stance, each party once, in the order of the statements."""
    names: dict[str, str] = {}
    for statement in statements:
        if statement.stance is stance and statement.attribution and statement.attribution.chain:
            link = statement.attribution.chain[-1]
            names.setdefault(link.key or link.name, link.name)
    return tuple(names.values())


def _evidence(groups: Sequence[_Joined]) -> tuple[Evidence, ...]:
    found = [why for group in groups for why in group.evidence]
    found += [why for group in groups for row in group.possibly.values() for why in row]
    return tuple(dict.fromkeys(found))
