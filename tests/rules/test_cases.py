"""Every check at its boundary days: the day before a gap opens, the day it opens, and how it closes.

The cases are data: one file a golden rule under ``cases/``.
"""

import re
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from kamdocs.rules.calendar import Calendar
from kamdocs.rules.catalogue import CHECKS
from kamdocs.rules.spans import later
from tests.plans import find_gaps_in, find_portfolio_gaps_in

FILES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
CASES = [
    pytest.param(case, id=f"{case['check']} {case['title']}")
    for file in FILES
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]
BY_CODE = {check.code: check for check in CHECKS}
DAY = timedelta(days=1)
BLAME = re.compile(r"\b(was|were|had|not told|nobody has|has not|have not)\b")
"""Words of the past, which nothing that lies ahead is told in."""


@pytest.mark.parametrize("case", CASES)
def test_gaps_live_as_the_case_says(case):
    found = found_in(case)
    usual = (None, BY_CODE[case["check"]].severity_for(case.get("plan", {}).get("tier", "key")))
    expected = [(record, opens, *rest, *usual[len(rest) :]) for record, opens, *rest in case["gaps"]]
    assert [(gap.record, gap.opens_on, gap.closes_on, gap.severity) for gap in found] == expected
    for words in {"message", "ahead"} & case.keys():
        assert str(getattr(found[0], words)) == case[words]
    for gap in found:
        assert not BLAME.search(str(gap.ahead or ""))
        assert gap.open_on(gap.opens_on)
        assert not gap.open_on(later(gap.opens_on, -1))
        if gap.closes_on:
            assert gap.open_on(gap.closes_on - DAY)
            assert not gap.open_on(gap.closes_on)


def found_in(case):
    """What the check finds: in one plan, or in several taken together."""
    if "plans" in case:
        return find_portfolio_gaps_in(case["plans"], case.get("team"), case.get("revenue", ()), case["check"])
    calendar = case.get("calendar", {})
    zone = ZoneInfo(calendar["timezone"]) if "timezone" in calendar else None
    return find_gaps_in(case["plan"], case.get("team"), case["check"], Calendar(zone, calendar.get("country")))


TESTED = [check.code for check in CHECKS if check.scope in ("account", "portfolio") and check.rule.number >= 0]


@pytest.mark.parametrize("code", TESTED)
def test_every_check_has_a_case_with_and_without_a_gap(code):
    counts = {len(case.values[0]["gaps"]) > 0 for case in CASES if case.values[0]["check"] == code}
    assert counts == {True, False}
