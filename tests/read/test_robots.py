"""What a site asks of programs, in the words of RFC 9309 and in the words of those who have not read it."""

from __future__ import annotations

import pytest

from rasd.read.robots import MOST_BYTES, Robots, parse, product, robots_address
from rasd.settings import Settings

PAGE = "https://x.example/news/1.html?a=b"

RULES = [
    ("", True),
    ("User-agent: *\nDisallow: /", False),
    ("user-agent: *\ndisallow: /news", False),
    ("User-agent: *\nDisallow:", True),
    ("User-agent: *\nDisallow: /news\nAllow: /news/1", True),
    ("User-agent: *\nDisallow: /*?a=", False),
    ("User-agent: *\nDisallow: /*.html$", True),
    ("User-agent: *\nDisallow: /\n\nUser-agent: rasd\nAllow: /", True),
    ("User-agent: Rasd\nUser-agent: other\nDisallow: /", False),
    ("User-agent: other\nDisallow: /", True),
    ("User-agent: other\nUser-agent: *\nDisallow: /", False),
    ("User-agent: rasdother\nDisallow: /", True),
    ("\ufeffUser-agent: *\nDisallow: /", False),
    ("User-agent *\rDisallow /", False),
    ("# all\nUser-agent: * # everybody\nDisallow: / # all", False),
    ("Sitemap: https://x.example/s.xml\nDisallow: /", True),
    ("<!DOCTYPE html><title>User-agent: *</title>Disallow: /", True),
    ("\x00\x01\x02", True),
]


@pytest.mark.parametrize(("text", "allowed"), RULES)
def test_what_is_allowed(text: str, allowed: bool) -> None:
    assert parse(text.encode(), "rasd").allows(PAGE) is allowed


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("Crawl-delay: 7.5", 7.5), ("crawl delay: 3", 3.0), ("Crawl-delay: soon", 0.0),
        ("Crawl-delay: -1", 0.0),
        ("Crawl-delay: 1e300", 86_400.0), ("Request-rate: 1/10", 10.0), ("Request-rate: 30/1m", 2.0),
        ("Request-rate: 1/" + "9" * 400, 86_400.0), ("Request-rate: 0/0", 0.0), ("Disallow: /x", 0.0),
    ],
)  # fmt: skip
def test_how_long_to_wait(line: str, seconds: float) -> None:
    assert parse(f"User-agent: *\n{line}\n".encode(), "rasd").delay == seconds


MANY = [
    "".join(f"User-agent{mark} a{n}\n" for n in range(12_000))
    + "".join(f"Disallow: /{n}\n" for n in range(12_000))
    for mark in (":", " ", "\u2028")
]


@pytest.mark.parametrize("text", MANY, ids=["colon", "space", "line separator"])
def test_names_of_others_cost_nothing(text: str) -> None:
    robots = parse(text.encode(), "rasd")
    assert robots.allows(PAGE)
    assert len(robots.rules._user_agents) <= 1


def test_more_than_its_bound_is_not_looked_at() -> None:
    filler = b"#" * (MOST_BYTES - 30) + b"\n"
    assert parse(filler + b"User-agent: *\nDisallow: /aaaa/bbbb", "rasd").allows(PAGE)
    assert not parse(filler[40:] + b"User-agent: *\nDisallow: /", "rasd").allows(PAGE)


def test_a_closed_site_allows_nothing() -> None:
    assert not Robots("rasd", closed=True).allows(PAGE)
    assert Robots("rasd").allows(PAGE)


def test_where_the_rules_stand() -> None:
    assert robots_address(PAGE) == "https://x.example/robots.txt"
    assert robots_address("http://x.example:8080?q#f") == "http://x.example:8080/robots.txt"


def test_our_name() -> None:
    assert product(Settings().user_agent) == "rasd"
    assert product("Watcher") == "watcher"
    assert product("") == ""
