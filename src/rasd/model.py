"""The words of Rasd as plain frozen values.

Every room speaks in these types and in nothing else; this file imports nothing of ours.
Spans are pairs of character offsets into the verbatim text of one article, end exclusive.
The terms cue, source and content are those of the attribution literature (PARC 3.0, PolNeAR).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A pair of character offsets into an article's text, ``start`` inclusive, ``end`` exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


class LinkType(StrEnum):
    """What kind of party a link of a chain is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    AGENCY = "agency"
    OUTLET = "outlet"
    DOCUMENT = "document"
    SOCIAL = "social"
    UNNAMED = "unnamed"


class Stance(StrEnum):
    """What the last link of a chain does to the content."""

    ASSERTS = "asserts"
    CONFIRMS = "confirms"
    DENIES = "denies"
    DECLINES = "declines"
    DOUBTS = "doubts"


class ContentKind(StrEnum):
    """How a content is given: in quotation marks, in the writer's words, or partly in marks."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Direction(StrEnum):
    """Which of the two articles of a passage took it from the other."""

    A_TO_B = "a>b"
    B_TO_A = "b>a"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why something was derived.

    ``rule`` is the rule's stable name (kebab-case, e.g. ``source-after-verb``); ``span`` the words
    that it rests on, in article ``article`` (an article's id, empty where the context names it);
    ``values`` the values compared, as ``(name, value)`` pairs in a fixed order.
    """

    rule: str
    span: Span | None = None
    article: str = ""
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One published text.

    ``text`` is verbatim; every span of the analysis points into it. ``date`` is the publication
    date as the input gave it, ``published`` the same understood (timezone-aware where the input
    said so), ``None`` where it could not be. ``author`` is the by-line as given. ``extra`` keeps
    the input's other fields untouched.
    """

    id: str
    text: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    author: str = ""
    date: str = ""
    published: datetime | None = None
    language: str = ""
    extra: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Link:
    """One party of a chain.

    ``name`` is the fullest form that the article gives; ``span`` where that form stands
    (``None`` where it comes from the by-line or is implied). ``description`` is what the text says
    of the party beside its name ("الإيرانية المقربة من الحرس الثوري"). ``key`` says who it is
    across articles: ``"party:tasnim"`` for a party of the lexicon, otherwise the folded name.
    """

    name: str
    type: LinkType
    span: Span | None = None
    description: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A date in the text, resolved: the days ``first`` to ``last``, both inclusive."""

    span: Span
    first: date
    last: date
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """One place in an article that says somebody said something.

    ``chain`` runs from the nearest party to the one it ends at; the article's own outlet is not
    in it. ``when`` is the time that the text gives for the saying. ``source`` is ``None`` where the
    speaker is only implied at this place, ``content`` where nothing is reported ("refused to comment").
    """

    article: str
    cue: Span
    source: Span | None
    content: Span | None
    kind: ContentKind
    chain: tuple[Link, ...]
    stance: Stance
    when: TimeMention | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Credit:
    """A by-line, dateline or credit line that names where an article's text comes from.

    ``place`` is ``"author"`` (the by-line field), ``"dateline"`` (start of the text), ``"slug"``
    (an agency's abbreviation in brackets) or ``"credit line"`` (a line of its own). ``span`` is
    ``None`` for ``"author"``. ``wire`` is true when an agency's text is credited without naming
    which ("وكالات").
    """

    place: str
    text: str
    parties: tuple[Link, ...]
    span: Span | None = None
    wire: bool = False


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that was read out of one article: its attributions in text order, its credits, its dates."""

    article: Article
    language: str
    attributions: tuple[Attribution, ...] = ()
    credits: tuple[Credit, ...] = ()
    times: tuple[TimeMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Text that two articles (or two places of one) share, aligned.

    ``identity`` is the share of aligned words that are equal after folding, 0..1; ``words`` the
    number of aligned words on the ``a`` side. ``because`` gives the reason of the direction.
    """

    a: str
    a_span: Span
    b: str
    b_span: Span
    identity: float
    words: int
    direction: Direction = Direction.UNDETERMINED
    because: tuple[Evidence, ...] = ()

    def carries(self, a: Span, b: Span) -> float:
        """How much of the shorter of ``a`` (in article ``a``) and ``b`` the passage carries over, 0..1."""
        start, end = max(a.start, self.a_span.start), min(a.end, self.a_span.end)
        if end <= start or b.end <= b.start:
            return 0.0
        scale = (self.b_span.end - self.b_span.start) / (self.a_span.end - self.a_span.start)
        first = self.b_span.start + (start - self.a_span.start) * scale
        last = self.b_span.start + (end - self.a_span.start) * scale
        both = min(last, b.end) - max(first, b.start)
        return min(1.0, max(0.0, both / min(a.end - a.start, b.end - b.start)))


@dataclass(frozen=True, slots=True)
class Stock:
    """Words that too many articles have: not looked for, or looked for in the earliest article only.

    ``text`` is what stands at ``span`` of ``article``, the earliest that has it; ``articles`` is in how many
    it stands; ``outlet`` whose stock it is, empty where it is not one outlet's. The rule of ``because`` is
    ``outlet-stock`` (a site's boilerplate, a desk's formula), ``common-stock`` (a phrase of many
    outlets: titles, formulas) or ``many-copies`` (copies of one text: each is compared with the earliest).
    """

    article: str
    span: Span
    text: str
    outlet: str
    articles: int
    because: Evidence


@dataclass(frozen=True, slots=True)
class Statement:
    """One report of a claim: the words ``span`` of article ``article``.

    ``attribution`` is ``None`` where the article says it in its own voice (headline, lead, narration).
    ``evidence`` says why the words were counted to the claim where that is not plain (``points-back``,
    ``partly-the-same``).
    """

    article: str
    span: Span
    attribution: Attribution | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def stance(self) -> Stance:
        """The stance of the attribution; the article's own voice asserts."""
        return self.attribution.stance if self.attribution else Stance.ASSERTS


class Basis(StrEnum):
    """What an origin is: a party with a name, one without, or an outlet that reports on its own account.

    An article that has it from "agencies", or from somebody whom it does not tell, rests on one without.
    """

    NAMED = "named"
    UNNAMED = "unnamed"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Origin:
    """A party that claims to know, as a candidate for an independent origin of a claim.

    One origin is one group of leaves joined *for certain*. ``firm`` is false where the origin may
    be the same as another (or may not be an origin of this claim at all): ``possibly`` names the
    labels of those it may be the same as. ``articles`` are the articles that rest on it. Labels are only for
    this count; ``keys`` name the same parties in the next one too, the one that gives the name first.
    """

    label: str
    name: str
    type: LinkType
    firm: bool
    articles: tuple[str, ...]
    possibly: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    basis: Basis = Basis.NAMED
    keys: tuple[str, ...] = ()


class Certainty(StrEnum):
    """How sure something is: for certain, likely, or open."""

    CERTAIN = "certain"
    LIKELY = "likely"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class FirstSeen:
    """Which of the articles at hand reported a claim first, and how ``sure`` that is.

    ``article`` is its id, empty where none can be told; ``published`` its time, ``None`` where it has none
    that can be relied on. ``perhaps`` are the articles that may have been before it. ``elsewhere`` are
    the names of agencies and outlets that it cites for the claim and that have no article here: the claim
    was seen there before. ``sure`` speaks of the articles at hand alone.
    """

    article: str
    published: datetime | None
    sure: Certainty
    perhaps: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Sighting:
    """One supporting article in the spread of a claim over time.

    ``published`` is ``None`` where the article has no time that can be relied on; ``copy`` is whether it
    repeats another's text. By then there were ``reports`` articles, this one included, which rest on
    ``origins`` of the claim's origins.
    """

    article: str
    published: datetime | None
    copy: bool
    reports: int
    origins: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim's summary: who supports it, on how many origins, who confirmed or denied it, since when.

    ``supports``, ``denies`` and ``doubts`` are article ids; ``confirmed_by``, ``denied_by`` and
    ``declined`` are parties' names. ``1 <= lowest <= highest`` whenever anybody asserts the claim.
    ``copies`` are the supporting articles that only repeat another's text. ``spread`` has every supporting
    article once, in the order of time, those without a time last.
    """

    supports: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    lowest: int = 0
    highest: int = 0
    confirmed_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    first: FirstSeen | None = None
    spread: tuple[Sighting, ...] = ()

    def on(self, basis: Basis) -> int:
        """How many of the origins are of this kind; over all kinds they are ``highest``."""
        return sum(origin.basis is basis for origin in self.origins)


class Specific(StrEnum):
    """What kind of detail reports of one thing may differ in: how many, or on which day."""

    FIGURE = "figure"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Variant:
    """One of the values that reports of one thing give for a detail of it ("12 dead", beside "15 dead").

    ``subject`` is what was counted or dated, as the first report prints it; variants of one claim with one
    ``kind`` and ``subject`` stand side by side. ``value`` is ``"12"``, ``">=12"``, ``"~12"``, ``"<=12"``,
    ``"10-15"`` or a day (ISO 8601); ``text`` the same as first printed. ``statements`` give it: they are
    statements of the claim whose id is ``claim`` - this one, or another that differs from it in this alone.
    ``first`` is the id of the article that gave it first; ``evidence`` the words in each article.
    """

    kind: Specific
    subject: str
    value: str
    text: str
    claim: str
    statements: tuple[Statement, ...]
    first: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """Contents of a story that say the same, whoever said them; ``text`` is one of their wordings.

    ``wording`` is the statement whose words ``text`` is. ``variants`` are the details in which the reports
    of it differ, those with one subject together, the one given first before the others.
    """

    id: str
    text: str
    statements: tuple[Statement, ...]
    standing: Standing = Standing()
    variants: tuple[Variant, ...] = ()
    wording: Statement | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """Article ``copier`` carries text of ``original`` (an article's id, or a ``party:`` key).

    ``credited`` is ``None`` where it cannot be told whether the copier names where it took the text from.
    """

    copier: str
    original: str
    credited: bool | None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """An article, a party, or a mention of an unnamed source: ``kind`` is ``"article"`` or a link's type.

    ``key`` is ``"article:"`` and the id, ``"source:"`` and the party's key, or ``"unnamed:"`` with the
    wording and the node that cites it.
    """

    key: str
    name: str
    kind: str


class EdgeKind(StrEnum):
    """Through whom it came (``via``), who claims to know (``said``), whose text it carries (``copied``)."""

    VIA = "via"
    SAID = "said"
    COPIED = "copied"


@dataclass(frozen=True, slots=True)
class Edge:
    """One step back towards the origin, from node ``start`` to node ``end`` (keys).

    ``claims`` are the ids of the claims for which it was taken; none for text that was copied.
    """

    kind: EdgeKind
    start: str
    end: str
    evidence: tuple[Evidence, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """Who said what through whom and who copied whom, in one story; nodes and edges in a fixed order."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()

    def ends(self) -> list[Node]:
        """The nodes that no edge leaves: the parties that claim to know."""
        left = {edge.start for edge in self.edges}
        return [node for node in self.nodes if node.key not in left]


@dataclass(frozen=True, slots=True)
class Cycle:
    """Parties that cite each other for a claim: A has it from B, and B from A.

    ``names`` are theirs, ``nodes`` their keys in the lineage (an outlet's articles included), ``claims`` the
    ids of the claims. The evidence has each step: who cites whom, and where.
    """

    names: tuple[str, ...]
    nodes: tuple[str, ...]
    claims: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """A story of the weeks before that a story seems to follow: linked, not merged.

    ``nearness`` of the two as wholes, 0..1; ``first`` is when its first article was published.
    """

    story: str
    title: str
    first: datetime | None
    nearness: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Articles on the same event, what they claim (most reports first), who copied whom, the lineage and
    what goes round in circles in it.

    ``evidence`` says for each article what makes it one of the story; ``earlier`` are stories of the weeks
    before that this one seems to follow, the nearest first.
    """

    id: str
    title: str
    articles: tuple[Article, ...]
    analyses: tuple[Analysis, ...]
    claims: tuple[Claim, ...] = ()
    passages: tuple[Passage, ...] = ()
    copies: tuple[Copy, ...] = ()
    lineage: Graph = Graph()
    cycles: tuple[Cycle, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    earlier: tuple[Related, ...] = ()


class JudgementKind(StrEnum):
    """What a person decided: two origins are one (``merge``) or are two (``split``), an article reports on
    its own account (``own-reporting``), an earlier judgement no longer holds (``withdraw``)."""

    MERGE = "merge"
    SPLIT = "split"
    OWN_REPORTING = "own-reporting"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision that overrides a derived one: added, never changed, applied on reading.

    ``about`` names what was decided on: one of the ``keys`` of each of two origins, the key of an article
    (``"article:"`` and its id), or the id of the judgement that is withdrawn. ``when`` has a time zone.
    :func:`rasd.judgement` makes one with its ``id``.
    """

    id: str
    kind: JudgementKind
    about: tuple[str, ...]
    who: str
    when: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A skipped input: ``where`` (path, URL, ``file.jsonl:17``), ``what`` is wrong, what to ``do``."""

    where: str
    what: str
    do: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of new articles that an outlet keeps at ``url`` (RSS, Atom, JSON Feed, a news sitemap), and that
    is watched.

    ``url`` is as the user gave it, and names the feed for good, also after it has moved. ``country`` is an
    ISO 3166-1 alpha-2 code, ``language`` an ISO 639-1 code, ``kind`` a kind of party (agency, newspaper,
    broadcaster, site); each is empty where it is not known. ``source`` says where the address comes from.
    """

    url: str
    title: str = ""
    outlet: str = ""
    language: str = ""
    country: str = ""
    kind: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """How a feed does, after its last poll; that of one never polled is ``FeedHealth(url)``.

    ``feed`` is the feed's ``url``. ``moved`` is where it permanently moved to, else empty. ``etag`` and
    ``modified`` are the answer's ETag and Last-Modified as they were sent (RFC 9110), to ask "anything new?".
    Times have a time zone: ``polled`` of the last poll, ``answered`` of the last good one, ``due`` from when
    on it may be asked again. ``interval`` is in seconds; ``failures`` are those in a row. ``trouble`` says
    what was wrong with the last poll, empty where nothing was.
    """

    feed: str
    moved: str = ""
    etag: str = ""
    modified: str = ""
    polled: datetime | None = None
    answered: datetime | None = None
    due: datetime | None = None
    interval: float = 0.0
    failures: int = 0
    polls: int = 0
    entries: int = 0
    articles: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """Something a user asked to be told: rule ``rule`` holds for a claim of a story.

    ``story`` and ``claim`` are ids, ``title`` and ``text`` the words of the two. ``reasons`` has one
    evidence for each condition of the rule, with the values compared. ``key`` is the alert's own id: no
    two alerts have the same. ``when`` it was raised has a time zone.
    """

    rule: str
    story: str
    claim: str
    reasons: tuple[Evidence, ...]
    key: str
    title: str = ""
    text: str = ""
    when: datetime | None = None
