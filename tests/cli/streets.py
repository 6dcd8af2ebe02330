"""A desk that knows two stories and no work, for trying the command line on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner, Result

from export.cases import PROBLEMS, bare, founding, harbour
from rasd.cli.app import street
from rasd.model import Analysis, Article, Judgement, Passage, Problem, Stock, Story
from rasd.settings import Settings


@dataclass
class Trace:
    stories: tuple[Story, ...]
    problems: tuple[Problem, ...] = ()


@dataclass
class Reuse:
    passages: list[Passage]
    problems: tuple[Problem, ...] = ()
    articles: tuple[Article, ...] = ()
    stock: tuple[Stock, ...] = ()
    earlier: tuple[Article, ...] = ()
    held: int = 0


@dataclass
class Desk:
    """What the stub gives back, and what it was asked with."""

    problems: tuple[Problem, ...] = ()
    stories: tuple[Story, ...] = field(default_factory=lambda: (founding(), harbour(), bare()))
    asked: list[tuple[Any, Settings]] = field(default_factory=list)
    indexed: list[tuple[Path, bool]] = field(default_factory=list)
    fail: Callable[[], None] = lambda: None

    def _ask(self, source: Any, settings: Settings, progress: Callable[[str, int, int | None], None]) -> None:
        self.asked.append((source, settings))
        progress("reading", 1, 2)
        self.fail()

    def trace(
        self, source: Any, *, settings: Settings, progress: Any, judgements: Sequence[Judgement]
    ) -> Trace:
        self._ask(source, settings, progress)
        return Trace(self.stories, self.problems)

    def attribute(self, source: Any, *, settings: Settings, progress: Any) -> Iterator[Analysis | Problem]:
        self._ask(source, settings, progress)
        for story in self.stories:
            yield from story.analyses
        yield from self.problems

    def reuse(self, source: Any, *, settings: Settings, progress: Any) -> Reuse:
        self._ask(source, settings, progress)
        story = harbour()
        return Reuse(list(story.passages), self.problems, story.articles)

    def reuse_with_index(
        self, source: Any, index: Path, add: bool, *, settings: Settings, progress: Any
    ) -> Iterator[Reuse]:
        self.indexed.append((index, add))
        yield self.reuse(source, settings=settings, progress=progress)
        yield Reuse([], (), (), held=3)


def at_work(monkeypatch: pytest.MonkeyPatch, **given: Any) -> Desk:
    """Put a stub in the place of ``rasd.desk``."""
    desk, module = Desk(**given), ModuleType("rasd.desk")
    for name in ("trace", "attribute", "reuse", "reuse_with_index"):
        setattr(module, name, getattr(desk, name))
    monkeypatch.setitem(sys.modules, "rasd.desk", module)
    return desk


def rasd(*arguments: object, **environment: str) -> Result:
    """One command line, in an environment that says nothing of colours or languages but what is given."""
    nothing = dict.fromkeys(("NO_COLOR", "RASD_LANG", "LC_ALL", "LC_MESSAGES", "LANG"), "")
    return CliRunner(env={**nothing, **environment}).invoke(
        street, [str(x) for x in arguments], prog_name="rasd"
    )


__all__ = ["PROBLEMS", "Desk", "at_work", "rasd"]
