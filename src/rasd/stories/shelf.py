"""The articles of a desk in order of time, and how near each two of them are.

How near two articles are depends on these two alone: on the telling terms that they share, each weighed
by how rare it is in the language, and on the text that one has from the other. So nothing that comes later
changes it, and articles that come one at a time end in the same stories as all of them at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from rasd.doors import open_door
from rasd.model import Analysis, Passage
from rasd.stable import content_id
from rasd.stories.crossing import Agreement, Crossing, Encode
from rasd.stories.nearness import (
    DAY,
    FREQUENT,
    PAST,
    RELATED,
    UNDATED,
    Nearness,
    Placed,
    Plain,
    Story,
    telling,
)
from rasd.stories.pasts import Pasts
from rasd.stories.vectors import Vector, article_vector

MOST_RELATED = 3
_ROUNDING = 1e-6
"""Of a nearness: two ways to add up the same products may differ by less."""
OPENING = 600
"""Characters of an article, behind its headline, that the encoder is shown: what it is about."""
MANY = 2_000
"""Articles from which they are kept in arrays: to load the compiler's run time costs half a second."""


Shares = dict[tuple[int, int], float]
"""By pair of articles, the lower number first, what they share."""


def seconds(moment: datetime | None) -> float:
    """Seconds since 1970 UTC; a time without a zone is read as UTC; infinite where there is none."""
    if moment is None:
        return UNDATED
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


@dataclass(frozen=True, slots=True)
class _Place:
    """What the shelf keeps of an article: when it was published, a name to order equals by, its length."""

    time: float
    name: str
    size: int


class Shelf:
    """Articles, numbered as they come, and the stories that they make.

    Articles more than ``window_days`` apart are never near; an article without a date may be near to any.
    ``encode`` gives the vector of a text, where there is a sentence encoder, ``least`` how alike it must find
    two articles in different scripts.
    """

    def __init__(self, window_days: float, encode: Encode | None = None, least: float = 1.0) -> None:
        self._window = window_days * DAY
        self._places: list[_Place] = []
        self._numbers: dict[str, int] = {}
        self._stories: list[Story] = []
        self._by_text: dict[tuple[int, int], float] = {}
        self._crossed: dict[tuple[int, int], float] = {}
        self._near: Nearness = Plain(self._window)
        self._encode = encode
        self._openings: list[str] = []  # of the articles, where there is an encoder
        self._meanings: dict[int, Any] = {}
        alike = self._alike if encode else None
        self._crossing = Crossing(lambda number: self._near.centre((number,)), alike, least)
        self._pasts = Pasts(lambda story: frozenset(telling(self._near.centre(story))))

    def __len__(self) -> int:
        return len(self._places)

    def add(
        self,
        analyses: Sequence[Analysis],
        passages: Iterable[Passage] = (),
        vectors: Iterable[Vector] | None = None,
    ) -> list[Story]:
        """Put articles on the shelf; the stories that are new or have changed by it, as numbers of articles.

        ``passages`` are those that these articles share with each other and with any that are here
        already. Of two articles with one id the later is what a passage means. ``vectors`` are those of the
        articles, where they have been made already.
        """
        fresh = range(len(self), len(self) + len(analyses))
        for number, analysis in zip(fresh, analyses, strict=True):
            article = analysis.article
            name = content_id(article.id, article.title, article.text)
            self._places.append(_Place(seconds(article.published), name, len(article.text)))
            self._numbers[article.id] = number
            self._stories.append((number,))
            if self._encode:
                self._openings.append(f"{article.title}\n{article.text[:OPENING]}".strip())
        made = list(map(article_vector, analyses) if vectors is None else vectors)
        self._take_in(made)
        crossing = self._crossing.add(
            (self._places[number].time, terms) for number, (terms, _) in zip(fresh, made, strict=True)
        )
        shares = self._share(passages)
        changed = self._near.share(shares)
        self._by_text |= {pair: shares[pair] for pair in changed}
        crossed = self._near.share(crossing)
        self._crossed |= {pair: crossing[pair] for pair in crossed}
        changed |= crossed
        regrouped = self._regroup(fresh.start, changed)
        # Passages between articles that stay in one story are new in it, too.
        told = {self._stories[a] for a, b in shares if self._stories[a] == self._stories[b]}
        return sorted(regrouped | told)

    def _alike(self, a: int, b: int) -> float:
        """How alike the encoder finds two articles."""
        for number in (a, b):
            if self._encode and number not in self._meanings:
                self._meanings[number] = self._encode(self._openings[number])
        return float(self._meanings[a] @ self._meanings[b])

    def _take_in(self, vectors: list[Vector]) -> None:
        """Find to whom new articles are near: from some number of articles on, in arrays."""
        start = len(self) - len(vectors)
        times = (place.time for place in self._places[start:])
        articles = list(map(Placed, times, vectors))
        if len(self) >= MANY and isinstance(self._near, Plain):
            articles = self._near.articles() + articles
            self._near = open_door("rasd.stories.columns:Columns")(self._window)
        self._near.add(articles)
        if start and len(articles) == len(self):  # they moved into arrays
            self._near.share(self._by_text)
            self._near.share(self._crossed)
            for story in self.stories():
                self._near.settle(story)

    def together(self, numbers: Iterable[int]) -> set[int]:
        """All articles that hang together with some: no story goes beyond that."""
        found: set[int] = set()
        for number in numbers:
            if number not in found:
                found.update(self._near.hanging_together(number))
        return found

    def followers(self, stories: Iterable[Story]) -> set[Story]:
        """The stories to whose past (:meth:`earlier`) an article of some stories may belong, or no longer:
        those that begin in the thirty days after it and have one of its terms among their telling ones."""
        found: set[Story] = set()
        for number in {number for story in stories for number in story}:
            time = self._places[number].time
            if time != UNDATED:
                found |= self._pasts.looking_for(self._near.centre((number,)), time, time + PAST)
        return found

    def following(self, stories: Collection[Story], followers: Sequence[Story]) -> set[Story]:
        """Those of some followers of stories that may follow one of them by now, or may have lost others by
        them: by a term that more than ``FREQUENT`` articles have nothing is looked for."""
        found, fresh = set[Story](), sum(map(len, stories))
        for story in stories:
            near = self._near.wholes(story, followers)
            found.update(one for one, how in zip(followers, near, strict=True) if how >= RELATED - _ROUNDING)
        terms = {term for story in stories for number in story for term in self._near.centre((number,))}
        for one in set(followers) - found:
            began = self._began(one)
            often = (self._near.how_often(term, began) for term in self._pasts.terms(one) & terms)
            if any(FREQUENT < many <= FREQUENT + fresh for many in often):
                found.add(one)
        return found

    def stories(self) -> list[Story]:
        """All the stories; every article stands in exactly one. By their lowest number, numbers ascend."""
        return sorted(set(self._stories))

    def story(self, number: int) -> Story:
        """The story in which an article stands."""
        return self._stories[number]

    def home(self, id_: str) -> Story | None:
        """The story in which the article with an id stands; ``None`` where it is not here."""
        number = self._numbers.get(id_)
        return None if number is None else self._stories[number]

    def by_text(self, a: int, b: int) -> bool:
        """Whether it is shared text rather than shared words that makes two articles so near."""
        return (min(a, b), max(a, b)) in self._by_text

    def across(self, a: int, b: int) -> Agreement | None:
        """What two articles in different scripts agree in, where that makes them near."""
        return self._crossing.agreement(a, b)

    def nearest(self, number: int) -> tuple[int, float] | None:
        """The article of the same story that an article is nearest to (of equals the first), and how near."""
        return self._near.nearest(number)

    def shared_terms(self, a: Story, b: Story) -> list[str]:
        """The terms that two groups of articles share, those that bring them nearest first."""
        one, two = self._near.centre(a), self._near.centre(b)
        shared = [(-weight * two[term], term) for term, weight in one.items() if term in two]
        return [term for _, term in sorted(shared)]

    def earlier(self, story: Story) -> list[tuple[Story, float]]:
        """The stories of the thirty days before a story that it seems to follow, the nearest first.

        Each with how near the two are as wholes, 0..1.
        """
        found = [(self._stories[first], nearness) for first, nearness in self._near.earlier(story)]
        return sorted(found, key=lambda pair: (-pair[1], -self._began(pair[0]), pair[0]))[:MOST_RELATED]

    def _began(self, story: Story) -> float:
        return min(self._places[number].time for number in story)

    def _share(self, passages: Iterable[Passage]) -> Shares:
        """By pair of articles, the share of the shorter one that they have in common."""
        shared: defaultdict[tuple[int, int], int] = defaultdict(int)
        for passage in passages:
            a, b = self._numbers.get(passage.a), self._numbers.get(passage.b)
            if a is not None and b is not None and a != b:
                size = max(
                    passage.a_span.end - passage.a_span.start, passage.b_span.end - passage.b_span.start
                )
                shared[min(a, b), max(a, b)] += size
        return {
            (a, b): min(1.0, size / max(1, min(self._places[a].size, self._places[b].size)))
            for (a, b), size in shared.items()
        }

    def _regroup(self, start: int, changed: Iterable[tuple[int, int]]) -> set[Story]:
        """Group anew what may be grouped otherwise, with the articles from ``start`` on and the nearness of
        the ``changed`` pairs; the stories that were not there."""
        made: set[Story] = set()
        many = 4 * start < 3 * len(self)
        parts = self._whole_parts(start, changed) if many else [self._region(start, changed)]
        for part in parts:
            before = {self._stories[number] for number in part}
            for story in before:
                self._pasts.drop(story)
            for story in self._grouped(part):
                if story not in before or story[-1] >= start:
                    made.add(story)
                self._near.settle(story)
                self._pasts.put(story, self._began(story))
                for number in story:
                    self._stories[number] = story
        return made

    def _whole_parts(self, start: int, changed: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
        """Whatever hangs together with the articles from a number on, and with the changed pairs."""
        seen: set[int] = set()
        for number in (*range(start, len(self)), *(number for pair in changed for number in pair)):
            if number not in seen:
                part = self._near.hanging_together(number)
                seen.update(part)
                yield part

    def _region(self, start: int, changed: Iterable[tuple[int, int]]) -> list[int]:
        """The articles whose stories may change by those from ``start`` on: these, and the stories that mix
        with them.

        Which groups are joined is settled two by two, the nearest first. So what stood apart from all others
        stays as it is, unless one of those that came, or of the stories that they mixed with, is the first to
        be joined with a part of it - and then it is as well where only these and the stories beside them are
        grouped.
        """
        old = {number for pair in changed if pair[1] < start for number in pair}
        region = {*range(start, len(self)), *(n for number in old for n in self._stories[number])}
        while True:
            beside = {n for number in self._near.beside(region) for n in self._stories[number]} - region
            mixed = {
                n
                for group in self._grouped([*region, *beside])
                if not region.isdisjoint(group)
                for number in group
                for n in self._stories[number]
            }
            if mixed <= region:
                return list(region)
            region |= mixed

    def _grouped(self, numbers: Sequence[int]) -> list[Story]:
        if len(numbers) == 1:
            return [tuple(numbers)]
        order = sorted(numbers, key=lambda number: (self._places[number].time, self._places[number].name))
        return [tuple(sorted(members)) for members in self._near.grouped(order)]


def group(analyses: Sequence[Analysis], passages: Sequence[Passage], window_days: float) -> list[list[int]]:
    """Stories as lists of indexes into ``analyses``.

    Every article stands in exactly one story. The order of the input changes nothing but the numbering:
    stories are ordered by their first index, indexes ascend.
    """
    shelf = Shelf(window_days)
    shelf.add(analyses, passages)
    return [list(story) for story in shelf.stories()]
