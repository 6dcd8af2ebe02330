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


_WEAK = ("ي", "ا", "و")
_OBJECTS = ("ه", "ها", "هم")


def _perfect(past: str) -> Iterator[tuple[str, str]]:
    # Folding has turned alef maqsura into ya; a final ya or alef of a perfect is weak unless the citation
    # form is one like خشي, whose ya is a consonant before the feminine ending.
    folded = fold(past)
    weak = past.endswith(("ى", "ا"))
    stem = folded[:-1] if weak else folded
    consonantal = past.endswith("ي")
    yield folded, "m"
    yield stem + "ت", "f"
    yield (folded[:-1] if weak or consonantal else folded) + "وا", "p"
    yield (stem + "ي" if weak else folded) + "ا", "p"
    yield (stem if weak else folded) + "تا", "p"


def _imperfect(present: str) -> Iterator[tuple[str, str]]:
    if not present:
        return
    folded = fold(present)
    stem = folded[:-1] if folded.endswith(_WEAK) else folded
    feminine = "ت" + folded[1:]
    yield folded, "m"
    yield feminine, "f"
    for person in ("ي", "ت"):
        yield person + stem[1:] + "ون", "p"
        yield person + stem[1:] + "وا", "p"
        yield person + folded[1:] + "ان", "p"


def _with_prefixes(forms: Iterator[tuple[str, str]], prefixes: tuple[str, ...]) -> Iterator[Form]:
    for text, agreement in forms:
        for prefix in prefixes:
            joined = prefix[:1] in ("و", "ف")
            yield Form(prefix + text, "verb", agreement, joined, False)
            if agreement != "p":
                for tail in _OBJECTS:
                    # A final weak letter is written as alef before a pronoun: نفى، نفاه.
                    base = text[:-1] + "ا" if text.endswith("ي") and agreement == "m" else text
                    yield Form(prefix + base + tail, "verb", agreement, joined, True)


def verb_forms(past: str, present: str, jussive: str = "") -> Iterator[Form]:
    """Finite forms from the third person masculine singular of perfect and imperfect."""
    yield from _with_prefixes(_perfect(past), ("", "و", "ف"))
    yield from _with_prefixes(_imperfect(present), ("", "و", "ف"))
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
