"""The engines: where the search for shared passages runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from rasd.doors import open_door
from rasd.errors import UsageError

REUSE = {"local": "rasd.reuse.find:find_passages", "spark": "rasd.engines.spark:find_passages"}
"""Name → the function that takes articles, :class:`rasd.reuse.options.ReuseOptions` and progress, and gives a
:class:`rasd.reuse.options.ReuseResult`. All give the same."""


def finder(engine: str, remote: str = "", stage: str = "") -> Callable[..., Any]:
    """The function of an engine; for ``spark`` with its server and the folder that both see.

    Raises:
        UsageError: there is no such engine.
        MissingExtra: what it needs is not installed.
    """
    if engine not in REUSE:
        raise UsageError(f"there is no engine {engine!r}; the engines are: {', '.join(REUSE)}")
    if engine == "local":
        found: Callable[..., Any] = open_door(REUSE[engine])
        return found
    place = open_door("rasd.engines.spark:Place", "spark")(remote, stage)
    return partial(open_door(REUSE[engine], "spark"), place=place)
