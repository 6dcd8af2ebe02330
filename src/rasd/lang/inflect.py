"""Generates the newswire forms of an Arabic verb from its citation forms.

Third person only (news reports others): perfect, imperfect (a future is no report), jussive of weak
verbs, accusative participles, the verbal noun with pronouns; each with the conjunctions و and ف and,
for finite verbs, an object pronoun. All output is folded.
Grammar: W. Wright, A Grammar of the Arabic Language, vol. I.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rasd.lang.normalize import fold


class Form(NamedTuple):
    """One spelling. ``shape`` is ``verb``, ``participle`` or ``masdar``; ``agreement`` ``m``, ``f`` or ``p``.

    ``joined`` is true when a conjunction is written onto the word; ``suffixed`` when a pronoun is.
    """

    text: str
    shape: str
    agreement: str
    joined: bool
    suffixed: bool


_OBJECTS = ("ه", "ها", "هم", "هما")


class _Finite(NamedTuple):
    """A finite form: its spelling, its agreement, and its spelling before a pronoun (empty: takes none)."""

    text: str
    agreement: str
    before_pronoun: str


def _perfect(past: str) -> Iterator[_Finite]:
    # Folding has turned alef maqsura into ya, so that the citation form itself must say what it ends in: a
    # weak alef (نفى، دعا), a ya that is a consonant before the feminine ending (خشي), or a hamza (تنبأ).
    folded, last = fold(past), past[-1]
    weak = last in "ىا"
    stem = folded[:-1] if weak else folded
    yield _Finite(folded, "m", stem + "ا" if weak else folded)
    yield _Finite(stem + "ت", "f", stem + "ت")
    yield _Finite((folded[:-1] if weak or last == "ي" else folded) + "وا", "p", "")
    yield _Finite(stem + "تا", "p", "")
    if last == "أ":
        yield _Finite(folded[:-1] + "ءوا", "p", "")
    elif last != "ا":  # of دعا the dual is spelt like the plural
        yield _Finite((stem + "ي" if weak else folded) + "ا", "p", "")


def _imperfect(present: str) -> Iterator[_Finite]:
    if not present:
        return
    folded, last = fold(present), present[-1]
    stems = [folded[:-1] if last in "يىو" else folded]
    if last == "أ":
        stems.append(folded[:-1] + "ء")
    before = folded[:-1] + "ا" if last == "ى" else folded
    yield _Finite(folded, "m", before)
    yield _Finite("ت" + folded[1:], "f", "ت" + before[1:])
    for person in "يت":
        for stem in stems:
            yield _Finite(person + stem[1:] + "ون", "p", "")
            yield _Finite(person + stem[1:] + "وا", "p", "")
        yield _Finite(person + folded[1:] + "ان", "p", "")


def _with_prefixes(forms: Iterator[_Finite]) -> Iterator[Form]:
    for text, agreement, before_pronoun in forms:
        for prefix in ("", "و", "ف"):
            yield Form(prefix + text, "verb", agreement, bool(prefix), False)
            if before_pronoun:
                for tail in _OBJECTS:
                    yield Form(prefix + before_pronoun + tail, "verb", agreement, bool(prefix), True)


def verb_forms(past: str, present: str, jussive: str = "") -> Iterator[Form]:
    """Finite forms from the third person masculine singular of perfect and imperfect, spelt in full.

    ``jussive`` is given where it is not the imperfect itself (يقل).
    """
    yield from _with_prefixes(_perfect(past))
    yield from _with_prefixes(_imperfect(present))
    if jussive:
        short = fold(jussive)
        yield Form(short, "verb", "m", False, False)
        yield Form("ت" + short[1:], "verb", "f", False, False)


def participle_forms(participle: str) -> Iterator[Form]:
    """Accusative forms used as hal: مضيفا، مضيفة، مضيفين، مضيفات."""
    stem = fold(participle)
    final = stem.endswith("ي")
    for ending, agreement in (("ا", "m"), ("ه", "f"), ("ين", "p"), ("ات", "p"), ("تين", "p")):
        base = stem[:-1] if final and ending == "ين" else stem
        for prefix in ("", "و"):
            yield Form(prefix + base + ending, "participle", agreement, bool(prefix), False)


def masdar_forms(masdar: str) -> Iterator[Form]:
    """The verbal noun, bare, with the article's absence understood, and with a pronoun."""
    stem = fold(masdar)
    base = stem[:-1] + "ت" if masdar.endswith("ة") else stem
    for prefix in ("", "و", "ب"):
        yield Form(prefix + stem, "masdar", "m", prefix == "و", False)
        for tail, agreement in (("ه", "m"), ("ها", "f"), ("هم", "p"), ("هما", "p")):
            yield Form(prefix + base + tail, "masdar", agreement, prefix == "و", True)
