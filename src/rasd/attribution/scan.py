"""An article's text as arrays of tokens, with its sentences and quotations.

Everything after this step works on token indexes; spans are made from them at the very end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from rasd.lang.parties import Mention, Party
from rasd.lang.tokens import Tokens, tokens
from rasd.model import Span

_FAMILY = {"«": 1, "»": 1, "‹": 1, "›": 1, "“": 2, "”": 2, "„": 2, "‟": 2, '"': 3, "＂": 3}
_CLOSING = frozenset('"”“»«')
_STOPS = frozenset(".!?؟۔…")
_SPECIAL = _STOPS.union(_FAMILY)
_COMMAS = frozenset("،,؛;")
_SHORTEST_QUOTE = 3
_LONG_SENTENCE, _LONGEST_SENTENCE = 240, 300


class Page:
    """Tokens of one text: parallel lists ``words`` (folded), ``starts`` and ``ends`` (character offsets).

    ``sentence_of[i]`` is the number of token *i*'s sentence; sentence *k* covers the tokens
    ``bounds[k]`` to ``bounds[k + 1]``. ``closes[i]`` is the index of the mark that closes the quotation
    opened at *i*, ``opens`` the other way round; ``inside[i]`` the index of the mark that opened the
    quotation around *i*, or -1. ``line_end[i]`` is one past the last token of *i*'s line.
    ``parties`` gives the known parties by the token at which their names begin.
    """

    __slots__ = (
        "bounds",
        "closes",
        "ends",
        "inside",
        "line_end",
        "marks",
        "n",
        "opens",
        "parties",
        "sentence_of",
        "starts",
        "text",
        "words",
    )

    def __init__(self, text: str | Tokens, mentions: Sequence[Mention] = ()) -> None:
        cut = tokens(text)
        self.text, self.words, self.starts, self.ends = cut.text, cut.words, cut.starts, cut.ends
        self.n = len(self.starts)
        self.line_end = self._line_ends()
        # Only marks and ends of lines can open or close anything: the words between are not looked at.
        self.marks = [i for i, word in enumerate(self.words) if word in _SPECIAL]
        self.closes: dict[int, int] = {}
        self.inside = [-1] * self.n
        self._pair_quotes()
        self.opens = {close: opening for opening, close in self.closes.items()}
        self.bounds: list[int] = []
        self.sentence_of = self._sentences()
        self.parties = self._parties(mentions)

    def _parties(self, mentions: Sequence[Mention]) -> dict[int, tuple[Party, int]]:
        """For the token at which a known party's name begins: the party, and the token behind its name."""
        found = {}
        for party, span in mentions:
            begin, end = self.token_at(span.start), self.token_at(span.end - 1) + 1
            if end < self.n and self.words[end] in _CLOSING and self.inside[end - 1] >= begin:
                end += 1
            if end < self.n and self.words[end] == ")" and "(" in self.words[begin:end]:
                end += 1
            found[begin] = (party, end)
        return found

    def _line_ends(self) -> list[int]:
        """For each token, the index one past the last token of its line."""
        ends: list[int] = []
        begin = 0
        at = self.text.find("\n")
        while at >= 0:
            end = bisect_left(self.starts, at)
            ends.extend([end] * (end - begin))
            begin = end
            at = self.text.find("\n", at + 1)
        ends.extend([self.n] * (self.n - begin))
        return ends

    def _pair_quotes(self) -> None:
        """Pair marks of one family within a line; an opening mark left over runs to the line's end."""
        open_at: dict[int, int] = {}
        line = -1
        for i in self.marks:
            family = _FAMILY.get(self.words[i])
            if family is None:
                continue
            if self.line_end[i] != line:
                self._close_rest(open_at, line)
                line = self.line_end[i]
            if family in open_at and not self._opens_anew(i):
                self.closes[open_at.pop(family)] = i
            else:
                open_at[family] = i
        self._close_rest(open_at, line)
        for begin, end in sorted(self.closes.items(), reverse=True):
            for i in range(begin + 1, min(end, self.n)):
                if self.inside[i] < 0:
                    self.inside[i] = begin

    def _close_rest(self, open_at: dict[int, int], line: int) -> None:
        for begin in open_at.values():
            if line - begin > _SHORTEST_QUOTE:
                self.closes[begin] = line
        open_at.clear()

    def _opens_anew(self, i: int) -> bool:
        """Whether a mark stands as an opening one does, space before and none after it."""
        text, b, e = self.text, self.starts[i], self.ends[i]
        space_before = b == 0 or text[b - 1].isspace()
        glued_after = e < len(text) and not text[e].isspace() and text[e].isalnum()
        return space_before and glued_after

    def _sentences(self) -> list[int]:
        """Cut at full stops followed by space, outside quotations, at line ends, and where none comes."""
        numbers: list[int] = []
        bounds = self.bounds
        bounds.append(0)
        ends = {end - 1 for end in self.line_end if end}
        for i in sorted(ends.union(self.marks)):
            if i in ends or self._stops(i):
                self._bound(i + 1)
        if bounds[-1] != self.n:
            self._bound(self.n)
        for k in range(len(bounds) - 1):
            numbers += [k] * (bounds[k + 1] - bounds[k])
        return numbers

    def _bound(self, end: int) -> None:
        """End a sentence; one without end, which every cue would read to the last, is cut at a comma."""
        begin = self.bounds[-1]
        while end - begin > _LONG_SENTENCE:
            comma = (
                k
                for k in range(begin + _LONG_SENTENCE, min(end, begin + _LONGEST_SENTENCE))
                if self.words[k] in _COMMAS
            )
            begin = next(comma, begin + _LONGEST_SENTENCE - 1) + 1
            if begin >= end:
                break
            self.bounds.append(begin)
        self.bounds.append(end)

    def _stops(self, i: int) -> bool:
        """Whether a sentence ends with the mark at ``i``."""
        word = self.words[i]
        if self.inside[i] >= 0 or not self._space_after(i):
            return False
        if word in _STOPS:
            return not self._initial(i)
        return word in _FAMILY and i not in self.closes and i > 0 and self.words[i - 1] in _STOPS

    def _initial(self, i: int) -> bool:
        """A stop after a single letter: an initial or a title, "د. أحمد"."""
        return self.words[i] == "." and i > 0 and len(self.words[i - 1]) == 1 and self.words[i - 1].isalpha()

    def _space_after(self, i: int) -> bool:
        return i + 1 >= self.n or self.starts[i + 1] > self.ends[i]

    def sentence(self, i: int) -> tuple[int, int]:
        """Token range of the sentence around token *i*."""
        k = self.sentence_of[i]
        return self.bounds[k], self.bounds[k + 1]

    def span(self, begin: int, end: int) -> Span:
        """Character span of the tokens ``begin`` to ``end`` (exclusive)."""
        return Span(self.starts[begin], self.ends[end - 1])

    def is_word(self, i: int) -> bool:
        """Whether token *i* is a word rather than a mark."""
        return self.words[i][:1].isalnum() or self.words[i][:1] == "_"

    def token_at(self, offset: int) -> int:
        """Index of the last token that starts at or before a character offset."""
        return max(bisect_right(self.starts, offset) - 1, 0)
