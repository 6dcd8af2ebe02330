"""Who had the text first? Each passage gets a direction and its reasons, or the reason why it has none.

The reasons, the strongest first: one article credits the other's outlet; it credits an agency and the
other is that agency's own; one was published earlier; one stands whole in the midst of the other. The
strongest that points one way decides; the others are kept and say whether they agree. Where one credits a
third party, an agency, the text is that agency's: neither need have it from the other, and without a credit
of each other the direction stays open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from rasd.errors import InputError
from rasd.lang.normalize import fold
from rasd.lang.parties import parties
from rasd.model import Article, Credit, Direction, Evidence, Link, LinkType, Passage, Span
from rasd.reuse.clock import Clock

RULES: dict[str, tuple[str, tuple[str, ...]]] = {
    "credits-outlet": ("the copy credits the original's outlet", ("original", "named", "place", "agrees")),
    "credits-agency": (
        "the copy credits an agency, the original is its own",
        ("original", "named", "place", "agrees"),
    ),
    "published-earlier": ("the original was published earlier", ("original", "earlier", "later", "agrees")),
    "stands-whole": ("the whole original stands in the midst of the copy", ("original", "agrees")),
    "same-agency": ("both credit the same agency: neither need have it from the other", ("named",)),
    "agency-text": ("it is an agency's text by one's credit: the other may have it from there", ("named",)),
    "direction-open": ("nothing says who had it first; why the times do not", ("time",)),
}
"""Rule name → what it says, and the names of its values.

``original`` is the id of the article that the reason takes for the original; ``agrees`` (yes, no) stands at a
reason that did not decide; ``time`` is absent, crawl, close or equal (:mod:`rasd.reuse.clock`).
"""

WHOLE = 0.9
"""Share of an article's characters that a passage must have to be the whole of it."""
ROOM = 100
"""Characters of its own that an article must have on either side of a text that stands in its midst."""


class _Vote(NamedTuple):
    """A reason for one article (0: a, 1: b) as the original."""

    original: int
    rank: int
    because: Evidence


class _Sides(NamedTuple):
    """The two articles of a passage, and the parties that each credits."""

    articles: tuple[Article, Article]
    credits: tuple[Sequence[Credit], Sequence[Credit]]


def decide(
    passages: Sequence[Passage], articles: Mapping[str, Article], credits: Mapping[str, Sequence[Credit]]
) -> list[Passage]:
    """The passages with their direction and ``because``, in the order given.

    A passage inside one article stays as it is. ``articles`` should hold all that were read together: they
    show whether times are of publication or of a crawl.

    Raises:
        InputError: an article of a passage is not among ``articles``.
    """
    clock = Clock(articles.values())
    known: dict[tuple[str, str], tuple[list[_Vote], tuple[Evidence, ...]]] = {}
    decided = []
    for passage in passages:
        if passage.a == passage.b:
            decided.append(passage)
            continue
        pair = passage.a, passage.b
        sides = _sides(pair, articles, credits)
        if pair not in known:
            known[pair] = _votes(sides, clock)
        decided.append(_decided(passage, sides, *known[pair]))
    return decided


def _sides(
    pair: tuple[str, str], articles: Mapping[str, Article], credits: Mapping[str, Sequence[Credit]]
) -> _Sides:
    for id_ in pair:
        if id_ not in articles:
            raise InputError(
                f"article {id_!r}", "a passage names it, but it is not given", "give all articles"
            )
    a, b = pair
    return _Sides((articles[a], articles[b]), (credits.get(a, ()), credits.get(b, ())))


def _votes(sides: _Sides, clock: Clock) -> tuple[list[_Vote], tuple[Evidence, ...]]:
    """What credits and times say of a pair of articles; and why its direction may have to stay open."""
    votes = [vote for copy in (0, 1) if (vote := _credit(sides, copy)) is not None]
    shared = _third_text(sides)
    if shared is not None:
        return votes, (shared,)
    first, why = clock.earlier(*sides.articles)
    if first is None:
        return votes, (Evidence("direction-open", values=(("time", why),)),)
    original, copy = sides.articles[first], sides.articles[1 - first]
    values = (("original", original.id), ("earlier", _when(original)), ("later", _when(copy)))
    votes.append(_Vote(first, 2, Evidence("published-earlier", None, original.id, values)))
    return votes, ()


def _when(article: Article) -> str:
    return article.published.isoformat() if article.published else ""


# --- credits -------------------------------------------------------------------------------------


def _credit(sides: _Sides, copy: int) -> _Vote | None:
    """The vote of the first credit by which one article names the other's outlet."""
    original = sides.articles[1 - copy]
    own = _own_names(original.outlet, original.url)
    for credit in sides.credits[copy]:
        for link in credit.parties:
            if own.isdisjoint(_link_names(link)):
                continue
            agency = link.type is LinkType.AGENCY
            values = (("original", original.id), ("named", link.name), ("place", credit.place))
            rule = "credits-agency" if agency else "credits-outlet"
            because = Evidence(rule, link.span or credit.span, sides.articles[copy].id, values)
            return _Vote(1 - copy, 1 if agency else 0, because)
    return None


@lru_cache(maxsize=1 << 16)
def _own_names(outlet: str, url: str) -> frozenset[str]:
    """The keys by which a credit may mean an outlet: the party that it is, its name folded."""
    party = parties().of_outlet(outlet, url)
    return frozenset({fold(outlet.strip()), party.key if party else ""} - {""})


def _link_names(link: Link) -> set[str]:
    return {link.key, fold(link.name.strip())}


def _agencies(sides: _Sides, side: int) -> dict[str, tuple[str, Span | None]]:
    """The agencies that an article credits, save those that the two articles are of: key, name and where."""
    own = frozenset().union(*(_own_names(article.outlet, article.url) for article in sides.articles))
    return {
        link.key: (link.name, link.span)
        for credit in sides.credits[side]
        for link in credit.parties
        if link.type is LinkType.AGENCY and own.isdisjoint(_link_names(link))
    }


def _third_text(sides: _Sides) -> Evidence | None:
    """Why two articles may both be copies of a third text: an agency that both credit, or that one does.

    An outlet that carries an agency's text has it from the agency, whoever else carries it too, and another
    outlet that carries it without a word is more likely a client of the agency than a copier of the outlet.
    """
    ours, theirs = _agencies(sides, 0), _agencies(sides, 1)
    for key, (name, span) in ours.items():
        if key in theirs:
            return Evidence("same-agency", span, sides.articles[0].id, (("named", name),))
    for article, named in zip(sides.articles, (ours, theirs), strict=True):
        for name, span in named.values():
            return Evidence("agency-text", span, article.id, (("named", name),))
    for article, credits in zip(sides.articles, sides.credits, strict=True):
        for credit in credits:
            if credit.wire:
                return Evidence("agency-text", credit.span, article.id, (("named", credit.text),))
    return None


# --- the decision --------------------------------------------------------------------------------


def _whole(passage: Passage, sides: _Sides) -> _Vote | None:
    """The vote of an article that stands whole in the midst of the other."""
    spans = passage.a_span, passage.b_span
    for side in (0, 1):
        inner, outer = sides.articles[side].text.strip(), sides.articles[1 - side].text
        length, place = spans[side].end - spans[side].start, spans[1 - side]
        if length >= WHOLE * len(inner) and place.start >= ROOM and len(outer) - place.end >= ROOM:
            id_ = sides.articles[side].id
            return _Vote(side, 3, Evidence("stands-whole", spans[side], id_, (("original", id_),)))
    return None


def _decided(passage: Passage, sides: _Sides, votes: Sequence[_Vote], hold: tuple[Evidence, ...]) -> Passage:
    """The passage with what the strongest reason that points one way says.

    ``hold`` says why no weaker reason than a credit was looked for, or why the times say nothing.
    """
    agency_text = any(why.rule != "direction-open" for why in hold)
    whole = None if agency_text else _whole(passage, sides)
    ranked = sorted([*votes, *([whole] if whole else [])], key=lambda vote: vote.rank)
    winner = _winner(ranked)
    if winner is None:
        return replace(passage, because=(*hold, *(_beside(vote, agrees=False) for vote in ranked)))
    others = [_beside(vote, vote.original == winner.original) for vote in ranked if vote is not winner]
    kept = hold if agency_text else ()
    direction = (Direction.A_TO_B, Direction.B_TO_A)[winner.original]
    return replace(passage, direction=direction, because=(winner.because, *others, *kept))


def _winner(ranked: Sequence[_Vote]) -> _Vote | None:
    """The first vote of the first rank whose votes are of one mind."""
    for vote in ranked:
        if all(other.original == vote.original for other in ranked if other.rank == vote.rank):
            return vote
    return None


def _beside(vote: _Vote, agrees: bool) -> Evidence:
    """The reason of a vote that did not decide."""
    return replace(vote.because, values=(*vote.because.values, ("agrees", "yes" if agrees else "no")))
