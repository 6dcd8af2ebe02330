"""The rules file: which claims somebody wants to be told of, and by what way.

TOML::

    [[rule]]
    name = "one origin, many outlets"
    at_least = { outlets = 5 }
    at_most = { origins = 1 }
    confirmed = false

    [[rule]]
    name = "الجسر"
    mentions = ["الجسر القديم"]
    tell = ["mail"]

    [file]
    path = "alerts.jsonl"

All conditions of a rule must hold. What is wrong with a file is said with its line and what to do.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from rasd.errors import UsageError
from rasd.model import Problem

NUMBERS = ("reports", "outlets", "origins", "copies", "denials")
"""What of a claim can be counted."""
TERMINAL = "terminal"
SENDERS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    TERMINAL: ((), ()),
    "file": (("path",), ()),
    "webhook": (("url|url_file",), ("authorization_file",)),
    "mail": (("host", "from", "to"), ("port", "user", "password_file")),
}
"""The ways to tell an alert: what each needs (one of two, where ``|`` stands), and what it may have."""
_LANGUAGES = ("ar", "en", "fa")


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold for a claim; what is ``None`` or empty is not asked for.

    ``least`` and ``most`` bound numbers of :data:`NUMBERS`. ``mentions``: one of these words stands in the
    claim, the story's title or a report of the claim. ``sources``: one of these stands behind it.
    ``outlets`` and ``languages``: one of the reports is of these. ``within_hours``: its last report is not
    older. ``tell`` names senders; none means all.
    """

    name: str
    least: Mapping[str, int] = field(default_factory=dict)
    most: Mapping[str, int] = field(default_factory=dict)
    confirmed: bool | None = None
    denied: bool | None = None
    mentions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    within_hours: float | None = None
    tell: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RulesFile:
    """A rules file: its rules in order, and the settings of its senders, by name."""

    rules: tuple[Rule, ...]
    senders: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is wrong, at key ``key`` of the ``number``-th table ``table``; and what to do."""

    table: str
    number: int
    key: str
    what: str
    do: str


Check = Callable[[Any], str]
"""What is wrong with a value, "" for nothing."""


def load_rules(text: str, where: str) -> RulesFile:
    """The rules in ``text``, the content of the file ``where``.

    Raises:
        UsageError: something is wrong with it; all of it is named, a line each.
    """
    problems = check_rules(text, where)
    if problems:
        raise UsageError("\n".join(f"{p.where}: {p.what} ({p.do})" for p in problems))
    data = tomllib.loads(text)
    rules = tuple(_rule(row) for row in data.pop("rule", []))
    return RulesFile(rules, {TERMINAL: {}, **data})


def check_rules(text: str, where: str) -> list[Problem]:
    """All that is wrong with a rules file, in the order of its lines; nothing for one that can be used."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+), column \d+", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        what = re.sub(r" \(at .*\)$", "", str(error))
        return [Problem(f"{where}:{line}", f"not TOML: {what}", "see https://toml.io for how it is written")]
    placed = sorted((_line(text, fault), fault.what, fault.do) for fault in _faults(data))
    return [Problem(f"{where}:{line}", what, do) for line, what, do in placed]


def _rule(row: Mapping[str, Any]) -> Rule:
    names = ("mentions", "sources", "outlets", "languages", "tell")
    lists = {name: tuple(row.get(name, ())) for name in names}
    return Rule(
        row["name"], row.get("at_least", {}), row.get("at_most", {}), row.get("confirmed"), row.get("denied"),
        within_hours=row.get("within_hours"), **lists,
    )  # fmt: skip


# --- what can be wrong -----------------------------------------------------------------------------------


def _faults(data: Mapping[str, Any]) -> Iterator[_Fault]:
    rules = data.get("rule", [])
    if not isinstance(rules, list) or not all(isinstance(row, dict) for row in rules):
        yield _Fault("rule", 0, "", "rule is not a list of tables", "write [[rule]], in two brackets")
        return
    if not rules:
        yield _Fault("", 0, "", "no rule", "begin one with [[rule]] and a name")
    for key, value in data.items():
        if key not in ("rule", *SENDERS):
            yield _Fault(key, 0, key, f"unknown table {key!r}", _nearest(key, ("rule", *SENDERS)))
        elif key != "rule":
            yield from _sender_faults(key, value)
    names: list[object] = []
    for number, row in enumerate(rules):
        yield from _rule_faults(number, row, {TERMINAL, *data} - {"rule"})
        if row.get("name") in names:
            yield _Fault("rule", number, "name", f"a second rule {row['name']!r}", "give it another name")
        names.append(row.get("name"))


def _rule_faults(number: int, row: Mapping[str, Any], senders: set[str]) -> Iterator[_Fault]:
    if "name" not in row:
        yield _Fault("rule", number, "", "a rule without a name", 'add name = "..."')
    if not set(row) - {"name", "tell", "within_hours"}:
        yield _Fault("rule", number, "", "a rule that holds for every claim", "add a condition")
    for key, value in row.items():
        check = CHECKS.get(key)
        if check is None:
            yield _Fault("rule", number, key, f"unknown condition {key!r}", _nearest(key, CHECKS))
        elif what := check(value):
            yield _Fault("rule", number, key, f"{key} = {_shown(value)}: {what}", "see docs/watch.md")
    tell = row.get("tell", [])
    for one in [] if _texts(tell) else [one for one in tell if one not in senders]:
        yield _Fault("rule", number, "tell", f"nothing is set for {one!r}", f"add a table [{one}]")


def _sender_faults(key: str, value: Any) -> Iterator[_Fault]:
    if not isinstance(value, dict):
        yield _Fault("", 0, key, f"{key} is not a table", f"write [{key}]")
        return
    needed, more = SENDERS[key]
    allowed = {name for group in needed for name in group.split("|")} | set(more)
    for group in needed:
        if len(set(group.split("|")) & set(value)) != 1:
            said = " or ".join(group.split("|"))
            yield _Fault(key, 0, "", f"[{key}] needs {said}", f'add {group.partition("|")[0]} = "..."')
    for name, given in value.items():
        if name not in allowed:
            yield _Fault(key, 0, name, f"[{key}] knows no {name!r}", _nearest(name, allowed))
        elif name == "port":
            if not _is_number(given) or not 0 < given < 65_536:
                yield _Fault(key, 0, name, f"{name} = {_shown(given)} is no port", "give a number, as 587")
        elif not all(map(_is_line, given if name == "to" and not _texts(given) else [given])):
            yield _Fault(key, 0, name, f"{name} is not text on one line", 'write it in "quotation marks"')


def _is_line(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value.splitlines()) == 1


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _numbers(value: Any) -> str:
    if not isinstance(value, dict) or not value:
        return "not of the form { outlets = 5 }"
    unknown = [name for name in value if name not in NUMBERS]
    if unknown:
        return f"{unknown[0]!r} cannot be counted; what can is {', '.join(NUMBERS)}"
    wrong = [name for name, n in value.items() if not isinstance(n, int) or isinstance(n, bool) or n < 0]
    return f"{wrong[0]} is not a whole number" if wrong else ""


def _texts(value: Any) -> str:
    good = isinstance(value, list) and value and all(isinstance(one, str) and one.strip() for one in value)
    return "" if good else 'not a list of words, as ["one", "two"]'


def _languages(value: Any) -> str:
    wrong = _texts(value)
    unknown = [] if wrong else [one for one in value if one not in _LANGUAGES]
    return wrong or (f"{unknown[0]!r} is not one of {', '.join(_LANGUAGES)}" if unknown else "")


def _truth(value: Any) -> str:
    return "" if isinstance(value, bool) else "neither true nor false"


def _name(value: Any) -> str:
    return "" if isinstance(value, str) and value.strip() else "not a name"


def _hours(value: Any) -> str:
    return "" if _is_number(value) and 0 < value <= 100_000 else "not a number of hours"


CHECKS: Mapping[str, Check] = {
    "name": _name, "at_least": _numbers, "at_most": _numbers, "confirmed": _truth, "denied": _truth,
    "mentions": _texts, "sources": _texts, "outlets": _texts, "languages": _languages,
    "within_hours": _hours, "tell": _texts,
}  # fmt: skip
"""The keys of a rule, and what may stand for each."""


def _nearest(word: str, known: Any) -> str:
    near = get_close_matches(word, list(known), n=1)
    return f"did you mean {near[0]!r}?" if near else f"what can stand here is {', '.join(sorted(known))}"


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _line(text: str, fault: _Fault) -> int:
    """The line, from 1, at which a fault stands: that of its key, or of the head of its table."""
    lines = text.splitlines()
    head = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]")
    tables = [(n, found[1].strip("\"'")) for n, line in enumerate(lines) if (found := head.match(line))]
    starts = [n for n, name in tables if name == fault.table or name.startswith(f"{fault.table}.")]
    start = starts[fault.number] if fault.number < len(starts) else 0
    end = min((n for n, name in tables if n > start and "." not in name), default=len(lines))
    if fault.key:
        key = re.compile(rf"\s*(?:\[\w+\.)?[\"']?{re.escape(fault.key)}[\"']?\s*[=.\]]")
        inside = [n for n in range(start, end) if key.match(lines[n])]
        start = inside[0] if inside else start
    return start + 1
