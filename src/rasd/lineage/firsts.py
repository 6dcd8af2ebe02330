"""Which article reports a claim first, how sure that is, and how the claim spread from there.

Times alone do not tell: they are missing, or those of a crawl, or of a day without an hour; and an article
that is first among those at hand may itself say that it has the claim from somewhere else.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Protocol

from rasd.lineage.copies import media_key, own_party
from rasd.lineage.explain import reason
from rasd.lineage.leaves import SUPPORT
from rasd.lineage.names import PRESS
from rasd.lineage.times import YEAR, moment
from rasd.model import (
    Analysis,
    Article,
    Certainty,
    Claim,
    Copy,
    Evidence,
    FirstSeen,
    Link,
    Sighting,
    Span,
    Stance,
    Standing,
)

_TEXTUAL = frozenset({"credits-outlet", "credits-agency", "stands-whole"})
"""Reasons of a direction that rest on the texts and not on the times."""
_MIDNIGHT = time()
_ABSENT, _CLOSE, _DAY, _IMPLAUSIBLE = "absent", "close", "day", "implausible"
_SURE = (Certainty.CERTAIN, Certainty.LIKELY, Certainty.OPEN)


class Clock(Protocol):
    """Compares the times of articles, as far as they can be trusted."""

    def earlier(self, a: Article, b: Article) -> tuple[int | None, str]:
        """0 or 1 for the one that was first; ``None`` and why (absent, crawl, equal, close) where it is
        open."""


@dataclass(frozen=True, slots=True)
class Dates:
    """What is known of the times of all articles that were read together: a ``clock``, and the ids of
    those whose dates cannot be right."""

    clock: Clock
    implausible: frozenset[str] = frozenset()

    def of(self, article: Article) -> datetime | None:
        """The article's time, ``None`` where it has none that can be relied on."""
        return None if article.id in self.implausible else article.published


@dataclass(frozen=True, slots=True)
class _Setting:
    """What a claim's first report is worked out from: ``order`` are its supporting articles in the order of
    time, ``sources`` the articles among them that each has its text from, by what the texts say."""

    claim: Claim
    known: Mapping[str, Analysis]
    dates: Dates
    order: tuple[str, ...]
    sources: Mapping[str, frozenset[str]]

    def article(self, id_: str) -> Article:
        return self.known[id_].article

    def dated(self, id_: str) -> bool:
        return self.dates.of(self.article(id_)) is not None

    def before(self, a: str, b: str) -> bool:
        """Whether the times say that ``a`` was before ``b``."""
        if not (self.dated(a) and self.dated(b)):
            return False
        return self.dates.clock.earlier(self.article(a), self.article(b))[0] == 0


def seen(claim: Claim, analyses: Sequence[Analysis], copies: Sequence[Copy], dates: Dates) -> Standing:
    """The claim's standing with where it was seen first and how it spread.

    The order of the arguments' items changes nothing.
    """
    return next(all_seen([claim], analyses, copies, dates))


def all_seen(
    claims: Iterable[Claim], analyses: Iterable[Analysis], copies: Iterable[Copy], dates: Dates
) -> Iterator[Standing]:
    """The same for each claim of a story, in order, as of :func:`seen`."""
    known = {analysis.article.id: analysis for analysis in analyses}
    textual: dict[str, set[str]] = {}
    for copy in copies:
        if any(why.rule in _TEXTUAL for why in copy.evidence):
            textual.setdefault(copy.copier, set()).add(copy.original)
    return (_seen(claim, known, textual, dates) for claim in claims)


def _seen(
    claim: Claim, known: Mapping[str, Analysis], textual: Mapping[str, set[str]], dates: Dates
) -> Standing:
    ids = [id_ for id_ in dict.fromkeys(claim.standing.supports) if id_ in known]
    if not ids:
        return claim.standing
    sources = {id_: frozenset(textual[id_].intersection(ids)) for id_ in ids if id_ in textual}
    sources = {id_: originals for id_, originals in sources.items() if originals}

    def place(id_: str) -> tuple[float, bool, str]:
        article = known[id_].article
        return moment(article) if dates.of(article) else math.inf, id_ in sources, id_

    setting = _Setting(claim, known, dates, tuple(sorted(ids, key=place)), sources)
    return replace(claim.standing, first=_first(setting), spread=_spread(setting))


def _spread(setting: _Setting) -> tuple[Sighting, ...]:
    standing = setting.claim.standing
    seen_by_now: set[str] = set()
    rows = []
    for id_ in setting.order:
        seen_by_now.add(id_)
        origins = sum(not seen_by_now.isdisjoint(origin.articles) for origin in standing.origins)
        published = setting.dates.of(setting.article(id_))
        rows.append(Sighting(id_, published, id_ in standing.copies, len(seen_by_now), origins))
    return tuple(rows)


def _first(setting: _Setting) -> FirstSeen:
    id_ = setting.order[0]
    if not setting.dated(id_):
        return _undated(setting)
    settled = _settled(setting, id_)
    rivals = [other for other in setting.order[1:] if other not in settled]
    why = [_only_or_next(setting, id_), *_by_text(setting, id_, settled)]
    doubts = [_rivalry(setting, id_, other) for other in rivals]
    doubts += _alone(setting, id_)
    contradicted, elsewhere = _cited(setting, id_, settled)
    doubts += contradicted
    before = [other for other in setting.order if other in rivals or _names(contradicted, other)]
    evidence = (*filter(None, why), *doubts, *elsewhere.values(), *_denied_before(setting, id_))
    return FirstSeen(
        id_,
        setting.dates.of(setting.article(id_)),
        _surety(doubts),
        tuple(before),
        tuple(elsewhere),
        evidence,
    )


def _undated(setting: _Setting) -> FirstSeen:
    """Where no report has a time that can be relied on: only the texts can tell."""
    ids = setting.order
    undated = [_rivalry(setting, "", id_) for id_ in ids]
    if len(ids) == 1:
        _, elsewhere = _cited(setting, ids[0], frozenset())
        evidence = (reason("only-report"), *elsewhere.values())
        return FirstSeen(ids[0], None, Certainty.OPEN, (), tuple(elsewhere), evidence)
    for id_ in ids:
        settled = _settled(setting, id_)
        if settled >= set(ids) and id_ not in setting.sources:
            _, elsewhere = _cited(setting, id_, frozenset())
            texts = _by_text(setting, id_, settled)
            return FirstSeen(id_, None, Certainty.LIKELY, (), tuple(elsewhere), (*texts, *elsewhere.values()))
    return FirstSeen("", None, Certainty.OPEN, ids, (), tuple(undated))


def _settled(setting: _Setting, first: str) -> frozenset[str]:
    """The articles that were surely not before ``first``, itself among them: by their times, or because they
    have their text from one of these."""
    settled = {first, *(id_ for id_ in setting.order if id_ != first and setting.before(first, id_))}
    while more := {id_ for id_, sources in setting.sources.items() if sources & settled} - settled:
        settled |= more
    return frozenset(settled)


def _only_or_next(setting: _Setting, first: str) -> Evidence | None:
    """That it is the only report, or which report with a time comes next."""
    if len(setting.order) == 1:
        return reason("only-report")
    for id_ in setting.order[1:]:
        if setting.before(first, id_):
            times = (setting.dates.of(setting.article(one)) for one in (first, id_))
            earlier, later = (when.isoformat() for when in times if when)
            return reason("first-dated", None, first, earlier=earlier, article=id_, later=later)
    return None


def _by_text(setting: _Setting, first: str, settled: frozenset[str]) -> list[Evidence]:
    """Which articles are known only by their text to be no earlier."""
    found = []
    for id_ in setting.order:
        if id_ != first and id_ in settled and not setting.before(first, id_):
            source = min(setting.sources[id_] & settled)
            found.append(reason("later-by-text", None, id_, article=source))
    return found


def _rivalry(setting: _Setting, first: str, other: str) -> Evidence:
    """Why an article may have been before the first."""
    article = setting.article(other)
    if not setting.dated(other):
        given = article.published.date().isoformat() if article.published else article.date.strip()
        if given:
            return reason("may-be-earlier", None, other, time=_IMPLAUSIBLE, date=given)
        return reason("may-be-earlier", None, other, time=_ABSENT)
    here = setting.article(first)
    _, why = setting.dates.clock.earlier(here, article)
    if why != "crawl" and any(_only_day(one) for one in (here, article)):
        why = _DAY
    return reason("may-be-earlier", None, other, time=why)


def _only_day(article: Article) -> bool:
    return article.published is not None and article.published.time() == _MIDNIGHT


def _alone(setting: _Setting, first: str) -> list[Evidence]:
    """The reports that lie more than a year from all others, where that touches the first: its date, or
    the date of another, may be wrong."""
    times = {id_: moment(setting.article(id_)) for id_ in setting.order if setting.dated(id_)}
    ordered = sorted(times.values())
    found = []
    for id_, when in times.items():
        place = bisect_left(ordered, when)
        beside = ordered[max(place - 1, 0) : place] + ordered[place + 1 : place + 2]
        if beside and all(abs(when - other) > YEAR for other in beside):
            article = setting.article(id_)
            date = article.published.date().isoformat() if article.published else ""
            found.append(reason("date-alone", None, id_, date=date))
    return found


def _cited(
    setting: _Setting, first: str, settled: frozenset[str]
) -> tuple[list[Evidence], dict[str, Evidence]]:
    """Where the first article says itself that it has the claim from somebody who published it later here,
    and by name whom it has it from that has no article here."""
    contradicted = [
        reason("original-dated-later", None, first, article=id_)
        for id_ in sorted(setting.sources.get(first, ()))
        if id_ in settled
    ]
    homes: dict[str, list[str]] = {}
    for id_ in setting.order:
        homes.setdefault(own_party(setting.known[id_]), []).append(id_)
    elsewhere: dict[str, Evidence] = {}
    for key, (link, span) in _media(setting, first).items():
        here = [id_ for id_ in homes.get(key, ()) if id_ != first]
        if not here and not any(_like(key, home) for home in homes):
            elsewhere[link.name.strip()] = reason("cites-outside", span, first, party=link.name.strip())
        elif here and all(id_ in settled for id_ in here):
            contradicted.append(reason("cites-later", span, first, party=link.name, article=here[0]))
    return contradicted, elsewhere


def _media(setting: _Setting, first: str) -> dict[str, tuple[Link, Span | None]]:
    """The agencies and outlets that an article has the claim from, by key, and where it says so."""
    analysis = setting.known[first]
    found: dict[str, tuple[Link, Span | None]] = {}
    for statement in sorted(setting.claim.statements, key=lambda s: s.span):
        if statement.article == first and statement.stance in SUPPORT and statement.attribution:
            for link in statement.attribution.chain:
                if link.type in PRESS:
                    key = media_key(link)
                    found.setdefault(key, (link, statement.attribution.cue))
    for credit in analysis.credits:
        for link in credit.parties:
            if link.type in PRESS:
                found.setdefault(media_key(link), (link, credit.span))
    found.pop(own_party(analysis), None)
    return found


def _like(key: str, other: str) -> bool:
    """Whether two outlets may be one: a "newspaper X" here is an "X" there."""
    a, b = set(key.split()), set(other.split())
    return bool(a and b) and (a <= b or b <= a)


def _denied_before(setting: _Setting, first: str) -> list[Evidence]:
    """The articles that denied or doubted the claim before anybody here asserted it."""
    against = (Stance.DENIES, Stance.DOUBTS)
    ids = sorted({s.article for s in setting.claim.statements if s.stance in against and s.article != first})
    return [
        reason("denied-earlier", None, id_)
        for id_ in ids
        if id_ in setting.known and setting.before(id_, first)
    ]


def _names(evidence: Iterable[Evidence], id_: str) -> bool:
    return any(dict(why.values).get("article") == id_ for why in evidence)


def _surety(doubts: Sequence[Evidence]) -> Certainty:
    """As sure as the gravest doubt leaves it."""
    grave = [_SURE[0]]
    for why in doubts:
        mild = why.rule == "date-alone" or dict(why.values).get("time") == _CLOSE
        grave.append(_SURE[1] if mild else _SURE[2])
    return max(grave, key=_SURE.index)
