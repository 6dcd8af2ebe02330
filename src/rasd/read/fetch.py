"""The only way out of Rasd, with a guard: public http and https addresses, and nothing else.

``fetch``  a page, or a FetchError that says why not
``ask``    the same for a program that comes again: conditions, statuses, the headers that say when
``post``   a few bytes to an address that the user configured

Every connection - the first one, and that of every redirect - goes through :class:`~rasd.read.guard.Guard`.
Size (also after decompression), time and redirects are bounded. No cookie is kept, no proxy of the
environment used, nothing sent that says more of the user than the one User-Agent.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from rasd.doors import open_door
from rasd.errors import FetchError, NoAnswer, Refused
from rasd.read.addresses import Allowed
from rasd.read.guard import Budget, Guard
from rasd.read.unpack import ACCEPTED, unpacked
from rasd.settings import Settings

MOST_REDIRECTS = 5
MOST_URL = 8_000
"""Characters of a URL: RFC 9110 asks servers to take 8,000 octets, and articles have far fewer."""
ACCEPT = "text/html, application/xhtml+xml;q=0.9, application/json;q=0.8, text/plain;q=0.7, */*;q=0.1"
_REDIRECTS = (301, 302, 303, 307, 308)
"""The statuses that send us on (RFC 9110, 15.4), the first and the last for good."""
_MOST_HEADER = 1_000
_SLACK = 1 << 20
"""Bytes by which a body's packing (chunk sizes, trailers) may exceed the body."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: its ``url`` after redirects, its decompressed ``body``, its ``content_type`` header."""

    url: str
    body: bytes
    content_type: str

    @property
    def charset(self) -> str:
        """The charset that the header declares, "" where it declares none."""
        for part in self.content_type.split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip("\"'")
        return ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for: a GET of ``url``.

    ``etag`` and ``modified`` are those of an earlier answer: one that has not changed since has the status
    304 and no body. ``most`` bounds the body, in bytes (0: the settings' ``max_bytes``); with ``cut`` a
    longer one is cut there, otherwise refused.
    """

    url: str
    etag: str = ""
    modified: str = ""
    accept: str = ACCEPT
    most: int = 0
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whatever its status; ``page.body`` is empty but for the statuses 200 to 299.

    ``headers`` are those that are named in ``KEPT``, lower case; one that is longer than a thousand
    characters, or not ASCII, says nothing. ``there`` is where a redirect leads that was not followed,
    ``for_good`` whether it is meant to last.
    """

    status: int
    page: Fetched
    headers: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    there: str = ""
    for_good: bool = False

    @property
    def said(self) -> str:
        """The status in words."""
        return f"the server answered {self.status} {self.reason}".rstrip()


KEPT = ("etag", "last-modified", "retry-after", "cache-control", "expires", "date", "age")


def fetch(url: str, settings: Settings, allow: Allowed = frozenset()) -> Fetched:
    """The answer to a GET of ``url``.

    ``allow`` is for tests: ``("127.0.0.1", port)`` pairs that may be asked although they are not public.

    Raises:
        FetchError: the URL must not be asked, does not answer in ``settings.timeout`` seconds, answers with
            an error, or with more than ``settings.max_bytes`` bytes after decompression.
    """
    answer = ask(Question(url), settings, allow)
    if answer.status not in range(200, 300) or answer.status in (204, 205):
        raise FetchError(url, answer.said, _what_to_do(answer.status))
    return answer.page


def ask(question: Question, settings: Settings, allow: Allowed = frozenset()) -> Answer:
    """The answer to a question, whatever its status; up to five redirects are followed.

    Raises:
        FetchError: as :func:`fetch`, but for answers that say an error.
    """
    left, step = settings.timeout, question
    for _ in range(MOST_REDIRECTS + 1):
        started = time.monotonic()
        answer = ask_once(step, replace(settings, timeout=left), allow, question.url)
        if not answer.there:
            return answer
        step = replace(step, url=answer.there)
        left = max(0.0, left - (time.monotonic() - started))
    raise FetchError(question.url, f"more than {MOST_REDIRECTS} redirects", "open it in a browser")


def ask_once(question: Question, settings: Settings, allow: Allowed = frozenset(), where: str = "") -> Answer:
    """As :func:`ask`, with one request: a redirect is not followed, ``there`` says where it leads.

    ``where`` is what errors call it, where that is not the question's ``url``.
    """
    where = where or question.url
    _check_url(question.url)
    budget = Budget(time.monotonic() + settings.timeout, (question.most or settings.max_bytes) + _SLACK)
    with _translated(where, settings), _client(settings, budget, allow) as client:
        answer = _answer(client, budget, question, settings)
    if answer.there:
        _check_target(where, answer.there)
    return answer


def post(
    url: str, body: bytes, headers: Mapping[str, str], settings: Settings, allow: Allowed = frozenset()
) -> int:
    """Send ``body`` to ``url``; the status, which is one of success. Redirects are not followed.

    Raises:
        FetchError: as :func:`fetch`; it holds the URL, which may be a secret.
    """
    _check_url(url)
    with _translated(url, settings):
        budget = Budget(time.monotonic() + settings.timeout, settings.max_bytes)
        with (
            _client(settings, budget, allow) as client,
            client.stream("POST", url, content=body, headers=dict(headers)) as answer,
        ):
            status, reason = int(answer.status_code), str(answer.reason_phrase)
    if status not in range(200, 300):
        raise FetchError(url, f"the server answered {status} {reason}".rstrip(), "check the address")
    return status


def _answer(client: Any, budget: Budget, question: Question, settings: Settings) -> Answer:
    asked = {"If-None-Match": question.etag, "If-Modified-Since": question.modified}
    headers = {"Accept": question.accept, **{name: value for name, value in asked.items() if value}}
    with client.stream("GET", question.url, headers=headers) as answer:
        budget.in_head = False
        status, location = int(answer.status_code), answer.headers.get("location", "")
        there = str(answer.url.join(location)) if status in _REDIRECTS and location else ""
        said = answer.headers.items()
        kept = {name: value for name, value in said if len(value) <= _MOST_HEADER and value.isascii()}
        good = status in range(200, 300)
        body = b"".join(_bounded(answer, question, settings, budget)) if good else b""
        page = Fetched(str(answer.url), body, answer.headers.get("content-type", "")[:_MOST_HEADER])
        return Answer(
            status, page, {name: kept[name] for name in KEPT if kept.get(name)},
            reason=str(answer.reason_phrase)[:100], there=there, for_good=status in (301, 308),
        )  # fmt: skip


def _check_url(url: str) -> None:
    httpx2 = open_door("httpx2")
    if len(url) > MOST_URL:
        raise Refused(url[:200], f"a URL of {len(url):,} characters", f"the most is {MOST_URL:,}")
    try:
        parts = httpx2.URL(url)
    except httpx2.InvalidURL as error:
        raise Refused(url[:200], f"not a URL: {error}", "check how it is written") from error
    if parts.scheme not in ("http", "https") or not parts.host:
        raise Refused(url[:200], "not an http or https URL", "give a file's path without file://")
    if parts.userinfo:
        raise Refused(
            str(parts.copy_with(userinfo=b"")), "the URL holds a user name or password", "leave it out"
        )


def _check_target(url: str, there: str) -> None:
    try:
        _check_url(there)
    except FetchError as error:
        what = f"redirects to something that is not http or that is not asked: {error.what}"
        raise Refused(url, what, "open it in a browser") from error


def _bounded(answer: Any, question: Question, settings: Settings, budget: Budget) -> Iterator[bytes]:
    """The decompressed body while it is within size and time, a megabyte at a time at most."""
    most, size = question.most or settings.max_bytes, 0
    try:
        for piece in unpacked(answer.iter_raw(), answer.headers.get("content-encoding", "")):
            budget.left()
            size += len(piece)
            if size > most and question.cut:
                yield piece[: len(piece) - (size - most)]
                return
            if size > most:
                what = f"an answer of more than {most} bytes"
                raise FetchError("", what, "raise RASD_MAX_BYTES if it is an article")
            yield piece
    except ValueError as error:
        raise FetchError("", f"the answer is broken: {error}", "try later, or save the page") from error


def _what_to_do(status: int) -> str:
    if status in (401, 402, 403, 407, 451):
        return "the site does not give it to programs: save the page in a browser and name the file"
    if status in (404, 410):
        return "check the address; the page may be gone"
    return "try later" if status in (408, 425, 429) or status >= 500 else "check the address"


@contextmanager
def _translated(url: str, settings: Settings) -> Iterator[None]:
    """Turns every fault of the library into one FetchError that says what to do."""
    httpx2, httpcore2 = open_door("httpx2"), open_door("httpcore2")
    try:
        yield
    except FetchError as error:  # the guard knows the host alone; after a redirect that is another one
        raise type(error)(url, error.what, error.do) from error
    except (httpx2.TimeoutException, httpcore2.TimeoutException, TimeoutError) as error:
        what = f"no answer in {settings.timeout:.3g} seconds"
        raise NoAnswer(url, what, "try later, or raise RASD_TIMEOUT") from error
    except (httpx2.InvalidURL, httpx2.RemoteProtocolError) as error:
        raise FetchError(url, f"the answer is broken: {error}", "try later, or save the page") from error
    except (httpx2.HTTPError, httpx2.StreamError, OSError) as error:
        raise NoAnswer(url, f"cannot be fetched: {error}", "check the address and the connection") from error
    except UnicodeError as error:  # a host name or header that cannot be written
        raise FetchError(url, f"cannot be asked for: {error}", "check how it is written") from error


@contextmanager
def _client(settings: Settings, budget: Budget, allow: Allowed) -> Iterator[Any]:
    """A client for one request whose every connection goes through the guard."""
    httpx2, httpcore2 = open_door("httpx2"), open_door("httpcore2")
    refused = (httpcore2.ConnectError, httpcore2.ConnectTimeout)
    guard = Guard(httpcore2.SyncBackend(), budget, allow, refused)
    transport = httpx2.HTTPTransport(verify=_tls(), trust_env=False)
    # The transport takes no backend of its own; its pool does (pinned in pyproject, held by a test).
    transport._pool = httpcore2.ConnectionPool(ssl_context=_tls(), network_backend=guard, max_connections=1)
    with httpx2.Client(
        transport=transport,
        trust_env=False,
        follow_redirects=False,  # the library would read a redirect's whole body, however large
        timeout=settings.timeout,
        headers={"User-Agent": settings.user_agent, "Accept": ACCEPT, "Accept-Encoding": ACCEPTED},
    ) as client:
        yield client


@cache
def _tls() -> Any:
    return open_door("httpx2:create_ssl_context")(trust_env=False)
