"""``kamdocs walk``: through what is missing, one question at a time."""

from datetime import date
from typing import TYPE_CHECKING

import click

from kamdocs.cli.completion import complete_account, complete_person
from kamdocs.cli.exits import Exit
from kamdocs.cli.options import as_of_option
from kamdocs.cli.streams import tell
from kamdocs.language import _, ngettext
from kamdocs.settings.error import SettingsError

if TYPE_CHECKING:
    from kamdocs.keeping.handbook import Handbook
    from kamdocs.lint import Report

AHEAD_DAYS = 30
"""How far ahead the walk looks: what opens within so many days is asked about, too."""
_TAKES_A_MOMENT = 100
"""From how many accounts on it is said that they are read."""


@click.command("walk")
@click.argument("account", required=False, shell_complete=complete_account)
@click.option("--owner", metavar="me|ID", help="Only the accounts of one of us.", shell_complete=complete_person)
@as_of_option
def command(account: str | None, owner: str | None, as_of: date | None) -> Exit:
    """Go through what is missing, one question at a time: of an ACCOUNT, of an owner's accounts, or of all.

    Open gaps come first, then those that open within 30 days, in the order of attention. Each is told with why it
    matters, and asks one question; the answer is written into the plan at once. Skip what you don't know, go back,
    quit whenever you like: nothing is lost.

    \b
    Examples:
      kamdocs walk --owner me
      kamdocs walk zeleznik
      kamdocs walk železnik --as-of 2026-11-30
    """  # noqa: D301 (click wants the backspace itself)
    from kamdocs.cli.asking import at_terminal
    from kamdocs.cli.keeping import WritingOptions, handbook_here

    if not at_terminal():
        hint = _("without a terminal, kamdocs check lists the gaps, and kamdocs set, log and done write the answers")
        raise SettingsError(_("kamdocs walk asks questions, and nobody is there to answer them"), hint)
    handbook, day = handbook_here(WritingOptions(as_of=as_of))
    from kamdocs.cli.summary import tell_failures
    from kamdocs.cli.walking import Guide

    report = _report(handbook, day, account, owner)
    guide = Guide(handbook, day, AHEAD_DAYS)
    try:
        guide.lead(report)
    finally:
        guide.tell_end()
    return tell_failures(report)


def _report(handbook: "Handbook", day: date, account: str | None, owner: str | None) -> "Report":
    """What is to be gone through: all the gaps of the account, of the owner's accounts, or of all."""
    from kamdocs.cli.meant import find_account_id, find_person
    from kamdocs.lint.selection import Selection, hold_owner, select

    meant = find_account_id(handbook, account) if account is not None else None
    number = len(handbook.ids)
    if meant is None and number >= _TAKES_A_MOMENT:
        tell(ngettext("reading {number} account …", "reading {number} accounts …", number).format(number=number))
    report = handbook.gaps(day, account=meant, upcoming_days=AHEAD_DAYS)
    if owner is not None:
        person = find_person(handbook, owner)
        hold_owner(person, report)
        return select(report, Selection(owner=person))
    return report
