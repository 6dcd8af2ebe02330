"""Cuts a text into words and marks without losing an offset.

A word is a run of letters and digits with the marks that stand on them: ``\\w`` alone would cut a
vocalised word at every haraka. ZWNJ joins the two parts of one Persian word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rasd.lang.normalize import INVISIBLE, MARKS
from rasd.model import Span

_INSIDE = re.escape(MARKS + "\u200c" + INVISIBLE)
WORD = re.compile(rf"\w(?:\w|[{_INSIDE}])*")
TOKEN = re.compile(rf"\w(?:\w|[{_INSIDE}])*|[^\w\s]")


def word_spans(text: str) -> Iterator[Span]:
    """The words of the text, in order."""
    for match in WORD.finditer(text):
        yield Span(match.start(), match.end())
