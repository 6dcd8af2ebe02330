"""Whom the people of a text speak to: "قال الوزير لوكالة فرانس برس", "في مقابلة مع رويترز".

A text whose people speak to an agency was written by that agency, or after its text: reporters write down
what is said to them. "وفقا لرويترز" only cites it. The same holds of a text that shows an agency at its own
work: "قال شاهد من رويترز", "في بيان تلقته وكالة فرانس برس". Read in Arabic (``data/ar/parties.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from rasd.lang.normalize import fold, fold_word
from rasd.lang.parties import Mention, parties
from rasd.lang.party_data import Party, addressing_words, words_of
from rasd.lang.tokens import WORD
from rasd.model import LinkType

_ONTO = ("و", "ف", "ب", "ل")
_NEAR = 60  # characters before a name that hold the words which decide


class _Words(NamedTuple):
    """The folded words that decide: the preposition, those with which it cites, meetings, "with", and what an
    agency's own work is told by: phrases of one word, of two words."""

    to: str
    citing: frozenset[str]
    meetings: frozenset[str]
    beside: frozenset[str]
    work: frozenset[str]
    works: frozenset[tuple[str, ...]]
    firsts: frozenset[str]
    seconds: frozenset[str]


@cache
def _words() -> _Words:
    data = addressing_words("ar")
    (to,) = data["to"]
    phrases = [tuple(phrase.split()) for phrase in data["at_work"]]
    return _Words(
        to,
        frozenset(data["citing"]),
        frozenset(data["meetings"]),
        frozenset(data["beside"]),
        frozenset(phrase[0] for phrase in phrases if len(phrase) == 1),
        frozenset(phrase for phrase in phrases if len(phrase) > 1),
        frozenset(phrase[0] for phrase in phrases if len(phrase) > 1),
        frozenset(phrase[1] for phrase in phrases if len(phrase) > 1),
    )


_NAME, _CARRIES, _TO, _BESIDE, _MEETING = b"n", b"c", b"t", b"w", b"m"
"""A word with which a name may begin; one that has "to" written onto it as well; "to"; "with"; a meeting."""
_WORK, _FIRST, _EITHER, _SECOND = b"o", b"p", b"b", b"q"
"""A phrase of one word that tells an agency's own work; the first of two; what may be either; the second."""
_MAY = re.compile(rb"c|(?<=[tob])[nc]|(?<=[pb]q)[nc]|(?<=m...w|.m..w|..m.w|...mw)[nc]")
MOST_WORDS = 500_000
"""Distinct ones of which it is remembered what they are."""


class _Kinds(dict[str, bytes]):
    """What the words between blanks are, as they are written: a corpus has few distinct ones."""

    def __missing__(self, written: str) -> bytes:
        kinds = _kind(written) if written.isalpha() else b"".join(map(_kind, WORD.findall(written)))
        if len(self) < MOST_WORDS:
            self[written] = kinds
        return kinds


_kinds = _Kinds()


def _kind(word: str) -> bytes:
    words, folded = _words(), fold(word)
    if folded == words.to:
        return _TO
    if folded in words.beside:
        return _BESIDE
    if folded in words.meetings:
        return _MEETING
    if work := _working(folded):
        return work
    if not parties().can_begin(folded):
        return b" "
    return _CARRIES if folded.startswith(words.to) else _NAME


def _working(folded: str) -> bytes:
    """What a word is among the phrases that tell an agency's own work; nothing where it is in none."""
    words = _words()
    inside = folded[1:] if folded[:1] in _ONTO else folded
    alone = folded in words.work or inside in words.work
    first = folded in words.firsts or inside in words.firsts
    if alone or first:
        return _EITHER if alone and first else _WORK if alone else _FIRST
    return _SECOND if folded in words.seconds else b""


def _bare(word: str) -> tuple[str, ...]:
    """A folded word, and without what may be written onto it."""
    return (word, word[1:]) if word[:1] in _ONTO else (word,)


def may_address(text: str) -> bool:
    """Whether an agency or outlet may be spoken to in the text, or be at work in it: a quick look, which most
    texts fail."""
    words: list[str] = []
    for found in _MAY.finditer(b"    " + b"".join(map(_kinds.__getitem__, text.split()))):
        words = words or WORD.findall(text)
        at = found.start() - 4
        if 0 in parties().begins(list(map(fold, words[at : at + 2]))):
            return True
    return False


def addressed(text: str, mentions: Sequence[Mention] | None = None) -> list[Mention]:
    """The agencies and outlets that somebody in the text speaks to, in text order.

    ``mentions`` are the known parties that the text names, where the caller has them.
    """
    found = parties().find(text) if mentions is None else mentions
    return [m for m in found if m.party.type is not LinkType.SOCIAL and _spoken_to(text, m)]


def at_work(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The agencies among those that the text names that it shows at their own work, in text order."""
    found = []
    for mention in mentions:
        before = _before(text, mention)[-2:]
        alone = bool(before) and not _words().work.isdisjoint(_bare(before[-1]))
        pairs = {(first, before[1]) for first in _bare(before[0])} if len(before) == 2 else set()
        if mention.party.type is LinkType.AGENCY and (alone or not _words().works.isdisjoint(pairs)):
            found.append(mention)
    return found


def _before(text: str, mention: Mention) -> list[str]:
    """The folded words before a name."""
    start = max(mention.span.start - _NEAR, 0)
    return [fold_word(m.group()) for m in WORD.finditer(text, start) if m.end() <= mention.span.start]


def _spoken_to(text: str, mention: Mention) -> bool:
    """Whether "to" stands on or before the name and does not cite, or an interview "with" it is told of."""
    words = _words()
    before = _before(text, mention)
    first = words_of(mention.span.of(text))[0]
    if before and before[-1] == words.to:  # "لـ«رويترز»": the preposition stands apart
        return not before[-2:-1] or before[-2] not in words.citing
    if _carries(first, words.to, mention.party):
        return not before or before[-1] not in words.citing
    return bool(before) and before[-1] in words.beside and not words.meetings.isdisjoint(before[-5:-1])


def _carries(word: str, preposition: str, party: Party) -> bool:
    """Whether the preposition is written onto the word, which is no name that begins so by itself."""
    names = {words_of(name)[0] for name in party.names if words_of(name)}
    return word.startswith(preposition) and word not in names
