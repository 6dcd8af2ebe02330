"""By-lines, datelines, agency slugs and credit lines: where an article's text comes from.

A credit is read in segments, cut at dashes, slashes, commas and brackets: "دمشق - سانا" has two. In a
by-line a party may stand anywhere; elsewhere it must fill its segment, for a sentence may begin with
"قالت رويترز: ..." too. An agency's name that is also an ordinary word ("وفا") counts where it fills one;
a newspaper's does not, for half of them are named after cities ("الرياض").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rasd.lang.normalize import fold_word
from rasd.lang.parties import Mention, Party, parties
from rasd.lang.tokens import WORD
from rasd.model import Article, Credit, Link, LinkType, Span

_CUTS = re.compile(r"\s*[-–—ـ/|،,;؛:+()\[\]\n*•]\s*")
_NAME = re.compile(r"[^\s«»\"“”'](?:.*[^\s«»\"“”'.])?", re.S)
_SLUG = re.compile(r"[(\[]([^()\[\]\n]{2,25})[)\]](?=\s*[.]?\s*(?:\n|$))")
_BRACKET = re.compile(r"[(\[]([^()\[\]\n]{2,25})[)\]]\s*(?=[-–—ـ:])")
_STEP = re.compile(r"([^\n.؛؟!:()\[\]،/–—-]{2,40}?)\s*([-–—ـ:/،(\[])\s*")
_LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")
_ENDS = frozenset('.!؟?…"”»)]')
_DASHES = frozenset("-–—ـ")
_CLOSES = _DASHES | {":"}
_FIRST_LINES, _LAST_LINES = 3, 8
_LINE_WORDS = 12
_LINE_LENGTH = 120
_STEP_WORDS = 4
_STEPS = 4
_HEAD, _FOOT = 160, 400
_BY_LINE = 400


def find_credits(
    article: Article, mentions: Sequence[Mention], own: Party | None, wire_words: frozenset[str]
) -> tuple[Credit, ...]:
    """The credits of an article: its by-line field first, then those in its text, in text order.

    ``mentions`` are the known parties that the text names; ``own`` is the article's own outlet (never
    credited); ``wire_words`` are the folded words that credit agencies without naming them ("وكالات").
    """
    found = []
    if article.author.strip():
        found.append(_by_line(article.author, own, wire_words))
    reader = _Reader(article.text, mentions, own, wire_words)
    found += [reader.filled("dateline", span) for span in reader.dateline()]
    found += [reader.filled("slug", span) for span in _slugs(article.text)]
    found += reader.lines()
    return tuple(c for c in _distinct(found) if c.parties or c.wire)


@lru_cache(maxsize=4096)
def _by_line(author: str, own: Party | None, wire_words: frozenset[str]) -> Credit:
    """The credit of a by-line; the same few stand over many articles."""
    return _Reader(author, parties().find(author), own, wire_words).author()


def _slugs(text: str) -> Iterator[Span]:
    """Brackets that stand alone behind a sentence, near the foot of the text."""
    for match in _SLUG.finditer(text, max(len(text) - _FOOT, 0)):
        gap = text[max(match.start() - _FOOT, 0) : match.start()]
        before = gap.rstrip()
        alone = not before or before[-1] in _ENDS or "\n" in gap[len(before) :]
        if alone or not text[match.end() :].strip(" .\n"):
            yield Span(match.start(), match.end())


class _Reader:
    """Makes credits of places in one text."""

    def __init__(
        self, text: str, mentions: Sequence[Mention], own: Party | None, wire_words: frozenset[str]
    ) -> None:
        self.text, self.own, self.wire_words = text, own, wire_words
        # Two names that a mark parts are no name together: "دبي - الرياضية".
        self.mentions = [
            m for m in mentions if m.party.type is not LinkType.SOCIAL and not _parted(m.span.of(text))
        ]

    def author(self) -> Credit:
        """The by-line: every party it names."""
        filling = self._filling(Span(0, min(len(self.text), _BY_LINE)))
        links = self._links([*self.mentions, *filling], spanned=False)
        wire = any(w in self.wire_words for w in _words(self.text))
        return Credit("author", self.text.strip(), links, None, wire)

    def dateline(self) -> Iterator[Span]:
        """The short steps at the head of the text, each closed by a mark, the last by a dash or colon."""
        text = self.text
        begin = at = len(text) - len(text.lstrip())
        end, mark = 0, ""
        for _ in range(_STEPS):
            bracket = _BRACKET.match(text, at, begin + _HEAD)
            step = bracket or _STEP.match(text, at, begin + _HEAD)
            if step is None or len(_words(step.group(1))) > _STEP_WORDS:
                break
            at, mark = step.end(), "" if bracket else step.group(2)
            if bracket:
                end = step.end(1) + 1
            elif mark in _CLOSES:
                end = step.end(2)
            elif mark in "([":  # the bracket is a step of its own
                at = step.start(2)
        # "دمشق-سانا أعلنت": nothing but a space behind the agency.
        agencies = (
            m.span.end for m in self.mentions if m.party.type is LinkType.AGENCY and m.span.start == at
        )
        end = next(agencies, end) if mark in _DASHES else end
        if end:
            yield Span(begin, end)

    def filled(self, place: str, area: Span) -> Credit:
        """A place in the text: the parties that fill a segment of it each."""
        links = self._links(self._filling(area), spanned=True)
        wire = any(self._wired(segment, links) for segment in _segments(self.text, area))
        return Credit(place, area.of(self.text).strip(), links, area, wire)

    def lines(self) -> list[Credit]:
        """Short lines at the head or the foot of the text that hold little but names of parties."""
        spans = [Span(m.start(), m.end()) for m in _LINE.finditer(self.text)]
        out = []
        for span in spans[:_FIRST_LINES] + spans[max(len(spans) - _LAST_LINES, _FIRST_LINES) :]:
            words = _words(span.of(self.text)) if span.end - span.start <= _LINE_LENGTH else []
            if not 0 < len(words) <= _LINE_WORDS:
                continue
            links = self._links([*self._inside(span), *self._filling(span)], spanned=True)
            wire = any(self._wired(segment, links) for segment in _segments(self.text, span))
            held = sum(len(_words(link.name)) for link in links) + sum(w in self.wire_words for w in words)
            if (links or wire) and held * 2 >= len(words):
                out.append(Credit("credit line", span.of(self.text), links, span, wire))
        return out

    def _inside(self, area: Span) -> list[Mention]:
        return [m for m in self.mentions if area.contains(m.span)]

    def _filling(self, area: Span) -> list[Mention]:
        """The parties that fill a segment of ``area``; of those found by its words alone, agencies only."""
        out = []
        for segment in _segments(self.text, area):
            whole = [m for m in self.mentions if m.span.start <= segment.start and segment.end <= m.span.end]
            if whole:
                out += [m for m in whole if area.contains(m.span)]
                continue
            name = self._behind_wire(segment)
            short = len(_words(name.of(self.text))) <= _STEP_WORDS
            party = parties().lookup(name.of(self.text), certain=True) if short else None
            if party is not None and party.type is LinkType.AGENCY:
                out.append(Mention(party, name))
        return out

    def _behind_wire(self, segment: Span) -> Span:
        """``وكالات عن X``: where X stands; any other segment as it is."""
        words = [m.span() for m in WORD.finditer(self.text, *segment)]
        first = fold_word(self.text[slice(*words[0])]) if words else ""
        return Span(words[2][0], segment.end) if len(words) > 2 and first in self.wire_words else segment

    def _links(self, mentions: Sequence[Mention], spanned: bool) -> tuple[Link, ...]:
        links: dict[str, Link] = {}
        for party, where in sorted(mentions, key=lambda m: m.span):
            if self.own is None or party.id != self.own.id:
                key = f"party:{party.id}"
                span = where if spanned else None
                links.setdefault(key, Link(where.of(self.text), party.type, span, "", key))
        return tuple(links.values())

    def _wired(self, segment: Span, links: tuple[Link, ...]) -> bool:
        """Whether a segment says "agencies" and no more, or "agencies, after X"."""
        words = _words(segment.of(self.text))
        if not words or not self.wire_words.intersection((words[0], words[-1])):
            return False
        named = any(link.span is not None and segment.overlaps(link.span) for link in links)
        return words[-1] in self.wire_words or named


def _segments(text: str, area: Span) -> Iterator[Span]:
    at = area.start
    for cut in [*_CUTS.finditer(text, area.start, area.end), None]:
        end = cut.start() if cut else area.end
        if name := _NAME.search(text, at, end):
            yield Span(name.start(), name.end())
        at = cut.end() if cut else end


def _parted(name: str) -> bool:
    return any(cut.group() != cut.group().strip() for cut in _CUTS.finditer(name))


def _words(text: str) -> list[str]:
    return [fold_word(m.group()) for m in WORD.finditer(text)]


def _distinct(credits: list[Credit]) -> list[Credit]:
    """Drop a credit that stands inside another one."""
    out: list[Credit] = []
    for credit in credits:
        inside = any(c.span and credit.span and c.span.contains(credit.span) for c in out)
        if not inside:
            out.append(credit)
    return out
