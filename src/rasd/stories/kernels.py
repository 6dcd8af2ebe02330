"""The compiled kernels of this room. This is its only file that imports numba, and it does so late."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from rasd.stable import content_id
from rasd.stories import linking, meeting

_SOURCES = (meeting, linking)


class Kernels(NamedTuple):
    """The functions that the room calls."""

    rehash: Callable[..., Any]
    meet: Callable[..., Any]
    share: Callable[..., Any]
    hang: Callable[..., Any]
    beside: Callable[..., Any]
    nearest: Callable[..., Any]
    relate: Callable[..., Any]
    compare: Callable[..., Any]
    how_often: Callable[..., Any]
    link: Callable[..., Any]


@lru_cache(maxsize=1)
def compiled() -> Kernels:
    """The kernels as machine code, compiled on first use and kept on disk where that can be written.

    Numba looks a function's helpers up in the function's globals: each function is copied with globals
    in which the helpers are the compiled ones. What it keeps on disk it knows by file and name; the name gets
    a digest of all sources, for what stands in one file is compiled into the functions of another.
    """
    space: dict[str, Any] = {}
    for source in _SOURCES:
        space.update(vars(source))
    digest = content_id(*map(inspect.getsource, _SOURCES))
    for source in _SOURCES:
        for name, function in list(vars(source).items()):
            if isinstance(function, types.FunctionType) and function.__module__ == source.__name__:
                copy = types.FunctionType(function.__code__, space, name)
                copy.__module__, copy.__qualname__ = function.__module__, f"{name}_{digest}"
                space[name] = _jit(copy)
    return Kernels(*(space[name] for name in Kernels._fields))


def _jit(function: types.FunctionType) -> Any:
    """The function, to be compiled when it is first called, or loaded from the file beside the source."""
    import numba  # noqa: PLC0415 - a quarter of a second that small inputs never pay

    try:
        return numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:  # there is no place where the cache could be written
        return numba.njit(nogil=True)(function)
