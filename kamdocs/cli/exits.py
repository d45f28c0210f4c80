"""How the program ends: 0 well, 1 with findings, 2 wrongly used or set up, 3 by a fault of its own."""

import io
import sys
import traceback
from enum import IntEnum

import click

from kamdocs.cli.streams import abandon, open_closed_streams, tell
from kamdocs.language import _

STOPPED = 130
"""What shells say of a program that was interrupted."""
NOBODY_READS = 141
"""What they say of one whose output nobody reads any more, before it came to a verdict."""


class Exit(IntEnum):
    """The exit codes."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    INTERNAL = 3


def run(group: click.Group) -> None:
    """Run the command line and exit; no traceback reaches a user unless ``--debug`` is given."""
    open_closed_streams()
    try:
        code = group(standalone_mode=False, prog_name="kamdocs")
    except click.exceptions.Abort:
        tell(_("stopped"))
        code = STOPPED
    except click.ClickException as error:
        code = _wrong_use(error)
    except BrokenPipeError:  # of what click writes by itself; our own output goes on to the verdict
        abandon(sys.stdout)
        abandon(sys.stderr)
        code = NOBODY_READS
    except Exception as error:
        code = _report(error)
    sys.exit(code if isinstance(code, int) else Exit.OK)


def _wrong_use(error: click.ClickException) -> Exit:
    """Click's own words, in which file names and arguments may stand."""
    from kamdocs.report.printable import printable_lines

    told = io.StringIO()
    error.show(file=told)
    tell(printable_lines(told.getvalue()))
    return Exit.USAGE


def _report(error: Exception) -> Exit:
    from kamdocs.report.printable import printable_lines
    from kamdocs.settings.error import SettingsError
    from kamdocs.source.git import GitError

    if "--debug" in sys.argv[1:]:
        tell("".join(traceback.format_exception(error)), nl=False)
    if isinstance(error, OSError):
        abandon(sys.stdout)
        where = f"{error.filename}: " if error.filename else ""
        error = SettingsError(f"{where}{error.strerror or error}", _("check the folder, its disk and your rights"))
    if isinstance(error, SettingsError | GitError):
        tell(_("Error: {message}").format(message=printable_lines(str(error))))
        if error.hint:
            tell(_("Hint: {hint}").format(hint=printable_lines(error.hint)))
        return Exit.USAGE
    fault = _("kamdocs failed by a fault of its own ({name}). Every file of yours is as it was, or written as a whole.")
    tell(fault.format(name=type(error).__name__))
    tell(_("Please report it with the command you ran: kamdocs --debug … shows the traceback to send along."))
    return Exit.INTERNAL
