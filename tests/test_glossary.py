"""The glossary, the model and the rule of one word for each idea say the same."""

from __future__ import annotations

import inspect
import re

from architecture import OTHER_WORDS, ROOT
from rasd import model

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in GLOSSARY.splitlines()
    if line[:2] == "| "
]
WORDS = [row for row in ROWS if len(row) == 4][1:]
REFUSED = [row for row in ROWS if len(row) == 2][1:]
CLASSES = {
    name for name, thing in inspect.getmembers(model, inspect.isclass) if thing.__module__ == model.__name__
}


def test_every_class_of_the_model_has_its_word() -> None:
    named = {name for row in WORDS for name in re.findall(r"`(\w+)`", row[2])}
    assert named == CLASSES


def test_every_word_has_its_arabic() -> None:
    assert [row[0] for row in WORDS if not re.fullmatch(r"[\u0621-\u064a ]+", row[1])] == []


def test_no_word_stands_twice() -> None:
    for column in (0, 1):
        words = [row[column] for row in WORDS]
        assert sorted(words) == sorted(set(words))


def test_the_words_that_are_refused_are_those_that_the_rule_refuses() -> None:
    listed = {word: row[1] for row in REFUSED for word in row[0].split(", ")}
    assert listed == OTHER_WORDS


def test_a_refused_word_leads_to_one_that_is_used() -> None:
    assert {row[1] for row in REFUSED} <= {row[0] for row in WORDS}
