"""By-lines, datelines, agency slugs and credit lines: where an article's text comes from.

A credit is read in segments, cut at dashes, slashes, commas and brackets: "دمشق - سانا" has two. In a
by-line a party may stand anywhere; elsewhere it must fill its segment, for a sentence may begin with
"قالت رويترز: ..." too. An agency's name that is also an ordinary word ("وفا") counts where it fills one;
a newspaper's does not, for half of them are named after cities ("الرياض").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property, lru_cache

from rasd.lang import lexicon
from rasd.lang.nearby import Nearby
from rasd.lang.normalize import fold_word
from rasd.lang.parties import Mention, Party, parties
from rasd.lang.tokens import WORD
from rasd.model import Article, Credit, Link, LinkType, Span

_CUTS = re.compile(r"\s*[-–—ـ/|،,;؛:+()\[\]\n*•]\s*")
_NAME = re.compile(r"[^\s«»\"“”'](?:.*[^\s«»\"“”'.])?", re.S)
_SLUG = re.compile(r"[(\[]([^()\[\]\n]{2,25})[)\]](?=\s*[.]?\s*(?:\n|$))")
_BRACKET = re.compile(r"[(\[]([^()\[\]\n]{2,25})[)\]]\s*(?=[-–—ـ:])")
_STEP = re.compile(r"([^\n.؛؟!:()\[\]،/–—-]{2,40}?)\s*([-–—ـ:/،(\[])\s*")
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
_REMEMBERED = 1 << 17  # words; a corpus has few more that matter


def find_credits(article: Article, mentions: Sequence[Mention] | None = None) -> tuple[Credit, ...]:
    """The credits of an article: its by-line field first, then those in its text, in text order.

    ``mentions`` are the known parties that the text names; without them only the places are read where a
    credit may stand. The article's own outlet is never credited.
    """
    found = []
    if article.author.strip() and (by_line := _by_line(article.author)):
        found.append(_without(by_line, parties().of_outlet(article.outlet, article.url)))
    reader = _Reader(article.text, article, mentions)
    found += [reader.filled("dateline", span) for span in reader.dateline()]
    found += [reader.filled("slug", span) for span in _slugs(article.text)]
    found += reader.lines()
    return tuple(c for c in _distinct(found) if c.parties or c.wire)


@cache
def _wire_words() -> frozenset[str]:
    """The folded words that credit agencies without naming them ("وكالات")."""
    return lexicon.load("ar").words("wire")


@lru_cache(maxsize=1 << 14)
def _by_line(author: str) -> Credit | None:
    """The credit of a by-line, whatever outlet it stands in; the same few stand over many articles."""
    if not _worth_reading(author):
        return None
    credit = _Reader(author).author()
    return credit if credit.parties or credit.wire else None


def _without(credit: Credit, own: Party | None) -> Credit:
    """The credit without the article's own outlet."""
    if own is None or all(link.key != own.key for link in credit.parties):
        return credit
    return replace(credit, parties=tuple(link for link in credit.parties if link.key != own.key))


class _Telling(dict[str, bool]):
    """Whether a word, as it stands, can begin a party's name or is one for agencies."""

    def __missing__(self, word: str) -> bool:
        folded = fold_word(word)
        found = folded in _wire_words() or parties().can_begin(folded)
        if len(self) < _REMEMBERED:
            self[word] = found
        return found


_telling = _Telling()


def _worth_reading(place: str) -> bool:
    """Whether a place can credit anybody at all. Words cut at a tatweel are told by reading only."""
    found = WORD.findall(place)
    if not any(map(_telling.__getitem__, found)):
        return "ـ" in place
    words = list(map(fold_word, found))
    return "ـ" in place or not _wire_words().isdisjoint(words) or any(True for _ in parties().begins(words))


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
        self, text: str, article: Article | None = None, mentions: Sequence[Mention] | None = None
    ) -> None:
        self.text, self.article = text, article
        self.nearby = Nearby(text) if mentions is None else None
        self.mentions = mentions or ()

    @cached_property
    def own(self) -> Party | None:
        """The outlet of the article."""
        return parties().of_outlet(self.article.outlet, self.article.url) if self.article else None

    def _at(self, area: Span) -> list[Mention]:
        """The mentions that overlap an area, but for platforms."""
        found = self.nearby.at(area) if self.nearby else [m for m in self.mentions if m.span.overlaps(area)]
        # Two names that a mark parts are no name together: "دبي - الرياضية".
        return [m for m in found if m.party.type is not LinkType.SOCIAL and not _parted(m.span.of(self.text))]

    def author(self) -> Credit:
        """The by-line: every party it names."""
        everything = self._at(Span(0, len(self.text)))
        filling = self._filling(Span(0, min(len(self.text), _BY_LINE)), everything)
        links = self._links([*everything, *filling], spanned=False)
        wire = any(w in _wire_words() for w in _words(self.text))
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
        end = self._agency_at(at, end) if mark in _DASHES else end
        if end and _worth_reading(text[begin:end]):
            yield Span(begin, end)

    def _agency_at(self, at: int, end: int) -> int:
        """Where the agency ends that is named at a place; else ``end``."""
        word = WORD.match(self.text, at)
        if word is None or not _telling[word.group()]:
            return end
        agencies = (
            m.span.end
            for m in self._at(Span(at, at + 1))
            if m.party.type is LinkType.AGENCY and m.span.start == at
        )
        return next(agencies, end)

    def filled(self, place: str, area: Span) -> Credit:
        """A place in the text: the parties that fill a segment of it each."""
        links = self._links(self._filling(area, self._at(area)), spanned=True)
        wire = any(self._wired(segment, links) for segment in _segments(self.text, area))
        return Credit(place, area.of(self.text).strip(), links, area, wire)

    def lines(self) -> list[Credit]:
        """Short lines at the head or the foot of the text that hold little but names of parties."""
        out = []
        for span in _outer_lines(self.text):
            line = span.of(self.text)
            if not _worth_reading(line):
                continue
            words = _words(line)
            if not 0 < len(words) <= _LINE_WORDS:
                continue
            mentions = self._at(span)
            inside = [m for m in mentions if span.contains(m.span)]
            links = self._links([*inside, *self._filling(span, mentions)], spanned=True)
            wire = any(self._wired(segment, links) for segment in _segments(self.text, span))
            held = sum(len(_words(link.name)) for link in links) + sum(w in _wire_words() for w in words)
            if (links or wire) and held * 2 >= len(words):
                out.append(Credit("credit line", line, links, span, wire))
        return out

    def _filling(self, area: Span, mentions: Sequence[Mention]) -> list[Mention]:
        """The parties that fill a segment of ``area``; of those found by its words alone, agencies only."""
        out = []
        for segment in _segments(self.text, area):
            whole = [m for m in mentions if m.span.start <= segment.start and segment.end <= m.span.end]
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
        return Span(words[2][0], segment.end) if len(words) > 2 and first in _wire_words() else segment

    def _links(self, mentions: Sequence[Mention], spanned: bool) -> tuple[Link, ...]:
        links: dict[str, Link] = {}
        for party, where in sorted(mentions, key=lambda m: m.span):
            if self.own is None or party.id != self.own.id:
                span = where if spanned else None
                links.setdefault(party.key, Link(where.of(self.text), party.type, span, "", party.key))
        return tuple(links.values())

    def _wired(self, segment: Span, links: tuple[Link, ...]) -> bool:
        """Whether a segment says "agencies" and no more, or "agencies, after X"."""
        words = _words(segment.of(self.text))
        if not words or _wire_words().isdisjoint((words[0], words[-1])):
            return False
        named = any(link.span is not None and segment.overlaps(link.span) for link in links)
        return words[-1] in _wire_words() or named


def _outer_lines(text: str) -> Iterator[Span]:
    """The short ones of the first and the last lines that hold anything, without the blanks round them."""
    lines = text.split("\n")
    filled = [i for i, line in enumerate(lines) if line and not line.isspace()]
    for i in filled[:_FIRST_LINES] + filled[max(len(filled) - _LAST_LINES, _FIRST_LINES) :]:
        bare = lines[i].strip()
        if len(bare) <= _LINE_LENGTH:
            start = sum(map(len, lines[:i])) + i + lines[i].index(bare[0])
            yield Span(start, start + len(bare))


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
