"""How the kernels are compiled, and what happens where they cannot be kept."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from rasd.reuse import kernels
from rasd.reuse.shapes import Affixes, Letters


def compiler(refuses_cache: bool) -> tuple[ModuleType, list[dict[str, bool]]]:
    """A stand-in for numba that notes what it is asked for."""
    module, asked = ModuleType("numba"), []

    def njit(**how: bool) -> Callable[[Any], Any]:
        asked.append(how)

        def compile_it(function: Any) -> Any:
            if how.get("cache") and refuses_cache:
                raise RuntimeError("cannot cache function: no locator available")
            return function

        return compile_it

    module.njit = njit  # type: ignore[attr-defined]
    return module, asked


@pytest.mark.parametrize("refuses", [False, True], ids=["a place for the cache", "none"])
def test_every_kernel_is_compiled_with_or_without_a_cache(
    monkeypatch: pytest.MonkeyPatch, refuses: bool
) -> None:
    module, asked = compiler(refuses)
    monkeypatch.setitem(sys.modules, "numba", module)
    made = kernels.compiled.__wrapped__()
    cached = [how for how in asked if how.get("cache")]
    assert all(how["nogil"] for how in asked)
    assert len(asked) == len(cached) * (2 if refuses else 1)
    assert made._fields == kernels.plain()._fields


def test_compiled_helpers_are_called_and_not_the_plain_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    module, _ = compiler(False)
    monkeypatch.setitem(sys.modules, "numba", module)
    link: Any = kernels.compiled.__wrapped__().link
    assert link.__globals__["gather"].__globals__ is link.__globals__
    assert link.__globals__["link"] is link


def test_the_plain_form_sees_numbers_that_cannot_wrap() -> None:
    """NumPy's own integers would warn and wrap; those of a memoryview are Python's."""
    seen: list[type] = []
    view = kernels._on_views(lambda pair, count: seen.extend((type(pair.kind[0]), type(count))))
    view(Letters(np.ones(1, np.int8), np.ones(1), np.ones(1)), 3)
    assert seen == [int, int]
    assert Affixes._fields == ("article", "prefixes", "suffixes")
