"""By-lines, datelines, agency slugs and credit lines: where an article's text comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rasd.lang.normalize import fold_word
from rasd.lang.parties import Mention, Party, parties
from rasd.lang.tokens import WORD
from rasd.model import Article, Credit, Link, LinkType, Span

_SLUG = re.compile(r"[(\[]([^()\[\]\n]{2,25})[)\]]")
_DATELINE = re.compile(r"^\s*([^\n.،:؛]{2,60}?)\s*(?:[-–—:ـ]|\([^)\n]{2,25}\))")
_LINE = re.compile(r"[^\n]+")
_EDGE_LINES = 5
_LINE_WORDS = 12
_LINE_LENGTH = 120
_HEAD = 160


def find_credits(
    article: Article, mentions: Sequence[Mention], own: Party | None, wire_words: frozenset[str]
) -> tuple[Credit, ...]:
    """The credits of an article: its by-line field first, then those in its text, in text order.

    ``mentions`` are the known parties that the text names; ``own`` is the article's own outlet (never
    credited); ``wire_words`` are the folded words that credit agencies without naming them ("وكالات").
    """
    reader = _Reader(own, wire_words)
    found = []
    if article.author.strip():
        found.append(reader.credit("author", article.author, None, parties().find(article.author)))
    text = article.text
    places = [("dateline", _dateline(text))]
    places += [("slug", span) for span in _slugs(text)]
    for place, span in places:
        if span is not None:
            found.append(reader.credit(place, text, span, mentions))
    found.extend(reader.lines(text, mentions))
    return tuple(c for c in _distinct(found) if c.parties or c.wire)


def _dateline(text: str) -> Span | None:
    match = _DATELINE.match(text[:_HEAD])
    return Span(match.start(1), match.end()) if match else None


def _slugs(text: str) -> list[Span]:
    """Short bracketed words near the head or the foot of the text."""
    foot = max(len(text) - _HEAD, _HEAD)
    areas = ((0, _HEAD), (foot, len(text)))
    return [Span(m.start(), m.end()) for begin, end in areas for m in _SLUG.finditer(text, begin, end)]


class _Reader:
    """Makes credits of places in a text."""

    def __init__(self, own: Party | None, wire_words: frozenset[str]) -> None:
        self.own, self.wire_words = own, wire_words

    def credit(self, place: str, text: str, span: Span | None, mentions: Sequence[Mention]) -> Credit:
        """The parties named in ``span`` of ``text`` (in all of it where ``None``), own outlet left out."""
        area = span or Span(0, len(text))
        links: list[Link] = []
        for party, where in mentions:
            own = self.own is not None and party.id == self.own.id
            if not area.contains(where) or own or party.type is LinkType.SOCIAL:
                continue
            key = f"party:{party.id}"
            if all(link.key != key for link in links):
                links.append(Link(where.of(text), party.type, where if span else None, "", key))
        words = (fold_word(m.group()) for m in WORD.finditer(area.of(text)))
        wire = any(w in self.wire_words for w in words)
        return Credit(place, area.of(text).strip(), tuple(links), span, wire)

    def lines(self, text: str, mentions: Sequence[Mention]) -> list[Credit]:
        """Short lines at the head or the foot of the text that hold little but names of parties."""
        spans = [Span(m.start(), m.end()) for m in _LINE.finditer(text)]
        edge = spans[:2] + spans[-3:] if len(spans) > _EDGE_LINES else spans
        out = []
        for span in edge:
            if span.end - span.start > _LINE_LENGTH:
                continue
            words = [fold_word(m.group()) for m in WORD.finditer(span.of(text))]
            if not 0 < len(words) <= _LINE_WORDS:
                continue
            credit = self.credit("credit line", text, span, mentions)
            named = sum(len(link.name.split()) for link in credit.parties)
            named += sum(w in self.wire_words for w in words)
            if (credit.parties or credit.wire) and named * 2 >= len(words):
                out.append(credit)
        return out


def _distinct(credits: list[Credit]) -> list[Credit]:
    """Drop a credit that stands inside another one."""
    out: list[Credit] = []
    for credit in credits:
        inside = any(c.span and credit.span and c.span.contains(credit.span) for c in out)
        if not inside:
            out.append(credit)
    return out
