"""The canonical wording of a claim: the words in which an editor would print it.

Of the words in which a claim was reported those are taken that are near to the others and can stand alone
(a sentence, or what "that" leads to; no pronoun or connective first), and of these the best-sourced: a
named person or body, then a document, then who is not named, then an agency or outlet, then the article's
own voice; the fewest links first, because each may change the words. Of equals what leads an article, and
the earliest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from rasd.lang.arabic import owned
from rasd.lang.lexis import lexis
from rasd.lang.normalize import fold
from rasd.model import Analysis, ContentKind, LinkType, Stance
from rasd.stories.likeness import likeness
from rasd.stories.matching import FEW, sum_to
from rasd.stories.units import Unit

LEAST, MOST = 3.0, 25.0
"""Weight of what a wording must say at least, and of what it may say at most."""
QUOTED = 5.0
"""Weight that a quotation must have to be a sentence, and not some words of one."""
CENTRAL = 0.85
"""Share of the highest average likeness to the other reports that a wording must have to speak for them."""
_SOURCES = (
    (LinkType.PERSON, LinkType.ORGANISATION),
    (LinkType.DOCUMENT, LinkType.SOCIAL),
    (LinkType.UNNAMED,),
    (LinkType.AGENCY, LinkType.OUTLET),
)
_SUPPORT = (Stance.ASSERTS, Stance.CONFIRMS)
_EDGES = ' \n\t"“”«»،,.؛:'
_WORD = re.compile(r"[^\W_]+")


def best(units: Sequence[Unit], known: Sequence[Analysis]) -> Unit:
    """The unit of a claim whose words to print; ``known`` are the analyses that the units count."""
    if len(units) == 1:
        return units[0]
    closeness = _closeness(units)
    near = CENTRAL * max(closeness)
    keys = {
        at: (
            unit.stance not in _SUPPORT,
            not LEAST <= unit.gist.weight <= MOST,
            closeness[at] < near,
            not stands_alone(unit, known[unit.article]),
            *_source(unit),
            unit.headed is None,
            unit.article,
            unit.span,
        )
        for at, unit in enumerate(units)
    }
    return units[min(keys, key=lambda at: keys[at])]


def _closeness(units: Sequence[Unit]) -> list[float]:
    """The average likeness of each unit to the others."""
    others = len(units) - 1
    if others < FEW:
        return [
            sum(likeness(u.gist, other.gist) for other in units if other is not u) / others for u in units
        ]
    near = sum_to([unit.gist for unit in units])
    return [(near(unit.gist) - likeness(unit.gist, unit.gist)) / others for unit in units]


def _source(unit: Unit) -> tuple[int, int]:
    """The rank of who says it, the best 0, and through how many parties it came."""
    chain = unit.attribution.chain if unit.attribution else ()
    last = chain[-1].type if chain else None
    return next((n for n, types in enumerate(_SOURCES) if last in types), len(_SOURCES)), len(chain)


def text_of(unit: Unit, analysis: Analysis) -> str:
    """The words as they are printed: without marks at their ends, and without what only leads to "that"."""
    words = lexis(analysis.language)
    text = unit.span.of(analysis.article.text).strip(_EDGES)
    found = list(islice(_WORD.finditer(text), 2))
    first = fold(found[0].group()) if found else ""
    if first in words.leading and len(found) > 1 and fold(found[1].group()) in words.that:
        return text[found[1].start() :]  # "إلى أن"
    joined = first[:1] in words.leading and first[1:] in words.that
    return text[found[0].start() + 1 :] if joined else text  # "بأن"


def stands_alone(unit: Unit, analysis: Analysis) -> bool:
    """Whether the words are a sentence that is understood without what stands before it."""
    words = lexis(analysis.language)
    said = [match.group() for match in _WORD.finditer(fold(text_of(unit, analysis)))][:2]
    if not said or said[0] in words.dangling:
        return False
    found = unit.attribution
    that = said[0] in words.that
    if found is not None and words.that_needed and not that:
        direct = found.kind is ContentKind.DIRECT
        if not direct or unit.gist.weight < QUOTED:
            return False  # a noun and what belongs to it: "announced the closing of the port"
    first = said[1] if that and len(said) > 1 else said[0]
    return first not in words.dangling and not (words.language == "ar" and owned(first))
