"""The report as Markdown, for the summary of a job or an issue: short, with the details folded."""

import re
from collections import Counter
from collections.abc import Iterator

from kamdocs.lint import Finding, Report
from kamdocs.rules.gap import SEVERITIES

SOON = 50
"""So many of the gaps that open soon are told."""
LIMIT = 45_000
"""Characters after which no further account is begun: issues and comments of forges hold some 65,000."""

# Everything that Markdown, HTML or a forge (mentions, links, issue numbers) could read as more than text.
_SPECIAL = re.compile(r"[\\`*_{}\[\]()#+.!|~@:&<>\-]")


def render_markdown(report: Report) -> str:
    """The findings that count: the figures, then each account folded, the worst first."""
    lines = [f"**Key accounts as of {report.as_of}:** {_figures(report)}", ""]
    names = {standing.id: standing.name for standing in report.standings}
    accounts: dict[str | None, list[Finding]] = {}
    for finding in report.decisive():  # worst first, and so are the accounts
        accounts.setdefault(finding.gap.account, []).append(finding)
    for place, (account, findings) in enumerate(accounts.items()):
        if sum(map(len, lines)) > LIMIT:
            lines.append(f"… and {len(accounts) - place} more accounts.")
            break
        lines += _account(names.get(account or "", account), findings)
    lines += _soon([finding for finding in report.findings if finding.state == "upcoming"])
    return "\n".join(lines).rstrip() + "\n"


def _soon(findings: list[Finding]) -> Iterator[str]:
    """What opens within the days that were asked for, the next first."""
    told = sorted((one for one in findings if one.covered_by is None), key=lambda one: str(one.gap.opens_on))
    if told:
        yield f"<details open><summary>Opens soon: {len(told)}</summary>"
        yield ""
        for finding in told[:SOON]:
            gap = finding.gap
            where = plain(gap.account) if gap.account else "the portfolio"
            yield f"- {gap.opens_on} {where}: **{gap.severity}** {gap.check} {finding.check.name}: {plain(gap.message)}"
        if len(told) > SOON:
            yield f"- and {len(told) - SOON} more"
        yield ""
        yield "</details>"


def plain(text: object) -> str:
    """A text of a file as Markdown that shows it as it stands: no markup, no mention, no link."""
    flat = " ".join(str(text).split())
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", flat)


def _figures(report: Report) -> str:
    counts = Counter(finding.gap.severity for finding in report.decisive())
    names = {"error": "errors", "warning": "warnings", "info": "prompts"}
    found = [f"{counts[severity]} {names[severity]}" for severity in SEVERITIES if counts[severity]]
    return f"{len(report.standings)} accounts, {', '.join(found) or 'no open gap'}"


def _account(name: str | None, findings: list[Finding]) -> Iterator[str]:
    title = plain(name) if name else "The portfolio as a whole"
    worst = findings[0].gap.severity
    yield f"<details><summary>{title}: {len(findings)} ({worst})</summary>"
    yield ""
    for finding in findings:
        gap = finding.gap
        since = f" (since {gap.opens_on})" if gap.opens_on else ""
        place = f" `{gap.path.replace('`', '')}:{gap.place.line}`" if gap.path else ""
        yield f"- **{gap.severity}** {gap.check} {finding.check.name}: {plain(gap.message)}{since}{place}"
    yield ""
    yield "</details>"
    yield ""
