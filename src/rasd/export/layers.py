"""A layout for a story's lineage: who cites stands in a layer before whom it cites.

Layered drawing after Sugiyama, Tagawa and Toda (1981), in four small steps: edges that close a circle are set
aside; a node's layer is its longest way from an article; nodes of a layer are put in the order of the mean
place of their neighbours; the fullest layer fills its column, and the nodes of the others stand as near to
their neighbours as their order leaves room. The same graph is always drawn in the same way.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rasd.model import Edge, EdgeKind, Graph

_SWEEPS = 4


@dataclass(frozen=True, slots=True)
class Layers:
    """Where each node stands: ``rows`` has the keys of each layer, in order, ``heights`` how many nodes deep
    each stands; ``backward`` are the places in ``edges`` of those that close a circle."""

    rows: tuple[tuple[str, ...], ...]
    heights: Mapping[str, float]
    backward: frozenset[int]

    def places(self) -> dict[str, tuple[int, int]]:
        """The layer of each node, and its place there."""
        return {key: (layer, at) for layer, row in enumerate(self.rows) for at, key in enumerate(row)}


def layers_of(graph: Graph) -> Layers:
    """The layers of a lineage; text that was copied puts nobody in a later layer."""
    steps = _steps(graph)
    backward = closing(graph)
    forward = [edge for at, edge in steps if at not in backward]
    depth = _depths([node.key for node in graph.nodes], forward)
    rows: list[list[str]] = [[] for _ in range(1 + max(depth.values(), default=-1))]
    for node in graph.nodes:
        rows[depth[node.key]].append(node.key)
    ordered = _untangled(rows, graph.edges)
    return Layers(tuple(map(tuple, ordered)), _heights(ordered, forward), backward)


def first_of(graph: Graph, most: int) -> Graph:
    """The first ``most`` reports of a lineage with all that they cite, and of what each of them copied the
    first; the lineage itself where it has no more reports."""
    reports = [node.key for node in graph.nodes if node.kind == "article"]
    if len(reports) <= most:
        return graph
    leaving: defaultdict[str, list[str]] = defaultdict(list)
    for _, edge in _steps(graph):
        leaving[edge.start].append(edge.end)
    kept, ways = set(reports[:most]), reports[:most]
    for key in ways:
        new = [end for end in leaving[key] if end not in kept]
        kept.update(new)
        ways += new
    edges, copiers = [], set()
    for edge in graph.edges:
        copied = edge.kind is EdgeKind.COPIED
        if edge.start in kept and edge.end in kept and not (copied and edge.start in copiers):
            edges.append(edge)
            copiers.update([edge.start] if copied else [])
    return Graph(tuple(node for node in graph.nodes if node.key in kept), tuple(edges))


def without_lone(graph: Graph, most: int) -> Graph:
    """The lineage with at most so many, for each report, of the parties that it alone cites and that cite
    nobody: they are many, and join nothing."""
    steps = [edge for _, edge in _steps(graph)]
    into = Counter(edge.end for edge in steps)
    citing = {edge.start for edge in graph.edges} | {e.end for e in graph.edges if e.kind is EdgeKind.COPIED}
    reports = {node.key for node in graph.nodes if node.kind == "article"}
    lone: defaultdict[str, list[str]] = defaultdict(list)
    for edge in steps:
        if edge.start in reports and into[edge.end] == 1 and edge.end not in citing:
            lone[edge.start].append(edge.end)
    gone = {key for keys in lone.values() for key in keys[most:]}
    edges = tuple(edge for edge in graph.edges if edge.end not in gone)
    return Graph(tuple(node for node in graph.nodes if node.key not in gone), edges)


def tallest(graph: Graph) -> int:
    """How many nodes the fullest layer of a lineage has."""
    backward = closing(graph)
    forward = [edge for at, edge in _steps(graph) if at not in backward]
    depth = _depths([node.key for node in graph.nodes], forward)
    return max(Counter(depth.values()).values(), default=0)


def _steps(graph: Graph) -> list[tuple[int, Edge]]:
    return [(at, edge) for at, edge in enumerate(graph.edges) if edge.kind is not EdgeKind.COPIED]


def closing(graph: Graph) -> frozenset[int]:
    """The edges that lead back to a node on the way to them: a walk in depth, in the order of the graph."""
    steps = _steps(graph)
    leaving: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for at, edge in steps:
        leaving[edge.start].append((at, edge.end))
    found: set[int] = set()
    state: dict[str, int] = {}  # 1: on the way, 2: done
    for node in graph.nodes:
        if node.key not in state:
            _walk(node.key, leaving, state, found)
    return frozenset(found)


def _walk(
    root: str, leaving: Mapping[str, list[tuple[int, str]]], state: dict[str, int], found: set[int]
) -> None:
    stack = [(root, iter(leaving.get(root, ())))]
    state[root] = 1
    while stack:
        key, rest = stack[-1]
        step = next(rest, None)
        if step is None:
            state[key] = 2
            stack.pop()
        elif state.get(step[1]) == 1:
            found.add(step[0])
        elif step[1] not in state:
            state[step[1]] = 1
            stack.append((step[1], iter(leaving.get(step[1], ()))))


def _depths(keys: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """How long the longest way to each node is; there are no circles."""
    leaving: defaultdict[str, list[str]] = defaultdict(list)
    waits = dict.fromkeys(keys, 0)
    for edge in edges:
        leaving[edge.start].append(edge.end)
        waits[edge.end] += 1
    depth = dict.fromkeys(keys, 0)
    ready = [key for key in keys if not waits[key]]
    for key in ready:
        for end in leaving[key]:
            depth[end] = max(depth[end], depth[key] + 1)
            waits[end] -= 1
            if not waits[end]:
                ready.append(end)
    return depth


def _untangled(rows: list[list[str]], edges: Sequence[Edge]) -> list[list[str]]:
    """The layers with few crossings: each node near the middle of those that it is joined with."""
    near: defaultdict[str, list[str]] = defaultdict(list)
    for edge in edges:
        near[edge.start].append(edge.end)
        near[edge.end].append(edge.start)
    for sweep in range(_SWEEPS):
        order = range(len(rows)) if sweep % 2 == 0 else range(len(rows) - 1, -1, -1)
        for layer in order:
            place = {key: at / max(1, len(row) - 1) for row in rows for at, key in enumerate(row)}
            middle = {
                key: sum(place[other] for other in near[key]) / len(near[key]) if near[key] else place[key]
                for key in rows[layer]
            }
            rows[layer] = sorted(rows[layer], key=lambda key: (middle[key], place[key]))
    return rows


def _heights(rows: Sequence[Sequence[str]], steps: Sequence[Edge]) -> dict[str, float]:
    """How deep each node stands, in nodes: near the middle of those that it is joined with by a step."""
    room = max(map(len, rows), default=0)
    near: defaultdict[str, list[str]] = defaultdict(list)
    for edge in steps:
        near[edge.start].append(edge.end)
        near[edge.end].append(edge.start)
    deep = {key: (room - len(row)) / 2 + at for row in rows for at, key in enumerate(row)}
    for sweep in range(_SWEEPS):
        for row in rows if sweep % 2 else reversed(rows):
            if len(row) < room:
                wished = [_mean([deep[other] for other in near[key]] or [deep[key]]) for key in row]
                deep.update(zip(row, _apart(wished, room), strict=True))
    return deep


def _apart(wished: Sequence[float], room: int) -> list[float]:
    """Heights in the order given, each at least one below the one before and inside the room, with the least
    squares of what they miss their wishes by: pooled where two are too near (Barlow and others, 1972)."""
    pools: list[tuple[float, int]] = []
    for at, wish in enumerate(wished):
        height, many = wish - at, 1
        while pools and pools[-1][0] > height:
            before, count = pools.pop()
            height = (height * many + before * count) / (many + count)
            many += count
        pools.append((height, many))
    flat = [height for height, many in pools for _ in range(many)]
    return [min(max(height, 0.0), float(room - len(wished))) + at for at, height in enumerate(flat)]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
