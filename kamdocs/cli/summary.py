"""The last lines of a check: what was looked at, what is open, what to know about the day."""

from collections import Counter
from collections.abc import Iterator

import click

from kamdocs.cli.streams import tell
from kamdocs.language import _, counted
from kamdocs.lint import Report, tell_mishaps
from kamdocs.report.printable import printable
from kamdocs.rules.gap import SEVERITIES
from kamdocs.settings.values import Settings


def summary(report: Report) -> str:
    """One line, and one more for each note: how many accounts, which findings, as of when."""
    parts = [counted(len(report.standings), "account"), *_open(report), *_others(report)]
    line = _("{figures}, as of {day}").format(figures=", ".join(parts), day=report.as_of)
    decisive = {finding.gap.severity for finding in report.decisive()}
    colour = "red" if "error" in decisive else "yellow" if "warning" in decisive else "green"
    return "\n".join(
        [
            click.style(line, fg=colour, bold=True),
            *(_("note: {note}").format(note=printable(note)) for note in report.notes),
        ]
    )


def _open(report: Report) -> Iterator[str]:
    found = Counter(finding.gap.severity for finding in report.decisive())
    if not found:
        yield _("no open gap")
    for severity in SEVERITIES:
        if found[severity]:
            if severity == "info":
                yield _("{number} info").format(number=found[severity])
            else:
                yield counted(found[severity], severity)


def _others(report: Report) -> Iterator[str]:
    states = Counter(finding.state for finding in report.findings if finding.covered_by is None)
    if states["upcoming"]:
        yield _("{number} upcoming").format(number=states["upcoming"])
    if states["waived"]:
        yield _("{number} waived").format(number=states["waived"])


def tell_failures(settings: Settings, *reports: Report) -> bool:
    """Tell on standard error which custom checks can't be used or failed; whether there were any."""
    mishaps = [mishap for report in reports for mishap in report.mishaps]
    failures = [str(one) for one in (*settings.failures, *tell_mishaps(mishaps))]
    for failure in failures:
        tell(_("Error: {message}").format(message=printable(failure)))
    if failures:
        tell(_("Hint: {hint}").format(hint=_("correct the custom check; the others have run")))
    return bool(failures)


def statistics(report: Report) -> str:
    """How many findings each check has, most first."""
    found = Counter(finding.gap.check for finding in report.decisive())
    names = {finding.gap.check: finding.check.name for finding in report.findings}
    rows = sorted(found.items(), key=lambda row: (-row[1], row[0]))
    return "".join(f"{number:>6}  {code:<8} {names[code]}\n" for code, number in rows)
