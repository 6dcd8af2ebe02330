"""Union-find and connected components in a fixed order."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
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
