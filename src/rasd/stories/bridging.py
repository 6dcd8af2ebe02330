"""Claims that are one in two languages: no word is shared, but what happened, names, places and numbers are.

Conservative: two claims meet only where each is the other's best, two words for what happened agree
(``troops = قوات``) that are no small part of what both tell, with names, places or numbers beside them, and
nothing contradicts - no other number, no other country, no negation on one side. Each claim meets one of
every other language. The evidence names what agrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import NamedTuple

from rasd.lang.events import event
from rasd.lang.lexis import lexis
from rasd.lang.normalize import fold
from rasd.lang.stems import light_stem
from rasd.lang.transliterate import neutral
from rasd.model import Analysis, Evidence
from rasd.stories.additions import Group
from rasd.stories.units import Unit

LEAST = 3.0
"""What the agreeing signs must be worth together."""
DEEDS = 2
"""Words for what happened that must agree; where one side has more than twice as many, one more."""
WORDS = 5
"""Signs that are named."""
_LONG_NAME = 5  # characters of its sign
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|\u200c)*")


class _Said(NamedTuple):
    """What a piece says that another language can share: by sign the word; its language.

    Signs begin with their kind: ``!`` what happened, ``@`` places, ``~`` names, ``#`` numbers. ``deeds`` is
    how many are of the first, ``places`` and ``numbers`` are those that may contradict.
    """

    signs: Mapping[str, str]
    language: str
    negated: bool
    deeds: int
    places: frozenset[str]
    numbers: frozenset[str]


class _Meeting(NamedTuple):
    """Two claims in the making that may be one: how much agrees, the claims, the two pieces, the signs."""

    worth: float
    claims: tuple[int, int]
    units: tuple[int, int]
    signs: tuple[str, ...]


def bridge(groups: Sequence[Group], units: Sequence[Unit], known: Sequence[Analysis]) -> list[Group]:
    """The claims, with those joined that say the same in different languages."""
    if len({analysis.language for analysis in known}) < 2:
        return list(groups)
    said = {u: _said(units[u], known[units[u].article]) for group in groups for u in group.units}
    homes = [{said[u].language for u in group.units} for group in groups]
    where = list(range(len(groups)))
    for meeting in _mutual(groups, said):
        a, b = (where[at] for at in meeting.claims)
        if a == b or homes[a] & homes[b]:
            continue
        groups[a].units = sorted([*groups[a].units, *groups[b].units])
        groups[a].bridged |= groups[b].bridged
        _note(groups[a], meeting, (said, units, known))
        homes[a] |= homes[b]
        where = [a if at == b else at for at in where]
    return [group for at, group in enumerate(groups) if where[at] == at]


def _note(
    group: Group,
    meeting: _Meeting,
    found: tuple[Mapping[int, _Said], Sequence[Unit], Sequence[Analysis]],
) -> None:
    """Keep the reason with the piece of the later article."""
    said, units, known = found
    first, later = sorted(meeting.units, key=lambda u: (units[u].article, units[u].span))
    agree = [f"{said[later].signs[sign]} = {said[first].signs[sign]}" for sign in meeting.signs[:WORDS]]
    values = (("article", known[units[first].article].article.id), ("agree", "، ".join(agree)))
    reason = Evidence("said-in-another-language", units[later].span, values=values)
    group.bridged[later] = (*group.bridged.get(later, ()), reason)


def _mutual(groups: Sequence[Group], said: Mapping[int, _Said]) -> list[_Meeting]:
    """The meetings in which each claim is the other's best in its language, those that agree most first."""
    rows = [_distinct(group.units, said) for group in groups]
    pairs = combinations(range(len(groups)), 2)
    found = [m for m in (_meeting(pair, rows, said) for pair in pairs) if m]
    best: dict[tuple[int, str], float] = {}
    for meeting in found:
        for key in _keys(meeting, said):
            best[key] = max(best.get(key, 0.0), meeting.worth)
    mutual = [m for m in found if all(best[key] == m.worth for key in _keys(m, said))]
    return sorted(mutual, key=lambda m: (-m.worth, m.claims))


def _keys(meeting: _Meeting, said: Mapping[int, _Said]) -> Iterator[tuple[int, str]]:
    """Each claim, with the language in which it is looked for."""
    (a, b), (u, v) = meeting.claims, meeting.units
    yield a, said[v].language
    yield b, said[u].language


def _distinct(some: Sequence[int], said: Mapping[int, _Said]) -> list[int]:
    """Of pieces that say the same the first: an agency's text is printed by many. One that does not tell what
    happened meets none."""
    rows: dict[object, int] = {}
    for u in some:
        one = said[u]
        if one.deeds >= DEEDS:
            rows.setdefault((one.language, one.negated, frozenset(one.signs)), u)
    return list(rows.values())


def _meeting(
    pair: tuple[int, int], rows: Sequence[Sequence[int]], said: Mapping[int, _Said]
) -> _Meeting | None:
    """The two pieces of two claims in different languages that agree most; ``None`` where none do enough."""
    best: _Meeting | None = None
    for u, v in product(rows[pair[0]], rows[pair[1]]):
        signs = _agreeing(said[u], said[v])
        worth = sum(map(_worth, signs))
        if signs and (best is None or worth > best.worth):
            best = _Meeting(worth, pair, (u, v), signs)
    return best


def _agreeing(a: _Said, b: _Said) -> tuple[str, ...]:
    """The signs in which two pieces agree, the most telling first; none where they do not say the same."""
    if a.language == b.language or a.negated != b.negated:
        return ()
    if _contradict(a.numbers, b.numbers) or _contradict(a.places, b.places):
        return ()
    shared = a.signs.keys() & b.signs.keys()
    deeds = sum(sign[0] == "!" for sign in shared)
    beside = any(sign[0] in "@~#" and _worth(sign) > 0.5 for sign in shared)
    small = 2 * deeds < max(a.deeds, b.deeds)
    if not beside or deeds < DEEDS + small or sum(map(_worth, shared)) < LEAST:
        return ()
    return tuple(sorted(shared, key=lambda sign: (-_worth(sign), sign)))


def _contradict(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a) and bool(b) and not a & b


def _worth(sign: str) -> float:
    """How much the agreement of a sign tells: short names and small numbers agree by chance."""
    if sign[0] == "~":
        return 1.0 if len(sign) >= _LONG_NAME else 0.4
    if sign[0] == "#":
        return 1.0 if len(sign) > 2 else 0.6
    return 1.0


def _said(unit: Unit, analysis: Analysis) -> _Said:
    """What a piece says that another language can share."""
    words = lexis(analysis.language)
    text = unit.span.of(analysis.article.text)
    signs = {f"#{number}": number for number in sorted(unit.gist.numbers)}
    for match in _WORD.finditer(text):
        word = fold(match.group())
        if words.stops(word):
            continue
        if deed := event(word):
            signs.setdefault(f"!{deed}", match.group())
        elif sign := neutral(light_stem(word)):
            signs.setdefault(sign, match.group())
    deeds = sum(sign[0] == "!" for sign in signs)
    places, numbers = (frozenset(sign for sign in signs if sign[0] == kind) for kind in "@#")
    return _Said(signs, words.language, unit.gist.negated, deeds, places, numbers)
