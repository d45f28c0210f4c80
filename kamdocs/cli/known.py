"""``kamdocs known``."""

import os
from datetime import date
from pathlib import Path

import click

from kamdocs.cli.completion import complete_account
from kamdocs.cli.history import account_meant, sources_of
from kamdocs.cli.meant import spoken_day
from kamdocs.cli.options import as_of_day
from kamdocs.cli.streams import show, tell
from kamdocs.cli.summary import summary, tell_failures
from kamdocs.history import Sources, Version, find_story
from kamdocs.history.sources import how_it_is_judged
from kamdocs.keeping.handbook import open_handbook
from kamdocs.language import _, plain_day
from kamdocs.lint import Evaluation, Report, judge
from kamdocs.report.printable import printable, printable_lines
from kamdocs.report.text import render_text
from kamdocs.settings.error import SettingsError
from kamdocs.settings.load import allowed_checks
from kamdocs.source.text import MAX_BYTES


@click.command("known")
@click.argument("account", shell_complete=complete_account)
@click.option("--on", required=True, help="The day: 2026-03-31, yesterday, friday; what was known at its end.")
@click.option("--gaps", is_flag=True, help="List the gaps that were open then, and not the plan's text.")
def command(account: str, on: str, gaps: bool) -> int:
    """Show a plan as it was known at the end of a day: its text, or its gaps.

    ACCOUNT is an id, a name or its beginning, or an id that the account had. The gaps are judged with the team, the
    offerings and the settings of today.

    \b
    Examples:
      kamdocs known zeleznik --on 2026-03-31
      kamdocs known zeleznik --on yesterday --gaps
    """  # noqa: D301 (click wants the backspace itself)
    handbook = open_handbook(Path.cwd(), allowed=allowed_checks(os.environ))
    day = spoken_day(on, as_of_day(None, handbook.settings)[0])
    sources = sources_of(handbook)
    if sources.past is None:
        message = _("{folder} is in no git repository").format(folder=handbook.folder.root)
        raise SettingsError(message, _("what was known on a day is known to git alone"))
    version = _version(sources, account_meant(handbook, sources, account), day)
    report = _report(sources, version, day)
    commit = _("commit {commit} of {day}").format(commit=version.commit[:10], day=plain_day(version.day))
    tell(printable(_("{path}, {commit}").format(path=version.path.as_posix(), commit=commit)))
    if gaps:
        show(render_text(report), nl=False)
    else:
        show(printable_lines(_text(sources, version)))
    tell(summary(report))
    return tell_failures(report)


def _version(sources: Sources, one: str, day: date) -> Version:
    """The version that was the newest on a day; raises :class:`SettingsError` where nothing was known of it."""
    story = find_story(sources.stories(), one)
    if story is None:
        message = _("git knows no version of {account}").format(account=one)
        raise SettingsError(message, _("commit the plan: what is in no commit is known today only"))
    first = story.versions[0]
    version = story.on(day)
    if version is None:
        message = _("on {day} nothing was known of {account}").format(day=plain_day(day), account=one)
        if sources.past and sources.past.shallow:
            raise SettingsError(message, _("this clone is shallow: git fetch --unshallow brings older versions"))
        raise SettingsError(message, _("it is known since {day}").format(day=plain_day(first.day)))
    if not version.there:
        message = _("on {day} there was no plan of {account}").format(day=plain_day(day), account=one)
        raise SettingsError(message, _("it was taken out on {day}").format(day=plain_day(version.day)))
    return version


def _report(sources: Sources, version: Version, day: date) -> Report:
    """The gaps of one version as of a day; of the portfolio nothing is told, and that is said."""
    files = (sources.bench.evaluated(version, day),)
    shared = sources.shared_files.shared
    report = judge(Evaluation(files, shared, (), {}), sources.settings.policies, day)
    return Report(
        day,
        report.standings,
        report.findings,
        report.texts,
        notes=(*report.notes, how_it_is_judged()),
        mishaps=tuple(one for file in files for one in file.mishaps),
        failures=sources.settings.failures,
        unchecked=report.unchecked,
    )


def _text(sources: Sources, version: Version) -> str:
    data = b""
    if sources.past:
        data = next(sources.past.repository.streamed([version.blob or ""], MAX_BYTES), None) or b""
    return data[:MAX_BYTES].decode("utf-8-sig", "replace")
