"""The catalogue: feeds of Arabic news to start from, as data with its source."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from rasd.model import Feed


@cache
def catalogue() -> tuple[Feed, ...]:
    """The feeds of ``catalogue.toml``, by country; ``source`` says where each address comes from.

    The addresses were collected and not asked: some will have moved.
    """
    text = resources.files("rasd.watch").joinpath("catalogue.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return tuple(
        Feed(
            url, row["outlet"], row["outlet"], data["language"], country, row["kind"],
            data["sources"][row["source"]],
        )
        for country, feeds in data["feeds"].items()
        for url, row in feeds.items()
    )  # fmt: skip
