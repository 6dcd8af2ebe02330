"""Runs the server. The only file that knows uvicorn."""

from __future__ import annotations

import ipaddress
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn

from rasd.desk import Desk
from rasd.errors import UsageError
from rasd.lang.parties import parties
from rasd.web.app import Serving, application
from rasd.web.beside import MOST, Beside, Draft, collect_seldom
from rasd.web.guard import App


@dataclass(frozen=True, slots=True)
class Asked:
    """How somebody wants a desk to be served: on ``host`` and ``port`` (0: a free one), under further
    ``names``, with accounts (``sign_in``), behind TLS (``behind_tls``); ``who`` judges where nobody signs in,
    ``lang`` is the interface's where the browser asks for none. ``proxies`` are the addresses and networks of
    those whose word is taken, behind TLS, on where a visitor comes from (``X-Forwarded-For``)."""

    host: str = "127.0.0.1"
    port: int = 8643
    names: tuple[str, ...] = ()
    sign_in: bool = False
    behind_tls: bool = False
    who: str = "desk"
    lang: str = "en"
    proxies: tuple[str, ...] = ("127.0.0.1",)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a host."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def believed(asked: Asked) -> list[str]:
    """The proxies whose word is taken.

    Raises:
        UsageError: one is neither an address nor a network.
    """
    for proxy in asked.proxies:
        try:
            ipaddress.ip_network(proxy)
        except ValueError:
            raise UsageError(
                f"--proxy {proxy!r:.60} is neither an address (172.18.0.2) nor a network (172.18.0.0/16)"
            ) from None
    return list(asked.proxies)


def serving_of(desk: Desk, asked: Asked) -> Serving:
    """How the desk is served, so that nobody gets in who should not.

    Raises:
        UsageError: it would be open to the network without accounts, or nobody could sign in.
    """
    inside = is_loopback(asked.host)
    if not inside and not asked.sign_in:
        raise UsageError(
            f"{asked.host} is reached from other machines, and nobody would have to sign in: "
            "add --sign-in (make accounts with: rasd account add NAME), or serve on 127.0.0.1"
        )
    if asked.sign_in and not desk.accounts.all():
        raise UsageError("nobody could sign in: make an account with: rasd account add NAME --role editor")
    names = {"localhost", "127.0.0.1", "[::1]", *(name.lower() for name in asked.names)}
    if not inside and asked.host not in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        names.add(asked.host.lower())
    return Serving(
        frozenset(names), asked.sign_in, asked.who, asked.behind_tls, asked.lang, time.time, time.monotonic
    )


def serve(desk: Desk, asked: Asked, ready: Callable[[str], None]) -> None:
    """Serve a desk until the process is told to end (SIGINT, SIGTERM). ``ready`` is told the address.

    Raises:
        UsageError: it must not be served so, or the port is taken.
    """
    serving = serving_of(desk, asked)
    with layers_of(desk) as draft:
        _served(application(desk, serving, draft), asked, ready)


@contextmanager
def layers_of(desk: Desk) -> Iterator[Draft | None]:
    """What lays the stories of a desk out beside the server, where others than this process can read them and
    the machine has a core for them."""
    cores = os.cpu_count() or 1
    if cores < 2 or not (desk.database.path or desk.database.dialect.name != "sqlite"):
        yield None
        return
    made = Beside(desk, min(cores, MOST))
    try:
        yield made.draft
    finally:
        made.close()


def _served(app: App, asked: Asked, ready: Callable[[str], None]) -> None:
    parties()  # half a second that the first visitor need not wait
    collect_seldom()
    config = uvicorn.Config(
        app, host=asked.host, port=asked.port, log_level="warning", server_header=False, access_log=False,
        timeout_keep_alive=10, limit_concurrency=256, timeout_graceful_shutdown=5, lifespan="off",
        proxy_headers=asked.behind_tls, forwarded_allow_ips=believed(asked),
    )  # fmt: skip
    try:
        socket = config.bind_socket()
    except SystemExit:  # uvicorn's way to say that it cannot
        raise UsageError(
            f"cannot listen on {asked.host}:{asked.port}: another program does, or it is not this machine's; "
            "choose another with --port"
        ) from None
    with socket:
        socket.listen()  # whoever is told the address may call at once
        host = f"[{asked.host}]" if ":" in asked.host else asked.host
        ready(f"http://{host}:{socket.getsockname()[1]}/")
        uvicorn.Server(config).run(sockets=[socket])
