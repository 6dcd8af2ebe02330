"""The rules file: what can be said, and what is said of a file that cannot be used."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rasd.errors import UsageError
from rasd.watch.conditions import Case, reasons
from rasd.watch.rules import Rule, check_rules, load_rules
from watch.stories import story

GOOD = """
# rules of the desk
[[rule]]
name = "one origin, many outlets"
at_least = { outlets = 5, reports = 5 }
at_most = { origins = 1 }
confirmed = false
within_hours = 48

[[rule]]
name = "الجسر"
mentions = ["الجسر القديم", "طرابلس"]
sources = ["وزارة الدفاع"]
outlets = ["الميناء"]
languages = ["ar", "fa"]
denied = true
tell = ["mail", "terminal"]

[file]
path = "alerts.jsonl"

[webhook]
url = "https://hooks.example/x"

[mail]
host = "mail.example"
from = "rasd@desk.example"
to = ["ann@desk.example"]
port = 587
"""


def test_a_good_file() -> None:
    found = load_rules(GOOD, "rules.toml")
    assert found.rules == (
        Rule(
            "one origin, many outlets", {"outlets": 5, "reports": 5}, {"origins": 1}, False, within_hours=48
        ),
        Rule(
            "الجسر", mentions=("الجسر القديم", "طرابلس"), sources=("وزارة الدفاع",), outlets=("الميناء",),
            languages=("ar", "fa"), denied=True, tell=("mail", "terminal"),
        ),
    )  # fmt: skip
    assert sorted(found.senders) == ["file", "mail", "terminal", "webhook"]
    assert check_rules(GOOD, "rules.toml") == []


RULE = '[[rule]]\nname = "a"\nconfirmed = true\n'
FAULTS = [
    ("", 1, "no rule", "begin one with [[rule]] and a name"),
    ("\n\n[[rule]\n", 3, "not TOML", "see https://toml.io"),
    ('x = "open', 1, "not TOML", "see https://toml.io"),
    ('[rule]\nname = "a"\n', 1, "rule is not a list of tables", "write [[rule]], in two brackets"),
    ("[[rule]]\nconfirmed = true\n", 1, "a rule without a name", 'add name = "..."'),
    ('[[rule]]\nname = "a"\n', 1, "a rule that holds for every claim", "add a condition"),
    ('[[rule]]\nname = "a"\nwithin_hours = 3\n', 1, "a rule that holds for every claim", "add a condition"),
    (RULE + "\n" + RULE, 6, "a second rule 'a'", "give it another name"),
    (RULE + 'mention = ["x"]\n', 4, "unknown condition 'mention'", "did you mean 'mentions'?"),
    (RULE + "at_least = { outlet = 5 }\n", 4, "at_least = {'outlet': 5}: 'outlet' cannot be counted", "see"),
    (RULE + 'at_most = { origins = "1" }\n', 4, "origins is not a whole number", "see"),
    (RULE + "at_most = { origins = true }\n", 4, "origins is not a whole number", "see"),
    (RULE + "at_most = 1\n", 4, "at_most = 1: not of the form { outlets = 5 }", "see"),
    (RULE + "[rule.at_most]\norigin = 1\n", 4, "'origin' cannot be counted", "see"),
    (RULE + 'mentions = "x"\n', 4, "mentions = 'x': not a list of words", "see docs/watch.md"),
    (RULE + 'mentions = [" "]\n', 4, "not a list of words", "see docs/watch.md"),
    (RULE + 'languages = ["xx"]\n', 4, "'xx' is not one of ar, en, fa", "see docs/watch.md"),
    (RULE + 'denied = "yes"\n', 4, "denied = 'yes': neither true nor false", "see docs/watch.md"),
    (RULE + "within_hours = 0\n", 4, "not a number of hours", "see docs/watch.md"),
    ('[[rule]]\nname = ""\nconfirmed = true\n', 2, "name = '': not a name", "see docs/watch.md"),
    (RULE + 'tell = ["mail"]\n', 4, "nothing is set for 'mail'", "add a table [mail]"),
    (RULE + '[webhok]\nurl = "https://x"\n', 4, "unknown table 'webhok'", "did you mean 'webhook'?"),
    ("mail = 1\n" + RULE, 1, "mail is not a table", "write [mail]"),
    (RULE + "[file]\n", 4, "[file] needs path", 'add path = "..."'),
    (RULE + '[webhook]\nurl = "a"\nurl_file = "b"\n', 4, "[webhook] needs url or url_file", "add url"),
    (RULE + '[file]\npath = "a"\nmode = "b"\n', 6, "[file] knows no 'mode'", "what can stand here is path"),
    (RULE + "[file]\npath = 1\n", 5, "path is not text on one line", 'write it in "quotation marks"'),
    (
        RULE + '[mail]\nhost = "h"\nfrom = "a"\nto = ["b\\nBcc: c"]\n',
        7,
        "to is not text on one line",
        "write",
    ),
    (RULE + '[mail]\nhost = "h"\nfrom = "a"\nto = "b"\nport = 70000\n', 8, "port = 70000 is no port", "give"),
]


@pytest.mark.parametrize(("text", "line", "what", "do"), FAULTS)
def test_faults_are_named_with_their_line(text: str, line: int, what: str, do: str) -> None:
    (problem,) = check_rules(text, "rules.toml")
    assert problem.where == f"rules.toml:{line}"
    assert what in problem.what
    assert problem.do.startswith(do)
    with pytest.raises(UsageError, match=rf"rules\.toml:{line}: "):
        load_rules(text, "rules.toml")


def test_all_faults_are_named_in_order() -> None:
    text = RULE + 'denied = 1\n\n[[rule]]\nname = "b"\nx = 1\n\n[file]\n'
    assert [problem.where for problem in check_rules(text, "r")] == ["r:4", "r:8", "r:10"]


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    problems = check_rules(RULE + text, "r")
    assert all(problem.what and problem.do for problem in problems)


KEYS = ["name", "at_least", "at_most", "confirmed", "denied", "mentions", "tell", "within_hours", "x"]
VALUES = ['"a"', "1", "true", "[]", '["a"]', "{}", "{ outlets = 1 }", "{ a = 1 }", "1979-05-27", "nan", "inf"]


@given(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(VALUES)))
def test_what_is_not_complained_of_can_be_used(row: dict[str, str]) -> None:
    text = "[[rule]]\n" + "".join(f"{key} = {value}\n" for key, value in row.items())
    if not check_rules(text, "r"):
        (rule,) = load_rules(text, "r").rules
        reasons(rule, Case(story(1), story(1).claims[0], datetime(2026, 11, 27, tzinfo=UTC)))
        assert rule.name
