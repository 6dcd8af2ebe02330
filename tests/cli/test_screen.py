"""On a terminal: colours, its width, lines that begin on the right, progress on stderr."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from rasd.export.console import cell_len
from rasd.settings import Face, face

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
termios = pytest.importorskip("termios")

DESK = """
import sys, types
sys.path.insert(0, {tests!r})
from cli.streets import Desk
desk = types.ModuleType("rasd.desk")
for name in ("trace", "attribute", "reuse"):
    setattr(desk, name, getattr(Desk(), name))
sys.modules["rasd.desk"] = desk
from rasd.cli import main
main(sys.argv[1:])
"""


def on_screen(*arguments: str, columns: int = 70, **environment: str) -> tuple[int, str]:
    """The exit code of a command, and all that it wrote to a terminal that is so wide."""
    nothing = dict.fromkeys(("NO_COLOR", "RASD_LANG", "LC_ALL", "LC_MESSAGES", "COLUMNS"), "")
    env = {**os.environ, **nothing, "LANG": "C.UTF-8", "TERM": "xterm", **environment}
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, columns))
    code = DESK.replace("{tests!r}", repr(str(Path(__file__).parents[1])))
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=env
    ) as process:
        os.close(theirs)
        written = bytearray()
        try:
            while chunk := os.read(ours, 65536):
                written += chunk
        except OSError:  # how Linux says that the other side is closed
            pass
        finally:
            os.close(ours)
        return process.wait(timeout=30), written.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize("command", ["trace", "attribute", "reuse"])
def test_a_terminal_gets_colours_and_its_width(command: str) -> None:
    code, text = on_screen(command, "x", columns=64)
    assert code == 0
    assert "\x1b[1m" in text
    assert "reading [############............] 1/2" in text
    plain = re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", text.split("\r\x1b[K")[-1])
    assert max(map(cell_len, plain.splitlines())) in (63, 64)


@pytest.mark.parametrize(
    ("arguments", "environment", "seen", "unseen"),
    [
        ((), {"NO_COLOR": "1"}, [], ["\x1b[1m", "\x1b[?2501h"]),
        ((), {"TERM": "dumb"}, [], ["\x1b[1m", "\x1b[?2501h"]),
        (("--lang", "ar"), {}, ["\x1b[1m", "\x1b[?2501h", "\x1b[?2501l"], []),
        (("--lang", "ar"), {"NO_COLOR": "1"}, ["\x1b[?2501h", "\x1b[?2501l"], ["\x1b[1m"]),
        (("--lang", "ar"), {"TERM": "dumb"}, [], ["\x1b[1m", "\x1b[?2501h"]),
        (("--lang", "ar", "-o", os.devnull), {}, [], ["\x1b[?2501h"]),
        (("--format", "jsonl", "--lang", "ar"), {}, [], ["\x1b[1m", "\x1b[?2501h"]),
        (("--quiet",), {}, [], ["reading ["]),
        (("--no-progress",), {}, [], ["reading ["]),
    ],
)
def test_what_a_terminal_is_told(
    arguments: tuple[str, ...], environment: dict[str, str], seen: list[str], unseen: list[str]
) -> None:
    code, text = on_screen("trace", "x", *arguments, **environment)
    assert code == 0
    assert [mark for mark in seen if mark not in text] == []
    assert [mark for mark in unseen if mark in text] == []


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, Face()),
        ({"LANG": "ar_JO.UTF-8"}, Face(lang="ar")),
        ({"LANG": "ar"}, Face(lang="ar")),
        ({"LC_ALL": "", "LC_MESSAGES": "fa_IR", "LANG": "ar_JO"}, Face(lang="fa")),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "ar_JO"}, Face(lang="en")),
        ({"RASD_LANG": "ar", "LC_ALL": "en_GB"}, Face(lang="ar")),
        ({"LANG": "C.UTF-8"}, Face()),
        ({"LANG": "POSIX"}, Face()),
        ({"NO_COLOR": "1"}, Face(colour=False)),
        ({"NO_COLOR": ""}, Face()),
        ({"TERM": "dumb"}, Face(escapes=False, colour=False)),
    ],
)
def test_the_face_that_the_environment_asks_for(environ: dict[str, str], expected: Face) -> None:
    assert face(environ) == expected
