"""A plan's first weeks are a ramp, not a wall: no day on which more than three new gaps open."""

from collections import Counter
from datetime import timedelta

import pytest

from kamdocs.model import TIERS
from tests.plans import BASE, report_on, write_handbook

DAYS = 400
MOST = 3


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize(
    "plan",
    [{}, {"key_since": BASE["key_since"] - timedelta(days=2500), "plan": {"started_on": BASE["key_since"]}}],
    ids=["a new customer", "an old customer, whose plan is begun today"],
)
def test_at_most_three_gaps_open_on_one_day(tier, plan, tmp_path):
    folder = write_handbook(tmp_path, {"example": {"tier": tier, **plan}})
    report = report_on(folder, BASE["key_since"].isoformat(), upcoming_days=DAYS)
    opened = Counter(
        one.gap.opens_on
        for one in report.findings
        if one.gap.account and one.covered_by is None and one.gap.opens_on >= BASE["key_since"]
    )
    assert opened
    assert {day: number for day, number in opened.items() if number > MOST} == {}
