"""The addresses that show something: one function an address, each asks for a page and draws it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response

from rasd.desk.wanting import Asked
from rasd.doors import open_door
from rasd.errors import UsageError
from rasd.export import html, jsonl, phrases
from rasd.export.network import MOST, network_graph
from rasd.stable import content_id
from rasd.web import asking, pages
from rasd.web.faces import profile_at, render, story_list
from rasd.web.site import Site, here, look_of, visitor_of


def may_read(request: Request) -> None:
    """See that whoever asks may read."""
    visitor_of(request).must("reader")


router = APIRouter(
    default_response_class=HTMLResponse, include_in_schema=False, dependencies=[Depends(may_read)]
)

Text = Annotated[str, Query(max_length=500)]
Skip = Annotated[int, Query(ge=0, le=1_000_000)]
StorySort = Literal["repeated", "time"]
ArticleSort = Literal["time", "best"]
TheSite = Annotated[Site, Depends(here)]


def asked_of(
    request: Request,
    outlet: Annotated[
        list[str] | None, Query(max_length=10, description="Words of an outlet's name.")
    ] = None,
    least_outlets: Annotated[
        str, Query(pattern=r"^\d{0,4}$", description="By so many outlets or more.")
    ] = "",
) -> Asked:
    """What is asked of a list, from the fields of an address."""
    given = request.query_params
    since, until, country, search = (given.get(name, "")[:200] for name in _TEXTS)
    flags = (given.get(name, "") in ("true", "1", "on") for name in _FLAGS)
    unconfirmed, denied, single, everything = flags
    least = int(least_outlets) if least_outlets.strip("0") else None
    names = tuple(one for one in outlet or () if one.strip())
    return Asked(since, until, names, country, search, unconfirmed, denied, single, least, everything)


_TEXTS = ("since", "until", "country", "search")
_FLAGS = ("unconfirmed", "denied", "single_origin", "everything")


Narrowed = Annotated[Asked, Depends(asked_of)]

_MEANT = {
    "since": "Nothing before: 2026-03-10, 3d, 12h, 1w.", "until": "Nothing after.",
    "country": "Of outlets of a country, by its name or its code (ISO 3166).",
    "search": "With articles that have all these words.", "unconfirmed": "Confirmed by nobody.",
    "denied": "Denied or doubted by somebody.", "single_origin": "With one origin at most.",
    "everything": "Single reports that attribute nothing as well.",
}  # fmt: skip
NARROWING: dict[str, Any] = {
    "parameters": [
        {
            "name": name, "in": "query", "required": False, "description": _MEANT[name],
            "schema": {"type": "boolean" if name in _FLAGS else "string"},
        }
        for name in (*_TEXTS, *_FLAGS)
    ]
}  # fmt: skip
"""How the fields that :func:`asked_of` reads for itself are described to programs."""


def shown(site: Site, request: Request, name: str, page: Any = None, **more: Any) -> HTMLResponse:
    """A page for whoever asks."""
    status = more.pop("status", 200)
    look = look_of(request)
    answer = HTMLResponse(render(name, look, page, **more), status)
    site.remember(answer, look)
    return answer


@router.get("/")
def front(
    site: TheSite, request: Request, asked: Narrowed, sort: StorySort = "repeated", skip: Skip = 0
) -> Response:
    """The front page."""
    page, problem = _front(site, asked, sort, skip)
    return shown(
        site,
        request,
        "front",
        page,
        problem=problem,
        narrowed=asked != Asked(),
        status=400 if problem else 200,
    )


def _front(site: Site, asked: Asked, sort: str, skip: int) -> tuple[pages.FrontPage, str]:
    try:
        return asking.front(site.desk, asked, sort, skip), ""
    except UsageError as error:
        return pages.FrontPage((), asked, sort, skip, False, len(site.desk), 0), str(error)


@router.get("/parts/stories")
def stories(
    site: TheSite, request: Request, asked: Narrowed, sort: StorySort = "repeated", skip: Skip = 0
) -> Response:
    """The list of the front page alone: nothing (304) where it is as whoever asks knows it."""
    page, _ = _front(site, asked, sort, skip)
    text = story_list(look_of(request).lang, page.stories, page.skip, not page.articles)
    mark = f'"{content_id(text)}"'
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers={"etag": mark})
    return HTMLResponse(text, headers={"etag": mark})


@router.get("/story/{id_}")
def story(site: TheSite, request: Request, id_: str, whole: bool = False) -> Response:
    """A story's page: the first of everything, or the whole of it."""
    lang = look_of(request).lang
    key = (lang, "whole" if whole else "first")
    page = asking.laid_story(site.desk, id_, key, site.told, lambda found: site.draft(found, lang, whole))
    return shown(site, request, "story", page, judged=asking.articles_judged(site.desk, page.decided))


_KINDS = {
    "html": "text/html; charset=utf-8", "jsonl": "application/x-ndjson", "jsonld": "application/ld+json",
    "graphml": "application/graphml+xml", "prov.json": "application/json",
}  # fmt: skip
"""What a story is exported as, by the ending of the file's name."""


@router.get("/story/{id_}/export.{kind}")
def export(site: TheSite, request: Request, id_: str, kind: str) -> Response:
    """A story as a file."""
    if kind not in _KINDS:
        raise UsageError(f"a story is exported as {', '.join(_KINDS)}, not as {kind!r:.40}")
    found = site.desk.story(id_)
    if kind == "html":
        body = html.page([found], (), look_of(request).lang).encode()
    elif kind == "jsonl":
        body = jsonl.line(jsonl.story_record(found))
    else:
        body = open_door("rasd.export.kinds:as_bytes")(found, f".{kind}")
    name = f"rasd-{found.id[:8]}.{kind}"
    return Response(
        body, media_type=_KINDS[kind], headers={"content-disposition": f'attachment; filename="{name}"'}
    )


@router.get("/article")
def article(site: TheSite, request: Request, id: str) -> Response:
    """An article's page."""
    return shown(site, request, "article", asking.article(site.desk, id))


@router.get("/compare")
def compare(site: TheSite, request: Request, a: str, b: str) -> Response:
    """Two articles beside each other."""
    return shown(site, request, "compare", asking.compare(site.desk, a, b))


@router.get("/search")
def search(
    site: TheSite,
    request: Request,
    asked: Narrowed,
    q: Text = "",
    sort: ArticleSort = "time",
    skip: Skip = 0,
) -> Response:
    """What a search finds."""
    try:
        page, problem = asking.search(site.desk, q, asked, sort, skip), ""
    except UsageError as error:
        page, problem = pages.SearchPage(q, sort, (), (), 0, True, 0, False), str(error)
    return shown(site, request, "search", page, asked=asked, problem=problem, status=400 if problem else 200)


@router.get("/sources")
def sources(site: TheSite, request: Request, name: Text = "", skip: Skip = 0) -> Response:
    """The sources."""
    return shown(site, request, "sources", asking.sources(site.desk, name, skip))


@router.get("/source")
def source(site: TheSite, request: Request, name: Text, skip: Skip = 0) -> Response:
    """A source's page."""
    return shown(site, request, "source", asking.source(site.desk, name, skip))


@router.get("/outlets")
def outlets(site: TheSite, request: Request, name: Text = "", skip: Skip = 0) -> Response:
    """The outlets."""
    return shown(site, request, "outlets", asking.outlets(site.desk, name, skip))


@router.get("/outlet")
def outlet(site: TheSite, request: Request, name: Text) -> Response:
    """An outlet's page."""
    return shown(site, request, "outlet", asking.outlet(site.desk, name))


@router.get("/network")
def network(site: TheSite, request: Request) -> Response:
    """Who follows whom."""
    page, words = asking.network(site.desk), phrases.load(look_of(request).lang)
    rows = [(one.outlet, one.original, one.times, one.uncredited) for one in page.follows]
    drawing = network_graph(rows, words, profile_at)
    return shown(site, request, "network", page, drawing=drawing, most=MOST)


@router.get("/feeds")
def feeds(site: TheSite, request: Request) -> Response:
    """The feeds and how they do."""
    return shown(site, request, "feeds", asking.feeds(site.desk), problem="")


@router.get("/alerts")
def alerts(site: TheSite, request: Request, skip: Skip = 0) -> Response:
    """The last alerts."""
    return shown(site, request, "alerts", asking.alerts(site.desk, skip))


@router.get("/judgements")
def judgements(site: TheSite, request: Request, skip: Skip = 0) -> Response:
    """What people decided."""
    page = asking.judgements(site.desk, skip)
    return shown(site, request, "judgements", page, judged=asking.articles_judged(site.desk, page.decided))


@router.get("/trace")
def trace(site: TheSite, request: Request) -> Response:
    """The form to trace something."""
    return shown(site, request, "trace", None, given="", problem="")
