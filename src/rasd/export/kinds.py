"""Which exporter writes stories to which file: a small table, by the ending of the name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rasd.doors import open_door
from rasd.errors import UsageError
from rasd.model import Story

EXPORTERS = {
    ".graphml": "rasd.export.graphml:write",
    ".prov.json": "rasd.export.prov:write",
    ".jsonld": "rasd.export.schemaorg:write",
    "": "rasd.export.parquet:write_tables",
}
"""Ending → the function that takes stories and a path. A name without an ending is a folder of tables."""

Exporter = Callable[[Sequence[Story], Path], None]


def exporter_for(path: Path) -> Exporter:
    """The exporter that the name asks for.

    Raises:
        UsageError: there is none for this ending.
    """
    name = path.name.lower()
    for ending, target in EXPORTERS.items():
        if (ending and name.endswith(ending)) or (not ending and "." not in name):
            found: Exporter = open_door(target, "bulk" if not ending else "")
            return found
    known = ", ".join(filter(None, EXPORTERS))
    raise UsageError(
        f"cannot export to {str(path)!r}: a file ends in {known}; a folder of tables has no ending"
    )


def as_bytes(story: Story, ending: str) -> bytes:
    """A story in one of the kinds of file, as its bytes."""
    with TemporaryDirectory(prefix="rasd-export-") as folder:
        path = Path(folder) / f"story{ending}"
        exporter_for(path)([story], path)
        return path.read_bytes()
