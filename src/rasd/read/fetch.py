"""The only outgoing socket of Rasd, with a guard: public http and https addresses, and nothing else.

Whoever can name a URL could otherwise make this machine ask its own neighbours: a router's page, a
cloud's metadata service. So every connection - the first one, and that of every redirect - resolves its
host itself, refuses any address that is not public, and connects to the very address that it checked; a
second answer of the name server is never asked for. Size, time and redirects are bounded.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from rasd.doors import open_door
from rasd.errors import FetchError
from rasd.settings import Settings

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Allowed = frozenset[tuple[str, int]]

MOST_REDIRECTS = 5
PORTS = (80, 443)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_ACCEPT = "text/html, application/xhtml+xml;q=0.9, application/json;q=0.8, text/plain;q=0.7, */*;q=0.1"


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


def fetch(url: str, settings: Settings, allow: Allowed = frozenset()) -> Fetched:
    """The answer to a GET of ``url``.

    ``allow`` is for tests: ``("127.0.0.1", port)`` pairs that may be asked although they are not public.

    Raises:
        FetchError: the URL must not be asked, does not answer in ``settings.timeout`` seconds, answers with
            an error, or with more than ``settings.max_bytes`` bytes after decompression.
    """
    _check_url(url)
    deadline = time.monotonic() + settings.timeout
    with (
        _translated(url, settings),
        _client(settings, deadline, allow) as client,
        client.stream("GET", url) as answer,
    ):
        if answer.status_code >= 400 or answer.status_code in (204, 205, 304):
            raise FetchError(url, _said(answer), _what_to_do(answer.status_code))
        body = b"".join(_bounded(answer.iter_bytes(), url, settings, deadline))
        return Fetched(str(answer.url), body, answer.headers.get("content-type", ""))


def _check_url(url: str) -> None:
    httpx2 = open_door("httpx2")
    try:
        parts = httpx2.URL(url)
    except httpx2.InvalidURL as error:
        raise FetchError(url[:200], f"not a URL: {error}", "check how it is written") from error
    if parts.scheme not in ("http", "https") or not parts.host:
        raise FetchError(url[:200], "not an http or https URL", "give a file's path without file://")
    if parts.userinfo:
        raise FetchError(
            str(parts.copy_with(userinfo=b"")), "the URL holds a user name or password", "leave it out"
        )


def _bounded(chunks: Iterable[bytes], url: str, settings: Settings, deadline: float) -> Iterator[bytes]:
    """The chunks while they are within size and time; they come decompressed, a megabyte each at most."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > settings.max_bytes:
            what = f"an answer of more than {settings.max_bytes} bytes"
            raise FetchError(url, what, "raise RASD_MAX_BYTES if it is an article")
        if time.monotonic() > deadline:
            raise FetchError(
                url, f"not done in {settings.timeout:g} seconds", "try later, or raise RASD_TIMEOUT"
            )
        yield chunk


def _said(answer: Any) -> str:
    return f"the server answered {answer.status_code} {answer.reason_phrase}".rstrip()


def _what_to_do(status: int) -> str:
    if status in (401, 402, 403, 407, 451):
        return "the site does not give it to programs: save the page in a browser and name the file"
    if status in (404, 410):
        return "check the address; the page may be gone"
    return "try later" if status in (408, 425, 429) or status >= 500 else "check the address"


@contextmanager
def _translated(url: str, settings: Settings) -> Iterator[None]:
    """Turns every fault of the library into one FetchError that says what to do."""
    httpx2 = open_door("httpx2")
    try:
        yield
    except FetchError as error:  # the guard knows the host alone; after a redirect that is another one
        raise FetchError(url, error.what, error.do) from error
    except httpx2.TimeoutException as error:
        what = f"no answer in {settings.timeout:g} seconds"
        raise FetchError(url, what, "try later, or raise RASD_TIMEOUT") from error
    except httpx2.TooManyRedirects as error:
        raise FetchError(url, f"more than {MOST_REDIRECTS} redirects", "open it in a browser") from error
    except httpx2.UnsupportedProtocol as error:
        raise FetchError(url, "redirects to something that is not http", "open it in a browser") from error
    except (httpx2.InvalidURL, httpx2.DecodingError, httpx2.RemoteProtocolError) as error:
        raise FetchError(url, f"the answer is broken: {error}", "try later, or save the page") from error
    except (httpx2.HTTPError, httpx2.StreamError) as error:
        raise FetchError(
            url, f"cannot be fetched: {error}", "check the address and the connection"
        ) from error
    except UnicodeError as error:  # a host name or header that cannot be written
        raise FetchError(url, f"cannot be asked for: {error}", "check how it is written") from error


# --- the guard ---------------------------------------------------------------------------------------


def _client(settings: Settings, deadline: float, allow: Allowed) -> Any:
    """A client for one request whose every connection goes through the guard."""
    httpx2, httpcore2 = open_door("httpx2"), open_door("httpcore2")
    guard = _Guard(httpcore2.SyncBackend(), _Deadline(deadline), allow)
    transport = httpx2.HTTPTransport(verify=_tls(), trust_env=False)
    # The transport takes no backend of its own; its pool does (pinned in pyproject, held by a test).
    transport._pool = httpcore2.ConnectionPool(ssl_context=_tls(), network_backend=guard, max_connections=1)
    return httpx2.Client(
        transport=transport,
        trust_env=False,
        follow_redirects=True,
        max_redirects=MOST_REDIRECTS,
        timeout=settings.timeout,
        headers={"User-Agent": settings.user_agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"},
    )


@cache
def _tls() -> Any:
    return open_door("httpx2:create_ssl_context")(trust_env=False)


@dataclass(frozen=True, slots=True)
class _Deadline:
    """The moment at which a request is over, whatever it is waiting for."""

    at: float

    def left(self) -> float:
        """Seconds to go; past the deadline the library's own timeout is raised."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise open_door("httpcore2:ReadTimeout")("the time for the whole request is over")
        return left


@dataclass(frozen=True, slots=True)
class _Guard:
    """A network backend (httpcore2's word) that connects to the addresses it checked, and to no other."""

    plain: Any
    deadline: _Deadline
    allow: Allowed

    def connect_tcp(self, host: str, port: int, timeout: float | None = None, **rest: Any) -> _Timed:
        """A connection to a checked address of ``host``."""
        address = checked_address(host, port, self.allow, self.deadline.left())
        return _Timed(self.plain.connect_tcp(address, port, self.deadline.left(), **rest), self.deadline)

    def connect_unix_socket(self, path: str, *args: Any, **rest: Any) -> Any:
        """Refused: a socket of this machine is no public address."""
        raise FetchError(path, "a local socket is not a public address")


@dataclass(frozen=True, slots=True)
class _Timed:
    """A stream whose waits end at the deadline: a server that drips a byte a second cannot hold us."""

    stream: Any
    deadline: _Deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """As the stream's own."""
        return bytes(self.stream.read(max_bytes, self.deadline.left()))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """As the stream's own."""
        self.stream.write(buffer, self.deadline.left())

    def close(self) -> None:
        """As the stream's own."""
        self.stream.close()

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: Any = None) -> _Timed:
        """As the stream's own; what comes out of it is timed too."""
        return _Timed(
            self.stream.start_tls(ssl_context, server_hostname, self.deadline.left()), self.deadline
        )

    def get_extra_info(self, info: str) -> Any:
        """As the stream's own."""
        return self.stream.get_extra_info(info)


def checked_address(host: str, port: int, allow: Allowed, timeout: float) -> str:
    """The address to connect to for ``host``: public, or allowed as it stands.

    All addresses of the name must be public: one that answers with both is up to something.

    Raises:
        FetchError: the host is unknown, or one of its addresses is not public, or the port is unusual.
    """
    where = f"{host}:{port}"
    if (host, port) in allow:
        return host
    if port not in PORTS:
        raise FetchError(
            where, f"port {port} of {host} is not asked", f"only ports {PORTS[0]} and {PORTS[1]} are"
        )
    addresses = _resolved(host, port, timeout)
    for address in addresses:
        if not is_public(ipaddress.ip_address(address)):
            raise FetchError(
                where,
                f"{host} is no public address ({address})"
                if host != address
                else f"{host} is no public address",
                "pages of a private network are not fetched; save the page and name the file",
            )
    return addresses[0]


def _resolved(host: str, port: int, timeout: float) -> list[str]:
    """The addresses of a host, asked for in a thread of its own: the system's resolver knows no timeout."""
    found: list[str] = []
    faults: list[str] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            faults.append(str(error))
        else:
            found.extend(str(answer[4][0]).partition("%")[0] for answer in answers)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(timeout)
    if not found:
        reason = faults[0] if faults else f"no answer from the name server in {timeout:.0f} seconds"
        raise FetchError(
            f"{host}:{port}", f"unknown host {host}: {reason}", "check the address and the connection"
        )
    return found


def is_public(address: Address) -> bool:
    """Whether an address is one of the open network, also when it is wrapped in another one.

    Unwrapped are IPv4-mapped, 6to4 (RFC 3056), Teredo (RFC 4380) and NAT64 (RFC 6052) forms.
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        wrapped = [one for one in inner if one is not None]
        if wrapped:
            return all(is_public(one) for one in wrapped)
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved
