"""What is refused before any page is asked for, as a page of its own for people."""

from __future__ import annotations

from fastapi.requests import HTTPConnection

from rasd.web.faces import refused
from rasd.web.guard import Scope
from rasd.web.site import language_of


def page_of(otherwise: str, scope: Scope, why: str) -> str | None:
    """The refusal as a page in the language of who asks (``otherwise`` where they ask for none); ``None`` for
    who does not ask for pages."""
    asked = HTTPConnection(scope)
    if "text/html" not in asked.headers.get("accept", "") or scope["path"].startswith("/api"):
        return None
    return refused(language_of(asked, otherwise), why)
