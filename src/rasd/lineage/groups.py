"""Candidates in groups: those that are one for certain or by decision, and which groups may be one.

certain      candidates that are one beyond doubt (:mod:`rasd.lineage.joins`)
relays       parties that only pass on what others said (:mod:`rasd.lineage.relays`)
decided      what a person decided to be one (:mod:`rasd.lineage.judging`)
possible     groups that may be one (:mod:`rasd.lineage.possible`)

What a person keeps apart is joined by none of them, but by a later decision.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rasd.components import UnionFind
from rasd.lineage.copies import MEDIA
from rasd.lineage.explain import reason
from rasd.lineage.joins import CERTAIN, first_reason
from rasd.lineage.judging import Decisions, Joining, decide
from rasd.lineage.leaves import Leaf
from rasd.lineage.pairs import certain_pairs
from rasd.lineage.possible import TOLD, Possible, joins_of, numbers
from rasd.lineage.relays import relays
from rasd.lineage.setting import Setting
from rasd.lineage.times import reported
from rasd.model import Evidence, Span


@dataclass(slots=True)
class Joined:
    """One group of leaves; ``apart`` the numbers of those that a person decided it not to be, ``possibly`` of
    those that it may be the same as, ``because`` the reasons for some of these."""

    leaves: list[Leaf]
    evidence: list[Evidence]
    apart: set[int] = field(default_factory=set)
    possibly: list[int] = field(default_factory=list)
    because: list[Evidence] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """Whether it says all of the claim."""
        return any(leaf.full for leaf in self.leaves)

    @property
    def first(self) -> tuple[float, str, Span, str]:
        """Where the group is first reported: time, article, place."""
        return min(
            (leaf.first, leaf.statements[0].article, leaf.statements[0].span, leaf.key)
            for leaf in self.leaves
        )


def certain(leaves: Sequence[Leaf], setting: Setting, decided: Decisions) -> list[Joined]:
    """The leaves in groups that are one for certain or by decision, the earliest first."""
    union = Joining(leaves, decided)
    reasons: list[tuple[str, Evidence]] = []
    for a, b in certain_pairs(leaves, setting, every=bool(decided.splits)):
        if not union.joined(a.key, b.key):
            why = first_reason(CERTAIN, a, b, setting)
            if why is not None and union.union(a.key, b.key):
                reasons.append((a.key, why))
    together = {leaf.key: union.find(leaf.key) for leaf in leaves}
    passing = set()
    for a, b, ring in relays(leaves, union, setting):
        if union.relay(a.key, b.key):
            rule = "relayed" if a.link.type in MEDIA else "state-speaks"
            reasons.append((a.key, reason(rule, party=a.link.name, source=b.link.name)))
            passing |= set() if ring else {together[a.key]}
    for leaf in leaves:  # who copied or passed on what is decided to be own reporting has it from there
        leaf.judged = leaf.judged or union.judged(leaf.key)
        leaf.passing = together[leaf.key] in passing
    judged = decide(union, leaves, decided)
    groups = _groups(leaves, judged.union, [*reasons, *judged.because])
    for group in groups:
        _settle(group.leaves, setting)
    number = {leaf.key: at for at, group in enumerate(groups) for leaf in group.leaves}
    for one, other in judged.apart:
        groups[number[one]].apart.add(number[other])
        groups[number[other]].apart.add(number[one])
    return groups


def _settle(leaves: Sequence[Leaf], setting: Setting) -> None:
    """Works out for the leaves of a group when the first of them was there, and who only carries a text."""
    texts = setting.texts
    ids = dict.fromkeys(id_ for leaf in leaves for id_ in leaf.articles if id_ not in texts.undated)
    since, known_by = reported(texts.known[id_].article for id_ in ids)
    rests: defaultdict[str, list[Leaf]] = defaultdict(list)
    for leaf in leaves:
        leaf.since, leaf.known_by = since, known_by
        for id_ in leaf.articles:
            rests[id_].append(leaf)
    for leaf in leaves:
        near = (other for id_ in leaf.articles for other in texts.one_text.get(id_, ())) if leaf.own else ()
        leaf.carrying = any(_carries(leaf, other) for id_ in near for other in rests.get(id_, ()))


def _carries(leaf: Leaf, other: Leaf) -> bool:
    """Whether an outlet's article has its text from another that has the same, by what is known of both."""
    if leaf is other or other.party in leaf.outlets:
        return False  # the agency's own article: the others that credit it carry this one
    return not other.own or (other.first, other.key) < (leaf.first, leaf.key)


def _groups(
    leaves: Sequence[Leaf], union: UnionFind[str], reasons: Iterable[tuple[str, Evidence]]
) -> list[Joined]:
    because: defaultdict[str, list[Evidence]] = defaultdict(list)
    for key, why in reasons:
        because[union.find(key)].append(why)
    by_key = {leaf.key: leaf for leaf in leaves}
    groups = []
    for keys in union.groups():
        members = [by_key[key] for key in keys if key in by_key]
        found = [why for leaf in members for why in leaf.evidence]
        if members:
            groups.append(Joined(members, found + because[union.find(keys[0])]))
    return sorted(groups, key=lambda group: group.first)


def possible(groups: Sequence[Joined], setting: Setting) -> int:
    """Note for each group what it may be the same as, and why; the lowest number of origins.

    These are left when all that may be one are one, and all that may be none are none; of those that a person
    keeps apart from each other, one each. The reasons are told for the first TOLD others of each
    group, and for every step to the lowest number.
    """
    found = Possible([group.leaves for group in groups], setting, [group.apart for group in groups])
    full = [at for at, group in enumerate(groups) if group.full]
    steps = joins_of(found.others, sum(1 << at for at in full))
    needed: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in steps:
        needed[other].add(one)
    for at, group in enumerate(groups):
        group.possibly = numbers(found.others[at])
        for other in sorted({*group.possibly[:TOLD], *needed[at]}):
            group.because += found.reasons(at, other)
    parts = UnionFind(full)
    for one, other in steps:
        parts.union(one, other)
    return sum(_apart(part, groups) for part in parts.groups()) or min(1, len(groups))


def _apart(part: Sequence[int], groups: Sequence[Joined]) -> int:
    """How many of some groups are two by two kept apart: at least so many, and one where none are."""
    most = 1
    for start in part:
        chosen = {start}
        for other in part if groups[start].apart else ():
            if chosen <= groups[other].apart:
                chosen.add(other)
        most = max(most, len(chosen))
    return most
