"""The last lines of a check: what was looked at, what is open, what to know about the day."""

from collections import Counter
from collections.abc import Iterator

import click

from kamdocs.cli.exits import Exit
from kamdocs.cli.streams import tell
from kamdocs.language import _, counted, ngettext, plain_day
from kamdocs.lint import Report
from kamdocs.report.printable import printable
from kamdocs.rules.gap import SEVERITIES


def summary(report: Report) -> str:
    """One line: how many accounts, which findings, as of when; and one for what could be mended, and for each note."""
    parts = [counted(len(report.standings), "account"), *_open(report), *_others(report)]
    line = _("{figures}, as of {day}").format(figures=", ".join(parts), day=plain_day(report.as_of))
    notes = (*report.left_out, *report.notes)
    return "\n".join(
        [
            click.style(line, fg=_colour(report), bold=True),
            *_mendable(report),
            *(_("note: {note}").format(note=printable(note)) for note in notes),
        ]
    )


def _mendable(report: Report) -> Iterator[str]:
    if number := report.mendable():
        told = ngettext("kamdocs fix could mend {number} of these", "kamdocs fix could mend {number} of these", number)
        yield told.format(number=number)


def _colour(report: Report) -> str:
    decisive = {finding.gap.severity for finding in report.decisive()}
    if "error" in decisive or report.failed:
        return "red"
    return "yellow" if "warning" in decisive or _unassessed(report) else "green"


def _unassessed(report: Report) -> int:
    return sum(not standing.assessed for standing in report.standings)


def _open(report: Report) -> Iterator[str]:
    if number := _unassessed(report):
        yield _("{number} not assessed").format(number=number)
    found = Counter(finding.gap.severity for finding in report.decisive())
    if not found:
        yield report.all_clear
    for severity in SEVERITIES:
        if found[severity]:
            yield counted(found[severity], "reminder" if severity == "info" else severity)


def _others(report: Report) -> Iterator[str]:
    states = Counter(finding.state for finding in report.findings if finding.covered_by is None)
    if states["upcoming"]:
        yield _("{number} upcoming").format(number=states["upcoming"])
    if states["waived"]:
        yield _("{number} waived").format(number=states["waived"])


def tell_failures(*reports: Report) -> Exit:
    """Tell on standard error what failed where it must not; how to end because of it: well where nothing did."""
    failed = dict.fromkeys(str(failure) for report in reports for failure in report.failed)
    for failure in failed:
        tell(_("Error: {message}").format(message=printable(failure)))
    if any(mishap.ours for report in reports for mishap in report.mishaps):
        hint = _("please report it with the plan, its text made unrecognisable; all other accounts were checked")
        tell(_("Hint: {hint}").format(hint=hint))
        return Exit.INTERNAL
    if failed:
        tell(_("Hint: {hint}").format(hint=_("correct the custom check; the others have run")))
        return Exit.USAGE
    return Exit.OK


def statistics(report: Report) -> str:
    """How many findings each check has, most first."""
    found = Counter(finding.gap.check for finding in report.decisive())
    names = {finding.gap.check: finding.check.name for finding in report.findings}
    rows = sorted(found.items(), key=lambda row: (-row[1], row[0]))
    return "".join(f"{number:>6}  {code:<8} {names[code]}\n" for code, number in rows)
