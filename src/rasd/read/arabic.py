"""Whether a text clearly is Arabic script, judged by its spelling alone.

Used to accept or refuse a decoding: bytes read in the wrong charset give letters too, but in places
where the script does not have them.
"""

from __future__ import annotations

import re

_LETTERS = "\u0620-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff"
_MARKS = "\u064b-\u065f\u0670"
LETTER = re.compile(f"[{_LETTERS}]")
# Words that hold at least one character beyond ASCII; punctuation and signs of all scripts end a word.
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u064b-\u065f\u0670\u0640\u200c\u200d\ufffd])*")
_WELL_FORMED = re.compile(
    # teh marbuta and alef maqsura end a word (a pronoun may follow alef maqsura only in misspellings)
    rf"[{_LETTERS}](?:(?![ةى])[{_LETTERS}]|[{_MARKS}\u0640\u200c\u200d]|[ةى](?![{_LETTERS}]))*"
)
_ARTICLE = re.compile(rf"(?:[وفبك]?ال|لل)[{_LETTERS}]{{3,}}")
_MOST_MALFORMED = 0.1


def clearly_arabic(text: str, least: int = 2) -> bool:
    """Whether the words beyond ASCII are well-formed Arabic, at least ``least`` of two letters or more.

    One word is enough where it carries the article ("القاهرة").
    """
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    long = [word for word in words if len(word) > 1]
    good = [word for word in long if _WELL_FORMED.fullmatch(word)]
    if len(long) - len(good) > _MOST_MALFORMED * len(long) or len(words) > 3 * len(long):
        return False
    if not good or LETTER.search(good[0]) is None:
        return False
    return len(good) >= least or any(_ARTICLE.fullmatch(word) for word in good)
