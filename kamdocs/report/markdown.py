"""The report as Markdown, for the summary of a job or an issue: short, with the details folded."""

import re
from collections import Counter
from collections.abc import Iterator

from kamdocs.language import _, counted, pgettext
from kamdocs.lint import Finding, Report
from kamdocs.rules.gap import SEVERITIES

SOON = 50
"""So many of the gaps that open soon are told."""
LIMIT = 45_000
"""Characters after which no further account is begun: issues and comments of forges hold some 65,000."""

# Everything that Markdown, HTML or a forge (mentions, links, issue numbers) could read as more than text.
_SPECIAL = re.compile(r"[\\`*_{}\[\]()#+.!|~@:&<>\-]")

_NOUNS = {"error": "error", "warning": "warning", "info": "prompt"}


def render_markdown(report: Report) -> str:
    """The findings that count: the figures, then each account folded, the worst first."""
    lines = [f"**{_('Key accounts as of {day}:').format(day=report.as_of)}** {_figures(report)}", ""]
    names = {standing.id: standing.name for standing in report.standings}
    accounts: dict[str | None, list[Finding]] = {}
    for finding in report.decisive():  # worst first, and so are the accounts
        accounts.setdefault(finding.gap.account, []).append(finding)
    for place, (account, findings) in enumerate(accounts.items()):
        if sum(map(len, lines)) > LIMIT:
            lines.append(_("… and {accounts} more.").format(accounts=counted(len(accounts) - place, "account")))
            break
        lines += _account(names.get(account or "", account), findings)
    lines += _soon([finding for finding in report.findings if finding.state == "upcoming"])
    return "\n".join(lines).rstrip() + "\n"


def _soon(findings: list[Finding]) -> Iterator[str]:
    """What opens within the days that were asked for, the next first."""
    told = sorted((one for one in findings if one.covered_by is None), key=lambda one: str(one.gap.opens_on))
    if told:
        yield f"<details open><summary>{_('Opens soon')}: {len(told)}</summary>"
        yield ""
        for finding in told[:SOON]:
            gap = finding.gap
            where = plain(gap.account) if gap.account else _("the portfolio")
            severity = pgettext("value", gap.severity)
            yield f"- {gap.opens_on} {where}: **{severity}** {gap.check} {finding.check.name}: {plain(gap.message)}"
        if len(told) > SOON:
            yield f"- {_('and {number} more').format(number=len(told) - SOON)}"
        yield ""
        yield "</details>"


def plain(text: object) -> str:
    """A text of a file as Markdown that shows it as it stands: no markup, no mention, no link."""
    flat = " ".join(str(text).split())
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", flat)


def _figures(report: Report) -> str:
    counts = Counter(finding.gap.severity for finding in report.decisive())
    found = [counted(counts[severity], _NOUNS[severity]) for severity in SEVERITIES if counts[severity]]
    return f"{counted(len(report.standings), 'account')}, {', '.join(found) or report.all_clear}"


def _account(name: str | None, findings: list[Finding]) -> Iterator[str]:
    title = plain(name) if name else _("The portfolio as a whole")
    worst = findings[0].gap.severity
    yield f"<details><summary>{title}: {len(findings)} ({pgettext('value', worst)})</summary>"
    yield ""
    for finding in findings:
        gap = finding.gap
        since = f" ({_('since {day}').format(day=gap.opens_on)})" if gap.opens_on else ""
        place = f" `{gap.path.replace('`', '')}:{gap.place.line}`" if gap.path else ""
        severity = pgettext("value", gap.severity)
        yield f"- **{severity}** {gap.check} {finding.check.name}: {plain(gap.message)}{since}{place}"
    yield ""
    yield "</details>"
    yield ""
