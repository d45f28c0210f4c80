"""The report as Markdown, for the summary of a job or an issue: short, with the details folded."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from kamdocs.language import _, counted, pgettext
from kamdocs.lint import Finding, Report
from kamdocs.rules.gap import SEVERITIES

# Everything that Markdown, HTML or a forge (mentions, links, issue numbers) could read as more than text.
_SPECIAL = re.compile(r"[\\`*_{}\[\]()#+.!|~@:&<>\-]")

_NOUNS = {"error": "error", "warning": "warning", "info": "prompt"}


def render_markdown(report: Report) -> str:
    """The findings that count: the figures, then each account folded, the worst first."""
    lines = [f"**{_('Key accounts as of {day}:').format(day=report.as_of)}** {_figures(report)}", ""]
    findings = sorted(
        report.decisive(), key=lambda finding: (_worst(report, finding.gap.account), finding.gap.account or "")
    )
    for account, found in groupby(findings, key=lambda finding: finding.gap.account):
        lines += _account(report, account, list(found))
    return "\n".join(lines).rstrip() + "\n"


def plain(text: object) -> str:
    """A text of a file as Markdown that shows it as it stands: no markup, no mention, no link."""
    flat = " ".join(str(text).split())
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", flat)


def _figures(report: Report) -> str:
    counts = Counter(finding.gap.severity for finding in report.decisive())
    found = [counted(counts[severity], _NOUNS[severity]) for severity in SEVERITIES if counts[severity]]
    return f"{counted(len(report.standings), 'account')}, {', '.join(found) or _('no open gap')}"


def _worst(report: Report, account: str | None) -> tuple[int, int]:
    for place, finding in enumerate(report.decisive()):
        if finding.gap.account == account:
            return SEVERITIES.index(finding.gap.severity), place
    return len(SEVERITIES), 0


def _account(report: Report, account: str | None, findings: list[Finding]) -> Iterator[str]:
    names = {standing.id: standing.name for standing in report.standings}
    title = plain(names.get(account, account)) if account else _("The portfolio as a whole")
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
