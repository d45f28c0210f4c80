"""The report as JUnit XML, for servers that show tests: an account is a suite, a finding a case."""

import re
from collections.abc import Iterable
from typing import Any

from kamdocs.language import _
from kamdocs.lint import Finding, Report, by_account
from kamdocs.report.printable import UNKNOWN, printable_lines

# Characters that XML 1.0 can't hold at all.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_junit(report: Report) -> str:
    """A suite for each account and one for the portfolio; errors and warnings fail, reminders are passed cases.

    An account without a finding has one passed case, so that it is seen to have been looked at.
    """
    from junitparser import JUnitXml

    document: Any = JUnitXml("kamdocs")
    for standing, found in by_account(report):
        counting = [finding for finding in found if finding.decisive]
        document.add_testsuite(_suite(standing.id if standing else "portfolio", counting, report.all_clear))
    if report.failed:
        document.add_testsuite(_failures(map(str, report.failed)))
    document.update_statistics()
    text: str = document.tostring().decode()
    return text if text.endswith("\n") else text + "\n"


def _failures(failed: Iterable[str]) -> Any:
    """What failed, as cases of their own: findings may be missing because of it."""
    from junitparser import Error, TestCase, TestSuite

    suite = TestSuite("kamdocs")
    for message in failed:
        case = TestCase("all checks ran", classname="kamdocs")
        case.result = [Error(_clean(message))]
        suite.add_testcase(case)
    return suite


def _suite(name: str, findings: list[Finding], all_clear: str) -> Any:
    from junitparser import TestCase, TestSuite

    suite = TestSuite(_clean(name))
    for finding in findings:
        suite.add_testcase(_case(name, finding))
    if not findings:
        suite.add_testcase(TestCase(all_clear, classname=_clean(name)))
    return suite


def _case(account: str, finding: Finding) -> Any:
    from junitparser import Failure, TestCase

    gap = finding.gap
    record = f" ({gap.record})" if gap.record else ""
    case = TestCase(_clean(f"{gap.check} {finding.check.name}{record}"), classname=_clean(account))
    to_do = _("to do: {hint}").format(hint=gap.hint)
    text = _clean(f"{gap.path or 'portfolio'}:{gap.place.line}: {finding.message}\n{to_do}")
    if gap.severity == "info":
        case.system_out = text
    else:
        failure = Failure(_clean(str(finding.message)), gap.severity)
        failure.text = text
        case.result = [failure]
    return case


def _clean(text: str) -> str:
    return _NOT_XML.sub(UNKNOWN, printable_lines(text))
