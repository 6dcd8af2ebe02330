"""What all addresses share: the desk, who is let in, and how a page is to look for whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import Request, Response
from fastapi.requests import HTTPConnection

from rasd.desk import Desk
from rasd.export.phrases import LANGUAGES
from rasd.web.beside import Draft
from rasd.web.faces import Look
from rasd.web.laying import LaidStory
from rasd.web.remembering import Remembered
from rasd.web.visitors import VISIT, Door, Visitor

LANGUAGE = "rasd_lang"
"""The cookie that remembers the language of the interface."""
_YEAR = 365 * 86_400


@dataclass(frozen=True, slots=True)
class Site:
    """A desk that is served: ``lang`` where a visitor's browser asks for none that we speak; ``secure`` is
    whether cookies go over TLS alone; ``now`` gives seconds UTC; ``told`` are stories laid out,
    and ``draft`` lays one out."""

    desk: Desk
    door: Door
    lang: str
    secure: bool
    now: Callable[[], float]
    told: Remembered[LaidStory]
    draft: Draft

    def remember(self, answer: Response, look: Look) -> None:
        """Set the cookies that an answer needs."""
        if look.visitor.cookie:
            self.set_cookie(answer, VISIT, look.visitor.cookie, None)
        if any(name == "lang" for name, _ in look.asked):
            self.set_cookie(answer, LANGUAGE, look.lang, _YEAR)

    def set_cookie(self, answer: Response, name: str, value: str, stays: int | None) -> None:
        """Set a cookie that no script reads and that no other site's form brings along."""
        answer.set_cookie(
            name, value, max_age=stays, httponly=True, samesite="lax", secure=self.secure, path="/"
        )


def here(request: Request) -> Site:
    """The site that a request is for."""
    site: Site = request.app.state.site
    return site


def visitor_of(request: Request) -> Visitor:
    """Who sends a request; asked once."""
    if not hasattr(request.state, "visitor"):
        request.state.visitor = here(request).door.visitor(request)
    found: Visitor = request.state.visitor
    return found


def look_of(request: Request) -> Look:
    """How a page is to look for whoever asks."""
    return Look(_language(request), request.url.path, request.query_params.multi_items(), visitor_of(request))


def _language(request: Request) -> str:
    """What the address says, else the cookie, else the browser, else the site."""
    return language_of(request, here(request).lang)


def language_of(request: HTTPConnection, otherwise: str) -> str:
    """The language of the interface that a request asks for."""
    wanted = [request.query_params.get("lang", ""), request.cookies.get(LANGUAGE, "")]
    accepted = request.headers.get("accept-language", "")
    wanted += [part.strip()[:2].lower() for part in accepted.split(",")[:10]]
    return next((lang for lang in wanted if lang in LANGUAGES), otherwise)
