"""The steps up to the stories: attribution, shared passages, credits, directions."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rasd.attribution import attribute
from rasd.attribution.credits import find_credits
from rasd.desk.found import ReuseOutcome
from rasd.desk.sources import Progress
from rasd.doors import open_door
from rasd.engines.base import finder
from rasd.engines.local import map_in_order
from rasd.model import Analysis, Article, Credit, Passage, Problem, Stock
from rasd.settings import Settings

if TYPE_CHECKING:
    from rasd.reuse.find import ReuseResult


_FAULTS = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)
"""What a rule that does not expect some text raises; not what the machine does, such as a full memory."""


def read_one(article: Article) -> Analysis:
    """Who says what in one article.

    A fault of ours costs that article its attributions, not the desk the thousands beside it: it is logged
    with what a report of it needs, and the article kept.
    """
    try:
        return attribute(article)
    except _FAULTS as fault:
        place = traceback.extract_tb(fault.__traceback__)[-1]
        logging.getLogger("rasd").error(
            "%s: a fault in Rasd (%s at %s:%d) left this article without attributions; please report it "
            "with the article's text",
            article.id, f"{type(fault).__name__}: {fault}", place.filename, place.lineno,
        )  # fmt: skip
        return Analysis(article, article.language, (), (), ())


def attributed(articles: Sequence[Article], report: Progress) -> Iterator[Analysis]:
    """Who says what in each article, in order."""
    for done, analysis in enumerate(map_in_order(read_one, articles), 1):
        yield analysis
        report("attribution", done, len(articles))


def shared(
    articles: Sequence[Article], settings: Settings, report: Progress
) -> tuple[list[Passage], list[Stock]]:
    """The passages that different articles share, their direction open; what too many articles have."""
    if len(articles) < 2:
        return [], []
    options = open_door("rasd.reuse.find:ReuseOptions")(min_words=settings.min_words)
    find = finder(settings.engine, settings.connect, settings.stage)
    found: ReuseResult = find(articles, options, report)
    return found.passages, found.stock


def look_up(
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
    credits = credits_of(batch.articles if add else sharing(passages, articles), report)
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


def sharing(passages: Sequence[Passage], articles: Sequence[Article]) -> list[Article]:
    """Those of the articles that share a passage."""
    wanted = {id_ for passage in passages for id_ in (passage.a, passage.b)}
    return [article for article in articles if article.id in wanted]


def credits_of(articles: Sequence[Article], report: Progress) -> dict[str, tuple[Credit, ...]]:
    """What each of the articles credits."""
    found = {}
    for done, (article, credits) in enumerate(
        zip(articles, map_in_order(find_credits, articles), strict=True), 1
    ):
        found[article.id] = credits
        report("credits", done, len(articles))
    return found


def directed(
    passages: Sequence[Passage], articles: Sequence[Article], credits: Mapping[str, Sequence[Credit]]
) -> list[Passage]:
    """The passages with their direction decided."""
    if not passages:
        return []
    known = {article.id: article for article in articles}
    decided: list[Passage] = open_door("rasd.reuse.direction:decide")(passages, known, credits)
    return decided
