"""What a site asks of programs: robots.txt (RFC 9309)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from rasd.doors import open_door
from rasd.errors import FetchError, Refused
from rasd.read.addresses import Allowed
from rasd.read.fetch import Question, ask
from rasd.settings import Settings

MOST_BYTES = 500 * 1024
"""Bytes of a robots.txt that are looked at (RFC 9309, 2.5: at least 500 kibibytes)."""
_DIRECTIVE = re.compile(
    r"(user[- ]?agent|allow|disallow|dissallow|disalow|crawl[- ]delay|request[- ]rate)(?:\s*:|\s)(.*)", re.I
)
"""A line that can matter: a colon is often forgotten, and some words misspelt."""
_OTHERS = "nobody"
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Robots:
    """What one site asks of us.

    ``rules`` is ``None`` where there are none. With ``closed`` nothing may be asked for now: the site did not
    say what it asks (RFC 9309, 2.3.1.4), and ``why`` says why. ``delay`` is how many seconds it wants
    between requests.
    """

    agent: str
    rules: Any = None
    closed: bool = False
    delay: float = 0.0
    why: str = ""

    def allows(self, url: str) -> bool:
        """Whether ``url``, one of this site's, may be asked."""
        if self.closed:
            return False
        return self.rules is None or bool(self.rules.can_fetch(url, self.agent))


def robots_address(url: str) -> str:
    """Where the rules for ``url`` stand."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))


def ask_robots(url: str, settings: Settings, allow: Allowed = frozenset()) -> Robots:
    """The rules that the site of ``url`` keeps, asked for there.

    No answer, and one of the statuses 429 and 500 to 599, close the site for now; any other status but those
    of success says that there are no rules. (RFC 9309 counts 429 with 404. A server that is asked too much
    already is left alone here.)

    Raises:
        Refused: the site itself must not be asked.
    """
    question = Question(robots_address(url), accept="text/plain, */*;q=0.5", most=MOST_BYTES, cut=True)
    agent = product(settings.user_agent)
    try:
        answer = ask(question, settings, allow)
    except Refused:
        raise
    except FetchError as error:
        return Robots(agent, closed=True, why=error.what)
    if answer.status == 429 or answer.status >= 500:
        return Robots(agent, closed=True, why=answer.said)
    if answer.status not in range(200, 300):
        return Robots(agent)
    return parse(answer.page.body, agent)


def parse(body: bytes, agent: str) -> Robots:
    """The rules for ``agent`` (a product token, RFC 9309, 2.2.1) in a robots.txt, whatever it is.

    Bytes that are not UTF-8 are replaced; a page of HTML has no rules, and so allows.
    """
    text = body[:MOST_BYTES].decode("utf-8-sig", "replace")
    rules = open_door("protego:Protego").parse(_ours(text, agent))
    return Robots(agent, rules, delay=_delay(rules, agent))


def product(user_agent: str) -> str:
    """The product token of a User-Agent: "rasd" of "rasd/0.1 (+news monitoring)"."""
    return (user_agent.split() or [""])[0].partition("/")[0].lower()


def _ours(text: str, agent: str) -> str:
    """What a robots.txt says that can matter here, without the names of other programs.

    The parser keeps each rule once for each name of its group: ten thousand names before ten thousand rules
    would fill the memory.
    """
    kept: list[str] = []
    for line in text.splitlines():
        found = _DIRECTIVE.match(line.partition("#")[0].strip())
        if not found:
            continue
        field, value = "-".join(found[1].lower().split()), found[2].strip()
        if field in ("user-agent", "useragent"):
            who = value.lower()
            value = who if who == "*" or who.rstrip("*") == agent else _OTHERS
        kept.append(f"{field}: {value}")
    return "\n".join(kept)


def _delay(rules: Any, agent: str) -> float:
    """Crawl-delay and Request-rate: no part of RFC 9309, but a wish that is easily granted."""
    rate = rules.request_rate(agent)
    spread = min(rate.seconds, _DAY) / rate.requests if rate else 0.0
    return min(max(float(rules.crawl_delay(agent) or 0), spread), float(_DAY))
