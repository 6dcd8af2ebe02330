"""HTML of a story's lineage: a drawing that can be walked by keyboard, and a table of the same steps.

The drawing is inline SVG without a script. Each node is a link where ``href`` knows where to; who reads by
ear hears its name, its kind and where each of its steps leads. In a page that reads from right to left the
reports stand at the right, and what they cite to their left.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rasd.export import phrases
from rasd.export.layers import Layers, closing, first_of, layers_of, tallest, without_lone
from rasd.export.markup import Markup, bdi, join, said, table, tag
from rasd.export.phrases import Context, Words
from rasd.export.sections import Extent
from rasd.export.texts import reasons
from rasd.export.visible import direction, in_lines
from rasd.model import Edge, EdgeKind, Graph, Node, Story

WIDE, HIGH, ACROSS, DOWN, EDGE = 190.0, 44.0, 100.0, 16.0, 30.0
"""A node's size, the room between two layers and between two nodes of one, the margin."""
_LABEL = 22
"""Characters of a name that a line of a node has room for."""
_TALL = 12
"""Nodes of a layer that a window has room for."""
_BESIDE = 8.0
"""How far below a step another one between the same two nodes runs."""
_LINE = 17.0
"""The height of a second line, which nodes have where a name of the drawing needs it."""

Href = Callable[[Node], str]
"""Where a node leads; empty where it leads nowhere."""


@dataclass(frozen=True, slots=True)
class _Picture:
    """What the parts of one drawing share."""

    story: Story
    context: Context
    words: Words
    layers: Layers
    places: Mapping[str, tuple[int, int]]
    nodes: Mapping[str, Node]
    number: Mapping[str, int]
    leaving: Mapping[str, Sequence[Edge]]
    labels: Mapping[str, Sequence[str]]
    high: float

    @property
    def width(self) -> float:
        """Of the drawing, with room beside the reports for the arcs of what was copied."""
        return 2 * EDGE + len(self.layers.rows) * WIDE + (len(self.layers.rows) - 1) * ACROSS + 60

    @property
    def height(self) -> float:
        """Of the drawing."""
        return 2 * EDGE + max(map(len, self.layers.rows)) * (self.high + DOWN) - DOWN

    def corner(self, key: str) -> tuple[float, float]:
        """The upper left corner of a node."""
        layer = self.places[key][0]
        x = EDGE + 60 + layer * (WIDE + ACROSS)
        if self.words.direction == "rtl":
            x = self.width - x - WIDE
        return x, EDGE + self.layers.heights[key] * (self.high + DOWN)

    def name(self, key: str) -> str:
        """The name that readers know a node by."""
        return _name(self.nodes[key], self.context)


def _name(node: Node, context: Context) -> str:
    article = node.key.removeprefix("article:")
    return phrases.name_in(context.names, article) if node.kind == "article" else node.name


def chain_graph(
    story: Story, context: Context, words: Words, href: Href, extent: Extent, whole: str = ""
) -> Markup | None:
    """The lineage of a story as a drawing and as a table; nothing where nobody has it from anybody.

    ``extent`` says how many of its reports the drawing has, and how many steps the table; the page ``whole``
    has all of them.
    """
    graph = story.lineage
    if not graph.edges:
        return None
    shown = _drawn(graph, extent)
    layers = layers_of(shown)
    labels = {node.key: in_lines(_name(node, context), _LABEL) for node in shown.nodes}
    high = HIGH + _LINE * (max(map(len, labels.values())) - 1)
    picture = _Picture(
        story, context, words, layers, layers.places(), {node.key: node for node in graph.nodes},
        {node.key: at for at, node in enumerate(graph.nodes, 1)}, _leaving(graph.edges), labels, high,
    )  # fmt: skip
    edges = [_edge(at, edge, picture) for at, edge in enumerate(shown.edges)]
    nodes = [_node(key, picture, href) for row in layers.rows for key in row]
    svg = tag(
        "svg", _hatching(), *filter(None, edges), *nodes,
        viewBox=f"0 0 {picture.width:g} {picture.height:g}", width=f"{picture.width:g}",
        height=f"{picture.height:g}", class_="lineage", role="group", direction="ltr",
        aria_label=words.word("lineage"),
    )  # fmt: skip
    summary = tag("summary", words.word("lineage_table"))
    return join(
        tag("p", words.word("lineage_legend"), class_="note"),
        tag(
            "div", svg, class_="scroll picture", tabindex="0", role="region", aria_label=words.word("lineage")
        ),
        _left_out(shown, graph, whole, words),
        tag("details", summary, _steps(picture, extent.steps, whole), class_="more", id="lineage-table"),
    )


def _drawn(graph: Graph, extent: Extent) -> Graph:
    """What is drawn of a lineage: of its reports so many, and of the parties that one of them alone cites so
    many for each, or fewer where the drawing would be taller than a window."""
    shown = graph if extent.drawn is None else first_of(graph, extent.drawn)
    if extent.lone is None:
        return shown
    fewer = shown
    for lone in range(extent.lone, 0, -1):
        fewer = without_lone(shown, lone)
        if tallest(fewer) <= _TALL:
            break
    return fewer


def _left_out(shown: Graph, graph: Graph, whole: str, words: Words) -> Markup | None:
    """How many of the reports and of the parties are drawn, with the way to all of them; nothing where all
    are."""
    kinds = [Counter("reports" if node.kind == "article" else "parties" for node in one.nodes)
             for one in (shown, graph)]  # fmt: skip
    shorter = [(noun, kinds[0][noun], many) for noun, many in kinds[1].items() if kinds[0][noun] < many]
    if not shorter:
        return None
    told = [
        words.say("shown_of", shown=few, stories=words.counted(noun, many)) for noun, few, many in shorter
    ]
    sentence = join(*map(said, told), between=words.word("semicolon"))
    return tag("p", tag("a", sentence, href=f"{whole}#chains") if whole else sentence, class_="more")


def _leaving(edges: Sequence[Edge]) -> Mapping[str, Sequence[Edge]]:
    """The steps that begin at each node."""
    found: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        found[edge.start].append(edge)
    return found


def _hatching() -> Markup:
    line = tag("path", d="M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4", stroke="currentColor", stroke_opacity=".22")
    hatch = tag(
        "pattern", line, id="hatch", width="8", height="8", patternUnits="userSpaceOnUse", fill="none"
    )
    return tag("defs", hatch, _head("head", "tip"), _head("head-copied", "tip copied"))


def _head(id_: str, look: str) -> Markup:
    return tag(
        "marker", tag("path", d="M0,0 L8,4 L0,8 z", class_=look), id=id_, viewBox="0 0 8 8", refX="8",
        refY="4", markerWidth="8", markerHeight="8", orient="auto",
    )  # fmt: skip


def _node(key: str, picture: _Picture, href: Href) -> Markup:
    node, (x, y) = picture.nodes[key], picture.corner(key)
    words, name = picture.words, picture.name(key)
    kind = words.word("article") if node.kind == "article" else words.word(node.kind, "types")
    box = {"x": f"{x:g}", "y": f"{y:g}", "width": f"{WIDE:g}", "height": f"{picture.high:g}", "rx": "6"}
    middle = f"{x + WIDE / 2:g}"
    lines = picture.labels[key]
    top = y + (picture.high - HIGH - _LINE * (len(lines) - 1)) / 2
    drawn = [
        tag("title", f"{name} ({kind}): {_heard(key, picture)}"),
        tag("rect", **box, class_="box"),
        tag("rect", **box, fill="url(#hatch)") if node.kind == "unnamed" else None,
        *(_line(line, middle, top + 19 + _LINE * at) for at, line in enumerate(lines)),
        _line(kind, middle, top + 18 + _LINE * len(lines), "kind"),
    ]
    where = href(node)
    return tag(
        "a" if where else "g", *drawn, href=where or None, class_=f"node {node.kind}", tabindex="0",
        id=f"node-{picture.number[key]}",
        role=None if where else "img",
    )  # fmt: skip


def _line(label: str, x: str, y: float, look: str | None = None) -> Markup:
    # The mark of what was cut off belongs to the end of the words, whichever way they run.
    way = direction(label) or None
    return tag(
        "text", label, x=x, y=f"{y:g}", text_anchor="middle", direction=way, class_=look, aria_hidden="true"
    )


def _heard(key: str, picture: _Picture) -> str:
    """Where the steps from a node lead, for who reads by ear."""
    words = picture.words
    steps = [
        f"{words.word(str(edge.kind), 'steps')} {picture.name(edge.end)}"
        for edge in picture.leaving.get(key, ())
    ]
    return words.word("semicolon").join(steps) or words.word("no_steps")


def _edge(at: int, edge: Edge, picture: _Picture) -> Markup | None:
    if edge.start not in picture.places or edge.end not in picture.places:
        return None
    back = at in picture.layers.backward
    copied = edge.kind is EdgeKind.COPIED
    look = f"step {edge.kind}{' circle' if back else ''}"
    same = picture.places[edge.start][0] == picture.places[edge.end][0]
    path = _beside(edge, picture) if same else _across(edge, picture, back)
    head = "head-copied" if copied else "head"
    return tag(
        "path", d=path, class_=look, marker_end=f"url(#{head})", fill="none",
        stroke_dasharray="5 4" if copied else None, data_from=f"node-{picture.number[edge.start]}",
        data_to=f"node-{picture.number[edge.end]}",
    )  # fmt: skip


def _across(edge: Edge, picture: _Picture, back: bool) -> str:
    """From one layer to another; what closes a circle goes below the nodes."""
    (x1, y1), (x2, y2) = picture.corner(edge.start), picture.corner(edge.end)
    rightward = x2 > x1
    start, end = (x1 + WIDE, x2) if rightward else (x1, x2 + WIDE)
    # Who copies a party may cite it too: both are seen.
    beside = _BESIDE if edge.kind is EdgeKind.COPIED else 0.0
    y1, y2 = y1 + picture.high / 2 + beside, y2 + picture.high / 2 + beside
    bend = (end - start) / 2
    dip = picture.high if back else 0.0
    return (
        f"M{start:.1f},{y1:.1f} C{start + bend:.1f},{y1 + dip:.1f} {end - bend:.1f},{y2 + dip:.1f}"
        f" {end:.1f},{y2:.1f}"
    )


def _beside(edge: Edge, picture: _Picture) -> str:
    """Between two nodes of one layer: an arc on the side where nothing else runs."""
    (x1, y1), (x2, y2) = picture.corner(edge.start), picture.corner(edge.end)
    y1, y2 = y1 + picture.high / 2, y2 + picture.high / 2
    out = min(60.0, 22 + abs(y2 - y1) / 8)
    if picture.words.direction == "rtl":
        x1, x2 = x1 + WIDE, x2 + WIDE
    else:
        out = -out
    return f"M{x1:.1f},{y1:.1f} C{x1 + out:.1f},{y1:.1f} {x2 + out:.1f},{y2:.1f} {x2:.1f},{y2:.1f}"


def _steps(picture: _Picture, most: int | None, whole: str) -> Markup:
    """The first steps of the drawing with their reasons, and how many more there are."""
    words = picture.words
    graph = picture.story.lineage
    steps = [
        (at, edge)
        for at, edge in enumerate(graph.edges)
        if edge.start in picture.nodes and edge.end in picture.nodes
    ]
    backward = closing(graph)
    head = [words.word(key) for key in ("step_from", "step", "step_to", "why")]
    rows = [
        (
            bdi(picture.name(edge.start)),
            join(words.word(str(edge.kind), "steps"), _round(words) if at in backward else None),
            bdi(picture.name(edge.end)),
            reasons(edge.evidence, picture.context, words),
        )
        for at, edge in steps[:most]
    ]
    rest = said(words.say("more_steps", n=len(steps) - len(rows)))
    others = (
        tag("p", tag("a", rest, href=f"{whole}#chains"), class_="more") if len(rows) < len(steps) else None
    )
    return join(table(head, rows, ("", "", "", "why"), words.word("lineage")), others)


def _round(words: Words) -> Markup:
    return tag("span", " ", said(words.say("in_a_circle")), class_="note")
