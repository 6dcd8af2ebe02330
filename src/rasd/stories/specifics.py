"""The specifics that a statement gives: figures with what they count, and days.

A figure inside a date is none. The days are those of the dates that stand in the statement's words, resolved
(:mod:`rasd.lang.dates`): "أمس" written on a Wednesday and "الثلاثاء" are one day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from rasd.lang.descriptors import describe
from rasd.lang.figures import Figure, find_figures
from rasd.lang.lexis import lexis
from rasd.lang.normalize import fold
from rasd.model import Analysis, Span, Statement, TimeMention
from rasd.stories.likeness import Gist, gist
from rasd.stories.units import early_end, in_background

_WORD = re.compile(r"[^\W\d_]{3,}")
_WORDS = re.compile(r"\w+")
BESIDE = 6
"""Words on each side of a day that say what happened on it."""
_CUT = re.compile(r"\d[.,٫]\s*\Z")
"""What stands before a statement whose first number is the rest of another ("7.|1")."""
_APART = ("partly-the-same", "points-back", "relays-inner-report")
"""Statements that came to their claim for such a reason may speak of something else."""


@dataclass(frozen=True)
class Told:
    """What one statement tells, as far as variants ask for it.

    ``claim`` is the claim's number in the story. ``figures`` have spans of the article; ``days`` are its
    dates of one day. What few pairs of statements come to be compared by is worked out when it is asked for.
    """

    claim: int
    statement: Statement
    analysis: Analysis
    figures: tuple[Figure, ...]
    days: tuple[TimeMention, ...]

    @cached_property
    def gist(self) -> Gist:
        """What it says beside its numbers."""
        said = self._gist(self._words)
        stems = {stem: weight for stem, weight in said.stems.items() if not stem.startswith("#")}
        return Gist(stems, frozenset(), said.negated)

    @cached_property
    def places(self) -> frozenset[str]:
        """The countries that it names."""
        told = (describe(word).countries for word in _WORD.findall(fold(self._words)))
        return frozenset().union(*told)

    @cached_property
    def early(self) -> bool:
        """Whether it stands in the first paragraphs, and does not go back in time."""
        span, text = self.statement.span, self.analysis.article.text
        fresh = span.start < early_end(text)
        return fresh and not in_background(span, text, lexis(self.analysis.language))

    @cached_property
    def around(self) -> tuple[Gist, ...]:
        """What stands beside each day."""
        span, text = self.statement.span, self.analysis.article.text
        return tuple(self._gist(_around(time.span, span, text)) for time in self.days)

    @property
    def published(self) -> date | None:
        """The day on which its article was published."""
        published = self.analysis.article.published
        return published.date() if published else None

    @property
    def _words(self) -> str:
        return self.statement.span.of(self.analysis.article.text)

    def _gist(self, words: str) -> Gist:
        return gist(words, lexis(self.analysis.language))


def told(claim: int, statement: Statement, analysis: Analysis) -> Told | None:
    """The specifics of a statement.

    ``None`` where it has none, or may speak of something else than its claim.
    """
    if any(why.rule in _APART for why in statement.evidence):
        return None
    dates = [time for time in analysis.times if statement.span.contains(time.span)]
    figures = tuple(_figures(statement.span, dates, analysis))
    days = tuple(time for time in dates if time.first == time.last)
    return Told(claim, statement, analysis, figures, days) if figures or days else None


def _figures(span: Span, dates: Sequence[TimeMention], analysis: Analysis) -> Iterator[Figure]:
    """The figures in a span of an article that are no part of a date, with spans of the article."""
    text = analysis.article.text
    cut = _CUT.search(text, max(span.start - 4, 0), span.start)
    for found in _found(span.of(text), analysis.language):
        if not found.span.start and cut:
            continue
        figure = _moved(found, span.start)
        if not any(figure.span.overlaps(time.span) for time in dates):
            yield figure


@lru_cache(maxsize=1 << 12)
def _found(words: str, language: str) -> tuple[Figure, ...]:
    """The figures of some words, remembered: what an agency wrote is printed by many."""
    return tuple(find_figures(words, language))


def _moved(figure: Figure, by: int) -> Figure:
    span, name = (Span(one.start + by, one.end + by) for one in (figure.span, figure.name))
    return replace(figure, span=span, name=name)


def _around(day: Span, home: Span, text: str) -> str:
    """The words of a statement next to a day in it."""
    before = _WORDS.findall(text, home.start, day.start)[-BESIDE:]
    return " ".join(before + _WORDS.findall(text, day.end, home.end)[:BESIDE])
