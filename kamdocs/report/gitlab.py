"""The report for GitLab's Code Quality: a list of issues, each at a line of a file."""

from kamdocs.language import Sentence, _
from kamdocs.lint import Report
from kamdocs.lint.fingerprint import digest, numbered
from kamdocs.report.json import json_text
from kamdocs.report.place import placed
from kamdocs.settings.table import FILE

SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render_gitlab(report: Report) -> str:
    """The findings that count, as Code Quality wants them: description, name, fingerprint, severity, place."""
    issues = [
        {
            "description": _("{message} (to do: {hint})").format(message=finding.message, hint=finding.gap.hint),
            "check_name": f"{finding.gap.check} {finding.check.name}",
            "fingerprint": name,
            "severity": SEVERITIES[finding.gap.severity],
            "location": {"path": finding.gap.path, "lines": {"begin": finding.gap.place.line}},
        }
        for finding, name in numbered(placed(report).decisive())
    ]
    return json_text([*map(_failure, report.failed), *issues])


def _failure(failed: Sentence) -> dict[str, object]:
    """What failed, as an issue: else nobody would see that findings may be missing."""
    return {
        "description": str(failed),
        "check_name": "kamdocs",
        "fingerprint": digest("failed", str(failed)),
        "severity": "blocker",
        "location": {"path": FILE, "lines": {"begin": 1}},
    }
