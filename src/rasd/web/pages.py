"""What each page knows. The same values are drawn as HTML and given to programs under ``/api``.

Times of lists are seconds since 1970 UTC; those of the model have a time zone.
"""

from __future__ import annotations

from dataclasses import dataclass

from rasd.desk.profiles import OutletProfile, SourceProfile
from rasd.desk.wanting import Asked
from rasd.model import Alert, Analysis, Feed, FeedHealth, Judgement, Passage, Problem, Related, Story
from rasd.store.lines import ArticleLine, OutletLine, SourceLine, StoryLine
from rasd.web.laying import LaidStory

MOST = 50
"""Lines of a list."""


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The stories of the desk that were ``asked`` for, in the order ``sort`` (``repeated`` or ``time``).

    ``skip`` were left out before them; ``more`` is whether there are others behind them. ``articles`` is how
    many the desk holds, ``waiting`` how many of them are not told in stories yet.
    """

    stories: tuple[StoryLine, ...]
    asked: Asked
    sort: str
    skip: int
    more: bool
    articles: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Decided:
    """A judgement, and whether it still ``holds``: no later one withdraws it."""

    judgement: Judgement
    holds: bool


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A story with all that stands behind it, and what people ``decided`` in it.

    ``seen`` is how many judgements the desk has: who decides sends it back, and is told if it is old.
    """

    story: Story
    decided: tuple[Decided, ...]
    seen: int


@dataclass(frozen=True, slots=True)
class LaidPage:
    """The same for people: the story laid out, the stories before it as they are called now; ``decided`` and
    ``seen`` as of :class:`StoryPage`."""

    story: LaidStory
    earlier: tuple[Related, ...]
    decided: tuple[Decided, ...]
    seen: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article that shares text with another: its id, outlet and headline."""

    id: str
    outlet: str
    title: str


@dataclass(frozen=True, slots=True)
class Edition:
    """An article as it once was: ``number`` counts from 1; ``added`` is when it came (seconds UTC)."""

    number: int
    title: str
    text: str
    added: float


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article: what was read out of it, its ``story`` (id, empty while it waits), its versions (the first
    first), the passages that it shares, and the articles at their other ends."""

    analysis: Analysis
    story: str
    versions: tuple[Edition, ...]
    passages: tuple[Passage, ...]
    neighbours: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Two articles and the passages that they share; in each passage ``a`` is the first of the two."""

    a: Analysis
    b: Analysis
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words that were ``found`` in a text, with those around them; all empty where they stand in the headline
    alone."""

    before: str = ""
    found: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The articles that have all words of a ``question``, whatever their spelling, and for each of them where
    some of these stand in its text.

    ``found`` is how many there are, of which ``skip`` stand before those that are shown, and ``more`` is
    whether others stand behind; where they are not ``every`` one, these are of the last that were taken in,
    and ``found`` counts those alone.
    """

    question: str
    sort: str
    articles: tuple[ArticleLine, ...]
    excerpts: tuple[Excerpt, ...]
    found: int
    every: bool
    skip: int
    more: bool


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """The parties that are called ``name``, or all, the one most often cited first. Of this and of other
    lists: ``skip`` lines were left out before, ``more`` is whether there are others behind."""

    name: str
    sources: tuple[SourceLine, ...]
    skip: int
    more: bool


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A source: what it said, where, through whom; ``skip`` and ``more`` are of the places where it is
    cited."""

    profile: SourceProfile
    skip: int
    more: bool


@dataclass(frozen=True, slots=True)
class OutletsPage:
    """The outlets that are called ``name``, or all, the one with most articles first."""

    name: str
    outlets: tuple[OutletLine, ...]
    skip: int
    more: bool


@dataclass(frozen=True, slots=True)
class OutletPage:
    """An outlet: how much of it is its own, whose text it carries, whom it cites."""

    profile: OutletProfile


@dataclass(frozen=True, slots=True)
class Following:
    """Outlet ``outlet`` carries text of ``original`` (an outlet's name or a party's key) in ``times``
    articles, of which ``uncredited`` do not say so."""

    outlet: str
    original: str
    times: int
    uncredited: int


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """Who follows whom, the pairs that are met most often first."""

    follows: tuple[Following, ...]


@dataclass(frozen=True, slots=True)
class Fed:
    """A feed and how it does; ``health`` is ``None`` for one that was never polled."""

    feed: Feed
    health: FeedHealth | None


@dataclass(frozen=True, slots=True)
class FeedsPage:
    """The feeds that the desk follows."""

    feeds: tuple[Fed, ...]


@dataclass(frozen=True, slots=True)
class AlertsPage:
    """The last alerts that rules raised, the latest first."""

    alerts: tuple[Alert, ...]
    skip: int
    more: bool


@dataclass(frozen=True, slots=True)
class JudgementsPage:
    """What people decided, the latest first; ``undone`` are judgements further down that those here
    withdraw; ``seen`` as of :class:`StoryPage`."""

    decided: tuple[Decided, ...]
    undone: tuple[Decided, ...]
    seen: int
    skip: int
    more: bool


@dataclass(frozen=True, slots=True)
class TracePage:
    """What was traced: its stories, what could not be read, and whether it was ``kept`` on the desk."""

    stories: tuple[Story, ...]
    problems: tuple[Problem, ...]
    kept: bool
