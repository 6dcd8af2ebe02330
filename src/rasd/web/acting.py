"""The addresses that change something. Each form carries a token of ours; each answer leads on to a page."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from rasd.errors import UsageError
from rasd.export import phrases
from rasd.lineage.judging import judgement, withdrawal
from rasd.model import Feed
from rasd.web import asking
from rasd.web.faces import address, story_at
from rasd.web.reading import TheSite, may_read, shown
from rasd.web.site import Site, look_of, visitor_of
from rasd.web.visitors import SESSION, STAYS, Form, NotAllowed, check_token, checked, form_of

router = APIRouter(
    default_response_class=HTMLResponse, include_in_schema=False, dependencies=[Depends(may_read)]
)
threshold = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
"""The addresses of who has not signed in yet."""

TheForm = Annotated[Form, Depends(form_of)]


def _on(path: str) -> RedirectResponse:
    return RedirectResponse(path, 303)


def decide(site: Site, who: str, given: tuple[str, tuple[str, ...], str], seen: int | None) -> list[str]:
    """Keep a judgement of kind, keys and note, and apply it; the stories that it concerns.

    Raises:
        UsageError: it is not about what its kind is about, or about nothing that is here.
        Overtaken: somebody decided on the same story since ``seen``.
    """
    kind, about, note = given
    when = datetime.fromtimestamp(site.now(), UTC)
    made = judgement(kind, about, who, when, note)
    if kind == "withdraw":
        held = next((one for one in site.desk.judgements() if one.id == about[0]), None)
        if held is None:
            raise UsageError(f"there is no judgement {about[0]!r:.80}")
        made = withdrawal(held, who, when, note)
    return site.desk.judge(made, seen)


@router.post("/judgements")
def judge(site: TheSite, request: Request, form: TheForm) -> Response:
    """Decide, or withdraw what was decided."""
    visitor = visitor_of(request)
    checked(form, visitor, "editor")
    seen = form.one("seen")
    given = (form.one("kind"), form.all("about"), form.one("note")[:500].strip())
    decide(site, visitor.name, given, int(seen) if seen.isdecimal() and len(seen) < 10 else None)
    story = form.one("story")
    return _on(f"{story_at(story)}#decided" if story else "/judgements")


@router.post("/trace")
def trace(site: TheSite, request: Request, form: TheForm) -> Response:
    """Trace what was pasted, and show what is behind it."""
    visitor = visitor_of(request)
    keep = form.one("keep") == "true"
    checked(form, visitor, "editor" if keep else "reader")
    given = form.one("given")
    called = phrases.load(look_of(request).lang).word("pasted", "web")
    try:
        page = asking.traced(site.desk, given, keep, called)
    except UsageError as error:
        return shown(site, request, "trace", None, given=given, problem=str(error), status=400)
    return shown(site, request, "trace", page, given=given, problem="")


@router.post("/feeds")
def follow(site: TheSite, request: Request, form: TheForm) -> Response:
    """Follow a feed."""
    checked(form, visitor_of(request), "admin")
    url = form.one("url").strip()
    if not url.startswith(("http://", "https://")) or len(url) > 2_000 or len(url.split()) != 1:
        problem = "a feed's address begins with http:// or https://"
        return shown(site, request, "feeds", asking.feeds(site.desk), problem=problem, status=400)
    country = form.one("country").strip().upper()[:2]
    outlet = form.one("outlet").strip()[:200]
    site.desk.book.follow([Feed(url, outlet=outlet, country=country, source=visitor_of(request).name)])
    return _on("/feeds")


@router.post("/feeds/drop")
def unfollow(site: TheSite, request: Request, form: TheForm) -> Response:
    """Follow a feed no longer."""
    checked(form, visitor_of(request), "admin")
    site.desk.book.unfollow([form.one("url")])
    return _on("/feeds")


# --- signing in -----------------------------------------------------------------------------------------


@threshold.get("/sign-in")
def sign_in_form(site: TheSite, request: Request, back: str = "/") -> Response:
    """The form to sign in."""
    return shown(site, request, "sign_in", None, back=_ours(back), problem=False)


@threshold.post("/sign-in")
def sign_in(site: TheSite, request: Request, form: TheForm) -> Response:
    """Sign in; then the page that was wanted."""
    check_token(form, visitor_of(request))
    back = _ours(form.one("back"))
    if not site.door.may_try(form.one("name")):
        raise NotAllowed("too many attempts with this name: wait a minute", False)
    try:
        key = site.door.enter(form.one("name"), form.one("password"))
    except NotAllowed:
        return shown(site, request, "sign_in", None, back=back, problem=True, status=403)
    answer = _on(back)
    site.set_cookie(answer, SESSION, key, int(STAYS))
    return answer


@threshold.post("/sign-out")
def sign_out(site: TheSite, request: Request, form: TheForm) -> Response:
    """Sign out."""
    check_token(form, visitor_of(request))
    site.door.leave(request)
    answer = _on("/sign-in")
    answer.delete_cookie(SESSION, path="/")
    return answer


def _ours(path: str) -> str:
    """A path of this site; the front page for anything else, which could lead away."""
    return path if path.startswith("/") and path[1:2] not in ("/", "\\") and path.isprintable() else "/"


def to_sign_in(request: Request) -> RedirectResponse:
    """The way to the form to sign in, and back to what was asked for."""
    wanted = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
    return _on(address("/sign-in", ("back", wanted if request.method == "GET" else "/")))
