"""What the desk can be given, and the articles in it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from rasd.doors import open_door
from rasd.errors import UsageError
from rasd.model import Article, Problem
from rasd.settings import Settings
from rasd.stable import content_id

Progress = Callable[[str, int, int | None], object]
"""Called with the name of the step, how much of it is done, and how much there is (``None``: unknown)."""

Item = str | os.PathLike[str] | Article
Source = Item | Iterable[Item]
"""What can be read: a path, a URL, ``"-"`` (standard input), a text, an Article - or several of them."""

_PATH = re.compile(r"\S+|[./~\\].*|[A-Za-z]:[/\\].*|.*\.[A-Za-z0-9]{2,7}")


def articles_of(source: Source, settings: Settings, report: Progress) -> tuple[list[Article], list[Problem]]:
    """The articles of a source, and the problems with it."""
    articles: list[Article] = []
    problems: list[Problem] = []
    for done, item in enumerate(read_source(source, settings), 1):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            articles.append(item)
        report("reading", done, None)
    return articles, problems


def read_source(source: Source, settings: Settings) -> Iterator[Article | Problem]:
    """All articles of a source; no two with one id."""
    ids = open_door("rasd.read.same:Ids")()
    for found in read_as_it_is(source, settings):
        known = found if isinstance(found, Problem) else ids.admit(found)
        if known is not None:
            yield known


def read_as_it_is(source: Source, settings: Settings) -> Iterator[Article | Problem]:
    """All articles of a source under their own ids: the same one may come again, as it was or edited."""
    items = [source] if isinstance(source, str | os.PathLike | Article) else _items(source)
    named = [item for item in items if not isinstance(item, Article) and not _is_text(item)]
    if len(named) == len(items):
        return _named(named, settings)
    return chain.from_iterable(_read_one(item, settings) for item in items)


def is_live(source: Source) -> bool:
    """Whether what comes next of a source may be long in coming: from standard input or another pipe."""
    items = source if isinstance(source, list | tuple) else [source]
    named = (item for item in items if isinstance(item, str | os.PathLike) and not _is_text(item))
    return any(map(_is_pipe, named))


def _is_pipe(item: str | os.PathLike[str]) -> bool:
    try:
        return item == "-" or Path(item).is_fifo()
    except OSError:  # no name of a file; reading it says so
        return False


def _items(source: Iterable[Item]) -> list[Item]:
    """The items of a list or another iterable of articles and names."""
    takes = "a path, a URL, a text, an Article, or a list of these"
    if isinstance(source, Mapping) or not isinstance(source, Iterable):
        raise UsageError(f"cannot read {type(source).__name__} {source!r:.60}: give {takes}")
    items = list(source)
    for item in items:
        if not isinstance(item, str | os.PathLike | Article):
            raise UsageError(f"cannot read {type(item).__name__} {item!r:.60} in a list: give {takes}")
    return items


def _named(items: Sequence[Item], settings: Settings) -> Iterator[Article | Problem]:
    stream: Iterator[Article | Problem] = open_door("rasd.read.inputs:read_inputs")(
        items, settings, distinct=False
    )
    return stream


def _read_one(item: Item, settings: Settings) -> Iterable[Article | Problem]:
    if isinstance(item, Article):
        return [item]
    if _is_text(item):
        text = str(item)
        if not text.strip():
            return [Problem("text", "empty text", "give the text of an article, or name a file")]
        return [Article(id=content_id("text", text), text=text)]
    return _named([item], settings)


def _is_text(item: Item) -> bool:
    """Whether a string is a text rather than the name of something to read."""
    if not isinstance(item, str) or "://" in item[:12]:
        return False
    if not item.strip():
        return True
    if "\n" in item or len(item) > 1024:
        return True
    return not _PATH.fullmatch(item) and not Path(item).exists()


def silent(step: str, done: int, total: int | None) -> None:
    """The progress that nobody watches."""
