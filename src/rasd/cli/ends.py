"""How a command ends: every way out has its exit code, and says on stderr why it was taken.

0 done · 1 done, but some inputs were skipped, each named on stderr · 2 misuse · 3 aborted
"""

from __future__ import annotations

import sys
import traceback
from types import TracebackType

import click

from rasd.errors import RasdError, UsageError
from rasd.export.visible import one_line

DONE, SKIPPED, MISUSE, ABORTED = 0, 1, 2, 3


class Ends:
    """Turns whatever ends a command early into its message and its exit code."""

    def __enter__(self) -> Ends:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None or isinstance(error, SystemExit):
            return
        code = _say(error)
        if code is None:
            traceback.print_exception(kind, error, trace)
            say("this is a mistake in rasd itself, not in your input; please report the lines above")
            code = ABORTED
        # From None: the way out has been explained, and the first error is no longer of interest.
        raise SystemExit(code) from None


def say(message: str) -> None:
    """One line on stderr, in the name of the program."""
    click.echo(f"rasd: {one_line(message)}", err=True)


def _say(error: BaseException) -> int | None:
    """The exit code of an ending that we know, after its message; ``None`` for a mistake of ours."""
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.ClickException):
        error.show(sys.stderr)
        return MISUSE
    if isinstance(error, UsageError):
        say(str(error))
        return MISUSE
    if isinstance(error, click.Abort | KeyboardInterrupt | EOFError):
        say("aborted; nothing half-written was left behind")
        return ABORTED
    if isinstance(error, RasdError | OSError | MemoryError):
        say(f"stopped: {str(error) or type(error).__name__}")
        return ABORTED
    return None
