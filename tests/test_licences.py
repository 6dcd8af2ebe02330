"""What comes with Rasd may be used as Rasd may: no dependency, near or far, is under the GPL alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution, requires

import pytest
from packaging.requirements import Requirement

GOOD = re.compile(
    r"\b(Apache|MIT|BSD|0BSD|ISC|PSF|CNRI-Python|Python[- ]Soft|MPL|Mozilla|LGPL|Lesser|Unlicense|Zlib|CC0)",
    re.I,
)


def needed(name: str, extras: frozenset[str] = frozenset()) -> Iterator[tuple[str, frozenset[str]]]:
    """The distributions that one asks for, with their extras, on this Python and system."""
    for line in requires(name) or []:
        wanted = Requirement(line)
        environments = [{"extra": extra} for extra in sorted(extras)] or [{"extra": ""}]
        if wanted.marker is None or any(wanted.marker.evaluate(each) for each in environments):
            yield wanted.name.lower().replace("_", "-"), frozenset(wanted.extras)


def all_needed(root: str, extras: frozenset[str]) -> dict[str, set[str]]:
    """Every distribution that the root brings, with who asks for it."""
    found: dict[str, set[str]] = {}
    queue, seen = [(root, extras)], set()
    while queue:
        asking = queue.pop()
        if asking in seen:
            continue
        seen.add(asking)
        for name, more in needed(*asking):
            found.setdefault(name, set()).add(asking[0])
            queue.append((name, more))
    return found


def stated(package: Distribution) -> list[str]:
    """The licences that a distribution gives itself; any one of them may be chosen."""
    metadata = package.metadata
    if expression := metadata.get("License-Expression"):
        return re.split(r"\s+OR\s+", expression)
    classifiers = [c for c in metadata.get_all("Classifier") or [] if c.startswith("License ::")]
    return classifiers or [(metadata.get("License") or "").partition("\n")[0]]


def may_be_used(licence: str) -> bool:
    """Whether one licence, or each of those that hold together, is known and not the GPL alone."""
    return all(GOOD.search(part) for part in re.split(r"\s+AND\s+", licence))


@pytest.mark.parametrize(
    ("name", "asked_by"), sorted(all_needed("rasd", frozenset({"all", "embeddings", "spark"})).items())
)
def test_licence_lets_everybody_use_it(name: str, asked_by: set[str]) -> None:
    licences = stated(distribution(name))
    assert any(may_be_used(licence) for licence in licences), f"asked for by {asked_by}: {licences}"


def test_far_dependencies_are_seen() -> None:
    found = all_needed("rasd", frozenset({"all", "embeddings", "spark"}))
    assert found["llvmlite"] == {"numba"}
    assert "duckdb" in found
    assert len(found) > 20


@pytest.mark.parametrize(
    ("licence", "good"),
    [
        ("License :: OSI Approved :: GNU General Public License v3 (GPLv3)", False),
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0-only", False),
        ("MIT AND GPL-2.0-only", False),
        ("", False),
        ("LGPL-2.1-or-later", True),
        ("BSD-3-Clause", True),
    ],
)
def test_the_gpl_alone_is_caught(licence: str, good: bool) -> None:
    assert may_be_used(licence) is good
