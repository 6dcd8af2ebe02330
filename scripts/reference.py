"""Writes docs/cli.md from the commands, and docs/settings.md from the settings.

    python scripts/reference.py

A test compares both pages with what this makes: run it again when a command, an option or a setting changes.
"""

from __future__ import annotations

import ast
import inspect
import re
from dataclasses import fields
from pathlib import Path

import click

from rasd.cli.app import street
from rasd.cli.options import SETTABLE
from rasd.settings import Settings, face

DOCS = Path(__file__).parent.parent / "docs"
COLUMNS = 100
"""Of the terminal that the help is made for."""
MADE = "<!-- Made by scripts/reference.py from the code: change it there. -->\n"

CLI = """
# Commands

What `--help` says of each command. Options may stand before or after the inputs. What people read is written
in the language of the locale, or that of `--lang`; `--format jsonl` is for programs and has no language.
Results go to standard output, everything else to standard error, so that commands can be joined. Defaults
that concern several commands are [settings](settings.md).
"""

SETTINGS = """
# Settings

Settings are variables of the environment; there is no file of settings. An option of a command goes before
its variable. A value of the wrong kind is refused with exit code 2.
"""

FACE = """
## Language and colour

How the commands speak to people is taken from variables that other programs know too:
"""

EXAMPLE = """
```console
$ RASD_MIN_WORDS=20 rasd reuse examples/story.jsonl --format jsonl -o long.jsonl
$ RASD_LANG=ar rasd trace examples/sawaleif.html --top 1
...
$ RASD_TIMEOUT=soon rasd trace examples/sawaleif.html
rasd: RASD_TIMEOUT='soon' is not a number
```

In Python the same values are the fields of `rasd.settings.Settings`, and nothing but `rasd.settings.load`
reads the environment. Two things are set elsewhere: passwords of PostgreSQL where its own programs look for
them (`~/.pgpass`, `PGPASSFILE`, `PGPASSWORD`), and whom to tell of what in the
[file of rules](watch.md#alerts).
"""


def commands() -> dict[str, click.Command]:
    """Every command by its name, in the order of the alphabet."""
    context = click.Context(street, info_name="rasd")
    found = {name: street.get_command(context, name) for name in street.list_commands(context)}
    return {name: command for name, command in found.items() if command is not None}


def help_of(name: str, command: click.Command) -> str:
    """What ``rasd NAME --help`` prints on a terminal of :data:`COLUMNS`."""
    asked = street.context_settings["help_option_names"]
    parent = click.Context(street, info_name="rasd", terminal_width=COLUMNS - 2, help_option_names=asked)
    context = click.Context(command, info_name=name, parent=parent)
    return command.get_help(context if name else parent)


def cli() -> str:
    """The page of the commands: for each what it prints under ``--help``."""
    parts = [MADE, CLI, f"\n```console\n$ rasd --help\n{help_of('', street)}\n```\n"]
    for name, command in commands().items():
        parts.append(f"\n## rasd {name}\n\n```console\n$ rasd {name} --help\n{help_of(name, command)}\n```\n")
    return "".join(re.sub(r"(?m)[ \t]+$", "", part) for part in parts)


def said_of_fields() -> dict[str, str]:
    """The strings that stand under the fields of the settings, by the field's name."""
    (tree,) = ast.parse(inspect.getsource(Settings)).body
    assert isinstance(tree, ast.ClassDef)
    said: dict[str, str] = {}
    for field, under in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            assert isinstance(under, ast.Expr) and isinstance(under.value, ast.Constant)
            said[field.target.id] = " ".join(str(under.value.value).split()).replace("``", "`")
    return said


def options_for(name: str) -> str:
    """The option that overrides a setting, with the commands that have it; empty where there is none.

    An option of the same name may be another thing, as the pause of ``rasd watch`` is.
    """
    if name not in (*SETTABLE, "store"):
        return ""
    having = [
        (option.opts[0], command)
        for command, made in commands().items()
        for option in made.params
        if isinstance(option, click.Option) and option.name == name
    ]
    if not having:
        return ""
    of = ", ".join(f"`{command}`" for _, command in having)
    return f"`{having[0][0]}` of {of if len(having) < 7 else 'all commands of a desk'}"


def settings_page() -> str:
    """The page of the settings: variables, defaults, meanings, options."""
    said = said_of_fields()
    rows = ["\n| variable | default | what | option |\n|---|---|---|---|\n"]
    for field in fields(Settings):
        default = f"`{field.default}`" if field.default != "" else ""
        row = f"`RASD_{field.name.upper()}` | {default} | {said[field.name]} | {options_for(field.name)}"
        rows.append(f"| {row} |\n")
    told = inspect.getdoc(face) or ""
    words = " ".join(told.partition("\n\n")[2].split()).replace("``", "`")
    return "".join([MADE, SETTINGS, *rows, FACE, f"\n{words}\n", EXAMPLE])


def pages() -> dict[str, str]:
    """The pages by their names in docs/."""
    return {"cli.md": cli(), "settings.md": settings_page()}


if __name__ == "__main__":
    for page, text in pages().items():
        (DOCS / page).write_text(text, encoding="utf-8")
