"""The options that the commands share, and what they come to."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import click

from rasd import settings as outside
from rasd.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])

SETTABLE = ("min_words", "window_days", "encoder", "engine", "connect", "stage")
"""Settings that some command has an option for."""

WIDTH = 100
"""Columns where the output is no terminal."""
LANGUAGES = ("ar", "en", "fa")
_SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".parquet": "parquet", ".txt": "text"}


@dataclass(frozen=True, slots=True)
class Order:
    """One command line, understood.

    ``lang``, ``width`` and ``colour`` are for what people read; ``screen`` is whether they read it
    on a terminal that understands escape sequences.
    """

    inputs: tuple[str, ...]
    format: str
    output: Path | None
    settings: Settings
    lang: str
    width: int
    colour: bool
    screen: bool
    quiet: bool
    progress: bool

    @property
    def sources(self) -> list[str | Path]:
        """The inputs as the desk takes them: a word of the command line is never the text itself."""
        return [name if name == "-" or "://" in name else Path(name) for name in self.inputs]

    @property
    def face(self) -> tuple[str, int, bool]:
        """Language, width and colour, as the writers for people take them."""
        return self.lang, self.width, self.colour


class Format(click.ParamType[str]):
    """One of a few words; a wrong one is answered with the nearest right one."""

    name = "format"

    def __init__(self, names: Sequence[str], advice: dict[str, str] | None = None) -> None:
        self.names, self.advice = tuple(names), advice or {}

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """The words, as the help shows them."""
        return "[" + "|".join(self.names) + "]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word itself, in lower case.

        Raises:
            BadParameter: it is none of them.
        """
        word = str(value).lower()
        if word in self.names:
            return word
        near = get_close_matches(word, self.names, n=1)
        hint = self.advice.get(word) or (f"Did you mean {near[0]!r}?" if near else "")
        message = f"{value!r} is not one of: {', '.join(self.names)}. {hint}".strip()
        raise click.BadParameter(message, ctx, param)


def shared(formats: Sequence[str], advice: dict[str, str] | None = None) -> Callable[[F], F]:
    """The decorator that gives a command its inputs and the options that all commands have."""

    def decorate(command: F) -> F:
        for option in reversed(_options(formats, advice)):
            command = option(command)
        return command

    return decorate


def _options(formats: Sequence[str], advice: dict[str, str] | None) -> list[Callable[[Any], Any]]:
    return [click.argument("inputs", nargs=-1, metavar="INPUT..."), *face_options(formats, advice)]


def face_options(formats: Sequence[str], advice: dict[str, str] | None = None) -> list[Callable[[Any], Any]]:
    """The options of what is printed, where, and in which language."""
    option = click.option
    return [
        option("--format", type=Format(formats, advice), help="Format of the output; text is for people."),
        option(
            "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
            help="Write to FILE; it appears whole or not at all.",
        ),
        option("--lang", type=Format(LANGUAGES), help="Language of rasd's own words [the locale's]."),
        option("--width", type=click.IntRange(min=40), metavar="N", help="Columns of text [the terminal's]."),
        option("--quiet", "-q", is_flag=True, help="Say nothing on stderr but what was skipped."),
        option("--progress/--no-progress", default=None, help="Show progress [on a terminal]."),
    ]  # fmt: skip


def reading(command: F) -> F:
    """The decorator that gives a command the settings of shared passages."""
    return click.option(
        "--min-words", type=click.IntRange(min=1), metavar="N",
        help=f"Words that a shared passage must have [{Settings().min_words}].",
    )(command)  # fmt: skip


def encoding(command: F) -> F:
    """The decorator that gives a command the setting of a sentence encoder."""
    return click.option(
        "--encoder", type=click.Path(exists=True, file_okay=False), metavar="DIR",
        help="A multilingual sentence encoder (ONNX), which helps to tell a story in two scripts; needs the "
        "extra embeddings.",
    )(command)  # fmt: skip


def understood(given: dict[str, Any], formats: Sequence[str]) -> Order:
    """The order that the options come to.

    Raises:
        UsageError: there is no input, or an output that cannot be written.
    """
    inputs = tuple(given["inputs"])
    if not all(inputs) or not inputs:
        raise click.UsageError(
            "No input. Give files, folders or URLs, or - for standard input, for example: "
            f"{click.get_current_context().command_path} story.jsonl"
        )
    return settled(given, formats)


def settled(given: dict[str, Any], formats: Sequence[str]) -> Order:
    """The same of a command that needs no input.

    Raises:
        UsageError: the output cannot be written.
    """
    inputs, output = tuple(given["inputs"]), given["output"]
    if output == Path("-"):
        output = None
    face = outside.face()
    to_terminal = output is None and sys.stdout.isatty()
    check_target(output, inputs)
    return Order(
        inputs=inputs,
        format=given["format"] or _format_of(output, formats),
        output=output,
        settings=_settings(given),
        lang=given["lang"] or (face.lang if face.lang in LANGUAGES else "en"),
        width=given["width"] or (shutil.get_terminal_size((WIDTH, 24)).columns if to_terminal else WIDTH),
        colour=to_terminal and face.colour,
        screen=to_terminal and face.escapes,
        quiet=given["quiet"],
        progress=_wants_progress(given),
    )


def check_target(target: Path | None, inputs: Sequence[str]) -> None:
    """Whether ``target`` can be written, asked before the work begins rather than after it.

    Raises:
        UsageError: its folder does not exist, or it is one of the inputs.
    """
    if target is None:
        return
    if not target.parent.is_dir():
        raise click.UsageError(f"Cannot write {str(target)!r}: there is no folder {str(target.parent)!r}.")
    for name in inputs:
        if target.exists() and Path(name).exists() and target.samefile(name):
            raise click.UsageError(f"{str(target)!r} is an input too; choose another file for the output.")


def _format_of(output: Path | None, formats: Sequence[str]) -> str:
    guess = _SUFFIXES.get(output.suffix.lower(), "text") if output else "text"
    return guess if guess in formats else "text"


def _settings(given: dict[str, Any]) -> Settings:
    asked = {name: given[name] for name in SETTABLE if given.get(name) is not None}
    return replace(outside.load(), **asked)


def _wants_progress(given: dict[str, Any]) -> bool:
    if given["progress"] is not None:
        return bool(given["progress"])
    return sys.stderr.isatty() and not given["quiet"]
