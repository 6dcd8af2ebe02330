"""Kernels that cut texts into words, fold them and give each its code and its stem's."""

from __future__ import annotations

from rasd.reuse.shapes import (
    BREAK,
    INSIDE,
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
_SLOT_BITS, _NUMBER_BITS = 26, 27
_NUMBER_MASK = (1 << _NUMBER_BITS) - 1
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
    a = (((state >> _LANE_BITS) ^ letter) * 16777619) & _LANE
    b = (((state & _LANE) + letter) * 1540483477) & _LANE
    return (a << _LANE_BITS) | (b ^ (b >> 15))


def fold_word(text: Ints, low: int, high: int, letters: Letters, buffer: Ints) -> tuple[int, int]:
    """How many folded letters ``text[low:high]`` has, and their hash; the first ones go to ``buffer``."""
    n, state, room, folds = 0, EMPTY, len(buffer), letters.fold
    for at in range(low, high):
        code = folds[text[at]]
        if code >= 0:
            state = stir(state, code)
            if n < room:
                buffer[n] = code
            n += 1
        elif code < -1:
            many = letters.many
            for k in range(-1 - code, -1 - code + many[-2 - code]):
                state = stir(state, many[k])
                if n < room:
                    buffer[n] = many[k]
                n += 1
    return n, state


def number_of(state: int, table: Ints, size: Ints) -> int:
    """The number of the word with this hash; a word not met before gets the next one."""
    mask = len(table) - 1
    slot = (state ^ (state >> _LANE_BITS)) & mask
    tag = state >> _SLOT_BITS
    while table[slot] != 0:
        if table[slot] >> _NUMBER_BITS == tag:
            return int(table[slot] & _NUMBER_MASK)
        slot = (slot + 1) & mask
    number = int(size[0])
    size[0] = number + 1
    table[slot] = (tag << _NUMBER_BITS) | number
    return number


def rehash(states: Ints, count: int, table: Ints) -> None:
    """Enters the first ``count`` words, whose hashes are ``states``, into an empty table."""
    mask = len(table) - 1
    for number in range(1, count):
        slot = (states[number] ^ (states[number] >> _LANE_BITS)) & mask
        while table[slot] != 0:
            slot = (slot + 1) & mask
        table[slot] = ((states[number] >> _SLOT_BITS) << _NUMBER_BITS) | number


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


def learn(number: int, letters: Ints, n: int, vocabulary: Vocabulary, affixes: Affixes) -> None:
    """Works out and keeps the codes of a word of ``n`` folded letters, and of its stem."""
    known = min(n, len(letters))
    kept = 0
    for k in range(known):
        if letters[k] != ZWNJ:
            letters[kept] = letters[k]
            kept += 1
    low, high = stem_bounds(letters, kept, affixes)
    state = whole = vocabulary.state[number]
    if n == known and high - low != n:
        state = EMPTY
        for k in range(low, high):
            state = stir(state, letters[k])
    digit = n > 0 and _ZERO <= letters[0] <= _NINE
    score = NUMBER if digit else LIGHT if n <= SHORT else FULL
    vocabulary.stem[number] = code_of(state)
    vocabulary.word[number] = (code_of(whole) >> CODE_BITS << CODE_BITS) | (score - LIGHT)


def read_words(
    text: Ints, letters: Letters, vocabulary: Vocabulary, affixes: Affixes, buffer: Ints, out: Words
) -> int:
    """Cuts the code points of ``text`` into words; how many items ``out`` got, or -1-k.

    A negative answer says that the code point ``text[k]`` is of unknown kind: make it known and begin again.
    """
    at, n, kinds, table, known = 0, 0, letters.kind, vocabulary.table, vocabulary.size
    codes, stems = vocabulary.word, vocabulary.stem
    while at < len(text):
        kind = kinds[text[at]]
        low = at
        at += 1
        if kind == UNKNOWN:
            return -at
        if kind == BREAK:
            out.word[n] = NONE
            out.stem[n] = NONE
        elif kind == LETTER:
            while at < len(text) and LETTER <= kinds[text[at]] <= INSIDE:
                at += 1
            count, state = fold_word(text, low, at, letters, buffer)
            number = number_of(state, table, known)
            if codes[number] == 0:
                vocabulary.state[number] = state
                learn(number, buffer, count, vocabulary, affixes)
            out.word[n] = codes[number]
            out.stem[n] = stems[number]
        else:
            continue
        out.start[n] = low
        out.end[n] = at
        n += 1
    return n
