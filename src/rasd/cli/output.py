"""Where the output goes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

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


def encoded(text: str, target: Path | None) -> bytes:
    """Text for people as bytes: UTF-8 in a file, the terminal's own encoding on standard output.

    What the encoding does not have is written as a ``\\N`` escape rather than refused.
    """
    encoding = "utf-8" if target else (sys.stdout.encoding or "utf-8")
    return text.encode(encoding, "backslashreplace")
