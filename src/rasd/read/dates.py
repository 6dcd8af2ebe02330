"""When an article was published: from a machine's timestamp, or from a date that people read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time

from rasd.lang.dates import parse_date
from rasd.read.timestamps import YEARS, parse_timestamp

_LINES_ABOVE = 25
_LONGEST = 90
"""Characters up to which a line above the text may be a date line."""
_YEAR = re.compile(r"(?:19|20|13|14)\d\d|[٠-٩۰-۹]{4}")
# "نوفمبر 24, 2016": English order in Arabic words, as WordPress writes it.
_MONTH_FIRST = re.compile(r"([^\W\d_]+(?:\s[^\W\d_]+)?)\s+(\d{1,2})\s*[,،]?\s+(\d{4})")
_PARTS = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+|\s*:\s+(?=\D)")


def published_at(text: str, language: str) -> datetime | None:
    """The moment that ``text`` names: a timestamp of any kind, or a date in words ("24 تشرين الثاني 2016").

    Midnight, without a zone, where only the day is known; ``None`` where it cannot be told.
    """
    found = parse_timestamp(text)
    if found or not _YEAR.search(text):  # without a year a date in words is counted from a day unknown here
        return found
    day = parse_date(_MONTH_FIRST.sub(r"\2 \1 \3", text), language)
    return datetime.combine(day, time()) if day and day.year in YEARS else None


def visible_date(lines: Sequence[str], language: str) -> tuple[str, datetime | None]:
    """The last line above a text that is a date, as it stands and understood; ("", None) without one."""
    for line in reversed(lines[-_LINES_ABOVE:]):
        if len(line) > _LONGEST or not _YEAR.search(line):
            continue
        for part in (line, *_PARTS.split(line)):
            found = published_at(part, language) if part else None
            if found:
                return part, found
    return "", None
