"""Lines of a news page that are not its article: "read more", "related", share buttons, comment forms.

The phrases are data, ``data/<language>/boilerplate.toml``: each with a line that it must remove and
one that it must keep, checked on loading. A phrase matches whole words after folding and never sees
punctuation; ``#`` in it stands for any number. What a phrase does is its ``where``:

``line``      the line is this phrase and nothing else
``start``     the line begins with it and has at most ``max_words`` words
``heading``   as ``line``; what comes after it and is nothing but a link goes too, in lines or in its own
``tail``      as ``line`` or, with ``max_words``, as ``start``; all after it goes too, unless hardly
              any of the text came before it

The same files hold the words that open a by-line ("بقلم") or a credit ("المصدر:").
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from rasd.errors import DataError
from rasd.lang.normalize import fold
from rasd.lang.tokens import WORD

LANGUAGES = ("ar", "en", "fa")
_MOST_WORDS = 8
"""Words that a by-line or a credit may have."""
_LONGEST = 600
"""Characters beyond which a line is no boilerplate."""
_MARKS = frozenset(":/|-–—")
_LEAST_BEFORE_TAIL = 150
_TAIL_SHARE = 0.25
"""A tail ends the text where so many characters, and so much of what comes after, came before it."""


class Where(StrEnum):
    """What a phrase does to the line it matches and to those after it."""

    LINE = "line"
    START = "start"
    HEADING = "heading"
    TAIL = "tail"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of boilerplate: its folded words; ``max_words`` is 0 where it must be the whole line."""

    words: tuple[str, ...]
    where: Where
    max_words: int = 0

    def matches(self, words: Sequence[str]) -> bool:
        """Whether a line of these folded words is boilerplate by this phrase."""
        if tuple(words[: len(self.words)]) != self.words:
            return False
        return len(words) <= max(self.max_words, len(self.words))


@dataclass(frozen=True, slots=True)
class Opening:
    """Folded words that open a by-line or a credit; with ``mark``, one of ``: - / |`` must follow them."""

    words: tuple[str, ...]
    mark: bool = False

    def rest(self, line: str) -> str | None:
        """What the line says after these words; ``None`` where it does not open so, or is long."""
        spans = list(WORD.finditer(line))
        size = len(self.words)
        if len(spans) > _MOST_WORDS or tuple(fold(span.group()) for span in spans[:size]) != self.words:
            return None
        start = spans[size].start() if len(spans) > size else len(line)
        if self.mark and not _MARKS.intersection(line[spans[size - 1].end() : start]):
            return None
        return line[start:].strip()


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """The phrases of one or more languages, and the words that open a by-line or a credit."""

    phrases: Mapping[str, tuple[Phrase, ...]]
    """By first word, longest first."""
    bylines: tuple[Opening, ...] = ()
    """Longest first."""
    credits: tuple[Opening, ...] = ()

    def find(self, line: str) -> Phrase | None:
        """The phrase by which the line is boilerplate, ``None`` where it is not."""
        words = folded_words(line) if len(line) <= _LONGEST else []
        candidates = self.phrases.get(words[0], ()) if words else ()
        return next((phrase for phrase in candidates if phrase.matches(words)), None)

    def strip(self, lines: Sequence[str], links: frozenset[str] = frozenset()) -> list[str]:
        """The lines that are not boilerplate, in order.

        ``links`` are the lines that are nothing but a link in the page: they go where they follow a heading.
        """
        kept: list[str] = []
        under_heading = False
        before, after = 0, sum(map(len, lines))
        for line in lines:
            after -= len(line)
            phrase = self.find(line)
            if (
                phrase
                and phrase.where is Where.TAIL
                and before >= max(_LEAST_BEFORE_TAIL, after * _TAIL_SHARE)
            ):
                break
            if phrase:
                under_heading = phrase.where in (Where.HEADING, Where.TAIL)
            elif not (under_heading and line in links):
                under_heading = False
                before += len(line)
                kept.append(line)
        return kept

    def is_heading(self, label: str) -> bool:
        """Whether what is nothing but a link goes after these words."""
        phrase = self.find(label)
        return phrase is not None and phrase.where in (Where.HEADING, Where.TAIL)

    def byline(self, line: str) -> str:
        """The name that a by-line gives ("بقلم: سمير حداد" gives "سمير حداد"), "" where the line is none."""
        return next(filter(None, (opening.rest(line) for opening in self.bylines)), "")

    def is_credit(self, line: str) -> bool:
        """Whether a short line says where the text comes from ("المصدر: وكالات")."""
        return any(opening.rest(line) is not None for opening in self.credits)


def folded_words(line: str) -> list[str]:
    """The words of a line, folded, every number as ``#``."""
    words = [fold(match.group()) for match in WORD.finditer(line)]
    return ["#" if word.isdigit() else word for word in words]


@cache
def load(*languages: str) -> Boilerplate:
    """The boilerplate of ``languages``; of all where none is named (pages mix them).

    Raises:
        DataError: a phrase is malformed, stands twice, or does not keep to its own examples.
    """
    phrases: dict[str, list[Phrase]] = {}
    bylines: list[Opening] = []
    credited: list[Opening] = []
    for language in languages or LANGUAGES:
        file = resources.files("rasd.lang").joinpath("data", language, "boilerplate.toml")
        table = tomllib.loads(file.read_text("utf-8"))
        source = f"{language}/boilerplate.toml"
        for phrase in read_phrases(table.get("phrase", ()), source):
            phrases.setdefault(phrase.words[0], []).append(phrase)
        bylines += read_openings(table.get("byline", ()), source)
        credited += read_openings(table.get("credit", ()), source)
    longest_first = {
        first: tuple(sorted(group, key=lambda p: (-len(p.words), p.words)))
        for first, group in phrases.items()
    }
    return Boilerplate(longest_first, _longest_first(bylines), _longest_first(credited))


def _longest_first(openings: Iterable[Opening]) -> tuple[Opening, ...]:
    return tuple(sorted(openings, key=lambda opening: (-len(opening.words), opening.words)))


def read_phrases(entries: Iterable[Mapping[str, object]], source: str) -> list[Phrase]:
    """The phrases of a data file, each held to its own examples.

    Raises:
        DataError: as :func:`load`.
    """
    found: dict[tuple[str, ...], Phrase] = {}
    for entry in entries:
        where = f"{source}: phrase {entry.get('text')!r}"
        phrase = _phrase(entry, where)
        if phrase.words in found:
            raise DataError(f"{where} stands twice after folding; remove one")
        found[phrase.words] = phrase
        alone = Boilerplate({phrase.words[0]: (phrase,)})
        if alone.find(_text(entry, "removes", where)) is None:
            raise DataError(f"{where} does not remove its own example {entry['removes']!r}")
        kept = _text(entry, "keeps", where)
        if alone.find(kept) is not None:
            raise DataError(f"{where} removes {kept!r}, which it must keep")
        if not set(phrase.words) & set(folded_words(kept)):
            raise DataError(f"{where}: the line to keep has no word of the phrase, so it shows nothing")
    return list(found.values())


def _phrase(entry: Mapping[str, object], where: str) -> Phrase:
    # "#" is no word to the tokeniser, so it is written as a number before the cutting
    words = tuple(folded_words(_text(entry, "text", where).replace("#", "0")))
    if not words:
        raise DataError(f"{where} has no word")
    try:
        kind = Where(_text(entry, "where", where))
    except ValueError as error:
        raise DataError(f"{where}: where is one of {', '.join(Where)}") from error
    most = entry.get("max_words", 0)
    fits = {Where.START: {True}, Where.TAIL: {True, False}}.get(kind, {False})
    if not isinstance(most, int) or (most > len(words)) not in fits or 0 < most <= len(words):
        raise DataError(f"{where}: max_words is for 'start' and 'tail', and more than the phrase's own words")
    return Phrase(words, kind, most)


def read_openings(entries: Iterable[Mapping[str, object]], source: str) -> list[Opening]:
    """The openings of a data file; each must give "name" in "finds", and nothing in "ignores".

    Raises:
        DataError: as :func:`load`.
    """
    found: list[Opening] = []
    for entry in entries:
        where = f"{source}: opening {entry.get('text')!r}"
        opening = Opening(tuple(folded_words(_text(entry, "text", where))), entry.get("mark") is True)
        if opening.rest(_text(entry, "finds", where)) != entry.get("name"):
            raise DataError(f"{where} does not find {entry.get('name')!r} in its own example")
        if opening.rest(_text(entry, "ignores", where)) is not None:
            raise DataError(f"{where} is found in {entry['ignores']!r}, which it must ignore")
        found.append(opening)
    return found


def _text(entry: Mapping[str, object], key: str, where: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise DataError(f"{where}: {key!r} must be a text")
    return value
