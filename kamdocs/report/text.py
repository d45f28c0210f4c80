"""The report for people: by file, in the order of attention, with the place, two lines of the file and a hint."""

from collections.abc import Iterable, Iterator
from datetime import date

import click

from kamdocs.language import _, label, ngettext, plain_day
from kamdocs.lint import Finding, Report, group_rank
from kamdocs.report.printable import printable

_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
MAX_WIDTH = 110
"""Longer lines of a file are cut in the snippet."""


def render_text(report: Report) -> str:
    """The findings with ANSI colours; the command line takes them off where nobody sees them."""
    groups: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if finding.covered_by is None and finding.state != "waived":
            groups.setdefault(finding.gap.path or "", []).append(finding)
    ordered = sorted(groups.items(), key=lambda group: group_rank(*group))
    return "\n".join(_group(report, path, findings) for path, findings in ordered)


def _group(report: Report, path: str, findings: Iterable[Finding]) -> str:
    title = click.style(printable(path) or _("the portfolio"), bold=True, underline=True)
    text = report.texts.get(path, "")
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join([title, *(line for finding in findings for line in _lines(finding, lines, report.as_of))]) + "\n"


def _lines(finding: Finding, source: list[str], as_of: date) -> Iterator[str]:
    gap = finding.gap
    place = f"{printable(gap.path)}:{gap.place.line}:{gap.place.column}" if gap.path else _("portfolio")
    severity = click.style(label(gap.severity), fg=_COLOURS[gap.severity], bold=True)
    code = click.style(f"{finding.check.code} {finding.check.name}", bold=True)
    age_of_it = click.style(f"({age(finding, as_of)})", dim=True)
    yield f"{place}: {severity}: {code}: {printable(str(finding.message))} {age_of_it}"
    if gap.path:
        yield from _snippet(source, gap.place.line, gap.place.column)
    yield f"    {_('hint')}: {printable(str(gap.hint))}"


def age(finding: Finding, as_of: date) -> str:
    """How long a gap has been open, or when it opens: the age that messages leave out."""
    opens = finding.gap.opens_on
    if opens is None:
        return _("in the file")
    if opens == as_of:
        return _("opens today") if finding.state == "upcoming" else _("open since today")
    days = abs((as_of - opens).days)
    if opens < as_of:
        told = ngettext("open for {number} day, since {day}", "open for {number} days, since {day}", days)
    else:
        told = ngettext("opens in {number} day, on {day}", "opens in {number} days, on {day}", days)
    return told.format(number=days, day=plain_day(opens))


def _snippet(source: list[str], line: int, column: int) -> Iterator[str]:
    """The line of the place and the one above it, with a caret below the column."""
    if not 0 < line <= len(source) or not any(source):
        return
    start = max(0, column - MAX_WIDTH + 20)
    for number in range(max(1, line - 1), line + 1):
        shown = printable(f"|{source[number - 1][start : start + MAX_WIDTH]}")[1:]  # no line begins with it
        yield click.style(f"  {number:>5} | ", dim=True) + shown.rstrip()
    yield click.style("        | ", dim=True) + " " * (column - 1 - start) + click.style("^", fg="green", bold=True)
