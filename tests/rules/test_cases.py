"""Every check at its boundary days: the day before a gap opens, the day it opens, and how it closes.

The cases are data: one file a golden rule under ``cases/``.
"""

from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from kamdocs.rules.catalogue import BY_CODE, CHECKS
from kamdocs.rules.spans import later
from tests.plans import find_gaps_in

FILES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
CASES = [
    pytest.param(case, id=f"{case['check']} {case['title']}")
    for file in FILES
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]
DAY = timedelta(days=1)


@pytest.mark.parametrize("case", CASES)
def test_gaps_live_as_the_case_says(case):
    found = find_gaps_in(case["plan"], case.get("team"), case.get("revenue"), check=case["check"])
    usual = (None, BY_CODE[case["check"]].severity_for(case["plan"].get("tier", "key")))
    expected = [(record, opens, *rest, *usual[len(rest) :]) for record, opens, *rest in case["gaps"]]
    assert [(gap.record, gap.opens_on, gap.closes_on, gap.severity) for gap in found] == expected
    for gap in found:
        assert gap.open_on(gap.opens_on)
        assert not gap.open_on(later(gap.opens_on, -1))
        if gap.closes_on:
            assert gap.open_on(gap.closes_on - DAY)
            assert not gap.open_on(gap.closes_on)


ACCOUNT_CHECKS = [check.code for check in CHECKS if check.scope == "account" and check.rule.number >= 0]


@pytest.mark.parametrize("code", ACCOUNT_CHECKS)
def test_every_check_has_a_case_with_and_without_a_gap(code):
    counts = {len(case.values[0]["gaps"]) > 0 for case in CASES if case.values[0]["check"] == code}
    assert counts == {True, False}
