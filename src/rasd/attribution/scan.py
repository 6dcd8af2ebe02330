"""An article's text as arrays of tokens, with its sentences and quotations.

Everything after this step works on token indexes; spans are made from them at the very end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from rasd.lang.normalize import fold, fold_word
from rasd.lang.parties import Mention, Party
from rasd.lang.tokens import TOKEN
from rasd.model import Span

_FAMILY = {"«": 1, "»": 1, "‹": 1, "›": 1, "“": 2, "”": 2, "„": 2, "‟": 2, '"': 3, "＂": 3}
_CLOSING = frozenset('"”“»«')
_STOPS = frozenset(".!?؟۔…")
_COMMAS = frozenset("،,؛;")
_SHORTEST_QUOTE = 3
_LONG_SENTENCE, _LONGEST_SENTENCE = 240, 300


class Page:
    """Tokens of one text: parallel lists ``words`` (folded), ``starts`` and ``ends`` (character offsets).

    ``sentence_of[i]`` is the number of token *i*'s sentence; sentence *k* covers the tokens
    ``bounds[k]`` to ``bounds[k + 1]``. ``closes[i]`` is the index of the mark that closes the quotation
    opened at *i*, ``opens`` the other way round; ``inside[i]`` the index of the mark that opened the
    quotation around *i*, or -1.
    ``parties`` gives the known parties by the token at which their names begin.
    """

    __slots__ = (
        "bounds",
        "closes",
        "ends",
        "inside",
        "line_end",
        "n",
        "opens",
        "parties",
        "sentence_of",
        "starts",
        "text",
        "words",
    )

    def __init__(self, text: str, mentions: Sequence[Mention] = ()) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._tokenise()
        self.n = len(self.starts)
        folded = fold(text)
        if len(folded) == len(text):
            self.words = [folded[b:e] for b, e in zip(self.starts, self.ends, strict=True)]
        else:
            self.words = [fold_word(text[b:e]) for b, e in zip(self.starts, self.ends, strict=True)]
        self.line_end = self._line_ends()
        self.closes: dict[int, int] = {}
        self.inside = [-1] * self.n
        self._pair_quotes()
        self.opens = {close: opening for opening, close in self.closes.items()}
        self.bounds: list[int] = []
        self.sentence_of = self._sentences()
        self.parties = self._parties(mentions)

    def _tokenise(self) -> None:
        starts, ends = self.starts, self.ends
        for match in TOKEN.finditer(self.text):
            starts.append(match.start())
            ends.append(match.end())

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
        for i, word in enumerate(self.words):
            if self.line_end[i] != line:
                self._close_rest(open_at, line)
                line = self.line_end[i]
            family = _FAMILY.get(word)
            if family is None:
                continue
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
        self.bounds.append(0)
        k = 0
        for i, word in enumerate(self.words):
            numbers.append(k)
            stop = word in _STOPS and self.inside[i] < 0 and self._space_after(i)
            stop = stop and not self._initial(i)
            closed = word in _FAMILY and i not in self.closes and i and self.words[i - 1] in _STOPS
            # Every cue reads on to the end of its sentence: one without end would take for ever.
            length = i + 1 - self.bounds[-1]
            endless = length > _LONG_SENTENCE and (word in _COMMAS or length == _LONGEST_SENTENCE)
            closed = closed and self.inside[i] < 0 and self._space_after(i)
            if i + 1 == self.line_end[i] or stop or closed or endless:
                self.bounds.append(i + 1)
                k += 1
        if self.bounds[-1] != self.n:
            self.bounds.append(self.n)
        return numbers

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
