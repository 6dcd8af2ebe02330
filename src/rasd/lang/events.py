"""Words of news that mean the same in each language: "troops", "قوات", "نیروها" (``data/events.toml``)."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from importlib.resources import files
from itertools import chain

from rasd.errors import DataError
from rasd.lang.normalize import fold
from rasd.lang.stems import light_stem


@cache
def _events() -> dict[str, str]:
    where = "data/events.toml"
    try:
        table = tomllib.loads(files("rasd.lang").joinpath(where).read_text("utf-8"))["events"]
        found: defaultdict[str, set[str]] = defaultdict(set)
        for name, words in table.items():
            for form in chain.from_iterable(map(_forms, words.split())):
                found[form].add(name)
        # A stem of two rows ("كشته", "كشتي") tells neither.
        return {form: names.pop() for form, names in found.items() if len(names) == 1}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{where}: cannot be read: {error!r}") from error


def _forms(word: str) -> tuple[str, str]:
    folded = fold(word)
    return folded, light_stem(folded)


def event(word: str) -> str:
    """What happens, or to whom, by a folded word: the table's name for it (``soldier``), else nothing."""
    known = _events()
    return known.get(word) or known.get(light_stem(word), "")
