"""Dates as feeds, tables and pages write them, understood or refused.

Understood: ISO 8601, RFC 2822 and its looser cousins ("May 20, 2018 10:05 PM"), all-number dates whose
order is certain, and seconds, milliseconds, microseconds or nanoseconds since 1970. Refused, as ``None``:
what could be read in two ways ("03/04/2018"), what is no date, and years outside 1990..2100 - zeroes of
a database, not publication dates.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from rasd.lang.normalize import fold

YEARS = range(1990, 2101)
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_MONTH = r"(?P<name>JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*\.?"
_TIME = (
    r"(?:[T,\s]+(?:AT\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<part>\d{1,9}))?)?"
    r"\s*(?P<half>AM|PM|A\.M\.|P\.M\.)?"
    r"\s*(?P<zone>Z\b|(?:UTC|GMT)?\s*[+-](?:[01]?\d|2[0-3]):?(?:[0-5]\d)?(?:\s*\([A-Z ]+\))?|[A-Z]{2,5})?)?"
)
_SHAPES = tuple(
    re.compile(shape + _TIME)
    for shape in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<mark>[/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})",
        rf"(?:[A-Z]+,?\s+)?(?P<day>\d{{1,2}})[-\s]{_MONTH}[-\s,]+(?P<year>\d{{4}})",
        rf"(?:[A-Z]+,?\s+)?{_MONTH}\s+(?P<day>\d{{1,2}})(?:ST|ND|RD|TH)?,?\s+(?P<year>\d{{4}})",
        r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<other>\d{1,2})(?P=mark)(?P<year>\d{4})",
    )
)
# What ctime and JavaScript print: "Sun May 20 00:06:55 2018", "Sun May 20 2018 00:06:55 GMT+0400 (Gulf Time)"
_CTIME = re.compile(
    rf"[A-Z]+\s+{_MONTH}\s+(?P<day>\d{{1,2}})\s+(?P<hour>\d{{2}}):(?P<minute>\d{{2}}):(?P<second>\d{{2}})"
    r"(?:\s+(?P<zone>[A-Z]{1,5}|[+-]\d{4}))?\s+(?P<year>\d{4})"
)
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z)?)?")
_EPOCH = re.compile(r"(\d{9,19})(\.\d+)?")
_EPOCH_SCALES = {9: 1, 10: 1, 13: 10**3, 16: 10**6, 19: 10**9}
"""Parts of a second by number of digits; other lengths are a day and a time, or nothing."""
_OFFSET = re.compile(r"([+-])(\d{1,2}?):?(\d{2})?(?!\d)")
_FARTHEST = 14 * 60
"""Minutes that a zone is off at most."""
_ZONES = {
    "Z": 0,
    "UT": 0,
    "UTC": 0,
    "GMT": 0,
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
}
_ZONES |= {"PST": -8, "PDT": -7}
"""The zones that RFC 2822 names, in hours; others are ambiguous (AST, IST) and leave the time without one."""


def parse_timestamp(text: str) -> datetime | None:
    """The moment that ``text`` names, timezone-aware where it says its zone; midnight for a day alone."""
    if _ISO.fullmatch(text) and (found := _iso(text)):
        return found
    plain = " ".join((text if text.isascii() else fold(text)).upper().split())
    if not plain or len(plain) > 80:
        return None
    found = _epoch(plain) or _compact(plain)
    for shape in (*_SHAPES, _CTIME):
        if found is None and (match := shape.fullmatch(plain)):
            found = _build({k: v for k, v in match.groupdict().items() if v is not None})
    return found if found and found.year in YEARS else None


def _iso(text: str) -> datetime | None:
    """What most tables hold, without a zone; ``None`` where a closer look is needed."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year in YEARS else None


def _epoch(text: str) -> datetime | None:
    match = _EPOCH.fullmatch(text)
    if not match or len(match[1]) not in _EPOCH_SCALES:
        return None
    scale = _EPOCH_SCALES[len(match[1])]
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=int(match[1]) * 10**6 // scale)
    except OverflowError:
        return None


def _compact(text: str) -> datetime | None:
    match = _COMPACT.fullmatch(text)
    if not match:
        return None
    numbers = [int(group or 0) for group in match.groups()[:6]]
    return _made(numbers, UTC if match[7] else None)


def _build(parts: dict[str, str]) -> datetime | None:
    day, month = parts.get("day", ""), parts.get("month", "")
    if "name" in parts:
        month = str(_MONTHS.index(parts["name"]) + 1)
    if "first" in parts:
        day, month = _in_order(parts["first"], parts["other"])
    if not day:
        return None
    hour = int(parts.get("hour", 0))
    if "half" in parts:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * parts["half"].startswith("P")
    numbers = [int(parts["year"]), int(month), int(day), hour]
    numbers += [
        int(parts.get("minute", 0)),
        int(parts.get("second", 0)),
        _microseconds(parts.get("part", "")),
    ]
    return _made(numbers, _zone(parts.get("zone", "")))


def _in_order(first: str, other: str) -> tuple[str, str]:
    """Day and month of "first/other": certain where one cannot be a month, or both are the same."""
    if int(other) <= 12 and (int(first) > 12 or int(first) == int(other)):
        return first, other
    if int(first) <= 12 < int(other):
        return other, first
    return "", ""


def _microseconds(digits: str) -> int:
    return int(digits[:6].ljust(6, "0")) if digits else 0


def _made(numbers: list[int], zone: tzinfo | None) -> datetime | None:
    if len(numbers) > 5 and numbers[5] == 60:  # a leap second
        numbers[5] = 59
    try:
        return datetime(*numbers, tzinfo=zone)  # type: ignore[misc,arg-type]
    except (ValueError, OverflowError):
        return None


def _zone(text: str) -> tzinfo | None:
    offset = _OFFSET.search(text)
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        if minutes > _FARTHEST:
            return None
        return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
    return timezone(timedelta(hours=_ZONES[text])) if text in _ZONES else None
