"""What a reader is shown of a story, whatever the face: terminal and page draw from the same figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from rasd.export.phrases import Context, Piece, Said, Words, percent
from rasd.export.visible import one_line, shortened
from rasd.lang.normalize import fold
from rasd.model import (
    Article,
    Claim,
    Copy,
    Direction,
    Link,
    Passage,
    Stance,
    Statement,
    Story,
    TimeMention,
)

_STANCES = tuple(Stance)
_PAIRS = 12
_COLON = Piece(": ")
PARTY = "party:"
"""What the key of a party of the lexicon begins with."""


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
    """A copy with the text that shows it: ``words`` in all the passages, ``identity`` 0..1 their mean."""

    copy: Copy
    words: int
    identity: float


@dataclass(frozen=True, slots=True)
class Selection:
    """Which stories are shown: ``shown``, of ``stories`` in all; ``bare`` were left out for having
    one report and no attribution; ``articles`` counts the articles of all."""

    shown: tuple[Story, ...]
    stories: int
    articles: int
    bare: int


def select(stories: Sequence[Story], top: int | None) -> Selection:
    """The ``top`` stories with most reports (ties in the order given); every one where ``top`` is ``None``.

    A single report without an attribution has nothing to show: it is counted as bare, unless it is
    the only story there is.
    """
    articles = sum(len(story.articles) for story in stories)
    if top is None:
        return Selection(tuple(stories), len(stories), articles, 0)
    telling = [story for story in stories if not is_bare(story)] or list(stories[:1])
    ranked = sorted(telling, key=lambda story: -len(story.articles))
    return Selection(tuple(ranked[:top]), len(stories), articles, len(stories) - len(telling))


def is_bare(story: Story) -> bool:
    """Whether the story is one report that attributes nothing to anybody."""
    return len(story.articles) == 1 and not any(analysis.attributions for analysis in story.analyses)


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


def context_of(story: Story) -> Context:
    """What the reasons of this story may point at: its articles, by name and by wording."""
    names = article_names(story.articles)
    for link in _links(story):
        if link.key.startswith(PARTY):
            names.setdefault(link.key, link.name)
    only = story.articles[0].id if len(story.articles) == 1 else ""
    return Context(names, {article.id: article for article in story.articles}, only)


def name_in(names: Mapping[str, str], key: str) -> str:
    """The name of an article id or of a party's key; a key that nobody names is shown without its prefix."""
    return names.get(key) or key.removeprefix(PARTY)


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
    out = []
    for copy in story.copies:
        passages = pairs.get(frozenset((copy.copier, copy.original)), [])
        words = sum(passage.words for passage in passages)
        equal = sum(passage.words * passage.identity for passage in passages)
        out.append(Taken(copy, words, equal / words if words else 0.0))
    return tuple(out)


def passages(story: Story) -> tuple[Passage, ...]:
    """The story's passages, longest first, the earlier article of each as ``a`` where it is known."""
    turned = (_turned(p) if p.direction is Direction.B_TO_A else p for p in story.passages)
    return tuple(sorted(turned, key=lambda passage: -passage.words))


def _turned(passage: Passage) -> Passage:
    return Passage(
        passage.b, passage.b_span, passage.a, passage.a_span,
        passage.identity, passage.words, Direction.A_TO_B, passage.because,
    )  # fmt: skip


def resolved_dates(story: Story) -> tuple[tuple[str, TimeMention], ...]:
    """The dates of the texts that had to be worked out, as (article id, mention), each wording once."""
    texts = {article.id: article.text for article in story.articles}
    out: dict[tuple[str, str, object, object], tuple[str, TimeMention]] = {}
    for analysis in story.analyses:
        key = analysis.article.id
        for time in (*analysis.times, *(a.when for a in analysis.attributions if a.when)):
            words = fold(time.span.of(texts.get(key, analysis.article.text)))
            out.setdefault((key, words, time.first, time.last), (key, time))
    return tuple(sorted(out.values(), key=lambda pair: (list(texts).index(pair[0]), pair[1].span)))


def outlets(story: Story) -> int:
    """How many different outlets (or sites) the story's reports come from."""
    return len({article_name(article) for article in story.articles if article.outlet or article.url})


def days(story: Story) -> tuple[str, str] | None:
    """The days (ISO 8601) of the story's first and last report, ``None`` where no date was understood."""
    found = sorted(article.published.date() for article in story.articles if article.published)
    return (found[0].isoformat(), found[-1].isoformat()) if found else None


def possible_joins(claim: Claim) -> tuple[tuple[str, str], ...]:
    """Pairs of origins' labels that may be one and the same, each pair once."""
    labels = {origin.label for origin in claim.standing.origins}
    pairs = {
        tuple(sorted((origin.label, other)))
        for origin in claim.standing.origins
        for other in origin.possibly
        if other in labels
    }
    return tuple(sorted((a, b) for a, b in pairs))


def range_reasons(claim: Claim, words: Words) -> tuple[Said, ...]:
    """Why the claim has as many origins as it has: a line for the lowest number, one for the highest.

    Empty where nobody asserts the claim.
    """
    standing = claim.standing
    if not standing.highest:
        return ()
    alone = len(standing.origins) == 1
    apart = words.say("one_leaf" if alone else "apart")
    if standing.lowest == standing.highest == 1:
        return ((*words.say("exactly", low=1), _COLON, *apart),)
    pairs = possible_joins(claim)
    joined: list[Piece] = list(words.say("joined_by_nothing")) if not pairs else []
    for i, (a, b) in enumerate(pairs[:_PAIRS]):
        joined += [Piece(words.word("comma"))] if i else []
        joined += words.say("joined_possibly", a=a, b=b)
    if len(pairs) > _PAIRS:
        joined.append(Piece("…"))
    lowest = (*words.say("at_least", low=standing.lowest), _COLON, *joined)
    return lowest, (*words.say("at_most", high=standing.highest), _COLON, *apart)


def passage_said(passage: Passage, a: str, b: str, words: Words) -> Said:
    """Which two articles (or places of one) share how many words, how alike, and who took it from whom."""
    key = "shared_within" if passage.a == passage.b else "shared_between"
    size = words.counted("words", passage.words)
    head = words.say(key, a=a, b=b, words=size, identity=percent(passage.identity))
    if passage.a == passage.b:
        return head
    source, taker = (b, a) if passage.direction is Direction.B_TO_A else (a, b)
    known = passage.direction is not Direction.UNDETERMINED
    tail = words.say("taken_by", a=source, b=taker) if known else words.say("direction_unknown")
    return (*head, Piece(words.word("comma")), *tail)


def copy_said(copy: Copy, names: Mapping[str, str], words: Words) -> Said:
    """Who copied whom, and whether the copier says so."""
    key = {True: "copied_credited", False: "copied_uncredited", None: "copied_unknown"}[copy.credited]
    return words.say(key, copier=name_in(names, copy.copier), original=name_in(names, copy.original))


def passage_wordings(passage: Passage, articles: Mapping[str, Article]) -> tuple[str, ...]:
    """The passage as its two places word it; once where they do not differ."""
    places = ((passage.a, passage.a_span), (passage.b, passage.b_span))
    wordings = [span.of(articles[key].text) for key, span in places if key in articles]
    return tuple({fold(one_line(wording)).strip(" .،"): wording for wording in reversed(wordings)}.values())[
        ::-1
    ]


def date_said(time: TimeMention, article: Article, name: str, words: Words) -> Said:
    """A date's wording and the day or days that it means; ``name`` of the article where there are several."""
    first, last = time.first.isoformat(), time.last.isoformat()
    day = first if first == last else words.say("days", first=first, last=last)
    wording = shortened(time.span.of(article.text), 60)
    if name:
        return words.say("date_in", words=wording, day=day, article=name)
    return words.say("date_of", words=wording, day=day)
