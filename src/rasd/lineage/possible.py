"""Which groups of candidates may be one, and how few they may be.

Where thousands tell one story, nearly every two of them may be one. So the rules of
:data:`rasd.lineage.joins.POSSIBLE` are not tried on every pair: for each rule one function here says with
which groups a candidate may be one, as a row of bits, a bit a group. The reasons are worked out for
those pairs that are told.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import reduce
from itertools import accumulate
from operator import or_

from rasd.components import UnionFind
from rasd.lang.normalize import fold
from rasd.lang.transliterate import is_latin
from rasd.lineage.joins import POSSIBLE, is_unsigned, told_apart
from rasd.lineage.leaves import Leaf
from rasd.lineage.names import (
    across_scripts,
    among_authorities,
    are_authorities,
    is_state_agency,
    is_unnamed_medium,
    kind_of,
    may_be_same,
    title_and_name,
    writes_for_state,
)
from rasd.lineage.setting import Setting
from rasd.model import Evidence, LinkType

TOLD = 20
"""Of so many others that an origin may be the same as, the first, the reasons are told."""

Rows = dict[str, int]
"""By candidate's key: the groups that it may be one with, a bit each; its own group's bit means nothing."""
Bits = Mapping[str, int]
"""By candidate's key: the bit of its group."""


class Possible:
    """What groups of candidates may be the same as, by number; ``apart`` are those that each is not."""

    def __init__(
        self, groups: Sequence[Sequence[Leaf]], setting: Setting, apart: Sequence[Collection[int]]
    ) -> None:
        self._groups, self._setting, self._apart = groups, setting, apart
        bits = {leaf.key: 1 << at for at, group in enumerate(groups) for leaf in group}
        leaves = [leaf for group in groups for leaf in group]
        self._rows = [rows_of(leaves, bits, setting) for rows_of in _ROWS]
        self.others = [self._others(at) for at in range(len(groups))]

    def _others(self, at: int) -> int:
        rows = (rows.get(leaf.key, 0) for rows in self._rows for leaf in self._groups[at])
        return _all(rows) & ~_all(1 << other for other in (at, *self._apart[at]))

    def reasons(self, one: int, other: int) -> list[Evidence]:
        """Why two groups may be one, by each rule that says so."""
        one, other = min(one, other), max(one, other)
        found = (self._reason(at, one, other) for at in range(len(POSSIBLE)))
        return [why for why in found if why is not None]

    def _reason(self, at: int, one: int, other: int) -> Evidence | None:
        """What a rule says of the first two candidates of the groups for which it holds."""
        rule, rows = POSSIBLE[at], self._rows[at]
        theirs = [leaf for leaf in self._groups[other] if rows.get(leaf.key, 0) >> one & 1]
        for a in self._groups[one] if theirs else ():
            if rows.get(a.key, 0) >> other & 1:
                for b in theirs:
                    if why := rule(a, b, self._setting):
                        return why
        return None


def numbers(row: int) -> list[int]:
    """The places of the bits of a row."""
    return [at for at, bit in enumerate(reversed(f"{row:b}")) if bit == "1"]


def joins_of(others: Sequence[int], among: int) -> list[tuple[int, int]]:
    """The fewest pairs that make one of all groups ``among`` which may be one: the first that do."""
    union: UnionFind[int] = UnionFind()
    parts = {at: 1 << at for at in range(len(others))}
    found = []
    for at in numbers(among):
        left = others[at] & among & ~parts[union.find(at)]
        while left:
            other = (left & -left).bit_length() - 1
            both = parts[union.find(at)] | parts[union.find(other)]
            union.union(at, other)
            parts[union.find(at)] = both
            found.append((min(at, other), max(at, other)))
            left &= ~both
    return found


# --- a row of bits a candidate, by each rule -------------------------------------------------------


def _shared_wording(leaves: Sequence[Leaf], bits: Bits, setting: Setting) -> Rows:
    by_key = {leaf.key: leaf for leaf in leaves}
    pairs = ((by_key[a], by_key[b]) for a, b in setting.wording)
    return _both_ways(((a, b) for a, b in pairs if not told_apart(a, b)), bits)


def _both_unnamed(leaves: Sequence[Leaf], bits: Bits, setting: Setting) -> Rows:
    """Sources of one kind contradict the same others: so the kinds are compared, of which there are few."""
    unnamed = [leaf for leaf in leaves if not leaf.own and not leaf.named]
    kinds = {leaf.key: kind_of(leaf.link) for leaf in unnamed}
    rows: defaultdict[object, int] = defaultdict(int)
    for leaf in unnamed:
        rows[kinds[leaf.key]] |= bits[leaf.key]
    one_of = {kinds[leaf.key]: leaf.link for leaf in unnamed}
    fitting = {
        kind: _all(rows[other] for other, theirs in one_of.items() if may_be_same(link, theirs))
        for kind, link in one_of.items()
    }
    return {leaf.key: fitting[kinds[leaf.key]] for leaf in unnamed}


def _published_earlier(leaves: Sequence[Leaf], bits: Bits, setting: Setting) -> Rows:
    """An outlet's own report, and all that was there, or may have been, before it was."""
    by_start = sorted(leaves, key=lambda leaf: leaf.since)
    starts = [leaf.since for leaf in by_start]
    before = list(accumulate((bits[leaf.key] for leaf in by_start), or_, initial=0))
    by_end = sorted((leaf for leaf in leaves if leaf.open), key=lambda leaf: -leaf.known_by)
    ends = [-leaf.known_by for leaf in by_end]
    after = list(accumulate((bits[leaf.key] for leaf in by_end), or_, initial=0))
    rows = {leaf.key: after[bisect_left(ends, -leaf.since)] for leaf in leaves}
    for leaf in by_end:
        rows[leaf.key] |= before[bisect_left(starts, leaf.known_by)]
    return rows


def _cited_for_more(leaves: Sequence[Leaf], bits: Bits, setting: Setting) -> Rows:
    by_key = {leaf.key: leaf for leaf in leaves}
    told = (leaf for leaf in leaves if leaf.unsourced)
    pairs = ((a, by_key[key]) for a in told for id_ in a.articles for key in setting.cited[id_])
    return _both_ways(pairs, bits)


def _title_and_name(leaves: Sequence[Leaf], bits: Bits, setting: Setting) -> Rows:
    rows: defaultdict[str, list[Leaf]] = defaultdict(list)
    for leaf in leaves:
        if leaf.link.type is LinkType.PERSON:
            for id_ in leaf.articles:
                rows[id_].append(leaf)
    pairs = ((a, b) for row in rows.values() for a in row for b in row if title_and_name(a.link, b.link))
    return _both_ways(pairs, bits)


def _across_scripts(leaves: Sequence[Leaf], bits: Bits, setting: Setting) -> Rows:
    people = [leaf for leaf in leaves if leaf.named and leaf.link.type is LinkType.PERSON]
    latin = [leaf for leaf in people if is_latin(fold(leaf.link.name))]
    others = [leaf for leaf in people if leaf not in latin] if latin else []
    return _both_ways(((a, b) for a in latin for b in others if across_scripts(a.link, b.link)), bits)


def _not_said_from_whom(leaves: Sequence[Leaf], bits: Bits, setting: Setting) -> Rows:
    return _with_everybody([leaf for leaf in leaves if leaf.open and leaf.wire], bits)


def _media_unnamed(leaves: Sequence[Leaf], bits: Bits, setting: Setting) -> Rows:
    return _with_everybody([leaf for leaf in leaves if is_unnamed_medium(leaf.link)], bits)


def _state_agency(leaves: Sequence[Leaf], bits: Bits, setting: Setting) -> Rows:
    agencies = [leaf for leaf in leaves if is_state_agency(leaf.link)]
    named = [leaf for leaf in leaves if leaf.named] if agencies else []
    return _both_ways(((a, b) for a in agencies for b in named if writes_for_state(a.link, b.link)), bits)


def _authorities(leaves: Sequence[Leaf], bits: Bits, setting: Setting) -> Rows:
    authorities = [leaf for leaf in leaves if are_authorities(leaf.link)]
    named = [leaf for leaf in leaves if leaf.named] if authorities else []
    return _both_ways(((a, b) for a in authorities for b in named if among_authorities(b.link, a.link)), bits)


def _document_unsigned(leaves: Sequence[Leaf], bits: Bits, setting: Setting) -> Rows:
    return _with_everybody([leaf for leaf in leaves if is_unsigned(leaf)], bits)


def _with_everybody(anybody: Sequence[Leaf], bits: Bits) -> Rows:
    """Some candidates may be one with all others."""
    if not anybody:
        return {}
    theirs, everybody = _all(bits[leaf.key] for leaf in anybody), _all(bits.values())
    return dict.fromkeys(bits, theirs) | dict.fromkeys((leaf.key for leaf in anybody), everybody)


def _both_ways(pairs: Iterable[tuple[Leaf, Leaf]], bits: Bits) -> Rows:
    rows: defaultdict[str, int] = defaultdict(int)
    for a, b in pairs:
        rows[a.key] |= bits[b.key]
        rows[b.key] |= bits[a.key]
    return dict(rows)


def _all(rows: Iterable[int]) -> int:
    return reduce(or_, rows, 0)


_ROWS: tuple[Callable[[Sequence[Leaf], Bits, Setting], Rows], ...] = (
    _shared_wording,
    _both_unnamed,
    _published_earlier,
    _cited_for_more,
    _title_and_name,
    _across_scripts,
    _not_said_from_whom,
    _media_unnamed,
    _state_agency,
    _authorities,
    _document_unsigned,
)
"""One for each of the rules, in their order."""
