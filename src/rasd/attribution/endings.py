"""Steps that end a walk: the content begins, or another clause does.

A step takes the cursor and says whether it did something: it consumed tokens or stopped the walk."""

from __future__ import annotations

from rasd.attribution.cursor import Cursor
from rasd.attribution.kinds import noun_of
from rasd.lang.lexicon import Lexicon

FREE = frozenset({"عن", "الي", "علي", "من", "في"})
NOT_REPORTED = frozenset({"الا", "غير", "كما", "بعد", "قبل", "منذ", "بيد", "رغم", "مع", "دون", "حتي"})


def that(c: Cursor) -> bool:
    """A complementiser: the content begins."""
    word, lexicon = c.word(), c.lexicon
    reported = lexicon.words("that")
    if word in lexicon.words("that_bare") and (c.verb is None or "that" in c.verb.frames):
        return c.halt("that")
    if word in lexicon.words("before_that"):
        ahead = 2 if c.i + 1 in c.page.closes else 1
        if c.word(ahead) in reported:
            return c.halt("that")
    if word in reported:
        previous = c.words[c.i - 1] if c.i else ""
        return c.halt("comma" if previous in NOT_REPORTED else "that")
    return False


def colon(c: Cursor) -> bool:
    """A colon that is not part of a clock time."""
    if c.word() != ":":
        return False
    if c.i and c.words[c.i - 1].isdigit() and c.word(1).isdigit():
        return False
    return c.halt("colon")


def object(c: Cursor) -> bool:
    """A bare object: what was announced or denied."""
    if not (c.verb and ("bare" in c.verb.frames or c.verb.kind == "relay")) or c.part is None:
        return False
    if c.adjunct or (c.verb.kind == "relay" and not c.relaying):
        return False
    previous = c.words[c.i - 1]
    if c.part.end == c.i and not previous.startswith("ال") and noun_like(previous, c.lexicon):
        return False  # "رئيس تحرير المجلة": the second word belongs to the first
    return c.halt("object") if begins_object(c, c.i) else False


def begins_object(c: Cursor, at: int) -> bool:
    """Whether the token begins the thing said: a known noun, a verbal noun, one with a pronoun."""
    word = c.words[at]
    if word in c.lexicon.words("object_heads"):
        return True
    if word in c.lexicon.nouns or not c.page.is_word(at):
        return False
    if c.after_comma and word.startswith("ال"):
        return looks_verbal(word[2:]) or word[2:] in c.lexicon.words("object_heads")
    if c.page.text[c.page.starts[at]] == "أ":
        return False  # a plural (أعضاء), not a verbal noun (إعلان)
    return looks_verbal(word) or _has_pronoun(c, at)


def _has_pronoun(c: Cursor, at: int) -> bool:
    """A noun with the pronoun ``ه`` (in the text as it stands: folding makes ta marbuta look like it)."""
    word = c.words[at]
    return len(word) > 3 and not word.startswith("ال") and c.page.text[c.page.ends[at] - 1] == "ه"


def patient(c: Cursor) -> bool:
    """The one accused, described or called upon, who stands between the subject and what is said."""
    part, verb = c.part, c.verb
    if part is None or verb is None or "obj" not in verb.frames:
        return False
    word, previous = c.word(), c.words[c.i - 1]
    settled = previous.startswith("ال") or not noun_like(previous, c.lexicon)
    begins = noun_like(word, c.lexicon) or looks_verbal(word.removeprefix("ال"))
    stated = part.end - part.begin == 1 and (previous,) in c.lexicon.states
    if not (stated or (settled and begins)):
        return False
    if "blame" in verb.frames:
        rest = c.words[c.i : c.limit]
        return c.halt("blame") if any("مسءولي" in w for w in rest) else False
    c.open = False
    c.skip()
    return True


def frame(c: Cursor) -> bool:
    """A preposition that the verb takes: the thing said follows it."""
    if not c.verb:
        return False
    word, frames = c.word(), c.verb.frames
    if c.i and c.words[c.i - 1] == "#":
        return False
    if word in FREE and word in frames and (c.part is not None or not c.verb.ambiguous):
        return c.halt("frame")
    if c.part is None or c.clause_ahead():
        return False
    first = word[:1]
    if word == first and first in frames:
        return c.halt("frame")
    if first in frames and len(word) > 3 and first in ("ب", "ل") and word != "باسم" and not c.relative:
        return c.halt("frame") if word[1:] not in c.lexicon.nouns else False
    return False


def verb_follows(c: Cursor) -> bool:
    """Another reporting verb outside a relative clause: this clause holds no content."""
    form = c.lexicon.cues.get(c.word())
    if form is None or c.relative or c.part is None:
        return False
    if form.shape == "participle":
        if _complemented(c):
            return c.halt("comma")
        c.open = c.open and c.word()[-1:] != "ا"
        return False
    if form.shape != "verb" or form.verb.ambiguous or c.word() in c.lexicon.nouns:
        return False
    return c.halt("verb")


def _complemented(c: Cursor) -> bool:
    following, reported = c.word(1), c.lexicon.words("that")
    if following in c.lexicon.words("before_that"):
        return c.word(2) in reported
    return following in reported or following == ":" or c.i + 1 in c.page.closes


def noun_like(word: str, lexicon: Lexicon) -> bool:
    """Whether a folded word is a known head noun, with or without the article."""
    return noun_of(word, lexicon) is not None


_SUFFIXES = ("ها", "هم", "هما")


def looks_verbal(word: str) -> bool:
    """Whether a folded Arabic word has the shape of a verbal noun in construct, or of a noun with a pronoun.

    The shapes are the verbal nouns of the derived forms: tafʿīl and tafāʿul
    (تاجيل، تعاقد), ifʿāl (اطلاق), iftiʿāl and infiʿāl
    (اعتقال، انسحاب), istifʿāl (استخدام); and for any noun of four letters the pronouns ه، ها، هم.
    """
    if word.startswith("ال") or len(word) < 4:
        return False
    if word.endswith(_SUFFIXES):
        return True
    stem = word[:-1] if word.endswith("ه") else word
    if len(stem) == 5 and stem[0] == "ت" and (stem[3] == "ي" or stem[2] == "ا"):
        return True
    if stem[0] == "ا" and len(stem) == 5 and stem[3] == "ا":
        return True
    if stem[0] == "ا" and len(stem) == 6 and stem[4] == "ا" and (stem[2] == "ت" or stem[1] in "ن"):
        return True
    if stem.startswith("است") and len(stem) == 7 and stem[5] == "ا":
        return True
    return word.endswith("ه") and len(word) >= 6 and stem[-1] == "ت"
