"""Fields that are set, and what is kept of before."""

from datetime import date

import pytest

from kamdocs.keeping.intent import kind_of_record
from kamdocs.keeping.promised_days import Moving
from kamdocs.keeping.setting import Assignment, field_meant, set_fields
from kamdocs.schema.walk import schema_tree
from kamdocs.settings.error import SettingsError
from tests.keeping.reference import TODAY, changed, checks, handbook_in, plan_of, record

NOW = Moving(TODAY)
SLIP = Moving(TODAY, correct=True)


def put(**values):
    return [Assignment(tuple(name.split("__")), value) for name, value in values.items()]


@pytest.fixture
def zeleznik(tmp_path):
    handbook = handbook_in(tmp_path)
    return handbook, handbook.plan("zeleznik")


def after(zeleznik, way, moving=NOW, **values):
    handbook, plan = zeleznik
    return record(changed(handbook, plan, set_fields(plan.data, way, put(**values), moving)), *way)


def test_a_promise_that_is_moved_keeps_its_first_day(zeleznik):
    promise = after(zeleznik, ("commitments", "c2"), due="2026-12-11")
    assert (promise["due"], promise["first_due"]) == ("2026-12-11", "2026-11-30")


def test_so_does_an_action_and_the_first_day_stays_when_it_is_moved_again(zeleznik, tmp_path):
    handbook, plan = zeleznik
    change = changed(handbook, plan, set_fields(plan.data, ("actions", "a1"), put(due="2026-12-11"), NOW))
    again = handbook, handbook.as_plan(plan.path, change.after)
    action = after(again, ("actions", "a1"), due="2026-12-18")
    assert (action["due"], action["first_due"]) == ("2026-12-18", "2026-12-01")


def test_a_slip_of_the_pen_leaves_no_trace(zeleznik):
    assert "first_due" not in after(zeleznik, ("commitments", "c2"), SLIP, due="2026-12-11")


def test_a_promise_for_an_earlier_day_has_no_first_day(zeleznik):
    assert "first_due" not in after(zeleznik, ("commitments", "c2"), due="2026-11-25")


def test_one_that_is_moved_before_its_first_day_loses_that(tmp_path):
    found = plan_of(tmp_path, "actions: [{id: a1, text: Call, status: open, first_due: 2026-11-02, due: 2026-12-01}]")
    assert "first_due" not in after(found, ("actions", "a1"), due="2026-10-30")
    told = set_fields(found[1].data, ("actions", "a1"), put(due="2026-10-30"), NOW).told
    assert "first_due" in str(told[0])


def test_a_moved_day_closes_the_gap_of_a_promise_that_is_overdue(tmp_path):
    handbook, plan = plan_of(
        tmp_path, "commitments: [{id: c1, made_on: 2026-10-01, by: ana.novak, text: Prices, due: 2026-11-02}]"
    )
    change = changed(handbook, plan, set_fields(plan.data, ("commitments", "c1"), put(due="2026-12-11"), NOW))
    assert "commitment-overdue" in checks(change.closed)


@pytest.mark.parametrize("way", [("commitments", "c1"), ("actions", "a0")])
def test_what_is_settled_is_not_moved_but_corrected(way, zeleznik):
    with pytest.raises(SettingsError, match="settled"):
        after(zeleznik, way, due="2026-12-11")
    assert after(zeleznik, way, SLIP, due="2026-12-11")["due"] == "2026-12-11"


def test_an_order_that_is_moved_gets_a_delay(zeleznik):
    order = after(zeleznik, ("orders", "4500031"), Moving(TODAY, told=True, reason="Steel"), promised_on="2026-12-16")
    new = {"known_on": "2026-11-23", "to": "2026-12-16", "told_on": "2026-11-23", "reason": "Steel"}
    assert order["delays"][-1] == new
    assert (order["promised_on"], order["status"]) == ("2026-12-05", "delayed")


def test_the_first_delay_of_an_order_closes_its_gap(tmp_path):
    handbook, plan = plan_of(
        tmp_path, "orders: [{id: o1, status: confirmed, ordered_on: 2026-10-01, promised_on: 2026-11-20}]"
    )
    intent = set_fields(plan.data, ("orders", "o1"), put(promised_on="2026-12-16"), Moving(TODAY, told=True))
    change = changed(handbook, plan, intent)
    assert "order-past-promise" in checks(change.closed)
    assert record(change, "orders", "o1")["status"] == "delayed"


def test_a_correction_writes_the_promised_day_over(zeleznik):
    order = after(zeleznik, ("orders", "4500031"), SLIP, promised_on="2026-12-08")
    assert (order["promised_on"], len(order["delays"]), order["status"]) == ("2026-12-08", 1, "in-execution")


def test_an_order_that_is_earlier_than_it_was_said_is_not_delayed(zeleznik):
    order = after(zeleznik, ("orders", "4500031"), promised_on="2026-12-07")
    assert (order["delays"][-1]["to"], order["status"]) == ("2026-12-07", "in-execution")


def test_an_order_that_was_never_delayed_is_promised_earlier_and_not_late(tmp_path):
    found = plan_of(tmp_path, "orders: [{id: o1, status: confirmed, ordered_on: 2026-10-01, promised_on: 2026-12-20}]")
    order = after(found, ("orders", "o1"), promised_on="2026-12-10")
    assert (order["promised_on"], order["status"], "delays" in order) == ("2026-12-10", "confirmed", False)


@pytest.mark.parametrize("told", [True, False])
def test_of_one_day_there_is_one_delay_and_what_was_told_before_is_another_day(zeleznik, told):
    day = Moving(date(2026, 11, 18), told=told, reason="No steel at all")
    delays = after(zeleznik, ("orders", "4500031"), day, promised_on="2026-12-20")["delays"]
    new = {"known_on": "2026-11-18", "to": "2026-12-20", "reason": "No steel at all"}
    assert delays == [{**new, "told_on": "2026-11-18"} if told else new]


def test_the_same_day_again_says_only_that_it_was_told(tmp_path):
    text = "orders: [{id: o1, status: delayed, ordered_on: 2026-10-01, promised_on: 2026-11-20, delays: [{known_on: 2026-11-16, to: 2026-12-01}]}]"
    found = plan_of(tmp_path, text)
    order = after(found, ("orders", "o1"), Moving(TODAY, told=True), promised_on="2026-12-01")
    assert order["delays"] == [{"known_on": "2026-11-16", "to": "2026-12-01", "told_on": "2026-11-23"}]
    with pytest.raises(SettingsError, match="already"):
        after(found, ("orders", "o1"), promised_on="2026-12-01")


def test_an_order_that_was_never_delayed_is_not_moved_to_its_own_day(tmp_path):
    found = plan_of(tmp_path, "orders: [{id: o1, status: confirmed, ordered_on: 2026-10-01, promised_on: 2026-12-01}]")
    with pytest.raises(SettingsError, match="already"):
        after(found, ("orders", "o1"), Moving(TODAY, told=True), promised_on="2026-12-01")


def test_the_day_of_an_order_that_is_delivered_is_not_moved(zeleznik):
    with pytest.raises(SettingsError, match="delivered") as error:
        after(zeleznik, ("orders", "4500012"), promised_on="2026-12-16")
    assert "--correct" in error.value.hint


def test_a_new_status_is_so_since_today(zeleznik):
    plan = after(zeleznik, (), status="at-risk", tier="key")
    assert (plan["status_since"], plan["tier_reviewed_on"]) == ("2026-11-23", "2026-11-23")


def test_the_same_status_is_not_so_since_today_but_the_same_tier_was_looked_at(zeleznik):
    plan = after(zeleznik, (), status="active", tier="strategic")
    assert (plan["status_since"], plan["tier_reviewed_on"]) == ("2021-03-01", "2026-11-23")


def test_a_day_that_is_said_goes_before_today(zeleznik):
    assert after(zeleznik, (), status="at-risk", status_since="2026-11-02")["status_since"] == "2026-11-02"


def test_a_corrected_status_keeps_its_day(zeleznik):
    assert after(zeleznik, (), SLIP, status="at-risk")["status_since"] == "2021-03-01"


def test_what_was_looked_at_keeps_the_day_beside_it(zeleznik):
    assert after(zeleznik, ("stakeholders", "petra-cuk"), attitude="neutral")["attitude_on"] == "2026-11-23"
    assert after(zeleznik, ("expectations", "e1"), fulfilment="met")["as_of"] == "2026-11-23"
    assert after(zeleznik, ("whitespace", 2), status="open")["as_of"] == "2026-11-23"
    assert after(zeleznik, (), share_of_wallet__percent=50)["share_of_wallet"]["as_of"] == "2026-11-23"


def test_a_new_name_keeps_the_former_one(zeleznik):
    assert after(zeleznik, (), name="Železnik d.o.o.")["former_names"][-1] == "Orodjarna Železnik d.o.o."
    assert "Orodjarna Železnik d.o.o." not in after(zeleznik, (), SLIP, name="Železnik d.o.o.")["former_names"]


@pytest.mark.parametrize(
    ("way", "status", "day"),
    [
        (("actions", "a1"), "done", "done_on"),
        (("orders", "4500031"), "delivered", "delivered_on"),
        (("needs", "n1"), "addressed", "addressed_on"),
    ],
)
def test_a_status_that_claims_a_fact_gets_its_day(way, status, day, zeleznik):
    handbook, plan = zeleznik
    intent = set_fields(plan.data, way, put(status=status), NOW)
    assert record(changed(handbook, plan, intent), *way)[day] == "2026-11-23"
    assert day in str(intent.told[0])


def test_an_order_can_not_be_delayed_without_a_day(tmp_path):
    found = plan_of(tmp_path, "orders: [{id: o1, status: confirmed, ordered_on: 2026-10-01, promised_on: 2026-12-01}]")
    with pytest.raises(SettingsError, match="delays") as error:
        after(found, ("orders", "o1"), status="delayed")
    assert "promised_on" in error.value.hint


def test_a_field_is_taken_out(zeleznik):
    assert "website" not in after(zeleznik, (), website=None)
    assert "reason" not in after(zeleznik, ("whitespace", 2), reason=None)


def test_taking_out_what_is_not_there_changes_nothing(zeleznik):
    assert set_fields(zeleznik[1].data, ("risks", "r1"), put(decision=None), NOW).edits == ()


def test_a_record_that_is_not_there_is_begun(tmp_path):
    found = plan_of(tmp_path, "")
    plan = after(found, (), contract__start="2026-01-01", contract__renewal_on="2027-01-01")
    assert plan["contract"] == {"start": "2026-01-01", "renewal_on": "2027-01-01"}


def test_what_every_record_has_stays(zeleznik):
    with pytest.raises(SettingsError, match="can't be taken out"):
        after(zeleznik, (), tier=None)
    with pytest.raises(SettingsError, match="id of a record"):
        after(zeleznik, ("actions", "a1"), id="a9")


def test_fields_are_known_by_their_other_names_too():
    plan, order = schema_tree("account"), kind_of_record(("orders",))
    assert field_meant(plan, "tier").name == "tier"
    assert field_meant(plan, "Skrbnik").name == "owner"
    assert field_meant(order, "promised on").name == "promised_on"
    assert field_meant(plan, "contract.renewal_on").path == ("contract", "renewal_on")
    assert field_meant(plan, "external_ref.crm").path == ("external_ref", "crm")
    with pytest.raises(SettingsError) as error:
        field_meant(plan, "tierr")
    assert "tier" in error.value.hint
    with pytest.raises(SettingsError) as error:
        field_meant(order, "xyzzy.plugh")
    assert "promised_on" in error.value.hint


@pytest.mark.parametrize(
    ("text", "way", "values", "expected"),
    [
        (
            "orders: [{id: o1, status: confirmed, ordered_on: 2026-10-01, promised_on: 2026-12-01}]",
            ("orders", "o1"),
            {"delivered_on": "2026-11-20"},
            {"status": "delivered", "delivered_on": "2026-11-20"},
        ),
        (
            "actions: [{id: a1, text: Call, status: in-progress}]",
            ("actions", "a1"),
            {"done_on": "2026-11-20"},
            {"status": "done", "done_on": "2026-11-20"},
        ),
        (
            "needs: [{id: n1, text: Inserts, status: open}]",
            ("needs", "n1"),
            {"addressed_on": "2026-11-20"},
            {"status": "addressed", "addressed_on": "2026-11-20"},
        ),
        (
            "orders: [{id: o1, status: delivered, ordered_on: 2026-10-01, promised_on: 2026-12-01, delivered_on: 2026-11-20}]",
            ("orders", "o1"),
            {"status": "in-execution"},
            {"status": "in-execution", "delivered_on": None},
        ),
        (
            "opportunities: [{id: c1, title: Inserts, stage: proposal, added_on: 2026-06-12, next_step: Call, next_step_on: 2026-12-02}]",
            ("opportunities", "c1"),
            {"stage": "won"},
            {"stage": "won", "next_step": None, "next_step_on": None},
        ),
        (
            "help: [{id: h1, asked_on: 2026-11-02, topic: A broker, outcome: open}]",
            ("help", "h1"),
            {"outcome": "helped"},
            {"outcome": "helped", "answered_on": "2026-11-23"},
        ),
    ],
)
def test_a_day_and_the_word_that_claims_it_go_together(text, way, values, expected, tmp_path):
    found = plan_of(tmp_path, text)
    kept = after(found, way, **values)
    assert {name: kept.get(name) for name in expected} == expected
    assert set_fields(found[1].data, way, put(**values), NOW).told
