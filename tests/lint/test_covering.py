"""One cause, one finding: what a cause covers, from when on, and while it is waived."""

import pytest

from tests.plans import TEAM, report_on, write_handbook


def covered(folder, plan, as_of, team=None):
    """By check and record, what covers each open finding of a plan."""
    report = report_on(write_handbook(folder, {"x": plan}, team=team), as_of)
    return {(one.gap.check, one.gap.record): one.covered_by for one in report.findings}


def waivers(*checks):
    return [{"check": check, "reason": "R", "until": "2026-12-31", "by": "ana.novak"} for check in checks]


def call(number, day, *people):
    return {"id": f"i{number}", "date": day, "kind": "call", "with": people, "by": ["ana.novak"], "initiated_by": "us"}


EVA = {"id": "eva", "name": "Eva Zec", "influence": "high"}
SILENT = {"stakeholders": [EVA], "interactions": [call(1, "2026-04-01", "eva")]}
"""Silent since 16 May 2026; that one of ours alone has met them is known since 2025."""


def test_a_silence_of_last_week_does_not_hide_what_was_open_before(tmp_path):
    found = covered(tmp_path, SILENT, "2026-05-20")
    assert found["KAM1001", None] is None
    assert found["KAM908", None] is None
    assert found["KAM901", None] is None


def test_a_silence_covers_what_opens_after_it(tmp_path):
    found = covered(tmp_path, SILENT, "2026-07-01")
    assert found["KAM1003", None] == "KAM1001"
    assert found["KAM1004", "eva"] == "KAM1001"
    assert found["KAM908", None] is None


@pytest.mark.parametrize(("cadence", "coverer"), [(90, "KAM1001"), (91, None)])
def test_what_opens_on_the_same_day_is_covered_and_the_day_before_is_not(tmp_path, cadence, coverer):
    """Someone of high influence in a key account is to hear from us within 90 days."""
    found = covered(tmp_path, {**SILENT, "agreed_cadence_days": cadence}, "2026-07-05")
    assert found["KAM1001", None] is None
    assert found["KAM1004", "eva"] == coverer


def test_a_waived_silence_covers_all_the_same(tmp_path):
    found = covered(tmp_path, {**SILENT, "waivers": waivers("account-silent")}, "2026-07-01")
    assert found["KAM1004", "eva"] == "KAM1001"


NEWCOMER = {
    "decision_areas": ["quality", "finance"],
    "stakeholders": [
        {"id": "p", "name": "P", "area": "quality", "influence": "high", "added_on": "2024-02-01"},
        {"id": "q", "name": "Q", "influence": "high", "added_on": "2024-01-08"},
    ],
    "interactions": [call(1, "2025-05-20")],
}


@pytest.mark.parametrize("waived", [(), ("newcomer-not-met",)])
def test_a_newcomer_covers_the_silence_and_the_area_of_the_same_person(tmp_path, waived):
    found = covered(tmp_path, {**NEWCOMER, "waivers": waivers(*waived)}, "2025-06-01")
    assert found["KAM1004", "p"] == found["KAM905", "quality"] == "KAM910"
    assert found["KAM1004", "q"] is None
    assert found["KAM905", "finance"] is None


def test_a_newcomer_does_not_hide_an_area_that_nobody_knew_before(tmp_path):
    newcomer = {"id": "p", "name": "P", "area": "quality", "added_on": "2025-02-01"}
    found = covered(tmp_path, {**NEWCOMER, "stakeholders": [newcomer]}, "2025-06-01")
    assert found["KAM910", "p"] is None
    assert found["KAM905", "quality"] is None


@pytest.mark.parametrize(
    ("from_", "waived", "coverer"),
    [
        ("2024-02-07", (), "KAM202"),  # the day on which a deputy is asked for
        ("2024-02-06", (), None),
        ("2024-02-07", ("deputy-missing",), None),
    ],
)
def test_a_missing_deputy_covers_the_absences_after_it_unless_it_is_waived(tmp_path, from_, waived, coverer):
    absence = {"from": from_, "to": "2024-02-20"}
    team = [{**TEAM[0], "absences": [absence]}, *TEAM[1:]]
    plan = {"owner": "ana.novak", "waivers": waivers(*waived)}
    found = covered(tmp_path, plan, "2024-02-10", team)
    assert [by for (check, _), by in found.items() if check == "KAM203"] == [coverer]


@pytest.mark.parametrize(("waived", "coverer"), [((), "KAM1002"), (("no-next-step",), None)])
def test_a_missing_next_step_covers_the_last_action_unless_it_is_waived(tmp_path, waived, coverer):
    actions = [
        {"id": one, "text": "T", "status": "open", "owner": "ana.novak", "due": due}
        for one, due in (("early", "2026-01-02"), ("last", "2026-01-10"))
    ]
    found = covered(tmp_path, {"actions": actions, "waivers": waivers(*waived)}, "2026-03-01")
    assert found["KAM1005", "last"] == coverer
    assert found["KAM1005", "early"] is None  # two days before there was no next step any more


@pytest.mark.parametrize("waived", [(), ("order-past-promise",)])
def test_an_order_past_its_promise_covers_that_nobody_told_of_it(tmp_path, waived):
    late = {"id": "o", "status": "in-execution", "ordered_on": "2026-01-05", "promised_on": "2026-02-02"}
    other = {**late, "id": "p", "promised_on": "2026-04-30", "delays": [{"known_on": "2026-02-05"}]}
    found = covered(tmp_path, {"orders": [late, other], "waivers": waivers(*waived)}, "2026-03-02")
    assert found["KAM504", "o/2026-02-03"] == "KAM502"
    assert found["KAM504", "p/2026-02-05"] is None


def test_an_order_past_its_promise_does_not_hide_a_delay_that_was_known_before(tmp_path):
    order = {"id": "o", "status": "delayed", "ordered_on": "2026-01-05", "promised_on": "2026-02-02"}
    order["delays"] = [{"known_on": "2026-01-19"}]
    found = covered(tmp_path, {"orders": [order]}, "2026-03-02")
    assert found["KAM504", "o/2026-01-19"] is None
    assert found["KAM502", "o"] is None


@pytest.mark.parametrize("waived", [(), ("rejected-without-reason",)])
def test_a_rejection_covers_owner_and_receipt_of_the_same_record_always(tmp_path, waived):
    """Both opened weeks before it was rejected."""
    complaint = {"kind": "claim", "text": "T", "received_on": "2026-01-05"}
    rejected = {**complaint, "id": "n", "status": "rejected", "resolved_on": "2026-02-02"}
    other = {**complaint, "id": "m", "status": "received"}
    plan = {"nonconformities": [rejected, other], "waivers": waivers(*waived)}
    found = covered(tmp_path, plan, "2026-03-02")
    assert found["KAM809", "n"] is None
    assert found["KAM801", "n"] == found["KAM802", "n"] == "KAM809"
    assert found["KAM801", "m"] is found["KAM802", "m"] is None


def test_before_a_rejection_is_overdue_it_covers_nothing(tmp_path):
    rejected = {"id": "n", "kind": "claim", "text": "T", "received_on": "2026-01-05", "status": "rejected"}
    found = covered(tmp_path, {"nonconformities": [{**rejected, "resolved_on": "2026-02-02"}]}, "2026-02-03")
    assert ("KAM809", "n") not in found
    assert found["KAM801", "n"] is found["KAM802", "n"] is None
