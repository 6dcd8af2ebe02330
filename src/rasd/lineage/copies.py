"""Who copied whom: articles that carry the same text, and agencies whose text they carry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rasd.lang.addressed import addressed, at_work, may_address
from rasd.lang.normalize import fold
from rasd.lang.parties import Party, parties
from rasd.lang.tokens import WORD
from rasd.lineage.explain import reason
from rasd.lineage.times import moment
from rasd.model import Analysis, Article, Copy, Credit, Direction, Evidence, Link, LinkType, Passage, Span

MEDIA = (LinkType.AGENCY, LinkType.OUTLET, LinkType.SOCIAL)
"""Parties that pass on what others say."""
LEAST_WORDS = 20
"""Words that two articles must share in all to carry the same text."""
LEAST_SHARE = 0.15
"""Share of the shorter article that they must have in common."""


@dataclass(slots=True)
class _Pair:
    """What two articles share; ``toward`` counts the words whose direction is decided, a to b positive.

    ``share`` is the part of the shorter article's words that both carry, 0..1.
    """

    words: int = 0
    share: float = 0.0
    toward: int = 0
    because: list[Evidence] = field(default_factory=list)
    longest: Passage | None = None


def find_copies(analyses: Sequence[Analysis], passages: Sequence[Passage]) -> list[Copy]:
    """Copies among the articles, and of agencies whose own text is not among them.

    Every pair of articles that carries the same text gives one Copy, two copies of one agency text
    included. Where the direction is open the earlier article stands as the original, and the
    evidence says so. Ordered by copier, then original.
    """
    known = {analysis.article.id: analysis for analysis in analyses}
    pairs = {
        ids: pair
        for ids, pair in _collect(known, passages).items()
        if pair.words >= LEAST_WORDS and pair.share >= LEAST_SHARE
    }
    found = [_copy(ids, pair, known) for ids, pair in sorted(pairs.items())]
    found = _distinct([*found, *_agency_copies(known, list(pairs)), *_told_copies(known)])
    return sorted(found, key=lambda copy: (copy.copier, copy.original))


def _collect(known: dict[str, Analysis], passages: Sequence[Passage]) -> dict[tuple[str, str], _Pair]:
    pairs: dict[tuple[str, str], _Pair] = {}
    for passage in passages:
        if passage.a == passage.b or passage.a not in known or passage.b not in known:
            continue
        ids = (min(passage.a, passage.b), max(passage.a, passage.b))
        pair = pairs.setdefault(ids, _Pair())
        pair.words += passage.words
        sign = {Direction.A_TO_B: 1, Direction.B_TO_A: -1}.get(passage.direction, 0)
        pair.toward += sign * passage.words * (1 if passage.a == ids[0] else -1)
        if pair.longest is None or passage.words > pair.longest.words:
            pair.longest = passage
        if sign:
            pair.because += [why for why in passage.because if why not in pair.because]
    words = {id_: _words_of(known[id_]) for id_ in {id_ for ids in pairs for id_ in ids}}
    for (a, b), pair in pairs.items():
        pair.share = min(1.0, pair.words / max(min(words[a], words[b]), 1))
    return pairs


def _words_of(analysis: Analysis) -> int:
    return len(WORD.findall(analysis.article.text))


def _copy(ids: tuple[str, str], pair: _Pair, known: dict[str, Analysis]) -> Copy:
    original, copier = ids if pair.toward > 0 else ids[::-1]
    because = list(pair.because)
    if pair.toward == 0:
        original, copier = sorted(ids, key=lambda id_: (moment(known[id_].article), id_))
        because = [reason("direction-undetermined")]
    credited, why = _credits(known[copier], known[original])
    span = None
    if pair.longest is not None:
        span = pair.longest.a_span if pair.longest.a == copier else pair.longest.b_span
    shared = reason("shared-text", span, copier, words=str(pair.words), share=f"{pair.share:.2f}")
    return Copy(copier, original, credited, (shared, *because, why))


def own_party(analysis: Analysis) -> str:
    """The key of an article's own outlet: a ``party:`` key, its name as of :func:`media_key`, or nothing."""
    return _party_of(analysis.article.outlet, analysis.article.url)


@lru_cache(maxsize=20_000)
def _party_of(outlet: str, url: str) -> str:
    own = parties().of_outlet(outlet, url)
    return f"party:{own.id}" if own else parties().bare(outlet)


def media_key(link: Link) -> str:
    """Who a link is across articles; for a medium that is not listed its name without "صحيفة", "موقع"."""
    if link.type in MEDIA and not link.key.startswith("party:"):
        return parties().bare(link.name)
    return link.key or fold(link.name)


def credited_agencies(analysis: Analysis) -> list[tuple[str, Credit]]:
    """The agencies whose text an article credits: key and credit, each agency once.

    An abbreviation in brackets beside a party that the article cites ("وكالة الأنباء الفلسطينية (وفا)")
    is part of that party's name and no credit.
    """
    cited = {link.key for a in analysis.attributions for link in a.chain}
    own = own_party(analysis)
    found: dict[str, Credit] = {}
    for credit in analysis.credits:
        for link in credit.parties:
            mention = credit.place == "slug" and link.key in cited
            if link.type is LinkType.AGENCY and link.key != own and not mention:
                found.setdefault(link.key, credit)
    return list(found.items())


@lru_cache(maxsize=1 << 12)  # a story is told again when an article more comes
def told_agencies(article: Article) -> Mapping[str, tuple[str, Span]]:
    """The agencies that somebody in the text speaks to, or that it shows at their own work, so that it is
    theirs: key, with the rule that says so and the place.

    Only those count whose text outlets take: agencies of the whole world and that of the outlet's own
    country. What was said to another country's agency reaches an outlet through one of those.
    """
    if not may_address(article.text):
        return {}
    own = parties().of_outlet(article.outlet, article.url)
    home = own.country if own else ""
    found: dict[str, tuple[str, Span]] = {}
    supplying = [m for m in parties().find(article.text) if m.party != own and _supplies(m.party, home)]
    for party, span in addressed(article.text, supplying):
        found.setdefault(party.key, ("told-to-agency", span))
    for party, span in at_work(article.text, supplying):
        found.setdefault(party.key, ("agency-at-work", span))
    return found


def _supplies(party: Party, country: str) -> bool:
    """Whether outlets of a country take a party's text: it is an agency of the whole world, or its own."""
    return party.type is LinkType.AGENCY and (party.world or (party.state and party.country == country))


def _told_copies(known: dict[str, Analysis]) -> list[Copy]:
    """Copies of the one agency that people speak to, or that is at work, in an article which credits none.

    Whether the agency is credited by that cannot be told: it is named, and not as where the text is from.
    Who shares the text is left out: measured, three in ten of those rested on another agency.
    """
    present = {own_party(analysis) for analysis in known.values()}
    found = []
    for id_ in sorted(known):
        told = {} if credited_agencies(known[id_]) else told_agencies(known[id_].article)
        if len(told) == 1 and told.keys().isdisjoint(present):
            agency, (rule, span) = next(iter(told.items()))
            found.append(Copy(id_, agency, None, (reason(rule, span, id_, agency=agency),)))
    return found


def _named(analysis: Analysis) -> set[str]:
    """The parties that an article names as where it has its text or its news from."""
    named = {media_key(link) for credit in analysis.credits for link in credit.parties}
    return named | {media_key(link) for a in analysis.attributions for link in a.chain[:1]}


def _credits(copier: Analysis, original: Analysis) -> tuple[bool | None, Evidence]:
    """Whether the copier names the original's outlet, or the agency that the original credits."""
    sources = {own_party(original)} | {key for key, _ in credited_agencies(original)}
    named = sorted((_named(copier) & sources) - {""})
    if named:
        return True, reason("credits-original", None, copier.article.id, named=named[0])
    outlet = original.article.outlet.strip()
    if len(outlet) > 3 and outlet in copier.article.text:
        return True, reason("credits-original", None, copier.article.id, named=outlet)
    wire = next((credit for credit in copier.credits if credit.wire), None)
    if wire is not None:
        return None, reason("agencies-unnamed", wire.span, copier.article.id, credit=wire.text)
    return False, reason("credits-nobody", None, copier.article.id)


def _agency_copies(known: dict[str, Analysis], pairs: Sequence[tuple[str, str]]) -> list[Copy]:
    """Copies of agencies whose text is not among the articles: credited, or shared with one that credits."""
    found: list[Copy] = []
    credited = {id_: dict(credited_agencies(analysis)) for id_, analysis in known.items()}
    present = {own_party(analysis) for analysis in known.values()}
    for id_ in sorted(known):
        for agency, credit in credited[id_].items():
            if agency not in present:
                why = reason("agency-credited", credit.span, id_, agency=agency, place=credit.place)
                found.append(Copy(id_, agency, True, (why,)))
    for a, b in pairs:
        for one, other in ((a, b), (b, a)):
            agencies = [key for key in credited[other] if key not in present]
            if not credited[one] and len(agencies) == 1:
                why = reason("agency-text-shared", None, one, agency=agencies[0], article=other)
                wire = any(credit.wire for credit in known[one].credits)
                found.append(Copy(one, agencies[0], None if wire else False, (why,)))
    return _distinct(found)


def _distinct(copies: Sequence[Copy]) -> list[Copy]:
    """One Copy for each copier and original: the first."""
    first: dict[tuple[str, str], Copy] = {}
    for copy in copies:
        first.setdefault((copy.copier, copy.original), copy)
    return list(first.values())
