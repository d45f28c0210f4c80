"""What "done" means for each kind of record."""

from datetime import date

import pytest
from msgspec.structs import replace

from kamdocs.keeping.done import done, find_doable, open_records
from kamdocs.keeping.ends import ENDS, Doing
from kamdocs.keeping.undoable import _INSTEAD
from kamdocs.schema.walk import schema_tree
from kamdocs.settings.error import SettingsError
from kamdocs.writing import Put
from tests.keeping.reference import TODAY, changed, checks, handbook_in, plan_of, record

DOING = Doing(TODAY)
CONFIRMED = Doing(TODAY, confirmed=True)
FOLLOWED = Doing(TODAY, followed_up=True)


@pytest.fixture
def zeleznik(tmp_path):
    handbook = handbook_in(tmp_path)
    return handbook, handbook.plan("zeleznik")


def test_a_promise_is_kept(zeleznik):
    handbook, plan = zeleznik
    intent = done(plan.data, ("commitments", "c2"), DOING)
    assert intent.edits == (Put(("commitments", "c2", "kept_on"), "2026-11-23"),)
    assert record(changed(handbook, plan, intent), "commitments", "c2")["kept_on"] == "2026-11-23"


CASES = {
    "promise": ("commitments: [{id: c1, made_on: 2026-10-01, by: ana.novak, text: Prices, due: 2026-11-02}]", ("commitments", "c1"), DOING, "commitment-overdue", {"kept_on": "2026-11-23"}),
    "action": ("actions: [{id: a1, text: Call, owner: ana.novak, added_on: 2026-09-01, due: 2026-10-01, status: open}]\ncommitments: [{id: c1, made_on: 2026-10-01, by: ana.novak, text: Prices, due: 2026-12-20}]", ("actions", "a1"), DOING, "action-overdue", {"status": "done", "done_on": "2026-11-23"}),
    "order": ("orders: [{id: o1, status: in-execution, ordered_on: 2026-10-01, promised_on: 2026-11-02}]", ("orders", "o1"), DOING, "order-past-promise", {"status": "delivered", "delivered_on": "2026-11-23"}),
    "order that was delivered": ("orders: [{id: o1, status: delivered, ordered_on: 2026-10-01, promised_on: 2026-11-02, delivered_on: 2026-11-02}]", ("orders", "o1"), FOLLOWED, "delivery-not-followed-up", {"followed_up_on": "2026-11-23"}),
    "accepted order": ("orders: [{id: o1, status: accepted, ordered_on: 2026-10-01, promised_on: 2026-11-02, delivered_on: 2026-11-02}]", ("orders", "o1"), FOLLOWED, "delivery-not-followed-up", {"status": "accepted", "followed_up_on": "2026-11-23"}),
    "request": ("requests: [{id: q1, received_at: 2026-11-16T09:00:00+01:00}]", ("requests", "q1"), Doing(TODAY, moment="2026-11-23T11:00:00+01:00"), "request-unanswered", {"responded_at": "2026-11-23T11:00:00+01:00"}),
    "complaint": ("nonconformities: [{id: n1, kind: complaint, status: acknowledged, text: Rust, owner: ana.novak, received_on: 2026-10-01, acknowledged_on: 2026-10-01}]", ("nonconformities", "n1"), Doing(TODAY, outcome="Replaced"), "nonconformity-overdue", {"status": "resolved", "resolved_on": "2026-11-23", "agreed_outcome": "Replaced"}),
    "complaint that is settled": ("nonconformities: [{id: n1, kind: remark, status: resolved, text: Rust, owner: ana.novak, received_on: 2026-10-01, resolved_on: 2026-10-02}]", ("nonconformities", "n1"), CONFIRMED, "resolution-not-confirmed", {"status": "closed", "confirmed_by_customer_on": "2026-11-23"}),
    "rejected complaint": ("nonconformities: [{id: n1, kind: claim, status: rejected, text: Rust, owner: ana.novak, received_on: 2026-10-01, rejected_because: Stored outdoors}]", ("nonconformities", "n1"), DOING, "rejected-without-reason", {"status": "rejected", "told_on": "2026-11-23"}),
    "talk about satisfaction": ("satisfaction: [{id: s1, date: 2026-06-09, method: survey, bothers: [{id: b1, text: Late, decision: Not now}]}]", ("satisfaction", "s1"), DOING, "feedback-not-reported-back", {"reported_back_on": "2026-11-23"}),
    "need": ("needs: [{id: n1, text: Speed, added_on: 2026-01-01, status: open}]", ("needs", "n1"), DOING, None, {"status": "addressed", "addressed_on": "2026-11-23"}),
    "favour": ("help: [{id: h1, asked_on: 2026-10-01, topic: A broker}]", ("help", "h1"), DOING, "help-unanswered", {"answered_on": "2026-11-23", "outcome": "helped"}),
    "favour in other words": ("help: [{id: h1, asked_on: 2026-10-01, topic: A broker, outcome: open}]", ("help", "h1"), Doing(TODAY, outcome="declined"), "help-unanswered", {"outcome": "declined-politely"}),
    "expectation": ("expectations: [{id: e1, text: Speed, importance: high, fulfilment: partly, as_of: 2026-09-01}]", ("expectations", "e1"), DOING, "expectation-unmet", {"fulfilment": "met", "as_of": "2026-11-23"}),
    "opportunity": ("opportunities: [{id: o1, title: Inserts, stage: proposal, added_on: 2026-01-01, next_step: Call, next_step_on: 2026-10-01}]", ("opportunities", "o1"), Doing(TODAY, stage="lost"), "opportunity-stalled", {"stage": "lost"}),
    "briefing": ("briefings: [{id: t1, date: 2026-11-02, topic: Steel, kind: demo}]", ("briefings", "t1"), Doing(TODAY, outcome="later"), None, {"response": "later"}),
    "visit": ("interactions: [{id: i1, date: 2026-11-02, kind: visit, by: [ana.novak]}]", ("interactions", "i1"), Doing(TODAY, outcome="Samples wanted"), "meeting-without-outcome", {"outcome": "Samples wanted"}),
    "delay": ("orders: [{id: o1, status: delayed, ordered_on: 2026-10-01, promised_on: 2026-12-02, delays: [{known_on: 2026-11-02, to: 2026-12-20}]}]", ("orders", "o1"), Doing(TODAY, told=True), "delay-not-told", {"delays": [{"known_on": "2026-11-02", "to": "2026-12-20", "told_on": "2026-11-23"}]}),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_each_kind_of_record_gets_what_closes_its_gap(case, tmp_path):
    text, way, doing, gap, fields = case
    handbook, plan = plan_of(tmp_path, text)
    change = changed(handbook, plan, done(plan.data, way, doing))
    assert fields.items() <= record(change, *way).items()
    assert gap is None or gap in checks(change.closed)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_is_done_is_not_done_again_but_corrected(case, tmp_path):
    text, way, doing, _gap, _fields = case
    handbook, plan = plan_of(tmp_path, text)
    change = changed(handbook, plan, done(plan.data, way, doing))
    data = change.written.document.data
    with pytest.raises(SettingsError) as told:
        done(data, way, doing)
    assert "--correct" in told.value.hint
    moment = doing.moment and "2026-11-22T11:00:00+01:00"
    before = replace(doing, day=date(2026, 11, 22), moment=moment, correct=True)
    plan = handbook.as_plan(plan.path, change.after)
    changed(handbook, plan, done(plan.data, way, before))


def test_a_correction_is_of_the_day_that_was_written_last(tmp_path):
    handbook, plan = plan_of(
        tmp_path,
        "orders: [{id: o1, status: accepted, ordered_on: 2026-10-01, promised_on: 2026-11-02, delivered_on: 2026-11-02}]",
    )
    change = changed(handbook, plan, done(plan.data, ("orders", "o1"), Doing(date(2026, 11, 3), correct=True)))
    assert record(change, "orders", "o1")["delivered_on"] == "2026-11-03"
    assert record(change, "orders", "o1")["status"] == "accepted"


TWO_ENDS = {
    "order": ("orders: [{id: o1, status: confirmed, ordered_on: 2026-10-01, promised_on: 2026-11-02}]", ("orders", "o1"), FOLLOWED, "delivered_on", "followed_up_on"),
    "complaint": ("nonconformities: [{id: n1, kind: remark, status: received, text: Rust, owner: ana.novak, received_on: 2026-10-01}]", ("nonconformities", "n1"), CONFIRMED, "resolved_on", "confirmed_by_customer_on"),
}  # fmt: skip


@pytest.mark.parametrize("case", TWO_ENDS.values(), ids=TWO_ENDS)
def test_the_second_end_is_never_written_by_saying_the_first_again(case, tmp_path):
    text, way, second, first_day, second_day = case
    handbook, plan = plan_of(tmp_path, text)
    with pytest.raises(SettingsError, match="yet"):
        done(plan.data, way, second)
    plan = handbook.as_plan(plan.path, changed(handbook, plan, done(plan.data, way, DOING)).after)
    with pytest.raises(SettingsError, match=f"{first_day} is 2026-11-23") as again:
        done(plan.data, way, DOING)
    switch = "--followed-up" if second.followed_up else "--confirmed"
    assert switch in again.value.hint
    change = changed(handbook, plan, done(plan.data, way, second))
    assert record(change, *way)[second_day] == "2026-11-23"
    with pytest.raises(SettingsError, match=f"{second_day} is 2026-11-23"):
        done(change.written.document.data, way, DOING)


def test_what_is_open_is_told_with_what_is_written_then(zeleznik):
    told = {one.record.id: one.fields for one in open_records(zeleznik[1].data, TODAY)}
    assert told["c2"] == {"kept_on": "2026-11-23"}
    assert told["4500031"] == {"status": "delivered", "delivered_on": "2026-11-23"}
    assert not told.keys() & {"c1", "4500012", "4500007"}


def test_a_day_that_is_not_kept_is_not_lost(zeleznik):
    for way, doing in (
        (("opportunities", "o1"), Doing(TODAY, stage="won", on_said=True)),
        (("interactions", "i1"), Doing(TODAY, outcome="More", correct=True, on_said=True)),
    ):
        with pytest.raises(SettingsError, match="--on says nothing"):
            done(zeleznik[1].data, way, doing)
    assert done(zeleznik[1].data, ("commitments", "c2"), Doing(TODAY, on_said=True)).edits


def test_what_ended_has_no_next_step(zeleznik):
    handbook, plan = zeleznik
    change = changed(handbook, plan, done(plan.data, ("opportunities", "o1"), Doing(TODAY, stage="lost")))
    assert not {"next_step", "next_step_on"} & record(change, "opportunities", "o1").keys()


def test_a_complaint_that_was_opened_again_loses_the_word_of_before(tmp_path):
    text = "nonconformities: [{id: n1, kind: remark, status: in-progress, text: Rust, owner: ana.novak, received_on: 2026-10-01, resolved_on: 2026-10-02, confirmed_by_customer_on: 2026-10-05}]"
    handbook, plan = plan_of(tmp_path, text)
    intent = done(plan.data, ("nonconformities", "n1"), DOING)
    after = record(changed(handbook, plan, intent), "nonconformities", "n1")
    assert after["resolved_on"] == "2026-11-23"
    assert "confirmed_by_customer_on" not in after
    assert "confirmed_by_customer_on" in str(intent.told[0])


def test_what_was_won_may_have_to_be_written_in_the_whitespace(zeleznik):
    handbook, plan = zeleznik
    intent = done(plan.data, ("opportunities", "o1"), Doing(TODAY, stage="won"))
    changed(handbook, plan, intent)
    assert [str(told) for told in intent.told] == [
        "the next step is taken out with it: Send samples",
        "whitespace still says in-pipeline of inserts",
    ]


REFUSED = {
    "released promise": (("commitments", "c3"), DOING, "released_on"),
    "told of no delay": (("orders", "4500012"), Doing(TODAY, told=True), "no delay"),
    "told of all delays": (("orders", "4500031"), Doing(TODAY, told=True), "done already"),
    "opportunity without an end": (("opportunities", "o1"), DOING, "won or lost"),
    "outcome of a promise": (("commitments", "c2"), Doing(TODAY, outcome="Well"), "--outcome"),
    "time of a promise": (("commitments", "c2"), Doing(TODAY, moment="2026-11-23T11:00:00+01:00"), "--at"),
    "won promise": (("commitments", "c2"), Doing(TODAY, stage="won"), "--won"),
    "confirmed promise": (("commitments", "c2"), CONFIRMED, "--confirmed"),
    "followed-up promise": (("commitments", "c2"), FOLLOWED, "--followed-up"),
    "told of a promise": (("commitments", "c2"), Doing(TODAY, told=True), "--told"),
    "no such record": (("commitments", "c99"), DOING, "c99"),
    "risk": (("risks", "r1"), DOING, "risks"),
    "bother": (("satisfaction", "s2026", "bothers", "b1"), DOING, "bothers"),
    "more that is needed": (("orders", "4500031", "additional_needs", "d1"), DOING, "additional_needs"),
    "person": (("stakeholders", "petra-cuk"), DOING, "stakeholders"),
    "objective": (("objectives", "g1"), DOING, "objectives"),
    "waiver": (("waivers", 0), DOING, "waivers"),
    "unit": (("units", "plant"), DOING, "units"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_what_can_not_be_done_is_told_with_what_to_do_instead(case, zeleznik):
    way, doing, told = case
    with pytest.raises(SettingsError, match=told) as error:
        done(zeleznik[1].data, way, doing)
    assert error.value.hint


def test_a_request_needs_a_time(tmp_path):
    _handbook, plan = plan_of(tmp_path, "requests: [{id: q1, received_at: 2026-11-16T09:00:00+01:00}]")
    with pytest.raises(SettingsError) as error:
        done(plan.data, ("requests", "q1"), DOING)
    assert "--at" in error.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "actions: [{id: x, text: Call, status: dropped}]",
        "needs: [{id: x, text: Speed, status: dropped}]",
        "orders: [{id: x, status: cancelled, ordered_on: 2026-10-01, promised_on: 2026-11-02}]",
    ],
)
def test_what_was_given_up_is_not_done(text, tmp_path):
    _handbook, plan = plan_of(tmp_path, text)
    with pytest.raises(SettingsError, match="status is"):
        done(plan.data, (text.partition(":")[0], "x"), DOING)


def test_an_outcome_is_one_of_the_words_of_its_list(tmp_path):
    _handbook, plan = plan_of(tmp_path, "help: [{id: h1, asked_on: 2026-10-01, topic: A broker}]")
    with pytest.raises(SettingsError, match="can't be shrugged"):
        done(plan.data, ("help", "h1"), Doing(TODAY, outcome="shrugged"))


def test_every_record_that_an_end_closes_has_its_end_or_something_instead():
    """By the schema: whatever without a value would say that something is open."""
    told = {
        path
        for node in schema_tree("account").below()
        if node.keywords.get("x-closes") and len(path := node.path[:-1]) and node.name not in ("delays", "left_on")
    }
    assert told <= ENDS.keys() | _INSTEAD.keys()


def test_a_record_that_breaks_the_schema_is_no_trap(tmp_path):
    """A plan with a fault somewhere can still be kept; the writer refuses what would be a new one."""
    _handbook, plan = plan_of(
        tmp_path, "orders: [{id: o1, promised_on: 2026-11-02}]\nopportunities: [{id: x, title: Y}]"
    )
    assert done(plan.data, ("orders", "o1"), DOING).edits
    assert done(plan.data, ("opportunities", "x"), Doing(TODAY, stage="won")).edits


MEANT = """
interactions: [{id: i1, date: 2026-11-12, kind: visit, by: [ana.novak], purpose: order, outcome: Second delivery was late}]
actions:
  - {id: a0, text: Plan the second delivery, status: done, done_on: 2026-11-01}
  - {id: a1, text: Move the second delivery, status: open}
orders: [{id: po1, status: confirmed, ordered_on: 2026-10-01, promised_on: 2026-12-01, external_ref: {crm: "20001"}}]
"""


@pytest.mark.parametrize(
    ("said", "doing", "way"),
    [
        ("second delivery", DOING, ("actions", "a1")),  # neither the visit, nor what is done already
        ("i1", DOING, ("interactions", "i1")),
        ("was late", replace(DOING, outcome="They wait"), ("interactions", "i1")),
        ("was late", DOING, ("interactions", "i1")),
        ("a0", DOING, ("actions", "a0")),
        ("20001", DOING, ("orders", "po1")),
    ],
)
def test_what_can_be_done_is_meant(said, doing, way, tmp_path):
    _handbook, plan = plan_of(tmp_path, MEANT)
    assert find_doable(plan.data, said, doing).one.way == way


@pytest.mark.parametrize(
    ("text", "way", "field"),
    [
        ("orders: [{id: o1, status: confirmed, ordered_on: 2026-10-01, promised_on: 2026-12-01, delivered_on: 2026-11-02}]", ("orders", "o1"), "delivered_on"),
        ("actions: [{id: a1, text: Call, status: in-progress, done_on: 2026-11-02}]", ("actions", "a1"), "done_on"),
        ("needs: [{id: n1, text: Steel, status: open, addressed_on: 2026-11-02}]", ("needs", "n1"), "addressed_on"),
    ],
)  # fmt: skip
def test_a_day_that_stands_there_already_holds_unless_another_is_named(text, way, field, tmp_path):
    handbook, plan = plan_of(tmp_path, text)

    def day(doing):
        return record(changed(handbook, plan, done(plan.data, way, doing)), *way)[field]

    assert (day(DOING), day(replace(DOING, on_said=True))) == ("2026-11-02", "2026-11-23")
