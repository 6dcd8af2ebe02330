"""Rasd (رصد): who said it, through which chain, who copied whom, and from how many independent origins.

    >>> import rasd
    >>> for story in rasd.trace("examples/sawaleif.html"):
    ...     claim = story.claims[0]
    ...     print(claim.standing.lowest, claim.standing.highest)

This is the public door: the names of ``__all__``, and no others, keep their meaning between versions.
Each is loaded when it is first asked for, so that ``import rasd`` costs next to nothing. The functions
take paths, URLs, texts or :class:`Article` objects; what cannot be read comes back as a :class:`Problem`
and the rest is done. Errors that end the work are :class:`RasdError`.

The rooms behind the door have names of their own: ``rasd.reuse`` and ``rasd.read`` are packages, which
is why the functions are called :func:`find_reuse` and :func:`read_articles`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rasd.desk import Desk, Trace, attribute, trace
    from rasd.desk import read as read_articles
    from rasd.desk import reuse as find_reuse
    from rasd.errors import RasdError
    from rasd.lineage.judging import judgement
    from rasd.model import (
        Analysis,
        Article,
        Attribution,
        Claim,
        Judgement,
        Link,
        Origin,
        Passage,
        Problem,
        Stance,
        Standing,
        Story,
    )

__all__ = [
    "Analysis",
    "Article",
    "Attribution",
    "Claim",
    "Desk",
    "Judgement",
    "Link",
    "Origin",
    "Passage",
    "Problem",
    "RasdError",
    "Stance",
    "Standing",
    "Story",
    "Trace",
    "attribute",
    "find_reuse",
    "judgement",
    "read_articles",
    "trace",
]

_BEHIND = {
    "Desk": "rasd.desk:Desk",
    "RasdError": "rasd.errors:RasdError",
    "Trace": "rasd.desk:Trace",
    "attribute": "rasd.desk:attribute",
    "find_reuse": "rasd.desk:reuse",
    "judgement": "rasd.lineage.judging:judgement",
    "read_articles": "rasd.desk:read",
    "trace": "rasd.desk:trace",
}
"""Where a public name stands; those that are not listed are words of the model."""


def __getattr__(name: str) -> Any:
    """A public name, loaded on first use (PEP 562).

    Raises:
        AttributeError: the package has no such name.
    """
    if name == "__version__":
        return import_module("importlib.metadata").version("rasd")
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, inside = _BEHIND.get(name, f"rasd.model:{name}").partition(":")
    value = globals()[name] = getattr(import_module(module), inside)
    return value


def __dir__() -> list[str]:
    """The public names, for completion."""
    return [*__all__, "__version__"]
