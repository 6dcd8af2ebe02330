"""Steps that read the name of a party: its words, a name in marks, an apposition, a relative clause.

A step takes the cursor and says whether it did something: it consumed tokens or stopped the walk."""

from __future__ import annotations

from rasd.attribution.adjuncts import NAME_WORDS, pass_over
from rasd.attribution.cursor import COMMAS, Cursor
from rasd.attribution.draft import Part
from rasd.attribution.endings import noun_like
from rasd.attribution.kinds import noun_of
from rasd.model import LinkType

_BEFORE_NAMES = frozenset({"علي", "في", "عبر", "من", "ب", "ل", "مع"})
_LONGEST_SOURCE = 40


def quotation(c: Cursor) -> bool:
    """Quotation marks: the name of a party, or the beginning of what was said."""
    close = c.page.closes.get(c.i)
    if close is None:
        return False
    if _names(c, close):
        c.extend(min(close + 1, c.limit))
        return True
    if _aside(c, close):
        c.i = close + 1
        return True
    return c.halt("quote")


def _aside(c: Cursor, close: int) -> bool:
    """A short name in marks within an adjunct (``لقاء مع صحيفة "..."``): the content is still to come."""
    previous = c.words[c.i - 1] if c.i else ""
    if close - c.i - 1 > NAME_WORDS or previous == ":" or close + 1 >= c.limit:
        return False
    following = c.words[close + 1]
    if following == ":" or following in c.lexicon.words("that"):
        return True
    named = noun_like(previous, c.lexicon) or previous in _BEFORE_NAMES
    return named and c.clause_ahead(commas=True)


def _names(c: Cursor, close: int) -> bool:
    length = sum(c.page.is_word(k) for k in range(c.i + 1, close))
    if length > NAME_WORDS or close + 1 >= c.limit or not c.open:
        return False
    if any(w in c.lexicon.words("that") for w in c.words[c.i + 1 : close - 1]):
        return False
    if c.words[c.i - 1] == ":" or c.words[c.i - 1] in c.lexicon.words("saying"):
        return False
    part = c.part
    if part is not None and part.end != c.i:
        return False
    return c.goes_on(close + 1)


def party(c: Cursor) -> bool:
    """A known party of several words, taken whole (its name may hold a time word or an adverb)."""
    if not c.open or c.word().startswith("ل"):
        return False
    part = c.part
    if part is not None and part.end != c.i:
        return False
    found = c.page.parties.get(c.i)
    if found is None or found[1] < c.i + 2:
        return False
    c.extend(min(found[1], c.limit))
    return True


def subordinate(c: Cursor) -> bool:
    """A word of a relative clause that describes the source."""
    part = c.part
    if not (c.relative and c.open) or part is None or part.end != c.i:
        return False
    joined = c.page.is_word(c.i) or c.word() == "/"
    if not joined or c.i - part.begin > _LONGEST_SOURCE:
        return False
    c.extend(c.i + 1)
    return True


def relative_clause(c: Cursor) -> bool:
    """``الذي``, ``التي``: part of the source unless a comma stands before it."""
    if c.word() not in c.lexicon.words("relatives"):
        return False
    c.relative = True
    if c.after_comma:
        c.open = c.after_comma = False
    return noun(c) or pass_over(c)


def bracket(c: Cursor) -> bool:
    """Brackets: part of an open source (an age, an abbreviation), otherwise passed over."""
    if c.word() not in "([":
        return False
    for k in range(c.i + 1, min(c.i + 9, c.limit)):
        if c.words[k] in (")", "]"):
            part = c.part
            if c.open and part is not None and part.end == c.i:
                c.extend(k + 1)
            else:
                c.i = k + 1
            return True
    return False


def noun(c: Cursor) -> bool:
    """A word of the source: its first, its next, or an apposition after a comma."""
    if not c.page.is_word(c.i) and not _joins(c):
        return False
    part = c.part
    begins = part is None and (c.open or c.after_comma) and not c.word().startswith("بال")
    if begins or (c.open and part is not None and part.end == c.i):
        c.extend(c.i + 1)
    elif c.after_comma and part is not None and _apposition(c):
        c.open = True
        c.extend(c.i + 1)
    elif c.after_comma and part is not None and (end := _named_after(c, part)):
        c.extend(end)
    else:
        c.after_comma = False
        return False
    return True


def _named_after(c: Cursor, part: Part) -> int:
    """``الرئيس التركي، رجب أردوغان، إن``: the name after a title, set off by commas; its end, or 0."""
    head = noun_of(c.words[part.begin][part.skip :], c.lexicon)
    if head is None or head[1].type is not LinkType.PERSON:
        return 0
    for k in range(c.i, min(c.i + NAME_WORDS + 1, c.limit)):
        word = c.words[k]
        if word in COMMAS or word in c.lexicon.words("that") or word == ":" or k in c.page.closes:
            return k if k > c.i else 0
        if not word.isalpha() or word in c.lexicon.marked or noun_like(word, c.lexicon):
            return 0
    return 0


def _joins(c: Cursor) -> bool:
    """A mark inside a name: a hash, the stop of an initial, a slash or plus between words."""
    mark, previous = c.word(), c.words[c.i - 1]
    if mark == "#":
        return True
    if mark == ".":
        return len(previous) == 1 and previous.isalpha()
    return mark in "/+&" and c.part is not None


def _apposition(c: Cursor) -> bool:
    word = c.word()
    bare = word.removeprefix("ال")
    noun = c.lexicon.nouns.get(word) or c.lexicon.nouns.get(bare)
    return noun is not None and noun.type != "document"
