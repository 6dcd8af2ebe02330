"""The engines: where the search for shared passages runs."""

from __future__ import annotations

REUSE = {"local": "rasd.reuse.find:find_passages", "spark": "rasd.engines.spark:find_passages"}
"""Name → the function that takes articles, :class:`rasd.reuse.options.ReuseOptions` and progress, and gives a
:class:`rasd.reuse.options.ReuseResult`; all give the same."""
