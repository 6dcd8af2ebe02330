"""The kernels of this room in both their forms: plain Python, and machine code.

The kernels (in ``cutting``, ``indexing``, ``aligning`` and ``probing``) are plain functions over things that
are indexed like a list of integers, in the part of the language that Numba compiles as well. :func:`plain`
gives them as they stand: for a handful of articles starting the compiler's run time costs more than the
work. :func:`compiled` gives the same code compiled. Both give the same numbers, for no value leaves 63 bits.

This is the only file that imports numba, and it does so late.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from rasd.reuse import aligning, cutting, indexing, probing, shapes
from rasd.stable import content_id

_SOURCES = (cutting, indexing, aligning, probing)


class Kernels(NamedTuple):
    """The functions that the room calls."""

    read_words: Callable[..., Any]
    rehash: Callable[..., Any]
    fingerprints: Callable[..., Any]
    tally_buckets: Callable[..., Any]
    fill_buckets: Callable[..., Any]
    sketch: Callable[..., Any]
    link: Callable[..., Any]
    likeness: Callable[..., Any]
    spell_out: Callable[..., Any]
    find_seeds: Callable[..., Any]
    align: Callable[..., Any]
    thin: Callable[..., Any]
    probe: Callable[..., Any]
    collect: Callable[..., Any]


def _functions() -> dict[str, types.FunctionType]:
    return {
        name: function
        for source in _SOURCES
        for name, function in vars(source).items()
        if isinstance(function, types.FunctionType) and function.__module__ == source.__name__
    }


def _viewed(value: Any) -> Any:
    """The same memory with Python's own integers for items: quicker one by one, and they never wrap."""
    if hasattr(value, "_fields"):
        return type(value)(*map(_viewed, value))
    return memoryview(value) if getattr(value, "ndim", 0) else value


def _on_views(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *arguments: function(*map(_viewed, arguments))


@lru_cache(maxsize=1)
def plain() -> Kernels:
    """The kernels as plain Python: nothing to load, about a hundred times slower a word."""
    functions = _functions()
    return Kernels(*(_on_views(functions[name]) for name in Kernels._fields))


@lru_cache(maxsize=1)
def compiled() -> Kernels:
    """The kernels as machine code, compiled on first use and kept on disk where that can be written.

    Numba looks a function's helpers up in the function's globals: each function is copied with globals
    in which the helpers are the compiled ones. What it keeps on disk it knows by file and name; the name gets
    a digest of all sources, for a constant of one file is compiled into the functions of another.
    """
    space: dict[str, Any] = {}
    for source in _SOURCES:
        space.update(vars(source))
    digest = content_id(*map(inspect.getsource, (shapes, *_SOURCES)))
    for name, function in _functions().items():
        copy = types.FunctionType(function.__code__, space, name)
        copy.__module__, copy.__qualname__ = function.__module__, f"{name}_{digest}"
        space[name] = _jit(copy)
    return Kernels(*(space[name] for name in Kernels._fields))


def at_hand() -> bool:
    """Whether the compiled kernels are loaded already, so that even small work is theirs."""
    return compiled.cache_info().currsize > 0


def _jit(function: types.FunctionType) -> Any:
    """The function, to be compiled when it is first called, or loaded from the file beside the source."""
    import numba  # noqa: PLC0415 - a quarter of a second that small inputs never pay

    try:
        return numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:  # there is no place where the cache could be written
        return numba.njit(nogil=True)(function)
