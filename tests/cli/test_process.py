"""The program as a process: Ctrl-C, a closed pipe, exit codes as the shell sees them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]

SLOW_DESK = """
import sys, time, types
sys.path.insert(0, {tests!r})
from export.cases import founding

def attribute(source, **_):
    for _ in range(200_000):
        yield founding_analysis
    print("waiting", file=sys.stderr, flush=True)
    time.sleep(60)

def trace(source, **_):
    print("waiting", file=sys.stderr, flush=True)
    time.sleep(60)

founding_analysis = founding().analyses[0]
desk = types.ModuleType("rasd.desk")
desk.attribute, desk.trace, desk.reuse = attribute, trace, trace
sys.modules["rasd.desk"] = desk
from rasd.cli import main
main(sys.argv[1:])
"""


def start(*arguments: str) -> subprocess.Popen[bytes]:
    code = SLOW_DESK.replace("{tests!r}", repr(str(TESTS))).replace("200_000", "20")
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("arguments", [("attribute", "x"), ("trace", "x"), ("trace", "x", "--html")])
def test_an_interrupted_run_leaves_nothing(tmp_path: Path, name: str, arguments: tuple[str, ...]) -> None:
    out = tmp_path / "out"
    out.write_text("old")
    flags = arguments if arguments[-1] == "--html" else (*arguments, "-o")
    process = start(*flags, str(out))
    assert process.stderr is not None
    assert process.stderr.readline() == b"waiting\n"
    process.send_signal(getattr(signal, name))
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == 3
    assert b"rasd: aborted; nothing half-written was left behind" in stderr
    assert b"Traceback" not in stderr
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert out.read_text() == "old"


def test_a_reader_who_leaves_is_no_error() -> None:
    code = SLOW_DESK.replace("{tests!r}", repr(str(TESTS)))
    process = subprocess.Popen(
        [sys.executable, "-c", code, "attribute", "x", "--format", "jsonl"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    assert json.loads(process.stdout.readline())["id"] == "sawaleif"
    process.stdout.close()
    stderr = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=30), stderr) == (0, b"")


@pytest.mark.parametrize(
    ("arguments", "code"), [(["--version"], 0), ([], 0), (["--help"], 0), (["trace"], 2), (["nonsense"], 2)]
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    done = subprocess.run([sys.executable, "-m", "rasd", *arguments], capture_output=True, check=False)
    assert done.returncode == code
    assert bool(done.stdout) == (code == 0)
    assert bool(done.stderr) == (code != 0)


@pytest.mark.parametrize(
    "command", ["--help", "--version", "trace --help", "attribute --help", "reuse --help"]
)
def test_help_loads_no_work(command: str) -> None:
    code = (
        "import sys\nfrom rasd.cli import main\n"
        f"try: main({command.split()!r})\nexcept SystemExit: pass\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & "
        "{'rich', 'numpy', 'numba', 'duckdb', 'lxml', 'trafilatura', 'httpx2'}), 'rasd.desk' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[] False"


def test_an_encoding_without_arabic_does_not_crash() -> None:
    code = (
        SLOW_DESK.replace("{tests!r}", repr(str(TESTS))).replace("200_000", "2").replace("time.sleep(60)", "")
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "attribute", "x", "--lang", "ar"],
        capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": "latin-1"},
    )  # fmt: skip
    assert done.returncode == 0
    assert b"\\u0633\\u0648\\u0627\\u0644\\u064a\\u0641" in done.stdout
