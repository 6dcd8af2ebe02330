"""``rasd watch``: poll feeds, keep their articles on the desk, tell what the rules ask for."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rasd.cli import desks
from rasd.cli.ends import DONE, MISUSE, SKIPPED, say
from rasd.doors import open_door
from rasd.errors import InputError, UsageError

if TYPE_CHECKING:
    from rasd.cli.options import Order
    from rasd.desk import Desk
    from rasd.model import Article, Feed, FeedHealth, Story
    from rasd.watch.alerts import Alerter
    from rasd.watch.watcher import Watcher

_EPILOG = """\b
FEEDS are OPML files, files with an address a line, or addresses; the desk follows them from then on. Without
any, those that it follows are watched. Ctrl-C finishes what is under way.

\b
Alerts: rules in TOML (docs/watch.md). Each is told once, on standard output and to whom the rules name.

\b
Examples:
  rasd feeds --catalogue --country SY --format opml -o feeds.opml
  rasd watch feeds.opml --rules rules.toml
  rasd watch --check-rules --rules rules.toml
  rasd watch https://x.example/rss --once --store news.db
"""
ALLOWED: frozenset[tuple[str, int]] = frozenset()
"""Ports of this machine that may be asked: none, but in a test."""
_PLAIN = {"format": "text", "output": None, "width": None, "progress": False}
"""What other commands have options for, and this one has not: alerts come as they come."""
_RECENT = 200
"""Stories that are looked at when the watch begins: what was added without it, and what it had begun."""


@click.command(epilog=_EPILOG)
@click.argument("feeds", nargs=-1, metavar="[FEEDS...]")
@desks.at_a_desk(("text",))
@click.option(
    "--rules",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Whom to tell of which claims.",
)
@click.option("--check-rules", is_flag=True, help="Only say whether the rules are right.")
@click.option("--once", is_flag=True, help="Poll each feed once and end.")
@click.option("--at-once", type=click.IntRange(1, 64), metavar="N", help="Requests at a time [8].")
@click.option("--pause", type=click.FloatRange(0.5, 3600), metavar="SECONDS",
              help="Between two requests to one host [2].")  # fmt: skip
def watch(**given: Any) -> int:
    """Poll feeds politely, keep their new articles on the desk, tell what the rules ask for."""
    order = desks.understood({**given, **_PLAIN}, ("text",))
    text = _rules_text(given["rules"], given["check_rules"])
    if given["check_rules"]:
        return _checked(text, str(given["rules"]), order)
    rules = open_door("rasd.watch.rules:load_rules")(text, str(given["rules"])) if text else None
    new = _feeds(given["feeds"])
    with desks.opened(given, order, readonly=False) as desk:
        desk.book.follow(new)
        if not desk.book.feeds():
            raise click.UsageError("The desk follows no feed. Name some: rasd watch FEEDS.opml")
        alerter = _alerter(desk, rules, given["rules"], order) if rules else None
        seen = _Seen(order)
        watcher = _watcher(given, desk, alerter, seen, order)
        if alerter:
            _tell(alerter, _recent(desk))
        if not order.quiet:
            say(f"watching {len(desk.book.feeds()):,} feeds; stop with Ctrl-C")
        with _stopping(watcher):
            watcher.run(once=given["once"])
    return SKIPPED if given["once"] and seen.troubled else DONE


# --- rules ---------------------------------------------------------------------------------------------


def _rules_text(path: Path | None, needed: bool) -> str:
    if path is None:
        if needed:
            raise click.UsageError("--check-rules needs a file: --rules FILE")
        return ""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise click.UsageError(f"--rules {str(path)!r} cannot be read: {reason}") from error


def _checked(text: str, where: str, order: Order) -> int:
    problems = open_door("rasd.watch.rules:check_rules")(text, where)
    for problem in problems:
        say(f"{problem.where}: {problem.what} ({problem.do})")
    if not problems and not order.quiet:
        rules = open_door("rasd.watch.rules:load_rules")(text, where).rules
        say(f"nothing is wrong: {', '.join(rule.name for rule in rules)}")
    return MISUSE if problems else DONE


def _alerter(desk: Desk, rules: Any, path: Path, order: Order) -> Alerter:
    def write(text: str) -> None:
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.buffer.write(text.encode(encoding, "backslashreplace"))
        sys.stdout.buffer.flush()

    terminal = open_door("rasd.watch.senders:Terminal")(write, order.lang)
    made_of = open_door("rasd.watch.senders:senders_of")
    senders = made_of(rules.senders, order.settings, terminal, path.parent)
    clock = open_door("rasd.watch.clock:SystemClock")()
    made: Alerter = open_door("rasd.watch.alerts:Alerter")(rules.rules, senders, desk.book, clock)
    return made


def _tell(alerter: Alerter, stories: Iterable[Story]) -> None:
    alerter.look(stories)
    for problem in alerter.deliver():
        say(f"not told by {problem.where}: {problem.what} ({problem.do})")


def _recent(desk: Desk) -> Iterator[Story]:
    for line in desk.story_lines(sort="time", most=_RECENT):
        yield desk.story(line.id)


# --- feeds ---------------------------------------------------------------------------------------------


def _feeds(names: Sequence[str]) -> list[Feed]:
    """The feeds of lists, or addresses.

    Raises:
        UsageError: a list cannot be read, or holds no feed.
    """
    read = open_door("rasd.read.feedlists:read_feeds")
    found: list[Feed] = []
    for name in names:
        try:
            found += read(os.fsencode(name) if "://" in name else Path(name).read_bytes(), name)
        except InputError as error:
            raise UsageError(str(error)) from error
        except OSError as error:
            raise UsageError(f"{name}: cannot be read: {error.strerror}; check its name") from error
    return found


class _Seen:
    """Says what each poll came to, for those who look on."""

    def __init__(self, order: Order) -> None:
        self._quiet, self.troubled = order.quiet, 0
        self._articles: dict[str, int] = {}

    def __call__(self, feed: Feed, health: FeedHealth) -> None:
        """A feed was polled."""
        name = feed.outlet or feed.title or feed.url
        fresh = health.articles - self._articles.get(feed.url, health.articles if health.polls > 1 else 0)
        self._articles[feed.url] = health.articles
        self.troubled += bool(health.trouble)
        if health.trouble:
            say(f"{name}: {health.trouble}")
        elif fresh and not self._quiet:
            say(f"{name}: {fresh} new")


def _watcher(
    given: dict[str, Any], desk: Desk, alerter: Alerter | None, seen: _Seen, order: Order
) -> Watcher:
    numbers = {"at_once": given["at_once"], "pause": given["pause"]}
    manners = open_door("rasd.watch.manners:Manners")()
    manners = replace(manners, **{name: value for name, value in numbers.items() if value is not None})
    runner = open_door("rasd.watch.errands:Runner")(
        order.settings, manners, open_door("rasd.read.feed:read_feed"), ALLOWED
    )

    def take(articles: Sequence[Article]) -> Iterable[Story]:
        trace = desk.add(list(articles))
        for problem in trace.problems:
            say(f"skipped {problem.where}: {problem.what}")
        return trace.stories

    tell: Callable[[Iterable[Story]], None] | None = partial(_tell, alerter) if alerter else None
    made: Watcher = open_door("rasd.watch.watcher:Watcher")(desk.book, runner, take, tell, seen)
    return made


@contextmanager
def _stopping(watcher: Watcher) -> Iterator[None]:
    """While watching, SIGINT and SIGTERM end it in order; the second of them ends it at once."""

    def stop(number: int, frame: object) -> None:
        signal.signal(number, before[signal.Signals(number)])
        say("stopping: finishing the requests under way")
        watcher.stop()

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
