"""The facts of a plan, as people read them."""

import msgspec
import pytest

from kamdocs.language import spoken
from kamdocs.lint import Standing
from kamdocs.lint.facts import facts_of
from kamdocs.lint.holding import held_to
from kamdocs.model import Shared, build_account

PLAN = {
    "name": "X",
    "status": "at-risk",
    "tier": "key",
    "key_since": "2024-01-01",
    "contract": {"renewal_on": "2027-04-01"},
    "revenue": [{"year": 2025, "amount": 1240000, "currency": "EUR"}],
    "stakeholders": [{"id": "p", "name": "P", "added_on": "2024-01-01", "influence": "high", "attitude": "opponent"}],
}
FULL = {
    "actions": [{"id": "a", "text": "Prepare it", "status": "open"}],
    "stakeholders": [
        *PLAN["stakeholders"],
        {"id": "g", "name": "Gone", "left_on": "2026-01-01", "successor": "p"},
        {"id": "n", "name": "Post", "left_on": "2026-01-01", "successor": "none"},
    ],
    "commitments": [
        {"id": "c", "text": "Prices", "made_on": "2026-01-01", "due": "2026-03-01", "first_due": "2026-02-01"}
    ],
    "orders": [
        {
            "id": "o1",
            "number": "PO 1/26",
            "status": "delayed",
            "ordered_on": "2026-01-05",
            "promised_on": "2026-05-01",
            "delays": [
                {"known_on": "2026-03-01"},
                {"known_on": "2026-03-02", "to": "2026-05-09", "told_on": "2026-03-03", "reason": "Steel"},
            ],
        }
    ],
    "nonconformities": [
        {
            "id": "q",
            "kind": "claim",
            "status": "rejected",
            "text": "Scratched",
            "received_on": "2026-03-01",
            "rejected_because": "Not ours",
            "told_on": "2026-03-04",
            "dissatisfied_on": "2026-03-05",
        }
    ],
    "risks": [
        {"id": "r1", "text": "Second source", "decision": "We live with it"},
        {"id": "r2", "text": "Steel", "mitigation": "a"},
    ],
    "needs": [{"id": "n1", "text": "Faster changes", "status": "open"}],
}


def told(**more):
    return dict(facts_of(build_account("x", "accounts/x.yml", {**PLAN, **more}), Shared()).values())


def test_facts_speak_as_the_pages_do():
    with spoken("sl"):
        facts = told()
    assert facts["podaljšanje pogodbe"] == "1. 4. 2027"
    assert facts["promet v letu 2025"] == "1.240.000 EUR"
    assert (facts["vpliv: P"], facts["odnos do nas: P"]) == ("velik", "nasprotuje")


def test_what_a_plan_is_held_to_speaks_as_the_pages_do():
    plan = {**PLAN, "plan": {"started_on": "2026-01-05"}}
    standing = Standing("x", "accounts/x.yml", build_account("x", "accounts/x.yml", plan), ())
    assert dict(held_to(standing).values()) == {
        "the status": "at risk",
        "the tier": "key",
        "key account since": "2024-01-01",
        "the plan's first day": "2026-01-05",
    }
    with spoken("sl"):
        assert dict(held_to(standing).values())["status"] == "ogrožen"


def test_what_the_file_does_not_tell_is_no_fact():
    account = build_account("x", "accounts/x.yml", PLAN)
    untold = msgspec.structs.replace(account, unknown=("tier",))
    assert ("tier",) not in held_to(Standing("x", "accounts/x.yml", untold, (), assessed=False))
    assert held_to(Standing("x", "accounts/x.yml", None, (), assessed=False)) == {}


@pytest.mark.parametrize(
    ("more", "label", "value"),
    [
        ({"parent": "group"}, "the group that it belongs to", "group"),
        ({"former_names": ["A", "B"]}, "former names", "A, B"),
        ({"status_since": "2026-01-05"}, "the status holds since", "2026-01-05"),
        ({"tier_reviewed_on": "2026-01-05"}, "the tier was reviewed", "2026-01-05"),
        ({"expansion": {"pursue": False, "reason": "R"}}, "we try to widen the cooperation", "no"),
        ({"contract": {"open_ended": True}}, "the contract has no end", "yes"),
        ({"contract": {"ended_on": "2026-01-05"}}, "the contract ended", "2026-01-05"),
        ({"contract": {"action": "a"}}, "the action that prepares the renewal", "Prepare it"),
        ({}, "the successor of Gone", "P"),
        ({}, "the successor of Post", "the post is gone"),
        ({}, "the day that was first promised for “Prices”", "2026-02-01"),
        ({}, "the promised day of order PO 1/26", "2026-05-01"),
        ({}, "what the customer calls order o1", "PO 1/26"),
        ({}, "order PO 1/26: delay known on 2026-03-01", "to no day yet, not told"),
        ({}, "order PO 1/26: delay known on 2026-03-02", "to 2026-05-09, told on 2026-03-03, Steel"),
        ({}, "why “Scratched” was rejected", "Not ours"),
        ({}, "the customer was told that “Scratched” is rejected", "2026-03-04"),
        ({}, "the customer isn't satisfied with what came of “Scratched”", "2026-03-05"),
        ({}, "what softens the risk “Second source”", "We live with it"),
        ({}, "what softens the risk “Steel”", "Prepare it"),
        ({}, "the need “Faster changes”", "open"),
    ],
)
def test_what_is_written_down_is_a_fact(more, label, value):
    assert told(**FULL, **more)[label] == value


def test_each_delay_of_one_day_is_a_fact_of_its_own():
    delays = [{"known_on": "2026-03-01", "to": day} for day in ("2026-05-02", "2026-05-03")]
    order = {"id": "o1", "status": "delayed", "ordered_on": "2026-01-05", "promised_on": "2026-05-01", "delays": delays}
    account = build_account("x", "accounts/x.yml", {**PLAN, "orders": [order]})
    assert sum(name[:3] == ("order", "o1", "delay") for name in facts_of(account, Shared())) == 2
