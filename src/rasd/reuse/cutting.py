"""Kernels that cut texts into words, fold them and give each its code and its stem's."""

from __future__ import annotations

from rasd.reuse.shapes import (
    BREAK,
    LETTER,
    NONE,
    UNKNOWN,
    Affixes,
    Ints,
    Letters,
    Vocabulary,
    Words,
)

_LANE = 0x7FFFFFFF
_LANE_BITS = 31
_A, _B = 16777619, 1540483477
_USED = 1 << 62
"""Stands in a table beside the hash of a word, so that no word is 0."""
UNKNOWN_LETTER, FULL_TABLE = -1, -2
"""Why a text could not be cut: see :func:`read_words`."""
OUT = -(1 << 30)
"""What a code point folds to that is in no word."""
EMPTY = 0x1DCE4E5B2F0B1A37
"""The state of a hash before the first letter: any 62-bit number."""
ZWNJ = 0x200C
_ZERO, _NINE = 0x30, 0x39
CODE_BITS = 2
"""Bits of a word's code that say what a match scores."""
SHORT = 3
"""A word of at most so many letters (في، من، the) is taken to be a function word."""
NUMBER, FULL, LIGHT = 4, 3, 2
"""What a matched word scores: a number; a word of its own; a function word or a mere variant of spelling."""


# Letters that come and go between two spellings of one word: the article, و ف ب ل ك written onto a word, and
# endings that case, gender, number or habit change (سورية/سوريا، المصريون/المصريين). Unlike
# rasd.lang.stems, which wants the stem of one word, they are taken off until none is left, so that any
# two spellings that differ by them meet, in whatever order they were written on.
AFFIXES = ("ال", "وفبلك", "هايتنو")
LONGEST = 64
"""Letters of a word that are looked at for its stem; a longer word is its own stem."""


def stir(state: int, letter: int) -> int:
    """The next state of a 62-bit hash: two 31-bit multiplicative hashes side by side."""
    a = (((state >> _LANE_BITS) ^ letter) * _A) & _LANE
    b = (((state & _LANE) + letter) * _B) & _LANE
    return (a << _LANE_BITS) | (b ^ (b >> 15))


def hash_word(low: int, text: Ints, letters: Letters) -> tuple[int, int]:
    """Where the word that begins at ``low`` ends, and the hash of its folded letters."""
    a, b, at, folds = EMPTY >> _LANE_BITS, EMPTY & _LANE, low, letters.fold
    code = folds[text[at]]
    while code > OUT:
        if code >= 0:  # what stir does, with the lanes apart
            a = ((a ^ code) * _A) & _LANE
            b = ((b + code) * _B) & _LANE
            b ^= b >> 15
        elif code < -1:
            state = (a << _LANE_BITS) | b
            for k in range(-1 - code, -1 - code + letters.many[-2 - code]):
                state = stir(state, letters.many[k])
            a, b = state >> _LANE_BITS, state & _LANE
        at += 1
        if at == len(text):
            break
        code = folds[text[at]]
    return at, (a << _LANE_BITS) | b


def fold_word(text: Ints, low: int, high: int, letters: Letters, buffer: Ints) -> int:
    """How many folded letters ``text[low:high]`` has; the first ones go to ``buffer``."""
    n, room, folds, many = 0, len(buffer), letters.fold, letters.many
    for at in range(low, high):
        code = folds[text[at]]
        if code >= 0:
            if n < room:
                buffer[n] = code
            n += 1
        elif code < -1:
            for k in range(-1 - code, -1 - code + many[-2 - code]):
                if n < room:
                    buffer[n] = many[k]
                n += 1
    return n


def slot_of(state: int, table: Ints) -> int:
    """Where in the table the word with this hash stands, or where it is to be entered."""
    mask = len(table) - 2
    slot = ((state ^ (state >> _LANE_BITS)) << 1) & mask
    while table[slot] != 0 and table[slot] != state + _USED:
        slot = (slot + 2) & mask
    return slot


def rehash(old: Ints, new: Ints) -> None:
    """Enters all words of a table into an empty one."""
    for k in range(0, len(old), 2):
        if old[k] != 0:
            slot = slot_of(old[k] - _USED, new)
            new[slot], new[slot + 1] = old[k], old[k + 1]


def is_one_of(letter: int, those: Ints) -> bool:
    """Whether the letter is among those."""
    for k in range(len(those)):  # noqa: SIM110 - a generator would not compile
        if those[k] == letter:
            return True
    return False


def stem_bounds(letters: Ints, n: int, affixes: Affixes) -> tuple[int, int]:
    """Which of ``n`` letters are left when clitics and variable endings are stripped.

    At least three letters stay. Stripping goes on to the end, so that والوزير، الوزير and وزير meet.
    """
    low, high = 0, n
    while high - low > SHORT:
        roomy = high - low > SHORT + 1
        if roomy and letters[low] == affixes.article[0] and letters[low + 1] == affixes.article[1]:
            low += 2
        elif is_one_of(letters[low], affixes.prefixes):
            low += 1
        elif is_one_of(letters[high - 1], affixes.suffixes):
            high -= 1
        else:
            break
    return low, high


def code_of(state: int) -> int:
    """31 bits of a hash, each of which depends on all of its letters (finished as murmur3 does)."""
    a, b = state >> _LANE_BITS, state & _LANE
    # In either lane the low bits say least: they meet the other's high ones.
    code = (((a << 16) | (a >> 15)) ^ (b * 0x2C1B3C6D)) & _LANE
    code = ((code ^ (code >> 15)) * 0x297A2D39) & _LANE
    return code ^ (code >> 15)


def codes_of(state: int, letters: Ints, n: int, affixes: Affixes) -> int:
    """The codes of a word of ``n`` folded letters whose hash is ``state``: its own, and that of its stem."""
    known = min(n, len(letters))
    kept = 0
    for k in range(known):
        if letters[k] != ZWNJ:
            letters[kept] = letters[k]
            kept += 1
    low, high = stem_bounds(letters, kept, affixes)
    stem = state
    if n == known and high - low != n:
        stem = EMPTY
        for k in range(low, high):
            stem = stir(stem, letters[k])
    digit = n > 0 and _ZERO <= letters[0] <= _NINE
    score = NUMBER if digit else LIGHT if n <= SHORT else FULL
    word = (code_of(state) >> CODE_BITS << CODE_BITS) | (score - LIGHT)
    return (word << _LANE_BITS) | code_of(stem)


def read_words(
    text: Ints, letters: Letters, vocabulary: Vocabulary, affixes: Affixes, buffer: Ints, out: Words
) -> int:
    """Cuts the code points of ``text`` into words; how many items ``out`` got, or what is missing.

    FULL_TABLE: there is no room for another word. Another negative answer, UNKNOWN_LETTER: a code point is
    of unknown kind. See to it and begin again.
    """
    at, n, kinds, table, known = 0, 0, letters.kind, vocabulary.table, vocabulary.size
    while at < len(text):
        kind = kinds[text[at]]
        low = at
        at += 1
        if kind == UNKNOWN:
            return UNKNOWN_LETTER
        if kind == BREAK:
            out.word[n] = NONE
            out.stem[n] = NONE
        elif kind == LETTER:
            at, state = hash_word(low, text, letters)
            slot = slot_of(state, table)
            if table[slot] == 0:
                if 4 * known[0] >= len(table):
                    return FULL_TABLE
                count = fold_word(text, low, at, letters, buffer)
                table[slot], table[slot + 1] = state + _USED, codes_of(state, buffer, count, affixes)
                known[0] += 1
            out.word[n] = table[slot + 1] >> _LANE_BITS
            out.stem[n] = table[slot + 1] & _LANE
        else:
            continue
        out.start[n] = low
        out.end[n] = at
        n += 1
    return n
