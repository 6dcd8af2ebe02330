"""The desk: the only file that knows all the steps.

  read → attribute → find shared passages → decide their direction → group into stories
       → for each story: claims, copies, standing of each claim

The rooms that bring heavy libraries with them (read, reuse, export) are loaded when they are needed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from rasd.attribution import attribute as read_one
from rasd.attribution.credits import find_credits
from rasd.doors import open_door
from rasd.engines.base import finder
from rasd.engines.local import collector_at_rest, map_in_order
from rasd.errors import UsageError
from rasd.lineage.copies import find_copies
from rasd.lineage.graph import build as draw
from rasd.lineage.origins import standings
from rasd.lineage.times import moment
from rasd.model import (
    Analysis,
    Article,
    Claim,
    Copy,
    Credit,
    Graph,
    Judgement,
    Passage,
    Problem,
    Stock,
    Story,
)
from rasd.settings import Settings, load
from rasd.stable import content_id
from rasd.stories.claims import find_claims
from rasd.stories.cluster import group

if TYPE_CHECKING:
    from rasd.reuse.find import ReuseResult

BLOCK = 50_000
"""Articles that are looked for in an index, and added to it, at once: about 200 MB of text."""

Progress = Callable[[str, int, int | None], object]
"""Called with the name of the step, how much of it is done, and how much there is (``None``: unknown)."""

Item = str | os.PathLike[str] | Article
Source = Item | Iterable[Item]
"""What can be read: a path, a URL, ``"-"`` (standard input), a text, an Article - or several of them."""

_PATH = re.compile(r"\S+|[./~\\].*|[A-Za-z]:[/\\].*|.*\.[A-Za-z0-9]{2,7}")


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


class Trace(Sequence[Story]):
    """What :func:`trace` found: the stories, in the order of their first article, and what was skipped.

    Printed, it reads as ``rasd trace`` prints; in a notebook it is shown as a page.
    """

    def __init__(self, stories: Sequence[Story], problems: Sequence[Problem] = ()) -> None:
        self.stories = tuple(stories)
        self.problems = tuple(problems)

    @overload
    def __getitem__(self, index: int) -> Story: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Story, ...]: ...
    def __getitem__(self, index: int | slice) -> Story | tuple[Story, ...]:
        return self.stories[index]

    def __len__(self) -> int:
        return len(self.stories)

    def __repr__(self) -> str:
        articles = sum(len(story.articles) for story in self.stories)
        return f"<Trace: {len(self)} stories, {articles} articles, {len(self.problems)} problems>"

    def __str__(self) -> str:
        story_text = open_door("rasd.export.terminal:story_text")
        return "\n".join(story_text(story) for story in self.stories)

    def _repr_html_(self) -> str:
        page: str = open_door("rasd.export.html:fragment")(self.stories)
        return page


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
    settings, report = settings or load(), progress or _silent
    articles, problems = _articles(source, settings, report)
    analyses = list(_analyses(articles, report))
    credits = {analysis.article.id: analysis.credits for analysis in analyses}
    passages = _directed(_shared(articles, settings, report)[0], articles, credits)
    count = _count(settings, tuple(judgements))
    return Trace(_stories(analyses, passages, settings, report, count), problems)


def attribute(
    source: Source, *, settings: Settings | None = None, progress: Progress | None = None
) -> Iterator[Analysis | Problem]:
    """Who says what in each article, in the order of the input, as the articles are read.

    Memory does not grow with the input. Arguments as of :func:`trace`.
    """
    report = progress or _silent
    for done, item in enumerate(_read(source, settings or load()), 1):
        yield item if isinstance(item, Problem) else read_one(item)
        report("attribution", done, None)


def reuse(
    source: Source, *, settings: Settings | None = None, progress: Progress | None = None
) -> ReuseOutcome:
    """The passages that articles share, with their direction. Arguments as of :func:`trace`."""
    settings, report = settings or load(), progress or _silent
    with collector_at_rest():
        articles, problems = _articles(source, settings, report)
        found, stock = _shared(articles, settings, report)
        passages = _directed(found, articles, _credits(_of(found, articles), report))
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
    settings, report = settings or load(), progress or _silent
    with open_door("rasd.reuse.index:ReuseIndex")(index, writable=add) as held:
        stream = _read(source, settings)
        done = 0
        while block := list(islice(stream, BLOCK)):
            done += len(block)
            report("reading", done, None)
            with collector_at_rest():
                outcome, batch, notes = _against(held, block, add, settings, report)
            yield outcome
            if add:
                held.add(batch, notes)


def read(source: Source, *, settings: Settings | None = None) -> Iterator[Article | Problem]:
    """The articles of a source and the problems with it, in order, read as they are asked for.

    No two articles have one id. Arguments as of :func:`trace`.
    """
    return _read(source, settings or load())


def _silent(step: str, done: int, total: int | None) -> None:
    """The progress that nobody watches."""


# --- reading ---------------------------------------------------------------------------------------


def _articles(source: Source, settings: Settings, report: Progress) -> tuple[list[Article], list[Problem]]:
    articles: list[Article] = []
    problems: list[Problem] = []
    for done, item in enumerate(_read(source, settings), 1):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            articles.append(item)
        report("reading", done, None)
    return articles, problems


def _read(source: Source, settings: Settings) -> Iterator[Article | Problem]:
    """All articles of a source; no two with one id."""
    items = [source] if isinstance(source, str | os.PathLike | Article) else _items(source)
    named = [item for item in items if not isinstance(item, Article) and not _is_text(item)]
    if len(named) == len(items):
        yield from _named(named, settings)
        return
    ids = open_door("rasd.read.same:Ids")()
    streams = (_read_one(item, settings) for item in items)
    for found in chain.from_iterable(streams):
        known = found if isinstance(found, Problem) else ids.admit(found)
        if known is not None:
            yield known


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
    stream: Iterator[Article | Problem] = open_door("rasd.read.inputs:read_inputs")(items, settings)
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


# --- the steps -------------------------------------------------------------------------------------


def _analyses(articles: Sequence[Article], report: Progress) -> Iterator[Analysis]:
    for done, analysis in enumerate(map_in_order(read_one, articles), 1):
        yield analysis
        report("attribution", done, len(articles))


def _shared(
    articles: Sequence[Article], settings: Settings, report: Progress
) -> tuple[list[Passage], list[Stock]]:
    """The passages that different articles share, their direction open; what too many articles have."""
    if len(articles) < 2:
        return [], []
    options = open_door("rasd.reuse.find:ReuseOptions")(min_words=settings.min_words)
    find = finder(settings.engine, settings.connect, settings.stage)
    found: ReuseResult = find(articles, options, report)
    return found.passages, found.stock


def _against(
    held: Any, block: Sequence[Article | Problem], add: bool, settings: Settings, report: Progress
) -> tuple[ReuseOutcome, Any, list[str]]:
    """What a block of articles shares with an index; the block as it can be added, and notes for that."""
    problems = [item for item in block if isinstance(item, Problem)]
    articles = [item for item in block if not isinstance(item, Problem)]
    fresh = held.absent(articles) if add else articles
    batch = held.read(fresh)
    options = open_door("rasd.reuse.find:ReuseOptions")(min_words=settings.min_words)
    found = held.find(batch, options, report)
    # An article that is only asked about may be in the index itself.
    passages = list(dict.fromkeys(passage for passage in found.passages if passage.a != passage.b))
    known = open_door("rasd.reuse.facts")
    credits = _credits(batch.articles if add else _of(passages, articles), report)
    ours = known.facts_of(batch.articles, credits)
    strange = {id_ for passage in passages for id_ in (passage.a, passage.b)} - ours.keys()
    theirs = {id_: known.from_note(id_, note) for id_, note in held.notes(sorted(strange)).items()}
    decided = _by_facts(passages, ours | theirs, batch.articles, held)
    outcome = ReuseOutcome(
        tuple(decided), tuple(problems), tuple(fresh), tuple(found.stock),
        tuple(facts.article for facts in theirs.values()), len(articles) - len(fresh),
    )  # fmt: skip
    return outcome, batch, [known.as_note(ours[article.id]) for article in batch.articles] if add else []


def _by_facts(
    passages: Sequence[Passage], facts: Mapping[str, Any], articles: Sequence[Article], held: Any
) -> list[Passage]:
    """The passages with their direction decided by what is known of their articles."""
    if not passages:
        return []
    outlets = {one.outlet for one in facts.values()}
    clock = open_door("rasd.reuse.clock:Clock")(articles, held.moments(outlets))
    decided: list[Passage] = open_door("rasd.reuse.direction:decide_by")(passages, facts, clock)
    return decided


def _of(passages: Sequence[Passage], articles: Sequence[Article]) -> list[Article]:
    """Those of the articles that share a passage."""
    wanted = {id_ for passage in passages for id_ in (passage.a, passage.b)}
    return [article for article in articles if article.id in wanted]


def _credits(articles: Sequence[Article], report: Progress) -> dict[str, tuple[Credit, ...]]:
    """What each of the articles credits."""
    found = {}
    for done, (article, credits) in enumerate(
        zip(articles, map_in_order(find_credits, articles), strict=True), 1
    ):
        found[article.id] = credits
        report("credits", done, len(articles))
    return found


def _directed(
    passages: Sequence[Passage], articles: Sequence[Article], credits: Mapping[str, Sequence[Credit]]
) -> list[Passage]:
    """The passages with their direction decided."""
    if not passages:
        return []
    known = {article.id: article for article in articles}
    decided: list[Passage] = open_door("rasd.reuse.direction:decide")(passages, known, credits)
    return decided


def _stories(
    analyses: Sequence[Analysis],
    passages: Sequence[Passage],
    settings: Settings,
    report: Progress,
    count: Callable[[_Told], _Counted],
) -> list[Story]:
    report("stories", 0, None)
    groups = group(analyses, passages, settings.window_days)
    home = {analyses[index].article.id: number for number, row in enumerate(groups) for index in row}
    rows: list[list[Passage]] = [[] for _ in groups]
    for passage in passages:
        if home.get(passage.a) == home.get(passage.b) is not None:
            rows[home[passage.a]].append(passage)
    told = [_Told(tuple(analyses[index] for index in row), tuple(rows[n])) for n, row in enumerate(groups)]
    stories = []
    for number, (parts, counted) in enumerate(zip(told, map_in_order(count, told), strict=True)):
        stories.append(_story(parts, counted))
        report("stories", number + 1, len(groups))
    return stories


class _Told(NamedTuple):
    """What a story is made of: its articles as read, and the passages that they share."""

    analyses: tuple[Analysis, ...]
    passages: tuple[Passage, ...]


class _Counted(NamedTuple):
    """What is worked out for a story: wording shared inside articles, who copied whom, claims, lineage."""

    inside: tuple[Passage, ...]
    copies: tuple[Copy, ...]
    claims: tuple[Claim, ...]
    lineage: Graph


def _count(settings: Settings, judgements: Sequence[Judgement]) -> Callable[[_Told], _Counted]:
    """The work on one story, as a function that another process can be asked for."""
    return partial(_count_story, settings=settings, judgements=judgements)


def _count_story(told: _Told, settings: Settings, judgements: Sequence[Judgement]) -> _Counted:
    inside = tuple(passage for analysis in told.analyses for passage in _inside(analysis, settings))
    everything = (*told.passages, *inside)
    copies = find_copies(told.analyses, told.passages)
    found = find_claims(told.analyses, everything)
    counted = standings(found, told.analyses, everything, copies, judgements)
    claims = tuple(replace(claim, standing=one) for claim, one in zip(found, counted, strict=True))
    return _Counted(inside, tuple(copies), claims, draw(claims, told.analyses, copies))


def _story(told: _Told, counted: _Counted) -> Story:
    articles = tuple(analysis.article for analysis in told.analyses)
    return Story(
        id=content_id("story", *sorted(article.id for article in articles)),
        title=_title(told.analyses, counted.claims),
        articles=articles,
        analyses=told.analyses,
        claims=counted.claims,
        passages=(*told.passages, *counted.inside),
        copies=counted.copies,
        lineage=counted.lineage,
    )


def _inside(analysis: Analysis, settings: Settings) -> Sequence[Passage]:
    """The wording that attributed contents of one article share: two agencies may have one source."""
    spans = sorted({a.content for a in analysis.attributions if a.content is not None})
    if len(spans) < 2:
        return ()
    between = open_door("rasd.reuse.find:passages_between")
    found: list[Passage] = between(analysis.article, spans, settings.min_words)
    return found


def _title(analyses: Sequence[Analysis], claims: Sequence[Claim]) -> str:
    """The headline of the article published first; the leading claim where none has a headline."""
    headed = [analysis.article for analysis in analyses if analysis.article.title.strip()]
    if headed:
        return min(headed, key=lambda article: (moment(article), article.id)).title.strip()
    return claims[0].text if claims else analyses[0].article.text.strip()[:80]
