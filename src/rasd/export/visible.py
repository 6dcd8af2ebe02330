"""Makes foreign text safe to print beside ours, and keeps two directions of writing in their order.

A news page may hold escape sequences, overrides of direction and lone surrogates; none of them may
reach a terminal or tear the line that it stands on. Between our words and theirs stand the marks
of the Unicode bidirectional algorithm (UAX #9): an isolate (RLI or LRI ... PDI) keeps the quoted words'
own order, and LRM or RLM on both sides keeps the order of the line in terminals that know no
isolates. All of them have the width 0.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, time

LRM, RLM = "\u200e", "\u200f"
RLI, LRI, PDI = "\u2067", "\u2066", "\u2069"

_BLANKS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]"
)
_BROKEN = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
UNSHOWN = re.compile("|".join(one.pattern.rstrip("+") for one in (_BLANKS, _CONTROLS, _BROKEN)))
"""What is never shown as it stands: most texts have nothing of it."""
CLOCK = re.compile(r"\d{4}-\d\d(-\d\d( \d\d:\d\d( UTC)?)?)?")
"""A time as :func:`clock` shows it."""
_FIRST = 2_000
"""Characters that the direction of a text is told by."""
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_LEFT_TO_RIGHT = frozenset({"L", "EN", "AN"})


def one_line(text: str) -> str:
    """The text on one line, without control characters and marks of direction.

    Lone surrogates, which have no place in UTF-8, become U+FFFD.
    """
    if not UNSHOWN.search(text):
        return text
    return _BROKEN.sub("\ufffd", _CONTROLS.sub("", _BLANKS.sub(" ", text)))


def lines(text: str) -> str:
    """As :func:`one_line`, with the text's own line breaks kept as ``\\n``."""
    if not UNSHOWN.search(text):
        return text
    return "\n".join(one_line(line) for line in re.split(r"\r\n?|[\n\x85\u2028\u2029]", text))


def shortened(text: str, length: int) -> str:
    """At most ``length`` characters of the text, cut between words and marked with "…"."""
    text = one_line(text).strip()
    if len(text) <= length:
        return text
    head = text[: length - 1]
    at = head.rfind(" ")
    return (head[:at] if at > length // 2 else head).rstrip(" ،,;:.") + "…"


def in_lines(text: str, length: int) -> tuple[str, ...]:
    """The text in a line of ``length`` characters, or in two of them, cut between words; what two have no
    room for is left out, and marked with "…"."""
    text = one_line(text).strip()
    if len(text) <= length:
        return (text,)
    at = text.rfind(" ", 0, length + 1)
    if at < 1:
        return (shortened(text, length),)
    return text[:at].rstrip(), shortened(text[at:], length)


def clock(when: datetime) -> str:
    """A time to the minute, in UTC where its zone is known, so that any two can be compared; the day alone
    where it has no hour."""
    if when.time() == time():
        return when.date().isoformat()
    if when.tzinfo is None:
        return f"{when:%Y-%m-%d %H:%M}"
    return f"{when.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def direction(text: str) -> str:
    """``"rtl"`` or ``"ltr"`` after the first letter that has a direction (UAX #9, rule P2); else ``""``."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in _RIGHT_TO_LEFT:
            return "rtl"
        if kind == "L":
            return "ltr"
    return ""


def way(text: str) -> str:
    """``"rtl"`` or ``"ltr"`` after most words of a text, ``"rtl"`` where as many run each way; ``""`` where
    none has a direction.

    An Arabic text may begin with a Latin name: what a browser guesses from the first letter would turn the
    whole of it round.
    """
    ways = [direction(word) for word in text[:_FIRST].split()]
    right, left = ways.count("rtl"), ways.count("ltr")
    return ("rtl" if right >= left else "ltr") if right or left else ""


def has_right_to_left(text: str) -> bool:
    """Whether any letter of the text is written from right to left."""
    return any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text)


def set_apart(text: str, base: str) -> str:
    """Foreign words for a line whose direction is ``base``: isolated, and held in place on both sides.

    Words that run the line's own way throughout need nothing.
    """
    text = one_line(text)
    if base == "ltr" and not has_right_to_left(text):
        return text
    if base == "rtl" and not any(unicodedata.bidirectional(char) in _LEFT_TO_RIGHT for char in text):
        return text
    hold = RLM if base == "rtl" else LRM
    # Not FSI: a line break may put a Latin word first, and the rest would turn round.
    isolate = RLI if direction(text) == "rtl" else LRI
    return f"{hold}{isolate}{text}{PDI}{hold}"


def left_to_right(text: str, base: str) -> str:
    """A date or a number with marks in it, kept in its order inside a line whose direction is ``base``.

    The LRM makes its digits left-to-right after an Arabic letter where isolates are not known; the
    RLM keeps a number that follows from joining them.
    """
    return f"{LRI}{LRM}{text}{PDI}{RLM}" if base == "rtl" else text
