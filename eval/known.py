"""What a count of origins must come to in a simulated story: known from its accounts, and worked out apart.

This is section 4 of the design (``docs/origins.md``) said again about accounts instead of text; it
shares no code with the product. Only what a reader could tell from the printed articles is used:

- A named source is one origin, whoever relays it.
- An unnamed source is one for each party that cites it and each description. The party is the last of
  the media before it; else the agency whose text it is, if any article that carries the text credits it;
  else the desk.
- An article that carries another's text adds nothing, credited or not, whatever it leaves out: the text
  has the origins that its fullest version cites.
- A text without a source is its desk's own report; if the desk's own article is not there and one that
  carries the text credits an agency, it is the agency's.
- An agency or outlet at the end of a chain is an origin unless it relays somebody for this claim: then
  it only relays.
- A denial or a refusal to comment supports nothing.

What is left is ``highest``. Origins that may be one:

- two unnamed sources whose descriptions do not contradict each other;
- a desk's own report and any other origin that may have been published before it, by the dates as
  printed: a date that is missing, or that nobody would believe (1970, 2099), may be any time, and a day
  any of its hours;
- a text without a source whose earliest article credits "agencies", and any other origin.

Taking all of these as one gives ``lowest``. ``actual`` is one world in between that the reader cannot
tell from the others: each possible identity is drawn as true or not.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import combinations

from constructions import Source, contradict
from simulator import Account, Printed, Story, Text

BEGIN, END = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
TRULY_ONE = 0.3
"""How often two origins that may be one are one."""


@dataclass
class Leaf:
    """An origin before it is compared with the others; ``source`` for the unnamed."""

    key: tuple[str, ...]
    source: Source | None = None
    wire: bool = False
    articles: list[Printed] = field(default_factory=list)

    @property
    def first(self) -> datetime:
        """The earliest moment at which it may have been published."""
        return min((a.first for a in self.articles if a.first), default=BEGIN)

    @property
    def last(self) -> datetime:
        """The latest moment at which it was there for sure."""
        return min((a.last for a in self.articles if a.last), default=END)


@dataclass(frozen=True)
class Known:
    """What is to be found: the range, the number of this world, who supports and denies; plain counts."""

    lowest: int
    highest: int
    actual: int
    articles: frozenset[str]
    supports: frozenset[str]
    denies: frozenset[str]
    outlets: int
    sources: int


def known(story: Story, seed: str) -> Known:
    """What is known of a story; ``seed`` draws the actual world."""
    leaves = find_leaves(story)
    pairs = [pair for pair in combinations(range(len(leaves)), 2) if may_be_one(*(leaves[i] for i in pair))]
    rng = random.Random(seed)
    true = [pair for pair in pairs if rng.random() < TRULY_ONE]
    supporting = [a for a in story.articles if story.texts[a.text].accounts]
    cited = {a.source.name for t in story.texts for a in t.accounts if a.source and a.source.named}
    return Known(
        lowest=_parts(len(leaves), pairs),
        highest=len(leaves),
        actual=_parts(len(leaves), true),
        articles=frozenset(a.id for a in story.articles),
        supports=frozenset(a.id for a in supporting),
        denies=frozenset(a.id for a in story.articles if story.texts[a.text].denies),
        outlets=len({a.outlet.name for a in supporting}),
        sources=len(cited),
    )


def find_leaves(story: Story) -> list[Leaf]:
    """The origins of a story that are surely not the same: ``highest``."""
    leaves: dict[tuple[str, ...], Leaf] = {}
    relaying: set[str] = set()
    for number, text in enumerate(story.texts):
        printed = [a for a in story.articles if a.text == number]
        agency = next((a.credits.name for a in printed if a.credits), "")
        for account in text.accounts:
            leaf = _leaf(account, text, printed, agency, number)
            leaf = leaves.setdefault(leaf.key, leaf)
            leaf.articles += printed
            relaying |= _relaying(account, printed, agency, leaf.key)
    return [leaf for key, leaf in leaves.items() if key[0] != "media" or key[1] not in relaying]


def _leaf(account: Account, text: Text, printed: Sequence[Printed], agency: str, number: int) -> Leaf:
    source = account.source
    if source is not None and source.named:
        return Leaf(("named", source.name), source)
    if source is not None:
        desk = agency or printed[0].outlet.name
        party = account.media[-1].name if account.media else desk
        return Leaf(("unnamed", party, source.name), source)
    if account.media:
        return Leaf(("media", account.media[-1].name))
    if agency and text.own is None:
        return Leaf(("media", agency))
    earliest = min(printed, key=lambda a: (a.first or END, a.id))
    return Leaf(("own", str(number)), wire=earliest.wire)


def _relaying(account: Account, printed: Sequence[Printed], agency: str, key: tuple[str, ...]) -> set[str]:
    """The media through which an account came, and the desks that print it: those that it does not end at."""
    through = {m.name for m in account.media} | {a.outlet.name for a in printed} | {agency}
    return through - {key[1] if key[0] == "media" else ""}


def may_be_one(a: Leaf, b: Leaf) -> bool:
    """Whether two origins may be one."""
    if a.source and b.source:
        return not (a.source.named or b.source.named or contradict(a.source, b.source))
    own = [(x, y) for x, y in ((a, b), (b, a)) if x.key[0] == "own"]
    return any(x.wire or x.last > y.first for x, y in own)


def _parts(size: int, pairs: Iterable[tuple[int, int]]) -> int:
    """How many are left of ``size`` when the pairs are one."""
    home = list(range(size))
    for a, b in pairs:
        home = [home[a] if h == home[b] else h for h in home]
    return len(set(home))
