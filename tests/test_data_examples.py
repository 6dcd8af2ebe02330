"""What holds for every data file of the package, whatever it says: sourced, clean, loaded by somebody.

That its entries find what they must and ignore what they must is tested by the room that reads it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from architecture import ROOT
from rasd.lang.normalize import INVISIBLE

PACKAGE = ROOT / "src" / "rasd"
FILES = sorted(PACKAGE.rglob("*.toml"))
READERS = (path for folder in (PACKAGE, ROOT / "tests") for path in folder.rglob("*.py"))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in READERS)


def lists(value: Any, where: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every list of strings of a TOML value."""
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from lists(inside, f"{where}.{key}")
    elif isinstance(value, list):
        if value and all(isinstance(item, str) for item in value):
            yield where, value
        for number, inside in enumerate(value):
            yield from lists(inside, f"{where}[{number}]")


def load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def named(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_says_what_it_is(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("path", FILES, ids=named)
def test_nothing_invisible_hides_in_it(path: Path) -> None:
    """Nobody who reads the file sees a mark of direction: it is written ``\\u200e``. ZWNJ is a letter."""
    text = path.read_text(encoding="utf-8")
    assert sorted({hex(ord(char)) for char in text if char in INVISIBLE}) == []


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_entry_stands_twice_in_a_list(path: Path) -> None:
    found = {
        where: sorted({item for item in items if items.count(item) > 1}) for where, items in lists(load(path))
    }
    assert {where: twice for where, twice in found.items() if twice} == {}


@pytest.mark.parametrize("path", FILES, ids=named)
def test_somebody_loads_it(path: Path) -> None:
    assert re.search(rf"[\"'/]{path.stem}(\.toml)?[\"']", CODE)


@pytest.mark.parametrize("path", FILES, ids=named)
def test_the_files_that_it_speaks_of_are_there(path: Path) -> None:
    comments = "\n".join(re.findall(r"(?m)#\s.*$", path.read_text(encoding="utf-8")))
    known = {other.name for other in FILES} | {
        other.name for other in sorted((ROOT / "tests").rglob("*.toml"))
    }
    assert set(re.findall(r"\b\w+\.toml\b", comments)) - known == set()


def test_lists_are_found() -> None:
    value = tomllib.loads('a = ["x", "y"]\n[[b]]\nc = ["z"]\nd = [1]')
    assert list(lists(value)) == [(".a", ["x", "y"]), (".b[0].c", ["z"])]
