"""The watcher among sites that behave badly: it lives through all of them, in bounded memory."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import documents as md
from hostile import Web, hostile_web
from hostile_behaviours import BEHAVIOURS, Behaviour

PEAK = 700
"""Megabytes that the watcher may need among all of them at once: eight threads, each with a page of 8 MB."""
PATIENCE = 8.0
"""Seconds that an answer may take: on a busy machine the good pages too wait, while large ones are parsed."""
NAMES = [behaviour.name for behaviour in BEHAVIOURS]


def watched(web: Web, seconds: float) -> dict[str, Any]:
    """What becomes of the sites, watched once by a process of its own."""
    feeds = {name: web.url(name) for name in web.ports}
    order = {"feeds": feeds, "ports": list(web.ports.values()), "timeout": seconds}
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("hostile_watch.py")],
        input=json.dumps(order), capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert isinstance(report, dict)
    return report


@pytest.fixture(scope="module")
def outcome() -> dict[str, Any]:
    with hostile_web(BEHAVIOURS) as web:
        return {**watched(web, PATIENCE), "asked": web.asked}


@pytest.mark.parametrize("behaviour", BEHAVIOURS, ids=NAMES)
def test_it_comes_to_what_is_said(behaviour: Behaviour, outcome: dict[str, Any]) -> None:
    trouble = outcome["health"][behaviour.name]["trouble"]
    assert re.match(behaviour.trouble, trouble) if behaviour.trouble else trouble == ""
    kept = outcome["kept"].get(behaviour.name, [])
    assert len(kept) == behaviour.articles
    assert all(behaviour.text in article["text"] for article in kept)


def test_memory_is_bounded(outcome: dict[str, Any]) -> None:
    assert outcome["peak"] < PEAK


def test_what_must_not_be_asked_is_not(outcome: dict[str, Any]) -> None:
    asked = outcome["asked"]
    assert asked["robots-forbids"] == asked["robots-500"] == ["/robots.txt"]
    assert asked["robots-forbids-pages"] == ["/robots.txt", "/feed"]
    assert "/stolen" not in asked["foreign-entities"]
    assert asked["odd-links"] == asked["long-link"] == ["/robots.txt", "/feed"]
    assert asked["endless-redirect"] == ["/robots.txt", *["/feed"] * 6]


def test_servers_that_say_when_are_left_alone(outcome: dict[str, Any]) -> None:
    wait = {name: outcome["health"][name]["wait"] for name in NAMES}
    assert 7200 * 0.9 <= wait["too-many"] <= 7200 * 1.1
    assert 3 * 3600 * 0.9 <= wait["too-many-date"] <= 3 * 3600 * 1.1
    assert wait["too-many-garbage"] <= 900 * 1.1


def test_no_date_is_invented(outcome: dict[str, Any]) -> None:
    for article in outcome["kept"]["five-calendars"]:
        assert article["date"]
        assert article["published"] == "None" or article["published"].startswith("2026-11-27")


def test_the_document_has_the_same_table() -> None:
    text = (md.ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| `([\w-]+)` \| (.+?) \| (.+?) \|$", text)
    assert rows == [(one.name, one.does, one.comes_to) for one in BEHAVIOURS]
    assert len(rows) >= 40
    assert len(set(NAMES)) == len(rows)
