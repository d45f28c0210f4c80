"""Several reports as one: of a file at the command line and of another handbook's, say."""

from collections.abc import Sequence

from kamdocs.lint.attention import in_order
from kamdocs.lint.report import Report


def merge(reports: Sequence[Report]) -> Report:
    """Several reports of one day as one."""
    first = reports[0]
    if len(reports) == 1:
        return first
    return Report(
        as_of=first.as_of,
        standings=tuple(sorted((one for report in reports for one in report.standings), key=lambda one: one.id)),
        findings=in_order(one for report in reports for one in report.findings),
        texts={path: text for report in reports for path, text in report.texts.items()},
        notes=tuple(dict.fromkeys(note for report in reports for note in report.notes)),
        checks=first.checks,
        mishaps=tuple(mishap for report in reports for mishap in report.mishaps),
        unseen=sum(report.unseen for report in reports),
        fixes={path: fixes for report in reports for path, fixes in report.fixes.items()},
        unchecked=first.unchecked,
        narrowed=tuple(dict.fromkeys(words for report in reports for words in report.narrowed)),
    )
