"""Whose turn it is: one thing at a time for each host, and nobody asked too soon."""

from __future__ import annotations

from math import inf

from hypothesis import given
from hypothesis import strategies as st

from rasd.model import Feed
from rasd.read.robots import Robots
from rasd.watch.errands import Errand, Kind
from rasd.watch.hosts import MOST_IDLE, Hosts, host_of, origin_of
from rasd.watch.manners import Manners

M = Manners(pause=10.0)


def errand(url: str) -> Errand:
    return Errand(Kind.PAGE, url, Feed("https://feed.example/"))


def test_a_host_is_asked_one_thing_at_a_time() -> None:
    hosts = Hosts(M)
    for url in ("https://a.example/1", "https://a.example/2", "https://b.example/1"):
        hosts.put(errand(url))
    first, second = hosts.take(0.0), hosts.take(0.0)
    assert first is not None
    assert second is not None
    assert (first.url, second.url) == ("https://a.example/1", "https://b.example/1")
    assert hosts.take(1e9) is None
    hosts.free(hosts.of(first.url), 5.0)
    assert hosts.next_at() == 15.0
    assert hosts.take(14.9) is None
    assert hosts.take(15.0) == errand("https://a.example/2")
    assert hosts.next_at() == inf


def test_a_redirect_goes_first() -> None:
    hosts = Hosts(M)
    hosts.put(errand("https://a.example/1"))
    hosts.put(errand("https://a.example/2"), at_once=True)
    assert hosts.take(0.0) == errand("https://a.example/2")


def test_silence_makes_the_pause_longer() -> None:
    hosts = Hosts(M)
    host = hosts.of("https://a.example/")
    pauses = []
    for failures in range(1, 12):
        host.failures = failures
        hosts.free(host, 0.0)
        pauses.append(host.free_at)
    assert pauses[:2] == [20.0, 40.0]
    assert pauses == sorted(pauses)
    assert pauses[-1] <= M.longest_failing * 1.1
    assert host.dead()


def test_rules_are_those_of_an_origin_and_grow_old() -> None:
    hosts = Hosts(M)
    hosts.learn("https://a.example/x", Robots("rasd"), 0.0)
    host = hosts.of("https://a.example/y")
    assert host.rules("https://a.example/y", 86_399.0) == Robots("rasd")
    assert host.rules("https://a.example/y", 86_400.0) is None
    assert host.rules("http://a.example/y", 0.0) is None
    hosts.learn("http://a.example/", Robots("rasd", closed=True), 0.0)
    assert host.rules("http://a.example/y", 1000.0) is None


def test_hosts_and_origins() -> None:
    assert host_of("HTTPS://A.example:8443/x") == host_of("http://a.example:8443/") == "a.example:8443"
    assert origin_of("HTTPS://A.example/x?y") == "https://a.example"


def test_hosts_of_long_ago_are_forgotten() -> None:
    hosts = Hosts(M)
    hosts.put(errand("https://waiting.example/"))
    for n in range(MOST_IDLE + 500):
        hosts.free(hosts.of(f"https://{n}.example/"), float(n) * 100)
    assert len(hosts._hosts) == MOST_IDLE + 1
    assert len(hosts) == 1


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 50)), max_size=60))
def test_no_host_is_ever_asked_too_soon(steps: list[tuple[int, float]]) -> None:
    hosts, now, last, busy = Hosts(M), 0.0, {}, []
    for which, passed in steps:
        hosts.put(errand(f"https://{which}.example/"))
        now += passed
        taken = hosts.take(now)
        if taken is not None:
            name = host_of(taken.url)
            assert name not in busy
            assert now >= last.get(name, -inf) + M.pause
            busy.append(name)
        if busy and which % 2:
            last[busy[0]] = now
            hosts.free(hosts.of(f"https://{busy.pop(0)}/"), now)
