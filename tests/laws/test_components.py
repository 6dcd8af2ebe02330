"""Laws of union-find: an equivalence relation, in an order that the unions cannot change."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from rasd.components import UnionFind, cycles

ITEMS = st.integers(0, 15)
PAIRS = st.lists(st.tuples(ITEMS, ITEMS), max_size=40)


def joined(pairs: list[tuple[int, int]], items: range = range(16)) -> UnionFind[int]:
    sets = UnionFind(items)
    for a, b in pairs:
        sets.union(a, b)
    return sets


def reachable(start: int, pairs: list[tuple[int, int]]) -> set[int]:
    """The slow plain twin: walk the pairs until nothing new is met."""
    known = {start}
    while True:
        new = {y for a, b in pairs for x, y in ((a, b), (b, a)) if x in known} - known
        if not new:
            return known
        known |= new


@given(PAIRS)
def test_groups_are_what_can_be_reached(pairs: list[tuple[int, int]]) -> None:
    assert {frozenset(g) for g in joined(pairs).groups()} == {
        frozenset(reachable(i, pairs)) for i in range(16)
    }


@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_unions_changes_nothing(pairs: list[tuple[int, int]], shuffler: random.Random) -> None:
    turned = [(b, a) for a, b in pairs]
    shuffler.shuffle(turned)
    assert joined(turned).groups() == joined(pairs).groups()


@given(PAIRS)
def test_groups_keep_the_order_of_first_sight(pairs: list[tuple[int, int]]) -> None:
    groups = joined(pairs).groups()
    assert all(group == sorted(group) for group in groups)
    assert [group[0] for group in groups] == sorted(group[0] for group in groups)


@given(PAIRS, ITEMS, ITEMS)
def test_union_says_whether_it_joined(pairs: list[tuple[int, int]], a: int, b: int) -> None:
    sets = joined(pairs)
    apart = not sets.joined(a, b)
    before = len(sets.groups())
    assert sets.union(a, b) is apart
    assert sets.joined(a, b)
    assert len(sets.groups()) == before - apart


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30))
def test_cycles_are_what_leads_back_to_itself(edges: list[tuple[int, int]]) -> None:
    ways: dict[int, set[int]] = {}
    for start, end in edges:
        ways.setdefault(start, set()).add(end)
        ways.setdefault(end, set())

    def reached(item: int) -> set[int]:
        found: set[int] = set()
        waiting = [item]
        while waiting:
            new = ways[waiting.pop()] - found
            found |= new
            waiting += new
        return found

    there = {item: reached(item) for item in ways}
    rings = {frozenset({b for b in ways if b in there[a] and a in there[b]} | {a}) for a in ways}
    assert {frozenset(group) for group in cycles(edges)} == {ring for ring in rings if len(ring) > 1}


def test_cycles_come_in_the_order_of_the_edges() -> None:
    assert cycles([("c", "d"), ("d", "c"), ("b", "a"), ("a", "b"), ("x", "x")]) == [["c", "d"], ["b", "a"]]


def test_a_long_chain_is_no_recursion() -> None:
    ring = [(k, (k + 1) % 50_000) for k in range(50_000)]
    assert [len(group) for group in cycles(ring)] == [50_000]
