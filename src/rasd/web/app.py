"""All of it put together: addresses, errors as answers, and what stands before them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles

from rasd.desk import Desk
from rasd.errors import Overtaken, PlacedError, RasdError, StoreError, UsageError
from rasd.web import acting, api, beside, reading
from rasd.web.beside import Draft
from rasd.web.faces import STATIC, sheet
from rasd.web.guard import App, Guard
from rasd.web.laying import weight
from rasd.web.limits import Limits
from rasd.web.refusing import page_of
from rasd.web.remembering import Remembered
from rasd.web.site import Site, here
from rasd.web.visitors import Door, NotAllowed


@dataclass(frozen=True, slots=True)
class Serving:
    """How a desk is served.

    ``hosts`` are the names that it answers to (``None``: any); ``signs_in`` is whether visitors sign in, else
    everybody may do everything, and judgements are kept as ``who``'s; ``secure`` is whether it stands behind
    TLS; ``lang`` is the interface's where the browser asks for none that is spoken. ``now`` gives seconds
    UTC, ``ticks`` seconds that never go back.
    """

    hosts: frozenset[str] | None
    signs_in: bool
    who: str
    secure: bool
    lang: str
    now: Callable[[], float]
    ticks: Callable[[], float]
    limits: dict[str, int] | None = None


def application(desk: Desk, serving: Serving, draft: Draft | None = None) -> App:
    """The ASGI application that serves a desk; ``draft`` lays stories out (``None``: this process does)."""
    version = import_module("importlib.metadata").version("rasd")
    app = FastAPI(
        title="Rasd", version=version, description="A desk's stories, claims, chains and origins.",
        openapi_url="/api/openapi.json", docs_url=None, redoc_url=None,
    )  # fmt: skip
    limits = Limits(serving.ticks, serving.limits)
    door = Door(desk, serving.signs_in, serving.who, serving.now, limits)
    app.state.site = Site(
        desk, door, serving.lang, serving.secure, serving.now, Remembered(weight), draft or beside.here(desk)
    )
    app.add_api_route("/static/site.css", style, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for router in (reading.router, acting.router, acting.threshold, api.router):
        app.include_router(router)
    app.add_exception_handler(RasdError, refused)
    app.add_exception_handler(RequestValidationError, misformed)
    app.add_exception_handler(404, missing)
    return Guard(app, serving.hosts, limits, partial(page_of, serving.lang))


def style() -> Response:
    """The style sheet."""
    return Response(sheet(), media_type="text/css; charset=utf-8")


def _kind_of(error: Exception) -> tuple[int, str]:
    """The status of an error and the name of its page's heading."""
    if isinstance(error, NotAllowed):
        return (401 if error.sign_in else 403), "forbidden"
    if isinstance(error, Overtaken):
        return 409, "overtaken"
    if isinstance(error, StoreError):
        return 503, "away"
    missing_here = isinstance(error, UsageError) and str(error).startswith(
        ("there is no", "no source", "no outlet")
    )
    return (404, "missing") if missing_here else (400, "wrong")


def refused(request: Request, error: Exception) -> Response:
    """An error of ours as an answer: JSON for programs, a page for people."""
    status, kind = _kind_of(error)
    if request.url.path.startswith("/api"):
        return JSONResponse({"problem": str(error)}, status)
    if isinstance(error, NotAllowed) and error.sign_in:
        return acting.to_sign_in(request)
    back = request.headers.get("referer", "")
    own = back.partition("://")[2].partition("/")
    back = f"/{own[2]}" if own[0] == request.headers.get("host") else "/"
    problem, where, do = str(error), "", ""
    if isinstance(error, PlacedError):
        problem, where, do = error.what, error.where, error.do
    return _problem(request, status, kind, problem, where=where, do=do, back=back)


def _problem(request: Request, status: int, kind: str, problem: str, **more: str) -> Response:
    """A page that says what went wrong; ``more`` is ``where``, what to ``do``, a ``detail`` in
    English, and the way ``back``."""
    told = {"where": "", "do": "", "detail": "", "back": "/", **more}
    technical = kind == "away"  # what the store said tells more than what is said of it
    return reading.shown(
        here(request), request, "problem", None, kind=kind, problem=problem, technical=technical,
        status=status, **told,
    )  # fmt: skip


def misformed(request: Request, error: Exception) -> Response:
    """What was asked is not of the form that it must be: what is wrong, without repeating what was sent."""
    rows = error.errors() if isinstance(error, RequestValidationError) else []
    said = "; ".join(f"{'.'.join(map(str, row['loc'][1:]))}: {row['msg']}" for row in rows[:5])
    text = said.encode("utf-8", "replace").decode()
    if request.url.path.startswith("/api"):
        return JSONResponse({"problem": text}, 422)
    fields = ", ".join(sorted({str(row["loc"][-1]) for row in rows[:5]}))
    what = f"not of the form that it must be: {fields}"
    return _problem(request, 422, "wrong", what, detail=text)


def missing(request: Request, error: Exception) -> Response:
    """There is no such address."""
    if request.url.path.startswith("/api"):
        return JSONResponse({"problem": "there is no such address"}, 404)
    what = f"there is no page {request.url.path!r:.100}"
    return _problem(request, 404, "missing", what)
