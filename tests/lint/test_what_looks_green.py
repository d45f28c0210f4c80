"""A plan in which everything is in order, and what once hid in such a plan."""

import pytest

from tests.plans import report_on, write_handbook

TODAY = "2026-11-20"
GREEN = {
    "owner": "ana.novak",
    "deputy": "luka.zupan",
    "key_reason": "revenue",
    "tier_reviewed_on": "2026-02-10",
    "plan": {"reviewed_on": "2026-10-05"},
    "contract": {"start": "2024-10-30", "renewal_on": "2027-10-30"},
    "decision_areas": ["purchasing", "production"],
    "stakeholders": [
        {"id": "petra", "name": "Petra Čuk", "area": "purchasing", "level": "executive", "influence": "high",
         "buying_roles": ["decider"], "attitude": "supporter", "attitude_on": "2026-09-01", "added_on": "2024-01-08"},
        {"id": "joze", "name": "Jože Kos", "area": "production", "buying_roles": ["user"], "added_on": "2024-01-08"},
        {"id": "rok", "name": "Rok Zajc", "area": "purchasing", "added_on": "2024-01-08"},
    ],
    "expectations": [{"id": "e", "text": "Blanks by six", "fulfilment": "met", "as_of": "2026-09-01"}],
    "satisfaction": [
        {"id": "s", "date": "2026-09-01", "method": "interview-in-person", "by": "luka.zupan",
         "respondents": ["petra", "joze"], "reported_back_on": "2026-09-20",
         "bothers": [{"id": "b", "text": "Late invoices", "action": "invoices"}]},
    ],
    "reachability": {"first_response_hours": 8, "channels": ["phone"]},
    "commitments": [
        {"id": f"c{n}", "text": "A forecast", "by": "ana.novak", "made_on": "2026-06-01", "due": f"2026-07-0{n}",
         "kept_on": f"2026-07-0{n}"}
        for n in (1, 2, 3)
    ],
    "needs": [{"id": "n", "text": "Shorter changeovers", "status": "open", "confirmed_on": "2026-09-01"}],
    "briefings": [
        {"id": "t", "date": "2026-09-15", "topic": "Inserts", "kind": "demo", "need": "n", "audience": ["joze"],
         "by": ["luka.zupan"]},
    ],
    "orders_tracked_in": "https://erp.example/orders",
    "whitespace": [
        {"offering": "hardened-steel", "status": "owned", "as_of": "2026-09-01"},
        {"offering": "inserts", "status": "owned", "as_of": "2026-09-01"},
        {"offering": "heat-treatment", "status": "open", "as_of": "2026-09-01"},
    ],
    "nonconformities": [
        {"id": "x", "kind": "claim", "severity": "critical", "status": "rejected", "text": "Rust", "owner": "ana.novak",
         "received_on": "2026-11-02", "acknowledged_on": "2026-11-02", "resolved_on": "2026-11-04",
         "rejected_because": "Stored outdoors", "told_on": "2026-11-04"},
    ],
    "interactions": [
        {"id": "i", "date": "2026-10-20", "kind": "business-review", "with": ["petra", "joze", "rok"],
         "by": ["ana.novak", "luka.zupan"], "initiated_by": "us", "outcome": "The plan for 2027 is agreed"},
    ],
    "objectives": [{"id": "g", "text": "Their only supplier of inserts", "due": "2027-06-30"}],
    "actions": [
        {"id": "invoices", "text": "Invoice on delivery", "status": "open", "owner": "ana.novak",
         "added_on": "2026-09-02", "due": "2026-12-01"},
        {"id": "samples", "text": "Send samples", "status": "open", "owner": "ana.novak", "added_on": "2026-10-21",
         "due": "2026-12-10"},
    ],
}  # fmt: skip


def dropped(plan):
    return {**plan, "actions": [{**plan["actions"][0], "status": "dropped"}, plan["actions"][1]]}


def kept_seven_weeks_late(plan):
    kept = [{**one, "kept_on": f"2026-08-{20 + n}"} for n, one in enumerate(plan["commitments"])]
    return {**plan, "commitments": kept}


def rejected_in_silence(plan):
    (claim,) = plan["nonconformities"]
    told = ("owner", "acknowledged_on", "rejected_because", "told_on")
    return {**plan, "nonconformities": [{name: value for name, value in claim.items() if name not in told}]}


def contract_ended_three_weeks_ago(plan):
    return {**plan, "contract": {"start": "2024-10-30", "renewal_on": "2026-10-30"}}


WOUNDS = {
    dropped: {("KAM103", "b")},
    kept_seven_weeks_late: {("KAM306", None)},
    rejected_in_silence: {("KAM809", "x")},
    contract_ended_three_weeks_ago: {("KAM609", None)},
}


def decisive(report):
    return {(one.gap.check, one.gap.record) for one in report.decisive() if one.gap.severity != "info"}


def test_a_plan_in_which_all_is_in_order_has_no_gap(tmp_path):
    report = report_on(write_handbook(tmp_path, {"x": GREEN}), TODAY)
    assert decisive(report) == set()


@pytest.mark.parametrize(("wound", "told"), WOUNDS.items())
def test_each_wound_is_told(tmp_path, wound, told):
    report = report_on(write_handbook(tmp_path, {"x": wound(GREEN)}), TODAY)
    assert decisive(report) == told


def test_all_of_them_are_told_and_what_follows_is_covered(tmp_path):
    plan = GREEN
    for wound in WOUNDS:
        plan = wound(plan)
    report = report_on(write_handbook(tmp_path, {"x": plan}), TODAY)
    assert decisive(report) == set().union(*WOUNDS.values())
    covered = {(one.gap.check, one.gap.record, one.covered_by) for one in report.findings if one.covered_by}
    assert covered == {("KAM801", "x", "KAM809"), ("KAM802", "x", "KAM809")}
