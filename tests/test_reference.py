"""The pages of commands and settings are those that the code makes."""

from __future__ import annotations

from dataclasses import fields

import pytest

import documents as md
import reference
from rasd.settings import Settings


@pytest.mark.parametrize("page", ["cli.md", "settings.md"])
def test_the_page_is_current(page: str) -> None:
    made, kept = reference.pages()[page], (md.ROOT / "docs" / page).read_text(encoding="utf-8")
    assert made == kept, "run: python scripts/reference.py"


def test_every_setting_is_explained() -> None:
    said = reference.said_of_fields()
    assert set(said) == {field.name for field in fields(Settings)}
    assert all(text.endswith(".") for text in said.values())


@pytest.mark.parametrize(
    ("setting", "option"),
    [
        ("engine", "`--engine` of `reuse`"),
        ("window_days", "`--window-days` of `trace`"),
        ("store", "`--store` of all commands of a desk"),
        ("pause", ""),  # that of rasd watch is another pause, with its own default
        ("timeout", ""),
    ],
)
def test_options_are_found(setting: str, option: str) -> None:
    assert reference.options_for(setting) == option
