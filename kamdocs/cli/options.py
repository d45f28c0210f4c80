"""What several commands share: the as-of date and the settings in force."""

import os
from datetime import date
from pathlib import Path

import click

from kamdocs.language import _, ngettext, plain_day
from kamdocs.rules.spans import FOREVER
from kamdocs.settings.clock import today
from kamdocs.settings.load import allowed_checks, load_settings
from kamdocs.settings.values import Settings

STALE_AFTER_DAYS = 31
"""A settings' as-of date that is older than this is named in the summary."""


class Day(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # generic since click 8.4
    """An ISO date."""

    name = "DATE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; click's own error where it is none."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            self.fail(_("{value} is not a day; write it as 2026-11-23.").format(value=value), param, ctx)
        if day == FOREVER:
            told = _(
                "{value} is the last day of the calendar, after which nothing can be reckoned; give an earlier one."
            )
            self.fail(told.format(value=value), param, ctx)
        return day


as_of_option = click.option(
    "--as-of", type=Day(), help="The day to ask about, as 2026-11-23. [default: the settings', else today]"
)


def check_names(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """The names of checks that begin so, for the completion of the shell."""
    from kamdocs.rules.catalogue import CHECKS

    names = [name for check in CHECKS for name in (check.name, check.code)]
    return [name for name in names if name.lower().startswith(incomplete.lower())]


def settings_here() -> Settings:
    """The settings that hold in the working folder."""
    return load_settings(Path.cwd(), allowed=allowed_checks(os.environ))


def as_of_day(given: date | None, settings: Settings) -> tuple[date, str | None]:
    """The as-of day, and a note where it comes from settings that have grown old."""
    if given is not None:
        return given, None
    if settings.as_of is None:
        return today(settings.timezone), None
    age = (today(settings.timezone) - settings.as_of).days
    if age <= STALE_AFTER_DAYS:
        return settings.as_of, None
    note = ngettext(
        "as of {day}, set in the settings {number} day ago", "as of {day}, set in the settings {number} days ago", age
    )
    return settings.as_of, note.format(day=plain_day(settings.as_of), number=age)
