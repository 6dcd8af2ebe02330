"""Takes Markdown apart: links, headings, and blocks that show commands or Python."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])

NOT_HERE = {
    "git clone": "needs the network",
    "cd ": "every block runs at the root of the repository",
    "make": "the tests are run by make; its targets are checked instead",
    "pip install": "needs the network",
    "pytest": "the tests are running",
}
"""Commands that are shown and not run, by how they begin."""

EXCUSE = re.compile(r"<!-- not run: .+ -->")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """A fenced block: language, text, the line of its fence, and whether it is excused."""

    language: str
    text: str
    line: int
    excused: bool = False


@dataclass
class Step:
    """A command as it is shown, with the output that is shown under it."""

    command: str
    output: list[str] = field(default_factory=list)


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a document, in order."""
    lines, number = text.splitlines(), 0
    while number < len(lines):
        opened = re.match(r"(\s*)(`{3,})\s*(\w*)", lines[number])
        if not opened:
            number += 1
            continue
        start, indent, fence = number, len(opened[1]), opened[2]
        number += 1
        while number < len(lines) and lines[number].strip() != fence:
            number += 1
        before = next((line for line in reversed(lines[:start]) if line.strip()), "")
        body = "\n".join(line[indent:] for line in lines[start + 1 : number])
        yield Block(opened[3], body, start + 1, bool(EXCUSE.search(before)))
        number += 1


def steps(block: Block) -> list[Step]:
    """The commands of a block; in ``console`` those after ``$ ``, with what follows as their output."""
    if block.language in ("sh", "bash", "shell"):
        joined = block.text.replace("\\\n", " ")
        return [Step(line) for line in joined.splitlines() if line.strip() and not line.startswith("#")]
    found: list[Step] = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            found.append(Step(line[2:]))
        elif found and found[-1].command.endswith("\\"):
            found[-1].command = found[-1].command[:-1] + line.strip()
        elif found:
            found[-1].output.append(line)
    return found


def reason_not_to_run(command: str) -> str:
    """Why a command is only shown; empty where it runs."""
    return next((why for start, why in NOT_HERE.items() if command.startswith(start)), "")


def plain(text: str) -> str:
    """A text as a reader compares it: no colours, no invisible direction marks, no blanks at a line's end."""
    text = re.sub(r"\x1b\[[0-9;]*m|[\u200e\u200f\u2066-\u2069]", "", text)
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def shows(wanted: str, got: str) -> bool:
    """Whether the output is the one shown; a line ``...`` stands for any lines."""
    lines = [
        r"(?:.*\n)*" if line.strip() == "..." else re.escape(line) + r"\n"
        for line in plain(wanted).splitlines()
    ]
    return re.fullmatch("".join(lines), plain(got) + "\n") is not None


def anchors(text: str) -> set[str]:
    """The fragments that a link may point to: the headings, written as GitHub writes them."""
    prose = re.sub(r"(?ms)^(`{3,}).*?^\1\s*$", "", text)
    headings = re.findall(r"(?m)^#+\s+(.+?)\s*$", prose)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(text: str) -> list[str]:
    """Where the links and pictures of a document point to, those inside fenced blocks left out."""
    prose = re.sub(r"(?ms)^(`{3,}).*?^\1\s*$", "", text)
    return [a or b for a, b in LINK.findall(prose)]
