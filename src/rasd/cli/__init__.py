"""The street door for people and scripts: the command ``rasd``."""

from __future__ import annotations

import signal
from collections.abc import Sequence

from rasd.cli.app import street


def main(arguments: Sequence[str] | None = None) -> None:
    """Carry out one command line (the process's own where ``None``) and end the process.

    A request to end (SIGTERM, a closed terminal) is taken as Ctrl-C is: nothing half-written
    stays behind, and the exit code says that the work was aborted.

    Raises:
        SystemExit: always; its code is one of :mod:`rasd.cli.ends`.
    """
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    street.main(arguments, prog_name="rasd")
