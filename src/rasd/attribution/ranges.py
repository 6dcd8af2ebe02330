"""What the readers of every language ask of tokens: a range without its marks, a phrase, quotations."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from rasd.attribution.scan import Page
from rasd.model import ContentKind

Range = tuple[int, int]
"""Token indexes, end exclusive."""
QUOTES = frozenset('"“”«»')
_NICKNAME = 2  # words of a quotation that is a name as often as not


def trim(page: Page, begin: int, end: int, trailing: frozenset[str]) -> Range | None:
    """The range without the marks ``trailing`` and quotation marks at its edges; pairs inside stay whole."""
    words, edges = page.words, trailing | QUOTES
    while begin < end and words[begin] in edges:
        begin += 1
    while begin < end and words[end - 1] in edges:
        last = end - 1
        paired = words[last] in QUOTES and page.opens.get(last, -1) >= begin
        if paired or (words[last] == ")" and "(" in words[begin:last]):
            break
        end -= 1
    return (begin, end) if begin < end else None


def kind_by_marks(page: Page, begin: int, end: int) -> ContentKind:
    """Mixed where a quotation of some words stands in the range, else indirect."""
    closes, marks = page.closes, page.marks
    near = marks[bisect_left(marks, begin) : bisect_left(marks, end)]
    partly = any(closes.get(mark, mark) - mark > _NICKNAME for mark in near)
    return ContentKind.MIXED if partly else ContentKind.INDIRECT


def phrase_at(
    words: list[str], i: int, phrases: Mapping[str, tuple[tuple[str, ...], ...]]
) -> tuple[str, ...] | None:
    """The first of the phrases, listed by their first words, that stands at ``i``."""
    found = phrases.get(words[i])
    if found is None:
        return None
    second = words[i + 1] if i + 1 < len(words) else ""
    for phrase in found:
        if len(phrase) == 1:
            return phrase
        if phrase[1] in (second, "ل") and match_phrase(words, i, phrase):
            return phrase
    return None


def match_phrase(words: list[str], i: int, phrase: tuple[str, ...]) -> bool:
    """Whether the words of ``phrase`` stand at ``i``; a last ``ل`` also matches as a clitic."""
    n = len(phrase)
    if phrase[-1] == "ل" and n > 1:
        return (
            i + n <= len(words)
            and tuple(words[i : i + n - 1]) == phrase[:-1]
            and words[i + n - 1].startswith("ل")
        )
    return tuple(words[i : i + n]) == phrase
