"""Which plans are held to which checks: whoever winds down is still owed promises, orders, answers and complaints."""

import pytest

from kamdocs.rules.catalogue import CHECKS
from tests.plans import find_gaps_in

BY_CODE = {check.code: check for check in CHECKS}
OWED_TO_THE_END = {check.code for check in CHECKS if check.rule.number in (3, 5, 8)} | {"KAM204"}
AFTERWARDS = {"KAM912"}


@pytest.mark.parametrize(("status", "codes"), [("winding-down", OWED_TO_THE_END), ("former", AFTERWARDS)])
def test_what_is_owed_to_customers_that_go(status, codes):
    asked = [check for check in CHECKS if check.scope == "account" and check.rule.number >= 0]
    assert {check.code for check in asked if status in check.holds} == codes
    assert all({"active", "at-risk"} <= check.holds for check in asked)


OWED = {
    "requests": [{"id": "q", "received_at": "2026-02-02T09:00:00+01:00"}],
    "commitments": [{"id": "c", "text": "T", "made_on": "2026-01-05", "due": "2026-02-02"}],
    "orders": [
        {"id": "o", "status": "delayed", "ordered_on": "2026-01-05", "promised_on": "2026-02-02",
         "delays": [{"known_on": "2026-01-26"}]},
    ],
    "nonconformities": [
        {"id": "n", "kind": "claim", "status": "received", "text": "T", "received_on": "2026-02-02"},
        {"id": "r", "kind": "claim", "status": "rejected", "text": "T", "received_on": "2026-02-02"},
        {"id": "d", "kind": "claim", "status": "closed", "text": "T", "received_on": "2026-02-02",
         "resolved_on": "2026-02-03", "dissatisfied_on": "2026-02-04"},
    ],
}  # fmt: skip
"""A plan in which everything that is owed to the end is missing."""


def owed_by(status):
    return {
        gap.check
        for gap in find_gaps_in({"status": status, **OWED})
        if gap.severity == "error" and BY_CODE[gap.check].rule.number > 0
    }


def test_errors_are_told_of_whoever_winds_down():
    errors = {
        "KAM204", "KAM301", "KAM302", "KAM502", "KAM504", "KAM801", "KAM802", "KAM803", "KAM805", "KAM809", "KAM810",
    }  # fmt: skip
    assert owed_by("winding-down") == errors
    assert owed_by("active") > errors
    assert owed_by("former") == set()
