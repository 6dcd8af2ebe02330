"""The pieces that claims are made of: attributed contents, and what articles say in their own voice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from rasd.lang.lexis import Lexis, lexis
from rasd.lang.normalize import fold
from rasd.model import Analysis, Attribution, Span, Stance
from rasd.stories.likeness import Gist, gist

LEAST_STEMS = 3
"""Telling words that a sentence in the article's own voice must have to say something."""
NARRATED = 10
"""Sentences of an article, from the start, that are read as its own voice."""
EARLY = 2
"""Paragraphs from the start in which news gives what its lead rests on."""
ENOUGH = 8
"""Pieces from which it is counted what most of them have."""
FREQUENT = 0.3
"""Share of the pieces from which a word starts to tell less."""
FADING = 0.5
"""Share of its weight that a word loses which all pieces have."""
HEADING = 12
"""Words that a heading has at most."""
_DATELINE = re.compile(r"[^\n.!?؟]{0,75}?\)\s*[-–—]+\s*|(?:\S+\s){0,3}?\S+\s*[-–—]+\s")
"""A place, an agency in brackets, a dash: "القدس (أ ف ب) - ..."."""
_SENTENCE = re.compile(r"[^\n.!?؟۔…]*(?:[.!?؟۔…]+(?=\S)[^\n.!?؟۔…]*)*[.!?؟۔…]*")
_SUPPORT = (Stance.ASSERTS, Stance.CONFIRMS)
_NO_ASSERTION = (Stance.DENIES, Stance.DECLINES, Stance.DOUBTS, Stance.CONFIRMS)


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece: the words ``span`` of the article ``article`` (an index).

    ``gist`` is what they say; ``headed`` the same together with the headline, for what the article's
    lead asserts (``None`` elsewhere). ``pointing``: says nothing itself and points back at the
    article's main report ("confirmed the news", a refusal to comment). ``early``: begins in the
    first paragraphs, and not in one that goes back in time. ``lead``: stands in the lead. ``inner``:
    the content is mostly another report of this article, with that content ("the agency said that a
    source revealed that ...").
    """

    article: int
    span: Span
    attribution: Attribution | None
    gist: Gist
    headed: Gist | None = None
    pointing: bool = False
    early: bool = False
    lead: bool = False
    inner: Span | None = None

    @property
    def stance(self) -> Stance:
        """What the source does to the content; the article's own voice asserts."""
        return self.attribution.stance if self.attribution else Stance.ASSERTS


def sentences(text: str) -> Iterator[Span]:
    """The sentences of a text, without the spaces round them."""
    for match in _SENTENCE.finditer(text):
        words = match.group()
        stripped = words.strip()
        if stripped:
            start = match.start() + words.index(stripped)
            yield Span(start, start + len(stripped))


def hull(attribution: Attribution) -> Span:
    """The words from the first to the last part of an attribution."""
    parts = [part for part in (attribution.cue, attribution.source, attribution.content) if part]
    return Span(min(part.start for part in parts), max(part.end for part in parts))


def find_units(analyses: Sequence[Analysis]) -> list[Unit]:
    """The pieces of all articles, article by article, in text order.

    Words that most pieces of the story have ("Khashoggi", "the consulate") tell them apart the less.
    """
    units = [unit for index, analysis in enumerate(analyses) for unit in _of_article(index, analysis)]
    if len(units) < ENOUGH:
        return units
    spread = Counter(stem for unit in units for stem in unit.gist.stems)
    fading = {
        stem: 1.0 - FADING * (count / len(units) - FREQUENT) / (1.0 - FREQUENT)
        for stem, count in spread.items()
        if count > FREQUENT * len(units)
    }
    return [_faded(unit, fading) for unit in units]


def _faded(unit: Unit, fading: Mapping[str, float]) -> Unit:
    headed = unit.headed.faded(fading) if unit.headed else None
    return replace(unit, gist=unit.gist.faded(fading), headed=headed)


def _of_article(index: int, analysis: Analysis) -> list[Unit]:
    words = lexis(analysis.language)
    article = analysis.article
    headline = gist(article.title, words)
    lead = lead_span(article.text, words)
    early = early_end(article.text)
    units: list[Unit] = []
    for attribution in analysis.attributions:
        piece = _attributed(attribution, article.text, words)
        if piece is None:
            continue
        span, told, pointing = piece
        first = lead is not None and span.overlaps(lead) and not pointing
        inner = _inner(attribution, analysis.attributions)
        leads = first and inner is None and attribution.stance in _SUPPORT
        headed = told.joined(headline) if leads else None
        fresh = span.start < early and not in_background(span, article.text, words)
        units.append(Unit(index, span, attribution, told, headed, pointing, fresh, first, inner))
    if lead is not None and not _covered(lead, sorted(map(hull, analysis.attributions))):
        said = gist(lead.of(article.text), words)
        units.append(Unit(index, lead, None, said, said.joined(headline), early=True, lead=True))
    return sorted(units, key=lambda unit: (unit.span, unit.attribution is None))


def lead_span(text: str, words: Lexis) -> Span | None:
    """The first sentence that says something, without its dateline.

    A short line of its own without a full stop is a caption, a heading or a dateline: it leads only
    where there is nothing else.
    """
    passed: Span | None = None
    for sentence in sentences(text):
        dateline = _DATELINE.match(text, sentence.start, sentence.end)
        span = Span(dateline.end(), sentence.end) if dateline else sentence
        if len(gist(span.of(text), words).stems) < LEAST_STEMS:
            continue
        if not _is_heading(sentence, text):
            return span
        passed = passed or span
    return passed


def _is_heading(sentence: Span, text: str) -> bool:
    words = sentence.of(text)
    return (
        text[sentence.end : sentence.end + 1] == "\n" and words[-1].isalnum() and words.count(" ") < HEADING
    )


def _inner(outer: Attribution, attributions: Sequence[Attribution]) -> Span | None:
    """The content of a supporting report that makes up most of the content of ``outer``."""
    content = outer.content
    if content is None:
        return None
    for other in attributions:
        said = other.content
        if other is outer or said is None or said == content or other.stance not in _SUPPORT:
            continue
        if not (content.contains(other.cue) and content.contains(said)):
            continue
        # "said that the agency quoted a source as saying that ...": who says it takes room, and says nothing.
        told = hull(other)
        told = told if content.contains(told) else said
        if 2 * (told.end - told.start) >= content.end - content.start:
            return said
    return None


def early_end(text: str) -> int:
    """Where the first :data:`EARLY` paragraphs end; where there are none, so many sentences and one more."""
    body = len(text) - len(text.lstrip())
    for _ in range(EARLY):
        body = text.find("\n", body) + 1
        while body and text[body : body + 1].isspace():
            body += 1
        if not body:
            ends = [span.end for span in islice(sentences(text), EARLY + 1)]
            return ends[-1] if ends else 0
    return body


def _attributed(attribution: Attribution, text: str, words: Lexis) -> tuple[Span, Gist, bool] | None:
    """The words of an attribution's piece, what they say, whether they only point back."""
    content = attribution.content
    if content is None:
        if attribution.stance not in _NO_ASSERTION:
            return None
        span, said = _topic(attribution, text, words)
        return span, said, not said.stems
    said = gist(content.of(text), words)
    pointing = attribution.stance in _NO_ASSERTION and _points_back(content.of(text), words)
    return content, said, pointing


def _topic(attribution: Attribution, text: str, words: Lexis) -> tuple[Span, Gist]:
    """What a refusal is about: the rest of its sentence ("declined to comment on the warning")."""
    said = hull(attribution)
    home = next((s for s in sentences(text) if s.start <= said.start < s.end), said)
    topic = gist(_beside_pointers(text[said.end : home.end], words), words)
    return (Span(said.start, max(said.end, home.end)) if topic.stems else said), topic


def _points_back(content: str, words: Lexis) -> bool:
    return not gist(_beside_pointers(content, words), words).stems


def _beside_pointers(content: str, words: Lexis) -> str:
    """A content without words like "the reports"."""
    return " ".join(word for word in re.findall(r"\w+", fold(content)) if not words.points_back(word))


def in_background(span: Span, text: str, words: Lexis) -> bool:
    """Whether the sentence that holds ``span`` opens by going back in time."""
    home = next((s for s in sentences(text) if s.start <= span.start < s.end), span)
    return _going_back(words.language).match(fold(home.of(text)[:40])) is not None


@cache
def _going_back(language: str) -> re.Pattern[str]:
    """What opens a sentence that goes back in time."""
    phrases = "|".join(map(re.escape, lexis(language).background))
    return re.compile(rf"(?:{phrases})\b" if phrases else r"(?!)")


def _covered(span: Span, parts: Sequence[Span]) -> bool:
    """Whether most of a sentence belongs to attributions, given from where to where these go, in order."""
    covered, at = 0, span.start
    for part in parts:
        start, end = max(part.start, at), min(part.end, span.end)
        if end > start:
            covered, at = covered + end - start, end
    return covered * 2 >= span.end - span.start


def narration(index: int, analysis: Analysis) -> list[Unit]:
    """The sentences near the start of an article that no attribution covers."""
    words = lexis(analysis.language)
    out, parts = [], sorted(map(hull, analysis.attributions))
    for place, span in enumerate(sentences(analysis.article.text)):
        if place >= NARRATED:
            break
        said = gist(span.of(analysis.article.text), words)
        if len(said.stems) >= LEAST_STEMS and not _covered(span, parts):
            out.append(Unit(index, span, None, said))
    return out
