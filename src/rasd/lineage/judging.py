"""Judgements: what people decided, and which of it is in force.

Judgements are only ever added. Of two on the same two origins, or on the same article, the later one stands;
one that was withdrawn has no effect. They are taken in the order of their time, then of their id: the order
in which they are given changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from rasd.components import UnionFind
from rasd.errors import UsageError
from rasd.lineage.explain import reason
from rasd.lineage.graph import ARTICLE
from rasd.lineage.leaves import Leaf
from rasd.model import Evidence, Judgement, JudgementKind, Standing
from rasd.stable import content_id

_NAMES = {
    JudgementKind.MERGE: (2, "keys of two origins"),
    JudgementKind.SPLIT: (2, "keys of two origins"),
    JudgementKind.OWN_REPORTING: (1, "the key of an article"),
    JudgementKind.WITHDRAW: (1, "the id of a judgement"),
}
"""What each kind is about."""
_LATER = timedelta(microseconds=1)
_ELSEWHERE = "?"
"""Before the key of a party that is no origin of this claim: no candidate's key begins so."""
_RULES = {
    JudgementKind.MERGE: "judged",
    JudgementKind.SPLIT: "judged-apart",
    JudgementKind.OWN_REPORTING: "judged-own-reporting",
}


def judgement(
    kind: JudgementKind | str, about: Iterable[str], who: str, when: datetime, note: str = ""
) -> Judgement:
    """A judgement, with the id that all of it gives.

    Args:
        kind: ``merge``, ``split``, ``own-reporting`` or ``withdraw``.
        about: one of the keys of each of two origins, the key of an article (``"article:"`` and its id), or
            the id of the judgement to withdraw.
        who: who decided.
        when: when it was decided, with a time zone.
        note: why, in a few words.

    Raises:
        UsageError: nobody is named, the time has no zone, or it is not about what its kind is about.
    """
    if kind not in _NAMES:
        raise UsageError(f"{str(kind)!r:.60} is no kind of judgement; there are: {', '.join(_NAMES)}")
    kind, about = JudgementKind(kind), tuple(about)
    count, names = _NAMES[kind]
    if len(set(about)) != count or len(about) != count or not all(key.strip() for key in about):
        raise UsageError(f"a judgement {str(kind)!r} is about {names}, not about {about!r:.200}")
    if kind is JudgementKind.OWN_REPORTING and not about[0].startswith(f"{ARTICLE}:"):
        raise UsageError(f"the key of an article begins with '{ARTICLE}:', and {about[0]!r:.200} does not")
    if not who.strip():
        raise UsageError("a judgement names who decided: 'who' is empty")
    if when.tzinfo is None:
        raise UsageError(
            f"the time of a judgement has a zone (2026-03-03T08:00+03:00): {when.isoformat()} has none"
        )
    about = tuple(sorted(about))
    id_ = content_id("judgement", kind, *about, who, _time(when), note)
    return Judgement(id_, kind, about, who, when, note)


def withdrawal(held: Judgement, who: str, when: datetime, note: str = "") -> Judgement:
    """The judgement that withdraws ``held``; it comes after that, also by a clock that was set back since.

    Raises:
        UsageError: as of :func:`judgement`.
    """
    return judgement(JudgementKind.WITHDRAW, (held.id,), who, max(when, held.when + _LATER), note)


def _time(when: datetime) -> str:
    return when.astimezone(UTC).isoformat()


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that are neither withdrawn nor overridden by a later one, the earliest first."""
    ordered = _ordered(judgements)
    place = {one.id: at for at, one in enumerate(ordered)}
    withdrawn: set[str] = set()
    for at, one in reversed(list(enumerate(ordered))):
        if one.kind is JudgementKind.WITHDRAW and one.id not in withdrawn:
            withdrawn |= {id_ for id_ in one.about if place.get(id_, at) < at}
    latest: dict[tuple[str, ...], Judgement] = {}
    for one in ordered:
        if one.kind is not JudgementKind.WITHDRAW and one.id not in withdrawn:
            latest[tuple(sorted(one.about))] = one
    return _ordered(latest.values())


def _ordered(judgements: Iterable[Judgement]) -> list[Judgement]:
    each = {one.id: one for one in judgements}
    return sorted(each.values(), key=lambda one: (one.when.astimezone(UTC), one.id))


class NotApplied(NamedTuple):
    """A judgement that changes nothing here: ``absent`` where it names what is not there, else because a
    later one says the contrary."""

    judgement: Judgement
    absent: bool


def not_applied(judgements: Iterable[Judgement], standings: Iterable[Standing]) -> list[NotApplied]:
    """The judgements that none of some claims could apply, the earliest first.

    Those that were withdrawn, or overridden by another on the same, are left out.
    """
    found = list(standings)
    given = _ordered(judgements)
    applied = {
        value for one in found for why in one.evidence for name, value in why.values if name == "judgement"
    }
    claims = [{key for origin in one.origins for key in origin.keys} for one in found]
    out = [
        NotApplied(one, not any(keys.issuperset(one.about) for keys in claims))
        for one in in_force(given)
        if one.id not in applied
    ]
    known = {one.id: at for at, one in enumerate(given)}
    out += [
        NotApplied(one, True)
        for at, one in enumerate(given)
        if one.kind is JudgementKind.WITHDRAW and known.get(one.about[0], at) >= at
    ]
    return sorted(out, key=lambda one: known[one.judgement.id])


def _evidence(one: Judgement, article: str = "") -> Evidence:
    values = {"who": one.who, "when": _time(one.when), "note": one.note, "judgement": one.id}
    return reason(_RULES[one.kind], None, article, **{name: value for name, value in values.items() if value})


@dataclass(frozen=True, slots=True)
class Decisions:
    """What is in force: ``reporting`` by article's id; ``merges`` and ``splits``, the earliest first."""

    reporting: Mapping[str, Evidence] = field(default_factory=dict)
    merges: Sequence[Judgement] = ()
    splits: Sequence[Judgement] = ()

    def __bool__(self) -> bool:
        """Whether anything is."""
        return bool(self.reporting or self.merges or self.splits)


def decisions(judgements: Iterable[Judgement]) -> Decisions:
    """What is in force of some judgements."""
    rows = in_force(judgements)
    articles = {
        one.about[0].removeprefix(f"{ARTICLE}:"): one
        for one in rows
        if one.kind is JudgementKind.OWN_REPORTING
    }
    return Decisions(
        {id_: _evidence(one, id_) for id_, one in articles.items()},
        [one for one in rows if one.kind is JudgementKind.MERGE],
        [one for one in rows if one.kind is JudgementKind.SPLIT],
    )


class Joining(UnionFind[str]):
    """Candidates that are joined for certain, but for those that a person keeps apart.

    What is decided to be an outlet's own reporting is joined with nothing but other outlets' articles
    that give no source.
    """

    def __init__(self, leaves: Iterable[Leaf], decided: Decisions) -> None:
        self._sourced: dict[str, bool] = {}
        self._judged: dict[str, bool] = {}
        self._apart: list[tuple[str, str]] = []
        super().__init__()
        for leaf in leaves:
            self.add(leaf.key)
            self._sourced[leaf.key], self._judged[leaf.key] = not leaf.own, leaf.judged
        self._apart = [_two(one) for one in decided.splits if self._sourced.keys() >= {*one.about}]

    def union(self, a: str, b: str) -> bool:
        """Join two sets of candidates, unless a person decided otherwise; whether they were joined now."""
        a, b = self.find(a), self.find(b)
        judged = self._judged[a] + self._judged[b]
        if judged and (judged > 1 or self._sourced[a] or self._sourced[b]):
            return False
        return self.relay(a, b)

    def relay(self, a: str, b: str) -> bool:
        """The same where one of the two only relays: then it is no origin, and may relay anybody."""
        a, b = self.find(a), self.find(b)
        if a == b or self.kept_apart(a, b):
            return False
        super().union(a, b)
        root = self.find(a)
        self._judged[root] = self._judged[a] or self._judged[b]
        self._sourced[root] = self._sourced[a] or self._sourced[b]
        return True

    def judged(self, key: str) -> bool:
        """Whether a candidate is one with what is decided to be own reporting."""
        return self._judged[self.find(key)]

    def kept_apart(self, a: str, b: str) -> bool:
        """Whether a person decided that a candidate of one set and one of the other are two."""
        two = {self.find(a), self.find(b)}
        return any({self.find(x), self.find(y)} == two for x, y in self._apart)


def _two(one: Judgement) -> tuple[str, str]:
    a, b = one.about
    return a, b


class Decided(NamedTuple):
    """Sets of candidates after all judgements: which sets they are, why (by a candidate's key), and the pairs
    of candidates that are two."""

    union: UnionFind[str]
    because: list[tuple[str, Evidence]]
    apart: list[tuple[str, str]]


def decide(joined: Joining, leaves: Sequence[Leaf], decided: Decisions) -> Decided:
    """Joins what a person decided to be one: two origins as they stand, unless a later split forbids it.

    Two that are each one with a third are one, also where the third is not there, or only passes on what
    others said and so is no origin.
    """
    keys = {leaf.key for leaf in leaves}
    origins = {leaf.key for leaf in leaves if not leaf.passing}
    union: UnionFind[str] = UnionFind(leaf.key for leaf in leaves)
    for group in joined.groups():
        for key in group:
            union.union(group[0], key)
    splits = [one for one in decided.splits if keys.issuperset(one.about)]
    because = []
    for one in _leading(decided.merges, origins):
        a, b = (key if key in origins else f"{_ELSEWHERE}{key}" for key in one.about)
        if not any(_later(split, one) and _meet(split, union, a, b) for split in splits):
            union.union(a, b)
            because.append((a, _evidence(one)))
    apart = []
    for one in splits:
        a, b = _two(one)
        if not union.joined(a, b):
            because += [(a, _evidence(one)), (b, _evidence(one))]
            apart += [(a, b)] if {a, b} <= origins else []
    return Decided(union, because, apart)


def _leading(merges: Sequence[Judgement], origins: Collection[str]) -> list[Judgement]:
    """The merges that lead from one origin to another: none that ends at something that is not there."""
    left = list(merges)
    while True:
        often = Counter(key for one in left for key in one.about)
        kept = [one for one in left if all(key in origins or often[key] > 1 for key in one.about)]
        if len(kept) == len(left):
            return kept
        left = kept


def _later(one: Judgement, other: Judgement) -> bool:
    return (one.when, one.id) > (other.when, other.id)


def _meet(split: Judgement, union: UnionFind[str], a: str, b: str) -> bool:
    """Whether to join two would bring together what a split keeps apart."""
    return {union.find(key) for key in split.about} == {union.find(a), union.find(b)}
