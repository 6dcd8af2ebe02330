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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from rasd.components import UnionFind
from rasd.lineage.explain import reason
from rasd.lineage.joins import CERTAIN, first_reason
from rasd.lineage.leaves import SUPPORT, Leaf, find_leaves
from rasd.lineage.pairs import certain_pairs
from rasd.lineage.possible import TOLD, Possible, joins_of, numbers
from rasd.lineage.relays import relays
from rasd.lineage.setting import Setting, Texts, look, texts_of
from rasd.lineage.times import moment
from rasd.model import (
    Analysis,
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
    """One group of leaves joined for certain; ``possibly`` the numbers of those that it may be the same as,
    ``because`` the reasons for some of these."""

    leaves: list[Leaf]
    evidence: list[Evidence]
    possibly: list[int] = field(default_factory=list)
    because: list[Evidence] = field(default_factory=list)

    @property
    def full(self) -> bool:
        return any(leaf.full for leaf in self.leaves)

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
    return next(standings([claim], analyses, passages, copies))


def standings(
    claims: Iterable[Claim],
    analyses: Sequence[Analysis],
    passages: Sequence[Passage],
    copies: Sequence[Copy],
) -> Iterator[Standing]:
    """The standing of each claim of a story, in order, as of :func:`standing`."""
    texts = texts_of(analyses, passages, copies)
    return (_standing(claim, texts) for claim in claims)


def _standing(claim: Claim, texts: Texts) -> Standing:
    statements = _ordered(claim, texts.known)
    leaves = find_leaves([s for s in statements if s.stance in SUPPORT], texts.known)
    setting = look(leaves, texts)
    groups = _certain(leaves, setting)
    lowest = _possible(groups, setting)
    supports, denies = _positions(statements)
    return Standing(
        supports=supports,
        denies=denies,
        doubts=_articles(s for s in statements if s.stance is Stance.DOUBTS),
        copies=_repeating(supports, texts),
        origins=_origins(groups),
        lowest=lowest,
        highest=len(groups),
        confirmed_by=_parties(statements, Stance.CONFIRMS),
        denied_by=_parties(statements, Stance.DENIES),
        declined=_parties(statements, Stance.DECLINES),
        evidence=_evidence(groups),
    )


def _ordered(claim: Claim, known: dict[str, Analysis]) -> list[Statement]:
    found = [statement for statement in claim.statements if statement.article in known]
    return sorted(found, key=lambda s: (moment(known[s.article].article), s.article, s.span, str(s.stance)))


def _repeating(supports: Sequence[str], texts: Texts) -> tuple[str, ...]:
    """The supporting articles that repeat the text of another."""
    inside = set(supports)
    return tuple(id_ for id_ in supports if not inside.isdisjoint(texts.copied.get(id_, ())))


def _certain(leaves: Sequence[Leaf], setting: Setting) -> list[_Joined]:
    """The leaves in groups that are one for certain, the earliest first."""
    union: UnionFind[str] = UnionFind(leaf.key for leaf in leaves)
    reasons: list[tuple[str, Evidence]] = []
    for a, b in certain_pairs(leaves, setting):
        if not union.joined(a.key, b.key):
            why = first_reason(CERTAIN, a, b, setting)
            if why is not None and union.union(a.key, b.key):
                reasons.append((a.key, why))
    for a, b in relays(leaves, union, setting):
        if union.union(a.key, b.key):
            reasons.append((a.key, reason("relayed", party=a.link.name, source=b.link.name)))
    because: defaultdict[str, list[Evidence]] = defaultdict(list)
    for key, why in reasons:
        because[union.find(key)].append(why)
    by_key = {leaf.key: leaf for leaf in leaves}
    groups = []
    for keys in union.groups():
        members = [by_key[key] for key in keys]
        found = [why for leaf in members for why in leaf.evidence]
        groups.append(_Joined(members, found + because[union.find(keys[0])]))
    return sorted(groups, key=lambda group: group.first)


def _possible(groups: Sequence[_Joined], setting: Setting) -> int:
    """Note for each group what it may be the same as, and why; the lowest number of origins.

    These are left when all that may be one are one, and all that may be none are none. The reasons are told
    for the first TOLD others of each group, and for every step to the lowest number.
    """
    possible = Possible([group.leaves for group in groups], setting)
    full = [at for at, group in enumerate(groups) if group.full]
    steps = joins_of(possible.others, sum(1 << at for at in full))
    needed: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in steps:
        needed[other].add(one)
    for at, group in enumerate(groups):
        group.possibly = numbers(possible.others[at])
        for other in sorted({*group.possibly[:TOLD], *needed[at]}):
            group.because += possible.reasons(at, other)
    return len(full) - len(steps) or min(1, len(groups))


def _origins(groups: Sequence[_Joined]) -> tuple[Origin, ...]:
    labels = [str(at) for at in range(1, len(groups) + 1)]
    out = []
    for label, group in zip(labels, groups, strict=True):
        link = _face(group)
        evidence = [*group.evidence, *group.because]
        if not group.full:
            evidence.append(_part(group))
        out.append(
            Origin(
                label=label,
                name=link.name,
                type=link.type,
                firm=group.full and not group.possibly,
                articles=tuple(dict.fromkeys(id_ for leaf in group.leaves for id_ in leaf.articles)),
                possibly=tuple(labels[at] for at in group.possibly),
                evidence=tuple(dict.fromkeys(evidence)),
            )
        )
    return tuple(out)


def _face(group: _Joined) -> Link:
    """The link that names an origin: nearest to the event, of these the fullest name."""
    order = {kind: place for place, kind in enumerate(_PREFERRED)}
    through = {key for leaf in group.leaves if leaf.full for key in leaf.via}

    def key(leaf: Leaf) -> tuple[object, ...]:
        relays = leaf.key.removeprefix("source:") in through
        return (not leaf.full, relays, leaf.own, order[leaf.link.type], -len(leaf.link.name), leaf.key)

    link = min(group.leaves, key=key).link
    quoted = _QUOTED.fullmatch(link.name.strip())
    return replace(link, name=quoted.group(1)) if quoted else link


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
    found += [why for group in groups for why in group.because]
    return tuple(dict.fromkeys(found))
