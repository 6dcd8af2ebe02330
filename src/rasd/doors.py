"""Opens ``"module:name"``, or names the extra to install.

Every optional dependency is loaded through here, when it is first needed.
"""

from __future__ import annotations

import importlib
from typing import Any

from rasd.errors import MissingExtra, UsageError


def open_door(target: str, extra: str = "") -> Any:
    """The object that ``"package.module:name"`` names; the module alone without ``:name``.

    Raises:
        MissingExtra: the module, or one that it needs, is not installed and ``extra`` says how it would be.
        UsageError: there is no such module or name.
    """
    module_name, _, name = target.partition(":")
    try:
        module = importlib.import_module(module_name)
    except ImportError as error:
        missing = (error.name or "").partition(".")[0]
        if extra and isinstance(error, ModuleNotFoundError) and missing != "rasd":
            raise MissingExtra(
                f"{missing} is not installed; install it with: pip install 'rasd[{extra}]'"
            ) from error
        raise UsageError(f"cannot import {module_name!r} (from {target!r}): {error}") from error
    try:
        return getattr(module, name) if name else module
    except AttributeError as error:
        raise UsageError(f"{module_name!r} has no {name!r} (from {target!r})") from error
