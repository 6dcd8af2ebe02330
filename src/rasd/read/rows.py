"""A row of a table to an article, the same for JSON lines, CSV and Parquet.

``text`` is required and taken verbatim; ``id`` is made from the content where it is missing. ``url``,
``outlet``, ``title``, ``date``, ``author`` and ``language`` are understood; every other field is kept in
``extra`` untouched.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal

from rasd.errors import InputError
from rasd.model import Article
from rasd.read.dates import published_at
from rasd.stable import content_id

FIELDS = ("url", "outlet", "title", "date", "author", "language")
KNOWN = ("id", "text", *FIELDS)
_KNOWN = frozenset(KNOWN)
_SURROGATE = re.compile("[\ud800-\udfff]")


def article_of(row: Mapping[str, object], where: str) -> Article:
    """The article of one row. ``extra["id"]`` says "made from the content" where the row gave none.

    Half of a surrogate pair, which no encoding can write, becomes U+FFFD: every offset stays where it was.

    Raises:
        InputError: the row has no text, or one that is not a text.
    """
    text = _text(row, where)
    values = {name: _plain(row.get(name)) for name in FIELDS}
    extra = {key: value for key, value in row.items() if key not in _KNOWN}
    identity = _plain(row.get("id"))
    if not identity:
        identity = content_id(*(values[name] for name in ("url", "outlet", "title")), text)
        extra.setdefault("id", "made from the content")
    given = row.get("date")
    return Article(
        id=identity,
        text=text,
        **values,
        published=given_time(given) or published_at(values["date"], values["language"]),
        extra=extra,
    )


def _text(row: Mapping[str, object], where: str) -> str:
    if "text" not in row:
        names = ", ".join(map(str, row)) or "none"
        raise InputError(
            where, f"no 'text' (fields: {names[:200]})", "call the field with the article 'text'"
        )
    text = row["text"]
    if not isinstance(text, str) and text is not None:
        raise InputError(where, f"'text' is {_kind(text)}, not a text", "give the article as one string")
    if text is None or not text.strip():
        raise InputError(
            where, "empty text", "nothing to do if the source has none; otherwise fetch it again"
        )
    return _writable(text)


def _writable(text: str) -> str:
    """The text with U+FFFD for each half of a surrogate pair."""
    try:
        text.encode()  # the fastest way to see that there is none
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def _kind(value: object) -> str:
    names = {list: "a list", dict: "an object", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), f"a {type(value).__name__}")


def _plain(value: object) -> str:
    """A field as text: a number as its digits, a list as its items, an object as its name; "" for nothing."""
    if isinstance(value, str):
        return value if value.isascii() else _writable(value)
    if value is None:
        return ""
    items = value if isinstance(value, list) else [value]
    names = (_scalar(item.get("name") if isinstance(item, dict) else item) for item in items)
    return ", ".join(filter(None, names))


def _scalar(value: object) -> str:
    if isinstance(value, str):
        return _writable(value)
    if isinstance(value, float):
        return "" if math.isnan(value) else str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)
    return value.isoformat() if isinstance(value, date | time) else ""


def given_time(value: object) -> datetime | None:
    """A date that the table holds as such (Parquet does): as it is; a day alone as its midnight."""
    if isinstance(value, datetime):
        return value
    return datetime.combine(value, time()) if isinstance(value, date) else None
