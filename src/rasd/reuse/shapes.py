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
SKETCH = 16
"""Words by which a whole article is compared with another."""
NO_WORD = 255
"""Stands in a sketch, whose items are bytes, for a word that is missing."""
PAGE_BITS = 6
"""So many bits of an item's number do not matter for :attr:`Corpus.page`."""
HASH_BITS, BUCKET_BITS = 62, 10
"""Bits of a fingerprint's hash, and of those by which fingerprints are put into buckets."""


class Letters(NamedTuple):
    """What each code point is (``kind``, UNKNOWN to BREAK) and what it folds to.

    ``fold`` holds the folded code point, -1 for nothing, -2-k for the run at ``many[k]``: its length, then
    its code points; for what is in no word :data:`rasd.reuse.cutting.OUT`.
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
    """The words met so far: a hash table of pairs, and how many words there are (``size[0]``).

    ``table`` is a power of two long. A pair holds the hash of a word (0: it is free), and in 31 bits each
    what :class:`Words` has for it: the word's code, its stem's.
    """

    table: Ints
    size: Ints


class Words(NamedTuple):
    """One item a word: its code, its stem's code, the offsets of its characters.

    A code is a hash of the letters, the same in every run and on every machine: 31 bits of a stem; 29 of a
    word, and in the last two what a match scores (:data:`rasd.reuse.cutting.LIGHT` and so on, less LIGHT).
    Before each article, and after the last, stands an item that is no word: both are NONE there.
    """

    word: Ints
    stem: Ints
    start: Ints
    end: Ints


class Corpus(NamedTuple):
    """All articles' words one after the other.

    ``word`` and ``stem`` as in :class:`Words`; for each article ``begin``, its first item (and, one more,
    where the next would begin); ``page`` the article of the first of each ``1 << PAGE_BITS`` items.
    """

    word: Ints
    stem: Ints
    begin: Ints
    page: Ints


class Cards(NamedTuple):
    """What is known of each article beside its words: ``outlet`` (its number, NONE: unknown), SKETCH items of
    ``sketch``, and ``moment``, the second of its publication (a large number: unknown)."""

    outlet: Ints
    sketch: Ints
    moment: Ints


class Index(NamedTuple):
    """Where each fingerprint occurs.

    ``slot[i]`` is the place in ``posts`` of the fingerprint that begins at word ``i``; NONE where it occurs
    once, STOCK where it was dropped, FOLLOWER where only its first occurrence looks for the others. After
    a place in ``posts`` follow the later occurrences, up to a NONE.
    """

    slot: Ints
    posts: Ints


class Caps(NamedTuple):
    """How many articles may share a fingerprint: of one outlet; in all; and still be compared all with all.

    The first two hold for articles that share less than ``likeness`` of a thousand of their words.
    """

    outlet: int
    common: int
    pairs: int
    likeness: int


class Keys(NamedTuple):
    """Fingerprints in order: ``keys`` as :func:`rasd.reuse.indexing.fill_buckets` writes them, sorted in each
    bucket; ``ends``, where each bucket's end; bits of a key's place."""

    keys: Ints
    ends: Ints
    position_bits: int


class Outer(NamedTuple):
    """Where the fingerprints of some articles, in order, occur in articles of an index.

    Those of the ``k``-th fingerprint are the items ``first[k]`` to ``first[k + 1]`` of ``article``: their
    numbers, which go on from those of the articles. ``first`` is empty where there is no index.
    """

    first: Ints
    article: Ints


class Found(NamedTuple):
    """What is found in a segment of an index: ``place`` and ``article`` hold a stretch for each fingerprint,
    and ``next`` where its next item goes.

    ``articles`` are the segment's articles that occur, ``used[0]`` of them; they get the numbers from
    ``base`` on. ``number`` says which of them each article of the segment is (from 1 on; 0: none).
    """

    place: Ints
    article: Ints
    next: Ints
    base: int
    articles: Ints
    used: Ints
    number: Ints


class Judge(NamedTuple):
    """What it takes to tell stock: what is known of the articles, the caps; and scratch: a count for each
    outlet (zeros), a sample of articles."""

    cards: Cards
    caps: Caps
    tally: Ints
    sample: Ints


class Links(NamedTuple):
    """What linking writes: an :class:`Index`, of which ``posts`` is the stretch from ``base`` on; matches
    with articles of an index, as places ``inner`` and numbers ``outer`` in :class:`Outer`.

    ``used`` says how much of ``posts``, of the rows of stock and of ``inner`` is written. ``member`` is
    scratch: the articles that have a fingerprint.
    """

    slot: Ints
    posts: Ints
    base: int
    inner: Ints
    outer: Ints
    used: Ints
    member: Ints


class StockRows(NamedTuple):
    """One item for each fingerprint that too many articles have: its first word, the articles, the outlet
    that it is stock of (NONE: of none alone), the rule."""

    first: Ints
    articles: Ints
    outlet: Ints
    rule: Ints


class Task(NamedTuple):
    """Pairs of places to start from, packed: article minus ``first``, place in the later article, place
    in the article; the last two take ``position_bits`` and ``offset_bits`` bits. A passage must have
    ``words`` aligned words, and ``identity`` equal words in a thousand."""

    seeds: Ints
    first: int
    position_bits: int
    offset_bits: int
    words: int
    identity: int


class Marks(NamedTuple):
    """Where stock stands (:attr:`Index.slot`): in the articles of side a, or of side b."""

    slot: Ints
    on_b: bool


class Sides(NamedTuple):
    """The codes of the words of both sides of an alignment, and of their stems."""

    a_word: Ints
    a_stem: Ints
    b_word: Ints
    b_stem: Ints


class Reach(NamedTuple):
    """How far an alignment has come: the next word of either side, and what lies behind: pairs, equal ones,
    columns (a word that stands alone is one too), score."""

    i: int
    j: int
    pairs: int
    equal: int
    columns: int
    score: int


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
