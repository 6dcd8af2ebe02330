"""HTML of how a claim spread: a drawing of reports and origins over time, and the rows that it is drawn from.

The drawing is inline SVG without a script or a word in it; what it shows stands in the table below. In a
page that reads from right to left time runs from right to left.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from rasd.export import spread
from rasd.export.markup import Markup, bdi, join, moment, said, table, tag
from rasd.export.phrases import Context, Words
from rasd.export.visible import clock
from rasd.model import Claim, Sighting

WIDTH, HEIGHT, EDGE = 640.0, 100.0, 10.0
"""The drawing's size in its own units, and the margin round it."""
_OPEN_ROWS = 12
_LINE = {"fill": "none", "stroke": "currentColor", "stroke_width": "2"}
_Point = tuple[float, float]


def spread_section(
    claim: Claim, context: Context, words: Words, most: int | None = None, whole: str = ""
) -> Markup | None:
    """How the claim spread; nothing where there is only one report. The table has the first ``most`` of them,
    and leads to ``whole`` for the others."""
    rows = list(spread.rows(claim, context, words))
    if len(rows) < 2:
        return None
    head = [words.word(key) for key in ("time", "article", "reports_so_far", "origins_so_far")]
    cells = [
        (
            moment(row.when, words) or words.word("undated"),
            join(bdi(row.name), f" ({words.word('copy')})" if row.copy else None),
            row.reports,
            row.origins,
        )
        for row in rows[:most]
    ]
    dated = table(head, cells, ("", "", "", ""), words.word("spread"))
    shown = join(dated, _left_out(len(rows) - len(cells), whole, words))
    drawing = _drawing(claim, words)
    if drawing or len(rows) > _OPEN_ROWS:
        shown = tag("details", tag("summary", words.word("lineage_table")), shown, class_="more")
    body = tag("div", drawing, shown, class_="spread")
    return join(tag("h4", words.word("spread")), body)


def _left_out(left: int, whole: str, words: Words) -> Markup | None:
    if not left:
        return None
    sentence = said(words.say("more_reports", n=left))
    return tag("p", tag("a", sentence, href=whole) if whole else sentence, class_="more")


def _drawing(claim: Claim, words: Words) -> Markup | None:
    """Reports and origins over time as steps; nothing where all times are one."""
    dated = spread.dated(claim)
    seconds = [_seconds(when) for when, _ in dated]
    if len(dated) < 2 or seconds[0] == seconds[-1]:
        return None
    room, length = WIDTH - 2 * EDGE, seconds[-1] - seconds[0]
    across = [EDGE + room * (when - seconds[0]) / length for when in seconds]
    if words.direction == "rtl":
        across = [WIDTH - x for x in across]
    most = dated[-1][1].reports
    reports = [(x, _height(one.reports, most)) for x, (_, one) in zip(across, dated, strict=True)]
    origins = [(x, _height(one.origins, most)) for x, (_, one) in zip(across, dated, strict=True)]
    floor = _height(0, most)
    area = [(across[0], floor), *_steps(origins, floor), (across[-1], floor)]
    svg = tag(
        "svg",
        # Said in the drawing too: not every reader of a page applies its style to what is drawn.
        tag("polygon", points=_points(area), fill="currentColor", fill_opacity=".2", class_="origins"),
        tag("polyline", points=_points(_steps(reports, floor)), **_LINE, class_="reports"),
        *(_dot(point, one) for point, (_, one) in zip(reports, dated, strict=True)),
        viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}",
        role="img",
        aria_label=words.word("spread_legend"),
        class_="timeline",
    )
    ends = tag("div", *(_end(*dated[at], words) for at in (0, -1)), class_="ends")
    return join(svg, ends, tag("p", words.word("spread_legend"), class_="note"))


def _end(when: datetime, one: Sighting, words: Words) -> Markup:
    """What stands below an end of the drawing: when that is, and how many reports there are by then."""
    reports = words.count("reports", one.reports)
    return tag("span", moment(clock(when), words), tag("span", reports, class_="count"))


def _height(number: int, most: int) -> float:
    return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * number / most


def _steps(points: Sequence[_Point], floor: float) -> list[_Point]:
    """The corners of a stair that rises at each point."""
    corners: list[_Point] = []
    before = floor
    for x, y in points:
        corners += [(x, before), (x, y)]
        before = y
    return corners


def _points(points: Sequence[_Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _dot(point: _Point, one: Sighting) -> Markup:
    x, y = point
    look = _LINE | {"class_": "copied"} if one.copy else {"fill": "currentColor", "class_": "original"}
    return tag("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r="4", **look)


def _seconds(when: datetime) -> float:
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
