"""What the other system takes back: status and day together, and never what people wrote."""

import pytest
import yaml

from kamdocs.exchange.state import State, read_state, state_text
from kamdocs.writing import Put, Remove
from tests.exchange.test_import_planning import DAY, PLAN, edits_of, noted_in, orders, outcome_of, plans

SHIPPED = "7,K-1,shipped,2026-10-01,2026-11-01,2026-11-02,,"
BACK = "7,K-1,processing,2026-10-01,2026-11-01,,,"


def with_order(**fields):
    """The plan with an order 7 that has these fields, too."""
    order = {"id": "7", "ordered_on": "2026-10-01", "promised_on": "2026-11-01", **fields}
    return plans(zaga=PLAN + f"  - {order}\n")


DELIVERED = with_order(status="delivered", delivered_on="2026-11-02")


def brought_in(*rows, known, state=State(), **asked):  # noqa: B008
    """The outcome, and the state after it, as the file holds it."""
    outcome = outcome_of(orders(*rows), known=known, state=state, **asked)
    return outcome, read_state(state_text(noted_in(outcome, state)), "state.json")


def told(outcome):
    return [(one.field, one.ours, one.theirs) for one in outcome.conflicts]


CONFLICT = [("status", "delivered", "in-execution"), ("delivered_on", "2026-11-02", None)]


def test_what_the_import_wrote_goes_together_and_comes_again():
    _, state = brought_in(SHIPPED, known=None)
    outcome, state = brought_in(BACK, known=DELIVERED, state=state)
    assert edits_of(outcome) == [
        Put(("orders", "7", "status"), "in-execution"),
        Remove(("orders", "7", "delivered_on")),
    ]
    open_again = with_order(status="in-execution")
    outcome, state = brought_in(BACK, known=open_again, state=state)
    assert (edits_of(outcome), outcome.conflicts, outcome.kept) == ([], (), 0)
    outcome, _ = brought_in(SHIPPED.replace("11-02", "11-20"), known=open_again, state=state)
    assert edits_of(outcome) == [
        Put(("orders", "7", "status"), "delivered"),
        Put(("orders", "7", "delivered_on"), "2026-11-20"),
    ]


def test_a_day_that_moved_as_well_is_a_delay():
    _, state = brought_in(SHIPPED, known=None)
    outcome, state = brought_in(BACK.replace("2026-11-01", "2026-12-24"), known=DELIVERED, state=state)
    assert [type(edit).__name__ for edit in edits_of(outcome)] == ["Add", "Put", "Remove"]
    assert edits_of(outcome)[0].value == {"known_on": DAY.isoformat(), "to": "2026-12-24"}


@pytest.mark.parametrize("confirmed", [0, 1, 2])
def test_what_people_wrote_stays_whether_or_not_the_export_said_so_too(confirmed):
    state = State()
    for _ in range(confirmed):
        outcome, state = brought_in(SHIPPED, known=DELIVERED, state=state)
        assert (edits_of(outcome), outcome.conflicts) == ([], ())
    outcome, state = brought_in(BACK, known=DELIVERED, state=state)
    assert (edits_of(outcome), told(outcome)) == ([], CONFLICT)
    outcome, state = brought_in(BACK, known=DELIVERED, state=state)
    assert (edits_of(outcome), outcome.conflicts, outcome.kept) == ([], (), 2)  # told once
    outcome, state = brought_in(BACK, known=DELIVERED, state=state, take=True)
    assert len(edits_of(outcome)) == 2


def test_what_people_wrote_over_an_import_is_theirs_when_the_export_follows():
    _, state = brought_in(BACK, known=None)
    _, state = brought_in(SHIPPED, known=DELIVERED, state=state)
    outcome, _ = brought_in(BACK, known=DELIVERED, state=state)
    assert (edits_of(outcome), told(outcome)) == ([], CONFLICT)


def test_what_people_know_of_the_delivery_stays():
    _, state = brought_in(SHIPPED, known=None)
    known = with_order(status="delivered", delivered_on="2026-11-02", followed_up_on="2026-11-09")
    outcome, _ = brought_in(BACK, known=known, state=state)
    assert (edits_of(outcome), told(outcome)) == ([], CONFLICT)


def test_no_day_comes_to_a_status_that_people_keep():
    known = with_order(status="on-hold")
    outcome, state = brought_in(SHIPPED, known=known)
    assert (edits_of(outcome), told(outcome)) == ([], [("status", "on-hold", "delivered")])
    outcome, state = brought_in(SHIPPED, known=DELIVERED, state=state)  # people followed
    assert (edits_of(outcome), outcome.conflicts) == ([], ())
    outcome, state = brought_in(BACK, known=DELIVERED, state=state)
    assert told(outcome) == CONFLICT
    known = with_order(status="in-execution")  # people followed again: it is as the export says
    outcome, _ = brought_in(SHIPPED, known=known, state=state)
    assert len(edits_of(outcome)) == 2


def test_a_complaint_that_is_open_again():
    rows = "Case ID,Account ID,Subject,Status,Created Date,Closed Date\n9,A1,Chips,{},2026-10-01,{}\n"
    first = outcome_of({"cases": rows.format("Closed", "2026-10-05")})
    (edit,) = edits_of(first)
    known = plans(zaga=PLAN + yaml.safe_dump({"nonconformities": [edit.value]}))
    outcome = outcome_of({"cases": rows.format("Working", "")}, known=known, state=noted_in(first))
    assert [edit.way[-1] for edit in edits_of(outcome)] == ["status", "resolved_on"]
    outcome = outcome_of({"cases": rows.format("Working", "")}, known=known)
    assert [one.field for one in outcome.conflicts] == ["status", "resolved_on"]
