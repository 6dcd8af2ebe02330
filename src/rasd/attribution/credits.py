"""By-lines, datelines, agency slugs and credit lines: where an article's text comes from."""

from __future__ import annotations

import re

from rasd.lang.normalize import fold
from rasd.lang.parties import Party, parties
from rasd.lang.tokens import WORD
from rasd.model import Article, Credit, Link, LinkType, Span

_SLUG = re.compile(r"[(\[]([^()\[\]\n]{2,25})[)\]]")
_DATELINE = re.compile(r"^\s*([^\n.،:؛]{2,60}?)\s*(?:[-–—:ـ]|\([^)\n]{2,25}\))")
_SEPARATOR = re.compile(r"[^\w\s]")
_LINE_WORDS = 12
_HEAD = 160


def find_credits(article: Article, own: Party | None, wire_words: frozenset[str]) -> tuple[Credit, ...]:
    """The credits of an article: its by-line field first, then those in its text, in text order.

    ``own`` is the article's own outlet (never credited); ``wire_words`` are the folded words that credit
    agencies without naming them ("وكالات").
    """
    found = []
    if article.author.strip():
        found.append(_credit("author", article.author, None, own, wire_words))
    text = article.text
    dateline = _DATELINE.match(text[:_HEAD])
    if dateline:
        span = Span(dateline.start(1), dateline.end())
        found.append(_credit("dateline", span.of(text), span, own, wire_words))
    for match in _SLUG.finditer(text):
        if match.start() < _HEAD or len(text) - match.end() < _HEAD:
            span = Span(match.start(), match.end())
            found.append(_credit("slug", span.of(text), span, own, wire_words))
    found.extend(_credit_lines(text, own, wire_words))
    return tuple(c for c in _distinct(found) if c.parties or c.wire)


def _credit_lines(text: str, own: Party | None, wire_words: frozenset[str]) -> list[Credit]:
    """Short lines at the head or the foot of the text that hold little but names of agencies."""
    out = []
    spans = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    edge = spans[:2] + spans[-3:] if len(spans) > 5 else spans
    for span in edge:
        words = [fold(m.group()) for m in WORD.finditer(span.of(text))]
        if not 0 < len(words) <= _LINE_WORDS:
            continue
        credit = _credit("credit line", span.of(text).strip(), span, own, wire_words)
        named = sum(len(fold(p.name).split()) for p in credit.parties) + sum(w in wire_words for w in words)
        if (credit.parties or credit.wire) and named * 2 >= len(words):
            out.append(credit)
    return out


def _credit(
    place: str, text: str, span: Span | None, own: Party | None, wire_words: frozenset[str]
) -> Credit:
    matches = list(WORD.finditer(text))
    words = [fold(m.group()) for m in matches]
    links: list[Link] = []
    at = 0
    while at < len(words):
        # A name that is also an ordinary word counts here where it stands between separators.
        hit = parties().match(words, at, quoted=_alone(text, matches, at))
        if hit is None:
            at += 1
            continue
        party, count = hit
        if (own is None or party.id != own.id) and party.type is not LinkType.SOCIAL:
            begin, end = matches[at].start(), matches[at + count - 1].end()
            where = Span(span.start + begin, span.start + end) if span else None
            key = f"party:{party.id}"
            if all(link.key != key for link in links):
                links.append(Link(text[begin:end], party.type, where, "", key))
        at += count
    wire = any(w in wire_words for w in words)
    return Credit(place, text.strip(), tuple(links), span, wire)


def _alone(text: str, matches: list[re.Match[str]], at: int) -> int:
    """How many words from ``at`` on stand between two separators (or ends) of a credit line."""
    if at and not _SEPARATOR.search(text[matches[at - 1].end() : matches[at].start()]):
        return 0
    for k in range(at, len(matches)):
        after = text[matches[k].end() : matches[k + 1].start()] if k + 1 < len(matches) else "|"
        if _SEPARATOR.search(after):
            return k + 1 - at
    return 0


def _distinct(credits: list[Credit]) -> list[Credit]:
    """Drop a credit whose parties another one at the same place already names."""
    out: list[Credit] = []
    for credit in credits:
        inside = any(
            c.span and credit.span and c.span.contains(credit.span) and c.place != "author" for c in out
        )
        if not inside:
            out.append(credit)
    return out
