"""The command line: the only room that prints, reads the clock, and exits.

The commands are imported when they are called, so that help and completion stay instant.
"""

import importlib
from pathlib import Path
from typing import Any

import click

from kamdocs.language import LANGUAGES, spoken
from kamdocs.settings.table import language_here

COMMANDS = {
    "build": "Build the handbook into a folder of pages.",
    "check": "Check account plans and list their gaps.",
    "diff": "Tell what a change does to the plans.",
    "explain": "Explain a check: why it matters and how to close its gap.",
    "files": "Check files before a commit: what makes them unreadable or untrue.",
    "init": "Begin a handbook in a folder.",
    "rules": "List the golden rules and their checks.",
    "serve": "Serve the handbook and rebuild it when a plan is saved.",
    "settings": "Print the settings that hold here, and where they come from.",
    "version": "Show the version.",
    "waivers": "List the gaps that are accepted for a while.",
}


class _LazyGroup(click.Group):
    """A group whose commands live in a module each, of the same name."""

    def list_commands(self, _: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"kamdocs.cli.{name}").command
        return command

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib

            close = difflib.get_close_matches(args[0], COMMANDS, n=1)
            raise click.UsageError(
                f"{error.message} Did you mean {close[0]}?" if close else error.message, ctx
            ) from None


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--debug", is_flag=True, help="Show the traceback of an internal error.")
@click.version_option(None, "--version", package_name="kamdocs", message="kamdocs %(version)s")
@click.pass_context
def kamdocs(ctx: click.Context, debug: bool) -> None:
    """The key-account handbook as code: plans in YAML, checked against ten golden rules."""
    ctx.obj = debug


def main() -> None:
    """Run the command line; every way out is one of the exit codes 0 to 3.

    What it says is in the language of the folder's settings; help and wrong usage, which click words, are English.
    """
    from kamdocs.cli.exits import run

    with spoken(_language()):
        run(kamdocs)


def _language() -> str:
    try:
        return language_here(Path.cwd())
    except OSError:
        return LANGUAGES[0]  # the folder is gone, or closed to us; the command says so
