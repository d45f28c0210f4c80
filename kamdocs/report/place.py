"""A place in a file for every finding: forges refuse or drop what has none."""

import msgspec

from kamdocs.lint import Report
from kamdocs.settings.table import FILE


def placed(report: Report) -> Report:
    """The report with every finding in a file: a gap of the portfolio that has none stands where the settings are.

    They say what is asked of all accounts together. A path that a finding has stays.
    """
    replace = msgspec.structs.replace
    if all(one.gap.path for one in report.findings):
        return report
    findings = tuple(one if one.gap.path else replace(one, gap=replace(one.gap, path=FILE)) for one in report.findings)
    return replace(report, findings=findings)
