"""HTML of who follows whom: outlets round an oval, an arrow from each to those whose text it carries."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from rasd.export import view
from rasd.export.markup import Markup, tag
from rasd.export.phrases import PARTY, Words
from rasd.export.visible import direction, shortened

Href = Callable[[str, str], str]
"""Where an outlet leads, by its key and its name."""

Row = tuple[str, str, int, int]
"""Outlet, whose text it carries (an outlet's name or a party's key), how often, how often uncredited."""

_SIZE, _RADIUS, _LABEL, _WIDE, _HIGH, _GAP = 760.0, 250.0, 18, 136.0, 32.0, 3.0
_MOST = 24
"""Outlets that are drawn: those that are met most often."""


def network_graph(rows: Sequence[Row], words: Words, href: Href) -> Markup | None:
    """The drawing; nothing where nobody follows anybody. ``href`` says where each leads."""
    weight: dict[str, int] = {}
    for outlet, original, times, _ in rows:
        weight[outlet] = weight.get(outlet, 0) + times
        weight[original] = weight.get(original, 0) + times
    if not weight:
        return None
    chosen = sorted(weight, key=lambda key: (-weight[key], key))[:_MOST]
    places = {key: _place(at, len(chosen)) for at, key in enumerate(chosen)}
    most = max(times for _, _, times, _ in rows)
    number = {key: at for at, key in enumerate(chosen)}
    steps = [_arrow(row, places, most, number) for row in rows if row[0] in places and row[1] in places]
    names = {key: view.party_name(key, words.direction) if key.startswith(PARTY) else key for key in chosen}
    nodes = [
        _node(key, number[key], names, places[key], _heard(key, rows, names, words), href) for key in chosen
    ]
    svg = tag(
        "svg", _head(), *steps, *nodes, viewBox=f"0 0 {_SIZE:g} {_SIZE - 120:g}", width=f"{_SIZE:g}",
        height=f"{_SIZE - 120:g}", class_="lineage", role="group", direction="ltr",
        aria_label=words.word("network", "web"),
    )  # fmt: skip
    return tag(
        "div",
        svg,
        class_="scroll picture",
        tabindex="0",
        role="region",
        aria_label=words.word("network", "web"),
    )


def _place(at: int, count: int) -> tuple[float, float]:
    """Round an oval, down one side and up the other, in steps of one height: no box lies on another."""
    down = at if 2 * at <= count else count - at
    share = 2 * down / count
    aside = 0.0 if share in (0.0, 1.0) else max(_WIDE / 2 + 8, _RADIUS * 1.1 * math.sin(math.pi * share))
    middle = _SIZE / 2
    return middle + (aside if down == at else -aside), middle - 60 - _RADIUS + 2 * _RADIUS * share


def _head() -> Markup:
    path = tag("path", d="M0,0 L8,4 L0,8 z", class_="tip")
    marker = tag(
        "marker", path, id="head", viewBox="0 0 8 8", refX="8", refY="4", markerWidth="9", markerHeight="9",
        orient="auto", markerUnits="userSpaceOnUse",
    )  # fmt: skip
    return tag("defs", marker)


def _arrow(row: Row, places: dict[str, tuple[float, float]], most: int, number: dict[str, int]) -> Markup:
    outlet, original, times, silent = row
    (x1, y1), (x2, y2) = places[outlet], places[original]
    middle = _SIZE / 2
    bend_x, bend_y = (x1 + x2) / 2 * 0.6 + middle * 0.4, (y1 + y2) / 2 * 0.6 + (middle - 60) * 0.4
    # It ends at the edge of the box, from whichever side it comes: else its head would lie below the box.
    along, up = x2 - bend_x, y2 - bend_y
    share = min((_WIDE / 2 + _GAP) / max(1e-9, abs(along)), (_HIGH / 2 + _GAP) / max(1e-9, abs(up)), 0.9)
    x2, y2 = x2 - along * share, y2 - up * share
    return tag(
        "path", d=f"M{x1:.1f},{y1:.1f} Q{bend_x:.1f},{bend_y:.1f} {x2:.1f},{y2:.1f}", fill="none",
        stroke_width=f"{1 + 5 * times / most:.1f}", marker_end="url(#head)",
        class_="step copied" if 2 * silent > times else "step", data_from=f"node-{number[outlet]}",
        data_to=f"node-{number[original]}",
    )  # fmt: skip


def _heard(key: str, rows: Sequence[Row], names: dict[str, str], words: Words) -> str:
    """What who reads by ear hears of an outlet: whose text it carries, how often."""
    said = [
        f"{words.word('copied', 'steps')} {names.get(original, original)} ({words.count('times', times)})"
        for outlet, original, times, _ in rows
        if outlet == key
    ]
    return f"{names[key]}: {words.word('semicolon').join(said) or words.word('no_steps')}"


def _node(
    key: str, number: int, names: dict[str, str], place: tuple[float, float], heard: str, href: Href
) -> Markup:
    x, y = place
    label = shortened(names[key], _LABEL)
    way = direction(label) or None
    return tag(
        "a",
        tag("title", heard),
        tag(
            "rect", x=f"{x - _WIDE / 2:.1f}", y=f"{y - _HIGH / 2:.1f}", width=f"{_WIDE:g}",
            height=f"{_HIGH:g}", rx="6", class_="box",
        ),
        tag(
            "text", label, x=f"{x:.1f}", y=f"{y + 5:.1f}", text_anchor="middle", direction=way,
            aria_hidden="true",
        ),
        href=href(key, names[key]), class_="node outlet", id=f"node-{number}",
    )  # fmt: skip
