"""What the pages say in words: who left, which hours count, what waits, and what is only past."""

import re
from datetime import date

import pytest

from kamdocs.handbook import make_pages, make_sheets
from kamdocs.handbook.words import clipped_within
from tests.handbook.feeds.test_brief import part
from tests.handbook.feeds.views import view_of
from tests.handbook.pictures.views import text_of
from tests.plans import ROOT, write_handbook


def on(month, day, year=2026):
    return date(year, month, day)


def told_of(view, account="x"):
    page = next(page for page in make_pages(view) if page.path == f"accounts/{account}")
    parts = {one.heading.title: text_of(str(one.html)) for one in page.sections}
    brief = next(str(sheet.document) for sheet in make_sheets(view) if sheet.path == f"briefs/{account}")
    return {"lead": text_of(str(page.lead)), **parts}, brief


def told(tmp_path, plan):
    return told_of(view_of(write_handbook(tmp_path / "h", {"x": {"owner": "ana.novak", **plan}})))


IGOR = "Igor Bevk (left 30 Jun 2024 )"


def test_who_left_is_marked_where_they_are_in_charge(tmp_path):
    plan = {
        "deputy": "igor.bevk", "executive_sponsor": "igor.bevk",
        "stakeholders": [{"id": "petra", "name": "Petra Čuk", "relationship_owner": "igor.bevk"}],
        "commitments": [
            {"id": "c", "text": "Prices", "made_on": on(10, 1), "by": "igor.bevk", "due": on(12, 1)},
            {"id": "k", "text": "Old", "made_on": on(1, 1), "by": "igor.bevk", "due": on(2, 1), "kept_on": on(2, 1)},
        ],
        "actions": [{"id": "a", "text": "Call", "owner": "igor.bevk", "due": on(12, 2), "status": "open"}],
    }  # fmt: skip
    parts, brief = told(tmp_path, plan)
    assert f"{IGOR}, deputy" in parts["lead"]
    assert f"{IGOR}, sponsor" in parts["lead"]
    assert f"ours: {IGOR}" in parts["People"]
    assert parts["To do"].count(IGOR) == 2  # who kept a promise and left since is in charge of nothing
    assert f"deputy, sponsor {IGOR}" in " ".join(text_of(brief).split())
    assert IGOR in part(brief, "What we promised")


@pytest.mark.parametrize(
    ("promised", "words"),
    [
        ({"first_response_hours": 24, "hours": "Mo-Fr 08:00-16:00"}, "We answer within 24 h, of the hours below"),
        (
            {"first_response_hours": 24, "urgent_response_hours": 4},
            "We answer within 24 h, urgent 4 h, on working days",
        ),
    ],
)
def test_which_hours_count_is_said(tmp_path, promised, words):
    assert words in told(tmp_path, {"reachability": promised})[0]["All facts"]


def test_a_past_last_day_of_notice_is_a_fact_and_no_step(tmp_path):
    contract = {"start": on(1, 1), "renewal_on": on(12, 31), "notice_days": 90, "auto_renew": True}
    parts, brief = told(tmp_path / "past", {"contract": contract})
    assert "the last day of notice was 2 Oct 2026" in parts["All facts"]
    assert "renews itself on 31 Dec" in parts["lead"]
    assert "notice by" not in parts["lead"]
    assert "last day of notice" not in part(brief, "What is open")
    parts, _brief = told(tmp_path / "ahead", {"contract": {**contract, "notice_days": 30}})
    assert "renews itself on 31 Dec notice by 1 Dec" in parts["lead"]
    assert "last day of notice" not in parts["All facts"]


def test_a_gap_of_today_is_open_since_today(tmp_path):
    action = {"id": "a", "text": "Call", "status": "open", "added_on": on(11, 23)}
    assert "open since today" in told(tmp_path, {"actions": [action]})[0]["Gaps"]


def test_what_is_over_is_not_said_to_lack_weight_or_somebody(tmp_path):
    def one(name, status, **more):
        return {"id": name, "kind": "complaint", "text": name, "status": status, "received_on": on(9, 1), **more}

    parts, _brief = told(tmp_path, {
        "nonconformities": [one("open", "received"), one("closed", "closed", resolved_on=on(9, 9)), one("rejected", "rejected")]
    })  # fmt: skip
    assert re.search(r"open minor complaint · received 1 Sep (error|warning): nobody", parts["What they say"])
    assert "closed complaint · closed 1 Sep" in parts["What they say"]  # its cause is missing; its weight is no matter
    assert re.search(
        r"rejected complaint · rejected · no reason is given 1 Sep (error|warning): nobody", parts["What they say"]
    )


def test_last_contacts_are_those_that_count_for_each_person(tmp_path):
    plan = {
        "stakeholders": [{"id": "petra", "name": "Petra Čuk"}],
        "interactions": [{"id": "i", "date": on(9, 1), "kind": "call", "by": ["ana.novak"], "with": ["petra"]}],
        "briefings": [
            {"id": "b", "date": on(11, 5), "kind": "demo", "topic": "New steel", "audience": ["petra"], "by": ["ana.novak"]},
            {"id": "n", "date": on(11, 6), "kind": "newsletter", "topic": "News", "audience": ["petra"]},
        ],
        "satisfaction": [
            {"id": "s", "date": on(10, 2), "method": "interview-in-person", "by": "ana.novak", "respondents": ["petra"]},
            {"id": "t", "date": on(11, 7), "method": "survey", "respondents": ["petra"]},
        ],
    }  # fmt: skip
    assert part(told(tmp_path, plan)[1], "Last contacts").startswith(
        "5 Nov 2026 demo: New steel Petra Čuk 2 Oct 2026 satisfaction review: interview in person Petra Čuk"
    )


def test_the_newest_contact_of_a_brief_is_the_newest_of_its_people():
    view = view_of(ROOT)
    briefs = {sheet.path: str(sheet.document) for sheet in make_sheets(view)}
    last = {
        standing.id: max(one.last_contact for one in view.present_people(standing.account) if one.last_contact)
        for standing in view.standings.values()
        if any(one.last_contact for one in view.present_people(standing.account))
    }
    assert len(last) > 10
    for account, day in last.items():
        shown = briefs[f"briefs/{account}"].partition("<h2>Last contacts</h2>")[2]
        assert shown.partition('datetime="')[2][:10] >= str(day), account


def test_open_orders_stand_first_the_longest_promised_at_the_top(tmp_path):
    def order(name, promised, status="confirmed", **more):
        return {"id": name, "status": status, "ordered_on": on(8, 1), "promised_on": promised, **more}

    orders = [
        order("late", on(11, 1)), order("next", on(12, 20)), order("far", on(12, 30)),
        order("came", on(10, 1), "delivered", delivered_on=on(10, 1)), order("first", on(9, 1), "delivered", delivered_on=on(9, 1)),
    ]  # fmt: skip
    text = told(tmp_path, {"orders": orders[::-1]})[0]["Orders"]
    places = [text.index(f" {name} ") for name in ("late", "next", "far", "came", "first")]
    assert places == sorted(places)
    assert "1 Nov 22 days late" in text


def test_a_message_that_is_cut_keeps_what_it_is_about():
    message = (
        "The customer said on 3 Nov 2026 that it is not satisfied, and no action answers that: Rust on the inserts"
    )
    assert clipped_within(message) == "The customer said on 3 Nov 2026 that it is not satisfied…: Rust on the inserts"
    assert len(clipped_within(message)) <= 80
    assert clipped_within("Short: it stays") == "Short: it stays"
    assert clipped_within("word " * 40).endswith("…")
