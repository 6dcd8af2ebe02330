"""What lists show: a line for a story, a claim, a source, an outlet, an article.

The store keeps or counts these values, so that a list of a desk of a million articles is one question.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rank:
    """Where a claim stands in the order ``repeated`` (:mod:`rasd.export.order`): each number, one after the
    other, lowest first."""

    group: int
    each: float
    opposed: int
    reports: int


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in a list. ``story`` is its story's id, ``place`` its number there (from 1).

    ``outlets``, ``reports`` and ``copies`` count supporting outlets and articles; ``lowest`` to ``highest``
    its origins, of which ``named``, ``unnamed`` and ``own`` are of each kind. ``confirmed`` and ``declined``
    count parties, ``denied`` and ``doubted`` articles. ``first`` is when it was seen first (seconds UTC).
    """

    story: str
    place: int
    id: str
    text: str
    outlets: int
    reports: int
    copies: int
    lowest: int
    highest: int
    named: int
    unnamed: int
    own: int
    confirmed: int
    denied: int
    doubted: int
    declined: int
    first: float | None
    rank: Rank


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in a list: ``claim`` is the one that it is ranked by; times are seconds UTC.

    ``bare`` is whether it is one report that attributes nothing to anybody.
    """

    id: str
    title: str
    articles: int
    outlets: int
    first: float | None
    last: float | None
    bare: bool
    claim: ClaimLine | None


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article in a list, with the story that it stands in."""

    number: int
    id: str
    outlet: str
    title: str
    url: str
    moment: float | None
    story: str


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search finds: the ``lines`` asked for, and how many ``found`` articles it looked at to choose
    them; ``every`` is whether these are all that have the words, else the last that were taken in."""

    lines: tuple[ArticleLine, ...]
    found: int
    every: bool


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A party in a list: in how many places it is the last of a chain (``said``) or on the way
    (``passed_on``), in how many articles, and how often it denies what is said."""

    key: str
    name: str
    type: str
    said: int
    passed_on: int
    articles: int
    denied: int


@dataclass(frozen=True, slots=True)
class OutletLine:
    """An outlet in a list: its articles; those that credit the text they copy from others, that copy without
    a word, and of which it cannot be told; the rest is its own."""

    outlet: str
    articles: int
    credited: int
    uncredited: int
    untold: int
    first: float | None
    last: float | None

    @property
    def own(self) -> int:
        """Articles that are no copy of anybody else's text."""
        return self.articles - self.credited - self.uncredited - self.untold


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines of a list are wanted; what is not given leaves nothing out.

    Args:
        since, until: seconds UTC; a story counts whose reports lie inside.
        outlets: one of these reports it.
        unconfirmed: nobody has confirmed the claim.
        denied: somebody has denied or doubted it.
        most_origins: it has at most so many origins, counted at their highest.
        least_outlets: at least so many outlets report it.
        numbers: one of these articles is in it.
        everything: also stories of one report that attributes nothing to anybody.
    """

    since: float | None = None
    until: float | None = None
    outlets: tuple[str, ...] = ()
    unconfirmed: bool = False
    denied: bool = False
    most_origins: int | None = None
    least_outlets: int | None = None
    numbers: tuple[int, ...] | None = None
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """How many articles some outlets or times leave, and between which numbers they lie."""

    many: int
    low: int
    high: int

    @property
    def is_dense(self) -> bool:
        """Whether most articles between are of them."""
        return self.high - self.low < 2 * self.many


@dataclass(frozen=True, slots=True)
class Expected:
    """How many texts a database expects to have what is looked for, and how many there are."""

    many: int
    held: int


@dataclass(frozen=True, slots=True)
class Way:
    """A question to the full text: SQL, behind which number it begins (``:after``) and with which it ends
    (``:upto``), and statements to be made before it and behind it."""

    sql: str
    after: int = 0
    upto: int = 0
    before: str = ""
    behind: str = ""


EVERY = Wanted()
"""Nothing is left out but stories that have nothing to show."""
