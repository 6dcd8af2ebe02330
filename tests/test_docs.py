"""What the documents say is so: commands print what is shown, links lead somewhere, no word is missing."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import documents as md

SHELL = {
    **os.environ,
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    "COLUMNS": "100",
    "RASD_LANG": "en",
    "NO_COLOR": "1",
    "TERM": "dumb",
}
"""What a command of a document sees: our own environment first, a terminal of 100 columns without colours."""

MAKEFILE = (md.ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.fixture
def desk_top(tmp_path: Path) -> Path:
    """A folder that looks like the root of the repository, where a command may write."""
    (tmp_path / "examples").symlink_to(md.ROOT / "examples")
    return tmp_path


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, shell=True, cwd=folder, env=SHELL, text=True, check=False, timeout=120,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def what_make_runs(command: str) -> str:
    """The command of ours that ``make demo`` runs, so that what it prints can be compared too."""
    recipe = re.search(rf"(?m)^{command.rsplit(maxsplit=1)[-1]}:.*\n\t@?\$\(BIN\)/(rasd .+)$", MAKEFILE)
    return recipe[1] if recipe else ""


def named(path: Path) -> str:
    return path.relative_to(md.ROOT).as_posix()


@pytest.mark.parametrize("path", md.DOCUMENTS, ids=named)
def test_commands_print_what_is_shown(path: Path, desk_top: Path) -> None:
    for block in md.blocks(path.read_text(encoding="utf-8")):
        if block.excused or block.language not in ("console", "sh", "bash", "shell"):
            continue
        for step in md.steps(block):
            where = f"{named(path)}:{block.line}: {step.command}"
            command = what_make_runs(step.command) if step.command.startswith("make ") else step.command
            if not command or md.reason_not_to_run(command):
                assert not step.output, (
                    f"{where}: shows output that cannot be checked; say <!-- not run: why -->"
                )
                continue
            done = run(command, desk_top)
            shown = "\n".join(step.output)
            assert shown or done.returncode in (0, 1), f"{where} ended with {done.returncode}:\n{done.stdout}"
            assert not shown or md.shows(shown, done.stdout), f"{where} prints:\n{done.stdout}"


@pytest.mark.parametrize("path", md.DOCUMENTS, ids=named)
def test_python_does_what_is_shown(path: Path, desk_top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk_top)
    names: dict[str, object] = {}
    for block in md.blocks(path.read_text(encoding="utf-8")):
        if block.excused or block.language not in ("python", "pycon"):
            continue
        if ">>>" not in block.text:
            exec(compile(block.text, f"{named(path)}:{block.line}", "exec"), names)
            continue
        flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
        test = doctest.DocTestParser().get_doctest(block.text, names, named(path), named(path), block.line)
        report: list[str] = []
        failed = (
            doctest.DocTestRunner(optionflags=flags).run(test, out=report.append, clear_globs=False).failed
        )
        names.update(test.globs)
        assert not failed, "".join(report)


@pytest.mark.parametrize("path", md.DOCUMENTS, ids=named)
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lost = []
    for link in md.links(text):
        target, _, fragment = link.partition("#")
        if re.match(r"[a-z]+:", target):  # an address: not asked, tests do not leave the machine
            continue
        file = (path.parent / target) if target else path
        if not file.exists() or (fragment and fragment not in md.anchors(file.read_text(encoding="utf-8"))):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("path", md.DOCUMENTS, ids=named)
def test_make_targets_exist(path: Path) -> None:
    wanted = set(re.findall(r"(?m)(?:`|^\$ |^)make ([a-z]+)\b", path.read_text(encoding="utf-8")))
    assert wanted - set(re.findall(r"(?m)^([a-z]+):", MAKEFILE)) == set()


def test_readme_says_how_to_start_and_how_to_test() -> None:
    shown = [
        step.command
        for block in md.blocks((md.ROOT / "README.md").read_text(encoding="utf-8"))
        for step in md.steps(block)
    ]
    assert "make demo" in shown
    assert "make check" in shown


# --- the tools themselves ------------------------------------------------------------------------

PAGE = """# A page of `ours`

See [the end](#the-end), [another](other.md#part) and ![a picture](p.png).

```console
$ rasd trace \\
    a.html
one
two
$ rasd --version
```

<!-- not run: needs a network -->

```sh
rasd trace https://example.org/
```

## The end
"""


def test_blocks_are_found() -> None:
    first, second = md.blocks(PAGE)
    assert (first.language, first.line, first.excused) == ("console", 5, False)
    assert (second.language, second.text, second.excused) == ("sh", "rasd trace https://example.org/", True)
    assert md.steps(first) == [md.Step("rasd trace a.html", ["one", "two"]), md.Step("rasd --version", [])]
    assert md.steps(second) == [md.Step("rasd trace https://example.org/")]


def test_links_and_anchors_are_found() -> None:
    assert md.links(PAGE) == ["#the-end", "other.md#part", "p.png"]
    assert md.anchors(PAGE) == {"a-page-of-ours", "the-end"}


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("one\ntwo", "one  \n\x1b[1mtwo\x1b[0m\n", True),
        ("وكالة تسنيم", "\u200eوكالة تسنيم\u200e", True),
        ("one", "one\ntwo", False),
        ("one\n...\nfour", "one\ntwo\nthree\nfour", True),
        ("one\n...", "one\ntwo\nthree", True),
        ("one\n...\nfour", "one\ntwo\nthree\nfive", False),
        ("...\nfour", "one\ntwo\nfour", True),
    ],
)
def test_output_is_compared_as_a_reader_does(shown: str, printed: str, same: bool) -> None:
    assert md.shows(shown, printed) is same


def test_what_make_runs_is_known() -> None:
    assert what_make_runs("make demo").startswith("rasd trace examples/")
    assert what_make_runs("make check") == ""
    assert md.reason_not_to_run("make check")
    assert md.reason_not_to_run("rasd trace") == ""
