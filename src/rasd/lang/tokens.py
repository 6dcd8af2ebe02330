"""Cuts a text into words and marks without losing an offset.

A word is a run of letters and digits with the marks that stand on them: ``\\w`` alone would cut a
vocalised word at every haraka. ZWNJ joins the two parts of one Persian word.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from rasd.doors import open_door
from rasd.lang.normalize import INVISIBLE, MARKS, TABLE, fold
from rasd.model import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

_INSIDE = re.escape(MARKS + "\u200c" + INVISIBLE)
WORD = re.compile(rf"\w[\w{_INSIDE}]*")
TOKEN = re.compile(rf"\w[\w{_INSIDE}]*|[^\w\s]")
_DIGITS = re.compile(r"\d+")

_SHORT = 100  # characters, up to which the arrays cost more than they save
_SPACE, _LETTER, _MARK, _JOINED, _RARE = range(5)
_GONE = "\ue000"  # stands for a character or a token that folds to nothing, so that offsets and indexes stay


def word_spans(text: str) -> Iterator[Span]:
    """The words of the text, in order."""
    for match in WORD.finditer(text):
        yield Span(match.start(), match.end())


class Tokens:
    """One text, cut and folded once for all who read it.

    ``words[i]`` is the folded token *i*, a word or a mark (U+E000 where it folds to nothing);
    ``starts[i]`` and ``ends[i]`` are its character offsets in ``text``, end exclusive. ``plain`` are the
    numbers of the tokens that are words.
    """

    __slots__ = ("_plain_words", "ends", "plain", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int]
        self.ends: list[int]
        self.words: list[str]
        self.plain: list[int]
        cut = _cut_fast(text) if len(text) > _SHORT else None
        if cut is None:
            cut = cut_slowly(text)
        self.words, self.starts, self.ends, self.plain = cut
        self._plain_words: list[str] | None = None

    @classmethod
    def of(cls, text: str, cut: Cut) -> Tokens:
        """A text that somebody else has cut, by the rules of its language."""
        made = cls.__new__(cls)
        made.text = text
        made.words, made.starts, made.ends, made.plain = cut
        made._plain_words = None
        return made

    @property
    def plain_words(self) -> list[str]:
        """The folded words, marks left out; one list for all who ask, to be read only."""
        if self._plain_words is None:
            self._plain_words = list(map(self.words.__getitem__, self.plain))
        return self._plain_words


def tokens(text: str | Tokens) -> Tokens:
    """The text as tokens; what is cut already stays as it is."""
    return text if isinstance(text, Tokens) else Tokens(text)


class Cut(NamedTuple):
    """The parallel lists of :class:`Tokens`."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    plain: list[int]


def cut_slowly(text: str) -> Cut:
    """The tokens by the definitions themselves (:data:`TOKEN`, fold), for texts with rare characters."""
    matches = list(TOKEN.finditer(text))
    plain = [i for i, m in enumerate(matches) if WORD.match(m[0])]
    words = [fold(m[0]) or _GONE for m in matches]
    return Cut(words, [m.start() for m in matches], [m.end() for m in matches], plain)


class _Table(NamedTuple):
    """For each code point of the basic plane: its kind, what it folds to, whether it is a digit; and the
    library of arrays."""

    np: Any
    kind: NDArray[Any]
    fold: NDArray[Any]
    digit: NDArray[Any]


@cache
def _table() -> _Table:
    """Made from the definitions, once; characters that fold to several, and surrogates, are rare."""
    np = open_door("numpy")
    kind, folded = np.zeros(0x10000, np.uint8), np.arange(0x10000, dtype="<u2")
    plane = "".join(map(chr, range(0x10000)))
    kind[:] = _MARK
    for match in re.finditer(r"\s", plane):
        kind[match.start()] = _SPACE
    for match in re.finditer(r"\w+", plane):
        kind[match.start() : match.end()] = _LETTER
    kind[[ord(char) for char in MARKS + "\u200c" + INVISIBLE]] = _JOINED
    for code, to in TABLE.items():
        if len(to) > 1:
            kind[code] = _RARE
        elif code < 0x10000:
            folded[code] = ord(to or _GONE)
    kind[0xD800:0xE001] = _RARE  # surrogates, and the stand-in itself
    digit = np.zeros(0x10000, bool)
    digit[[match.start() for match in re.finditer(r"\d", plane)]] = True
    return _Table(np, kind, folded, digit)


def _cut_fast(text: str) -> Cut | None:
    """The same by look-up in arrays; ``None`` where the text has a rare character."""
    np, kinds, folds, _ = _table()
    codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")
    kind = kinds.take(codes)
    rarest = kind.max(initial=_SPACE)
    if len(codes) != len(text) or rarest == _RARE:
        return None
    if rarest == _JOINED:
        _join(np, kind)
    letter = np.zeros(len(kind) + 2, bool)  # with a blank before and behind
    letter[1:-1] = kind == _LETTER
    mark = kind == _MARK
    first, last = letter[1:-1] > letter[:-2], letter[1:-1] > letter[2:]
    at = (first | mark).nonzero()[0]
    starts, ends = at.tolist(), ((last | mark).nonzero()[0] + 1).tolist()
    folded = folds.take(codes).tobytes().decode("utf-16-le")
    words = [folded[begin:end] for begin, end in zip(starts, ends, strict=True)]
    _close_up(folded, words, starts)
    return Cut(words, starts, ends, first[at].nonzero()[0].tolist())


def _close_up(folded: str, words: list[str], starts: list[int]) -> None:
    """Take out of the words what folds to nothing: few have any of it."""
    gone = folded.find(_GONE)
    while gone >= 0:
        i = bisect_right(starts, gone) - 1
        word = words[i]
        if _GONE in word:
            words[i] = word.replace(_GONE, "") or _GONE
        gone = folded.find(_GONE, max(starts[i] + len(word), gone + 1))


def _join(np: Any, kind: NDArray[Any]) -> None:
    """Characters that may stand inside a word belong to the one before them; elsewhere they are marks."""
    joined = (kind == _JOINED).nonzero()[0]
    fresh = np.ones(len(joined), bool)  # behind a character of another kind, the one that decides
    fresh[1:] = joined[1:] > joined[:-1] + 1
    before = (joined[fresh] - 1)[fresh.cumsum() - 1]
    kind[joined] = np.where((before >= 0) & (kind[before] == _LETTER), _LETTER, _MARK)


def numerals(text: str) -> list[int]:
    """The offsets at which digits begin, of whatever script, in order: one for each run of them."""
    found = _numerals_fast(text) if len(text) > _SHORT else None
    return [match.start() for match in _DIGITS.finditer(text)] if found is None else found


def _numerals_fast(text: str) -> list[int] | None:
    """The same by look-up in an array; ``None`` where the text has characters beyond the basic plane."""
    table = _table()
    codes = table.np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")
    if len(codes) != len(text):
        return None
    digit = table.np.zeros(len(codes) + 1, bool)  # with a blank before
    digit[1:] = table.digit.take(codes)
    found: list[int] = (digit[1:] > digit[:-1]).nonzero()[0].tolist()
    return found
