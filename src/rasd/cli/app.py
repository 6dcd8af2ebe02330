"""``rasd`` and its commands; each command's module is loaded when it is asked for."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

import click

from rasd.cli.ends import DONE, Ends

_EPILOG = """\b
Examples:
  rasd trace page.html                who says it, through whom, from how many origins
  rasd trace story.jsonl --html out.html
  rasd attribute news.jsonl --format jsonl > attributions.jsonl
  rasd reuse archive.jsonl --format parquet -o shared.parquet
  rasd add archive/                   keep them on a desk, and then:
  rasd stories --since 3d --unconfirmed

\b
Exit codes: 0 done · 1 done, some inputs skipped (each named on stderr) · 2 misuse · 3 aborted
"""


class Street(click.Group):
    """The group of commands, which ends every way with the exit code that it promises."""

    commands_help: ClassVar[dict[str, str]] = {
        "account": "Who may use a desk in a browser.",
        "add": "Put articles into a desk that keeps them.",
        "article": "One article of a desk, and what was changed after it was published.",
        "attribute": "Who said what, in each article: cue, source, content, chain, stance.",
        "backup": "Write all that a desk holds to a file.",
        "check": "Whether all that a desk holds fits together; mend it.",
        "claims": "The claims of a desk's stories, as a list.",
        "feeds": "The feeds that a desk follows, and how they do; feeds to start from.",
        "judge": "Decide on a desk what rules cannot: merge, split, own reporting; undo.",
        "outlet": "How much an outlet reports itself, and whose text it carries.",
        "reuse": "Which passages the articles share, and who took them from whom.",
        "search": "The articles of a desk that have some words.",
        "serve": "The desk in a browser, and as JSON.",
        "source": "What a source said, through whom, how often it denied.",
        "stories": "The stories of a desk: widely repeated on few origins first.",
        "story": "One story of a desk, with all that is behind it.",
        "trace": "Stories, claims and their chains: how many origins stand behind each.",
        "watch": "Poll feeds, keep their articles on a desk, tell what rules ask for.",
        "why": "The reasons behind a claim, step by step, with the words they rest on.",
    }

    modules: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("claims", "outlet", "search", "source", "stories"), "lists"),
        **dict.fromkeys(("backup", "check"), "care"),
    }
    """The module of a command, where it has not the command's name."""

    def main(self, *args: Any, **more: Any) -> Any:
        """As :meth:`click.Group.main`, with the endings of :mod:`rasd.cli.ends`."""
        more["standalone_mode"] = False
        with Ends():
            code = super().main(*args, **more)
            sys.exit(code if isinstance(code, int) else DONE)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands by name."""
        return sorted(self.commands_help)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, loaded now; ``None`` where there is no such command."""
        if cmd_name not in self.commands_help:
            return None
        module = import_module(f"rasd.cli.{self.modules.get(cmd_name, cmd_name)}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names, or what to write instead.

        Raises:
            UsageError: no command has that name.
        """
        name = args[0] if args else ""
        if name in self.commands_help or name.startswith("-"):
            return super().resolve_command(ctx, args)
        near = get_close_matches(name, self.commands_help, n=1)
        if near:
            advice = f"Did you mean: rasd {near[0]}?"
        elif Path(name).exists() or "://" in name:
            advice = f"To trace an input write: rasd trace {name}"
        else:
            advice = f"The commands are: {', '.join(self.list_commands(ctx))}."
        raise click.UsageError(f"No such command {name!r}. {advice}", ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with their one line each, without loading any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(self.commands_help.items()))


@click.group(
    cls=Street,
    epilog=_EPILOG,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="rasd", message="%(prog)s %(version)s")
@click.pass_context
def street(ctx: click.Context) -> int:
    """Rasd (رصد) reads the news as a verification desk does.

    For every claim: who said it, through which chain it came, who confirmed or denied it, who
    copied whom, and from how many independent origins.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
    return DONE
