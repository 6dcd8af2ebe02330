"""The program as a process: Ctrl-C, a closed pipe, exit codes as the shell sees them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from harbour_fire import OWN
from rasd.cli.app import Street

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


@pytest.fixture(autouse=True)
def interruptible() -> Iterator[None]:
    """A suite in the background ignores SIGINT, and what it starts would inherit that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


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
    "command",
    ["--help", "--version", *(f"{name} --help" for name in sorted(Street.commands_help))],
)
def test_help_loads_no_work(command: str) -> None:
    code = (
        "import sys\nfrom rasd.cli import main\n"
        f"try: main({command.split()!r})\nexcept SystemExit: pass\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & "
        "{'rich', 'numpy', 'numba', 'duckdb', 'lxml', 'trafilatura', 'httpx2', 'msgspec'}),"
        " 'rasd.desk' in sys.modules)"
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


# --- a desk that is interrupted ----------------------------------------------------------------------

ADD = [sys.executable, "-m", "rasd", "add", "-", "--progress", "--store"]
FIRST_BLOCK = 250


def held(desk: Path) -> tuple[bytes, bytes]:
    """All that a desk shows of its stories and claims."""
    shown = [
        subprocess.run(
            [sys.executable, "-m", "rasd", command, "--store", str(desk), "--all", "--top", "999", "--format",
             "jsonl"],
            capture_output=True, check=True,
        ).stdout
        for command in ("stories", "claims")
    ]  # fmt: skip
    return shown[0], shown[1]


def lines(size: int) -> list[bytes]:
    """So many articles of a few outlets, each on its own and some on what others report."""
    rows = [
        {
            "id": f"n{n}", "outlet": f"صحيفة {n % 7}", "date": f"2026-03-{1 + n % 9:02}T08:00:00+03:00",
            "text": f"{OWN * (n % 5 == 0)} قالت وزارة النقل إن السفينة رقم {n} وصلت إلى الميناء {n % 11}.",
        }
        for n in range(size)
    ]  # fmt: skip
    return [json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows]


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("seen", [b"adding", b"adding 250"], ids=["at-work", "after-a-block"])
def test_an_interrupted_add_goes_on_where_it_was(tmp_path: Path, name: str, seen: bytes) -> None:
    """Whatever it was at: what was kept is kept, and the same command again ends as if nothing had been."""
    news, desk, whole = lines(FIRST_BLOCK + 30), tmp_path / "news.db", tmp_path / "whole.db"
    with subprocess.Popen(
        [*ADD, str(desk)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(b"".join(news[: FIRST_BLOCK + 10]))
        process.stdin.flush()  # and left open: the program cannot have come to the end
        drawn = b""
        while seen not in drawn:
            chunk = os.read(process.stderr.fileno(), 4096)
            assert chunk, drawn
            drawn += chunk
        process.send_signal(getattr(signal, name))
        _, stderr = process.communicate(timeout=60)
    assert process.returncode == 3
    kept = f" {FIRST_BLOCK} articles are kept on {desk}; run the same command again".encode()
    assert b"rasd: stopped: " in stderr
    assert (kept in stderr) or seen == b"adding"
    assert b"Traceback" not in stderr
    for place in (desk, whole):
        done = subprocess.run([*ADD, str(place)], input=b"".join(news), capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
    checked = subprocess.run([sys.executable, "-m", "rasd", "check", "--store", str(desk)], check=False)
    assert checked.returncode == 0
    assert held(desk) == held(whole)
