"""The report as Markdown, for the summary of a job or an issue: short, with the details folded."""

from collections import Counter
from collections.abc import Iterator, Mapping

from kamdocs.language import _, counted, label, ngettext, plain_day
from kamdocs.lint import Finding, Report, by_account, soonest
from kamdocs.report.plain import plain, plain_html
from kamdocs.report.printable import printable
from kamdocs.rules.gap import SEVERITIES

MARKER = "<!-- kamdocs check -->"
"""The first line, which nobody sees: by it a report is known for one."""

SOON = 50
"""So many of the gaps that open soon are told."""
LIMIT = 45_000
"""Characters after which no further account is begun: issues and comments of forges hold some 65,000."""

_NOUNS = {"error": "error", "warning": "warning", "info": "reminder"}


def render_markdown(report: Report) -> str:
    """The findings that count: the figures, then each account folded, in the order of attention."""
    lines = [MARKER, f"**{_('Key accounts as of {day}:').format(day=plain_day(report.as_of))}** {_figures(report)}", ""]
    if doubts := [*(f"- **{plain(one)}**" for one in report.failed), *(f"- {plain(one)}" for one in report.left_out)]:
        lines += [*doubts, ""]
    names = {standing.id: standing.name for standing in report.standings}
    accounts = [(one, [gap for gap in found if gap.decisive]) for one, found in by_account(report)]
    accounts = [(one, found) for one, found in accounts if found]
    for place, (standing, findings) in enumerate(accounts):
        if sum(map(len, lines)) > LIMIT:
            lines.append(_("… and {accounts} more.").format(accounts=counted(len(accounts) - place, "account")))
            break
        lines += _account(standing.name if standing else None, findings)
    lines += _soon([finding for finding in report.findings if finding.state == "upcoming"], names)
    return "\n".join(lines).rstrip() + "\n"


def _soon(findings: list[Finding], names: Mapping[str, str]) -> Iterator[str]:
    """What opens within the days that were asked for, the next first."""
    told = soonest(one for one in findings if one.covered_by is None)
    if told:
        yield f"<details open><summary>{_('Opens soon')}: {len(told)}</summary>"
        yield ""
        for finding in told[:SOON]:
            gap = finding.gap
            where = plain(names.get(gap.account, gap.account)) if gap.account else _("the portfolio")
            severity = label(gap.severity)
            day = plain_day(gap.opens_on) if gap.opens_on else ""
            yield f"- {day} {where}: **{severity}** {gap.check} {finding.check.name}: {plain(finding.message)}"
        if len(told) > SOON:
            yield f"- {_('and {number} more').format(number=len(told) - SOON)}"
        yield ""
        yield "</details>"


def _figures(report: Report) -> str:
    counts = Counter(finding.gap.severity for finding in report.decisive())
    found = [counted(counts[severity], _NOUNS[severity]) for severity in SEVERITIES if counts[severity]]
    return f"{counted(len(report.standings), 'account')}, {', '.join(found) or report.all_clear}"


def _account(name: str | None, findings: list[Finding]) -> Iterator[str]:
    title = plain_html(name) if name else _("The portfolio as a whole")
    number = len(findings)
    told = ngettext("{name}: {number} gap, {severity}", "{name}: {number} gaps, the worst: {severity}", number)
    worst = label(findings[0].gap.severity)
    yield f"<details><summary>{told.format(name=title, number=number, severity=worst)}</summary>"
    yield ""
    for finding in findings:
        gap = finding.gap
        since = f" ({_('since {day}').format(day=plain_day(gap.opens_on))})" if gap.opens_on else ""
        place = f" `{printable(gap.path).replace('`', '')}:{gap.place.line}`" if gap.path else ""
        severity = label(gap.severity)
        yield f"- **{severity}** {gap.check} {finding.check.name}: {plain(finding.message)}{since}{place}"
    yield ""
    yield "</details>"
    yield ""
