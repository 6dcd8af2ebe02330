"""What holds for every test: laws are repeatable, nothing is timed, no socket leaves the machine."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# A law that fails must fail again for whoever looks at it, on a slow machine as on a fast one.
settings.register_profile(
    "house", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
# `pytest --hypothesis-profile=thorough tests/laws` looks for new counter-examples.
settings.register_profile(
    "thorough", parent=settings.get_profile("house"), derandomize=False, max_examples=2000
)
settings.load_profile("house")


def _is_loopback(address: Any) -> bool:
    if not isinstance(address, tuple):  # a Unix socket's path
        return True
    try:
        return ipaddress.ip_address(address[0]).is_loopback
    except ValueError:
        return address[0] == "localhost"


@pytest.fixture(autouse=True)
def _no_street(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections go to this machine alone; a test that reaches out fails and names the address."""
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))


def _guarded(connect: Callable[[socket.socket, Any], Any]) -> Callable[[socket.socket, Any], Any]:
    def guarded(self: socket.socket, address: Any) -> Any:
        if not _is_loopback(address):
            pytest.fail(f"a test tried to reach {address!r}; tests open no socket but loopback")
        return connect(self, address)

    return guarded
