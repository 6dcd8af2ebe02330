"""The same pages for programs: JSON under ``/api``, described by ``/api/openapi.json``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request

from rasd.web import asking, pages
from rasd.web.acting import decide
from rasd.web.reading import NARROWING, ArticleSort, Narrowed, Skip, StorySort, Text, TheSite, may_read
from rasd.web.site import visitor_of

Most = Annotated[int, Query(ge=1, le=100, description="How many lines.")]
Id = Annotated[str, Query(max_length=2_000)]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something was not done: ``problem`` says what, and what to do."""

    problem: str


@dataclass(frozen=True, slots=True)
class NewJudgement:
    """A decision to be kept. ``about`` as of :class:`rasd.model.Judgement`; ``seen`` is the ``seen`` of the
    story's page that it was decided by, ``None`` where it does not matter."""

    kind: Literal["merge", "split", "own-reporting", "withdraw"]
    about: list[str]
    note: str = ""
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Concerned:
    """The ids of the stories that a decision concerns, counted anew."""

    stories: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ToTrace:
    """What is to be traced: a text, or the address of a page; ``keep`` it on the desk or not."""

    given: str
    keep: bool = False


_REFUSALS: dict[int | str, dict[str, object]] = {
    status: {"model": Refusal, "description": what}
    for status, what in (
        (400, "It cannot be done as it is asked."), (401, "Nobody is signed in."),
        (403, "The role does not allow it."), (404, "It is not here."),
        (409, "Somebody else decided meanwhile."), (422, "It is not of the form that is described."),
        (503, "The store does not answer."),
    )
}  # fmt: skip
router = APIRouter(prefix="/api", dependencies=[Depends(may_read)], responses=_REFUSALS)


@router.get("/stories", openapi_extra=NARROWING)
def stories(
    site: TheSite, asked: Narrowed, sort: StorySort = "repeated", skip: Skip = 0, most: Most = 20
) -> pages.FrontPage:
    """The stories of the desk: widely repeated on few origins and confirmed by nobody first."""
    return asking.front(site.desk, asked, sort, skip, most)


@router.get("/stories/{id_}")
def story(site: TheSite, id_: str) -> pages.StoryPage:
    """A story with all that stands behind it, by any id that it ever had, or the beginning of one."""
    return asking.story(site.desk, id_)


@router.get("/article")
def article(site: TheSite, id: Id) -> pages.ArticlePage:
    """An article, its attributions, versions and passages."""
    return asking.article(site.desk, id)


@router.get("/compare")
def compare(site: TheSite, a: Id, b: Id) -> pages.ComparePage:
    """Two articles, and the passages that they share."""
    return asking.compare(site.desk, a, b)


@router.get("/search", openapi_extra=NARROWING)
def search(
    site: TheSite, asked: Narrowed, q: Text, sort: ArticleSort = "time", skip: Skip = 0, most: Most = 50
) -> pages.SearchPage:
    """The articles that have all words of a question, and how many they are."""
    return asking.search(site.desk, q, asked, sort, skip, most)


@router.get("/sources")
def sources(site: TheSite, name: Text = "", skip: Skip = 0, most: Most = 50) -> pages.SourcesPage:
    """The sources, the one most often cited first."""
    return asking.sources(site.desk, name, skip, most)


@router.get("/source")
def source(site: TheSite, name: Text, skip: Skip = 0, most: Most = 50) -> pages.SourcePage:
    """One source; of the places where it is cited so many, the latest first."""
    return asking.source(site.desk, name, skip, most)


@router.get("/outlets")
def outlets(site: TheSite, name: Text = "", skip: Skip = 0, most: Most = 50) -> pages.OutletsPage:
    """The outlets, the one with most articles first."""
    return asking.outlets(site.desk, name, skip, most)


@router.get("/outlet")
def outlet(site: TheSite, name: Text) -> pages.OutletPage:
    """One outlet."""
    return asking.outlet(site.desk, name)


@router.get("/network")
def network(site: TheSite) -> pages.NetworkPage:
    """Who follows whom."""
    return asking.network(site.desk)


@router.get("/feeds")
def feeds(site: TheSite) -> pages.FeedsPage:
    """The feeds and how they do."""
    return asking.feeds(site.desk)


@router.get("/alerts")
def alerts(site: TheSite, skip: Skip = 0, most: Most = 50) -> pages.AlertsPage:
    """The last alerts."""
    return asking.alerts(site.desk, skip, most)


@router.get("/judgements")
def judgements(site: TheSite, skip: Skip = 0, most: Most = 50) -> pages.JudgementsPage:
    """What people decided, the latest first."""
    return asking.judgements(site.desk, skip, most)


@router.post("/judgements")
def judge(site: TheSite, request: Request, new: NewJudgement) -> Concerned:
    """Decide, or withdraw what was decided. Nothing is ever removed."""
    visitor = visitor_of(request)
    visitor.must("editor")
    given = (new.kind, tuple(new.about), new.note[:500])
    return Concerned(decide(site, visitor.name, given, new.seen))


@router.post("/trace")
def trace(site: TheSite, request: Request, what: ToTrace) -> pages.TracePage:
    """Trace a text or the address of a page."""
    visitor_of(request).must("editor" if what.keep else "reader")
    return asking.traced(site.desk, what.given, what.keep)
