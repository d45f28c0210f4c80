"""How the program ends: 0 well, 1 with findings, 2 wrongly used or set up, 3 by a fault of its own."""

import sys
import traceback
from enum import IntEnum

import click

from kamdocs.language import _


class Exit(IntEnum):
    """The exit codes."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    INTERNAL = 3


def run(group: click.Group) -> None:
    """Run the command line and exit; no traceback reaches a user unless ``--debug`` is given."""
    try:
        code = group(standalone_mode=False, prog_name="kamdocs")
    except click.exceptions.Abort:
        click.echo(_("stopped"), err=True)
        code = 130
    except click.ClickException as error:
        error.show()
        code = Exit.USAGE
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone away, which is its right
        code = Exit.OK
    except Exception as error:
        code = _report(error)
    sys.exit(code if isinstance(code, int) else Exit.OK)


def _report(error: Exception) -> Exit:
    from kamdocs.settings.error import SettingsError
    from kamdocs.source.git import GitError

    if "--debug" in sys.argv[1:]:
        traceback.print_exception(error)
    if isinstance(error, SettingsError | GitError):
        click.echo(_("Error: {message}").format(message=error), err=True)
        if error.hint:
            click.echo(_("Hint: {hint}").format(hint=error.hint), err=True)
        return Exit.USAGE
    fault = _("kamdocs failed by a fault of its own ({name}). Nothing was written to your files.")
    click.echo(fault.format(name=type(error).__name__), err=True)
    please = _("Please report it with the command you ran: kamdocs --debug … shows the traceback to send along.")
    click.echo(please, err=True)
    return Exit.INTERNAL
