"""What the messages of databases mean to people."""

from __future__ import annotations

from collections.abc import Sequence


def advice_in(table: Sequence[tuple[str, str, str]], error: BaseException) -> tuple[str, str]:
    """What is wrong and what to do, from the first row of a table whose words stand in an error's message."""
    message = str(error)
    for part, what, do in table:
        if part in message:
            return what, do
    first = message.splitlines()[0] if message else type(error).__name__
    return f"the store failed: {first}", "run: rasd check"
