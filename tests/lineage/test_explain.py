"""The rules of the lineage room: documented, given out, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from rasd.lineage.explain import RULES

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENT = (ROOT / "docs" / "origins.md").read_text(encoding="utf-8")
SOURCES = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "src/rasd/lineage").glob("*.py"))
ROWS = {
    name: (text, tuple(v.strip() for v in values.split(",") if v.strip()))
    for name, values, text in re.findall(r"(?m)^\| `([a-z-]+)` \|([^|]*)\| ([^|]+) \|$", DOCUMENT)
}


def test_the_document_has_every_rule() -> None:
    assert {name: ROWS.get(name) for name in RULES if name != "partly-the-same"} == {
        name: row for name, row in RULES.items() if name != "partly-the-same"
    }


def test_every_rule_is_given_out_by_some_code() -> None:
    given = SOURCES.replace((ROOT / "src/rasd/lineage/explain.py").read_text(encoding="utf-8"), "")
    names = (ROOT / "src/rasd/lineage/names.py").read_text(encoding="utf-8")
    assert {rule for rule in RULES if f'"{rule}"' not in given + names} == set()


def test_the_rules_of_statements_are_documented() -> None:
    stories = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "src/rasd/stories").glob("*.py"))
    given = set(re.findall(r'(?:Evidence|_because)\("([a-z-]+)"', stories))
    assert given
    assert given <= ROWS.keys()
