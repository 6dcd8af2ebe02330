"""Every error that Rasd raises on purpose.

RasdError
├── UsageError        the call cannot be carried out as it stands (exit code 2)
│   ├── MissingExtra  an optional dependency is not installed; the message names the extra
│   └── Overtaken     somebody else decided on the same meanwhile
├── PlacedError       something is wrong at a place that can be named
│   ├── InputError    one input cannot be read; the rest goes on (exit code 1)
│   │   └── FetchError    a URL did not answer, or must not be asked
│   │       ├── NoAnswer  nobody answers there at all
│   │       └── Refused   it must not be asked
│   └── StoreError    the desk's store cannot be read or written (exit code 3)
└── DataError         a data file of the lexicon is wrong (a bug, or a user's own file)

Each message says what is wrong, the value, where, and what to do.
"""

from __future__ import annotations


class RasdError(Exception):
    """The root of all errors that Rasd raises on purpose."""


class UsageError(RasdError):
    """The call cannot be carried out as it stands."""


class MissingExtra(UsageError):
    """An optional dependency is not installed."""


class Overtaken(UsageError):
    """Somebody else decided on the same meanwhile: look at it again, then decide."""


class PlacedError(RasdError):
    """``where`` names what is meant, ``what`` the reason, ``do`` the way out."""

    def __init__(self, where: str, what: str, do: str = "") -> None:
        super().__init__(f"{where}: {what}" + (f" ({do})" if do else ""))
        self.where, self.what, self.do = where, what, do


class InputError(PlacedError):
    """One input cannot be read."""


class FetchError(InputError):
    """A URL did not answer, or must not be asked."""


class NoAnswer(FetchError):
    """Nobody answers at a URL at all: no such host, no connection, nothing said in time."""


class Refused(FetchError):
    """A URL must not be asked: its scheme, its port, or an address that is not public."""


class StoreError(PlacedError):
    """The desk's store cannot be read or written."""


class DataError(RasdError):
    """A data file of the lexicon is wrong."""
