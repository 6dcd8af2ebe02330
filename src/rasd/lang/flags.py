"""What a word can be, as bits of one number: looked up once for each word of a text, asked many times.

The bits of the first group are worked out of the word itself by :mod:`rasd.lang.lexicon`; they are asked
for most, and low bits are cheaper. Those of the second are the word lists of a language's ``grammar.toml``,
by name: a language that reads attributions gives every one of them (empty where it has no such words).
``TRIGGER`` is on the words at which an attribution may be found.
"""

from __future__ import annotations


class Is:
    """The bits. Plain numbers: an ``IntFlag`` costs more than the look-up that it would explain."""

    (
        WORD, COMMA, DASH, DIGIT, ARTICLE, NOUN, PERSON, BODY, MEDIUM, UNNAMED, DOCUMENT, STATE,
        VERB, AMBIGUOUS, JOINED, SUFFIXED, PARTICIPLE, MASDAR, VERBAL, ADJECTIVE, OWNED, CONJOINED,
        PHRASAL, FINITE, TRIGGER,
        THAT, PREPOSITIONS, TIME, RELATIVES, CUTS, OBJECT_HEADS, ADVERBS, NEGATIONS, AUXILIARIES,
        THAT_BARE, BEFORE_THAT, SAYING, TIME_MORE, SAID_IN, BY_IN, TOLD, TOLD_MEDIA, CLAUSE_OPENERS,
        CONTENT_ENDS, POINTING, RULES, REFUSING, PARTICLES, WIRE, DETERMINERS, LINKING, TURNS, CAME,
        DEMONSTRATIVES, PUBLISHING, RESUMPTIVE, OF_HIM, DANGLING, QUANTIFIERS, NOT_REPORTED, NOT_VERBAL,
        PLACES, CONTRASTS, APPOSING, WITHHOLDING, ACTS, SAME, SPEECH, HIM, PERIODS, PERFORMED, HELD,
        BEFORE_ARTICLE, IMAGES, COURTS, CORRESPONDENTS, OF_THE_PRESS, OCCASIONS, ADDRESSES, HONORIFICS,
        LETTERS, KIN, AGED, IN_NAMES, HANDED,
    ) = (1 << k for k in range(85))  # fmt: skip


_NAMES = [name.lower() for name in vars(Is) if name.isupper()]
LISTS = tuple(_NAMES[_NAMES.index("that") :])
"""The names of the word lists."""
