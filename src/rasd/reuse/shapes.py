"""The arrays that the kernels of this room work on, as named tuples of one-dimensional integers.

Named tuples of arrays are what both plain Python and Numba take, and they keep the kernels' parameters few.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:  # this file and the kernels load without NumPy
    from numpy.typing import NDArray

Ints: TypeAlias = "NDArray[Any]"
"""A one-dimensional array of integers, or whatever is indexed like one: a memoryview of it, a list."""

UNKNOWN, OUTSIDE, LETTER, INSIDE, BREAK = 0, 1, 2, 3, 4
"""Kinds of code point: not asked yet, in no word, in a word, in a word but not first, between articles."""
NONE = -1
STOCK, FOLLOWER = -2, -3
"""Places that :class:`Index` gives instead of a number."""
OUTLET_STOCK, COMMON_STOCK, MANY_COPIES = 1, 2, 3
"""What became of a fingerprint that too many articles have."""
SHINGLE = 5
"""Words of one fingerprint."""
SKETCH = 4
"""Words by which a whole article is compared with another."""


class Letters(NamedTuple):
    """What each code point is (``kind``, UNKNOWN to BREAK) and what it folds to.

    ``fold`` holds the folded code point, -1 for nothing, or -2-k for the run at ``many[k]``: its
    length, then its code points.
    """

    kind: Ints
    fold: Ints
    many: Ints


class Affixes(NamedTuple):
    """Letters that are stripped when two spellings are compared: the article's two, clitics, endings."""

    article: Ints
    prefixes: Ints
    suffixes: Ints


class Vocabulary(NamedTuple):
    """A hash table from a word's hash to its number, and what is known of each number.

    ``table`` is a power of two long; an item holds 36 bits of the hash and the number, 0 where it is free.
    For each number (from 1 on) ``state`` is the hash, ``stem`` the number of the word without clitics
    (0: not known yet), ``weight`` what a match scores. ``size[0]`` is the next number.
    """

    table: Ints
    state: Ints
    stem: Ints
    weight: Ints
    size: Ints


class Words(NamedTuple):
    """One item a word: its number, its stem's number, the offsets of its characters.

    Before each article, and after the last, stands an item that is no word: ``word`` is NONE there and
    ``stem`` a negative number that occurs once only, so that no run of equal stems leaves an article.
    """

    word: Ints
    stem: Ints
    start: Ints
    end: Ints


class Corpus(NamedTuple):
    """All articles' words one after the other.

    ``word`` and ``stem`` as in :class:`Words`; ``weight`` what a match scores, for each number of a word;
    ``article`` the number of the article, for each item; for each article ``outlet`` (NONE: unknown),
    ``begin``, its first item (and, one more, where the next would begin), and SKETCH items of ``sketch``.
    """

    word: Ints
    stem: Ints
    weight: Ints
    article: Ints
    outlet: Ints
    begin: Ints
    sketch: Ints


class Index(NamedTuple):
    """Where each fingerprint occurs.

    ``slot[i]`` is the place in ``posts`` of the fingerprint that begins at word ``i``; NONE where it occurs
    once, STOCK where it was dropped, FOLLOWER where only its first occurrence looks for the others. After
    a place in ``posts`` follow the later occurrences, up to a NONE.
    """

    slot: Ints
    posts: Ints


class StockRows(NamedTuple):
    """One item for each fingerprint that too many articles have: its first word, the articles, the outlet
    that it is stock of (NONE: of none alone), the rule.

    ``tally`` (zeros, one an outlet) and ``sample`` are scratch.
    """

    first: Ints
    articles: Ints
    outlet: Ints
    rule: Ints
    tally: Ints
    sample: Ints


class Caps(NamedTuple):
    """How many articles may share a fingerprint: of one outlet; in all; and still be compared all with all.

    The first two hold for articles that share less than ``likeness`` of a thousand of their words.
    """

    outlet: int
    common: int
    pairs: int
    likeness: int


class Task(NamedTuple):
    """Pairs of places to start from, packed: article minus ``first``, place in the later article, place
    in the article; the last two take ``position_bits`` and ``offset_bits`` bits."""

    seeds: Ints
    first: int
    position_bits: int
    offset_bits: int


class Limits(NamedTuple):
    """What a passage must have: aligned words, and equal words in a thousand."""

    words: int
    identity: int


class Board(NamedTuple):
    """Scratch of :func:`rasd.reuse.aligning.bridge`: the places where words match, the best way to each, and
    how many of the words up to each are numbers."""

    row: Ints
    column: Ints
    value: Ints
    a_numbers: Ints
    b_numbers: Ints


class Passages(NamedTuple):
    """One item a passage: its first words, the words after its last, pairs, equal pairs, score."""

    a: Ints
    a_end: Ints
    b: Ints
    b_end: Ints
    pairs: Ints
    equal: Ints
    score: Ints
