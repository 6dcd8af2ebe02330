"""The parties that a text names at one place, found without reading all of the text.

A naming is short, and so is what decides on it: a generic word and a country before it, a tail behind it.
Some words round the place show what :meth:`rasd.lang.parties.Parties.find` sees there. Where they leave a
doubt - a naming may reach in from further off, or a name counts only if the text gives it in full elsewhere -
the whole text is read after all: the answer is the same, always.
"""

from __future__ import annotations

import re

from rasd.lang.parties import REACH, Mention, Words, parties
from rasd.lang.tokens import Tokens
from rasd.model import Span

_BEFORE, _BEHIND = 260, 160
"""Characters beside the place that hold words enough, as a rule."""
_GAP = re.compile(r"\s")


class Nearby:
    """Finds what one text names at some of its places."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._all: list[Mention] | None = None

    def at(self, place: Span) -> list[Mention]:
        """The mentions of :meth:`~rasd.lang.parties.Parties.find` that share a character with ``place``."""
        found = _glimpse(self._text, place) if self._all is None else None
        if found is None:
            if self._all is None:
                self._all = parties().find(self._text)
            found = self._all
        return [mention for mention in found if mention.span.overlaps(place)]


class _Asked:
    """Known parties of which nothing is known: notes that somebody needed to know."""

    def __init__(self) -> None:
        self.asked = False

    def __contains__(self, key: object) -> bool:
        self.asked = True
        return False


def _glimpse(text: str, place: Span) -> list[Mention] | None:
    """All the mentions that overlap ``place``, perhaps others near it; ``None`` where the text must tell."""
    first = _GAP.search(text, place.start - _BEFORE) if place.start > _BEFORE else None
    begin = first.end() if first else 0
    last = _GAP.search(text, place.end + _BEHIND)
    end = last.start() if last else len(text)
    if begin > place.start or (begin == 0 and end == len(text)):
        return None
    cut = Words(Tokens(text[begin:end]))
    count = len(cut.words)
    inner = sum(cut.end(i) <= place.start - begin for i in range(count))
    outer = sum(cut.start(i) < place.end - begin for i in range(count))
    if end < len(text) and count - outer < parties().most_words:
        return None
    hits = _hits(cut, (REACH if begin else 0, outer), whole=end == len(text))
    at = _fresh(cut.words, hits, inner) if hits is not None and begin else 0
    if hits is None or at is None:
        return None
    found = []
    for i, mention, behind in hits:
        if i >= at:
            at = behind
            found.append(mention._replace(span=Span(mention.span.start + begin, mention.span.end + begin)))
    return found


_Hit = tuple[int, Mention, int]
"""The word at which a naming begins, the naming, the word behind it."""


def _hits(cut: Words, among: tuple[int, int], whole: bool) -> list[_Hit] | None:
    """All namings that begin at these words, overlapping ones too; ``None`` where one is in doubt."""
    known, known_parties, out = _Asked(), parties(), []
    for i in known_parties.begins(cut.words):
        if not among[0] <= i < among[1]:
            continue
        hit = known_parties.match(cut.words, i, quoted=cut.filling(i), known=known)
        if hit is None:
            continue
        behind = i + hit[1]
        if behind == len(cut.words) and not whole:  # its tails may go on
            return None
        out.append((i, Mention(hit[0], Span(cut.start(i), cut.end(behind - 1))), behind))
    return None if known.asked else out


def _fresh(words: list[str], hits: list[_Hit], inner: int) -> int | None:
    """The last word up to ``inner`` that no naming from before it can hold; ``None`` without one."""
    for at in range(min(inner, len(words) - 1), REACH + parties().most_words - 1, -1):
        if not parties().is_tail(words[at]) and not any(i < at < behind for i, _, behind in hits):
            return at
    return None
