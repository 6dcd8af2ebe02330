"""Whom the people of a text speak to: "قال الوزير لوكالة فرانس برس", "في مقابلة مع رويترز".

A text whose people speak to an agency was written by that agency, or after its text: reporters write down
what is said to them. "وفقا لرويترز" only cites it. Read in Arabic (``data/ar/parties.toml``).
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

_NEAR = 60  # characters before a name that hold the words which decide


class _Words(NamedTuple):
    """The folded words that decide: the preposition, those with which it cites, meetings, "with"."""

    to: str
    citing: frozenset[str]
    meetings: frozenset[str]
    beside: frozenset[str]


@cache
def _words() -> _Words:
    data = addressing_words("ar")
    (to,) = data["to"]
    return _Words(to, frozenset(data["citing"]), frozenset(data["meetings"]), frozenset(data["beside"]))


_NAME, _CARRIES, _TO, _BESIDE, _MEETING = b"n", b"c", b"t", b"w", b"m"
"""A word with which a name may begin; one that has "to" written onto it as well; "to"; "with"; a meeting."""
_MAY = re.compile(rb"c|(?<=t)[nc]|(?<=m...w|.m..w|..m.w|...mw)[nc]")
MOST_WORDS = 500_000
"""Distinct ones of which it is remembered what they are."""


class _Kinds(dict[str, bytes]):
    """What the words between blanks are, as they are written: a corpus has few distinct ones."""

    def __missing__(self, written: str) -> bytes:
        kinds = b"".join(map(_kind, WORD.findall(written)))
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
    if not parties().can_begin(folded):
        return b" "
    return _CARRIES if folded.startswith(words.to) else _NAME


def may_address(text: str) -> bool:
    """Whether somebody in the text may speak to an agency or outlet: a quick look, which most texts fail."""
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


def _spoken_to(text: str, mention: Mention) -> bool:
    """Whether "to" stands on or before the name and does not cite, or an interview "with" it is told of."""
    words = _words()
    before = [fold_word(m.group()) for m in WORD.finditer(text, max(mention.span.start - _NEAR, 0))
              if m.end() <= mention.span.start]  # fmt: skip
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
