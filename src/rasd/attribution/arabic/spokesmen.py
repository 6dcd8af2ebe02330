"""Whoever speaks for a body: ``المتحدث باسم قوات التحالف``, for the spokesman whom the text named before."""

from __future__ import annotations

from rasd.attribution.arabic.heard import NISBA
from rasd.attribution.arabic.mentions import Mentions
from rasd.attribution.draft import Part
from rasd.attribution.entities import Entity, Kind
from rasd.lang.parties import parties
from rasd.model import LinkType

_FOR = "باسم"
_ANY_BODY = {"وزاره", "هيءه", "قوات", "حكومه", "رءاسه", "منظمه", "شركه", "وكاله", "لجنه", "مكتب"}


def spokesman(
    kind: Kind, words: frozenset[str], part: Part, recent: list[Entity], mentions: Mentions
) -> Entity | None:
    """The one spokesman among ``recent``, whose body the mention tells in other words and names nobody."""
    if _FOR not in words or kind.type is not LinkType.PERSON:
        return None
    same = [e for e in recent if e.kind.head == kind.head and _FOR in e.words]
    if len(same) != 1 or not mentions.nameless(part.begin + 2, part.end):
        return None
    body, known = words - {kind.head, _FOR}, same[0].words
    country, other = parties().told_by(body), parties().told_by(known)
    if country and other and not country & other:
        return None
    return same[0] if any(not w.endswith(NISBA) for w in (body - _ANY_BODY) & known) else None
