"""Folds the spellings of one word into one, with the way back to the original offsets.

Folded away: alef forms, hamza seats, alef maqsura, ta marbuta, tatweel, harakat, Persian kaf and
ya, presentation forms, digits of all scripts, Latin case, invisible direction marks. Kept: ZWNJ
(it separates the parts of one Persian word).
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from functools import lru_cache

MARKS = "".join(
    chr(c) for c in (*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06EE))
    if unicodedata.category(chr(c)) == "Mn"
)  # fmt: skip
INVISIBLE = "\u00ad\u061c\u200b\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"

_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",
    "ؤ": "ء", "ئ": "ء",
    "ى": "ي", "ی": "ي", "ې": "ي",
    "ة": "ه", "ۀ": "ه", "ە": "ه", "ھ": "ه", "ہ": "ه",
    "ک": "ك", "ڪ": "ك", "گ": "گ",
    "ـ": "",
}  # fmt: skip


def _build_table() -> dict[int, str]:
    table = {ord(a): b for a, b in _LETTERS.items()}
    table |= {ord(c): "" for c in MARKS + INVISIBLE}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code):
            table[code] = "".join(table.get(ord(c), c) for c in plain).strip()
    for code in range(0x0660, 0x0A00):
        if unicodedata.category(chr(code)) == "Nd":
            table[code] = str(unicodedata.digit(chr(code)))
    for code in range(0x0041, 0x0250):
        low = chr(code).lower()
        if len(low) == 1 and low != chr(code):
            table[code] = low
    return table


TABLE = _build_table()
"""The folding of single characters, for :meth:`str.translate`."""


def fold(text: str) -> str:
    """The text with its spellings folded; usually of the same length, never longer than four times it."""
    return text.translate(TABLE)


_INSIDE_WORDS = re.compile(f"[{MARKS}{INVISIBLE}]")


def unbroken(text: str) -> str:
    """The text so that its words can be cut out before they are folded: as it is, or folded where it has
    marks inside words that would cut them."""
    return fold(text) if _INSIDE_WORDS.search(text) else text


fold_word = lru_cache(maxsize=1 << 17)(fold)
"""The same for single words, remembered: a corpus has few distinct words."""


def fold_with_offsets(text: str) -> tuple[str, array[int]]:
    """The folded text and, for each of its characters, the offset of the original character it came from.

    The array has one more item than the folded text: the length of the original.
    """
    out: list[str] = []
    offsets = array("q")
    get = TABLE.get
    for i, char in enumerate(text):
        folded = get(ord(char), char)
        out.append(folded)
        offsets.extend([i] * len(folded))
    offsets.append(len(text))
    return "".join(out), offsets
