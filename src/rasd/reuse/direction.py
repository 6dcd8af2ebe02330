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
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from rasd.errors import InputError
from rasd.lang.normalize import fold
from rasd.lang.parties import parties
from rasd.model import Article, Credit, Direction, Evidence, Link, LinkType, Passage, Span
from rasd.reuse.clock import ABSENT, CLOSE, CRAWL, EQUAL, Clock, compared
from rasd.reuse.facts import Facts, facts_of

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


_DIRECTIONS = Direction.A_TO_B, Direction.B_TO_A
_OPEN = {why: Evidence("direction-open", values=(("time", why),)) for why in (ABSENT, CRAWL, CLOSE, EQUAL)}


class _Vote(NamedTuple):
    """A reason for one article (0: a, 1: b) as the original."""

    original: int
    rank: int
    because: Evidence


class _Side:
    """One article of a passage and what it credits, with what is worked out of it once."""

    def __init__(self, facts: Facts, clock: Clock) -> None:
        self.id, self.facts, self.credits = facts.id, facts, facts.credits
        self.reading = clock.read(facts)
        self.length = facts.length
        self.least = WHOLE * facts.own_length

    @cached_property
    def when(self) -> str:
        """The time of publication, in words."""
        return self.facts.published.isoformat() if self.facts.published else ""

    @cached_property
    def own(self) -> frozenset[str]:
        """The keys by which a credit may mean the article's outlet: the party that it is, its name folded."""
        outlet = self.facts.outlet
        party = parties().of_outlet(outlet, self.facts.url)
        return frozenset({fold(outlet.strip()), party.key if party else ""} - {""})

    @cached_property
    def named(self) -> tuple[tuple[Credit, Link, frozenset[str]], ...]:
        """The links of the credits, with the names that each goes by."""
        return tuple(
            (credit, link, frozenset({link.key, fold(link.name.strip())}))
            for credit in self.credits
            for link in credit.parties
        )

    @cached_property
    def agencies(self) -> tuple[tuple[Link, frozenset[str]], ...]:
        """The links of the credits to agencies, with the names that each goes by."""
        return tuple((link, names) for _, link, names in self.named if link.type is LinkType.AGENCY)


_Sides = tuple[_Side, _Side]
"""The two articles of a passage."""


class _Said(NamedTuple):
    """What credits and times say of a pair of articles, and what follows where a passage adds nothing.

    ``hold`` says why no weaker reason than a credit was looked for, or why the times say nothing.
    """

    votes: Sequence[_Vote]
    hold: tuple[Evidence, ...]
    direction: Direction | None
    because: tuple[Evidence, ...]


def decide(
    passages: Sequence[Passage], articles: Mapping[str, Article], credits: Mapping[str, Sequence[Credit]]
) -> list[Passage]:
    """The passages with their direction and ``because``, in the order given.

    A passage inside one article stays as it is. ``articles`` should hold all that were read together: they
    show whether times are of publication or of a crawl.

    Raises:
        InputError: an article of a passage is not among ``articles``.
    """
    wanted = {id_ for passage in passages if passage.a != passage.b for id_ in (passage.a, passage.b)}
    given = [_article(id_, articles) for id_ in sorted(wanted)]
    return decide_by(passages, facts_of(given, credits), Clock(articles.values()))


def decide_by(passages: Sequence[Passage], facts: Mapping[str, Facts], clock: Clock) -> list[Passage]:
    """The same by what is known of the articles; a passage inside one article stays as it is."""
    sides: dict[str, _Side] = {}
    known: dict[tuple[str, str], _Said] = {}
    decided = []
    for passage in passages:
        if passage.a == passage.b:
            decided.append(passage)
            continue
        for id_ in (passage.a, passage.b):
            if id_ not in sides:
                sides[id_] = _Side(facts[id_], clock)
        both = sides[passage.a], sides[passage.b]
        pair = passage.a, passage.b
        said = known.get(pair)
        if said is None:
            votes, hold = _votes(both)
            said = known[pair] = _Said(votes, hold, *_weighed(votes, hold))
        decided.append(_decided(passage, both, said))
    return decided


def _article(id_: str, articles: Mapping[str, Article]) -> Article:
    if id_ not in articles:
        raise InputError(f"article {id_!r}", "a passage names it, but it is not given", "give all articles")
    return articles[id_]


def _votes(sides: _Sides) -> tuple[list[_Vote], tuple[Evidence, ...]]:
    """What credits and times say of a pair of articles; and why its direction may have to stay open."""
    votes: list[_Vote] = []
    if sides[0].credits or sides[1].credits:
        votes = [vote for copy in (0, 1) if (vote := _credit(sides, copy)) is not None]
        shared = _third_text(sides)
        if shared is not None:
            return votes, (shared,)
    first, why = compared(sides[0].reading, sides[1].reading)
    if first is None:
        return votes, (_OPEN[why],)
    original, copy = sides[first], sides[1 - first]
    values = (("original", original.id), ("earlier", original.when), ("later", copy.when))
    votes.append(_Vote(first, 2, Evidence("published-earlier", None, original.id, values)))
    return votes, ()


# --- credits -------------------------------------------------------------------------------------


def _credit(sides: _Sides, copy: int) -> _Vote | None:
    """The vote of the first credit by which one article names the other's outlet."""
    original = sides[1 - copy]
    for credit, link, names in sides[copy].named:
        if original.own.isdisjoint(names):
            continue
        agency = link.type is LinkType.AGENCY
        values = (("original", original.id), ("named", link.name), ("place", credit.place))
        rule = "credits-agency" if agency else "credits-outlet"
        because = Evidence(rule, link.span or credit.span, sides[copy].id, values)
        return _Vote(1 - copy, 1 if agency else 0, because)
    return None


def _agencies(sides: _Sides, side: int) -> dict[str, tuple[str, Span | None]]:
    """The agencies that an article credits, save those that the two articles are of: key, name and where."""
    return {
        link.key: (link.name, link.span)
        for link, names in sides[side].agencies
        if sides[0].own.isdisjoint(names) and sides[1].own.isdisjoint(names)
    }


def _third_text(sides: _Sides) -> Evidence | None:
    """Why two articles may both be copies of a third text: an agency that both credit, or that one does.

    An outlet that carries an agency's text has it from the agency, whoever else carries it too, and another
    outlet that carries it without a word is more likely a client of the agency than a copier of the outlet.
    """
    ours, theirs = _agencies(sides, 0), _agencies(sides, 1)
    for key, (name, span) in ours.items():
        if key in theirs:
            return Evidence("same-agency", span, sides[0].id, (("named", name),))
    for side, named in zip(sides, (ours, theirs), strict=True):
        for name, span in named.values():
            return Evidence("agency-text", span, side.id, (("named", name),))
    for side in sides:
        for credit in side.credits:
            if credit.wire:
                return Evidence("agency-text", credit.span, side.id, (("named", credit.text),))
    return None


# --- the decision --------------------------------------------------------------------------------


def _whole(passage: Passage, sides: _Sides) -> _Vote | None:
    """The vote of an article that stands whole in the midst of the other."""
    spans = passage.a_span, passage.b_span
    for side in (0, 1):
        (start, end), place = spans[side], spans[1 - side]
        if end - start < sides[side].least or place.start < ROOM:
            continue
        if sides[1 - side].length - place.end >= ROOM:
            id_ = sides[side].id
            return _Vote(side, 3, Evidence("stands-whole", spans[side], id_, (("original", id_),)))
    return None


def _decided(passage: Passage, sides: _Sides, said: _Said) -> Passage:
    """The passage with what the strongest reason that points one way says."""
    p, direction, because = passage, said.direction, said.because
    whole = None if _agency_text(said.hold) else _whole(passage, sides)
    if whole is not None:
        direction, because = _weighed([*said.votes, whole], said.hold)
    # dataclasses.replace takes ten times as long, and there are many passages.
    return Passage(p.a, p.a_span, p.b, p.b_span, p.identity, p.words, direction or p.direction, because)


def _agency_text(hold: Sequence[Evidence]) -> bool:
    """Whether the direction is held open because the text is an agency's."""
    return bool(hold) and hold[0].rule != "direction-open"


def _weighed(
    votes: Sequence[_Vote], hold: tuple[Evidence, ...]
) -> tuple[Direction | None, tuple[Evidence, ...]]:
    """The direction that the votes decide, if they do, and all reasons: those that did not decide beside."""
    ranked = sorted(votes, key=attrgetter("rank"))
    winner = _winner(ranked)
    if winner is None:
        return None, (*hold, *(_beside(vote, agrees=False) for vote in ranked))
    others = [_beside(vote, vote.original == winner.original) for vote in ranked if vote is not winner]
    kept = hold if _agency_text(hold) else ()
    return _DIRECTIONS[winner.original], (winner.because, *others, *kept)


def _winner(ranked: Sequence[_Vote]) -> _Vote | None:
    """The first vote of the first rank whose votes are of one mind."""
    for vote in ranked:
        if all(other.original == vote.original for other in ranked if other.rank == vote.rank):
            return vote
    return None


def _beside(vote: _Vote, agrees: bool) -> Evidence:
    """The reason of a vote that did not decide."""
    return replace(vote.because, values=(*vote.because.values, ("agrees", "yes" if agrees else "no")))
