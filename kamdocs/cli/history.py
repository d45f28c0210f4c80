"""``kamdocs history``."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from kamdocs.cli.completion import complete_account
from kamdocs.cli.options import as_of_day, as_of_option
from kamdocs.cli.streams import show, tell
from kamdocs.cli.summary import tell_failures
from kamdocs.history import (
    Question,
    Sources,
    a_year_before,
    find_past,
    find_story,
    history_csv,
    history_json,
    history_text,
    tell_history,
)
from kamdocs.history.history import History
from kamdocs.history.periods import Every
from kamdocs.history.stories import local_day
from kamdocs.keeping.handbook import Handbook, open_handbook
from kamdocs.language import _, plain_day
from kamdocs.lint import Report
from kamdocs.report.printable import printable
from kamdocs.settings.error import SettingsError
from kamdocs.settings.load import allowed_checks

FORMATS: dict[str, Callable[[History], str]] = {"text": history_text, "json": history_json, "csv": history_csv}


@click.command("history")
@click.argument("account", required=False, shell_complete=complete_account)
@click.option("--since", metavar="DAY|REF",
              help="From this day on, or from that of a branch, tag or commit. [default: a year ago]")  # fmt: skip
@click.option("--every", type=click.Choice(["month", "week"]), default="month", show_default=True,
              help="A row for the end of each month, or of each week.")  # fmt: skip
@as_of_option
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True,
              help="What goes to standard output.")  # fmt: skip
def command(account: str | None, since: str | None, every: Every, as_of: date | None, format_: str) -> int:
    """Tell how the plans stood over time, as it was known at the end of each month or week.

    ACCOUNT is an id, a name or its beginning, or an id that the account had; without it, all plans are looked at. What
    was known comes out of git; the last row is of the as-of day, with the files as they are now.

    \b
    Examples:
      kamdocs history
      kamdocs history zeleznik --every week --since 2026-09-01
      kamdocs history --since v2026.1 --format csv > history.csv
    """  # noqa: D301 (click wants the backspace itself)
    handbook = open_handbook(Path.cwd(), allowed=allowed_checks(os.environ))
    day, note = as_of_day(as_of, handbook.settings)
    sources = sources_of(handbook)
    begin = _begin(since, day, sources)
    if begin > day:
        message = _("{day} lies after {as_of}, the last day that is asked about").format(day=begin, as_of=day)
        raise SettingsError(message, _("give an earlier day to --since, or a later one to --as-of"))
    known = None if account is None else account_meant(handbook, sources, account)
    history = tell_history(sources, Question(begin, day, every, known))
    show(FORMATS[format_](history), nl=False)
    for one in (*history.notes, *([note] if note else [])):
        tell(_("note: {note}").format(note=printable(one)))
    return tell_failures(Report(day, (), (), {}, failures=handbook.settings.failures))


def sources_of(handbook: Handbook) -> Sources:
    """What is known of a handbook: its files, and what git holds of them; without git that is the files alone."""
    past = find_past(handbook.folder.root, handbook.settings.timezone)
    return Sources(handbook.settings, handbook.folder, handbook.shared_files, past)


def account_meant(handbook: Handbook, sources: Sources, given: str) -> str:
    """The id of the account that is meant: one that it has or had, or as :func:`find_account_id` finds it."""
    from kamdocs.cli.meant import find_account_id

    if given not in handbook.ids and (story := find_story(sources.stories(), given)):
        return story.id
    return find_account_id(handbook, given)


def _begin(given: str | None, as_of: date, sources: Sources) -> date:
    """The first day that is asked about."""
    if given is None:
        return a_year_before(as_of)
    try:
        return date.fromisoformat(given)
    except ValueError:
        pass
    if sources.past is None:
        message = _("{value} is no day, and there is no git that could know it").format(value=given)
        raise SettingsError(message, _("write a day as {day}").format(day=plain_day(as_of)))
    repository = sources.past.repository
    return local_day(repository.committed_at(repository.commit(given)), sources.settings.timezone)
