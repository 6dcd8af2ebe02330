"""What went wrong, in the language of the interface.

Messages are raised in English, and some are kept so (what is wrong with a feed). The table ``problems`` of
``words/en.toml`` has each of them as a template: a message that fits one is told by the same template of
another language, filled with what stands in its places. A place ``{why}`` holds a message again.
"""

from __future__ import annotations

import re
from functools import cache
from string import Formatter
from typing import NamedTuple

from rasd.export.phrases import Context, Said, Words, load

_TABLE = "problems"
_ORIGINAL = "en"
_DEEPEST = 4
_AROUND = "of_"
"""What the keys of templates begin with that say nothing themselves."""
_QUOTED = re.compile(r"(['\"])(.*?)\1?", re.DOTALL)


def code_of(message: str) -> str:
    """The key of the template that a message fits; empty where it fits none."""
    return _known(message)[0]


def told(message: str, words: Words, _depth: int = 0) -> Said | None:
    """A message in the language of the interface; ``None`` where it fits no template."""
    code, values = _known(message)
    if not code or _depth > _DEEPEST:
        return None
    filled: dict[str, str | Said] = {}
    for name, value in values.items():
        inner = told(value, words, _depth + 1) if name == "why" else None
        if inner is None and name == "why" and code.startswith(_AROUND):
            return None
        filled[name] = inner or _bare(value)
    return words.fill(words.word(code, _TABLE), filled, Context())


def is_original(words: Words) -> bool:
    """Whether messages are raised in this language."""
    return words.lang == _ORIGINAL


def _bare(value: str) -> str:
    """A value without the quotation marks of Python's ``repr``; one that was cut has but the first."""
    found = _QUOTED.fullmatch(value)
    return found[2] if found else value


def _known(message: str) -> tuple[str, dict[str, str]]:
    for code, template in _templates():
        if (values := template.filled_in(message)) is not None:
            return code, values
    return "", {}


class _Template(NamedTuple):
    """The words between the places of a template, and the names of the places."""

    words: tuple[str, ...]
    names: tuple[str, ...]

    def filled_in(self, message: str) -> dict[str, str] | None:
        """What stands in the places, each as short as it can be; ``None`` where the message does not fit.

        Takes one walk over the message, whatever it is: a part of it may be a stranger's.
        """
        first, *between, last = self.words if self.names else (*self.words, "")
        end = len(message) - len(last)
        if not message.startswith(first) or not message.endswith(last) or end < len(first):
            return None
        at, values = len(first), []
        for words in between:
            found = message.find(words, at, end)
            if found < 0:
                return None
            values.append(message[at:found])
            at = found + len(words)
        if self.names:
            values.append(message[at:end])
            at = end
        return dict(zip(self.names, values, strict=True)) if at == end else None


@cache
def _templates() -> tuple[tuple[str, _Template], ...]:
    """The templates: those with most words of their own first, so that the closest one is met."""
    table = load(_ORIGINAL).tables[_TABLE]
    rows = [(code, _template(text)) for code, text in table.items()]
    return tuple(sorted(rows, key=lambda row: -sum(map(len, row[1].words))))


def _template(text: str) -> _Template:
    parts = [(words, name) for words, name, _, _ in Formatter().parse(text)]
    names = tuple(name for _, name in parts if name)
    words = tuple(words for words, _ in parts)
    return _Template(words if len(words) > len(names) else (*words, ""), names)
