"""What went wrong, in the language of the interface.

Messages are raised in English, and some are kept so (what is wrong with a feed). The table ``problems`` of
``words/en.toml`` has each of them as a template: a message that fits one is told by the same template of
another language, filled with what stands in its places. A place ``{why}`` holds a message again.
"""

from __future__ import annotations

import re
from functools import cache
from string import Formatter

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
    for code, pattern in _patterns():
        if found := pattern.fullmatch(message):
            return code, found.groupdict()
    return "", {}


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The templates as patterns: those with most words of their own first, so that the closest one is met."""
    table = load(_ORIGINAL).tables[_TABLE]
    rows = [(len(re.sub(r"\{.*?\}", "", text)), code, _pattern(text)) for code, text in table.items()]
    return tuple((code, pattern) for _, code, pattern in sorted(rows, key=lambda row: -row[0]))


def _pattern(template: str) -> re.Pattern[str]:
    parts = Formatter().parse(template)
    made = "".join(re.escape(words) + (f"(?P<{name}>.*?)" if name else "") for words, name, _, _ in parts)
    return re.compile(made, re.DOTALL)
