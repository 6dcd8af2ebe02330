"""The desk: the only room that knows all the steps.

  read → attribute → find shared passages → decide their direction → group into stories
       → for each story: claims, copies, standing of each claim

``sources``  what can be given, and the articles in it
``steps``    attribution, shared passages, credits, directions
``telling``  stories, with their claims counted
``runs``     the jobs that keep nothing: trace, attribute, reuse, read
``running``  a desk that takes articles as they come

What asks a desk needs little: what reads, compares and counts (and the rooms that bring heavy libraries with
them) is loaded when it is needed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rasd.desk.found import ReuseOutcome, Trace
    from rasd.desk.running import Desk
    from rasd.desk.runs import attribute, read, reuse, reuse_with_index, trace
    from rasd.desk.sources import Item, Progress, Source

__all__ = [
    "Desk",
    "Item",
    "Progress",
    "ReuseOutcome",
    "Source",
    "Trace",
    "attribute",
    "read",
    "reuse",
    "reuse_with_index",
    "trace",
]

_INSIDE = {
    "Desk": "running",
    **dict.fromkeys(("ReuseOutcome", "Trace"), "found"),
    **dict.fromkeys(("Item", "Progress", "Source"), "sources"),
}
"""The module of a name, where it is not ``runs``."""


def __getattr__(name: str) -> Any:
    """A name of the room, loaded on first use (PEP 562).

    Raises:
        AttributeError: the room has no such name.
    """
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_INSIDE.get(name, 'runs')}"), name)
    globals()[name] = value
    return value
