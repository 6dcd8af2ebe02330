"""Union-find, connected components and cycles, in a fixed order."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class UnionFind(Generic[K]):
    """Disjoint sets with path halving and union by size (Tarjan 1975).

    Items keep the order in which they were first seen; so do :meth:`groups` and their members,
    whatever the order of the unions.
    """

    def __init__(self, items: Iterable[K] = ()) -> None:
        self._parent: dict[K, K] = {}
        self._size: dict[K, int] = {}
        for item in items:
            self.add(item)

    def add(self, item: K) -> None:
        """Make ``item`` known, alone in its set unless it was known already."""
        if item not in self._parent:
            self._parent[item] = item
            self._size[item] = 1

    def find(self, item: K) -> K:
        """The representative of the item's set; an unknown item is added first."""
        self.add(item)
        parent = self._parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def union(self, a: K, b: K) -> bool:
        """Join two sets; whether they were apart before."""
        a, b = self.find(a), self.find(b)
        if a == b:
            return False
        if self._size[a] < self._size[b]:
            a, b = b, a
        self._parent[b] = a
        self._size[a] += self._size[b]
        return True

    def joined(self, a: K, b: K) -> bool:
        """Whether both items stand in one set."""
        return self.find(a) == self.find(b)

    def groups(self) -> list[list[K]]:
        """The sets, ordered by their first-seen member; members in first-seen order."""
        out: dict[K, list[K]] = {}
        for item in self._parent:
            out.setdefault(self.find(item), []).append(item)
        return list(out.values())


def cycles(edges: Iterable[tuple[K, K]]) -> list[list[K]]:
    """The groups of two or more items each of which leads to every other: what goes round in circles.

    The strongly connected components of a directed graph (Tarjan 1972), without recursion. Groups and their
    members stand in the order in which the edges first name them.
    """
    ways: dict[K, list[K]] = {}
    for start, end in edges:
        ways.setdefault(start, []).append(end)
        ways.setdefault(end, [])
    rank = {item: number for number, item in enumerate(ways)}
    found = [sorted(group, key=rank.__getitem__) for group in _strong(ways) if len(group) > 1]
    return sorted(found, key=lambda group: rank[group[0]])


def _strong(ways: dict[K, list[K]]) -> Iterator[list[K]]:
    """The strongly connected components."""
    index: dict[K, int] = {}
    low: dict[K, int] = {}
    open_: list[K] = []
    inside: set[K] = set()
    for root, first in ways.items():
        if root in index:
            continue
        path: list[tuple[K, Iterator[K]]] = [(root, iter(first))]
        while path:
            item, rest = path[-1]
            if item not in index:
                index[item] = low[item] = len(index)
                open_.append(item)
                inside.add(item)
            further = next((end for end in rest if end not in index or end in inside), None)
            if further is not None and further not in index:
                path.append((further, iter(ways[further])))
            elif further is not None:
                low[item] = min(low[item], index[further])
            else:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[item])
                if low[item] == index[item]:
                    at = open_.index(item)
                    yield open_[at:]
                    inside.difference_update(open_[at:])
                    del open_[at:]
