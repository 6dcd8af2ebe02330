"""Runs the notebooks of docs/notebooks and keeps what they print and draw.

    python scripts/run_notebooks.py            writes the outputs into the notebooks
    python scripts/run_notebooks.py --check    writes nothing; ends with 1 where one prints something else

Pictures are not compared: they depend on the fonts of the machine. How many there are is.
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

FOLDER = Path(__file__).parent.parent / "docs" / "notebooks"
SECONDS = 300
"""That one cell may take."""


def ran(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook with the outputs of a fresh run, without what differs from machine to machine.

    Raises:
        CellExecutionError: a cell failed.
    """
    metadata = dict(notebook.metadata)
    where = {"metadata": {"path": str(FOLDER)}}
    NotebookClient(notebook, timeout=SECONDS, resources=where, record_timing=False).execute()
    notebook.metadata = nbformat.from_dict(metadata)
    return notebook


def shown(notebook: nbformat.NotebookNode) -> list[tuple[str, str]]:
    """What the cells print, and ``image`` for each picture, in order."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return [
        (output.output_type, output.get("text", "") or "image" * ("image/png" in output.get("data", {})))
        for output in outputs
    ]


def main(check: bool) -> int:
    """Runs all; 0 where nothing failed and, with ``check``, nothing differs."""
    wrong = []
    for path in sorted(FOLDER.glob("*.ipynb")):
        kept = nbformat.read(path, as_version=4)
        before = shown(kept)
        try:
            new = ran(kept)
        except CellExecutionError as error:
            wrong.append(f"{path.name}: {error}")
            continue
        if not check:
            path.write_text(nbformat.writes(new) + "\n", encoding="utf-8")
        elif shown(new) != before:
            wrong.append(
                f"{path.name} prints {shown(new)}, kept is {before}: python scripts/run_notebooks.py"
            )
    sys.stderr.writelines(f"{line}\n" for line in wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
