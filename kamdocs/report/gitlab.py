"""The report for GitLab's Code Quality: a list of issues, each at a line of a file."""

import msgspec

from kamdocs.language import _
from kamdocs.lint import Report
from kamdocs.lint.fingerprint import numbered

SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}
NOWHERE = "pyproject.toml"
"""Where a gap of the portfolio stands that has no file: GitLab wants one, and the settings are the portfolio's."""


def render_gitlab(report: Report) -> str:
    """The findings that count, as Code Quality wants them: description, name, fingerprint, severity, place."""
    issues = [
        {
            "description": _("{message} (to do: {hint})").format(message=finding.gap.message, hint=finding.gap.hint),
            "check_name": f"{finding.gap.check} {finding.check.name}",
            "fingerprint": name,
            "severity": SEVERITIES[finding.gap.severity],
            "location": {"path": finding.gap.path or NOWHERE, "lines": {"begin": finding.gap.place.line}},
        }
        for finding, name in numbered(report.decisive())
    ]
    return msgspec.json.format(msgspec.json.encode(issues), indent=2).decode() + "\n"
