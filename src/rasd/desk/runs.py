"""The jobs that keep nothing: each looks at its inputs alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from rasd.desk.found import ReuseOutcome, Trace
from rasd.desk.sources import Progress, Source, articles_of, read_source, silent
from rasd.desk.steps import attributed, credits_of, directed, look_up, read_one, shared, sharing
from rasd.desk.telling import stories
from rasd.doors import open_door
from rasd.engines.local import collector_at_rest
from rasd.model import Analysis, Article, Judgement, Passage, Problem
from rasd.settings import Settings, load

BLOCK = 50_000
"""Articles that are looked for in an index, and added to it, at once: about 200 MB of text."""


def trace(
    source: Source,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
    judgements: Iterable[Judgement] = (),
) -> Trace:
    """The stories of some articles: what they claim, who says so through whom, from how many origins.

    Args:
        source: what to read. A string that names a file, a folder or a URL is read; any other is
            taken as the text itself - an article, a document. An unreadable item becomes a Problem.
        settings: ``None`` for those of the environment.
        progress: called now and then with step, done and total.
        judgements: what people decided; it overrides what is derived.
    """
    settings, report = settings or load(), progress or silent
    with collector_at_rest():
        articles, problems = articles_of(source, settings, report)
        analyses, passages = analysed(articles, settings, report)
        return Trace(stories(analyses, passages, settings, report, tuple(judgements)), problems)


def analysed(
    articles: Sequence[Article], settings: Settings, report: Progress
) -> tuple[list[Analysis], list[Passage]]:
    """Who says what in each article, and the passages that they share, with their direction."""
    analyses = list(attributed(articles, report))
    credits = {analysis.article.id: analysis.credits for analysis in analyses}
    return analyses, directed(shared(articles, settings, report)[0], articles, credits)


def attribute(
    source: Source, *, settings: Settings | None = None, progress: Progress | None = None
) -> Iterator[Analysis | Problem]:
    """Who says what in each article, in the order of the input, as the articles are read.

    Memory does not grow with the input. Arguments as of :func:`trace`.
    """
    report = progress or silent
    for done, item in enumerate(read_source(source, settings or load()), 1):
        yield item if isinstance(item, Problem) else read_one(item)
        report("attribution", done, None)


def reuse(
    source: Source, *, settings: Settings | None = None, progress: Progress | None = None
) -> ReuseOutcome:
    """The passages that articles share, with their direction. Arguments as of :func:`trace`."""
    settings, report = settings or load(), progress or silent
    with collector_at_rest():
        articles, problems = articles_of(source, settings, report)
        found, stock = shared(articles, settings, report)
        passages = directed(found, articles, credits_of(sharing(found, articles), report))
    return ReuseOutcome(tuple(passages), tuple(problems), tuple(articles), tuple(stock))


def reuse_with_index(
    source: Source,
    index: Path,
    add: bool = True,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Iterator[ReuseOutcome]:
    """The passages that articles share with each other and with those of an index, BLOCK articles at a time.

    Each block's articles are in the index once the next is asked for. What is in it already is not
    looked for again, unless nothing is to be added.

    Args:
        source: what to read, as of :func:`trace`.
        index: the folder of the index; made where there is none.
        add: whether the articles are to be added; if not, others may add to the index meanwhile.
        settings: ``None`` for those of the environment.
        progress: called now and then with step, done and total.

    Raises:
        InputError: the index cannot be opened.
        OSError: it cannot be written.
    """
    settings, report = settings or load(), progress or silent
    with open_door("rasd.reuse.index:ReuseIndex")(index, writable=add) as held:
        stream = read_source(source, settings)
        done = 0
        while block := list(islice(stream, BLOCK)):
            done += len(block)
            report("reading", done, None)
            with collector_at_rest():
                outcome, batch, notes = look_up(held, block, add, settings, report)
            yield outcome
            if add:
                held.add(batch, notes)


def read(source: Source, *, settings: Settings | None = None) -> Iterator[Article | Problem]:
    """The articles of a source and the problems with it, in order, read as they are asked for.

    No two articles have one id. Arguments as of :func:`trace`.
    """
    return read_source(source, settings or load())
