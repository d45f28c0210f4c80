"""What an answer writes: the record that a gap is about, and the edits that mend it."""

from datetime import date

import pytest

from kamdocs.keeping.asked import asked, may_be_waived, ways_of
from kamdocs.keeping.mending import Newcomer, edits_of, waiving
from kamdocs.keeping.spot import spot_of
from kamdocs.lint import evaluate, judge
from kamdocs.schema.read import held_against_schema
from kamdocs.settings.load import load_settings
from kamdocs.source import load_document
from kamdocs.writing import Add, Put, Remove, write
from tests.plans import write_handbook

DAY = date(2026, 11, 23)
START = "name: Example d.o.o.\nstatus: active\ntier: key\nkey_since: 2024-01-08\nowner: ana.novak\n"


@pytest.fixture
def found(tmp_path):
    """A function that finds the first open gap of a check in a plan: the check, and where it is."""

    def find(text, code):
        write_handbook(tmp_path, {"example": START + text})
        settings = load_settings(tmp_path)
        report = judge(evaluate(settings, DAY), settings.policies, DAY, upcoming_days=30)
        finding = next(one for one in report.findings if one.gap.check == code)
        file = tmp_path / "accounts" / "example.yml"
        document = held_against_schema(load_document("accounts/example.yml", file.read_bytes()), "account")
        return finding.check, spot_of(finding.gap, document, DAY, ["inserts", "hardened-steel"])

    return find


def answered(found, way, **told):
    """The edits of an answer; what is told is by field."""
    check, spot = found
    chosen = ways_of(check.mend, spot)[way]
    answers = {one.key: told[one.field] for one in asked(chosen, spot) if one.field in told}
    assert len(answers) == len(told)
    return edits_of(chosen, spot, answers)


PROMISES = """
commitments:
  - {id: c1, made_on: 2026-09-01, by: ana.novak, text: Price list, due: 2026-12-30}
  - id: c2
    made_on: 2026-09-02
    by: ana.novak
    text: Drawings
    due: 2026-10-31
"""


def test_the_record_is_found_by_the_place_of_the_gap(found):
    _check, spot = found(PROMISES, "KAM301")
    assert spot.pointer == ("commitments", 1)
    assert spot.record["text"] == "Drawings"
    assert spot.value == ("commitments", 1, "due")


def test_a_gap_of_the_plan_is_about_no_other_record(found):
    _check, spot = found("reachability: {hours: 24/7}\n", "KAM201")
    assert spot.pointer == ()
    assert spot.record["name"] == "Example d.o.o."


def test_a_record_within_a_record_is_found(found):
    reviews = """
satisfaction:
  - id: s1
    date: 2026-09-01
    method: survey
    bothers: [{id: b1, text: Slow, decision: Later}, {id: b2, text: Late}]
"""
    check, spot = found(reviews, "KAM103")
    assert spot.pointer == ("satisfaction", 0, "bothers", 1)
    assert answered((check, spot), 1, decision="Not now") == [Put((*spot.pointer, "decision"), "Not now")]


def test_what_a_gap_names_without_a_list_is_found_too(found):
    expansion = "expansion: {pursue: false, reason: All, as_of: 2026-01-01, revisit_on: 2026-11-01}\n"
    gap = found(expansion, "KAM604")
    assert gap[1].pointer == ("expansion",)
    assert answered(gap, 0) == [Put(("expansion", "as_of"), "2026-11-23")]


def test_an_answer_sets_fields_and_moving_a_day_keeps_the_first(found):
    gap = found(PROMISES, "KAM301")
    assert answered(gap, 0, kept_on="2026-11-20") == [Put(("commitments", 1, "kept_on"), "2026-11-20")]
    assert answered(gap, 2, due="2026-12-15") == [
        Put(("commitments", 1, "due"), "2026-12-15"),
        Put(("commitments", 1, "first_due"), "2026-10-31"),
    ]


def test_an_action_is_added_and_named_where_it_answers(found):
    expectation = "expectations: [{id: e1, text: Early, importance: high, fulfilment: partly, as_of: 2026-09-01}]\n"
    gap = found(expectation, "KAM108")
    action, link = answered(gap, 0, text="Early tour", owner="ana.novak", due="2026-12-10")
    assert action == Add(
        ("actions",),
        {
            "id": "a1",
            "text": "Early tour",
            "owner": "ana.novak",
            "due": "2026-12-10",
            "added_on": "2026-11-23",
            "status": "open",
        },
    )
    assert link == Put(("expectations", 0, "action"), "a1")


def test_what_is_not_in_the_plan_can_not_be_linked(found):
    opportunity = "opportunities: [{id: o1, title: Inserts, stage: proposal, added_on: 2026-06-12}]\n"
    check, spot = found(opportunity, "KAM407")
    assert [str(way.words) for way in ways_of(check.mend, spot)] == ["a need that is not in the plan yet"]
    need, link = answered((check, spot), 0, text="Less wear")
    assert need.value == {"id": "n1", "text": "Less wear", "added_on": "2026-11-23", "status": "open"}
    assert link == Put(("opportunities", 0, "need"), "n1")


def test_a_record_that_is_not_there_yet_is_made(found):
    check, spot = found("", "KAM201")
    edits = answered((check, spot), 0, first_response_hours=8, channels=["phone"])
    after = write(spot.document, edits).document.data
    assert after["reachability"] == {"first_response_hours": 8, "channels": ["phone"]}


def test_a_list_that_is_not_there_yet_is_made(found):
    gap = found("", "KAM904")
    assert answered(gap, 0, decision_areas=["quality", "it"]) == [Put(("decision_areas",), ["quality", "it"])]


def test_what_is_told_for_a_list_comes_to_what_stands_there(found):
    roles = "stakeholders: [{id: eva-zec, name: Eva Zec, buying_roles: [buyer]}]\n"
    gap = found(roles, "KAM903")
    assert answered(gap, 0, stakeholders=0, buying_roles=["buyer", "decider"]) == [
        Add(("stakeholders", 0, "buying_roles"), "decider")
    ]


def test_somebody_new_comes_into_the_plan_with_what_names_them(found):
    check, spot = found("", "KAM1001")
    edits = answered(
        (check, spot), 0, **{"with": [Newcomer("Eva Zec")], "kind": "call", "date": "2026-11-23", "by": ["ana.novak"]}
    )
    assert edits[0] == Add(("stakeholders",), {"id": "eva-zec", "name": "Eva Zec", "added_on": "2026-11-23"})
    assert edits[1].value["with"] == ["eva-zec"]
    assert write(spot.document, edits).document.data["interactions"][0]["with"] == ["eva-zec"]


def test_every_offering_without_a_cell_gets_one(found):
    gap = found("whitespace: [{offering: inserts, status: owned, as_of: 2026-11-01}]\n", "KAM610")
    assert answered(gap, 0, status="unknown") == [
        Add(("whitespace",), {"offering": "hardened-steel", "status": "unknown", "as_of": "2026-11-23"})
    ]


def test_all_cells_are_looked_at_again(found):
    cells = "whitespace:\n- {offering: inserts, status: owned, as_of: 2025-01-01}\n- {offering: hardened-steel, status: open}\n"
    gap = found(cells, "KAM602")
    assert [edit.way for edit in answered(gap, 0)] == [("whitespace", 0, "as_of"), ("whitespace", 1, "as_of")]


def test_a_wrong_id_is_corrected_where_it_stands(found):
    check, spot = found("actions: [{id: a1, text: Go, owner: ana.nowak, due: 2026-12-01, status: open}]\n", "DOC003")
    (question,) = asked(ways_of(check.mend, spot)[0], spot)
    assert (question.field, question.refers_to, question.now) == ("owner", "person", "ana.nowak")
    assert edits_of(ways_of(check.mend, spot)[0], spot, {question.key: "ana.novak"}) == [
        Put(("actions", 0, "owner"), "ana.novak")
    ]


def test_an_id_within_a_list_of_ids_is_corrected(found):
    talk = "interactions: [{id: i1, date: 2026-11-01, kind: call, by: [ana.novak, luka.supan], initiated_by: us}]\n"
    check, spot = found(talk, "DOC003")
    assert spot.value == ("interactions", 0, "by", 1)
    (question,) = asked(ways_of(check.mend, spot)[0], spot)
    (edit,) = edits_of(ways_of(check.mend, spot)[0], spot, {question.key: "luka.zupan"})
    assert write(spot.document, [edit]).document.data["interactions"][0]["by"] == ["ana.novak", "luka.zupan"]


def test_a_waiver_that_nothing_needs_goes(found):
    waiver = "waivers: [{check: owner-missing, reason: Soon, until: 2027-01-04, by: ana.novak}]\n"
    assert answered(found(waiver, "DOC007"), 0) == [Remove(("waivers", 0))]


def test_contact_data_of_somebody_who_left_goes(found):
    person = "stakeholders: [{id: eva-zec, name: Eva Zec, left_on: 2024-05-31, email: eva@customer.example}]\n"
    gap = found(person, "KAM912")
    assert answered(gap, 0) == [Remove(("stakeholders", 0, "email"))]


def test_a_gap_is_waived_for_its_record_alone(found):
    check, spot = found(PROMISES, "KAM301")
    assert may_be_waived(spot.gap)
    assert waiving(spot, check, date(2026, 12, 31), "They move", "ana.novak") == [
        Add(
            ("waivers",),
            {
                "check": "commitment-overdue",
                "record": "c2",
                "reason": "They move",
                "until": "2026-12-31",
                "by": "ana.novak",
            },
        )
    ]


def test_a_waiver_that_ran_out_is_renewed(found):
    waiver = PROMISES + "waivers: [{check: KAM301, record: c2, reason: They move, until: 2026-11-01, by: ana.novak}]\n"
    check, spot = found(waiver, "KAM301")
    assert waiving(spot, check, date(2026, 12, 31), "They move", "ana.novak") == [
        Put(("waivers", 0, "until"), "2026-12-31")
    ]


def test_what_is_wrong_with_a_file_can_not_be_waived(found):
    _check, spot = found("deputy: nobody.known\n", "DOC003")
    assert not may_be_waived(spot.gap)


def test_an_order_that_is_told_to_be_late_is_delayed(found):
    orders = "orders: [{id: o1, status: confirmed, ordered_on: 2026-10-01, promised_on: 2026-11-02}]\n"
    edits = answered(found(orders, "KAM502"), 1, to="2026-12-01", told_on="2026-11-23")
    delay = {"known_on": "2026-11-23", "to": "2026-12-01", "told_on": "2026-11-23"}
    assert edits == [Add(("orders", 0, "delays"), delay), Put(("orders", 0, "status"), "delayed")]
