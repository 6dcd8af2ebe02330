"""Compares all the pieces of a story: what they say, and which words they share.

Only pieces that have a stem in common are compared, or that a shared passage touches.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rasd.model import Analysis, Passage
from rasd.stories.likeness import likeness
from rasd.stories.units import Unit

LEADS = 0.10
"""Leads of two articles of one story are likelier to say the same: added to their likeness."""
SAME_WORDING = 0.6
"""Share of the shorter content that a shared passage must cover to make two contents the same."""

Likeness = dict[tuple[int, int], float]
"""Likeness 0..1 of pairs of units, keyed by ascending index; a pair that is missing has none."""


def unit_likeness(units: Sequence[Unit], known: Sequence[Analysis], passages: Iterable[Passage]) -> Likeness:
    """The likeness of all units that have anything in common."""
    rows: dict[str, list[int]] = {}
    met: set[tuple[int, int]] = set()
    for at, unit in enumerate(units):
        for stem in (unit.headed or unit.gist).stems:
            row = rows.setdefault(stem, [])
            met.update((other, at) for other in row)
            row.append(at)
    alike = {pair: _pair(units[pair[0]], units[pair[1]]) for pair in sorted(met)}
    for pair, share in _shared_wording(units, known, passages).items():
        alike[pair] = max(alike.get(pair, 0.0), share)
    return {pair: value for pair, value in alike.items() if value > 0.0}


def _pair(a: Unit, b: Unit) -> float:
    if a.pointing or b.pointing or a.inner or b.inner:
        return 0.0
    plain = likeness(a.gist, b.gist)
    if a.headed and b.headed and a.article != b.article:
        return min(1.0, max(plain, likeness(a.headed, b.headed)) + LEADS)
    return plain


def _shared_wording(
    units: Sequence[Unit], known: Sequence[Analysis], passages: Iterable[Passage]
) -> Likeness:
    """Pairs of units that carry the same words: the share of the shorter that the passage covers."""
    rows: dict[str, list[int]] = {}
    for at, unit in enumerate(units):
        if not unit.pointing and unit.inner is None:
            rows.setdefault(known[unit.article].article.id, []).append(at)
    out: Likeness = {}
    for passage in passages:
        for a in rows.get(passage.a, ()):
            for b in rows.get(passage.b, ()):
                share = passage.carries(units[a].span, units[b].span) if a != b else 0.0
                if share >= SAME_WORDING:
                    pair = (min(a, b), max(a, b))
                    out[pair] = max(out.get(pair, 0.0), share)
    return out
