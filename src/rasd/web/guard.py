"""What stands before every request: the host it names, where it comes from, its size, how often.

It also gives every answer its headers.

It speaks ASGI itself, so that nothing behind it is reached by what is refused.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from rasd.web.limits import Limits

MOST_BYTES = 2_000_000
"""Of what is sent in one request."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""No script and no style but our own files; nothing from elsewhere; in no frame."""
_HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
PageOf = Callable[[Scope, str], str | None]
"""A refusal as a page, for who asks for pages."""


class Guard:
    """Lets through what may pass.

    Args:
        app: what stands behind.
        hosts: the names (without port) that a request may be for; ``None``: any. A page that was made to
            call this machine by a name of its own is refused by it.
        limits: how often.
        page_of: makes a page of what is refused; a line of text goes to all others.
    """

    def __init__(self, app: App, hosts: frozenset[str] | None, limits: Limits, page_of: PageOf) -> None:
        self._app, self._hosts, self._limits, self._page_of = app, hosts, limits, page_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on (ASGI 3)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal:
            await _refuse(send, *refusal, self._page_of(scope, refusal[1]))
            return
        await self._app(scope, _Capped(receive), _with_headers(scope, send))

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Status and reason, where a request may not pass."""
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        host = headers.get(b"host", "")
        if self._hosts is not None and _name(host) not in self._hosts:
            return 421, f"this desk is not called {host!r:.80}; start it with --name to give it another name"
        size = headers.get(b"content-length", "0")
        if not size.isdecimal() or int(size) > MOST_BYTES:
            return 413, f"more than {MOST_BYTES:,} bytes were sent"
        if scope["method"] not in _SAFE and not _from_here(headers, host):
            return 403, "the request comes from another site"
        client = (scope.get("client") or ("",))[0]
        kind = "read" if scope["method"] in _SAFE else _kind(scope["path"])
        if not self._limits.allows(kind, client):
            return 429, "too many requests; wait a minute"
        return None


def _kind(path: str) -> str:
    if path == "/sign-in":
        return "sign-in"
    return "trace" if path in ("/trace", "/api/trace") else "write"


def _name(host: str) -> str:
    """The name of a Host header, without its port."""
    return (host.rpartition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]).lower()


def _from_here(headers: dict[bytes, str], host: str) -> bool:
    """Whether a request that changes something comes from our own pages, or from no page at all."""
    site = headers.get(b"sec-fetch-site", "none")
    if site not in ("same-origin", "none"):
        return False
    origin = headers.get(b"origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc == host
    except ValueError:
        return False


class _Capped:
    """Receives until too much was sent; what comes then is a broken connection."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self._left = receive, MOST_BYTES

    async def __call__(self) -> MutableMapping[str, Any]:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        return message if self._left >= 0 else {"type": "http.disconnect"}


def _with_headers(scope: Scope, send: Send) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            kept = (
                b"public, max-age=31536000, immutable"
                if scope["path"].startswith("/static/")
                else b"no-cache"
            )
            message["headers"] = [*message.get("headers", ()), *_HEADERS]
            if all(name != b"cache-control" for name, _ in message["headers"]):
                message["headers"].append((b"cache-control", kept))
        await send(message)

    return sending


async def _refuse(send: Send, status: int, why: str, page: str | None) -> None:
    body = (page or f"{why}\n").encode("utf-8", "replace")
    kind = b"text/html; charset=utf-8" if page else b"text/plain; charset=utf-8"
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    headers += [(b"retry-after", b"60")] if status == 429 else []
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *_HEADERS]})
    await send({"type": "http.response.body", "body": body})
