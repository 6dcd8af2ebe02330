"""Words of news that mean the same in each language: "troops", "قوات", "نیروها" (``data/events.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from rasd.errors import DataError
from rasd.lang.normalize import fold
from rasd.lang.stems import light_stem


@cache
def _events() -> dict[str, str]:
    where = "data/events.toml"
    try:
        table = tomllib.loads(files("rasd.lang").joinpath(where).read_text("utf-8"))["events"]
        return {
            form: name for name, words in table.items() for word in words.split() for form in _forms(word)
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{where}: cannot be read: {error!r}") from error


def _forms(word: str) -> tuple[str, str]:
    folded = fold(word)
    return folded, light_stem(folded)


def event(word: str) -> str:
    """What happens, or to whom, by a folded word: the table's name for it (``soldier``), else nothing."""
    known = _events()
    return known.get(word) or known.get(light_stem(word), "")
