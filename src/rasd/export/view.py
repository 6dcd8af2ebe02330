"""What a reader is shown of a story, whatever the face: terminal and page draw from the same figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from rasd.export.phrases import PARTY, Context, Piece
from rasd.export.visible import direction, one_line
from rasd.lang.normalize import fold
from rasd.lang.parties import parties
from rasd.model import (
    Article,
    Claim,
    Copy,
    Direction,
    Evidence,
    Link,
    Passage,
    Stance,
    Statement,
    Story,
    TimeMention,
)

_STANCES = tuple(Stance)
_PAIRS = 12
_DRAWN = frozenset({"end-of-chain", "own-reporting"})
"""The rules that say no more than the chain does that is drawn beside them."""
_NO_CREDIT = "credits-nobody"
_COLON = Piece(": ")


@dataclass(frozen=True, slots=True)
class Route:
    """One way a claim came, and all the articles (ids, in story order) that have it from there.

    An empty ``chain`` is the article's own voice. ``statements`` are the places that say so.
    """

    chain: tuple[Link, ...]
    stance: Stance
    articles: tuple[str, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A copy with the text that shows it: ``words`` in all the passages, ``identity`` 0..1 their mean.

    ``again`` is whether an outlet prints its own text again: it need not say so to anybody.
    """

    copy: Copy
    words: int
    identity: float
    again: bool

    @property
    def reasons(self) -> tuple[Evidence, ...]:
        """What shows it."""
        return tuple(why for why in self.copy.evidence if not (self.again and why.rule == _NO_CREDIT))


def article_name(article: Article) -> str:
    """The name that readers know an article by: its outlet, else its site, else its id."""
    return article.outlet.strip() or urlsplit(article.url).netloc.removeprefix("www.") or article.id


def article_names(articles: Iterable[Article]) -> dict[str, str]:
    """A name for each article id; articles of one outlet are numbered in the order given."""
    names = {article.id: article_name(article) for article in articles}
    tally: dict[str, list[str]] = {}
    for key, name in names.items():
        tally.setdefault(name, []).append(key)
    for name, keys in tally.items():
        if len(keys) > 1:
            names.update({key: f"{name} ({i})" for i, key in enumerate(keys, 1)})
    return names


def context_of(story: Story, way: str = "ltr") -> Context:
    """What the reasons of this story may point at: its articles, by name and by wording.

    A party that no article names is called as our lexicon does, by a name that runs ``way`` ("rtl",
    "ltr") where it has one.
    """
    names = article_names(story.articles)
    for link in _links(story):
        names.setdefault(link.key, link.name)
    for article in story.articles:
        names.setdefault(fold(article.outlet.strip()), article.outlet.strip())
    names.pop("", None)  # what has no key has no name to be looked up by
    for copy in story.copies:
        if copy.original.startswith(PARTY) and copy.original not in names:
            names[copy.original] = party_name(copy.original, way)
    only = story.articles[0].id if len(story.articles) == 1 else ""
    return Context(names, {article.id: article for article in story.articles}, only)


def party_name(key: str, way: str) -> str:
    """The name of a party's key in our lexicon, one that runs ``way`` where it has one; else the bare key."""
    party = parties().get(key)
    if party is None:
        return key.removeprefix(PARTY)
    return next((name for name in party.names if direction(name) == way), party.names[0])


def routes(claim: Claim) -> tuple[Route, ...]:
    """The ways that the claim came: by stance (assertions first), then by the number of articles."""
    found: dict[tuple[object, ...], list[Statement]] = {}
    for statement in claim.statements:
        chain = statement.attribution.chain if statement.attribution else ()
        key = (statement.stance, tuple((link.key or fold(link.name), link.type) for link in chain))
        found.setdefault(key, []).append(statement)
    out = [_route(statements) for statements in found.values()]
    return tuple(sorted(out, key=lambda route: (_STANCES.index(route.stance), -len(route.articles))))


def _route(statements: list[Statement]) -> Route:
    fullest = max(
        statements, key=lambda statement: sum(len(x.name + x.description) for x in _chain(statement))
    )
    articles = tuple(dict.fromkeys(statement.article for statement in statements))
    return Route(_chain(fullest), statements[0].stance, articles, tuple(statements))


def _chain(statement: Statement) -> tuple[Link, ...]:
    return statement.attribution.chain if statement.attribution else ()


def _links(story: Story) -> Iterable[Link]:
    for analysis in story.analyses:
        for attribution in analysis.attributions:
            yield from attribution.chain
        for credit in analysis.credits:
            yield from credit.parties


def taken(story: Story) -> tuple[Taken, ...]:
    """The story's copies with the text that each of them shares with its original."""
    pairs: dict[frozenset[str], list[Passage]] = {}
    for passage in story.passages:
        pairs.setdefault(frozenset((passage.a, passage.b)), []).append(passage)
    outlets = {article.id: article.outlet.strip() for article in story.articles}
    out = []
    for copy in story.copies:
        passages = pairs.get(frozenset((copy.copier, copy.original)), [])
        words = sum(passage.words for passage in passages)
        equal = sum(passage.words * passage.identity for passage in passages)
        again = bool(outlets.get(copy.copier)) and outlets[copy.copier] == outlets.get(copy.original)
        out.append(Taken(copy, words, equal / words if words else 0.0, again))
    return tuple(out)


def passages(story: Story) -> tuple[Passage, ...]:
    """The story's passages, longest first, the earlier article of each as ``a`` where it is known.

    One that lies wholly inside another is part of it and left out.
    """
    turned = (earlier_first(passage) for passage in story.passages)
    kept: dict[tuple[str, str], list[Passage]] = {}
    for passage in sorted(turned, key=lambda p: (-p.words, p.a, p.b, p.a_span, p.b_span)):
        others = kept.setdefault((passage.a, passage.b), [])
        if not any(o.a_span.contains(passage.a_span) and o.b_span.contains(passage.b_span) for o in others):
            others.append(passage)
    return tuple(sorted((p for row in kept.values() for p in row), key=lambda p: -p.words))


def earlier_first(passage: Passage) -> Passage:
    """The passage with the article that had it first as ``a``, where that is known."""
    if passage.direction is not Direction.B_TO_A:
        return passage
    return Passage(
        passage.b, passage.b_span, passage.a, passage.a_span,
        passage.identity, passage.words, Direction.A_TO_B, passage.because,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resolved:
    """A date of the texts, worked out: the ``mention`` in ``article``, and all ``articles`` (ids) that
    mean the same days by the same words."""

    mention: TimeMention
    article: Article
    articles: tuple[str, ...]


def resolved_dates(story: Story) -> tuple[Resolved, ...]:
    """The dates of the story's texts, in text order, each wording with its days once."""
    found: dict[tuple[object, ...], list[tuple[TimeMention, Article]]] = {}
    for analysis in story.analyses:
        article = analysis.article
        times = {*analysis.times, *(a.when for a in analysis.attributions if a.when)}
        for time in sorted(times, key=lambda one: (one.span, one.first, one.last)):
            words = fold(one_line(time.span.of(article.text)))
            found.setdefault((words, time.first, time.last), []).append((time, article))
    return tuple(
        Resolved(*rows[0], tuple(dict.fromkeys(article.id for _, article in rows))) for rows in found.values()
    )


def outlets(story: Story) -> int:
    """How many different outlets (or sites) the story's reports come from."""
    return len({article_name(article) for article in story.articles if article.outlet or article.url})


def days(story: Story) -> tuple[str, str] | None:
    """The days (ISO 8601) of the story's first and last report, ``None`` where no date was understood.

    Dates that cannot be right are left out.
    """
    wrong = {one.article for claim in story.claims for one in claim.standing.spread if not one.published}
    told = (article for article in story.articles if article.id not in wrong)
    found = sorted(article.published.date() for article in told if article.published)
    return (found[0].isoformat(), found[-1].isoformat()) if found else None


def possible_joins(claim: Claim) -> tuple[tuple[str, str], ...]:
    """Pairs of origins' labels that may be one and the same, each pair once."""
    labels = {origin.label for origin in claim.standing.origins}
    pairs = {
        (min(origin.label, other), max(origin.label, other))
        for origin in claim.standing.origins
        for other in origin.possibly
        if other in labels
    }
    return tuple(sorted(pairs))


def doubtful(claim: Claim) -> tuple[str, ...]:
    """Labels of origins that may not be origins of this claim at all."""
    return tuple(origin.label for origin in claim.standing.origins if not origin.firm and not origin.possibly)


@dataclass(frozen=True, slots=True)
class Why:
    """The evidence of a claim's origins, each piece once: ``own`` by origin's label, and ``joint``
    what speaks of several of them or of the claim as a whole."""

    own: Mapping[str, tuple[Evidence, ...]]
    joint: tuple[Evidence, ...]


def why(claim: Claim) -> Why:
    """Which origin each piece of evidence belongs to; what the drawn chain says already is left out."""
    tally = Counter(item for origin in claim.standing.origins for item in set(origin.evidence))
    own = {
        origin.label: tuple(item for item in _telling(origin.evidence) if tally[item] == 1)
        for origin in claim.standing.origins
    }
    shared = [item for origin in claim.standing.origins for item in origin.evidence if tally[item] > 1]
    rest = [item for item in claim.standing.evidence if item not in tally]
    return Why(own, _telling([*shared, *rest]))


def _telling(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(item for item in evidence if item.rule not in _DRAWN))


def is_plain(claim: Claim) -> bool:
    """Whether one party alone claims to know, and there is nothing to say of it but the chain."""
    reasons = why(claim)
    return len(claim.standing.origins) == 1 and not reasons.joint and not any(reasons.own.values())
