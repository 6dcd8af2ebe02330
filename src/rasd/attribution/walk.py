"""Reads what follows a reporting word, token by token, up to where the content begins.

A ladder of small steps is tried at every token; each either consumes tokens (a word of the source, a
time, the people told), or stops the walk because the content begins or the clause is over.
"""

from __future__ import annotations

from collections.abc import Callable

from rasd.attribution import adjuncts, endings, naming
from rasd.attribution.cursor import Cursor
from rasd.attribution.scan import Page
from rasd.lang.lexicon import Lexicon, Verb

STEPS: tuple[Callable[[Cursor], bool], ...] = (
    endings.that,
    endings.colon,
    naming.quotation,
    adjuncts.comma,
    naming.subordinate,
    adjuncts.relay,
    naming.party,
    adjuncts.time,
    adjuncts.addressee,
    adjuncts.occasion,
    adjuncts.saying,
    endings.object,
    endings.patient,
    endings.frame,
    adjuncts.cut,
    adjuncts.number,
    adjuncts.published,
    endings.verb_follows,
    naming.relative_clause,
    naming.bracket,
    naming.noun,
)

NAMING: tuple[Callable[[Cursor], bool], ...] = (naming.subordinate, naming.noun)
OBJECTS = frozenset({"bare", "obj", "blame"})


def walk(page: Page, lexicon: Lexicon, begin: int, verb: Verb | None) -> Cursor:
    """Walk from token ``begin``, behind a cue, until the content begins or the clause is over.

    ``verb`` is the reporting verb, whose frames say what it takes; ``None`` behind a phrase like ``بحسب``.
    """
    return walk_on(Cursor(page, lexicon, begin, verb))


def walk_on(cursor: Cursor) -> Cursor:
    """Go on from where the cursor stands."""
    while not cursor.stop:
        if cursor.i >= cursor.limit:
            cursor.stop = "end"
            break
        for step in NAMING if unmarked(cursor) else STEPS:
            if step(cursor):
                break
        else:
            cursor.skip()
    return cursor


def unmarked(cursor: Cursor) -> bool:
    """Whether the word here can only be part of a name: most are, and need none of the other steps."""
    word, verb = cursor.word(), cursor.verb
    if not word.isalpha() or word in cursor.lexicon.marked or word[0] in "لب":
        return False
    takes_object = verb is not None and (verb.kind == "relay" or not verb.frames.isdisjoint(OBJECTS))
    return not takes_object and cursor.i not in cursor.page.parties
