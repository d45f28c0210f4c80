"""The bad and good examples of every check's page, run: the bad one has the check's gap open, the good one has not."""

from datetime import date

import pytest

from kamdocs.rules.catalogue import CHECKS
from kamdocs.rules.explanation import PLAN
from tests.plans import read_examples

AS_OF = date(2026, 11, 23)
EXAMPLES = [
    pytest.param(check, files, fires, id=f"{check.code} {'bad' if fires else 'good'}")
    for check in CHECKS
    for files, fires in ((check.explanation.bad, True), (check.explanation.good, False))
]


@pytest.mark.parametrize(("check", "files", "fires"), EXAMPLES)
def test_bad_examples_fire_and_good_ones_do_not(check, files, fires, tmp_path):
    report = read_examples(tmp_path, dict(files), AS_OF)
    codes = {finding.gap.check for finding in report.findings if finding.state == "open"}
    assert (check.code in codes) is fires
    if not check.code.startswith("DOC"):
        assert {code for code in codes if code.startswith("DOC")} == set()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_every_check_explains_itself(check):
    explanation = check.explanation
    assert explanation.demands.endswith(".")
    assert explanation.why
    assert explanation.how_to_close
    assert dict(explanation.bad)
    assert PLAN in dict(explanation.good) or check.scope == "portfolio"
