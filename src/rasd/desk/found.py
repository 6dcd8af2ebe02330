"""What the desk gives back: the stories of a trace, the passages of a search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import overload

from rasd.doors import open_door
from rasd.model import Article, Passage, Problem, Stock, Story


@dataclass(frozen=True, slots=True)
class ReuseOutcome:
    """What :func:`reuse` found: the passages, what was skipped, and the articles that were compared.

    ``stock`` is what too many articles have. With an index: ``earlier`` are the articles of it that share a
    passage, without their texts, and ``held`` is how many of the input's were in it already.
    """

    passages: tuple[Passage, ...]
    problems: tuple[Problem, ...]
    articles: tuple[Article, ...]
    stock: tuple[Stock, ...] = ()
    earlier: tuple[Article, ...] = ()
    held: int = 0


class OnDemand(Sequence[Story]):
    """Stories that are made whenever they are asked for, each time anew: for more than memory should hold.

    ``make`` gives the story of a place, of ``count``.
    """

    def __init__(self, count: int, make: Callable[[int], Story]) -> None:
        self._places, self._make = range(count), make

    @overload
    def __getitem__(self, index: int) -> Story: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Story, ...]: ...
    def __getitem__(self, index: int | slice) -> Story | tuple[Story, ...]:
        if isinstance(index, slice):
            return tuple(map(self._make, self._places[index]))
        return self._make(self._places[index])

    def __len__(self) -> int:
        return len(self._places)


class Trace(Sequence[Story]):
    """What :func:`trace` found: the stories, in the order of their first article, and what was skipped.

    Printed, it reads as ``rasd trace`` prints; in a notebook it is shown as a page. Of many thousand stories
    each is made when it is asked for: go over them once, and keep what you need.
    """

    def __init__(self, stories: Sequence[Story], problems: Sequence[Problem] = ()) -> None:
        self.stories: Sequence[Story] = tuple(stories) if isinstance(stories, list) else stories
        self.problems = tuple(problems)

    @overload
    def __getitem__(self, index: int) -> Story: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Story]: ...
    def __getitem__(self, index: int | slice) -> Story | Sequence[Story]:
        return self.stories[index]

    def __len__(self) -> int:
        return len(self.stories)

    def sorted(self, sort: str = "repeated") -> Trace:
        """The same in another order of the stories.

        ``repeated``: what many outlets repeat on few origins and nobody confirmed comes first
        (``docs/origins.md`` has the whole of it); ``time``: the story with the latest report; ``input``: as
        they are.

        Raises:
            UsageError: there is no such order.
        """
        return Trace(open_door("rasd.export.order:ordered")(self.stories, sort), self.problems)

    def __repr__(self) -> str:
        articles = sum(len(story.articles) for story in self.stories)
        return f"<Trace: {len(self)} stories, {articles} articles, {len(self.problems)} problems>"

    def __str__(self) -> str:
        story_text = open_door("rasd.export.terminal:story_text")
        return "\n".join(story_text(story) for story in self.stories)

    def _repr_html_(self) -> str:
        page: str = open_door("rasd.export.html:fragment")(self.stories)
        return page
