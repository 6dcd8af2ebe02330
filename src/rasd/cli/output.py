"""Where the output goes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rasd.cli.options import Order

if TYPE_CHECKING:
    from rasd.model import Story

Write = Callable[[bytes], object]


@contextmanager
def _until_the_reader_leaves() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        # Python flushes standard output once more at its end: there must be somewhere to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def opened(target: Path | None) -> Iterator[Write]:
    """Something to write bytes to: ``target``, or standard output where it is ``None``.

    A reader of standard output who has seen enough (``| head``) ends the writing without a word.
    """
    if target is None:
        with _until_the_reader_leaves():
            stream = sys.stdout.buffer
            yield stream.write
            stream.flush()
        return
    with replacing(target) as part, part.open("wb") as file:
        yield file.write


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A path to write to, which takes the place of ``target`` when all went well and vanishes otherwise.

    It stands in the folder of ``target``, so that taking its place is one step (POSIX rename). A
    device or a pipe is written as it is.
    """
    target = target.resolve()
    if target.exists() and not target.is_file():
        yield target
        return
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield part
        if target.exists():
            part.chmod(target.stat().st_mode & 0o7777)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def for_people(order: Order) -> Iterator[Callable[[str], object]]:
    """Something to write text for people to, where the order wants it.

    UTF-8 in a file, the terminal's own encoding on standard output; what that does not have is
    written as an escape rather than refused. While Arabic or Persian is written to a terminal it is asked to
    begin each line on the side that its first letter asks for (DECSET 2501, "BiDi in Terminal
    Emulators"; a terminal that does not know the mode ignores it).
    """
    encoding = "utf-8" if order.output else (sys.stdout.encoding or "utf-8")
    turned = order.screen and order.lang in ("ar", "fa")
    with opened(order.output) as write:
        try:
            if turned:
                write(b"\x1b[?2501h")
            yield lambda text: write(text.encode(encoding, "backslashreplace"))
        finally:
            if turned:
                write(b"\x1b[?2501l")


def export(stories: Sequence[Story], path: Path, write: Callable[[Sequence[Story], Path], None]) -> None:
    """Write stories to a file, which appears whole or not at all, or to a folder."""
    if path.is_dir() or not path.suffix:
        write(stories, path)
    else:
        with replacing(path) as part:
            write(stories, part)
