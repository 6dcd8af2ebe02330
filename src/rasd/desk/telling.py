"""From articles that were read, and the passages that they share, to stories with their claims counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from rasd.desk.found import OnDemand
from rasd.desk.packing import packed, unpacked
from rasd.desk.sources import Progress
from rasd.doors import open_door
from rasd.engines.local import WORTH_IT, map_in_order, workers_for
from rasd.lineage.copies import find_copies
from rasd.lineage.firsts import Dates, all_seen
from rasd.lineage.graph import build as draw
from rasd.lineage.origins import standings
from rasd.lineage.rings import find_cycles
from rasd.lineage.times import implausible, moment
from rasd.model import (
    Analysis,
    Article,
    Attribution,
    Claim,
    Copy,
    Cycle,
    Evidence,
    Graph,
    Judgement,
    Passage,
    Related,
    Story,
)
from rasd.settings import Settings
from rasd.stable import content_id
from rasd.stories.claims import find_claims
from rasd.stories.shelf import Shelf
from rasd.stories.ties import find_earlier, find_ties
from rasd.stories.vectors import article_vector

Out = TypeVar("Out")


class Counted(NamedTuple):
    """What is worked out for a story from its articles alone: wording shared inside articles, who copied
    whom, claims, lineage, what goes round in circles in it."""

    inside: tuple[Passage, ...]
    copies: tuple[Copy, ...]
    claims: tuple[Claim, ...]
    lineage: Graph
    cycles: tuple[Cycle, ...]


class _Parts(NamedTuple):
    """What is worked out for a story: of itself, why its articles are one story, the stories before it (as
    numbers)."""

    counted: Counted
    ties: tuple[Evidence, ...]
    earlier: tuple[tuple[tuple[int, ...], float, Evidence], ...]


@dataclass(frozen=True, slots=True)
class Teller:
    """Makes stories of what stands on a shelf.

    ``analyses`` are those of the shelf's articles, by its numbers, and ``heads`` the articles, of which no
    more than headline, time and the beginning of the text is asked; ``passages`` those that articles share,
    by the one that is named first.
    """

    shelf: Shelf
    analyses: Sequence[Analysis]
    heads: Sequence[Article]
    passages: Mapping[str, Sequence[Passage]]
    dates: Dates
    settings: Settings
    judgements: Sequence[Judgement] = ()

    def tell(self, rows: Sequence[tuple[int, ...]], report: Progress) -> Sequence[Story]:
        """The stories of some groups of articles, in order; of many thousand each is made on demand."""
        report("stories", 0, len(rows))
        if len(rows) < WORTH_IT:
            return tuple(self._told(row, done, len(rows), report) for done, row in enumerate(rows, 1))
        open_door("rasd.reuse.search:warm")()
        packs = []
        for done, pack in enumerate(map_in_order(self.count, rows), 1):
            packs.append(pack)
            report("stories", done, len(rows))

        def made(at: int) -> Story:
            return self._story(rows[at], unpacked(packs[at], self._attributions(rows[at])))

        return OnDemand(len(rows), made)

    def each(self, rows: Sequence[tuple[int, ...]], make: Callable[[Story], Out]) -> Iterator[Out]:
        """What is made of each story, in order; where the articles are many, in other processes, which go on
        while something else is done here. ``make`` gives values that :mod:`rasd.desk.packing` packs."""
        workers = workers_for(sum(map(len, rows)))
        if workers < 2:
            return (make(self._story(row, self._parts(row))) for row in rows)
        open_door("rasd.reuse.search:warm")()
        packs = map_in_order(lambda row: packed(make(self._story(row, self._parts(row)))), rows, workers)
        return map(unpacked, packs)

    def _told(self, row: tuple[int, ...], done: int, total: int, report: Progress) -> Story:
        story = self._story(row, self._parts(row))
        report("stories", done, total)
        return story

    def count(self, row: tuple[int, ...]) -> bytes:
        """The work on one story, packed, as another process can be asked for it."""
        return packed(self._parts(row), self._attributions(row))

    def _attributions(self, row: tuple[int, ...]) -> list[Attribution]:
        return [one for number in row for one in self.analyses[number].attributions]

    def _parts(self, row: tuple[int, ...]) -> _Parts:
        told = [self.analyses[number] for number in row]
        inside = tuple(
            passage for number in row for passage in shared_inside(self.analyses[number], self.settings)
        )
        counted = count_story(told, self._shared(row), inside, self.dates, self.judgements)
        ties = find_ties(self.shelf, row, self.analyses)
        return _Parts(counted, ties, find_earlier(self.shelf, row, self.analyses))

    def _story(self, row: tuple[int, ...], parts: _Parts) -> Story:
        told, counted = tuple(self.analyses[number] for number in row), parts.counted
        articles = tuple(analysis.article for analysis in told)
        return Story(
            id=story_id(articles),
            title=_title(articles, counted.claims),
            articles=articles,
            analyses=told,
            claims=counted.claims,
            passages=(*self._shared(row), *counted.inside),
            copies=counted.copies,
            lineage=counted.lineage,
            cycles=counted.cycles,
            evidence=parts.ties,
            earlier=tuple(self._related(*found) for found in parts.earlier),
        )

    def earlier(self, row: tuple[int, ...]) -> tuple[Related, ...]:
        """The stories before one, as they are now."""
        return tuple(self._related(*found) for found in find_earlier(self.shelf, row, self.analyses))

    def _shared(self, row: tuple[int, ...]) -> list[Passage]:
        """The passages that the articles of a story share with each other."""
        if len(row) < 2:
            return []
        ids = {self.analyses[number].article.id for number in row}
        found = [passage for id_ in ids for passage in self.passages.get(id_, ()) if passage.b in ids]
        return sorted(found, key=lambda p: (p.a, p.a_span, p.b, p.b_span))

    def _related(self, row: tuple[int, ...], nearness: float, why: Evidence) -> Related:
        heads = [self.heads[number] for number in row]
        first = min(heads, key=moment)
        return Related(story_id(heads), _title(heads, ()), first.published, nearness, (why,))


def count_story(
    told: Sequence[Analysis],
    shared: Sequence[Passage],
    inside: tuple[Passage, ...],
    dates: Dates,
    judgements: Sequence[Judgement] = (),
) -> Counted:
    """The claims of some articles that are one story, and all that stands behind them.

    ``shared`` are the passages that the articles share with each other, ``inside`` those of each alone.
    """
    everything = (*shared, *inside)
    copies = find_copies(told, shared)
    found = find_claims(told, everything)
    counted = standings(found, told, everything, copies, judgements)
    claims = [replace(claim, standing=one) for claim, one in zip(found, counted, strict=True)]
    dated = all_seen(claims, told, copies, dates)
    claims = [replace(claim, standing=one) for claim, one in zip(claims, dated, strict=True)]
    lineage, cycles = draw(claims, told, copies), find_cycles(claims, told)
    return Counted(inside, tuple(copies), tuple(claims), lineage, cycles)


def stories(
    analyses: Sequence[Analysis],
    passages: Sequence[Passage],
    settings: Settings,
    report: Progress,
    judgements: Sequence[Judgement] = (),
) -> Sequence[Story]:
    """The stories of articles that were read together, in the order of their first article."""
    report("stories", 0, None)
    dates = dates_of([analysis.article for analysis in analyses])
    shelf = new_shelf(settings)
    right = [plausible(analysis, dates) for analysis in analyses]
    vectors = list(map_in_order(article_vector, right))
    shelf.add(right, passages, vectors)
    heads = [analysis.article for analysis in analyses]
    teller = Teller(shelf, analyses, heads, by_article(passages), dates, settings, judgements)
    return teller.tell(shelf.stories(), report)


def new_shelf(settings: Settings) -> Shelf:
    """An empty shelf, with the encoder that the settings name."""
    encode = open_door("rasd.stories.encoder:encoder_of")(settings) if settings.encoder else None
    return Shelf(settings.window_days, encode, settings.encoder_least)


def by_article(passages: Iterable[Passage]) -> defaultdict[str, list[Passage]]:
    """The passages by the article that they name first."""
    rows: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        rows[passage.a].append(passage)
    return rows


def dates_of(articles: Sequence[Article]) -> Dates:
    """What the times of the articles say, and which of them cannot be right."""
    return Dates(open_door("rasd.reuse.clock:Clock")(articles), implausible(articles))


def plausible(analysis: Analysis, dates: Dates) -> Analysis:
    """The analysis with no date where that cannot be right: the article may belong to any time."""
    if analysis.article.id not in dates.implausible:
        return analysis
    return replace(analysis, article=replace(analysis.article, published=None))


def shared_inside(analysis: Analysis, settings: Settings) -> tuple[Passage, ...]:
    """The wording that attributed contents of one article share: two agencies may have one source."""
    spans = sorted({a.content for a in analysis.attributions if a.content is not None})
    if len(spans) < 2:
        return ()
    between = open_door("rasd.reuse.find:passages_between")
    return tuple(between(analysis.article, spans, settings.min_words))


def story_id(articles: Iterable[Article]) -> str:
    """The id of the story that these articles make."""
    return content_id("story", *sorted(article.id for article in articles))


def _title(articles: Sequence[Article], claims: Sequence[Claim]) -> str:
    """The headline of the article published first; the leading claim where none has a headline."""
    headed = [article for article in articles if article.title.strip()]
    if headed:
        return min(headed, key=lambda article: (moment(article), article.id)).title.strip()
    return claims[0].text if claims else articles[0].text.strip()[:80]
