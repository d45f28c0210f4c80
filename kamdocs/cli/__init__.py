"""The command line: the only room that prints, reads the clock, and exits.

The commands are imported when they are called, so that help and completion stay instant.
"""

import importlib
import os
from pathlib import Path
from typing import Any

import click

from kamdocs.language import LANGUAGES, spoken
from kamdocs.settings.table import language_here

GROUPS = {
    "Keep a plan": {
        "new": "Begin the plan of a customer.",
        "log": "Log a visit, a call or another talk with a customer.",
        "promise": "Write down what we promised.",
        "action": "Write down what one of us is to do.",
        "request": "Write down what the customer asked for, and answer it.",
        "complaint": "Write down a remark, a complaint or a claim.",
        "order": "Write down an order.",
        "need": "Write down what the customer needs.",
        "opportunity": "Write down what the customer could buy.",
        "help-asked": "Write down a favour that we were asked for.",
        "interview": "Write down a talk about satisfaction.",
        "person": "Add a person at the customer.",
        "add": "Add any record that a plan may hold.",
        "done": "Say that something is done: kept, delivered, answered, resolved.",
        "set": "Set fields of a plan, or of one of its records.",
        "remove": "Take out a record that was written by mistake.",
        "left": "Say that a person of the customer has left.",
        "walk": "Go through what is missing, one question at a time.",
        "colleague": "Add one of our people, or change what the team says of them.",
        "handover": "Hand accounts over to a colleague.",
        "rename": "Give an account another id.",
        "forget": "Erase a person from a plan.",
        "fix": "Mend what has one right reading.",
    },
    "Bring in and take out": {
        "import": "Bring in what a CRM or an ERP exports.",
        "export": "Write the plans as tables.",
    },
    "Look and publish": {
        "build": "Build the handbook into a folder of pages.",
        "check": "Check account plans and list their gaps.",
        "diff": "Tell what a change does to the plans.",
        "explain": "Explain a check: why it matters and how to close its gap.",
        "files": "Check files before a commit: what makes them unreadable or untrue.",
        "history": "Tell how the plans stood over time, out of git.",
        "init": "Begin a handbook in a folder.",
        "known": "Show a plan as it was known on a day.",
        "rules": "List the golden rules and their checks.",
        "serve": "Serve the handbook and rebuild it when a plan is saved.",
        "settings": "Print the settings that hold here, and where they come from.",
        "version": "Show the version.",
        "waivers": "List the gaps that are accepted for a while.",
    },
}
"""The commands by what people come for, each with what it does."""
COMMANDS = {name: told for group in GROUPS.values() for name, told in group.items()}
_MODULES = {"import": "import_"}
"""Commands whose names Python keeps for itself."""


class _LazyGroup(click.Group):
    """A group whose commands live in a module each, of the same name."""

    def list_commands(self, _: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = _MODULES.get(name, name.replace("-", "_"))
        command: click.Command = importlib.import_module(f"kamdocs.cli.{module}").command
        return command

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        for title, group in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl(list(group.items()))

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

    for name in ("GIT_DIR", "GIT_WORK_TREE"):  # within a hook they name its repository, and not the folder's
        os.environ.pop(name, None)
    with spoken(_language()):
        run(kamdocs)


def _language() -> str:
    try:
        return language_here(Path.cwd())
    except OSError:
        return LANGUAGES[0]  # the folder is gone, or closed to us; the command says so
