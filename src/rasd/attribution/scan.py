"""An article's text as arrays of tokens, with its sentences and quotations.

Everything after this step works on token indexes; spans are made from them at the very end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence

from rasd.attribution.entities import Kind
from rasd.lang.flags import Is
from rasd.lang.parties import Mention, Party
from rasd.lang.tokens import Tokens, tokens
from rasd.model import Span, TimeMention

_FAMILY = {"«": 1, "»": 1, "‹": 1, "›": 1, "“": 2, "”": 2, "„": 2, "‟": 2, '"': 3, "＂": 3}
_CLOSING = frozenset('"”“»«')
_STOPS = frozenset(".!?؟۔…")
_SPECIAL = _STOPS.union(_FAMILY)
_SHORTEST_QUOTE = 3
_LONG_SENTENCE, _LONGEST_SENTENCE = 240, 300
_NOTHING = ["\n"] * 8  # what rules find that look behind the last token, or before the first: no word


class Page:
    """Tokens of one text: parallel lists ``words`` (folded), ``starts`` and ``ends`` (character offsets).

    There are ``n`` tokens; the lists go on for some places that hold no word, so that a rule may look a few
    tokens beyond either end of the text.

    ``sentence_of[i]`` is the number of token *i*'s sentence; sentence *k* covers the tokens
    ``bounds[k]`` to ``bounds[k + 1]``. ``closes[i]`` is the index of the mark that closes the quotation
    opened at *i*, ``opens`` the other way round; ``inside[i]`` the index of the mark that opened the
    quotation around *i*, or -1. ``line_end[i]`` is one past the last token of *i*'s line.
    ``parties`` gives the known parties by the token at which their names begin; ``dates`` the token behind
    each date by its first, ``dates_end`` the last tokens of dates. ``kinds[i]`` says what token *i* can be.
    ``remembered`` is for the language's reader: the kinds of the parties asked for, by their places.
    """

    __slots__ = (
        "_counts",
        "bounds",
        "closes",
        "dates",
        "dates_end",
        "ends",
        "inside",
        "kinds",
        "line_end",
        "marks",
        "n",
        "opens",
        "parties",
        "remembered",
        "sentence_of",
        "starts",
        "text",
        "words",
    )

    def __init__(
        self,
        text: str | Tokens,
        kinds: Mapping[str, int],
        mentions: Sequence[Mention] = (),
        times: Sequence[TimeMention] = (),
    ) -> None:
        cut = tokens(text)
        self.text, self.n = cut.text, len(cut.words)
        behind = [len(self.text)] * len(_NOTHING)
        self.words, self.starts, self.ends = cut.words + _NOTHING, cut.starts + behind, cut.ends + behind
        self.kinds = [*map(kinds.__getitem__, cut.words), *[0] * len(_NOTHING)]
        self._counts: Counter[str] | None = None
        self.remembered: dict[tuple[int, int, int], Kind] = {}
        self.line_end = self._line_ends()
        # Only marks and ends of lines can open or close anything: the words between are not looked at.
        self.marks = [i for i, word in enumerate(cut.words) if word in _SPECIAL]
        self.closes: dict[int, int] = {}
        self.inside = [-1] * len(self.words)
        self._pair_quotes()
        self.opens = {close: opening for opening, close in self.closes.items()}
        self.bounds: list[int] = []
        self.sentence_of = self._sentences()
        self.parties = self._parties(mentions)
        self.dates = {
            self.token_at(t.span.start): self.token_at(t.span.end - 1) + 1
            for t in times
            if t.span.end - t.span.start > 2
        }
        self.dates_end = {end - 1 for end in self.dates.values()}

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
            end = bisect_left(self.starts, at, 0, self.n)
            ends.extend([end] * (end - begin))
            begin = end
            at = self.text.find("\n", at + 1)
        ends.extend([self.n] * (len(self.words) - begin))
        return ends

    def _pair_quotes(self) -> None:
        """Pair marks of one family within a line; an opening mark left over runs to the line's end."""
        open_at: dict[int, int] = {}
        closed: dict[int, int] = {}  # the last closing mark of each family
        line = -1
        for i in self.marks:
            family = _FAMILY.get(self.words[i])
            if family is None:
                continue
            if self.line_end[i] != line:
                self._close_rest(open_at, line)
                line = self.line_end[i]
            if self._doubled(i) and i - 1 in (open_at.get(family), closed.get(family)):
                continue
            begin = open_at.pop(family, None)
            if begin is None or self._left_open(begin, i):
                open_at[family] = i
            else:
                self.closes[begin] = closed[family] = i
        self._close_rest(open_at, line)
        for begin, end in sorted(self.closes.items()):  # the inner ones last: theirs are the words inside
            behind = min(end, self.n)
            self.inside[begin + 1 : behind] = [begin] * (behind - begin - 1)

    def _doubled(self, i: int) -> bool:
        """A mark that a writer set twice (``""أصبحت``): the second one opens and closes nothing."""
        return i > 0 and self.words[i - 1] == self.words[i] and self.starts[i] == self.ends[i - 1]

    def _left_open(self, begin: int, i: int) -> bool:
        """Whether the mark at ``i`` opens a quotation of its own: the one at ``begin`` was never closed."""
        stop = self._report_after(begin, i)
        if stop < i:  # right behind the mark, and that opened nothing
            if stop - begin > _SHORTEST_QUOTE:
                self.closes[begin] = stop
            return True
        if self._opens_anew(i):
            self._close_at_stop(begin, i)
            return True
        return False

    def _close_at_stop(self, begin: int, following: int) -> None:
        """A quotation that nobody closed before the next one opens ends with its last sentence."""
        stop = next((k for k in range(following - 1, begin, -1) if self.words[k] in _STOPS), 0)
        if stop - begin > _SHORTEST_QUOTE:
            self.closes[begin] = stop

    def _close_rest(self, open_at: dict[int, int], line: int) -> None:
        for begin in open_at.values():
            end = self._report_after(begin, line)
            if end - begin > _SHORTEST_QUOTE:
                self.closes[begin] = end
        open_at.clear()

    def _report_after(self, begin: int, line: int) -> int:
        """The stop before a sentence such as ``وأضاف أن``, which no open quotation holds, or the end."""
        joined = Is.VERB | Is.JOINED
        for k in range(begin + 1, min(line, self.n) - 2):
            if self.words[k] in _STOPS:
                following = next((j for j in range(k + 1, k + 3) if self.words[j] not in ")]"), k)
                if self.kinds[following] & (joined | Is.AMBIGUOUS) == joined:
                    return k
        return line

    def _opens_anew(self, i: int) -> bool:
        """Whether a mark stands as an opening one does, space before and none after it."""
        text, b, e = self.text, self.starts[i], self.ends[i]
        if i and self.words[i - 1] == ":":
            return True
        space_before = b == 0 or text[b - 1].isspace()
        glued_after = e < len(text) and not text[e].isspace() and text[e].isalnum()
        return space_before and glued_after

    def _sentences(self) -> list[int]:
        """Cut at full stops followed by space, outside quotations, at line ends, and where none comes."""
        numbers: list[int] = []
        bounds = self.bounds
        bounds.append(0)
        ends = {end - 1 for end in set(self.line_end) if end}
        for i in sorted(ends.union(self.marks)):
            if i in ends or self._stops(i):
                self._bound(i + 1)
        if bounds[-1] != self.n:
            self._bound(self.n)
        for k in range(len(bounds) - 1):
            numbers += [k] * (bounds[k + 1] - bounds[k])
        numbers += [max(len(bounds) - 2, 0)] * len(_NOTHING)
        return numbers

    def _bound(self, end: int) -> None:
        """End a sentence; one without end, which every cue would read to the last, is cut at a comma."""
        begin = self.bounds[-1]
        while end - begin > _LONG_SENTENCE:
            comma = (
                k
                for k in range(begin + _LONG_SENTENCE, min(end, begin + _LONGEST_SENTENCE))
                if self.kinds[k] & Is.COMMA
            )
            begin = next(comma, begin + _LONGEST_SENTENCE - 1) + 1
            if begin >= end:
                break
            self.bounds.append(begin)
        self.bounds.append(end)

    def _stops(self, i: int) -> bool:
        """Whether a sentence ends with the mark at ``i``."""
        word = self.words[i]
        if self.inside[i] >= 0 or not (self._space_after(i) or self._run_together(i)):
            return False
        if word in _STOPS:
            return not self._initial(i)
        if word not in _FAMILY or i in self.closes or not i or self.words[i - 1] not in _STOPS:
            return False
        return not self._letters_before(i - 1)

    def _letters_before(self, stop: int) -> bool:
        """``قناة "إن.تي.في." الروسية``: letters by their names, each with its stop."""
        glued = stop > 2 and self.starts[stop] == self.ends[stop - 1] and self.words[stop - 2] == "."
        return glued and self.starts[stop - 1] == self.ends[stop - 2] and len(self.words[stop - 1]) < 4

    def _run_together(self, i: int) -> bool:
        """A full stop without the space behind it ("السلاح.ومن المقرر"), and no address ("العربية.نت")."""
        if self.words[i] != "." or not 0 < i < self.n - 1 or self.ends[i - 1] < self.starts[i]:
            return False
        before, after = self.words[i - 1], self.words[i + 1]
        return len(before) > 2 and len(after) > 3 and "\u0621" <= after[0] <= "\u064a" and after[0] in "وفاب"

    def _initial(self, i: int) -> bool:
        """A stop after a single letter: an initial or a title, "د. أحمد"."""
        if self.words[i] != "." or not i:
            return False
        letter = len(self.words[i - 1]) == 1 and self.words[i - 1].isalpha()
        return letter or bool(self.kinds[i - 1] & Is.LETTERS and self.starts[i] == self.ends[i - 1])

    def _space_after(self, i: int) -> bool:
        return i + 1 >= self.n or self.starts[i + 1] > self.ends[i]

    @property
    def counts(self) -> Counter[str]:
        """How often each word stands on the page."""
        if self._counts is None:
            self._counts = Counter(self.words[: self.n])
        return self._counts

    def sentence(self, i: int) -> tuple[int, int]:
        """Token range of the sentence around token *i*."""
        k = self.sentence_of[i]
        return self.bounds[k], self.bounds[k + 1]

    def span(self, begin: int, end: int) -> Span:
        """Character span of the tokens ``begin`` to ``end`` (exclusive)."""
        return Span(self.starts[begin], self.ends[end - 1])

    def raw(self, i: int) -> str:
        """Token *i* as the text spells it, not folded."""
        return self.text[self.starts[i] : self.ends[i]]

    def token_at(self, offset: int) -> int:
        """Index of the last token that starts at or before a character offset."""
        return max(bisect_right(self.starts, offset, 0, self.n) - 1, 0)
