"""Which addresses of the network may be asked: public ones, on the ports of the web.

Whoever can name a URL could otherwise make this machine ask its own neighbours: a router's page, a cloud's
metadata service.
"""

from __future__ import annotations

import ipaddress
import socket
import threading

from rasd.errors import NoAnswer, Refused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Allowed = frozenset[tuple[str, int]]
"""(host, port) pairs that may be asked although they are not public: a test's own server, a user's hook."""

PORTS = (80, 443)
MOST_ADDRESSES = 8
"""Addresses of one name that are looked at; a name has a few."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_UNICAST = ipaddress.ip_network("2000::/3")
"""All that was ever given out for use between networks (IANA, IPv6 Global Unicast Address Assignments)."""
_NOT_PUBLIC = (
    ipaddress.ip_network("192.88.99.0/24"),  # 6to4 relays, given up (RFC 7526)
    ipaddress.ip_network("3fff::/20"),  # documentation (RFC 9637)
)
"""Not in Python's own table of special addresses, or not in that of every version."""


def checked_addresses(host: str, port: int, allow: Allowed, timeout: float) -> tuple[str, ...]:
    """The addresses at which ``host`` may be connected to: public ones, or the host as it is allowed.

    The name server is asked once, within ``timeout`` seconds. All addresses of the name must be public: one
    that answers with both is up to something.

    Raises:
        NoAnswer: the host is unknown.
        Refused: one of its addresses is not public, or the port is unusual.
    """
    where = f"{host}:{port}"
    if (host, port) in allow:
        return (host,)
    if port not in PORTS:
        raise Refused(
            where, f"port {port} of {host} is not asked", f"only ports {PORTS[0]} and {PORTS[1]} are"
        )
    addresses = _resolved(host, port, timeout)
    for address in addresses:
        if not is_public(ipaddress.ip_address(address)):
            raise Refused(
                where,
                f"{host} is no public address ({address})"
                if host != address
                else f"{host} is no public address",
                "pages of a private network are not fetched; save the page and name the file",
            )
    return addresses[:MOST_ADDRESSES]


def _resolved(host: str, port: int, timeout: float) -> tuple[str, ...]:
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
        raise NoAnswer(
            f"{host}:{port}", f"unknown host {host}: {reason}", "check the address and the connection"
        )
    return tuple(dict.fromkeys(found))


def is_public(address: Address) -> bool:
    """Whether an address is one of the open network, also when it is wrapped in another one.

    Unwrapped are IPv4-mapped, 6to4 (RFC 3056), Teredo (RFC 4380) and NAT64 (RFC 6052) forms; other IPv6
    addresses must lie in 2000::/3, where all addresses in use between networks are.
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        wrapped = [one for one in inner if one is not None]
        if wrapped:
            return all(is_public(one) for one in wrapped)
        if address not in _UNICAST:
            return False
    if any(address in network for network in _NOT_PUBLIC):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved
