"""Looks for words of the measuring data in the repository: they may be measured on and not be kept."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

RUN = 8
"""Words in a row that two texts do not share by chance."""

WORD = re.compile(r"[^\W_]+")
TATWEEL_AND_MARKS = dict.fromkeys((1600, *range(1611, 1619)))


def runs(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each run of :data:`RUN` words with the offset where it begins."""
    plain = text.translate(TATWEEL_AND_MARKS).lower()
    words = [(m.start(), m.group()) for m in WORD.finditer(plain)]
    for i in range(len(words) - RUN + 1):
        yield words[i][0], tuple(word for _, word in words[i : i + RUN])


def find(files: Iterable[tuple[str, str]], texts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The files (name, content) that hold a run of a text (name, content), and that text's name."""
    held: dict[tuple[str, ...], list[str]] = {}
    for name, content in files:
        for _, run in runs(content):
            held.setdefault(run, []).append(name)
    found = {
        (file, name): None for name, text in texts for _, run in runs(text) for file in held.get(run, ())
    }
    return list(found)


def rows(parquet: Path) -> Iterator[tuple[str, str]]:
    """The articles of a Parquet file as (id, title and text)."""
    query = "SELECT id, concat_ws(chr(10), title, text) FROM read_parquet(?)"
    relation = duckdb.execute(query, [str(parquet)])
    while batch := relation.fetchmany(1000):
        yield from batch


def tracked(root: Path) -> Iterator[tuple[str, str]]:
    """The text files of the repository, uncommitted ones too; without git, all that are not hidden."""
    command = ["git", "ls-files", "-co", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    names = listed.stdout.splitlines() if not listed.returncode else _unhidden(root)
    for name in names:
        path = root / name
        if path.is_file():
            yield name, path.read_text(encoding="utf-8", errors="ignore")


def _unhidden(root: Path) -> list[str]:
    names = (path.relative_to(root) for path in sorted(root.rglob("*")))
    return [name.as_posix() for name in names if not any(part.startswith(".") for part in name.parts)]
