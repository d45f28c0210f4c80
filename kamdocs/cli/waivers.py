"""``kamdocs waivers``."""

from datetime import date

import click

from kamdocs.cli.exits import Exit
from kamdocs.cli.options import as_of_day, as_of_option, settings_here
from kamdocs.cli.streams import show, tell
from kamdocs.language import _, counted, plain_day
from kamdocs.lint import NothingToCheck, evaluate
from kamdocs.report.printable import printable
from kamdocs.rules.spans import later
from kamdocs.settings.error import SettingsError


@click.command("waivers")
@as_of_option
@click.option(
    "--expiring",
    type=click.IntRange(0, 3660),
    metavar="DAYS",
    help="Only those that end within so many days, or have ended.",
)
def command(as_of: date | None, expiring: int | None) -> int:
    """List the gaps that are accepted for a while: until when, where, which, why and by whom; the next to end first.

    Ends with 1 where a plan can't be read.
    """
    settings = settings_here()
    day, _note = as_of_day(as_of, settings)
    try:
        evaluation = evaluate(settings, day)
    except NothingToCheck as error:
        raise SettingsError(str(error), _("name the accounts folder in pyproject.toml under [tool.kamdocs]")) from error
    rows = [(waiver, file) for file in evaluation.files if file.account for waiver in file.account.waivers]
    if expiring is not None:
        rows = [row for row in rows if row[0].until <= later(day, expiring)]
    for waiver, file in sorted(rows, key=lambda row: (row[0].until, row[1].id, row[0].key)):
        ended = click.style(f" ({_('ended')})", fg="red") if waiver.until < day else ""
        told = printable(f"{file.id}  {waiver.key}  {waiver.reason} ({waiver.by})")
        show(f"{plain_day(waiver.until)}{ended}  {told}")
    tell(_("{figures}, as of {day}").format(figures=counted(len(rows), "waiver"), day=plain_day(day)))
    unread = [file.path for file in evaluation.files if not file.assessed]
    for path in unread:
        note = _("{path} can't be read: what it accepts is not listed; kamdocs check says why").format(path=path)
        tell(_("note: {note}").format(note=printable(note)))
    return Exit.FINDINGS if unread else Exit.OK
