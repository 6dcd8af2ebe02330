from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from browser.driving import browser


@pytest.fixture(scope="module")
def opened() -> Iterator[Any]:
    """A browser for the tests of one file; they are skipped where there is none."""
    with browser() as one:
        yield one
