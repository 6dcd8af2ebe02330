"""HTML of who follows whom: who carries a text on one side, whose text it is on the other, a line between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rasd.export import view
from rasd.export.markup import Markup, tag
from rasd.export.phrases import PARTY, Words
from rasd.export.visible import direction, shortened

Href = Callable[[str, str], str]
"""Where an outlet leads, by its key and its name."""

Row = tuple[str, str, int, int]
"""Outlet, whose text it carries (an outlet's name or a party's key), how often, how often uncredited."""

_WIDE, _HIGH, _DOWN, _ACROSS, _EDGE, _LABEL = 150.0, 30.0, 10.0, 230.0, 16.0, 20
"""A box's size, the room between two of a side and between the sides, the margin, characters of a name."""
MOST = 40
"""Pairs that are drawn: those that are met most often."""


@dataclass(frozen=True, slots=True)
class _Side:
    """The boxes of one side, ``x`` being their left edge, ``mark`` what their ids begin with: in which row
    each stands, and what who reads by ear hears of it."""

    mark: str
    x: float
    rows: Mapping[str, int]
    heard: Mapping[str, str]

    def middle(self, key: str) -> float:
        """The height of a box's middle."""
        return _EDGE + self.rows[key] * (_HIGH + _DOWN) + _HIGH / 2

    def id(self, key: str) -> str:
        """What a box is called."""
        return f"{self.mark}-{self.rows[key]}"


def network_graph(rows: Sequence[Row], words: Words, href: Href) -> Markup | None:
    """The drawing; nothing where nobody follows anybody. ``href`` says where each leads."""
    drawn = sorted(rows, key=lambda row: (-row[2], row[0], row[1]))[:MOST]
    if not drawn:
        return None
    names = {key: _name(key, words) for row in drawn for key in row[:2]}
    width = 2 * (_EDGE + _WIDE) + _ACROSS
    edges = (_EDGE, width - _EDGE - _WIDE)
    near, far = edges if words.direction == "ltr" else edges[::-1]
    carriers = _side("carrier", near, [(one, other, n) for one, other, n, _ in drawn], names, words)
    originals = _side("original", far, [(other, one, n) for one, other, n, _ in drawn], names, words)
    lines = [_line(row, carriers, originals, drawn[0][2]) for row in reversed(drawn)]
    boxes = [_box(key, names[key], side, href) for side in (carriers, originals) for key in side.rows]
    height = 2 * _EDGE + max(len(carriers.rows), len(originals.rows)) * (_HIGH + _DOWN) - _DOWN
    label = words.word("network", "web")
    heads = tag("defs", _head("head", "tip"), _head("head-copied", "tip copied"))
    svg = tag(
        "svg", heads, *lines, *boxes, viewBox=f"0 0 {width:g} {height:g}", width=f"{width:g}",
        height=f"{height:g}", class_="lineage", role="group", direction="ltr", aria_label=label,
    )  # fmt: skip
    return tag("div", svg, class_="scroll picture", tabindex="0", role="region", aria_label=label)


def _name(key: str, words: Words) -> str:
    return view.party_name(key, words.direction) if key.startswith(PARTY) else key


def _side(
    mark: str, x: float, pairs: Sequence[tuple[str, str, int]], names: Mapping[str, str], words: Words
) -> _Side:
    """One side, who is met most often first; ``pairs`` have its key, the other's, and how often."""
    weight: defaultdict[str, int] = defaultdict(int)
    others: defaultdict[str, list[str]] = defaultdict(list)
    for key, other, times in pairs:
        weight[key] += times
        others[key].append(f"{names[other]} ({words.count('times', times)})")
    lead = words.word("follows" if mark == "carrier" else "followed_by")
    heard = {
        key: f"{names[key]}. {lead}: {words.word('semicolon').join(told)}" for key, told in others.items()
    }
    ordered = sorted(weight, key=lambda key: (-weight[key], key))
    return _Side(mark, x, {key: at for at, key in enumerate(ordered)}, heard)


def _head(id_: str, look: str) -> Markup:
    return tag(
        "marker", tag("path", d="M0,0 L8,4 L0,8 z", class_=look), id=id_, viewBox="0 0 8 8", refX="8",
        refY="4", markerWidth="8", markerHeight="8", orient="auto", markerUnits="userSpaceOnUse",
    )  # fmt: skip


def _line(row: Row, carriers: _Side, originals: _Side, most: int) -> Markup:
    outlet, original, times, silent = row
    hidden = 2 * silent > times
    rightward = originals.x > carriers.x
    x1, x2 = (carriers.x + _WIDE, originals.x) if rightward else (carriers.x, originals.x + _WIDE)
    y1, y2, bend = carriers.middle(outlet), originals.middle(original), (x2 - x1) / 2
    return tag(
        "path",
        d=f"M{x1:.1f},{y1:.1f} C{x1 + bend:.1f},{y1:.1f} {x2 - bend:.1f},{y2:.1f} {x2:.1f},{y2:.1f}",
        fill="none",
        stroke_width=f"{1 + 6 * times / most:.1f}",
        marker_end="url(#head-copied)" if hidden else "url(#head)",
        class_="step copied" if hidden else "step",
        data_from=carriers.id(outlet),
        data_to=originals.id(original),
    )


def _box(key: str, name: str, side: _Side, href: Href) -> Markup:
    y = side.middle(key)
    label = shortened(name, _LABEL)
    box = tag(
        "rect", x=f"{side.x:.1f}", y=f"{y - _HIGH / 2:.1f}", width=f"{_WIDE:g}", height=f"{_HIGH:g}", rx="6",
        class_="box",
    )  # fmt: skip
    text = tag(
        "text", label, x=f"{side.x + _WIDE / 2:.1f}", y=f"{y + 5:.1f}", text_anchor="middle",
        direction=direction(label) or None, aria_hidden="true",
    )  # fmt: skip
    return tag(
        "a", tag("title", side.heard[key]), box, text, href=href(key, name), class_="node outlet",
        id=side.id(key),
    )  # fmt: skip
