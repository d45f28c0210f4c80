"""The report as workflow commands of GitHub Actions: each becomes an annotation on its line."""

from kamdocs.language import _
from kamdocs.lint import Finding, Report
from kamdocs.report.printable import printable_lines

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render_github(report: Report) -> str:
    """What failed, the findings that count, in the order of attention, and what was left out.

    GitHub shows ten of each kind a step, and drops the others.
    """
    failed = (f"::error title=kamdocs::{_text(str(one))}\n" for one in report.failed)
    left_out = (f"::notice title=kamdocs::{_text(one)}\n" for one in report.left_out)
    return "".join((*failed, *map(_command, report.decisive()), *left_out))


def _command(finding: Finding) -> str:
    gap = finding.gap
    properties = {"title": f"{gap.check} {finding.check.name}"}
    if gap.path:
        properties = {"file": gap.path, "line": str(gap.place.line), "col": str(gap.place.column), **properties}
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    told = _("{message}. To do: {hint}").format(message=finding.message, hint=gap.hint)
    return f"::{COMMANDS[gap.severity]} {listed}::{_text(told)}\n"


def _text(value: str) -> str:
    return printable_lines(value).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _text(value).replace(":", "%3A").replace(",", "%2C")
