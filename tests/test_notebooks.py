"""The notebooks run, and print what stands in them."""

from __future__ import annotations

import subprocess
import sys

import nbformat
import pytest

import documents as md
import run_notebooks


def test_notebooks_print_what_stands_in_them() -> None:
    script = md.ROOT / "scripts" / "run_notebooks.py"
    done = subprocess.run(
        [sys.executable, str(script), "--check"], text=True, check=False, timeout=600, capture_output=True
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("source", "said"), [("print(1 + 1)", "prints"), ("1 / 0", "ZeroDivisionError")])
def test_a_notebook_that_is_wrong_is_named(
    source: str, said: str, tmp_path: run_notebooks.Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    cell = nbformat.v4.new_code_cell(source, id="a")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "wrong.ipynb")
    monkeypatch.setattr(run_notebooks, "FOLDER", tmp_path)
    assert run_notebooks.main(check=True) == 1
    assert said in capsys.readouterr().err


def test_the_notebook_draws() -> None:
    (path,) = run_notebooks.FOLDER.glob("*.ipynb")
    notebook = nbformat.read(path, as_version=4)
    assert [kind for kind, text in run_notebooks.shown(notebook) if text == "image"] == ["display_data"] * 3
