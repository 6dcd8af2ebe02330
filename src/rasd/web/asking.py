"""From a desk to a page: each function asks what one page shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rasd.desk import Desk
from rasd.desk.deciding import standing_of
from rasd.desk.runs import trace
from rasd.desk.wanting import Asked, wanted_articles, wanted_stories
from rasd.errors import UsageError
from rasd.export.view import earlier_first
from rasd.lang.searching import first_found
from rasd.model import Article, Judgement, JudgementKind, Passage
from rasd.stable import content_id
from rasd.web import pages
from rasd.web.laying import LaidStory, keys_of
from rasd.web.remembering import Remembered

_AROUND = 90
"""Characters on both sides of what was found."""
MOST_CHARACTERS = 200_000
"""Of a text that is traced."""


def front(desk: Desk, asked: Asked, sort: str, skip: int, most: int = 20) -> pages.FrontPage:
    """The front page.

    Raises:
        UsageError: a time is none, or no outlet is of that name or country.
    """
    lines = desk.story_lines(wanted_stories(asked, desk), sort, most + 1, skip)
    counts = desk.counts()
    return pages.FrontPage(
        tuple(lines[:most]), asked, sort, skip, len(lines) > most, counts["articles"], counts["waiting"]
    )


def story(desk: Desk, id_: str) -> pages.StoryPage:
    """A story's page, by any id that it ever had.

    Raises:
        UsageError: there is no such story.
    """
    judgements = desk.judgements()
    found = desk.story(id_)
    return pages.StoryPage(found, decided_in(judgements, keys_of(found)), len(judgements))


def laid_story(
    desk: Desk, id_: str, key: tuple[str, ...], told: Remembered[LaidStory], lay: Callable[[str], LaidStory]
) -> pages.LaidPage:
    """A story's page as people read it: laid out anew (by ``lay``, of its id) only where it has changed since
    it was laid out for the same ``key``.

    Raises:
        UsageError: there is no such story.
    """
    # Before the story is: whoever decides by a story older than their number would not be told.
    judgements = desk.judgements()
    found, mark = desk.story_mark(id_)
    laid = told.get((found, *key), mark, lambda: desk.story_mark(found)[1], lambda: lay(found))
    return pages.LaidPage(
        laid, desk.called_now(laid.earlier), decided_in(judgements, laid.keys), len(judgements)
    )


def decided_in(judgements: list[Judgement], keys: frozenset[str]) -> tuple[pages.Decided, ...]:
    """The judgements that name one of a story's keys, and those that withdraw them."""
    holding = {one.id for one in standing_of(judgements)}
    own = {one.id for one in judgements if not keys.isdisjoint(one.about)}
    about = [one for one in judgements if one.id in own or not own.isdisjoint(one.about)]
    return _decided(about, holding)


def _decided(judgements: list[Judgement], holding: set[str]) -> tuple[pages.Decided, ...]:
    shown = [pages.Decided(one, one.id in holding) for one in reversed(judgements)]
    return tuple(one for one in shown if one.judgement.kind is not JudgementKind.WITHDRAW or one.holds)


def article(desk: Desk, id_: str) -> pages.ArticlePage:
    """An article's page.

    Raises:
        UsageError: there is no such article.
    """
    held = desk.article(id_)
    return pages.ArticlePage(
        held.analysis, held.story,
        tuple(pages.Edition(v.number, v.article.title, v.article.text, v.added) for v in held.versions),
        held.passages, tuple(pages.Neighbour(one.id, one.outlet, one.title) for one in held.others),
    )  # fmt: skip


def compare(desk: Desk, a: str, b: str) -> pages.ComparePage:
    """Two articles beside each other.

    Raises:
        UsageError: there is no such article, or both are one.
    """
    if a == b:
        raise UsageError("two articles are compared, and both are the same one: choose another")
    one, two = desk.article(a), desk.article(b)
    shared = [_turned(p, a) for p in one.passages if {p.a, p.b} == {a, b}]
    return pages.ComparePage(one.analysis, two.analysis, tuple(sorted(shared, key=lambda p: p.a_span)))


def _turned(passage: Passage, a: str) -> Passage:
    """The passage with article ``a`` as its first, whoever had it first."""
    if passage.a == a:
        return passage
    known = earlier_first(passage)
    if known.a == a:
        return known
    turn = {"a>b": "b>a", "b>a": "a>b"}
    return Passage(
        passage.b, passage.b_span, passage.a, passage.a_span, passage.identity, passage.words,
        type(passage.direction)(turn.get(passage.direction, passage.direction)), passage.because,
    )  # fmt: skip


def search(
    desk: Desk, question: str, asked: Asked, sort: str, skip: int = 0, most: int = pages.MOST
) -> pages.SearchPage:
    """What a search finds; nothing for a question without words.

    Raises:
        UsageError: a time is none, or no outlet is of that name or country.
    """
    wanted = wanted_articles(asked, desk)
    hits = desk.hits(question, wanted, sort, most, skip)
    excerpts = tuple(_excerpt(text, question) for text in desk.texts(hits.lines)) if hits.lines else ()
    more = skip + len(hits.lines) < hits.found
    return pages.SearchPage(question, sort, hits.lines, excerpts, hits.found, hits.every, skip, more)


def _excerpt(text: str, question: str) -> pages.Excerpt:
    place = first_found(text, question)
    if place is None:
        return pages.Excerpt()
    start, end = place
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    # What was cut through a word goes with the word.
    if start > _AROUND:
        before = "…" + before.partition(" ")[2]
    if end + _AROUND < len(text):
        after = after.rpartition(" ")[0] + "…"
    return pages.Excerpt(before, text[start:end], after)


def sources(desk: Desk, name: str, skip: int = 0, most: int = pages.MOST) -> pages.SourcesPage:
    """The sources that are called so."""
    # One more than is shown tells whether there are others.
    lines = desk.source_lines(name, most + 1, skip)
    return pages.SourcesPage(name, tuple(lines[:most]), skip, len(lines) > most)


def source(desk: Desk, name: str, skip: int = 0, most: int = pages.MOST) -> pages.SourcePage:
    """A source's page.

    Raises:
        UsageError: nobody is called so.
    """
    profile = desk.source(name, most + 1, skip)
    shown = replace(
        profile, through=profile.through[:most], carried_by=profile.carried_by[:most],
        citations=profile.citations[:most],
    )  # fmt: skip
    return pages.SourcePage(shown, skip, len(profile.citations) > most)


def outlets(desk: Desk, name: str, skip: int = 0, most: int = pages.MOST) -> pages.OutletsPage:
    """The outlets that are called so."""
    lines = desk.outlet_lines(name, most + 1, skip)
    return pages.OutletsPage(name, tuple(lines[:most]), skip, len(lines) > most)


def outlet(desk: Desk, name: str) -> pages.OutletPage:
    """An outlet's page.

    Raises:
        UsageError: none is called so.
    """
    return pages.OutletPage(desk.outlet(name, pages.MOST))


def network(desk: Desk) -> pages.NetworkPage:
    """Who follows whom."""
    return pages.NetworkPage(tuple(pages.Following(*row) for row in desk.network()))


def feeds(desk: Desk) -> pages.FeedsPage:
    """The feeds and how they do."""
    health = desk.book.health()
    return pages.FeedsPage(tuple(pages.Fed(feed, health.get(feed.url)) for feed in desk.book.feeds()))


def alerts(desk: Desk, skip: int = 0, most: int = pages.MOST) -> pages.AlertsPage:
    """The last alerts."""
    found = desk.book.alerts(most + 1, skip)
    return pages.AlertsPage(tuple(found[:most]), skip, len(found) > most)


def judgements(desk: Desk, skip: int = 0, most: int = pages.MOST) -> pages.JudgementsPage:
    """What people decided."""
    found = desk.judgements()
    every = _decided(found, {one.id for one in standing_of(found)})
    shown = every[skip : skip + most]
    here = {one.judgement.id for one in shown}
    named = {
        key for one in shown if one.judgement.kind is JudgementKind.WITHDRAW for key in one.judgement.about
    }
    undone = tuple(one for one in every if one.judgement.id in named - here)
    return pages.JudgementsPage(shown, undone, len(found), skip, len(every) > skip + most)


def articles_judged(desk: Desk, decided: tuple[pages.Decided, ...]) -> dict[str, tuple[str, str]]:
    """Outlet and headline of the articles that judgements are about, by their ids."""
    begin = "article:"
    keys = {key for one in decided for key in one.judgement.about if key.startswith(begin)}
    lines = desk.article_lines(sorted(key.removeprefix(begin) for key in keys)) if keys else []
    return {line.id: (line.outlet, line.title) for line in lines}


def traced(desk: Desk, given: str, keep: bool, called: str = "") -> pages.TracePage:
    """Trace a URL or a text, which is ``called`` so. It looks at that alone; kept, it is also added to the
    desk.

    Raises:
        UsageError: nothing is given, or too much.
    """
    given = given.strip()
    if not given:
        raise UsageError("nothing to trace: paste a text, or the address of a page")
    if len(given) > MOST_CHARACTERS:
        raise UsageError(f"a text of {len(given):,} characters; at most {MOST_CHARACTERS:,} are traced here")
    address = given.startswith(("http://", "https://")) and len(given.split()) == 1
    # Never as a bare string: what a visitor writes must not name a file of this machine.
    text = Article(f"pasted-{content_id(given)}", given)
    source = given if address else replace(text, outlet=called)
    found = trace(source, settings=desk.settings)
    if keep:
        desk.add([article for one in found.stories for article in one.articles] if address else text)
    return pages.TracePage(tuple(found.stories), tuple(found.problems), keep)
