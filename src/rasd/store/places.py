"""Where a store is: a file's path, or a URL (``sqlite:///news.db``, ``postgresql://user@host/name``)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from rasd.errors import UsageError

_SERVERS = ("postgresql", "postgres")
_HIDDEN = "***"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a store: of the ``kind`` ``sqlite`` (``file``: its path, empty for one in memory) or
    ``postgres`` (``address``: what the server's own library connects by).

    ``name`` is for people, without a ``password``; ``open_address`` is the address without it.
    """

    kind: str
    name: str
    file: str = ""
    address: str = ""
    open_address: str = ""
    password: str = ""


def place_of(where: str) -> Place:
    """The place that a path or a URL names; ``""`` is one in memory.

    Raises:
        UsageError: it is no URL of a store. The message does not repeat it: there may be a password in it.
    """
    if "://" not in where:
        return _file(where)
    kind = where.partition("://")[0]
    scheme = kind.partition("+")[0].lower()
    if scheme == "sqlite":
        return _file(where.partition("://")[2].partition("?")[0].removeprefix("/"))
    if scheme in _SERVERS:
        return _server(kind, where)
    if not scheme:
        raise _no_url(kind)
    raise UsageError(
        f"no store of the kind {scheme!r}: give a file's path, sqlite:///FILE or postgresql://USER@HOST/NAME"
    )


def _file(path: str) -> Place:
    path = "" if path == ":memory:" else path
    return Place("sqlite", path or "memory", path)


def _server(kind: str, where: str) -> Place:
    parts = urlsplit(f"postgresql://{where.partition('://')[2]}")
    user, at, host = parts.netloc.rpartition("@")
    if "@" in user:
        raise UsageError("not a store's URL: an '@' in a name or a password is written %40")
    try:
        if "," not in host:  # several hosts, each with a port: their library's matter
            _ = parts.port
    except ValueError:
        raise _no_url(kind) from None  # the error repeats a part of the URL
    name, colon, password = user.partition(":")
    shown = [(key, _HIDDEN if "password" in key else value) for key, value in parse_qsl(parts.query, True)]
    query = f"?{urlencode(sorted(shown))}" if shown else ""
    return Place(
        "postgres",
        f"postgresql://{name}{colon and ':' + _HIDDEN}{at}{host}{parts.path}{query}",
        address=parts.geturl(),
        open_address=parts._replace(netloc=f"{name}{at}{host}").geturl(),
        password=unquote(password),
    )


def _no_url(kind: str) -> UsageError:
    return UsageError(f"not a store's URL: {kind}://...; write {kind}://USER@HOST:PORT/NAME")
